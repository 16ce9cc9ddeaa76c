//! What a shell asks with about whom to turn to, and about cases.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::Timestamp;
use crate::domain::case::About;
use crate::domain::id::CaseId;
use crate::domain::route::Matter;
use crate::domain::text::Lang;
use crate::ipc::Way;

/// What somebody is turned to about, and because of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct OfMatter {
    /// A grant, a connection that no list tells, or this app.
    pub about: About,
    /// What it is about.
    pub matter: Matter,
    /// Whether there are charges that the person does not recognise; left out where they did not say.
    #[serde(default)]
    pub charges: Option<bool>,
    /// The day of the earliest of them; left out where they did not say.
    #[serde(default)]
    pub charged_on: Option<chrono::NaiveDate>,
}

/// A way to reach a party of a route, to be opened outside of this app.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OpenContact {
    /// The route.
    #[serde(flatten)]
    pub of: OfMatter,
    /// Who: 0 answers, then the next ones in their order.
    pub turn: u32,
    /// Which way.
    pub way: Way,
}

/// What is to be written, and to whom.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct DraftCase {
    /// The case, where one is gone on with; its history is among the facts.
    pub case: Option<CaseId>,
    /// What it is about.
    #[serde(flatten)]
    pub of: OfMatter,
    /// To whom: 0 answers, then the next ones in their order.
    pub turn: u32,
    /// The facts that the person leaves out.
    #[serde(default)]
    pub without: Vec<String>,
    /// What the person writes themselves; absent, and with a case, what they wrote before stands.
    pub words: Option<String>,
    /// The person's name; the same.
    pub name: Option<String>,
    /// Whether what must not leave in these words is to be masked; else it is refused.
    #[serde(default)]
    pub mask: bool,
    /// The language of the letter.
    pub letter_lang: Lang,
    /// How far the person's clock is ahead of UTC, in minutes, for the times in it; Japan's where absent.
    pub offset_minutes: Option<i32>,
}

/// The sheet of all contacts, to be printed.
#[derive(Debug, Clone, Default, Deserialize, Serialize, TS)]
#[serde(default)]
pub struct SaveContacts {
    /// How far the person's clock is ahead of UTC, in minutes, for the day on it; Japan's where absent.
    pub offset_minutes: Option<i32>,
}

/// Of one case.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct OfCase {
    /// Which.
    pub case: CaseId,
}

/// A case that leaves the app.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct HandOnCase {
    /// Which.
    pub case: CaseId,
    /// Where to.
    pub to: CaseCarrier,
}

/// Who carries a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseCarrier {
    /// The person's own mail program.
    Mail,
    /// The party's own page or chat, in the system browser. The text is pasted there.
    Page,
    /// A text file.
    File,
    /// The issuer's interface for complaints.
    Issuer,
}

/// What the person did, was answered, or wants to remember.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct NoteCase {
    /// Of which case.
    pub case: CaseId,
    /// What.
    pub what: CaseNote,
    /// On which day.
    pub on: chrono::NaiveDate,
    /// The number that the party gave.
    pub number: Option<String>,
    /// In words.
    pub words: Option<String>,
}

/// What a person notes of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseNote {
    /// They sent or said it.
    Sent,
    /// The party answered.
    Answered,
    /// Anything else: a call, a name, the number that the police gave.
    Noted,
    /// It is closed, by their word.
    Closed,
    /// It is open again.
    Reopened,
}

/// When to say that nobody answered.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct RemindCase {
    /// Of which case.
    pub case: CaseId,
    /// When; never where absent.
    pub at: Option<Timestamp>,
}
