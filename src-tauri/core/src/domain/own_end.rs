//! The day on which a person themselves wants a grant to be over, earlier than the issuer's, and what is to happen then.

use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::id::{Birth, GrantId};

/// What the person prepared for one grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnEnd {
    /// Of which grant.
    pub grant: GrantId,
    /// The giving that the person saw when they set it. A later one is never ended by it.
    pub birth: Birth,
    /// The last day, in the calendar of the person where they set it.
    pub day: chrono::NaiveDate,
    /// The end of that day there. It stays where it is when the person travels.
    pub at: Timestamp,
    /// What is to happen then.
    pub then: Then,
    /// Why, in the person's words.
    pub why: Option<String>,
    /// When the person was asked about it, because it could or should not be ended by itself.
    pub asked: Option<(Timestamp, WhyAsked)>,
}

/// What is to happen when the day is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// It is ended by itself.
    End,
    /// The person is asked.
    Ask,
}

/// Why the person is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyAsked {
    /// They wanted to be.
    Wished,
    /// Not signed in, or a fresh sign-in is needed.
    SignIn,
    /// It was given anew since.
    GivenAnew,
    /// The issuer gives nothing that tells one giving from the next.
    NoBirth,
    /// The issuer's clock and this device's do not agree that the day is over, or the issuer tells no time.
    Clock,
}
