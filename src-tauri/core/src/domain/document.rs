//! The signed documents of an issuer, as far as they are trusted.

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// The two documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Who the connectors are.
    Directory,
    /// What is going on.
    Notices,
}

/// What tells one edition from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Goes up with every change.
    pub version: u64,
    /// When it was signed.
    pub issued_at: Timestamp,
    /// When it is no longer to be used as new.
    pub expires_at: Timestamp,
    /// SHA-256 of the signed text, in hexadecimal: one version has one content.
    pub digest: String,
}

/// Why a document is not used. The last good one stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It could not be had.
    NotServed,
    /// Larger than allowed.
    TooLarge,
    /// Not signed by a key of this issuer, of another type, or altered.
    Signature,
    /// Not of the published form.
    Unreadable,
    /// About another issuer.
    OtherIssuer,
    /// An older version than the one in use.
    Older,
    /// The same version with another content.
    Altered,
    /// Its time is over.
    Expired,
    /// Signed at a time that is yet to come.
    FromTheFuture,
    /// The issuer's keys are others than those that were pinned, and the old ones did not sign the change.
    KeysChanged,
}
