//! All that the core asks of the outside. No port has a method without a caller.

mod machine;
mod system;

use std::path::PathBuf;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

pub use machine::ThisMachine;
pub use system::{SystemClock, SystemRandom};

use crate::domain::Timestamp;
use crate::domain::supply::Supply;
use crate::domain::text::Lang;
use crate::secret::{AccessToken, Entry, Passphrase};

/// The time.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
    /// Waits until this time; not at all for one that is over.
    async fn wait_until(&self, at: Timestamp);
}

/// Randomness from the operating system.
pub trait Random: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// Random bytes in an array.
pub fn random_bytes<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

/// Where secrets are kept: a keychain, or a sealed file.
#[async_trait]
pub trait Vault: Send + Sync {
    /// What is kept under this name; `None` where nothing is.
    async fn load(&self, name: &str) -> Result<Option<Entry>, VaultError>;
    /// Keeps it; when this returns, it survives a crash.
    async fn save(&self, name: &str, entry: &Entry) -> Result<(), VaultError>;
    /// Forgets it; nothing happens where nothing is kept.
    async fn remove(&self, name: &str) -> Result<(), VaultError>;
}

/// Why a vault did not do it. Absent is not an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Locked, or it denies.
    #[error("The vault is locked or denies")]
    Locked,
    /// There is none.
    #[error("There is no vault")]
    Missing,
    /// The passphrase does not open it.
    #[error("The passphrase does not open the vault")]
    WrongPassphrase,
    /// What is kept cannot be read.
    #[error("The vault is broken")]
    Broken,
}

/// One HTTP request to an issuer.
#[derive(Debug, Clone)]
pub struct Request {
    /// GET, POST, PUT or DELETE.
    pub method: Method,
    /// https, or http on loopback.
    pub url: Url,
    /// Accepted content type.
    pub accept: &'static str,
    /// The reader's language.
    pub lang: Option<Lang>,
    /// Sent as `Authorization: Bearer`.
    pub bearer: Option<AccessToken>,
    /// `If-Match`, with its quotes.
    pub if_match: Option<String>,
    /// What an earlier answer was marked with: only a newer one is wanted (RFC 9110, 13.1).
    pub unless: Option<Marks>,
    /// The content.
    pub content: Content,
    /// Largest answer, in bytes.
    pub at_most: usize,
}

/// What tells one answer of an address from a later one (RFC 9110, 8.8), as the server wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// `ETag`
    pub etag: Option<String>,
    /// `Last-Modified`
    pub last_modified: Option<String>,
}

/// The methods in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
    /// PUT
    Put,
    /// DELETE
    Delete,
    /// PATCH
    Patch,
}

/// What a request carries. Its `Debug` shows nothing of it.
#[derive(Clone)]
pub enum Content {
    /// Nothing.
    None,
    /// `application/x-www-form-urlencoded`, already encoded; may hold secrets.
    Form(zeroize::Zeroizing<Vec<u8>>),
    /// `application/json`.
    Json(serde_json::Value),
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Form(_) => "Form(…)",
            Self::Json(_) => "Json(…)",
        })
    }
}

/// An answer, bounded in size.
#[derive(Clone)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The headers that this app reads, by lower-case name.
    pub headers: std::collections::BTreeMap<&'static str, String>,
    /// The body.
    pub body: Vec<u8>,
}

impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Response({}, {} bytes)", self.status, self.body.len())
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// No connection: nothing was sent.
    #[error("No connection")]
    Offline,
    /// The host's name leads nowhere: nothing was sent.
    #[error("The host's name is not found")]
    UnknownHost,
    /// Sent, perhaps; no answer in time, or the connection broke.
    #[error("No answer")]
    NoAnswer,
    /// The certificate is not valid for this host now.
    #[error("The certificate is not valid")]
    Certificate,
    /// The answer is larger than allowed.
    #[error("The answer is too large")]
    TooLarge,
    /// Neither https nor http on loopback.
    #[error("The address is not https")]
    NotHttps,
}

/// The network.
#[async_trait]
pub trait Http: Send + Sync {
    /// Sends one request. Redirects are answers, they are not followed.
    async fn send(&self, request: Request) -> Result<Response, HttpError>;
}

/// The machine.
#[async_trait]
pub trait Machine: Send + Sync {
    /// How it is supplied now. Answers within a few seconds.
    async fn supply(&self) -> Supply;
    /// What it calls itself; empty where it does not say.
    fn name(&self) -> String;
}

/// The shell that the core lives in. What a shell does not have, it declines by saying nothing of it.
#[async_trait]
pub trait Host: Send + Sync {
    /// Opens an address in the system browser, never in a web view; one of a letter (`mailto:`) in the mail program.
    async fn open_in_browser(&self, _url: &Url) -> Result<(), NoBrowser> {
        Err(NoBrowser)
    }

    /// The scheme whose addresses the system brings back to this shell (RFC 8252, 7.1), if any.
    fn scheme(&self) -> Option<String> {
        None
    }

    /// Opens the practice profile beside this one.
    ///
    /// # Errors
    /// [`NoBrowser`] in a shell without windows.
    fn open_practice(&self) -> Result<(), NoBrowser> {
        Err(NoBrowser)
    }

    /// Saves a file for the person where they look for such, and opens it, where wanted, with what their system has for it.
    /// Gives back where it stands.
    ///
    /// # Errors
    /// [`NoBrowser`] in a shell without windows, or where it could not be saved.
    fn save_file(&self, _name: &str, _content: &[u8], _open: bool) -> Result<PathBuf, NoBrowser> {
        Err(NoBrowser)
    }

    /// Asks the person for a passphrase, never through a web view; `None` where they go without.
    ///
    /// # Errors
    /// [`NoBrowser`] in a shell that cannot ask.
    async fn ask_passphrase(&self, _question: Question, _lang: Lang) -> Result<Option<Passphrase>, NoBrowser> {
        Err(NoBrowser)
    }

    /// Asks the person for the file of a backup, never through a web view; `None` where they go without.
    ///
    /// # Errors
    /// [`NoBrowser`] in a shell that cannot ask.
    async fn choose_backup(&self, _lang: Lang) -> Result<Option<PathBuf>, NoBrowser> {
        Err(NoBrowser)
    }

    /// Where a file of this name is put for the person.
    ///
    /// # Errors
    /// [`NoBrowser`] in a shell without such a place.
    fn place_file(&self, _name: &str) -> Result<PathBuf, NoBrowser> {
        Err(NoBrowser)
    }

    /// Tells the screens that something changed.
    fn changed(&self, _changed: Changed) {}
}

/// What a person is asked a passphrase for.
#[derive(Debug, Clone)]
pub enum Question {
    /// To close a backup: one of their own, or a code that they write down.
    NewBackup {
        /// The code.
        code: Passphrase,
    },
    /// To open a backup.
    Backup,
}

/// The system browser could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("The system browser could not be opened")]
pub struct NoBrowser;

/// An event to every shell: something changed, ask again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Changed {
    /// The revision after the change.
    pub revision: u32,
    /// What changed.
    pub what: Vec<Topic>,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// A connect attempt.
    Connect,
    /// Issuers and accounts.
    Issuers,
    /// Grants.
    Grants,
    /// Endings.
    Endings,
    /// Records.
    Records,
    /// Directories and notices.
    Notices,
    /// Connections that no list tells.
    Kept,
    /// What happened without the person.
    Events,
    /// Cases.
    Cases,
}
