//! What comes before any complaint where harm may be going on (R14, R23, R26, R27).

use chrono::{Days, NaiveDate};

use super::{Matter, Route, Situation, Source, Subject};
use crate::domain::directory::{Answerer, Compensation, Contact, ContactTopic};
use crate::domain::grant::Contract;
use crate::domain::stated::Told;

/// One of the first steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum First<'a> {
    /// To be asked before all else: are there charges that you do not recognise?
    AskCharges,
    /// Have the issuer stop the card or wallet: ending a connection does not stop it.
    StopPayments {
        /// Its desk, where one is told.
        desk: Option<(&'a Contact, Source)>,
    },
    /// End the access.
    EndAccess,
    /// It is over already.
    AccessOver,
    /// No list tells it: it is ended where it was let in.
    EndThere,
    /// Change passwords: this one, and others like it (R23).
    Passwords {
        /// Whose is in danger: the issuer's own, where a service was let in by it.
        of: Answerer,
    },
    /// Tell the connector too, at once (R14, R23).
    TellConnector {
        /// Its emergency desk, where one is told.
        desk: Option<(&'a Contact, Source)>,
    },
    /// What to write down: when it was reported, who took it, the number that the police gave.
    WriteDown,
    /// Tell the police.
    Police,
    /// Until when damage has to be reported.
    Claim {
        /// Within how many days after a charge; `None` where nobody shows such a time.
        days: Option<u16>,
        /// The last day, where the person told the day of the charge.
        until: Option<NaiveDate>,
    },
    /// What was agreed for damage, in short.
    Compensation {
        /// What was agreed, where it is told.
        agreed: Option<&'a Compensation>,
        /// Whether it is decided case by case: the card stands on a business contract, or nobody tells on whose.
        case_by_case: CaseByCase,
    },
}

/// Whether the contract makes compensation a matter of the case (R26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseByCase {
    /// An individual's contract: no.
    No,
    /// A company's or sole proprietor's: yes.
    Business,
    /// Nobody tells on whose contract the card stands.
    NotTold,
}

impl Route<'_> {
    /// The last day on which damage can be reported, where that can be told.
    pub fn claim_until(&self) -> Option<NaiveDate> {
        self.first.iter().find_map(|first| if let First::Claim { until, .. } = first { *until } else { None })
    }
}

pub(super) fn steps<'a>(situation: &Situation<'a>) -> Vec<First<'a>> {
    if !situation.matter.is_urgent() {
        return Vec::new();
    }
    let mut steps = Vec::new();
    if situation.matter != Matter::Charges && situation.charges.is_none() {
        steps.push(First::AskCharges);
    }
    // A lost phone may be a wallet: somebody can pay with it without any charge being seen yet.
    if situation.is_money_at_risk() || (situation.matter == Matter::Lost && situation.by_default().0 == Answerer::Issuer) {
        steps.push(First::StopPayments { desk: situation.contact(Answerer::Issuer, &[ContactTopic::Stop, ContactTopic::Emergency]) });
    }
    steps.push(match situation.subject {
        Subject::Grant { over: true } | Subject::Noted { over: true, .. } => First::AccessOver,
        Subject::Grant { over: false } | Subject::App => First::EndAccess,
        Subject::Noted { over: false, .. } => First::EndThere,
    });
    if situation.subject != Subject::App {
        steps.push(First::Passwords { of: if situation.is_issuers_password() { Answerer::Issuer } else { Answerer::Connector } });
        steps.push(First::TellConnector { desk: situation.contact(Answerer::Connector, &[ContactTopic::Emergency]) });
    }
    steps.push(First::WriteDown);
    if situation.is_misuse() {
        steps.push(First::Police);
        let agreed = situation.agreement.compensation;
        // Whichever runs out first.
        let days = [situation.claim_days, agreed.and_then(|agreed| agreed.claim_days)].into_iter().flatten().min();
        steps.push(First::Claim { days, until: last_day(situation.charged_on, days) });
        steps.push(First::Compensation { agreed, case_by_case: case_by_case(situation.contract) });
    }
    steps
}

/// The last of so many days from a charge on. The day of the charge is counted: whoever does not count it has a day more.
fn last_day(charged_on: Option<NaiveDate>, days: Option<u16>) -> Option<NaiveDate> {
    charged_on?.checked_add_days(Days::new(u64::from(days?.checked_sub(1)?)))
}

fn case_by_case(contract: Told<Contract>) -> CaseByCase {
    match contract {
        Told::Told(Contract::Person) => CaseByCase::No,
        Told::Told(Contract::SoleProprietor | Contract::Company) => CaseByCase::Business,
        Told::NotTold => CaseByCase::NotTold,
    }
}
