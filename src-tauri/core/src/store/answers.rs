//! Answers of issuers that are asked for again only where there is a newer one. No answer to a token is here.

use super::{Store, StoreError, Write, to_json};
use crate::domain::id::IssuerId;
use crate::issuers::conditional::{Answer, Answers, Learned};
use crate::ports::Marks;

type Row = (String, Option<String>, Option<String>, String, Vec<u8>);

impl Store {
    /// The marked answers of one issuer.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn answers(&self, issuer: &IssuerId) -> Result<Answers, StoreError> {
        let sql = "SELECT url, etag, last_modified, kind, body FROM answers WHERE issuer = $1";
        let rows: Vec<Row> = sqlx::query_as(sql).bind(issuer.as_str()).fetch_all(self.pool()).await?;
        let read = |(url, etag, last_modified, kind, body): Row| {
            let url = url.parse().map_err(|_| StoreError::Value("answers.url"))?;
            Ok((url, Answer { marks: Marks { etag, last_modified }, kind, body }))
        };
        rows.into_iter().map(read).collect()
    }
}

/// Keeps newer answers of an issuer, and drops those that it was not asked for any more: file names may carry a
/// version. Where it answered nothing at all, nothing changes.
///
/// # Errors
/// [`StoreError`]
pub async fn keep(write: &mut Write, issuer: &IssuerId, learned: &Learned) -> Result<(), StoreError> {
    if learned.answered.is_empty() {
        return Ok(());
    }
    let answered: Vec<&str> = learned.answered.iter().map(url::Url::as_str).collect();
    sqlx::query("DELETE FROM answers WHERE issuer = $1 AND url NOT IN (SELECT value FROM json_each($2))")
        .bind(issuer.as_str())
        .bind(to_json(&answered)?)
        .execute(&mut **write)
        .await?;
    for (url, answer) in &learned.fresh {
        sqlx::query(
            "INSERT INTO answers (issuer, url, etag, last_modified, kind, body) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (issuer, url) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, kind = excluded.kind, body = excluded.body",
        )
        .bind(issuer.as_str())
        .bind(url.as_str())
        .bind(&answer.marks.etag)
        .bind(&answer.marks.last_modified)
        .bind(&answer.kind)
        .bind(&answer.body)
        .execute(&mut **write)
        .await?;
    }
    Ok(())
}

/// Forgets all answers: they are asked for anew.
///
/// # Errors
/// [`StoreError`]
pub async fn forget(write: &mut Write) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM answers").execute(&mut **write).await?;
    Ok(())
}
