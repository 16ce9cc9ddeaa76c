//! Reads what issuers publish, as strictly as somebody who trusts nobody.

use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, jwk::JwkSet};
use reqwest::StatusCode;
use serde_json::Value;

use crate::person::Scene;

pub(crate) const ISSUERS: [&str; 4] = ["minato-card", "kotori-pay", "himawari-money", "tsukimi-credit"];

impl Scene {
    /// The file as it is served.
    pub(crate) async fn file(&self, issuer: &str, document: &str) -> String {
        let response = self.http.get(format!("{}/{document}.jws", self.issuer(issuer))).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{issuer} {document}");
        response.text().await.unwrap()
    }

    /// What the issuer tells beside its metadata.
    pub(crate) async fn issuer_document(&self, issuer: &str) -> Value {
        self.json(&format!("{}/.well-known/renkei-issuer", self.issuer(issuer)), "").await
    }

    /// The content of the file, checked with the published keys and against the published form.
    pub(crate) async fn published(&self, issuer: &str, document: &str) -> Value {
        let keys = self.issuer_document(issuer).await["keys"].clone();
        let payload = open(&self.file(issuer, document).await, &typ(document), &keys).unwrap();
        fits(document, &payload);
        payload
    }
}

pub(crate) fn typ(document: &str) -> String {
    format!("renkei-{document}+jws")
}

/// The payload, if type, key and signature are right.
pub(crate) fn open(jws: &str, typ: &str, keys: &Value) -> Result<Value, String> {
    let header = jsonwebtoken::decode_header(jws).map_err(|error| format!("header: {error}"))?;
    if header.typ.as_deref() != Some(typ) {
        return Err(format!("type {:?}", header.typ));
    }
    let keys: JwkSet = serde_json::from_value(keys.clone()).map_err(|error| error.to_string())?;
    let key = header.kid.as_deref().and_then(|kid| keys.find(kid)).ok_or("no such key")?;
    let mut rules = Validation::new(Algorithm::ES256);
    rules.required_spec_claims.clear();
    rules.validate_aud = false;
    let key = DecodingKey::from_jwk(key).map_err(|error| error.to_string())?;
    decode(jws, &key, &rules).map(|data| data.claims).map_err(|error| format!("signature: {error}"))
}

/// Holds a payload against the published schema, formats too.
pub(crate) fn fits(document: &str, payload: &Value) {
    let path = format!("{}/../core/contracts/{document}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let judge = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let wrong: Vec<String> = judge.iter_errors(payload).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

pub(crate) fn time(value: &Value) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(value.as_str().unwrap()).unwrap().to_utc()
}
