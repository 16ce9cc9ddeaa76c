//! The one task that carries out what was asked, in the one process that holds the profile. It never awaits
//! the network: effects run in bounded tasks of their own and come back as events.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};

use super::documents::Look;
use super::ending_receipts::Brought;
use super::head::Keeping;
use super::many::Many;
use super::{Error, Inner};
use crate::domain::Timestamp;
use crate::domain::ending::Ending;
use crate::domain::id::{AccountId, EndingId, GrantId};
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
    Listed { account: AccountId, wish: Option<Timestamp>, listing: Result<Listing, Error>, look: Option<Look> },
    /// The head of the records was kept in the vault, or not.
    Head(Result<Option<Head>, Error>),
    /// How the machine is supplied.
    Supplied(Supply),
    /// What stands under several names at once.
    Looked { account: AccountId, endings: Vec<EndingId>, looked: Result<Looked, Error> },
    /// A step of an ending.
    Ending { ending: EndingId, account: AccountId, event: Box<end::Event> },
    /// What asking for the receipt of an ending brought; nothing where it is to be tried again.
    Receipt { ending: Box<Ending>, brought: Option<Brought> },
}

pub(super) struct Owner {
    pub(super) inner: Arc<Inner>,
    pub(super) inbox: mpsc::Receiver<Event>,
    /// Held while this process is the one that acts.
    lead: Option<std::fs::File>,
    /// The sign-ins whose list is asked for, and whether an ending was settled since: then that list knows nothing of it.
    pub(super) syncing: BTreeMap<AccountId, bool>,
    pub(super) ending: BTreeSet<EndingId>,
    /// The narrowings among them, and what they narrow.
    pub(super) narrowing: BTreeMap<EndingId, GrantId>,
    pub(super) receipts: BTreeSet<EndingId>,
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
            syncing: BTreeMap::new(),
            ending: BTreeSet::new(),
            narrowing: BTreeMap::new(),
            receipts: BTreeSet::new(),
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

    pub(super) async fn work(&mut self) -> Result<(), Error> {
        if self.lead.is_none() {
            match self.take_lead() {
                Some(file) => self.lead = Some(file),
                None => return Ok(()),
            }
        }
        self.ask_machine();
        self.resume_endings().await?;
        self.start_due_endings().await?;
        self.start_due_looks().await?;
        self.start_due_receipts().await?;
        self.inner.note_unanswered().await?;
        self.inner.note_unanswered_cases().await?;
        self.go_on_with_batches().await?;
        self.look_at_own_ends().await?;
        self.start_due_syncs().await?;
        self.start_keeping_head().await
    }

    pub(super) async fn on(&mut self, event: Event) -> Result<(), Error> {
        match event {
            Event::Listed { account, wish, listing, look } => {
                let overtaken = self.syncing.remove(&account).unwrap_or_default();
                self.listed(account, overtaken, wish, listing, look).await
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
                self.narrowing.remove(&ending);
                self.step(ending, account, *event).await
            }
            Event::Receipt { ending, brought } => self.receipt_brought(&ending, brought).await,
        }
    }

    /// Whether this process is the one that acts.
    #[cfg(feature = "testing")]
    pub(super) fn leads(&self) -> bool {
        self.lead.is_some()
    }

    fn take_lead(&self) -> Option<std::fs::File> {
        self.inner.try_lock("profile")
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
