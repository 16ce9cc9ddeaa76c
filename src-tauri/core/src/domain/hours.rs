//! When a service or a contact point is open (R18): OpenStreetMap `opening_hours` with Japanese public holidays.

use chrono::{NaiveDateTime, TimeZone as _};
use chrono_tz::Tz;
use opening_hours::localization::Country;
use opening_hours::{Context, OpeningHours, RuleKind};
use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::lenient;
use super::text::Text;

/// When something is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// In the syntax of OpenStreetMap.
    pub open: String,
    /// IANA time zone; Japan's where none is given.
    #[serde(default, deserialize_with = "lenient::line")]
    pub zone: Option<String>,
    /// In words.
    #[serde(default, deserialize_with = "lenient::text")]
    pub note: Option<Text>,
}

/// Whether it is open at one time, and when that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OpenNow {
    /// Whether it is open.
    pub open: bool,
    /// Until when that stays; `None` where it never changes, or not within a year.
    pub until: Option<Timestamp>,
}

/// Longest expression that is read.
const LONGEST: usize = 500;

impl Hours {
    /// Whether it is open at a time; `None` where the words cannot be read.
    pub fn at(&self, now: Timestamp) -> Option<OpenNow> {
        let zone: Tz = self.zone.as_deref().unwrap_or("Asia/Tokyo").parse().ok()?;
        let hours: OpeningHours = Some(&self.open).filter(|open| !open.is_empty() && open.len() <= LONGEST)?.parse().ok()?;
        // Unbounded, words that never change anything are followed day by day to the year 10000.
        let bound = chrono::Duration::days(366);
        let hours = hours.with_context(Context::default().with_holidays(Country::JP.holidays()).approx_bound_interval_size(bound));
        let local = now.with_timezone(&zone).naive_local();
        let open = hours.state(local).0 == RuleKind::Open;
        let change = hours.next_change(local).filter(|change| *change < local + bound);
        Some(OpenNow { open, until: change.and_then(|change| instant(zone, change)) })
    }
}

fn instant(zone: Tz, local: NaiveDateTime) -> Option<Timestamp> {
    zone.from_local_datetime(&local).earliest().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(open: &str) -> Hours {
        Hours { open: open.into(), zone: None, note: None }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn japanese_holidays_and_nights_close_what_says_so() {
        let office = hours("Mo-Fr 09:00-18:00; PH off");
        // A Friday morning in Tokyo.
        assert_eq!(office.at(at("2026-11-20T01:00:00Z")), Some(OpenNow { open: true, until: Some(at("2026-11-20T09:00:00Z")) }));
        // Monday is Labour Thanksgiving Day: closed from Friday evening to Tuesday morning.
        assert_eq!(office.at(at("2026-11-21T01:00:00Z")), Some(OpenNow { open: false, until: Some(at("2026-11-24T00:00:00Z")) }));
        assert_eq!(hours("24/7").at(at("2026-11-21T01:00:00Z")), Some(OpenNow { open: true, until: None }));
    }

    #[test]
    fn what_never_changes_is_known_without_walking_through_all_time() {
        for always in ["Mo-Su,PH 00:00-24:00", "Mo-Su 00:00-12:00,12:00-24:00; PH 00:00-24:00"] {
            assert_eq!(hours(always).at(at("2026-11-21T01:00:00Z")), Some(OpenNow { open: true, until: None }), "{always}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_guessed() {
        for odd in ["", "whenever we like", "Mo-Fr 99:00-18:00", &"Mo 09:00-10:00;".repeat(100)] {
            assert_eq!(hours(odd).at(at("2026-11-20T01:00:00Z")), None, "{odd}");
        }
        assert_eq!(Hours { zone: Some("Mars/Olympus".into()), ..hours("24/7") }.at(at("2026-11-20T01:00:00Z")), None);
    }
}
