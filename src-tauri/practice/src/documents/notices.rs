//! Notices as an issuer tells them (`notices.schema.json`; R6, R15, R24), in words made of the names concerned.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::{
    cast::{
        IssuerCast, Words,
        companies::{self, Company, Service},
        words,
    },
    chance,
    clock::Time,
};

/// How many notices an issuer keeps in its file.
const KEPT: usize = 200;
/// How long ahead an issuer announces a change of its API (R6).
const API_LEAD_DAYS: i64 = 120;

/// One notice.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Notice {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    severity: Severity,
    by: Teller,
    issued_at: Time,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    starts_at: Option<Time>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ends_at: Option<Time>,
    /// Absent: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    connectors: Vec<String>,
    /// Absent: all of the connectors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    services: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<Text>,
    title: Text,
    body: Text,
    advice: Advice,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    supersedes: Vec<String>,
    pub(crate) all_clear: bool,
}

/// What it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Incident,
    Outage,
    PlannedStop,
    ApiChange,
}

/// How grave it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Severity {
    Info,
    Caution,
    Urgent,
}

/// Whose word it is; a connector's is relayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Teller {
    Issuer,
    Connector,
}

/// What a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Advice {
    ConsiderEnding,
    ChangePassword,
    Wait,
    Ask,
    Nothing,
}

/// The same words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Text {
    ja: String,
    en: String,
}

/// Whom a notice concerns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Concerned {
    pub(crate) company: &'static Company,
    /// `None`: all of its services.
    pub(crate) service: Option<&'static Service>,
}

/// Somebody got in where they should not (R24).
pub(crate) fn incident(concerned: Concerned, severity: Option<Severity>, now: Time) -> Notice {
    let severity = severity.unwrap_or(Severity::Urgent);
    let body = match severity {
        Severity::Urgent => words(
            "{}で、第三者による不正なアクセスがあったことがわかりました。連携で受けとったデータが見られたおそれがあります。",
            "Somebody got into {} without right. Data received through the connection may have been seen.",
        ),
        Severity::Caution => words(
            "{}で、ほかで使われたパスワードによるログインの試みが続いています。同じパスワードをお使いの方は変更してください。",
            "Sign-ins to {} are being tried with passwords from elsewhere. Change yours if you use it twice.",
        ),
        Severity::Info => words(
            "{}から、安全管理の不備について報告がありました。データがもれたという知らせはありません。",
            "{} reported a flaw in its safety measures. No leak of data is known.",
        ),
    };
    let advice = match severity {
        Severity::Urgent => Advice::ConsiderEnding,
        Severity::Caution => Advice::ChangePassword,
        Severity::Info => Advice::Ask,
    };
    let title = words("{}の安全に関するお知らせ", "On the safety of {}");
    Notice { severity, advice, by: Teller::Issuer, starts_at: Some(now), ..about(Kind::Incident, concerned, title, body, now) }
}

/// It does not work just now (R15).
pub(crate) fn outage(concerned: Concerned, severity: Option<Severity>, now: Time) -> Notice {
    let title = words("{}がつながりにくくなっています", "{} is hard to reach");
    let body = words(
        "{}で障害が起きています。連携はそのままで、直りしだい動きはじめます。",
        "{} is out of order. Your connection stays as it is and works again as soon as this is repaired.",
    );
    Notice { severity: severity.unwrap_or(Severity::Caution), starts_at: Some(now), ..about(Kind::Outage, concerned, title, body, now) }
}

/// It will stand still for a while (R15).
pub(crate) fn planned_stop(concerned: Concerned, starts_at: Time, lasts: Duration, now: Time) -> Notice {
    let title = words("{}の計画停止", "Planned stop of {}");
    let body = words(
        "点検のため、{}はこのあいだ使えません。終わると、また動きはじめます。",
        "For maintenance, {} cannot be used during this time. It goes on afterwards by itself.",
    );
    Notice { starts_at: Some(starts_at), ends_at: Some(starts_at + lasts), ..about(Kind::PlannedStop, concerned, title, body, now) }
}

/// The issuer's own API will change (R6).
pub(crate) fn api_change(cast: &IssuerCast, now: Time) -> Notice {
    let title = words("{}のAPIが新しくなります", "{} changes its API");
    let body = words(
        "{}は、データを渡すしくみ（API）を新しい版に切りかえます。連携先が対応するので、あなたの操作はいりません。切りかえのあと、対応していない連携先とのやりとりは止まります。",
        "{} moves to a new version of the interface (API) through which it hands over data. Connected services see to it; you need not do anything. Those that do not will stop working afterwards.",
    );
    Notice {
        id: chance::name("notice"),
        kind: Kind::ApiChange,
        severity: Severity::Info,
        by: Teller::Issuer,
        issued_at: now,
        starts_at: Some(now + Duration::days(API_LEAD_DAYS)),
        ends_at: None,
        connectors: Vec::new(),
        services: Vec::new(),
        part: None,
        title: text_of(title, cast.brand.ja, cast.brand.en),
        body: text_of(body, cast.brand.ja, cast.brand.en),
        advice: Advice::Nothing,
        supersedes: Vec::new(),
        all_clear: false,
    }
}

/// What was told earlier is over; it concerns the same ones and is the same party's word.
pub(crate) fn all_clear(earlier: &Notice, now: Time) -> Notice {
    let told = match earlier.kind {
        Kind::Incident => words("調査と対処が終わりました。", "The case was looked into and dealt with."),
        Kind::Outage => words("障害は直り、もとどおりお使いいただけます。", "The disturbance is repaired; everything works as before."),
        Kind::PlannedStop => words("停止は終わり、もとどおりお使いいただけます。", "The stop is over; everything works as before."),
        Kind::ApiChange => words("この変更は取りやめました。", "This change was called off."),
    };
    Notice {
        id: chance::name("notice"),
        severity: Severity::Info,
        issued_at: now,
        ends_at: Some(now),
        title: Text { ja: format!("終了：{}", earlier.title.ja), en: format!("Over: {}", earlier.title.en) },
        body: text_of(told, "", ""),
        advice: Advice::Nothing,
        supersedes: vec![earlier.id.clone()],
        all_clear: true,
        ..earlier.clone()
    }
}

/// Adds one to what an issuer tells; the oldest go.
pub(crate) fn tell(told: &mut Vec<Notice>, notice: Notice) {
    told.push(notice);
    let surplus = told.len().saturating_sub(KEPT);
    told.drain(..surplus);
}

/// What an issuer told before the practice began. Two of them have nothing to tell.
pub(crate) fn history(cast: &IssuerCast, now: Time) -> Vec<Notice> {
    let earlier = |days: i64| now - Duration::days(days);
    let numbered = |notices: Vec<Notice>| -> Vec<Notice> {
        notices.into_iter().zip(1_u32..).map(|(notice, at)| Notice { id: chance::derived("notice", &[cast.id, &at.to_string()]), ..notice }).collect()
    };
    match cast.id {
        "minato-card" => {
            let stop = concerned("tonari").map(|tonari| Notice {
                part: Some(text_of(words("明細の取りこみ", "Bringing in statement lines"), "", "")),
                ..planned_stop(tonari, earlier(12), Duration::hours(5), earlier(26))
            });
            numbered(stop.into_iter().chain([api_change(cast, earlier(6))]).collect())
        }
        "kotori-pay" => {
            let outage = concerned("chokin-komichi").map(|komichi| outage(komichi, None, earlier(20)));
            let mut notices = numbered(outage.into_iter().collect());
            let over = notices
                .first()
                .map(|outage| Notice { id: chance::derived("notice", &[cast.id, "over"]), ..all_clear(outage, earlier(20) + Duration::hours(3)) });
            notices.extend(over);
            notices
        }
        _ => Vec::new(),
    }
}

/// The connector's own word, relayed, about all that is concerned.
fn about(kind: Kind, concerned: Concerned, title: Words, body: Words, now: Time) -> Notice {
    let (ja, en) = concerned.names();
    Notice {
        id: chance::name("notice"),
        kind,
        severity: Severity::Info,
        by: Teller::Connector,
        issued_at: now,
        starts_at: None,
        ends_at: None,
        connectors: vec![concerned.company.id.to_owned()],
        services: concerned.service.map(|service| service.id.to_owned()).into_iter().collect(),
        part: None,
        title: text_of(title, &ja, &en),
        body: text_of(body, &ja, &en),
        advice: Advice::Wait,
        supersedes: Vec::new(),
        all_clear: false,
    }
}

/// A connector with all its services.
fn concerned(company: &str) -> Option<Concerned> {
    companies::company(company).map(|company| Concerned { company, service: None })
}

/// Puts names into words.
fn text_of(text: Words, ja: &str, en: &str) -> Text {
    Text { ja: text.ja.replace("{}", ja), en: text.en.replace("{}", en) }
}

impl Concerned {
    /// The service as people know it, with its company; or the company alone.
    fn names(self) -> (String, String) {
        let company = self.company.name;
        match self.service {
            Some(service) => (format!("「{}」（{}）", service.name.ja, company.ja), format!("{} ({})", service.name.en, company.en)),
            None => (company.ja.to_owned(), company.en.to_owned()),
        }
    }
}
