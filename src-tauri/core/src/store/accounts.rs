//! The person's sign-ins. Tokens are not here; they are in the vault under the account's id.

use sqlx::FromRow;

use super::{Store, StoreError, Write, from_json, from_text, maybe_time, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::id::{AccountId, IssuerId};
use crate::domain::issuer::Trouble;

/// One sign-in of the person at one issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// At which issuer.
    pub issuer: IssuerId,
    /// The pinned identity.
    pub subject: String,
    /// What a person recognises.
    pub label: Option<String>,
    /// What the app may do there.
    pub scopes: Vec<String>,
    /// Since when.
    pub since: Timestamp,
    /// The end of today's access, where told.
    pub access_until: Option<Timestamp>,
    /// As far as it can be renewed, where told.
    pub refresh_until: Option<Timestamp>,
    /// Whether there is a refresh token.
    pub renewable: bool,
    /// Whether there are tokens that are believed to work.
    pub signed_in: bool,
    /// The time that its list is from.
    pub as_of: Option<Timestamp>,
    /// Why it could not be asked the last time.
    pub trouble: Option<Trouble>,
    /// Whether somebody wants it asked now.
    pub sync_wanted: Option<Timestamp>,
    /// When it is to be asked next.
    pub next_sync_at: Timestamp,
    /// How many looks in a row gave no list.
    pub failures: u32,
}

#[derive(FromRow)]
struct Row {
    id: String,
    issuer: String,
    subject: String,
    label: Option<String>,
    scopes: String,
    since: i64,
    access_until: Option<i64>,
    refresh_until: Option<i64>,
    renewable: bool,
    signed_in: bool,
    as_of: Option<i64>,
    trouble: Option<String>,
    sync_wanted: i64,
    next_sync_at: i64,
    failures: u32,
}

impl Row {
    fn read(self) -> Result<Account, StoreError> {
        Ok(Account {
            id: from_text(&self.id, "accounts.id")?,
            issuer: IssuerId(self.issuer),
            subject: self.subject,
            label: self.label,
            scopes: from_json(&self.scopes, "accounts.scopes")?,
            since: time(self.since)?,
            access_until: maybe_time(self.access_until)?,
            refresh_until: maybe_time(self.refresh_until)?,
            renewable: self.renewable,
            signed_in: self.signed_in,
            as_of: maybe_time(self.as_of)?,
            trouble: self.trouble.map(|text| from_json(&text, "accounts.trouble")).transpose()?,
            sync_wanted: if self.sync_wanted == 0 { None } else { Some(time(self.sync_wanted)?) },
            next_sync_at: time(self.next_sync_at)?,
            failures: self.failures,
        })
    }
}

const COLUMNS: &str =
    "id, issuer, subject, label, scopes, since, access_until, refresh_until, renewable, signed_in, as_of, trouble, sync_wanted, next_sync_at, failures";

impl Store {
    /// All sign-ins, also those that ended, by issuer.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let rows: Vec<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM accounts ORDER BY issuer, since"))).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// One sign-in.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM accounts WHERE id = $1")))
            .bind(id.to_string())
            .fetch_optional(self.pool())
            .await?;
        row.map(Row::read).transpose()
    }
}

/// One sign-in, inside a transaction.
///
/// # Errors
/// [`StoreError`]
pub async fn one(write: &mut Write, id: AccountId) -> Result<Option<Account>, StoreError> {
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM accounts WHERE id = $1"))).bind(id.to_string()).fetch_optional(&mut **write).await?;
    row.map(Row::read).transpose()
}

/// Keeps a sign-in.
///
/// # Errors
/// [`StoreError`]
pub async fn save(write: &mut Write, account: &Account) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO accounts (id, issuer, subject, label, scopes, since, access_until, refresh_until, renewable, signed_in, as_of, trouble, sync_wanted, next_sync_at, failures)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (id) DO UPDATE SET label = excluded.label, scopes = excluded.scopes, since = excluded.since, access_until = excluded.access_until,
           refresh_until = excluded.refresh_until, renewable = excluded.renewable, signed_in = excluded.signed_in, as_of = excluded.as_of,
           trouble = excluded.trouble, sync_wanted = excluded.sync_wanted, next_sync_at = excluded.next_sync_at, failures = excluded.failures",
    )
    .bind(account.id.to_string())
    .bind(account.issuer.as_str())
    .bind(&account.subject)
    .bind(&account.label)
    .bind(to_json(&account.scopes)?)
    .bind(micros(account.since))
    .bind(account.access_until.map(micros))
    .bind(account.refresh_until.map(micros))
    .bind(account.renewable)
    .bind(account.signed_in)
    .bind(account.as_of.map(micros))
    .bind(account.trouble.map(|trouble| to_json(&trouble)).transpose()?)
    .bind(account.sync_wanted.map_or(0, micros))
    .bind(micros(account.next_sync_at))
    .bind(account.failures)
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// What earlier looks at a sign-in took in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watched {
    /// Whether there was a list: what stood then is known.
    pub before: bool,
    /// Whether the last list was whole. What a list with gaps left out may have been there for long.
    pub whole: bool,
}

/// What earlier looks at a sign-in took in.
///
/// # Errors
/// [`StoreError`]
pub async fn watched(write: &mut Write, id: AccountId) -> Result<Watched, StoreError> {
    let row: Option<(bool, bool)> =
        sqlx::query_as("SELECT watched, whole FROM accounts WHERE id = $1").bind(id.to_string()).fetch_optional(&mut **write).await?;
    let (before, whole) = row.unwrap_or_default();
    Ok(Watched { before, whole })
}

/// The issuers at which a list was taken in.
///
/// # Errors
/// [`StoreError`]
pub async fn watched_issuers(write: &mut Write) -> Result<Vec<IssuerId>, StoreError> {
    let ids: Vec<String> = sqlx::query_scalar("SELECT DISTINCT issuer FROM accounts WHERE watched = 1").fetch_all(&mut **write).await?;
    Ok(ids.into_iter().map(IssuerId).collect())
}

/// What a look left behind.
#[derive(Debug, Clone, Copy)]
pub struct Looked {
    /// The wish that it fulfils; a later one stays.
    pub wish: Option<Timestamp>,
    /// The time of its list; `None` where it gave none.
    pub as_of: Option<Timestamp>,
    /// What was wrong.
    pub trouble: Option<Trouble>,
    /// How many looks in a row, this one too, gave no list.
    pub failures: u32,
    /// When to look again.
    pub next: Timestamp,
}

/// Notes what a look left behind.
///
/// # Errors
/// [`StoreError`]
pub async fn looked(write: &mut Write, id: AccountId, look: &Looked) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE accounts SET as_of = COALESCE($2, as_of), trouble = $3, next_sync_at = $4, failures = $6,
           sync_wanted = CASE WHEN sync_wanted = $5 THEN 0 ELSE sync_wanted END,
           watched = watched OR $2 IS NOT NULL, whole = CASE WHEN $2 IS NULL THEN whole ELSE $3 IS NULL END WHERE id = $1",
    )
    .bind(id.to_string())
    .bind(look.as_of.map(micros))
    .bind(look.trouble.map(|trouble| to_json(&trouble)).transpose()?)
    .bind(micros(look.next))
    .bind(look.wish.map_or(0, micros))
    .bind(look.failures)
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Notes the ends of new tokens.
///
/// # Errors
/// [`StoreError`]
pub async fn renewed(write: &mut Write, id: AccountId, access_until: Option<Timestamp>, refresh_until: Option<Timestamp>) -> Result<(), StoreError> {
    sqlx::query("UPDATE accounts SET access_until = $2, refresh_until = COALESCE($3, refresh_until), signed_in = 1 WHERE id = $1")
        .bind(id.to_string())
        .bind(access_until.map(micros))
        .bind(refresh_until.map(micros))
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes whether the tokens of a sign-in are believed to work.
///
/// # Errors
/// [`StoreError`]
pub async fn set_signed_in(write: &mut Write, id: AccountId, signed_in: bool) -> Result<(), StoreError> {
    sqlx::query("UPDATE accounts SET signed_in = $2, sync_wanted = CASE WHEN $2 THEN sync_wanted ELSE 0 END WHERE id = $1")
        .bind(id.to_string())
        .bind(signed_in)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes that somebody wants an issuer asked now.
///
/// # Errors
/// [`StoreError`]
pub async fn want_sync_of(write: &mut Write, issuer: &IssuerId, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE accounts SET sync_wanted = $2 WHERE signed_in = 1 AND issuer = $1")
        .bind(issuer.as_str())
        .bind(micros(now))
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes that somebody wants the list of one sign-in, or of all, now.
///
/// # Errors
/// [`StoreError`]
pub async fn want_sync(write: &mut Write, id: Option<AccountId>, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE accounts SET sync_wanted = $2 WHERE signed_in = 1 AND ($1 IS NULL OR id = $1)")
        .bind(id.map(|id| id.to_string()))
        .bind(micros(now))
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes that this device holds no tokens of any sign-in.
///
/// # Errors
/// [`StoreError`]
pub async fn hold_none(write: &mut Write) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET signed_in = 0, access_until = NULL, refresh_until = NULL, renewable = 0, trouble = NULL, sync_wanted = 0, failures = 0";
    sqlx::query(sql).execute(&mut **write).await?;
    Ok(())
}
