//! Refreshing, revoking and introspecting.

use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::person::{FORM, form, scene};

#[tokio::test]
async fn refreshing_rotates_and_a_used_token_ends_its_family() {
    let scene = scene().await;
    let first = scene.sign_in("minato-card", "minami").await;
    let old = first.refresh.unwrap();
    let response = scene.refresh("minato-card", &old).await;
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    let second: Value = response.json().await.unwrap();
    let new = second["refresh_token"].as_str().unwrap();
    assert_ne!(new, old, "each refresh token works once");
    let reused = scene.refresh("minato-card", &old).await;
    assert_eq!(reused.status(), StatusCode::BAD_REQUEST);
    let body: Value = reused.json().await.unwrap();
    assert_eq!(body["error"], "invalid_grant");
    assert_eq!(scene.refresh("minato-card", new).await.status(), StatusCode::BAD_REQUEST);
    let list = format!("{}/grants/", scene.issuer("minato-card"));
    let access = second["access_token"].as_str().unwrap();
    assert_eq!(scene.get(&list, access).await.status(), StatusCode::UNAUTHORIZED);
    let counters = scene.told("/counters").await;
    assert_eq!(counters["issuers"]["minato-card"]["reuse_detections"], 1);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn another_sign_in_of_the_same_person_outlives_a_reuse() {
    let scene = scene().await;
    let other = scene.sign_in("minato-card", "minami").await;
    let first = scene.sign_in("minato-card", "minami").await;
    let old = first.refresh.unwrap();
    scene.refresh("minato-card", &old).await;
    scene.refresh("minato-card", &old).await;
    scene.grants("minato-card", &other.access).await;
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn revoking_a_refresh_token_ends_the_sign_in() {
    let scene = scene().await;
    let signed = scene.sign_in("kotori-pay", "hana").await;
    let url = format!("{}/revoke", scene.issuer("kotori-pay"));
    let pairs = [("client_id", "renkei"), ("token", signed.refresh.as_deref().unwrap())];
    assert_eq!(scene.post_form(&url, &pairs).await.status(), StatusCode::OK);
    let list = format!("{}/grants/", scene.issuer("kotori-pay"));
    assert_eq!(scene.get(&list, &signed.access).await.status(), StatusCode::UNAUTHORIZED);
    let unknown = [("client_id", "renkei"), ("token", "unknown")];
    assert_eq!(scene.post_form(&url, &unknown).await.status(), StatusCode::OK);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn introspection_is_for_confidential_clients_about_their_own_tokens() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let url = format!("{}/introspect", scene.issuer("minato-card"));
    let public = [("client_id", "renkei"), ("token", signed.access.as_str())];
    let refused = scene.post_form(&url, &public).await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    let state: Value = serde_json::from_slice(&std::fs::read(scene.dir.path().join("state.json")).unwrap()).unwrap();
    let secret = state["secrets"]["hiyori"]["minato-card"].as_str().unwrap();
    let own =
        state["held"].as_object().unwrap().values().find(|held| held["connector"] == "hiyori" && held["issuer"] == "minato-card").unwrap()["access_token"]
            .as_str()
            .unwrap();
    for (token, active) in [(own, true), (signed.access.as_str(), false)] {
        let body: Value = scene
            .http
            .post(&url)
            .basic_auth("hiyori", Some(secret))
            .header(header::CONTENT_TYPE, FORM)
            .body(form(&[("token", token)]))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        assert_eq!(body["active"], active);
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn tsukimi_gives_the_app_ten_minutes_and_no_refresh_token() {
    let scene = scene().await;
    let signed = scene.sign_in("tsukimi-credit", "minami").await;
    assert!(signed.refresh.is_none());
    assert_eq!(signed.body["expires_in"], 600);
    scene.event(json!({ "event": "advance_clock", "seconds": 601 })).await;
    let list = format!("{}/grants/", scene.issuer("tsukimi-credit"));
    assert_eq!(scene.get(&list, &signed.access).await.status(), StatusCode::UNAUTHORIZED);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn no_secret_of_an_issuer_stands_in_its_own_books() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let text = std::fs::read_to_string(scene.dir.path().join("state.json")).unwrap();
    assert!(!text.contains(&signed.access));
    assert!(!text.contains(signed.refresh.as_deref().unwrap()));
    scene.practice.shutdown().await;
}
