//! From what is known to what a shell is given, in the reader's language.

use super::connect::host_of;
use super::narrowing;
use crate::domain::Timestamp;
use crate::domain::conclusion::{Documents, draw};
use crate::domain::connector::Chained;
use crate::domain::directory::ScopeWords;
use crate::domain::ending::{Ending, Evidence, State, Watch};
use crate::domain::expiry::{AccessUntil, Expiry, Refreshable};
use crate::domain::grant::{Grant, Status};
use crate::domain::id::GrantId;
use crate::domain::issuer::FactKind;
use crate::domain::operator::Operator;
use crate::domain::own_end::OwnEnd;
use crate::domain::permission::{Access, Effect, Permission};
use crate::domain::stated::{Party, Stated, Told};
use crate::domain::text::{Lang, Text};
use crate::ipc::{
    AccountView, Blind, ChainedView, ConclusionView, ConclusionsView, CoverView, DataView, EndingView, GrantPageView, GrantView, IdentifiedView, IssuerMeans,
    IssuerRef, NamedView, OpenNoticesView, OwnEndView, PermissionView, SignInView, SixFactsView, StatusView, StepView, SubjectView, TogetherView, TokenView,
    UntilView, UsesWatched, WatchView,
};
use crate::issuers::catalogue::Listed;
use crate::store::accounts::Account;
use crate::store::issuers::Issuer;
use crate::words::Words;

/// What stands around a grant when it is shown.
pub(super) struct Around<'a> {
    pub(super) lang: Lang,
    pub(super) issuer: &'a Issuer,
    pub(super) account: Option<&'a Account>,
    pub(super) ending: Option<State>,
    pub(super) notices: Option<OpenNoticesView>,
    pub(super) own_end: Option<&'a OwnEnd>,
}

fn own_end(own: &OwnEnd) -> OwnEndView {
    OwnEndView { day: own.day, at: own.at, then: own.then, why: own.why.clone(), asked: own.asked.map(|(_, why)| why) }
}

pub(super) fn grant(grant: &Grant, around: &Around<'_>) -> GrantView {
    let (facts, lang) = (&grant.remote.facts, around.lang);
    GrantView {
        id: grant.id,
        own: false,
        issuer: issuer_ref(around.issuer, lang),
        account: grant.account,
        subject: told(&facts.subject, |subject| SubjectView { kind: subject.kind, name: maybe(subject.name.as_ref(), lang) }),
        covers: facts
            .covers
            .iter()
            .map(|cover| CoverView { label: cover.label.get(lang).to_owned(), kind: cover.kind, contract: cover.contract, user: cover.user })
            .collect(),
        connector: NamedView { id: facts.connector.id.clone(), name: facts.connector.name.get(lang).to_owned() },
        service: NamedView { id: facts.service.id.clone(), name: facts.service.name.get(lang).to_owned() },
        permissions: facts.permissions.iter().map(|item| permission(item, lang)).collect(),
        granted_at: facts.granted_at,
        last_used_at: facts.last_used,
        access_until: facts.expiry.access_until,
        refreshable: facts.expiry.refreshable,
        reach: facts.expiry.reach(),
        status: status(&grant.remote.status, lang),
        tokens: told(&facts.tokens, |tokens| {
            tokens.iter().map(|token| TokenView { kind: token.kind, issued_at: token.issued_at, expires_at: token.expires_at }).collect()
        }),
        chain: chain(&facts.chain, lang),
        as_of: grant.as_of,
        stale: around.account.is_none_or(|account| account.trouble.is_some() || !account.signed_in),
        ending: around.ending,
        notices: around.notices,
        checked_at: grant.checked_at,
        own_end: grant.own_end,
        own_end_plan: around.own_end.map(own_end),
        can_end: grant.remote.status.is_live(),
        birth: grant.remote.birth.0.clone(),
    }
}

/// The issuer's side of a grant, without what is kept apart from it.
pub(super) fn grant_page(grant: &Grant, around: &Around<'_>, documents: &Documents<'_>, now: Timestamp) -> GrantPageView {
    let (facts, lang, at) = (&grant.remote.facts, around.lang, grant.as_of);
    let row = self::grant(grant, around);
    let drawn = draw(grant, documents, now);
    let conclusions = ConclusionsView {
        drawn: drawn
            .drawn
            .into_iter()
            .map(|one| ConclusionView {
                rule: one.rule,
                permissions: words_of_scopes(grant, &one.scopes, lang),
                names: one.names.iter().map(|name| name.get(lang).to_owned()).collect(),
                since: one.since,
            })
            .collect(),
        silent: drawn.silent,
        at: now,
    };
    let mut never_told = around.issuer.site.adapter.adapter().declares().never_told.to_vec();
    for (kind, silent) in [
        (FactKind::LastUse, facts.last_used == Told::NotTold),
        (FactKind::Tokens, facts.tokens == Told::NotTold),
        (FactKind::Refreshable, facts.expiry.refreshable == Refreshable::NotTold),
        (FactKind::AccessUntil, facts.expiry.access_until == AccessUntil::NotTold),
        (FactKind::Covers, facts.covers.is_empty()),
        (FactKind::Chain, facts.chain == Told::NotTold),
    ] {
        if silent && !never_told.contains(&kind) {
            never_told.push(kind);
        }
    }
    let beware: Vec<String> = facts.beware.iter().map(|text| text.get(lang).to_owned()).collect();
    GrantPageView {
        host: site_host(around.issuer),
        vouched: around.issuer.vouched,
        facts: SixFactsView {
            connector: Stated::by_issuer(row.connector.clone(), at),
            service: Stated::by_issuer(row.service.clone(), at),
            permissions: Stated::by_issuer(row.permissions.clone(), at),
            until: Stated::by_issuer(UntilView { access_until: row.access_until, refreshable: row.refreshable, reach: row.reach }, at),
            how_to_end: Stated::by_issuer(maybe(facts.how_to_end.as_ref(), lang).into(), at),
            beware: Stated::by_issuer((!beware.is_empty()).then_some(beware).into(), at),
        },
        conditions_checked_on: facts.conditions_checked_on.map(|on| Stated::by_issuer(on, at)),
        identified: facts
            .identified
            .as_ref()
            .map(|identified| Stated::by_issuer(IdentifiedView { at: identified.at, how: told(&identified.how, |how| how.get(lang).to_owned()) }, at)),
        conclusions,
        never_told,
        data: Vec::new(),
        agreed: None,
        notices: Vec::new(),
        ending: None,
        narrowing: None,
        can_narrow: narrowing::offer(&around.issuer.site, grant, around.ending).is_ok(),
        ended_with: None,
        deletion: None,
        grant: row,
    }
}

/// This app's own grant at one issuer, as a row (R31). Its facts are said by this app.
pub(super) fn own_grant(account: &Account, issuer: &Issuer, operator: Option<&Operator>, lang: Lang) -> GrantView {
    let words = Words::of(lang);
    let name = operator.map_or_else(|| words.get("own-no-operator"), |operator| operator.company.name.get(lang).to_owned());
    let permissions = account.scopes.iter().map(|scope| own_permission(scope, words)).collect();
    let expiry = own_expiry(account);
    GrantView {
        id: GrantId(account.id.0),
        own: true,
        issuer: issuer_ref(issuer, lang),
        account: account.id,
        subject: Told::NotTold,
        covers: Vec::new(),
        connector: NamedView { id: issuer.site.client_id.clone(), name },
        service: NamedView { id: issuer.site.client_id.clone(), name: words.get("own-service") },
        permissions,
        granted_at: Told::Told(account.since),
        last_used_at: account.as_of.map(crate::domain::grant::LastUse::At).into(),
        access_until: expiry.access_until,
        refreshable: expiry.refreshable,
        reach: expiry.reach(),
        status: StatusView::Active,
        tokens: Told::NotTold,
        chain: Told::Told(Vec::new()),
        as_of: account.as_of.unwrap_or(account.since),
        stale: false,
        ending: None,
        notices: None,
        checked_at: None,
        own_end: None,
        own_end_plan: None,
        can_end: false,
        birth: String::new(),
    }
}

/// The page of this app's own grant: the same six facts, said by this app.
pub(super) fn own_page(row: GrantView, issuer: &Issuer, lang: Lang, now: Timestamp) -> GrantPageView {
    let words = Words::of(lang);
    GrantPageView {
        host: site_host(issuer),
        vouched: issuer.vouched,
        facts: SixFactsView {
            connector: own(row.connector.clone(), now),
            service: own(row.service.clone(), now),
            permissions: own(row.permissions.clone(), now),
            until: own(UntilView { access_until: row.access_until, refreshable: row.refreshable, reach: row.reach }, now),
            how_to_end: own(Told::Told(words.get("own-how-to-end")), now),
            beware: own(Told::Told(vec![words.get("own-beware")]), now),
        },
        conditions_checked_on: None,
        identified: None,
        conclusions: ConclusionsView { drawn: Vec::new(), silent: Vec::new(), at: now },
        never_told: Vec::new(),
        data: Vec::new(),
        agreed: None,
        notices: Vec::new(),
        ending: None,
        narrowing: None,
        can_narrow: false,
        ended_with: None,
        deletion: None,
        grant: row,
    }
}

fn own<T>(value: T, at: Timestamp) -> Stated<T> {
    Stated { value, by: Party::ThisApp, relayed_by: None, at }
}

pub(super) fn sign_in(account: &Account, issuer: &Issuer, lang: Lang) -> SignInView {
    let expiry = own_expiry(account);
    SignInView {
        account: account.id,
        issuer: issuer_ref(issuer, lang),
        host: site_host(issuer),
        label: account.label.clone(),
        since: account.since,
        access_until: expiry.access_until,
        refreshable: expiry.refreshable,
        reach: expiry.reach(),
        signed_in: account.signed_in,
        scopes: account.scopes.clone(),
    }
}

/// `together` are the grants that it names as such.
pub(super) fn ending(ending: &Ending, together: &[Grant], account: Option<&Account>, lang: Lang, now: Timestamp) -> EndingView {
    EndingView {
        grant: ending.grant,
        state: ending.state(),
        verified_by: ending.verified_by(),
        left_alive: ending.left_alive.filter(|_| ending.state() == State::Verified),
        together: together
            .iter()
            .map(|grant| TogetherView { grant: grant.id, service: service_name(grant, lang), gone: !grant.remote.status.is_live() })
            .collect(),
        steps: ending.steps.iter().map(|step| StepView { state: step.state, at: step.at, evidence: step.evidence.clone() }).collect(),
        next_at: ending.next_at,
        left_alone_until: None,
        account: ending.account,
        batch: ending.batch,
        receipt: None,
        narrows: ending.narrows.as_ref().map(|narrowing| narrowing::narrows(narrowing, lang)),
        watch: ending.watch.as_ref().filter(|_| matches!(ending.state(), State::Verified | State::Disputed)).map(|watch| watched(ending, watch, account, now)),
    }
}

fn watched(ending: &Ending, watch: &Watch, account: Option<&Account>, now: Timestamp) -> WatchView {
    let listed_at = account.and_then(|account| account.as_of);
    let begun = ending.steps.last().map_or(ending.asked_at, |step| step.at);
    let signed_out = account.is_none_or(|account| !account.signed_in);
    let over = now >= watch.until;
    let cannot = !over && (signed_out || account.is_some_and(|account| account.trouble.is_some()));
    WatchView {
        until: watch.until,
        over,
        listed_at,
        uses: match (watch.uses_told_at, watch.next_at) {
            (Some(at), _) if ending.steps.iter().any(|step| matches!(step.evidence, Evidence::UsedAfter { .. })) => UsesWatched::Used(at),
            (Some(at), _) => UsesWatched::Told(at),
            (None, Some(_)) => UsesWatched::NotYet,
            (None, None) => UsesWatched::NotTold,
        },
        blind: cannot.then(|| Blind { since: listed_at.max(watch.uses_told_at).map_or(begun, |seen| seen.max(begun)), signed_out }),
        next_at: watch.next_at.filter(|_| ending.state() == State::Disputed),
    }
}

pub(super) fn account(account: &Account, busy: bool) -> AccountView {
    let trouble = account.trouble.or((!account.signed_in).then_some(crate::domain::issuer::Trouble::SignIn));
    AccountView { id: account.id, label: account.label.clone(), as_of: account.as_of, busy, trouble }
}

/// Which data the permissions of a grant reach. An item that no standard names stands as the issuer named it.
pub(super) fn data(grant: &Grant, told: &[ScopeWords], lang: Lang) -> Vec<DataView> {
    let words = Words::of(lang);
    let name = |item: &String| {
        let id = format!("data-{}", item.replace('_', "-"));
        if words.has(&id) { words.get(&id) } else { item.clone() }
    };
    let of = |permission: &Permission| {
        let told = told.iter().find(|told| told.name == permission.scope).filter(|told| !told.data.is_empty())?;
        Some(DataView { scope: permission.scope.clone(), items: told.data.iter().map(name).collect(), sensitive: told.sensitive })
    };
    grant.remote.facts.permissions.iter().filter_map(of).collect()
}

/// What can be done at an issuer of the catalogue.
pub(super) fn means(listed: &Listed, lang: Lang) -> IssuerMeans {
    match (&listed.address, &listed.own_page) {
        (Some(_), _) | (None, None) => IssuerMeans::Api,
        (None, Some(page)) => IssuerMeans::OwnPage {
            url: page.url.to_string(),
            host: host_of(&page.url),
            look_for: maybe(page.look_for.as_ref(), lang),
            phone: page.phone.clone(),
            checked_on: page.checked_on,
        },
    }
}

pub(super) fn issuer_ref(issuer: &Issuer, lang: Lang) -> IssuerRef {
    IssuerRef { id: issuer.id.clone(), name: issuer.name.get(lang).to_owned() }
}

pub(super) fn site_host(issuer: &Issuer) -> String {
    issuer.site.issuer.parse().map_or_else(|_| issuer.site.issuer.clone(), |url| host_of(&url))
}

pub(super) fn permission(item: &Permission, lang: Lang) -> PermissionView {
    PermissionView { scope: item.scope.clone(), access: item.access, effect: item.effect, words: maybe(item.words.as_ref(), lang) }
}

pub(super) fn chain(chain: &Told<Vec<Chained>>, lang: Lang) -> Told<Vec<ChainedView>> {
    told(chain, |chain| chain.iter().map(|item| chained(item, lang)).collect())
}

fn chained(item: &Chained, lang: Lang) -> ChainedView {
    ChainedView {
        name: item.name.get(lang).to_owned(),
        receives: maybe(item.receives.as_ref(), lang),
        responsible: maybe(item.responsible.as_ref(), lang),
        terms: None,
    }
}

fn status(status: &Status, lang: Lang) -> StatusView {
    match status {
        Status::Active => StatusView::Active,
        Status::Suspended { by, reason, since } => {
            StatusView::Suspended { by: by.clone(), reason: told(reason, |reason| reason.get(lang).to_owned()), since: *since }
        }
        Status::Expired { since } => StatusView::Expired { since: *since },
        Status::Ended { by, at } => StatusView::Ended { by: *by, at: *at },
        Status::Vanished { since, .. } => StatusView::Vanished { since: *since },
        Status::Unknown => StatusView::Unknown,
    }
}

fn own_permission(scope: &str, words: &Words) -> PermissionView {
    let (access, effect) = match scope {
        "openid" | "profile" | "email" => (Access::Authentication, Effect::None),
        "grants:end" => (Access::Update, Effect::ChangesData),
        "grants:read" => (Access::Reference, Effect::None),
        _ => (Access::Unknown, Effect::Unknown),
    };
    let id = format!("own-scope-{}", scope.replace([':', '_'], "-"));
    PermissionView { scope: scope.to_owned(), access, effect, words: words.has(&id).then(|| words.get(&id)) }
}

fn own_expiry(account: &Account) -> Expiry {
    let access_until = account.access_until.map_or(AccessUntil::NotTold, AccessUntil::At);
    let refreshable = match (account.renewable, account.refresh_until, account.access_until) {
        (true, Some(until), _) | (false, _, Some(until)) => Refreshable::Until(until),
        (true, None, _) | (false, _, None) => Refreshable::NotTold,
    };
    Expiry { access_until, refreshable }
}

/// Scopes in the words of the grant that has them.
pub(super) fn words_of_scopes(grant: &Grant, scopes: &[String], lang: Lang) -> Vec<String> {
    let words = |scope: &String| {
        let found = grant.remote.facts.permissions.iter().find(|permission| permission.scope == *scope);
        found.and_then(|permission| maybe(permission.words.as_ref(), lang)).unwrap_or_else(|| scope.clone())
    };
    scopes.iter().map(words).collect()
}

/// The service's name.
pub(super) fn service_name(grant: &Grant, lang: Lang) -> String {
    grant.remote.facts.service.name.get(lang).to_owned()
}

fn maybe(text: Option<&Text>, lang: Lang) -> Option<String> {
    text.map(|text| text.get(lang).to_owned())
}

fn told<T, V>(value: &Told<T>, show: impl FnOnce(&T) -> V) -> Told<V> {
    value.told().map(show).into()
}
