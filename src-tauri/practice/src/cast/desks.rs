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
    pub(crate) chat: Option<&'static str>,
    pub(crate) post: Option<Words>,
    pub(crate) hours: Option<Hours>,
    /// In which languages it reads (BCP 47).
    pub(crate) languages: &'static [&'static str],
    /// Within how many days it answers.
    pub(crate) answer_days: Option<u16>,
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
    /// Stops a card or wallet that is lost or misused, at any hour.
    pub(crate) stop: Desk,
    /// For complaints, and for displays that mislead (R20).
    pub(crate) complaint: Desk,
    /// Within how many days after a charge its misuse has to be reported, where it shows such a time.
    pub(crate) claim_days: Option<u16>,
}

/// A desk of which nothing is told.
pub(crate) const DESK: Desk = Desk { name: None, phone: None, mail: None, site: None, chat: None, post: None, hours: None, languages: &[], answer_days: None };
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
    stop: Desk {
        name: Some(words("みなとカード 紛失・盗難デスク", "Minato Card lost and stolen desk")),
        phone: Some("0120-000-091"),
        hours: Some(ALWAYS),
        languages: &["ja", "en"],
        ..DESK
    },
    complaint: Desk {
        name: Some(words("みなとカード お客さまの声の窓口", "Minato Card complaints desk")),
        phone: Some("0120-000-092"),
        mail: Some("koe@minato-card.example"),
        hours: Some(OFFICE),
        answer_days: Some(10),
        ..DESK
    },
    claim_days: Some(60),
};

pub(super) static KOTORI: IssuerDesks = IssuerDesks {
    usual: Desk {
        name: Some(words("ことりペイ サポート", "Kotori Pay support")),
        mail: Some("support@kotori-pay.example"),
        site: Some("https://kotori-pay.example/help"),
        chat: Some("https://kotori-pay.example/chat"),
        post: Some(words("みほん県あきない市さえずり町5 ことりペイ お客さま係", "Kotori Pay, Customers, 5 Saezuri-cho, Akinai-shi, Mihon-ken")),
        hours: Some(hours("Mo-Su 10:00-19:00")),
        languages: &["ja", "en"],
        ..DESK
    },
    emergency: Desk {
        name: Some(words("ことりペイ 緊急停止ダイヤル", "Kotori Pay emergency line")), phone: Some("0120-000-084"), hours: Some(ALWAYS), ..DESK
    },
    stop: Desk {
        name: Some(words("ことりペイ 利用停止ダイヤル", "Kotori Pay stop line")), phone: Some("0120-000-093"), hours: Some(ALWAYS), ..DESK
    },
    complaint: Desk {
        name: Some(words("ことりペイ ご意見・苦情フォーム", "Kotori Pay complaints form")),
        site: Some("https://kotori-pay.example/complaints"),
        hours: Some(ALWAYS),
        answer_days: Some(14),
        ..DESK
    },
    claim_days: Some(30),
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
    stop: Desk {
        name: Some(words("ひまわりマネー 利用停止受付", "Himawari Money stop desk")), phone: Some("0120-000-095"), hours: Some(ALWAYS), ..DESK
    },
    complaint: Desk {
        name: Some(words("ひまわりマネー ご相談係", "Himawari Money complaints")),
        phone: Some("0120-000-096"),
        hours: Some(OFFICE),
        answer_days: Some(30),
        ..DESK
    },
    // It shows no such time.
    claim_days: None,
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
    stop: Desk {
        name: Some(words("つきみ信販 カード停止受付", "Tsukimi Credit card stop desk")), phone: Some("0120-000-097"), hours: Some(ALWAYS), ..DESK
    },
    complaint: Desk {
        name: Some(words("つきみ信販 お客さま相談室", "Tsukimi Credit complaints office")),
        phone: Some("0120-000-098"),
        post: Some(words("みほん県つきみ市すすき野7-2 つきみ信販 お客さま相談室", "Tsukimi Credit, Complaints, 7-2 Susukino, Tsukimi-shi, Mihon-ken")),
        hours: Some(hours("Mo-Fr 09:30-17:00; PH off; Dec 29-Jan 03 off")),
        answer_days: Some(30),
        ..DESK
    },
    claim_days: Some(90),
};

/// The issuer without an API tells no more than these two.
pub(crate) const AKEBONO_STOP: Desk =
    Desk {
        name: Some(words("あけぼのカード 紛失・盗難受付", "Akebono Card lost and stolen desk")), phone: Some("0120-000-089"), hours: Some(ALWAYS), ..DESK
    };
pub(crate) const AKEBONO_USUAL: Desk =
    Desk {
        name: Some(words("あけぼのカード お客さまセンター", "Akebono Card customer centre")), phone: Some("0120-000-090"), hours: Some(OFFICE), ..DESK
    };

/// Shortens the tables.
pub(crate) const fn hours(open: &'static str) -> Hours {
    Hours { open, note: None }
}

/// Hours with a note.
pub(crate) const fn hours_noted(open: &'static str, note: Words) -> Hours {
    Hours { open, note: Some(note) }
}

impl IssuerDesks {
    /// Who answers a topic there.
    pub(crate) fn of(&self, topic: &str) -> Desk {
        match topic {
            "emergency" => self.emergency,
            "stop" => self.stop,
            "complaint" | "display" => self.complaint,
            _ => self.usual,
        }
    }
}

impl Desk {
    /// As a contact of an issuer.
    pub(crate) fn issuers(&self, topic: &str) -> Value {
        let mut out = Map::from_iter([("topic".to_owned(), json!(topic)), ("by".to_owned(), json!("issuer"))]);
        self.tell(&mut out);
        Value::Object(out)
    }

    /// Writes what is told of it into a contact of the directory.
    pub(crate) fn tell(&self, out: &mut Map<String, Value>) {
        let told = [
            ("name", self.name.map(Words::map)),
            ("phone", self.phone.map(Value::from)),
            ("mail", self.mail.map(Value::from)),
            ("site", self.site.map(Value::from)),
            ("chat", self.chat.map(Value::from)),
            ("post", self.post.map(Words::map)),
            ("hours", self.hours.map(Hours::map)),
            ("languages", (!self.languages.is_empty()).then(|| json!(self.languages))),
            ("answer_days", self.answer_days.map(Value::from)),
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
