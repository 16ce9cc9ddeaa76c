//! What the simulated machine gives the engine: a clock, chance, a vault, a disk and a network that the history holds in its hands.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::Duration;
use renkei_core::domain::Timestamp;
use renkei_core::domain::supply::Supply;
use renkei_core::ports::{Clock, Host, Http, HttpError, Machine, Random, Request, Response, Vault, VaultError};
use renkei_core::secret::Entry;
use renkei_core::store::{Disturbance, StoreError};
use tokio::sync::{Notify, oneshot};

use super::world::World;

pub(super) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The machine's clock: the true time, and how far this machine's is off.
pub(super) struct Time(Mutex<(Timestamp, Duration)>);

impl Time {
    pub(super) fn new(now: Timestamp) -> Self {
        Self(Mutex::new((now, Duration::zero())))
    }

    pub(super) fn truly(&self) -> Timestamp {
        held(&self.0).0
    }

    pub(super) fn pass(&self, time: Duration) {
        held(&self.0).0 += time;
    }

    pub(super) fn set_off_by(&self, off: Duration) {
        held(&self.0).1 = off;
    }
}

#[async_trait]
impl Clock for Time {
    fn now(&self) -> Timestamp {
        let (now, off) = *held(&self.0);
        now + off
    }

    async fn wait_until(&self, _at: Timestamp) {
        // Nothing that a history does waits in this way.
        std::future::pending::<()>().await;
    }
}

pub(super) struct Dice(pub(super) Mutex<fastrand::Rng>);

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        held(&self.0).fill(bytes);
    }
}

/// Ends a process where it stands: whoever comes here never goes on.
#[derive(Default)]
pub(super) struct End {
    pub(super) reached: Notify,
}

impl End {
    async fn here(&self) {
        self.reached.notify_one();
        std::future::pending::<()>().await;
    }
}

/// What happens at a point where something becomes durable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trap {
    /// The process ends before it is durable.
    KillBefore,
    /// The process ends right after.
    KillAfter,
    /// There is no room.
    Full,
}

/// Traps for one process: at the so many-th durable point from now, for so many of them.
#[derive(Default)]
pub(super) struct Traps {
    armed: Mutex<Option<(Trap, u32, u32)>>,
    pub(super) end: End,
}

impl Traps {
    pub(super) fn arm(&self, trap: Trap, after: u32, times: u32) {
        *held(&self.armed) = Some((trap, after, times));
    }

    pub(super) fn is_armed(&self) -> bool {
        held(&self.armed).is_some()
    }

    /// The trap at this durable point.
    fn at(&self) -> Option<Trap> {
        let mut armed = held(&self.armed);
        let (trap, after, times) = armed.as_mut()?;
        if *after > 0 {
            *after -= 1;
            return None;
        }
        let trap = *trap;
        *times = times.saturating_sub(1);
        if *times == 0 {
            *armed = None;
        }
        Some(trap)
    }
}

/// The disk of one process.
pub(super) struct Disk {
    pub(super) traps: Arc<Traps>,
    kill_after: Mutex<bool>,
}

impl Disk {
    pub(super) fn new(traps: Arc<Traps>) -> Self {
        Self { traps, kill_after: Mutex::new(false) }
    }
}

#[async_trait]
impl Disturbance for Disk {
    async fn before_commit(&self) -> Result<(), StoreError> {
        match self.traps.at() {
            Some(Trap::KillBefore) => self.traps.end.here().await,
            Some(Trap::KillAfter) => *held(&self.kill_after) = true,
            Some(Trap::Full) => return Err(StoreError::Disk),
            None => {}
        }
        Ok(())
    }

    async fn after_commit(&self) {
        let kill = std::mem::take(&mut *held(&self.kill_after));
        if kill {
            self.traps.end.here().await;
        }
    }
}

/// The machine's vault, as one process sees it.
pub(super) struct Safe {
    pub(super) entries: Arc<Mutex<BTreeMap<String, String>>>,
    pub(super) traps: Arc<Traps>,
}

#[async_trait]
impl Vault for Safe {
    async fn load(&self, name: &str) -> Result<Option<Entry>, VaultError> {
        Ok(held(&self.entries).get(name).map(|text| Entry::new(text.clone())))
    }

    async fn save(&self, name: &str, entry: &Entry) -> Result<(), VaultError> {
        let trap = self.traps.at();
        if trap == Some(Trap::KillBefore) {
            self.traps.end.here().await;
        }
        if trap == Some(Trap::Full) {
            return Err(VaultError::Locked);
        }
        held(&self.entries).insert(name.to_owned(), entry.expose().to_owned());
        if trap == Some(Trap::KillAfter) {
            self.traps.end.here().await;
        }
        Ok(())
    }

    async fn remove(&self, name: &str) -> Result<(), VaultError> {
        held(&self.entries).remove(name);
        Ok(())
    }
}

/// Where an answer goes.
pub(super) type Answer = oneshot::Sender<Result<Response, HttpError>>;

/// A request that waits for the history to decide what becomes of it.
pub(super) struct Waiting {
    pub(super) sent: u64,
    /// The conversation that it belongs to.
    pub(super) of: Option<tokio::task::Id>,
    pub(super) request: Request,
    pub(super) answer: Answer,
}

/// The network of one process.
pub(super) struct Net {
    pub(super) world: Arc<Mutex<World>>,
    pub(super) time: Arc<Time>,
    pub(super) waiting: Arc<Mutex<Vec<Waiting>>>,
    /// Told of each that came to wait.
    pub(super) came: Arc<Notify>,
}

#[async_trait]
impl Http for Net {
    async fn send(&self, request: Request) -> Result<Response, HttpError> {
        if !request.url.path().starts_with("/grants") {
            return Ok(held(&self.world).aside(&request, self.time.truly()));
        }
        let (answer, answered) = oneshot::channel();
        let sent = held(&self.world).next_moment();
        held(&self.waiting).push(Waiting { sent, of: tokio::task::try_id(), request, answer });
        self.came.notify_one();
        answered.await.unwrap_or(Err(HttpError::NoAnswer))
    }
}

pub(super) struct Bare;

#[async_trait]
impl Machine for Bare {
    async fn supply(&self) -> Supply {
        Supply::default()
    }

    fn name(&self) -> String {
        String::new()
    }
}

impl Host for Bare {}
