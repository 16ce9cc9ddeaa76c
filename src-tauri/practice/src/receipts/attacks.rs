//! Receipts as an attacker, or a careless issuer, would hand them out. Compiled with the feature `testing` only.
//! Each is wrong in one way alone.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Duration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::TYPE;
use crate::{
    chance,
    clock::Time,
    documents::Document,
    keys::{KeyError, SigningKey, payload_of},
};

/// More than any receipt needs, or any QR code holds.
const OVERSIZE: usize = 64 * 1024;

/// What is handed out in place of a true receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Guise {
    /// The true one.
    Good,
    /// True as well, but as it is printed for everybody: neither who agreed nor when.
    ForEverybody,
    /// Signed by a stranger's key under the name of the true one.
    Forged,
    /// Under the signature of the true one, agreed for longer.
    Altered,
    /// Signed with the type of a directory.
    OtherType,
    /// Signed by this issuer, in the name of another.
    OtherIssuer,
    /// A token of the authorization server (RFC 9068); where there is none, a token by the only key there is.
    AccessToken,
    /// True, but endless.
    Oversized,
}

/// Who hands it out.
pub(crate) struct Signer<'a> {
    pub(crate) key: &'a SigningKey,
    /// The key of the authorization server, where there is one.
    pub(crate) token_key: Option<&'a SigningKey>,
    pub(crate) url: &'a str,
    /// The identifier of another issuer.
    pub(crate) others_url: &'a str,
}

/// The true receipt in this guise.
pub(crate) fn disguised(signer: &Signer<'_>, truth: String, guise: Guise, now: Time) -> Result<String, KeyError> {
    let key = signer.key;
    let mut receipt = payload_of(&truth);
    match guise {
        Guise::Good => Ok(truth),
        Guise::ForEverybody => {
            receipt.remove("grant");
            receipt.remove("agreed_at");
            key.sign(TYPE, &receipt)
        }
        Guise::Forged => key.strangers().sign(TYPE, &receipt),
        Guise::Altered => {
            receipt.insert("until".into(), json!({ "days": 9999 }));
            let mut parts = truth.split('.');
            let (header, signature) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default());
            Ok(format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(Value::Object(receipt).to_string())))
        }
        Guise::OtherType => key.sign(Document::Directory.typ(), &receipt),
        Guise::OtherIssuer => {
            receipt.insert("iss".into(), json!(signer.others_url));
            key.sign(TYPE, &receipt)
        }
        Guise::AccessToken => {
            let claims = json!({
                "iss": signer.url,
                "sub": chance::name("sub"),
                "aud": signer.url,
                "client_id": receipt.get("connector").and_then(|connector| connector.get("id")),
                "jti": chance::name("token"),
                "iat": now.timestamp(),
                "exp": (now + Duration::hours(1)).timestamp(),
            });
            signer.token_key.unwrap_or(key).sign("at+jwt", &claims)
        }
        Guise::Oversized => {
            receipt.insert("beware".into(), json!([{ "en": "!".repeat(OVERSIZE) }]));
            key.sign(TYPE, &receipt)
        }
    }
}
