//! The tamper-evident log. A line is appended in the transaction that reads the last one.

use sqlx::{FromRow, QueryBuilder, SqliteExecutor};

use super::{Store, StoreError, Write, from_json, from_text, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::ending::Ending;
use crate::domain::id::GrantId;
use crate::domain::record::{Act, Head, KeyId, Record, Signed};
use crate::secret::DeviceKey;

#[derive(FromRow)]
struct Row {
    number: i64,
    at: i64,
    payload: Option<String>,
    salt: Option<Vec<u8>>,
    payload_hash: Vec<u8>,
    hash: Vec<u8>,
    key: Option<String>,
    signature: Option<Vec<u8>>,
}

const COLUMNS: &str = "number, at, payload, salt, payload_hash, hash, key, signature";

impl Row {
    fn read(self) -> Result<Record, StoreError> {
        Ok(Record {
            number: self.number,
            at: time(self.at)?,
            payload: self.payload,
            salt: self.salt.map(|salt| salt.try_into().map_err(|_| StoreError::Value("records.salt"))).transpose()?,
            payload_hash: self.payload_hash.try_into().map_err(|_| StoreError::Value("records.payload_hash"))?,
            hash: self.hash.try_into().map_err(|_| StoreError::Value("records.hash"))?,
            signed: match (self.key, self.signature) {
                (Some(key), Some(signature)) => {
                    Some(Signed { key: KeyId(key), signature: signature.try_into().map_err(|_| StoreError::Value("records.signature"))? })
                }
                (None, None) => None,
                (Some(_), None) | (None, Some(_)) => return Err(StoreError::Value("records.signature")),
            },
        })
    }
}

/// The act of a line; `None` where it was erased by rule.
///
/// # Errors
/// [`StoreError::Value`]
pub fn act(record: &Record) -> Result<Option<Act>, StoreError> {
    record.payload.as_deref().map(|payload| from_json(payload, "records.payload")).transpose()
}

impl Store {
    /// Lines before a number, newest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn records(&self, grant: Option<GrantId>, before: Option<i64>, limit: u32) -> Result<Vec<Record>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM records WHERE ($1 IS NULL OR grant_id = $1) AND ($2 IS NULL OR number < $2) ORDER BY number DESC LIMIT $3");
        let rows: Vec<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(grant.map(|grant| grant.to_string())).bind(before).bind(limit).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// The last line; `None` where nothing was written yet.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn last_record(&self) -> Result<Option<Head>, StoreError> {
        let row: Option<(i64, Vec<u8>)> = sqlx::query_as("SELECT number, hash FROM records ORDER BY number DESC LIMIT 1").fetch_optional(self.pool()).await?;
        row.map(|(number, hash)| Ok(Head { number, hash: hash.try_into().map_err(|_| StoreError::Value("records.hash"))? })).transpose()
    }

    /// Whether this very line stands in the log.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn has_record(&self, head: &Head) -> Result<bool, StoreError> {
        stands(self.pool(), head).await
    }

    /// Whether a backup was taken over in place of the log that this head is of.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn was_replaced(&self, head: &Head) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM records WHERE payload ->> '$.restored.head' = $1)";
        Ok(sqlx::query_scalar(sql).bind(head.to_string()).fetch_one(self.pool()).await?)
    }

    /// The first line that is filed under another grant than the one that it names; which grant a line is filed under is in no hash.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn misfiled_record(&self) -> Result<Option<i64>, StoreError> {
        let sql = r#"SELECT MIN(number) FROM records WHERE payload IS NOT NULL AND COALESCE(grant_id, '') <>
                     CASE instr(payload, '"grant":"') WHEN 0 THEN '' ELSE substr(payload, instr(payload, '"grant":"') + 9, 36) END"#;
        Ok(sqlx::query_scalar(sql).fetch_one(self.pool()).await?)
    }

    /// Lines after a number in order: for checking the chain a piece at a time.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn records_after(&self, number: i64, limit: u32) -> Result<Vec<Record>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM records WHERE number > $1 ORDER BY number LIMIT $2");
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(number).bind(limit).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// All endings and narrowings of a grant, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn endings_of(&self, grant: GrantId) -> Result<Vec<Ending>, StoreError> {
        let bodies: Vec<String> =
            sqlx::query_scalar("SELECT body FROM endings WHERE grant_id = $1 ORDER BY rowid").bind(grant.to_string()).fetch_all(self.pool()).await?;
        bodies.iter().map(|body| from_json(body, "endings.body")).collect()
    }

    /// Grants that are over, with when their last line was written, where that is before a time and lines have content still.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn grants_last_recorded_before(&self, time_before: Timestamp, limit: u32) -> Result<Vec<(GrantId, Timestamp)>, StoreError> {
        // An ending that goes on, or an account of what came after it, keeps the last line young.
        let sql = "SELECT id, last FROM (SELECT id, (SELECT at FROM records WHERE grant_id = grants.id ORDER BY number DESC LIMIT 1) AS last
                   FROM grants WHERE live = 0 AND NOT EXISTS (SELECT 1 FROM endings WHERE grant_id = grants.id AND settled = 0)
                   AND EXISTS (SELECT 1 FROM records WHERE grant_id = grants.id AND payload IS NOT NULL)) WHERE last <= $1 LIMIT $2";
        let rows: Vec<(String, i64)> = sqlx::query_as(sql).bind(micros(time_before)).bind(limit).fetch_all(self.pool()).await?;
        rows.into_iter().map(|(grant, last)| Ok((from_text(&grant, "grants.id")?, time(last)?))).collect()
    }
}

/// Whether this very line stands in the log, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn has(write: &mut Write, head: &Head) -> Result<bool, StoreError> {
    stands(&mut **write, head).await
}

async fn stands(at: impl SqliteExecutor<'_>, head: &Head) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM records WHERE number = $1 AND hash = $2)";
    Ok(sqlx::query_scalar(sql).bind(head.number).bind(head.hash.to_vec()).fetch_one(at).await?)
}

/// Erases the content of all lines of these grants, with the salts, and gives back which lines those are.
///
/// # Errors
/// [`StoreError`]
pub async fn erase(write: &mut Write, grants: &[GrantId]) -> Result<Vec<i64>, StoreError> {
    let sql = "UPDATE records SET payload = NULL, salt = NULL
               WHERE payload IS NOT NULL AND grant_id IN (SELECT value FROM json_each($1)) RETURNING number";
    let mut numbers: Vec<i64> = sqlx::query_scalar(sql).bind(to_json(&grants)?).fetch_all(&mut **write).await?;
    numbers.sort_unstable();
    Ok(numbers)
}

/// Appends lines in order, many at a time, each signed; `salt` gives each its own. A key that did not sign the line before is
/// introduced first.
///
/// # Errors
/// [`StoreError`]
pub async fn append(
    write: &mut Write,
    at: Timestamp,
    acts: &[(Option<GrantId>, Act)],
    key: &DeviceKey,
    mut salt: impl FnMut() -> [u8; 16],
) -> Result<(), StoreError> {
    if acts.is_empty() {
        return Ok(());
    }
    let last: Option<(Vec<u8>, i64)> = sqlx::query_as("SELECT hash, number FROM records ORDER BY number DESC LIMIT 1").fetch_optional(&mut **write).await?;
    let mut last = last.map(|(hash, number)| Ok::<_, StoreError>((hash.try_into().map_err(|_| StoreError::Value("records.hash"))?, number))).transpose()?;
    let introduction = introduce(write, key, last.map_or(0, |(_, number)| number) + 1).await?;
    let id = key.id();
    for acts in introduction.as_slice().chunks(1).chain(acts.chunks(500)) {
        let mut lines = Vec::with_capacity(acts.len());
        for (grant, act) in acts {
            let mut line = Record::next(last.as_ref(), at, to_json(act)?, salt());
            line.signed = Some(Signed { key: id.clone(), signature: key.sign(&line.to_sign()) });
            last = Some((line.hash, line.number));
            lines.push((grant, line));
        }
        let mut sql = QueryBuilder::new("INSERT INTO records (number, at, grant_id, payload, salt, payload_hash, hash, key, signature) ");
        sql.push_values(lines, |mut row, (grant, line)| {
            row.push_bind(line.number)
                .push_bind(micros(line.at))
                .push_bind(grant.map(|grant| grant.to_string()))
                .push_bind(line.payload)
                .push_bind(line.salt.map(|salt| salt.to_vec()))
                .push_bind(line.payload_hash.to_vec())
                .push_bind(line.hash.to_vec())
                .push_bind(line.signed.as_ref().map(|signed| signed.key.0.clone()))
                .push_bind(line.signed.map(|signed| signed.signature.to_vec()));
        });
        sql.build().execute(&mut **write).await?;
    }
    Ok(())
}

/// The line that introduces a key, where the lines before were not signed by it.
async fn introduce(write: &mut Write, key: &DeviceKey, number: i64) -> Result<Option<(Option<GrantId>, Act)>, StoreError> {
    let before: Option<String> = sqlx::query_scalar("SELECT id FROM record_keys ORDER BY introduced DESC LIMIT 1").fetch_optional(&mut **write).await?;
    let (id, public) = (key.id(), key.public());
    if before.as_ref() == Some(&id.0) {
        return Ok(None);
    }
    sqlx::query("INSERT INTO record_keys (id, public, introduced) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET introduced = excluded.introduced")
        .bind(&id.0)
        .bind(public.to_vec())
        .bind(number)
        .execute(&mut **write)
        .await?;
    Ok(Some((None, Act::KeyIntroduced { key: id, public: hex::encode(public), instead_of: before.map(KeyId) })))
}
