//! What every answer of an issuer may say beside its content: how long to leave it alone, and what its clock shows.
//!
//! `Retry-After` (RFC 9110, 10.2.3) of a 429 or 503, and `RateLimit` with `RateLimit-Policy` as the IETF draft
//! "`RateLimit` header fields for HTTP" (draft-ietf-httpapi-ratelimit-headers) writes them: a list of strings with parameters
//! (RFC 9651), `"name";r=0;t=30` for what remains (`r`) and until when in seconds (`t`), `"name";q=20;w=60` for the policy.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Duration, Utc};

use super::json::retry_at;
use crate::domain::Timestamp;
use crate::domain::ending::Silence;
use crate::flow::pace::LONGEST_WAIT;
use crate::ports::{Clock, Http, HttpError, Request, Response};

/// What the answers of one conversation said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Said {
    /// Until when to leave it alone, and why.
    pub wait: Option<(Timestamp, Silence)>,
    /// Its own clock (`Date`, RFC 9110, 6.6.1), in the last answer.
    pub clock: Option<Timestamp>,
}

/// A network that listens to what the answers say of limits.
pub struct Listening<'a> {
    http: &'a dyn Http,
    clock: &'a dyn Clock,
    said: Mutex<Said>,
}

impl<'a> Listening<'a> {
    /// Listens from now on.
    pub fn new(http: &'a dyn Http, clock: &'a dyn Clock) -> Self {
        Self { http, clock, said: Mutex::default() }
    }

    /// What was said.
    pub fn said(&self) -> Said {
        *self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Http for Listening<'_> {
    async fn send(&self, request: Request) -> Result<Response, HttpError> {
        let answer = self.http.send(request).await?;
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.wait = said.wait.into_iter().chain(wait_of(&answer, self.clock.now())).max_by_key(|(until, _)| *until);
        said.clock = answer.headers.get("date").and_then(|text| DateTime::parse_from_rfc2822(text).ok()).map(|at| at.with_timezone(&Utc)).or(said.clock);
        drop(said);
        Ok(answer)
    }
}

/// Until when an answer wants the issuer to be left alone, and why.
fn wait_of(answer: &Response, now: Timestamp) -> Option<(Timestamp, Silence)> {
    let told = match answer.status {
        429 => retry_at(answer, now).map(|at| (at, Silence::TooMany)),
        503 => retry_at(answer, now).map(|at| (at, Silence::ServerError)),
        _ => None,
    };
    // Where both are sent, Retry-After goes first (the draft, 5).
    told.or_else(|| used_up(answer).map(|seconds| (now + Duration::seconds(i64::from(seconds)).min(LONGEST_WAIT), Silence::TooMany)))
}

/// For how many seconds nothing of a limit remains; the longest, where several are named.
fn used_up(answer: &Response) -> Option<u32> {
    let limits = items(answer.headers.get("ratelimit")?);
    let policies = answer.headers.get("ratelimit-policy").map(|text| items(text)).unwrap_or_default();
    let window = |name: &str| policies.iter().find(|policy| policy.name == name).and_then(|policy| policy.number("w"));
    limits.iter().filter(|limit| limit.number("r") == Some(0)).filter_map(|limit| limit.number("t").or_else(|| window(&limit.name))).max()
}

/// A member of a list, with its parameters.
#[derive(Debug, PartialEq, Eq)]
struct Item {
    name: String,
    parameters: Vec<(String, String)>,
}

impl Item {
    fn number(&self, name: &str) -> Option<u32> {
        self.parameters.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.parse().ok())
    }
}

/// The members of a list of strings or tokens (RFC 9651, 3.1); what cannot be read says nothing.
fn items(text: &str) -> Vec<Item> {
    let member = |text: String| {
        let mut parts = split(&text, ';').into_iter();
        let name = parts.next()?.trim().trim_matches('"').to_owned();
        let parameter = |part: String| part.split_once('=').map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()));
        Some(Item { name, parameters: parts.filter_map(parameter).collect() })
    };
    split(text, ',').into_iter().filter_map(member).collect()
}

/// Splits outside of quotes.
fn split(text: &str, at: char) -> Vec<String> {
    let (mut parts, mut quoted, mut escaped) = (vec![String::new()], false, false);
    for sign in text.chars() {
        match sign {
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = sign == '\\' && quoted && !escaped;
        match parts.last_mut() {
            Some(part) if sign != at || quoted => part.push(sign),
            Some(_) | None => parts.push(String::new()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(status: u16, headers: &[(&'static str, &str)]) -> Option<i64> {
        let now: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        wait_of(&Response { status, headers, body: vec![] }, now).map(|(until, _)| (until - now).num_seconds())
    }

    #[test]
    fn limits_are_read_as_the_draft_writes_them() {
        assert_eq!(wait(200, &[("ratelimit", "\"default\";r=50;t=30")]), None, "something remains");
        assert_eq!(wait(200, &[("ratelimit", "\"default\";r=0;t=30")]), Some(30));
        assert_eq!(wait(204, &[("ratelimit", "\"minute\";r=0;t=30, \"day\";r=0;t=600")]), Some(600), "the longest");
        assert_eq!(wait(200, &[("ratelimit", "\"a;r=1,b\";t=5;r=0")]), Some(5), "signs in a name divide nothing");
        assert_eq!(wait(200, &[("ratelimit", "\"minute\";r=0"), ("ratelimit-policy", "\"day\";q=9;w=86400,\"minute\";q=20;w=60")]), Some(60));
        assert_eq!(wait(200, &[("ratelimit", "\"minute\";r=0")]), None, "no time");
        assert_eq!(wait(200, &[("ratelimit", "\"x\";r=0;t=4000000000")]), Some(86_400));
        assert_eq!(wait(200, &[("ratelimit", "limit=10, remaining=0, reset=5")]), None, "an older form says nothing");
        assert_eq!(wait(429, &[("retry-after", "7"), ("ratelimit", "\"default\";r=0;t=30")]), Some(7), "Retry-After goes first");
        assert_eq!(wait(503, &[("retry-after", "7")]), Some(7));
        assert_eq!(wait(200, &[("retry-after", "7")]), None);
    }
}
