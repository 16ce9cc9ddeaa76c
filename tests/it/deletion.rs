//! Asking a connector to delete: the letter, whom it goes to, and what the person notes. Nothing is claimed that they did not say.

use std::os::unix::fs::PermissionsExt as _;

use renkei_tests::{Done, Issuers, Profile, wait};
use serde_json::{Value, json};

/// Ends a connection of this connector at Minato Card, and gives back its id.
fn ended(profile: &Profile, connector: &str) -> String {
    let of = |grant: &Value| grant["issuer"]["id"] == "minato-card" && grant["connector"]["id"] == connector && grant["status"] == "active";
    let grant = profile.grants().into_iter().find(of).expect("The cast holds one");
    let id = grant["id"].as_str().expect("An id").to_owned();
    let done = profile.run(&["revoke", &id, "--yes", "--json"]);
    assert_eq!(done.json["state"], "verified", "{}", done.out);
    id
}

fn asked(profile: &Profile, id: &str, words: &[&str]) -> Done {
    profile.run(&[&["delete-request", id, "--json"], words].concat())
}

fn scene() -> (Profile, Issuers) {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    (profile, issuers)
}

#[test]
fn the_letter_is_made_of_what_was_seen_in_the_language_of_whoever_reads_it() {
    let (profile, _issuers) = scene();
    let id = ended(&profile, "hiyori");
    let done = asked(&profile, &id, &["--preview", "--name", "佐藤 みなみ", "--known-as", "M-1"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let letter = &done.json["letter"];
    let body = letter["body"].as_str().expect("A text");
    assert_eq!((&letter["lang"], &done.json["whom"]["agreed"], &done.json["whom"]["lang_told"]), (&json!("ja"), &json!(true), &json!(true)));
    assert_eq!(done.json["whom"]["contact"]["value"]["mail"], "privacy@hiyori.example");
    assert_eq!(
        (&done.json["whom"]["contact"]["by"], &done.json["whom"]["contact"]["relayed_by"]),
        (&json!("connector"), &json!("issuer")),
        "its own word, as the issuer relays it"
    );
    for fact in ["株式会社ひより", "かけいぼ日和", "みなとカード", "本人カード ••42", "佐藤 みなみ", "M-1", "有効なアクセス許可が残っていない", "受領書の番号"]
    {
        assert!(body.contains(fact), "{fact}\n{body}");
    }
    let english = asked(&profile, &id, &["--preview", "--letter-lang", "en"]).json;
    let body = english["letter"]["body"].as_str().expect("A text");
    assert!(body.contains("I used your service Kakeibo Biyori.") && body.contains("Minato Card") && !body.contains("佐藤"), "{body}");
    assert!(
        profile.run(&["records", "--json"]).json.as_array().expect("Records").iter().all(|line| line["act"]["deletion"].is_null()),
        "nothing was asked yet"
    );
}

#[test]
fn whom_to_ask_is_what_was_agreed_else_general_else_said_to_be_nobody() {
    let (profile, issuers) = scene();
    for (connector, service) in [("chokin-komichi", "otsuri"), ("tabijitaku", "tabi-cho"), ("oyatsu", "receipt-oyatsu"), ("seisan-lab", "keihi-note")] {
        issuers.event(&json!({ "event": "let_in", "issuer": "minato-card", "holder": "minami", "connector": connector, "service": service }));
    }
    let preview = |connector: &str| asked(&profile, &ended(&profile, connector), &["--preview"]).json;
    let abroad = preview("chokin-komichi");
    assert_eq!((&abroad["letter"]["lang"], &abroad["whom"]["lang_told"]), (&json!("en"), &json!(true)), "its contact reads English");
    assert!(abroad["letter"]["subject"].as_str().expect("A subject").starts_with("Request to delete"));
    let page = preview("seisan-lab");
    assert_eq!((&page["whom"]["contact"]["value"]["site"]["host"], &page["whom"]["contact"]["value"]["mail"]), (&json!("seisan-lab.example"), &Value::Null));
    assert_eq!(page["helper"]["by"], "issuer");
    let general = preview("oyatsu");
    assert_eq!((&general["whom"]["agreed"], &general["whom"]["contact"]["value"]["mail"]), (&json!(false), &json!("hello@oyatsu.example")));
    let nobody = preview("tabijitaku");
    assert_eq!(nobody["whom"], Value::Null);
    assert!(!nobody["letter"]["body"].as_str().expect("A text").is_empty(), "to be sent by another way");
}

/// A browser that only writes down what it was to open.
fn opens(profile: &Profile, words: &[&str]) -> (Done, Vec<String>) {
    let (browser, log) = (profile.folder.path().join("browser"), profile.folder.path().join("opened"));
    std::fs::write(&browser, format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", log.display())).expect("A script");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).expect("Executable");
    let done: Done = profile.command(words).env("BROWSER", &browser).output().expect("The program starts").into();
    let lines = || std::fs::read_to_string(&log).ok().map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let opened = if done.code == 0 { wait("the browser", lines) } else { Vec::new() };
    (done, opened)
}

#[test]
fn a_letter_is_handed_to_the_mail_program_whole_and_no_step_is_noted_by_that() {
    let (profile, _issuers) = scene();
    let id = ended(&profile, "hiyori");
    let (done, opened) = opens(&profile, &["delete-request", &id, "--open", "mail", "--name", "佐藤 みなみ", "--json"]);
    assert_eq!((done.code, &done.json["handed_on"]), (0, &json!({ "place": "privacy@hiyori.example", "whole": true })), "{}", done.err);
    let address: url::Url = opened[0].parse().expect("An address");
    assert_eq!((address.scheme(), address.path()), ("mailto", "privacy@hiyori.example"));
    let fields: std::collections::BTreeMap<String, String> = address.query_pairs().into_owned().collect();
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["body", "subject"]);
    let body = done.json["letter"]["body"].as_str().expect("A text");
    assert_eq!(fields["body"], body.replace('\n', "\r\n"), "line breaks as RFC 6068 has them");
    assert!(!opened[0].contains('+') && opened[0].is_ascii(), "{}", opened[0]);
    assert_eq!(asked(&profile, &id, &[]).json["history"], Value::Null, "that it was sent, only the person knows");
    let (done, opened) = opens(&profile, &["delete-request", &id, "--open", "page", "--json"]);
    assert_eq!(
        (&done.json["handed_on"], opened.last().map(String::as_str)),
        (&json!({ "place": "hiyori.example", "whole": false }), Some("https://hiyori.example/delete"))
    );
}

#[test]
fn what_was_answered_is_what_the_person_noted_and_no_more() {
    let (profile, issuers) = scene();
    let id = ended(&profile, "hiyori");
    let code = |words: &[&str]| asked(&profile, &id, words).failure()["code"].clone();
    assert_eq!(code(&["--answer", "done"]), "not_asked");
    assert_eq!(code(&["--sent", "--note", "カード 4111-1111-1111-1111"]), "card_number");
    assert_eq!(code(&["--preview", "--known-as", "４１１１１１１１１１１１１１１１"]), "card_number");
    assert_eq!(code(&["--sent", "--on", "2099-01-01"]), "day_to_come");
    assert_eq!(code(&["--remind", "2027-01-01"]), "not_asked");

    let first = asked(&profile, &id, &["--sent", "--on", "2026-11-20", "--note", "手紙"]).json;
    assert_eq!((&first["history"]["state"], &first["history"]["open"], &first["history"]["due"]), (&json!("asked"), &json!(true), &json!(false)));
    assert!(first["history"]["remind_at"].is_string(), "thirty days, unless another is set");
    let done = asked(&profile, &id, &["--answer", "kept-by-law", "--note", "帳簿は７年残します", "--on", "2026-11-20"]).json;
    let history = &done["history"];
    assert_eq!((&history["state"], &history["open"], &history["remind_at"]), (&json!("kept_by_law"), &json!(false), &Value::Null));
    assert_eq!((&history["steps"][1]["words"], &history["steps"][1]["on"]), (&json!("帳簿は７年残します"), &json!("2026-11-20")));
    let said = profile.run(&["delete-request", &id, "--lang", "en"]).out;
    assert!(said.contains("You noted") && said.contains("has not seen whether anything was deleted"), "{said}");
    assert_eq!(profile.run(&["show", &id, "--json"]).json["deletion"]["state"], "kept_by_law");
    let acts = profile.run(&["records", "--json"]).json;
    let acts: Vec<&str> = acts.as_array().expect("Records").iter().filter_map(|line| line["act"]["deletion"]["what"].as_str()).collect();
    assert_eq!(acts, ["kept_by_law", "asked"]);
    assert_eq!(profile.run(&["records", "--verify"]).code, 0);

    // Of one that is not over, nothing says that it is.
    let live = profile.active("minato-card");
    let live = live["id"].as_str().expect("An id");
    assert_eq!(asked(&profile, live, &["--preview"]).failure()["code"], "still_connected");
    assert_eq!(asked(&profile, live, &["--sent"]).failure()["code"], "still_connected");
    assert_eq!(asked(&profile, live, &[]).json["may_ask"], false);
    drop(issuers);
}

#[test]
fn that_nobody_answered_is_told_once_on_the_day_that_was_set() {
    let (profile, _issuers) = scene();
    let id = ended(&profile, "hiyori");
    asked(&profile, &id, &["--sent"]);
    let unanswered = || {
        let all = profile.run(&["events", "--offline", "--json"]).json;
        let all = all.as_array().cloned().expect("Events");
        all.into_iter().filter(|event| event["what"]["deletion_unanswered"]["grant"] == *id).collect::<Vec<_>>()
    };
    assert!(unanswered().is_empty());
    assert_eq!(asked(&profile, &id, &["--remind", "2026-01-01"]).json["history"]["due"], true);
    let told = wait("the reminder", || Some(unanswered()).filter(|told| !told.is_empty()));
    assert_eq!((told.len(), &told[0]["seen"], &told[0]["issuer"]["id"]), (1, &json!(false), &json!("minato-card")));
    assert!(profile.run(&["events", "--offline", "--lang", "en"]).out.contains("no answer is noted"));
    asked(&profile, &id, &["--answer", "answered"]);
    let told = unanswered();
    assert_eq!((told.len(), &told[0]["seen"]), (1, &json!(true)), "who notes something has seen it; the same day is told once");
}
