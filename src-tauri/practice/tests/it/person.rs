//! The app's side of a sign-in, and a practice on a folder of its own.

use std::{sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use renkei_practice::{
    Options, Practice, SystemClock,
    visit::{self, Decision},
};
use reqwest::{Client, Response, StatusCode, header, redirect::Policy};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use url::Url;

pub(crate) const VERIFIER: &str = "a-code-verifier-of-proper-length-0123456789abcdef";
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) struct Scene {
    pub(crate) dir: TempDir,
    pub(crate) practice: Practice,
    pub(crate) http: Client,
}

pub(crate) fn options() -> Options {
    Options { interval: Duration::from_secs(30), schedule: false, clock: Arc::new(SystemClock) }
}

pub(crate) async fn scene() -> Scene {
    let dir = tempfile::tempdir().unwrap();
    let practice = Practice::start(dir.path(), options()).await.unwrap();
    Scene { dir, practice, http: client() }
}

pub(crate) fn client() -> Client {
    rustls::crypto::ring::default_provider().install_default().ok();
    Client::builder().redirect(Policy::none()).no_proxy().timeout(Duration::from_secs(5)).build().unwrap()
}

/// The app's tokens at one issuer.
#[derive(Debug, Clone)]
pub(crate) struct SignIn {
    pub(crate) access: String,
    pub(crate) refresh: Option<String>,
    pub(crate) body: Value,
}

impl Scene {
    pub(crate) fn issuer(&self, id: &str) -> String {
        self.practice.addresses().issuers[id].clone()
    }

    pub(crate) async fn get(&self, url: &str, token: &str) -> Response {
        self.http.get(url).bearer_auth(token).send().await.unwrap()
    }

    pub(crate) async fn json(&self, url: &str, token: &str) -> Value {
        let response = self.get(url, token).await;
        assert_eq!(response.status(), StatusCode::OK, "{url}");
        response.json().await.unwrap()
    }

    pub(crate) async fn post_form(&self, url: &str, pairs: &[(&str, &str)]) -> Response {
        self.http.post(url).header(header::CONTENT_TYPE, FORM).body(form(pairs)).send().await.unwrap()
    }

    /// Signs in through the pages and exchanges the code.
    pub(crate) async fn sign_in(&self, issuer: &str, username: &str) -> SignIn {
        let (code, redirect) = self.code(issuer, username).await;
        let response = self.exchange(issuer, &code, &redirect, VERIFIER).await;
        assert_eq!(response.status(), StatusCode::OK);
        let body: Value = response.json().await.unwrap();
        SignIn { access: body["access_token"].as_str().unwrap().to_owned(), refresh: body["refresh_token"].as_str().map(str::to_owned), body }
    }

    pub(crate) async fn code(&self, issuer: &str, username: &str) -> (String, String) {
        let answer = self.answer(issuer, username, Decision::Allow, &[]).await;
        let code = value(&answer.0, "code").expect("a code comes back");
        (code, answer.1)
    }

    /// What comes back to the app's loopback listener, and the redirect that it used.
    pub(crate) async fn answer(&self, issuer: &str, username: &str, decision: Decision, more: &[(&str, &str)]) -> (Url, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let redirect = format!("http://127.0.0.1:{port}/callback");
        let url = self.authorize_url(issuer, &redirect, more);
        let (visited, line) = tokio::join!(visit::sign_in(&url, username, "renrenshu", decision), hear(listener));
        visited.unwrap();
        let url = Url::parse(&format!("http://127.0.0.1:{port}{line}")).unwrap();
        (url, redirect)
    }

    pub(crate) fn authorize_url(&self, issuer: &str, redirect: &str, more: &[(&str, &str)]) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let mut pairs = vec![
            ("response_type", "code"),
            ("client_id", "renkei"),
            ("redirect_uri", redirect),
            ("scope", "openid grants:read grants:end"),
            ("state", "the-state"),
            ("nonce", "the-nonce"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        for (name, value) in more {
            pairs.retain(|(known, _)| known != name);
            if !value.is_empty() {
                pairs.push((name, value));
            }
        }
        format!("{}/authorize?{}", self.issuer(issuer), form(&pairs))
    }

    pub(crate) async fn exchange(&self, issuer: &str, code: &str, redirect: &str, verifier: &str) -> Response {
        self.post_form(
            &format!("{}/token", self.issuer(issuer)),
            &[("grant_type", "authorization_code"), ("client_id", "renkei"), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier)],
        )
        .await
    }

    pub(crate) async fn refresh(&self, issuer: &str, token: &str) -> Response {
        self.post_form(&format!("{}/token", self.issuer(issuer)), &[("grant_type", "refresh_token"), ("client_id", "renkei"), ("refresh_token", token)]).await
    }

    pub(crate) async fn grants(&self, issuer: &str, token: &str) -> Vec<Value> {
        let page = self.json(&format!("{}/grants/", self.issuer(issuer)), token).await;
        page["items"].as_array().unwrap().clone()
    }

    pub(crate) async fn grant_of(&self, issuer: &str, token: &str, connector: &str) -> Value {
        self.grants(issuer, token)
            .await
            .into_iter()
            .find(|grant| grant["connector"]["id"] == connector)
            .unwrap_or_else(|| panic!("{connector} has a grant at {issuer}"))
    }

    pub(crate) async fn delete(&self, issuer: &str, token: &str, grant: &Value) -> Response {
        let url = format!("{}/grants/{}", self.issuer(issuer), grant["id"].as_str().unwrap());
        let tag = format!("\"{}\"", grant["birth"].as_str().unwrap());
        self.http.delete(url).bearer_auth(token).header(header::IF_MATCH, tag).send().await.unwrap()
    }

    pub(crate) async fn control(&self, path: &str, body: Value) -> Response {
        let addresses = self.practice.addresses();
        self.http.post(format!("{}{path}", addresses.control)).bearer_auth(&addresses.control_token).json(&body).send().await.unwrap()
    }

    pub(crate) async fn event(&self, body: Value) -> Value {
        let name = body["event"].clone();
        let response = self.control("/events", body).await;
        assert_eq!(response.status(), StatusCode::OK, "{name}");
        response.json().await.unwrap()
    }

    pub(crate) async fn try_connector(&self, issuer: &str, grant: &Value) -> Value {
        let body = json!({ "issuer": issuer, "grant": grant["id"] });
        let response = self.control("/connectors/try", body).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    pub(crate) async fn told(&self, path: &str) -> Value {
        let addresses = self.practice.addresses();
        self.json(&format!("{}{path}", addresses.control), &addresses.control_token).await
    }
}

pub(crate) fn form(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

pub(crate) fn value(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

async fn hear(listener: TcpListener) -> String {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut buffer = vec![0; 8192];
    let read = stream.read(&mut buffer).await.unwrap();
    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok").await.unwrap();
    let text = String::from_utf8_lossy(&buffer[..read]).into_owned();
    text.split(' ').nth(1).unwrap().to_owned()
}
