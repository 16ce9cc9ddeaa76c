//! The shared state behind one lock, and its file.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::{Notify, watch};

use crate::{
    clock::{Clock, Time, told},
    world::{Issuer, World},
};

/// The name of the state file inside the practice folder.
pub(crate) const STATE_FILE: &str = "state.json";
/// The form of the state file.
pub(crate) const STATE_VERSION: u32 = 1;
/// How long a change that nobody waits for may stay unwritten.
const DEBOUNCE: Duration = Duration::from_millis(150);

/// The state file could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SaveError {
    #[error("Put the practice state into JSON")]
    Encode(#[from] serde_json::Error),
    #[error("Write the practice state")]
    Write(#[from] io::Error),
    #[error("Finish writing the practice state")]
    Interrupted(#[from] tokio::task::JoinError),
}

/// What all servers of one practice share.
pub(crate) struct Shared {
    world: Mutex<World>,
    revision: AtomicU64,
    saved: tokio::sync::Mutex<u64>,
    changed: Notify,
    dir: PathBuf,
    clock: Arc<dyn Clock>,
    /// The connectors' way to the issuers.
    pub(crate) http: reqwest::Client,
    /// Turns true when the practice ends.
    pub(crate) closing: watch::Sender<bool>,
    #[cfg(feature = "testing")]
    pub(crate) faults: Mutex<Vec<crate::faults::Fault>>,
}

impl Shared {
    pub(crate) fn new(world: World, dir: &Path, clock: Arc<dyn Clock>, http: reqwest::Client) -> Self {
        Self {
            world: Mutex::new(world),
            revision: AtomicU64::new(1),
            saved: tokio::sync::Mutex::new(0),
            changed: Notify::new(),
            dir: dir.to_owned(),
            clock,
            http,
            closing: watch::Sender::new(false),
            #[cfg(feature = "testing")]
            faults: Mutex::new(Vec::new()),
        }
    }

    /// Reads, or changes what a restart may forget.
    pub(crate) fn look<R>(&self, look: impl FnOnce(&mut World, Time) -> R) -> R {
        let mut world = self.lock();
        let now = self.now_in(&world);
        look(&mut world, now)
    }

    /// Changes what the file keeps; the file follows within 200 ms, or with [`Self::commit`].
    pub(crate) fn write<R>(&self, change: impl FnOnce(&mut World, Time) -> R) -> R {
        let out = self.look(change);
        self.revision.fetch_add(1, Ordering::SeqCst);
        self.changed.notify_one();
        out
    }

    /// [`Self::look`] at one issuer.
    pub(crate) fn look_at<R>(&self, id: &str, look: impl FnOnce(&mut Issuer, Time) -> R) -> R {
        self.look(|world, now| look(world.issuer(id), now))
    }

    /// [`Self::write`] at one issuer.
    pub(crate) fn write_at<R>(&self, id: &str, change: impl FnOnce(&mut Issuer, Time) -> R) -> R {
        self.write(|world, now| change(world.issuer(id), now))
    }

    /// The present time of the practice.
    pub(crate) fn now(&self) -> Time {
        self.look(|_, now| now)
    }

    /// Writes all changes made so far before it returns.
    pub(crate) async fn commit(self: &Arc<Self>) -> Result<(), SaveError> {
        // A request that is broken off must not leave a half-written file to the next one.
        let shared = Arc::clone(self);
        tokio::spawn(async move { shared.save().await }).await?
    }

    async fn save(&self) -> Result<(), SaveError> {
        let wanted = self.revision.load(Ordering::SeqCst);
        let mut saved = self.saved.lock().await;
        if *saved >= wanted {
            return Ok(());
        }
        let (revision, text) = {
            let world = self.lock();
            let revision = self.revision.load(Ordering::SeqCst);
            (revision, serde_json::to_vec(&*world)?)
        };
        let path = self.dir.join(STATE_FILE);
        tokio::task::spawn_blocking(move || replace(&path, &text)).await??;
        *saved = revision;
        Ok(())
    }

    /// Writes changes that nobody waits for, until the practice ends.
    pub(crate) async fn keep_saved(self: Arc<Self>) {
        let mut closing = self.closing.subscribe();
        loop {
            tokio::select! {
                () = self.changed.notified() => {}
                _ = closing.wait_for(|closed| *closed) => return,
            }
            tokio::select! {
                () = tokio::time::sleep(DEBOUNCE) => {}
                _ = closing.wait_for(|closed| *closed) => return,
            }
            if let Err(error) = self.commit().await {
                tracing::error!(%error, "the practice state is not saved");
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now_in(&self, world: &World) -> Time {
        told(self.clock.now() + chrono::Duration::seconds(world.clock_offset_seconds))
    }
}

/// Replaces a file as a whole: a reader sees the old one or the new one, readable by its owner only.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let temp = path.with_extension("tmp");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&temp)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&temp, path)?;
    #[cfg(unix)]
    if let Some(parent) = path.parent() {
        fs::File::open(parent)?.sync_all()?;
    }
    Ok(())
}

/// Reads the state of an earlier run, if there was one.
pub(crate) fn read_state(dir: &Path) -> io::Result<Option<World>> {
    let text = match fs::read(dir.join(STATE_FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let world: World = serde_json::from_slice(&text).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    if world.version != STATE_VERSION {
        let found = format!("The state has version {}, this program knows {STATE_VERSION}", world.version);
        return Err(io::Error::new(io::ErrorKind::InvalidData, found));
    }
    Ok(Some(world))
}
