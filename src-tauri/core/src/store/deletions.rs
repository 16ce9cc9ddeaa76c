//! What the person asked connectors to delete, and what they noted of the answers.

use sqlx::FromRow;

use super::{Store, StoreError, Write, from_json, from_text, maybe_time, micros, to_json};
use crate::domain::Timestamp;
use crate::domain::deletion::Deletion;
use crate::domain::id::GrantId;

#[derive(FromRow)]
struct Row {
    grant_id: String,
    steps: String,
    remind_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Deletion, StoreError> {
        Ok(Deletion {
            grant: from_text(&self.grant_id, "deletions.grant_id")?,
            steps: from_json(&self.steps, "deletions.steps")?,
            remind_at: maybe_time(self.remind_at)?,
        })
    }
}

const COLUMNS: &str = "grant_id, steps, remind_at";

impl Store {
    /// What was asked about a grant.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn deletion(&self, grant: GrantId) -> Result<Option<Deletion>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM deletions WHERE grant_id = $1");
        let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(grant.to_string()).fetch_optional(self.pool()).await?;
        row.map(Row::read).transpose()
    }

    /// Those of which nobody answered until the day that the person set.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn unanswered_deletions(&self, now: Timestamp) -> Result<Vec<Deletion>, StoreError> {
        // What was noted already is no news: an event stands for each day that was set.
        let sql = format!(
            "SELECT {COLUMNS} FROM deletions WHERE is_open = 1 AND remind_at <= $1
               AND NOT EXISTS (SELECT 1 FROM events WHERE what ->> '$.deletion_unanswered.grant' = grant_id AND since >= remind_at AND at <= $1) LIMIT 50"
        );
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(micros(now)).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }
}

/// What was asked about a grant, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn get(write: &mut Write, grant: GrantId) -> Result<Option<Deletion>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM deletions WHERE grant_id = $1");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(grant.to_string()).fetch_optional(&mut **write).await?;
    row.map(Row::read).transpose()
}

/// Keeps it as it stands.
///
/// # Errors
/// [`StoreError`]
pub async fn put(write: &mut Write, deletion: &Deletion) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO deletions (grant_id, steps, is_open, remind_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (grant_id) DO UPDATE SET steps = excluded.steps, is_open = excluded.is_open, remind_at = excluded.remind_at",
    )
    .bind(deletion.grant.to_string())
    .bind(to_json(&deletion.steps)?)
    .bind(deletion.is_open())
    .bind(deletion.remind_at.map(micros))
    .execute(&mut **write)
    .await?;
    Ok(())
}
