//! The signed catalogue: by which brand names people find issuers, and what to do at those that have no
//! interface. A compact JWS of type `renkei-catalogue+jws`; nobody knows addresses, and phishers love them.

use std::collections::BTreeMap;

use jsonwebtoken::jwk::JwkSet;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::discovery;
use super::signed::{self, SignedError};
use crate::domain::Timestamp;
use crate::domain::directory::OwnDesks;
use crate::domain::id::IssuerId;
use crate::domain::issuer::IssuerKind;
use crate::domain::text::{Text, clean};

/// `typ` of a catalogue.
pub const TYPE: &str = "renkei-catalogue+jws";

/// A checked catalogue.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Goes up with every edition.
    pub version: u64,
    /// The issuers by id.
    pub issuers: BTreeMap<IssuerId, Listed>,
}

/// What a build brings: a catalogue, why it is not used, or none at all.
pub type Brought = Option<Result<Catalogue, CatalogueError>>;

/// One issuer of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Brand name.
    pub brand: Text,
    /// Its reading, for searching.
    pub kana: String,
    /// What it is.
    pub kind: IssuerKind,
    /// Where its authorization server is; without one it has no interface.
    pub address: Option<Url>,
    /// The identifier under which it signs receipts, where it has no interface.
    pub receipts: Option<String>,
    /// Its own page for connected services.
    pub own_page: Option<OwnPage>,
    /// How it is reached, as the author of the catalogue says.
    pub desks: OwnDesks,
}

/// What to do at an issuer without interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPage {
    /// The page, https.
    pub url: Url,
    /// What to look for there.
    pub look_for: Option<Text>,
    /// Its phone.
    pub phone: Option<String>,
    /// When the author looked.
    pub checked_on: Option<chrono::NaiveDate>,
}

/// Why a catalogue is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Not signed by the operator, or not of its form.
    #[error(transparent)]
    Signed(#[from] SignedError),
    /// Its time is over.
    #[error("The catalogue has expired")]
    Expired,
}

#[derive(Deserialize)]
struct Payload {
    version: u64,
    expires_at: Timestamp,
    issuers: Vec<Value>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    brand: Text,
    #[serde(default)]
    kana: String,
    kind: Option<String>,
    issuer: Option<String>,
    receipts: Option<String>,
    own_page: Option<PageEntry>,
    #[serde(default)]
    desks: Option<Value>,
}

#[derive(Deserialize)]
struct PageEntry {
    url: Url,
    look_for: Option<Text>,
    phone: Option<String>,
    checked_on: Option<chrono::NaiveDate>,
}

impl Catalogue {
    /// Checks signature, type, time and form; the desk holds its version against the newest that it knows. `keys` is a JWK Set (RFC 7517, 5).
    ///
    /// # Errors
    /// [`CatalogueError`]
    pub fn open(jws: &str, keys: &str, now: Timestamp) -> Result<Self, CatalogueError> {
        let keys: JwkSet = serde_json::from_str(keys).map_err(|_| CatalogueError::Signed(SignedError::Unreadable))?;
        let payload: Payload = signed::open(jws, TYPE, &keys)?;
        if payload.expires_at <= now {
            return Err(CatalogueError::Expired);
        }
        let issuers = payload.issuers.into_iter().filter_map(|value| read(serde_json::from_value(value).ok()?)).collect();
        Ok(Self { version: payload.version, issuers })
    }

    /// The entry of an issuer that signs, by its identifier: one that can be connected, or one that only gives receipts.
    pub fn signer(&self, issuer: &str) -> Option<(&IssuerId, &Listed)> {
        self.by_address(issuer).or_else(|| self.issuers.iter().find(|(_, listed)| listed.receipts.as_deref() == Some(issuer)))
    }

    /// The entry of an issuer identifier.
    pub fn by_address(&self, issuer: &str) -> Option<(&IssuerId, &Listed)> {
        let same = |url: &Url| url.as_str().trim_end_matches('/') == issuer.trim_end_matches('/');
        self.issuers.iter().find(|(_, listed)| listed.address.as_ref().is_some_and(same))
    }
}

fn read(entry: Entry) -> Option<(IssuerId, Listed)> {
    let plain = |id: &str| !id.is_empty() && id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !plain(&entry.id) {
        return None;
    }
    let address = entry.issuer.map(|issuer| discovery::address(&issuer)).transpose().ok()?;
    let own_page = entry.own_page.filter(|page| page.url.scheme() == "https").map(|page| OwnPage {
        url: page.url,
        look_for: page.look_for.and_then(Text::clean),
        phone: page.phone.map(|phone| clean(&phone)),
        checked_on: page.checked_on,
    });
    let kind = match entry.kind.as_deref() {
        Some("card") => IssuerKind::Card,
        Some("code_payment") => IssuerKind::CodePayment,
        Some("e_money") => IssuerKind::EMoney,
        Some(_) | None => IssuerKind::Unknown,
    };
    let desks = entry.desks.and_then(|desks| serde_json::from_value(desks).ok()).unwrap_or_default();
    Some((IssuerId(entry.id), Listed { brand: entry.brand.clean()?, kana: clean(&entry.kana), kind, address, receipts: entry.receipts, own_page, desks }))
}
