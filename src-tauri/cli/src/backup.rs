//! Backups: where the file stands and what closes it, as the command line or the person at the terminal says.

use std::path::PathBuf;

use async_trait::async_trait;
use renkei_cli::profile;
use renkei_core::domain::passphrase;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::{BackupMadeView, BackupView, Changed};
use renkei_core::ports::{Host, NoBrowser, Question};
use renkei_core::secret::Passphrase;
use renkei_core::words::{Argument, Words};
use serde_json::json;
use url::Url;

use crate::args::{Cli, Command};
use crate::fault::{Code, Refused};
use crate::host::Terminal;
use crate::run::{OK, Session};
use crate::show;

/// Where a backup's passphrase comes from where nobody is asked.
#[derive(clap::Args)]
pub(crate) struct Closing {
    #[arg(long, value_name = "FILE")]
    backup_passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "N", conflicts_with = "backup_passphrase_file")]
    backup_passphrase_fd: Option<u32>,
}

/// The terminal, with what a call says of a backup. What is said is read before the profile is opened: so a fault of it is told as one.
pub(crate) struct Keeper {
    file: PathBuf,
    given: Option<Passphrase>,
    behind: Terminal,
}

impl Keeper {
    /// For a call about a backup; `None` for any other.
    ///
    /// # Errors
    /// A [`renkei_core::ipc::Failure`] where the passphrase cannot be read, [`Refused`] where there is none and nobody to ask.
    pub(crate) fn of(cli: &Cli, terminal: bool) -> anyhow::Result<Option<Self>> {
        let (file, closing) = if let Command::Backup { out, closing } = &cli.command {
            (out.clone().unwrap_or_default(), closing)
        } else if let Command::Restore { file, closing } = &cli.command {
            (file.clone(), closing)
        } else {
            return Ok(None);
        };
        let descriptor = closing.backup_passphrase_fd.map(|number| PathBuf::from(format!("/dev/fd/{number}")));
        let given = closing.backup_passphrase_file.clone().or(descriptor).map(|place| profile::passphrase_from(&place)).transpose()?;
        if given.is_none() && !terminal {
            return Err(Refused::plain(Code::NeedsBackupPassphrase).into());
        }
        Ok(Some(Self { file, given, behind: Terminal }))
    }
}

#[async_trait]
impl Host for Keeper {
    async fn open_in_browser(&self, url: &Url) -> Result<(), NoBrowser> {
        self.behind.open_in_browser(url).await
    }

    fn scheme(&self) -> Option<String> {
        self.behind.scheme()
    }

    fn open_practice(&self) -> Result<(), NoBrowser> {
        self.behind.open_practice()
    }

    fn save_file(&self, name: &str, content: &[u8], open: bool) -> Result<PathBuf, NoBrowser> {
        self.behind.save_file(name, content, open)
    }

    async fn ask_passphrase(&self, question: Question, lang: Lang) -> Result<Option<Passphrase>, NoBrowser> {
        if let Some(given) = &self.given {
            return Ok(Some(given.clone()));
        }
        tokio::task::spawn_blocking(move || asked(&question, lang)).await.map_err(|_| NoBrowser)?
    }

    async fn choose_backup(&self, _lang: Lang) -> Result<Option<PathBuf>, NoBrowser> {
        Ok(Some(self.file.clone()))
    }

    fn place_file(&self, name: &str) -> Result<PathBuf, NoBrowser> {
        // Where nobody says another: here, under the name that tells its time.
        Ok(if self.file.as_os_str().is_empty() { PathBuf::from(name) } else { self.file.clone() })
    }

    fn changed(&self, changed: Changed) {
        self.behind.changed(changed);
    }
}

/// Asks at the terminal, without echo; of a new one twice.
fn asked(question: &Question, lang: Lang) -> Result<Option<Passphrase>, NoBrowser> {
    let words = Words::of(lang);
    let prompt = |id: &str| rpassword::prompt_password(words.get(id)).map_err(|_| NoBrowser);
    let Question::NewBackup { code } = question else {
        let typed = prompt("backup-ask-terminal")?;
        return Ok((!typed.is_empty()).then(|| Passphrase::new(typed)));
    };
    // To show it this once: the person writes it down.
    eprintln!("{}", words.with("backup-new-terminal", &[("code", Argument::Text(code.expose().into()))]));
    loop {
        let first = prompt("backup-new-prompt")?;
        if first.is_empty() {
            return Ok(None);
        }
        if !passphrase::is_strong(&passphrase::canonical(&first)) {
            eprintln!("{}", words.get("backup-weak"));
        } else if passphrase::canonical(&prompt("backup-again-prompt")?) != passphrase::canonical(&first) {
            eprintln!("{}", words.get("passphrase-differs"));
        } else {
            return Ok(Some(Passphrase::new(first)));
        }
    }
}

impl Session<'_> {
    pub(crate) async fn backup(&self) -> anyhow::Result<u8> {
        let made: Option<BackupMadeView> = self.call("make_backup", json!({})).await?;
        let made = made.ok_or_else(|| Refused::plain(Code::NeedsBackupPassphrase))?;
        show::backed_up(self.reader, &made);
        Ok(OK)
    }

    pub(crate) async fn restore(&self) -> anyhow::Result<u8> {
        let restored: Option<BackupView> = self.call("restore_backup", json!({})).await?;
        let restored = restored.ok_or_else(|| Refused::plain(Code::NeedsBackupPassphrase))?;
        show::restored(self.reader, &restored);
        Ok(OK)
    }
}
