//! Views of many endings at once, and of the person's own ends.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::Timestamp;
use crate::domain::batch::{Caps, Choice, Outcome, Weight};
use crate::domain::ending::{Evidence, Grade, State};
use crate::domain::id::{AccountId, BatchId, GrantId};
use crate::domain::own_end::{Then, WhyAsked};
use crate::ipc::{GoesOn, IssuerMeans, IssuerRef, KeptView, LeftAliveKind, SignInView};

/// What one act would end, before it (R17).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ManyView {
    /// What was chosen.
    pub choice: Choice,
    /// The connector's name, or the notice's title, where one was chosen.
    pub about: Option<String>,
    /// How many would end.
    pub total: u32,
    /// How many of them move money.
    pub move_money: u32,
    /// How heavy the last act is.
    pub weight: Weight,
    /// What would end, by sign-in; in each, what moves money first.
    pub parties: Vec<ManyPartyView>,
    /// How many of the choice are being ended already.
    pub under_way: u32,
    /// The act that ends them.
    pub batch: Option<BatchId>,
    /// What goes on, as message ids of this app.
    pub goes_on: Vec<GoesOn>,
    /// Connections of the choice that no list tells: they cannot be ended from here.
    pub kept: Vec<KeptView>,
    /// Issuers that cannot be asked, with their own page and phone; only of everything.
    pub without_api: Vec<ElsewhereView>,
    /// This device's own sign-ins: not ended with them, unless the person chooses so; only of everything.
    pub own: Vec<SignInView>,
}

/// An issuer that cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ElsewhereView {
    /// Which.
    pub issuer: IssuerRef,
    /// What can be done there.
    pub means: IssuerMeans,
}

/// What would end through one sign-in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ManyPartyView {
    /// At which issuer.
    pub issuer: IssuerRef,
    /// The sign-in.
    pub account: AccountId,
    /// What tells it apart.
    pub label: Option<String>,
    /// Whether a sign-in is needed first: one for all of them.
    pub sign_in_first: bool,
    /// Most endings that it takes.
    pub caps: Caps,
    /// Of how many the hour's cap lets go later, by itself.
    pub later: u32,
    /// What its kind leaves alive.
    pub left_alive: LeftAliveKind,
    /// The grants.
    pub grants: Vec<ManyGrantView>,
}

/// A grant that would end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ManyGrantView {
    /// Which.
    pub grant: GrantId,
    /// Names this giving of it; goes back with the act.
    pub birth: String,
    /// The service's name.
    pub service: String,
    /// The connector's name.
    pub connector: String,
    /// Whether it moves money.
    pub moves_money: bool,
    /// What it may do, the weightiest first: in words where there are some.
    pub permissions: Vec<String>,
    /// On which cards or accounts.
    pub covers: Vec<String>,
    /// Services outside of the choice that the issuer announced to end with it.
    pub with: Vec<String>,
}

/// Where many endings stand that were asked for together.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BatchView {
    /// Its id.
    pub id: BatchId,
    /// What was chosen.
    pub choice: Choice,
    /// The connector's name, or the notice's title, where one was chosen.
    pub about: Option<String>,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When the person stopped it; `None` where it goes on.
    pub stopped_at: Option<Timestamp>,
    /// Whether this device signs itself out at each issuer once nothing is open there.
    pub sign_out: bool,
    /// How they came out so far.
    pub counts: OutcomesView,
    /// Whether nothing is open any more.
    pub over: bool,
    /// By sign-in.
    pub parties: Vec<BatchPartyView>,
}

/// How many came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutcomesView {
    /// All of them.
    pub total: u32,
    /// Seen to have ended.
    pub verified: u32,
    /// Settled, and not ended.
    pub not_ended: u32,
    /// They wait for the person.
    pub needs_you: u32,
    /// They go on by themselves.
    pub goes_on: u32,
    /// Of the open ones: sent, and not to be called back.
    pub out: u32,
    /// Held back by the person.
    pub held: u32,
    /// Given up by the person before anything was sent.
    pub withdrawn: u32,
}

/// How it stands at one sign-in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BatchPartyView {
    /// At which issuer.
    pub issuer: IssuerRef,
    /// The sign-in.
    pub account: AccountId,
    /// What tells it apart.
    pub label: Option<String>,
    /// How they came out so far.
    pub counts: OutcomesView,
    /// Whether a sign-in of the person is needed before anything goes on here: one for all.
    pub sign_in: bool,
    /// Why nothing goes out right now.
    pub pause: Option<PauseView>,
    /// Most endings that it takes.
    pub caps: Caps,
    /// Each grant; empty in a list of batches.
    pub results: Vec<ResultView>,
}

/// Until when nothing goes out at an issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PauseView {
    /// Until when; then it goes on by itself.
    pub until: Timestamp,
    /// Why.
    pub why: PauseWhy,
}

/// Why nothing goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PauseWhy {
    /// The issuer asked to come back later.
    Asked,
    /// Its cap by the hour is used up.
    Cap,
    /// It did not answer, or not in a way that counts.
    Silent,
}

/// How one grant came out so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ResultView {
    /// Which.
    pub grant: GrantId,
    /// The service's name.
    pub service: String,
    /// The connector's name.
    pub connector: String,
    /// Whether it moves money.
    pub moves_money: bool,
    /// How it came out so far.
    pub outcome: Outcome,
    /// Where its ending stands; `None` where it was withdrawn.
    pub state: Option<State>,
    /// By what means it was seen, where verified.
    pub verified_by: Option<Grade>,
    /// What was seen last.
    pub evidence: Option<Evidence>,
    /// Whether it was sent and cannot be called back.
    pub out: bool,
}

/// When the person themselves wants a grant to be over, and what happens then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnEndView {
    /// The last day, in the person's own calendar.
    pub day: NaiveDate,
    /// The end of that day.
    pub at: Timestamp,
    /// What happens then.
    pub then: Then,
    /// Why, in the person's words.
    pub why: Option<String>,
    /// Why the person is asked now, where they are.
    pub asked: Option<WhyAsked>,
}
