//! Practice issuers (R7): made-up payment companies, connectors and people that a person may try the
//! app with, and that tests run against. Real HTTP, real OAuth, loopback only; nobody in it exists.
//!
//! Each issuer publishes who its connectors are and what is going on, as signed files that any web server could serve,
//! and hands out a signed receipt of every consent; one issuer has nothing but such receipts.
//! A control server lets things happen, and with the feature `testing` lets them go wrong.
//!
//! [`Practice::start`] runs everything on a folder, [`Running::find`] finds one that runs already,
//! and [`visit::sign_in`] is a person with a browser where there is no browser.

#![forbid(unsafe_code)]

mod cast;
mod catalogue;
mod chance;
mod clock;
mod closed;
mod connectors;
mod control;
mod documents;
#[cfg(feature = "testing")]
mod faults;
mod http;
mod issuer;
mod keys;
mod lock;
mod pages;
mod practice;
mod receipts;
mod seed;
mod serve;
mod store;
pub mod visit;
mod wire;
mod world;

pub use clock::{Clock, SystemClock};
pub use lock::{Addresses, Running};
pub use practice::{Options, Person, Practice, StartError, people};
