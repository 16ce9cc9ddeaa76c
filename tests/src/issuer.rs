//! An issuer by the published profile, small enough to be told in one test what it does otherwise. It checks
//! what its own answers depend on; the practice issuers and the real servers check the rest.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use rustls::ServerConfig;
use serde_json::{Value, json};

use crate::stage::{Heard, Reply, Stage};

type Otherwise = Box<dyn Fn(&Heard) -> Option<Reply> + Send + Sync>;

/// What the issuer holds, and what it does otherwise than others.
pub struct Issuer {
    grants: Vec<Value>,
    redirect: Value,
    ports: Option<Vec<u16>>,
    otherwise: Otherwise,
    /// The nonce of each sign-in, by its code.
    nonces: Mutex<BTreeMap<String, String>>,
}

impl Default for Issuer {
    fn default() -> Self {
        Self { grants: vec![grant("g-1")], redirect: json!("loopback_any_port"), ports: None, otherwise: Box::new(|_| None), nonces: Mutex::default() }
    }
}

/// A grant with what every grant needs.
pub fn grant(id: &str) -> Value {
    json!({
        "id": id,
        "birth": format!("{id}-birth"),
        "status": { "state": "active" },
        "connector": { "id": format!("c-{id}"), "name": { "ja": format!("会社 {id}"), "en": format!("Company {id}") } },
        "service": { "id": format!("s-{id}"), "name": { "ja": format!("かけい帳 {id}"), "en": format!("Kakei Book {id}") } },
        "scopes": [{ "scope": "statements:read" }],
        "permissions": [{ "scope": "statements:read", "access": "reference", "effect": "none", "words": { "ja": "利用明細を見る", "en": "See your statements" } }],
        "granted_at": "2026-11-01T00:00:00Z",
        "refreshable": "until_ended",
    })
}

impl Issuer {
    /// Holds these grants.
    #[must_use]
    pub fn with_grants(self, grants: Vec<Value>) -> Self {
        Self { grants, ..self }
    }

    /// Accepts these ports of loopback alone as the place for its answer, each to the digit.
    #[must_use]
    pub fn with_ports(self, ports: &[u16]) -> Self {
        Self { redirect: json!({ "loopback_ports": ports }), ports: Some(ports.to_vec()), ..self }
    }

    /// Answers this instead, where it is something.
    #[must_use]
    pub fn but(self, otherwise: impl Fn(&Heard) -> Option<Reply> + Send + Sync + 'static) -> Self {
        Self { otherwise: Box::new(otherwise), ..self }
    }

    /// Serves it over plain HTTP.
    pub fn open(self) -> Stage {
        Stage::open(move |heard| self.answer(heard))
    }

    /// Serves it over TLS.
    pub fn open_tls(self, config: Arc<ServerConfig>, name: &str) -> Stage {
        Stage::open_tls(config, name, move |heard| self.answer(heard))
    }

    fn answer(&self, heard: &Heard) -> Reply {
        if let Some(reply) = (self.otherwise)(heard) {
            return reply;
        }
        match (heard.method.as_str(), heard.path.as_str()) {
            ("GET", "/.well-known/openid-configuration") => Reply::json(&metadata(&heard.here)),
            ("GET", "/.well-known/renkei-issuer") => Reply::json(&document(&heard.here, &self.redirect)),
            ("GET", "/authorize") => self.authorize(heard),
            ("POST", "/token") => self.token(heard),
            ("POST", "/revoke") => Reply::new(200, "text/plain", ""),
            ("GET", "/grants/") => self.list(heard),
            _ => Reply::new(404, "text/plain", "no"),
        }
    }

    /// The person is signed in and says yes.
    fn authorize(&self, heard: &Heard) -> Reply {
        let of = |name: &str| heard.query.get(name).cloned().unwrap_or_default();
        let place = of("redirect_uri");
        let port = place.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix("/callback")).and_then(|port| port.parse::<u16>().ok());
        // A wrong redirect address gets a page, not a redirect (RFC 6749, 4.1.2.1).
        if of("client_id") != "renkei" || port.is_none_or(|port| self.ports.as_ref().is_some_and(|ports| !ports.contains(&port))) {
            return Reply::new(403, "text/plain", "This redirect address is not registered");
        }
        let mut nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        let code = format!("code-{}", nonces.len());
        nonces.insert(code.clone(), of("nonce"));
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("code", &code)
            .append_pair("state", &of("state"))
            .append_pair("iss", &heard.here)
            .finish();
        Reply::redirect(&format!("{place}?{query}"))
    }

    fn token(&self, heard: &Heard) -> Reply {
        let mut answer = json!({ "access_token": "access-1", "refresh_token": "refresh-1", "token_type": "Bearer", "expires_in": 3_600 });
        let nonce = heard.form.get("code").and_then(|code| self.nonces.lock().unwrap_or_else(PoisonError::into_inner).remove(code));
        if let Some(nonce) = nonce {
            answer["id_token"] = id_token(&heard.here, &nonce, &json!({})).into();
        } else if heard.form.get("refresh_token").map(String::as_str) != Some("refresh-1") {
            return Reply::new(400, "application/json", json!({ "error": "invalid_grant" }).to_string());
        }
        Reply::json(&answer)
    }

    /// A page; the cursor is the number of its first grant.
    fn list(&self, heard: &Heard) -> Reply {
        if heard.headers.get("authorization").map(String::as_str) != Some("Bearer access-1") {
            return Reply::new(401, "application/problem+json", json!({ "title": "No", "status": 401 }).to_string());
        }
        let number = |name: &str, default: usize| heard.query.get(name).and_then(|text| text.parse().ok()).unwrap_or(default);
        let (from, limit) = (number("cursor", 0), number("limit", 100));
        let items: Vec<&Value> = self.grants.iter().skip(from).take(limit).collect();
        let next = Some(from + limit).filter(|next| *next < self.grants.len()).map(|next| next.to_string());
        Reply::json(&page(&json!(items), next.as_deref()))
    }
}

/// Metadata by RFC 8414 and OpenID Connect Discovery.
pub fn metadata(here: &str) -> Value {
    json!({
        "issuer": here,
        "authorization_endpoint": format!("{here}/authorize"),
        "token_endpoint": format!("{here}/token"),
        "revocation_endpoint": format!("{here}/revoke"),
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "response_types_supported": ["code"],
        "scopes_supported": ["openid", "grants:read", "grants:end"],
        "subject_types_supported": ["public"],
    })
}

/// `/.well-known/renkei-issuer`.
pub fn document(here: &str, redirect: &Value) -> Value {
    json!({
        "version": 1,
        "issuer": here,
        "client_id": "renkei",
        "adapter": "profile",
        "grants_endpoint": format!("{here}/grants"),
        "redirect": redirect,
        "scopes": ["openid", "grants:read", "grants:end"],
        "poll": { "min_seconds": 5 },
    })
}

/// A page of a list.
pub fn page(items: &Value, next_cursor: Option<&str>) -> Value {
    json!({ "items": items, "next_cursor": next_cursor, "as_of": "2026-11-21T00:00:00Z" })
}

/// An id token for this app; its times hold at any time.
pub fn id_token(here: &str, nonce: &str, more: &Value) -> String {
    let mut claims = json!({ "iss": here, "sub": "alice", "aud": "renkei", "iat": 0, "exp": 253_402_300_799_i64, "nonce": nonce });
    for (name, value) in more.as_object().into_iter().flatten() {
        claims[name] = value.clone();
    }
    let part = |value: &Value| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.", part(&json!({ "alg": "none" })), part(&claims))
}
