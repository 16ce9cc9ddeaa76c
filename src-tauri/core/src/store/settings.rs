//! Small values by name.

use super::{Store, StoreError, Write};

impl Store {
    /// A setting; `None` where it was never set.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT value FROM settings WHERE name = $1").bind(name).fetch_optional(self.pool()).await?)
    }
}

/// Sets a setting.
///
/// # Errors
/// [`StoreError`]
pub async fn set(write: &mut Write, name: &str, value: &str) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(name)
        .bind(value)
        .execute(&mut **write)
        .await?;
    Ok(())
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
