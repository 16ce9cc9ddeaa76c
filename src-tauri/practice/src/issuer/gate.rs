//! Who gets in with an access token (RFC 6750).

use axum::{
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::ledger::Opened;
use crate::{clock::Time, wire, world::Issuer};

/// Why a token was not let in.
#[derive(Debug)]
pub(crate) enum Refusal {
    NoToken,
    Dead,
    Suspended,
    ScopeMissing(String),
}

/// What the request's token opens, if it lives and carries the scope.
pub(crate) fn admit(issuer: &Issuer, headers: &HeaderMap, scope: &str, now: Time) -> Result<Opened, Refusal> {
    let secret = wire::bearer(headers).ok_or(Refusal::NoToken)?;
    let opened = issuer.open(secret, now).ok_or(Refusal::Dead)?;
    if issuer.is_suspended(&opened.consent) {
        return Err(Refusal::Suspended);
    }
    if opened.scopes.iter().any(|own| own == scope) {
        return Ok(opened);
    }
    Err(Refusal::ScopeMissing(scope.to_owned()))
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::NoToken => wire::challenge(StatusCode::UNAUTHORIZED, "No token", "Send an access token", "Bearer"),
            Self::Dead => wire::challenge(
                StatusCode::UNAUTHORIZED,
                "Token refused",
                "The access token is unknown, has run out or was revoked",
                "Bearer error=\"invalid_token\"",
            ),
            Self::Suspended => wire::problem(StatusCode::FORBIDDEN, "Suspended", "This connection is suspended"),
            Self::ScopeMissing(scope) => wire::challenge(
                StatusCode::FORBIDDEN,
                "Scope missing",
                "The token does not carry the scope",
                &format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\""),
            ),
        }
    }
}
