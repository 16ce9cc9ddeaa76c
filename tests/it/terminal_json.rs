//! What the terminal says as JSON: others read it, so no change of it may go unseen.

use renkei_tests::Profile;
use serde_json::Value;

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
    insta::assert_json_snapshot!("grant", redacted(grant));
    insta::assert_json_snapshot!("ending", redacted(ended.json));
}

/// With what is another in every run taken out.
fn redacted(value: Value) -> Value {
    match value {
        Value::Object(map) => map.into_iter().map(|(name, value)| if name == "birth" { (name, "[birth]".into()) } else { (name, redacted(value)) }).collect(),
        Value::Array(all) => all.into_iter().map(redacted).collect(),
        Value::String(text) => volatile(&text).map_or(Value::String(text), Value::from),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

fn volatile(text: &str) -> Option<&'static str> {
    let shape: String = text.chars().map(|character| if character.is_ascii_hexdigit() { '0' } else { character }).collect();
    match shape.as_str() {
        "00000000-0000-0000-0000-000000000000" => Some("[id]"),
        time if time.starts_with("0000-00-00T00:00:00") && time.ends_with('Z') => Some("[time]"),
        _ => None,
    }
}
