//! Fetches and checks an issuer's signed directory and notices. Where they stand and with which keys they are
//! signed is told by `/.well-known/renkei-issuer`; the keys are pinned, and only the pinned ones sign a change of keys.

use jsonwebtoken::jwk::JwkSet;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::discovery::{self, Canary, Endpoints, Site};
use super::json;
use super::signed::{self, SignedError};
use crate::domain::Timestamp;
use crate::domain::batch::Caps;
use crate::domain::directory::{Entry, OwnDesks, Profile, ScopeWords};
use crate::domain::document::{DocumentKind, Edition, Refusal};
use crate::domain::issuer::CanNarrow;
use crate::domain::notice::Notice;
use crate::flow::trust::{self, Taken};
use crate::ports::{Http, HttpError, Request};

/// Where an issuer's documents stand, and its keys.
#[derive(Debug, Clone)]
pub struct Places {
    /// The keys to check them with: the pinned ones, or those to which they lead.
    pub keys: JwkSet,
    /// Whether the keys are to be pinned anew.
    pub pin: bool,
    /// Shortest time between two looks, in seconds, as it wishes now.
    pub poll_seconds: u32,
    /// Most endings that it takes now, where many are asked for at once.
    pub endings: Caps,
    /// How it takes a part of a grant away now, where it does.
    pub narrowing: Option<CanNarrow>,
    /// The second client of this app that it names now.
    pub canary: Option<Canary>,
    /// Whether it takes complaints now.
    pub complaints: bool,
    directory: Option<Url>,
    notices: Option<Url>,
}

/// A checked document.
#[derive(Debug, Clone)]
pub struct Document {
    /// Which edition.
    pub edition: Edition,
    /// What it says; `None` where it is the one in use.
    pub content: Option<Content>,
}

/// What a directory says.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// The connectors.
    pub connectors: Vec<Entry>,
    /// The words of scopes.
    pub scopes: Vec<ScopeWords>,
    /// How the issuer itself is reached.
    pub desks: OwnDesks,
}

/// What a document says.
#[derive(Debug, Clone)]
pub enum Content {
    /// The directory.
    Directory(Box<Directory>),
    /// Notices.
    Notices(Vec<Notice>),
}

impl DocumentKind {
    /// The JWS type of the document (RFC 7515, 4.1.9).
    pub fn typ(self) -> &'static str {
        match self {
            Self::Directory => "renkei-directory+jws",
            Self::Notices => "renkei-notices+jws",
        }
    }
}

/// `typ` of a change of keys.
pub const KEYS_TYPE: &str = "renkei-keys+jws";
/// `typ` of a connector's own part.
const OWN_TYPE: &str = "renkei-connector+jws";

/// Reads where the documents stand; `None` where this issuer says nothing of itself. `pinned` are the keys of an earlier time.
///
/// # Errors
/// [`Refusal::KeysChanged`], [`Refusal::NotServed`]
pub async fn places(http: &dyn Http, site: &Site, pinned: Option<&JwkSet>, now: Timestamp) -> Result<Option<Places>, Refusal> {
    let address = discovery::address(&site.issuer).map_err(|_| Refusal::NotServed)?;
    let document = discovery::own_document(http, &address, &site.issuer, now).await.map_err(|_| Refusal::NotServed)?;
    let Some(document) = document else { return Ok(None) };
    let (poll_seconds, endings, complaints, narrowing) = (document.poll_seconds(), document.endings(), document.complaints(), document.narrowing());
    let endpoints = Endpoints::of(&address);
    let canary = document.canary(&endpoints);
    if document.directory.is_none() && document.notices.is_none() {
        let keys = JwkSet { keys: Vec::new() };
        return Ok(Some(Places { keys, pin: false, poll_seconds, endings, narrowing, canary, complaints, directory: None, notices: None }));
    }
    let keys = trusted(document.keys, &document.key_changes, pinned, &site.issuer)?;
    let place = |text: Option<String>| text.map(|text| endpoints.checked(text)).transpose().map_err(|_| Refusal::NotServed);
    let (directory, notices) = (place(document.directory)?, place(document.notices)?);
    Ok(Some(Places { pin: pinned != Some(&keys), keys, poll_seconds, endings, narrowing, canary, complaints, directory, notices }))
}

/// The keys that an issuer signs with now, for what is no document of its own; `None` where it publishes none.
///
/// # Errors
/// [`Refusal::KeysChanged`], [`Refusal::NotServed`]
pub async fn keys(http: &dyn Http, issuer: &str, pinned: Option<&JwkSet>, now: Timestamp) -> Result<Option<JwkSet>, Refusal> {
    let address = discovery::address(issuer).map_err(|_| Refusal::NotServed)?;
    let document = discovery::own_document(http, &address, issuer, now).await.map_err(|_| Refusal::NotServed)?;
    document.filter(|document| document.keys.is_some()).map(|document| trusted(document.keys, &document.key_changes, pinned, issuer)).transpose()
}

/// The keys that are served, where they are the pinned ones or those signed a way to them.
fn trusted(served: Option<Value>, changes: &[String], pinned: Option<&JwkSet>, issuer: &str) -> Result<JwkSet, Refusal> {
    let served: JwkSet = served.and_then(|keys| serde_json::from_value(keys).ok()).ok_or(Refusal::Signature)?;
    match pinned {
        None => Ok(served),
        Some(pinned) if *pinned == served || lead(pinned, changes, issuer) == served => Ok(served),
        Some(_) => Err(Refusal::KeysChanged),
    }
}

/// The keys to which a row of signed changes leads from the pinned ones. Changes from before them are passed over.
pub fn lead(pinned: &JwkSet, changes: &[String], issuer: &str) -> JwkSet {
    #[derive(Deserialize)]
    struct Change {
        iss: String,
        keys: JwkSet,
    }
    changes.iter().take(100).fold(pinned.clone(), |keys, change| match signed::open::<Change>(change, KEYS_TYPE, &keys) {
        Ok(change) if change.iss == issuer => change.keys,
        Ok(_) | Err(_) => keys,
    })
}

/// Fetches one document and checks it against the edition in use; `None` where this issuer publishes no such document.
///
/// # Errors
/// [`Refusal`]
pub async fn read(
    http: &dyn Http,
    site: &Site,
    places: &Places,
    kind: DocumentKind,
    used: Option<&Edition>,
    now: Timestamp,
) -> Result<Option<Document>, Refusal> {
    let Some(jws) = fetch(http, places, kind).await? else { return Ok(None) };
    check(&jws, kind, &places.keys, &site.issuer, used, now).map(Some)
}

/// Fetches the signed text of one document; `None` where this issuer publishes no such document.
///
/// # Errors
/// [`Refusal::NotServed`], [`Refusal::TooLarge`], [`Refusal::Unreadable`]
pub async fn fetch(http: &dyn Http, places: &Places, kind: DocumentKind) -> Result<Option<String>, Refusal> {
    let Some(place) = (match kind {
        DocumentKind::Directory => &places.directory,
        DocumentKind::Notices => &places.notices,
    }) else {
        return Ok(None);
    };
    let request = Request { accept: "application/jose", at_most: signed::LARGEST, ..json::get(place.clone(), None, None) };
    let answer = http.send(request).await.map_err(|error| if error == HttpError::TooLarge { Refusal::TooLarge } else { Refusal::NotServed })?;
    if answer.status != 200 {
        return Err(Refusal::NotServed);
    }
    String::from_utf8(answer.body).map(Some).map_err(|_| Refusal::Unreadable)
}

/// Checks the signed text of a document.
///
/// # Errors
/// [`Refusal`]
pub fn check(jws: &str, kind: DocumentKind, keys: &JwkSet, issuer: &str, used: Option<&Edition>, now: Timestamp) -> Result<Document, Refusal> {
    #[derive(Deserialize)]
    struct Head {
        iss: String,
        version: u64,
        issued_at: Timestamp,
        expires_at: Timestamp,
        #[serde(flatten)]
        rest: serde_json::Map<String, Value>,
    }
    let head: Head = signed::open(jws, kind.typ(), keys).map_err(refusal)?;
    let digest = hex::encode(Sha256::digest(jws.trim()));
    let edition = Edition { version: head.version, issued_at: head.issued_at, expires_at: head.expires_at, digest };
    let content = match trust::take(used, &edition, &head.iss, issuer, now)? {
        Taken::Same => None,
        Taken::New => Some(content(kind, head.rest, issuer)),
    };
    Ok(Document { edition, content })
}

/// Reads what a document says; what is not of the published form is left out.
pub fn content(kind: DocumentKind, mut payload: serde_json::Map<String, Value>, issuer: &str) -> Content {
    match kind {
        DocumentKind::Directory => Content::Directory(Box::new(Directory {
            connectors: entries(payload.remove("connectors"), issuer),
            scopes: list(payload.remove("scopes")),
            desks: payload.remove("issuer").and_then(|desks| serde_json::from_value(desks).ok()).unwrap_or_default(),
        })),
        DocumentKind::Notices => Content::Notices(list(payload.remove("notices"))),
    }
}

fn refusal(error: SignedError) -> Refusal {
    match error {
        SignedError::TooLarge => Refusal::TooLarge,
        SignedError::Signature => Refusal::Signature,
        SignedError::Unreadable => Refusal::Unreadable,
    }
}

/// Most entries of a document that are read.
pub const MOST: usize = 5_000;

/// The entries that can be read, at most [`MOST`].
fn list<T: DeserializeOwned>(value: Option<Value>) -> Vec<T> {
    let Some(Value::Array(items)) = value else { return Vec::new() };
    items.into_iter().take(MOST).filter_map(|item| serde_json::from_value(item).ok()).collect()
}

/// The connectors, each with the part that it signed itself, where the signature holds and it speaks to this issuer.
fn entries(value: Option<Value>, issuer: &str) -> Vec<Entry> {
    #[derive(Deserialize)]
    struct Signed {
        #[serde(flatten)]
        entry: Entry,
        keys: Option<JwkSet>,
        own_part: Option<String>,
    }
    #[derive(Deserialize)]
    struct Own {
        iss: String,
        id: String,
        #[serde(flatten)]
        profile: Profile,
    }
    // A part is for one connector at one issuer: it cannot be moved to another.
    let own = |id: &str, keys: Option<JwkSet>, part: Option<String>| {
        let own: Own = signed::open(&part?, OWN_TYPE, &keys?).ok()?;
        (own.iss == issuer && own.id == id).then_some(own.profile)
    };
    let entry = |signed: Signed| Entry { own: own(&signed.entry.id, signed.keys, signed.own_part), ..signed.entry };
    list::<Signed>(value).into_iter().map(entry).collect()
}
