//! The terminal as the shell that the core lives in.

use std::path::PathBuf;

use async_trait::async_trait;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::Changed;
use renkei_core::ports::{Host, NoBrowser, Question};
use renkei_core::secret::Passphrase;
use url::Url;

/// Opens the system browser; `BROWSER` is honoured where the system's opener does.
pub(crate) struct Terminal;

#[async_trait]
impl Host for Terminal {
    async fn open_in_browser(&self, url: &Url) -> Result<(), NoBrowser> {
        open::that_detached(url.as_str()).map_err(|_| NoBrowser)
    }

    fn scheme(&self) -> Option<String> {
        None
    }

    fn open_practice(&self) -> Result<(), NoBrowser> {
        Err(NoBrowser)
    }

    fn save_file(&self, _name: &str, _content: &[u8], _open: bool) -> Result<PathBuf, NoBrowser> {
        Err(NoBrowser)
    }

    async fn ask_passphrase(&self, _question: Question, _lang: Lang) -> Result<Option<Passphrase>, NoBrowser> {
        Err(NoBrowser)
    }

    async fn choose_backup(&self, _lang: Lang) -> Result<Option<PathBuf>, NoBrowser> {
        Err(NoBrowser)
    }

    fn place_file(&self, _name: &str) -> Result<PathBuf, NoBrowser> {
        Err(NoBrowser)
    }

    fn changed(&self, _changed: Changed) {}
}
