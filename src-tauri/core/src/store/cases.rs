//! Cases: what the person turned to somebody about, and what became of it.

use super::{Store, StoreError, Write, from_json, micros, to_json};
use crate::domain::Timestamp;
use crate::domain::case::{About, Case, State};
use crate::domain::id::{CaseId, GrantId};

impl Store {
    /// All cases, the open ones first, then the newest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn cases(&self) -> Result<Vec<Case>, StoreError> {
        let bodies: Vec<String> =
            sqlx::query_scalar("SELECT body FROM cases ORDER BY is_open DESC, opened_at DESC, id DESC LIMIT 1000").fetch_all(self.pool()).await?;
        bodies.iter().map(|body| from_json(body, "cases.body")).collect()
    }

    /// The cases about a grant, in the order in which they were begun.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn cases_of(&self, grant: GrantId) -> Result<Vec<Case>, StoreError> {
        let bodies: Vec<String> =
            sqlx::query_scalar("SELECT body FROM cases WHERE grant_id = $1 ORDER BY opened_at, id").bind(grant.to_string()).fetch_all(self.pool()).await?;
        bodies.iter().map(|body| from_json(body, "cases.body")).collect()
    }

    /// One case.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn case(&self, id: CaseId) -> Result<Option<Case>, StoreError> {
        let body: Option<String> = sqlx::query_scalar("SELECT body FROM cases WHERE id = $1").bind(id.to_string()).fetch_optional(self.pool()).await?;
        body.map(|body| from_json(&body, "cases.body")).transpose()
    }

    /// Cases by their ids.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn cases_by_id(&self, ids: &[CaseId]) -> Result<Vec<Case>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT body FROM cases WHERE id IN (SELECT value FROM json_each($1))";
        let bodies: Vec<String> = sqlx::query_scalar(sql).bind(to_json(&ids)?).fetch_all(self.pool()).await?;
        bodies.iter().map(|body| from_json(body, "cases.body")).collect()
    }

    /// How many open cases nobody answered until the day that was set.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn due_cases(&self, now: Timestamp) -> Result<u32, StoreError> {
        let sql = "SELECT COUNT(*) FROM cases WHERE is_open = 1 AND remind_at <= $1";
        Ok(sqlx::query_scalar(sql).bind(micros(now)).fetch_one(self.pool()).await?)
    }

    /// Those of which no event tells yet; an event stands for each day that was set.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn untold_cases(&self, now: Timestamp) -> Result<Vec<Case>, StoreError> {
        let sql = "SELECT body FROM cases WHERE is_open = 1 AND remind_at <= $1
               AND NOT EXISTS (SELECT 1 FROM events WHERE what ->> '$.case_unanswered.case' = cases.id AND since >= remind_at) LIMIT 50";
        let bodies: Vec<String> = sqlx::query_scalar(sql).bind(micros(now)).fetch_all(self.pool()).await?;
        bodies.iter().map(|body| from_json(body, "cases.body")).collect()
    }
}

/// One case, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn get(write: &mut Write, id: CaseId) -> Result<Option<Case>, StoreError> {
    let body: Option<String> = sqlx::query_scalar("SELECT body FROM cases WHERE id = $1").bind(id.to_string()).fetch_optional(&mut **write).await?;
    body.map(|body| from_json(&body, "cases.body")).transpose()
}

/// Throws a case away.
///
/// # Errors
/// [`StoreError`]
pub async fn erase(write: &mut Write, id: CaseId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM cases WHERE id = $1").bind(id.to_string()).execute(&mut **write).await?;
    Ok(())
}

/// Keeps a case as it stands.
///
/// # Errors
/// [`StoreError`]
pub async fn put(write: &mut Write, case: &Case) -> Result<(), StoreError> {
    let grant = match case.about {
        About::Grant { grant } => Some(grant.to_string()),
        About::Kept { .. } | About::App => None,
    };
    sqlx::query(
        "INSERT INTO cases (id, grant_id, is_open, remind_at, opened_at, body) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET is_open = excluded.is_open, remind_at = excluded.remind_at, body = excluded.body",
    )
    .bind(case.id.to_string())
    .bind(grant)
    .bind(case.is_open())
    .bind(case.remind_at.filter(|_| case.state() == State::Waiting).map(micros))
    .bind(micros(case.opened_at))
    .bind(to_json(case)?)
    .execute(&mut **write)
    .await?;
    Ok(())
}
