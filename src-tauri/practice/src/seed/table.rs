//! Who gave what to whom, as the practice begins.

use crate::cast::{Words, words};

/// One consent of one person.
pub(super) struct Row {
    pub(super) issuer: &'static str,
    pub(super) holder: &'static str,
    pub(super) company: &'static str,
    /// Several services of one consent end together.
    pub(super) services: &'static [&'static str],
    pub(super) covers: &'static [&'static str],
    pub(super) granted_days_ago: i64,
    pub(super) used: Used,
    pub(super) life: Life,
    pub(super) standing: Standing,
    pub(super) untold: &'static [&'static str],
}

/// How the connector uses it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Used {
    OnSchedule,
    DaysAgo(i64),
    Never,
}

/// How long it lives.
#[derive(Clone, Copy)]
pub(super) enum Life {
    /// The access token itself never ends.
    Forever,
    UntilEnded,
    RefreshDays(i64),
    /// No refresh token; negative: ran out.
    AccessDays(i64),
}

/// What was decided about it.
#[derive(Clone, Copy)]
pub(super) enum Standing {
    Active,
    Suspended { by: &'static str, days: i64, reason: Option<Words> },
}

const MINAMI: Row = Row {
    issuer: "minato-card",
    holder: "minami",
    company: "",
    services: &[],
    covers: &["mc-42"],
    granted_days_ago: 60,
    used: Used::OnSchedule,
    life: Life::UntilEnded,
    standing: Standing::Active,
    untold: &[],
};

pub(super) static ROWS: &[Row] = &[
    // Minami at Minato Card.
    Row { company: "hiyori", services: &["kakeibo"], granted_days_ago: 200, life: Life::RefreshDays(720), ..MINAMI },
    Row { company: "tonari", services: &["tonari-kaikei"], covers: &["mc-19"], granted_days_ago: 410, ..MINAMI },
    Row { company: "yokocho", services: &["wallet", "point-book"], granted_days_ago: 95, life: Life::RefreshDays(270), ..MINAMI },
    Row { company: "oyatsu", services: &["receipt-oyatsu"], covers: &["mc-77"], granted_days_ago: 80, life: Life::RefreshDays(10), ..MINAMI },
    Row { company: "hashiwatashi", services: &["hashi-id"], granted_days_ago: 33, used: Used::DaysAgo(32), life: Life::RefreshDays(330), ..MINAMI },
    Row { company: "tabijitaku", services: &["tabi-cho"], granted_days_ago: 45, used: Used::Never, life: Life::RefreshDays(200), ..MINAMI },
    Row { company: "kazoeuta", services: &["subsc-uta"], granted_days_ago: 520, used: Used::DaysAgo(160), ..MINAMI },
    // Minami at Kotori Pay.
    Row {
        issuer: "kotori-pay",
        company: "chokin-komichi",
        services: &["otsuri"],
        covers: &["kp-08"],
        granted_days_ago: 70,
        life: Life::RefreshDays(295),
        ..MINAMI
    },
    Row { issuer: "kotori-pay", company: "hiyori", services: &["kakeibo"], covers: &["kp-08"], granted_days_ago: 190, life: Life::RefreshDays(175), ..MINAMI },
    Row {
        issuer: "kotori-pay",
        company: "seisan-lab",
        services: &["keihi-note"],
        covers: &["kp-08"],
        granted_days_ago: 120,
        used: Used::DaysAgo(9),
        standing: Standing::Suspended {
            by: "issuer",
            days: 8,
            reason: Some(words("安全管理の確認が終わるまで、いったん止めています。", "Held until a check of its safety measures is done.")),
        },
        ..MINAMI
    },
    Row {
        issuer: "kotori-pay",
        company: "sorairo",
        services: &["sorairo-shindan"],
        covers: &["kp-08"],
        granted_days_ago: 110,
        used: Used::DaysAgo(25),
        life: Life::AccessDays(-20),
        ..MINAMI
    },
    Row { issuer: "kotori-pay", company: "mimamori-an", services: &["mimamori-cho"], covers: &["kp-08"], granted_days_ago: 300, life: Life::Forever, ..MINAMI },
    // Minami at Himawari Money.
    Row {
        issuer: "himawari-money",
        company: "mimamori-an",
        services: &["mimamori-cho"],
        covers: &["hm-34"],
        granted_days_ago: 150,
        untold: &["granted_at", "access_until", "identified", "subject", "tokens"],
        ..MINAMI
    },
    Row {
        issuer: "himawari-money",
        company: "yokocho",
        services: &["wallet"],
        covers: &["hm-34"],
        granted_days_ago: 88,
        used: Used::DaysAgo(15),
        standing: Standing::Suspended { by: "connector", days: 14, reason: None },
        ..MINAMI
    },
    // Minami at Tsukimi Credit.
    Row {
        issuer: "tsukimi-credit",
        company: "tonari",
        services: &["tonari-kaikei"],
        covers: &["tc-63"],
        granted_days_ago: 81,
        life: Life::AccessDays(9),
        ..MINAMI
    },
    Row { issuer: "tsukimi-credit", company: "komorebi", services: &["komorebi-shinkoku"], covers: &["tc-63"], granted_days_ago: 240, ..MINAMI },
    Row {
        issuer: "tsukimi-credit",
        company: "kazoeuta",
        services: &["subsc-uta"],
        covers: &["tc-63"],
        granted_days_ago: 610,
        used: Used::DaysAgo(130),
        life: Life::Forever,
        ..MINAMI
    },
    Row {
        issuer: "tsukimi-credit",
        company: "seisan-lab",
        services: &["keihi-note"],
        covers: &["tc-31"],
        granted_days_ago: 58,
        life: Life::RefreshDays(300),
        ..MINAMI
    },
    // Makoto.
    Row {
        issuer: "tsukimi-credit",
        holder: "makoto",
        company: "seisan-lab",
        services: &["keihi-note"],
        covers: &["tc-55"],
        granted_days_ago: 140,
        life: Life::RefreshDays(220),
        ..MINAMI
    },
    Row { holder: "makoto", company: "hiyori", services: &["kakeibo"], covers: &["mc-90"], ..MINAMI },
    Row {
        issuer: "kotori-pay",
        holder: "makoto",
        company: "tabijitaku",
        services: &["tabi-cho"],
        covers: &["kp-26"],
        granted_days_ago: 20,
        used: Used::Never,
        life: Life::RefreshDays(160),
        ..MINAMI
    },
    // Hana.
    Row { issuer: "kotori-pay", holder: "hana", company: "chokin-komichi", services: &["otsuri"], covers: &["kp-51"], life: Life::RefreshDays(305), ..MINAMI },
    Row {
        issuer: "himawari-money",
        holder: "hana",
        company: "yokocho",
        services: &["wallet"],
        covers: &["hm-88"],
        granted_days_ago: 12,
        life: Life::RefreshDays(353),
        ..MINAMI
    },
];
