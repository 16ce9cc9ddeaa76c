//! Reading an issuer's answers: status first, then JSON of bounded depth, then strict types with lenient content.

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use super::IssuerError;
use crate::domain::Timestamp;
use crate::domain::text::{Lang, Text, clean};
use crate::flow::pace::LONGEST_WAIT;
use crate::ports::{Content, Http, Method, Request, Response};
use crate::secret::AccessToken;

/// Largest JSON answer of any kind.
pub(super) const LARGEST: usize = 4 * 1024 * 1024;

/// A GET for JSON.
pub(super) fn get(url: Url, bearer: Option<&AccessToken>, lang: Option<Lang>) -> Request {
    let bearer = bearer.cloned();
    Request { method: Method::Get, url, accept: "application/json", lang, bearer, if_match: None, unless: None, content: Content::None, at_most: LARGEST }
}

/// Sends, and turns every answer but 2xx into the error that it is.
/// `now` is asked as the answer arrives: what it says of time counts from then.
pub(super) async fn send(http: &dyn Http, request: Request, now: impl Fn() -> Timestamp) -> Result<Response, IssuerError> {
    let answer = http.send(request).await?;
    match answer.status {
        200..=299 => Ok(answer),
        401 => Err(unauthorized(&answer)),
        429 => Err(IssuerError::TooMany { retry_at: retry_at(&answer, now()) }),
        300..=399 => Err(IssuerError::Unreadable("a redirect where an answer belongs")),
        status @ 500..=599 => Err(IssuerError::ServerError { status, retry_at: retry_at(&answer, now()) }),
        status => Err(IssuerError::Refused { status, words: words(&answer) }),
    }
}

/// Reads the body as a JSON object. An array could pass for the fields of one, in their order, and an empty one for an empty list.
pub(super) fn read<T: DeserializeOwned>(answer: &Response) -> Result<T, IssuerError> {
    if !answer.body.trim_ascii_start().starts_with(b"{") {
        return Err(IssuerError::Unreadable("not a JSON object"));
    }
    parse(answer)
}

/// Reads the body as a JSON array.
pub(super) fn read_array(answer: &Response) -> Result<Vec<Value>, IssuerError> {
    parse(answer)
}

fn parse<T: DeserializeOwned>(answer: &Response) -> Result<T, IssuerError> {
    let is_json = answer.headers.get("content-type").is_some_and(|kind| {
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
    });
    if !is_json {
        return Err(IssuerError::Unreadable("not JSON"));
    }
    // serde_json stops at a depth of 128 by itself.
    serde_json::from_slice(&answer.body).map_err(|error| {
        IssuerError::Unreadable(match error.classify() {
            serde_json::error::Category::Data => "a field is missing or of another type",
            serde_json::error::Category::Syntax | serde_json::error::Category::Eof | serde_json::error::Category::Io => "broken JSON",
        })
    })
}

fn unauthorized(answer: &Response) -> IssuerError {
    let challenge = answer.headers.get("www-authenticate").map_or("", String::as_str);
    if !challenge.contains("insufficient_user_authentication") {
        return IssuerError::Unauthorized;
    }
    let max_age = challenge.split([',', ' ']).filter_map(|part| part.trim().strip_prefix("max_age=")).find_map(|value| value.trim_matches('"').parse().ok());
    IssuerError::StepUp { max_age }
}

/// `Retry-After` in either form (RFC 9110, 10.2.3), at most [`LONGEST_WAIT`] ahead.
pub(super) fn retry_at(answer: &Response, now: Timestamp) -> Option<Timestamp> {
    let value = answer.headers.get("retry-after")?.trim();
    let at = match value.parse::<u32>() {
        Ok(seconds) => now + Duration::seconds(i64::from(seconds)),
        Err(_) => DateTime::parse_from_rfc2822(value).ok()?.with_timezone(&Utc),
    };
    Some(at.clamp(now, now + LONGEST_WAIT))
}

/// `detail` or `title` of an RFC 9457 problem, or `error_description` (RFC 6749, 5.2), cleaned.
fn words(answer: &Response) -> Option<Text> {
    #[derive(Deserialize)]
    struct Problem {
        detail: Option<String>,
        title: Option<String>,
        error_description: Option<String>,
    }
    let problem: Problem = read(answer).ok()?;
    let words = clean(&problem.detail.or(problem.title).or(problem.error_description)?);
    (!words.is_empty()).then(|| Text::plain(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(header: (&'static str, &str)) -> Response {
        Response { status: 401, headers: [(header.0, header.1.to_owned())].into(), body: vec![] }
    }

    #[test]
    fn a_wish_for_a_fresh_sign_in_is_told_apart_from_a_dead_token() {
        let wish = answer(("www-authenticate", "Bearer error=\"insufficient_user_authentication\", max_age=\"300\""));
        assert_eq!(unauthorized(&wish), IssuerError::StepUp { max_age: Some(300) });
        let wish = answer(("www-authenticate", "Bearer error=\"insufficient_user_authentication\", max_age=5"));
        assert_eq!(unauthorized(&wish), IssuerError::StepUp { max_age: Some(5) });
        assert_eq!(unauthorized(&answer(("www-authenticate", "Bearer error=\"invalid_token\""))), IssuerError::Unauthorized);
    }

    #[test]
    fn retry_after_is_read_in_both_forms_and_bounded() {
        let now: Timestamp = "2026-11-21T00:00:00Z".parse().unwrap();
        assert_eq!(retry_at(&answer(("retry-after", "30")), now), Some(now + Duration::seconds(30)));
        assert_eq!(retry_at(&answer(("retry-after", "Sat, 21 Nov 2026 00:01:00 GMT")), now), Some(now + Duration::seconds(60)));
        assert_eq!(retry_at(&answer(("retry-after", "4000000000")), now), Some(now + Duration::days(1)));
        assert_eq!(retry_at(&answer(("retry-after", "soon")), now), None);
    }
}
