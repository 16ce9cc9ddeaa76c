//! Views of narrowing: taking a part of a grant away, and leaving the grant.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::grant::{GrantView, PermissionView};
use crate::domain::Timestamp;
use crate::domain::issuer::LeftAliveKind;

/// What can be taken away from a grant: shown before the last act.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NarrowingView {
    /// The grant, as the person sees it now.
    pub grant: GrantView,
    /// Why nothing can be taken away here; `null` where it can.
    pub why_not: Option<WhyNotNarrow>,
    /// What may be taken away, the weightiest first.
    pub may_go: Vec<PermissionView>,
    /// What this issuer never takes away by itself.
    pub fixed: Vec<PermissionView>,
    /// How long tokens that are out keep what was taken away.
    pub left_alive: LeftAliveKind,
    /// When the access tokens that are out now run out by themselves, where the issuer tells it of all of them.
    pub tokens_until: Option<Timestamp>,
    /// Whether a sign-in is needed first.
    pub sign_in_first: bool,
}

/// Why a grant cannot be narrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyNotNarrow {
    /// This issuer takes no part away.
    NotOffered,
    /// There is nothing that could go while something stays.
    NothingToTake,
    /// Nothing tells this giving from a later one.
    NoBirth,
    /// It is over.
    Over,
    /// It is being ended.
    Ending,
}

/// What a narrowing asked for, in the words of that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NarrowsView {
    /// What the grant keeps.
    pub keep: Vec<PermissionView>,
    /// What is taken away.
    pub drop: Vec<PermissionView>,
}
