//! What this app concludes about a grant by itself (R11): each with its rule and inputs, never a score,
//! never as somebody else's word. A rule whose input is not told stays silent and says so.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::expiry::Reach;
use super::grant::{Facts, Grant, LastUse, Status};
use super::permission::{Access, Effect, Permission};
use super::stated::Told;
use super::terms::Terms;
use super::text::Text;

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
    /// May do more than its service needs, by the issuer's directory (R11).
    WiderThanNeeded,
    /// An incident at the connector stands open (R24).
    IncidentOpen,
    /// The issuer publishes a directory, and this connector is not in it.
    UnknownToDirectory,
    /// May do more than when it was agreed, or first listed.
    WidenedSince,
    /// Goes on for longer than was agreed.
    LongerThanAgreed,
    /// The connector or service had another name when it was agreed, or first listed.
    Renamed,
    /// Somebody gets data onward who did not when it was agreed, or first listed (R28).
    NewChained,
    /// The day that the person set themselves is over.
    PastOwnEnd,
}

/// What the issuer's documents say that a conclusion is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Documents<'a> {
    /// Scopes without which the service does not work.
    pub needs: Told<&'a [String]>,
    /// Whether the connector stands in the directory.
    pub listed: Told<bool>,
    /// Since when an incident stands open, if one does.
    pub incident: Told<Option<Timestamp>>,
    /// What the person agreed to by a receipt that the issuer signed, and when, where that is told.
    pub agreed: Option<&'a (Terms, Option<Timestamp>)>,
}

/// One conclusion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// By which rule.
    pub rule: Rule,
    /// From which scopes, where the rule is about permissions.
    pub scopes: Vec<String>,
    /// From which names, where the rule is about some.
    pub names: Vec<Text>,
    /// From which time, where the rule is about one.
    pub since: Option<Timestamp>,
}

impl Conclusion {
    fn of(rule: Rule, since: Option<Timestamp>) -> Self {
        Self { rule, scopes: Vec::new(), names: Vec::new(), since }
    }
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
pub fn draw(grant: &Grant, documents: &Documents<'_>, now: Timestamp) -> Conclusions {
    let mut all = Conclusions::default();
    if !grant.remote.status.is_live() {
        return all;
    }
    let facts = &grant.remote.facts;
    by_scope(&mut all, facts, Rule::MovesMoney, |_, effect| effect == Effect::MovesMoney);
    by_scope(&mut all, facts, Rule::MayWrite, |_, effect| effect == Effect::ChangesData);
    by_scope(&mut all, facts, Rule::UnknownPermission, |access, effect| access == Access::Unknown || effect == Effect::Unknown);
    match documents.needs {
        Told::Told(needs) => {
            let needed = |permission: &Permission| needs.contains(&permission.scope);
            let wider: Vec<String> = facts.permissions.iter().filter(|permission| !needed(permission)).map(|permission| permission.scope.clone()).collect();
            if !wider.is_empty() {
                all.drawn.push(Conclusion { scopes: wider, ..Conclusion::of(Rule::WiderThanNeeded, None) });
            }
        }
        Told::NotTold => all.silent.push(Rule::WiderThanNeeded),
    }
    match documents.listed {
        Told::Told(true) => {}
        Told::Told(false) => all.drawn.push(Conclusion::of(Rule::UnknownToDirectory, None)),
        Told::NotTold => all.silent.push(Rule::UnknownToDirectory),
    }
    match documents.incident {
        Told::Told(Some(since)) => all.drawn.insert(0, Conclusion::of(Rule::IncidentOpen, Some(since))),
        Told::Told(None) => {}
        Told::NotTold => all.silent.push(Rule::IncidentOpen),
    }
    match facts.expiry.reach() {
        Reach::UntilEnded => all.drawn.push(Conclusion::of(Rule::LongLife, None)),
        Reach::Until(until) if until - now > Duration::days(LONG_DAYS) => {
            all.drawn.push(Conclusion::of(Rule::LongLife, Some(until)));
        }
        Reach::Until(until) if until > now && until - now <= Duration::days(SOON_DAYS) => {
            all.drawn.push(Conclusion::of(Rule::ExpiresSoon, Some(until)));
        }
        Reach::Until(_) => {}
        Reach::NotTold => all.silent.extend([Rule::LongLife, Rule::ExpiresSoon]),
    }
    match unused_since(facts) {
        Some(since) if now - since >= Duration::days(UNUSED_DAYS) => {
            all.drawn.push(Conclusion::of(Rule::Unused, Some(since)));
        }
        Some(_) => {}
        None => all.silent.push(Rule::Unused),
    }
    since_agreed(&mut all, grant, documents);
    if let Some(end) = grant.own_end.filter(|end| *end <= now) {
        all.drawn.push(Conclusion::of(Rule::PastOwnEnd, Some(end)));
    }
    if let Status::Suspended { since, .. } = &grant.remote.status {
        all.drawn.push(Conclusion::of(Rule::Suspended, since.told().copied()));
    }
    all
}

/// What differs from what was agreed; where no receipt says that, from what was listed first.
fn since_agreed(all: &mut Conclusions, grant: &Grant, documents: &Documents<'_>) {
    let facts = &grant.remote.facts;
    let first = grant.first.as_ref().map(|(terms, at)| (terms, Some(*at)));
    let then = documents.agreed.map(|(terms, at)| (terms, *at)).or(first);
    if documents.agreed.is_none_or(|(terms, _)| terms.agreed_reach == Reach::NotTold) {
        all.silent.push(Rule::LongerThanAgreed);
    }
    let Some((terms, at)) = then else {
        return all.silent.extend([Rule::WidenedSince, Rule::Renamed, Rule::NewChained]);
    };
    if terms.chain == Told::NotTold || facts.chain == Told::NotTold {
        all.silent.push(Rule::NewChained);
    }
    let differences = terms.compare(facts);
    let of = |rule| Conclusion::of(rule, at);
    if !differences.wider.is_empty() {
        all.drawn.push(Conclusion { scopes: differences.wider, ..of(Rule::WidenedSince) });
    }
    if differences.longer {
        all.drawn.push(of(Rule::LongerThanAgreed));
    }
    if !differences.renamed.is_empty() {
        all.drawn.push(Conclusion { names: differences.renamed, ..of(Rule::Renamed) });
    }
    if !differences.chained.is_empty() {
        all.drawn.push(Conclusion { names: differences.chained, ..of(Rule::NewChained) });
    }
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
        all.drawn.push(Conclusion { scopes, ..Conclusion::of(rule, None) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(scopes: &[&str]) -> Grant {
        let permission = |scope: &&str| serde_json::json!({ "scope": scope, "access": "reference", "effect": "none", "words": null });
        let named = serde_json::json!({ "id": "hiyori", "name": { "ja": "ひより" } });
        let facts = serde_json::from_value(serde_json::json!({
            "subject": "not_told", "covers": [], "connector": named, "service": named, "permissions": scopes.iter().map(permission).collect::<Vec<_>>(),
            "granted_at": "not_told", "updated_at": "not_told", "last_used": "not_told", "expiry": { "access_until": "not_told", "refreshable": "not_told" },
            "tokens": "not_told", "chain": "not_told", "how_to_end": null, "beware": [], "conditions_checked_on": null, "identified": null,
            "ends_together": [], "in_use": "not_told",
        }));
        let (at, id) = (now(), |byte| [byte; 10]);
        Grant {
            id: super::super::id::GrantId::new(at, id(1)),
            issuer: super::super::id::IssuerId("minato".into()),
            account: super::super::id::AccountId::new(at, id(2)),
            remote: super::super::grant::RemoteGrant {
                key: super::super::id::RemoteKey("g".into()),
                birth: super::super::id::Birth("b".into()),
                status: Status::Active,
                facts: facts.unwrap(),
            },
            first_seen: at,
            as_of: at,
            checked_at: None,
            first: None,
            own_end: None,
        }
    }

    fn now() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn documents_speak_where_they_are_and_are_silent_where_not() {
        let grant = grant(&["cards:read", "points:read"]);
        let rules = |documents: &Documents<'_>| {
            let all = draw(&grant, documents, now());
            (all.drawn.iter().map(|one| one.rule).collect::<Vec<_>>(), all.silent)
        };
        let needs = ["cards:read".to_owned()];
        let told = Documents { needs: Told::Told(&needs), listed: Told::Told(true), incident: Told::Told(Some(now())), agreed: None };
        let (drawn, silent) = rules(&told);
        assert_eq!(drawn, [Rule::IncidentOpen, Rule::WiderThanNeeded]);
        assert!(!silent.contains(&Rule::WiderThanNeeded) && !silent.contains(&Rule::IncidentOpen));
        assert_eq!(draw(&grant, &told, now()).drawn[1].scopes, ["points:read"], "the input is named");
        let (drawn, _) = rules(&Documents { needs: Told::NotTold, listed: Told::Told(false), incident: Told::Told(None), agreed: None });
        assert_eq!(drawn, [Rule::UnknownToDirectory]);
        let (drawn, silent) = rules(&Documents { needs: Told::NotTold, listed: Told::NotTold, incident: Told::NotTold, agreed: None });
        assert_eq!(drawn, []);
        for rule in [Rule::WiderThanNeeded, Rule::UnknownToDirectory, Rule::IncidentOpen] {
            assert!(silent.contains(&rule), "{rule:?} says that it is silent");
        }
    }

    #[test]
    fn what_was_agreed_is_held_against_what_is_listed() {
        let nothing = Documents { needs: Told::NotTold, listed: Told::NotTold, incident: Told::NotTold, agreed: None };
        let rules = |grant: &Grant, agreed: Option<&(Terms, Option<Timestamp>)>| {
            let all = draw(grant, &Documents { agreed, ..nothing }, now());
            (all.drawn.into_iter().map(|one| one.rule).collect::<Vec<_>>(), all.silent)
        };
        let chained = |names: &[&str]| {
            let one = |name: &&str| serde_json::json!({ "name": { "ja": name }, "receives": null, "responsible": null });
            serde_json::from_value(names.iter().map(one).collect()).map(Told::Told).unwrap()
        };
        let mut listed = grant(&["cards:read"]);
        listed.remote.facts.chain = chained(&["Onward"]);
        let (drawn, silent) = rules(&listed, None);
        assert_eq!(drawn, [], "nothing to hold it against");
        assert!([Rule::WidenedSince, Rule::Renamed, Rule::NewChained, Rule::LongerThanAgreed].iter().all(|rule| silent.contains(rule)));

        let first = Terms::listed(&listed.remote.facts);
        listed.first = Some((first.clone(), now()));
        assert_eq!(rules(&listed, None).0, [], "as it was");
        let mut later = grant(&["cards:read", "cards:write"]);
        later.first = Some((first.clone(), now()));
        later.remote.facts.chain = chained(&["Onward", "Further"]);
        later.remote.facts.service.name = Text::plain("Another");
        later.remote.facts.expiry.refreshable = crate::domain::expiry::Refreshable::UntilEnded;
        assert_eq!(rules(&later, None).0, [Rule::LongLife, Rule::WidenedSince, Rule::Renamed, Rule::NewChained]);
        let all = draw(&later, &nothing, now());
        assert_eq!(
            (&all.drawn[1].scopes, &all.drawn[3].names),
            (&vec!["cards:write".to_owned()], &vec![Text(std::iter::once(("ja".to_owned(), "Further".to_owned())).collect())])
        );

        // A receipt goes before what was listed first, and alone says how long.
        let agreed = Terms { permissions: later.remote.facts.permissions.clone(), agreed_reach: Reach::Until(now()), chain: Told::NotTold, ..first };
        let (drawn, silent) = rules(&later, Some(&(agreed, Some(now()))));
        assert_eq!(drawn, [Rule::LongLife, Rule::LongerThanAgreed, Rule::Renamed]);
        assert!(silent.contains(&Rule::NewChained) && !silent.contains(&Rule::LongerThanAgreed));
    }

    #[test]
    fn the_persons_own_end_speaks_once_it_is_over() {
        let nothing = Documents { needs: Told::NotTold, listed: Told::NotTold, incident: Told::NotTold, agreed: None };
        let mut grant = grant(&[]);
        for (end, past) in [(None, false), (Some(now() + Duration::seconds(1)), false), (Some(now()), true)] {
            grant.own_end = end;
            assert_eq!(draw(&grant, &nothing, now()).drawn.iter().any(|one| one.rule == Rule::PastOwnEnd), past);
        }
    }
}
