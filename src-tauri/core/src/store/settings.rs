//! Small values by name.

use super::{StoreError, Write};

/// Notes the edition of a catalogue that is about to be used, and tells the newest that ever was, this one included.
///
/// # Errors
/// [`StoreError`]
pub async fn newest_catalogue(write: &mut Write, version: u64) -> Result<u64, StoreError> {
    let text: String = sqlx::query_scalar(
        "INSERT INTO settings (name, value) VALUES ('catalogue', $1)
         ON CONFLICT (name) DO UPDATE SET value = MAX(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER)) RETURNING value",
    )
    .bind(version.to_string())
    .fetch_one(&mut **write)
    .await?;
    text.parse().map_err(|_| StoreError::Value("settings.catalogue"))
}

/// Counts the revision up, for all processes to see, and tells the new one.
///
/// # Errors
/// [`StoreError`]
pub async fn touch(write: &mut Write) -> Result<u32, StoreError> {
    let text: String = sqlx::query_scalar(
        "INSERT INTO settings (name, value) VALUES ('revision', '1')
         ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) % 2000000000 + 1 RETURNING value",
    )
    .fetch_one(&mut **write)
    .await?;
    text.parse().map_err(|_| StoreError::Value("settings.revision"))
}
