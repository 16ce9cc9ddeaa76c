//! Connectors hold tokens and really call.

use std::time::{Duration, Instant};

use renkei_practice::{
    Options, Practice,
    visit::{self, Decision},
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::person::{Scene, client, form, options, scene};

#[tokio::test]
async fn an_ending_locks_the_connector_out_at_once() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    assert_eq!(scene.try_connector("minato-card", &grant).await["outcome"], "ok");
    scene.delete("minato-card", &signed.access, &grant).await;
    let tried = scene.try_connector("minato-card", &grant).await;
    assert_eq!(tried["access"], 401);
    assert_eq!(tried["refresh"], 400);
    assert_eq!(tried["error"], "invalid_grant");
    assert_eq!(tried["outcome"], "refused");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn two_services_of_one_consent_end_together() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let yokocho: Vec<Value> = scene.grants("minato-card", &signed.access).await.into_iter().filter(|grant| grant["connector"]["id"] == "yokocho").collect();
    assert_eq!(yokocho.len(), 2);
    assert_eq!(yokocho[0]["ends_together"], json!([yokocho[1]["id"]]));
    scene.delete("minato-card", &signed.access, &yokocho[0]).await;
    let left = scene.grants("minato-card", &signed.access).await;
    assert!(!left.iter().any(|grant| grant["connector"]["id"] == "yokocho"));
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_person_lets_a_connector_in_anew_through_its_pages() {
    let scene = scene().await;
    let connect = format!("{}/c/kazoeuta/connect?issuer=kotori-pay&service=subsc-uta", scene.practice.addresses().connectors);
    let denied = visit::sign_in(&connect, "hana", "renrenshu", Decision::Deny).await;
    assert!(denied.is_ok_and(|landed| landed.status == 400));
    let landed = visit::sign_in(&connect, "hana", "renrenshu", Decision::Allow).await.unwrap();
    assert_eq!(landed.status, 200);
    let signed = scene.sign_in("kotori-pay", "hana").await;
    let grant = scene.grant_of("kotori-pay", &signed.access, "kazoeuta").await;
    assert_eq!(grant["last_used_at"], Value::Null);
    assert_eq!(scene.try_connector("kotori-pay", &grant).await["outcome"], "ok");
    let used = scene.grant_of("kotori-pay", &signed.access, "kazoeuta").await;
    assert!(used["last_used_at"].is_string());
    let index = scene.get(&scene.practice.addresses().connectors, "").await;
    assert!(index.text().await.unwrap().contains("かけいぼ日和"));
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn an_ended_grant_given_anew_is_the_same_grant() {
    let scene = scene().await;
    let signed = scene.sign_in("kotori-pay", "minami").await;
    let grant = scene.grant_of("kotori-pay", &signed.access, "chokin-komichi").await;
    scene.delete("kotori-pay", &signed.access, &grant).await;
    let regrant = json!({ "event": "regrant", "issuer": "kotori-pay", "grant": grant["id"] });
    scene.event(regrant).await;
    let anew = scene.grant_of("kotori-pay", &signed.access, "chokin-komichi").await;
    assert_eq!(anew["id"], grant["id"]);
    assert_ne!(anew["birth"], grant["birth"]);
    assert_eq!(anew["authorization_details"], grant["authorization_details"]);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_connector_that_was_not_let_in_can_be() {
    let scene = scene().await;
    let signed = scene.sign_in("himawari-money", "minami").await;
    scene.event(json!({ "event": "let_in", "issuer": "himawari-money", "holder": "minami", "connector": "seisan-lab", "service": "keihi-note" })).await;
    let given = scene.grant_of("himawari-money", &signed.access, "seisan-lab").await;
    assert_eq!((&given["service"]["id"], &given["status"]["state"]), (&json!("keihi-note"), &json!("active")));
    assert_eq!(scene.try_connector("himawari-money", &given).await["outcome"], "ok", "it really holds tokens");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_suspended_connection_is_refused_and_goes_on_when_resumed() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    let named = |event: &str| json!({ "event": event, "issuer": "minato-card", "grant": grant["id"], "by": "issuer", "reason": { "ja": "確認中", "en": "Being checked" } });
    scene.event(named("suspend")).await;
    let held = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    assert_eq!(held["status"]["state"], "suspended");
    assert_eq!(held["status"]["reason"]["en"], "Being checked");
    assert_eq!(scene.try_connector("minato-card", &grant).await["access"], 403);
    scene.event(named("resume")).await;
    assert_eq!(scene.try_connector("minato-card", &grant).await["outcome"], "ok");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn the_schedule_calls_what_is_due_once_and_refreshes() {
    let dir = tempfile::tempdir().unwrap();
    let scheduled = Options { schedule: true, interval: Duration::from_hours(1), ..options() };
    let practice = Practice::start(dir.path(), scheduled).await.unwrap();
    let scene = Scene { dir, practice, http: client() };
    wait_for(&scene, |all| on_schedule(all).all(|held| held["calls"].as_array().is_some_and(|calls| calls.len() == 1))).await;
    // Later than the access tokens live, so each call must refresh first.
    scene.event(json!({ "event": "advance_clock", "seconds": 3601 })).await;
    wait_for(&scene, |all| on_schedule(all).all(|held| held["calls"].as_array().is_some_and(|calls| calls.len() == 2))).await;
    let all = scene.told("/connectors").await;
    for held in on_schedule(&all) {
        let last = &held["calls"][1];
        assert_eq!(last["outcome"], "ok", "{held}");
        if held["has_refresh_token"] == true {
            assert_eq!(last["refresh"], 200);
        }
    }
    assert!(
        all["connectors"].as_array().unwrap().iter().filter(|held| held["on_schedule"] == false).all(|held| held["calls"] == json!([])),
        "unused grants stay unused"
    );
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_connector_whose_refresh_is_refused_stops_but_can_be_asked() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    scene.delete("minato-card", &signed.access, &grant).await;
    let read = json!({ "event": "connector_reads", "issuer": "minato-card", "grant": grant["id"] });
    assert_eq!(scene.event(read).await["outcome"], "refused");
    let all = scene.told("/connectors").await;
    let held = all["connectors"].as_array().unwrap().iter().find(|held| held["grants"] == json!([grant["id"]])).unwrap();
    assert_eq!(held["stopped"], true);
    assert_eq!(scene.try_connector("minato-card", &grant).await["outcome"], "refused");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn one_of_two_services_given_anew_leaves_the_other_as_it_was() {
    let scene = scene().await;
    let connect = format!("{}/c/yokocho/connect?issuer=minato-card&service=wallet", scene.practice.addresses().connectors);
    let decision = Decision::AllowCovering(vec!["mc-42".to_owned()]);
    visit::sign_in(&connect, "minami", "renrenshu", decision).await.unwrap();
    let signed = scene.sign_in("minato-card", "minami").await;
    let of = async |service: &str| {
        let all = scene.grants("minato-card", &signed.access).await;
        all.into_iter().find(|grant| grant["connector"]["id"] == "yokocho" && grant["service"]["id"] == service).unwrap()
    };
    let (wallet, book) = (of("wallet").await, of("point-book").await);
    assert!(wallet.get("ends_together").is_none());
    for grant in [&wallet, &book] {
        assert_eq!(scene.try_connector("minato-card", grant).await["outcome"], "ok");
    }
    scene.delete("minato-card", &signed.access, &wallet).await;
    assert_eq!(scene.try_connector("minato-card", &wallet).await["outcome"], "refused");
    assert_eq!(scene.try_connector("minato-card", &book).await["outcome"], "ok");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_connector_whose_token_was_used_before_is_ended_by_the_issuer() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "tonari").await;
    let state: Value = serde_json::from_slice(&std::fs::read(scene.dir.path().join("state.json")).unwrap()).unwrap();
    let secret = state["secrets"]["tonari"]["minato-card"].as_str().unwrap();
    let held = state["held"].as_object().unwrap().values().find(|held| held["grants"][0] == grant["id"]).unwrap();
    let token = held["refresh_token"].as_str().unwrap();
    for status in [StatusCode::OK, StatusCode::BAD_REQUEST] {
        let response = scene
            .http
            .post(format!("{}/token", scene.issuer("minato-card")))
            .basic_auth("tonari", Some(secret))
            .body(form(&[("grant_type", "refresh_token"), ("refresh_token", token)]))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), status);
    }
    let url = format!("{}/grants/{}", scene.issuer("minato-card"), grant["id"].as_str().unwrap());
    let ended = scene.json(&url, &signed.access).await;
    assert_eq!(ended["status"]["state"], "ended");
    assert_eq!(ended["status"]["by"], "issuer");
    assert!(ended["status"]["reason"].is_object());
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_callback_that_nobody_began_is_refused() {
    let scene = scene().await;
    let url = format!("{}/c/hiyori/callback?code=x&state=y", scene.practice.addresses().connectors);
    assert_eq!(scene.get(&url, "").await.status(), StatusCode::BAD_REQUEST);
    scene.practice.shutdown().await;
}

fn on_schedule(all: &Value) -> impl Iterator<Item = &Value> {
    all["connectors"].as_array().unwrap().iter().filter(|held| held["on_schedule"] == true)
}

async fn wait_for(scene: &Scene, holds: impl Fn(&Value) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(8);
    loop {
        let all = scene.told("/connectors").await;
        if holds(&all) {
            return;
        }
        assert!(Instant::now() < deadline, "the schedule did not call: {all}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
