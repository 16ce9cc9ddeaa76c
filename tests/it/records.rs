//! The records against the head that is kept apart from them.

use renkei_tests::Profile;
use serde_json::{Value, json};

/// The practice vault's head of the records: number and hash.
fn head(profile: &Profile) -> (i64, String) {
    let vault: Value = serde_json::from_slice(&std::fs::read(vault(profile)).expect("The vault")).expect("JSON");
    let (number, hash) = vault["records-head"].as_str().expect("A head").split_once(':').expect("Number and hash");
    (number.parse().expect("A number"), hash.to_owned())
}

fn vault(profile: &Profile) -> std::path::PathBuf {
    profile.folder.path().join("profile/vault.practice.json")
}

fn set_head(profile: &Profile, head: &str) {
    let mut all: Value = serde_json::from_slice(&std::fs::read(vault(profile)).expect("The vault")).expect("JSON");
    all["records-head"] = json!(head);
    std::fs::write(vault(profile), all.to_string()).expect("The vault");
}

#[test]
fn records_that_do_not_fit_the_kept_head_are_found_and_the_head_stays() {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    profile.run(&["sync"]);
    let whole = profile.run(&["records", "--verify", "--json"]);
    assert_eq!(whole.json["broken"], Value::Null, "{}", whole.out);
    let (number, hash) = head(&profile);
    assert_eq!(whole.json["lines"], number, "the head is the last line");

    // As if lines that were there had been cut off.
    let longer = format!("{}:{hash}", number + 5);
    set_head(&profile, &longer);
    let cut = profile.run(&["records", "--verify", "--json"]);
    assert_eq!(cut.json["broken"], json!({ "cut": { "head": number + 5 } }), "{}", cut.out);
    let grant = profile.active("kotori-pay");
    profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes"]);
    assert_eq!(head(&profile), (number + 5, hash.clone()), "later lines do not cover it up");

    // As if the log had been written anew, whole by itself.
    set_head(&profile, &format!("{number}:{}", "0".repeat(64)));
    let anew = profile.run(&["records", "--verify", "--json"]);
    assert_eq!(anew.json["broken"], json!({ "changed": { "number": number } }), "{}", anew.out);
    set_head(&profile, &format!("{number}:{hash}"));
    assert_eq!(profile.run(&["records", "--verify", "--json"]).json["broken"], Value::Null);
}
