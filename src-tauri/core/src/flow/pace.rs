//! How fast the endings of a batch go out at one issuer: by its published caps, and by what its answers said of its limits.
//!
//! A wait that one grant was told holds for the whole issuer, so that its others do not each run into the limit.
//! Caps are about many at once: an ending that a person asks for by itself is never held back by them.

use chrono::Duration;

use crate::domain::Timestamp;
use crate::domain::batch::Caps;

/// Most that are under way at one issuer where it says nothing: one that reaches its limit is told so by as few.
pub const AT_ONCE: u32 = 3;
/// The time over which a cap by the hour counts.
pub const HOUR: Duration = Duration::hours(1);
/// Longest wait that any answer makes: nobody's word holds an ending back for longer.
pub const LONGEST_WAIT: Duration = Duration::days(1);

/// What is known of one issuer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pace {
    /// Its caps.
    pub caps: Caps,
    /// Until when it wants to be left alone.
    pub wait_until: Option<Timestamp>,
    /// When endings were sent to it in the last hour, the oldest first.
    pub sent: Vec<Timestamp>,
    /// How many are under way.
    pub under_way: u32,
}

/// Whether the next ending may go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Now.
    Now,
    /// When one that is under way was answered.
    AfterOne,
    /// The issuer wants to be left alone until then.
    Wait(Timestamp),
    /// Its cap by the hour is used up until then.
    Cap(Timestamp),
}

/// Whether the next ending of a batch may go out. A wait that lies beyond any wait of ours was timed by a clock that ran ahead.
pub fn next(pace: &Pace, now: Timestamp) -> Next {
    if let Some(until) = pace.wait_until.filter(|until| *until > now && *until <= now + LONGEST_WAIT) {
        return Next::Wait(until);
    }
    if let Some(most) = pace.caps.per_hour {
        let within: Vec<Timestamp> = pace.sent.iter().copied().filter(|at| *at > now - HOUR && *at <= now).collect();
        let most = usize::try_from(most.max(1)).unwrap_or(usize::MAX);
        // The one that has to grow old before there is room again.
        if let Some(oldest) = within.len().checked_sub(most).and_then(|at| within.get(at)) {
            return Next::Cap(*oldest + HOUR);
        }
    }
    let at_once = pace.caps.max_at_once.map_or(AT_ONCE, |most| most.clamp(1, AT_ONCE));
    if pace.under_way >= at_once { Next::AfterOne } else { Next::Now }
}

/// How many endings may be sent before the cap by the hour is used up: none while the issuer wants to be left alone.
pub fn room(pace: &Pace, now: Timestamp) -> usize {
    match (next(pace, now), pace.caps.per_hour) {
        (Next::Wait(_) | Next::Cap(_), _) => 0,
        (Next::Now | Next::AfterOne, None) => usize::MAX,
        (Next::Now | Next::AfterOne, Some(most)) => {
            let within = pace.sent.iter().filter(|at| **at > now - HOUR && **at <= now).count();
            usize::try_from(most.max(1)).unwrap_or(usize::MAX).saturating_sub(within)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-21T13:20:00Z".parse().unwrap()
    }

    fn at(minutes: i64) -> Timestamp {
        now() + Duration::minutes(minutes)
    }

    #[test]
    fn the_table() {
        let caps = |max_at_once, per_hour| Caps { max_at_once, per_hour };
        for (name, pace, wanted) in [
            ("nothing known", Pace::default(), Next::Now),
            ("as many as this app lets out", Pace { under_way: AT_ONCE, ..Pace::default() }, Next::AfterOne),
            ("one at a time", Pace { caps: caps(Some(1), None), under_way: 1, ..Pace::default() }, Next::AfterOne),
            ("a cap of none lets one through", Pace { caps: caps(Some(0), Some(0)), ..Pace::default() }, Next::Now),
            ("to be left alone", Pace { wait_until: Some(at(5)), ..Pace::default() }, Next::Wait(at(5))),
            ("it was, until now", Pace { wait_until: Some(at(0)), ..Pace::default() }, Next::Now),
            ("a clock that ran ahead", Pace { wait_until: Some(at(3_000)), ..Pace::default() }, Next::Now),
            ("room in the hour", Pace { caps: caps(None, Some(2)), sent: vec![at(-20)], ..Pace::default() }, Next::Now),
            ("no room", Pace { caps: caps(None, Some(2)), sent: vec![at(-20), at(-10)], ..Pace::default() }, Next::Cap(at(40))),
            ("more than the cap, by hand", Pace { caps: caps(None, Some(2)), sent: vec![at(-30), at(-20), at(-10)], ..Pace::default() }, Next::Cap(at(40))),
            ("an hour ago", Pace { caps: caps(None, Some(1)), sent: vec![at(-60)], ..Pace::default() }, Next::Now),
        ] {
            assert_eq!(next(&pace, now()), wanted, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_hour_ever_holds_more_than_the_cap(cap in 1..8_u32, steps in proptest::collection::vec(0..30_i64, 1..60)) {
            let mut pace = Pace { caps: Caps { max_at_once: None, per_hour: Some(cap) }, ..Pace::default() };
            let mut time = now();
            for minutes in steps {
                time += Duration::minutes(minutes);
                match next(&pace, time) {
                    Next::Now => pace.sent.push(time),
                    Next::Cap(until) => {
                        prop_assert!(until > time && until <= time + HOUR);
                        prop_assert_eq!(next(&pace, until), Next::Now, "what it promises holds");
                    }
                    other @ (Next::AfterOne | Next::Wait(_)) => prop_assert!(false, "{:?}", other),
                }
                let within = pace.sent.iter().filter(|at| **at > time - HOUR).count();
                prop_assert!(within <= cap as usize);
            }
        }
    }
}
