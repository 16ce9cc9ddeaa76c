//! An ending: what was asked, what was seen since, and how far it is proved. A narrowing is one that takes a part away.

use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::id::{AccountId, BatchId, Birth, EndingId, GrantId, RemoteKey};
use super::permission::Permission;
use super::stated::Told;
use super::text::Text;

/// One asked ending, with every step that it went through. The last step is its state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Its id.
    pub id: EndingId,
    /// The grant.
    pub grant: GrantId,
    /// Through which sign-in.
    pub account: AccountId,
    /// The issuer's name of the grant.
    pub key: RemoteKey,
    /// The giving that the person saw when they asked. A later one is never ended.
    pub birth: Birth,
    /// Live grants that the issuer announced to end together with it, as listed when it was asked.
    #[serde(default)]
    pub together: Vec<GrantId>,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// All steps, the first always [`State::Asked`].
    pub steps: Vec<Step>,
    /// How often the ending was sent.
    pub sent: u32,
    /// How often the issuer was asked whether it ended, since it accepted.
    pub looked: u32,
    /// How many tries in a row went unanswered.
    #[serde(default)]
    pub silent: u32,
    /// When to go on by itself; `None` where it rests.
    pub next_at: Option<Timestamp>,
    /// What may still work, once verified.
    pub left_alive: Option<LeftAlive>,
    /// The one act that asked for it together with others.
    #[serde(default)]
    pub batch: Option<BatchId>,
    /// When it ended, as the issuer dates it.
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
    /// What is looked at since it was proved, or disputed.
    #[serde(default)]
    pub watch: Option<Watch>,
    /// What is taken away, where the grant itself goes on: then this is a narrowing, and never called an ending.
    #[serde(default)]
    pub narrows: Option<Narrowing>,
    /// Whether it came here in a backup: what is listed now may have been given since.
    #[serde(default)]
    pub from_backup: bool,
}

/// What a narrowing asks for, in the words of that time: both together are what the grant was listed to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrowing {
    /// What the grant keeps; at least one.
    pub keep: Vec<Permission>,
    /// What is taken away; at least one.
    pub drop: Vec<Permission>,
}

/// Why a grant is not narrowed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotNarrower {
    /// Nothing would be taken away.
    #[error("everything would be kept")]
    KeepsAll,
    /// Nothing would be left: that is an ending.
    #[error("nothing would be kept")]
    KeepsNothing,
    /// Something is named that the grant does not hold.
    #[error("not held")]
    NotHeld,
    /// Something that this issuer does not take away by itself.
    #[error("not to be taken away by itself")]
    Fixed,
}

impl Narrowing {
    /// What is left of `held` once `drop` is taken away; `fixed` is what the issuer never takes away by itself.
    ///
    /// # Errors
    /// [`NotNarrower`]
    pub fn of(held: &[Permission], drop: &[String], fixed: &[String]) -> Result<Self, NotNarrower> {
        let is_held = |scope: &String| held.iter().any(|permission| permission.scope == *scope);
        let (gone, keep): (Vec<Permission>, Vec<Permission>) = held.iter().cloned().partition(|permission| drop.contains(&permission.scope));
        if drop.is_empty() {
            Err(NotNarrower::KeepsAll)
        } else if !drop.iter().all(is_held) {
            Err(NotNarrower::NotHeld)
        } else if keep.is_empty() {
            Err(NotNarrower::KeepsNothing)
        } else if drop.iter().any(|scope| fixed.contains(scope)) {
            Err(NotNarrower::Fixed)
        } else {
            Ok(Self { keep, drop: gone })
        }
    }

    /// The names of what is taken away.
    pub fn dropped(&self) -> Vec<String> {
        self.drop.iter().map(|permission| permission.scope.clone()).collect()
    }

    /// What of it is still among these names.
    pub fn still_in(&self, held: &[String]) -> Vec<String> {
        self.dropped().into_iter().filter(|scope| held.contains(scope)).collect()
    }
}

/// How long an ending is looked at after it was proved, in days.
pub const WATCH_DAYS: i64 = 30;

/// An eye on what was said to have ended (R13, R14). The lists that come in anyway show whether it is back; beyond
/// them the issuer is asked for accesses after the ending, or, of a disputed one, whether it has ended by now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Its end.
    pub until: Timestamp,
    /// How often it was looked at.
    pub looks: u32,
    /// When accesses were told last: what was used before that would have been seen.
    pub uses_told_at: Option<Timestamp>,
    /// An access after the ending, until it is known of which giving it is.
    pub suspect: Option<Timestamp>,
    /// When to look next; `None` where nothing is left to ask for.
    pub next_at: Option<Timestamp>,
}

/// One step: what state was reached, when, on what evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The state that it reached.
    pub state: State,
    /// When this app saw it.
    pub at: Timestamp,
    /// What it saw.
    pub evidence: Evidence,
}

/// Where an ending stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The intent is on disk; nothing was sent yet.
    Asked,
    /// The request left; no answer yet.
    Sent,
    /// The issuer said yes. That alone proves nothing.
    Accepted,
    /// This app looked again by another request and saw that it ended.
    Verified,
    /// No answer, or offline: goes on by itself. It has not ended.
    Waiting,
    /// A sign-in or a fresh one is needed. It has not ended.
    NeedsYou,
    /// The issuer said no.
    Refused,
    /// Given anew after it was asked; the new one is left alone.
    Superseded,
    /// The issuer said yes, and the same grant is still there.
    Disputed,
}

impl State {
    /// Whether nothing more happens by itself.
    pub fn is_settled(self) -> bool {
        match self {
            Self::Verified | Self::Refused | Self::Superseded | Self::Disputed => true,
            Self::Asked | Self::Sent | Self::Accepted | Self::Waiting | Self::NeedsYou => false,
        }
    }
}

/// By what means it was seen that the grant ended, the strongest first. Introspection (RFC 7662) is none of them: it
/// takes the token itself, which the connector alone holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// The issuer reports, asked again, that no token is alive.
    TokensReportedDead,
    /// Asked again, the issuer no longer lists the grant.
    GrantGone,
    /// Asked again, the issuer lists the grant without what was to be taken away. The grant itself goes on.
    PermissionsGone,
}

/// What may still work after a verified ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum LeftAlive {
    /// Nothing.
    None,
    /// Tokens that were already out, until this time.
    Until(Timestamp),
    /// The issuer does not tell.
    NotTold,
}

/// What was seen at a step. Ids and words of the parties only, never a response body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The person asked.
    PersonAsked,
    /// Read before sending: the same grant, alive.
    StillThere,
    /// The answer to the ending.
    Answer {
        /// HTTP status.
        status: u16,
    },
    /// Asked again: nothing under this name.
    NotListed,
    /// Asked again: listed as ended; whether tokens are reported too.
    ListedEnded {
        /// How many tokens the issuer still reports alive.
        tokens_alive: Told<u32>,
    },
    /// Asked again: the grant is gone, but the issuer still shows access in use.
    StillInUse,
    /// Asked again: another giving of the same grant.
    GivenAnew {
        /// The birth that was seen, where the issuer named it.
        birth: Option<Birth>,
    },
    /// No answer.
    NoAnswer {
        /// What happened on the way.
        why: Silence,
    },
    /// The issuer wants the person.
    SignInNeeded {
        /// A fresh sign-in within this many seconds (RFC 9470), where it said so.
        max_age: Option<u32>,
    },
    /// The issuer's reason for a refusal.
    Reason {
        /// HTTP status.
        status: u16,
        /// Its words.
        words: Option<Text>,
    },
    /// An access dated after the ending.
    UsedAfter {
        /// When.
        at: Timestamp,
    },
    /// Asked again: the grant is listed without what was to be taken away.
    NoLongerHeld,
    /// Asked again: the grant is listed with some of what was to be taken away.
    StillHeld {
        /// With what of it.
        scopes: Vec<String>,
    },
    /// The person asked to end the grant: that goes before narrowing it.
    EndingAsked,
}

/// Why there was no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// No connection.
    Offline,
    /// The connection stood, the answer did not come in time.
    TimedOut,
    /// The issuer's server failed.
    ServerError,
    /// The issuer asked to come back later.
    TooMany,
    /// What came is not an answer of this interface.
    Unreadable,
    /// The app was stopped between asking and answer.
    Interrupted,
}

impl Ending {
    /// A new ending, as the person asked for it.
    pub fn asked(id: EndingId, grant: GrantId, account: AccountId, key: RemoteKey, birth: Birth, now: Timestamp) -> Self {
        let steps = vec![Step { state: State::Asked, at: now, evidence: Evidence::PersonAsked }];
        let (sent, looked, silent) = (0, 0, 0);
        Self {
            id,
            grant,
            account,
            key,
            birth,
            together: Vec::new(),
            asked_at: now,
            steps,
            sent,
            looked,
            silent,
            next_at: Some(now),
            left_alive: None,
            ended_at: None,
            watch: None,
            batch: None,
            narrows: None,
            from_backup: false,
        }
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        self.steps.last().map_or(State::Asked, |step| step.state)
    }

    /// The grade of the proof, where it is verified.
    pub fn verified_by(&self) -> Option<Grade> {
        let step = self.steps.last().filter(|step| step.state == State::Verified)?;
        let dead = step.evidence == Evidence::ListedEnded { tokens_alive: Told::Told(0) };
        Some(match &self.narrows {
            Some(_) => Grade::PermissionsGone,
            None if dead => Grade::TokensReportedDead,
            None => Grade::GrantGone,
        })
    }

    /// Whether the issuer once said yes.
    pub fn was_accepted(&self) -> bool {
        self.steps.iter().any(|step| step.state == State::Accepted)
    }
}
