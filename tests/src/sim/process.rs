//! One process of the app in a runtime of its own, which can end at any durable point.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::Duration;
use renkei_core::desk::driven::Driven;
use renkei_core::desk::{Outside, Profile};
use renkei_core::domain::id::{AccountId, IssuerId};
use renkei_core::domain::issuer::IssuerKind;
use renkei_core::domain::text::Text;
use renkei_core::ipc::{ProfileKind, VaultKind};
use renkei_core::issuers::discovery::{Redirect, Site};
use renkei_core::issuers::wire::Tokens;
use renkei_core::ports::Clock as _;
use renkei_core::secret::{AccessToken, RefreshToken};
use renkei_core::store::accounts::Account;
use renkei_core::store::issuers::Issuer;
use tokio::runtime::Runtime;
use tokio::sync::Notify;

use super::outside::{Bare, Dice, Disk, Net, Safe, Time, Traps, Waiting, held};
use super::world::{Habits, World};

/// The one machine: what outlives its processes.
pub(super) struct Computer {
    pub(super) folder: PathBuf,
    pub(super) time: Arc<Time>,
    pub(super) dice: Arc<Dice>,
    pub(super) vault: Arc<Mutex<BTreeMap<String, String>>>,
    pub(super) world: Arc<Mutex<World>>,
}

pub(super) struct Process {
    // Dropped before the runtime that it lives in.
    driven: Option<Driven>,
    pub(super) waiting: Arc<Mutex<Vec<Waiting>>>,
    came: Arc<Notify>,
    pub(super) traps: Arc<Traps>,
    runtime: Runtime,
}

/// How many conversations the engine has with one issuer at once.
const AT_ONCE: usize = 3;

/// How long it is waited for a process to come to rest: a busy machine is not a lock that is never let go.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

/// A process ended, or could not begin.
pub(super) struct Over;

impl Process {
    pub(super) fn start(computer: &Computer) -> Result<Self, Over> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|_| Over)?;
        let (waiting, came, traps) = (Arc::default(), Arc::new(Notify::new()), Arc::new(Traps::default()));
        let outside = Outside {
            clock: Arc::clone(&computer.time) as _,
            random: Arc::clone(&computer.dice) as _,
            vault: Arc::new(Safe { entries: Arc::clone(&computer.vault), traps: Arc::clone(&traps) }),
            http: Arc::new(Net {
                world: Arc::clone(&computer.world),
                time: Arc::clone(&computer.time),
                waiting: Arc::clone(&waiting),
                came: Arc::clone(&came),
            }),
            machine: Arc::new(Bare),
            host: Arc::new(Bare),
        };
        let profile = Profile { folder: computer.folder.clone(), kind: ProfileKind::Ordinary, vault: VaultKind::Keychain, operator: None, catalogue: None };
        let disk = Arc::new(Disk::new(Arc::clone(&traps)));
        let driven = runtime.block_on(Driven::open(profile, outside, Some(disk))).map_err(|_| Over)?;
        Ok(Self { driven: Some(driven), waiting, came, traps, runtime })
    }

    /// Lets the process do something, unless it ends meanwhile. What fails on the way is for the engine to bear.
    pub(super) fn run<T>(&mut self, act: impl AsyncFnOnce(&mut Driven) -> T) -> Result<T, Over> {
        let driven = self.driven.as_mut().ok_or(Over)?;
        let traps = Arc::clone(&self.traps);
        self.runtime.block_on(async {
            tokio::select! {
                biased;
                () = traps.end.reached.notified() => Err(Over),
                done = act(driven) => Ok(done),
            }
        })
    }

    /// Waits until every conversation either waits for its answer or is over. Gives back how many are over.
    pub(super) fn rest(&mut self) -> Result<usize, Over> {
        let (waiting, came) = (Arc::clone(&self.waiting), Arc::clone(&self.came));
        self.run(async |driven| {
            let rested = async {
                loop {
                    let (over, going) = driven.arrived().await.unwrap_or((0, 0));
                    // One conversation may wait for several answers.
                    let wait: HashSet<_> = held(&waiting).iter().map(|waiting| waiting.of).collect();
                    if going.min(AT_ONCE) <= wait.len() {
                        return over;
                    }
                    tokio::select! {
                        () = came.notified() => {}
                        _ = driven.arrival() => {}
                    }
                }
            };
            // Whoever waits for a lock that another process holds does not come to rest.
            let rested = tokio::time::timeout(PATIENCE, rested).await.ok();
            match rested {
                Some(over) => over,
                None => driven.arrived().await.unwrap_or((0, 0)).0,
            }
        })
    }

    /// The person signs in, and the issuer gives these tokens.
    pub(super) fn sign_in(&mut self, computer: &Computer) -> Result<(), Over> {
        let (access, refresh) = held(&computer.world).sign_in();
        let issuer = issuer(held(&computer.world).habits);
        let now = computer.time.now();
        let tokens = Tokens {
            access: AccessToken::new(access),
            access_expires_at: Some(now + Duration::days(30)),
            refresh: Some(RefreshToken::new(refresh)),
            refresh_expires_at: None,
            scopes: None,
        };
        self.run(async |driven| {
            let known = driven.accounts().await.ok().and_then(|accounts| accounts.into_iter().next());
            let account = Account {
                id: known.as_ref().map_or_else(|| AccountId::new(now, [1; 10]), |known| known.id),
                issuer: IssuerId("model".into()),
                subject: "s".into(),
                label: None,
                scopes: vec!["grants:read".into(), "grants:end".into()],
                since: now,
                access_until: None,
                refresh_until: None,
                renewable: true,
                signed_in: true,
                as_of: known.and_then(|known| known.as_of),
                trouble: None,
                sync_wanted: Some(now),
                next_sync_at: now,
                failures: 0,
            };
            // A disk that is full says so to the person, who tries again.
            let _ = driven.sign_in(&issuer, &account, &tokens).await;
        })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _inside = self.runtime.enter();
        drop(self.driven.take());
    }
}

fn issuer(habits: Habits) -> Issuer {
    let url = |path: &str| format!("https://model.example/{path}").parse().unwrap_or_else(|_| unreachable!("An address"));
    let site = Site {
        issuer: "https://model.example".into(),
        authorization_endpoint: url("authorize"),
        token_endpoint: url("token"),
        revocation_endpoint: None,
        registration_endpoint: None,
        iss_promised: true,
        client_id: "renkei".into(),
        redirect: Redirect::LoopbackAnyPort,
        scopes: vec!["grants:read".into(), "grants:end".into()],
        adapter: habits.adapter,
        grants: url("grants/"),
        poll_seconds: 60,
        userinfo_endpoint: None,
        canary: None,
        complaints: false,
        narrowing: None,
        endings: habits.caps,
    };
    Issuer { id: IssuerId("model".into()), name: Text::plain("Model"), kind: IssuerKind::Card, vouched: true, site }
}

/// Copies a closed profile.
pub(super) fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to.join("locks"))?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
