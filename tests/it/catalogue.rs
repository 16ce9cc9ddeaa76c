//! The list of issuers that a build brings: altered or older than before, it is not used, and what is connected goes on.

use renkei_tests::Profile;
use serde_json::{Value, json};

/// Publishes the practice catalogue as an edition after this one.
fn publish_after(profile: &Profile, version: u64) {
    let file = profile.folder.path().join("profile/issuers/state.json");
    let mut state: Value = serde_json::from_slice(&std::fs::read(&file).expect("The state")).expect("JSON");
    state["catalogue"]["version"] = json!(version);
    state["catalogue"]["digest"] = json!("");
    std::fs::write(&file, state.to_string()).expect("The state");
}

fn api_hosts(done: &renkei_tests::Done) -> usize {
    done.json.as_array().expect("Issuers").iter().filter(|issuer| issuer["vouched"] == true).count()
}

#[test]
fn an_older_edition_is_not_used_and_what_is_connected_goes_on() {
    let profile = Profile::practice();
    assert_eq!(profile.run(&["sync"]).code, 0);
    publish_after(&profile, 6);
    let newer = profile.run(&["issuers", "--json"]);
    assert!(newer.err.is_empty() && api_hosts(&newer) > 4, "{}{}", newer.err, newer.out);
    publish_after(&profile, 3);
    let older = profile.run(&["issuers", "--json"]);
    assert!(older.err.contains("older than one used before"), "{}", older.err);
    assert_eq!(profile.run(&["sync", "--json"]).code, 0, "connected issuers are asked as before");
    publish_after(&profile, 6);
    assert!(profile.run(&["issuers", "--json"]).err.is_empty(), "the newest edition is used again");
}

#[test]
fn an_altered_catalogue_is_not_used() {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    let file = profile.folder.path().join("profile/issuers/catalogue.jws");
    let jws = std::fs::read_to_string(&file).expect("The catalogue");
    let (head, rest) = jws.split_once('.').expect("A JWS");
    let (payload, signature) = rest.split_once('.').expect("A JWS");
    let other = if payload.contains('A') { payload.replacen('A', "B", 1) } else { payload.replacen('B', "A", 1) };
    let alter = || std::fs::write(&file, format!("{head}.{other}.{signature}")).expect("The catalogue");
    alter();
    let altered = profile.run(&["issuers", "--json"]);
    assert!(altered.err.contains("not signed correctly"), "{}", altered.err);
    assert_eq!(altered.json, json!([]));
    assert_ne!(profile.run(&["connect", "kotori-pay", "--json"]).code, 0, "nobody is connected by a list that is not used");

    std::fs::write(&file, &jws).expect("The catalogue");
    let connected = |done: renkei_tests::Done| (done.code, done.json["accounts"].as_array().map(Vec::len));
    assert_eq!(connected(profile.run(&["sync", "--json"])), (0, Some(4)));
    alter();
    assert_eq!(connected(profile.run(&["sync", "--json"])), (0, Some(4)), "connected issuers are asked as before");
}
