//! Who answers at issuers and connectors, how and when (R14, R21). Numbers of 0120-000-0xx reach nobody.

use serde_json::{Map, Value, json};

use super::{Words, words};

/// A desk that people can turn to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) name: Option<Words>,
    pub(crate) phone: Option<&'static str>,
    pub(crate) mail: Option<&'static str>,
    pub(crate) site: Option<&'static str>,
    pub(crate) hours: Option<Hours>,
    /// In which languages it reads (BCP 47).
    pub(crate) languages: &'static [&'static str],
}

/// When something is open (R18).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hours {
    /// In the syntax of OpenStreetMap's `opening_hours`.
    pub(crate) open: &'static str,
    pub(crate) note: Option<Words>,
}

/// The desks of an issuer.
#[derive(Debug)]
pub(crate) struct IssuerDesks {
    pub(crate) usual: Desk,
    /// For unauthorised access, at any hour.
    pub(crate) emergency: Desk,
}

/// A desk of which nothing is told.
pub(crate) const DESK: Desk = Desk { name: None, phone: None, mail: None, site: None, hours: None, languages: &[] };
pub(crate) const ALWAYS: Hours = hours("24/7");
pub(crate) const OFFICE: Hours = hours("Mo-Fr 09:00-18:00; PH off");

pub(super) static MINATO: IssuerDesks = IssuerDesks {
    usual: Desk {
        name: Some(words("みなとカード お客さま相談室", "Minato Card customer desk")),
        phone: Some("0120-000-081"),
        site: Some("https://minato-card.example/contact"),
        hours: Some(hours("Mo-Su 09:00-17:30")),
        ..DESK
    },
    emergency: Desk {
        name: Some(words("みなとカード 不正利用デスク", "Minato Card fraud desk")), phone: Some("0120-000-082"), hours: Some(ALWAYS), ..DESK
    },
};

pub(super) static KOTORI: IssuerDesks = IssuerDesks {
    usual: Desk {
        name: Some(words("ことりペイ サポート", "Kotori Pay support")),
        mail: Some("support@kotori-pay.example"),
        site: Some("https://kotori-pay.example/help"),
        hours: Some(hours("Mo-Su 10:00-19:00")),
        ..DESK
    },
    emergency: Desk {
        name: Some(words("ことりペイ 緊急停止ダイヤル", "Kotori Pay emergency line")), phone: Some("0120-000-084"), hours: Some(ALWAYS), ..DESK
    },
};

pub(super) static HIMAWARI: IssuerDesks = IssuerDesks {
    usual: Desk {
        name: Some(words("ひまわりマネー カスタマーセンター", "Himawari Money customer centre")),
        phone: Some("0120-000-085"),
        hours: Some(OFFICE),
        ..DESK
    },
    emergency: Desk {
        name: Some(words("ひまわりマネー 紛失・盗難受付", "Himawari Money lost and stolen desk")),
        phone: Some("0120-000-086"),
        hours: Some(ALWAYS),
        ..DESK
    },
};

pub(super) static TSUKIMI: IssuerDesks = IssuerDesks {
    usual: Desk {
        name: Some(words("つきみ信販 お問い合わせ窓口", "Tsukimi Credit enquiries")),
        phone: Some("0120-000-087"),
        hours: Some(hours("Mo-Fr 09:30-17:00; PH off; Dec 29-Jan 03 off")),
        ..DESK
    },
    emergency: Desk {
        name: Some(words("つきみ信販 カード緊急デスク", "Tsukimi Credit card emergencies")),
        phone: Some("0120-000-088"),
        hours: Some(ALWAYS),
        ..DESK
    },
};

/// Shortens the tables.
pub(crate) const fn hours(open: &'static str) -> Hours {
    Hours { open, note: None }
}

/// Hours with a note.
pub(crate) const fn hours_noted(open: &'static str, note: Words) -> Hours {
    Hours { open, note: Some(note) }
}

impl Desk {
    /// Writes what is told of it into a contact of the directory.
    pub(crate) fn tell(&self, out: &mut Map<String, Value>) {
        let told = [
            ("name", self.name.map(Words::map)),
            ("phone", self.phone.map(Value::from)),
            ("mail", self.mail.map(Value::from)),
            ("site", self.site.map(Value::from)),
            ("hours", self.hours.map(Hours::map)),
            ("languages", (!self.languages.is_empty()).then(|| json!(self.languages))),
        ];
        out.extend(told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    }
}

impl Hours {
    /// As in the directory; all clocks here are Japan's.
    pub(crate) fn map(self) -> Value {
        let mut out = json!({ "open": self.open, "zone": "Asia/Tokyo" });
        if let (Some(note), Some(fields)) = (self.note, out.as_object_mut()) {
            fields.insert("note".into(), note.map());
        }
        out
    }
}
