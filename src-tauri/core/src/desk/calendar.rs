//! A notice with a time as an entry for the person's own calendar (RFC 5545).

use icalendar::{Calendar, Class, Component as _, Event, EventLike as _};
use sha2::{Digest as _, Sha256};

use super::{Error, Inner};
use crate::domain::notice::Notice;
use crate::domain::text::Lang;
use crate::ipc::{CalendarView, OfNotice};

impl Inner {
    pub(super) async fn notice_calendar(&self, lang: Lang, request: &OfNotice) -> Result<CalendarView, Error> {
        let heard = self.store.notice(&request.issuer, &request.notice).await?.ok_or(Error::NotFound)?;
        let issuer = self.store.issuer(&request.issuer).await?.ok_or(Error::NotFound)?;
        let text = entry(&heard.notice, request.issuer.as_str(), issuer.name.get(lang), lang).ok_or(Error::NotFound)?;
        let name = file_name(request);
        let opened = self.outside.host.save_file(&name, text.as_bytes(), true).is_ok();
        Ok(CalendarView { name, text, opened })
    }
}

/// A name for the file that no other notice has: the same again takes the place of its own earlier words only.
fn file_name(of: &OfNotice) -> String {
    let plain = |id: &str| id.chars().map(|one| if one.is_ascii_alphanumeric() { one } else { '-' }).take(60).collect::<String>();
    let mut digest = Sha256::new();
    // The length parts the two.
    digest.update(of.issuer.as_str().len().to_be_bytes());
    digest.update(of.issuer.as_str());
    digest.update(&of.notice);
    let short: String = hex::encode(digest.finalize()).chars().take(16).collect();
    format!("renkei-{}-{}-{short}.ics", plain(of.issuer.as_str()), plain(&of.notice))
}

/// The entry; `None` where the notice has no time.
fn entry(notice: &Notice, id: &str, issuer: &str, lang: Lang) -> Option<String> {
    let mut event = Event::new();
    // The same notice again is the same entry, later words take the place of earlier ones.
    event.uid(&format!("{}.{id}@notices.renkei", notice.id)).timestamp(notice.issued_at).starts(notice.starts_at?);
    if let Some(ends) = notice.ends_at {
        event.ends(ends);
    }
    event.summary(&format!("{issuer}: {}", notice.title.get(lang))).description(notice.body.get(lang)).class(Class::Private);
    Some(Calendar::new().push(event.done()).done().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::IssuerId;

    #[test]
    fn no_two_notices_share_a_file() {
        let name = |issuer: &str, notice: &str| file_name(&OfNotice { issuer: IssuerId(issuer.into()), notice: notice.into() });
        let all = [
            name("minato", "stop 1"),
            name("minato", "stop-1"),
            name("minato", "stop/1"),
            name("minato-stop", "1"),
            name("minato", &"x".repeat(61)),
            name("minato", &"x".repeat(62)),
        ];
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len(), "{all:?}");
        assert_eq!(name("minato", "stop 1"), all[0], "the same notice again has the same");
        assert!(all.iter().all(|name| name.len() < 200 && name.chars().all(|one| one.is_ascii_alphanumeric() || "-.".contains(one))), "{all:?}");
    }

    #[test]
    fn an_entry_says_when_who_and_what_and_cannot_be_broken_out_of() {
        let notice: Notice = serde_json::from_value(serde_json::json!({
            "id": "stop-1", "kind": "planned_stop", "severity": "info", "by": "issuer", "issued_at": "2026-11-20T00:00:00Z",
            "starts_at": "2026-11-28T16:00:00Z", "ends_at": "2026-11-28T20:30:00Z",
            "title": { "ja": "休止; のお知らせ" }, "body": { "ja": "夜間に止まります。\r\nEND:VEVENT" },
        }))
        .unwrap();
        let text = entry(&notice, "minato-card", "みなとカード", Lang::Ja).unwrap();
        let unfolded = text.replace("\r\n ", "");
        for line in ["DTSTART:20261128T160000Z", "DTEND:20261128T203000Z", "DTSTAMP:20261120T000000Z", "UID:stop-1.minato-card@notices.renkei", "CLASS:PRIVATE"]
        {
            assert!(unfolded.lines().any(|one| one == line), "{line} in {unfolded}");
        }
        assert!(unfolded.contains("SUMMARY:みなとカード: 休止\\; のお知らせ"), "{unfolded}");
        assert_eq!(unfolded.lines().filter(|line| *line == "END:VEVENT").count(), 1);
        let timeless = Notice { starts_at: None, ..notice };
        assert!(entry(&timeless, "minato-card", "みなとカード", Lang::Ja).is_none());
    }
}
