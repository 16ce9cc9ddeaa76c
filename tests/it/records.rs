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
fn records_that_do_not_fit_the_kept_head_are_found_and_stay_found() {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    profile.run(&["sync"]);
    let verify = || profile.run(&["records", "--verify", "--json"]).json;
    let whole = verify();
    assert_eq!(whole["broken"], Value::Null, "{whole}");
    let (number, hash) = head(&profile);
    assert_eq!((&whole["lines"], &whole["head"]["kept"]["number"]), (&json!(number), &json!(number)), "the head is the last line");

    // As if lines that were there had been cut off.
    set_head(&profile, &format!("{}:{hash}", number + 5));
    assert_eq!(verify()["broken"], json!({ "cut": { "head": number + 5 } }));
    // Later lines do not cover it up: the unfit head stands in the log, and the log is anchored again.
    let grant = profile.active("kotori-pay");
    profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes"]);
    assert_eq!(verify()["broken"], json!({ "cut": { "head": number + 5 } }));
    assert_ne!(head(&profile).1, hash, "the head is a line of this log again");
    // Nor does it look whole to whoever is handed it.
    let id = grant["id"].as_str().expect("An id");
    for words in [&["records", "export"][..], &["proof", id, "--format", "json"]] {
        let file = profile.folder.path().join("handed.json").display().to_string();
        assert_eq!(profile.run(&[words, &["--out", &file]].concat()).code, 0);
        let checked = profile.run(&["records", "verify", &file, "--json"]);
        assert_eq!((checked.code, &checked.json["broken"]), (1, &json!({ "cut": { "head": number + 5 } })), "{}{}", checked.out, checked.err);
        assert!(profile.run(&["records", "verify", &file, "--lang", "en"]).out.contains("device itself noted"));
    }
}

#[test]
fn a_log_that_was_written_anew_is_found() {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    profile.run(&["sync"]);
    let number = head(&profile).0;
    // Whole by itself, and not the one whose head was kept.
    set_head(&profile, &format!("{number}:{}", "0".repeat(64)));
    let verify = || profile.run(&["records", "--verify", "--json"]).json;
    assert_eq!(verify()["broken"], json!({ "changed": { "number": number } }));
    assert_eq!(verify()["broken"], json!({ "cut": { "head": number } }), "the unfit head stands in the log from then on");
}

#[test]
fn a_log_without_a_kept_head_is_not_said_to_be_held_against_one() {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    profile.run(&["sync"]);
    let said = |head: &str| {
        set_head(&profile, head);
        profile.run(&["records", "--verify"]).out
    };
    let (number, hash) = head(&profile);
    assert!(said("garbled").contains("could not be read"));
    assert!(said(&format!("{number}:{hash}")).contains("are noticed"));
}
