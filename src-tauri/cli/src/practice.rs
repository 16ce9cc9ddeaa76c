//! The practice issuers of a profile: those that run already, or started here.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use async_trait::async_trait;
use renkei_core::ipc::Changed;
use renkei_core::ports::{Host, NoBrowser};
use renkei_practice::visit::{Decision, sign_in};
use renkei_practice::{Addresses, Options, Practice, Running, StartError};
use tokio::sync::Notify;
use url::Url;

/// The made-up person whom this app signs in by itself.
pub const PERSON: &str = "minami";

/// Where a profile keeps its practice issuers.
pub fn home(folder: &Path) -> PathBuf {
    folder.join("issuers")
}

/// Uses the issuers that run on this profile, or starts them.
///
/// # Errors
/// Where they do not start: a taken port, a folder that cannot be written.
pub async fn find_or_start(folder: &Path) -> anyhow::Result<(Option<Practice>, Addresses)> {
    let home = home(folder);
    // Two processes may start at the same moment: who comes second finds the first a moment later.
    for _ in 0..50 {
        if let Some(running) = Running::find(&home) {
            return Ok((None, running.addresses));
        }
        match Practice::start(&home, Options::default()).await {
            Ok(practice) => {
                let addresses = practice.addresses().clone();
                return Ok((Some(practice), addresses));
            }
            Err(StartError::AlreadyRunning { .. }) => tokio::time::sleep(Duration::from_millis(100)).await,
            Err(error) => return Err(error).context("Start the practice issuers"),
        }
    }
    anyhow::bail!("The practice issuers are being started by another process, but do not answer")
}

/// A host whose browser is a made-up person: it goes through the same pages of the same code flow.
#[derive(Default)]
pub struct Visitor {
    /// Told at every change.
    pub changed: Notify,
}

#[async_trait]
impl Host for Visitor {
    async fn open_in_browser(&self, url: &Url) -> Result<(), NoBrowser> {
        let person = renkei_practice::people().into_iter().find(|person| person.username == PERSON).ok_or(NoBrowser)?;
        let url = url.to_string();
        tokio::spawn(async move {
            if let Err(error) = sign_in(&url, person.username, person.password, Decision::Allow).await {
                tracing::warn!(%error, "Sign in as a made-up person");
            }
        });
        Ok(())
    }

    fn changed(&self, _changed: Changed) {
        self.changed.notify_waiters();
    }
}
