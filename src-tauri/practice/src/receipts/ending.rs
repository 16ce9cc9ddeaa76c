//! Receipts of endings: what an issuer accepted, when, and by whom it was asked (`ending-receipt.schema.json`).

use axum::response::Response;
use serde_json::{Map, Value, json};

use super::page;
use crate::{
    cast::{IssuerCast, companies},
    chance,
    clock::{Time, stamp},
    keys::{KeyError, SigningKey},
    world::{Grant, Issuer, Standing},
};

/// The JWS type (RFC 7515, 4.1.9).
const TYPE: &str = "renkei-ending-receipt+jws";

/// What is handed out in place of the true one. Each is wrong in one way alone.
#[cfg(feature = "testing")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Guise {
    /// The true one, where this issuer signs any.
    #[default]
    Usual,
    /// The true one, whether or not this issuer usually signs any.
    Good,
    /// Signed by a stranger's key under the name of the true one.
    Forged,
    /// Signed with the type of a consent's receipt.
    OtherType,
    /// Signed by this issuer, in the name of another.
    OtherIssuer,
    /// For another grant.
    OtherGrant,
    /// For an earlier giving of the same grant.
    OtherGiving,
    /// Accepted a year before it was asked for.
    Old,
    /// With a card number in its words.
    CardNumber,
}

/// The signed receipt of a grant that was ended; `None` where it was not, or where this issuer signs none.
pub(crate) fn signed(issuer: &Issuer, cast: &IssuerCast, url: &str, grant: &Grant, now: Time) -> Option<Result<String, KeyError>> {
    #[cfg(feature = "testing")]
    let offered = cast.signs_endings || issuer.sessions.ending_receipts != Guise::Usual;
    #[cfg(not(feature = "testing"))]
    let offered = cast.signs_endings;
    let truth = accepted(cast, url, grant, now).filter(|_| offered)?;
    let key = &issuer.documents.key;
    #[cfg(feature = "testing")]
    return Some(disguised(key, truth, issuer.sessions.ending_receipts));
    #[cfg(not(feature = "testing"))]
    Some(sign(key, truth))
}

/// As a file of its own kind.
pub(crate) fn answer(jws: String) -> Response {
    page::file(jws)
}

fn accepted(cast: &IssuerCast, url: &str, grant: &Grant, now: Time) -> Option<Map<String, Value>> {
    let Standing::Ended { since, by, .. } = &grant.standing else { return None };
    let company = companies::company(&grant.client)?;
    let service = company.service(grant.service.as_deref()?)?;
    let mut out = Map::new();
    out.insert("iss".into(), json!(url));
    out.insert("jti".into(), json!(chance::derived("ending", &[&grant.birth])));
    out.insert("issued_at".into(), json!(stamp(now)));
    out.insert("grant".into(), json!(grant.id));
    out.insert("birth".into(), json!(grant.birth));
    out.insert("accepted_at".into(), json!(stamp(*since)));
    out.insert("asked_by".into(), json!(by));
    out.insert("left_alive_until".into(), json!(stamp(*since)));
    out.insert("connector".into(), json!({ "id": company.id, "name": company.name.map() }));
    out.insert("service".into(), json!({ "id": service.id, "name": service.name.map() }));
    let (ja, en) = (cast.brand.ja, cast.brand.en);
    let words = json!({
        "ja": format!("{ja}は、この連携の解除を受け付け、渡していた許可をすべて取り消しました。"),
        "en": format!("{en} accepted the ending of this connection and withdrew all tokens."),
    });
    out.insert("words".into(), words);
    Some(out)
}

fn sign(key: &SigningKey, receipt: Map<String, Value>) -> Result<String, KeyError> {
    key.sign(TYPE, &Value::Object(receipt))
}

#[cfg(feature = "testing")]
fn disguised(key: &SigningKey, mut receipt: Map<String, Value>, guise: Guise) -> Result<String, KeyError> {
    match guise {
        Guise::Usual | Guise::Good => {}
        Guise::Forged => return sign(&key.strangers(), receipt),
        Guise::OtherType => return key.sign("renkei-receipt+jws", &Value::Object(receipt)),
        Guise::OtherIssuer => {
            receipt.insert("iss".into(), json!("https://other.example"));
        }
        Guise::OtherGrant => {
            receipt.insert("grant".into(), json!(chance::name("grant")));
        }
        Guise::OtherGiving => {
            receipt.insert("birth".into(), json!(chance::name("birth")));
        }
        Guise::Old => {
            receipt.insert("accepted_at".into(), json!("2025-01-01T00:00:00Z"));
        }
        Guise::CardNumber => {
            receipt.insert("words".into(), json!({ "en": "Card 4111 1111 1111 1111" }));
        }
    }
    sign(key, receipt)
}
