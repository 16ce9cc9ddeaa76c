//! Views of what is exported.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ipc::{ConnectorPageView, EndingView, GrantPageView};

/// What an export gave.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportView {
    /// The files; the one that was asked for first.
    pub files: Vec<FileView>,
}

/// A file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Where it was saved for the person; `null` where the shell saves none.
    pub saved: Option<String>,
    /// Its bytes as base64 (RFC 4648, 4), where it was not saved.
    pub content: Option<String>,
}

/// The content of the proof of one grant: each party's word by itself, without any other grant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProofView {
    /// BCP 47 tag of the words.
    pub lang: String,
    /// The issuer's side, with this app's conclusions in a member of their own.
    pub issuer_side: GrantPageView,
    /// The connector's side.
    pub connector_side: ConnectorPageView,
    /// All endings that were asked for, the earliest first, as this app saw them.
    pub endings: Vec<EndingView>,
    /// All narrowings that were asked for, the earliest first: none of them ended the grant.
    pub narrowings: Vec<EndingView>,
}
