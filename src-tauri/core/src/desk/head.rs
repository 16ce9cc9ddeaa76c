//! The head of the records, kept in the vault apart from the database, so that a log that was cut or written anew is noticed.

use std::sync::Arc;
use std::time::Duration;

use super::owner::{Event, Owner};
use super::{Error, Inner};
use crate::domain::Timestamp;
use crate::domain::chain::{Break, Chain};
use crate::domain::record::{Act, Head};
use crate::ipc::{HeadState, RecordsCheckView, Topic};
use crate::secret::Entry;

const ENTRY: &str = "records-head";
/// How long the end of the process waits for a vault.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the owner knows of the head that the vault holds.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    kept: Option<Head>,
    /// One try at a time: a vault may wait for the person.
    busy: bool,
    failures: u32,
    again_at: Option<Timestamp>,
    /// When it was last looked for what may be erased by rule.
    pub(super) erased_at: Option<Timestamp>,
}

#[cfg(feature = "testing")]
impl Keeping {
    pub(super) fn is_busy(&self) -> bool {
        self.busy
    }
}

impl Inner {
    /// Checks the whole log, also against the head that was kept of it.
    pub(super) async fn verify_records(&self) -> Result<RecordsCheckView, Error> {
        // Before the lines: a log only grows.
        let (kept, head) = match self.kept_head().await {
            // Of a log that a backup took the place of: the records say so themselves.
            Ok(Some(head)) if self.is_stale(&head).await? => (None, HeadState::None),
            Ok(Some(head)) => (Some(head), HeadState::Kept { number: head.number }),
            Ok(None) => (None, HeadState::None),
            Err(_) => (None, HeadState::Unreadable),
        };
        let mut chain = Chain::new(kept);
        let broken = loop {
            let lines = self.store.records_after(chain.last, 1_000).await?;
            if let Some(broken) = lines.iter().find_map(|line| chain.take(line).err()) {
                break Some(broken);
            }
            if lines.is_empty() {
                let misfiled = self.store.misfiled_record().await?.map(|number| Break::Changed { number });
                break chain.finish().err().or(misfiled);
            }
        };
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(RecordsCheckView { lines: count(chain.last), erased: count(chain.hidden), unsigned: count(chain.unsigned), keys: chain.keys, head, broken })
    }

    async fn is_stale(&self, head: &Head) -> Result<bool, Error> {
        Ok(!self.store.has_record(head).await? && self.store.was_replaced(head).await?)
    }

    pub(super) async fn kept_head(&self) -> Result<Option<Head>, Error> {
        let entry = self.outside.vault.load(ENTRY).await?;
        // To compare it; a head is no secret.
        entry.map(|entry| entry.expose().parse().map_err(|_| Error::NotFound)).transpose()
    }

    /// Keeps the newest head. One that the log does not fit any more is written into the log first: it is the evidence.
    async fn keep_newest_head(&self) -> Result<Option<Head>, Error> {
        if let Some(kept) = self.kept_head().await?
            && !self.store.has_record(&kept).await?
            && !self.store.was_replaced(&kept).await?
        {
            let act = Act::HeadUnfit { number: kept.number, hash: hex::encode(kept.hash) };
            let mut write = self.store.write().await?;
            self.record(&mut write, self.now(), None, &act).await?;
            self.commit(write, &[Topic::Records]).await?;
        }
        let newest = self.store.last_record().await?;
        if let Some(head) = newest {
            self.outside.vault.save(ENTRY, &Entry::new(head.to_string())).await?;
        }
        Ok(newest)
    }
}

impl Owner {
    /// Starts keeping the newest head where there is a newer one than the vault holds.
    pub(super) async fn start_keeping_head(&mut self) -> Result<(), Error> {
        self.erase_by_rule().await?;
        let rests = self.head.again_at.is_some_and(|at| at > self.inner.now());
        if self.head.busy || rests || self.inner.store.last_record().await? == self.head.kept {
            return Ok(());
        }
        self.head.busy = true;
        let (inner, events) = (Arc::clone(&self.inner), self.inner.events.clone());
        tokio::spawn(async move {
            let kept = inner.keep_newest_head().await;
            // The owner is gone at shutdown only.
            let _ = events.send(Event::Head(kept)).await;
        });
        Ok(())
    }

    pub(super) fn head_kept(&mut self, outcome: Result<Option<Head>, Error>) {
        self.head.busy = false;
        match outcome {
            Ok(kept) => self.head = Keeping { kept, erased_at: self.head.erased_at, ..Keeping::default() },
            Err(error) => {
                tracing::warn!(%error, "Keep the head of the records");
                self.head.failures += 1;
                // 2 minutes, doubled up to about 2 hours: a keychain that says no is not asked without rest.
                self.head.again_at = Some(self.inner.now() + chrono::Duration::minutes(1 << self.head.failures.min(7)));
            }
        }
    }

    /// At the end of the process: what is not kept within a moment is kept at the next start.
    pub(super) async fn keep_last_head(&mut self) {
        let last = async {
            while self.head.busy {
                // What else comes in is taken up at the next start.
                match self.inbox.recv().await {
                    Some(Event::Head(kept)) => self.head_kept(kept),
                    Some(Event::Listed { .. } | Event::Looked { .. } | Event::Ending { .. } | Event::Receipt { .. } | Event::Supplied(_)) => {}
                    None => return Ok(()),
                }
            }
            if self.head.again_at.is_none() && self.inner.store.last_record().await? != self.head.kept {
                self.inner.keep_newest_head().await?;
            }
            Ok::<_, Error>(())
        };
        match tokio::time::timeout(PATIENCE, last).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "Keep the head of the records"),
            Err(_) => tracing::warn!("The vault does not answer"),
        }
    }
}
