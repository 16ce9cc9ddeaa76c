//! An ending at issuers that fail, lie, are late, or give the grant anew.

use renkei_tests::{Profile, wait};
use serde_json::{Value, json};

/// Ends the first active grant of `kotori-pay` while a fault stands, and gives back what the program said.
fn end_with(fault: &Value, wait: &str) -> (renkei_tests::Done, Value, String) {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let remote = issuers.remote(&grant);
    issuers.fault(fault);
    let done = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--json", "--wait", wait]);
    let tried = issuers.connector_tries("kotori-pay", &remote);
    (done, tried["outcome"].clone(), grant["id"].as_str().expect("An id").to_owned())
}

#[test]
fn a_204_that_keeps_the_grant_is_never_called_ended() {
    let (done, connector, _) = end_with(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "keep_on_end", "times": null }), "30");
    assert_eq!(connector, "ok", "the connector still gets in");
    assert_eq!(done.json["state"], "disputed", "{}", done.out);
    assert_eq!(done.code, 3);
    assert_eq!(done.json["verified_by"], Value::Null);
}

#[test]
fn a_lie_is_said_in_words_too() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "keep_on_end", "times": null }));
    let done = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--lang", "en"]);
    assert!(done.out.contains("NOT ended"), "{}", done.out);
}

#[test]
fn an_answer_that_never_arrives_is_looked_for_and_found() {
    let (done, connector, _) = end_with(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "drop_answer" }), "30");
    assert_eq!(connector, "refused");
    assert_eq!(done.json["state"], "verified", "{}", done.out);
    let states: Vec<&str> = done.json["steps"].as_array().expect("Steps").iter().filter_map(|step| step["state"].as_str()).collect();
    assert_eq!(states, ["asked", "sent", "waiting", "verified"], "no answer was claimed");
}

#[test]
fn a_server_error_is_gone_over_by_itself() {
    let (done, connector, _) = end_with(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "status", "status": 500, "times": 2 }), "30");
    assert_eq!((done.json["state"].as_str(), connector.as_str()), (Some("verified"), Some("refused")), "{}", done.out);
}

#[test]
fn an_issuer_that_stays_down_is_said_to_be_waiting_and_goes_on_at_the_next_start() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let id = grant["id"].as_str().expect("An id");
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "status", "status": 503, "times": null }));
    let done = profile.run(&["revoke", id, "--yes", "--json", "--wait", "2"]);
    // The two seconds may end in the middle of a try.
    assert!(done.code == 4 && ["waiting", "sent"].iter().any(|state| done.json["state"] == *state), "{}", done.out);
    assert!(done.json["steps"].as_array().expect("Steps").iter().any(|step| step["state"] == "waiting"), "{}", done.out);
    drop(issuers);
    // The next process starts the issuers anew, without the fault; nobody has to ask again.
    let later = wait("the ending", || {
        let shown = profile.run(&["show", id, "--json"]);
        (shown.json["ending"]["state"] == "verified").then_some(shown.json)
    });
    assert_eq!(later["ending"]["verified_by"], "grant_gone");
}

#[test]
fn too_many_requests_are_waited_for_as_the_issuer_says() {
    let (done, _, _) = end_with(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "status", "status": 429, "retry_after": "2" }), "30");
    assert_eq!(done.json["state"], "verified", "{}", done.out);
    let at = |index: usize| done.json["steps"][index]["at"].as_str().expect("A time").to_owned();
    assert_eq!(done.json["steps"][2]["evidence"]["no_answer"]["why"], "too_many");
    assert!(at(3) > at(2), "it came back later");
}

#[test]
fn an_issuer_that_wants_to_be_left_alone_is_and_the_person_hears_until_when() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let id = grant["id"].as_str().expect("An id");
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "status", "status": 429, "retry_after": "600" }));
    let done = profile.run(&["revoke", id, "--yes", "--json", "--wait", "2"]);
    assert_eq!((done.code, done.json["state"].as_str()), (4, Some("waiting")), "{}", done.out);
    assert!(done.json["left_alone_until"].is_string(), "{}", done.out);
    // Wanted now: the issuer's wish goes first, and nothing is sent.
    let hurried = profile.run(&["revoke", id, "--yes", "--lang", "en", "--wait", "2"]);
    assert!(hurried.out.contains("asked to be left alone") && !hurried.out.contains("has not answered"), "{}", hurried.out);
    let steps = profile.run(&["show", id, "--json"]).json["ending"]["steps"].as_array().map(Vec::len);
    assert_eq!(steps, done.json["steps"].as_array().map(Vec::len), "no try since");
}

#[test]
fn an_ending_that_came_to_nothing_is_told_until_it_is_asked_for_again() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let id = grant["id"].as_str().expect("An id");
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "status", "status": 403 }));
    profile.run(&["revoke", id, "--yes", "--json", "--wait", "30"]);
    let told = || profile.run(&["events", "--json"]).json.as_array().expect("Events").clone();
    let failed = |event: &Value| event["what"]["ending_failed"] == json!({ "grant": id, "why": "refused" });
    let (events, words) = (told(), profile.run(&["events", "--lang", "en"]).out);
    assert!(events.iter().any(|event| failed(event) && event["seen"] == false), "{events:?}");
    assert!(words.contains("refused to end") && words.contains("NOT ended"), "{words}");
    let again = profile.run(&["revoke", id, "--yes", "--json", "--wait", "30"]);
    assert_eq!(again.json["state"], "verified", "{}", again.out);
    assert!(told().iter().filter(|event| failed(event)).all(|event| event["seen"] == true), "it did end");
}

#[test]
fn a_refusal_is_final_and_carries_the_issuers_words() {
    let body = json!({ "title": "No", "status": 403, "detail": "Ask at the counter" }).to_string();
    let fault = json!({ "issuer": "kotori-pay", "path": "end", "fault": "raw", "status": 403, "content_type": "application/problem+json", "body": body });
    let (done, connector, _) = end_with(&fault, "30");
    assert_eq!((done.code, done.json["state"].as_str(), connector.as_str()), (3, Some("refused"), Some("ok")), "{}", done.out);
    assert!(done.out.contains("Ask at the counter"));
}

#[test]
fn a_wish_for_a_fresh_sign_in_needs_the_person() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    issuers.event(&json!({ "event": "step_up", "issuer": "kotori-pay", "max_age": 60 }));
    issuers.event(&json!({ "event": "advance_clock", "seconds": 120 }));
    let done = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--json", "--wait", "10"]);
    assert_eq!((done.code, done.json["state"].as_str()), (4, Some("needs_you")), "{}", done.out);
}

#[test]
fn two_services_under_one_consent_are_announced_to_end_together() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let together = |grant: &Value| !issuers.all_grants().into_iter().find(|other| other["birth"] == grant["birth"]).expect("It")["ends_together"].is_null();
    let grant = profile.grants().into_iter().find(|grant| grant["status"] == "active" && together(grant)).expect("The cast holds one");
    let done = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--json"]);
    assert_eq!(done.json["state"], "verified", "{}", done.out);
    let connector = &grant["connector"]["id"];
    let same = |other: &&Value| other["connector"]["id"] == *connector && other["issuer"]["id"] == grant["issuer"]["id"];
    assert_eq!(profile.grants().iter().filter(same).count(), 0, "the other service ended with it");
    let other = &done.json["together"][0];
    let page = profile.run(&["show", other["grant"].as_str().expect("An id"), "--json"]).json;
    assert_eq!(page["ended_with"]["grant"], grant["id"], "its page says with which it ended: {page}");
    let records = profile.run(&["records", "--json"]).json;
    let said = |line: &Value| line["act"]["grant_changed"]["grant"] == other["grant"] && line["act"]["grant_changed"]["what"] == "ended_together";
    assert!(records.as_array().expect("Lines").iter().any(said), "{records}");
}

/// Ends a grant while a fault of a look stands; gives back the answer and whether the connector still gets in.
fn end_while_looking(fault: &Value) -> (renkei_tests::Done, Value) {
    let (done, connector, _) = end_with(fault, "30");
    (done, connector)
}

#[test]
fn one_404_of_a_look_proves_nothing() {
    let (done, connector) = end_while_looking(&json!({ "issuer": "kotori-pay", "path": "read", "fault": "status", "status": 404, "times": 1 }));
    assert_eq!((done.json["state"].as_str(), connector.as_str()), (Some("verified"), Some("refused")), "it was really sent: {}", done.out);
    assert!(done.out.contains("accepted"), "{}", done.out);
}

#[test]
fn a_look_that_is_refused_says_nothing_about_the_grant() {
    let (done, connector) = end_while_looking(&json!({ "issuer": "kotori-pay", "path": "read", "fault": "status", "status": 403, "times": 1 }));
    assert_eq!((done.json["state"].as_str(), connector.as_str()), (Some("verified"), Some("refused")), "{}", done.out);
}

#[test]
fn a_list_from_before_the_ending_does_not_refute_it() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("minato-card");
    let id = grant["id"].as_str().expect("An id");
    issuers.fault(&json!({ "issuer": "minato-card", "path": "list", "fault": "delay_answer", "ms": 3_000, "times": 1 }));
    let mut sync = profile.command(&["sync", "--json"]).stdout(std::process::Stdio::null()).spawn().expect("It starts");
    let lists = issuers.counter("minato-card", "lists");
    wait("the list to be asked for", || (issuers.counter("minato-card", "lists") >= lists).then_some(()));
    let done = profile.run(&["revoke", id, "--yes", "--json"]);
    assert_eq!(done.json["state"], "verified", "{}", done.out);
    sync.wait().expect("It ends");
    profile.run(&["sync", "--json"]);
    assert_eq!(profile.run(&["show", id, "--json"]).json["ending"]["state"], "verified");
}

#[test]
fn a_token_endpoint_that_is_down_needs_nobody() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    issuers.event(&json!({ "event": "expire_app_tokens", "issuer": "kotori-pay" }));
    let body = json!({ "error": "temporarily_unavailable" }).to_string();
    issuers.fault(
        &json!({ "issuer": "kotori-pay", "path": "token", "fault": "raw", "status": 503, "content_type": "application/json", "body": body, "times": 2 }),
    );
    let done = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--json", "--wait", "30"]);
    assert_eq!(done.json["state"], "verified", "{}", done.out);
}
