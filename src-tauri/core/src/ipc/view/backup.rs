//! Views of backups.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::Timestamp;
use crate::domain::ending::State;
use crate::domain::id::{AccountId, GrantId};
use crate::ipc::IssuerRef;

/// Where backups stand, and which sign-ins this device lacks.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupView {
    /// When the last one was made.
    pub last: Option<Timestamp>,
    /// Whether there is something to lose and no backup of the last 90 days.
    pub old: bool,
    /// Whether nothing of a person stands here, so that a backup may be taken over.
    pub can_restore: bool,
    /// The backup that this profile came from.
    pub restored: Option<RestoredFrom>,
    /// The sign-ins that this device lacks, those first at which endings wait.
    pub waiting: Vec<WaitingSignInView>,
}

/// The backup that a profile came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestoredFrom {
    /// When it was made.
    pub made_at: Timestamp,
    /// What the device called itself on which it was made.
    pub device: String,
    /// When it was taken over.
    pub at: Timestamp,
}

/// A sign-in that this device lacks.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WaitingSignInView {
    /// Which.
    pub account: AccountId,
    /// At which issuer.
    pub issuer: IssuerRef,
    /// What a person recognises.
    pub label: Option<String>,
    /// The endings that wait for it. They have NOT ended.
    pub endings: Vec<WaitingEndingView>,
}

/// An ending that waits for a sign-in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WaitingEndingView {
    /// Of which grant.
    pub grant: GrantId,
    /// The service's name.
    pub service: String,
    /// The connector's name.
    pub connector: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// How far it came.
    pub state: State,
}

/// A backup that was made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupMadeView {
    /// Where it stands.
    pub file: String,
    /// Its size, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When.
    pub made_at: Timestamp,
    /// How many grants are in it, ended ones too.
    pub grants: u32,
    /// How many issuers.
    pub issuers: u32,
    /// How many endings that are open.
    pub open_endings: u32,
    /// How many lines of the records.
    pub records: u32,
}
