//! Connections: the list, and one with its six facts.

use std::collections::BTreeMap;

use renkei_core::domain::expiry::{AccessUntil, Reach};
use renkei_core::domain::grant::LastUse;
use renkei_core::domain::listing::Filter;
use renkei_core::domain::permission::Effect;
use renkei_core::domain::stated::Told;
use renkei_core::ipc::{GrantListView, GrantPageView, GrantView, KeptView, ListGrants, PermissionView, StatusView, SyncView};
use unicode_width::UnicodeWidthStr as _;

use super::ending::{standing, steps};
use super::status;
use super::{Reader, first, name_of, padded, print_json, say, short, troubles};

/// Between facts in one line.
const GAP: &str = "  ·  ";

pub(crate) fn grants(reader: &Reader, all: &GrantListView, wanted: &ListGrants) {
    let view = SyncView { accounts: all.accounts.clone() };
    if reader.json {
        troubles(reader, &view);
        let rows: Vec<&GrantView> = all.own.iter().chain(&all.grants).collect();
        return print_json(&rows);
    }
    if all.accounts.is_empty() {
        return first(reader);
    }
    own_rows(reader, &all.own);
    for test in &all.own_tests {
        say(&reader.with("measure-left-behind", &[("issuer", &test.issuer.name), ("at", &reader.moment(test.since))]));
    }
    let filter = reader.get(&format!("cli-filter-{}", name_of(&wanted.filter)));
    if all.grants.is_empty() {
        say(&reader.with("cli-grants-none", &[("filter", &filter)]));
    } else {
        let order = reader.get(&format!("cli-sort-{}", name_of(&wanted.sort)));
        say(&reader.counted("cli-grants-head", "count", all.total as usize, &[("filter", &filter), ("order", &order)]));
        say("");
        for grant in &all.grants {
            row(reader, grant);
        }
        say(&reader.get("cli-grants-show"));
        say(&reader.get("cli-grants-revoke"));
    }
    // What a list shows stands above already, and what is over is asked for by itself.
    let whole = matches!(wanted.filter, Filter::Live | Filter::All);
    let kept: Vec<KeptView> = all.kept.iter().filter(|one| whole && (one.due || (one.grant.is_none() && one.ended_at.is_none()))).cloned().collect();
    if !kept.is_empty() {
        say(&reader.get("cli-kept-title"));
        say("");
        super::kept(reader, &kept);
    }
    if !all.without_api.is_empty() {
        let names: Vec<&str> = all.without_api.iter().map(|issuer| issuer.name.as_str()).collect();
        say(&reader.with("without-api-body", &[("names", &reader.listed(&names))]));
    }
    troubles(reader, &view);
}

/// The app's own grants first (R31), in few lines: one for each different set of permissions.
fn own_rows(reader: &Reader, own: &[GrantView]) {
    let mut alike: BTreeMap<Vec<String>, Vec<&GrantView>> = BTreeMap::new();
    for grant in own {
        let permissions = grant.permissions.iter().map(|permission| words_of(permission).to_owned()).collect();
        alike.entry(permissions).or_default().push(grant);
    }
    for (permissions, grants) in &alike {
        let issuers: Vec<&str> = grants.iter().map(|grant| grant.issuer.name.as_str()).collect();
        let permissions: Vec<&str> = permissions.iter().map(String::as_str).collect();
        say(grants.first().map_or("", |grant| grant.service.name.as_str()));
        say(&format!("    {}", reader.with("cli-own-at", &[("issuers", &reader.listed(&issuers))])));
        say(&format!("    {}", reader.with("cli-own-may", &[("permissions", &reader.listed(&permissions))])));
    }
    if !own.is_empty() {
        say(&format!("    {}", reader.get("cli-own-next")));
        say("");
    }
}

fn row(reader: &Reader, grant: &GrantView) {
    let ending = grant.ending.map(|state| reader.get(&format!("state-{}", name_of(&state))));
    let marks = marks(reader, grant, ending);
    say(&format!("{}  ({}){}", grant.service.name, grant.connector.name, marks));
    let covers: Vec<&str> = grant.covers.iter().map(|cover| cover.label.as_str()).collect();
    let at = if covers.is_empty() { grant.issuer.name.clone() } else { format!("{}{GAP}{}", grant.issuer.name, reader.listed(&covers)) };
    say(&format!("    {at}"));
    // Permissions come the weightiest first, and so by kind.
    let kinds: Vec<String> = grant.permissions.iter().map(|permission| kind(reader, permission)).collect();
    let width = kinds.iter().map(|kind| kind.width()).max().unwrap_or_default();
    let mut last = "";
    for (kind, permission) in kinds.iter().zip(&grant.permissions) {
        let shown = if kind == last { "" } else { kind };
        say(&format!("    {}  {}", padded(shown, width), words_of(permission)));
        last = kind;
    }
    let over = status::over(reader, grant);
    let stale = grant.stale && over.is_none();
    let mut facts = vec![over.unwrap_or_else(|| until(reader, grant)), last_use(reader, grant)];
    if stale {
        facts.push(reader.with("row-as-of", &[("at", &reader.moment(grant.as_of))]));
    }
    say(&format!("    {}", facts.join(GAP)));
    say(&format!("    {}", reader.with("cli-id", &[("id", short(&grant.id.to_string()))])));
    say("");
}

/// What is out of the ordinary: a state that is not in force, an ending, notices.
fn marks(reader: &Reader, grant: &GrantView, ending: Option<String>) -> String {
    let status = (!matches!(grant.status, StatusView::Active)).then(|| reader.get(&format!("status-{}", name_of(&grant.status))));
    let notices = grant.notices.map(|open| {
        let severity = reader.get(&format!("severity-{}", name_of(&open.severity)));
        reader.counted("row-notices", "count", open.count as usize, &[("severity", &severity)])
    });
    status.into_iter().chain(ending).chain(notices).fold(String::new(), |marks, mark| marks + "  [" + &mark + "]")
}

pub(crate) fn grant(reader: &Reader, page: &GrantPageView) {
    if reader.json {
        return print_json(page);
    }
    let (grant, facts) = (&page.grant, &page.facts);
    let not_told = reader.get("not-told");
    say(&format!("{}  ({}){}", grant.service.name, grant.connector.name, marks(reader, grant, page.ending.as_ref().map(|ending| standing(reader, ending)))));
    say(&format!("{}{}{}  ({})", reader.get("side-issuer"), reader.get("sentence-gap"), grant.issuer.name, page.host));
    status::note(reader, page);
    say("");
    let over = status::over(reader, grant);
    if over.is_some() {
        // What follows does not describe the present.
        say(&format!(
            "{}{}{}",
            reader.get("former-title"),
            reader.get("sentence-gap"),
            reader.with("former-lede", &[("issuer", &grant.issuer.name), ("at", &reader.moment(grant.as_of))])
        ));
    }
    say(&reader.get("six-facts"));
    let permissions = |permission: &PermissionView| {
        let line = match &permission.words {
            Some(words) => format!("{}{}{words}  [{}]", kind(reader, permission), reader.get("sentence-gap"), permission.scope),
            None => format!("{}{}{}", kind(reader, permission), reader.get("sentence-gap"), permission.scope),
        };
        let data = page.data.iter().find(|data| data.scope == permission.scope).map(|data| {
            let items: Vec<&str> = data.items.iter().map(String::as_str).collect();
            let id = if data.sensitive == Some(true) { "data-reached-sensitive" } else { "data-reached" };
            format!("  {}", reader.with(id, &[("items", &reader.listed(&items))]))
        });
        std::iter::once(line).chain(data)
    };
    let permissions: Vec<String> = facts.permissions.value.iter().flat_map(permissions).collect();
    let beware = facts.beware.value.told().cloned().unwrap_or_else(|| vec![not_told.clone()]);
    let beware = if beware.is_empty() { vec![reader.get("beware-none")] } else { beware };
    let numbered = |number: u8| format!("{number} {}", reader.get(&format!("fact-{number}")));
    let mut until = match &over {
        Some(over) => vec![over.clone(), format!("{}{}{}", reader.get("cli-until-former"), reader.get("sentence-gap"), until(reader, grant))],
        None => vec![until(reader, grant)],
    };
    if matches!(grant.status, StatusView::Active | StatusView::Suspended { .. } | StatusView::Unknown) {
        until.push(access(reader, grant));
    }
    labelled(&[
        (numbered(1), vec![facts.connector.value.name.clone()]),
        (numbered(2), vec![facts.service.value.name.clone()]),
        (numbered(3), if permissions.is_empty() { vec![reader.get("permissions-none")] } else { permissions }),
        (numbered(4), until),
        (numbered(5), vec![facts.how_to_end.value.told().cloned().unwrap_or(not_told)]),
        (numbered(6), beware),
    ]);
    say("");
    say(&reader.get("more-facts"));
    let covers = grant.covers.iter().map(|cover| cover.label.clone()).collect::<Vec<_>>();
    let granted = grant.granted_at.told().map_or_else(|| reader.get("not-told"), |at| reader.moment(*at));
    let used = match grant.last_used_at {
        Told::Told(LastUse::At(at)) => reader.moment(at),
        Told::Told(LastUse::Never) => reader.get("cli-last-use-never"),
        Told::NotTold => reader.get("not-told"),
    };
    let mut more = vec![
        (reader.get("cli-state"), vec![reader.get(&format!("status-{}", name_of(&grant.status)))]),
        (reader.get("covers-label"), if covers.is_empty() { vec![reader.get("not-told")] } else { covers }),
        (reader.get("granted-label"), vec![granted]),
        (reader.get("last-use-label"), vec![used]),
        (reader.get("cli-col-id"), vec![grant.id.to_string()]),
    ];
    if over.is_none() && !page.never_told.is_empty() {
        let names: Vec<String> = page.never_told.iter().map(|fact| reader.get(&format!("fact-{}", name_of(fact)))).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        more.push((reader.get("cli-not-told"), vec![reader.listed(&names)]));
    }
    labelled(&more);
    if over.is_none() && !page.conclusions.drawn.is_empty() {
        say("");
        say(&reader.get("own-view"));
        for one in &page.conclusions.drawn {
            let from: Vec<&str> = one.permissions.iter().map(String::as_str).collect();
            let from = if from.is_empty() { String::new() } else { reader.with("cli-drawn-from", &[("permissions", &reader.listed(&from))]) };
            say(&format!("    - {}{from}", reader.get(&format!("rule-{}", name_of(&one.rule)))));
        }
    }
    if let Some(ending) = &page.ending {
        say("");
        steps(reader, grant, ending);
    }
    if let Some(narrowing) = &page.narrowing {
        say("");
        steps(reader, grant, narrowing);
    }
    if let Some(history) = &page.deletion {
        say("");
        super::after::noted(reader, grant, history);
    }
}

/// Labels with their facts beside them, each fact in a line of its own.
pub(super) fn labelled(all: &[(String, Vec<String>)]) {
    let width = all.iter().map(|(label, _)| label.width()).max().unwrap_or_default();
    for (label, facts) in all {
        for (place, fact) in facts.iter().enumerate() {
            say(&format!("    {}  {fact}", padded(if place == 0 { label } else { "" }, width)));
        }
    }
}

pub(super) fn permission_words(reader: &Reader, permission: &PermissionView) -> String {
    format!("{}{}{}", kind(reader, permission), reader.get("sentence-gap"), words_of(permission))
}

fn kind(reader: &Reader, permission: &PermissionView) -> String {
    match permission.effect {
        Effect::MovesMoney | Effect::ChangesData => reader.get(&format!("effect-{}", name_of(&permission.effect))),
        Effect::Unknown | Effect::None => reader.get(&format!("access-{}", name_of(&permission.access))),
    }
}

pub(super) fn words_of(permission: &PermissionView) -> &str {
    permission.words.as_deref().unwrap_or(&permission.scope)
}

fn until(reader: &Reader, grant: &GrantView) -> String {
    match &grant.reach {
        Reach::UntilEnded => reader.get("cli-until-ended"),
        Reach::Until(at) => reader.with("cli-until", &[("at", &reader.moment(*at))]),
        Reach::NotTold => reader.get("cli-until-not-told"),
    }
}

fn access(reader: &Reader, grant: &GrantView) -> String {
    let until = match grant.access_until {
        AccessUntil::At(at) => reader.with("until-time", &[("at", &reader.moment(at))]),
        AccessUntil::Never => reader.get("cli-access-never"),
        AccessUntil::NotTold => reader.get("not-told-by-them"),
    };
    format!("{}{}{until}", reader.get("cli-access"), reader.get("sentence-gap"))
}

fn last_use(reader: &Reader, grant: &GrantView) -> String {
    match grant.last_used_at {
        Told::Told(LastUse::At(at)) => reader.with("cli-last-use", &[("at", &reader.moment(at))]),
        Told::Told(LastUse::Never) => reader.get("cli-last-use-never"),
        Told::NotTold => reader.get("cli-last-use-not-told"),
    }
}
