//! The one task that carries out what was asked, in the one process that holds the profile. It never awaits
//! the network: effects run in bounded tasks of their own and come back as events.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};

use super::documents::Look;
use super::head::Keeping;
use super::many::Many;
use super::{Error, Inner};
use crate::domain::Timestamp;
use crate::domain::id::{AccountId, EndingId};
use crate::domain::record::Head;
use crate::domain::supply::Supply;
use crate::flow::end;
use crate::ipc::{Changed, Topic};
use crate::issuers::adapters::{Listing, Looked};

/// Longest time without looking for work, and how soon other processes' writes are noticed.
const TICK: Duration = Duration::from_secs(1);
/// Most conversations about one sign-in at one time: an issuer that hangs holds up no other.
const PLACES: usize = 3;

/// Longest time that one effect may take, whatever hangs.
const LONGEST: Duration = Duration::from_mins(1);

/// What comes back from an effect.
pub(super) enum Event {
    /// A list, or why there is none.
    Listed { account: AccountId, began: Timestamp, wish: Option<Timestamp>, listing: Result<Listing, Error>, look: Option<Look> },
    /// The head of the records was kept in the vault, or not.
    Head(Result<Option<Head>, Error>),
    /// How the machine is supplied.
    Supplied(Supply),
    /// What stands under several names at once.
    Looked { account: AccountId, endings: Vec<EndingId>, looked: Result<Looked, Error> },
    /// A step of an ending.
    Ending { ending: EndingId, account: AccountId, event: Box<end::Event> },
}

pub(super) struct Owner {
    pub(super) inner: Arc<Inner>,
    pub(super) inbox: mpsc::Receiver<Event>,
    /// Held while this process is the one that acts.
    lead: Option<std::fs::File>,
    pub(super) syncing: BTreeSet<AccountId>,
    pub(super) ending: BTreeSet<EndingId>,
    pub(super) many: Many,
    pub(super) supply: Supply,
    pub(super) supply_asked: Option<Timestamp>,
    places: BTreeMap<AccountId, Arc<Semaphore>>,
    revision: i64,
    pub(super) head: Keeping,
}

impl Owner {
    pub(super) fn new(inner: Arc<Inner>, inbox: mpsc::Receiver<Event>) -> Self {
        Self {
            inner,
            inbox,
            lead: None,
            syncing: BTreeSet::new(),
            ending: BTreeSet::new(),
            many: Many::default(),
            supply: Supply::default(),
            supply_asked: None,
            places: BTreeMap::new(),
            revision: 0,
            head: Keeping::default(),
        }
    }

    pub(super) async fn run(mut self) {
        loop {
            if let Err(error) = self.work().await {
                tracing::warn!(%error, "Look for work");
            }
            tokio::select! {
                () = self.inner.stop.notified() => break,
                () = self.inner.wake.notified() => {}
                () = tokio::time::sleep(TICK) => {}
                Some(event) = self.inbox.recv() => {
                    if let Err(error) = self.on(event).await {
                        tracing::warn!(%error, "Take an event in");
                    }
                }
            }
            self.notice_others().await;
        }
        if self.lead.is_some() {
            self.keep_last_head().await;
        }
    }

    async fn work(&mut self) -> Result<(), Error> {
        if self.lead.is_none() {
            match self.take_lead() {
                Some(file) => self.lead = Some(file),
                None => return Ok(()),
            }
        }
        self.ask_machine();
        self.resume_endings().await?;
        self.start_due_endings().await?;
        self.go_on_with_batches().await?;
        self.look_at_own_ends().await?;
        self.start_due_syncs().await?;
        self.start_keeping_head().await
    }

    async fn on(&mut self, event: Event) -> Result<(), Error> {
        match event {
            Event::Listed { account, began, wish, listing, look } => {
                self.syncing.remove(&account);
                self.listed(account, began, wish, listing, look).await
            }
            Event::Supplied(supply) => {
                self.supply = supply;
                Ok(())
            }
            Event::Head(kept) => {
                self.head_kept(kept);
                Ok(())
            }
            Event::Looked { account, endings, looked } => self.looked(account, endings, looked).await,
            Event::Ending { ending, account, event } => {
                self.ending.remove(&ending);
                self.step(ending, account, *event).await
            }
        }
    }

    fn take_lead(&self) -> Option<std::fs::File> {
        let path = self.inner.profile.folder.join("locks/profile");
        let file = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(path).ok()?;
        file.try_lock().ok().map(|()| file)
    }

    /// Runs an effect in a bounded task. One that outlasts every time limit, or breaks, counts as unanswered.
    pub(super) fn spawn(&mut self, account: AccountId, effect: impl Future<Output = Event> + Send + 'static, late: Event) {
        let places = Arc::clone(self.places.entry(account).or_insert_with(|| Arc::new(Semaphore::new(PLACES))));
        let events = self.inner.events.clone();
        tokio::spawn(async move {
            let Ok(_place) = places.acquire_owned().await else { return };
            let event = tokio::spawn(tokio::time::timeout(LONGEST, effect)).await.ok().and_then(Result::ok).unwrap_or(late);
            // The owner is gone at shutdown only; what was asked is on disk.
            let _ = events.send(event).await;
        });
    }

    /// Tells this process's screens what another process wrote.
    async fn notice_others(&mut self) {
        let Ok(revision) = self.inner.store.version().await else { return };
        if revision != self.revision {
            self.revision = revision;
            let what = vec![Topic::Issuers, Topic::Grants, Topic::Endings, Topic::Records, Topic::Notices, Topic::Events];
            self.inner.outside.host.changed(Changed { revision: u32::try_from(revision).unwrap_or(0), what });
        }
    }
}
