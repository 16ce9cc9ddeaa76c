//! What is known of an issuer and its kind, apart from any grant.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of business an issuer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IssuerKind {
    /// Card company.
    Card,
    /// Code payment.
    CodePayment,
    /// E-money.
    EMoney,
    /// Not said.
    Unknown,
}

/// Kinds of facts that an issuer may tell or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// When it was used last.
    LastUse,
    /// When it was used.
    Uses,
    /// Which tokens are alive.
    Tokens,
    /// The furthest that refreshing reaches.
    Refreshable,
    /// The end of today's access.
    AccessUntil,
    /// Which cards or accounts.
    Covers,
    /// The service apart from the connector.
    Service,
    /// Who gets data onward.
    Chain,
    /// What scopes mean.
    PermissionWords,
    /// Suspensions.
    Suspension,
}

/// What goes on after an ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GoesOn {
    /// The card or wallet itself.
    Card,
    /// The membership or paid plan at the connector.
    Membership,
    /// Payments that are on their way.
    PaymentsInFlight,
    /// What was written stays written.
    WrittenData,
    /// The sign-in at the connector by this issuer's identity.
    OnlineSessions,
}

/// What an issuer's kind leaves alive after an ending, as its adapter declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeftAliveKind {
    /// All tokens die at once.
    Nothing,
    /// Signed access tokens work until they run out.
    SignedAccessTokens {
        /// For at most so many seconds, where known.
        seconds: Option<u32>,
    },
    /// Not told.
    NotTold,
}

/// How an issuer takes a part of a grant away, where it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CanNarrow {
    /// What it never takes away by itself, by the names that it lists.
    pub fixed: Vec<String>,
    /// How long tokens that are out keep what was taken away.
    pub left_alive: LeftAliveKind,
}

/// Why an account could not be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No connection to it.
    Offline,
    /// Its certificate is not valid: nothing was sent.
    Certificate,
    /// It did not answer in time.
    TimedOut,
    /// Its server failed.
    ServerError,
    /// It asked to come back later.
    TooMany,
    /// Its answer is not of the published form.
    Unreadable,
    /// The person has to sign in again.
    SignIn,
    /// It refused.
    Refused,
    /// This device could not read its own keychain.
    Vault,
}
