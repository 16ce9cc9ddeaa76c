//! What happens when a person's own end of a grant comes.
//!
//! Ending by itself needs two witnesses of the day: this device's clock, and the issuer's own (`Date`, RFC 9110, 6.6.1) in the
//! answer that listed the grant after the day was over. A device whose clock ran ahead by mistake finds the issuer's behind
//! and ends nothing; it asks the person only where the two disagree for longer than [`PATIENCE`]. And it needs to have seen the
//! very giving that the person saw, in a list from after the day. A machine that was off does all of that when it is next on.

use chrono::Duration;

use crate::domain::Timestamp;
use crate::domain::id::Birth;
use crate::domain::own_end::{OwnEnd, Then, WhyAsked};

/// How far the clocks of device and issuer may lie apart without anybody being bothered: the issuer's day is waited for.
pub const PATIENCE: Duration = Duration::hours(26);

/// How often an issuer whose clock is behind is looked at.
pub const LOOK_EVERY: Duration = Duration::minutes(10);

/// What is known when it is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// How the grant stands.
    pub stands: Stands,
    /// Its giving, as it is listed.
    pub birth: Birth,
    /// The time of the list, by this device.
    pub as_of: Timestamp,
    /// The time of the issuer's own clock in that list, where it told it.
    pub issuer_clock: Option<Timestamp>,
    /// Whether its account is signed in.
    pub signed_in: bool,
}

/// How a grant stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Listed as live.
    Listed,
    /// Another giving of it is listed as live.
    GivenAnew,
    /// An ending of it goes on.
    Ending,
    /// It is proved to have ended.
    Ended,
    /// No longer listed as live. One list may have missed it.
    Gone,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing now.
    Rest,
    /// Ask the issuer for its list first.
    Look,
    /// Ask for the ending of the giving that the person saw.
    End,
    /// Ask the person.
    Ask(WhyAsked),
    /// It is over already: forget it.
    Over,
}

/// What to do about an own end now.
pub fn next(own: &OwnEnd, known: &Known, now: Timestamp) -> Next {
    if now < own.at {
        return Next::Rest;
    }
    match known.stands {
        Stands::Ended => return Next::Over,
        // What comes of it may be that it has not ended; and what one list missed may be there again.
        Stands::Ending | Stands::Gone => return Next::Rest,
        Stands::Listed | Stands::GivenAnew => {}
    }
    // Asked in a time that is still to come, by a clock that ran ahead: that was not the day.
    if own.asked.is_some_and(|(at, _)| at <= now) {
        return Next::Rest;
    }
    if own.then == Then::Ask {
        return Next::Ask(WhyAsked::Wished);
    }
    if known.stands == Stands::GivenAnew || known.birth != own.birth {
        return Next::Ask(WhyAsked::GivenAnew);
    }
    if !own.birth.is_told() {
        return Next::Ask(WhyAsked::NoBirth);
    }
    if !known.signed_in {
        return Next::Ask(WhyAsked::SignIn);
    }
    if known.as_of < own.at {
        return Next::Look;
    }
    match known.issuer_clock {
        Some(clock) if clock >= own.at => Next::End,
        Some(clock) if clock >= own.at - PATIENCE && now < own.at + PATIENCE && now >= known.as_of + LOOK_EVERY => Next::Look,
        Some(clock) if clock >= own.at - PATIENCE && now < own.at + PATIENCE => Next::Rest,
        Some(_) | None => Next::Ask(WhyAsked::Clock),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::GrantId;

    fn end() -> Timestamp {
        "2027-03-15T15:00:00Z".parse().unwrap()
    }

    fn hours(hours: i64) -> Timestamp {
        end() + Duration::hours(hours)
    }

    fn own(then: Then) -> OwnEnd {
        let day = chrono::NaiveDate::from_ymd_opt(2027, 3, 15).unwrap();
        OwnEnd { grant: GrantId::new(end(), [1; 10]), birth: Birth("b".into()), day, at: end(), then, why: None, asked: None }
    }

    fn known() -> Known {
        Known { stands: Stands::Listed, birth: Birth("b".into()), as_of: hours(1), issuer_clock: Some(hours(1)), signed_in: true }
    }

    #[test]
    fn the_table() {
        let (ends, asks) = (own(Then::End), own(Then::Ask));
        let asked = OwnEnd { asked: Some((hours(1), WhyAsked::SignIn)), ..own(Then::End) };
        let asked_ahead = OwnEnd { asked: Some((hours(4_800), WhyAsked::Clock)), ..own(Then::End) };
        let without_birth = OwnEnd { birth: Birth::not_told(), ..own(Then::End) };
        for (name, own, known, now, wanted) in [
            ("before the day is over", &ends, known(), hours(-1), Next::Rest),
            ("when it is over", &ends, known(), hours(1), Next::End),
            ("weeks later, the machine was off", &ends, Known { as_of: hours(700), issuer_clock: Some(hours(700)), ..known() }, hours(700), Next::End),
            ("asked for to be asked", &asks, known(), hours(1), Next::Ask(WhyAsked::Wished)),
            ("asked already", &asked, known(), hours(2), Next::Rest),
            ("the list is from before", &ends, Known { as_of: hours(-2), ..known() }, hours(1), Next::Look),
            ("the issuer's clock is a little behind", &ends, Known { issuer_clock: Some(hours(-1)), ..known() }, hours(1), Next::Rest),
            ("still, a while later", &ends, Known { issuer_clock: Some(hours(-1)), ..known() }, hours(2), Next::Look),
            ("this device's clock is weeks ahead", &ends, Known { issuer_clock: Some(hours(-400)), ..known() }, hours(1), Next::Ask(WhyAsked::Clock)),
            ("the issuer tells no time", &ends, Known { issuer_clock: None, ..known() }, hours(1), Next::Ask(WhyAsked::Clock)),
            ("behind for days", &ends, Known { issuer_clock: Some(hours(-1)), ..known() }, hours(30), Next::Ask(WhyAsked::Clock)),
            ("given anew", &ends, Known { birth: Birth("c".into()), ..known() }, hours(1), Next::Ask(WhyAsked::GivenAnew)),
            ("gone, and given anew", &ends, Known { stands: Stands::GivenAnew, ..known() }, hours(1), Next::Ask(WhyAsked::GivenAnew)),
            ("nothing tells the giving", &without_birth, Known { birth: Birth::not_told(), ..known() }, hours(1), Next::Ask(WhyAsked::NoBirth)),
            ("signed out", &ends, Known { signed_in: false, ..known() }, hours(1), Next::Ask(WhyAsked::SignIn)),
            ("not in one list", &ends, Known { stands: Stands::Gone, ..known() }, hours(1), Next::Rest),
            ("being ended by hand", &ends, Known { stands: Stands::Ending, ..known() }, hours(1), Next::Rest),
            ("ended by hand", &ends, Known { stands: Stands::Ended, ..known() }, hours(1), Next::Over),
            ("asked while the clock was months ahead", &asked_ahead, known(), hours(1), Next::End),
            ("which has come since", &asked_ahead, Known { as_of: hours(5_000), ..known() }, hours(5_000), Next::Rest),
        ] {
            assert_eq!(next(own, &known, now), wanted, "{name}");
        }
    }

    #[test]
    fn no_single_clock_ends_anything() {
        for (now, clock) in [(hours(-1), hours(5_000)), (hours(5_000), hours(-1))] {
            let known = Known { as_of: now, issuer_clock: Some(clock), ..known() };
            assert_ne!(next(&own(Then::End), &known, now), Next::End);
        }
    }
}
