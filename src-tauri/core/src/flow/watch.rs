//! When an issuer is asked by itself: never more often than it wishes, never all at the same moment, ever more
//! seldom while there is trouble, and less where the machine's line or power is dear.

use chrono::Duration;

use crate::domain::Timestamp;
use crate::domain::issuer::Trouble;
use crate::domain::supply::Supply;

/// The pause between two looks.
pub const EVERY: Duration = Duration::minutes(15);
/// The pause after the first trouble. It doubles with each further one.
pub const AFTER_TROUBLE: Duration = Duration::minutes(2);
/// The longest pause after trouble.
pub const LONGEST_BACK_OFF: Duration = Duration::hours(2);
/// How much longer a look by itself waits where line or power is dear.
pub const SPARE: Duration = Duration::minutes(45);
/// No rest of ours is longer: one that is was timed by a clock that ran ahead.
const LONGEST_REST: Duration = Duration::hours(30);
/// A pause is longer by up to this part of it, so that issuers are not asked by everybody at once.
const JITTER_PART: i32 = 5;

/// How a look went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Went {
    /// There is a list.
    Well,
    /// There is none, for the so many-th time in a row, counted from 1.
    Badly {
        /// Why.
        trouble: Trouble,
        /// The how many-th.
        failures: u32,
        /// When the issuer wants to be asked again, where it said so.
        retry_at: Option<Timestamp>,
    },
}

/// When to look again. `wish` is the issuer's shortest time between two looks, `dice` evenly random.
pub fn next_look(went: Went, wish: Duration, dice: u16, now: Timestamp) -> Timestamp {
    let (pause, earliest) = match went {
        Went::Well => (EVERY, now),
        Went::Badly { trouble, failures, retry_at } => (back_off(trouble, failures), retry_at.unwrap_or(now)),
    };
    let pause = pause.max(wish);
    let next = (now + pause).max(earliest) + pause / JITTER_PART * i32::from(dice) / i32::from(u16::MAX);
    // A rest beyond that would count as none.
    next.min(now + LONGEST_REST)
}

fn back_off(trouble: Trouble, failures: u32) -> Duration {
    // Without a line nothing was sent: it burdens nobody, and the line may be back any moment.
    let longest = if trouble == Trouble::Offline { EVERY } else { LONGEST_BACK_OFF };
    let doubled = (1..failures).try_fold(AFTER_TROUBLE, |pause, _| (pause < longest).then(|| pause * 2));
    doubled.unwrap_or(longest).min(longest)
}

/// Whether to look now. What the person asks for never waits.
pub fn is_due(asked_for: bool, next: Timestamp, supply: Supply, now: Timestamp) -> bool {
    let dear = supply.metered == Some(true) || supply.on_battery == Some(true);
    let next = if dear { next + SPARE } else { next };
    asked_for || next <= now || next > now + LONGEST_REST
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn now() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    fn badly(failures: u32) -> Went {
        Went::Badly { trouble: Trouble::ServerError, failures, retry_at: None }
    }

    fn pause(went: Went, wish: i64, dice: u16) -> Duration {
        next_look(went, Duration::seconds(wish), dice, now()) - now()
    }

    const DEAR: [Supply; 3] = [
        Supply { metered: Some(true), on_battery: None },
        Supply { metered: None, on_battery: Some(true) },
        Supply { metered: Some(true), on_battery: Some(true) },
    ];

    #[test]
    fn the_table() {
        let minutes = Duration::minutes;
        assert_eq!(pause(Went::Well, 5, 0), minutes(15));
        assert_eq!(pause(Went::Well, 3_600, 0), minutes(60), "as seldom as the issuer wishes");
        assert_eq!(pause(Went::Well, 5, u16::MAX), minutes(18), "with all the jitter");
        for (failures, wanted) in [(1, 2), (2, 4), (3, 8), (4, 16), (6, 64), (7, 120), (8, 120), (u32::MAX, 120)] {
            assert_eq!(pause(badly(failures), 5, 0), minutes(wanted), "{failures} failures");
        }
        assert_eq!(pause(badly(1), 3_600, 0), minutes(60), "trouble is no reason to ask more often than it wishes");
        assert_eq!(pause(Went::Badly { trouble: Trouble::Offline, failures: 9, retry_at: None }, 5, 0), minutes(15));
        let told = Went::Badly { trouble: Trouble::TooMany, failures: 1, retry_at: Some(now() + minutes(300)) };
        assert_eq!(pause(told, 5, 0), minutes(300), "as late as the issuer said");
    }

    #[test]
    fn what_is_dear_is_spared_and_what_is_not_told_is_not() {
        let soon = now() - Duration::minutes(1);
        for supply in [Supply::default(), Supply { metered: Some(false), on_battery: Some(false) }] {
            assert!(is_due(false, soon, supply, now()), "{supply:?}");
        }
        for supply in DEAR {
            assert!(!is_due(false, soon, supply, now()), "{supply:?}");
            assert!(is_due(false, now() - SPARE, supply, now()), "{supply:?}: later, not never");
            assert!(is_due(true, now() + Duration::hours(1), supply, now()), "{supply:?}: the person always is answered");
        }
    }

    #[test]
    fn a_rest_that_a_wrong_clock_timed_is_over() {
        assert!(is_due(false, now() + Duration::days(400), Supply::default(), now()));
    }

    fn went() -> impl Strategy<Value = Went> {
        let trouble = prop_oneof![Just(Trouble::Offline), Just(Trouble::TimedOut), Just(Trouble::TooMany)];
        let badly = (trouble, 1_u32..40, proptest::option::of(-100_000_i64..100_000));
        let badly = badly.prop_map(|(trouble, failures, retry)| Went::Badly { trouble, failures, retry_at: retry.map(|s| now() + Duration::seconds(s)) });
        prop_oneof![Just(Went::Well), badly]
    }

    proptest! {
        #[test]
        fn an_issuer_is_never_asked_more_often_than_it_wishes(went in went(), wish in 5_i64..86_400, dice: u16) {
            prop_assert!(pause(went, wish, dice) >= Duration::seconds(wish));
        }

        #[test]
        fn jitter_only_lengthens_and_by_a_fifth_at_most(went in went(), wish in 5_i64..86_400, dice: u16) {
            let least = pause(went, wish, 0);
            let more = pause(went, wish, dice);
            prop_assert!(least <= more && more <= least + least / 5);
        }

        #[test]
        fn back_off_grows_and_is_capped(failures in 1_u32..1_000) {
            let (one, next) = (pause(badly(failures), 5, 0), pause(badly(failures + 1), 5, 0));
            prop_assert!(AFTER_TROUBLE <= one && one <= next && next <= LONGEST_BACK_OFF);
        }

        #[test]
        fn whatever_happened_it_is_asked_again_within_a_rest(went in went(), wish in 5_i64..86_400, dice: u16, which in 0_usize..3) {
            let next = next_look(went, Duration::seconds(wish), dice, now());
            prop_assert!(is_due(false, next, DEAR[which], now() + LONGEST_REST + SPARE));
        }

        #[test]
        fn what_was_timed_rests_until_then(went in went(), wish in 5_i64..86_400, dice: u16) {
            let next = next_look(went, Duration::seconds(wish), dice, now());
            prop_assert!(!is_due(false, next, Supply::default(), now()));
        }

        // Each is timed by what it did itself: one that sleeps takes nothing from the others.
        #[test]
        fn a_sleepy_issuer_does_not_hold_others_up(failures in 1_u32..40, wish in 5_i64..900, dice: u16) {
            let sleepy = next_look(badly(failures), Duration::seconds(86_400), dice, now());
            let other = next_look(Went::Well, Duration::seconds(wish), dice, now());
            let when = now() + EVERY + EVERY / JITTER_PART;
            prop_assert!(is_due(false, other, Supply::default(), when));
            prop_assert!(!is_due(false, sleepy, Supply::default(), when));
        }
    }
}
