//! What the directory tells of the made-up connectors (R18–R22, R26, R27), beside names and scopes. One of them
//! is told completely, one by its name alone, and one, `mimamori-an`, is missing on purpose.

mod business;
mod everyday;
mod money;

use super::{
    Words,
    desks::{Desk, Hours},
};

/// A connector as its issuers tell it; what is empty is not told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) company: &'static str,
    pub(crate) brand: Option<Words>,
    pub(crate) representative: Option<Words>,
    pub(crate) address: Option<Words>,
    pub(crate) site: Option<&'static str>,
    pub(crate) public_notice: Option<&'static str>,
    pub(crate) contacts: &'static [Contact],
    pub(crate) services: &'static [Facts],
    /// Its own part in what people see (R19).
    pub(crate) role: Option<Words>,
    pub(crate) compensation: Option<Compensation>,
    /// Its services as it signs them itself, where it does.
    pub(crate) own_services: &'static [Facts],
}

/// Who answers a topic, as the two agreed (R21).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contact {
    pub(crate) topic: &'static str,
    pub(crate) by: Answerer,
}

/// Which of the two answers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Answerer {
    Issuer,
    Connector(Desk),
}

/// What is told of a service beside its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub(crate) service: &'static str,
    pub(crate) about: Option<Words>,
    pub(crate) hours: Option<Hours>,
    pub(crate) risks: &'static [Words],
    /// Scopes, and types of authorization details, without which it does not work (R11).
    pub(crate) needs: &'static [&'static str],
    /// What it may keep after an ending, and why (R29).
    pub(crate) keeps: &'static [Words],
    /// Where a person takes out what it holds.
    pub(crate) export: Option<&'static str>,
    /// Where it is the main window to statements: where they are read without it (R32).
    pub(crate) statements: Option<Words>,
}

/// What the two agreed for damage (R26, R27).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compensation {
    pub(crate) first_payer: &'static str,
    pub(crate) method: Option<Words>,
    pub(crate) range: Words,
    pub(crate) corporate: Option<Words>,
    pub(crate) deviation: Option<Words>,
    /// Within how many days after a charge damage has to be reported, where they agreed on it.
    pub(crate) claim_days: Option<u16>,
}

const UNTOLD: Entry = Entry {
    company: "",
    brand: None,
    representative: None,
    address: None,
    site: None,
    public_notice: None,
    contacts: &[],
    services: &[],
    role: None,
    compensation: None,
    own_services: &[],
};

const FACTS: Facts = Facts { service: "", about: None, hours: None, risks: &[], needs: &[], keeps: &[], export: None, statements: None };

/// All that is told, in the order of the document.
pub(crate) fn entries() -> impl Iterator<Item = &'static Entry> {
    [everyday::ENTRIES, business::ENTRIES, money::ENTRIES].into_iter().flatten()
}

/// The data items behind a scope (R9), and whether they are sensitive.
pub(crate) fn data(scope: &str) -> Option<(&'static [&'static str], bool)> {
    Some(match scope {
        "statements:read" => (&["used_on", "merchant", "amount", "payment_kind"], true),
        "balance:read" => (&["balance", "balance_at"], false),
        "points:read" => (&["points", "expires_on"], false),
        "identity:read" => (&["member_id", "person_name"], true),
        _ => return None,
    })
}

const fn by_issuer(topic: &'static str) -> Contact {
    Contact { topic, by: Answerer::Issuer }
}

const fn by_connector(topic: &'static str, desk: Desk) -> Contact {
    Contact { topic, by: Answerer::Connector(desk) }
}
