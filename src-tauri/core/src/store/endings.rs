//! Asked endings, and narrowings among them: the outbox. What stands here goes on after any crash.

use std::collections::BTreeMap;

use sqlx::{FromRow, SqliteExecutor};

use super::pace::LEFT_ALONE;
use super::{Store, StoreError, Write, from_json, from_text, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::ending::{Ending, State};
use crate::domain::id::{AccountId, EndingId, GrantId};

#[derive(FromRow)]
struct Row {
    body: String,
}

impl Row {
    fn read(self) -> Result<Ending, StoreError> {
        from_json(&self.body, "endings.body")
    }
}

impl Store {
    /// The latest ending of a grant.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn latest_ending(&self, grant: GrantId) -> Result<Option<Ending>, StoreError> {
        latest_of(self.pool(), grant).await
    }

    /// Where the latest endings of these grants stand.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn ending_states(&self, grants: &[GrantId]) -> Result<BTreeMap<GrantId, State>, StoreError> {
        states_of(self.pool(), grants).await
    }

    /// The latest narrowing of a grant.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn latest_narrowing(&self, grant: GrantId) -> Result<Option<Ending>, StoreError> {
        let row: Option<Row> = sqlx::query_as("SELECT body FROM endings WHERE grant_id = $1 AND narrows = 1 ORDER BY rowid DESC LIMIT 1")
            .bind(grant.to_string())
            .fetch_optional(self.pool())
            .await?;
        row.map(Row::read).transpose()
    }

    /// Narrowings, the newest first: all that are open, and the last ones that are settled.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn narrowings(&self) -> Result<Vec<Ending>, StoreError> {
        let sql = "SELECT body FROM endings WHERE narrows = 1 AND (settled = 0 OR rowid IN (SELECT rowid FROM endings WHERE narrows = 1 ORDER BY rowid DESC LIMIT 10))
                   ORDER BY rowid DESC";
        let rows: Vec<Row> = sqlx::query_as(sql).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// All endings and narrowings that are not settled, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_endings(&self) -> Result<Vec<Ending>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as("SELECT body FROM endings WHERE settled = 0 ORDER BY asked_at, id").fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// The endings that an earlier process may have left under way: neither settled nor due at any time, and not the person's turn.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn endings_under_way(&self) -> Result<Vec<Ending>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as("SELECT body FROM endings WHERE settled = 0 AND next_at IS NULL AND state <> $1 ORDER BY asked_at, id")
            .bind(to_json(&State::NeedsYou)?)
            .fetch_all(self.pool())
            .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// The endings that are due, but those at issuers that asked to be left alone for a while. One whose last step lies ahead
    /// was timed by a clock that was set back since: it is due too.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn due_endings(&self, now: Timestamp) -> Result<Vec<Ending>, StoreError> {
        let sql = format!(
            "SELECT body FROM endings WHERE settled = 0 AND batch IS NULL AND next_at IS NOT NULL AND (next_at <= $1 OR stepped_at > $1)
               AND account NOT IN {LEFT_ALONE} ORDER BY next_at, id LIMIT 50"
        );
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(micros(now)).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Settled endings that are due to be looked at, where somebody is signed in to look and the issuer does not want to be left
    /// alone. Where a later giving under the same name is known, accesses under that name tell nothing of the one that is proved
    /// to have ended. One that was asked for again is looked at no more.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn due_looks(&self, now: Timestamp) -> Result<Vec<Ending>, StoreError> {
        let sql = format!(
            "SELECT body FROM endings JOIN accounts ON accounts.id = endings.account AND accounts.signed_in = 1
             WHERE settled = 1 AND (look_at <= $1 OR look_at > $2) AND account NOT IN {LEFT_ALONE}
               AND NOT EXISTS (SELECT 1 FROM endings later WHERE later.grant_id = endings.grant_id AND later.rowid > endings.rowid)
               AND (state <> $3 OR NOT EXISTS (SELECT 1 FROM grants WHERE grants.account = endings.account AND grants.remote_key = endings.body ->> '$.key' AND grants.id > endings.grant_id))
             ORDER BY look_at, endings.id LIMIT 10"
        );
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(micros(now))
            // No rest of ours is longer.
            .bind(micros(now + chrono::Duration::hours(31)))
            .bind(to_json(&State::Verified)?)
            .fetch_all(self.pool())
            .await?;
        rows.into_iter().map(Row::read).collect()
    }
}

/// Keeps an ending as it stands. One that stands in no batch any more is not held back by it.
///
/// # Errors
/// [`StoreError`]
pub async fn save(write: &mut Write, ending: &Ending) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO endings (id, grant_id, account, state, settled, asked_at, next_at, body, stepped_at, look_at, batch, narrows) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, settled = excluded.settled, next_at = excluded.next_at, body = excluded.body,
           stepped_at = excluded.stepped_at, look_at = excluded.look_at, batch = excluded.batch,
           held = CASE WHEN excluded.batch IS NULL THEN 0 ELSE held END",
    )
    .bind(ending.id.to_string())
    .bind(ending.grant.to_string())
    .bind(ending.account.to_string())
    .bind(to_json(&ending.state())?)
    .bind(ending.state().is_settled())
    .bind(micros(ending.asked_at))
    .bind(ending.next_at.map(micros))
    .bind(to_json(ending)?)
    .bind(micros(ending.steps.last().map_or(ending.asked_at, |step| step.at)))
    .bind(ending.watch.as_ref().and_then(|watch| watch.next_at).map(micros))
    .bind(ending.batch.map(|batch| batch.to_string()))
    .bind(ending.narrows.is_some())
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Notes of all that are open that they came in a backup.
///
/// # Errors
/// [`StoreError`]
pub async fn came_in_a_backup(write: &mut Write) -> Result<(), StoreError> {
    sqlx::query("UPDATE endings SET body = json_set(body, '$.from_backup', json('true')) WHERE settled = 0").execute(&mut **write).await?;
    Ok(())
}

/// Grants of one sign-in that were announced to end with another one, where that one's ending was accepted or verified:
/// with the other, and the time of that step.
///
/// # Errors
/// [`StoreError`]
pub async fn announced(write: &mut Write, account: AccountId) -> Result<BTreeMap<GrantId, (GrantId, Timestamp)>, StoreError> {
    // Of several rows, SQLite takes the bare columns from the one that MAX picks.
    let sql = "SELECT each.value, grant_id, MAX(stepped_at) FROM endings, json_each(body, '$.together') AS each
               WHERE account = $1 AND state IN ($2, $3) GROUP BY each.value";
    let rows: Vec<(String, String, i64)> =
        sqlx::query_as(sql).bind(account.to_string()).bind(to_json(&State::Accepted)?).bind(to_json(&State::Verified)?).fetch_all(&mut **write).await?;
    let read = |(grant, other, at): (String, String, i64)| Ok((from_text(&grant, "endings.together")?, (from_text(&other, "endings.grant_id")?, time(at)?)));
    rows.into_iter().map(read).collect()
}

/// The endings of one sign-in that wait for something: those that are open, and those that are kept an eye on.
///
/// # Errors
/// [`StoreError`]
pub async fn waiting_of_account(write: &mut Write, account: AccountId) -> Result<Vec<Ending>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as("SELECT body FROM endings WHERE account = $1 AND (settled = 0 OR look_at IS NOT NULL)")
        .bind(account.to_string())
        .fetch_all(&mut **write)
        .await?;
    rows.into_iter().map(Row::read).collect()
}

/// The open endings and narrowings of one sign-in, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn open_of_account(write: &mut Write, account: AccountId) -> Result<Vec<Ending>, StoreError> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT body FROM endings WHERE settled = 0 AND account = $1").bind(account.to_string()).fetch_all(&mut **write).await?;
    rows.into_iter().map(Row::read).collect()
}

/// The latest endings of one sign-in that count as superseded, of grants that the list taken in at this moment shows alive. Where nothing
/// tells one giving from the next, that shows nothing.
///
/// # Errors
/// [`StoreError`]
pub async fn superseded_but_listed(write: &mut Write, account: AccountId, listed_at: Timestamp) -> Result<Vec<Ending>, StoreError> {
    let sql = "SELECT body FROM endings JOIN grants ON grants.id = endings.grant_id AND grants.live = 1 AND grants.as_of = $3 AND grants.birth <> ''
               WHERE endings.account = $1 AND state = $2 AND narrows = 0
                 AND NOT EXISTS (SELECT 1 FROM endings later WHERE later.grant_id = endings.grant_id AND later.narrows = 0 AND later.rowid > endings.rowid)";
    let rows: Vec<Row> =
        sqlx::query_as(sql).bind(account.to_string()).bind(to_json(&State::Superseded)?).bind(micros(listed_at)).fetch_all(&mut **write).await?;
    rows.into_iter().map(Row::read).collect()
}

/// One ending, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn by_id(write: &mut Write, id: EndingId) -> Result<Option<Ending>, StoreError> {
    let row: Option<Row> = sqlx::query_as("SELECT body FROM endings WHERE id = $1").bind(id.to_string()).fetch_optional(&mut **write).await?;
    row.map(Row::read).transpose()
}

/// The latest ending of a grant, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn latest(write: &mut Write, grant: GrantId) -> Result<Option<Ending>, StoreError> {
    latest_of(&mut **write, grant).await
}

/// The latest narrowing of a grant, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn latest_narrowing(write: &mut Write, grant: GrantId) -> Result<Option<Ending>, StoreError> {
    let sql = "SELECT body FROM endings WHERE grant_id = $1 AND narrows = 1 ORDER BY rowid DESC LIMIT 1";
    let row: Option<Row> = sqlx::query_as(sql).bind(grant.to_string()).fetch_optional(&mut **write).await?;
    row.map(Row::read).transpose()
}

/// The narrowings of these grants that wait for something: those that are open, and those that are kept an eye on.
///
/// # Errors
/// [`StoreError`]
pub async fn waiting_narrowings(write: &mut Write, grants: &[GrantId]) -> Result<Vec<Ending>, StoreError> {
    let sql = "SELECT body FROM endings WHERE narrows = 1 AND (settled = 0 OR look_at IS NOT NULL) AND grant_id IN (SELECT value FROM json_each($1))";
    let rows: Vec<Row> = sqlx::query_as(sql).bind(to_json(&grants)?).fetch_all(&mut **write).await?;
    rows.into_iter().map(Row::read).collect()
}

/// The narrowings of one sign-in that were proved and are kept an eye on.
///
/// # Errors
/// [`StoreError`]
pub async fn proved_narrowings(write: &mut Write, account: AccountId) -> Result<Vec<Ending>, StoreError> {
    let sql = "SELECT body FROM endings WHERE narrows = 1 AND look_at IS NOT NULL AND account = $1 AND state = $2";
    let rows: Vec<Row> = sqlx::query_as(sql).bind(account.to_string()).bind(to_json(&State::Verified)?).fetch_all(&mut **write).await?;
    rows.into_iter().map(Row::read).collect()
}

/// Where the latest endings of these grants stand, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn states(write: &mut Write, grants: &[GrantId]) -> Result<BTreeMap<GrantId, State>, StoreError> {
    states_of(&mut **write, grants).await
}

async fn latest_of(at: impl SqliteExecutor<'_>, grant: GrantId) -> Result<Option<Ending>, StoreError> {
    let sql = "SELECT body FROM endings WHERE grant_id = $1 AND narrows = 0 ORDER BY rowid DESC LIMIT 1";
    let row: Option<Row> = sqlx::query_as(sql).bind(grant.to_string()).fetch_optional(at).await?;
    row.map(Row::read).transpose()
}

async fn states_of(at: impl SqliteExecutor<'_>, grants: &[GrantId]) -> Result<BTreeMap<GrantId, State>, StoreError> {
    // Of several rows, SQLite takes the bare columns from the one that MAX picks.
    let sql = "SELECT grant_id, state, MAX(rowid) FROM endings WHERE narrows = 0 AND grant_id IN (SELECT value FROM json_each($1)) GROUP BY grant_id";
    let rows: Vec<(String, String, i64)> = sqlx::query_as(sql).bind(to_json(&grants)?).fetch_all(at).await?;
    rows.into_iter().map(|(grant, state, _)| Ok((from_text(&grant, "endings.grant_id")?, from_json(&state, "endings.state")?))).collect()
}
