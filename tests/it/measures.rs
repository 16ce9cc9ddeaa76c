//! How quickly an ending takes effect, measured with the app's own tokens at issuers of every habit.

use std::process::Stdio;
use std::thread;

use renkei_tests::{Done, Profile, wait};
use serde_json::{Value, json};

/// Milliseconds of a life that is over, or `None`.
fn over(life: &Value) -> Option<u64> {
    life["over"]["by"].as_u64()
}

/// Whether this is a living grant of the app's second client.
fn stands(grant: &Value) -> bool {
    grant["connector"]["id"] == "renkei-canary" && grant["status"]["state"] == "active"
}

fn measured(done: &Done) -> &Value {
    assert!(matches!(done.code, 0 | 5), "{}{}", done.out, done.err);
    assert_eq!(done.json["state"], "done");
    &done.json["latest"]
}

#[test]
fn each_issuer_is_measured_as_it_is_and_never_as_it_says() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let before = profile.grants().len();
    // Three at once: each waits for its own tokens.
    let [quick, signed, lies] = thread::scope(|scope| {
        ["minato-card", "kotori-pay", "himawari-money"]
            .map(|id| scope.spawn(|| profile.run(&["measure", id, "--json"])))
            .map(|run| run.join().expect("It runs"))
    });

    let seen = measured(&quick);
    for what in ["listed", "renewed", "accepted"] {
        assert!(over(&seen[what]).is_some_and(|by| by < 3_000), "{what}: {seen}");
    }
    assert_eq!((&seen["signed_for"], &seen["contradicts"], quick.code), (&Value::Null, &json!([]), 0), "{seen}");
    assert!(seen["figure"]["over"]["by"].as_u64().is_some_and(|by| by < 3_000), "{seen}");
    assert!(seen["resource_host"].as_str().is_some_and(|host| host.starts_with("127.0.0.1")), "{seen}");

    // The issuer said 202: signed tokens work until their own end, and that is what is measured.
    let seen = measured(&signed);
    assert_eq!((&seen["status"], &seen["contradicts"], signed.code), (&json!(202), &json!([]), 0), "{seen}");
    assert!(over(&seen["renewed"]).is_some_and(|by| by < 2_000), "{seen}");
    let own_end = seen["signed_for"].as_u64().expect("A signed token tells its own end");
    let by = over(&seen["accepted"]).expect("It is over");
    let worked = seen["accepted"]["over"]["worked"].as_u64().expect("A time");
    assert!(worked > 0 && worked <= own_end + 1_000 && own_end <= by + 1_000, "worked {worked}, own end {own_end}, over by {by}");

    // It said 204 and lists nothing any more; only its tokens tell.
    let seen = measured(&lies);
    assert_eq!((&seen["status"], &seen["contradicts"], lies.code), (&json!(204), &json!(["still_renewed"]), 5), "{seen}");
    assert!(over(&seen["listed"]).is_some() && over(&seen["accepted"]).is_some(), "{seen}");
    let worked = seen["renewed"]["alive"]["worked"].as_u64().expect("It goes on");
    assert_eq!(seen["figure"], json!({ "alive": { "worked": worked } }));

    let none = profile.run(&["measure", "tsukimi-credit", "--json"]);
    assert_eq!((none.code, none.failure()["code"].as_str().expect("A code").to_owned()), (1, "measure_not_offered".to_owned()), "{}{}", none.out, none.err);

    // None of it is a stranger in the list, none of it is news, and none of it is left.
    assert_eq!(profile.grants().len(), before);
    assert_eq!(profile.run(&["measure", "minato-card", "--last", "--json"]).json["left_behind"], Value::Null);
    let told = profile.run(&["events", "--json"]).out;
    assert!(!told.contains("renkei-canary"), "{told}");
    assert!(!issuers.all_grants().iter().any(stands), "every test grant was ended");

    // It is said before an ending, and by the doctor, as this app's own word; and it stands in the records.
    let grant = profile.active("himawari-money");
    let preview = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--preview", "--json"]);
    assert_eq!(preview.json["measured"]["contradicts"], json!(["still_renewed"]), "{}", preview.out);
    let doctor = profile.run(&["doctor", "himawari-money", "--json"]);
    let found = |code: &str| doctor.out.contains(&format!("\"{code}\""));
    assert!(found("measured_alive") && found("measured_contradicts"), "{}", doctor.out);
    let last = profile.run(&["measure", "kotori-pay", "--last", "--lang", "ja"]);
    assert!(last.code == 0 && last.out.contains("署名つき"), "{}{}", last.out, last.err);
    let records = profile.run(&["records", "--json"]).out;
    for what in ["asked", "given", "end_accepted", "measured"] {
        assert!(records.contains(what), "{what}: {records}");
    }
}

#[test]
fn a_test_grant_that_a_killed_process_left_is_found_as_our_own_and_ended() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let before = profile.grants().len();
    let canary = || issuers.all_grants().into_iter().find(stands);
    issuers.fault(&json!({ "issuer": "minato-card", "path": "end", "fault": "hang", "times": 1 }));
    let mut child = profile.command(&["measure", "minato-card"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("It starts");
    wait("the test grant", &canary);
    wait("its ending to be asked for", || (issuers.counter("minato-card", "deletes") > 0).then_some(()));
    child.kill().expect("kill -9");
    child.wait().expect("It is gone");
    issuers.no_faults();
    assert!(canary().is_some(), "nobody ended it");
    // The next list shows it as the app's own, and ends it; the one after that shows that it is gone.
    assert_eq!(profile.grants().len(), before, "it is no stranger");
    wait("its ending", || canary().is_none().then_some(()));
    assert_eq!(profile.grants().len(), before);
    assert_eq!(profile.run(&["measure", "minato-card", "--last", "--json"]).json["left_behind"], Value::Null);
    let records = profile.run(&["records", "--json"]).out;
    assert!(records.contains("left_behind_ended"), "{records}");
}

#[test]
fn what_is_slow_to_say_no_is_measured_until_it_does() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    profile.grants();
    issuers.fault(&json!({ "issuer": "minato-card", "path": "userinfo", "fault": "slow", "ms": 1_000, "times": null }));
    // The answer to the ending waits until the test has spoken.
    issuers.fault(&json!({ "issuer": "minato-card", "path": "end", "fault": "delay_answer", "ms": 2_000 }));
    let done = thread::scope(|scope| {
        let run = scope.spawn(|| profile.run(&["measure", "minato-card", "--json"]));
        wait("the ending", || (issuers.counter("minato-card", "deletes") > 0).then_some(()));
        // Neither says anything about the token (RFC 6749, 5.2).
        for error in ["temporarily_unavailable", "invalid_client"] {
            issuers.fault(&json!({ "issuer": "minato-card", "path": "token", "fault": "status", "status": 400, "error": error }));
        }
        run.join().expect("It runs")
    });
    let seen = measured(&done);
    assert!(over(&seen["accepted"]).is_some_and(|by| by >= 1_000), "the answer that said no came a second later: {seen}");
    assert!(over(&seen["renewed"]).is_some_and(|by| by >= 1_000), "the third look said that renewing is over: {seen}");
}
