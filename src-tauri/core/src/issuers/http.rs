//! The network, by reqwest: bounded in size and time, no redirects, https or loopback only.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::Url;

use crate::ports::{Content, Http, HttpError, Marks, Method, Request, Response};

/// Longest time for a connection to stand.
const CONNECT: Duration = Duration::from_secs(8);
/// Longest time that an idle connection is kept for the next request.
const IDLE: Duration = Duration::from_secs(2);
/// Longest time for a whole exchange.
const TOTAL: Duration = Duration::from_secs(20);
/// The only response headers that are read.
const HEADERS: [&str; 10] =
    ["content-type", "etag", "last-modified", "retry-after", "www-authenticate", "date", "location", "link", "ratelimit", "ratelimit-policy"];

/// The real network.
pub struct Network {
    outside: reqwest::Client,
    /// Never through a proxy.
    loopback: reqwest::Client,
}

impl Network {
    /// Sets the network up. Nothing is sent.
    ///
    /// # Errors
    /// Where the platform's certificates cannot be loaded.
    pub fn new() -> Result<Self, reqwest::Error> {
        // A provider that another part of the program installed is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = || {
            reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .connect_timeout(CONNECT)
                .timeout(TOTAL)
                // Many servers close an idle connection after five seconds; a request sent into one that just closed is lost.
                .pool_idle_timeout(IDLE)
                .dns_resolver(Arc::new(System))
                .user_agent(concat!("Renkei/", env!("CARGO_PKG_VERSION")))
        };
        Ok(Self { outside: client().build()?, loopback: client().no_proxy().build()? })
    }
}

/// The system's names, with an error that can be told from a connection that fails.
struct System;

/// The system knows no address for a name: mistyped, or nobody to ask.
#[derive(Debug, thiserror::Error)]
#[error("The name is not found")]
struct NotFound(#[source] std::io::Error);

impl Resolve for System {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // The port is put in its place later.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(NotFound)?;
            Ok(Box::new(found.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}

/// Whether an address is on this very machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback() || address.to_ipv4_mapped().is_some_and(|v4| v4.is_loopback()),
        Some(url::Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost")
        }
        None => false,
    }
}

#[async_trait]
impl Http for Network {
    async fn send(&self, request: Request) -> Result<Response, HttpError> {
        let loopback = is_loopback(&request.url);
        if !(request.url.scheme() == "https" || (request.url.scheme() == "http" && loopback)) {
            return Err(HttpError::NotHttps);
        }
        let client = if loopback { &self.loopback } else { &self.outside };
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
            Method::Patch => reqwest::Method::PATCH,
        };
        let mut built = client.request(method, request.url).header("accept", request.accept);
        if let Some(lang) = request.lang {
            built = built.header("accept-language", lang.tag());
        }
        if let Some(token) = &request.bearer {
            // To send it to the issuer that it belongs to.
            built = built.bearer_auth(token.expose());
        }
        if let Some(tag) = request.if_match {
            built = built.header("if-match", tag);
        }
        let Marks { etag, last_modified } = request.unless.unwrap_or_default();
        for (name, mark) in [("if-none-match", etag), ("if-modified-since", last_modified)] {
            if let Some(mark) = mark {
                built = built.header(name, mark);
            }
        }
        built = match request.content {
            Content::None => built,
            Content::Form(body) => built.header("content-type", "application/x-www-form-urlencoded").body(body.to_vec()),
            Content::Json(value) => built.header("content-type", "application/json").body(value.to_string()),
        };
        let mut answer = built.send().await.map_err(|error| kind_of(&error))?;
        let status = answer.status().as_u16();
        let headers: BTreeMap<&'static str, String> =
            HEADERS.into_iter().filter_map(|name| Some((name, answer.headers().get(name)?.to_str().ok()?.to_owned()))).collect();
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| kind_of(&error))? {
            if body.len() + chunk.len() > request.at_most {
                return Err(HttpError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Response { status, headers, body })
    }
}

fn kind_of(error: &reqwest::Error) -> HttpError {
    if refused_certificate(error) {
        HttpError::Certificate
    } else if unknown_name(error) {
        HttpError::UnknownHost
    } else if error.is_connect() {
        HttpError::Offline
    } else {
        HttpError::NoAnswer
    }
}

fn unknown_name(error: &(dyn std::error::Error + 'static)) -> bool {
    error.is::<NotFound>() || error.source().is_some_and(unknown_name)
}

/// Looks through the whole chain. An `io::Error` is opened by hand: its `source` skips what it holds.
fn refused_certificate(error: &(dyn std::error::Error + 'static)) -> bool {
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return matches!(tls, rustls::Error::InvalidCertificate(_));
    }
    if let Some(held) = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        return refused_certificate(held);
    }
    error.source().is_some_and(refused_certificate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_this_machine_is_loopback() {
        for here in [
            "http://127.0.0.1/",
            "http://127.9.9.9:80/",
            "http://[::1]/",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://a.localhost/",
            "http://[::ffff:127.0.0.1]/",
        ] {
            assert!(is_loopback(&here.parse().unwrap()), "{here}");
        }
        for elsewhere in ["https://issuer.example/", "http://128.0.0.1/", "https://localhost.example/"] {
            assert!(!is_loopback(&elsewhere.parse().unwrap()), "{elsewhere}");
        }
    }
}
