//! The practice's own HTTP client: loopback only, no proxies, no redirects by itself.

use std::time::Duration;

/// How long a connector or the headless person waits for an answer.
const TIMEOUT: Duration = Duration::from_secs(20);

/// A client that follows no redirects.
pub(crate) fn client() -> Result<reqwest::Client, reqwest::Error> {
    // Refused when another part of the process installed a provider before; that one serves as well.
    rustls::crypto::ring::default_provider().install_default().ok();
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().timeout(TIMEOUT).build()
}
