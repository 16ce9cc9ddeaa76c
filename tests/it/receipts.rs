//! Receipts of consents: what an issuer signed is kept and held against what it lists; what is false is refused and said.

use renkei_tests::{Issuers, Profile};
use serde_json::{Value, json};

const ISSUER: &str = "minato-card";
const CLOSED: &str = "akebono-card";

fn given(issuers: &Issuers, asked: &Value, guise: &str) -> String {
    let mut event = json!({ "event": "receipt", "as": guise });
    event.as_object_mut().expect("An object").extend(asked.as_object().expect("An object").clone());
    issuers.event(&event)["receipt"].as_str().expect("A receipt").to_owned()
}

fn take(profile: &Profile, receipt: &str, words: &[&str]) -> renkei_tests::Done {
    let file = profile.folder.path().join("receipt.jws");
    std::fs::write(&file, receipt).expect("The file");
    let file = file.to_str().expect("A path").to_owned();
    profile.run(&[&["receipt", &file, "--json"], words].concat())
}

fn kept(profile: &Profile) -> Vec<Value> {
    profile.run(&["kept", "--json"]).json.as_array().expect("A list").clone()
}

#[test]
fn a_closed_issuers_connection_is_in_the_list_from_the_first_day() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let receipt = given(&issuers, &json!({ "issuer": CLOSED, "connector": "tonari" }), "good");
    let checked = take(&profile, &receipt, &[]);
    assert_eq!((checked.code, &checked.json["kept"], &checked.json["receipt"]["vouched"]), (0, &Value::Null, &json!(true)), "{}", checked.err);
    assert!(kept(&profile).is_empty(), "it is looked at before it is kept");
    let view = take(&profile, &receipt, &["--keep"]).json;
    assert_eq!((&view["issuer"]["id"], &view["source"]["receipt"]["reach"]), (&json!(CLOSED), &json!("until_ended")), "{view}");
    assert_eq!(take(&profile, &receipt, &["--keep"]).json["id"], view["id"], "kept once");
    assert_eq!(take(&profile, &receipt, &[]).json["kept"], view["id"]);
    assert_eq!(kept(&profile).len(), 1);
    let list = profile.run(&["grants", "--lang", "ja"]);
    assert!(list.out.contains("一覧に出ない連携") && list.out.contains("あけぼの"), "{}", list.out);

    // Its end is the person's own word, and can be taken back; erased, it is gone.
    let id = view["id"].as_str().expect("An id");
    assert!(profile.run(&["kept", "--ended", id, "--json"]).json["ended_at"].is_string());
    assert!(profile.run(&["kept", "--reopen", id, "--json"]).json["ended_at"].is_null());
    assert_eq!(profile.run(&["kept", "--erase", id, "--json"]).code, 0);
    assert!(kept(&profile).is_empty());
    let acts = profile.run(&["records", "--json"]).json;
    let acts: Vec<&str> = acts.as_array().expect("Records").iter().filter_map(|line| line["act"]["kept"]["what"].as_str()).collect();
    assert_eq!(acts, ["erased", "reopened", "ended", "received"]);
    assert_eq!(profile.run(&["records", "--verify"]).code, 0);
}

#[test]
fn what_is_false_is_refused_by_name_and_keeps_nothing() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    profile.grants();
    let asked = json!({ "issuer": ISSUER, "connector": "hiyori" });
    for (guise, code) in [
        ("forged", "receipt_forged"),
        ("altered", "receipt_forged"),
        ("other_type", "receipt_forged"),
        ("access_token", "receipt_forged"),
        ("oversized", "receipt_unreadable"),
    ] {
        let refused = take(&profile, &given(&issuers, &asked, guise), &["--keep"]);
        assert_eq!((refused.code, &refused.failure()["code"]), (1, &json!(code)), "{guise}: {}", refused.err);
    }
    // One that another issuer's key signed in this issuer's name.
    let mixed = take(&profile, &given(&issuers, &asked, "other_issuer"), &["--keep"]);
    assert_eq!((mixed.code, &mixed.failure()["code"]), (1, &json!("receipt_forged")), "{}", mixed.err);
    for text in ["", "no receipt", "a.b.c", "renkei://receipt#", "renkei://receipt#e30.e30.e30"] {
        assert_eq!(take(&profile, text, &["--keep"]).failure()["code"], "receipt_unreadable", "{text}");
    }
    // A stranger is not even asked: the practice profile knows made-up issuers only.
    let stranger = "renkei://receipt#e30.eyJpc3MiOiJodHRwczovL2V2aWwuZXhhbXBsZSJ9.e30";
    let refused = profile.run(&["receipt", stranger, "--json", "--ask-stranger"]);
    assert_eq!((&refused.failure()["code"], &refused.failure()["party"]), (&json!("practice_only"), &json!("evil.example")));
    let ordinary = Profile::ordinary().run(&["receipt", stranger, "--json"]);
    assert_eq!((&ordinary.failure()["code"], &ordinary.failure()["party"]), (&json!("receipt_stranger"), &json!("evil.example")), "{}", ordinary.err);
    assert!(kept(&profile).is_empty());
    let good = take(&profile, &given(&issuers, &asked, "good"), &["--keep"]);
    assert_eq!(good.code, 0, "{}", good.err);
    // With keys that changed without the old ones' word, nothing new is taken in; what was kept stays.
    issuers.event(&json!({ "event": "change_document_key", "issuer": ISSUER, "signed": false }));
    let changed = take(&profile, &given(&issuers, &json!({ "issuer": ISSUER, "connector": "hiyori" }), "for_everybody"), &["--keep"]);
    assert_eq!(changed.failure()["code"], "receipt_keys_changed", "{}", changed.err);
}

#[test]
fn what_was_agreed_is_held_against_what_is_listed() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active(ISSUER);
    let (id, connector) = (grant["id"].as_str().expect("An id"), grant["connector"]["id"].as_str().expect("A connector"));
    let service = grant["service"]["id"].as_str().expect("A service");
    let drawn = || {
        profile.run(&["sync"]);
        let page = profile.run(&["show", id, "--json"]).json;
        let rules = page["conclusions"]["drawn"].as_array().expect("Conclusions").iter().map(|one| one["rule"].as_str().unwrap_or_default().to_owned());
        let about = ["widened_since", "longer_than_agreed", "renamed"];
        (rules.filter(|rule| about.contains(&rule.as_str())).collect::<Vec<_>>(), page["agreed"].clone())
    };
    assert_eq!(drawn(), (vec![], Value::Null));
    let key = issuers.remote(&grant);
    let receipt = given(&issuers, &json!({ "issuer": ISSUER, "connector": connector, "service": service, "grant": key }), "good");
    let view = take(&profile, &receipt, &["--keep"]).json;
    assert_eq!(view["grant"], id, "the listed grant that it is");
    assert_eq!(kept(&profile)[0]["grant"], id);
    assert!(!profile.run(&["grants", "--lang", "en"]).out.contains("Connections that no list shows"), "what is listed stands in the list once");
    let (rules, agreed) = drawn();
    assert_eq!((rules, &agreed["kept"]), (vec![], &view["id"]));

    issuers.event(&json!({ "event": "lengthen", "issuer": ISSUER, "grant": key }));
    issuers.event(&json!({ "event": "rename", "issuer": ISSUER, "grant": key, "name": { "ja": "別の名", "en": "Another name" } }));
    let (rules, _) = drawn();
    assert_eq!(rules, ["longer_than_agreed", "renamed"]);
}

#[test]
fn a_receipt_of_an_earlier_giving_says_nothing_of_the_one_that_is_listed() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active(ISSUER);
    let asked = json!({ "issuer": ISSUER, "connector": grant["connector"]["id"], "service": grant["service"]["id"], "grant": issuers.remote(&grant) });
    let (dated, template) = (given(&issuers, &asked, "good"), given(&issuers, &asked, "for_everybody"));
    let agreed = || {
        profile.run(&["sync"]);
        let now = profile.active_like(&grant);
        profile.run(&["show", now["id"].as_str().expect("An id"), "--json"]).json["agreed"].clone()
    };
    let dated = take(&profile, &dated, &["--keep"]).json;
    assert_eq!(agreed()["kept"], dated["id"]);
    assert_eq!(take(&profile, &template, &["--keep"]).code, 0);
    assert_eq!(agreed()["kept"], dated["id"], "the one with its own consent goes before a template");
    assert_eq!(profile.run(&["kept", "--ended", dated["id"].as_str().expect("An id"), "--json"]).code, 0);
    assert_eq!(agreed(), Value::Null, "a template that was signed after the giving is no witness of it");
}

#[test]
fn that_nobody_serves_keys_is_no_forgery() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let fails = |path: &str| issuers.fault(&json!({ "issuer": ISSUER, "path": path, "fault": "status", "status": 404, "times": null }));
    // No document is had, so no keys are pinned by one.
    fails("directory");
    fails("notices");
    profile.grants();
    let receipt = given(&issuers, &json!({ "issuer": ISSUER, "connector": "hiyori" }), "good");
    fails("issuer_document");
    assert_eq!(take(&profile, &receipt, &["--keep"]).failure()["code"], "receipt_unchecked");
    issuers.no_faults();
    assert_eq!(take(&profile, &receipt, &["--keep"]).code, 0);
    fails("issuer_document");
    let forged = given(&issuers, &json!({ "issuer": ISSUER, "connector": "hiyori" }), "forged");
    assert_eq!(take(&profile, &receipt, &[]).code, 0, "with the keys that were pinned");
    assert_eq!(take(&profile, &forged, &["--keep"]).failure()["code"], "receipt_forged");
}

#[test]
fn a_note_is_the_persons_own_and_never_holds_a_card_number() {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    for (words, code) in [
        (&["note", "カード 4111-1111-1111-1111"][..], "card_number"),
        (&["note", "Feed", "--memo", "４１１１ １１１１ １１１１ １１１１"], "card_number"),
        (&["note", " \u{202e} "], "name_missing"),
    ] {
        let refused = profile.run(&[words, &["--json"]].concat());
        assert_eq!((refused.code, &refused.failure()["code"]), (1, &json!(code)), "{}", refused.err);
    }
    assert!(kept(&profile).is_empty());
    let note = profile.run(&["note", "ひだまり家計簿", "--way", "password", "--remind", "2020-01-01", "--memo", "a\u{202e}b", "--json"]).json;
    assert_eq!((&note["source"]["note"]["way"], &note["source"]["note"]["memo"], &note["due"]), (&json!("password"), &json!("ab"), &json!(true)));
    // Found by what one remembers of it, however it is written.
    assert!(profile.run(&["grants", "--search", "ヒダマリ", "--lang", "ja"]).out.contains("ひだまり家計簿"));
    assert!(!profile.run(&["grants", "--search", "tonari", "--lang", "ja"]).out.contains("ひだまり家計簿"));
}
