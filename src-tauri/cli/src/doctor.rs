//! `renkei doctor`: what works at an issuer, what is missing, what is dangerous, and what cannot be seen. It asks for what
//! anybody may ask for, and looks at the profile's own sign-ins there.

mod documents;
mod measured;
mod metadata;

use std::path::Path;

use renkei_core::domain::Timestamp;
use renkei_core::domain::expiry::AccessUntil;
use renkei_core::ipc::{MeasureView, SignInView};
use renkei_core::issuers::IssuerError;
use renkei_core::issuers::discovery::{self, DiscoveryError, Redirect, Site};
use renkei_core::issuers::http::{Network, is_loopback};
use renkei_core::ports::{Clock as _, Http, SystemClock};
use serde_json::{Value, json};
use url::Url;

use crate::fault::{Code as Fault, Refused, Said};
use crate::publish::finding::{Code, Finding};
use crate::publish::{is_address, outcome};
use crate::run::Session;
use crate::show::{self, Reader};

/// Longest life of an access token that passes without a word, in minutes.
const LONG: i64 = 60;
/// Any port: a server that takes this one takes every one, or knows it.
const PORT: u16 = 49_877;

/// Whether nothing of a profile is needed: an address is given, and nobody ever signed in here.
pub(crate) fn stands_alone(folder: &Path, issuer: &str) -> bool {
    (is_address(issuer) || looks_like_host(issuer)) && !folder.join("renkei.db").exists()
}

/// A host without its scheme: an id of the catalogue has no dot.
fn looks_like_host(issuer: &str) -> bool {
    issuer.contains('.')
}

/// Looks at an issuer without a profile.
pub(crate) async fn alone(issuer: &str, reader: &Reader) -> anyhow::Result<u8> {
    tell(&typed(issuer)?, &[], &[], reader).await
}

impl Session<'_> {
    /// Looks at an issuer by its address or id, and at this profile's sign-ins there.
    pub(crate) async fn doctor(&self, issuer: &str) -> anyhow::Result<u8> {
        let all: Vec<SignInView> = self.call("list_sign_ins", json!({})).await?;
        let listed = self.open.catalogue.as_ref().and_then(|brought| brought.as_ref().ok());
        let address = if is_address(issuer) {
            typed(issuer)?
        } else if let Some(entry) = listed.and_then(|catalogue| catalogue.issuers.iter().find(|(id, _)| id.as_str() == issuer)) {
            entry.1.address.clone().ok_or_else(|| Refused::about(Fault::NoSuchIssuer, issuer))?
        } else if all.iter().any(|one| one.issuer.id.as_str() == issuer) {
            // One that was connected by its address has it as its id.
            typed(issuer)?
        } else {
            let fault = if looks_like_host(issuer) { Fault::NotAnAddress } else { Fault::NoSuchIssuer };
            return Err(Refused::about(fault, issuer).into());
        };
        let id = listed.and_then(|catalogue| catalogue.by_address(address.as_str())).map(|(id, _)| id.as_str().to_owned());
        let place = address.as_str().split_once("://").map(|(_, place)| place.trim_end_matches('/').to_owned()).unwrap_or_default();
        let here: Vec<SignInView> = all.into_iter().filter(|one| [id.as_deref(), Some(place.as_str())].contains(&Some(one.issuer.id.as_str()))).collect();
        let mut measures: Vec<MeasureView> = self.call("list_measures", json!({})).await?;
        measures.retain(|measure| here.iter().any(|one| one.account == measure.account));
        tell(&address, &here, &measures, self.reader).await
    }
}

fn typed(text: &str) -> anyhow::Result<Url> {
    let bad = |_| Refused::about(Fault::NotAnAddress, text);
    let address = discovery::address(text).map_err(bad)?;
    // Whoever leaves the scheme out means https, and on this very machine http.
    let local = is_loopback(&address) && !is_address(text);
    Ok(if local { discovery::address(&format!("http://{text}")).map_err(bad)? } else { address })
}

async fn tell(address: &Url, sign_ins: &[SignInView], measures: &[MeasureView], reader: &Reader) -> anyhow::Result<u8> {
    let mut findings = examine(&Network::new()?, address, sign_ins, reader, SystemClock.now()).await;
    findings.extend(measures.first().map(|measure| measured::findings(measure, reader)).unwrap_or_default());
    findings.sort_by_key(|finding| finding.code.level());
    show::findings(reader, address.as_str(), &findings);
    Ok(outcome(&findings))
}

async fn examine(http: &dyn Http, address: &Url, sign_ins: &[SignInView], reader: &Reader, now: Timestamp) -> Vec<Finding> {
    let (place, served) = match served(http, address, reader, now).await {
        Ok(found) => found,
        Err(finding) => return vec![finding],
    };
    let mut findings = vec![Code::MetadataGood.at(place.as_str())];
    findings.extend(metadata::findings(&served, address));
    let issuer = served.get("issuer").and_then(Value::as_str).unwrap_or_default();
    findings.extend(documents::own_file(http, issuer, address, now).await);
    match discovery::discover(http, address, now).await {
        Ok(site) => {
            findings.push(Code::GrantsSeen.at(site.grants.as_str()).with("adapter", json!(site.adapter).as_str().unwrap_or_default()));
            findings.extend(client(http, &site).await);
            findings.extend(documents::findings(http, &site, address, reader, now).await);
            findings.extend(tokens(sign_ins, &site, now));
        }
        Err(DiscoveryError::NotSupported("PKCE with S256")) => {}
        Err(error) => findings.push(Code::CannotConnect.at(address.as_str()).with("detail", words(error, address, reader))),
    }
    findings
}

/// The metadata as it is served, and from where.
async fn served(http: &dyn Http, address: &Url, reader: &Reader, now: Timestamp) -> Result<(Url, Value), Finding> {
    for place in discovery::metadata_places(address) {
        match discovery::published::<Value>(http, place.clone(), now).await {
            Ok(Some(found)) => {
                let named = found.get("issuer").and_then(Value::as_str).unwrap_or_default();
                let same = discovery::same_issuer(named, address.as_str());
                return if same { Ok((place, found)) } else { Err(Code::OtherIssuer.at(place.as_str()).with("named", named)) };
            }
            Ok(None) => {}
            Err(IssuerError::Certificate) => return Err(Code::BadCertificate.at(place.as_str())),
            Err(error) => return Err(Code::NoAnswer.at(place.as_str()).with("detail", words(error.into(), address, reader))),
        }
    }
    Err(Code::NoMetadata.at(address.as_str()))
}

/// Why it did not go on, in the words of every other failure.
fn words(error: DiscoveryError, address: &Url, reader: &Reader) -> String {
    let detail = error.to_string();
    let said = Said::of(renkei_core::desk::Error::from(error).failure(address.host_str()), reader.words);
    format!("{}{}{detail}", said.title, reader.words.get("sentence-gap"))
}

/// Whether the issuer knows this app's client, as far as a silent request shows it.
async fn client(http: &dyn Http, site: &Site) -> Vec<Finding> {
    let client = if site.client_id.is_empty() { discovery::REGISTERED_ID } else { &site.client_id };
    let at = site.authorization_endpoint.as_str();
    let redirect = match &site.redirect {
        Redirect::LoopbackAnyPort => Some(format!("http://127.0.0.1:{PORT}/callback")),
        Redirect::LoopbackPorts(ports) => ports.first().map(|port| format!("http://127.0.0.1:{port}/callback")),
        Redirect::Scheme(_) => None,
    };
    let redirect = redirect.and_then(|redirect| Url::parse(&redirect).ok());
    let known = match &redirect {
        Some(redirect) => discovery::knows_client(http, site, client, redirect).await.unwrap_or(false),
        None => false,
    };
    let shown = redirect.map(|redirect| redirect.to_string()).unwrap_or_default();
    let code = if known { Code::ClientGood } else { Code::ClientUnseen };
    vec![code.at(at).with("client", client).with("redirect", shown), Code::OtherRedirects.at(at)]
}

/// What the profile's own sign-ins show of tokens.
fn tokens(sign_ins: &[SignInView], site: &Site, now: Timestamp) -> Vec<Finding> {
    if sign_ins.is_empty() {
        return vec![Code::SignInNone.at("")];
    }
    let mut findings = Vec::new();
    for one in sign_ins {
        let at = one.account.to_string();
        let more: Vec<&str> = one.scopes.iter().filter(|scope| !site.scopes.contains(scope)).map(String::as_str).collect();
        let code = if more.is_empty() { Code::TokenAsAsked } else { Code::TokenTooWide };
        findings.push(code.at(&at).with("scopes", more.join(" ")).with("asked", site.scopes.join(" ")));
        findings.push(match one.access_until {
            AccessUntil::At(until) => {
                let minutes = (until - now).num_minutes().max(0);
                let code = if minutes > LONG { Code::AccessLong } else { Code::AccessShort };
                code.at(&at).with("minutes", minutes.to_string())
            }
            AccessUntil::Never => Code::AccessLong.at(&at).with("minutes", "∞"),
            AccessUntil::NotTold => Code::AccessUntold.at(&at),
        });
    }
    findings
}
