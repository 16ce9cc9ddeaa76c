//! The issuers that were connected, with what was pinned of each.

use sqlx::FromRow;

use super::{Store, StoreError, Write, from_json, micros, to_json};
use crate::domain::Timestamp;
use crate::domain::batch::Caps;
use crate::domain::id::IssuerId;
use crate::domain::issuer::{CanNarrow, IssuerKind};
use crate::domain::text::Text;
use crate::issuers::discovery::{Canary, Site};

/// A connected issuer.
#[derive(Debug, Clone)]
pub struct Issuer {
    /// Its id.
    pub id: IssuerId,
    /// Its name: the catalogue's, or its host.
    pub name: Text,
    /// What it is.
    pub kind: IssuerKind,
    /// Whether a signed catalogue named it when it was connected.
    pub vouched: bool,
    /// What was pinned.
    pub site: Site,
}

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    kind: String,
    vouched: bool,
    site: String,
}

impl Row {
    fn read(self) -> Result<Issuer, StoreError> {
        Ok(Issuer {
            id: IssuerId(self.id),
            name: from_json(&self.name, "issuers.name")?,
            kind: from_json(&self.kind, "issuers.kind")?,
            vouched: self.vouched,
            site: from_json(&self.site, "issuers.site")?,
        })
    }
}

impl Store {
    /// All connected issuers, by id.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn issuers(&self) -> Result<Vec<Issuer>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as("SELECT id, name, kind, vouched, site FROM issuers ORDER BY id").fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// One issuer.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn issuer(&self, id: &IssuerId) -> Result<Option<Issuer>, StoreError> {
        let row: Option<Row> =
            sqlx::query_as("SELECT id, name, kind, vouched, site FROM issuers WHERE id = $1").bind(id.as_str()).fetch_optional(self.pool()).await?;
        row.map(Row::read).transpose()
    }
}

/// Keeps an issuer, with what was pinned last.
///
/// # Errors
/// [`StoreError`]
pub async fn save(write: &mut Write, issuer: &Issuer, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO issuers (id, name, kind, vouched, site, added_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, vouched = excluded.vouched, site = excluded.site",
    )
    .bind(issuer.id.as_str())
    .bind(to_json(&issuer.name)?)
    .bind(to_json(&issuer.kind)?)
    .bind(issuer.vouched)
    .bind(to_json(&issuer.site)?)
    .bind(micros(now))
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Notes how often an issuer wishes to be asked at most; all else of it stays as it was pinned.
///
/// # Errors
/// [`StoreError`]
pub async fn set_poll(write: &mut Write, id: &IssuerId, seconds: u32) -> Result<(), StoreError> {
    sqlx::query("UPDATE issuers SET site = json_set(site, '$.poll_seconds', $2) WHERE id = $1 AND site ->> '$.poll_seconds' <> $2")
        .bind(id.as_str())
        .bind(seconds)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes the second client of this app that an issuer names now; all else of it stays as it was pinned.
///
/// # Errors
/// [`StoreError`]
pub async fn set_canary(write: &mut Write, id: &IssuerId, canary: Option<&Canary>) -> Result<(), StoreError> {
    sqlx::query("UPDATE issuers SET site = json_set(site, '$.canary', json($2)) WHERE id = $1 AND COALESCE(site -> '$.canary', 'null') <> json($2)")
        .bind(id.as_str())
        .bind(to_json(&canary)?)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes how many endings an issuer takes now, where many are asked for at once.
///
/// # Errors
/// [`StoreError`]
pub async fn set_caps(write: &mut Write, issuer: &IssuerId, caps: &Caps) -> Result<(), StoreError> {
    sqlx::query("UPDATE issuers SET site = json_set(site, '$.endings', json($2)) WHERE id = $1 AND site -> '$.endings' IS NOT json($2)")
        .bind(issuer.as_str())
        .bind(to_json(caps)?)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes whether an issuer takes complaints now.
///
/// # Errors
/// [`StoreError`]
pub async fn set_complaints(write: &mut Write, issuer: &IssuerId, taken: bool) -> Result<(), StoreError> {
    sqlx::query("UPDATE issuers SET site = json_set(site, '$.complaints', json($2)) WHERE id = $1 AND site -> '$.complaints' IS NOT json($2)")
        .bind(issuer.as_str())
        .bind(to_json(&taken)?)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes how an issuer takes a part of a grant away now, where it does.
///
/// # Errors
/// [`StoreError`]
pub async fn set_narrowing(write: &mut Write, issuer: &IssuerId, narrowing: Option<&CanNarrow>) -> Result<(), StoreError> {
    sqlx::query("UPDATE issuers SET site = json_set(site, '$.narrowing', json($2)) WHERE id = $1 AND COALESCE(site -> '$.narrowing', 'null') <> json($2)")
        .bind(issuer.as_str())
        .bind(to_json(&narrowing)?)
        .execute(&mut **write)
        .await?;
    Ok(())
}
