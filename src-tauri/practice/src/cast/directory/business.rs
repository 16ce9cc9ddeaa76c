//! Bookkeeping, expenses and tax.

use super::{Compensation, Entry, FACTS, Facts, UNTOLD, by_connector, by_issuer};
use crate::cast::{
    Words,
    desks::{ALWAYS, DESK, Desk, OFFICE, hours, hours_noted},
    words,
};

pub(super) static ENTRIES: &[Entry] = &[SEISAN_LAB, TONARI, KOMOREBI];

const SEISAN_DESK: Desk = Desk {
    name: Some(words("けいひノート サポート", "Keihi Note support")),
    phone: Some("0120-000-021"),
    site: Some("https://seisan-lab.example/support"),
    hours: Some(hours("Mo-Fr 09:00-19:00; PH off")),
    ..DESK
};

const SEISAN_LAB: Entry = Entry {
    company: "seisan-lab",
    brand: Some(words("けいひノート", "Keihi Note")),
    representative: Some(words("代表社員 精田 算子", "Sanko Seida, Representative Member")),
    address: Some(words("みほん県かいけい市帳場通り7-1", "7-1 Choba-dori, Kaikei-shi, Mihon-ken")),
    site: Some("https://seisan-lab.example/"),
    contacts: &[
        by_connector("question", SEISAN_DESK),
        by_connector("complaint", SEISAN_DESK),
        by_connector("emergency", Desk { phone: Some("0120-000-022"), hours: Some(ALWAYS), ..DESK }),
        by_issuer("emergency"),
        by_issuer("compensation"),
        by_connector("deletion", Desk { site: Some("https://seisan-lab.example/delete"), ..DESK }),
        // On its own displays: who reports one is led to whom it is about.
        by_connector("display", SEISAN_DESK),
    ],
    services: &[Facts {
        service: "keihi-note",
        about: Some(words(
            "カードの明細から経費の申請をつくり、会社の経理に届けます。",
            "Makes expense claims from card lines and hands them to your company's accountants.",
        )),
        hours: Some(hours_noted(
            "Mo-Fr 06:00-24:00; Sa 06:00-22:00; Su,PH off",
            words("月末の最終営業日は24時間使えます。", "Open around the clock on the last working day of a month."),
        )),
        risks: &[
            words("会社の経理担当者が、私的な支払いの明細まで見ることがあります。", "Your company's accountants may see lines of private payments too."),
            words(
                "退職しても、会社が連携を止めるまで明細が届きつづけることがあります。",
                "After you leave, lines may still go to the company until somebody ends the connection.",
            ),
        ],
        needs: &["statements:read"],
        ..FACTS
    }],
    role: Some(words(
        "精算ラボ合同会社が経費の申請をつくります。承認するのはお勤め先です。",
        "Seisan Lab LLC makes the expense claims; your employer approves them.",
    )),
    compensation: Some(Compensation {
        first_payer: "issuer",
        method: Some(words("決済会社の窓口で受けつけ、次の請求から差し引きます。", "Taken at the issuer's desk and set off against the next bill.")),
        range: words("個人のお客さまに落ち度がない損害の全額。", "The whole damage of individuals without own fault."),
        corporate: Some(words(
            "法人カードの損害は、会社との契約にもとづき、管理の状況をうかがって一件ごとに決めます。まず決済会社がお支払いし、あとで両社が分担します。",
            "Damage on company cards is settled case by case under the company's contract, by how the cards were looked after. The issuer pays first, and the two share it afterwards.",
        )),
        deviation: None,
        claim_days: None,
    }),
    ..UNTOLD
};

const TONARI_DESK: Desk = Desk {
    name: Some(words("となり会計 相談カウンター", "Tonari Kaikei counter")),
    phone: Some("0120-000-024"),
    mail: Some("soudan@tonari.example"),
    hours: Some(OFFICE),
    ..DESK
};

const TONARI_ABOUT: Words = words(
    "事業用カードの明細を仕訳にし、帳簿と決算の下書きをつくります。",
    "Turns the lines of business cards into entries, and drafts books and yearly accounts.",
);
const TONARI_RISK: Words =
    words("自動の仕訳が誤ることがあります。申告の前にご確認ください。", "Entries made by itself may be wrong; check them before you file.");
const TONARI_NEEDS: &[&str] = &["statements:read"];

const TONARI: Entry = Entry {
    company: "tonari",
    brand: Some(words("となり会計", "Tonari Kaikei")),
    representative: Some(words("代表取締役 隣 計介", "Keisuke Tonari, President")),
    address: Some(words("みほん県おとなり市帳面台3-3", "3-3 Chomendai, Otonari-shi, Mihon-ken")),
    site: Some("https://tonari.example/"),
    public_notice: Some("https://tonari.example/kessan"),
    contacts: &[
        by_connector("question", TONARI_DESK),
        by_connector("complaint", TONARI_DESK),
        by_connector("emergency", Desk { phone: Some("0120-000-025"), hours: Some(hours("Mo-Su 08:00-22:00")), ..DESK }),
        by_connector("compensation", TONARI_DESK),
        by_connector("deletion", Desk { site: Some("https://tonari.example/erase"), ..DESK }),
    ],
    services: &[Facts {
        service: "tonari-kaikei",
        about: Some(TONARI_ABOUT),
        hours: Some(hours("Mo-Fr 08:00-20:00; PH off")),
        risks: &[TONARI_RISK],
        needs: TONARI_NEEDS,
        ..FACTS
    }],
    role: Some(words(
        "会計のとなり株式会社が仕訳と帳簿をつくり、その先の会社についても窓口になります。",
        "Kaikei no Tonari Inc. makes entries and books, and answers for the companies after it as well.",
    )),
    compensation: Some(Compensation {
        first_payer: "connector",
        method: Some(words("書面で受けつけ、45日以内にお答えします。", "Taken in writing, answered within 45 days.")),
        range: words("個人と個人事業主のお客さまに落ち度がないときは、損害の全額。", "The whole damage of individuals and sole proprietors without own fault."),
        corporate: Some(words("法人のお客さまは、利用契約の定めによります。", "For corporate customers as the service contract says.")),
        deviation: None,
        claim_days: None,
    }),
    // What it says itself is newer than what the issuers relay.
    own_services: &[Facts {
        service: "tonari-kaikei",
        about: Some(TONARI_ABOUT),
        hours: Some(hours_noted("Mo-Sa 07:00-22:00; PH off", words("この秋から、土曜も使えるようになりました。", "Since this autumn on Saturdays too."))),
        risks: &[
            TONARI_RISK,
            words(
                "税理士法人に渡した仕訳は、連携を解除しても取りもどせません。",
                "Entries that went to the tax corporation do not come back when you end the connection.",
            ),
        ],
        needs: TONARI_NEEDS,
        ..FACTS
    }],
};

const KOMOREBI: Entry = Entry {
    company: "komorebi",
    representative: Some(words("代表取締役 木漏 日向", "Hinata Komore, President")),
    address: Some(words("みほん県こかげ市若葉町8", "8 Wakaba-cho, Kokage-shi, Mihon-ken")),
    site: Some("https://komorebi.example/"),
    contacts: &[
        by_connector("question", Desk { phone: Some("0120-000-027"), hours: Some(OFFICE), ..DESK }),
        by_connector("complaint", Desk { phone: Some("0120-000-028"), hours: Some(OFFICE), answer_days: Some(14), ..DESK }),
        by_issuer("emergency"),
        by_connector("compensation", Desk { phone: Some("0120-000-028"), hours: Some(OFFICE), ..DESK }),
        by_connector("deletion", Desk { mail: Some("kesu@komorebi.example"), ..DESK }),
    ],
    services: &[Facts {
        service: "komorebi-shinkoku",
        about: Some(words("一年分の明細から、確定申告の下書きをつくります。", "Drafts your tax return from a year of statement lines.")),
        hours: Some(hours_noted("Mo-Su 07:00-23:00; PH off", words("夜間と祝日は使えません。", "Closed at night and on public holidays."))),
        risks: &[
            words("下書きのまま申告すると、税額が誤るおそれがあります。", "Filed as drafted, the tax may come out wrong."),
            words("申告期には混みあい、取りこみに半日かかることがあります。", "In the filing season bringing in lines may take half a day."),
        ],
        // Who it is was asked for at the first sign-in only.
        needs: &["statements:read"],
        ..FACTS
    }],
    role: Some(words("株式会社こもれび申告舎が下書きをつくります。申告するのはご本人です。", "Komorebi Shinkokusha Inc. drafts; you yourself file.")),
    compensation: Some(Compensation {
        first_payer: "connector",
        method: Some(words("電話で受けつけ、調査のあと振りこみます。", "Taken by phone, paid by transfer after a check.")),
        range: words(
            "個人のお客さまに落ち度がない損害の全額。誤った申告による加算税はのぞきます。",
            "The whole damage of individuals without own fault, except penalties for a wrong return.",
        ),
        corporate: None,
        deviation: None,
        claim_days: None,
    }),
    ..UNTOLD
};
