//! What an authorization server remembers between two requests of one sign-in. A restart forgets it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{clock::Time, pages::Lang};

/// Open requests, codes, browser sessions and page snapshots of one issuer.
#[derive(Default)]
pub(crate) struct Sessions {
    pub(crate) requests: BTreeMap<String, AuthorizeRequest>,
    /// By fingerprint.
    pub(crate) codes: BTreeMap<String, Code>,
    /// By fingerprint of the cookie.
    pub(crate) browsers: BTreeMap<String, Browser>,
    pub(crate) snapshots: BTreeMap<String, Snapshot>,
    /// When the grants API was asked within the window of its limit.
    pub(crate) asked: Vec<Time>,
    /// What it hands out in place of the true receipts of endings.
    #[cfg(feature = "testing")]
    pub(crate) ending_receipts: crate::receipts::ending::Guise,
}

/// A valid authorization request that waits for its person.
#[derive(Clone)]
pub(crate) struct AuthorizeRequest {
    pub(crate) at: Time,
    pub(crate) client: String,
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) challenge: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) services: Vec<String>,
    pub(crate) details: Vec<Value>,
    pub(crate) login_hint: Option<String>,
    pub(crate) lang: Lang,
    /// Fingerprint of the cookie that ties the forms to this browser.
    pub(crate) csrf: String,
    pub(crate) signed_in: Option<Browser>,
}

/// Who signed in, and when.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) holder: String,
    pub(crate) auth_time: Time,
}

/// An authorization code (RFC 6749, 4.1.2).
#[derive(Clone)]
pub(crate) struct Code {
    pub(crate) at: Time,
    pub(crate) request: AuthorizeRequest,
    pub(crate) who: Browser,
    pub(crate) covers: Vec<String>,
    /// The family of tokens that it gave; a second use revokes it.
    pub(crate) spent: Option<String>,
}

/// The order of a list at the time of its first page.
pub(crate) struct Snapshot {
    pub(crate) at: Time,
    pub(crate) holder: String,
    pub(crate) ids: Vec<String>,
}

/// Life of an open request, its cookie and a snapshot.
pub(crate) const REQUEST_SECONDS: i64 = 600;
/// Life of a code.
pub(crate) const CODE_SECONDS: i64 = 60;
/// Life of a browser session.
const BROWSER_SECONDS: i64 = 8 * 3600;

impl Sessions {
    /// Drops what is too old to matter.
    pub(crate) fn sweep(&mut self, now: Time) {
        let young = |at: Time, seconds: i64| at + chrono::Duration::seconds(seconds) > now;
        self.requests.retain(|_, request| young(request.at, REQUEST_SECONDS));
        self.codes.retain(|_, code| young(code.at, REQUEST_SECONDS));
        self.browsers.retain(|_, browser| young(browser.auth_time, BROWSER_SECONDS));
        self.snapshots.retain(|_, snapshot| young(snapshot.at, REQUEST_SECONDS));
    }
}
