//! Household books and what people use every day.

use super::{Compensation, Entry, FACTS, Facts, UNTOLD, by_connector, by_issuer};
use crate::cast::{
    desks::{ALWAYS, DESK, Desk, OFFICE, hours, hours_noted},
    words,
};

pub(super) static ENTRIES: &[Entry] = &[HIYORI, SORAIRO, TABIJITAKU, OYATSU, KAZOEUTA];

const HIYORI_DESK: Desk = Desk {
    name: Some(words("ひより お客さま窓口", "Hiyori customer desk")),
    phone: Some("0120-000-011"),
    mail: Some("madoguchi@hiyori.example"),
    site: Some("https://hiyori.example/contact"),
    hours: Some(OFFICE),
    languages: &["ja"],
    ..DESK
};

const HIYORI: Entry = Entry {
    company: "hiyori",
    brand: Some(words("かけいぼ日和", "Kakeibo Biyori")),
    representative: Some(words("代表取締役 日和 はるか", "Haruka Hiyori, President")),
    address: Some(words("みほん県つくり市ひだまり町1-2-3", "1-2-3 Hidamari-cho, Tsukuri-shi, Mihon-ken")),
    site: Some("https://hiyori.example/"),
    public_notice: Some("https://hiyori.example/public-notice"),
    contacts: &[
        by_connector("question", HIYORI_DESK),
        by_connector("complaint", HIYORI_DESK),
        by_connector(
            "emergency",
            Desk { name: Some(words("ひより 緊急ダイヤル", "Hiyori emergency line")), phone: Some("0120-000-012"), hours: Some(ALWAYS), ..DESK },
        ),
        by_issuer("emergency"),
        by_connector("compensation", HIYORI_DESK),
        by_connector("deletion", Desk { site: Some("https://hiyori.example/delete"), mail: Some("privacy@hiyori.example"), languages: &["ja"], ..DESK }),
        by_issuer("display"),
    ],
    services: &[Facts {
        service: "kakeibo",
        about: Some(words(
            "カードや電子マネーの明細を自動で取りこみ、分類して家計簿にします。",
            "Brings in the statement lines of cards and e-money, sorts them and makes a household book of them.",
        )),
        hours: Some(hours_noted(
            "Mo-Sa 00:00-24:00; Su 06:00-24:00",
            words("日曜の0時から6時までは、点検のため使えません。", "Out of service for maintenance on Sundays from midnight to six."),
        )),
        risks: &[
            words(
                "ひよりのログイン情報がもれると、家計簿と明細を他人に見られるおそれがあります。",
                "If your Hiyori sign-in leaks, somebody else may see your book and your statement lines.",
            ),
            words("取りこみが遅れ、最新の明細と違うことがあります。", "Lines may come in late, so that the book differs from the latest statement."),
            words(
                "自動の分類が誤ることがあり、決済会社の明細の分類も書きかわります。",
                "Sorting may go wrong, and then the categories at the issuer change as well.",
            ),
        ],
        needs: &["statements:read", "categories:write"],
        keeps: &[words(
            "家計簿に取りこまれた明細。退会するか削除をたのむまで残ります。お問い合わせの記録は、対応のため1年残します。",
            "Statement lines in your household book, until you leave or ask to delete them. Records of enquiries for one year, to be able to answer.",
        )],
        export: Some("https://hiyori.example/export"),
        statements: Some(words("会員ページの「ご利用明細」で、15か月分を読めます。", "On the member page under “Statements”: the last 15 months.")),
    }],
    role: Some(words(
        "株式会社ひよりが家計簿をつくり、表示します。中身についての問い合わせも同社が受けます。",
        "Hiyori Inc. makes and shows the household book, and answers questions about it.",
    )),
    compensation: Some(Compensation {
        first_payer: "connector",
        method: Some(words(
            "お申し出から30日以内に調査し、登録の口座へ振りこみます。",
            "Looked into within 30 days of your report, then paid to the account on file.",
        )),
        range: words(
            "個人のお客さまに落ち度がないときは、損害の全額。落ち度があるときは、事情により一部または全部をお支払いしないことがあります。",
            "For individuals without own fault the whole damage; with own fault, part or all may not be paid, case by case.",
        ),
        corporate: Some(words("法人のお客さまとは、事情をうかがって個別に決めます。", "With corporate customers it is settled case by case.")),
        deviation: None,
        claim_days: None,
    }),
    own_services: &[],
};

const SORAIRO: Entry = Entry {
    company: "sorairo",
    address: Some(words("みほん県あおぞら市空見台4-5", "4-5 Soramidai, Aozora-shi, Mihon-ken")),
    site: Some("https://sorairo.example/"),
    contacts: &[
        by_connector("question", Desk { mail: Some("toiawase@sorairo.example"), hours: Some(hours("Mo-Fr 10:00-16:00; PH off")), ..DESK }),
        by_issuer("complaint"),
        by_issuer("emergency"),
        by_issuer("compensation"),
    ],
    services: &[Facts {
        service: "sorairo-shindan",
        about: Some(words(
            "明細から家計の癖を読みとり、月に一度の診断を届けます。",
            "Reads habits from your statement lines and sends a diagnosis once a month.",
        )),
        risks: &[words("診断は目安であり、家計が良くなることを約束しません。", "The diagnosis is a rough guide and promises no improvement.")],
        // The balance was asked for once and is used no more.
        needs: &["statements:read"],
        ..FACTS
    }],
    compensation: Some(Compensation {
        first_payer: "issuer",
        method: None,
        range: words("個人のお客さまに落ち度がない損害の全額。", "The whole damage of individuals without own fault."),
        corporate: None,
        deviation: None,
        claim_days: None,
    }),
    ..UNTOLD
};

/// Nothing but its name, which stands with its services.
const TABIJITAKU: Entry = Entry { company: "tabijitaku", ..UNTOLD };

const OYATSU: Entry = Entry {
    company: "oyatsu",
    brand: Some(words("レシートのおやつ", "Receipt no Oyatsu")),
    site: Some("https://oyatsu.example/"),
    contacts: &[by_connector("question", Desk { mail: Some("hello@oyatsu.example"), ..DESK }), by_issuer("emergency")],
    services: &[Facts {
        service: "receipt-oyatsu",
        about: Some(words("レシートと明細をつき合わせ、二重払いを知らせます。", "Compares receipts with statement lines and tells what was paid twice.")),
        hours: Some(hours("Mo-Su 06:00-24:00")),
        needs: &["statements:read"],
        ..FACTS
    }],
    role: Some(words("おやつレシート製作所株式会社がつき合わせて知らせます。", "Oyatsu Receipt Seisakusho Inc. compares and tells.")),
    ..UNTOLD
};

const KAZOEUTA: Entry = Entry {
    company: "kazoeuta",
    representative: Some(words("代表社員 数尾 うた", "Uta Kazuo, Representative Member")),
    address: Some(words("みほん県ことば市かぞえ町10", "10 Kazoe-machi, Kotoba-shi, Mihon-ken")),
    site: Some("https://kazoeuta.example/"),
    contacts: &[
        by_connector("question", Desk { phone: Some("0120-000-016"), hours: Some(hours("Tu-Sa 13:00-18:00; PH off")), ..DESK }),
        by_connector("complaint", Desk { mail: Some("koe@kazoeuta.example"), ..DESK }),
        by_connector("compensation", Desk { mail: Some("koe@kazoeuta.example"), ..DESK }),
        by_connector("deletion", Desk { mail: Some("keshite@kazoeuta.example"), ..DESK }),
    ],
    services: &[Facts {
        service: "subsc-uta",
        about: Some(words("毎月くり返す支払いを明細から見つけ、一覧にします。", "Finds payments that recur every month and lists them.")),
        hours: Some(hours("Mo-Su 05:00-25:00")),
        risks: &[words(
            "見つからない定額払いもあります。解約は各社でお手続きください。",
            "Some recurring payments are not found; you cancel them with each company yourself.",
        )],
        needs: &["statements:read"],
        ..FACTS
    }],
    compensation: Some(Compensation {
        first_payer: "connector",
        method: Some(words("メールで受けつけ、審査のうえ振りこみます。", "Taken by mail, paid by transfer after a check.")),
        range: words("個人のお客さまに落ち度がない損害の全額。", "The whole damage of individuals without own fault."),
        corporate: None,
        deviation: None,
        claim_days: None,
    }),
    ..UNTOLD
};
