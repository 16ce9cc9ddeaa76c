//! Measurements of issuers, and this app's own test grants that may still stand there. Tokens are in neither.

use super::{Store, StoreError, Write, from_json, maybe_time, micros, to_json};
use crate::domain::Timestamp;
use crate::domain::grant::RemoteGrant;
use crate::domain::id::{AccountId, IssuerId};
use crate::domain::measurement::Measurement;

/// A test grant that may still stand at an issuer.
#[derive(Debug, Clone)]
pub struct Canary {
    /// The second client's id.
    pub client: String,
    /// When this profile asked for it; `None` where only a list showed it.
    pub asked_at: Option<Timestamp>,
    /// As a list showed it last; `None` where none did yet.
    pub seen: Option<RemoteGrant>,
}

impl Store {
    /// The latest measurement of an issuer.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn measurement(&self, issuer: &IssuerId) -> Result<Option<Measurement>, StoreError> {
        let body: Option<String> = sqlx::query_scalar("SELECT body FROM measurements WHERE issuer = $1 ORDER BY at DESC LIMIT 1")
            .bind(issuer.as_str())
            .fetch_optional(self.pool())
            .await?;
        body.map(|body| from_json(&body, "measurements.body")).transpose()
    }

    /// The test grant that may still stand, of one sign-in.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn canary(&self, account: AccountId) -> Result<Option<Canary>, StoreError> {
        let row: Option<(String, Option<i64>, Option<String>)> =
            sqlx::query_as("SELECT client, asked_at, body FROM canaries WHERE account = $1").bind(account.to_string()).fetch_optional(self.pool()).await?;
        row.map(|(client, asked_at, body)| {
            let seen = body.map(|body| from_json(&body, "canaries.body")).transpose()?;
            Ok(Canary { client, asked_at: maybe_time(asked_at)?, seen })
        })
        .transpose()
    }
}

/// Keeps a measurement.
///
/// # Errors
/// [`StoreError`]
pub async fn save(write: &mut Write, issuer: &IssuerId, measurement: &Measurement) -> Result<(), StoreError> {
    sqlx::query("INSERT OR REPLACE INTO measurements (issuer, at, body) VALUES ($1, $2, $3)")
        .bind(issuer.as_str())
        .bind(micros(measurement.at))
        .bind(to_json(measurement)?)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes that a test grant is being asked for: before the first byte of it.
///
/// # Errors
/// [`StoreError`]
pub async fn ask_canary(write: &mut Write, account: AccountId, client: &str, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("INSERT OR REPLACE INTO canaries (account, client, asked_at, body) VALUES ($1, $2, $3, NULL)")
        .bind(account.to_string())
        .bind(client)
        .bind(micros(now))
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes a test grant that a list shows.
///
/// # Errors
/// [`StoreError`]
pub async fn see_canary(write: &mut Write, account: AccountId, client: &str, seen: &RemoteGrant) -> Result<(), StoreError> {
    let sql = "INSERT INTO canaries (account, client, asked_at, body) VALUES ($1, $2, NULL, $3) ON CONFLICT (account) DO UPDATE SET client = $2, body = $3";
    sqlx::query(sql).bind(account.to_string()).bind(client).bind(to_json(seen)?).execute(&mut **write).await?;
    Ok(())
}

/// Forgets a test grant that no longer stands.
///
/// # Errors
/// [`StoreError`]
pub async fn forget_canary(write: &mut Write, account: AccountId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM canaries WHERE account = $1").bind(account.to_string()).execute(&mut **write).await?;
    Ok(())
}
