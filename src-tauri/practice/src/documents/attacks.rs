//! Documents as an attacker, or a careless issuer, would serve them. Compiled with the feature `testing` only.
//! Each is wrong in one way alone; but for that it would be news, one version ahead of the true one.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Document, publish};
use crate::{
    cast::{ISSUERS, IssuerCast},
    clock::{Time, stamp},
    issuer,
    keys::{KeyError, SigningKey, payload_of},
    world::{Issuer, World},
};

/// The JWS type of a change of keys.
const KEY_CHANGE: &str = "renkei-keys+jws";

/// What is served in place of a true document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Guise {
    /// One version back, still valid, without the last connector or notice.
    Older,
    /// Its time is over.
    Expired,
    /// True, and news, but for a few seconds only.
    ShortLived,
    /// The document of another issuer, as that one serves it.
    OfAnother,
    /// Signed by this issuer, in the name of another.
    NamingAnother,
    /// Signed by the key of the id tokens.
    ByTokenKey,
    /// Signed with the type of the other document.
    WrongType,
    /// `alg` is `none`.
    Unsigned,
    /// Under the signature of the true one, without the last connector or notice.
    Tampered,
    /// Nothing: the true one is served again.
    True,
}

/// What is served instead, where a test asked for it.
pub(crate) fn instead(world: &mut World, cast: &IssuerCast, document: Document, now: Time) -> Result<Option<String>, KeyError> {
    let Some(guise) = world.issuer(cast.id).documents.served_as.get(&document).copied() else {
        return Ok(None);
    };
    let other = ISSUERS.iter().find(|other| other.id != cast.id).unwrap_or(&ISSUERS[0]);
    publish(world, other, document, now)?;
    let others = world.issuer(other.id).documents.jws(document).to_owned();
    let others_name = issuer::url(world, other.id);
    let issuer = world.issuer(cast.id);
    let published = issuer.documents.published(document);
    let issued_at = published.expires_at - document.life();
    let ahead = published.version + 1;
    let mut payload = payload_of(&published.jws);
    payload.insert("version".into(), json!(ahead));
    let key = &issuer.documents.key;
    let jws = match guise {
        Guise::True => return Ok(None),
        Guise::OfAnother => others,
        Guise::Older => {
            payload.insert("version".into(), json!(published.version.saturating_sub(1)));
            payload.insert("issued_at".into(), json!(stamp(issued_at - Duration::days(1))));
            payload.insert("expires_at".into(), json!(stamp(published.expires_at - Duration::days(1))));
            drop_last(&mut payload);
            key.sign(document.typ(), &payload)?
        }
        Guise::Expired => {
            payload.insert("issued_at".into(), json!(stamp(issued_at - Duration::days(1) - document.life())));
            payload.insert("expires_at".into(), json!(stamp(issued_at - Duration::days(1))));
            key.sign(document.typ(), &payload)?
        }
        Guise::ShortLived => {
            payload.insert("expires_at".into(), json!(stamp(now + Duration::seconds(5))));
            key.sign(document.typ(), &payload)?
        }
        Guise::NamingAnother => {
            payload.insert("iss".into(), json!(others_name));
            key.sign(document.typ(), &payload)?
        }
        Guise::ByTokenKey => issuer.key.sign(document.typ(), &payload)?,
        Guise::WrongType => key.sign(other_one(document).typ(), &payload)?,
        Guise::Unsigned => {
            let header = json!({ "alg": "none", "typ": document.typ(), "kid": key.kid() });
            format!("{}.{}.", part(&header), part(&Value::Object(payload)))
        }
        Guise::Tampered => {
            drop_last(&mut payload);
            let mut parts = published.jws.split('.');
            let (header, signature) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default());
            format!("{header}.{}.{signature}", part(&Value::Object(payload)))
        }
    };
    Ok(Some(jws))
}

/// Lets an issuer serve something else until it is told to serve what is true.
pub(crate) fn disguise(issuer: &mut Issuer, document: Document, guise: Guise) {
    let served = &mut issuer.documents.served_as;
    if guise == Guise::True {
        served.remove(&document);
    } else {
        served.insert(document, guise);
    }
}

/// Gives an issuer a new key for its documents, with the old one's word for it or without, and signs them anew.
pub(crate) fn change_key(world: &mut World, id: &str, signed: bool, now: Time) -> Result<String, KeyError> {
    let url = issuer::url(world, id);
    let documents = &mut world.issuer(id).documents;
    let new = SigningKey::generate();
    if signed {
        let change = documents.key.sign(KEY_CHANGE, &json!({ "iss": url, "keys": new.public_set()? }))?;
        documents.key_changes.push(change);
    }
    documents.key = new;
    let kid = documents.key.kid().to_owned();
    for cast in ISSUERS.iter().filter(|cast| cast.id == id) {
        publish(world, cast, Document::Directory, now)?;
        publish(world, cast, Document::Notices, now)?;
    }
    Ok(kid)
}

fn other_one(document: Document) -> Document {
    match document {
        Document::Directory => Document::Notices,
        Document::Notices => Document::Directory,
    }
}

fn drop_last(payload: &mut Map<String, Value>) {
    for list in ["connectors", "notices"] {
        if let Some(all) = payload.get_mut(list).and_then(Value::as_array_mut) {
            all.pop();
        }
    }
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}
