//! From an issuer's address to all that is needed to sign in at it (RFC 8414, OpenID Connect Discovery,
//! `/.well-known/renkei-issuer`). What is found is pinned: tokens go only to these endpoints.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::adapters::{AdapterKind, guess};
use super::http::is_loopback;
use super::{IssuerError, json};
use crate::domain::Timestamp;
use crate::domain::batch::Caps;
use crate::domain::issuer::{CanNarrow, LeftAliveKind};
use crate::domain::text::clean;
use crate::ports::{Content, Http, Method, Request};

#[cfg(test)]
mod tests;

/// The public client id that an issuer may register for this app.
pub const REGISTERED_ID: &str = "renkei";

/// Everything about an issuer that is pinned when it is connected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Its issuer identifier (RFC 8414, 2).
    pub issuer: String,
    /// Where the person signs in.
    pub authorization_endpoint: Url,
    /// Where codes and refresh tokens are exchanged.
    pub token_endpoint: Url,
    /// Where tokens are revoked (RFC 7009), if anywhere.
    pub revocation_endpoint: Option<Url>,
    /// Where a client registers itself (RFC 7591), if anywhere.
    pub registration_endpoint: Option<Url>,
    /// Whether it promises `iss` in its answers (RFC 9207).
    pub iss_promised: bool,
    /// The client id of this app there; empty until one is found.
    pub client_id: String,
    /// What it accepts as redirect address.
    pub redirect: Redirect,
    /// Scopes to ask for.
    pub scopes: Vec<String>,
    /// Which interface for grants it has.
    pub adapter: AdapterKind,
    /// Base address of that interface, with a slash at its end.
    pub grants: Url,
    /// Shortest time between two looks, in seconds, as it wishes.
    pub poll_seconds: u32,
    /// Most endings that it takes, where many are asked for at once.
    #[serde(default)]
    pub endings: Caps,
    /// How it takes a part of a grant away, where it does.
    #[serde(default)]
    pub narrowing: Option<CanNarrow>,
    /// Where an access token shows who signed in (OpenID Connect Core, 5.3), if anywhere.
    #[serde(default)]
    pub userinfo_endpoint: Option<Url>,
    /// A second client of this app, for a grant that is given only to see how it ends.
    #[serde(default)]
    pub canary: Option<Canary>,
    /// Whether it takes complaints by its interface (R20, R21).
    #[serde(default)]
    pub complaints: bool,
}

/// The second client of this app at an issuer: its grants are harmless, and given to be ended and measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canary {
    /// Its public client id.
    pub client_id: String,
    /// Scopes to ask for.
    pub scopes: Vec<String>,
    /// What is asked with its access token; the userinfo endpoint where the issuer names none.
    pub resource: Option<Url>,
}

impl Site {
    /// The same issuer as its second client sees it.
    pub fn as_canary(&self) -> Option<Self> {
        let Canary { client_id, scopes, .. } = self.canary.clone()?;
        Some(Self { client_id, scopes, ..self.clone() })
    }

    /// What is asked with an access token of the second client.
    pub fn canary_resource(&self) -> Option<&Url> {
        self.canary.as_ref()?.resource.as_ref().or(self.userinfo_endpoint.as_ref())
    }
}

/// What an issuer accepts as redirect address of a native app (RFC 8252, 7).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Redirect {
    /// `http://127.0.0.1:ANY/callback`
    #[default]
    LoopbackAnyPort,
    /// `http://127.0.0.1:PORT/callback` with one of these ports only.
    LoopbackPorts(Vec<u16>),
    /// A reverse-domain scheme, such as `jp.example.renkei`.
    Scheme(String),
}

/// Why no issuer was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryError {
    /// Not an https address, or one with a user, query or fragment.
    #[error("Not an https address")]
    BadAddress,
    /// Nothing there says that it is an authorization server.
    #[error("No authorization server at this address")]
    NotAnIssuer,
    /// The metadata is another issuer's (RFC 8414, 3.3).
    #[error("The metadata names another issuer")]
    WrongIssuer,
    /// An issuer elsewhere names endpoints on this machine.
    #[error("The issuer names endpoints on this machine")]
    PointsHere,
    /// It lacks something that this app needs.
    #[error("The issuer lacks {0}")]
    NotSupported(&'static str),
    /// It has no client id for this app.
    #[error("The issuer has no client id for this app")]
    NeedsClientId,
    /// The conversation failed.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
}

/// Checks an address that was typed in or stands in a catalogue.
///
/// # Errors
/// [`DiscoveryError::BadAddress`]
pub fn address(text: &str) -> Result<Url, DiscoveryError> {
    let text = text.trim();
    let with_scheme = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&with_scheme).map_err(|_| DiscoveryError::BadAddress)?;
    let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
    let bare = url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    if safe && bare && url.host().is_some() { Ok(url) } else { Err(DiscoveryError::BadAddress) }
}

/// Asks the issuer at this address how to sign in and where its grants are.
///
/// # Errors
/// [`DiscoveryError`]; the client id may still be missing in what is returned.
pub async fn discover(http: &dyn Http, address: &Url, now: Timestamp) -> Result<Site, DiscoveryError> {
    let metadata = metadata(http, address, now).await?;
    let endpoints = Endpoints::of(address);
    if !metadata.code_challenge_methods_supported.iter().any(|method| method == "S256") {
        return Err(DiscoveryError::NotSupported("PKCE with S256"));
    }
    let own = own_document(http, address, &metadata.issuer, now).await?;
    let authorization_endpoint = endpoints.required(metadata.authorization_endpoint, "an authorization endpoint")?;
    let token_endpoint = endpoints.required(metadata.token_endpoint, "a token endpoint")?;
    let (adapter, grants) = match own.as_ref().and_then(|own| own.adapter.zip(own.grants_endpoint.clone())) {
        Some((adapter, grants)) => (adapter, grants),
        None => guess(&metadata.issuer, &authorization_endpoint).ok_or(DiscoveryError::NotSupported("an interface for grants"))?,
    };
    let mut grants = endpoints.checked(grants)?;
    if !grants.path().ends_with('/') {
        grants.set_path(&format!("{}/", grants.path()));
    }
    // Without an identity nobody could tell whose list it is, nor that it is the same person who comes back.
    if !(metadata.scopes_supported.iter().any(|scope| scope == "openid") || metadata.subject_types_supported.is_some()) {
        return Err(DiscoveryError::NotSupported("OpenID Connect"));
    }
    let own = own.unwrap_or_default();
    let (poll_seconds, endings, complaints, narrowing) = (own.poll_seconds(), own.endings(), own.complaints(), own.narrowing());
    let canary = own.canary(&endpoints);
    Ok(Site {
        authorization_endpoint,
        token_endpoint,
        revocation_endpoint: endpoints.optional(metadata.revocation_endpoint)?,
        registration_endpoint: endpoints.optional(metadata.registration_endpoint)?,
        iss_promised: metadata.authorization_response_iss_parameter_supported,
        client_id: own.client_id.unwrap_or_default(),
        redirect: own.redirect,
        scopes: if own.scopes.is_empty() { adapter.scopes() } else { own.scopes },
        adapter,
        grants,
        poll_seconds,
        userinfo_endpoint: endpoints.optional(metadata.userinfo_endpoint)?,
        canary,
        complaints,
        endings,
        narrowing,
        issuer: metadata.issuer,
    })
}

/// Finds a client id where the issuer's own document names none: the registered public id, then RFC 7591.
///
/// # Errors
/// [`DiscoveryError::NeedsClientId`] where neither works.
pub async fn find_client_id(http: &dyn Http, site: &mut Site, redirect_uri: &Url, now: Timestamp) -> Result<(), DiscoveryError> {
    if !site.client_id.is_empty() {
        return Ok(());
    }
    if knows_client(http, site, REGISTERED_ID, redirect_uri).await? {
        REGISTERED_ID.clone_into(&mut site.client_id);
        return Ok(());
    }
    let Some(endpoint) = site.registration_endpoint.clone() else {
        return Err(DiscoveryError::NeedsClientId);
    };
    let wish = serde_json::json!({
        "client_name": "Renkei",
        "application_type": "native",
        "redirect_uris": [redirect_uri],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
        "scope": site.scopes.join(" "),
    });
    let request = Request { method: Method::Post, content: Content::Json(wish), ..json::get(endpoint, None, None) };
    match json::send(http, request, || now).await.and_then(|answer| json::read::<Registered>(&answer)) {
        Ok(registered) if !registered.client_id.is_empty() => {
            site.client_id = registered.client_id;
            Ok(())
        }
        Ok(_) | Err(IssuerError::Refused { .. } | IssuerError::Unauthorized | IssuerError::Unreadable(_)) => Err(DiscoveryError::NeedsClientId),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
struct Registered {
    client_id: String,
}

/// Whether the issuer sends a silent request (`prompt=none`) of a client back to this app: only
/// for a client and redirect that it knows does it redirect at all (RFC 6749, 4.1.2.1).
///
/// # Errors
/// [`DiscoveryError::Issuer`] where nobody answered.
pub async fn knows_client(http: &dyn Http, site: &Site, client_id: &str, redirect_uri: &Url) -> Result<bool, DiscoveryError> {
    let mut url = site.authorization_endpoint.clone();
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", client_id)
        .append_pair("redirect_uri", redirect_uri.as_str())
        .append_pair("scope", &site.scopes.join(" "))
        .append_pair("state", "probe")
        .append_pair("prompt", "none")
        .append_pair("code_challenge_method", "S256")
        .append_pair("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    let request = Request { accept: "text/html", ..json::get(url, None, None) };
    let answer = http.send(request).await.map_err(IssuerError::from)?;
    Ok((300..400).contains(&answer.status) && answer.headers.get("location").is_some_and(|to| to.starts_with(redirect_uri.as_str())))
}

#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: Option<String>,
    token_endpoint: Option<String>,
    revocation_endpoint: Option<String>,
    registration_endpoint: Option<String>,
    userinfo_endpoint: Option<String>,
    #[serde(default)]
    code_challenge_methods_supported: Vec<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
    #[serde(default)]
    scopes_supported: Vec<String>,
    /// Required of every OpenID provider (OpenID Connect Discovery, 3).
    subject_types_supported: Option<Vec<String>>,
}

/// Where an issuer's metadata may stand: OpenID Connect appends to the path, RFC 8414 (3.1) inserts before it.
pub fn metadata_places(address: &Url) -> Vec<Url> {
    let path = address.path().trim_end_matches('/');
    places(address, &[format!("{path}/.well-known/openid-configuration"), format!("/.well-known/oauth-authorization-server{path}")])
}

/// Where an issuer's own document may stand: for its path (as RFC 8414, 3.1, has it), then for its whole origin.
pub fn own_places(address: &Url) -> Vec<Url> {
    let path = address.path().trim_end_matches('/');
    let whole = (!path.is_empty()).then(|| "/.well-known/renkei-issuer".to_owned());
    places(address, &std::iter::once(format!("/.well-known/renkei-issuer{path}")).chain(whole).collect::<Vec<_>>())
}

fn places(address: &Url, paths: &[String]) -> Vec<Url> {
    let place = |path: &String| {
        let mut url = address.clone();
        url.set_path(path);
        url
    };
    paths.iter().map(place).collect()
}

/// Whether two ways to write an issuer identifier are one.
pub fn same_issuer(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

/// A JSON object that anybody may ask for; `None` where there is none of this form. Read straight into it: so a field that stands there twice is seen.
///
/// # Errors
/// [`IssuerError`] where nobody answered.
pub async fn published<T: DeserializeOwned>(http: &dyn Http, place: Url, now: Timestamp) -> Result<Option<T>, IssuerError> {
    match json::send(http, json::get(place, None, None), || now).await.and_then(|answer| json::read(&answer)) {
        Ok(found) => Ok(Some(found)),
        Err(IssuerError::Refused { .. } | IssuerError::Unauthorized | IssuerError::Unreadable(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn metadata(http: &dyn Http, address: &Url, now: Timestamp) -> Result<Metadata, DiscoveryError> {
    for place in metadata_places(address) {
        let Some(found) = published::<Metadata>(http, place, now).await? else { continue };
        return if same_issuer(&found.issuer, address.as_str()) { Ok(found) } else { Err(DiscoveryError::WrongIssuer) };
    }
    Err(DiscoveryError::NotAnIssuer)
}

/// `/.well-known/renkei-issuer`: a static file that any web server can serve (R30).
#[derive(Debug, Default, Deserialize)]
pub(super) struct OwnDocument {
    issuer: String,
    client_id: Option<String>,
    #[serde(default, deserialize_with = "known_adapter")]
    adapter: Option<AdapterKind>,
    grants_endpoint: Option<String>,
    #[serde(default)]
    redirect: Redirect,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    poll: Poll,
    /// An odd value is no cap, and costs nothing else.
    #[serde(default)]
    endings: Value,
    /// An odd value is a no.
    #[serde(default)]
    complaints: Value,
    /// An odd value is none.
    #[serde(default)]
    narrowing: Value,
    #[serde(default, deserialize_with = "readable_measure")]
    measure: Option<Measure>,
    pub(super) keys: Option<Value>,
    #[serde(default)]
    pub(super) key_changes: Vec<String>,
    pub(super) directory: Option<String>,
    pub(super) notices: Option<String>,
}

impl OwnDocument {
    /// The shortest time between two looks that it wishes, within reason.
    pub(super) fn poll_seconds(&self) -> u32 {
        self.poll.min_seconds.clamp(5, 86_400)
    }

    /// Most endings that it takes, where many are asked for at once.
    pub(super) fn endings(&self) -> Caps {
        let cap = |name: &str| self.endings.get(name).and_then(Value::as_u64).and_then(|most| u32::try_from(most).ok()).filter(|most| *most > 0);
        Caps { max_at_once: cap("max_at_once"), per_hour: cap("per_hour") }
    }

    /// Whether it takes complaints; no interface but the published profile can.
    pub(super) fn complaints(&self) -> bool {
        self.complaints == Value::Bool(true) && self.adapter == Some(AdapterKind::Profile)
    }

    /// How it takes a part of a grant away. One that names odd scopes is not used: what it does not take away must be known.
    pub(super) fn narrowing(&self) -> Option<CanNarrow> {
        let told = self.narrowing.as_object()?;
        let fixed = told.get("fixed").map_or(Some(Vec::new()), |fixed| fixed.as_array()?.iter().map(|scope| scope.as_str().map(clean)).collect())?;
        let left_alive = match told.get("wider_seconds").and_then(Value::as_u64).and_then(|seconds| u32::try_from(seconds).ok()) {
            Some(0) => LeftAliveKind::Nothing,
            Some(seconds) => LeftAliveKind::SignedAccessTokens { seconds: Some(seconds) },
            None => LeftAliveKind::NotTold,
        };
        Some(CanNarrow { fixed, left_alive })
    }

    /// The second client that it names for this app: another one than the first, and a resource that may be named.
    pub(super) fn canary(&self, endpoints: &Endpoints) -> Option<Canary> {
        let measure = self.measure.as_ref()?;
        let client_id = measure.client_id.trim();
        let first = self.client_id.as_deref().unwrap_or(REGISTERED_ID);
        if client_id.is_empty() || client_id.len() > 256 || client_id == first {
            return None;
        }
        let resource = measure.resource.as_ref().map(|url| endpoints.checked(url)).transpose().ok()?;
        // Who signed in is asked of every sign-in (OpenID Connect Core, 3.1.2.1).
        let openid = (!measure.scopes.iter().any(|scope| scope == "openid")).then(|| "openid".to_owned());
        Some(Canary { client_id: client_id.to_owned(), scopes: openid.into_iter().chain(measure.scopes.iter().cloned()).collect(), resource })
    }
}

/// `measure`: a second client for this app, for grants that are given only to be ended and measured.
#[derive(Debug, Deserialize)]
struct Measure {
    client_id: String,
    #[serde(default)]
    scopes: Vec<String>,
    resource: Option<String>,
}

/// One that cannot be read is none: an issuer is connected without it.
fn readable_measure<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Measure>, D::Error> {
    Ok(Option::<Value>::deserialize(from)?.and_then(|value| serde_json::from_value(value).ok()))
}

#[derive(Debug, Default, Deserialize)]
struct Poll {
    #[serde(default)]
    min_seconds: u32,
}

fn known_adapter<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<AdapterKind>, D::Error> {
    let name = Option::<String>::deserialize(from)?;
    Ok(name.and_then(|name| AdapterKind::from_name(&name)))
}

/// Reads the document beside the issuer's path, then at its origin; one that names another issuer is not for us.
pub(super) async fn own_document(http: &dyn Http, address: &Url, issuer: &str, now: Timestamp) -> Result<Option<OwnDocument>, DiscoveryError> {
    for place in own_places(address) {
        let found = published::<OwnDocument>(http, place, now).await?;
        if let Some(document) = found.filter(|document| document.issuer == issuer) {
            return Ok(Some(document));
        }
    }
    Ok(None)
}

/// Only an issuer on loopback may name http or loopback endpoints.
pub(super) struct Endpoints {
    local: bool,
}

impl Endpoints {
    /// Those that an issuer at this address may name.
    pub(super) fn of(address: &Url) -> Self {
        Self { local: is_loopback(address) }
    }

    pub(super) fn checked(&self, text: impl AsRef<str>) -> Result<Url, DiscoveryError> {
        let url = Url::parse(text.as_ref()).map_err(|_| DiscoveryError::NotAnIssuer)?;
        if is_loopback(&url) {
            return if self.local { Ok(url) } else { Err(DiscoveryError::PointsHere) };
        }
        if url.scheme() == "https" { Ok(url) } else { Err(DiscoveryError::NotSupported("https")) }
    }

    fn required(&self, text: Option<String>, what: &'static str) -> Result<Url, DiscoveryError> {
        self.checked(text.ok_or(DiscoveryError::NotSupported(what))?)
    }

    fn optional(&self, text: Option<String>) -> Result<Option<Url>, DiscoveryError> {
        text.map(|text| self.checked(text)).transpose()
    }
}
