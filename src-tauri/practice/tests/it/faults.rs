//! Injected faults do what they say.

use std::time::{Duration, Instant};

use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::person::{Scene, scene};

#[tokio::test]
async fn keep_on_end_says_done_and_keeps_the_grant() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    fault(&scene, json!({ "path": "end", "fault": "keep_on_end" })).await;
    let answered = scene.delete("minato-card", &signed.access, &grant).await;
    assert_eq!(answered.status(), StatusCode::NO_CONTENT);
    scene.grant_of("minato-card", &signed.access, "hiyori").await;
    assert_eq!(scene.try_connector("minato-card", &grant).await["outcome"], "ok");
    let answered = scene.delete("minato-card", &signed.access, &grant).await;
    assert_eq!(answered.status(), StatusCode::NO_CONTENT);
    assert_eq!(scene.try_connector("minato-card", &grant).await["outcome"], "refused");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_dropped_answer_means_that_the_work_was_done() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    fault(&scene, json!({ "path": "end", "fault": "drop_answer" })).await;
    let url = format!("{}/grants/{}", scene.issuer("minato-card"), grant["id"].as_str().unwrap());
    let lost = scene.http.delete(&url).bearer_auth(&signed.access).header(header::IF_MATCH, format!("\"{}\"", grant["birth"].as_str().unwrap())).send().await;
    assert!(lost.is_err_and(|error| !error.is_timeout()));
    let after = scene.json(&url, &signed.access).await;
    assert_eq!(after["status"]["state"], "ended");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn answers_come_late_wrong_large_or_not_at_all() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let list = format!("{}/grants/", scene.issuer("minato-card"));
    let get = || scene.http.get(&list).bearer_auth(&signed.access);

    fault(&scene, json!({ "path": "list", "fault": "status", "status": 429, "retry_after": "7" })).await;
    let busy = get().send().await.unwrap();
    assert_eq!(busy.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(busy.headers()[header::RETRY_AFTER], "7");

    for kind in ["slow", "delay_answer"] {
        fault(&scene, json!({ "path": "list", "fault": kind, "ms": 120 })).await;
        let start = Instant::now();
        assert_eq!(get().send().await.unwrap().status(), StatusCode::OK);
        assert!(start.elapsed() >= Duration::from_millis(120));
    }

    fault(&scene, json!({ "path": "list", "fault": "hang" })).await;
    let hung = get().timeout(Duration::from_millis(200)).send().await;
    assert!(hung.is_err_and(|error| error.is_timeout()));

    fault(&scene, json!({ "path": "list", "fault": "huge" })).await;
    assert!(get().send().await.unwrap().bytes().await.unwrap().len() > 10_000_000);

    fault(&scene, json!({ "path": "list", "fault": "die_after", "bytes": 200 })).await;
    let broken = get().send().await;
    let whole = match broken {
        Ok(response) => response.bytes().await.is_ok(),
        Err(_) => false,
    };
    assert!(!whole);

    fault(&scene, json!({ "path": "list", "fault": "html" })).await;
    let page = get().send().await.unwrap();
    assert!(page.text().await.unwrap().starts_with("<!doctype html>"));

    fault(&scene, json!({ "path": "list", "fault": "raw", "body": "[]", "content_type": "text/plain" })).await;
    assert_eq!(get().send().await.unwrap().text().await.unwrap(), "[]");

    fault(&scene, json!({ "path": "list", "fault": "many", "count": 250, "times": null })).await;
    let first: Value = get().send().await.unwrap().json().await.unwrap();
    assert_eq!(first["items"].as_array().unwrap().len(), 100);
    let next = format!("{list}?cursor={}", first["next_cursor"].as_str().unwrap());
    let second = scene.json(&next, &signed.access).await;
    assert_eq!(second["items"][0]["id"], "many-100");
    let addresses = scene.practice.addresses();
    scene.http.delete(format!("{}/faults", addresses.control)).bearer_auth(&addresses.control_token).send().await.unwrap();
    assert!(scene.grants("minato-card", &signed.access).await.len() < 100);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_fault_on_tokens_meets_the_app_or_the_connectors_as_asked() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    scene.event(json!({ "event": "advance_clock", "seconds": 4000 })).await;
    fault(&scene, json!({ "path": "token", "fault": "status", "status": 503 })).await;
    assert_eq!(scene.try_connector("minato-card", &grant).await["refresh"], 200);
    let refresh = signed.refresh.unwrap();
    assert_eq!(scene.refresh("minato-card", &refresh).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    scene.event(json!({ "event": "advance_clock", "seconds": 4000 })).await;
    fault(&scene, json!({ "path": "token", "fault": "status", "status": 400, "error": "invalid_grant", "connectors": true })).await;
    assert_eq!(scene.refresh("minato-card", &refresh).await.status(), StatusCode::OK);
    let refused = scene.try_connector("minato-card", &grant).await;
    assert_eq!((&refused["refresh"], &refused["error"]), (&json!(400), &json!("invalid_grant")));
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_hanging_answer_does_not_keep_the_practice_from_ending() {
    let scene = scene().await;
    fault(&scene, json!({ "path": "jwks", "fault": "hang" })).await;
    let url = format!("{}/jwks", scene.issuer("minato-card"));
    let request = tokio::spawn(scene.http.get(url).send());
    tokio::time::sleep(Duration::from_millis(50)).await;
    let start = Instant::now();
    scene.practice.shutdown().await;
    assert!(start.elapsed() < Duration::from_secs(3));
    assert!(request.await.unwrap().is_err());
}

async fn fault(scene: &Scene, mut body: Value) {
    body["issuer"] = json!("minato-card");
    let response = scene.control("/faults", body).await;
    assert_eq!(response.status(), StatusCode::OK);
}
