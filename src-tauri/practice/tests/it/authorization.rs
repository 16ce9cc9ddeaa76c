//! Metadata, the authorization endpoint and its pages.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use renkei_practice::visit::{self, Decision, VisitError};
use reqwest::{StatusCode, header};
use serde_json::Value;
use url::Url;

use crate::{
    person::{VERIFIER, form, scene, value},
    signed::ISSUERS,
};

const REDIRECT: &str = "http://127.0.0.1:50505/callback";

#[tokio::test]
async fn metadata_names_the_issuer_and_its_endpoints() {
    let scene = scene().await;
    for id in ISSUERS {
        let base = scene.issuer(id);
        for path in ["openid-configuration", "oauth-authorization-server"] {
            let body = scene.json(&format!("{base}/.well-known/{path}"), "").await;
            assert_eq!(body["issuer"], *base, "{id}");
            assert_eq!(body["code_challenge_methods_supported"], serde_json::json!(["S256"]));
            assert_eq!(body["authorization_response_iss_parameter_supported"], true);
        }
        let body = scene.json(&format!("{base}/.well-known/renkei-issuer"), "").await;
        assert_eq!(body["adapter"], "profile");
        assert_eq!(body["grants_endpoint"], format!("{base}/grants"));
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_sign_in_gives_a_signed_id_token_with_its_claims() {
    let scene = scene().await;
    let base = scene.issuer("minato-card");
    let signed = scene.sign_in("minato-card", "minami").await;
    let jwks = scene.json(&format!("{base}/jwks"), "").await;
    let key: jsonwebtoken::jwk::Jwk = serde_json::from_value(jwks["keys"][0].clone()).unwrap();
    let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::ES256);
    rules.set_audience(&["renkei"]);
    rules.set_issuer(&[&base]);
    let claims =
        jsonwebtoken::decode::<Value>(signed.body["id_token"].as_str().unwrap(), &jsonwebtoken::DecodingKey::from_jwk(&key).unwrap(), &rules).unwrap().claims;
    assert_eq!(claims["nonce"], "the-nonce");
    assert!(claims["auth_time"].is_i64());
    let info = scene.json(&format!("{base}/userinfo"), &signed.access).await;
    assert_eq!(info["sub"], claims["sub"]);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_request_without_s256_is_refused_with_state_and_iss() {
    let scene = scene().await;
    let plain = [("code_challenge_method", "plain")];
    let missing = [("code_challenge", ""), ("code_challenge_method", "")];
    for more in [&plain[..], &missing[..]] {
        let url = scene.authorize_url("minato-card", REDIRECT, more);
        let response = scene.get(&url, "").await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        let back = Url::parse(response.headers()[header::LOCATION].to_str().unwrap()).unwrap();
        assert_eq!(value(&back, "error").as_deref(), Some("invalid_request"));
        assert_eq!(value(&back, "state").as_deref(), Some("the-state"));
        assert_eq!(value(&back, "iss"), Some(scene.issuer("minato-card")));
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn an_unknown_client_or_redirect_gets_a_page_and_no_redirect() {
    let scene = scene().await;
    let cases = [
        ("client_id", "nobody"),
        ("redirect_uri", "http://127.0.0.1:50505/other"),
        ("redirect_uri", "http://localhost:50505/callback"),
        ("redirect_uri", "https://127.0.0.1/callback"),
        ("redirect_uri", "http://127.0.0.1@evil.example/callback"),
        ("redirect_uri", "http://127.0.0.1:50505/callback?x=1"),
    ];
    for case in cases {
        let url = scene.authorize_url("minato-card", REDIRECT, &[case]);
        let response = scene.get(&url, "").await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{case:?}");
        assert!(response.headers().get(header::LOCATION).is_none());
    }
    let v6 = scene.authorize_url("minato-card", "http://[::1]:50505/callback", &[]);
    assert_eq!(scene.get(&v6, "").await.status(), StatusCode::OK);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn prompt_none_and_wrong_scopes_go_back_as_errors() {
    let scene = scene().await;
    let cases = [
        (("prompt", "none"), "login_required"),
        (("scope", "openid statements:read"), "invalid_scope"),
        (("response_type", "token"), "unsupported_response_type"),
        (("max_age", "soon"), "invalid_request"),
    ];
    for (more, error) in cases {
        let response = scene.get(&scene.authorize_url("kotori-pay", REDIRECT, &[more]), "").await;
        let back = Url::parse(response.headers()[header::LOCATION].to_str().unwrap()).unwrap();
        assert_eq!(value(&back, "error").as_deref(), Some(error));
    }
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn pages_say_that_they_are_practice_and_forbid_scripts_and_frames() {
    let scene = scene().await;
    let url = scene.authorize_url("minato-card", REDIRECT, &[("ui_locales", "en")]);
    let response = scene.get(&url, "").await;
    let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'"));
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("form-action"));
    assert_eq!(response.headers()[header::REFERRER_POLICY], "no-referrer");
    let text = response.text().await.unwrap();
    assert!(text.contains("Practice — not a real company"));
    assert!(text.contains("renrenshu") && text.contains("minami"));
    let japanese = scene.get(&scene.authorize_url("minato-card", REDIRECT, &[]), "").await;
    assert!(japanese.text().await.unwrap().contains("練習用 — 実在の会社ではありません"));
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_form_from_another_browser_is_refused() {
    let scene = scene().await;
    let page = scene.get(&scene.authorize_url("minato-card", REDIRECT, &[]), "").await.text().await.unwrap();
    let request = page.split("name=\"request\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let login = format!("{}/login", scene.issuer("minato-card"));
    let pairs = [("request", request), ("username", "minami"), ("password", "renrenshu")];
    let response = scene.post_form(&login, &pairs).await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST, "without the cookie the form is not this browser's");
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_person_who_says_no_sends_access_denied_with_iss() {
    let scene = scene().await;
    let (back, _) = scene.answer("minato-card", "minami", Decision::Deny, &[]).await;
    assert_eq!(value(&back, "error").as_deref(), Some("access_denied"));
    assert_eq!(value(&back, "iss"), Some(scene.issuer("minato-card")));
    assert!(value(&back, "code").is_none());
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_code_works_once_and_its_second_use_revokes_what_it_gave() {
    let scene = scene().await;
    let (code, redirect) = scene.code("minato-card", "minami").await;
    let wrong = scene.exchange("minato-card", &code, &redirect, &VERIFIER.replace('a', "b")).await;
    assert_eq!(wrong.status(), StatusCode::BAD_REQUEST, "another verifier");
    let first = scene.exchange("minato-card", &code, &redirect, VERIFIER).await;
    let token: Value = first.json().await.unwrap();
    let again = scene.exchange("minato-card", &code, &redirect, VERIFIER).await;
    assert_eq!(again.status(), StatusCode::BAD_REQUEST);
    let list = format!("{}/grants/", scene.issuer("minato-card"));
    let after = scene.get(&list, token["access_token"].as_str().unwrap()).await;
    assert_eq!(after.status(), StatusCode::UNAUTHORIZED);
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn the_headless_person_stays_on_loopback_and_needs_the_password() {
    let scene = scene().await;
    for url in ["https://127.0.0.1/authorize", "http://localhost:80/authorize", "http://issuer.example/authorize"] {
        let refused = visit::sign_in(url, "minami", "renrenshu", Decision::Allow).await;
        assert!(matches!(refused, Err(VisitError::NotLoopback(_))), "{url}");
    }
    let url = scene.authorize_url("minato-card", REDIRECT, &[]);
    let refused = visit::sign_in(&url, "minami", "wrong", Decision::Allow).await;
    assert!(matches!(refused, Err(VisitError::SignInRefused)));
    scene.practice.shutdown().await;
}

#[tokio::test]
async fn a_signed_in_browser_is_asked_for_consent_only_unless_told_otherwise() {
    let scene = scene().await;
    let base = scene.issuer("minato-card");
    let first = scene.get(&scene.authorize_url("minato-card", REDIRECT, &[]), "").await;
    let tie = first.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let page = first.text().await.unwrap();
    let request = page.split("name=\"request\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let login = scene
        .http
        .post(format!("{base}/login"))
        .header(header::COOKIE, tie)
        .body(form(&[("request", request), ("username", "minami"), ("password", "renrenshu")]))
        .send()
        .await
        .unwrap();
    assert_eq!(login.status(), StatusCode::SEE_OTHER);
    let session = login.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    for (more, is_consent) in [(vec![], true), (vec![("max_age", "3600")], true), (vec![("login_hint", "hana")], false), (vec![("prompt", "login")], false)] {
        let page =
            scene.http.get(scene.authorize_url("minato-card", REDIRECT, &more)).header(header::COOKIE, &session).send().await.unwrap().text().await.unwrap();
        assert_eq!(page.contains("action=\"/consent\""), is_consent, "{more:?}");
    }
    // The secret itself may hold an underscore: only the first one ends its prefix.
    let (_, secret) = session.split_once('=').and_then(|(_, value)| value.split_once('_')).unwrap();
    assert_eq!(URL_SAFE_NO_PAD.decode(secret).unwrap().len(), 32);
    scene.practice.shutdown().await;
}
