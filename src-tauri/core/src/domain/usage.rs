//! Whether a grant was used lately in a way that it was not used before, from the history that its issuer tells.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::grant::Use;
use super::permission::Access;

/// What counts as lately, in days.
pub const LATELY_DAYS: i64 = 7;
/// How far history has to go back beyond that, in days, before anything is called usual.
pub const USUAL_DAYS: i64 = 14;
/// Days without any use after which a use is a return.
pub const SILENT_DAYS: i64 = 90;
/// How many times the usual number a week has to be exceeded.
pub const TIMES: u32 = 3;
/// Fewest uses of a week that are called many.
pub const MANY: u32 = 10;

/// One way in which it was used unlike before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Unlike {
    /// In a way that does not occur before.
    NewKind {
        /// Of which kind.
        access: Access,
        /// First.
        at: Timestamp,
    },
    /// Far more often.
    MoreOften {
        /// Uses of the last seven days.
        lately: u32,
        /// Uses of a usual week, rounded up.
        usual: u32,
    },
    /// After a long time without any.
    AfterSilence {
        /// Last before.
        from: Timestamp,
        /// First again.
        to: Timestamp,
    },
}

/// All ways in which the uses of the last seven days are unlike those before; `None` where history is too short to tell.
pub fn unlike_before(uses: &[Use], now: Timestamp) -> Option<Vec<Unlike>> {
    let since = now - Duration::days(LATELY_DAYS);
    let (lately, before): (Vec<&Use>, Vec<&Use>) = uses.iter().filter(|one| one.at <= now).partition(|one| one.at > since);
    let oldest = before.iter().map(|one| one.at).min()?;
    let newest = before.iter().map(|one| one.at).max()?;
    if since - oldest < Duration::days(USUAL_DAYS) {
        return None;
    }
    let mut all = Vec::new();
    let first = |access: Access| lately.iter().filter(|one| one.access == access).map(|one| one.at).min();
    for access in [Access::Update, Access::Unknown, Access::Reference, Access::Authentication] {
        if let Some(at) = first(access).filter(|_| !before.iter().any(|one| one.access == access)) {
            all.push(Unlike::NewKind { access, at });
        }
    }
    if let Some(to) = lately.iter().map(|one| one.at).min().filter(|to| *to - newest >= Duration::days(SILENT_DAYS)) {
        all.push(Unlike::AfterSilence { from: newest, to });
    }
    let count = |uses: &[&Use]| u32::try_from(uses.len()).unwrap_or(u32::MAX);
    let weeks = u32::try_from((since - oldest).num_days() / 7 + 1).unwrap_or(u32::MAX);
    let (lately, usual) = (count(&lately), count(&before).div_ceil(weeks));
    if lately >= MANY && lately > usual.saturating_mul(TIMES) {
        all.push(Unlike::MoreOften { lately, usual });
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    fn used(days_ago: i64, access: Access) -> Use {
        Use { at: now() - Duration::days(days_ago), access, what: None, count: None }
    }

    #[test]
    fn each_way_is_told_with_its_numbers() {
        let weekly = || (1..10).map(|week| used(week * 7, Access::Reference)).collect::<Vec<_>>();
        assert_eq!(unlike_before(&weekly(), now()), Some(vec![]), "as ever");
        let mut wrote = weekly();
        wrote.push(used(1, Access::Update));
        assert_eq!(unlike_before(&wrote, now()), Some(vec![Unlike::NewKind { access: Access::Update, at: now() - Duration::days(1) }]));
        let mut often = weekly();
        often.extend((0..MANY).map(|_| used(2, Access::Reference)));
        assert_eq!(unlike_before(&often, now()), Some(vec![Unlike::MoreOften { lately: MANY, usual: 1 }]));
        let back = [used(1, Access::Reference), used(100, Access::Reference), used(130, Access::Reference)];
        let (from, to) = (now() - Duration::days(100), now() - Duration::days(1));
        assert_eq!(unlike_before(&back, now()), Some(vec![Unlike::AfterSilence { from, to }]));
    }

    #[test]
    fn a_short_history_tells_nothing() {
        assert_eq!(unlike_before(&[], now()), None);
        assert_eq!(unlike_before(&[used(1, Access::Update)], now()), None);
        assert_eq!(unlike_before(&[used(1, Access::Update), used(LATELY_DAYS + USUAL_DAYS - 1, Access::Reference)], now()), None);
    }

    proptest::proptest! {
        #[test]
        fn more_of_the_usual_is_never_unlike_it(per_week in 1_u32..20, weeks in 4_u32..40) {
            let at = |week: u32, one: u32| now() - Duration::days(i64::from(week) * 7) - Duration::minutes(i64::from(one));
            let uses: Vec<Use> = (0..weeks).flat_map(|week| (0..per_week).map(move |one| (week, one)))
                .map(|(week, one)| Use { at: at(week, one), access: Access::Reference, what: None, count: None }).collect();
            proptest::prop_assert_eq!(unlike_before(&uses, now()), Some(vec![]));
        }
    }
}
