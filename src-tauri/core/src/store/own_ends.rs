//! The person's own ends of grants, with what is to happen then.

use std::collections::BTreeMap;

use super::{Store, StoreError, Write, from_json, micros, to_json};
use crate::domain::Timestamp;
use crate::domain::id::GrantId;
use crate::domain::own_end::OwnEnd;

fn read(body: &str) -> Result<OwnEnd, StoreError> {
    from_json(body, "own_ends.body")
}

impl Store {
    /// The own ends of these grants.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn own_ends(&self, grants: &[GrantId]) -> Result<BTreeMap<GrantId, OwnEnd>, StoreError> {
        let rows: Vec<String> = sqlx::query_scalar("SELECT body FROM own_ends WHERE grant_id IN (SELECT value FROM json_each($1))")
            .bind(to_json(&grants)?)
            .fetch_all(self.pool())
            .await?;
        rows.iter().map(|body| read(body).map(|own| (own.grant, own))).collect()
    }

    /// Those that are due and that nobody was asked about yet, the oldest first; of what is listed under the same name. What
    /// was asked in a time that is still to come was asked by a clock that ran ahead.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn due_own_ends(&self, now: Timestamp) -> Result<Vec<OwnEnd>, StoreError> {
        let sql = "SELECT body FROM own_ends JOIN grants ON grants.id = grant_id
                   WHERE at <= $1 AND (asked_at IS NULL OR asked_at > $1)
                     AND EXISTS (SELECT 1 FROM grants AS listed WHERE listed.account = grants.account AND listed.remote_key = grants.remote_key AND listed.live = 1)
                   ORDER BY at, grant_id LIMIT 100";
        let rows: Vec<String> = sqlx::query_scalar(sql).bind(micros(now)).fetch_all(self.pool()).await?;
        rows.iter().map(|body| read(body)).collect()
    }
}

/// The own end of a grant, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn get(write: &mut Write, grant: GrantId) -> Result<Option<OwnEnd>, StoreError> {
    let body: Option<String> = sqlx::query_scalar("SELECT body FROM own_ends WHERE grant_id = $1").bind(grant.to_string()).fetch_optional(&mut **write).await?;
    body.map(|body| read(&body)).transpose()
}

/// Keeps an own end.
///
/// # Errors
/// [`StoreError`]
pub async fn put(write: &mut Write, own: &OwnEnd) -> Result<(), StoreError> {
    let sql = "INSERT INTO own_ends (grant_id, at, asked_at, body) VALUES ($1, $2, $3, $4)
               ON CONFLICT (grant_id) DO UPDATE SET at = excluded.at, asked_at = excluded.asked_at, body = excluded.body";
    sqlx::query(sql)
        .bind(own.grant.to_string())
        .bind(micros(own.at))
        .bind(own.asked.map(|(at, _)| micros(at)))
        .bind(to_json(own)?)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Forgets an own end.
///
/// # Errors
/// [`StoreError`]
pub async fn forget(write: &mut Write, grant: GrantId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM own_ends WHERE grant_id = $1").bind(grant.to_string()).execute(&mut **write).await?;
    Ok(())
}
