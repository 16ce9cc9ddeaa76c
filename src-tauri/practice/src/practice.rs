//! Starting and stopping everything on one folder.

use std::{
    collections::BTreeMap,
    fs, io,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::{
    cast::{self, ISSUERS, closed::AKEBONO},
    catalogue::{self, CatalogueError},
    chance,
    clock::{Clock, SystemClock, Time, stamp, told},
    closed,
    connectors::{self, caller::Caller},
    control, documents, http,
    issuer::{self, Ctx},
    lock::{self, Addresses, LockFile},
    receipts, seed,
    serve::{self, Server},
    store::{self, SaveError, Shared},
    world::World,
};

/// How long calls of connectors may take when the practice ends.
const CALLS_GRACE: Duration = Duration::from_secs(2);

/// How a practice runs.
#[derive(Clone)]
pub struct Options {
    /// Between two calls of a connector for one grant.
    pub interval: Duration,
    /// Whether connectors call by themselves.
    pub schedule: bool,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Default for Options {
    fn default() -> Self {
        Self { interval: Duration::from_secs(30), schedule: true, clock: Arc::new(SystemClock) }
    }
}

/// Why a practice did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another process, or another start in this one, holds the folder.
    #[error("The practice already runs on {}", dir.display())]
    AlreadyRunning {
        /// The folder.
        dir: PathBuf,
    },
    /// A port that was chosen at the first start belongs to another program.
    #[error("Port {port} of {owner} is taken. End the program that uses it, or start the practice in a new folder: its addresses must not change")]
    PortTaken {
        /// The port.
        port: u16,
        /// Who listens there in the practice.
        owner: String,
        /// What the system said.
        source: io::Error,
    },
    /// The folder cannot be used.
    #[error("Use the practice folder {}", dir.display())]
    Folder {
        /// The folder.
        dir: PathBuf,
        /// What failed.
        source: io::Error,
    },
    /// The catalogue was not signed or written.
    #[error("Publish the catalogue of practice issuers")]
    Catalogue(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The receipts of the issuer without an API were not signed.
    #[error("Sign the receipts of the practice issuer that has no API")]
    Receipts(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The state was not written.
    #[error("Save the practice state")]
    Save(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The HTTP client of the connectors was not made.
    #[error("Make the HTTP client of the connectors")]
    Client(#[source] reqwest::Error),
}

/// A made-up person of the practice (R7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// For the sign-in page.
    pub username: &'static str,
    /// The same for everybody, and told on the sign-in page.
    pub password: &'static str,
    /// Name in Japanese.
    pub name_ja: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// Who it is, in Japanese.
    pub about_ja: &'static str,
    /// Who it is, in English.
    pub about_en: &'static str,
}

/// All made-up people; the first is the main one.
pub fn people() -> Vec<Person> {
    cast::PEOPLE
        .iter()
        .map(|person| Person {
            username: person.username,
            password: cast::PASSWORD,
            name_ja: person.name.ja,
            name_en: person.name.en,
            about_ja: person.about.ja,
            about_en: person.about.en,
        })
        .collect()
}

/// Running practice issuers, connectors and control server.
pub struct Practice {
    shared: Arc<Shared>,
    addresses: Addresses,
    servers: Vec<Server>,
    tasks: Vec<JoinHandle<()>>,
    lock: Option<lock::Held>,
    dir: PathBuf,
}

impl Practice {
    /// Starts everything on the folder, which is made and filled at the first start.
    ///
    /// # Errors
    ///
    /// [`StartError`], for instance when the folder is in use or one of its ports is taken.
    pub async fn start(dir: &Path, options: Options) -> Result<Self, StartError> {
        let folder = |source: io::Error| StartError::Folder { dir: dir.to_owned(), source };
        make_folder(dir).map_err(folder)?;
        let Some(lock) = lock::take(dir).map_err(folder)? else {
            return Err(StartError::AlreadyRunning { dir: dir.to_owned() });
        };
        let real_now = told(options.clock.now());
        let mut world = match store::read_state(dir).map_err(folder)? {
            Some(world) => world,
            None => seed::world(real_now),
        };
        let listeners = Listeners::open(&mut world).await?;
        let now = real_now + chrono::Duration::seconds(world.clock_offset_seconds);
        documents::furnish(&mut world, now);
        receipts::furnish(&mut world);
        closed::furnish(&mut world, now).map_err(|error| StartError::Receipts(Box::new(error)))?;
        catalogue::publish(&mut world, dir, now).map_err(catalogue_error)?;
        let lock_file = lock_file(&world, now);
        let client = http::client().map_err(StartError::Client)?;
        let shared = Arc::new(Shared::new(world, dir, options.clock.clone(), client));
        // Ports and keys must be kept before anybody learns them.
        shared.commit().await.map_err(save_error)?;
        let caller = Arc::new(Caller::new(Arc::clone(&shared), options.interval));
        let servers = listeners.serve(&shared, &caller, &lock_file.control_token);
        lock::Held::tell(dir, &lock_file).map_err(folder)?;
        let mut tasks = vec![tokio::spawn(Arc::clone(&shared).keep_saved())];
        if options.schedule {
            tasks.push(tokio::spawn(caller.keep_schedule()));
        }
        Ok(Self { shared, addresses: lock_file.addresses(), servers, tasks, lock: Some(lock), dir: dir.to_owned() })
    }

    /// Where everything answers.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Stops listening and calling, saves, and gives the folder back.
    pub async fn shutdown(mut self) {
        self.shared.closing.send_replace(true);
        // Calls under way end first: a connector that loses an answer loses its tokens with it.
        for mut task in self.tasks.drain(..) {
            if tokio::time::timeout(CALLS_GRACE, &mut task).await.is_err() {
                task.abort();
                task.await.ok();
            }
        }
        for server in self.servers.drain(..) {
            server.stop().await;
        }
        if let Err(error) = self.shared.commit().await {
            tracing::error!(%error, "the practice state is not saved");
        }
        if let Some(lock) = self.lock.take()
            && let Err(error) = lock.give_back(&self.dir)
        {
            tracing::warn!(%error, "the practice lock is not given back");
        }
    }
}

/// One listener for each server, on the ports that the state knows.
struct Listeners {
    issuers: Vec<(&'static cast::IssuerCast, TcpListener, u16)>,
    closed: (TcpListener, u16),
    connectors: (TcpListener, u16),
    control: (TcpListener, u16),
}

impl Listeners {
    async fn open(world: &mut World) -> Result<Self, StartError> {
        let mut issuers = Vec::new();
        for cast in &ISSUERS {
            let (listener, port) = listen_as(world, cast.id).await?;
            issuers.push((cast, listener, port));
        }
        let closed = listen_as(world, AKEBONO.id).await?;
        let connectors = listen(world.ports.connectors, "the connectors").await?;
        world.ports.connectors = connectors.1;
        let control = listen(world.ports.control, "the control server").await?;
        world.ports.control = control.1;
        Ok(Self { issuers, closed, connectors, control })
    }

    fn serve(self, shared: &Arc<Shared>, caller: &Arc<Caller>, token: &str) -> Vec<Server> {
        let mut servers = Vec::new();
        for (cast, listener, port) in self.issuers {
            let url = shared.look(|world, _| issuer::url(world, cast.id));
            let ctx = Ctx { shared: Arc::clone(shared), cast, url: url.into() };
            servers.push(serve::spawn(listener, issuer::router(ctx, port)));
        }
        let (listener, port) = self.closed;
        servers.push(serve::spawn(listener, closed::router(Arc::clone(shared), port)));
        let (listener, port) = self.connectors;
        let router = connectors::router(Arc::clone(shared), port);
        servers.push(serve::spawn(listener, router));
        let (listener, port) = self.control;
        let router = control::router(Arc::clone(shared), Arc::clone(caller), token, port);
        servers.push(serve::spawn(listener, router));
        servers
    }
}

/// Listens on the port that an issuer had before, and keeps a new one.
async fn listen_as(world: &mut World, id: &str) -> Result<(TcpListener, u16), StartError> {
    let known = world.ports.issuers.get(id).copied();
    let (listener, port) = listen(known.unwrap_or_default(), id).await?;
    world.ports.issuers.insert(id.to_owned(), port);
    Ok((listener, port))
}

/// Listens on a known port, or lets the system choose one (0).
async fn listen(port: u16, owner: &str) -> Result<(TcpListener, u16), StartError> {
    let taken = |source: io::Error| StartError::PortTaken { port, owner: owner.to_owned(), source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(taken)?;
    let port = listener.local_addr().map_err(taken)?.port();
    Ok((listener, port))
}

fn lock_file(world: &World, now: Time) -> LockFile {
    LockFile {
        pid: std::process::id(),
        started_at: stamp(now),
        issuers: world.ports.issuers.iter().map(|(id, port)| (id.clone(), *port)).collect::<BTreeMap<_, _>>(),
        connectors: world.ports.connectors,
        control: world.ports.control,
        control_token: chance::secret("control"),
    }
}

fn make_folder(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(dir)
}

fn catalogue_error(error: CatalogueError) -> StartError {
    StartError::Catalogue(Box::new(error))
}

fn save_error(error: SaveError) -> StartError {
    StartError::Save(Box::new(error))
}
