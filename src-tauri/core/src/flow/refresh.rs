//! Whether a sign-in's access token may be used, has to be renewed, or the person is needed.

use chrono::Duration;

use crate::domain::Timestamp;

/// A token that runs out within this time is renewed first.
pub const RENEWAL_MARGIN: Duration = Duration::seconds(60);

/// What is known of the tokens of one sign-in, without their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// When the access token runs out; `None` where the issuer did not say.
    pub access_expires_at: Option<Timestamp>,
    /// Whether there is a refresh token.
    pub renewable: bool,
    /// Whether the issuer just refused this very access token (401).
    pub refused: bool,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Use the access token.
    Use,
    /// Renew first.
    Renew,
    /// The person has to sign in.
    SignIn,
}

/// Decides. A token without refresh token is used to its last second: nobody gains from stopping early.
pub fn next(known: Known, now: Timestamp) -> Next {
    let runs_out = |margin: Duration| known.access_expires_at.is_some_and(|at| at <= now + margin);
    match (known.refused, known.renewable) {
        (true, true) => Next::Renew,
        (true, false) => Next::SignIn,
        (false, true) if runs_out(RENEWAL_MARGIN) => Next::Renew,
        (false, false) if runs_out(Duration::zero()) => Next::SignIn,
        (false, true | false) => Next::Use,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;

    #[test]
    fn the_table() {
        let now = chrono::Utc.with_ymd_and_hms(2026, 11, 21, 9, 0, 0).unwrap();
        let at = |seconds| Some(now + Duration::seconds(seconds));
        for (name, access_expires_at, renewable, refused, wanted) in [
            ("valid", at(300), true, false, Next::Use),
            ("valid, no end told", None, true, false, Next::Use),
            ("runs out within the margin", at(59), true, false, Next::Renew),
            ("ran out", at(-1), true, false, Next::Renew),
            ("refused once", at(300), true, true, Next::Renew),
            ("refused, nothing to renew with", at(300), false, true, Next::SignIn),
            ("ran out, nothing to renew with", at(0), false, false, Next::SignIn),
            ("nearly out, nothing to renew with", at(30), false, false, Next::Use),
        ] {
            assert_eq!(next(Known { access_expires_at, renewable, refused }, now), wanted, "{name}");
        }
    }
}
