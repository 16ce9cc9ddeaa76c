//! An issuer whose files or keys are not what they should be: each wrong in exactly the way that was asked for.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    person::{Scene, scene},
    signed::{fits, open, time, typ},
};

const ISSUER: &str = "minato-card";

#[tokio::test]
async fn each_guise_is_what_it_says_until_the_truth_is_asked_for() {
    let scene = scene().await;
    for document in ["directory", "notices"] {
        let list = if document == "directory" { "connectors" } else { "notices" };
        let length = |payload: &Value| payload[list].as_array().unwrap().len();
        let keys = scene.issuer_document(ISSUER).await["keys"].clone();
        let token_keys = scene.json(&format!("{}/jwks", scene.issuer(ISSUER)), "").await;
        let now = time(&scene.told("/clock").await["now"]);
        let truth = scene.file(ISSUER, document).await;
        let whole = open(&truth, &typ(document), &keys).unwrap();
        let version = whole["version"].as_u64().unwrap();
        let ahead = |payload: &Value| payload["version"].as_u64() == Some(version + 1);
        let good = |jws: &str| {
            let payload = open(jws, &typ(document), &keys).unwrap();
            fits(document, &payload);
            payload
        };
        let fresh = |payload: &Value| time(&payload["expires_at"]) > now;

        let older = good(&served(&scene, document, "older").await);
        assert_eq!(older["version"], version - 1);
        assert!(fresh(&older) && time(&older["issued_at"]) < time(&whole["issued_at"]));
        assert_eq!(length(&older), length(&whole) - 1);

        let expired = good(&served(&scene, document, "expired").await);
        assert!(ahead(&expired) && !fresh(&expired) && time(&expired["issued_at"]) < time(&expired["expires_at"]));

        let of_another = served(&scene, document, "of_another").await;
        assert_eq!(of_another, scene.file("kotori-pay", document).await);
        assert_eq!(open(&of_another, &typ(document), &keys).unwrap_err(), "no such key");

        let naming_another = good(&served(&scene, document, "naming_another").await);
        assert!(ahead(&naming_another) && fresh(&naming_another));
        assert_eq!(naming_another["iss"], scene.issuer("kotori-pay"));

        let by_token_key = served(&scene, document, "by_token_key").await;
        assert!(open(&by_token_key, &typ(document), &keys).is_err());
        let payload = open(&by_token_key, &typ(document), &token_keys).unwrap();
        assert!(ahead(&payload) && fresh(&payload) && payload["iss"] == whole["iss"]);

        let wrong_type = served(&scene, document, "wrong_type").await;
        let other = if document == "directory" { "notices" } else { "directory" };
        assert!(open(&wrong_type, &typ(document), &keys).unwrap_err().starts_with("type"));
        let payload = open(&wrong_type, &typ(other), &keys).unwrap();
        assert!(ahead(&payload));
        fits(document, &payload);

        let unsigned = served(&scene, document, "unsigned").await;
        assert!(unsigned.ends_with('.') && ahead(&unchecked(&unsigned)));
        assert!(open(&unsigned, &typ(document), &keys).unwrap_err().starts_with("header"), "no algorithm that anybody knows");

        let tampered = served(&scene, document, "tampered").await;
        let part = |jws: &str, at: usize| jws.split('.').nth(at).unwrap().to_owned();
        assert_eq!((part(&tampered, 0), part(&tampered, 2)), (part(&truth, 0), part(&truth, 2)));
        assert!(open(&tampered, &typ(document), &keys).unwrap_err().starts_with("signature"));
        let payload = unchecked(&tampered);
        assert!(ahead(&payload) && length(&payload) == length(&whole) - 1);

        assert_eq!(scene.file(ISSUER, document).await, tampered, "it stays");
        assert_eq!(served(&scene, document, "true").await, truth);
    }
    let body = json!({ "event": "serve_document", "issuer": ISSUER, "document": "directory", "as": "nonsense" });
    assert_eq!(scene.control("/events", body).await.status(), StatusCode::BAD_REQUEST);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_key_changes_with_the_old_ones_word_or_without() {
    let scene = scene().await;
    let first = scene.issuer_document(ISSUER).await;
    let before = scene.published(ISSUER, "directory").await;
    let changed = scene.event(json!({ "event": "change_document_key", "issuer": ISSUER, "signed": true })).await;
    let second = scene.issuer_document(ISSUER).await;
    assert_eq!(second["keys"]["keys"][0]["kid"], changed["kid"]);
    assert_ne!(second["keys"], first["keys"]);
    let chain = second["key_changes"].as_array().unwrap();
    let word = open(chain[0].as_str().unwrap(), "renkei-keys+jws", &first["keys"]).unwrap();
    assert_eq!(word, json!({ "iss": scene.issuer(ISSUER), "keys": second["keys"] }));
    for document in ["directory", "notices"] {
        assert!(open(&scene.file(ISSUER, document).await, &typ(document), &first["keys"]).is_err());
    }
    let after = scene.published(ISSUER, "directory").await;
    assert_eq!(after["version"], before["version"].as_u64().unwrap() + 1);
    assert_eq!(after["connectors"].as_array().unwrap().len(), before["connectors"].as_array().unwrap().len());

    scene.event(json!({ "event": "change_document_key", "issuer": ISSUER, "signed": true })).await;
    let third = scene.issuer_document(ISSUER).await;
    let chain = third["key_changes"].as_array().unwrap();
    assert_eq!(chain.len(), 2, "the oldest first");
    assert_eq!(open(chain[1].as_str().unwrap(), "renkei-keys+jws", &second["keys"]).unwrap()["keys"], third["keys"]);

    scene.event(json!({ "event": "change_document_key", "issuer": ISSUER, "signed": false })).await;
    let fourth = scene.issuer_document(ISSUER).await;
    assert_ne!(fourth["keys"], third["keys"]);
    assert_eq!(fourth["key_changes"], third["key_changes"], "nothing leads to the new one");
    scene.published(ISSUER, "notices").await;
    assert_eq!(scene.issuer_document("kotori-pay").await["key_changes"], json!([]));
    scene.practice.shutdown().await;
}

async fn served(scene: &Scene, document: &str, guise: &str) -> String {
    scene.event(json!({ "event": "serve_document", "issuer": ISSUER, "document": document, "as": guise })).await;
    scene.file(ISSUER, document).await
}

/// The payload, whoever signed it.
fn unchecked(jws: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(jws.split('.').nth(1).unwrap()).unwrap()).unwrap()
}
