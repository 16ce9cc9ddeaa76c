//! Views of what happened without the person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::Timestamp;
use crate::domain::event::What;
use crate::ipc::IssuerRef;

/// Something that happened without the person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EventView {
    /// Its number.
    pub number: i64,
    /// When this app noted it.
    pub at: Timestamp,
    /// What happened, and to what.
    pub what: What,
    /// The time that it is about: of an end that is near, that end.
    pub since: Timestamp,
    /// At which issuer of the list; `null` where it is about what no list tells.
    pub issuer: Option<IssuerRef>,
    /// The service, where it is about a grant or a case.
    pub service: Option<String>,
    /// The connector, where it is about a grant.
    pub connector: Option<String>,
    /// What came to it, in words, where it may do more than before.
    pub permissions: Vec<String>,
    /// Whether the person saw it, or did what it asks for.
    pub seen: bool,
}
