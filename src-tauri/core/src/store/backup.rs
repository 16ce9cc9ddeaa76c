//! A copy of the whole database under a key of its own, and taking one over. Nothing here lists tables: a new one is in every
//! backup by being there.

use std::path::Path;

use sqlx::SqlitePool;
use sqlx::sqlite::SqlitePoolOptions;
use zeroize::Zeroizing;

use super::{Store, StoreError, Write, to_json};
use crate::secret::DatabaseKey;

/// Settings whose number only goes up, whichever database it comes from.
const COUNTERS: [&str; 2] = ["revision", "catalogue"];

impl Store {
    /// A second way into this database, with another file attached as `copy`.
    async fn beside(&self, file: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        let file = file.to_str().ok_or(StoreError::Disk)?.to_owned();
        // To attach it.
        let key = Zeroizing::new(format!("x'{}'", hex::encode(key.expose())));
        let pool: SqlitePool = SqlitePoolOptions::new()
            .max_connections(1)
            .after_connect(move |connection, _| {
                let (file, key) = (file.clone(), key.clone());
                Box::pin(async move {
                    sqlx::query("ATTACH DATABASE $1 AS copy KEY $2").bind(file).bind(key.as_str()).execute(&mut *connection).await?;
                    // What it holds came in a file: its schema may run nothing.
                    sqlx::query("PRAGMA trusted_schema = OFF").execute(&mut *connection).await.map(drop)
                })
            })
            .connect_with(self.pool().connect_options().as_ref().clone())
            .await?;
        Ok(Self::of(pool))
    }

    /// Writes everything, as it stands at one moment, into a new file under another key.
    ///
    /// # Errors
    /// [`StoreError`]; then the file is not whole.
    pub async fn copy_to(&self, file: &Path, key: &DatabaseKey) -> Result<(), StoreError> {
        let beside = self.beside(file, key).await?;
        let copied = export(&beside).await;
        beside.close().await;
        copied
    }

    /// Opens the database with the other one attached; [`take_over`] then takes its rows.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn with_backup(&self, file: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        self.beside(file, key).await
    }

    /// The number of the last migration.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn schema(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(self.pool()).await?)
    }

    /// How much stands in it: grants, issuers, open endings, lines of the records.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn contents(&self) -> Result<(u32, u32, u32, u32), StoreError> {
        let sql = "SELECT (SELECT COUNT(*) FROM grants), (SELECT COUNT(*) FROM issuers), (SELECT COUNT(*) FROM endings WHERE settled = 0 AND narrows = 0), (SELECT COUNT(*) FROM records)";
        Ok(sqlx::query_as(sql).fetch_one(self.pool()).await?)
    }

    /// A note of the backups by its name.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn backup_note<T: serde::de::DeserializeOwned>(&self, name: &'static str) -> Result<Option<T>, StoreError> {
        let value: Option<String> = sqlx::query_scalar("SELECT value FROM settings WHERE name = $1").bind(name).fetch_optional(self.pool()).await?;
        value.map(|value| super::from_json(&value, name)).transpose()
    }

    /// Whether nothing of a person stands in it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn is_fresh(&self) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar(FRESH).fetch_one(self.pool()).await?)
    }
}

const FRESH: &str = "SELECT NOT EXISTS (SELECT 1 FROM main.issuers) AND NOT EXISTS (SELECT 1 FROM main.kept) AND NOT EXISTS (SELECT 1 FROM main.records)";

async fn export(beside: &Store) -> Result<(), StoreError> {
    // One transaction: one moment, whoever writes meanwhile.
    let mut read = beside.pool().begin().await?;
    sqlx::query("SELECT sqlcipher_export('copy')").execute(&mut *read).await?;
    Ok(read.commit().await?)
}

/// Keeps a note of the backups.
///
/// # Errors
/// [`StoreError`]
pub async fn note<T: serde::Serialize>(write: &mut Write, name: &str, value: &T) -> Result<(), StoreError> {
    let sql = "INSERT INTO main.settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    sqlx::query(sql).bind(name).bind(to_json(value)?).execute(&mut **write).await?;
    Ok(())
}

/// Takes all rows of the attached database over; `false`, and nothing done, where something of a person stands here already.
/// Both have to be of one schema.
///
/// # Errors
/// [`StoreError`]
pub async fn take_over(write: &mut Write) -> Result<bool, StoreError> {
    if !sqlx::query_scalar::<_, bool>(FRESH).fetch_one(&mut **write).await? {
        return Ok(false);
    }
    // Rows point at rows of other tables that come later.
    sqlx::query("PRAGMA defer_foreign_keys = ON").execute(&mut **write).await?;
    let tables: Vec<String> =
        sqlx::query_scalar(r"SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> '_sqlx_migrations'")
            .fetch_all(&mut **write)
            .await?;
    for table in tables {
        let counters = COUNTERS.map(|name| format!("'{name}'")).join(", ");
        let sql = if table == "settings" {
            format!(
                "INSERT INTO main.settings (name, value) SELECT name, value FROM copy.settings WHERE true ON CONFLICT (name) DO UPDATE SET
                 value = CASE WHEN name IN ({counters}) THEN MAX(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER)) ELSE excluded.value END"
            )
        } else {
            // In the order of the copy: of two endings of a grant the later row is the latest. Saying so also keeps SQLite from
            // copying the pages as they are (its transfer optimization), which takes back no foreign key that was deferred.
            format!(r#"DELETE FROM main."{table}"; INSERT INTO main."{table}" SELECT * FROM copy."{table}" ORDER BY rowid"#)
        };
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut **write).await?;
    }
    Ok(true)
}
