//! The window as the shell that the core lives in.

use std::path::PathBuf;

use async_trait::async_trait;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::Changed;
use renkei_core::ports::{self, Host, NoBrowser};
use renkei_core::secret::Passphrase;
use tauri::{AppHandle, Emitter as _, Manager as _};
use tauri_plugin_opener::OpenerExt as _;
use url::Url;

use crate::arrival::Scheme;
use crate::passphrase::{self, Question};

pub(crate) struct Window(pub(crate) AppHandle);

#[async_trait]
impl Host for Window {
    async fn open_in_browser(&self, url: &Url) -> Result<(), NoBrowser> {
        self.0.opener().open_url(url.as_str(), None::<&str>).map_err(|_| NoBrowser)
    }

    fn scheme(&self) -> Option<String> {
        self.0.state::<Scheme>().own()
    }

    fn open_practice(&self) -> Result<(), NoBrowser> {
        // A process of its own: the two profiles share nothing but the program.
        let program = std::env::current_exe().map_err(|_| NoBrowser)?;
        std::process::Command::new(program).arg("--practice").spawn().map(drop).map_err(|_| NoBrowser)
    }

    fn save_file(&self, name: &str, content: &[u8], open: bool) -> Result<PathBuf, NoBrowser> {
        let folder = self.0.path().download_dir().or_else(|_| self.0.path().temp_dir()).map_err(|_| NoBrowser)?;
        let file = folder.join(name);
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, content)).map_err(|_| NoBrowser)?;
        if open {
            self.0.opener().open_path(file.to_string_lossy(), None::<&str>).map_err(|_| NoBrowser)?;
        }
        Ok(file)
    }

    async fn ask_passphrase(&self, question: ports::Question, lang: Lang) -> Result<Option<Passphrase>, NoBrowser> {
        if !cfg!(target_os = "linux") {
            return Err(NoBrowser);
        }
        let question = match question {
            ports::Question::NewBackup { code } => Question::NewBackup { code },
            ports::Question::Backup => Question::Backup,
        };
        Ok(passphrase::ask(&self.0, question, lang))
    }

    async fn choose_backup(&self, lang: Lang) -> Result<Option<PathBuf>, NoBrowser> {
        if cfg!(target_os = "linux") { Ok(passphrase::choose_backup(&self.0, lang)) } else { Err(NoBrowser) }
    }

    fn place_file(&self, name: &str) -> Result<PathBuf, NoBrowser> {
        let folder = self.0.path().download_dir().or_else(|_| self.0.path().home_dir()).map_err(|_| NoBrowser)?;
        std::fs::create_dir_all(&folder).map_err(|_| NoBrowser)?;
        Ok(folder.join(name))
    }

    fn changed(&self, changed: Changed) {
        if let Err(error) = self.0.emit("changed", changed) {
            tracing::warn!(%error, "Tell the screens");
        }
        #[cfg(desktop)]
        self.0.state::<std::sync::Arc<crate::tell::Outward>>().changed();
    }
}
