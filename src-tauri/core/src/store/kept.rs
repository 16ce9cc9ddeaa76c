//! Connections that no list tells: the person's notes, and issuers' receipts.

use sqlx::FromRow;

use super::{Store, StoreError, Write, from_json, from_text, maybe_time, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::fold::fold;
use crate::domain::grant::Grant;
use crate::domain::id::{GrantId, KeptId};
use crate::domain::kept::{Kept, Source};
use crate::domain::text::Text;

#[derive(FromRow)]
struct Row {
    id: String,
    source: String,
    made_at: i64,
    remind_at: Option<i64>,
    ended_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Kept, StoreError> {
        Ok(Kept {
            id: from_text(&self.id, "kept.id")?,
            source: from_json(&self.source, "kept.source")?,
            made_at: time(self.made_at)?,
            remind_at: maybe_time(self.remind_at)?,
            ended_at: maybe_time(self.ended_at)?,
        })
    }
}

const COLUMNS: &str = "id, source, made_at, remind_at, ended_at";

impl Store {
    /// All of them, what is in force first, then the newest.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn all_kept(&self, search: &str) -> Result<Vec<Kept>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM kept WHERE instr(search, $1) > 0 OR $1 = '' ORDER BY ended_at IS NOT NULL, made_at DESC, id");
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(fold(search)).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn kept(&self, id: KeptId) -> Result<Option<Kept>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM kept WHERE id = $1");
        let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.to_string()).fetch_optional(self.pool()).await?;
        row.map(Row::read).transpose()
    }

    /// How many the person wants to be asked about now.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn due(&self, now: Timestamp) -> Result<u32, StoreError> {
        let sql = "SELECT COUNT(*) FROM kept WHERE ended_at IS NULL AND remind_at <= $1";
        Ok(sqlx::query_scalar(sql).bind(micros(now)).fetch_one(self.pool()).await?)
    }

    /// The receipts that may be about a grant, none that is ended. `issuer` is its issuer's identifier.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn receipts_of(&self, issuer: &str, grant: &Grant) -> Result<Vec<Kept>, StoreError> {
        let facts = &grant.remote.facts;
        let sql = format!(
            "SELECT {COLUMNS} FROM kept WHERE issuer = $1 AND connector = $2 AND service = $3 AND (remote_key IS NULL OR remote_key = $4)
             AND ended_at IS NULL ORDER BY made_at DESC LIMIT 100"
        );
        let query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(issuer).bind(&facts.connector.id).bind(&facts.service.id);
        let rows: Vec<Row> = query.bind(grant.remote.key.as_str()).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Which receipts an issuer's list covers, and the grant that it is there: a live one, or one that was still listed after it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn listed_receipts(&self) -> Result<Vec<(KeptId, GrantId)>, StoreError> {
        let sql = "SELECT kept.id, grants.id FROM kept JOIN issuers ON issuers.site ->> '$.issuer' = kept.issuer
             JOIN grants ON grants.issuer = issuers.id AND grants.facts ->> '$.connector.id' = kept.connector AND grants.facts ->> '$.service.id' = kept.service
               AND (kept.remote_key IS NULL OR kept.remote_key = grants.remote_key)
             WHERE grants.live = 1 OR grants.as_of >= kept.made_at ORDER BY grants.live, grants.first_seen";
        let rows: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(self.pool()).await?;
        rows.iter().map(|(kept, grant)| Ok((from_text(kept, "kept.id")?, from_text(grant, "grants.id")?))).collect()
    }
}

/// A receipt that was kept already and is in force, by the issuer's own name of it, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn receipt(write: &mut Write, issuer: &str, receipt: &str) -> Result<Option<Kept>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM kept WHERE issuer = $1 AND receipt = $2 AND ended_at IS NULL ORDER BY made_at DESC LIMIT 1");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(issuer).bind(receipt).fetch_optional(&mut **write).await?;
    row.map(Row::read).transpose()
}

/// One of them, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn get(write: &mut Write, id: KeptId) -> Result<Option<Kept>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM kept WHERE id = $1");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.to_string()).fetch_optional(&mut **write).await?;
    row.map(Row::read).transpose()
}

/// Keeps one, or what became of it.
///
/// # Errors
/// [`StoreError`]
pub async fn put(write: &mut Write, kept: &Kept) -> Result<(), StoreError> {
    let receipt = match &kept.source {
        Source::Note(_) => None,
        Source::Receipt { issuer, receipt, .. } => Some((issuer, receipt)),
    };
    sqlx::query(
        "INSERT INTO kept (id, source, issuer, receipt, connector, service, remote_key, search, made_at, remind_at, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (id) DO UPDATE SET source = excluded.source, search = excluded.search, remind_at = excluded.remind_at, ended_at = excluded.ended_at",
    )
    .bind(kept.id.to_string())
    .bind(to_json(&kept.source)?)
    .bind(receipt.map(|(issuer, _)| issuer.as_str()))
    .bind(receipt.map(|(_, receipt)| receipt.id.as_str()))
    .bind(receipt.map(|(_, receipt)| receipt.connector.id.as_str()))
    .bind(receipt.map(|(_, receipt)| receipt.service.id.as_str()))
    .bind(receipt.and_then(|(_, receipt)| receipt.grant.as_ref()).map(|key| key.as_str().to_owned()))
    .bind(search(&kept.source))
    .bind(micros(kept.made_at))
    .bind(kept.remind_at.map(micros))
    .bind(kept.ended_at.map(micros))
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Erases one. What it was is gone with it.
///
/// # Errors
/// [`StoreError`]
pub async fn erase(write: &mut Write, id: KeptId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM kept WHERE id = $1").bind(id.to_string()).execute(&mut **write).await?;
    Ok(())
}

fn search(source: &Source) -> String {
    let words: Vec<String> = match source {
        Source::Note(note) => [Some(&note.service), note.place.as_ref(), note.memo.as_ref()].into_iter().flatten().map(|words| fold(words)).collect(),
        Source::Receipt { receipt, .. } => {
            let permissions = receipt.permissions.iter().flat_map(|one| one.words.iter().flat_map(Text::all));
            receipt.service.name.all().chain(receipt.connector.name.all()).chain(permissions).map(fold).collect()
        }
    };
    words.join("\n")
}
