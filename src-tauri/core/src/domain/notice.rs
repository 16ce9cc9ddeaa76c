//! What is going on (R6, R15, R18, R24): risks, incidents, outages, planned stops and changes, as a party said them
//! (`contracts/notices.schema.json`).

use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::directory::Answerer;
use super::lenient;
use super::text::Text;

/// One notice of one issuer's feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The feed's id of it.
    #[serde(deserialize_with = "lenient::id")]
    pub id: String,
    /// What it is.
    pub kind: NoticeKind,
    /// How weighty its author calls it.
    pub severity: Severity,
    /// Whose word it is; a connector's is relayed by the issuer.
    pub by: Answerer,
    /// When it was said.
    pub issued_at: Timestamp,
    /// From when.
    #[serde(default, deserialize_with = "lenient::option")]
    pub starts_at: Option<Timestamp>,
    /// Until when.
    #[serde(default, deserialize_with = "lenient::option")]
    pub ends_at: Option<Timestamp>,
    /// Which connectors; `None`: all, or the issuer itself.
    #[serde(default, deserialize_with = "lenient::option")]
    pub connectors: Option<Vec<String>>,
    /// Which of their services; `None`: all.
    #[serde(default, deserialize_with = "lenient::option")]
    pub services: Option<Vec<String>>,
    /// What is affected, where not the whole.
    #[serde(default, deserialize_with = "lenient::text")]
    pub part: Option<Text>,
    /// In one line.
    #[serde(deserialize_with = "lenient::words")]
    pub title: Text,
    /// All of it.
    #[serde(deserialize_with = "lenient::words")]
    pub body: Text,
    /// The one act that its author advises.
    #[serde(default, deserialize_with = "lenient::option")]
    pub advice: Option<Advice>,
    /// Earlier ones that it takes the place of.
    #[serde(default, deserialize_with = "lenient::list")]
    pub supersedes: Vec<String>,
    /// Whether it says that what the earlier ones told is over.
    #[serde(default)]
    pub all_clear: bool,
}

/// Kinds of notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Something happened to data or access.
    Incident,
    /// Something could go wrong.
    Risk,
    /// Something does not work.
    Outage,
    /// Something will stand still.
    PlannedStop,
    /// An interface changes or ends (R6).
    ApiChange,
}

/// How weighty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Act now.
    Urgent,
    /// Take care.
    Caution,
    /// To know.
    Info,
}

/// What its author advises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Think about ending.
    ConsiderEnding,
    /// Change the password at the connector.
    ChangePassword,
    /// Wait.
    Wait,
    /// Ask the contact point.
    Ask,
    /// Nothing to do.
    Nothing,
}

impl Notice {
    /// Whether it weighs more than what it said before.
    pub fn outweighs(&self, before: &Self) -> bool {
        // The weightiest is the least.
        self.severity < before.severity
    }

    /// Whether it stands now: not over by its own time, nor an all-clear.
    pub fn is_open(&self, now: Timestamp) -> bool {
        !self.all_clear && self.ends_at.is_none_or(|ends| ends > now)
    }

    /// Whether it is about a connector and service of the issuer that told it.
    pub fn concerns(&self, connector: &str, service: &str) -> bool {
        let names = |listed: &Option<Vec<String>>, id: &str| listed.as_ref().is_none_or(|listed| listed.iter().any(|one| one == id));
        names(&self.connectors, connector) && names(&self.services, service)
    }
}
