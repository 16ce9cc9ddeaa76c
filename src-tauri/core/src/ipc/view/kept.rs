//! Views of connections that no list tells.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::Timestamp;
use crate::domain::expiry::Reach;
use crate::domain::id::{GrantId, KeptId};

use crate::domain::kept::Way;
use crate::domain::stated::Told;
use crate::ipc::{IssuerMeans, IssuerRef, NamedView, PermissionView};

/// A connection that no list tells: the person's own note, or an issuer's receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptView {
    /// Our id.
    pub id: KeptId,
    /// The service.
    pub service: String,
    /// Who says it, and what.
    pub source: KeptSource,
    /// The issuer of the catalogue that is meant.
    pub issuer: Option<IssuerRef>,
    /// What can be done there, where the catalogue tells.
    pub means: Option<IssuerMeans>,
    /// When this app took it in.
    pub made_at: Timestamp,
    /// When the person wants to be asked about it.
    pub remind_at: Option<Timestamp>,
    /// Whether that time has come.
    pub due: bool,
    /// When the person said that it is ended: their own word.
    pub ended_at: Option<Timestamp>,
    /// The listed grant that a receipt turned out to be.
    pub grant: Option<GrantId>,
}

/// Who says it, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeptSource {
    /// The person alone.
    Note(NoteView),
    /// An issuer, by its signature.
    Receipt(Box<ReceiptView>),
}

/// The person's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteView {
    /// How the service was let in.
    pub way: Way,
    /// Where.
    pub place: Option<String>,
    /// How to end it there.
    pub how_to_end: Option<String>,
    /// Anything else.
    pub memo: Option<String>,
}

/// The six facts of a consent as an issuer signed them (R16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceiptView {
    /// The issuer: its brand where the catalogue or a sign-in names it, else its host.
    pub issuer: String,
    /// The host that signed it.
    pub host: String,
    /// Whether the signed catalogue names this host.
    pub vouched: bool,
    /// Who was let in.
    pub connector: NamedView,
    /// For what.
    pub service: NamedView,
    /// What it may do, the weightiest first.
    pub permissions: Vec<PermissionView>,
    /// Until when it was agreed.
    pub reach: Reach,
    /// For how many days from the consent, where that is how it says it and nobody tells when the consent was.
    pub days: Option<u32>,
    /// Who gets data onward.
    pub chain: Told<Vec<String>>,
    /// How to end it.
    pub how_to_end: Option<String>,
    /// What to beware of.
    pub beware: Vec<String>,
    /// When the issuer signed it.
    pub issued_at: Timestamp,
    /// When the person consented, where the issuer signs each consent.
    pub agreed_at: Option<Timestamp>,
}

/// A receipt that was checked and is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceiptCheckView {
    /// What it says.
    pub receipt: ReceiptView,
    /// The same one, where it is kept already.
    pub kept: Option<KeptId>,
}

/// What the person agreed to for a listed grant, by a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgreedView {
    /// The receipt.
    pub kept: KeptId,
    /// When the person consented, where the receipt tells it.
    pub at: Option<Timestamp>,
    /// When this app took the receipt in.
    pub kept_at: Timestamp,
}
