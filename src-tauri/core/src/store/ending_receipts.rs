//! Receipts of endings, as issuers signed them; and which are still to be asked for.

use sqlx::FromRow;

use super::pace::LEFT_ALONE;
use super::{Store, StoreError, Write, from_json, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::ending::{Ending, State};
use crate::domain::ending_receipt::Outcome;
use crate::domain::id::EndingId;

/// What came of asking so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What came of it; `None` while it is asked for.
    pub outcome: Option<Outcome>,
    /// As it came.
    pub jws: Option<String>,
    /// When it was asked for last.
    pub at: Timestamp,
    /// How often it was.
    pub tries: u32,
    /// When it is asked for again.
    pub next_at: Option<Timestamp>,
}

#[derive(FromRow)]
struct Row {
    outcome: Option<String>,
    jws: Option<String>,
    at: i64,
    tries: u32,
    next_at: Option<i64>,
}

impl Store {
    /// What came of asking for the receipt of an ending.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn ending_receipt(&self, ending: EndingId) -> Result<Option<Asked>, StoreError> {
        let sql = "SELECT outcome, jws, at, tries, next_at FROM ending_receipts WHERE ending = $1";
        let row: Option<Row> = sqlx::query_as(sql).bind(ending.to_string()).fetch_optional(self.pool()).await?;
        let read = |row: Row| {
            Ok(Asked {
                outcome: row.outcome.as_deref().map(|text| from_json(text, "ending_receipts.outcome")).transpose()?,
                jws: row.jws,
                at: time(row.at)?,
                tries: row.tries,
                next_at: row.next_at.map(time).transpose()?,
            })
        };
        row.map(read).transpose()
    }

    /// The endings that an issuer accepted since `since` and whose receipt is to be asked for now, with a sign-in that holds; but
    /// those at issuers that asked to be left alone for a while.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn endings_without_receipt(&self, since: Timestamp, now: Timestamp) -> Result<Vec<Ending>, StoreError> {
        let sql = format!(
            "SELECT body FROM endings JOIN accounts ON accounts.id = endings.account AND accounts.signed_in = 1
             LEFT JOIN ending_receipts ON ending_receipts.ending = endings.id
             WHERE settled = 1 AND narrows = 0 AND state NOT IN ($2, $3) AND stepped_at >= $4 AND body ->> '$.sent' > 0 AND account NOT IN {LEFT_ALONE}
               AND (ending_receipts.ending IS NULL OR (outcome IS NULL AND ending_receipts.next_at <= $1)) ORDER BY stepped_at LIMIT 50"
        );
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(micros(now))
            .bind(to_json(&State::Refused)?)
            .bind(to_json(&State::Superseded)?)
            .bind(micros(since))
            .fetch_all(self.pool())
            .await?;
        rows.iter().map(|body| from_json(body, "endings.body")).collect()
    }
}

/// Keeps what came of asking.
///
/// # Errors
/// [`StoreError`]
pub async fn put(write: &mut Write, ending: EndingId, asked: &Asked) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO ending_receipts (ending, outcome, jws, at, tries, next_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (ending) DO UPDATE SET outcome = excluded.outcome, jws = excluded.jws, at = excluded.at, tries = excluded.tries, next_at = excluded.next_at",
    )
    .bind(ending.to_string())
    .bind(asked.outcome.as_ref().map(to_json).transpose()?)
    .bind(asked.jws.as_deref())
    .bind(micros(asked.at))
    .bind(asked.tries)
    .bind(asked.next_at.map(micros))
    .execute(&mut **write)
    .await?;
    Ok(())
}
