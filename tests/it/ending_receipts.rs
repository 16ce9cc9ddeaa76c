//! Receipts of endings: what an issuer signed is kept as its word, what is false is refused by name, and neither moves the
//! proof of the ending.

use renkei_tests::{Issuers, Profile, wait};
use serde_json::{Value, json};

/// Ends a connection at an issuer that hands out such receipts; what the app then says of the ending.
fn end_with(issuers: &Issuers, profile: &Profile, issuer: &str, guise: Option<&str>) -> Value {
    if let Some(guise) = guise {
        issuers.event(&json!({ "event": "ending_receipts", "issuer": issuer, "as": guise }));
    }
    let grant = profile.active(issuer);
    let done = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--json"]);
    assert_eq!((done.code, &done.json["state"]), (0, &json!("verified")), "{guise:?}: {} {}", done.out, done.err);
    // A call waits a moment for the receipt, not for ever.
    wait("the receipt", || {
        let shown = profile.run(&["show", grant["id"].as_str().expect("An id"), "--json"]).json;
        Some(shown["ending"].clone()).filter(|ending| ending["receipt"] != "asking")
    })
}

/// What the records hold of receipts, the newest first.
fn noted(profile: &Profile) -> Vec<Value> {
    let all = profile.run(&["records", "--json"]).json;
    let all = all.as_array().expect("Records").iter().filter_map(|line| line["act"].get("ending_receipt").cloned());
    all.map(|act| act["refused"].clone()).collect()
}

#[test]
fn a_good_one_is_kept_as_the_issuers_word_and_can_be_checked_by_anybody() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let ending = end_with(&issuers, &profile, "minato-card", None);
    let good = &ending["receipt"]["good"];
    assert_eq!((&good["asked_by"], good["accepted_at"].is_string()), (&json!("holder"), true), "{ending}");
    assert_eq!(ending["verified_by"], "tokens_reported_dead", "by what was seen, not by the receipt");
    assert_eq!(noted(&profile), [Value::Null]);
    let id = ending["grant"].as_str().expect("An id");
    let shown = profile.run(&["show", id, "--json"]).json;
    assert_eq!(shown["ending"]["receipt"]["good"]["jws"], good["jws"], "kept");
    assert!(profile.run(&["show", id, "--lang", "en"]).out.contains("signed a receipt of this ending"));

    // The proof hands it over: whole in its data, and in words on its pages.
    let pdf = profile.folder.path().join("proof.pdf");
    assert_eq!(profile.run(&["proof", id, "--lang", "ja", "--out", pdf.to_str().expect("A path")]).code, 0);
    let proof: Value = serde_json::from_slice(&std::fs::read(pdf.with_extension("json")).expect("The file")).expect("JSON");
    assert_eq!(proof["facts"]["content"]["endings"][0]["receipt"]["good"]["jws"], good["jws"]);
    let pages = std::process::Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output().expect("pdftotext of poppler-utils");
    let pages = String::from_utf8(pages.stdout).expect("UTF-8");
    assert!(pages.contains("決済会社の解除の受領書") && pages.contains(good["id"].as_str().expect("An id")), "{pages}");

    // Whoever is handed it can check it against the keys that the issuer serves.
    let file = profile.folder.path().join("ending.jws");
    std::fs::write(&file, good["jws"].as_str().expect("A text")).expect("The file");
    let addresses: Value =
        serde_json::from_slice(&std::fs::read(profile.folder.path().join("profile/issuers/practice.lock")).expect("The lock")).expect("JSON");
    let port = addresses["issuers"]["minato-card"].as_u64().expect("A port");
    let keys = format!("http://127.0.0.1:{port}");
    let checked = profile.run(&["receipt", "verify", file.to_str().expect("A path"), "--keys", &keys, "--json"]);
    assert_eq!((checked.code, &checked.json["receipt"], &checked.json["id"]), (0, &json!("ending"), &good["id"]), "{}", checked.err);
    let other = addresses["issuers"]["kotori-pay"].as_u64().expect("A port");
    let refused = profile.run(&["receipt", "verify", file.to_str().expect("A path"), "--keys", &format!("http://127.0.0.1:{other}"), "--json"]);
    assert_eq!((refused.code, &refused.failure()["code"]), (1, &json!("receipt_refused")));
    // It is no receipt of a consent: nobody keeps it as one.
    let consent = profile.run(&["receipt", file.to_str().expect("A path"), "--keep", "--json"]);
    assert_eq!(consent.failure()["code"], "receipt_forged", "{}", consent.err);
}

#[test]
fn what_is_false_is_refused_by_name_and_takes_nothing_from_the_proof() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let cases = [
        ("minato-card", "forged", "forged"),
        ("kotori-pay", "other_grant", "other_grant"),
        ("himawari-money", "other_giving", "other_giving"),
        ("minato-card", "old", "other_time"),
        ("kotori-pay", "other_issuer", "other_issuer"),
        ("minato-card", "other_type", "forged"),
        ("kotori-pay", "card_number", "unreadable"),
    ];
    for (issuer, guise, why) in cases {
        let ending = end_with(&issuers, &profile, issuer, Some(guise));
        assert_eq!(ending["receipt"]["refused"]["why"], why, "{guise}: {ending}");
        let said = profile.run(&["show", ending["grant"].as_str().expect("An id"), "--lang", "en"]).out;
        assert!(said.contains("was not taken") && said.contains("Ending checked"), "{guise}: {said}");
    }
    let refused: Vec<Value> = cases.iter().rev().map(|(_, _, why)| json!(why)).collect();
    assert_eq!(noted(&profile), refused, "each once, in the records");
    assert!(!profile.run(&["records", "--json"]).out.contains("4111"));
}

#[test]
fn who_signs_none_is_asked_once_and_one_that_is_down_again() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    assert_eq!(end_with(&issuers, &profile, "kotori-pay", None)["receipt"], "not_offered");
    assert!(noted(&profile).is_empty(), "silence is no record");
    issuers.fault(&json!({ "issuer": "minato-card", "path": "receipt", "fault": "status", "status": 503, "times": 2 }));
    // The answer to the ending itself is lost: the receipt is had all the same.
    issuers.fault(&json!({ "issuer": "minato-card", "path": "end", "fault": "drop_answer" }));
    let ending = end_with(&issuers, &profile, "minato-card", None);
    let id = ending["grant"].as_str().expect("An id");
    let receipt = wait("the receipt", || {
        let shown = profile.run(&["show", id, "--json"]).json;
        shown["ending"]["receipt"]["good"].is_object().then(|| shown["ending"]["receipt"].clone())
    });
    assert_eq!(receipt["good"]["asked_by"], "holder");
    assert_eq!(noted(&profile).len(), 1);
}

#[test]
fn keys_that_changed_without_a_word_sign_nothing_that_is_believed() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    profile.grants();
    issuers.event(&json!({ "event": "change_document_key", "issuer": "minato-card", "signed": false }));
    assert_eq!(end_with(&issuers, &profile, "minato-card", None)["receipt"]["refused"]["why"], "keys_changed");
}
