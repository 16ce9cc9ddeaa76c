//! What a grant may do, in one of the guideline's three kinds (R3).

use serde::{Deserialize, Serialize};

use super::text::Text;

/// The guideline's kind of an API (1.2(3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// 更新系
    Update,
    /// The issuer named it, nobody told what it does. Never hidden.
    Unknown,
    /// 参照系
    Reference,
    /// 認証系
    Authentication,
}

/// What using a permission does to the holder's things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Pays, sends, tops up.
    MovesMoney,
    /// Not told.
    Unknown,
    /// Data change, money does not move.
    ChangesData,
    /// Nothing changes.
    None,
}

/// One scope token (RFC 6749, 3.3) or authorization detail type (RFC 9396).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permission {
    /// The technical name.
    pub scope: String,
    /// Its kind.
    pub access: Access,
    /// Its effect.
    pub effect: Effect,
    /// Plain words, where somebody gave them (R4).
    pub words: Option<Text>,
}

/// Puts what moves money first, then the unknown, then what writes, then what reads.
pub fn most_weighty_first(permissions: &mut [Permission]) {
    permissions.sort_by(|a, b| (a.effect, a.access, &a.scope).cmp(&(b.effect, b.access, &b.scope)));
}
