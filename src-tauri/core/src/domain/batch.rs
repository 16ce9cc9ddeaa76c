//! One act that ends many grants. Each of them is an ordinary ending; the batch ties them together, and can hold back
//! those that were not sent yet.

use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::ending::{Ending, Evidence, Silence, State};
use super::id::{AccountId, BatchId, GrantId, IssuerId};

/// From how many grants on the number is typed before the last act (R17).
const TYPED_FROM: usize = 10;

/// What a person chose to end at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// All live grants of the connector of this one, at every issuer.
    Connector {
        /// Any grant of it.
        grant: GrantId,
    },
    /// All live grants that a notice concerns, also at issuers that have not told it (R24).
    Notice {
        /// Whose feed.
        issuer: IssuerId,
        /// The feed's id of it.
        notice: String,
    },
    /// These.
    Chosen {
        /// Which.
        grants: Vec<GrantId>,
    },
    /// Every live grant at every issuer: a lost phone.
    Everything,
}

/// A batch as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// What was chosen.
    pub choice: Choice,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When the person stopped it; `None` while it goes on.
    pub stopped_at: Option<Timestamp>,
    /// Whether this device signs itself out, at each issuer once nothing of the batch is open there.
    pub sign_out: bool,
    /// Where it still has to: of the sign-ins that stood when it was asked.
    pub sign_out_of: Vec<AccountId>,
    /// Grants whose ending was withdrawn before anything was taken: they were simply not ended.
    pub withdrawn: Vec<GrantId>,
}

/// What happened to a batch, for the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum BatchAct {
    /// It was asked.
    Asked,
    /// Stopped: what was not sent waits for the person.
    Stopped,
    /// It goes on.
    Resumed,
    /// What was not sent, or not taken, was given up.
    Withdrawn,
}

/// Most endings that an issuer takes from one person, as it publishes them (`endings` of `/.well-known/renkei-issuer`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Caps {
    /// How many may be under way at one time: sent, and not answered yet.
    #[serde(default)]
    pub max_at_once: Option<u32>,
    /// How many may be sent within any hour.
    #[serde(default)]
    pub per_hour: Option<u32>,
}

/// How heavy the last act is (R17): no heavier than needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// A button with the number on it.
    Button,
    /// The number is typed.
    Typed,
}

impl Weight {
    /// Of so many grants.
    pub fn of(choice: &Choice, grants: usize) -> Self {
        if grants >= TYPED_FROM || *choice == Choice::Everything { Self::Typed } else { Self::Button }
    }
}

/// Whether an ending is out of this app's hands: a sending left, and no answer says that the issuer did not take it.
/// Only one that is not can be held back or withdrawn.
pub fn is_out(ending: &Ending) -> bool {
    let answers = ending.steps.iter().skip(1).map(Some).chain([None]);
    ending.steps.iter().zip(answers).any(|(step, answer)| {
        // Said before anything is done: the limit of requests (RFC 6585, 4), and the wish for a fresh sign-in (RFC 9470, 3).
        let not_taken = answer.is_some_and(|answer| matches!(answer.evidence, Evidence::NoAnswer { why: Silence::TooMany } | Evidence::SignInNeeded { .. }));
        step.state == State::Sent && !not_taken
    })
}

/// How one grant of a batch came out so far; in a person's words, one of four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Settled, and it has not ended.
    NotEnded,
    /// It waits for the person.
    NeedsYou,
    /// It goes on by itself. It has not ended.
    GoesOn,
    /// Held back by the person. It has not ended.
    Held,
    /// Given up by the person before anything was taken.
    Withdrawn,
    /// Seen to have ended.
    Verified,
}

/// How an ending came out so far. `held` where its batch is stopped, `sign_in` where its sign-in has to be renewed first.
pub fn outcome(state: State, held: bool, sign_in: bool) -> Outcome {
    match state {
        State::Verified => Outcome::Verified,
        State::Refused | State::Superseded | State::Disputed => Outcome::NotEnded,
        State::NeedsYou => Outcome::NeedsYou,
        State::Asked | State::Sent | State::Accepted | State::Waiting if held => Outcome::Held,
        State::Asked | State::Sent | State::Accepted | State::Waiting if sign_in => Outcome::NeedsYou,
        State::Asked | State::Sent | State::Accepted | State::Waiting => Outcome::GoesOn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ending::Step;
    use crate::domain::id::{Birth, EndingId, RemoteKey};

    #[test]
    fn only_what_certainly_was_not_taken_can_be_held_back() {
        let now: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let id = GrantId::new(now, [1; 10]);
        let asked = Ending::asked(EndingId(id.0), id, AccountId(id.0), RemoteKey("k".into()), Birth("b".into()), now);
        let answer = |why| Evidence::NoAnswer { why };
        let (sent, waiting) = (State::Sent, State::Waiting);
        for (steps, out) in [
            (vec![], false),
            (vec![(waiting, answer(Silence::Offline))], false),
            (vec![(sent, Evidence::StillThere)], true),
            (vec![(sent, Evidence::StillThere), (waiting, answer(Silence::TooMany))], false),
            (vec![(sent, Evidence::StillThere), (State::NeedsYou, Evidence::SignInNeeded { max_age: Some(60) })], false),
            (vec![(sent, Evidence::StillThere), (waiting, answer(Silence::TimedOut))], true),
            (vec![(sent, Evidence::StillThere), (waiting, answer(Silence::TooMany)), (sent, Evidence::StillThere)], true),
            (vec![(sent, Evidence::StillThere), (State::Accepted, Evidence::Answer { status: 204 })], true),
        ] {
            let mut ending = asked.clone();
            ending.steps.extend(steps.iter().cloned().map(|(state, evidence)| Step { state, at: now, evidence }));
            assert_eq!(is_out(&ending), out, "{steps:?}");
        }
    }

    #[test]
    fn few_are_one_press_and_many_are_typed() {
        let chosen = Choice::Chosen { grants: Vec::new() };
        assert_eq!(Weight::of(&chosen, 9), Weight::Button);
        assert_eq!(Weight::of(&chosen, 10), Weight::Typed);
        assert_eq!(Weight::of(&Choice::Everything, 1), Weight::Typed);
    }
}
