//! Several processes on one profile, and processes that are killed.

use std::process::Stdio;

use renkei_tests::{Done, Profile, wait};
use serde_json::{Value, json};

#[test]
fn two_processes_with_one_expired_token_renew_it_once_and_nobody_is_signed_out() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    profile.grants();
    issuers.event(&json!({ "event": "expire_app_tokens", "issuer": "minato-card" }));
    let before = issuers.counter("minato-card", "token_refreshes");
    let start = || profile.command(&["sync", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("It starts");
    let (one, two) = (start(), start());
    for child in [one, two] {
        let done = Done::from(child.wait_with_output().expect("It ends"));
        assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    }
    // Connectors renew their own tokens too; the app's sign-in shows by working on without a new sign-in.
    assert_eq!(issuers.counter("minato-card", "reuse_detections"), 0);
    let app_refreshes = issuers.counter("minato-card", "token_refreshes") - before;
    assert_eq!(app_refreshes, 1, "one renewal for both");
    let sign_ins = profile.run(&["sign-ins", "--json"]);
    assert!(sign_ins.json.as_array().expect("A list").iter().all(|sign_in| sign_in["signed_in"] == true));
}

#[test]
fn killed_between_asking_and_answer_and_given_anew_the_new_grant_lives() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let (id, remote) = (grant["id"].as_str().expect("An id"), issuers.remote(&grant));
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "delay_answer", "ms": 20_000 }));
    let ended = issuers.counter("kotori-pay", "ended");
    let mut child = profile.command(&["revoke", id, "--yes", "--json"]).stdout(Stdio::null()).spawn().expect("It starts");
    wait("the ending at the issuer", || (issuers.counter("kotori-pay", "ended") > ended).then_some(()));
    child.kill().expect("kill -9");
    child.wait().expect("It is gone");
    let anew = issuers.event(&json!({ "event": "regrant", "issuer": "kotori-pay", "grant": remote }));
    let birth = anew["birth"].as_str().expect("A birth").to_owned();
    let done = profile.run(&["revoke", id, "--yes", "--json"]);
    assert_eq!((done.code, done.json["state"].as_str()), (3, Some("superseded")), "{}{}", done.out, done.err);
    assert_eq!(issuers.connector_tries("kotori-pay", &remote)["outcome"], "ok", "the new grant lives");
    let listed = profile.grants();
    let new: Vec<&Value> = listed.iter().filter(|grant| grant["birth"] == birth.as_str()).collect();
    assert_eq!(new.len(), 1);
    assert_ne!(new[0]["id"], id, "the new giving is a row of its own");
}

#[test]
fn killed_before_anything_was_sent_the_ending_goes_on() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let id = grant["id"].as_str().expect("An id");
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "read", "fault": "slow", "ms": 20_000 }));
    let reads = issuers.counter("kotori-pay", "reads");
    let mut child = profile.command(&["revoke", id, "--yes", "--json"]).stdout(Stdio::null()).spawn().expect("It starts");
    wait("the first look", || (issuers.counter("kotori-pay", "reads") > reads).then_some(()));
    child.kill().expect("kill -9");
    child.wait().expect("It is gone");
    let deletes = issuers.counter("kotori-pay", "deletes");
    let later = wait("the ending", || {
        let shown = profile.run(&["show", id, "--json"]);
        (shown.json["ending"]["state"] == "verified").then_some(shown.json)
    });
    assert_eq!(later["ending"]["steps"][0]["state"], "asked");
    assert_eq!(issuers.counter("kotori-pay", "deletes"), deletes + 1, "sent once");
    assert_eq!(profile.run(&["records", "--verify", "--json"]).json["broken"], Value::Null);
}

#[test]
fn one_issuer_that_is_down_hides_no_other() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let before = profile.grants().len();
    for (fault, trouble) in [
        (json!({ "issuer": "minato-card", "path": "list", "fault": "status", "status": 500, "times": 1 }), "server_error"),
        (json!({ "issuer": "minato-card", "path": "list", "fault": "html", "times": 1 }), "unreadable"),
        (json!({ "issuer": "minato-card", "path": "list", "fault": "huge", "times": 1 }), "unreadable"),
        (json!({ "issuer": "minato-card", "path": "list", "fault": "many", "count": 100_000, "times": null }), "unreadable"),
    ] {
        issuers.fault(&fault);
        let done = profile.run(&["grants", "--json"]);
        assert_eq!(done.code, 5, "{fault} {}", done.err);
        let grants: Vec<&Value> = done.json.as_array().expect("A list").iter().filter(|grant| grant["own"] == false).collect();
        assert_eq!(grants.len(), before, "{fault}: every row stays");
        assert!(grants.iter().all(|grant| grant["stale"] == (grant["issuer"]["id"] == "minato-card")), "{fault}: only its rows are marked");
        let synced = profile.run(&["sync", "--json"]);
        if fault["times"].is_null() {
            let minato = synced.json["accounts"].as_array().expect("A list").iter().find(|state| state["issuer"]["id"] == "minato-card").expect("It");
            assert_eq!(minato["account"]["trouble"], trouble);
        } else {
            assert_eq!(synced.code, 0, "{fault}: and comes back by itself");
        }
    }
}

#[test]
fn a_session_that_ended_is_said_and_the_rows_stay() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let before = profile.grants().len();
    issuers.event(&json!({ "event": "end_session", "issuer": "kotori-pay" }));
    issuers.event(&json!({ "event": "expire_app_tokens", "issuer": "kotori-pay" }));
    let done = profile.run(&["grants", "--json"]);
    assert_eq!(done.code, 5, "{}", done.err);
    assert_eq!(done.json.as_array().expect("A list").iter().filter(|grant| grant["own"] == false).count(), before);
    // The next call signs the made-up person in again, through the same flow, and the same account goes on.
    assert_eq!(profile.run(&["sync", "--json"]).code, 0);
    assert_eq!(profile.run(&["sign-ins", "--json"]).json.as_array().map(Vec::len), Some(4), "no second account of the same person");
}
