//! Erasing by rule what the records hold of grants that were over long ago.

use chrono::Duration;

use super::Error;
use super::owner::Owner;
use crate::domain::id::GrantId;
use crate::domain::record::Act;
use crate::domain::retention::{KEPT, is_over};
use crate::ipc::Topic;
use crate::store::records;

/// How often it is looked for what may be erased.
const EVERY: Duration = Duration::days(1);
/// Most grants whose records are erased at once.
const MOST: u32 = 500;

impl Owner {
    /// Erases what may be erased, once a day, and records which lines those were: whoever else takes a content away is found.
    ///
    /// What is erased is gone for good, so this device's clock alone decides nothing: every issuer that was heard since this
    /// process began has to show by its own (`Date`, RFC 9110, 6.6.1) that the time is over.
    pub(super) async fn erase_by_rule(&mut self) -> Result<(), Error> {
        let now = self.inner.now();
        if self.head.erased_at.is_some_and(|at| at <= now && now < at + EVERY) {
            return Ok(());
        }
        let Some(witnessed) = self.inner.witnessed() else { return Ok(()) };
        self.head.erased_at = Some(now);
        let over_at = now.min(witnessed);
        let Some(before) = over_at.checked_sub_months(KEPT) else { return Ok(()) };
        let candidates = self.inner.store.grants_last_recorded_before(before, MOST).await?;
        if candidates.is_empty() {
            return Ok(());
        }
        let ids: Vec<GrantId> = candidates.iter().map(|(id, _)| *id).collect();
        let grants = self.inner.store.grants_by_id(&ids).await?;
        let last = |id| candidates.iter().find(|(one, _)| *one == id).map(|(_, last)| *last);
        let over = grants.iter().filter(|grant| last(grant.id).is_some_and(|last| is_over(&grant.remote.status, last, over_at)));
        let over: Vec<GrantId> = over.map(|grant| grant.id).collect();
        let mut write = self.inner.store.write().await?;
        let lines = runs(&records::erase(&mut write, &over).await?);
        if lines.is_empty() {
            return Ok(());
        }
        self.inner.record(&mut write, now, None, &Act::ErasedByRule { lines }).await?;
        self.inner.commit(write, &[Topic::Records]).await
    }
}

/// Numbers in order as runs, each by its first and last.
fn runs(numbers: &[i64]) -> Vec<(i64, i64)> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_one_run() {
        assert_eq!(runs(&[1, 2, 3, 7, 9, 10]), [(1, 3), (7, 7), (9, 10)]);
        assert_eq!(runs(&[]), []);
    }
}
