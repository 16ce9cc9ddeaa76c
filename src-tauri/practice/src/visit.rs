//! A person with a browser, without a screen: follows an authorization request through the pages of
//! a practice issuer to the redirect, over the same HTTP as a real browser. Loopback only.

use std::collections::BTreeMap;

use reqwest::{Client, Method, StatusCode, header};
use url::Url;

use crate::{
    http,
    wire::{self, Params},
};

/// More steps than any honest flow has.
const STEPS_MAX: usize = 12;

/// What the person answers on the consent page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Allows; for a connector the first card that is offered.
    Allow,
    /// Allows a connector for these cards, by their ids.
    AllowCovering(Vec<String>),
    /// Says no.
    Deny,
}

/// Where the person ended up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landed {
    /// The last address without its query, which may carry a code.
    pub at: String,
    /// The HTTP status of the last page.
    pub status: u16,
    /// The OAuth error code that came along (RFC 6749, 4.1.2.1).
    pub error: Option<String>,
}

/// Why the visit did not reach its end.
#[derive(Debug, thiserror::Error)]
pub enum VisitError {
    /// Only `http://127.0.0.1:port` is ever visited.
    #[error("Refuse to visit {0}: it is not on 127.0.0.1")]
    NotLoopback(String),
    /// No answer.
    #[error("Load {at}")]
    Unreachable {
        /// Without query.
        at: String,
        /// What failed.
        source: reqwest::Error,
    },
    /// The user name or the password was refused.
    #[error("The practice issuer refused the user name or the password")]
    SignInRefused,
    /// The consent was not accepted, for instance for cards of two contracts.
    #[error("The practice issuer did not accept the choice on the consent page")]
    ConsentRefused,
    /// An error page.
    #[error("The page at {at} answered with status {status}")]
    ErrorPage {
        /// Without query.
        at: String,
        /// Its HTTP status.
        status: u16,
    },
    /// Too many steps.
    #[error("The pages led in a circle")]
    Circle,
    /// The HTTP client could not be made.
    #[error("Make the HTTP client")]
    Client(#[source] reqwest::Error),
}

/// Signs in and answers the consent, up to and including the GET of the redirect (RFC 8252, 7.3).
///
/// # Errors
///
/// [`VisitError`], when an address is not on 127.0.0.1 or the pages do not lead to the redirect.
pub async fn sign_in(authorize_url: &str, username: &str, password: &str, decision: Decision) -> Result<Landed, VisitError> {
    let mut visit =
        Visit { client: http::client().map_err(VisitError::Client)?, cookies: BTreeMap::new(), redirect_uri: None, signed_in: false, consented: false };
    let mut step = Step::Get(loopback(authorize_url)?);
    for _ in 0..STEPS_MAX {
        match visit.go(&step).await? {
            Page::Landed(landed) => return Ok(landed),
            Page::Redirect(url) => step = Step::Get(url),
            Page::Login(url, request) => {
                if std::mem::replace(&mut visit.signed_in, true) {
                    return Err(VisitError::SignInRefused);
                }
                let fields = [("request", request.as_str()), ("username", username), ("password", password)];
                step = Step::Post(url, wire::encode(&fields));
            }
            Page::Consent(url, request, offered) => {
                if std::mem::replace(&mut visit.consented, true) {
                    return Err(VisitError::ConsentRefused);
                }
                step = Step::Post(url, answer(&request, &decision, &offered));
            }
        }
    }
    Err(VisitError::Circle)
}

enum Step {
    Get(Url),
    Post(Url, String),
}

enum Page {
    Landed(Landed),
    Redirect(Url),
    Login(Url, String),
    Consent(Url, String, Vec<String>),
}

struct Visit {
    client: Client,
    cookies: BTreeMap<String, String>,
    redirect_uri: Option<String>,
    signed_in: bool,
    consented: bool,
}

impl Visit {
    async fn go(&mut self, step: &Step) -> Result<Page, VisitError> {
        let (method, url, body) = match step {
            Step::Get(url) => (Method::GET, url, None),
            Step::Post(url, body) => (Method::POST, url, Some(body)),
        };
        let query = Params::read(url.query().unwrap_or_default().as_bytes());
        if let Some(redirect) = query.get("redirect_uri") {
            self.redirect_uri = Some(redirect.to_owned());
        }
        let mut request = self.client.request(method, url.clone());
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        if let Some(body) = body {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body.clone());
        }
        let unreachable = |source: reqwest::Error| VisitError::Unreachable { at: plain(url), source: source.without_url() };
        let response = request.send().await.map_err(unreachable)?;
        self.keep_cookies(response.headers());
        let status = response.status();
        let landed = Landed { at: plain(url), status: status.as_u16(), error: query.get("error").map(str::to_owned) };
        let is_back = self.redirect_uri.as_deref() == Some(landed.at.as_str());
        if let Some(next) = location(url, status, response.headers()) {
            return Ok(Page::Redirect(loopback(next.as_str())?));
        }
        if is_back {
            return Ok(Page::Landed(landed));
        }
        if !status.is_success() {
            return Err(VisitError::ErrorPage { at: landed.at, status: landed.status });
        }
        let text = response.text().await.map_err(unreachable)?;
        Ok(read_page(url, &text).unwrap_or(Page::Landed(landed)))
    }

    fn keep_cookies(&mut self, headers: &header::HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let Some((name, value)) = cookie.to_str().ok().and_then(|text| text.split(';').next()).and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// Finds the form of a practice page.
fn read_page(url: &Url, text: &str) -> Option<Page> {
    let request = fields(text, "name=\"request\"").into_iter().next()?;
    if text.contains("action=\"/login\"") {
        return Some(Page::Login(url.join("/login").ok()?, request));
    }
    if text.contains("action=\"/consent\"") {
        let offered = fields(text, "name=\"covers\"");
        return Some(Page::Consent(url.join("/consent").ok()?, request, offered));
    }
    None
}

/// The values of the inputs with this mark.
fn fields(text: &str, mark: &str) -> Vec<String> {
    text.split("<input ")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .filter(|tag| tag.contains(mark))
        .filter_map(|tag| tag.split_once("value=\"")?.1.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn answer(request: &str, decision: &Decision, offered: &[String]) -> String {
    let (word, covers) = match decision {
        Decision::Deny => ("deny", &[][..]),
        Decision::Allow => ("allow", offered.get(..1).unwrap_or_default()),
        Decision::AllowCovering(chosen) => ("allow", chosen.as_slice()),
    };
    let mut pairs = vec![("request", request), ("decision", word)];
    pairs.extend(covers.iter().map(|id| ("covers", id.as_str())));
    wire::encode(&pairs)
}

fn location(from: &Url, status: StatusCode, headers: &header::HeaderMap) -> Option<Url> {
    if !status.is_redirection() {
        return None;
    }
    let location = headers.get(header::LOCATION)?.to_str().ok()?;
    from.join(location).ok()
}

fn loopback(text: &str) -> Result<Url, VisitError> {
    let url = Url::parse(text).map_err(|_| VisitError::NotLoopback("an unreadable address".into()))?;
    let plain_http = url.scheme() == "http" && url.username().is_empty();
    if plain_http && url.host_str() == Some("127.0.0.1") {
        return Ok(url);
    }
    Err(VisitError::NotLoopback(plain(&url)))
}

/// The address without query and fragment.
fn plain(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.into()
}
