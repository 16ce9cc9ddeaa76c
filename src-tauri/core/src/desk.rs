//! Implements the contract: the verbs of the product. What a person asks for is written down first, as an
//! intent; the owner carries it out.

mod answers;
mod ask;
mod backup;
mod batches;
mod calendar;
mod case_lines;
mod cases;
mod connect;
mod connector;
mod consequences;
mod deletion;
mod documents;
#[cfg(feature = "testing")]
pub mod driven;
mod ending_receipts;
mod endings;
mod events;
mod export;
mod failure;
mod hand_on;
mod head;
mod inbox;
mod kept;
mod letter;
mod lists;
mod many;
mod measure;
mod narrowing;
mod own_end;
mod owner;
mod packet;
pub mod preview;
mod proof;
mod records;
mod retention;
mod routes;
mod sheet;
mod sign_out;
mod sync;
mod views;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

pub use failure::Error;
use tokio::sync::{Notify, RwLock, broadcast, mpsc};
use tokio::task::JoinHandle;
use url::Url;

use crate::domain::Timestamp;
use crate::domain::id::{AccountId, ConnectId};
use crate::domain::operator::Operator;
use crate::ipc::{CatalogueState, Changed, ConnectView, ProfileKind, Topic, VaultKind};
use crate::issuers::catalogue::{Brought, Catalogue, CatalogueError};
use crate::issuers::receipt;
use crate::ports::{Clock, Host, Http, Machine, Random, Vault, random_bytes};
use crate::secret::{DatabaseKey, DeviceKey, Entry};
use crate::store::{Store, Write, settings};

/// All of the outside that a desk stands on.
#[derive(Clone)]
pub struct Outside {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// Secrets.
    pub vault: Arc<dyn Vault>,
    /// The network.
    pub http: Arc<dyn Http>,
    /// The machine.
    pub machine: Arc<dyn Machine>,
    /// The shell.
    pub host: Arc<dyn Host>,
}

/// Which profile, and what this build brings.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its folder; several processes may share it.
    pub folder: PathBuf,
    /// Real issuers, or made-up ones only.
    pub kind: ProfileKind,
    /// What kind of vault it was opened with.
    pub vault: VaultKind,
    /// Who distributes this build (R31).
    pub operator: Option<Operator>,
    /// The issuers by brand.
    pub catalogue: Brought,
}

/// The product, open on one profile.
pub struct Desk {
    inner: Arc<Inner>,
    owner: Mutex<Option<JoinHandle<()>>>,
}

struct Inner {
    outside: Outside,
    profile: Profile,
    store: Store,
    /// Signs the records.
    key: DeviceKey,
    catalogue: Catalogue,
    catalogue_state: CatalogueState,
    connects: Mutex<BTreeMap<ConnectId, connect::Attempt>>,
    measures: Mutex<BTreeMap<AccountId, measure::Attempt>>,
    /// What the issuers' own clocks showed last, in this process.
    clocks: Mutex<BTreeMap<AccountId, Timestamp>>,
    arrivals: broadcast::Sender<Url>,
    /// A receipt that a link brought, until the person keeps or leaves it.
    arrived_receipt: Mutex<Option<String>>,
    /// The owner looks for work.
    wake: Notify,
    stop: Notify,
    /// Held for reading from before new tokens are asked for until they are kept: an exit in between would lose the sign-in.
    keeping: RwLock<()>,
    events: mpsc::Sender<owner::Event>,
}

impl Desk {
    /// Opens the profile and starts its owner.
    ///
    /// # Errors
    /// [`Error::Vault`] or [`Error::Store`]
    pub async fn open(profile: Profile, outside: Outside) -> Result<Self, Error> {
        let (inner, inbox) = Inner::open(profile, outside).await?;
        let inner = Arc::new(inner);
        let owner = tokio::spawn(owner::Owner::new(Arc::clone(&inner), inbox).run());
        Ok(Self { inner, owner: Mutex::new(Some(owner)) })
    }

    /// Takes in an address of one of the app's schemes that the system brought. At the answer to a sign-in only the one
    /// that waits for it looks; a receipt waits for the person.
    pub fn arrived(&self, url: Url) {
        if receipt::is_link(&url) {
            return self.inner.receipt_arrived(&url);
        }
        // Nobody may be waiting.
        let _ = self.inner.arrivals.send(url);
    }

    /// Stops the owner and closes the database. What was under way goes on at the next start.
    pub async fn shutdown(&self) {
        self.inner.stop.notify_one();
        let owner = self.owner.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(owner) = owner {
            let _ = owner.await;
        }
        // Every request to an issuer is bounded in time, so this is too. The gate stays shut: nothing is renewed after it.
        std::mem::forget(self.inner.keeping.write().await);
        self.inner.store.close().await;
    }
}

impl Inner {
    async fn open(profile: Profile, outside: Outside) -> Result<(Self, mpsc::Receiver<owner::Event>), Error> {
        std::fs::create_dir_all(profile.folder.join("locks")).map_err(|_| Error::Disk)?;
        let (store, key) = open_store(&profile, &outside).await?;
        let (catalogue, catalogue_state) = in_use(&store, profile.catalogue.clone()).await?;
        let (events, inbox) = mpsc::channel(64);
        let inner = Self {
            outside,
            profile,
            store,
            key,
            catalogue,
            catalogue_state,
            connects: Mutex::default(),
            measures: Mutex::default(),
            clocks: Mutex::default(),
            arrivals: broadcast::channel(8).0,
            arrived_receipt: Mutex::default(),
            wake: Notify::new(),
            stop: Notify::new(),
            keeping: RwLock::new(()),
            events,
        };
        Ok((inner, inbox))
    }

    fn now(&self) -> Timestamp {
        self.outside.clock.now()
    }

    fn random<const N: usize>(&self) -> [u8; N] {
        random_bytes(self.outside.random.as_ref())
    }

    /// Commits, counts the revision up and tells the screens.
    async fn commit(&self, mut write: Write, what: &[Topic]) -> Result<(), Error> {
        let revision = settings::touch(&mut write).await?;
        self.store.commit(write).await?;
        self.outside.host.changed(Changed { revision, what: what.to_vec() });
        Ok(())
    }

    /// What every issuer that was heard in this process says the time is at least; `None` where none was.
    fn witnessed(&self) -> Option<Timestamp> {
        self.clocks.lock().unwrap_or_else(PoisonError::into_inner).values().min().copied()
    }

    fn arrived_receipt(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.arrived_receipt.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connect_view(&self, id: ConnectId) -> Option<ConnectView> {
        self.connects.lock().unwrap_or_else(PoisonError::into_inner).get(&id).map(|attempt| attempt.view.clone())
    }

    /// A file lock of the profile by name, where nobody holds it.
    fn try_lock(&self, name: &str) -> Option<std::fs::File> {
        let path = self.profile.folder.join("locks").join(name);
        let file = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(path).ok()?;
        file.try_lock().ok().map(|()| file)
    }

    /// A file lock of the profile by name, waited for. Gone when dropped, or with the process.
    async fn lock(&self, name: &str) -> Result<std::fs::File, Error> {
        let path = self.profile.folder.join("locks").join(name);
        let lock = move || {
            let file = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
            file.lock()?;
            Ok::<_, std::io::Error>(file)
        };
        tokio::task::spawn_blocking(lock).await.map_err(|_| Error::Disk)?.map_err(|_| Error::Disk)
    }
}

/// The catalogue to use. An older edition than one that was used before is none: somebody may have put it there.
async fn in_use(store: &Store, brought: Brought) -> Result<(Catalogue, CatalogueState), Error> {
    let state = match brought {
        Some(Ok(catalogue)) => {
            let mut write = store.write().await?;
            let newest = settings::newest_catalogue(&mut write, catalogue.version).await?;
            store.commit(write).await?;
            if newest <= catalogue.version {
                return Ok((catalogue, CatalogueState::InUse));
            }
            CatalogueState::Older
        }
        Some(Err(CatalogueError::Expired)) => CatalogueState::Expired,
        Some(Err(CatalogueError::Signed(_))) => CatalogueState::Refused,
        None => CatalogueState::Missing,
    };
    Ok((Catalogue::default(), state))
}

const KEY_ENTRY: &str = "database-key";
const DEVICE_ENTRY: &str = "device-key";

/// Opens the database with the key of the vault. A missing key is made only where there is no database yet:
/// one that lost its key must not be replaced in silence.
async fn open_store(profile: &Profile, outside: &Outside) -> Result<(Store, DeviceKey), Error> {
    let lock = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(profile.folder.join("locks/open")).map_err(|_| Error::Disk)?;
    let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock)).await.map_err(|_| Error::Disk)?.map_err(|_| Error::Disk)?;
    let file = profile.folder.join("renkei.db");
    let key = match outside.vault.load(KEY_ENTRY).await? {
        Some(entry) => read_key(&entry).ok_or(Error::Store(crate::store::StoreError::Broken))?,
        None if file.exists() => return Err(Error::Store(crate::store::StoreError::Broken)),
        None => {
            let bytes: [u8; 32] = random_bytes(outside.random.as_ref());
            outside.vault.save(KEY_ENTRY, &Entry::new(hex::encode(bytes))).await?;
            DatabaseKey::new(bytes)
        }
    };
    let store = Store::open(&file, &key).await?;
    let device = device_key(outside).await?;
    drop(lock);
    Ok((store, device))
}

/// The key that signs the records, made where there is none. Of one that was lost, a new one takes the place; the records say so.
async fn device_key(outside: &Outside) -> Result<DeviceKey, Error> {
    if let Some(key) = outside.vault.load(DEVICE_ENTRY).await?.as_ref().and_then(DeviceKey::read) {
        return Ok(key);
    }
    let key = DeviceKey::new(random_bytes(outside.random.as_ref()));
    outside.vault.save(DEVICE_ENTRY, &key.entry()).await?;
    Ok(key)
}

fn read_key(entry: &Entry) -> Option<DatabaseKey> {
    let mut bytes = [0_u8; 32];
    // To open the database with it.
    hex::decode_to_slice(entry.expose(), &mut bytes).ok()?;
    Some(DatabaseKey::new(bytes))
}
