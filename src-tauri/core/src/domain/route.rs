//! Whom to turn to (R14, R20, R21, R23, R26, R27): from what it is about, the issuer's kind and desks, what issuer and connector
//! agreed, and on whose contract the card stands. Where the agreement is silent, the rule that is used instead is named.

pub mod bodies;
mod first;
#[cfg(test)]
mod tests;

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

use self::bodies::Body;
pub use self::first::{CaseByCase, First};
use super::Timestamp;
use super::directory::{Answerer, Compensation, Contact, ContactTopic};
use super::grant::Contract;
use super::issuer::IssuerKind;
use super::kept::Way;
use super::stated::{Party, Told};

/// After how many days without an answer the next one is turned to, where nobody agreed on a time.
pub const PATIENCE: Duration = Duration::days(14);
/// The same where harm may be going on: all of them are to be reached before a claim runs out.
pub const PATIENCE_IN_HARM: Duration = Duration::days(3);

/// What somebody turns to a party about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// Charges or payments that the person does not recognise.
    Charges,
    /// Unauthorised access, or the suspicion of it (R14).
    Access,
    /// A lost phone, or a password that was lost or told (R23).
    Lost,
    /// A question.
    Question,
    /// Wrong or missing data.
    Data,
    /// The service does not work.
    Outage,
    /// What the service costs.
    Billing,
    /// A false or misleading display (R20).
    Display,
    /// Personal data, and deleting it (R29).
    Privacy,
    /// Something else.
    Other,
}

impl Matter {
    /// All of them, the urgent ones first.
    pub const ALL: [Self; 10] =
        [Self::Charges, Self::Access, Self::Lost, Self::Question, Self::Data, Self::Outage, Self::Billing, Self::Display, Self::Privacy, Self::Other];

    /// Whether harm may be going on: an open line goes before the agreed one.
    pub fn is_urgent(self) -> bool {
        matches!(self, Self::Charges | Self::Access | Self::Lost)
    }

    /// The topics of an agreement that are about it, the exact one first.
    fn topics(self) -> &'static [ContactTopic] {
        match self {
            Self::Charges => &[ContactTopic::Stop, ContactTopic::Emergency],
            Self::Access | Self::Lost => &[ContactTopic::Emergency],
            Self::Question => &[ContactTopic::Question],
            Self::Data => &[ContactTopic::Data],
            Self::Outage => &[ContactTopic::Outage],
            Self::Billing => &[ContactTopic::Billing],
            Self::Display => &[ContactTopic::Display],
            Self::Privacy => &[ContactTopic::Deletion],
            Self::Other => &[ContactTopic::Other],
        }
    }

    /// The general topics of an agreement, where nothing exact is named.
    fn general(self) -> &'static [ContactTopic] {
        match self {
            Self::Charges | Self::Access | Self::Lost | Self::Display | Self::Privacy => {
                &[ContactTopic::Complaint, ContactTopic::Question, ContactTopic::Other]
            }
            Self::Question | Self::Data | Self::Outage | Self::Billing | Self::Other => &[ContactTopic::Question, ContactTopic::Complaint, ContactTopic::Other],
        }
    }
}

/// All that a route is computed from.
#[derive(Debug, Clone)]
pub struct Situation<'a> {
    /// What it is about.
    pub matter: Matter,
    /// Whether there are charges that the person does not recognise; `None` where they did not say.
    pub charges: Option<bool>,
    /// The day of the earliest of them, where the person told it.
    pub charged_on: Option<NaiveDate>,
    /// What the service was let in at.
    pub subject: Subject,
    /// Whether the service may move money.
    pub moves_money: bool,
    /// The kind of the issuer.
    pub kind: IssuerKind,
    /// On whose contract the card stands.
    pub contract: Told<Contract>,
    /// What is known of the agreement between issuer and connector.
    pub agreement: Agreement<'a>,
    /// The issuer's own desks: its directory's, then the catalogue's.
    pub desks: Vec<(&'a Contact, Source)>,
    /// Within how many days the issuer wants misuse to be reported.
    pub claim_days: Option<u16>,
    /// The time.
    pub now: Timestamp,
}

/// What the service was let in at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A grant that an issuer lists or listed.
    Grant {
        /// Whether it is over.
        over: bool,
    },
    /// Something that no list tells.
    Noted {
        /// How it was let in.
        way: Option<Way>,
        /// Whether an issuer is known.
        issuer: bool,
        /// Whether the person says that it is ended.
        over: bool,
    },
    /// This app itself (R31).
    App,
}

/// What is known of an agreement.
#[derive(Debug, Clone, Default)]
pub struct Agreement<'a> {
    /// Who answers which topic: by the connector's own word, then as the issuer relays it.
    pub contacts: Vec<(&'a Contact, Source)>,
    /// What was agreed for damage.
    pub compensation: Option<&'a Compensation>,
    /// Why nothing is known, where nothing is.
    pub silence: Option<Silence>,
}

/// Where a contact point stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ContactSource")]
pub enum Source {
    /// The connector signed it itself.
    Connector,
    /// The issuer's directory.
    Issuer,
    /// The catalogue that this build brings.
    Catalogue,
    /// Whoever distributes this app.
    Operator,
}

/// Why nothing is known of who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ContactSilence")]
pub enum Silence {
    /// This issuer publishes no directory, or none could be had yet.
    NoDirectory,
    /// Its directory does not name this connector.
    NotNamed,
    /// It names the connector, and nobody for this.
    NotForThis,
    /// Nobody knows at which issuer it is.
    NoIssuer,
    /// This build has no operator.
    NoOperator,
}

/// Why a party answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Issuer and connector agreed on it for this.
    Agreed,
    /// They agreed on it for questions or complaints in general, and on nobody for this.
    AgreedGeneral,
    /// Only the issuer can stop a card or wallet.
    StopsPayments,
    /// The issuer has to look into what a connector displays (R20).
    LooksIntoDisplays,
    /// They agreed that it pays first (R26).
    PaysFirst,
    /// Nothing is agreed: whose service it is.
    ItsService,
    /// Nothing is agreed: it holds the data.
    HoldsData,
    /// Nothing is agreed: it can shut access at once.
    ShutsAccess,
    /// Nothing is agreed: the phone is the wallet.
    PhoneIsWallet,
    /// Nothing is agreed: its password is concerned.
    ItsPassword,
    /// The next one, where the one before does not answer.
    Next,
    /// It distributes this app.
    Operates,
}

/// Why a party is not the one to turn to first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// They agreed on the other.
    OtherAgreed,
    /// It cannot stop a card or wallet.
    CannotStopPayments,
    /// It would judge its own display.
    ItsOwnDisplay,
    /// It is not its service.
    NotItsService,
    /// It does not supervise what the connector already holds (R29).
    NotItsData,
    /// It comes second: the other can do something at once.
    Second,
    /// This app is not theirs.
    NotTheirApp,
}

/// What is wrong with an agreement (R21, R26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Defect {
    /// It names the connector, and nobody at all who answers.
    NobodyAnswers,
    /// It names nobody who answers for damage.
    NobodyPays,
    /// It names a party and no way to reach it.
    NoWay,
    /// The connector alone is to judge its own display.
    JudgesItself,
}

/// A party to turn to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn<'a> {
    /// Who.
    pub party: Party,
    /// Why.
    pub why: Why,
    /// How, where that is told.
    pub contact: Option<(&'a Contact, Source)>,
}

/// Whom to turn to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route<'a> {
    /// What comes before any complaint, in order.
    pub first: Vec<First<'a>>,
    /// Who answers.
    pub answer: Turn<'a>,
    /// Who does not.
    pub not: Vec<(Party, WhyNot)>,
    /// The next ones, in order.
    pub then: Vec<Turn<'a>>,
    /// Public bodies, as the last step.
    pub bodies: Vec<&'static Body>,
    /// Why a rule stands in for an agreement.
    pub silence: Option<Silence>,
    /// What is wrong with the agreement.
    pub defects: Vec<Defect>,
}

impl Turn<'_> {
    /// How long an answer to a matter is waited for, and whether that was agreed.
    pub fn patience(&self, matter: Matter) -> (Duration, bool) {
        let ours = if matter.is_urgent() { PATIENCE_IN_HARM } else { PATIENCE };
        self.contact.and_then(|(contact, _)| contact.answer_days).map_or((ours, false), |days| (Duration::days(days.into()), true))
    }
}

impl Contact {
    /// Whether there is any way to reach it.
    pub fn is_reachable(&self) -> bool {
        self.phone.is_some() || self.mail.is_some() || self.site.is_some() || self.chat.is_some() || self.post.is_some()
    }
}

impl<'a> Situation<'a> {
    /// Whether money is, or may be, leaving.
    fn is_misuse(&self) -> bool {
        self.matter == Matter::Charges || (self.matter.is_urgent() && self.charges == Some(true))
    }

    /// Whether money may leave before anybody knows: then the card comes first, unless the person said that nothing is missing.
    fn is_money_at_risk(&self) -> bool {
        self.is_misuse() || (self.matter.is_urgent() && self.moves_money && self.charges.is_none())
    }

    /// Whether the password that the person gave away, or has lost, is the issuer's own.
    fn is_issuers_password(&self) -> bool {
        matches!(self.subject, Subject::Noted { way: Some(Way::Password), .. })
    }

    /// The contact points of one party for some topics: the topics in their order; where harm goes on, those that are open now first.
    fn contact(&self, by: Answerer, topics: &[ContactTopic]) -> Option<(&'a Contact, Source)> {
        let desks = self.desks.iter().filter(|(contact, _)| by == Answerer::Issuer && contact.by == by);
        let all: Vec<(&'a Contact, Source)> = self
            .agreement
            .contacts
            .iter()
            .filter(|(contact, _)| contact.by == by)
            .chain(desks)
            .filter(|(contact, _)| contact.is_reachable())
            .copied()
            .collect();
        // Nobody but the issuer stops a card, whatever a directory says.
        let fits = |contact: &Contact, topic: ContactTopic| contact.topic == topic && (topic != ContactTopic::Stop || by == Answerer::Issuer);
        let named = || topics.iter().flat_map(|topic| all.iter().filter(move |(contact, _)| fits(contact, *topic)));
        let shut = |contact: &Contact| contact.hours.as_ref().and_then(|hours| hours.at(self.now)).is_some_and(|now| !now.open);
        let open = || named().find(|(contact, _)| contact.phone.is_some() && !shut(contact));
        self.matter.is_urgent().then(open).flatten().or_else(|| named().next()).copied()
    }

    /// How a party is reached about this, by the exact topic, else by a general one.
    fn reach(&self, by: Answerer) -> Option<(&'a Contact, Source)> {
        let (stop, urgent): (&[ContactTopic], &[ContactTopic]) = match (by, self.matter.is_urgent()) {
            (Answerer::Issuer, true) if self.is_money_at_risk() || self.matter == Matter::Lost => (&[ContactTopic::Stop], &[ContactTopic::Emergency]),
            // Where nobody is named for emergencies: the desk that is there at night.
            (Answerer::Issuer, true) => (&[], &[ContactTopic::Emergency, ContactTopic::Stop]),
            (Answerer::Connector, true) => (&[], &[ContactTopic::Emergency]),
            (_, false) => (&[], &[]),
        };
        let topics: Vec<ContactTopic> = [stop, self.matter.topics(), urgent, self.matter.general()].concat();
        self.contact(by, &topics)
    }

    /// The parties that the agreement names for these topics.
    fn agreed(&self, topics: &[ContactTopic]) -> (bool, bool) {
        let names = |by| self.agreement.contacts.iter().any(|(contact, _)| contact.by == by && topics.contains(&contact.topic));
        (names(Answerer::Issuer), names(Answerer::Connector))
    }

    /// Who answers where nothing was agreed, and why.
    fn by_default(&self) -> (Answerer, Why) {
        let wallet = matches!(self.kind, IssuerKind::CodePayment | IssuerKind::EMoney);
        match self.matter {
            Matter::Charges => (Answerer::Issuer, Why::StopsPayments),
            Matter::Access => (Answerer::Issuer, Why::ShutsAccess),
            Matter::Lost if wallet => (Answerer::Issuer, Why::PhoneIsWallet),
            Matter::Lost if self.is_issuers_password() => (Answerer::Issuer, Why::ItsPassword),
            Matter::Lost => (Answerer::Connector, Why::ItsPassword),
            Matter::Display => (Answerer::Issuer, Why::LooksIntoDisplays),
            Matter::Privacy => (Answerer::Connector, Why::HoldsData),
            Matter::Question | Matter::Data | Matter::Outage | Matter::Billing | Matter::Other => (Answerer::Connector, Why::ItsService),
        }
    }

    /// Who answers, and why; and why a rule stood in for an agreement.
    fn answerer(&self) -> (Answerer, Why, Option<Silence>) {
        let (default, why) = self.by_default();
        if self.is_money_at_risk() {
            return (Answerer::Issuer, Why::StopsPayments, None);
        }
        if self.matter == Matter::Display {
            return (Answerer::Issuer, Why::LooksIntoDisplays, None);
        }
        let choose = |(issuer, connector): (bool, bool)| match (issuer, connector) {
            (true, true) => Some(default),
            (true, false) => Some(Answerer::Issuer),
            (false, true) => Some(Answerer::Connector),
            (false, false) => None,
        };
        if let Some(by) = choose(self.agreed(self.matter.topics())) {
            return (by, Why::Agreed, None);
        }
        let silence = Some(self.agreement.silence.unwrap_or(Silence::NotForThis));
        // A general contact point is no agreement on what is urgent: there the one who can act comes first.
        let general = (!self.matter.is_urgent()).then(|| choose(self.agreed(self.matter.general()))).flatten();
        match general {
            Some(by) => (by, Why::AgreedGeneral, silence),
            None => (default, why, silence),
        }
    }

    fn defects(&self, answer: Answerer) -> Vec<Defect> {
        let (contacts, mut defects) = (&self.agreement.contacts, Vec::new());
        if self.agreement.silence.is_some() || self.subject == Subject::App {
            return defects;
        }
        let of = |topic: ContactTopic| contacts.iter().filter(move |(contact, _)| contact.topic == topic);
        if contacts.is_empty() {
            defects.push(Defect::NobodyAnswers);
        }
        if self.agreement.compensation.is_none() && of(ContactTopic::Compensation).next().is_none() && self.matter.is_urgent() {
            defects.push(Defect::NobodyPays);
        }
        let exact = |(contact, _): &(&Contact, Source)| contact.by == answer && self.matter.topics().contains(&contact.topic);
        if contacts.iter().any(exact) && !contacts.iter().filter(|one| exact(one)).any(|(contact, _)| contact.is_reachable()) {
            defects.push(Defect::NoWay);
        }
        if self.matter == Matter::Display && self.agreed(&[ContactTopic::Display]) == (false, true) {
            defects.push(Defect::JudgesItself);
        }
        defects
    }

    fn why_not(&self, other: Answerer, why: Why) -> WhyNot {
        match (self.matter, other) {
            _ if why == Why::StopsPayments => WhyNot::CannotStopPayments,
            (Matter::Display, _) => WhyNot::ItsOwnDisplay,
            _ if why == Why::Agreed && self.agreed(self.matter.topics()) == (true, true) => WhyNot::Second,
            _ if matches!(why, Why::Agreed | Why::AgreedGeneral) => WhyNot::OtherAgreed,
            (Matter::Privacy, Answerer::Issuer) => WhyNot::NotItsData,
            (Matter::Access | Matter::Lost | Matter::Charges, _) => WhyNot::Second,
            _ => WhyNot::NotItsService,
        }
    }

    /// Whom to turn to.
    pub fn route(&self) -> Route<'a> {
        if self.subject == Subject::App {
            return self.to_operator();
        }
        let (by, why, silence) = self.answerer();
        let other = match by {
            Answerer::Issuer => Answerer::Connector,
            Answerer::Connector => Answerer::Issuer,
        };
        let answer = Turn { party: party(by), why, contact: self.reach(by) };
        let mut then = Vec::new();
        if self.is_misuse()
            && let Some(payer) = self.pays_first()
        {
            then.push(payer);
        }
        // Nobody judges their own display, not even as the next one.
        if self.matter != Matter::Display {
            then.push(Turn { party: party(other), why: Why::Next, contact: self.reach(other) });
        }
        then.retain(|turn| turn.contact.is_none() || turn.contact != answer.contact);
        then.dedup_by(|one, before| one.party == before.party && one.contact == before.contact);
        Route {
            first: first::steps(self),
            not: vec![(party(other), self.why_not(other, why))],
            then,
            bodies: bodies::fitting(self.matter, self.kind, self.contract),
            silence,
            defects: self.defects(by),
            answer,
        }
    }

    /// Who pays first, and how it is reached for damage (R26).
    fn pays_first(&self) -> Option<Turn<'a>> {
        let by = match self.agreement.compensation {
            Some(agreed) => agreed.first_payer,
            None => match self.agreed(&[ContactTopic::Compensation]) {
                (true, _) => Answerer::Issuer,
                (false, true) => Answerer::Connector,
                (false, false) => return None,
            },
        };
        let contact = self.contact(by, &[ContactTopic::Compensation, ContactTopic::Complaint, ContactTopic::Question]);
        Some(Turn { party: party(by), why: Why::PaysFirst, contact })
    }

    /// This app is a connector too (R31): its operator answers for it.
    fn to_operator(&self) -> Route<'a> {
        let topics: Vec<ContactTopic> = [self.matter.topics(), self.matter.general()].concat();
        let contacts = &self.agreement.contacts;
        let contact = topics.iter().find_map(|topic| contacts.iter().find(|(contact, _)| contact.topic == *topic)).or_else(|| contacts.first()).copied();
        let misuse = self.is_misuse();
        let not = if misuse { Vec::new() } else { vec![(Party::Issuer, WhyNot::NotTheirApp)] };
        let answer = Turn { party: Party::ThisApp, why: Why::Operates, contact };
        let issuer = Turn { party: Party::Issuer, why: Why::StopsPayments, contact: self.reach(Answerer::Issuer) };
        // Where nobody distributes this build, nobody is next.
        let next = if self.agreement.silence == Some(Silence::NoOperator) { Vec::new() } else { vec![answer.clone()] };
        let (answer, then) = if misuse { (issuer, next) } else { (answer, Vec::new()) };
        Route {
            first: first::steps(self),
            answer,
            not,
            then,
            bodies: bodies::fitting(self.matter, self.kind, self.contract),
            silence: self.agreement.silence,
            defects: Vec::new(),
        }
    }
}

/// The party of an answerer.
pub fn party(by: Answerer) -> Party {
    match by {
        Answerer::Issuer => Party::Issuer,
        Answerer::Connector => Party::Connector,
    }
}
