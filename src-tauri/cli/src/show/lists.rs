//! Issuers, sign-ins, lists and records, one a line.

use renkei_core::domain::issuer::Trouble;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::{CatalogueState, IssuerMeans, IssuerView, RecordListView, RecordView, RecordsCheckView, SignInView, SignedOutView, SyncView};
use renkei_practice::Addresses;
use serde_json::json;

use super::{Beside, Reader, first, name_of, print_json, say, table, tell, troubles};
use crate::fault::Said;

/// A list of the build that is not used is said on standard error, whatever the form of the answer.
pub(crate) fn issuers(reader: &Reader, all: &[IssuerView], catalogue: CatalogueState) {
    match catalogue {
        CatalogueState::InUse | CatalogueState::Missing => {}
        CatalogueState::Expired | CatalogueState::Older | CatalogueState::Refused => {
            let name = name_of(&catalogue);
            let part = |part: &str| reader.get(&format!("catalogue-{part}-{name}"));
            tell(reader, Beside::Note, &Said::beside(format!("catalogue_{name}"), None, part("title"), part("body")));
        }
    }
    if reader.json {
        return print_json(&all);
    }
    if all.is_empty() {
        for id in ["cli-first-title", "cli-no-catalogue", "cli-first-practice"] {
            say(&reader.get(id));
        }
        return;
    }
    // Connected ones, then those that can be, then those that are only told about.
    let mut all: Vec<&IssuerView> = all.iter().collect();
    all.sort_by_key(|issuer| (issuer.accounts.is_empty(), matches!(issuer.means, IssuerMeans::OwnPage { .. })));
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|issuer| {
            let (state, host) = match &issuer.means {
                IssuerMeans::OwnPage { host, .. } => ("cli-issuer-own-page", Some(host.as_str())),
                IssuerMeans::Api if issuer.accounts.is_empty() => ("cli-issuer-free", issuer.host.as_deref()),
                IssuerMeans::Api if issuer.accounts.iter().any(|account| account.trouble == Some(Trouble::SignIn)) => {
                    ("cli-issuer-sign-in", issuer.host.as_deref())
                }
                IssuerMeans::Api => ("cli-issuer-connected", issuer.host.as_deref()),
            };
            let kind = reader.get(&format!("issuer-kind-{}", name_of(&issuer.kind)));
            vec![issuer.name.clone(), kind, reader.get(state), host.unwrap_or_default().to_owned(), issuer.id.to_string()]
        })
        .collect();
    table(&heads(reader, &["company", "kind", "state", "host", "id"]), &rows);
    if all.iter().any(|issuer| issuer.means == IssuerMeans::Api && issuer.accounts.is_empty()) {
        say("");
        say(&reader.get("cli-issuers-next"));
    }
}

pub(crate) fn synced(reader: &Reader, view: &SyncView) {
    if reader.json {
        troubles(reader, view);
        return print_json(view);
    }
    if view.accounts.is_empty() {
        return first(reader);
    }
    let rows: Vec<Vec<String>> = view
        .accounts
        .iter()
        .map(|state| {
            let answered = match state.account.trouble {
                Some(_) => "cli-sync-trouble",
                None if state.account.busy => "cli-sync-busy",
                None => "cli-sync-answered",
            };
            let as_of = state.account.as_of.map_or_else(|| reader.get("cli-none-told"), |at| reader.moment(at));
            vec![state.issuer.name.clone(), reader.get(answered), as_of]
        })
        .collect();
    table(&heads(reader, &["company", "state", "as-of"]), &rows);
    troubles(reader, view);
}

pub(crate) fn sign_ins(reader: &Reader, all: &[SignInView]) {
    if reader.json {
        return print_json(&all);
    }
    if all.is_empty() {
        return first(reader);
    }
    let labelled = all.iter().any(|one| one.label.is_some());
    let columns: &[&str] = if labelled { &["company", "label", "state", "since", "id"] } else { &["company", "state", "since", "id"] };
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|one| {
            let state = reader.get(if one.signed_in { "cli-signed-in" } else { "cli-signed-out" });
            let label = labelled.then(|| one.label.clone().unwrap_or_else(|| reader.get("cli-none-told")));
            let rest = [state, reader.moment(one.since), one.account.to_string()];
            std::iter::once(one.issuer.name.clone()).chain(label).chain(rest).collect()
        })
        .collect();
    table(&heads(reader, columns), &rows);
    say("");
    say(&reader.get("cli-sign-ins-again"));
    say(&reader.get("cli-sign-ins-out"));
}

pub(crate) fn signed_out(reader: &Reader, all: &[SignedOutView]) {
    if reader.json {
        return print_json(&all);
    }
    if all.is_empty() {
        say(&reader.get("sign-ins-none"));
    }
    for one in all {
        let id = if one.revoked_at_issuer { "act-signed-out" } else { "act-signed-out-here-only" };
        say(&reader.with(id, &[("issuer", &one.issuer.name)]));
        if one.endings_waiting > 0 {
            say(&reader.counted("signed-out-endings", "count", one.endings_waiting as usize, &[]));
        }
    }
}

pub(crate) fn records(reader: &Reader, all: &RecordListView) {
    if reader.json {
        return print_json(&all.records);
    }
    if all.records.is_empty() {
        say(&reader.get("records-none"));
        return first(reader);
    }
    let words = |record: &RecordView| reader.words.act(record.act.as_ref(), record.service.as_deref(), record.issuer.as_deref());
    let rows: Vec<Vec<String>> = all.records.iter().map(|record| vec![record.number.to_string(), reader.second(record.at), words(record)]).collect();
    table(&heads(reader, &["number", "time", "what"]), &rows);
}

pub(crate) fn check(reader: &Reader, check: &RecordsCheckView) {
    if reader.json {
        return print_json(check);
    }
    let Some(broken) = &check.broken else {
        say(&reader.counted("verify-whole", "lines", check.lines as usize, &[]));
        say(&reader.get(&format!("verify-note-{}", name_of(&check.head))));
        for (id, lines) in [("verify-erased", check.erased), ("verify-unsigned", check.unsigned)] {
            if lines > 0 {
                say(&reader.counted(id, "lines", lines as usize, &[]));
            }
        }
        for key in &check.keys {
            say(&reader.with("verify-key", &[("key", &key.fingerprint()), ("number", &key.from.to_string())]));
        }
        return;
    };
    say(&reader.get("verify-broken"));
    say(&reader.words.broken(broken));
}

pub(crate) fn practice(reader: &Reader, addresses: &Addresses, ours: bool) {
    if reader.json {
        let people: Vec<_> = renkei_practice::people().into_iter().map(|person| json!({ "username": person.username, "password": person.password })).collect();
        let view =
            json!({ "issuers": addresses.issuers, "connectors": addresses.connectors, "control": addresses.control, "people": people, "started_here": ours });
        return print_json(&view);
    }
    for (id, address) in &addresses.issuers {
        say(&format!("{id:<18} {address}"));
    }
    say(&format!("{:<18} {}", "connectors", addresses.connectors));
    say(&format!("{:<18} {}", "control", addresses.control));
    for person in renkei_practice::people() {
        let name = if reader.lang == Lang::Ja { person.name_ja } else { person.name_en };
        say(&format!("{} {} / {}", super::padded(name, 18), person.username, person.password));
    }
    say(&reader.get(if ours { "cli-practice-runs" } else { "cli-practice-ran" }));
}

fn heads(reader: &Reader, columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| reader.get(&format!("cli-col-{column}"))).collect()
}
