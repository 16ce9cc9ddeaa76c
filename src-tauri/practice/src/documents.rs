//! What issuers publish as signed files: who their connectors are, and what is going on. Signed by a key
//! that is not the one of the id tokens, and anew only when the content changed or half of its life is over.

#[cfg(feature = "testing")]
pub(crate) mod attacks;
mod directory;
pub(crate) mod notices;

#[cfg(feature = "testing")]
use std::collections::BTreeMap;

use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    cast::{self, ISSUERS, IssuerCast},
    chance,
    clock::{Time, stamp},
    issuer,
    keys::{KeyError, SigningKey},
    world::World,
};
use notices::Notice;

/// Editions before the practice began: an issuer was there before its app.
const EARLIER_EDITIONS: u64 = 3;

/// One of the two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Document {
    Directory,
    Notices,
}

impl Document {
    /// Where it stands at the issuer.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Directory => "/directory.jws",
            Self::Notices => "/notices.jws",
        }
    }

    /// The JWS type (RFC 7515, 4.1.9).
    pub(crate) fn typ(self) -> &'static str {
        match self {
            Self::Directory => "renkei-directory+jws",
            Self::Notices => "renkei-notices+jws",
        }
    }

    fn life(self) -> Duration {
        match self {
            Self::Directory => Duration::days(30),
            Self::Notices => Duration::days(7),
        }
    }
}

/// What an issuer publishes, and with what it signs.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Documents {
    pub(crate) key: SigningKey,
    /// How earlier keys lead to this one, the oldest first.
    pub(crate) key_changes: Vec<String>,
    /// Its notices, the oldest first.
    pub(crate) told: Vec<Notice>,
    directory: Published,
    notices: Published,
    /// What a test lets it serve in place of the true documents.
    #[cfg(feature = "testing")]
    pub(crate) served_as: BTreeMap<Document, attacks::Guise>,
}

/// One file as it was last signed.
#[derive(Default, Serialize, Deserialize)]
struct Published {
    version: u64,
    digest: String,
    expires_at: Time,
    jws: String,
}

impl Documents {
    /// The file as it was last signed.
    pub(crate) fn jws(&self, document: Document) -> &str {
        &self.published(document).jws
    }

    fn published(&self, document: Document) -> &Published {
        match document {
            Document::Directory => &self.directory,
            Document::Notices => &self.notices,
        }
    }

    fn published_mut(&mut self, document: Document) -> &mut Published {
        match document {
            Document::Directory => &mut self.directory,
            Document::Notices => &mut self.notices,
        }
    }
}

/// Gives keys and first notices to whoever has none yet: at the first start, or to a state from before there were any.
pub(crate) fn furnish(world: &mut World, now: Time) {
    for cast in &ISSUERS {
        let documents = &mut world.issuer(cast.id).documents;
        if documents.key.is_absent() {
            documents.key = SigningKey::generate();
            documents.told = notices::history(cast, now);
            documents.directory.version = EARLIER_EDITIONS;
            documents.notices.version = EARLIER_EDITIONS;
        }
    }
    for entry in cast::directory::entries().filter(|entry| !entry.own_services.is_empty()) {
        world.connector_keys.entry(entry.company.to_owned()).or_insert_with(SigningKey::generate);
    }
}

/// Whether what is published is no longer what is true, or not for long enough.
pub(crate) fn is_due(world: &World, cast: &IssuerCast, document: Document, now: Time) -> bool {
    world.issuers.get(cast.id).is_none_or(|issuer| {
        let published = issuer.documents.published(document);
        published.expires_at - now < document.life() / 2 || published.digest != digest(&issuer.documents.key, &content(world, cast, document))
    })
}

/// Signs the next version, if one is due.
pub(crate) fn publish(world: &mut World, cast: &IssuerCast, document: Document, now: Time) -> Result<(), KeyError> {
    if !is_due(world, cast, document, now) {
        return Ok(());
    }
    let mut payload = content(world, cast, document);
    let expires_at = now + document.life();
    let documents = &world.issuer(cast.id).documents;
    let digest = digest(&documents.key, &payload);
    let version = documents.published(document).version + 1;
    if let Some(fields) = payload.as_object_mut() {
        fields.insert("version".into(), json!(version));
        fields.insert("issued_at".into(), json!(stamp(now)));
        fields.insert("expires_at".into(), json!(stamp(expires_at)));
    }
    directory::sign_own_parts(&mut payload, &world.connector_keys)?;
    let documents = &mut world.issuer(cast.id).documents;
    let jws = documents.key.sign(document.typ(), &payload)?;
    *documents.published_mut(document) = Published { version, digest, expires_at, jws };
    Ok(())
}

/// What is told, without version and times; own parts of connectors are not signed yet.
fn content(world: &World, cast: &IssuerCast, document: Document) -> Value {
    let url = issuer::url(world, cast.id);
    match document {
        Document::Directory => json!({
            "iss": url,
            "issuer": directory::own_desks(cast),
            "connectors": directory::connectors(cast, &url),
            "scopes": directory::scopes(),
        }),
        Document::Notices => {
            let told = world.issuers.get(cast.id).map(|issuer| &issuer.documents.told);
            json!({ "iss": url, "notices": told })
        }
    }
}

/// Changes with the content and with the key.
fn digest(key: &SigningKey, content: &Value) -> String {
    chance::fingerprint(&format!("{} {content}", key.kid()))
}
