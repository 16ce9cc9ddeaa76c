//! How long the records of a grant are kept after it ended.

use chrono::Months;

use super::Timestamp;
use super::grant::Status;

/// The records of a grant are kept for at least so long after it ended.
pub const KEPT: Months = Months::new(24);

/// Whether the content of the records of a grant may be erased: it is over, and its end and the last of its records are both older
/// than [`KEPT`]. An issuer's word on when it ended cannot shorten the time: what this app saw of it stands in the last record.
pub fn is_over(status: &Status, last_record: Timestamp, now: Timestamp) -> bool {
    let end = match status {
        Status::Ended { at, .. } => at.told().copied().unwrap_or(last_record),
        Status::Vanished { since, .. } => *since,
        // It may still be ended.
        Status::Active | Status::Suspended { .. } | Status::Expired { .. } | Status::Unknown => return false,
    };
    end.max(last_record).checked_add_months(KEPT).is_some_and(|until| until <= now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stated::Told;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn two_years_after_the_end_and_the_last_record_and_not_before() {
        let ended = |on: Told<Timestamp>| Status::Ended { by: Told::NotTold, at: on };
        let (long_ago, end) = (at("2001-01-01T00:00:00Z"), at("2026-11-21T09:00:00Z"));
        let (early, late) = (at("2028-11-21T08:59:59Z"), at("2028-11-21T09:00:00Z"));
        let vanished = Status::Vanished { since: end, with: None };
        for status in [ended(Told::Told(end)), ended(Told::NotTold), vanished] {
            assert!(!is_over(&status, end, early) && is_over(&status, end, late), "{status:?}");
        }
        assert!(!is_over(&ended(Told::Told(long_ago)), end, early), "an issuer that dates the end back erases nothing");
        assert!(!is_over(&ended(Told::Told(end)), long_ago, early), "nor does a log that says little");
        for status in [Status::Active, Status::Unknown, Status::Expired { since: Told::Told(long_ago) }] {
            assert!(!is_over(&status, long_ago, late), "{status:?}");
        }
        // From the last day of February of a leap year.
        assert!(is_over(&ended(Told::NotTold), at("2028-02-29T00:00:00Z"), at("2030-02-28T00:00:00Z")));
    }
}
