//! Parts of HTTP that all servers of the practice share.

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use url::form_urlencoded;

/// Parameters of a query or a form, in order.
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    /// Reads `application/x-www-form-urlencoded`.
    pub(crate) fn read(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).into_owned().collect())
    }

    /// The value of a parameter; an empty one counts as absent (RFC 6749, 3.1).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// All values of a repeated parameter.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// Whether some parameter stands there twice (RFC 6749, 3.1).
    pub(crate) fn repeats(&self) -> bool {
        self.0.iter().enumerate().any(|(at, (key, _))| self.0.iter().take(at).any(|(earlier, _)| earlier == key))
    }
}

/// Writes `application/x-www-form-urlencoded`.
pub(crate) fn encode(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Splits space-separated tokens.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    text.split(' ').filter(|token| !token.is_empty()).map(str::to_owned).collect()
}

/// A JSON answer that no cache keeps (RFC 6749, 5.1).
pub(crate) fn unstored(status: StatusCode, body: Value) -> Response {
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// An RFC 9457 problem.
pub(crate) fn problem(status: StatusCode, title: &str, detail: &str) -> Response {
    let body = json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail });
    let mut response = unstored(status, body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

/// A 401 or 403 problem with its challenge (RFC 6750, 3).
pub(crate) fn challenge(status: StatusCode, title: &str, detail: &str, challenge: &str) -> Response {
    let mut response = problem(status, title, detail);
    if let Ok(value) = HeaderValue::from_str(challenge) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, value);
    }
    response
}

/// What went wrong inside; nothing is told but that it did.
pub(crate) fn broken(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "the practice could not answer");
    problem(StatusCode::INTERNAL_SERVER_ERROR, "Internal error", "The practice issuer could not finish; see its log")
}

/// The token of an `Authorization: Bearer` header (RFC 6750, 2.1).
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token.trim())
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// Adds a cookie that scripts cannot read and other sites do not send along on forms.
pub(crate) fn set_cookie(response: &mut Response, name: &str, value: &str, seconds: i64) {
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// A redirect that turns into a GET (RFC 9110, 15.4.4) and is not stored.
pub(crate) fn see_other(location: &str) -> Response {
    let Ok(value) = HeaderValue::from_str(location) else {
        return problem(StatusCode::INTERNAL_SERVER_ERROR, "Internal error", "The redirect has characters that a header cannot carry");
    };
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, value);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Refuses requests that name another host: a web page elsewhere may have pointed its own name at
/// this device (DNS rebinding).
pub(crate) async fn only_this_host(State(port): State<u16>, request: Request, next: Next) -> Response {
    let expected = format!("127.0.0.1:{port}");
    let named = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    if named == Some(expected.as_str()) {
        next.run(request).await
    } else {
        problem(StatusCode::MISDIRECTED_REQUEST, "Another host", "This server answers for its own loopback address only")
    }
}
