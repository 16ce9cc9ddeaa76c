//! What a terminal shows: plain words, or the views as JSON. One file of output per call, notes on standard error.

use std::borrow::Cow;
use std::io::{BufRead as _, Write as _};

use renkei_core::domain::Timestamp;
use renkei_core::domain::ending::{Evidence, LeftAlive, Silence, State};
use renkei_core::domain::expiry::Reach;
use renkei_core::domain::grant::LastUse;
use renkei_core::domain::permission::Effect;
use renkei_core::domain::record::Act;
use renkei_core::domain::stated::Told;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::{
    ConnectState, ConnectView, ConsequencesView, EndingView, Failure, GrantListView, GrantPageView, GrantView, IssuerMeans, IssuerView, LeftAliveKind,
    PermissionView, RecordListView, RecordView, RecordsCheckView, SignInView, SignedOutView, StatusView, SyncView,
};
use renkei_core::words::{Argument, Words};
use renkei_practice::Addresses;
use serde::Serialize;
use serde_json::json;

use crate::run::{Session, failure_of, trouble_id};

/// A failure of the contract as an error.
#[derive(Debug)]
pub(crate) struct Failed(pub(crate) Failure);

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.code.name())
    }
}

impl std::error::Error for Failed {}

pub(crate) fn words(lang: Lang) -> Words {
    Words::of(lang)
}

/// Says what went wrong, to whom it matters and what to do next.
pub(crate) fn error(error: &anyhow::Error, lang: Lang, as_json: bool) {
    let words = words(lang);
    match failure_of(error) {
        Some(failure) if as_json => say_error(&json!({ "failure": failure }).to_string()),
        Some(failure) => {
            let (title, body) = failure_words(&words, &failure);
            say_error(&format!("{title}\n{body}"));
        }
        None if as_json => say_error(&json!({ "error": format!("{error:#}") }).to_string()),
        None => say_error(&format!("{error:#}")),
    }
}

pub(crate) fn issuers(session: &Session, all: &[IssuerView]) {
    if session.json {
        return print_json(&all);
    }
    let words = words(session.lang);
    for issuer in all {
        let state = match &issuer.means {
            IssuerMeans::OwnPage { host, .. } => words.with("cli-issuer-own-page", &[("host", text(host))]),
            IssuerMeans::Api if issuer.accounts.is_empty() => words.get("cli-issuer-free"),
            IssuerMeans::Api => words.get("cli-issuer-connected"),
        };
        say(&format!("{:<18} {}  {}  {state}", issuer.id.to_string(), issuer.name, issuer.host.as_deref().unwrap_or("-")));
    }
    if all.is_empty() {
        say(&words.get("cli-no-catalogue"));
    }
}

pub(crate) fn in_browser(session: &Session, view: &ConnectView, url: &str) {
    let words = words(session.lang);
    let host = view.host.as_deref().unwrap_or_default();
    say_error(&words.with("leave-title", &[("party", text(&view.party)), ("host", text(host))]));
    say_error(url);
}

pub(crate) fn connected(session: &Session, view: &ConnectView) {
    if session.json {
        return print_json(view);
    }
    let words = words(session.lang);
    if let ConnectState::Connected { .. } = view.state {
        return say(&words.with("cli-connected", &[("issuer", text(&view.party))]));
    }
    not_connected(session, view);
}

/// Says on standard error why an attempt did not come to its end.
pub(crate) fn not_connected(session: &Session, view: &ConnectView) {
    let words = words(session.lang);
    match &view.state {
        ConnectState::Failed { why } => {
            let (title, body) = failure_words(&words, why);
            say_error(&format!("{title}\n{body}"));
        }
        ConnectState::NeedsClientId => say_error(&words.with("error-needs-client-id-title", &[("party", text(&view.party))])),
        ConnectState::Cancelled => say_error(&words.get("cli-cancelled")),
        ConnectState::Connected { .. } | ConnectState::Discovering | ConnectState::InBrowser { .. } | ConnectState::Finishing => {}
    }
}

pub(crate) fn synced(session: &Session, view: &SyncView) {
    if session.json {
        return print_json(view);
    }
    troubles(session, view);
    let words = words(session.lang);
    for state in view.accounts.iter().filter(|state| state.account.trouble.is_none()) {
        let at = state.account.as_of.map_or_else(|| "-".to_owned(), moment);
        say(&words.with("cli-synced", &[("issuer", text(&state.issuer.name)), ("at", Argument::Text(at.into()))]));
    }
}

pub(crate) fn grants(session: &Session, all: &GrantListView) {
    let view = SyncView { accounts: all.accounts.clone() };
    if session.json {
        troubles(session, &view);
        let rows: Vec<&GrantView> = all.own.iter().chain(&all.grants).collect();
        return print_json(&rows);
    }
    let words = words(session.lang);
    for grant in all.own.iter().chain(&all.grants) {
        say(&format!("{}{}", grant.service.name, if grant.own { String::new() } else { format!("  ({})", grant.connector.name) }));
        let covers: Vec<&str> = grant.covers.iter().map(|cover| cover.label.as_str()).collect();
        say(&format!("    {}  {}", grant.issuer.name, covers.join(", ")));
        for permission in &grant.permissions {
            say(&format!("    - {}", permission_words(&words, permission)));
        }
        let mut facts = vec![until(&words, grant), last_use(&words, grant)];
        if !matches!(grant.status, StatusView::Active) {
            facts.push(words.get(status_id(&grant.status)));
        }
        if let Some(state) = grant.ending {
            facts.push(words.get(&format!("state-{}", name_of(&state))));
        }
        if grant.stale {
            facts.push(words.with("row-as-of", &[("at", Argument::Text(moment(grant.as_of).into()))]));
        }
        say(&format!("    {}", facts.join("  ·  ")));
        say(&format!("    {}\n", grant.id));
    }
    say(&words.with("result-count", &[("count", Argument::Count(all.total))]));
    if !all.without_api.is_empty() {
        let names: Vec<&str> = all.without_api.iter().map(|issuer| issuer.name.as_str()).collect();
        say(&words.with("without-api-body", &[("names", Argument::Text(names.join(", ").into()))]));
    }
    troubles(session, &view);
}

pub(crate) fn grant(session: &Session, page: &GrantPageView) {
    if session.json {
        return print_json(page);
    }
    let words = words(session.lang);
    let (grant, facts) = (&page.grant, &page.facts);
    say(&format!("[{}  {}  {}]", words.get("side-issuer"), grant.issuer.name, page.host));
    say(&format!("1 {}: {}", words.get("fact-1"), facts.connector.value.name));
    say(&format!("2 {}: {}", words.get("fact-2"), facts.service.value.name));
    say(&format!("3 {}:", words.get("fact-3")));
    for permission in &facts.permissions.value {
        say(&format!("    - {}  [{}]", permission_words(&words, permission), permission.scope));
    }
    for cover in &grant.covers {
        say(&format!("    {}", cover.label));
    }
    say(&format!("4 {}", until(&words, grant)));
    let not_told = words.get("not-told");
    say(&format!("5 {}: {}", words.get("fact-5"), facts.how_to_end.value.told().unwrap_or(&not_told)));
    say(&format!("6 {}: {}", words.get("fact-6"), facts.beware.value.told().map_or(not_told.clone(), |all| all.join(" / "))));
    say(&last_use(&words, grant));
    if !page.conclusions.drawn.is_empty() {
        say(&format!("[{}]", words.get("own-view")));
        for one in &page.conclusions.drawn {
            say(&format!("    - {} {}", words.get(&format!("rule-{}", name_of(&one.rule))), one.permissions.join(", ")));
        }
    }
    if let Some(ending) = &page.ending {
        steps(&words, grant, ending);
    }
}

pub(crate) fn before(session: &Session, view: &ConsequencesView) {
    let words = words(session.lang);
    let (service, issuer) = (view.grant.service.name.as_str(), view.grant.issuer.name.as_str());
    let given = || [("service", text(service)), ("issuer", text(issuer)), ("connector", text(&view.grant.connector.name))];
    say_error(&words.with("before-title", &given()));
    say_error(&words.with("before-lede", &given()));
    say_error(&format!("{}:", words.get("stops-title")));
    for permission in &view.stops {
        say_error(&format!("    - {}", permission_words(&words, permission)));
    }
    say_error(&format!("{}:", words.get("goes-on-title")));
    for one in &view.goes_on {
        say_error(&format!("    - {}", words.with(&format!("goes-on-{}", name_of(one)), &given())));
    }
    say_error(&format!("{}:", words.get("remains-title")));
    say_error(&format!("    - {}", words.with("remains-data", &given())));
    for chained in &view.chain_keeps {
        say_error(&format!("    - {}", words.with("remains-chain", &[("name", text(&chained.name))])));
    }
    let left_alive = match view.left_alive {
        LeftAliveKind::Nothing => words.with("leaves-alive-nothing", &given()),
        LeftAliveKind::SignedAccessTokens { .. } => words.with("leaves-alive-signed-access-tokens", &given()),
        LeftAliveKind::NotTold => words.with("leaves-alive-not-told", &given()),
    };
    say_error(&format!("    - {left_alive}"));
    if !view.ends_together.is_empty() {
        let count = u32::try_from(view.ends_together.len()).unwrap_or(u32::MAX);
        say_error(&words.with("ends-together", &[("count", Argument::Count(count))]));
        rows(&view.ends_together);
    }
    if !view.others_stay.is_empty() {
        say_error(&words.with("others-stay", &given()));
        rows(&view.others_stay);
    }
}

fn rows(grants: &[GrantView]) {
    for grant in grants {
        say_error(&format!("    - {} ({}, {})", grant.service.name, grant.connector.name, grant.issuer.name));
    }
}

pub(crate) fn confirmed(session: &Session) -> std::io::Result<bool> {
    let words = words(session.lang);
    eprint!("{} ", words.get("cli-confirm"));
    std::io::stderr().flush()?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim() == words.get("cli-confirm-answer"))
}

pub(crate) fn ending(session: &Session, grant: &GrantView, view: &EndingView) {
    if session.json {
        return print_json(view);
    }
    steps(&words(session.lang), grant, view);
}

pub(crate) fn sign_ins(session: &Session, all: &[SignInView]) {
    if session.json {
        return print_json(&all);
    }
    let words = words(session.lang);
    for one in all {
        let state = words.get(if one.signed_in { "cli-signed-in" } else { "cli-signed-out" });
        say(&format!("{}  {}  {}  {}  {state}", one.account, one.issuer.name, one.label.as_deref().unwrap_or("-"), moment(one.since)));
    }
}

pub(crate) fn signed_out(session: &Session, all: &[SignedOutView]) {
    if session.json {
        return print_json(&all);
    }
    let words = words(session.lang);
    for one in all {
        let id = if one.revoked_at_issuer { "act-signed-out" } else { "act-signed-out-here-only" };
        say(&words.with(id, &[("issuer", text(&one.issuer.name))]));
    }
}

pub(crate) fn records(session: &Session, all: &RecordListView) {
    if session.json {
        return print_json(&all.records);
    }
    let words = words(session.lang);
    for record in &all.records {
        say(&format!("{:>5}  {}  {}", record.number, moment(record.at), record_words(&words, record)));
    }
}

pub(crate) fn check(session: &Session, check: &RecordsCheckView) {
    if session.json {
        return print_json(check);
    }
    let words = words(session.lang);
    match check.broken {
        None => {
            say(&words.with("verify-whole", &[("lines", Argument::Count(check.lines))]));
            say(&words.get("verify-note"));
        }
        Some(_) => say(&words.get("verify-broken")),
    }
}

pub(crate) fn practice(addresses: &Addresses, ours: bool, as_json: bool, lang: Lang) {
    if as_json {
        let people: Vec<_> = renkei_practice::people().into_iter().map(|person| json!({ "username": person.username, "password": person.password })).collect();
        let view =
            json!({ "issuers": addresses.issuers, "connectors": addresses.connectors, "control": addresses.control, "people": people, "started_here": ours });
        return print_json(&view);
    }
    let words = words(lang);
    for (id, address) in &addresses.issuers {
        say(&format!("{id:<18} {address}"));
    }
    say(&format!("{:<18} {}", "connectors", addresses.connectors));
    say(&format!("{:<18} {}", "control", addresses.control));
    for person in renkei_practice::people() {
        let name = if lang == Lang::Ja { person.name_ja } else { person.name_en };
        say(&format!("{:<18} {} / {}", name, person.username, person.password));
    }
    say(&words.get(if ours { "cli-practice-runs" } else { "cli-practice-ran" }));
}

fn steps(words: &Words, grant: &GrantView, view: &EndingView) {
    let issuer = grant.issuer.name.as_str();
    let state = name_of(&view.state);
    say(&words.with("ending-of", &[("service", text(&grant.service.name)), ("connector", text(&grant.connector.name))]));
    say(&words.get(&format!("state-{state}")));
    say(&words.with(&format!("state-body-{state}"), &[("issuer", text(issuer))]));
    if let Some(grade) = view.verified_by {
        say(&words.with(&format!("grade-{}", name_of(&grade)), &[("issuer", text(issuer))]));
    }
    match view.left_alive {
        Some(LeftAlive::None) => say(&words.with("left-alive-none", &[("issuer", text(issuer))])),
        Some(LeftAlive::NotTold) => say(&words.with("left-alive-not-told", &[("issuer", text(issuer))])),
        Some(LeftAlive::Until(at)) => say(&words.with("left-alive-until", &[("at", Argument::Text(moment(at).into()))])),
        None => {}
    }
    for step in &view.steps {
        say(&format!("  {}  {:<24} {}", moment(step.at), words.get(&format!("step-{}", name_of(&step.state))), evidence(words, issuer, &step.evidence)));
    }
    if view.state == State::NeedsYou {
        say(&words.get("sign-in-again"));
    }
}

fn evidence(words: &Words, issuer: &str, evidence: &Evidence) -> String {
    let given = |id: &str| words.with(id, &[("issuer", text(issuer))]);
    let with = |id: &str, name: &str, value: String| words.with(id, &[("issuer", text(issuer)), (name, Argument::Text(value.into()))]);
    match evidence {
        Evidence::PersonAsked => words.get("evidence-person-asked"),
        Evidence::StillThere => given("evidence-still-there"),
        Evidence::Answer { status } => with("evidence-answer", "status", status.to_string()),
        Evidence::NotListed => given("evidence-not-listed"),
        Evidence::ListedEnded { tokens_alive: Told::NotTold } => given("evidence-listed-ended"),
        Evidence::ListedEnded { tokens_alive: Told::Told(tokens) } => with("evidence-listed-ended-tokens", "tokens", tokens.to_string()),
        Evidence::StillInUse => given("evidence-still-in-use"),
        Evidence::GivenAnew { .. } => given("evidence-given-anew"),
        Evidence::NoAnswer { why } => with("evidence-no-answer", "why", silence(words, issuer, *why)),
        Evidence::SignInNeeded { .. } => given("evidence-sign-in-needed"),
        Evidence::Reason { status, words: reason } => {
            let said = reason.as_ref().map_or("", |reason| reason.all().next().unwrap_or_default());
            format!("{} {said}", with("evidence-reason", "status", status.to_string()))
        }
        Evidence::UsedAfter { at } => with("evidence-used-after", "at", moment(*at)),
    }
}

fn silence(words: &Words, issuer: &str, why: Silence) -> String {
    words.with(&format!("silence-{}", name_of(&why)), &[("issuer", text(issuer))])
}

fn record_words(words: &Words, record: &RecordView) -> String {
    let unknown = (words.get("some-service"), words.get("some-issuer"));
    let service = record.service.as_deref().unwrap_or(&unknown.0);
    let issuer = record.issuer.as_deref().unwrap_or(&unknown.1);
    let given = |id: &str, more: Option<(&str, String)>| {
        let mut all = vec![("service", text(service)), ("issuer", text(issuer))];
        all.extend(more.map(|(name, value)| (name, Argument::Text(Cow::Owned(value)))));
        let borrowed: Vec<(&str, Argument<'_>)> = all;
        words.with(id, &borrowed)
    };
    match &record.act {
        None => words.get("act-erased"),
        Some(Act::Connected { .. }) => given("act-connected", None),
        Some(Act::SignedOut { revoked_at_issuer: true, .. }) => given("act-signed-out", None),
        Some(Act::SignedOut { revoked_at_issuer: false, .. }) => given("act-signed-out-here-only", None),
        Some(Act::GrantSeen { .. }) => given("act-grant-seen", None),
        Some(Act::GrantChanged { what, .. }) => given("act-grant-changed", Some(("change", words.get(&format!("change-{}", name_of(what)))))),
        Some(Act::Checked { .. }) => given("act-checked", None),
        Some(Act::Ending { state, .. }) => given("act-ending", Some(("state", words.get(&format!("state-{}", name_of(state)))))),
    }
}

fn permission_words(words: &Words, permission: &PermissionView) -> String {
    let kind = match permission.effect {
        Effect::MovesMoney => words.get("effect-moves-money"),
        Effect::ChangesData => words.get("effect-changes-data"),
        Effect::Unknown | Effect::None => words.get(&format!("access-{}", name_of(&permission.access))),
    };
    format!("{kind}: {}", permission.words.as_deref().unwrap_or(&permission.scope))
}

fn until(words: &Words, grant: &GrantView) -> String {
    let at = |at: &Timestamp| words.with("until-time", &[("at", Argument::Text(moment(*at).into()))]);
    let answer = match &grant.reach {
        Reach::UntilEnded => words.get("until-ended"),
        Reach::Until(until) => at(until),
        Reach::NotTold => words.get("not-told"),
    };
    format!("{}: {answer}", words.get("until-label"))
}

fn last_use(words: &Words, grant: &GrantView) -> String {
    match grant.last_used_at {
        Told::Told(LastUse::At(at)) => words.with("last-use", &[("at", Argument::Text(moment(at).into()))]),
        Told::Told(LastUse::Never) => words.get("last-use-never"),
        Told::NotTold => words.get("last-use-not-told"),
    }
}

fn status_id(status: &StatusView) -> &'static str {
    match status {
        StatusView::Active => "status-active",
        StatusView::Suspended { .. } => "status-suspended",
        StatusView::Expired { .. } => "status-expired",
        StatusView::Ended { .. } => "status-ended",
        StatusView::Vanished { .. } => "status-vanished",
        StatusView::Unknown => "status-unknown",
    }
}

fn troubles(session: &Session, view: &SyncView) {
    let words = words(session.lang);
    for state in &view.accounts {
        if let Some(trouble) = state.account.trouble {
            say_error(&words.with(&trouble_id(trouble), &[("issuer", text(&state.issuer.name))]));
            let stale = match state.account.as_of {
                Some(at) => words.with("stale-as-of", &[("at", Argument::Text(moment(at).into()))]),
                None => words.get("stale-never"),
            };
            say_error(&stale);
        }
    }
}

fn failure_words(words: &Words, failure: &Failure) -> (String, String) {
    let unknown = words.get("error-party-unknown");
    let party = failure.party.as_deref().unwrap_or(&unknown);
    let id = failure.code.name().replace('_', "-");
    let part = |part: &str| words.with(&format!("error-{id}-{part}"), &[("party", text(party))]);
    (part("title"), part("body"))
}

/// The name of a value of an enum, as message ids have it.
fn name_of<T: Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    let name = value.as_str().map(str::to_owned).or_else(|| value.as_object().and_then(|map| map.keys().next().cloned()));
    name.unwrap_or_default().replace('_', "-")
}

fn text(words: &str) -> Argument<'_> {
    Argument::Text(Cow::Borrowed(words))
}

/// A moment in the reader's own time zone, to the minute, with the zone's offset.
fn moment(at: Timestamp) -> String {
    at.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M:%S %:z").to_string()
}

fn print_json<T: Serialize + ?Sized>(value: &T) {
    say(&serde_json::to_string_pretty(value).unwrap_or_default());
}

/// Prints a line; a reader that went away (a closed pipe) is no error of ours.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

fn say_error(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
