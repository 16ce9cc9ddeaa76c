//! The made-up connectors and their services.

use serde_json::{Value, json};

use super::{Words, words};

/// A connector: the business that was let in.
#[derive(Debug)]
pub(crate) struct Company {
    pub(crate) id: &'static str,
    pub(crate) name: Words,
    pub(crate) services: &'static [Service],
    /// When issuers checked the conditions for connecting, if they tell (R10).
    pub(crate) conditions_checked_on: Option<&'static str>,
}

/// A product of a connector.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) id: &'static str,
    pub(crate) name: Words,
    /// What it asks for at an issuer.
    pub(crate) scopes: &'static [&'static str],
    /// Types of RFC 9396 details that it asks for.
    pub(crate) details: &'static [&'static str],
    pub(crate) chain: &'static [Chained],
    pub(crate) beware: &'static [Words],
}

/// Who gets the data onward (R28).
#[derive(Debug)]
pub(crate) struct Chained {
    pub(crate) name: Words,
    pub(crate) receives: Words,
    pub(crate) responsible: Words,
    /// On what terms.
    pub(crate) terms: Words,
}

const PLAIN: Service = Service { id: "", name: words("", ""), scopes: &[], details: &[], chain: &[], beware: &[] };

pub(crate) static COMPANIES: &[Company] = &[
    Company {
        id: "hiyori",
        name: words("株式会社ひより", "Hiyori Inc."),
        conditions_checked_on: Some("2026-04-01"),
        services: &[Service { id: "kakeibo", name: words("かけいぼ日和", "Kakeibo Biyori"), scopes: &["statements:read", "categories:write"], ..PLAIN }],
    },
    Company {
        id: "seisan-lab",
        name: words("精算ラボ合同会社", "Seisan Lab LLC"),
        conditions_checked_on: Some("2026-06-15"),
        services: &[Service {
            id: "keihi-note",
            name: words("けいひノート", "Keihi Note"),
            scopes: &["statements:read"],
            beware: &[words("会社の経理担当者も明細を見ます。", "Your company's accountants see the lines too.")],
            ..PLAIN
        }],
    },
    Company {
        id: "yokocho",
        name: words("ポイント横丁株式会社", "Point Yokocho Inc."),
        conditions_checked_on: None,
        services: &[
            Service { id: "wallet", name: words("横丁ウォレット", "Yokocho Wallet"), scopes: &["balance:read", "funds:top_up"], ..PLAIN },
            Service { id: "point-book", name: words("横丁ポイント帳", "Yokocho Point Book"), scopes: &["points:read"], ..PLAIN },
        ],
    },
    Company {
        id: "tonari",
        name: words("会計のとなり株式会社", "Kaikei no Tonari Inc."),
        conditions_checked_on: Some("2026-02-20"),
        services: &[Service {
            id: "tonari-kaikei",
            name: words("となり会計", "Tonari Kaikei"),
            scopes: &["statements:read"],
            chain: &[
                Chained {
                    name: words("税のあかり税理士法人", "Zei no Akari Tax Corporation"),
                    receives: words("仕訳にした明細（日付・店名・金額）", "Booked statement lines (date, shop, amount)"),
                    responsible: words("会計のとなり株式会社が窓口となり、責任を負います", "Kaikei no Tonari Inc. answers for it and is liable"),
                    terms: words(
                        "申告書をつくる目的にかぎり、年に一度の契約で。ほかへは渡しません。",
                        "For tax returns only, under a contract renewed each year; not passed on any further.",
                    ),
                },
                Chained {
                    name: words("合同会社かさねデータ倉庫", "Kasane Data Souko LLC"),
                    receives: words("明細の控え（暗号化して保管）", "Copies of the lines (kept encrypted)"),
                    responsible: words("会計のとなり株式会社が監督します", "Supervised by Kaikei no Tonari Inc."),
                    terms: words(
                        "保管だけを任せ、中身は見ません。7年で消します。",
                        "For keeping only; it does not read them, and deletes them after seven years.",
                    ),
                },
            ],
            beware: &[words("解除しても、取りこみ済みの帳簿は会計サービスに残ります。", "After an ending, books already made stay in the accounting service.")],
            ..PLAIN
        }],
    },
    Company {
        id: "komorebi",
        name: words("株式会社こもれび申告舎", "Komorebi Shinkokusha Inc."),
        conditions_checked_on: Some("2026-08-03"),
        services: &[Service {
            id: "komorebi-shinkoku",
            name: words("こもれび申告", "Komorebi Shinkoku"),
            scopes: &["statements:read", "identity:read"],
            ..PLAIN
        }],
    },
    Company {
        id: "chokin-komichi",
        name: words("株式会社ちょきん小道", "Chokin Komichi Inc."),
        conditions_checked_on: Some("2026-05-11"),
        services: &[Service {
            id: "otsuri",
            name: words("おつりの小道", "Otsuri no Komichi"),
            scopes: &["balance:read", "funds:top_up"],
            details: &["auto_top_up"],
            beware: &[words(
                "自動チャージの途中で解除すると、その回のチャージは行われることがあります。",
                "If you end it while a top-up is on its way, that one may still happen.",
            )],
            ..PLAIN
        }],
    },
    Company {
        id: "mimamori-an",
        name: words("合同会社みまもり庵", "Mimamori-an LLC"),
        conditions_checked_on: None,
        services: &[Service { id: "mimamori-cho", name: words("家族みまもり帳", "Family Mimamori Book"), scopes: &["balance:read"], ..PLAIN }],
    },
    Company {
        id: "sorairo",
        name: words("株式会社そらいろ家計診断所", "Sorairo Kakei Shindansho Inc."),
        conditions_checked_on: Some("2025-12-10"),
        services: &[Service {
            id: "sorairo-shindan", name: words("そらいろ診断", "Sorairo Shindan"), scopes: &["statements:read", "balance:read"], ..PLAIN
        }],
    },
    Company {
        id: "tabijitaku",
        name: words("旅じたく帳合同会社", "Tabijitakucho LLC"),
        conditions_checked_on: None,
        services: &[Service { id: "tabi-cho", name: words("旅じたく帳", "Tabijitaku Book"), scopes: &["statements:read"], ..PLAIN }],
    },
    Company {
        id: "oyatsu",
        name: words("おやつレシート製作所株式会社", "Oyatsu Receipt Seisakusho Inc."),
        conditions_checked_on: Some("2026-01-30"),
        services: &[Service {
            id: "receipt-oyatsu", name: words("レシートのおやつ", "Receipt no Oyatsu"), scopes: &["statements:read", "ext.bnf.7"], ..PLAIN
        }],
    },
    Company {
        id: "hashiwatashi",
        name: words("株式会社はしわたし屋", "Hashiwatashiya Inc."),
        conditions_checked_on: Some("2026-03-18"),
        services: &[Service { id: "hashi-id", name: words("はしわたしID", "Hashiwatashi ID"), scopes: &["identity:read"], ..PLAIN }],
    },
    Company {
        id: "kazoeuta",
        name: words("かぞえうた合同会社", "Kazoeuta LLC"),
        conditions_checked_on: None,
        services: &[Service { id: "subsc-uta", name: words("定額かぞえうた", "Teigaku Kazoeuta"), scopes: &["statements:read"], ..PLAIN }],
    },
];

/// The company of this id.
pub(crate) fn company(id: &str) -> Option<&'static Company> {
    COMPANIES.iter().find(|company| company.id == id)
}

impl Company {
    /// Its service of this id.
    pub(crate) fn service(&self, id: &str) -> Option<&'static Service> {
        self.services.iter().find(|service| service.id == id)
    }

    /// All scopes that its services ask for.
    pub(crate) fn scopes(&self) -> Vec<String> {
        let mut scopes: Vec<String> = Vec::new();
        for scope in self.services.iter().flat_map(|service| service.scopes) {
            if !scopes.iter().any(|known| known == scope) {
                scopes.push((*scope).to_owned());
            }
        }
        scopes
    }
}

/// The RFC 9396 detail of a type.
pub(crate) fn detail(kind: &str) -> Value {
    json!({ "type": kind, "actions": ["initiate"], "trigger": "balance_low" })
}
