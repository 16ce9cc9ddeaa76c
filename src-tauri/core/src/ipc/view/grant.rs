//! Views of grants: the list, the two sides, the ending.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::after::{DeletionHistoryView, EndingReceiptView};
use super::connector::{LinkView, StatementsView};
use super::kept::{AgreedView, KeptView};
use super::many::OwnEndView;
use super::measure::{MeasurementView, OwnTestView};
use super::narrow::NarrowsView;
use super::notice::NoticeView;
use super::profile::{AccountSyncView, IssuerRef};
use crate::domain::Timestamp;
use crate::domain::conclusion::Rule;
use crate::domain::ending::{Evidence, Grade, LeftAlive, State};
use crate::domain::expiry::{AccessUntil, Reach, Refreshable};
use crate::domain::grant::{Contract as CardContract, CoverKind, CoverUser, EndedBy, LastUse, SubjectKind, TokenKind};
use crate::domain::id::{AccountId, BatchId, GrantId};
use crate::domain::issuer::{FactKind, GoesOn, LeftAliveKind};
use crate::domain::listing::Counts;
use crate::domain::notice::Severity;
use crate::domain::permission::{Access, Effect};
use crate::domain::stated::{Party, Stated, Told};
use crate::domain::usage::Unlike;

/// A connector's or service's id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedView {
    /// The issuer's id of it.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One grant, as a row and as JSON in a terminal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GrantView {
    /// Our id.
    pub id: GrantId,
    /// Whether it is this app's own (R31).
    pub own: bool,
    /// At which issuer.
    pub issuer: IssuerRef,
    /// Through which sign-in.
    pub account: AccountId,
    /// Whose it is.
    pub subject: Told<SubjectView>,
    /// What it reaches.
    pub covers: Vec<CoverView>,
    /// Who was let in.
    pub connector: NamedView,
    /// For what.
    pub service: NamedView,
    /// What it may do, the weightiest first.
    pub permissions: Vec<PermissionView>,
    /// When it was given.
    pub granted_at: Told<Timestamp>,
    /// When it was used last.
    pub last_used_at: Told<LastUse>,
    /// The end of today's access.
    pub access_until: AccessUntil,
    /// The furthest that refreshing reaches.
    pub refreshable: Refreshable,
    /// The answer to "until when" from both.
    pub reach: Reach,
    /// Its state.
    pub status: StatusView,
    /// What is alive.
    pub tokens: Told<Vec<TokenView>>,
    /// Who gets the data onward.
    pub chain: Told<Vec<ChainedView>>,
    /// The time that these facts are from.
    pub as_of: Timestamp,
    /// Whether the last try to ask its issuer failed, so that the facts may be out of date.
    pub stale: bool,
    /// Where its latest ending stands.
    pub ending: Option<State>,
    /// Open notices about it, whoever told them (R24).
    pub notices: Option<OpenNoticesView>,
    /// When the person said that they keep it.
    pub checked_at: Option<Timestamp>,
    /// When the person themselves wants it to be over.
    pub own_end: Option<Timestamp>,
    /// What happens then.
    pub own_end_plan: Option<OwnEndView>,
    /// Whether it can be ended here.
    pub can_end: bool,
    /// Names this giving of the grant; goes back with an ending.
    pub birth: String,
}

/// Open notices about a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenNoticesView {
    /// How many; at least one.
    pub count: u32,
    /// The weightiest of them.
    pub severity: Severity,
}

/// Whose grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SubjectView {
    /// Person or company.
    pub kind: SubjectKind,
    /// The name, where told.
    pub name: Option<String>,
}

/// A card, account or wallet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CoverView {
    /// As the issuer calls it.
    pub label: String,
    /// What it is.
    pub kind: Told<CoverKind>,
    /// On whose contract.
    pub contract: Told<CardContract>,
    /// Who uses it.
    pub user: Told<CoverUser>,
}

/// A permission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PermissionView {
    /// The technical name.
    pub scope: String,
    /// Its kind.
    pub access: Access,
    /// Its effect.
    pub effect: Effect,
    /// Plain words, where somebody gave them.
    pub words: Option<String>,
}

/// The state of a grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StatusView {
    /// In force.
    Active,
    /// Held.
    Suspended {
        /// Who decided.
        by: Told<Party>,
        /// Why.
        reason: Told<String>,
        /// Since when.
        since: Told<Timestamp>,
    },
    /// Ran out.
    Expired {
        /// When.
        since: Told<Timestamp>,
    },
    /// Ended.
    Ended {
        /// By whom.
        by: Told<EndedBy>,
        /// When.
        at: Told<Timestamp>,
    },
    /// No longer listed, nothing said.
    Vanished {
        /// When it was first missed.
        since: Timestamp,
    },
    /// A state that this app does not know.
    Unknown,
}

/// A token that is alive. Never its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TokenView {
    /// Access or refresh.
    pub kind: TokenKind,
    /// When it was issued.
    pub issued_at: Told<Timestamp>,
    /// When it runs out.
    pub expires_at: Told<Timestamp>,
}

/// A chained connector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChainedView {
    /// Its name.
    pub name: String,
    /// What goes onward.
    pub receives: Option<String>,
    /// Who answers for it.
    pub responsible: Option<String>,
    /// On what terms, where told.
    pub terms: Option<String>,
}

/// A page of the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GrantListView {
    /// The app's own grants, one an account; always first (R31).
    pub own: Vec<GrantView>,
    /// Test grants of this app's own that stand at an issuer: of a measurement that was broken off.
    pub own_tests: Vec<OwnTestView>,
    /// The page.
    pub grants: Vec<GrantView>,
    /// How many match in all.
    pub total: u32,
    /// Where the next page starts.
    pub next_cursor: Option<String>,
    /// Counts for the filters, without the search words.
    pub counts: Counts,
    /// Every connected account with how fresh its rows are, so that a list with one issuer down says so.
    pub accounts: Vec<AccountSyncView>,
    /// Connections that no list tells, matching the search: the person's notes, and receipts of what is not listed.
    pub kept: Vec<KeptView>,
    /// Catalogue issuers that cannot be asked: the list never looks complete when it is not.
    pub without_api: Vec<IssuerRef>,
}

/// The issuer's side of one grant: the six facts (R16) and what belongs to them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GrantPageView {
    /// The row.
    pub grant: GrantView,
    /// The host that said it.
    pub host: String,
    /// Whether the signed catalogue names this host.
    pub vouched: bool,
    /// The six facts together, each with who said it.
    pub facts: SixFactsView,
    /// When the issuer checked the conditions for connecting; no endorsement.
    pub conditions_checked_on: Option<Stated<chrono::NaiveDate>>,
    /// How the holder was identified.
    pub identified: Option<Stated<IdentifiedView>>,
    /// What this app concludes by itself.
    pub conclusions: ConclusionsView,
    /// Kinds of facts that this issuer never tells.
    pub never_told: Vec<FactKind>,
    /// Which data the permissions reach, as the issuer's directory tells it; only those that it tells.
    pub data: Vec<DataView>,
    /// What the person agreed to, by a receipt that the issuer signed.
    pub agreed: Option<AgreedView>,
    /// The notices about it, open ones first.
    pub notices: Vec<NoticeView>,
    /// Its latest ending.
    pub ending: Option<EndingView>,
    /// Its latest narrowing.
    pub narrowing: Option<EndingView>,
    /// Whether a part of it can be taken away here.
    pub can_narrow: bool,
    /// Where it is no longer listed: the ended grant with which its issuer had announced it to end.
    pub ended_with: Option<NamedGrantView>,
    /// What the person asked the connector to delete, and noted of the answers.
    pub deletion: Option<DeletionHistoryView>,
}

/// The data behind a permission, named the same for every issuer (R9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DataView {
    /// Of which permission.
    pub scope: String,
    /// The items.
    pub items: Vec<String>,
    /// Whether the issuer calls them sensitive; `null` where it does not say.
    pub sensitive: Option<bool>,
}

/// A grant by the name of its service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedGrantView {
    /// Which.
    pub grant: GrantId,
    /// The service's name.
    pub service: String,
}

/// A grant that the issuer announced to end together with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TogetherView {
    /// Which.
    pub grant: GrantId,
    /// The service's name.
    pub service: String,
    /// Whether this app has seen since that it is ended or no longer listed.
    pub gone: bool,
}

/// The six facts of a consent (R16), always together.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SixFactsView {
    /// ① The connector.
    pub connector: Stated<NamedView>,
    /// ② The service.
    pub service: Stated<NamedView>,
    /// ③ What it may do.
    pub permissions: Stated<Vec<PermissionView>>,
    /// ④ Until when.
    pub until: Stated<UntilView>,
    /// ⑤ How to remove it, besides in this app.
    pub how_to_end: Stated<Told<String>>,
    /// ⑥ What else to beware of.
    pub beware: Stated<Told<Vec<String>>>,
}

/// Until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UntilView {
    /// The end of today's access.
    pub access_until: AccessUntil,
    /// The furthest that refreshing reaches.
    pub refreshable: Refreshable,
    /// The answer to "until when" from both.
    pub reach: Reach,
}

/// How the holder was identified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IdentifiedView {
    /// When.
    pub at: Told<Timestamp>,
    /// How.
    pub how: Told<String>,
}

/// The strip of ThisApp.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConclusionsView {
    /// What was concluded, each with rule and inputs.
    pub drawn: Vec<ConclusionView>,
    /// Rules that stay silent because the issuer does not tell their input.
    pub silent: Vec<Rule>,
    /// When they were drawn.
    pub at: Timestamp,
}

/// One conclusion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConclusionView {
    /// By which rule.
    pub rule: Rule,
    /// From which permissions: plain words where there are some, else the scope.
    pub permissions: Vec<String>,
    /// From which names.
    pub names: Vec<String>,
    /// From which time.
    pub since: Option<Timestamp>,
}

/// When a grant was used.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UsesView {
    /// Told, newest first, or not told by this issuer.
    pub uses: Told<Vec<UseView>>,
    /// How the last seven days are unlike what was before, by this app's own rule; not told where history is too short.
    pub unlike: Told<Vec<Unlike>>,
    /// Asked at this time.
    pub at: Timestamp,
}

/// One use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UseView {
    /// When.
    pub at: Timestamp,
    /// Of which kind.
    pub access: Access,
    /// What.
    pub what: Option<String>,
    /// How many records.
    pub count: Option<u32>,
}

/// What an ending would do: shown before the last act (R17, R29).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConsequencesView {
    /// The grant, as the person sees it now.
    pub grant: GrantView,
    /// What stops: the permissions.
    pub stops: Vec<PermissionView>,
    /// What goes on, as message ids of this app.
    pub goes_on: Vec<GoesOn>,
    /// What the issuer's kind leaves alive.
    pub left_alive: LeftAliveKind,
    /// How quickly an ending was seen to take effect at this issuer: this app's own word.
    pub measured: Option<MeasurementView>,
    /// When the access tokens that are out now run out by themselves, where the issuer tells it of all of them.
    pub tokens_until: Option<Timestamp>,
    /// Grants that end together with it.
    pub ends_together: Vec<GrantView>,
    /// Other grants of the same connector that stay.
    pub others_stay: Vec<GrantView>,
    /// Who keeps what it got onward (R28).
    pub chain_keeps: Stated<Told<Vec<ChainedView>>>,
    /// What the service may keep, and why (R29); nobody told it where empty.
    pub keeps: Stated<Vec<String>>,
    /// Where the issuer's statements are read afterwards, where the service is the main window to them (R32).
    pub statements: Option<Stated<StatementsView>>,
    /// Where to take out what the service holds, before ending.
    pub export: Option<Stated<LinkView>>,
    /// Where to ask for deletion; before ending, while signing in there is as it was.
    pub deletion: Option<Stated<LinkView>>,
    /// Whether a sign-in is needed first.
    pub sign_in_first: bool,
}

/// An ending, or a narrowing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EndingView {
    /// Of which grant.
    pub grant: GrantId,
    /// Where it stands.
    pub state: State,
    /// By what means it was seen, where verified.
    pub verified_by: Option<Grade>,
    /// What may still work, where verified.
    pub left_alive: Option<LeftAlive>,
    /// What the issuer announced to end together with it.
    pub together: Vec<TogetherView>,
    /// Every step.
    pub steps: Vec<StepView>,
    /// When the app goes on by itself.
    pub next_at: Option<Timestamp>,
    /// Until when the issuer asked to be left alone, where that is what an ending waits for: until then nobody's hurry helps.
    pub left_alone_until: Option<Timestamp>,
    /// The account to sign in with, where it needs the person.
    pub account: AccountId,
    /// The one act that asked for it together with others.
    pub batch: Option<BatchId>,
    /// The issuer's signed word on it; `null` where none is to be expected.
    pub receipt: Option<EndingReceiptView>,
    /// How an eye is kept on it since, where it is proved or disputed.
    pub watch: Option<WatchView>,
    /// What was taken away, where it is a narrowing and no ending: the grant goes on.
    pub narrows: Option<NarrowsView>,
}

/// An eye on a settled ending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WatchView {
    /// Its end.
    pub until: Timestamp,
    /// Whether it is over.
    pub over: bool,
    /// When the issuer's list was read last: a grant that is back would have been seen.
    pub listed_at: Option<Timestamp>,
    /// Accesses after the ending.
    pub uses: UsesWatched,
    /// Since when nothing can be seen, because nobody is signed in or the issuer does not answer.
    pub blind: Option<Blind>,
    /// When a disputed one is looked at next.
    pub next_at: Option<Timestamp>,
}

/// Whether accesses after an ending would be seen (R13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UsesWatched {
    /// Not asked for yet.
    NotYet,
    /// Told, the last time at this time: none after the ending.
    Told(Timestamp),
    /// Told, the last time at this time: it was used after the ending.
    Used(Timestamp),
    /// The issuer does not tell those of what has ended.
    NotTold,
}

/// Why nothing can be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Blind {
    /// Since when.
    pub since: Timestamp,
    /// Whether a sign-in would help.
    pub signed_out: bool,
}

/// One step of an ending.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StepView {
    /// The state reached.
    pub state: State,
    /// When this app saw it.
    pub at: Timestamp,
    /// What it saw.
    pub evidence: Evidence,
}
