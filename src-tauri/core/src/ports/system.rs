//! The real clock and the real randomness.

use async_trait::async_trait;

use super::{Clock, Random};
use crate::domain::Timestamp;

/// The system's clock.
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn now(&self) -> Timestamp {
        chrono::Utc::now()
    }

    async fn wait_until(&self, at: Timestamp) {
        tokio::time::sleep((at - self.now()).to_std().unwrap_or_default()).await;
    }
}

/// The operating system's randomness.
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(clippy::disallowed_methods, reason = "this is the one place that takes randomness from the system")]
        #[expect(clippy::expect_used, reason = "without randomness from the system nothing may go on")]
        getrandom::fill(bytes).expect("The operating system gives no randomness");
    }
}
