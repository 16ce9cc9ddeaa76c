//! Wallets, savings and who one is.

use super::{Compensation, Entry, FACTS, Facts, UNTOLD, by_connector, by_issuer};
use crate::cast::{
    desks::{ALWAYS, DESK, Desk, OFFICE, hours, hours_noted},
    words,
};

pub(super) static ENTRIES: &[Entry] = &[YOKOCHO, CHOKIN_KOMICHI, HASHIWATASHI];

const YOKOCHO_DESK: Desk = Desk {
    name: Some(words("横丁よろず相談", "Yokocho help counter")),
    phone: Some("0120-000-031"),
    site: Some("https://yokocho.example/help"),
    hours: Some(hours("Mo-Su 10:00-18:00")),
    ..DESK
};

const YOKOCHO: Entry = Entry {
    company: "yokocho",
    brand: Some(words("ポイント横丁", "Point Yokocho")),
    representative: Some(words("代表取締役 横山 丁次", "Choji Yokoyama, President")),
    address: Some(words("みほん県あきない市小路1-1", "1-1 Komichi, Akinai-shi, Mihon-ken")),
    site: Some("https://yokocho.example/"),
    contacts: &[
        by_connector("question", YOKOCHO_DESK),
        by_issuer("complaint"),
        by_connector("emergency", Desk { phone: Some("0120-000-032"), hours: Some(ALWAYS), ..DESK }),
        by_issuer("emergency"),
        by_issuer("compensation"),
        by_connector("deletion", YOKOCHO_DESK),
        by_connector("data", YOKOCHO_DESK),
        by_connector("outage", Desk { phone: Some("0120-000-033"), hours: Some(ALWAYS), ..DESK }),
        by_connector("billing", Desk { mail: Some("okane@yokocho.example"), chat: Some("https://yokocho.example/chat"), ..DESK }),
    ],
    services: &[
        Facts {
            service: "wallet",
            about: Some(words("残高をまとめて見て、足りないときにチャージします。", "Shows your balances together and tops up when one is short.")),
            hours: Some(hours_noted("Mo-Su 04:00-25:00", words("チャージは23時30分まで。", "Top-ups until 23:30."))),
            risks: &[
                words("横丁の暗証番号を知られると、勝手にチャージされるおそれがあります。", "Whoever learns your Yokocho PIN may top up with your money."),
                words("チャージは取り消せません。", "A top-up cannot be taken back."),
            ],
            needs: &["balance:read", "funds:top_up"],
            ..FACTS
        },
        Facts {
            service: "point-book",
            about: Some(words("ポイントの残りと期限を一冊にまとめます。", "Keeps your points and their last days in one book.")),
            hours: Some(ALWAYS),
            risks: &[words("期限の表示が一日ずれることがあります。", "A last day may be shown one day off.")],
            needs: &["points:read"],
            ..FACTS
        },
    ],
    role: Some(words(
        "ポイント横丁株式会社がチャージを指示します。お金を動かすのは決済会社です。",
        "Point Yokocho Inc. asks for a top-up; the issuer moves the money.",
    )),
    compensation: Some(Compensation {
        first_payer: "issuer",
        method: Some(words("決済会社が残高に戻し、あとで両社が分担します。", "The issuer puts it back on your balance, and the two share it afterwards.")),
        range: words(
            "個人のお客さまに落ち度がない損害の全額。暗証番号を他人に教えていたときは、お支払いしないことがあります。",
            "The whole damage of individuals without own fault; nothing may be paid where the PIN was told to others.",
        ),
        corporate: None,
        deviation: None,
        claim_days: Some(30),
    }),
    ..UNTOLD
};

const CHOKIN_KOMICHI: Entry = Entry {
    company: "chokin-komichi",
    brand: Some(words("おつりの小道", "Otsuri no Komichi")),
    representative: Some(words("代表取締役 小道 つむぎ", "Tsumugi Komichi, President")),
    address: Some(words("みほん県たくわえ市坂の上2-8", "2-8 Sakanoue, Takuwae-shi, Mihon-ken")),
    site: Some("https://chokin-komichi.example/"),
    contacts: &[
        by_connector(
            "question",
            Desk { mail: Some("kiku@chokin-komichi.example"), chat: Some("https://chokin-komichi.example/chat"), hours: Some(ALWAYS), ..DESK },
        ),
        by_connector("complaint", Desk { phone: Some("0120-000-034"), hours: Some(OFFICE), ..DESK }),
        by_connector("emergency", Desk { phone: Some("0120-000-035"), hours: Some(ALWAYS), ..DESK }),
        by_issuer("emergency"),
        by_connector("compensation", Desk { phone: Some("0120-000-034"), hours: Some(OFFICE), ..DESK }),
        by_connector(
            "deletion",
            Desk {
                name: Some(words("ちょきん小道 海外データ保護デスク", "Chokin Komichi data protection desk abroad")),
                mail: Some("privacy@chokin-komichi.example"),
                languages: &["en"],
                ..DESK
            },
        ),
    ],
    services: &[Facts {
        service: "otsuri",
        about: Some(words(
            "支払いのたびに端数を取りわけ、貯金用の残高へ自動でチャージします。",
            "Rounds up every payment and moves the change to a savings balance by itself.",
        )),
        hours: Some(hours("Mo-Su 00:30-23:30")),
        risks: &[
            words("気づかないうちにお金が動きつづけます。月の上限をお決めください。", "Money goes on moving unnoticed; set a monthly limit."),
            words("残高が足りないと、支払いのほうが断られることがあります。", "When the balance is short, a payment may be declined."),
        ],
        needs: &["balance:read", "funds:top_up", "auto_top_up"],
        ..FACTS
    }],
    role: Some(words(
        "株式会社ちょきん小道が端数を数えてチャージを指示します。お金を動かすのは決済会社です。",
        "Chokin Komichi Inc. counts the change and asks for top-ups; the issuer moves the money.",
    )),
    compensation: Some(Compensation {
        first_payer: "connector",
        method: Some(words("アプリで受けつけ、7日以内に残高へ戻します。", "Taken in the app, put back on the balance within seven days.")),
        range: words("個人のお客さまに落ち度がない損害を、一件につき50,000円まで。", "The damage of individuals without own fault, up to 50,000 yen a case."),
        corporate: None,
        deviation: Some(words(
            "一日に動くお金を5,000円までに限っているため、上限を設けています。これを超える損害は、決済会社の規約にそって決済会社が補償します。",
            "There is a limit because no more than 5,000 yen can move in a day. What goes beyond it is compensated by the issuer under its own terms.",
        )),
        claim_days: None,
    }),
    ..UNTOLD
};

const HASHIWATASHI: Entry = Entry {
    company: "hashiwatashi",
    representative: Some(words("代表取締役 橋本 渡", "Wataru Hashimoto, President")),
    address: Some(words("みほん県かわべり市たもと6", "6 Tamoto, Kawaberi-shi, Mihon-ken")),
    site: Some("https://hashiwatashi.example/"),
    contacts: &[
        by_connector("question", Desk { phone: Some("0120-000-037"), hours: Some(ALWAYS), ..DESK }),
        by_connector(
            "complaint",
            Desk {
                name: Some(words("はしわたし屋 海外苦情窓口", "Hashiwatashiya complaints abroad")),
                mail: Some("complaints@hashiwatashi.example"),
                languages: &["en"],
                ..DESK
            },
        ),
        by_connector("emergency", Desk { phone: Some("0120-000-038"), hours: Some(ALWAYS), ..DESK }),
        by_issuer("compensation"),
        by_connector("deletion", Desk { site: Some("https://hashiwatashi.example/forget"), ..DESK }),
    ],
    services: &[Facts {
        service: "hashi-id",
        about: Some(words("決済会社での本人確認を使って、ほかのお店にログインできます。", "Signs you in at other shops by what the issuer knows of you.")),
        hours: Some(ALWAYS),
        risks: &[words("どのお店にログインしたかを、株式会社はしわたし屋が知ります。", "Hashiwatashiya Inc. learns at which shops you sign in.")],
        needs: &["identity:read"],
        ..FACTS
    }],
    role: Some(words("株式会社はしわたし屋がお店へのログインを取りつぎます。", "Hashiwatashiya Inc. passes your sign-in on to shops.")),
    compensation: Some(Compensation {
        first_payer: "issuer",
        method: None,
        range: words("なりすましによる個人のお客さまの損害の全額。", "The whole damage of individuals from impersonation."),
        corporate: None,
        deviation: None,
        claim_days: None,
    }),
    ..UNTOLD
};
