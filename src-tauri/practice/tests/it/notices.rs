//! What issuers tell of what is going on.

use chrono::Duration;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    person::{Scene, scene},
    signed::{ISSUERS, time},
};

#[tokio::test]
async fn some_issuers_have_told_something_before() {
    let scene = scene().await;
    let now = time(&scene.told("/clock").await["now"]);
    let minato = told(&scene, "minato-card").await;
    let stop = minato.iter().find(|notice| notice["kind"] == "planned_stop").unwrap();
    assert!(time(&stop["issued_at"]) < time(&stop["starts_at"]) && time(&stop["starts_at"]) < time(&stop["ends_at"]));
    assert!(time(&stop["ends_at"]) < now, "it is over");
    let change = minato.iter().find(|notice| notice["kind"] == "api_change").unwrap();
    assert!(time(&change["issued_at"]) < now && time(&change["starts_at"]) > now + Duration::days(90), "announced ahead");
    let kotori = told(&scene, "kotori-pay").await;
    assert_eq!(kotori[0]["kind"], "outage");
    assert_eq!(kotori[1]["supersedes"], json!([kotori[0]["id"]]));
    assert_eq!(kotori[1]["all_clear"], true);
    assert!(told(&scene, "tsukimi-credit").await.is_empty(), "one has nothing to tell");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn an_incident_is_told_by_one_issuer_or_by_all() {
    let scene = scene().await;
    let one = scene.event(json!({ "event": "incident", "issuer": "kotori-pay", "connector": "hiyori", "service": "kakeibo", "severity": "caution" })).await;
    assert_eq!(one["notices"].as_object().unwrap().len(), 1);
    let notice = latest(&scene, "kotori-pay", &one).await;
    assert_eq!((&notice["kind"], &notice["severity"], &notice["by"]), (&json!("incident"), &json!("caution"), &json!("issuer")));
    assert_eq!((&notice["connectors"], &notice["services"]), (&json!(["hiyori"]), &json!(["kakeibo"])));
    assert_eq!(notice["advice"], "change_password");
    assert!(notice["title"]["ja"].as_str().unwrap().contains("「かけいぼ日和」（株式会社ひより）"));
    assert!(notice["title"]["en"].as_str().unwrap().contains("Kakeibo Biyori (Hiyori Inc.)"));
    let all = scene.event(json!({ "event": "incident", "connector": "yokocho" })).await;
    for issuer in ISSUERS {
        let notice = latest(&scene, issuer, &all).await;
        assert_eq!((&notice["severity"], &notice["advice"]), (&json!("urgent"), &json!("consider_ending")));
        assert!(notice.get("services").is_none(), "all of its services");
        assert!(!notice.to_string().contains("{}"), "a name is missing");
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn what_is_told_stands_in_the_next_answer() {
    let scene = scene().await;
    let version = async || scene.published("tsukimi-credit", "notices").await["version"].as_u64().unwrap();
    let before = version().await;
    let outage = scene.event(json!({ "event": "outage", "issuer": "tsukimi-credit", "connector": "tonari", "service": "tonari-kaikei" })).await;
    let notice = latest(&scene, "tsukimi-credit", &outage).await;
    assert_eq!(
        (&notice["kind"], &notice["severity"], &notice["by"], &notice["advice"]),
        (&json!("outage"), &json!("caution"), &json!("connector"), &json!("wait"))
    );
    assert_eq!(version().await, before + 1);

    let stop = json!({ "event": "planned_stop", "issuer": "tsukimi-credit", "connector": "tonari", "starts_in_seconds": 7200, "seconds": 3600 });
    let stop = scene.event(stop).await;
    let notice = latest(&scene, "tsukimi-credit", &stop).await;
    assert_eq!((&notice["kind"], &notice["severity"], &notice["advice"]), (&json!("planned_stop"), &json!("info"), &json!("wait")));
    assert_eq!(time(&notice["starts_at"]) - time(&notice["issued_at"]), Duration::hours(2));
    assert_eq!(time(&notice["ends_at"]) - time(&notice["starts_at"]), Duration::hours(1));
    assert_eq!(version().await, before + 2);

    let change = scene.event(json!({ "event": "api_change", "issuer": "tsukimi-credit" })).await;
    let notice = latest(&scene, "tsukimi-credit", &change).await;
    assert_eq!((&notice["kind"], &notice["advice"], &notice["connectors"]), (&json!("api_change"), &json!("nothing"), &Value::Null));
    assert!(notice["title"]["ja"].as_str().unwrap().contains("つきみ信販"));

    let over = json!({ "event": "all_clear", "issuer": "tsukimi-credit", "notice": outage["notices"]["tsukimi-credit"] });
    let clear = scene.event(over.clone()).await;
    let notice = latest(&scene, "tsukimi-credit", &clear).await;
    assert_eq!(notice["supersedes"], json!([outage["notices"]["tsukimi-credit"]]));
    assert_eq!((&notice["all_clear"], &notice["kind"], &notice["advice"]), (&json!(true), &json!("outage"), &json!("nothing")));
    assert_eq!((&notice["connectors"], &notice["services"]), (&json!(["tonari"]), &json!(["tonari-kaikei"])));
    assert_eq!(version().await, before + 4);
    assert_eq!(told(&scene, "tsukimi-credit").await.len(), 4, "what was told before stays");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn nobody_tells_of_what_nobody_knows() {
    let scene = scene().await;
    for body in [
        json!({ "event": "incident", "connector": "nobody" }),
        json!({ "event": "outage", "connector": "hiyori", "service": "wallet" }),
        json!({ "event": "outage", "issuer": "nobody", "connector": "hiyori" }),
        json!({ "event": "incident", "connector": "hiyori", "severity": "dreadful" }),
        json!({ "event": "planned_stop", "issuer": "minato-card", "connector": "hiyori", "starts_in_seconds": -1, "seconds": 1 }),
        json!({ "event": "api_change", "issuer": "nobody" }),
    ] {
        assert_eq!(scene.control("/events", body.clone()).await.status(), StatusCode::BAD_REQUEST, "{body}");
    }
    let kotori = told(&scene, "kotori-pay").await;
    for notice in [json!("none"), kotori[1]["id"].clone()] {
        let body = json!({ "event": "all_clear", "issuer": "kotori-pay", "notice": notice });
        assert_eq!(scene.control("/events", body).await.status(), StatusCode::NOT_FOUND, "{notice}");
    }
    assert_eq!(told(&scene, "kotori-pay").await, kotori);
    scene.practice.shutdown().await;
}

async fn told(scene: &Scene, issuer: &str) -> Vec<Value> {
    scene.published(issuer, "notices").await["notices"].as_array().unwrap().clone()
}

/// The newest notice, which is the one that the event's answer names.
async fn latest(scene: &Scene, issuer: &str, answer: &Value) -> Value {
    let last = told(scene, issuer).await.pop().unwrap();
    assert_eq!(last["id"], answer["notices"][issuer], "{answer}");
    last
}
