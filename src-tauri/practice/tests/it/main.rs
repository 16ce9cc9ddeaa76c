//! The practice issuers over real HTTP.
#![expect(clippy::disallowed_methods, reason = "a test compares with the real time")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

mod authorization;
mod canary;
mod complaints;
mod connectors;
mod control;
mod documents;
#[cfg(feature = "testing")]
mod false_receipts;
#[cfg(feature = "testing")]
mod faults;
mod grants;
#[cfg(feature = "testing")]
mod guises;
mod notices;
mod person;
mod receipts;
mod restart;
mod seed;
mod signed;
mod tokens;
