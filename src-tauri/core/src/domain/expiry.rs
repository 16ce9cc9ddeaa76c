//! Until when (R16 ④). Only [`Refreshable`] answers it: today's token may be renewed.

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// The end of today's access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum AccessUntil {
    /// At this time.
    At(Timestamp),
    /// It has no end of its own.
    Never,
    /// The issuer does not tell.
    NotTold,
}

/// The furthest date that refreshing reaches (guideline note 26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Refreshable {
    /// Until this time.
    Until(Timestamp),
    /// Until somebody ends the grant.
    UntilEnded,
    /// The issuer does not tell.
    NotTold,
}

/// Both halves of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expiry {
    /// Today's tokens.
    pub access_until: AccessUntil,
    /// As far as refreshing reaches.
    pub refreshable: Refreshable,
}

/// The answer to "until when", where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// A last moment.
    Until(Timestamp),
    /// No end but the holder's act.
    UntilEnded,
    /// Not told.
    NotTold,
}

impl Expiry {
    /// The furthest that this grant reaches. An end of today's tokens is no answer while it is not told whether they can be renewed.
    pub fn reach(&self) -> Reach {
        match (self.refreshable, self.access_until) {
            (Refreshable::UntilEnded, _) | (Refreshable::NotTold | Refreshable::Until(_), AccessUntil::Never) => Reach::UntilEnded,
            (Refreshable::Until(until), AccessUntil::At(at)) => Reach::Until(until.max(at)),
            (Refreshable::Until(until), AccessUntil::NotTold) => Reach::Until(until),
            (Refreshable::NotTold, AccessUntil::At(_) | AccessUntil::NotTold) => Reach::NotTold,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;

    #[test]
    fn an_access_tokens_end_is_never_the_answer_to_until_when() {
        let at = chrono::Utc.with_ymd_and_hms(2026, 11, 21, 0, 0, 0).unwrap();
        let far = chrono::Utc.with_ymd_and_hms(2027, 11, 21, 0, 0, 0).unwrap();
        let expiry = Expiry { access_until: AccessUntil::At(at), refreshable: Refreshable::NotTold };
        assert_eq!(expiry.reach(), Reach::NotTold);
        let expiry = Expiry { access_until: AccessUntil::At(at), refreshable: Refreshable::Until(far) };
        assert_eq!(expiry.reach(), Reach::Until(far));
        let expiry = Expiry { access_until: AccessUntil::At(far), refreshable: Refreshable::Until(at) };
        assert_eq!(expiry.reach(), Reach::Until(far), "a token that outlives its refreshing still works");
    }
}
