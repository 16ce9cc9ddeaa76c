//! The made-up issuers, people, cards and scopes (R7). None of these exists.

pub(crate) mod canary;
pub(crate) mod closed;
pub(crate) mod companies;
pub(crate) mod desks;
pub(crate) mod directory;

use canary::Habit;
use desks::IssuerDesks;
use serde_json::{Value, json};

/// The public client id under which every practice issuer knows the app (RFC 8252).
pub(crate) const APP: &str = "renkei";
/// The app's redirects: on loopback any port is accepted (RFC 8252, 7.3), and the scheme of the installed app (7.1).
pub(crate) const APP_REDIRECTS: [&str; 3] = ["http://127.0.0.1/callback", "http://[::1]/callback", "app.renkei:/callback"];
/// The scopes that the app may ask for.
pub(crate) const APP_SCOPES: [&str; 3] = ["openid", "grants:read", "grants:end"];

/// The same words in Japanese and English.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    pub(crate) ja: &'static str,
    pub(crate) en: &'static str,
}

impl Words {
    /// As a language map of the profile.
    pub(crate) fn map(self) -> Value {
        json!({ "ja": self.ja, "en": self.en })
    }
}

/// Shortens the tables below.
pub(crate) const fn words(ja: &'static str, en: &'static str) -> Words {
    Words { ja, en }
}

/// One practice issuer and its habits.
#[derive(Debug)]
pub(crate) struct IssuerCast {
    pub(crate) id: &'static str,
    pub(crate) brand: Words,
    pub(crate) kana: &'static str,
    pub(crate) kind: &'static str,
    /// Whether an ended grant can still be read.
    pub(crate) ended_readable: bool,
    pub(crate) tells_accesses: bool,
    /// Whether it signs what it accepted when a grant is ended.
    pub(crate) signs_endings: bool,
    /// Fields of the profile that this issuer never tells.
    pub(crate) untold: &'static [&'static str],
    /// Life of the app's access tokens.
    pub(crate) app_access_seconds: i64,
    /// How far refreshing reaches for the app; `None`: it gets no refresh token.
    pub(crate) app_refresh_days: Option<i64>,
    pub(crate) how_to_end: Words,
    /// How it takes a part of a grant away; `None`: it does not.
    pub(crate) narrows: Option<Narrows>,
    /// What becomes of the tokens of the app's second client; `None`: the issuer has no such client.
    pub(crate) canary: Option<Habit>,
    /// How it takes complaints; `None`: not by its interface.
    pub(crate) complaints: Option<Intake>,
    /// Who answers there.
    pub(crate) desks: &'static IssuerDesks,
}

/// How an issuer takes complaints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Intake {
    /// What its numbers begin with.
    pub(crate) prefix: &'static str,
    /// Within how many days it answers, where it says so.
    pub(crate) answer_days: Option<i64>,
}

impl IssuerCast {
    /// Whether this is one of the app's own public clients here.
    pub(crate) fn is_own(&self, client: &str) -> bool {
        client == APP || self.is_canary(client)
    }

    /// Whether this is the app's second client here.
    pub(crate) fn is_canary(&self, client: &str) -> bool {
        self.canary.is_some() && client == canary::ID
    }
}

/// What becomes of what was taken away, in the tokens that are out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Narrows {
    /// They lose it at once.
    AtOnce,
    /// Access tokens keep it until they run out; refreshed ones are without it.
    TokensKeep,
}

/// What no issuer takes away by itself.
pub(crate) const FIXED: [&str; 1] = ["identity:read"];

pub(crate) static ISSUERS: [IssuerCast; 4] = [
    IssuerCast {
        id: "minato-card",
        brand: words("みなとカード", "Minato Card"),
        kana: "みなとかーど",
        kind: "card",
        ended_readable: true,
        tells_accesses: true,
        signs_endings: true,
        untold: &[],
        app_access_seconds: 600,
        app_refresh_days: Some(90),
        how_to_end: words(
            "会員ページの「連携サービス」からも解除できます（練習用のため、実際の窓口はありません）。",
            "You can also end it on the member page under \"Connected services\" (practice: there is no real desk).",
        ),
        narrows: Some(Narrows::AtOnce),
        canary: Some(Habit::Quick),
        complaints: Some(Intake { prefix: "MC", answer_days: Some(10) }),
        desks: &desks::MINATO,
    },
    IssuerCast {
        id: "kotori-pay",
        brand: words("ことりペイ", "Kotori Pay"),
        kana: "ことりぺい",
        kind: "code_payment",
        ended_readable: false,
        tells_accesses: true,
        signs_endings: false,
        untold: &[],
        app_access_seconds: 900,
        app_refresh_days: Some(60),
        how_to_end: words(
            "アプリの「設定」→「つながっているサービス」からも解除できます（練習用）。",
            "You can also end it in the app under Settings, Connected services (practice).",
        ),
        narrows: Some(Narrows::TokensKeep),
        canary: Some(Habit::Signed),
        complaints: Some(Intake { prefix: "KP", answer_days: None }),
        desks: &desks::KOTORI,
    },
    IssuerCast {
        id: "himawari-money",
        brand: words("ひまわりマネー", "Himawari Money"),
        kana: "ひまわりまねー",
        kind: "e_money",
        ended_readable: false,
        tells_accesses: false,
        signs_endings: false,
        untold: &["last_used_at", "refreshable"],
        app_access_seconds: 600,
        app_refresh_days: Some(30),
        how_to_end: words(
            "カスタマーセンターでも承ります（練習用のため、実際の窓口はありません）。",
            "The customer centre can end it too (practice: there is no real desk).",
        ),
        narrows: None,
        canary: Some(Habit::Lies),
        complaints: None,
        desks: &desks::HIMAWARI,
    },
    IssuerCast {
        id: "tsukimi-credit",
        brand: words("つきみ信販", "Tsukimi Credit"),
        kana: "つきみしんぱん",
        kind: "card",
        ended_readable: true,
        tells_accesses: true,
        signs_endings: true,
        untold: &[],
        app_access_seconds: 600,
        app_refresh_days: None,
        how_to_end: words("郵送の申込書でも解除できます（練習用）。", "A posted form ends it too (practice)."),
        narrows: None,
        canary: None,
        complaints: Some(Intake { prefix: "TS", answer_days: Some(30) }),
        desks: &desks::TSUKIMI,
    },
];

/// The issuer of this id.
pub(crate) fn issuer(id: &str) -> Option<&'static IssuerCast> {
    ISSUERS.iter().find(|issuer| issuer.id == id)
}

/// A made-up person.
#[derive(Debug)]
pub(crate) struct PersonCast {
    pub(crate) username: &'static str,
    pub(crate) name: Words,
    pub(crate) about: Words,
}

/// Every practice person signs in with this word, which the sign-in page itself tells.
pub(crate) const PASSWORD: &str = "renrenshu";

pub(crate) static PEOPLE: [PersonCast; 3] = [
    PersonCast {
        username: "minami",
        name: words("佐藤 みなみ", "Minami Sato"),
        about: words("個人事業主。自分のカードのほか、家族カードと会社のカードも使う", "Sole proprietor with her own cards, a family card and a company card"),
    },
    PersonCast {
        username: "makoto", name: words("田中 誠", "Makoto Tanaka"), about: words("会社員。会社のカードを持つ", "Employee with a company card")
    },
    PersonCast {
        username: "hana", name: words("鈴木 花", "Hana Suzuki"), about: words("コード決済と電子マネーを使う", "Uses code payments and e-money")
    },
];

/// The person of this user name.
pub(crate) fn person(username: &str) -> Option<&'static PersonCast> {
    PEOPLE.iter().find(|person| person.username == username)
}

/// A card or wallet of a person at an issuer. It has no number (R2).
#[derive(Debug)]
pub(crate) struct Card {
    pub(crate) id: &'static str,
    pub(crate) issuer: &'static str,
    pub(crate) holder: &'static str,
    pub(crate) label: Words,
    pub(crate) kind: &'static str,
    pub(crate) contract: &'static str,
    pub(crate) user: &'static str,
    /// The contracting company, where it is not the person.
    pub(crate) company: Option<Words>,
}

const KOHARU: Words = words("株式会社こはる工房", "Koharu Kobo Inc.");
const MADOKA: Words = words("株式会社まどか商店", "Madoka Shoten Inc.");

macro_rules! cards {
    ($($id:literal $issuer:literal $holder:literal $ja:literal $en:literal $kind:literal $contract:literal $user:literal $company:expr;)*) => {
        pub(crate) static CARDS: &[Card] = &[$(Card {
            id: $id, issuer: $issuer, holder: $holder, label: words($ja, $en),
            kind: $kind, contract: $contract, user: $user, company: $company,
        }),*];
    };
}

cards! {
    "mc-42" "minato-card" "minami" "本人カード ••42" "Own card ••42" "card" "person" "self" None;
    "mc-77" "minato-card" "minami" "家族カード ••77" "Family card ••77" "card" "person" "family" None;
    "mc-19" "minato-card" "minami" "事業用カード ••19" "Business card ••19" "card" "sole_proprietor" "self" None;
    "mc-90" "minato-card" "makoto" "本人カード ••90" "Own card ••90" "card" "person" "self" None;
    "kp-08" "kotori-pay" "minami" "ことりウォレット ••08" "Kotori wallet ••08" "wallet" "person" "self" None;
    "kp-26" "kotori-pay" "makoto" "ことりウォレット ••26" "Kotori wallet ••26" "wallet" "person" "self" None;
    "kp-51" "kotori-pay" "hana" "ことりウォレット ••51" "Kotori wallet ••51" "wallet" "person" "self" None;
    "hm-34" "himawari-money" "minami" "ひまわり電子マネー ••34" "Himawari e-money ••34" "account" "person" "self" None;
    "hm-88" "himawari-money" "hana" "ひまわり電子マネー ••88" "Himawari e-money ••88" "account" "person" "self" None;
    "tc-63" "tsukimi-credit" "minami" "本人カード ••63" "Own card ••63" "card" "person" "self" None;
    "tc-31" "tsukimi-credit" "minami" "法人カード ••31" "Company card ••31" "card" "company" "self" Some(KOHARU);
    "tc-55" "tsukimi-credit" "makoto" "法人カード ••55" "Company card ••55" "card" "company" "employee" Some(MADOKA);
}

/// The card of this id.
pub(crate) fn card(id: &str) -> Option<&'static Card> {
    CARDS.iter().find(|card| card.id == id)
}

/// The cards of one person at one issuer.
pub(crate) fn cards_of(issuer: &str, holder: &str) -> impl Iterator<Item = &'static Card> {
    CARDS.iter().filter(move |card| card.issuer == issuer && card.holder == holder)
}

/// A scope token or a type of authorization detail, in plain words (R3, R4).
#[derive(Debug)]
pub(crate) struct ScopeCast {
    pub(crate) scope: &'static str,
    pub(crate) access: &'static str,
    pub(crate) effect: &'static str,
    pub(crate) words: Words,
    /// Where a connector uses it: method and path at the resource server.
    pub(crate) call: Option<(&'static str, &'static str)>,
}

/// `ext.bnf.7` is missing on purpose: a scope that nobody explains.
pub(crate) static SCOPES: [ScopeCast; 8] = [
    ScopeCast {
        scope: "statements:read",
        access: "reference",
        effect: "none",
        words: words("利用明細を見る", "See your statement lines"),
        call: Some(("GET", "/statements")),
    },
    ScopeCast {
        scope: "balance:read", access: "reference", effect: "none", words: words("残高を見る", "See your balance"), call: Some(("GET", "/balance"))
    },
    ScopeCast {
        scope: "points:read",
        access: "reference",
        effect: "none",
        words: words("ポイントの数を見る", "See how many points you have"),
        call: Some(("GET", "/points")),
    },
    ScopeCast {
        scope: "categories:write",
        access: "update",
        effect: "changes_data",
        words: words("明細の分類を書きかえる", "Change the categories of your statement lines"),
        call: Some(("PUT", "/categories")),
    },
    ScopeCast {
        scope: "funds:top_up",
        access: "update",
        effect: "moves_money",
        words: words("お金をチャージする（お金が動きます）", "Top up with your money (money moves)"),
        call: Some(("POST", "/top_up")),
    },
    ScopeCast {
        scope: "identity:read",
        access: "authentication",
        effect: "none",
        words: words("あなたを識別する情報を受けとる", "Receive what identifies you"),
        call: Some(("GET", "/userinfo")),
    },
    ScopeCast {
        scope: "auto_top_up",
        access: "update",
        effect: "moves_money",
        words: words("残高が少なくなったら自動でチャージする（お金が動きます）", "Top up by itself when the balance is low (money moves)"),
        call: None,
    },
    ScopeCast {
        scope: "grants:read",
        access: "reference",
        effect: "none",
        words: words("あなたの連携の一覧を見る", "See the list of your connected services"),
        call: None,
    },
];

/// The rest of the app's own scopes.
pub(crate) static APP_SCOPE_WORDS: [ScopeCast; 2] = [
    ScopeCast {
        scope: "grants:end",
        access: "update",
        effect: "changes_data",
        words: words("あなたの連携を解除する", "End your connected services"),
        call: None,
    },
    ScopeCast {
        scope: "openid", access: "authentication", effect: "none", words: words("だれのログインかを受けとる", "Receive who signed in"), call: None
    },
];

/// The words of a scope, if anybody wrote some.
pub(crate) fn scope(token: &str) -> Option<&'static ScopeCast> {
    SCOPES.iter().chain(&APP_SCOPE_WORDS).find(|scope| scope.scope == token)
}
