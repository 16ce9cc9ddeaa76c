//! The practice issuers of a profile: those that run already, or started here.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use async_trait::async_trait;
use renkei_core::desk::Desk;
use renkei_core::domain::expiry::Refreshable;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::{self, Changed, ConnectIssuer, ConnectState, ConnectView, Contract, Failure, IssuerMeans, Nothing, OfConnect, SignInView};
use renkei_core::ports::{Clock as _, Host, NoBrowser, Question, SystemClock};
use renkei_core::secret::Passphrase;
use renkei_practice::visit::{Decision, sign_in};
use renkei_practice::{Addresses, Options, Practice, Running, StartError};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use url::Url;

/// The made-up person whom this app signs in by itself.
pub const PERSON: &str = "minami";

/// How soon it is noticed that the process that ran the issuers has ended.
const LOOK: Duration = Duration::from_millis(50);
/// How long issuers that did not answer may take to come back in other hands.
const RETURN: Duration = Duration::from_secs(3);
/// After so many tries in a row a start is said to fail; it is tried on.
const FOR_GOOD: u32 = 20;

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

/// The practice issuers of a folder. Where another process runs them, this one takes over as soon as that one ends:
/// they come back on the same ports and with the same state.
pub struct Kept {
    home: PathBuf,
    ours: Arc<Mutex<Option<Practice>>>,
    watch: JoinHandle<()>,
}

/// One run of the issuers: by which process, since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run(u32, String);

impl Kept {
    /// Keeps them running from now on; `ours` where they were started here. After a change of hands `desk` asks them
    /// anew: what it asked in between found nobody.
    pub fn keep(folder: &Path, ours: Option<Practice>, desk: Option<Arc<Desk>>) -> Self {
        let (home, ours) = (home(folder), Arc::new(Mutex::new(ours)));
        let watch = tokio::spawn(watch(home.clone(), Arc::clone(&ours), desk));
        Self { home, ours, watch }
    }

    /// The run of the moment, if any.
    pub fn run(&self) -> Option<Run> {
        run(&self.home)
    }

    /// Whether they are, or within a moment come, in other hands than before.
    pub async fn came_back(&self, before: Option<&Run>) -> bool {
        let until = tokio::time::Instant::now() + RETURN;
        loop {
            let now = self.run();
            if now.is_some() && now.as_ref() != before {
                return true;
            }
            if tokio::time::Instant::now() >= until {
                return false;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Gives them back, where they run here.
    pub async fn close(self) {
        // A start that is under way ends first, and none begins after it.
        let mut ours = self.ours.lock().await;
        self.watch.abort();
        if let Some(practice) = ours.take() {
            practice.shutdown().await;
        }
    }
}

fn run(home: &Path) -> Option<Run> {
    Running::find(home).map(|running| Run(running.pid, running.started_at))
}

async fn watch(home: PathBuf, held: Arc<Mutex<Option<Practice>>>, desk: Option<Arc<Desk>>) {
    let (mut known, mut failed) = (run(&home), 0_u32);
    loop {
        let mut ours = held.lock().await;
        if ours.is_none() && run(&home).is_none() {
            match Practice::start(&home, Options::default()).await {
                Ok(practice) => *ours = Some(practice),
                // Who else waits was faster.
                Err(StartError::AlreadyRunning { .. }) => {}
                Err(error) => {
                    failed += 1;
                    if failed == FOR_GOOD {
                        tracing::error!("The practice issuers do not come back: {:#}", anyhow::Error::from(error));
                    }
                }
            }
        }
        let here = ours.is_some();
        drop(ours);
        let now = run(&home);
        if now.is_some() && now != known {
            (known, failed) = (now, 0);
            if let Some(desk) = &desk
                && let Err(failure) = desk.sync(Lang::Ja, ipc::Sync { account: None, now: true }).await
            {
                tracing::warn!(?failure, "Ask the practice issuers anew");
            }
        }
        if here {
            return;
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// A host whose browser is a made-up person: it goes through the same pages of the same code flow.
pub struct Visitor {
    behind: Option<Arc<dyn Host>>,
    aside: AtomicBool,
}

impl Visitor {
    /// For a shell without screens.
    pub fn alone() -> Self {
        Self { behind: None, aside: AtomicBool::new(false) }
    }

    /// In front of a shell that has screens and a browser of its own.
    pub fn before(host: Arc<dyn Host>) -> Self {
        Self { behind: Some(host), aside: AtomicBool::new(false) }
    }

    /// From now on the shell behind opens its own browser.
    pub fn step_aside(&self) {
        self.aside.store(true, Ordering::Relaxed);
    }
}

#[async_trait]
impl Host for Visitor {
    async fn open_in_browser(&self, url: &Url) -> Result<(), NoBrowser> {
        // The made-up person goes to the made-up issuers alone: letters and pages of others are the real person's.
        let made_up = url.scheme() == "http" && url.host_str() == Some("127.0.0.1");
        if !made_up || self.aside.load(Ordering::Relaxed) {
            return self.behind.as_ref().ok_or(NoBrowser)?.open_in_browser(url).await;
        }
        let person = renkei_practice::people().into_iter().find(|person| person.username == PERSON).ok_or(NoBrowser)?;
        let url = url.to_string();
        tokio::spawn(async move {
            if let Err(error) = sign_in(&url, person.username, person.password, Decision::Allow).await {
                tracing::warn!(%error, "Sign in as a made-up person");
            }
        });
        Ok(())
    }

    fn scheme(&self) -> Option<String> {
        self.behind.as_ref().and_then(|host| host.scheme())
    }

    fn open_practice(&self) -> Result<(), NoBrowser> {
        // This is it.
        Err(NoBrowser)
    }

    fn save_file(&self, name: &str, content: &[u8], open: bool) -> Result<PathBuf, NoBrowser> {
        self.behind.as_ref().ok_or(NoBrowser)?.save_file(name, content, open)
    }

    async fn ask_passphrase(&self, question: Question, lang: Lang) -> Result<Option<Passphrase>, NoBrowser> {
        self.behind.as_ref().ok_or(NoBrowser)?.ask_passphrase(question, lang).await
    }

    async fn choose_backup(&self, lang: Lang) -> Result<Option<PathBuf>, NoBrowser> {
        self.behind.as_ref().ok_or(NoBrowser)?.choose_backup(lang).await
    }

    fn place_file(&self, name: &str) -> Result<PathBuf, NoBrowser> {
        self.behind.as_ref().ok_or(NoBrowser)?.place_file(name)
    }

    fn changed(&self, changed: Changed) {
        if let Some(behind) = &self.behind {
            behind.changed(changed);
        }
    }
}

/// Signs the made-up person in wherever it is not, through the same code flow as anybody. Gives back what did not work.
pub async fn sign_in_everywhere(desk: &dyn Contract) -> Vec<ConnectView> {
    let (issuers, sign_ins) = match (desk.list_issuers(Lang::Ja, Nothing {}).await, desk.list_sign_ins(Lang::Ja, Nothing {}).await) {
        (Ok(issuers), Ok(sign_ins)) => (issuers, sign_ins),
        (Err(failure), _) | (_, Err(failure)) => {
            tracing::warn!(?failure, "Look for sign-ins");
            return Vec::new();
        }
    };
    let wanted = issuers.into_iter().filter(|issuer| issuer.means == IssuerMeans::Api).filter_map(|issuer| {
        match sign_ins.iter().find(|sign_in| sign_in.issuer.id == issuer.id) {
            Some(sign_in) if sign_in.signed_in && !has_run_out(sign_in) => None,
            Some(sign_in) => Some(ConnectIssuer::Again { account: sign_in.account }),
            None => Some(ConnectIssuer::Catalogue { issuer: issuer.id }),
        }
    });
    let attempts = futures::future::join_all(wanted.map(|request| attempt(desk, request))).await;
    attempts.into_iter().filter_map(Result::ok).filter(|view| !matches!(view.state, ConnectState::Connected { .. })).collect()
}

async fn attempt(desk: &dyn Contract, request: ConnectIssuer) -> Result<ConnectView, Failure> {
    let mut view = desk.connect_issuer(Lang::Ja, request).await?;
    while matches!(view.state, ConnectState::Discovering | ConnectState::InBrowser { .. } | ConnectState::Finishing) {
        tokio::time::sleep(Duration::from_millis(30)).await;
        view = desk.read_connect(Lang::Ja, OfConnect { connect: view.id }).await?;
    }
    Ok(view)
}

fn has_run_out(sign_in: &SignInView) -> bool {
    matches!(sign_in.refreshable, Refreshable::Until(until) if until <= SystemClock.now())
}
