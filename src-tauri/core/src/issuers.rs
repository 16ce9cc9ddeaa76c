//! Everything that speaks to an issuer. What comes in is bounded, checked and cleaned here, before any other module sees it.

pub mod adapters;
pub mod canary;
pub mod catalogue;
pub mod conditional;
pub mod discovery;
pub mod documents;
pub mod http;
mod json;
pub mod limits;
pub mod receipt;
pub mod redirect;
pub mod signed;
pub mod wire;

use crate::domain::Timestamp;
use crate::domain::text::Text;
use crate::ports::HttpError;

/// Why an issuer did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssuerError {
    /// No connection: nothing was sent.
    #[error("No connection to the issuer")]
    Offline,
    /// The name of its host leads nowhere: nothing was sent.
    #[error("The name of the issuer's host is not found")]
    UnknownHost,
    /// Sent, perhaps; no answer in time.
    #[error("No answer from the issuer in time")]
    NoAnswer,
    /// Its certificate is not valid.
    #[error("The issuer's certificate is not valid")]
    Certificate,
    /// Its server failed (5xx).
    #[error("The issuer's server failed with {status}")]
    ServerError {
        /// HTTP status.
        status: u16,
        /// When it wants to be asked again.
        retry_at: Option<Timestamp>,
    },
    /// Too many requests (429).
    #[error("The issuer asked to come back later")]
    TooMany {
        /// When it wants to be asked again.
        retry_at: Option<Timestamp>,
    },
    /// The answer is not of the published form. Names what is wrong, never what was in it.
    #[error("The issuer's answer cannot be read: {0}")]
    Unreadable(&'static str),
    /// The token does not open this (401).
    #[error("The issuer does not accept the sign-in any more")]
    Unauthorized,
    /// A fresh sign-in is wanted first (RFC 9470).
    #[error("The issuer wants a fresh sign-in")]
    StepUp {
        /// Within so many seconds.
        max_age: Option<u32>,
    },
    /// It said no.
    #[error("The issuer refused with {status}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// Its words, cleaned.
        words: Option<Text>,
    },
}

impl From<HttpError> for IssuerError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Offline => Self::Offline,
            HttpError::UnknownHost => Self::UnknownHost,
            HttpError::NoAnswer => Self::NoAnswer,
            HttpError::Certificate => Self::Certificate,
            HttpError::TooLarge => Self::Unreadable("larger than allowed"),
            HttpError::NotHttps => Self::Unreadable("names an address that is not https"),
        }
    }
}
