//! The app's second client: what an ending does to its tokens, by each issuer's habit.

use reqwest::StatusCode;
use serde_json::Value;

use crate::person::{VERIFIER, scene};
use renkei_practice::visit::Decision;

const CANARY: [(&str, &str); 2] = [("client_id", "renkei-canary"), ("scope", "openid")];

#[tokio::test]
async fn an_ending_does_to_its_tokens_what_the_issuers_habit_is() {
    let scene = scene().await;
    // Issuer, answer to the ending, and then: whether the access token opens userinfo, and whether it is renewed.
    let habits = [
        ("minato-card", StatusCode::NO_CONTENT, StatusCode::UNAUTHORIZED, StatusCode::BAD_REQUEST),
        ("kotori-pay", StatusCode::ACCEPTED, StatusCode::OK, StatusCode::BAD_REQUEST),
        ("himawari-money", StatusCode::NO_CONTENT, StatusCode::UNAUTHORIZED, StatusCode::OK),
    ];
    for (issuer, answer, accepted, renewed) in habits {
        let own = scene.sign_in(issuer, "minami").await;
        let (url, redirect) = scene.answer(issuer, "minami", Decision::Allow, &CANARY).await;
        let code = crate::person::value(&url, "code").expect("A code");
        let token = format!("{}/token", scene.issuer(issuer));
        let as_canary = |more: &[(&'static str, String)]| {
            let mut form = vec![("client_id", "renkei-canary".to_owned())];
            form.extend_from_slice(more);
            form
        };
        let send = |form: Vec<(&'static str, String)>| {
            let (http, token) = (scene.http.clone(), token.clone());
            async move {
                let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let request = http.post(token).header("content-type", crate::person::FORM).body(crate::person::form(&pairs));
                request.send().await.unwrap()
            }
        };
        let exchange = [("grant_type", "authorization_code".to_owned()), ("code", code), ("redirect_uri", redirect), ("code_verifier", VERIFIER.to_owned())];
        let tokens: Value = send(as_canary(&exchange)).await.json().await.unwrap();
        let access = tokens["access_token"].as_str().unwrap();
        assert_eq!(access.split('.').count() == 3, issuer == "kotori-pay", "signed at one issuer alone");
        let userinfo = format!("{}/userinfo", scene.issuer(issuer));
        assert_eq!(scene.get(&userinfo, access).await.status(), StatusCode::OK);
        assert_eq!(scene.get(&format!("{}/grants/", scene.issuer(issuer)), access).await.status(), StatusCode::FORBIDDEN, "it opens nothing else");
        let grant = scene.grant_of(issuer, &own.access, "renkei-canary").await;
        assert_eq!(scene.delete(issuer, &own.access, &grant).await.status(), answer, "{issuer}");
        assert!(!scene.grants(issuer, &own.access).await.iter().any(|other| other["id"] == grant["id"]), "{issuer} lists it no more");
        assert_eq!(scene.get(&userinfo, access).await.status(), accepted, "{issuer}");
        let again = [("grant_type", "refresh_token".to_owned()), ("refresh_token", tokens["refresh_token"].as_str().unwrap().to_owned())];
        assert_eq!(send(as_canary(&again)).await.status(), renewed, "{issuer}");
    }
    let none = scene.get(&format!("{}/.well-known/renkei-issuer", scene.issuer("tsukimi-credit")), "").await;
    assert_eq!(none.json::<Value>().await.unwrap()["measure"], Value::Null);
    scene.practice.shutdown().await;
}
