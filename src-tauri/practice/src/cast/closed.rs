//! The made-up issuer that has no API: a page for its members, and a receipt for each service that it lets in.

use super::{Words, words};

/// An issuer without authorization server, grants and directory.
#[derive(Debug)]
pub(crate) struct ClosedCast {
    pub(crate) id: &'static str,
    pub(crate) brand: Words,
    pub(crate) kana: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) how_to_end: Words,
    pub(crate) lets_in: &'static [LetIn],
}

/// A service that its members can let in.
#[derive(Debug)]
pub(crate) struct LetIn {
    pub(crate) company: &'static str,
    pub(crate) service: &'static str,
    /// For how long; `None`: until somebody ends it.
    pub(crate) days: Option<u16>,
}

pub(crate) static AKEBONO: ClosedCast = ClosedCast {
    id: "akebono-card",
    brand: words("あけぼのカード", "Akebono Card"),
    kana: "あけぼのかーど",
    kind: "card",
    how_to_end: words(
        "会員ページの「外部サービス連携」から解除できます（練習用のため、実際の窓口はありません）。",
        "You can end it on the member page under \"External services\" (practice: there is no real desk).",
    ),
    lets_in: &[
        LetIn { company: "hiyori", service: "kakeibo", days: Some(365) },
        LetIn { company: "tonari", service: "tonari-kaikei", days: None },
        LetIn { company: "oyatsu", service: "receipt-oyatsu", days: Some(365) },
    ],
};
