//! Endings that were asked for together. Each is a row of `endings`; here is what ties them, and which are held back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sqlx::{FromRow, QueryBuilder, SqliteExecutor};

use super::grants::{COLUMNS, Row as GrantRow};
use super::{Store, StoreError, Write, from_json, from_text, maybe_time, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::batch::{Batch, Choice};
use crate::domain::ending::{Ending, State};
use crate::domain::grant::Grant;
use crate::domain::id::{AccountId, BatchId, EndingId, GrantId, RemoteKey};

#[derive(Serialize, Deserialize)]
struct Body {
    choice: Choice,
    #[serde(default)]
    sign_out_of: Vec<AccountId>,
    withdrawn: Vec<GrantId>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    asked_at: i64,
    stopped_at: Option<i64>,
    sign_out: bool,
    body: String,
}

impl Row {
    fn read(self) -> Result<Batch, StoreError> {
        let Body { choice, sign_out_of, withdrawn } = from_json(&self.body, "batches.body")?;
        Ok(Batch {
            id: from_text(&self.id, "batches.id")?,
            choice,
            asked_at: time(self.asked_at)?,
            stopped_at: maybe_time(self.stopped_at)?,
            sign_out: self.sign_out,
            sign_out_of,
            withdrawn,
        })
    }
}

/// An ending of a batch with what is held of it.
#[derive(Debug, Clone)]
pub struct Tied {
    /// The ending.
    pub ending: Ending,
    /// Whether the person holds it back.
    pub held: bool,
}

/// In SQL: whether a sign-in of the person is needed before anything of an account goes on.
const NEEDS_YOU: &str = "(SELECT account FROM endings WHERE settled = 0 AND state = '\"needs_you\"' AND next_at IS NULL
    AND (body -> '$.steps[#-1].evidence' ->> '$.sign_in_needed') IS NOT NULL)";

impl Store {
    /// Batches, the newest first: all with something open, and the last ones that are over.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn batches(&self) -> Result<Vec<Batch>, StoreError> {
        let sql = "SELECT id, asked_at, stopped_at, sign_out, body FROM batches
                   WHERE id IN (SELECT batch FROM endings WHERE batch IS NOT NULL AND settled = 0)
                      OR id IN (SELECT id FROM batches ORDER BY asked_at DESC LIMIT 10) ORDER BY asked_at DESC, id DESC";
        let rows: Vec<Row> = sqlx::query_as(sql).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// One batch.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn batch(&self, id: BatchId) -> Result<Option<Batch>, StoreError> {
        let row: Option<Row> = sqlx::query_as("SELECT id, asked_at, stopped_at, sign_out, body FROM batches WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(self.pool())
            .await?;
        row.map(Row::read).transpose()
    }

    /// All endings of a batch, what moves money first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn endings_of_batch(&self, id: BatchId) -> Result<Vec<Tied>, StoreError> {
        let sql = "SELECT endings.body, held FROM endings JOIN grants ON grants.id = grant_id WHERE batch = $1 ORDER BY weight, endings.rowid";
        let rows: Vec<(String, bool)> = sqlx::query_as(sql).bind(id.to_string()).fetch_all(self.pool()).await?;
        rows.into_iter().map(|(body, held)| Ok(Tied { ending: from_json(&body, "endings.body")?, held })).collect()
    }

    /// What is due of all batches, by account: what was accepted is looked for first, then what moves money first; at most
    /// `most` of either a sign-in. One whose last step lies ahead was timed by a clock that was set back since: it is due too.
    /// Accounts that wait for the person are left out, and so is what the person holds back.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn due_of_batches(&self, now: Timestamp, most: u32) -> Result<BTreeMap<AccountId, Vec<Ending>>, StoreError> {
        let sql = format!(
            "SELECT account, body FROM (
                SELECT e.account, e.body, e.state = $2 AS accepted, g.weight, e.rowid AS number,
                       ROW_NUMBER() OVER (PARTITION BY e.account, e.state = $2 ORDER BY g.weight, e.rowid) AS place
                FROM endings e JOIN grants g ON g.id = e.grant_id
                WHERE e.batch IS NOT NULL AND e.settled = 0 AND e.held = 0 AND e.next_at IS NOT NULL AND (e.next_at <= $1 OR e.stepped_at > $1)
                  AND e.account NOT IN {NEEDS_YOU}
             ) WHERE place <= $3 ORDER BY account, accepted DESC, weight, number"
        );
        let rows: Vec<(String, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(micros(now)).bind(to_json(&State::Accepted)?).bind(most).fetch_all(self.pool()).await?;
        let mut due: BTreeMap<AccountId, Vec<Ending>> = BTreeMap::new();
        for (account, body) in rows {
            due.entry(from_text(&account, "endings.account")?).or_default().push(from_json(&body, "endings.body")?);
        }
        Ok(due)
    }

    /// Whether the person holds an ending back.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn is_held(&self, id: EndingId) -> Result<bool, StoreError> {
        held(self.pool(), id).await
    }

    /// Accounts of which everything waits for a sign-in of the person.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn accounts_that_need_you(&self) -> Result<BTreeSet<AccountId>, StoreError> {
        let ids: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT DISTINCT account FROM {NEEDS_YOU}"))).fetch_all(self.pool()).await?;
        ids.iter().map(|id| from_text(id, "endings.account")).collect()
    }

    /// The sign-ins that batches wish over, where nothing is open there any more.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn to_sign_out(&self) -> Result<BTreeSet<AccountId>, StoreError> {
        let sql = "SELECT DISTINCT wished.value FROM batches, json_each(batches.body, '$.sign_out_of') AS wished WHERE sign_out = 1 AND stopped_at IS NULL
                     AND NOT EXISTS (SELECT 1 FROM endings WHERE endings.account = wished.value AND settled = 0)";
        let ids: Vec<String> = sqlx::query_scalar(sql).fetch_all(self.pool()).await?;
        ids.iter().map(|id| from_text(id, "batches.body")).collect()
    }

    /// Endings by their ids, in the order of their batch: what moves money first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn endings_by_id(&self, ids: &[EndingId]) -> Result<Vec<Ending>, StoreError> {
        let sql = "SELECT endings.body FROM endings JOIN grants ON grants.id = grant_id WHERE endings.id IN (SELECT value FROM json_each($1)) ORDER BY weight, endings.rowid";
        let rows: Vec<String> = sqlx::query_scalar(sql).bind(to_json(&ids)?).fetch_all(self.pool()).await?;
        rows.iter().map(|body| from_json(body, "endings.body")).collect()
    }

    /// The newest batch that holds any of these grants.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn batch_of(&self, grants: &[GrantId]) -> Result<Option<BatchId>, StoreError> {
        let sql = "SELECT batch FROM endings WHERE batch IS NOT NULL AND grant_id IN (SELECT value FROM json_each($1)) ORDER BY rowid DESC LIMIT 1";
        let id: Option<String> = sqlx::query_scalar(sql).bind(to_json(&grants)?).fetch_optional(self.pool()).await?;
        id.map(|id| from_text(&id, "endings.batch")).transpose()
    }

    /// Every live grant, of one connector by its name or of all, what moves money first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn live_grants(&self, connector_sort: Option<&str>) -> Result<Vec<Grant>, StoreError> {
        let sql =
            format!("SELECT {COLUMNS} FROM grants WHERE live = 1 AND ($1 IS NULL OR connector_sort = $1) ORDER BY issuer, account, weight, service_sort, id");
        let rows: Vec<GrantRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(connector_sort).fetch_all(self.pool()).await?;
        rows.into_iter().map(GrantRow::read).collect()
    }

    /// Of all live grants, under which name of the issuer they stand.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn live_by_key(&self) -> Result<BTreeMap<(AccountId, RemoteKey), GrantId>, StoreError> {
        let rows: Vec<(String, String, String)> = sqlx::query_as("SELECT account, remote_key, id FROM grants WHERE live = 1").fetch_all(self.pool()).await?;
        let read = |(account, key, id): (String, String, String)| Ok(((from_text(&account, "grants.account")?, RemoteKey(key)), from_text(&id, "grants.id")?));
        rows.into_iter().map(read).collect()
    }
}

/// Keeps a batch.
///
/// # Errors
/// [`StoreError`]
pub async fn put(write: &mut Write, batch: &Batch) -> Result<(), StoreError> {
    let sql = "INSERT INTO batches (id, asked_at, stopped_at, sign_out, body) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (id) DO UPDATE SET stopped_at = excluded.stopped_at, sign_out = excluded.sign_out, body = excluded.body";
    sqlx::query(sql)
        .bind(batch.id.to_string())
        .bind(micros(batch.asked_at))
        .bind(batch.stopped_at.map(micros))
        .bind(batch.sign_out)
        .bind(to_json(&Body { choice: batch.choice.clone(), sign_out_of: batch.sign_out_of.clone(), withdrawn: batch.withdrawn.clone() })?)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// One batch, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn get(write: &mut Write, id: BatchId) -> Result<Option<Batch>, StoreError> {
    let row: Option<Row> =
        sqlx::query_as("SELECT id, asked_at, stopped_at, sign_out, body FROM batches WHERE id = $1").bind(id.to_string()).fetch_optional(&mut **write).await?;
    row.map(Row::read).transpose()
}

/// Writes new endings, many at a time.
///
/// # Errors
/// [`StoreError`]
pub async fn ask_all(write: &mut Write, endings: &[Ending]) -> Result<(), StoreError> {
    for endings in endings.chunks(500) {
        let mut rows = Vec::with_capacity(endings.len());
        for ending in endings {
            rows.push((ending, to_json(&ending.state())?, to_json(ending)?));
        }
        let mut sql = QueryBuilder::new("INSERT INTO endings (id, grant_id, account, state, settled, asked_at, next_at, body, stepped_at, batch) ");
        sql.push_values(rows, |mut row, (ending, state, body)| {
            row.push_bind(ending.id.to_string())
                .push_bind(ending.grant.to_string())
                .push_bind(ending.account.to_string())
                .push_bind(state)
                .push_bind(ending.state().is_settled())
                .push_bind(micros(ending.asked_at))
                .push_bind(ending.next_at.map(micros))
                .push_bind(body)
                .push_bind(micros(ending.asked_at))
                .push_bind(ending.batch.map(|batch| batch.to_string()));
        });
        sql.build().execute(&mut **write).await?;
    }
    Ok(())
}

/// The open endings of a batch, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn open_of(write: &mut Write, id: BatchId) -> Result<Vec<Ending>, StoreError> {
    let rows: Vec<String> =
        sqlx::query_scalar("SELECT body FROM endings WHERE batch = $1 AND settled = 0").bind(id.to_string()).fetch_all(&mut **write).await?;
    rows.iter().map(|body| from_json(body, "endings.body")).collect()
}

/// Holds endings back.
///
/// # Errors
/// [`StoreError`]
pub async fn hold(write: &mut Write, endings: &[EndingId]) -> Result<(), StoreError> {
    sqlx::query("UPDATE endings SET held = 1 WHERE id IN (SELECT value FROM json_each($1))").bind(to_json(&endings)?).execute(&mut **write).await?;
    Ok(())
}

/// Notes that this device was signed out: no batch wishes that any more.
///
/// # Errors
/// [`StoreError`]
pub async fn signed_out(write: &mut Write, account: AccountId) -> Result<(), StoreError> {
    let sql = "UPDATE batches SET body = json_set(body, '$.sign_out_of', json((SELECT json_group_array(value) FROM json_each(body, '$.sign_out_of') WHERE value <> $1)))
               WHERE EXISTS (SELECT 1 FROM json_each(body, '$.sign_out_of') WHERE value = $1)";
    sqlx::query(sql).bind(account.to_string()).execute(&mut **write).await?;
    Ok(())
}

/// Notes that no batch wishes a sign-out any more: what another device was to do is not this one's.
///
/// # Errors
/// [`StoreError`]
pub async fn sign_out_nowhere(write: &mut Write) -> Result<(), StoreError> {
    sqlx::query("UPDATE batches SET body = json_set(body, '$.sign_out_of', json('[]'))").execute(&mut **write).await?;
    Ok(())
}

/// Lets the endings of a batch go on.
///
/// # Errors
/// [`StoreError`]
pub async fn release(write: &mut Write, id: BatchId) -> Result<(), StoreError> {
    sqlx::query("UPDATE endings SET held = 0 WHERE batch = $1").bind(id.to_string()).execute(&mut **write).await?;
    Ok(())
}

/// Takes back endings of which nothing was sent: the grants have none then.
///
/// # Errors
/// [`StoreError`]
pub async fn take_back(write: &mut Write, endings: &[EndingId]) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM endings WHERE id IN (SELECT value FROM json_each($1))").bind(to_json(&endings)?).execute(&mut **write).await?;
    Ok(())
}

/// Whether the person holds an ending back, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn is_held(write: &mut Write, id: EndingId) -> Result<bool, StoreError> {
    held(&mut **write, id).await
}

async fn held(at: impl SqliteExecutor<'_>, id: EndingId) -> Result<bool, StoreError> {
    let held: Option<bool> = sqlx::query_scalar("SELECT held FROM endings WHERE id = $1").bind(id.to_string()).fetch_optional(at).await?;
    Ok(held.unwrap_or(false))
}

/// Whether anything of the batches goes on by itself at an account.
///
/// # Errors
/// [`StoreError`]
pub async fn goes_on_at(write: &mut Write, account: AccountId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM endings WHERE batch IS NOT NULL AND settled = 0 AND held = 0 AND account = $1
                 AND (next_at <= $2 OR (next_at IS NULL AND state <> $3)))";
    let needs_you = to_json(&State::NeedsYou)?;
    Ok(sqlx::query_scalar(sql).bind(account.to_string()).bind(micros(now)).bind(needs_you).fetch_one(&mut **write).await?)
}
