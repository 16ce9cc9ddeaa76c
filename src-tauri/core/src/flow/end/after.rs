//! What is looked at once an ending is settled: a proof may be refuted later, a dispute may clear up.

use chrono::Duration;

use super::{Effect, Event, Seen, narrow, settle, step, verified};
use crate::domain::Timestamp;
use crate::domain::ending::{Ending, Evidence, LeftAlive, State, WATCH_DAYS, Watch};
use crate::domain::stated::Told;

/// How far apart two clocks may be where an access is held against a time that this device noted.
const CLOCKS_APART: Duration = Duration::minutes(5);
/// How far ahead of this device's clock an issuer may date an ending that was seen: a slow clock here is likelier than a lie there.
const DATED_AHEAD: Duration = Duration::hours(1);
/// What may still be on its way where both times are the issuer's own.
const ON_ITS_WAY: Duration = Duration::seconds(5);

/// How long it may turn out that a giving was not superseded after all.
const DOUBT: Duration = Duration::minutes(10);

/// Begins to watch where there is something to see: a proof may be refuted, an issuer may end a disputed one late.
pub(super) fn begin(ending: &mut Ending, now: Timestamp) {
    match ending.state() {
        State::Verified | State::Disputed => {
            let until = ending.watch.as_ref().map_or(now + Duration::days(WATCH_DAYS), |watch| watch.until);
            let uses_told_at = ending.watch.as_ref().and_then(|watch| watch.uses_told_at);
            ending.watch = Some(Watch { until, looks: 0, uses_told_at, suspect: None, next_at: Some(now + rest(ending, 0)) });
        }
        // That was the person's own act: nothing is left to doubt.
        State::Superseded if ending.steps.last().is_some_and(|step| step.evidence == Evidence::EndingAsked) => ending.watch = None,
        // A server that lags behind may have shown an older giving.
        State::Superseded => {
            ending.watch = Some(Watch { until: now + DOUBT, looks: 0, uses_told_at: None, suspect: None, next_at: Some(now + rest(ending, 0)) });
        }
        State::Refused => ending.watch = None,
        State::Asked | State::Sent | State::Accepted | State::Waiting | State::NeedsYou => {}
    }
}

/// What a look at a settled ending asks for.
pub fn look(ending: &Ending) -> Effect {
    if ending.state() == State::Verified && ending.narrows.is_none() { Effect::Uses } else { Effect::Read }
}

/// Takes what was seen of a settled ending.
pub(super) fn on(mut ending: Ending, event: &Event, now: Timestamp, left_alive: LeftAlive, jitter: u16) -> (Ending, Option<Effect>) {
    match (ending.state(), event) {
        (State::Verified, Event::BackAgain) => settle(&mut ending, State::Disputed, now, Evidence::StillThere),
        (State::Verified, Event::Used(Told::Told(used))) => {
            let over = over_since(&ending);
            let suspect = used.filter(|at| *at > over);
            if let Some(watch) = &mut ending.watch {
                (watch.uses_told_at, watch.suspect) = (Some(now), suspect);
            }
            if suspect.is_some() {
                // Of this giving, or of a later one under the same name?
                return (ending, Some(Effect::Read));
            }
            go_on(&mut ending, now, jitter);
        }
        // This issuer tells nothing of what has ended: the lists are all that there is.
        (State::Verified, Event::Used(Told::NotTold)) => rest_for_good(&mut ending),
        (State::Verified, Event::Seen(seen)) => match (seen, ending.watch.as_ref().and_then(|watch| watch.suspect)) {
            (Seen::Alive { birth, holds }, _) if birth.is_told() && *birth == ending.birth => {
                let evidence = narrow::still_there(&ending, holds);
                settle(&mut ending, State::Disputed, now, evidence);
            }
            // Given anew, or nothing tells whether it was: the person is asked about that one by itself.
            (Seen::Alive { .. }, _) => rest_for_good(&mut ending),
            (Seen::Ended { .. } | Seen::Gone | Seen::GoneButInUse, Some(at)) => {
                settle(&mut ending, State::Disputed, now, Evidence::UsedAfter { at });
                // What was used once was used: no later look takes that back.
                rest_for_good(&mut ending);
            }
            (Seen::Ended { .. } | Seen::Gone | Seen::GoneButInUse, None) => go_on(&mut ending, now, jitter),
        },
        (State::Disputed, Event::Seen(seen)) if !was_used_after(&ending) => match seen {
            Seen::Gone => verified(&mut ending, None, now, left_alive),
            Seen::Ended { tokens_alive: Told::Told(1..), .. } => go_on(&mut ending, now, jitter),
            Seen::Ended { tokens_alive, since, .. } => verified(&mut ending, Some((*tokens_alive, *since)), now, left_alive),
            Seen::Alive { birth, .. } if birth.is_told() && *birth != ending.birth => {
                settle(&mut ending, State::Superseded, now, Evidence::GivenAnew { birth: Some(birth.clone()) });
            }
            Seen::Alive { .. } | Seen::GoneButInUse => go_on(&mut ending, now, jitter),
        },
        // It lives, and was asked to end: that goes on. One that is narrowed by now says so at its next look.
        (State::Superseded, Event::Seen(Seen::Alive { .. } | Seen::Gone)) if is_the_same(&ending, event) => {
            step(&mut ending, State::Waiting, now, Evidence::StillThere);
            (ending.next_at, ending.watch) = (Some(now), None);
        }
        // It would go on with what the person does not want any more.
        (State::Superseded, Event::EndingAsked) => ending.watch = None,
        // What was said to be over is listed: a list may lag behind as well, so it is looked at before anything is said.
        (State::Superseded, Event::BackAgain) if ending.watch.as_ref().is_some_and(|watch| watch.next_at.is_none()) => begin(&mut ending, now),
        // Signed in again, or wanted now.
        (_, Event::SignedIn | Event::Hurried) => {
            if let Some(watch) = ending.watch.as_mut().filter(|watch| watch.next_at.is_some()) {
                watch.next_at = Some(now);
            }
        }
        (State::Superseded, Event::Seen(_)) | (_, Event::Silent { .. } | Event::SignInNeeded { .. } | Event::Refused { .. }) => go_on(&mut ending, now, jitter),
        _ => {}
    }
    (ending, None)
}

/// Whether the giving that was asked about is seen alive. What the person gave up themselves is not watched.
fn is_the_same(ending: &Ending, event: &Event) -> bool {
    // Of a narrowing, what is to go is gone, and the grant is there.
    let narrowed = ending.narrows.is_some() && *event == Event::Seen(Seen::Gone);
    ending.watch.is_some() && (narrowed || matches!(event, Event::Seen(Seen::Alive { birth, .. }) if *birth == ending.birth))
}

pub(super) fn rest_for_good(ending: &mut Ending) {
    if let Some(watch) = &mut ending.watch {
        watch.next_at = None;
    }
}

/// From when on an access is one that should not be: what was announced to live on for a while may be used for that while.
fn over_since(ending: &Ending) -> Timestamp {
    let seen_at = ending.steps.iter().rev().find(|step| step.state == State::Verified).map_or(ending.asked_at, |step| step.at);
    // Both times are the issuer's own, whatever this device's clock says; one that dates the ending far ahead is not believed.
    let by_issuer = ending.ended_at.filter(|at| *at <= seen_at + DATED_AHEAD).map(|at| at + ON_ITS_WAY);
    let over = by_issuer.unwrap_or(seen_at + CLOCKS_APART);
    match ending.left_alive {
        Some(LeftAlive::Until(at)) => over.max(at),
        Some(LeftAlive::None | LeftAlive::NotTold) | None => over,
    }
}

fn was_used_after(ending: &Ending) -> bool {
    matches!(ending.steps.last().map(|step| &step.evidence), Some(Evidence::UsedAfter { .. }))
}

fn go_on(ending: &mut Ending, now: Timestamp, jitter: u16) {
    let Some(mut watch) = ending.watch.take() else { return };
    watch.looks += 1;
    let pause = rest(ending, watch.looks);
    let next = now + pause + (pause / 4 / 1_000) * i32::from(jitter.min(1_000));
    // The last look is the one that falls after its end.
    watch.next_at = (now < watch.until).then_some(next);
    ending.watch = Some(watch);
}

/// A dispute may clear up within moments, a doubt too; what was proved is looked at ever more seldom, then daily.
fn rest(ending: &Ending, looks: u32) -> Duration {
    let minutes = Duration::minutes;
    let rests = [Duration::seconds(10), minutes(1), minutes(10), minutes(60), minutes(360)];
    let begun = if ending.state() == State::Verified { 2 } else { 0 };
    rests.get(usize::try_from(looks).unwrap_or(usize::MAX).saturating_add(begun)).copied().unwrap_or(Duration::days(1))
}
