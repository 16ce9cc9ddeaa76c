//! How long this app's own harmless tokens were seen to live at an issuer after their grant was ended there. Said by
//! ThisApp: a fact of one place and time, no promise of the issuer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Timestamp;
use super::issuer::LeftAliveKind;

/// Older than so many days, a measurement says little about today.
pub const OLD_DAYS: i64 = 90;
/// What a network and a slow server may take, in milliseconds: less is no contradiction.
const GRACE: u32 = 5_000;

/// One measurement. Times are milliseconds after the issuer accepted the ending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measurement {
    /// When the issuer accepted the ending.
    pub at: Timestamp,
    /// With which status.
    pub status: u16,
    /// The second client of this app, whose grant it was.
    pub client_id: String,
    /// What the grant allowed.
    pub scopes: Vec<String>,
    /// The resource that was asked with the access token.
    pub resource: Option<String>,
    /// How long the grant was listed.
    pub listed: Life,
    /// How long it could be renewed.
    pub renewed: Life,
    /// How long the resource took the access token.
    pub accepted: Life,
    /// Where the access token is signed (a JWT): how long it lives by its own `exp` (RFC 7519, 4.1.4). Whoever checks
    /// nothing but the signature takes it so long, whatever the resource above did.
    pub signed_for: Option<u32>,
    /// Whether the person did not want to wait any longer.
    pub stopped: bool,
}

/// How long one thing worked after the ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// It is over.
    Over {
        /// Seen at this time at the latest.
        by: u32,
        /// It was still seen to work at this time; 0 where no look after the ending saw it work.
        worked: u32,
    },
    /// It still worked when this app stopped looking.
    Alive {
        /// The time of the last look that saw it work.
        worked: u32,
    },
    /// It was not measured.
    Unmeasured(Unmeasured),
}

/// Why something was not measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unmeasured {
    /// The issuer gives none.
    None,
    /// It did not work before the ending either: that it does not afterwards shows nothing.
    NeverWorked,
    /// After the ending, nobody answered.
    NoAnswer,
}

/// What a measurement comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// All that was measured was over by then.
    Over {
        /// Milliseconds after the ending.
        by: u32,
    },
    /// What the issuer itself is asked was over by `by`; signed tokens live on for those who check nothing but the signature.
    Signed {
        /// Milliseconds after the ending.
        by: u32,
        /// Milliseconds after the ending, by their own `exp`.
        until: u32,
    },
    /// Something still worked when this app stopped looking.
    Alive {
        /// Milliseconds after the ending.
        worked: u32,
    },
    /// Nothing could be measured.
    Nothing,
}

/// What was seen and does not fit what the issuer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Contradiction {
    /// It accepted the ending, and goes on listing the grant.
    StillListed,
    /// It accepted the ending, and goes on giving new tokens.
    StillRenewed,
    /// The access token worked longer than is declared for this kind of issuer.
    LivedLonger,
    /// The signed access token was taken after its own `exp`.
    OutlivedItself,
}

impl Life {
    fn by(self) -> Option<u32> {
        if let Self::Over { by, .. } = self { Some(by) } else { None }
    }

    /// The last time at which it was seen to work.
    fn worked(self) -> Option<u32> {
        match self {
            Self::Over { worked, .. } | Self::Alive { worked } => Some(worked),
            Self::Unmeasured(_) => None,
        }
    }
}

impl Measurement {
    /// What it comes to: the weakest of all that was measured.
    pub fn figure(&self) -> Figure {
        let all = [self.listed, self.renewed, self.accepted];
        let alive = all.iter().filter(|life| matches!(life, Life::Alive { .. })).filter_map(|life| life.worked()).max();
        let by = all.iter().filter_map(|life| life.by()).max();
        match (alive, by, self.signed_for) {
            (Some(worked), _, _) => Figure::Alive { worked },
            (None, Some(by), Some(until)) if until > by => Figure::Signed { by, until },
            (None, Some(by), _) => Figure::Over { by },
            (None, None, _) => Figure::Nothing,
        }
    }

    /// What of it does not fit what the issuer says by accepting an ending, and what is declared for its kind.
    pub fn contradicts(&self, declared: LeftAliveKind) -> Vec<Contradiction> {
        let worked = self.accepted.worked().unwrap_or(0);
        let allowed = match declared {
            LeftAliveKind::Nothing => Some(0),
            LeftAliveKind::SignedAccessTokens { seconds } => seconds.map(|seconds| seconds.saturating_mul(1_000)),
            LeftAliveKind::NotTold => None,
        };
        let beyond = |limit: Option<u32>| limit.is_some_and(|limit| worked > limit.saturating_add(GRACE));
        [
            (Contradiction::StillListed, matches!(self.listed, Life::Alive { .. })),
            (Contradiction::StillRenewed, matches!(self.renewed, Life::Alive { .. })),
            (Contradiction::LivedLonger, beyond(allowed)),
            (Contradiction::OutlivedItself, beyond(self.signed_for)),
        ]
        .into_iter()
        .filter_map(|(one, seen)| seen.then_some(one))
        .collect()
    }

    /// How many whole days ago it was.
    pub fn days(&self, now: Timestamp) -> u32 {
        u32::try_from((now - self.at).num_days()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(listed: Life, renewed: Life, accepted: Life, signed_for: Option<u32>) -> Measurement {
        Measurement {
            at: "2026-11-21T09:00:00Z".parse().unwrap(),
            status: 204,
            client_id: "renkei-canary".into(),
            scopes: vec!["openid".into()],
            resource: None,
            listed,
            renewed,
            accepted,
            signed_for,
            stopped: false,
        }
    }

    const fn over(by: u32, worked: u32) -> Life {
        Life::Over { by, worked }
    }

    #[test]
    fn a_measurement_comes_to_the_weakest_of_what_was_seen() {
        let none = Life::Unmeasured(Unmeasured::None);
        assert_eq!(measured(over(200, 0), over(300, 0), over(800, 500), None).figure(), Figure::Over { by: 800 });
        // The issuer's own resource refused at once; another one may look at nothing but the signature.
        assert_eq!(measured(over(90, 0), over(80, 0), over(70, 0), Some(300_000)).figure(), Figure::Signed { by: 90, until: 300_000 });
        assert_eq!(measured(over(90, 0), Life::Alive { worked: 9_000 }, over(70, 0), None).figure(), Figure::Alive { worked: 9_000 });
        assert_eq!(measured(none, none, none, Some(300_000)).figure(), Figure::Nothing, "that a token is signed is no measurement");
    }

    #[test]
    fn only_what_was_seen_contradicts_what_is_said() {
        let quick = measured(over(200, 0), over(300, 0), over(800, 500), None);
        assert_eq!(quick.contradicts(LeftAliveKind::Nothing), []);
        let lies = measured(Life::Alive { worked: 9_000 }, Life::Alive { worked: 9_000 }, over(70, 0), None);
        assert_eq!(lies.contradicts(LeftAliveKind::NotTold), [Contradiction::StillListed, Contradiction::StillRenewed]);
        let signed = measured(over(90, 0), over(80, 0), over(61_000, 60_000), Some(60_500));
        assert_eq!(signed.contradicts(LeftAliveKind::SignedAccessTokens { seconds: None }), []);
        assert_eq!(signed.contradicts(LeftAliveKind::SignedAccessTokens { seconds: Some(60) }), []);
        assert_eq!(signed.contradicts(LeftAliveKind::SignedAccessTokens { seconds: Some(30) }), [Contradiction::LivedLonger]);
        assert_eq!(signed.contradicts(LeftAliveKind::Nothing), [Contradiction::LivedLonger]);
        let ghost = measured(over(90, 0), over(80, 0), Life::Alive { worked: 80_000 }, Some(60_000));
        assert_eq!(ghost.contradicts(LeftAliveKind::NotTold), [Contradiction::OutlivedItself]);
    }
}
