//! The life of one ending (design: Asked → Sent → Accepted → Verified, and the ways off that path).
//!
//! ```text
//! Asked ─read─▶ Sent ─send─▶ Accepted ─read─▶ Verified
//!   │             │              ├─ the same birth is still there, looked at LOOKS times ─▶ Disputed
//!   │             │              └─ another birth ─▶ Superseded
//!   ├─ another birth ─▶ Superseded        no answer ─▶ Waiting ─(back-off)─▶ read again
//!   ├─ gone ─▶ Verified                   sign-in needed ─▶ NeedsYou ─(signed in)─▶ read again
//!   └─ refused ─▶ Refused
//!
//! What is settled is kept an eye on (`after`): Verified ─back, or used since─▶ Disputed ─gone after all─▶ Verified
//! ```
//!
//! The grant is read before each sending, so that one given later is never ended. `Verified` comes from a
//! read alone, never from the answer to the ending. A narrowing takes the same path: what a look means for it stands in `narrow`.

use chrono::Duration;

use crate::domain::Timestamp;
use crate::domain::ending::{Ending, Evidence, LeftAlive, Silence, State, Step};
use crate::domain::id::Birth;
use crate::domain::stated::Told;
use crate::domain::text::Text;
use crate::flow::pace::LONGEST_WAIT;

/// How often an accepted ending is looked for before it counts as disputed.
pub const LOOKS: u32 = 4;
/// Longest rest between two tries.
pub const LONGEST_REST: Duration = Duration::hours(6);

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The issuer was asked what stands under the grant's name.
    Seen(Seen),
    /// The issuer answered the ending with success.
    Accepted {
        /// HTTP status.
        status: u16,
    },
    /// The issuer answered the ending: nothing under this name. To be looked at, not believed.
    NothingThere {
        /// HTTP status.
        status: u16,
    },
    /// The issuer answered the ending: given anew since.
    GivenAnew,
    /// The issuer said no.
    Refused {
        /// HTTP status.
        status: u16,
        /// Its words.
        words: Option<Text>,
    },
    /// No answer, or none that counts.
    Silent {
        /// Why.
        why: Silence,
        /// When the issuer wants to be asked again.
        retry_at: Option<Timestamp>,
    },
    /// The person is needed.
    SignInNeeded {
        /// A fresh sign-in within so many seconds, where asked for.
        max_age: Option<u32>,
    },
    /// The person signed in.
    SignedIn,
    /// The person wants it now.
    Hurried,
    /// A later list shows the grant alive under the same birth, which was said to be over.
    BackAgain,
    /// The issuer was asked, after the ending, when the grant was used last.
    Used(Told<Option<Timestamp>>),
    /// The person asked to end the grant that was to be narrowed.
    EndingAsked,
}

/// What a look showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Alive.
    Alive {
        /// Which giving.
        birth: Birth,
        /// What it may do, by every name that the issuer lists; not told where not all of them could be read.
        holds: Told<Vec<String>>,
    },
    /// Listed as ended.
    Ended {
        /// Which giving; not told where the issuer has no name for it.
        birth: Birth,
        /// How many tokens the issuer still reports alive.
        tokens_alive: Told<u32>,
        /// Since when, as the issuer dates it.
        since: Told<Timestamp>,
    },
    /// Not listed.
    Gone,
    /// Not listed, but the issuer shows that somebody still has access.
    GoneButInUse,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Read the grant, by every means that there is.
    Read,
    /// Send the ending. The step [`State::Sent`] is on disk before.
    Send,
    /// Ask when it was used.
    Uses,
}

/// Takes an ending one step on.
///
/// `left_alive` is what the adapter declares to stay alive after an ending verified now; `jitter` (0 to 1,000)
/// spreads the tries of many devices.
pub fn on(mut ending: Ending, event: Event, now: Timestamp, left_alive: LeftAlive, jitter: u16) -> (Ending, Option<Effect>) {
    let event = match narrow::means(&ending, another_giving(&ending, event)) {
        narrow::Means::Over(evidence) => return (narrow::over(ending, evidence, now, jitter), None),
        narrow::Means::As(event) => event,
    };
    if ending.state().is_settled() {
        return after::on(ending, &event, now, left_alive, jitter);
    }
    let accepted = ending.was_accepted();
    if matches!(event, Event::Seen(_)) {
        ending.silent = 0;
    }
    match event {
        // Part of it is gone, and what is left has no birth of its own: the issuer is not done.
        Event::Seen(Seen::Alive { birth, .. }) if !birth.is_told() && ending.birth.is_told() && ending.sent > 0 => {
            look_again(&mut ending, now, Evidence::StillInUse, u32::MAX);
        }
        Event::Seen(Seen::Alive { birth, .. }) if birth.is_told() && birth != ending.birth => {
            settle(&mut ending, State::Superseded, now, Evidence::GivenAnew { birth: Some(birth) });
        }
        Event::Seen(Seen::Alive { .. } | Seen::GoneButInUse) if !accepted && ending.sent == 0 && ending.from_backup && !ending.birth.is_told() => {
            // Asked before the backup was made, and what is listed may have been given after it: as below.
            step(&mut ending, State::NeedsYou, now, Evidence::StillThere);
            ending.next_at = None;
        }
        Event::Seen(Seen::Alive { .. }) if !accepted && ending.sent > 0 && !ending.birth.is_told() => {
            // Sent before, with no answer: this may be a later giving, and nothing tells. Only the person can.
            step(&mut ending, State::NeedsYou, now, Evidence::StillThere);
            ending.next_at = None;
        }
        Event::Seen(Seen::Alive { .. }) if !accepted => {
            step(&mut ending, State::Sent, now, Evidence::StillThere);
            ending.sent += 1;
            ending.next_at = None;
            return (ending, Some(Effect::Send));
        }
        Event::Seen(Seen::Alive { holds, .. }) => {
            let evidence = narrow::still_there(&ending, &holds);
            look_again(&mut ending, now, evidence, LOOKS);
        }
        Event::Seen(Seen::Ended { tokens_alive: Told::Told(count), .. }) if count > 0 => {
            look_again(&mut ending, now, Evidence::ListedEnded { tokens_alive: Told::Told(count) }, u32::MAX);
        }
        Event::Seen(Seen::Ended { tokens_alive, since, .. }) => verified(&mut ending, Some((tokens_alive, since)), now, left_alive),
        Event::Seen(Seen::Gone) => verified(&mut ending, None, now, left_alive),
        Event::Seen(Seen::GoneButInUse) if !accepted && ending.sent == 0 => {
            step(&mut ending, State::Sent, now, Evidence::StillInUse);
            ending.sent += 1;
            ending.next_at = None;
            return (ending, Some(Effect::Send));
        }
        Event::Seen(Seen::GoneButInUse) => look_again(&mut ending, now, Evidence::StillInUse, u32::MAX),
        Event::Accepted { status } => {
            step(&mut ending, State::Accepted, now, Evidence::Answer { status });
            ending.next_at = None;
            ending.silent = 0;
            return (ending, Some(Effect::Read));
        }
        Event::NothingThere { status } => {
            step(&mut ending, State::Waiting, now, Evidence::Answer { status });
            ending.next_at = Some(now + rest(ending.sent, jitter));
        }
        Event::GivenAnew => settle(&mut ending, State::Superseded, now, Evidence::GivenAnew { birth: None }),
        Event::Refused { status, words } => settle(&mut ending, State::Refused, now, Evidence::Reason { status, words }),
        Event::Silent { why, retry_at } => {
            // Accepted stays accepted: a look that failed takes nothing back.
            let state = if accepted { State::Accepted } else { State::Waiting };
            ending.silent += 1;
            // A wait that lies beyond any wait of ours was timed by a clock that was set back since.
            let wished = retry_at.filter(|at| *at <= now + LONGEST_WAIT).unwrap_or(now);
            ending.next_at = Some(wished.max(now + rest(ending.silent, jitter)));
            step(&mut ending, state, now, Evidence::NoAnswer { why });
        }
        Event::SignInNeeded { max_age } => {
            step(&mut ending, State::NeedsYou, now, Evidence::SignInNeeded { max_age });
            ending.next_at = None;
        }
        Event::SignedIn => ending.next_at = Some(at_once(&ending, now)),
        Event::Hurried => {
            let unsure = ending.steps.last().is_some_and(|step| step.state == State::NeedsYou && step.evidence == Evidence::StillThere);
            if unsure {
                // Asked whether this is a later giving, the person means what is listed now.
                (ending.sent, ending.from_backup) = (0, false);
            }
            ending.next_at = Some(at_once(&ending, now));
        }
        Event::EndingAsked => settle(&mut ending, State::Superseded, now, Evidence::EndingAsked),
        Event::BackAgain | Event::Used(_) => {}
    }
    (ending, None)
}

/// That a later giving under the same name has ended says nothing of the one that is meant, but that there was a later one.
fn another_giving(ending: &Ending, event: Event) -> Event {
    if let Event::Seen(Seen::Ended { birth, .. }) = &event
        && birth.is_told()
        && ending.birth.is_told()
        && *birth != ending.birth
    {
        return Event::Seen(Seen::Alive { birth: birth.clone(), holds: Told::NotTold });
    }
    event
}

/// Seen to have ended: by the list's own word with what it tells of tokens, or by no longer being listed.
fn verified(ending: &mut Ending, listed: Option<(Told<u32>, Told<Timestamp>)>, now: Timestamp, left_alive: LeftAlive) {
    let (tokens_alive, since) = listed.unwrap_or((Told::NotTold, Told::NotTold));
    ending.left_alive = Some(if tokens_alive == Told::Told(0) { LeftAlive::None } else { left_alive });
    ending.ended_at = since.told().copied();
    let evidence = match &ending.narrows {
        Some(_) => Evidence::NoLongerHeld,
        None if listed.is_some() => Evidence::ListedEnded { tokens_alive },
        None => Evidence::NotListed,
    };
    settle(ending, State::Verified, now, evidence);
}

/// An ending that is not seen yet: an issuer may need a moment. Beyond `looks` it is disputed.
fn look_again(ending: &mut Ending, now: Timestamp, evidence: Evidence, looks: u32) {
    ending.looked += 1;
    if ending.looked >= looks {
        settle(ending, State::Disputed, now, evidence);
        return;
    }
    ending.next_at = Some(now + rest(ending.looked.saturating_sub(1), 0));
    // One step for many equal looks: the time of the last one is what counts.
    let state = if ending.was_accepted() { State::Accepted } else { State::Waiting };
    match ending.steps.last_mut() {
        Some(last) if last.state == state && last.evidence == evidence => last.at = now,
        _ => step(ending, state, now, evidence),
    }
}

fn settle(ending: &mut Ending, state: State, now: Timestamp, evidence: Evidence) {
    step(ending, state, now, evidence);
    ending.next_at = None;
    after::begin(ending, now);
}

fn step(ending: &mut Ending, state: State, now: Timestamp, evidence: Evidence) {
    ending.steps.push(Step { state, at: now, evidence });
}

/// Due without a step, and so by every clock: one that runs ahead now may be set back before it is looked for what is due.
fn at_once(ending: &Ending, now: Timestamp) -> Timestamp {
    ending.steps.last().map_or(now, |step| step.at.min(now))
}

/// 0.5 s, doubled with each try up to [`LONGEST_REST`], plus up to a quarter of jitter.
fn rest(tries: u32, jitter: u16) -> Duration {
    let base = Duration::milliseconds(500 * 2_i64.pow(tries.min(16))).min(LONGEST_REST);
    base + (base / 4 / 1_000) * i32::from(jitter.min(1_000))
}

pub mod after;
pub mod narrow;
#[cfg(test)]
mod tests;
