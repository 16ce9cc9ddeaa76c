//! The control server and its events.

use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::person::scene;

#[tokio::test]
async fn only_the_owner_of_the_lock_file_is_let_in() {
    let scene = scene().await;
    let addresses = scene.practice.addresses();
    let url = format!("{}/grants", addresses.control);
    assert_eq!(scene.get(&url, "wrong").await.status(), StatusCode::UNAUTHORIZED);
    let token = &addresses.control_token;
    let with = |name: header::HeaderName, value: &str| scene.http.get(&url).bearer_auth(token).header(name, value).send();
    let page = with(header::ORIGIN, "http://127.0.0.1:1").await.unwrap();
    assert_eq!(page.status(), StatusCode::FORBIDDEN);
    let other = with(header::HOST, "rebound.example").await.unwrap();
    assert_eq!(other.status(), StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(scene.get(&url, token).await.status(), StatusCode::OK);
    assert!(!format!("{addresses:?}").contains(token.as_str()));
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn events_change_what_the_app_sees() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let seen = async |connector: &str| scene.grant_of("minato-card", &signed.access, connector).await;
    let grant = seen("hiyori").await;
    let named = |event: &str| json!({ "event": event, "issuer": "minato-card", "grant": grant["id"] });
    let mut widen = named("widen");
    widen["scope"] = json!("funds:top_up");
    scene.event(widen).await;
    let grown = seen("hiyori").await;
    assert_eq!(grown["birth"], grant["birth"]);
    assert!(grown["permissions"].as_array().unwrap().iter().any(|permission| permission["effect"] == "moves_money"));
    let mut end = named("end");
    end["by"] = json!("connector");
    scene.event(end).await;
    scene.event(named("stray_access")).await;
    let url = format!("{}/grants/{}", scene.issuer("minato-card"), grant["id"].as_str().unwrap());
    let ended = scene.json(&url, &signed.access).await;
    assert_eq!(ended["status"]["by"], "connector");
    let accesses = scene.json(&format!("{url}/accesses"), &signed.access).await;
    let latest = accesses["items"][0]["at"].as_str().unwrap();
    assert!(latest >= ended["status"]["since"].as_str().unwrap());
    scene.event(named("vanish")).await;
    assert_eq!(scene.get(&url, &signed.access).await.status(), StatusCode::NOT_FOUND);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn the_apps_tokens_can_be_let_die() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let list = format!("{}/grants/", scene.issuer("minato-card"));
    scene.event(json!({ "event": "expire_app_tokens", "issuer": "minato-card" })).await;
    assert_eq!(scene.get(&list, &signed.access).await.status(), StatusCode::UNAUTHORIZED);
    let refreshed = scene.refresh("minato-card", signed.refresh.as_deref().unwrap()).await;
    let refreshed: Value = refreshed.json().await.unwrap();
    scene.event(json!({ "event": "end_session" })).await;
    let dead = scene.refresh("minato-card", refreshed["refresh_token"].as_str().unwrap()).await;
    assert_eq!(dead.status(), StatusCode::BAD_REQUEST);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn what_is_no_event_is_refused() {
    let scene = scene().await;
    for body in
        [json!({ "event": "rain" }), json!({ "event": "widen", "issuer": "minato-card" }), json!({ "event": "step_up", "issuer": "nobody", "max_age": 1 })]
    {
        let response = scene.control("/events", body).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    }
    let none = json!({ "event": "resume", "issuer": "minato-card", "grant": "none" });
    assert_eq!(scene.control("/events", none).await.status(), StatusCode::NOT_FOUND);
    scene.practice.shutdown().await;
}
