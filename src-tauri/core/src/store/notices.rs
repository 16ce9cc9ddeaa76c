//! Notices of all issuers, as they were heard. None is deleted: what was said stays said.

use sqlx::FromRow;

use super::{Store, StoreError, Write, events, from_json, maybe_time, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::event;
use crate::domain::id::IssuerId;
use crate::domain::notice::Notice;

/// A notice with how it reached the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Whose feed.
    pub issuer: IssuerId,
    /// What it says.
    pub notice: Notice,
    /// When this app first had it.
    pub heard_at: Timestamp,
    /// When the person opened it.
    pub read_at: Option<Timestamp>,
    /// The id of the one that took its place.
    pub replaced_by: Option<String>,
}

#[derive(FromRow)]
struct Row {
    issuer: String,
    body: String,
    heard_at: i64,
    read_at: Option<i64>,
    replaced_by: Option<String>,
}

impl Row {
    fn read(self) -> Result<Heard, StoreError> {
        Ok(Heard {
            issuer: IssuerId(self.issuer),
            notice: from_json(&self.body, "notices.body")?,
            heard_at: time(self.heard_at)?,
            read_at: maybe_time(self.read_at)?,
            replaced_by: self.replaced_by,
        })
    }
}

impl Store {
    /// One notice.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn notice(&self, issuer: &IssuerId, id: &str) -> Result<Option<Heard>, StoreError> {
        let sql = "SELECT issuer, body, heard_at, read_at, replaced_by FROM notices WHERE issuer = $1 AND id = $2";
        let row: Option<Row> = sqlx::query_as(sql).bind(issuer.as_str()).bind(id).fetch_optional(self.pool()).await?;
        row.map(Row::read).transpose()
    }

    /// All notices since a time, the newest first; at most 1,000.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn notices_since(&self, since: Timestamp) -> Result<Vec<Heard>, StoreError> {
        let sql = "SELECT issuer, body, heard_at, read_at, replaced_by FROM notices WHERE issued_at >= $1 ORDER BY issued_at DESC, issuer, id LIMIT 1000";
        let rows: Vec<Row> = sqlx::query_as(sql).bind(micros(since)).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }
}

/// Takes the notices of one feed in. One that was heard keeps when; its words may be corrected. One that became weightier
/// is unread again, and may be told again.
///
/// # Errors
/// [`StoreError`]
pub async fn hear(write: &mut Write, issuer: &IssuerId, notices: &[Notice], now: Timestamp) -> Result<(), StoreError> {
    for notice in notices {
        let before: Option<String> = sqlx::query_scalar("SELECT body FROM notices WHERE issuer = $1 AND id = $2")
            .bind(issuer.as_str())
            .bind(&notice.id)
            .fetch_optional(&mut **write)
            .await?;
        let before: Option<Notice> = before.map(|body| from_json(&body, "notices.body")).transpose()?;
        let weightier = before.is_some_and(|before| notice.outweighs(&before));
        sqlx::query(
            "INSERT INTO notices (issuer, id, body, issued_at, heard_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (issuer, id) DO UPDATE SET body = excluded.body, issued_at = excluded.issued_at,
               read_at = CASE WHEN $6 THEN NULL ELSE read_at END",
        )
        .bind(issuer.as_str())
        .bind(&notice.id)
        .bind(to_json(notice)?)
        .bind(micros(notice.issued_at))
        .bind(micros(now))
        .bind(weightier)
        .execute(&mut **write)
        .await?;
        if weightier {
            events::forget(write, &event::of_notice(issuer, &notice.id)).await?;
        }
    }
    for notice in notices.iter().filter(|notice| !notice.supersedes.is_empty()) {
        sqlx::query("UPDATE notices SET replaced_by = $2 WHERE issuer = $1 AND id <> $2 AND id IN (SELECT value FROM json_each($3))")
            .bind(issuer.as_str())
            .bind(&notice.id)
            .bind(to_json(&notice.supersedes)?)
            .execute(&mut **write)
            .await?;
    }
    Ok(())
}

/// Notes that the person opened a notice, and tells whether it was for the first time.
///
/// # Errors
/// [`StoreError`]
pub async fn set_read(write: &mut Write, issuer: &IssuerId, id: &str, now: Timestamp) -> Result<bool, StoreError> {
    let done = sqlx::query("UPDATE notices SET read_at = $3 WHERE issuer = $1 AND id = $2 AND read_at IS NULL")
        .bind(issuer.as_str())
        .bind(id)
        .bind(micros(now))
        .execute(&mut **write)
        .await?;
    Ok(done.rows_affected() > 0)
}
