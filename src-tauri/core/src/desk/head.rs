//! The head of the records, kept in the vault apart from the database, so that a log that was cut or written anew is noticed.

use std::time::Duration;

use super::owner::Owner;
use super::{Error, Inner};
use crate::domain::record::Head;
use crate::ports::VaultError;
use crate::secret::Entry;

const ENTRY: &str = "records-head";
/// A vault that waits for the person holds up nothing else.
const PATIENCE: Duration = Duration::from_secs(5);

impl Inner {
    /// The head as it was kept last.
    pub(super) async fn kept_head(&self) -> Result<Option<Head>, Error> {
        let entry = self.outside.vault.load(ENTRY).await?;
        // To compare it; a head is no secret.
        entry.map(|entry| entry.expose().parse().map_err(|_| Error::Vault(VaultError::Broken))).transpose()
    }
}

impl Owner {
    /// Keeps the newest head. One that the log does not fit any more stays: it is the evidence.
    pub(super) async fn keep_head(&mut self) {
        match tokio::time::timeout(PATIENCE, self.keep_newest()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "Keep the head of the records"),
            Err(_) => tracing::warn!("The vault does not answer"),
        }
    }

    async fn keep_newest(&mut self) -> Result<(), Error> {
        let newest = self.inner.store.last_record().await?;
        let Some(head) = newest.filter(|_| newest != self.head) else { return Ok(()) };
        let kept = self.inner.kept_head().await?;
        let fits = match &kept {
            Some(kept) => self.inner.store.has_record(kept).await?,
            None => true,
        };
        if fits {
            self.inner.outside.vault.save(ENTRY, &Entry::new(head.to_string())).await?;
        } else {
            tracing::warn!("The records do not fit the head that was kept");
        }
        self.head = newest;
        Ok(())
    }
}
