//! What shows only after an ending was proved: that somebody still got in, or that nobody did.

use std::process::Stdio;

use renkei_tests::{Profile, wait};
use serde_json::{Value, json};

/// How the ending of a grant stands on its page.
fn ending(profile: &Profile, id: &str) -> Value {
    profile.run(&["show", id, "--json"]).json["ending"].clone()
}

/// Ends one of several grants at once or by itself; then the issuer tells of an access minutes later, and the person signs in.
fn used_after(together: bool) -> (Value, Profile) {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grants = profile.grants();
    let there: Vec<&Value> = grants.iter().filter(|grant| grant["issuer"]["id"] == ISSUER && grant["status"] == "active").take(2).collect();
    let ids: Vec<&str> = there.iter().filter_map(|grant| grant["id"].as_str()).take(1 + usize::from(together)).collect();
    assert_eq!(ids.len(), 1 + usize::from(together), "the cast holds them");
    let (id, remote) = (ids[0], issuers.remote(there[0]));
    let done = profile.run(&[&["revoke"], ids.as_slice(), &["--yes", "--json", "--wait", "30"]].concat());
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert_eq!(ending(&profile, id)["state"], "verified");
    issuers.event(&json!({ "event": "advance_clock", "seconds": 150 }));
    issuers.event(&json!({ "event": "stray_access", "issuer": ISSUER, "grant": remote }));
    // After a sign-in everything that is watched is looked at.
    let account = there[0]["account"].as_str().expect("An account").rsplit('-').next().expect("An end");
    let signed_in = profile.run(&["connect", account]);
    assert_eq!(signed_in.code, 0, "{}{}", signed_in.out, signed_in.err);
    let shown = wait("the access to be seen", || {
        profile.run(&["sync", "--json"]);
        let ending = ending(&profile, id);
        (ending["state"] != "verified").then_some(ending)
    });
    (shown, profile)
}

const ISSUER: &str = "minato-card";

fn assert_disputed(ending: &Value, profile: &Profile) {
    let last = ending["steps"].as_array().and_then(|steps| steps.last()).expect("Steps");
    assert_eq!(ending["state"], "disputed", "{ending}");
    assert!(last["evidence"]["used_after"]["at"].is_string(), "with the time that the issuer told: {last}");
    let events = profile.run(&["events", "--json"]);
    assert!(events.out.contains("disputed"), "the person is told: {}", events.out);
    let records = profile.run(&["records", "--verify", "--json"]);
    assert!(records.code == 0 && records.json["broken"].is_null(), "{}", records.out);
}

#[test]
fn an_access_that_is_dated_after_the_ending_disputes_it() {
    let (ending, profile) = used_after(false);
    assert_disputed(&ending, &profile);
}

#[test]
fn an_access_after_the_ending_disputes_one_of_many_too() {
    let (ending, profile) = used_after(true);
    assert_disputed(&ending, &profile);
}

#[test]
fn a_list_from_before_the_endings_of_many_refutes_none_of_them() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grants = profile.grants();
    let there: Vec<&str> =
        grants.iter().filter(|grant| grant["issuer"]["id"] == ISSUER && grant["status"] == "active").filter_map(|grant| grant["id"].as_str()).take(2).collect();
    assert_eq!(there.len(), 2, "the cast holds two");
    let lists = issuers.counter(ISSUER, "lists");
    issuers.fault(&json!({ "issuer": ISSUER, "path": "list", "fault": "delay_answer", "ms": 4_000, "times": 1 }));
    let mut sync = profile.command(&["sync", "--json"]).stdout(Stdio::null()).spawn().expect("It starts");
    wait("the list to be asked for", || (issuers.counter(ISSUER, "lists") > lists).then_some(()));
    let done = profile.run(&[&["revoke"], there.as_slice(), &["--yes", "--json", "--wait", "30"]].concat());
    assert_eq!((done.code, done.json["counts"]["verified"].as_u64()), (0, Some(2)), "{}{}", done.out, done.err);
    sync.wait().expect("It ends");
    profile.run(&["sync", "--json"]);
    for id in there {
        let steps = ending(&profile, id)["steps"].clone();
        let disputed = steps.as_array().expect("Steps").iter().any(|step| step["state"] == "disputed");
        assert!(!disputed, "{steps}");
    }
}
