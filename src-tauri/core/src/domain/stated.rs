//! Who said it. Every fact on a screen is said by one party, perhaps relayed by another, at one time.

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// One of the three who may say something. The app never speaks as one of the others (R19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The business that holds the data and runs the authorization server.
    Issuer,
    /// The business that was let in.
    Connector,
    /// This app, speaking for itself.
    ThisApp,
}

/// A value with who said it, who passed it on, and when it was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Stated<T> {
    /// What was said.
    pub value: T,
    /// Who said it.
    pub by: Party,
    /// Who passed it on, where that is another party.
    pub relayed_by: Option<Party>,
    /// When this app heard it.
    pub at: Timestamp,
}

impl<T> Stated<T> {
    /// Said by the issuer itself.
    pub fn by_issuer(value: T, at: Timestamp) -> Self {
        Self { value, by: Party::Issuer, relayed_by: None, at }
    }

    /// The connector's own word, as the issuer passes it on.
    pub fn relayed_of_connector(value: T, at: Timestamp) -> Self {
        Self { value, by: Party::Connector, relayed_by: Some(Party::Issuer), at }
    }
}

/// A fact, or the issuer's silence about it. Silence is a value of its own: rules that need the fact stay silent too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Told<T> {
    /// The issuer does not tell it.
    NotTold,
    /// The issuer told it. In JSON the fact stands by itself.
    #[serde(untagged)]
    Told(T),
}

impl<T> Told<T> {
    /// The fact, if told.
    pub fn told(&self) -> Option<&T> {
        match self {
            Self::Told(value) => Some(value),
            Self::NotTold => None,
        }
    }
}

impl<T> From<Option<T>> for Told<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::NotTold, Self::Told)
    }
}
