//! What issuers tell of what is going on.

use chrono::Duration;
use serde_json::{Value, json};

use crate::{
    person::{Scene, scene},
    signed::time,
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

async fn told(scene: &Scene, issuer: &str) -> Vec<Value> {
    scene.published(issuer, "notices").await["notices"].as_array().unwrap().clone()
}
