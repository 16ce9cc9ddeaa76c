//! The tamper-evident log. A line is appended in the transaction that reads the last one.

use sqlx::{FromRow, QueryBuilder};

use super::{Store, StoreError, Write, from_json, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::id::GrantId;
use crate::domain::record::{Act, Head, Record};

#[derive(FromRow)]
struct Row {
    number: i64,
    at: i64,
    payload: Option<String>,
    salt: Option<Vec<u8>>,
    payload_hash: Vec<u8>,
    hash: Vec<u8>,
}

impl Row {
    fn read(self) -> Result<Record, StoreError> {
        Ok(Record {
            number: self.number,
            at: time(self.at)?,
            payload: self.payload,
            salt: self.salt.map(|salt| salt.try_into().map_err(|_| StoreError::Value("records.salt"))).transpose()?,
            payload_hash: self.payload_hash.try_into().map_err(|_| StoreError::Value("records.payload_hash"))?,
            hash: self.hash.try_into().map_err(|_| StoreError::Value("records.hash"))?,
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
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT number, at, payload, salt, payload_hash, hash FROM records
             WHERE ($1 IS NULL OR grant_id = $1) AND ($2 IS NULL OR number < $2) ORDER BY number DESC LIMIT $3",
        )
        .bind(grant.map(|grant| grant.to_string()))
        .bind(before)
        .bind(limit)
        .fetch_all(self.pool())
        .await?;
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
        let sql = "SELECT EXISTS (SELECT 1 FROM records WHERE number = $1 AND hash = $2)";
        Ok(sqlx::query_scalar(sql).bind(head.number).bind(head.hash.to_vec()).fetch_one(self.pool()).await?)
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
        let rows: Vec<Row> = sqlx::query_as("SELECT number, at, payload, salt, payload_hash, hash FROM records WHERE number > $1 ORDER BY number LIMIT $2")
            .bind(number)
            .bind(limit)
            .fetch_all(self.pool())
            .await?;
        rows.into_iter().map(Row::read).collect()
    }
}

/// Appends a line.
///
/// # Errors
/// [`StoreError`]
pub async fn append(write: &mut Write, at: Timestamp, grant: Option<GrantId>, act: &Act, salt: [u8; 16]) -> Result<(), StoreError> {
    append_all(write, at, &[(grant, act.clone())], || salt).await
}

/// Appends lines in order, many at a time; `salt` gives each its own.
///
/// # Errors
/// [`StoreError`]
pub async fn append_all(write: &mut Write, at: Timestamp, acts: &[(Option<GrantId>, Act)], mut salt: impl FnMut() -> [u8; 16]) -> Result<(), StoreError> {
    let last: Option<(Vec<u8>, i64)> = sqlx::query_as("SELECT hash, number FROM records ORDER BY number DESC LIMIT 1").fetch_optional(&mut **write).await?;
    let mut last = last.map(|(hash, number)| Ok::<_, StoreError>((hash.try_into().map_err(|_| StoreError::Value("records.hash"))?, number))).transpose()?;
    for acts in acts.chunks(500) {
        let mut lines = Vec::with_capacity(acts.len());
        for (grant, act) in acts {
            let line = Record::next(last.as_ref(), at, to_json(act)?, salt());
            last = Some((line.hash, line.number));
            lines.push((grant, line));
        }
        let mut sql = QueryBuilder::new("INSERT INTO records (number, at, grant_id, payload, salt, payload_hash, hash) ");
        sql.push_values(lines, |mut row, (grant, line)| {
            row.push_bind(line.number)
                .push_bind(micros(line.at))
                .push_bind(grant.map(|grant| grant.to_string()))
                .push_bind(line.payload)
                .push_bind(line.salt.map(|salt| salt.to_vec()))
                .push_bind(line.payload_hash.to_vec())
                .push_bind(line.hash.to_vec());
        });
        sql.build().execute(&mut **write).await?;
    }
    Ok(())
}
