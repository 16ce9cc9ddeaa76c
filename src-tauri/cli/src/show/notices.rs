//! What is going on: who says it and who relays it, when, what it means for whom; and how fresh each issuer's word is.

use renkei_core::domain::directory::Answerer;
use renkei_core::domain::document::DocumentKind;
use renkei_core::ipc::{CalendarView, FeedView, GrantView, InboxView, NoticeState, NoticeView, SyncView};

use super::{Reader, first, name_of, print_json, say, short, table, troubles};

pub(crate) fn notices(reader: &Reader, inbox: &InboxView, synced: &SyncView) {
    if reader.json {
        troubles(reader, synced);
        return print_json(inbox);
    }
    if synced.accounts.is_empty() && inbox.feeds.is_empty() {
        return first(reader);
    }
    let (yours, others): (Vec<&NoticeView>, Vec<&NoticeView>) =
        inbox.notices.iter().partition(|notice| !(notice.concerns.is_empty() && notice.elsewhere.is_empty()));
    if yours.is_empty() {
        say(&reader.get("cli-notices-none"));
        say("");
    }
    for (title, notices) in [("cli-notices-yours", yours), ("cli-notices-others", others)] {
        if !notices.is_empty() {
            say(&reader.get(title));
            say("");
        }
        for notice in notices {
            one(reader, notice);
        }
    }
    feeds(reader, inbox, synced);
    say("");
    say(&reader.get("cli-notices-silence"));
    troubles(reader, synced);
}

pub(crate) fn calendar(reader: &Reader, entry: &CalendarView) {
    if reader.json {
        return print_json(entry);
    }
    // It ends its last line itself.
    say(entry.text.trim_end());
}

pub(super) fn one(reader: &Reader, notice: &NoticeView) {
    let word = |kind: &str, value: &str| reader.get(&format!("{kind}-{value}"));
    let mut marks = vec![word("severity", &name_of(&notice.severity)), word("notice-kind", &name_of(&notice.kind))];
    if notice.state != NoticeState::Open {
        marks.push(word("notice-state", &name_of(&notice.state)));
    }
    if !notice.read {
        marks.push(reader.get("cli-notice-unread"));
    }
    say(&format!("{}  [{}]", notice.title, marks.join("] [")));
    let line = |words: &str| say(&format!("    {words}"));
    line(&said_by(reader, notice));
    let from = notice.starts_at.map(|at| reader.with("cli-notice-from", &[("at", &reader.moment(at))]));
    let until = notice.ends_at.map(|at| reader.with("cli-notice-until", &[("at", &reader.moment(at))]));
    let times: Vec<String> = from.into_iter().chain(until).collect();
    if !times.is_empty() {
        line(&times.join("  ·  "));
    }
    if let Some(part) = &notice.part {
        line(&reader.with("cli-notice-part", &[("part", part)]));
    }
    notice.body.lines().for_each(line);
    for (title, grants, total) in
        [("cli-notice-concerns", &notice.concerns, notice.concerns_total), ("cli-notice-elsewhere", &notice.elsewhere, notice.elsewhere_total)]
    {
        if !grants.is_empty() {
            line(&reader.get(title));
            for grant in grants {
                line(&row(reader, grant));
            }
            let more = total as usize - grants.len();
            if more > 0 {
                line(&reader.counted("concerned-more", "count", more, &[]));
            }
        }
    }
    if let Some(advice) = &notice.advice {
        line(&reader.with("cli-notice-advice", &[("advice", &word("advice", &name_of(advice)))]));
    }
    line(&reader.with("cli-id", &[("id", &notice.id)]));
    say("");
}

/// A connector's word reaches this app through its issuer, and is not the issuer's.
fn said_by(reader: &Reader, notice: &NoticeView) -> String {
    let (issuer, at) = (notice.issuer.name.as_str(), reader.moment(notice.issued_at));
    match notice.by {
        Answerer::Issuer => reader.with("said-by-issuer", &[("issuer", issuer), ("at", &at)]),
        Answerer::Connector => {
            let somebody = reader.get("party-connector");
            let connector = notice.concerns.iter().chain(&notice.elsewhere).next().map_or(somebody.as_str(), |grant| grant.connector.name.as_str());
            reader.with("said-relayed", &[("issuer", issuer), ("connector", connector), ("at", &at)])
        }
    }
}

pub(super) fn row(reader: &Reader, grant: &GrantView) -> String {
    let id = reader.with("cli-id", &[("id", short(&grant.id.to_string()))]);
    format!("    - {} ({}, {})  {id}", grant.service.name, grant.connector.name, grant.issuer.name)
}

/// Every issuer stands here, also one that publishes no notices or was never asked: its silence says nothing.
fn feeds(reader: &Reader, inbox: &InboxView, synced: &SyncView) {
    let shown = inbox.feeds.iter().filter(|feed| feed.published || feed.kind == DocumentKind::Notices);
    let mut rows: Vec<Vec<String>> = shown.map(|feed| feed_row(reader, feed)).collect();
    for account in &synced.accounts {
        let asked = inbox.feeds.iter().any(|feed| feed.issuer.id == account.issuer.id);
        let listed = rows.iter().any(|row| row.first() == Some(&account.issuer.name));
        if !asked && !listed {
            let none = reader.get("cli-none-told");
            let document = reader.get("feed-notices");
            rows.push(vec![account.issuer.name.clone(), document, reader.get("cli-feed-unasked"), none.clone(), none]);
        }
    }
    if !rows.is_empty() {
        say(&reader.get("cli-notices-feeds"));
        table(&["company", "document", "state", "checked", "expires"].map(|column| reader.get(&format!("cli-col-{column}"))), &rows);
    }
    for feed in &inbox.feeds {
        if let Some(why) = feed.refused {
            say(&reader.with(&format!("refusal-{}", name_of(&why)), &[("issuer", &feed.issuer.name)]));
        }
    }
}

fn feed_row(reader: &Reader, feed: &FeedView) -> Vec<String> {
    let at = |at: Option<_>| at.map_or_else(|| reader.get("cli-none-told"), |at| reader.moment(at));
    let state = match feed.refused {
        Some(_) => reader.get("cli-feed-refused"),
        None if feed.expired => reader.get("cli-feed-expired"),
        None if feed.published => reader.get("cli-feed-fresh"),
        None => reader.get("cli-feed-none"),
    };
    let kind = reader.get(&format!("feed-{}", name_of(&feed.kind)));
    vec![feed.issuer.name.clone(), kind, state, at(feed.checked_at), at(feed.expires_at)]
}
