//! How a connection stands where it is not simply in force: what, who, when, who says so.

use renkei_core::domain::Timestamp;
use renkei_core::domain::ending::State;
use renkei_core::domain::stated::Told;
use renkei_core::ipc::{GrantPageView, GrantView, StatusView};

use super::grant::labelled;
use super::{Reader, name_of, say};

/// In the place of an "until when" that no longer holds.
pub(super) fn over(reader: &Reader, grant: &GrantView) -> Option<String> {
    match &grant.status {
        StatusView::Ended { at: Told::Told(at), .. } => Some(reader.with("row-ended", &[("at", &reader.moment(*at))])),
        StatusView::Ended { at: Told::NotTold, .. } => Some(reader.get("row-ended-untold")),
        StatusView::Vanished { since } => Some(reader.with("row-vanished", &[("at", &reader.moment(*since))])),
        StatusView::Active | StatusView::Suspended { .. } | StatusView::Expired { .. } | StatusView::Unknown => None,
    }
}

pub(super) fn note(reader: &Reader, page: &GrantPageView) {
    let issuer = page.grant.issuer.name.as_str();
    let when = |at: &Told<Timestamp>| at.told().map_or_else(|| reader.get("not-told"), |at| reader.moment(*at));
    let titled = |title: &str, body: &str, given: &[(&str, &str)]| {
        say("");
        say(&reader.with(title, given));
        say(&reader.with(body, given));
    };
    match &page.grant.status {
        StatusView::Active => {}
        StatusView::Suspended { by, reason, since } => {
            titled("status-suspended-title", "status-suspended-body", &[]);
            let by = by.told().map_or_else(|| reader.get("not-told"), |by| reader.with(&format!("party-{}", name_of(by)), &[("issuer", issuer)]));
            labelled(&[
                (reader.get("suspended-by"), vec![by]),
                (reader.get("suspended-reason"), vec![reason.told().cloned().unwrap_or_else(|| reader.get("not-told"))]),
                (reader.get("suspended-since"), vec![when(since)]),
            ]);
        }
        StatusView::Expired { since } => titled("status-expired-title", "status-expired-body", &[("issuer", issuer), ("since", &when(since))]),
        StatusView::Ended { by, at } => {
            // Ended from here, and seen to have: the ending below says how.
            let proved = page.ending.as_ref().is_some_and(|ending| ending.state == State::Verified);
            let (title, silence) = if proved { ("state-verified", "not-known") } else { ("status-ended-title", "not-told") };
            say("");
            say(&reader.with(title, &[("issuer", issuer)]));
            let by = by.told().map_or_else(|| reader.get(silence), |by| reader.with(&format!("ended-by-{}", name_of(by)), &[("issuer", issuer)]));
            labelled(&[(reader.get("ended-by"), vec![by]), (reader.get("ended-at"), vec![when(at)])]);
        }
        StatusView::Vanished { since } => {
            let since = reader.moment(*since);
            match &page.ended_with {
                Some(other) => {
                    titled("status-together-title", "status-together-body", &[("issuer", issuer), ("since", &since), ("service", &other.service)]);
                    say(&reader.with("cli-ended-with", &[("id", super::short(&other.grant.to_string()))]));
                }
                None => titled("status-vanished-title", "status-vanished-body", &[("issuer", issuer), ("since", &since)]),
            }
        }
        StatusView::Unknown => titled("status-unknown-title", "status-unknown-body", &[]),
    }
}
