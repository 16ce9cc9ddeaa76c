//! Which signed documents are taken in: versions only go up, time is honoured, and what was good once stays in use.

use chrono::Duration;

use crate::domain::Timestamp;
use crate::domain::document::{Edition, Refusal};

/// How far the clocks of issuer and device may differ.
const CLOCKS_DIFFER: Duration = Duration::minutes(10);

/// What a document is to the one in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It takes the place of the one in use.
    New,
    /// It is the one in use.
    Same,
}

/// Decides on a document whose signature was checked. `named` is the issuer that it names.
///
/// # Errors
/// [`Refusal`]
pub fn take(used: Option<&Edition>, offered: &Edition, named: &str, issuer: &str, now: Timestamp) -> Result<Taken, Refusal> {
    if named != issuer {
        return Err(Refusal::OtherIssuer);
    }
    if offered.issued_at > now + CLOCKS_DIFFER {
        return Err(Refusal::FromTheFuture);
    }
    if offered.expires_at <= now {
        return Err(Refusal::Expired);
    }
    match used {
        Some(used) if offered.version < used.version => Err(Refusal::Older),
        Some(used) if offered.version == used.version && offered.digest != used.digest => Err(Refusal::Altered),
        Some(used) if offered.version == used.version => Ok(Taken::Same),
        Some(_) | None => Ok(Taken::New),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    fn edition(version: u64, digest: &str) -> Edition {
        Edition { version, issued_at: now() - Duration::days(1), expires_at: now() + Duration::days(6), digest: digest.into() }
    }

    #[test]
    fn the_table() {
        let used = edition(7, "a");
        let expired = Edition { expires_at: now(), ..edition(9, "c") };
        let future = Edition { issued_at: now() + Duration::hours(1), ..edition(9, "c") };
        for (name, used, offered, named, wanted) in [
            ("the first", None, edition(1, "a"), "i", Ok(Taken::New)),
            ("a newer one", Some(&used), edition(8, "b"), "i", Ok(Taken::New)),
            ("the same", Some(&used), edition(7, "a"), "i", Ok(Taken::Same)),
            ("rolled back", Some(&used), edition(6, "z"), "i", Err(Refusal::Older)),
            ("one version, two contents", Some(&used), edition(7, "b"), "i", Err(Refusal::Altered)),
            ("frozen beyond its time", Some(&used), expired, "i", Err(Refusal::Expired)),
            ("from the future", Some(&used), future, "i", Err(Refusal::FromTheFuture)),
            ("of another issuer", None, edition(8, "b"), "j", Err(Refusal::OtherIssuer)),
        ] {
            assert_eq!(take(used, &offered, named, "i", now()), wanted, "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_offered_the_version_in_use_never_goes_down(offers in proptest::collection::vec((0_u64..20, 0_u8..3, -3_i64..3), 0..30)) {
            let mut used: Option<Edition> = None;
            for (version, digest, days) in offers {
                let offered = Edition { expires_at: now() + Duration::days(days), ..edition(version, &digest.to_string()) };
                let before = used.as_ref().map(|used| used.version);
                if take(used.as_ref(), &offered, "i", "i", now()) == Ok(Taken::New) {
                    used = Some(offered);
                }
                proptest::prop_assert!(used.as_ref().map(|used| used.version) >= before);
                proptest::prop_assert!(used.as_ref().is_none_or(|used| used.expires_at > now()));
            }
        }
    }
}
