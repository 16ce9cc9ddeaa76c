//! Small values by name.

use super::{StoreError, Write};

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
