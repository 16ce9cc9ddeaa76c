//! Pure values and rules. No clock, no randomness, no I/O: time is an argument.

pub mod batch;
pub mod case;
pub mod chain;
pub mod conclusion;
pub mod connector;
pub mod deletion;
pub mod directory;
pub mod document;
pub mod ending;
pub mod ending_receipt;
pub mod event;
pub mod expiry;
pub mod fold;
pub mod grant;
pub mod hours;
pub mod id;
pub mod issuer;
pub mod kept;
pub mod leak;
mod lenient;
pub mod listing;
pub mod measurement;
pub mod notice;
pub mod operator;
pub mod own_end;
pub mod pan;
pub mod passphrase;
pub mod permission;
pub mod proof;
pub mod record;
pub mod retention;
pub mod route;
pub mod stated;
pub mod supply;
pub mod terms;
pub mod text;
pub mod usage;

/// An instant in UTC; RFC 3339 wherever it is written (R5).
pub type Timestamp = chrono::DateTime<chrono::Utc>;
