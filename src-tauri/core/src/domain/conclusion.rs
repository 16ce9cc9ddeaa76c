//! What this app concludes about a grant by itself (R11): each with its rule and inputs, never a score,
//! never as somebody else's word. A rule whose input is not told stays silent and says so.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::expiry::Reach;
use super::grant::{Facts, Grant, LastUse, Status};
use super::permission::{Access, Effect};
use super::stated::Told;

/// Days without use after which a grant counts as unused.
pub const UNUSED_DAYS: i64 = 90;
/// Days before its end in which a grant counts as expiring soon.
pub const SOON_DAYS: i64 = 14;
/// Days of reach beyond which a life counts as long.
pub const LONG_DAYS: i64 = 366;

/// The rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A permission moves money.
    MovesMoney,
    /// A permission changes data.
    MayWrite,
    /// A permission that nobody explained.
    UnknownPermission,
    /// Goes on until somebody ends it, or for longer than a year.
    LongLife,
    /// Ends within two weeks.
    ExpiresSoon,
    /// Not used for 90 days.
    Unused,
    /// Suspended.
    Suspended,
}

/// One conclusion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// By which rule.
    pub rule: Rule,
    /// From which scopes, where the rule is about permissions.
    pub scopes: Vec<String>,
    /// From which time, where the rule is about one.
    pub since: Option<Timestamp>,
}

/// The conclusions, and the rules that had to stay silent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conclusions {
    /// What was concluded.
    pub drawn: Vec<Conclusion>,
    /// Rules whose input the issuer does not tell.
    pub silent: Vec<Rule>,
}

/// Draws all conclusions about a grant at one time. An ended grant gives none.
pub fn draw(grant: &Grant, now: Timestamp) -> Conclusions {
    let mut all = Conclusions::default();
    if !grant.remote.status.is_live() {
        return all;
    }
    let facts = &grant.remote.facts;
    by_scope(&mut all, facts, Rule::MovesMoney, |_, effect| effect == Effect::MovesMoney);
    by_scope(&mut all, facts, Rule::MayWrite, |_, effect| effect == Effect::ChangesData);
    by_scope(&mut all, facts, Rule::UnknownPermission, |access, effect| access == Access::Unknown || effect == Effect::Unknown);
    match facts.expiry.reach() {
        Reach::UntilEnded => all.drawn.push(Conclusion { rule: Rule::LongLife, scopes: vec![], since: None }),
        Reach::Until(until) if until - now > Duration::days(LONG_DAYS) => {
            all.drawn.push(Conclusion { rule: Rule::LongLife, scopes: vec![], since: Some(until) });
        }
        Reach::Until(until) if until > now && until - now <= Duration::days(SOON_DAYS) => {
            all.drawn.push(Conclusion { rule: Rule::ExpiresSoon, scopes: vec![], since: Some(until) });
        }
        Reach::Until(_) => {}
        Reach::NotTold => all.silent.extend([Rule::LongLife, Rule::ExpiresSoon]),
    }
    match unused_since(facts) {
        Some(since) if now - since >= Duration::days(UNUSED_DAYS) => {
            all.drawn.push(Conclusion { rule: Rule::Unused, scopes: vec![], since: Some(since) });
        }
        Some(_) => {}
        None => all.silent.push(Rule::Unused),
    }
    if let Status::Suspended { since, .. } = &grant.remote.status {
        all.drawn.push(Conclusion { rule: Rule::Suspended, scopes: vec![], since: since.told().copied() });
    }
    all
}

fn unused_since(facts: &Facts) -> Option<Timestamp> {
    match facts.last_used {
        Told::Told(LastUse::At(at)) => Some(at),
        Told::Told(LastUse::Never) => facts.granted_at.told().copied(),
        Told::NotTold => None,
    }
}

fn by_scope(all: &mut Conclusions, facts: &Facts, rule: Rule, concerns: impl Fn(Access, Effect) -> bool) {
    let scopes: Vec<String> =
        facts.permissions.iter().filter(|permission| concerns(permission.access, permission.effect)).map(|permission| permission.scope.clone()).collect();
    if !scopes.is_empty() {
        all.drawn.push(Conclusion { rule, scopes, since: None });
    }
}
