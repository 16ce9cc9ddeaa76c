//! Views of whom to turn to, and of cases.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::after::LetterView;
use super::connector::{CompensationView, ContactView, LinkView};
use super::profile::{IssuerRef, OperatorView};
use crate::domain::Timestamp;
use crate::domain::case::{About, State, What, Written};
use crate::domain::grant::Contract;
use crate::domain::hours::OpenNow;
use crate::domain::id::CaseId;
use crate::domain::issuer::IssuerKind;
use crate::domain::leak;
use crate::domain::route::{CaseByCase, Defect, Matter, Silence, Source, Why, WhyNot};
use crate::domain::stated::{Party, Told};

/// What somebody is turned to about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AboutView {
    /// Which.
    pub about: About,
    /// The service; this app's name where it is about this app.
    pub service: String,
    /// The company behind it, where known.
    pub company: Option<String>,
    /// At which issuer, where known.
    pub issuer: Option<IssuerRef>,
    /// Whether it is over.
    pub over: bool,
}

/// Whom to turn to. What stands on top is who answers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RouteView {
    /// Who answers, why, and how to reach them.
    #[serde(flatten)]
    pub answer: TurnView,
    /// What it is about.
    pub about: AboutView,
    /// The matter.
    pub matter: Matter,
    /// Whether there are charges that the person does not recognise; `null` where they did not say.
    pub charges: Option<bool>,
    /// The day of the earliest of them; `null` where they did not say.
    pub charged_on: Option<NaiveDate>,
    /// On whose contract the card stands.
    pub contract: Told<Contract>,
    /// What comes before any complaint, in order.
    pub first: Vec<FirstView>,
    /// Who does not answer, and why.
    pub not: Vec<NotView>,
    /// Who is next if nobody answers in time, in order.
    pub then: Vec<TurnView>,
    /// Public bodies, as the last step.
    pub bodies: Vec<BodyView>,
    /// Why a rule of this app stands in for an agreement.
    pub silence: Option<Silence>,
    /// What is wrong with the agreement.
    pub defects: Vec<Defect>,
    /// Where the contact points come from.
    pub standing: StandingView,
    /// Open cases about the same.
    pub cases: Vec<CaseLineView>,
}

/// A party to turn to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TurnView {
    /// Who.
    pub party: Party,
    /// Its name.
    pub name: String,
    /// Why.
    pub why: Why,
    /// The contact point, where one is told.
    pub contact: Option<ContactView>,
    /// Who told it.
    pub source: Option<Source>,
    /// The ways to reach it, the quickest first.
    pub channels: Vec<ChannelView>,
    /// Whether it is open now; `null` where nobody tells its hours.
    pub open_now: Option<OpenNow>,
    /// Within how many days it answers.
    pub answer_days: u16,
    /// Whether that was agreed; else it is this app's own patience.
    pub answer_agreed: bool,
}

/// A way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChannelView {
    /// Which.
    pub way: Way,
    /// The number or address as it is read out.
    pub value: String,
    /// The page or the address to open; `null` where there is nothing to open.
    pub link: Option<LinkView>,
}

/// The ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ContactWay")]
pub enum Way {
    /// Phone.
    Phone,
    /// Chat on a page.
    Chat,
    /// A page.
    Page,
    /// Mail.
    Mail,
    /// Post.
    Post,
}

/// Who does not answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NotView {
    /// Who.
    pub party: Party,
    /// Its name.
    pub name: String,
    /// Why.
    pub why: WhyNot,
}

/// One of the first steps.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FirstView {
    /// Are there charges that you do not recognise?
    AskCharges,
    /// Have the card or wallet stopped: ending a connection does not stop it.
    StopPayments {
        /// By whom.
        issuer: String,
        /// Its desk, where one is told.
        desk: Option<DeskView>,
    },
    /// End the access here.
    EndAccess,
    /// It is over already.
    AccessOver,
    /// End it where it was let in.
    EndThere,
    /// Change passwords (R23).
    Passwords {
        /// Whose password, by name.
        name: String,
        /// The same, by side.
        party: Party,
    },
    /// Tell the connector too.
    TellConnector {
        /// Its name.
        connector: String,
        /// Its desk, where one is told.
        desk: Option<DeskView>,
    },
    /// What to write down.
    WriteDown,
    /// Tell the police.
    Police,
    /// Until when damage has to be reported.
    Claim {
        /// Within how many days after a charge; `null` where nobody shows such a time.
        days: Option<u16>,
        /// The last day, where the person told the day of the charge.
        until: Option<NaiveDate>,
    },
    /// What was agreed for damage.
    Compensation {
        /// What was agreed, where it is told.
        agreed: Option<CompensationView>,
        /// Who pays first, by name.
        payer: Option<String>,
        /// Whether it is decided case by case.
        case_by_case: CaseByCase,
    },
}

/// A desk with its ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeskView {
    /// The contact point.
    pub contact: ContactView,
    /// The ways to reach it.
    pub channels: Vec<ChannelView>,
    /// Who told it.
    pub source: Source,
}

/// A public body or an association.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BodyView {
    /// Our name of it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub does: String,
    /// What it does not.
    pub does_not: Option<String>,
    /// The ways to reach it.
    pub channels: Vec<ChannelView>,
    /// Whether it is open now; `null` where its hours differ from place to place or are not known.
    pub open_now: Option<OpenNow>,
    /// The page on which these facts were found.
    pub source: LinkView,
    /// When that page was written, as far as it tells.
    pub source_of: Option<String>,
    /// When the facts were gathered.
    pub gathered_on: NaiveDate,
}

/// Where contact points come from, and how fresh they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StandingView {
    /// When the issuer's directory was last seen to be the newest; `null` where there is none.
    pub as_of: Option<Timestamp>,
    /// Since when it has run out.
    pub expired_at: Option<Timestamp>,
    /// Since when it names this connector no longer: what it said before is shown.
    pub left_at: Option<Timestamp>,
    /// Whether this device is signed out there, or could not ask the last time.
    pub unasked: bool,
}

/// Everybody whom the person may have to reach, on one sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SheetView {
    /// The parties, issuers first, each followed by those that were let in there.
    pub parties: Vec<SheetPartyView>,
    /// Who distributes this app; `null` where nobody does.
    pub operator: Option<OperatorView>,
    /// Public bodies.
    pub bodies: Vec<BodyView>,
    /// When the sheet was made.
    pub at: Timestamp,
}

/// One party of the sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SheetPartyView {
    /// Issuer or connector.
    pub party: Party,
    /// Its name.
    pub name: String,
    /// Of an issuer: what it is.
    pub kind: Option<IssuerKind>,
    /// At which issuer; of an issuer itself.
    pub issuer: Option<IssuerRef>,
    /// Its services that the person let in; empty for an issuer.
    pub services: Vec<String>,
    /// What to ask a route about, the live one first; `null` for an issuer.
    pub about: Option<About>,
    /// Whether all that it was let in for is over.
    pub over: bool,
    /// For harm: the stop desk of an issuer, the emergency desk of a connector.
    pub urgent: Option<DeskView>,
    /// For questions and complaints.
    pub usual: Option<DeskView>,
    /// Where these come from.
    pub standing: StandingView,
}

/// What a packet may hold, and what it says as the person left it. Nothing has left.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PacketView {
    /// To whom.
    pub to: TurnView,
    /// The facts, line by line.
    pub lines: Vec<PacketLineView>,
    /// What was found in the person's own words that must not leave; they stand masked in the letter.
    pub leaks: Vec<leak::Kind>,
    /// The letter, byte for byte as it would leave.
    pub letter: LetterView,
}

/// One fact of a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PacketLineView {
    /// Our name of it.
    pub id: String,
    /// The line as it stands in the letter.
    pub text: String,
    /// Who said it; `null` where it is the person's own word. The app never passes anybody's word off as its own.
    pub by: Option<Party>,
    /// Whether it is in.
    pub kept: bool,
}

/// A case in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaseLineView {
    /// Our name of it.
    pub id: CaseId,
    /// What it is about.
    pub about: About,
    /// The service, in the reader's language where that is still known.
    pub service: String,
    /// The matter.
    pub matter: Matter,
    /// Where it stands.
    pub state: State,
    /// Whether the day has come on which to say that nobody answered.
    pub due: bool,
    /// Whom its letter addresses.
    pub to: String,
    /// How the person's own words begin, where there are any.
    pub begins: Option<String>,
    /// The number that the party gave.
    pub number: Option<String>,
    /// When it was begun.
    pub opened_at: Timestamp,
}

/// A case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseView {
    /// Our name of it.
    pub id: CaseId,
    /// What it is about.
    pub about: AboutView,
    /// The matter.
    pub matter: Matter,
    /// Whether there are charges that the person does not recognise.
    pub charges: Option<bool>,
    /// The day of the earliest of them; `null` where they did not say.
    pub charged_on: Option<NaiveDate>,
    /// Where it stands, by the person's notes and what the issuer's interface said.
    pub state: State,
    /// Who is turned to now: 0 the one who answers, then the next ones of the route.
    pub turn: u32,
    /// That party.
    pub to: TurnView,
    /// Who is next, where there is one.
    pub next: Option<TurnView>,
    /// Which turn of the route that is.
    pub next_turn: Option<u32>,
    /// Public bodies, as the last step.
    pub bodies: Vec<BodyView>,
    /// Whether the issuer takes complaints through its interface, and this one is for it.
    pub takes: bool,
    /// What is written.
    pub letter: LetterView,
    /// What the person chose and wrote for it.
    pub written: Written,
    /// The number that the party gave.
    pub number: Option<String>,
    /// All that happened, in order.
    pub steps: Vec<CaseStepView>,
    /// Until when damage has to be reported, where that can be told.
    pub claim_until: Option<NaiveDate>,
    /// Whether nothing of it was sent, said or answered: then it can be thrown away.
    pub only_written: bool,
    /// When to say that nobody answered.
    pub remind_at: Option<Timestamp>,
    /// Whether that day has come.
    pub due: bool,
    /// When it was begun.
    pub opened_at: Timestamp,
}

/// One step of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaseStepView {
    /// What.
    pub what: What,
    /// To or from whom.
    pub party: Party,
    /// Its name.
    pub name: String,
    /// The day.
    pub on: NaiveDate,
    /// When it was noted.
    pub noted_at: Timestamp,
    /// What was sent, answered or noted.
    pub words: Option<String>,
}

/// What became of a case that was handed on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseHandedView {
    /// The case as it stands now.
    pub case: CaseView,
    /// The address or the host that was opened, or the name of the file; the issuer's number where its interface took it.
    pub place: String,
    /// Whether the text went along; else the person pastes it.
    pub whole: bool,
}
