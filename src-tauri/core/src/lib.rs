//! The product: every service that a person let into their cards and wallets, at every issuer; seen,
//! understood, ended, and proved to have ended. No window: shells enter by [`ipc::dispatch`].
//!
//! A module uses only modules above it in this list; a test holds it to that.
#![forbid(unsafe_code)]

pub mod domain;
pub mod secret;
pub mod flow;
pub mod ports;
pub mod issuers;
pub mod store;
pub mod vault;
pub mod words;
pub mod paper;
pub mod ipc;
pub mod desk;
