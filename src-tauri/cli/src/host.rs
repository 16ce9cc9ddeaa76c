//! The terminal as the shell that the core lives in.

use async_trait::async_trait;
use renkei_core::ports::{Host, NoBrowser};
use url::Url;

/// Opens the system browser; `BROWSER` is honoured where the system's opener does.
pub(crate) struct Terminal;

#[async_trait]
impl Host for Terminal {
    async fn open_in_browser(&self, url: &Url) -> Result<(), NoBrowser> {
        open::that_detached(url.as_str()).map_err(|_| NoBrowser)
    }
}
