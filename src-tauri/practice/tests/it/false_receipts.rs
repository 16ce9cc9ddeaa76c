//! Receipts that only look like one: each wrong in exactly the way that was asked for.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    person::{Scene, scene},
    receipts::{CLOSED, LINK_MAX},
    signed::open,
};

const TYPE: &str = "renkei-receipt+jws";

#[tokio::test]
async fn each_false_receipt_is_false_in_one_way_alone() {
    let scene = scene().await;
    for issuer in ["minato-card", CLOSED] {
        let keys = scene.issuer_document(issuer).await["keys"].clone();
        let kid = keys["keys"][0]["kid"].as_str().unwrap();
        let asked = async |guise: &str| receipt(&scene, issuer, guise).await;

        let good = asked("good").await;
        let truth = open(&good, TYPE, &keys).unwrap();
        assert_eq!((&truth["connector"]["id"], &truth["service"]["id"]), (&json!("tonari"), &json!("tonari-kaikei")));
        assert_eq!(truth.get("grant").is_some(), issuer != CLOSED);

        let everybodys = open(&asked("for_everybody").await, TYPE, &keys).unwrap();
        assert_eq!(everybodys, without(&without(&truth, "grant"), "agreed_at"));

        let forged = asked("forged").await;
        assert_eq!(jsonwebtoken::decode_header(&forged).unwrap().kid.as_deref(), Some(kid));
        assert!(open(&forged, TYPE, &keys).unwrap_err().starts_with("signature"));
        assert_eq!(unchecked(&forged), truth);

        let altered = asked("altered").await;
        let part = |jws: &str, at: usize| jws.split('.').nth(at).unwrap().to_owned();
        assert_eq!(part(&altered, 0), part(&good, 0));
        assert!(open(&altered, TYPE, &keys).unwrap_err().starts_with("signature"));
        assert_ne!(unchecked(&altered)["until"], truth["until"]);
        assert_eq!(without(&unchecked(&altered), "until"), without(&truth, "until"));

        let other_type = asked("other_type").await;
        assert!(open(&other_type, TYPE, &keys).unwrap_err().starts_with("type"));
        assert_eq!(open(&other_type, "renkei-directory+jws", &keys).unwrap(), truth);

        let other_issuer = open(&asked("other_issuer").await, TYPE, &keys).unwrap();
        assert_ne!(other_issuer["iss"], truth["iss"]);
        assert!(scene.practice.addresses().issuers.values().any(|url| other_issuer["iss"] == *url));
        assert_eq!(without(&other_issuer, "iss"), without(&truth, "iss"));

        let token = asked("access_token").await;
        assert!(open(&token, TYPE, &keys).unwrap_err().starts_with("type"));
        let token_keys = if issuer == CLOSED { keys.clone() } else { scene.json(&format!("{}/jwks", scene.issuer(issuer)), "").await };
        let claims = open(&token, "at+jwt", &token_keys).unwrap();
        assert_eq!((&claims["iss"], &claims["client_id"]), (&truth["iss"], &truth["connector"]["id"]));
        assert!(claims.get("service").is_none() && claims.get("permissions").is_none());

        let oversized = asked("oversized").await;
        assert!(oversized.len() > 20 * LINK_MAX);
        assert_eq!(without(&open(&oversized, TYPE, &keys).unwrap(), "beware"), without(&truth, "beware"));
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_receipt_is_of_the_grant_or_service_that_was_named() {
    let scene = scene().await;
    let minami = scene.sign_in("kotori-pay", "minami").await;
    let hana = scene.sign_in("kotori-pay", "hana").await;
    let event = |more: Value| {
        let mut event = json!({ "event": "receipt", "issuer": "kotori-pay", "connector": "chokin-komichi", "as": "good" });
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        event
    };
    let own = scene.grant_of("kotori-pay", &minami.access, "chokin-komichi").await;
    let other = scene.grant_of("kotori-pay", &hana.access, "chokin-komichi").await;
    let of = async |more: Value| unchecked(scene.event(event(more)).await["receipt"].as_str().unwrap())["grant"].clone();
    assert_eq!(of(json!({})).await, own["id"]);
    assert_eq!(of(json!({ "service": "otsuri" })).await, own["id"]);
    assert_eq!(of(json!({ "grant": other["id"] })).await, other["id"]);
    for (wrong, status) in [
        (json!({ "issuer": "nobody" }), StatusCode::BAD_REQUEST),
        (json!({ "connector": "nobody" }), StatusCode::BAD_REQUEST),
        (json!({ "service": "wallet" }), StatusCode::BAD_REQUEST),
        (json!({ "as": "nonsense" }), StatusCode::BAD_REQUEST),
        (json!({ "connector": "kazoeuta" }), StatusCode::NOT_FOUND),
        (json!({ "issuer": CLOSED }), StatusCode::NOT_FOUND),
    ] {
        assert_eq!(scene.control("/events", event(wrong.clone())).await.status(), status, "{wrong}");
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_receipt_goes_with_a_change_of_keys() {
    let scene = scene().await;
    let before = receipt(&scene, "minato-card", "good").await;
    let old = scene.issuer_document("minato-card").await["keys"].clone();
    scene.event(json!({ "event": "change_document_key", "issuer": "minato-card", "signed": true })).await;
    let new = scene.issuer_document("minato-card").await["keys"].clone();
    let after = receipt(&scene, "minato-card", "good").await;
    assert_eq!(open(&before, TYPE, &old).unwrap(), open(&after, TYPE, &new).unwrap());
    assert!(open(&before, TYPE, &new).is_err());
    scene.practice.shutdown().await;
}

async fn receipt(scene: &Scene, issuer: &str, guise: &str) -> String {
    let event = json!({ "event": "receipt", "issuer": issuer, "connector": "tonari", "service": "tonari-kaikei", "as": guise });
    scene.event(event).await["receipt"].as_str().unwrap().to_owned()
}

fn without(receipt: &Value, field: &str) -> Value {
    let mut rest = receipt.clone();
    rest.as_object_mut().unwrap().remove(field);
    rest
}

/// The payload, whoever signed it.
fn unchecked(jws: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(jws.split('.').nth(1).unwrap()).unwrap()).unwrap()
}
