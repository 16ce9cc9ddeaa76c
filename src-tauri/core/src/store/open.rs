//! Opening the database, and its pragmas with the reason for each.

use std::path::Path;
use std::time::Duration;

use sqlx::ConnectOptions as _;
use sqlx::SqlitePool;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::{StoreError, Write};
use crate::secret::DatabaseKey;

static MIGRATIONS: Migrator = sqlx::migrate!("src/store/migrations");

/// The open database.
#[derive(Clone)]
pub struct Store {
    pool: SqlitePool,
    #[cfg(feature = "testing")]
    disturbance: Option<std::sync::Arc<dyn Disturbance>>,
}

/// What a test does to a disk.
#[cfg(feature = "testing")]
#[async_trait::async_trait]
pub trait Disturbance: Send + Sync {
    /// Right before what was written is on disk; an error is a full disk.
    async fn before_commit(&self) -> Result<(), StoreError>;
    /// Right after it.
    async fn after_commit(&self);
}

impl Store {
    /// Opens or makes the database, and brings an older one up to date.
    ///
    /// # Errors
    /// [`StoreError::TooNew`], [`StoreError::Broken`] or [`StoreError::Disk`].
    pub async fn open(file: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        // To open the file; SQLCipher takes 32 raw bytes without deriving a key.
        let hex = hex::encode(key.expose());
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .pragma("key", format!("\"x'{hex}'\""))
            .foreign_keys(true)
            // Readers go on while one process writes; window and terminal may share a profile.
            .journal_mode(SqliteJournalMode::Wal)
            // An asked ending must survive a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            // No plain temporary files beside an encrypted database.
            .pragma("temp_store", "MEMORY")
            // What was erased by rule is really gone.
            .pragma("secure_delete", "ON")
            // The library would log statements, the pragma with the key among them.
            .disable_statement_logging();
        // A connection to a file does not go stale while it rests: no question before each use whether it still answers.
        let pool = SqlitePoolOptions::new().max_connections(8).test_before_acquire(false).connect_with(options).await?;
        match MIGRATIONS.run(&pool).await {
            Ok(()) => Ok(Self::of(pool)),
            Err(MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..)) => Err(StoreError::TooNew),
            Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => Err(error.into()),
            Err(_) => Err(StoreError::Broken),
        }
    }

    /// Another way into the same database.
    pub(super) fn of(pool: SqlitePool) -> Self {
        Self {
            pool,
            #[cfg(feature = "testing")]
            disturbance: None,
        }
    }

    /// For reading.
    pub(super) fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Begins to write. A read that turns into a write would fail at once, whatever the busy timeout: so the lock comes first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn write(&self) -> Result<Write, StoreError> {
        Ok(self.pool.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Ends a transaction so that it is on disk.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing of it is.
    pub async fn commit(&self, write: Write) -> Result<(), StoreError> {
        #[cfg(feature = "testing")]
        if let Some(disturbance) = &self.disturbance {
            disturbance.before_commit().await?;
            write.commit().await?;
            disturbance.after_commit().await;
            return Ok(());
        }
        Ok(write.commit().await?)
    }

    /// Lets a test at the disk.
    #[cfg(feature = "testing")]
    pub(crate) fn disturb(&mut self, disturbance: std::sync::Arc<dyn Disturbance>) {
        self.disturbance = Some(disturbance);
    }

    /// A number that changes whenever any process writes; for noticing the others.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn version(&self) -> Result<i64, StoreError> {
        // data_version is told per connection and not changed by its own writes: `settings.revision` is, by all.
        let revision: Option<String> = sqlx::query_scalar("SELECT value FROM settings WHERE name = 'revision'").fetch_optional(&self.pool).await?;
        Ok(revision.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// Writes what a newer version of the app would have written.
    ///
    /// # Errors
    /// [`StoreError`]
    #[cfg(feature = "testing")]
    pub async fn pretend_newer(&self) -> Result<(), StoreError> {
        let sql = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (999999, 'newer', 1, x'00', 0)";
        sqlx::query(sql).execute(&self.pool).await?;
        Ok(())
    }

    /// Leaves the grants as a version of the app left them that kept no first terms.
    ///
    /// # Errors
    /// [`StoreError`]
    #[cfg(feature = "testing")]
    pub async fn forget_first_terms(&self) -> Result<(), StoreError> {
        sqlx::query("UPDATE grants SET first_terms = NULL, first_terms_at = NULL").execute(&self.pool).await?;
        Ok(())
    }

    /// Puts a row into every table that has none; each points at the others where it can.
    ///
    /// # Errors
    /// [`StoreError`]
    #[cfg(feature = "testing")]
    pub async fn fill(&self) -> Result<(), StoreError> {
        let mut write = self.write().await?;
        sqlx::query("PRAGMA defer_foreign_keys = ON").execute(&mut *write).await?;
        for (table, rows) in self.rows().await? {
            if rows == 0 {
                let columns: Vec<String> = sqlx::query_scalar(
                    r#"SELECT CASE type WHEN 'TEXT' THEN quote('"x"') WHEN 'BLOB' THEN quote(x'00') ELSE '1' END FROM pragma_table_info($1)"#,
                )
                .bind(&table)
                .fetch_all(&mut *write)
                .await?;
                sqlx::query(sqlx::AssertSqlSafe(format!(r#"INSERT INTO "{table}" VALUES ({})"#, columns.join(", ")))).execute(&mut *write).await?;
            }
        }
        self.commit(write).await
    }

    /// How many rows every table has.
    ///
    /// # Errors
    /// [`StoreError`]
    #[cfg(feature = "testing")]
    pub async fn rows(&self) -> Result<std::collections::BTreeMap<String, i64>, StoreError> {
        let sql = r"SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'";
        let tables: Vec<String> = sqlx::query_scalar(sql).fetch_all(&self.pool).await?;
        let mut all = std::collections::BTreeMap::new();
        for table in tables {
            let sql = format!(r#"SELECT COUNT(*) FROM "{table}""#);
            let rows = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&self.pool).await?;
            all.insert(table, rows);
        }
        Ok(all)
    }

    /// Closes it, with everything written back.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keys_of_one_issuer_that_stood_there_twice_become_one() {
        let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
        let mut migrations = MIGRATIONS.iter();
        for migration in migrations.by_ref().take(2) {
            sqlx::raw_sql(migration.sql.clone()).execute(&pool).await.unwrap();
        }
        for (id, at) in [("brand", 2), ("host", 1)] {
            let row =
                "INSERT INTO issuers (id, name, kind, vouched, site, added_at) VALUES ($1, '{}', '\"card\"', 1, '{\"issuer\":\"https://one.example\"}', 0)";
            sqlx::query(row).bind(id).execute(&pool).await.unwrap();
            sqlx::query("INSERT INTO document_keys (issuer, keys, pinned_at) VALUES ($1, $1, $2)").bind(id).bind(at).execute(&pool).await.unwrap();
        }
        for migration in migrations {
            sqlx::raw_sql(migration.sql.clone()).execute(&pool).await.unwrap();
        }
        let kept: Vec<(String, String)> = sqlx::query_as("SELECT issuer, keys FROM pinned_keys").fetch_all(&pool).await.unwrap();
        assert_eq!(kept, [("https://one.example".to_owned(), "host".to_owned())], "what was pinned first");
    }
}
