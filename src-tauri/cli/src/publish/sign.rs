//! Signing a document, and looking at a signed one.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{Duration, Timelike as _};
use jsonwebtoken::jwk::JwkSet;
use renkei_core::domain::Timestamp;
use renkei_core::domain::document::{DocumentKind, Edition};
use renkei_core::issuers::discovery;
use renkei_core::issuers::documents::{self, Places};
use renkei_core::issuers::http::Network;
use renkei_core::ports::Http;
use serde::Serialize;
use serde_json::{Value, json};

use super::file;
use super::keys::Key;
use crate::fault::{Code, Refused};

/// How long a document holds where nobody says otherwise: news grows old faster than facts.
fn life(kind: DocumentKind) -> Duration {
    match kind {
        DocumentKind::Directory => Duration::days(30),
        DocumentKind::Notices => Duration::days(7),
    }
}

/// What came of signing or checking.
#[derive(Serialize)]
pub(crate) struct Signed {
    pub(crate) document: DocumentKind,
    pub(crate) issuer: String,
    /// The file or address.
    pub(crate) place: String,
    #[serde(flatten)]
    pub(crate) edition: Edition,
}

/// Signs a source that lint found nothing wrong with, as the next version of the file at `out`.
pub(crate) fn sign(kind: DocumentKind, source: &Value, key: &Key, out: &Path, days: Option<u16>, now: Timestamp) -> Result<Signed, Refused> {
    let issuer = source.get("iss").and_then(Value::as_str).unwrap_or_default();
    let before = previous(kind, issuer, out)?;
    // Seconds since 1970 go up by themselves, also on a machine that does not hold the version before.
    let version = before.map_or(0, |version| version + 1).max(u64::try_from(now.timestamp()).unwrap_or_default());
    let now = now.with_nanosecond(0).unwrap_or(now);
    let mut payload = source.clone();
    if let Some(fields) = payload.as_object_mut() {
        fields.insert("version".to_owned(), json!(version));
        fields.insert("issued_at".to_owned(), json!(now));
        fields.insert("expires_at".to_owned(), json!(now + days.map_or_else(|| life(kind), |days| Duration::days(days.into()))));
    }
    let jws = key.sign(kind.typ(), &payload)?;
    // The reader's own check: what it would refuse is not written.
    let document = documents::check(&jws, kind, &key.public(), issuer, None, now).map_err(|why| Refused::document(why, out.display().to_string()))?;
    file::replace(out, &jws)?;
    Ok(Signed { document: kind, issuer: issuer.to_owned(), place: out.display().to_string(), edition: document.edition })
}

/// The version that stands in a file now.
fn previous(kind: DocumentKind, issuer: &str, out: &Path) -> Result<Option<u64>, Refused> {
    if !out.exists() {
        return Ok(None);
    }
    let other = || Refused::about(Code::OtherFile, out.display().to_string());
    let jws = file::text(out)?;
    let header = jws.split('.').next().and_then(part).ok_or_else(other)?;
    let payload = payload(&jws).ok_or_else(other)?;
    let same = header.get("typ").and_then(Value::as_str) == Some(kind.typ()) && payload.get("iss").and_then(Value::as_str) == Some(issuer);
    payload.get("version").and_then(Value::as_u64).filter(|_| same).map(Some).ok_or_else(other)
}

/// The payload of a compact JWS, unchecked: its signature is the core's business.
pub(crate) fn payload(jws: &str) -> Option<Value> {
    part(jws.trim().split('.').nth(1)?)
}

fn part(text: &str) -> Option<Value> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text.trim()).ok()?).ok()
}

/// Where the keys come from that a document is checked with.
pub(crate) struct Keys {
    pub(crate) set: JwkSet,
    /// The issuer whose they are, where that is told.
    pub(crate) issuer: Option<String>,
    /// Its documents, where it was asked.
    pub(crate) places: Option<Places>,
}

/// Whether something names an issuer's address instead of a file.
pub(crate) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Keys from a JWK Set, from an issuer's own document, or from the issuer itself.
pub(crate) async fn keys(from: &str, now: Timestamp) -> anyhow::Result<Keys> {
    if is_address(from) {
        return served_keys(&Network::new()?, from, now).await;
    }
    let no_keys = || Refused::about(Code::NoKeys, from);
    let file = file::json(Path::new(from))?;
    let issuer = file.get("issuer").and_then(Value::as_str).map(str::to_owned);
    let set = if issuer.is_some() { file.get("keys").cloned().ok_or_else(no_keys)? } else { file };
    let set = serde_json::from_value(set).map_err(|_| no_keys())?;
    Ok(Keys { set, issuer, places: None })
}

async fn served_keys(http: &dyn Http, from: &str, now: Timestamp) -> anyhow::Result<Keys> {
    let failed = |error: discovery::DiscoveryError| renkei_core::desk::Error::from(error).failure(Some(from));
    let address = discovery::address(from).map_err(failed)?;
    let site = discovery::discover(http, &address, now).await.map_err(failed)?;
    let places = documents::places(http, &site, None, now).await.map_err(|why| Refused::document(why, from.to_owned()))?;
    let places = places.ok_or_else(|| Refused::about(Code::NoKeys, from))?;
    Ok(Keys { set: places.keys.clone(), issuer: Some(site.issuer), places: Some(places) })
}

/// Checks a signed document as an app would that never saw one of this issuer, and gives back what it says.
pub(crate) fn verify(kind: DocumentKind, jws: &str, keys: &Keys, place: String, now: Timestamp) -> Result<(Signed, Value), Refused> {
    let payload = payload(jws).ok_or_else(|| Refused::about(Code::OtherFile, place.as_str()))?;
    let named = || payload.get("iss").and_then(Value::as_str).unwrap_or_default().to_owned();
    let issuer = keys.issuer.clone().unwrap_or_else(named);
    let document = documents::check(jws, kind, &keys.set, &issuer, None, now).map_err(|why| Refused::document(why, place.clone()))?;
    Ok((Signed { document: kind, issuer, place, edition: document.edition }, payload))
}
