//! Time as an argument: the practice issuers read one clock, which a test may shift.

use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};

/// A point in time, UTC.
pub(crate) type Time = DateTime<Utc>;

/// Tells the time to everything in the practice (R5: RFC 3339, UTC).
pub trait Clock: Send + Sync + 'static {
    /// The present time.
    fn now(&self) -> DateTime<Utc>;
}

/// The system's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place of the practice issuers that reads the clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// Cuts to milliseconds, so that what is told compares equal to what is kept.
pub(crate) fn told(time: Time) -> Time {
    time.trunc_subsecs(3)
}

/// RFC 3339 in UTC with `Z` (R5).
pub(crate) fn stamp(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}
