//! One practice a folder: the lock that proves it, and the file that tells where it listens.

use std::{
    collections::BTreeMap,
    fmt,
    fs::{self, File, TryLockError},
    io,
    path::Path,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use crate::store;

/// Holds the operating system's lock while a practice runs.
const FLOCK_FILE: &str = "practice.flock";
/// Tells the addresses and the control token to the owner of the folder.
const LOCK_FILE: &str = "practice.lock";
/// A reader holds the lock for an instant; a start tries again that often.
const ATTEMPTS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);

/// Where a running practice answers.
#[derive(Clone, PartialEq, Eq)]
pub struct Addresses {
    /// Issuer id to issuer identifier (RFC 8414, 2); the one without an API has one for its receipts.
    pub issuers: BTreeMap<String, String>,
    /// The connectors' web server.
    pub connectors: String,
    /// The control server.
    pub control: String,
    /// The bearer token of the control server (RFC 6750).
    pub control_token: String,
}

impl fmt::Debug for Addresses {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Addresses")
            .field("issuers", &self.issuers)
            .field("connectors", &self.connectors)
            .field("control", &self.control)
            .finish_non_exhaustive()
    }
}

/// A practice that runs in this or another process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// The process.
    pub pid: u32,
    /// When it started, RFC 3339 (R5).
    pub started_at: String,
    /// Where it answers.
    pub addresses: Addresses,
}

impl Running {
    /// The practice that runs on this folder, if its lock is held by a living process.
    pub fn find(dir: &Path) -> Option<Self> {
        let flock = File::open(dir.join(FLOCK_FILE)).ok()?;
        match flock.try_lock_shared() {
            Err(TryLockError::WouldBlock) => {}
            Ok(()) | Err(TryLockError::Error(_)) => return None,
        }
        let text = fs::read(dir.join(LOCK_FILE)).ok()?;
        let lock: LockFile = serde_json::from_slice(&text).ok()?;
        Some(Self { pid: lock.pid, started_at: lock.started_at.clone(), addresses: lock.addresses() })
    }
}

/// The content of `practice.lock`.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct LockFile {
    pub(crate) pid: u32,
    pub(crate) started_at: String,
    pub(crate) issuers: BTreeMap<String, u16>,
    pub(crate) connectors: u16,
    pub(crate) control: u16,
    pub(crate) control_token: String,
}

impl LockFile {
    pub(crate) fn addresses(&self) -> Addresses {
        let url = |port: &u16| format!("http://127.0.0.1:{port}");
        Addresses {
            issuers: self.issuers.iter().map(|(id, port)| (id.clone(), url(port))).collect(),
            connectors: url(&self.connectors),
            control: url(&self.control),
            control_token: self.control_token.clone(),
        }
    }
}

/// The lock of this process on a folder.
pub(crate) struct Held {
    flock: File,
}

/// Takes the lock; `None`: another one holds it.
pub(crate) fn take(dir: &Path) -> io::Result<Option<Held>> {
    let flock = File::options().create(true).truncate(false).write(true).open(dir.join(FLOCK_FILE))?;
    for attempt in 1..=ATTEMPTS {
        match flock.try_lock() {
            Ok(()) => {
                // Left behind by a process that was killed.
                remove(&dir.join(LOCK_FILE))?;
                return Ok(Some(Held { flock }));
            }
            Err(TryLockError::WouldBlock) if attempt < ATTEMPTS => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => break,
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(None)
}

impl Held {
    /// Tells where this practice answers, readable by the folder's owner only.
    pub(crate) fn tell(dir: &Path, lock: &LockFile) -> io::Result<()> {
        let text = serde_json::to_vec_pretty(lock)?;
        store::replace(&dir.join(LOCK_FILE), &text)
    }

    /// Takes the file away and gives the lock back.
    pub(crate) fn give_back(self, dir: &Path) -> io::Result<()> {
        remove(&dir.join(LOCK_FILE))?;
        self.flock.unlock()
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}
