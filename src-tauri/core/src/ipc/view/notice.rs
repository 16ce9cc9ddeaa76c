//! Views of notices.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::Timestamp;
use crate::domain::directory::Answerer;
use crate::domain::document::{DocumentKind, Refusal};
use crate::domain::notice::{Advice, NoticeKind, Severity};
use crate::ipc::{GrantView, IssuerRef};

/// The inbox.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct InboxView {
    /// Those that concern the person's own grants first, open ones before what is over, the weightiest and newest first.
    pub notices: Vec<NoticeView>,
    /// How fresh each issuer's documents are: silence is not safety.
    pub feeds: Vec<FeedView>,
    /// How many that concern the person are unread and open.
    pub unread: u32,
}

/// A notice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NoticeView {
    /// The issuer whose feed told it.
    pub issuer: IssuerRef,
    /// The feed's id of it.
    pub id: String,
    /// What it is.
    pub kind: NoticeKind,
    /// How weighty its author calls it.
    pub severity: Severity,
    /// Whose word it is; a connector's is relayed by the issuer.
    pub by: Answerer,
    /// When it was said.
    pub issued_at: Timestamp,
    /// When this app first had it.
    pub heard_at: Timestamp,
    /// From when.
    pub starts_at: Option<Timestamp>,
    /// Until when.
    pub ends_at: Option<Timestamp>,
    /// In one line.
    pub title: String,
    /// All of it.
    pub body: String,
    /// What is affected, where not the whole.
    pub part: Option<String>,
    /// The one act that its author advises.
    pub advice: Option<Advice>,
    /// Whether it still stands.
    pub state: NoticeState,
    /// Whether the person opened it.
    pub read: bool,
    /// The person's own live grants at that issuer that it is about, the weightiest first; at most 20.
    pub concerns: Vec<GrantView>,
    /// How many they are.
    pub concerns_total: u32,
    /// The person's own live grants of the same connector at other issuers, which have not told it (R24); at most 20.
    pub elsewhere: Vec<GrantView>,
    /// How many they are.
    pub elsewhere_total: u32,
}

/// An entry for a calendar (RFC 5545).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalendarView {
    /// The file's name.
    pub name: String,
    /// Its content.
    pub text: String,
    /// Whether it was saved for the person and opened.
    pub opened: bool,
}

/// Whether a notice still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeState {
    /// It stands.
    Open,
    /// Its own time is over.
    Over,
    /// It says that what was told before is over.
    AllClear,
    /// A later one took its place.
    Replaced,
}

/// How fresh one document of one issuer is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FeedView {
    /// Whose.
    pub issuer: IssuerRef,
    /// Which document.
    pub kind: DocumentKind,
    /// Whether this issuer publishes it at all.
    pub published: bool,
    /// When it was last seen to be the newest.
    pub checked_at: Option<Timestamp>,
    /// When the edition in use was signed.
    pub issued_at: Option<Timestamp>,
    /// When the edition in use runs out.
    pub expires_at: Option<Timestamp>,
    /// Whether the edition in use has run out.
    pub expired: bool,
    /// Why the last look was not good.
    pub refused: Option<Refusal>,
    /// Whether the person may trust the issuer's new keys now.
    pub may_trust_new_keys: bool,
}
