//! Endings: what one would do, and how it goes.

use renkei_core::domain::Timestamp;
use renkei_core::domain::ending::{Evidence, LeftAlive, Silence, State};
use renkei_core::domain::stated::Told;
use renkei_core::ipc::{ConsequencesView, EndingView, GrantView, LeftAliveKind, StepView, UsesWatched, WatchView};

use super::grant::{permission_words, words_of};
use super::{Reader, name_of, padded, print_json, say, say_error, short};
use unicode_width::UnicodeWidthStr as _;

/// What an ending would do, asked for by itself.
pub(crate) fn consequences(reader: &Reader, view: &ConsequencesView) {
    if reader.json {
        return print_json(view);
    }
    before(reader, view, say);
}

pub(crate) fn before(reader: &Reader, view: &ConsequencesView, out: fn(&str)) {
    let (service, issuer) = (view.grant.service.name.as_str(), view.grant.issuer.name.as_str());
    let given = [("service", service), ("issuer", issuer), ("connector", view.grant.connector.name.as_str())];
    out(&reader.with("before-title", &given));
    out(&reader.with("before-lede", &given));
    if view.sign_in_first {
        out(&reader.with("before-sign-in-title", &given));
        out(&reader.with("cli-sign-in-how", &[("id", short(&view.grant.account.to_string()))]));
    }
    let title = |id: &str| out(&format!("{}{}", reader.get(id), reader.get("sentence-gap").trim_end()));
    title("stops-title");
    for permission in &view.stops {
        out(&format!("    - {}", permission_words(reader, permission)));
    }
    title("goes-on-title");
    for one in &view.goes_on {
        out(&format!("    - {}", reader.with(&format!("goes-on-{}", name_of(one)), &given)));
    }
    let left_alive = match view.left_alive {
        LeftAliveKind::Nothing => reader.with("leaves-alive-nothing", &given),
        LeftAliveKind::SignedAccessTokens { .. } => reader.with("leaves-alive-signed-access-tokens", &given),
        LeftAliveKind::NotTold => reader.with("leaves-alive-not-told", &given),
    };
    out(&format!("    - {left_alive}"));
    if let Some(seen) = &view.measured {
        super::measure::lines(reader, issuer, seen, false, out);
    }
    remains(reader, view, &given, out);
    if let Some(statements) = &view.statements {
        title("before-statements-title");
        out(&format!("    {}", statements.value.afterwards));
        if let Some(site) = &statements.value.site {
            out(&format!("    {}", site.url));
        }
    }
    order(reader, view, &given, out);
    if !view.ends_together.is_empty() {
        out(&reader.counted("ends-together", "count", view.ends_together.len(), &[]));
        rows(reader, &view.ends_together, out);
    }
    if !view.others_stay.is_empty() {
        out(&reader.with("others-stay", &given));
        rows(reader, &view.others_stay, out);
    }
}

/// What may remain, where, and who answers for it (R28, R29).
fn remains(reader: &Reader, view: &ConsequencesView, given: &[(&str, &str)], out: fn(&str)) {
    out(&format!("{}{}", reader.get("remains-title"), reader.get("sentence-gap").trim_end()));
    out(&format!("    - {}", reader.with("remains-data", given)));
    for kept in &view.keeps.value {
        out(&format!("        {kept}"));
    }
    if view.keeps.value.is_empty() {
        out(&format!("        {}", reader.with("before-keeps-untold", given)));
    }
    for chained in view.chain_keeps.value.told().into_iter().flatten() {
        out(&format!("    - {}", reader.with("remains-chain", &[("name", &chained.name)])));
        let more = [("receives", &chained.receives), ("responsible", &chained.responsible), ("terms", &chained.terms)];
        for (name, words) in more {
            if let Some(words) = words {
                out(&format!("        {}", reader.with(&format!("before-chain-{name}"), &[(name, words)])));
            }
        }
    }
    out(&format!("    - {}", reader.with("remains-ask", given)));
}

/// In which order, where the service names a place to take data out or to ask for deletion.
fn order(reader: &Reader, view: &ConsequencesView, given: &[(&str, &str)], out: fn(&str)) {
    let places = [("before-order-export", &view.export), ("before-order-deletion", &view.deletion)];
    let places: Vec<_> = places.into_iter().filter_map(|(id, link)| Some((id, &link.as_ref()?.value))).collect();
    if places.is_empty() {
        return;
    }
    out(&reader.get("before-order-title"));
    for (number, (id, link)) in places.iter().enumerate() {
        out(&format!("    {}. {}{}{}", number + 1, reader.with(id, &[("host", &link.host)]), reader.get("sentence-gap"), link.url));
    }
    out(&format!("    {}. {}", places.len() + 1, reader.get("before-order-end")));
    out(&format!("    {}", reader.with("before-order-note", given)));
}

fn rows(reader: &Reader, grants: &[GrantView], out: fn(&str)) {
    for grant in grants {
        let may: Vec<&str> = grant.permissions.iter().map(words_of).collect();
        let names = format!("{} ({}, {})", grant.service.name, grant.connector.name, grant.issuer.name);
        out(&format!("    - {names}{}{}", reader.get("sentence-gap"), reader.listed(&may)));
    }
}

pub(crate) fn ending(reader: &Reader, grant: &GrantView, view: &EndingView) {
    if reader.json {
        return print_json(view);
    }
    steps(reader, grant, view);
}

/// The unanswered question before the last word: which of two givings the person means.
pub(crate) fn unsure_before(reader: &Reader, grant: &GrantView) {
    say_error(&reader.get("unsure-title"));
    say_error(&reader.with("unsure-body", &[("issuer", &grant.issuer.name)]));
    say_error(&reader.get("cli-unsure-before"));
}

/// Whether it was sent without an answer and something is listed that may be a later giving: only the person can tell.
pub(crate) fn unsure(view: &EndingView) -> bool {
    view.steps.last().is_some_and(|step| is_unsure(step.state, &step.evidence))
}

fn is_unsure(state: State, evidence: &Evidence) -> bool {
    state == State::NeedsYou && *evidence == Evidence::StillThere
}

/// How it stands, in a line.
pub(super) fn standing(reader: &Reader, view: &EndingView) -> String {
    match view.state {
        State::NeedsYou if unsure(view) => reader.get("unsure-title"),
        State::NeedsYou => reader.get(&reader.words.of_kind(view.narrows.is_some(), "state-needs-sign-in")),
        State::Asked | State::Sent | State::Accepted | State::Verified | State::Waiting | State::Refused | State::Superseded | State::Disputed => {
            reader.get(&reader.words.of_kind(view.narrows.is_some(), &format!("state-{}", name_of(&view.state))))
        }
    }
}

pub(super) fn steps(reader: &Reader, grant: &GrantView, view: &EndingView) {
    let issuer = grant.issuer.name.as_str();
    let narrows = view.narrows.is_some();
    let kind = |id: &str| reader.words.of_kind(narrows, id);
    let about = |id: &str| reader.with(&kind(id), &[("issuer", issuer)]);
    let unsure = unsure(view);
    let names = [("service", grant.service.name.as_str()), ("connector", grant.connector.name.as_str())];
    say(&reader.with(if narrows { "narrow-of" } else { "ending-of" }, &names));
    say(&standing(reader, view));
    let alone = view.left_alone_until.map(|at| reader.with("ending-left-alone", &[("issuer", issuer), ("at", &reader.moment(at))]));
    // That it does not answer would not be true.
    if alone.is_none() || view.state != State::Waiting {
        say(&if unsure { about("unsure-body") } else { about(&format!("state-body-{}", name_of(&view.state))) });
    }
    if let Some(words) = alone {
        say(&words);
    }
    if let Some(grade) = view.verified_by {
        say(&about(&format!("grade-{}", name_of(&grade))));
    }
    match view.left_alive {
        Some(LeftAlive::None) => say(&about("left-alive-none")),
        Some(LeftAlive::NotTold) => say(&about("left-alive-not-told")),
        Some(LeftAlive::Until(at)) => say(&reader.with(&kind("left-alive-until"), &[("at", &reader.moment(at))])),
        None => {}
    }
    if let Some(watch) = &view.watch {
        watched(reader, issuer, narrows, watch);
    }
    for (title, permissions) in view.narrows.iter().flat_map(|asked| [("narrow-goes", &asked.drop), ("narrow-stays", &asked.keep)]) {
        say(&format!("{}{}", reader.get(title), reader.get("sentence-gap").trim_end()));
        for permission in permissions {
            say(&format!("    - {}", permission_words(reader, permission)));
        }
    }
    let (id, account) = (grant.id.to_string(), view.account.to_string());
    let next = [("id", short(&id)), ("account", short(&account))];
    match view.state {
        State::Asked | State::Sent | State::Accepted | State::Waiting if narrows => say(&reader.get("cli-narrow-goes-on")),
        State::NeedsYou if narrows => say(&reader.with("cli-narrow-needs-you", &next)),
        State::Refused | State::Disputed if narrows => say(&about("narrow-next-step")),
        State::Asked | State::Sent | State::Accepted | State::Waiting => say(&reader.with("cli-goes-on", &next)),
        State::NeedsYou if unsure => say(&reader.with("cli-unsure", &next)),
        State::NeedsYou => say(&reader.with("cli-needs-you", &next)),
        State::Verified | State::Refused | State::Superseded | State::Disputed => {}
    }
    if !view.together.is_empty() {
        say("");
        say(&reader.counted("together-title", "count", view.together.len(), &[]));
        for other in &view.together {
            let seen = about(if other.gone { "together-gone" } else { "together-there" });
            say(&format!("    - {}{}{seen}", other.service, reader.get("sentence-gap")));
        }
    }
    super::after::receipt(reader, grant, view.receipt.as_ref());
    say("");
    say(&reader.get("steps-title"));
    let done = |step: &StepView| {
        if is_unsure(step.state, &step.evidence) { reader.get("step-unsure") } else { reader.get(&kind(&format!("step-{}", name_of(&step.state)))) }
    };
    let done: Vec<String> = view.steps.iter().map(done).collect();
    let width = done.iter().map(|done| done.width()).max().unwrap_or_default();
    for (step, done) in view.steps.iter().zip(&done) {
        say(&format!("    {}  {}  {}", reader.second(step.at), padded(done, width), evidence(reader, issuer, narrows, step)));
    }
}

/// How an eye is kept on it since, and since when it could not.
fn watched(reader: &Reader, issuer: &str, narrows: bool, watch: &WatchView) {
    let with = |id: &str, name: &str, at: Timestamp| say(&reader.with(&reader.words.of_kind(narrows, id), &[("issuer", issuer), (name, &reader.moment(at))]));
    if let Some(at) = watch.next_at {
        return with("watch-disputed-next", "at", at);
    }
    with(if watch.over { "watch-over" } else { "watch-until" }, "until", watch.until);
    match watch.uses {
        // Of a part, accesses tell nothing.
        _ if narrows => {}
        UsesWatched::Told(at) => with("watch-uses-told", "at", at),
        UsesWatched::Used(at) => with("watch-uses-used", "at", at),
        UsesWatched::NotTold => say(&reader.with("watch-uses-not-told", &[("issuer", issuer)])),
        UsesWatched::NotYet => {}
    }
    if let Some(blind) = &watch.blind {
        with(if blind.signed_out { "watch-blind-signed-out" } else { "watch-blind-trouble" }, "since", blind.since);
    }
}

fn evidence(reader: &Reader, issuer: &str, narrows: bool, step: &StepView) -> String {
    let state = step.state;
    let kind = |id: &str| reader.words.of_kind(narrows, id);
    let given = |id: &str| reader.with(&kind(id), &[("issuer", issuer)]);
    let with = |id: &str, name: &str, value: &str| reader.with(&kind(id), &[("issuer", issuer), (name, value)]);
    match &step.evidence {
        Evidence::PersonAsked if narrows => given("evidence-person-asked"),
        Evidence::PersonAsked => reader.get("cli-evidence-person-asked"),
        Evidence::Answer { status } if narrows => {
            with(if state == State::Accepted { "evidence-accepted" } else { "evidence-nothing-there" }, "status", &status.to_string())
        }
        Evidence::StillThere if state == State::Sent => given("evidence-sent"),
        Evidence::StillThere => given("evidence-still-there"),
        Evidence::Answer { status } => {
            with(if state == State::Accepted { "cli-answer-accepted" } else { "cli-answer-nothing-there" }, "status", &status.to_string())
        }
        Evidence::NotListed => given("evidence-not-listed"),
        Evidence::ListedEnded { tokens_alive: Told::NotTold } => given("evidence-listed-ended"),
        Evidence::ListedEnded { tokens_alive: Told::Told(tokens) } => with("evidence-listed-ended-tokens", "tokens", &tokens.to_string()),
        Evidence::StillInUse => given("evidence-still-in-use"),
        Evidence::GivenAnew { .. } => given("evidence-given-anew"),
        Evidence::NoAnswer { why } => with("evidence-no-answer", "why", &silence(reader, issuer, *why)),
        Evidence::SignInNeeded { .. } => given("evidence-sign-in-needed"),
        Evidence::Reason { status, words } => {
            let said = words.as_ref().map_or("", |reason| reason.get(reader.lang));
            format!("{} {said}", with("cli-reason", "status", &status.to_string()))
        }
        Evidence::NoLongerHeld => given("evidence-no-longer-held"),
        Evidence::StillHeld { scopes } => format!("{} ({})", given("evidence-still-held"), scopes.join(" ")),
        Evidence::EndingAsked => given("evidence-ending-asked"),
        Evidence::UsedAfter { at } => with("evidence-used-after", "at", &reader.moment(*at)),
    }
}

fn silence(reader: &Reader, issuer: &str, why: Silence) -> String {
    reader.with(&format!("silence-{}", name_of(&why)), &[("issuer", issuer)])
}
