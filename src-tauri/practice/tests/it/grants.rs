//! The grants API as the contract writes it.

use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::person::{Scene, SignIn, scene};

#[tokio::test]
async fn pages_together_are_the_whole_list_newest_change_first() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let whole = scene.grants("minato-card", &signed.access).await;
    let base = format!("{}/grants/", scene.issuer("minato-card"));
    let mut seen: Vec<Value> = Vec::new();
    let mut url = format!("{base}?limit=3");
    loop {
        let page = scene.json(&url, &signed.access).await;
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        url = format!("{base}?limit=3&cursor={cursor}");
    }
    let ids = |all: &[Value]| all.iter().map(|grant| grant["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&seen), ids(&whole));
    let times: Vec<&str> = whole.iter().map(|grant| grant["updated_at"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by(|left, right| left >= right));
    for (query, why) in
        [("?limit=0", "too small"), ("?limit=201", "too large"), ("?cursor=nonsense", "unknown cursor"), ("?updated_since=yesterday", "no time")]
    {
        let response = scene.get(&format!("{base}{query}"), &signed.access).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{why}");
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn updated_since_tells_changes_alone_endings_included() {
    let scene = scene().await;
    for issuer in ["minato-card", "kotori-pay"] {
        let signed = scene.sign_in(issuer, "minami").await;
        scene.event(json!({ "event": "advance_clock", "seconds": 5 })).await;
        let base = format!("{}/grants/", scene.issuer(issuer));
        let as_of = scene.json(&base, &signed.access).await["as_of"].clone();
        let since = format!("{base}?updated_since={}", as_of.as_str().unwrap());
        let quiet = scene.json(&since, &signed.access).await;
        assert_eq!(quiet["items"], json!([]));
        let grant = scene.grant_of(issuer, &signed.access, "hiyori").await;
        scene.delete(issuer, &signed.access, &grant).await;
        let changed = scene.json(&since, &signed.access).await;
        let changed = changed["items"].as_array().unwrap();
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0]["status"]["state"], "ended");
        assert!(!scene.grants(issuer, &signed.access).await.iter().any(|other| other["id"] == grant["id"]), "the full list leaves ended ones out");
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn an_ended_grant_stays_readable_or_is_gone_as_the_issuer_has_it() {
    let scene = scene().await;
    for (issuer, connector, readable) in [("minato-card", "hiyori", true), ("kotori-pay", "hiyori", false), ("himawari-money", "mimamori-an", false)] {
        let signed = scene.sign_in(issuer, "minami").await;
        let grant = scene.grant_of(issuer, &signed.access, connector).await;
        let ended = scene.delete(issuer, &signed.access, &grant).await;
        assert_eq!(ended.status(), StatusCode::NO_CONTENT);
        let again = scene.delete(issuer, &signed.access, &grant).await;
        assert_eq!(again.status(), StatusCode::NO_CONTENT, "repeating is no error");
        let after = read(&scene, issuer, &signed, &grant["id"]).await;
        if readable {
            let body: Value = after.json().await.unwrap();
            assert_eq!(body["status"]["state"], "ended");
            assert_eq!(body["status"]["by"], "holder");
            assert_eq!(body["tokens"], json!([]));
        } else {
            assert_eq!(after.status(), StatusCode::NOT_FOUND);
        }
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_grant_given_anew_keeps_its_id_and_is_not_ended_for_its_old_birth() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let old = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    let regrant = json!({ "event": "regrant", "issuer": "minato-card", "grant": old["id"] });
    scene.event(regrant).await;
    let new = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    assert_eq!(new["id"], old["id"]);
    assert_ne!(new["birth"], old["birth"]);
    let refused = scene.delete("minato-card", &signed.access, &old).await;
    assert_eq!(refused.status(), StatusCode::PRECONDITION_FAILED);
    assert_eq!(refused.headers()[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(scene.try_connector("minato-card", &new).await["outcome"], "ok");
    let etag = read(&scene, "minato-card", &signed, &new["id"]).await;
    let etag = etag.headers()[header::ETAG].to_str().unwrap().to_owned();
    assert_eq!(etag, format!("\"{}\"", new["birth"].as_str().unwrap()));
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn an_ending_needs_the_birth() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    let url = format!("{}/grants/{}", scene.issuer("minato-card"), grant["id"].as_str().unwrap());
    let birth = grant["birth"].as_str().unwrap();
    for (tag, status) in [
        (None, StatusCode::PRECONDITION_REQUIRED),
        (Some("*".to_owned()), StatusCode::PRECONDITION_REQUIRED),
        (Some(format!("W/\"{birth}\"")), StatusCode::PRECONDITION_FAILED),
    ] {
        let mut request = scene.http.delete(&url).bearer_auth(&signed.access);
        if let Some(tag) = &tag {
            request = request.header(header::IF_MATCH, tag);
        }
        assert_eq!(request.send().await.unwrap().status(), status, "{tag:?}");
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn somebody_elses_grant_is_as_unknown_as_none() {
    let scene = scene().await;
    let minami = scene.sign_in("minato-card", "minami").await;
    let makoto = scene.sign_in("minato-card", "makoto").await;
    let foreign = scene.grant_of("minato-card", &minami.access, "hiyori").await;
    let read_foreign = read(&scene, "minato-card", &makoto, &foreign["id"]).await;
    let read_none = read(&scene, "minato-card", &makoto, &json!("grant_none")).await;
    assert_eq!(read_foreign.status(), StatusCode::NOT_FOUND);
    assert_eq!(read_foreign.text().await.unwrap(), read_none.text().await.unwrap());
    let end = scene.delete("minato-card", &makoto.access, &foreign).await;
    assert_eq!(end.status(), StatusCode::NOT_FOUND);
    assert_eq!(scene.try_connector("minato-card", &foreign).await["outcome"], "ok");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn the_apps_own_grant_is_listed_and_not_ended_here() {
    let scene = scene().await;
    let signed = scene.sign_in("himawari-money", "hana").await;
    let own = scene.grant_of("himawari-money", &signed.access, "renkei").await;
    let refused = scene.delete("himawari-money", &signed.access, &own).await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    scene.grants("himawari-money", &signed.access).await;
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn accesses_are_paged_where_they_are_told() {
    let scene = scene().await;
    let signed = scene.sign_in("minato-card", "minami").await;
    let grant = scene.grant_of("minato-card", &signed.access, "hiyori").await;
    let read = json!({ "event": "connector_reads", "issuer": "minato-card", "grant": grant["id"] });
    scene.event(read).await;
    let base = format!("{}/grants/{}/accesses", scene.issuer("minato-card"), grant["id"].as_str().unwrap());
    let whole = scene.json(&format!("{base}?limit=200"), &signed.access).await;
    let whole = whole["items"].as_array().unwrap().clone();
    assert!(whole.len() > 10);
    assert_eq!(whole[0]["access"], "reference");
    let mut seen: Vec<Value> = Vec::new();
    let mut url = format!("{base}?limit=4");
    loop {
        let page = scene.json(&url, &signed.access).await;
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        url = format!("{base}?limit=4&cursor={cursor}");
    }
    assert_eq!(seen, whole);
    let himawari = scene.sign_in("himawari-money", "minami").await;
    let quiet = scene.grant_of("himawari-money", &himawari.access, "mimamori-an").await;
    let url = format!("{}/grants/{}/accesses", scene.issuer("himawari-money"), quiet["id"].as_str().unwrap());
    assert_eq!(scene.get(&url, &himawari.access).await.status(), StatusCode::NOT_FOUND);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_step_up_asks_for_a_fresh_sign_in_first() {
    let scene = scene().await;
    let signed = scene.sign_in("kotori-pay", "minami").await;
    let grant = scene.grant_of("kotori-pay", &signed.access, "hiyori").await;
    let step_up = json!({ "event": "step_up", "issuer": "kotori-pay", "max_age": 60 });
    scene.event(step_up).await;
    scene.event(json!({ "event": "advance_clock", "seconds": 120 })).await;
    let refused = scene.delete("kotori-pay", &signed.access, &grant).await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    let challenge = refused.headers()[header::WWW_AUTHENTICATE].to_str().unwrap();
    assert!(challenge.contains("insufficient_user_authentication"));
    assert!(challenge.contains("max_age=60"));
    let fresh = scene.sign_in("kotori-pay", "minami").await;
    let ended = scene.delete("kotori-pay", &fresh.access, &grant).await;
    assert_eq!(ended.status(), StatusCode::NO_CONTENT);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_token_needs_the_scope() {
    let scene = scene().await;
    let (code, redirect) = {
        let decision = renkei_practice::visit::Decision::Allow;
        let (back, redirect) = scene.answer("minato-card", "minami", decision, &[("scope", "openid grants:read")]).await;
        (crate::person::value(&back, "code").unwrap(), redirect)
    };
    let token: Value = scene.exchange("minato-card", &code, &redirect, crate::person::VERIFIER).await.json().await.unwrap();
    let access = token["access_token"].as_str().unwrap();
    let grant = scene.grant_of("minato-card", access, "hiyori").await;
    let refused = scene.delete("minato-card", access, &grant).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    let statements = format!("{}/statements", scene.issuer("minato-card"));
    assert_eq!(scene.get(&statements, access).await.status(), StatusCode::FORBIDDEN);
    scene.practice.shutdown().await;
}

async fn read(scene: &Scene, issuer: &str, signed: &SignIn, id: &Value) -> reqwest::Response {
    let url = format!("{}/grants/{}", scene.issuer(issuer), id.as_str().unwrap());
    scene.get(&url, &signed.access).await
}
