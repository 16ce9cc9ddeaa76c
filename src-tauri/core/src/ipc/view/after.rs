//! Views of what comes after an ending: the issuer's signed word on it, and asking the connector to delete.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::Timestamp;
use crate::domain::deletion::State;
use crate::domain::ending_receipt::{Asker, Fault};
use crate::domain::stated::Stated;
use crate::domain::text::Lang;
use crate::ipc::{ContactView, GrantView};

/// The issuer's signed word on an ending. It says what the issuer accepted; it proves no ending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EndingReceiptView {
    /// It is being asked for.
    Asking,
    /// The issuer signs none.
    NotOffered,
    /// None could be had or checked.
    NotHad,
    /// Checked against the issuer's keys, and for this ending.
    Good(Box<GoodReceiptView>),
    /// One came, and is not believed.
    Refused {
        /// Why.
        why: Fault,
        /// When.
        at: Timestamp,
    },
}

/// What a receipt of an ending says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GoodReceiptView {
    /// The issuer's id of it.
    pub id: String,
    /// When it was signed.
    pub issued_at: Timestamp,
    /// When the issuer accepted the ending.
    pub accepted_at: Timestamp,
    /// Who asked for it, as the issuer says.
    pub asked_by: Asker,
    /// Until when tokens that were already out may still work.
    pub left_alive_until: Option<Timestamp>,
    /// What was accepted, in the issuer's words.
    pub words: Option<String>,
    /// When this app checked it.
    pub checked_at: Timestamp,
    /// As it was signed: the evidence, for whoever wants to check it.
    pub jws: String,
}

/// Asking a connector to delete what it got.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeletionView {
    /// The grant that is over.
    pub grant: GrantView,
    /// Whether it is over, so that a letter can say so.
    pub may_ask: bool,
    /// Whom to ask; `null` where nobody is published.
    pub whom: Option<WhomView>,
    /// Who at the issuer can help.
    pub helper: Option<Stated<ContactView>>,
    /// The language of the letter.
    pub lang: Lang,
    /// What was noted.
    pub history: Option<DeletionHistoryView>,
}

/// Whom to ask.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WhomView {
    /// The contact point.
    pub contact: Stated<ContactView>,
    /// Whether it was agreed for deletion; else it is a general one.
    pub agreed: bool,
    /// Whether it tells in which language it is written to.
    pub lang_told: bool,
}

/// What the person noted of a wish for deletion. Nothing here was seen by this app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeletionHistoryView {
    /// Where it stands by their notes.
    pub state: State,
    /// All notes, in order.
    pub steps: Vec<DeletionStepView>,
    /// Whether the company has still to say what it did.
    pub open: bool,
    /// When to say that nobody answered.
    pub remind_at: Option<Timestamp>,
    /// Whether that day has come.
    pub due: bool,
}

/// One note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeletionStepView {
    /// What was noted.
    pub state: State,
    /// The day that the person named.
    pub on: NaiveDate,
    /// When they noted it.
    pub noted_at: Timestamp,
    /// The letter that they sent, or what the company wrote.
    pub words: Option<String>,
}

/// A letter, to be read whole and changed before it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterView {
    /// In which language.
    pub lang: Lang,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
}

/// What became of a letter that was handed on. Whether it was sent, only the person knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandedOnView {
    /// The address or the host that was opened, or the name of the file.
    pub place: String,
    /// Whether the text went along; else the person pastes it.
    pub whole: bool,
}
