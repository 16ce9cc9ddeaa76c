//! Opening the profile behind the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use renkei_cli::{practice, profile};
use renkei_core::desk::Desk;
use renkei_core::ipc::{ErrorCode, Failure};
use sha2::{Digest as _, Sha256};
use tauri::AppHandle;
use tokio::sync::{Mutex, watch};

use crate::host::Window;
use crate::passphrase::{self, Question};

/// Which profile to open.
pub(crate) struct Wish {
    practice: bool,
    folder: Option<PathBuf>,
    passphrase_file: Option<PathBuf>,
}

impl Wish {
    /// `--practice`, `--profile DIR`, `--passphrase-file FILE`: the same words as in the terminal.
    pub(crate) fn from_args() -> Self {
        let mut wish = Self { practice: false, folder: None, passphrase_file: None };
        let mut args = std::env::args_os().skip(1);
        while let Some(arg) = args.next() {
            match arg.to_str() {
                Some("--practice") => wish.practice = true,
                Some("--profile") => wish.folder = args.next().map(PathBuf::from),
                Some("--passphrase-file") => wish.passphrase_file = args.next().map(PathBuf::from),
                Some(_) | None => {}
            }
        }
        wish
    }

    /// What tells this profile from the one that opens where nothing is said; part of a name on the system's bus.
    pub(crate) fn mark(&self) -> Option<String> {
        let practice = self.practice.then(|| "practice".to_owned());
        let Some(folder) = &self.folder else { return practice };
        // The same folder by whatever way, also before it is made.
        let place = std::fs::create_dir_all(folder).and_then(|()| folder.canonicalize()).unwrap_or_else(|_| folder.clone());
        let digest = Sha256::digest(place.as_os_str().as_encoded_bytes());
        Some(digest.iter().take(8).fold("p".to_owned(), |mark, byte| format!("{mark}{byte:02x}")))
    }
}

/// What every command waits for: the open desk, or why there is none.
pub(crate) struct Door {
    state: watch::Sender<Option<Result<Arc<Desk>, Failure>>>,
    open: Mutex<Option<profile::Open>>,
}

impl Default for Door {
    fn default() -> Self {
        Self { state: watch::Sender::new(None), open: Mutex::new(None) }
    }
}

impl Door {
    pub(crate) async fn desk(&self) -> Result<Arc<Desk>, Failure> {
        let mut state = self.state.subscribe();
        let open = state.wait_for(Option::is_some).await.map_err(|_| bug("The window is closing"))?;
        open.clone().unwrap_or_else(|| Err(bug("The profile is not open")))
    }

    pub(crate) async fn close(&self) {
        if let Some(open) = self.open.lock().await.take() {
            open.close().await;
        }
    }
}

pub(crate) async fn open(app: AppHandle, door: Arc<Door>, wish: Wish) {
    let result = match opened(app, wish).await {
        Ok(open) => {
            let desk = Arc::clone(&open.desk);
            *door.open.lock().await = Some(open);
            Ok(desk)
        }
        Err(error) => {
            tracing::error!("{error:#}");
            Err(profile::failure_of(&error))
        }
    };
    door.state.send_replace(Some(result));
}

async fn opened(app: AppHandle, wish: Wish) -> anyhow::Result<profile::Open> {
    let folder = match wish.folder {
        Some(folder) => folder,
        None => profile::default_folder(wish.practice)?,
    };
    if !wish.practice {
        return ordinary(app, &folder, wish.passphrase_file.as_deref()).await;
    }
    let window = Arc::new(Window(app));
    let visitor = Arc::new(practice::Visitor::before(window));
    let open = profile::open_practice(&folder, Arc::clone(&visitor) as _).await?;
    practice::sign_in_everywhere(open.desk.as_ref()).await;
    // From here on it is the person who signs in, in their own browser.
    visitor.step_aside();
    Ok(open)
}

/// Where there is no keychain, the passphrase comes from a file, or the person is asked until one fits or they go without.
async fn ordinary(app: AppHandle, folder: &Path, passphrase_file: Option<&Path>) -> anyhow::Result<profile::Open> {
    if let Some(file) = passphrase_file {
        return profile::open(folder, Arc::new(Window(app)), |_new| Ok(Some(profile::passphrase_from(file)?))).await;
    }
    let mut again = false;
    loop {
        let ask = |new: bool| {
            let question = match (new, again) {
                (true, _) => Question::New,
                (false, false) => Question::Open,
                (false, true) => Question::OpenAgain,
            };
            Ok(passphrase::ask(&app, question, renkei_cli::system_language()))
        };
        match profile::open(folder, Arc::new(Window(app.clone())), ask).await {
            Err(error) if profile::failure_of(&error).code == ErrorCode::WrongPassphrase => again = true,
            opened => return opened,
        }
    }
}

fn bug(detail: &str) -> Failure {
    Failure { code: ErrorCode::Bug, party: None, detail: Some(detail.to_owned()) }
}
