//! What happened without the person: from what was known and what is told now to what they should hear of, once.

use std::collections::BTreeSet;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::conclusion::SOON_DAYS;
use super::expiry::Reach;
use super::grant::{Facts, RemoteGrant, Status};
use super::id::{AccountId, CaseId, GrantId, IssuerId};
use super::notice::{Notice, NoticeKind, Severity};
use super::own_end::WhyAsked;
use super::record::Change;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A grant was given, and not through this app, which gives none: was it the person?
    New {
        /// Which.
        grant: GrantId,
    },
    /// A grant that had ended or vanished is listed again.
    Back {
        /// Which.
        grant: GrantId,
    },
    /// A grant may do more than before.
    Widened {
        /// Which.
        grant: GrantId,
        /// The scopes that came to it.
        scopes: Vec<String>,
    },
    /// A grant is held.
    Suspended {
        /// Which.
        grant: GrantId,
    },
    /// A grant ended, and not by this app.
    Ended {
        /// Which.
        grant: GrantId,
    },
    /// A grant ends within two weeks.
    ExpiresSoon {
        /// Which.
        grant: GrantId,
    },
    /// An asked ending waits for the person: it has not ended.
    EndingNeedsYou {
        /// Of which grant.
        grant: GrantId,
    },
    /// A grant that was said to be ended is still there, or was used since.
    Disputed {
        /// Which.
        grant: GrantId,
    },
    /// An asked narrowing waits for the person: the grant has not been narrowed.
    NarrowingNeedsYou {
        /// Which.
        grant: GrantId,
    },
    /// A grant that was said to be narrowed is listed with what was taken away.
    NotNarrowed {
        /// Which.
        grant: GrantId,
    },
    /// An asked ending came to nothing: what the person wanted to be over is not.
    EndingFailed {
        /// Of which grant.
        grant: GrantId,
        /// What stood in its way.
        why: Failed,
    },
    /// An asked narrowing came to nothing: the grant has not been narrowed.
    NarrowingFailed {
        /// Of which grant.
        grant: GrantId,
        /// What stood in its way.
        why: Failed,
    },
    /// A notice of weight concerns the person's own grants (R24).
    Notice {
        /// Whose feed.
        issuer: IssuerId,
        /// The feed's id of it.
        notice: String,
    },
    /// The day came on which the person wanted a grant to be over.
    OwnEnd {
        /// Which.
        grant: GrantId,
        /// Why the person is asked; `None` where its ending was asked for, as they had prepared.
        asked: Option<WhyAsked>,
    },
    /// An issuer can no longer be asked: the person has to sign in.
    SignIn {
        /// Which sign-in ran out.
        account: AccountId,
    },
    /// Nobody answered the person's wish for deletion until the day that they set.
    DeletionUnanswered {
        /// After the ending of which grant.
        grant: GrantId,
    },
    /// Nobody answered in a case until the day that was agreed or set.
    CaseUnanswered {
        /// Which.
        case: CaseId,
        /// About which grant, where it is about one of the list.
        grant: Option<GrantId>,
    },
}

/// Why what was asked for came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Failed {
    /// The issuer said no.
    Refused,
    /// The grant was given anew, and what was given later is never touched.
    GivenAnew,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub what: What,
    /// The time that it is about, which tells it from a later one of the same.
    pub since: Timestamp,
}

impl What {
    /// The grant that it is about.
    pub fn grant(&self) -> Option<GrantId> {
        match self {
            Self::New { grant }
            | Self::Back { grant }
            | Self::Widened { grant, .. }
            | Self::Suspended { grant }
            | Self::Ended { grant }
            | Self::OwnEnd { grant, .. }
            | Self::ExpiresSoon { grant }
            | Self::EndingNeedsYou { grant }
            | Self::NarrowingNeedsYou { grant }
            | Self::NotNarrowed { grant }
            | Self::EndingFailed { grant, .. }
            | Self::NarrowingFailed { grant, .. }
            | Self::Disputed { grant }
            | Self::DeletionUnanswered { grant } => Some(*grant),
            Self::CaseUnanswered { grant, .. } => *grant,
            Self::Notice { .. } | Self::SignIn { .. } => None,
        }
    }

    /// One text for all that is about the same grant, sign-in or notice.
    pub fn subject(&self) -> String {
        match self {
            Self::Notice { issuer, notice } => of_notice(issuer, notice),
            Self::SignIn { account } => account.to_string(),
            Self::New { grant }
            | Self::Back { grant }
            | Self::Widened { grant, .. }
            | Self::Suspended { grant }
            | Self::Ended { grant }
            | Self::OwnEnd { grant, .. }
            | Self::ExpiresSoon { grant }
            | Self::EndingNeedsYou { grant }
            | Self::NarrowingNeedsYou { grant }
            | Self::NotNarrowed { grant }
            | Self::EndingFailed { grant, .. }
            | Self::NarrowingFailed { grant, .. }
            | Self::Disputed { grant } => grant.to_string(),
            Self::DeletionUnanswered { grant } => of_deletion(*grant),
            Self::CaseUnanswered { case, .. } => of_case(*case),
        }
    }

    /// Whether every look finds it again; the rest is a difference between two.
    pub fn stands(&self) -> bool {
        matches!(self, Self::ExpiresSoon { .. } | Self::Notice { .. })
    }

    /// How far the times of two must be apart to be two. A reach that every use moves on nears its end but once in a while.
    pub fn apart(&self) -> Duration {
        if matches!(self, Self::ExpiresSoon { .. }) {
            return Duration::days(SOON_DAYS);
        }
        // Its words may be corrected, its time too: it stays the same notice.
        if matches!(self, Self::Notice { .. }) { Duration::days(36_500) } else { Duration::zero() }
    }
}

/// The subject of what is about the deletion after the ending of a grant.
pub fn of_deletion(grant: GrantId) -> String {
    format!("deletion {grant}")
}

/// The subject of what is about a case.
pub fn of_case(case: CaseId) -> String {
    format!("case {case}")
}

/// The subject of what is about a notice.
pub fn of_notice(issuer: &IssuerId, notice: &str) -> String {
    format!("{issuer} {notice}")
}

/// What happened to a grant between two looks. `own` where this app was asked to end it, or one that it ends with.
pub fn between(grant: GrantId, before: Option<&RemoteGrant>, after: Option<&RemoteGrant>, own: bool) -> Vec<What> {
    let lives = |remote: Option<&RemoteGrant>| remote.is_some_and(|remote| remote.status.is_live());
    match (before, after) {
        (None, Some(after)) if after.status.is_live() => vec![What::New { grant }],
        (Some(before), _) if lives(Some(before)) && !lives(after) => {
            if own {
                vec![]
            } else {
                vec![What::Ended { grant }]
            }
        }
        (Some(before), Some(after)) if !lives(Some(before)) && lives(Some(after)) => vec![What::Back { grant }],
        (Some(before), Some(after)) => {
            let scopes = added(&before.facts, &after.facts);
            let held = |remote: &RemoteGrant| matches!(remote.status, Status::Suspended { .. });
            // One does not stand for the other: both are told.
            let widened = (!scopes.is_empty()).then_some(What::Widened { grant, scopes });
            let suspended = (held(after) && !held(before)).then_some(What::Suspended { grant });
            widened.into_iter().chain(suspended).collect()
        }
        (Some(_) | None, None) | (None, Some(_)) => vec![],
    }
}

/// The change of a grant that stands in the records, the weightiest only. A new last use is none.
pub fn change(before: &RemoteGrant, after: &RemoteGrant) -> Option<Change> {
    if !before.status.is_live() && after.status.is_live() {
        Some(Change::Back)
    } else if !added(&before.facts, &after.facts).is_empty() {
        Some(Change::Widened)
    } else if !added(&after.facts, &before.facts).is_empty() {
        Some(Change::Narrowed)
    } else {
        (std::mem::discriminant(&before.status) != std::mem::discriminant(&after.status)).then_some(Change::Status)
    }
}

/// The scopes that only the later facts have.
fn added(before: &Facts, after: &Facts) -> Vec<String> {
    let scopes = |facts: &Facts| facts.permissions.iter().map(|permission| permission.scope.clone()).collect::<BTreeSet<_>>();
    scopes(after).difference(&scopes(before)).cloned().collect()
}

/// Whether a grant ends within two weeks.
pub fn expires_soon(grant: GrantId, remote: &RemoteGrant, now: Timestamp) -> Option<Event> {
    let Reach::Until(at) = remote.facts.expiry.reach() else { return None };
    let soon = remote.status.is_live() && at > now && at <= now + Duration::days(SOON_DAYS);
    soon.then_some(Event { what: What::ExpiresSoon { grant }, since: at })
}

/// Whether a notice is weighty enough to be told by itself, where it concerns somebody's own grants.
pub fn is_weighty(notice: &Notice, now: Timestamp) -> bool {
    notice.is_open(now) && (notice.kind == NoticeKind::Incident || notice.severity == Severity::Urgent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::connector::{Connector, Service};
    use crate::domain::expiry::{AccessUntil, Expiry, Refreshable};
    use crate::domain::id::{Birth, RemoteKey};
    use crate::domain::permission::{Access, Effect, Permission};
    use crate::domain::stated::Told;
    use crate::domain::text::Text;

    fn now() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    fn id() -> GrantId {
        GrantId::new(now(), [1; 10])
    }

    fn permission(scope: &str) -> Permission {
        Permission { scope: scope.into(), access: Access::Reference, effect: Effect::None, words: None }
    }

    fn grant(status: Status) -> RemoteGrant {
        let facts = Facts {
            subject: Told::NotTold,
            covers: vec![],
            connector: Connector { id: "c".into(), name: Text::plain("c") },
            service: Service { id: "s".into(), name: Text::plain("s") },
            permissions: vec![permission("statements:read")],
            granted_at: Told::NotTold,
            updated_at: Told::NotTold,
            last_used: Told::NotTold,
            expiry: Expiry { access_until: AccessUntil::NotTold, refreshable: Refreshable::NotTold },
            tokens: Told::NotTold,
            chain: Told::NotTold,
            how_to_end: None,
            beware: vec![],
            conditions_checked_on: None,
            identified: None,
            ends_together: vec![],
            in_use: Told::NotTold,
        };
        RemoteGrant { key: RemoteKey("k".into()), birth: Birth("b".into()), status, facts }
    }

    fn suspended() -> Status {
        Status::Suspended { by: Told::NotTold, reason: Told::NotTold, since: Told::NotTold }
    }

    fn ended() -> Status {
        Status::Ended { by: Told::NotTold, at: Told::NotTold }
    }

    #[test]
    fn the_table() {
        let (plain, held, over) = (grant(Status::Active), grant(suspended()), grant(ended()));
        let mut wider = plain.clone();
        wider.facts.permissions.push(permission("funds:top_up"));
        let wider_held = RemoteGrant { status: suspended(), ..wider.clone() };
        let gone = grant(Status::Vanished { since: now(), with: None });
        let mut used = plain.clone();
        used.facts.last_used = Told::Told(super::super::grant::LastUse::At(now()));
        let grant = id();
        let widened = What::Widened { grant, scopes: vec!["funds:top_up".into()] };
        for (name, before, after, wanted) in [
            ("given", None, Some(&plain), vec![What::New { grant }]),
            ("listed first when it was over", None, Some(&over), vec![]),
            ("the same", Some(&plain), Some(&plain), vec![]),
            ("used", Some(&plain), Some(&used), vec![]),
            ("may do more", Some(&plain), Some(&wider), vec![widened.clone()]),
            ("may do less", Some(&wider), Some(&plain), vec![]),
            ("held", Some(&plain), Some(&held), vec![What::Suspended { grant }]),
            ("may do more, and is held", Some(&plain), Some(&wider_held), vec![widened, What::Suspended { grant }]),
            ("still held", Some(&held), Some(&held), vec![]),
            ("goes on", Some(&held), Some(&plain), vec![]),
            ("told to be over", Some(&plain), Some(&over), vec![What::Ended { grant }]),
            ("no longer listed", Some(&plain), None, vec![What::Ended { grant }]),
            ("over, and no longer listed", Some(&over), None, vec![]),
            ("listed again", Some(&gone), Some(&plain), vec![What::Back { grant }]),
            ("listed again after it had ended", Some(&over), Some(&plain), vec![What::Back { grant }]),
        ] {
            assert_eq!(between(grant, before, after, false), wanted, "{name}");
            let own: Vec<What> = wanted.into_iter().filter(|what| !matches!(what, What::Ended { .. })).collect();
            assert_eq!(between(grant, before, after, true), own, "{name}, and this app was asked to end it");
        }
    }

    #[test]
    fn an_end_is_near_within_two_weeks() {
        let until = |days| {
            let mut remote = grant(Status::Active);
            remote.facts.expiry.refreshable = Refreshable::Until(now() + Duration::days(days));
            remote
        };
        for (days, soon) in [(-1, false), (0, false), (1, true), (14, true), (15, false)] {
            assert_eq!(expires_soon(id(), &until(days), now()).is_some(), soon, "{days} days");
        }
        assert_eq!(expires_soon(id(), &RemoteGrant { status: ended(), ..until(3) }, now()), None);
        assert_eq!(expires_soon(id(), &grant(Status::Active), now()), None, "not told");
    }
}
