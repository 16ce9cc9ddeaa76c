//! Which grants of the list, in which order.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which grants of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// All that have not ended.
    #[default]
    Live,
    /// Live ones that move money.
    MovesMoney,
    /// Live ones that change data or move money.
    Writes,
    /// Live ones not used for 90 days.
    Unused,
    /// Live ones that end within 14 days.
    ExpiresSoon,
    /// Suspended ones.
    Suspended,
    /// Those whose ending is asked for and not settled.
    EndingOpen,
    /// Ended and vanished ones.
    Ended,
    /// Every one.
    All,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// What moves money first, then what writes, then by service.
    #[default]
    Weight,
    /// By the service's name.
    Service,
    /// By connector, so that all grants of one stand together.
    Connector,
    /// By issuer.
    Issuer,
    /// What ends first.
    Expiry,
    /// What was used last, first; never used and not told at the end.
    LastUsed,
    /// What was given last, first.
    Granted,
}

/// Counts for the filters of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counts {
    /// All live ones.
    pub live: u32,
    /// Move money.
    pub moves_money: u32,
    /// Change data or move money.
    pub writes: u32,
    /// Unused for 90 days.
    pub unused: u32,
    /// End within 14 days.
    pub expires_soon: u32,
    /// Suspended.
    pub suspended: u32,
    /// With an ending that is not settled.
    pub ending_open: u32,
    /// Ended or vanished.
    pub ended: u32,
}
