//! Handing a letter on by the person's own means. Whether it was sent, only they know.

use chrono::{FixedOffset, Offset as _, Utc};
use url::Url;

use super::{Error, Inner};
use crate::domain::deletion::mailto;
use crate::ipc::ErrorCode;

/// Longest address of a letter that mail programs are handed whole. Windows hands on 2,048 characters of a command line's
/// address; elsewhere programs take much more, and a letter in Japanese is nine characters an address for each of its own.
const LONGEST_ADDRESS: usize = if cfg!(windows) { 2_000 } else { 16_000 };

impl Inner {
    /// Opens an address outside: a page, a letter in the mail program, a call.
    pub(super) async fn open_outside(&self, url: &Url) -> Result<(), Error> {
        let nothing = match url.scheme() {
            "tel" => ErrorCode::NoDialler,
            "mailto" => ErrorCode::NoMailProgram,
            _ => ErrorCode::NoBrowser,
        };
        self.outside.host.open_in_browser(url).await.map_err(|_| Error::Plain(nothing))
    }

    /// Saves a letter as a text file; its name.
    pub(super) fn save_letter(&self, id: &str, subject: &str, body: &str) -> Result<String, Error> {
        let name = format!("renkei-{id}.txt");
        let text = format!("{subject}\n\n{body}\n");
        self.outside.host.save_file(&name, text.as_bytes(), false).map_err(|_| Error::Plain(ErrorCode::NoBrowser))?;
        Ok(name)
    }
}

/// The address that opens a letter in a mail program, and whether its text goes along; `None` where it is no mail address.
pub(super) fn by_mail(address: &str, subject: &str, body: &str) -> Option<(Url, bool)> {
    let full = mailto(address, subject, Some(body))?;
    let whole = full.len() <= LONGEST_ADDRESS;
    let address = if whole { full } else { mailto(address, subject, None)? };
    Some((Url::parse(&address).ok()?, whole))
}

/// How far the person's clock is ahead of UTC; Japan's where they do not say.
pub(super) fn offset(minutes: Option<i32>) -> FixedOffset {
    let said = minutes.and_then(|minutes| FixedOffset::east_opt(minutes.checked_mul(60)?));
    said.or_else(|| FixedOffset::east_opt(9 * 3_600)).unwrap_or_else(|| Utc.fix())
}
