//! What the app knows, in SQLite inside SQLCipher. One file a table; all SQL of the product is here.
//!
//! To add a table: a migration in `store/migrations`, a file here with its private row type, its queries
//! and their tests. Lookups return `Option`; ids and times are passed in.

pub mod accounts;
pub mod answers;
pub mod backup;
pub mod batches;
pub mod cases;
pub mod deletions;
pub mod documents;
pub mod ending_receipts;
pub mod endings;
pub mod events;
pub mod grants;
pub mod issuers;
pub mod kept;
pub mod listing;
pub mod measurements;
pub mod notices;
mod open;
pub mod own_ends;
pub mod pace;
pub mod records;
pub mod settings;

use chrono::DateTime;
#[cfg(feature = "testing")]
pub use open::Disturbance;
pub use open::Store;

use crate::domain::Timestamp;

/// A transaction that holds the write lock from its start (`BEGIN IMMEDIATE`).
pub type Write = sqlx::Transaction<'static, sqlx::Sqlite>;

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A newer version of the app wrote it. It was not touched.
    #[error("The database is from a newer version of the app")]
    TooNew,
    /// The key does not open it, or it is damaged.
    #[error("The database cannot be read")]
    Broken,
    /// The disk is full or refuses.
    #[error("The disk refuses")]
    Disk,
    /// A value in it is not what this version writes.
    #[error("A value in {0} cannot be read")]
    Value(&'static str),
    /// Anything else that SQLite says.
    #[error("The database says: {0}")]
    Other(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code).and_then(|code| code.parse::<i32>().ok());
        // Primary result codes of SQLite: 11 CORRUPT, 26 NOTADB, 13 FULL, 10 IOERR, 8 READONLY, 14 CANTOPEN.
        match code.map(|code| code & 0xff) {
            Some(11 | 26) => Self::Broken,
            Some(13 | 10 | 8 | 14) => Self::Disk,
            Some(_) | None => Self::Other(error),
        }
    }
}

/// A time as it stands in a column.
fn micros(at: Timestamp) -> i64 {
    at.timestamp_micros()
}

/// A column as a time.
fn time(micros: i64) -> Result<Timestamp, StoreError> {
    DateTime::from_timestamp_micros(micros).ok_or(StoreError::Value("a time"))
}

fn maybe_time(micros: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    micros.map(time).transpose()
}

fn to_json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Value("a new row"))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str, of: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Value(of))
}

fn from_text<T: std::str::FromStr>(text: &str, of: &'static str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Value(of))
}
