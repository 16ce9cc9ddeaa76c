//! Signed directories and notices: what they say reaches the person, what is false changes nothing and is said.

use renkei_tests::{Issuers, Profile};
use serde_json::{Value, json};

fn inbox(profile: &Profile) -> Value {
    profile.run(&["sync"]);
    profile.run(&["notices", "--json"]).json
}

fn feed(inbox: &Value, issuer: &str, kind: &str) -> Value {
    let found = inbox["feeds"].as_array().expect("Feeds").iter().find(|feed| feed["issuer"]["id"] == issuer && feed["kind"] == kind);
    found.expect("A feed").clone()
}

fn notice(inbox: &Value, id: &Value) -> Value {
    let found = inbox["notices"].as_array().expect("Notices").iter().find(|notice| notice["id"] == *id);
    found.unwrap_or_else(|| panic!("no notice {id}: {inbox}")).clone()
}

/// What each notice says, without the person's grants beside it.
fn said(inbox: &Value) -> Vec<[Value; 4]> {
    let all = inbox["notices"].as_array().expect("Notices").iter();
    all.map(|notice| ["id", "title", "body", "state"].map(|field| notice[field].clone())).collect()
}

fn serve(issuers: &Issuers, document: &str, guise: &str) {
    issuers.event(&json!({ "event": "serve_document", "issuer": "minato-card", "document": document, "as": guise }));
}

#[test]
fn an_incident_told_by_one_issuer_reaches_every_issuer_where_the_connector_was_let_in() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    inbox(&profile);
    let told = issuers.event(&json!({ "event": "incident", "issuer": "minato-card", "connector": "hiyori", "severity": "urgent" }));
    let id = &told["notices"]["minato-card"];
    let now = inbox(&profile);
    let incident = notice(&now, id);
    assert_eq!(now["notices"][0]["id"], *id, "what concerns the person, and is urgent, stands first");
    let at = |list: &str| incident[list].as_array().expect("Grants").iter().map(|grant| grant["issuer"]["id"].clone()).collect::<Vec<_>>();
    assert_eq!((at("concerns"), at("elsewhere")), (vec![json!("minato-card")], vec![json!("kotori-pay")]), "{incident}");
    assert_eq!((&incident["state"], &incident["by"], &incident["read"]), (&json!("open"), &json!("issuer"), &json!(false)));
    // The grant at the issuer that told nothing says it too, as this app's own conclusion.
    let elsewhere = incident["elsewhere"][0]["id"].as_str().expect("An id");
    let page = profile.run(&["show", elsewhere, "--json"]).json;
    let drawn = |page: &Value| page["conclusions"]["drawn"].as_array().expect("Conclusions").iter().any(|one| one["rule"] == "incident_open");
    assert!(drawn(&page), "{}", page["conclusions"]);
    let mark = |list: &Value| list.as_array().expect("Grants").iter().find(|grant| grant["id"] == elsewhere).expect("The grant")["notices"].clone();
    assert_eq!(mark(&profile.run(&["grants", "--json"]).json), json!({ "count": 1, "severity": "urgent" }));
    assert_eq!(page["notices"][0]["id"], *id);

    issuers.event(&json!({ "event": "all_clear", "issuer": "minato-card", "notice": id }));
    let after = inbox(&profile);
    assert_eq!(notice(&after, id)["state"], "replaced");
    assert!(!drawn(&profile.run(&["show", elsewhere, "--json"]).json), "the all-clear takes it back");
    assert!(mark(&profile.run(&["grants", "--json"]).json).is_null());
}

#[test]
fn a_planned_stop_names_its_time_and_whom_it_meets() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    inbox(&profile);
    let told = issuers.event(&json!({ "event": "planned_stop", "issuer": "minato-card", "connector": "tonari", "service": "tonari-kaikei",
        "starts_in_seconds": 7200, "seconds": 3600 }));
    let stop = notice(&inbox(&profile), &told["notices"]["minato-card"]);
    assert_eq!((&stop["kind"], &stop["by"]), (&json!("planned_stop"), &json!("connector")), "the connector's word, relayed");
    assert!(stop["starts_at"].as_str() < stop["ends_at"].as_str() && stop["concerns"].as_array().is_some_and(|all| all.len() == 1), "{stop}");
}

#[test]
fn what_is_false_is_refused_said_and_changes_nothing() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let good = inbox(&profile);
    for (document, guise, refusal) in [
        ("notices", "older", "older"),
        ("notices", "expired", "expired"),
        ("notices", "of_another", "signature"),
        ("notices", "naming_another", "other_issuer"),
        ("notices", "by_token_key", "signature"),
        ("notices", "wrong_type", "signature"),
        ("notices", "unsigned", "signature"),
        ("notices", "tampered", "signature"),
        ("directory", "older", "older"),
        ("directory", "expired", "expired"),
        ("directory", "naming_another", "other_issuer"),
        ("directory", "by_token_key", "signature"),
        ("directory", "tampered", "signature"),
    ] {
        serve(&issuers, document, guise);
        let now = inbox(&profile);
        let feed = feed(&now, "minato-card", document);
        assert_eq!(feed["refused"], refusal, "{document} as {guise}");
        assert_eq!(said(&now), said(&good), "{document} as {guise}: what was good stays in use");
        let (before, other) = (self::feed(&good, "minato-card", document), self::feed(&now, "kotori-pay", document));
        assert_eq!((&feed["issued_at"], &other["refused"]), (&before["issued_at"], &Value::Null), "{document} as {guise}");
        serve(&issuers, document, "true");
        assert_eq!(self::feed(&inbox(&profile), "minato-card", document)["refused"], Value::Null, "the true one is taken again");
    }
    for (issuer, fault, refusal) in [
        ("minato-card", json!({ "fault": "huge" }), "too_large"),
        ("kotori-pay", json!({ "fault": "status", "status": 500 }), "not_served"),
        ("himawari-money", json!({ "fault": "html" }), "signature"),
    ] {
        let mut fault = fault;
        (fault["issuer"], fault["path"], fault["times"]) = (json!(issuer), json!("notices"), Value::Null);
        issuers.fault(&fault);
        let now = inbox(&profile);
        assert_eq!(feed(&now, issuer, "notices")["refused"], refusal);
        assert_eq!(said(&now), said(&good), "{refusal}: what was good stays in use");
    }
}

#[test]
fn keys_change_by_the_old_keys_signature_alone() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    inbox(&profile);
    let change = |signed: bool| issuers.event(&json!({ "event": "change_document_key", "issuer": "minato-card", "signed": signed }));
    let told =
        |connector: &str| issuers.event(&json!({ "event": "incident", "issuer": "minato-card", "connector": connector }))["notices"]["minato-card"].clone();
    change(true);
    change(true);
    let id = told("hiyori");
    let now = inbox(&profile);
    assert_eq!(feed(&now, "minato-card", "notices")["refused"], Value::Null);
    assert_eq!(notice(&now, &id)["state"], "open", "two signed changes lead to the new key");

    change(false);
    let id = told("tonari");
    let now = inbox(&profile);
    for kind in ["directory", "notices"] {
        let feed = feed(&now, "minato-card", kind);
        assert_eq!((&feed["refused"], &feed["may_trust_new_keys"]), (&json!("keys_changed"), &json!(false)), "{feed}");
    }
    let heard = now["notices"].as_array().expect("Notices").iter().any(|notice| notice["id"] == id);
    assert!(!heard, "nothing signed by a key that nobody vouches for is heard");
}

#[test]
fn lost_keys_are_replaced_by_the_persons_act_alone_once_all_that_they_signed_is_out_of_date() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let may = |inbox: &Value| feed(inbox, "minato-card", "notices")["may_trust_new_keys"] == true;
    let refused = || {
        let done = profile.run(&["notices", "--trust-keys", "minato-card", "--json"]);
        (done.code, done.failure()["code"].clone())
    };
    inbox(&profile);
    serve(&issuers, "notices", "short_lived");
    // Looked at once: each serving of it is signed anew.
    profile.run(&["sync"]);
    let short = profile.run(&["notices", "--offline", "--json"]).json;
    assert_eq!(feed(&short, "minato-card", "notices")["refused"], Value::Null);
    serve(&issuers, "notices", "true");
    let change = || issuers.event(&json!({ "event": "change_document_key", "issuer": "minato-card", "signed": false }));
    change();
    assert!(!may(&inbox(&profile)));
    assert_eq!(refused(), (1, json!("keys_not_lost")));
    renkei_tests::wait("the notices run out", || feed(&inbox(&profile), "minato-card", "notices")["expired"].as_bool()?.then_some(()));
    assert!(!may(&inbox(&profile)), "the directory that the old keys signed still holds");

    // All of it is out of date.
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let change = || issuers.event(&json!({ "event": "change_document_key", "issuer": "minato-card", "signed": false }));
    for document in ["notices", "directory"] {
        serve(&issuers, document, "short_lived");
    }
    profile.run(&["sync"]);
    for document in ["notices", "directory"] {
        serve(&issuers, document, "true");
    }
    for _ in 0..2 {
        change();
        inbox(&profile);
    }
    let told = issuers.event(&json!({ "event": "incident", "issuer": "minato-card", "connector": "hiyori" }))["notices"]["minato-card"].clone();
    let lost = renkei_tests::wait("everything runs out", || {
        let now = profile.run(&["notices", "--json"]).json;
        feed(&now, "minato-card", "notices")["may_trust_new_keys"].as_bool()?.then_some(now)
    });
    assert!(!said(&lost).iter().any(|one| one[0] == told), "it is not heard before the person's act");
    let trusted = profile.run(&["notices", "--trust-keys", "minato-card", "--json"]);
    assert_eq!(trusted.code, 0, "{}", trusted.err);
    let feed = feed(&trusted.json, "minato-card", "notices");
    assert_eq!((&feed["refused"], &feed["expired"]), (&Value::Null, &json!(false)), "{feed}");
    assert!(said(&trusted.json).iter().any(|one| one[0] == told));
}

#[test]
fn a_planned_stop_goes_into_a_calendar() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    inbox(&profile);
    let event = json!({ "event": "planned_stop", "issuer": "minato-card", "connector": "tonari", "starts_in_seconds": 7200, "seconds": 3600 });
    let told = issuers.event(&event)["notices"]["minato-card"].clone();
    inbox(&profile);
    let done = profile.run(&["notices", "--offline", "--calendar", told.as_str().expect("An id")]);
    assert!(done.code == 0 && done.out.starts_with("BEGIN:VCALENDAR") && done.out.contains("DTSTART:"), "{}{}", done.out, done.err);
    let unknown = profile.run(&["notices", "--offline", "--calendar", "none", "--json"]);
    assert_eq!((unknown.code, &unknown.failure()["code"]), (1, &json!("no_such_notice")), "{}", unknown.err);
}

#[test]
fn an_issuer_without_documents_says_nothing_and_nothing_is_made_up() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let document = json!({ "path": "issuer_document", "fault": "status", "status": 404, "times": null, "issuer": "himawari-money" });
    inbox(&profile);
    issuers.fault(&document);
    let now = inbox(&profile);
    assert_eq!(feed(&now, "himawari-money", "notices")["refused"], "not_served", "what was published is missed");
    assert_eq!(feed(&now, "minato-card", "notices")["refused"], Value::Null);
}

#[test]
fn what_is_not_newer_is_not_sent_again_and_counts_as_checked() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let first = inbox(&profile);
    let asked = issuers.counter("minato-card", "unchanged");
    let again = inbox(&profile);
    // At the issuer's own file, its directory and its notices.
    assert!(issuers.counter("minato-card", "unchanged") >= asked + 3, "{asked}");
    for kind in ["directory", "notices"] {
        let (before, after) = (feed(&first, "minato-card", kind), feed(&again, "minato-card", kind));
        assert!(before["checked_at"].as_str() < after["checked_at"].as_str() && after["refused"].is_null(), "{after}");
    }
    let told = issuers.event(&json!({ "event": "incident", "issuer": "minato-card", "connector": "hiyori" }));
    notice(&inbox(&profile), &told["notices"]["minato-card"]);
}
