//! Signed documents of issuers: pinned keys, editions in use, and what the directories say.

use std::collections::BTreeMap;

use jsonwebtoken::jwk::JwkSet;
use sqlx::{FromRow, QueryBuilder};

use super::{Store, StoreError, Write, from_json, maybe_time, micros, to_json};
use crate::domain::Timestamp;
use crate::domain::directory::{Entry, OwnDesks, ScopeWords};
use crate::domain::document::{DocumentKind, Edition, Refusal};
use crate::domain::id::IssuerId;
use crate::domain::text::Text;
use crate::issuers::documents::Directory;

/// Where one document of one issuer stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whose.
    pub issuer: IssuerId,
    /// Which.
    pub kind: DocumentKind,
    /// The edition in use; `None` where none was good yet.
    pub edition: Option<Edition>,
    /// When that was last seen to be the newest.
    pub checked_at: Option<Timestamp>,
    /// Why the last look was not good, and when.
    pub refused: Option<(Refusal, Timestamp)>,
}

#[derive(FromRow)]
struct Row {
    issuer: String,
    kind: String,
    edition: Option<String>,
    checked_at: Option<i64>,
    refused: Option<String>,
    refused_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Standing, StoreError> {
        let refused = self.refused.map(|text| from_json(&text, "documents.refused")).transpose()?;
        Ok(Standing {
            issuer: IssuerId(self.issuer),
            kind: from_json(&self.kind, "documents.kind")?,
            edition: self.edition.map(|text| from_json(&text, "documents.edition")).transpose()?,
            checked_at: maybe_time(self.checked_at)?,
            refused: refused.zip(maybe_time(self.refused_at)?),
        })
    }
}

impl Store {
    /// Where all documents stand.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn documents(&self) -> Result<Vec<Standing>, StoreError> {
        let sql = "SELECT issuer, kind, edition, checked_at, refused, refused_at FROM documents ORDER BY issuer, kind";
        let rows: Vec<Row> = sqlx::query_as(sql).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// The keys that are pinned for all that an issuer signs. `issuer` is its identifier.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn pinned_keys(&self, issuer: &str) -> Result<Option<JwkSet>, StoreError> {
        let text: Option<String> = sqlx::query_scalar("SELECT keys FROM pinned_keys WHERE issuer = $1").bind(issuer).fetch_optional(self.pool()).await?;
        text.map(|text| from_json(&text, "pinned_keys.keys")).transpose()
    }

    /// What an issuer's directory said last of a connector, and when it was found to name it no longer.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn last_entry(&self, issuer: &IssuerId, connector: &str) -> Result<Option<(Entry, Option<Timestamp>)>, StoreError> {
        let sql = "SELECT entry, left_at FROM directory WHERE issuer = $1 AND connector = $2";
        let row: Option<(String, Option<i64>)> = sqlx::query_as(sql).bind(issuer.as_str()).bind(connector).fetch_optional(self.pool()).await?;
        row.map(|(text, left)| Ok((from_json(&text, "directory.entry")?, maybe_time(left)?))).transpose()
    }

    /// What the directories said last of connectors that there is a grant of, by issuer and the issuer's id of them.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn entries_of_grants(&self) -> Result<BTreeMap<(IssuerId, String), (Entry, Option<Timestamp>)>, StoreError> {
        let sql = "SELECT issuer, connector, entry, left_at FROM directory
                   WHERE (issuer, connector) IN (SELECT issuer, facts ->> '$.connector.id' FROM grants)";
        let rows: Vec<(String, String, String, Option<i64>)> = sqlx::query_as(sql).fetch_all(self.pool()).await?;
        let read = |(issuer, connector, text, left): (String, String, String, Option<i64>)| {
            Ok(((IssuerId(issuer), connector), (from_json(&text, "directory.entry")?, maybe_time(left)?)))
        };
        rows.into_iter().map(read).collect()
    }

    /// How the issuers themselves are reached, as their directories said last.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn all_desks(&self) -> Result<BTreeMap<IssuerId, OwnDesks>, StoreError> {
        let rows: Vec<(String, String)> = sqlx::query_as("SELECT issuer, desks FROM desks").fetch_all(self.pool()).await?;
        rows.into_iter().map(|(issuer, text)| Ok((IssuerId(issuer), from_json(&text, "desks.desks")?))).collect()
    }

    /// What an issuer's directory says of a connector.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn directory_entry(&self, issuer: &IssuerId, connector: &str) -> Result<Option<Entry>, StoreError> {
        let text: Option<String> = sqlx::query_scalar("SELECT entry FROM directory WHERE issuer = $1 AND connector = $2 AND left_at IS NULL")
            .bind(issuer.as_str())
            .bind(connector)
            .fetch_optional(self.pool())
            .await?;
        text.map(|text| from_json(&text, "directory.entry")).transpose()
    }

    /// The names of all connectors of all directories: issuer, id, and each name in every language.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn directory_names(&self) -> Result<Vec<(IssuerId, String, Vec<String>)>, StoreError> {
        let sql = "SELECT issuer, connector, entry -> '$.brand' AS brand, entry -> '$.company.name' AS name FROM directory WHERE left_at IS NULL";
        let rows: Vec<(String, String, Option<String>, Option<String>)> = sqlx::query_as(sql).fetch_all(self.pool()).await?;
        let texts = |json: Option<String>| json.and_then(|json| serde_json::from_str::<Option<Text>>(&json).ok().flatten());
        let all = |(issuer, connector, brand, name)| {
            let names = [brand, name].into_iter().filter_map(texts).flat_map(|text| text.0.into_values().collect::<Vec<_>>()).collect();
            (IssuerId(issuer), connector, names)
        };
        Ok(rows.into_iter().map(all).collect())
    }

    /// All that an issuer's directory says of scopes.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn scope_words(&self, issuer: &IssuerId) -> Result<Vec<ScopeWords>, StoreError> {
        let texts: Vec<String> = sqlx::query_scalar(SCOPE_WORDS).bind(issuer.as_str()).fetch_all(self.pool()).await?;
        texts.iter().map(|text| from_json(text, "scope_words.words")).collect()
    }
}

const SCOPE_WORDS: &str = "SELECT words FROM scope_words WHERE issuer = $1";

/// All that an issuer's directory says of scopes, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn scope_words(write: &mut Write, issuer: &IssuerId) -> Result<Vec<ScopeWords>, StoreError> {
    let texts: Vec<String> = sqlx::query_scalar(SCOPE_WORDS).bind(issuer.as_str()).fetch_all(&mut **write).await?;
    texts.iter().map(|text| from_json(text, "scope_words.words")).collect()
}

/// Pins the keys of an issuer, by its identifier.
///
/// # Errors
/// [`StoreError`]
pub async fn pin(write: &mut Write, issuer: &str, keys: &JwkSet, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO pinned_keys (issuer, keys, pinned_at) VALUES ($1, $2, $3)
         ON CONFLICT (issuer) DO UPDATE SET keys = excluded.keys, pinned_at = excluded.pinned_at",
    )
    .bind(issuer)
    .bind(to_json(keys)?)
    .bind(micros(now))
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Forgets the pinned keys, so that the next ones that are served are pinned.
///
/// # Errors
/// [`StoreError`]
pub async fn unpin(write: &mut Write, issuer: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM pinned_keys WHERE issuer = $1").bind(issuer).execute(&mut **write).await?;
    Ok(())
}

/// Notes that a document was looked at and is good: a new edition, or the one in use.
///
/// # Errors
/// [`StoreError`]
pub async fn good(write: &mut Write, issuer: &IssuerId, kind: DocumentKind, edition: &Edition, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO documents (issuer, kind, edition, checked_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (issuer, kind) DO UPDATE SET edition = excluded.edition, checked_at = excluded.checked_at, refused = NULL, refused_at = NULL",
    )
    .bind(issuer.as_str())
    .bind(to_json(&kind)?)
    .bind(to_json(edition)?)
    .bind(micros(now))
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Notes that a document was refused; the one in use stays.
///
/// # Errors
/// [`StoreError`]
pub async fn refused(write: &mut Write, issuer: &IssuerId, kind: DocumentKind, why: Refusal, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO documents (issuer, kind, refused, refused_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (issuer, kind) DO UPDATE SET refused = excluded.refused, refused_at = excluded.refused_at",
    )
    .bind(issuer.as_str())
    .bind(to_json(&kind)?)
    .bind(to_json(&why)?)
    .bind(micros(now))
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Notes that an issuer publishes no such document, or no longer. What it published stays in use until it runs out.
///
/// # Errors
/// [`StoreError`]
pub async fn withdrawn(write: &mut Write, issuer: &IssuerId, kind: DocumentKind, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO documents (issuer, kind) VALUES ($1, $2)
         ON CONFLICT (issuer, kind) DO UPDATE SET refused = CASE WHEN edition IS NULL THEN NULL ELSE $3 END, refused_at = $4",
    )
    .bind(issuer.as_str())
    .bind(to_json(&kind)?)
    .bind(to_json(&Refusal::NotServed)?)
    .bind(micros(now))
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Puts an issuer's directory in the place of the one before. Connectors that it no longer names stay known while there is
/// a grant of theirs: who answers for it is always to be seen (R21).
///
/// # Errors
/// [`StoreError`]
pub async fn put_directory(write: &mut Write, issuer: &IssuerId, directory: &Directory, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE directory SET left_at = COALESCE(left_at, $2) WHERE issuer = $1").bind(issuer.as_str()).bind(micros(now)).execute(&mut **write).await?;
    let entries = directory.connectors.iter().map(|entry| Ok((entry.id.clone(), to_json(entry)?))).collect::<Result<Vec<_>, StoreError>>()?;
    put(write, "INSERT OR REPLACE INTO directory (issuer, connector, entry) ", issuer, &entries).await?;
    sqlx::query(
        "DELETE FROM directory WHERE issuer = $1 AND left_at IS NOT NULL
         AND connector NOT IN (SELECT facts ->> '$.connector.id' FROM grants WHERE issuer = $1)",
    )
    .bind(issuer.as_str())
    .execute(&mut **write)
    .await?;
    sqlx::query("DELETE FROM scope_words WHERE issuer = $1").bind(issuer.as_str()).execute(&mut **write).await?;
    let scopes = directory.scopes.iter().map(|scope| Ok((scope.name.clone(), to_json(scope)?))).collect::<Result<Vec<_>, StoreError>>()?;
    put(write, "INSERT OR REPLACE INTO scope_words (issuer, name, words) ", issuer, &scopes).await?;
    sqlx::query("INSERT OR REPLACE INTO desks (issuer, desks) VALUES ($1, $2)")
        .bind(issuer.as_str())
        .bind(to_json(&directory.desks)?)
        .execute(&mut **write)
        .await?;
    Ok(())
}

async fn put(write: &mut Write, sql: &'static str, issuer: &IssuerId, rows: &[(String, String)]) -> Result<(), StoreError> {
    for rows in rows.chunks(500) {
        let mut query = QueryBuilder::new(sql);
        query.push_values(rows, |mut row, (key, json)| {
            row.push_bind(issuer.to_string()).push_bind(key.clone()).push_bind(json.clone());
        });
        query.build().execute(&mut **write).await?;
    }
    Ok(())
}
