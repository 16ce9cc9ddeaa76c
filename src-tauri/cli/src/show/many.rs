//! Many endings at once: before the act, and where each stands; and the person's own end of one.

use std::io::{BufRead as _, Write as _};

use renkei_core::domain::batch::{Choice, Outcome};
use renkei_core::domain::ending::State;
use renkei_core::ipc::{BatchPartyView, BatchView, EndingView, GrantView, IssuerMeans, ManyPartyView, ManyView, OutcomesView, PauseView, ResultView};

use super::{Reader, name_of, print_json, say, say_error, short, table};

/// What it would end, asked for by itself.
pub(crate) fn many_preview(reader: &Reader, view: &ManyView) {
    if reader.json {
        return print_json(view);
    }
    before(reader, view, say);
}

/// What it would end, before the person's word.
pub(crate) fn many_before(reader: &Reader, view: &ManyView) {
    before(reader, view, say_error);
}

fn number(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn counted(reader: &Reader, id: &str, count: u32) -> String {
    reader.counted(id, "count", number(count), &[])
}

fn title(reader: &Reader, choice: &Choice, about: Option<&str>, total: u32) -> String {
    let about = about.unwrap_or_default();
    reader.counted(&format!("many-title-{}", name_of(choice)), "count", number(total), &[("about", about)])
}

fn before(reader: &Reader, view: &ManyView, out: fn(&str)) {
    out(&title(reader, &view.choice, view.about.as_deref(), view.total));
    if view.move_money > 0 {
        out(&counted(reader, "many-move-money", view.move_money));
    }
    if view.under_way > 0 {
        out(&counted(reader, "many-under-way", view.under_way));
    }
    for party in &view.parties {
        out("");
        out(&party_name(&party.issuer.name, party.label.as_deref()));
        ahead(reader, party, out);
        for grant in &party.grants {
            let may: Vec<&str> = grant.permissions.iter().map(String::as_str).collect();
            out(&format!("    - {} ({}){}{}", grant.service, grant.connector, reader.get("sentence-gap"), reader.listed(&may)));
            for other in &grant.with {
                out(&format!("      {}", reader.with("many-with", &[("service", other)])));
            }
        }
    }
    if !view.kept.is_empty() || !view.without_api.is_empty() {
        out("");
        out(&reader.get("many-elsewhere"));
        for one in &view.kept {
            out(&format!("    - {}", one.service));
        }
        for one in &view.without_api {
            let IssuerMeans::OwnPage { url, phone, .. } = &one.means else { continue };
            out(&format!("    - {}  {url}  {}", one.issuer.name, phone.as_deref().unwrap_or_default()));
        }
    }
    if !view.own.is_empty() {
        out("");
        out(&reader.get("many-own"));
    }
    out("");
    out(&reader.get("many-cannot-call-back"));
}

fn ahead(reader: &Reader, party: &ManyPartyView, out: fn(&str)) {
    let given = [("issuer", party.issuer.name.as_str())];
    if party.sign_in_first {
        out(&format!("  {}", reader.with("many-sign-in-first", &given)));
    }
    if let Some(most) = party.caps.per_hour {
        let most = most.to_string();
        out(&format!("  {}", reader.with("many-cap-hour", &[given[0], ("most", &most)])));
    }
}

fn party_name(issuer: &str, label: Option<&str>) -> String {
    label.map_or_else(|| issuer.to_owned(), |label| format!("{issuer} · {label}"))
}

/// Whether the person types the number back.
pub(crate) async fn typed(reader: &Reader, total: u32) -> anyhow::Result<bool> {
    eprint!("{} ", counted(reader, "cli-many-type", total));
    std::io::stderr().flush()?;
    let line = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map(|_| line)
    });
    Ok(line.await??.trim() == total.to_string())
}

/// What was asked for together, one line each.
pub(crate) fn batches(reader: &Reader, all: &[BatchView], narrowings: &[EndingView]) {
    if reader.json {
        // A narrowing is told from an act by its member `narrows`.
        let both = [all.iter().map(json_of).collect::<Vec<_>>(), narrowings.iter().map(json_of).collect()].concat();
        return print_json(&both);
    }
    if all.is_empty() {
        say(&reader.get("cli-many-none"));
        return super::narrow::narrowings(reader, narrowings);
    }
    let heads = ["time", "what", "state", "id"].map(|head| reader.get(&format!("cli-col-{head}")));
    let row = |one: &BatchView| {
        let what = title(reader, &one.choice, one.about.as_deref(), one.counts.total);
        vec![reader.moment(one.asked_at), what, counts(reader, one.counts), short(&one.id.to_string()).to_owned()]
    };
    table(&heads, &all.iter().map(row).collect::<Vec<_>>());
    super::narrow::narrowings(reader, narrowings);
}

fn json_of(view: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(view).unwrap_or_default()
}

/// The honest counts, the weightiest first.
fn counts(reader: &Reader, counts: OutcomesView) -> String {
    let parts = [
        ("many-count-verified", counts.verified),
        ("many-count-not-ended", counts.not_ended),
        ("many-count-needs-you", counts.needs_you),
        ("many-count-goes-on", counts.goes_on),
        ("many-count-held", counts.held),
        ("many-count-withdrawn", counts.withdrawn),
    ];
    let said: Vec<String> = parts.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| counted(reader, id, count)).collect();
    reader.listed(&said.iter().map(String::as_str).collect::<Vec<_>>())
}

pub(crate) fn batch(reader: &Reader, view: &BatchView) {
    if reader.json {
        return print_json(view);
    }
    say(&title(reader, &view.choice, view.about.as_deref(), view.counts.total));
    say(&counts(reader, view.counts));
    if view.stopped_at.is_some() {
        say(&reader.with("cli-many-stopped", &[("batch", short(&view.id.to_string()))]));
        if view.counts.out > 0 {
            say(&counted(reader, "many-out", view.counts.out));
        }
    }
    for party in &view.parties {
        say("");
        say(&party_name(&party.issuer.name, party.label.as_deref()));
        stands(reader, party);
        for result in &party.results {
            say(&format!("    {}  {} ({})", outcome(reader, result), result.service, result.connector));
        }
    }
    if !view.over && view.counts.goes_on > 0 {
        say("");
        say(&reader.with("cli-many-goes-on", &[("batch", short(&view.id.to_string()))]));
    }
}

fn stands(reader: &Reader, party: &BatchPartyView) {
    let given = [("issuer", party.issuer.name.as_str())];
    if party.sign_in {
        let account = party.account.to_string();
        say(&format!("  {}", reader.with("cli-many-sign-in", &[given[0], ("account", short(&account))])));
    }
    if let Some(PauseView { until, why }) = party.pause {
        let (at, most) = (reader.moment(until), party.caps.per_hour.unwrap_or_default().to_string());
        say(&format!("  {}", reader.with(&format!("many-pause-{}", name_of(&why)), &[given[0], ("at", &at), ("most", &most)])));
    }
}

fn outcome(reader: &Reader, result: &ResultView) -> String {
    match (result.outcome, result.state) {
        (Outcome::NotEnded, Some(state @ (State::Refused | State::Superseded | State::Disputed))) => reader.get(&format!("many-not-ended-{}", name_of(&state))),
        (outcome, _) => reader.get(&format!("many-outcome-{}", name_of(&outcome))),
    }
}

/// When the person wants a connection to be over, and what happens then.
pub(crate) fn own_end(reader: &Reader, grant: &GrantView) {
    if reader.json {
        return print_json(grant);
    }
    let service = [("service", grant.service.name.as_str())];
    match &grant.own_end_plan {
        None => say(&reader.with("cli-own-end-none", &service)),
        Some(plan) => {
            let (day, why) = (plan.day.format("%Y-%m-%d").to_string(), plan.why.as_deref().unwrap_or_default());
            say(&reader.with(&format!("cli-own-end-{}", name_of(&plan.then)), &[service[0], ("day", &day)]));
            if !why.is_empty() {
                say(why);
            }
        }
    }
}
