//! What the terminal says as JSON: others read it, so no change of it may go unseen.

use renkei_tests::{Done, Profile};
use serde_json::{Value, json};

#[test]
fn a_grant_and_its_ending_have_the_form_that_others_read() {
    let profile = Profile::practice();
    let richest = |grant: &&Value| grant["issuer"]["id"] == "minato-card" && grant["permissions"][0]["effect"] == "moves_money" && grant["status"] == "active";
    let grants = profile.run(&["grants", "--json", "--lang", "en", "--sort", "service"]).json;
    let grant = grants.as_array().expect("A list").iter().filter(|grant| grant["own"] == false).find(richest).expect("The cast holds one");
    let mut grant = grant.clone();
    // An issuer lists tokens in no order.
    grant["tokens"].as_array_mut().expect("Tokens").sort_by_key(|token| token["kind"].to_string());
    let id = grant["id"].as_str().expect("An id").to_owned();
    let ended = profile.run(&["revoke", &id, "--yes", "--json", "--lang", "en"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    // What ends together with it is seen in the next list.
    assert_eq!(profile.run(&["sync", "--json"]).code, 0);
    let ended = profile.run(&["revoke", &id, "--yes", "--json", "--lang", "en"]);
    insta::assert_json_snapshot!("grant", redacted(grant));
    insta::assert_json_snapshot!("ending", redacted(ended.json));
}

/// Every line on standard error, each of which is JSON: a failure or a note of the one form.
fn beside(done: &Done, kind: &str) -> Vec<Value> {
    let read = |line: &str| serde_json::from_str::<Value>(line).unwrap_or_else(|_| panic!("no JSON: {line}"))[kind].clone();
    let all: Vec<Value> = done.err.lines().map(read).collect();
    for one in &all {
        assert!(["code", "title", "body", "choices"].iter().all(|field| !one[field].is_null()), "{one}");
    }
    all
}

#[test]
fn an_issuer_that_cannot_be_asked_is_a_failure_of_the_one_form() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    profile.grants();
    for command in ["grants", "sync", "notices"] {
        issuers.fault(&json!({ "issuer": "kotori-pay", "path": "list", "fault": "status", "status": 500 }));
        let done = profile.run(&[command, "--json"]);
        let failures = beside(&done, "failure");
        assert_eq!((done.code, failures.len()), (5, 1), "{command}: {}", done.err);
        assert_eq!(failures[0]["code"], "server_error");
        assert!(failures[0]["party"].is_string());
    }
    issuers.event(&json!({ "event": "end_session", "issuer": "kotori-pay" }));
    issuers.event(&json!({ "event": "expire_app_tokens", "issuer": "kotori-pay" }));
    let done = profile.run(&["grants", "--json"]);
    let failures = beside(&done, "failure");
    assert!(failures[0]["code"] == "sign_in" && failures[0]["body"].as_str().is_some_and(|body| body.contains("connect ")), "{}", done.err);
}

#[test]
fn a_list_of_issuers_that_is_not_used_is_a_note_of_the_one_form() {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    let file = profile.folder.path().join("profile/issuers/catalogue.jws");
    std::fs::write(&file, "not.a.list").expect("The catalogue");
    let done = profile.run(&["issuers", "--json"]);
    assert_eq!(beside(&done, "note")[0]["code"], "catalogue_refused", "{}", done.err);
}

/// With what is another in every run taken out.
fn redacted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let field = |(name, value): (String, Value)| match name.as_str() {
                "birth" => (name, "[birth]".into()),
                "jws" => (name, "[signed]".into()),
                _ => (name, redacted(value)),
            };
            map.into_iter().map(field).collect()
        }
        Value::Array(all) => all.into_iter().map(redacted).collect(),
        Value::String(text) => volatile(&text).map_or(Value::String(text), Value::from),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

fn volatile(text: &str) -> Option<&'static str> {
    let shape: String = text.chars().map(|character| if character.is_ascii_hexdigit() { '0' } else { character }).collect();
    match shape.as_str() {
        "00000000-0000-0000-0000-000000000000" => Some("[id]"),
        _ if text.starts_with("ending_") => Some("[receipt]"),
        time if time.starts_with("0000-00-00T00:00:00") && time.ends_with('Z') => Some("[time]"),
        _ => None,
    }
}
