//! What happened without the person: a table, or one line each as it comes.

use renkei_core::domain::event::What;
use renkei_core::ipc::{EventView, SyncView};

use super::{Beside, Reader, first, name_of, print_json, say, table, tell, troubles};
use crate::fault::Said;

pub(crate) fn events(reader: &Reader, all: &[EventView], synced: &SyncView) {
    if reader.json {
        troubles(reader, synced);
        return print_json(all);
    }
    if synced.accounts.is_empty() {
        return first(reader);
    }
    if all.is_empty() {
        say(&reader.get("cli-events-none"));
    } else {
        let heads = ["time", "what", "state", "number"].map(|head| reader.get(&format!("cli-col-{head}")));
        let row = |event: &EventView| {
            let state = reader.get(if event.seen { "cli-event-seen" } else { "cli-event-unseen" });
            vec![reader.moment(event.at), words(reader, event), state, event.number.to_string()]
        };
        table(&heads, &all.iter().map(row).collect::<Vec<_>>());
    }
    troubles(reader, synced);
}

/// Says that it goes on until it is stopped, and who could not be asked.
pub(crate) fn watching(reader: &Reader, synced: &SyncView) {
    tell(reader, Beside::Note, &Said::beside("watching", None, reader.get("cli-watching"), String::new()));
    troubles(reader, synced);
}

/// One event on one line, in JSON too (JSON Lines).
pub(crate) fn event(reader: &Reader, event: &EventView) {
    if reader.json {
        return say(&serde_json::to_string(event).unwrap_or_default());
    }
    say(&format!("{}  {}", reader.second(event.at), words(reader, event)));
}

fn words(reader: &Reader, event: &EventView) -> String {
    let unknown = reader.get("some-service");
    let permissions: Vec<&str> = event.permissions.iter().map(String::as_str).collect();
    let (permissions, at) = (reader.listed(&permissions), reader.moment(event.since));
    let service = event.service.as_deref().unwrap_or(&unknown);
    let (id, notice) = match &event.what {
        What::Notice { notice, .. } => ("cli-event-notice".to_owned(), notice.as_str()),
        What::SignIn { .. } => ("cli-event-sign-in".to_owned(), ""),
        What::OwnEnd { asked: None, .. } => ("event-own-end-ending".to_owned(), ""),
        What::OwnEnd { asked: Some(why), .. } => (format!("event-own-end-{}", name_of(why)), ""),
        What::EndingFailed { why, .. } => (format!("event-ending-{}", name_of(why)), ""),
        What::NarrowingFailed { why, .. } => (format!("event-narrowing-{}", name_of(why)), ""),
        What::CaseUnanswered { grant: None, .. } => ("event-case-unanswered-own".to_owned(), ""),
        What::New { .. }
        | What::Back { .. }
        | What::Widened { .. }
        | What::Suspended { .. }
        | What::Ended { .. }
        | What::ExpiresSoon { .. }
        | What::EndingNeedsYou { .. }
        | What::Disputed { .. }
        | What::NarrowingNeedsYou { .. }
        | What::NotNarrowed { .. }
        | What::DeletionUnanswered { .. }
        | What::CaseUnanswered { .. } => (format!("event-{}", name_of(&event.what)), ""),
    };
    let given = [
        ("issuer", event.issuer.as_ref().map_or("", |issuer| issuer.name.as_str())),
        ("service", service),
        ("connector", event.connector.as_deref().unwrap_or_default()),
        ("permissions", &permissions),
        ("at", &at),
        ("notice", notice),
        ("id", event.issuer.as_ref().map_or("", |issuer| issuer.id.as_str())),
    ];
    reader.with(&id, &given)
}
