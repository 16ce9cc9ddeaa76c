//! What the answers of an issuer said of time: how long it wants to be left alone, and what its own clock showed.

use std::collections::BTreeMap;

use sqlx::FromRow;

use super::{Store, StoreError, Write, from_json, maybe_time, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::ending::{Silence, State};
use crate::domain::id::{AccountId, IssuerId};
use crate::flow::pace::HOUR;

/// In SQL, with the time as `$1`: the sign-ins at issuers that asked to be left alone for a while. A wait that lies beyond any
/// wait of ours (a day, and an hour for clocks; in microseconds) was timed by a clock that ran ahead.
pub(super) const LEFT_ALONE: &str = "(SELECT accounts.id FROM accounts JOIN pace ON pace.issuer = accounts.issuer
    WHERE why = '\"too_many\"' AND wait_until > $1 AND wait_until <= $1 + 90000000000)";

/// What is kept of one issuer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heard {
    /// Until when it wants to be left alone, and why.
    pub wait: Option<(Timestamp, Silence)>,
    /// Its own clock in the last list.
    pub listed_clock: Option<Timestamp>,
}

#[derive(FromRow)]
struct Row {
    issuer: String,
    wait_until: Option<i64>,
    why: Option<String>,
    listed_clock: Option<i64>,
}

impl Store {
    /// What is known of all issuers that said anything.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn paces(&self) -> Result<BTreeMap<IssuerId, Heard>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as("SELECT issuer, wait_until, why, listed_clock FROM pace").fetch_all(self.pool()).await?;
        let read = |row: Row| {
            let why: Option<Silence> = row.why.map(|why| from_json(&why, "pace.why")).transpose()?;
            let heard = Heard { wait: maybe_time(row.wait_until)?.zip(why), listed_clock: maybe_time(row.listed_clock)? };
            Ok((IssuerId(row.issuer), heard))
        };
        rows.into_iter().map(read).collect()
    }

    /// Until when the issuer of a sign-in wants to be left alone: nothing of its endings is due before.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn left_alone_until(&self, account: AccountId, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let sql = format!("SELECT wait_until FROM accounts JOIN pace ON pace.issuer = accounts.issuer WHERE accounts.id = $2 AND accounts.id IN {LEFT_ALONE}");
        let until: Option<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(micros(now)).bind(account.to_string()).fetch_optional(self.pool()).await?;
        maybe_time(until)
    }

    /// When endings were sent in the last hour, by issuer, the oldest first: read from their own steps.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn sent_lately(&self, now: Timestamp) -> Result<BTreeMap<IssuerId, Vec<Timestamp>>, StoreError> {
        let sql = "SELECT accounts.issuer, CAST(unixepoch(step.value ->> '$.at', 'subsec') * 1000000 AS INTEGER) AS at
                   FROM endings JOIN accounts ON accounts.id = endings.account, json_each(endings.body, '$.steps') AS step
                   WHERE endings.stepped_at > $1 AND step.value ->> '$.state' = $2 AND at > $1 ORDER BY at";
        let state = serde_json::to_value(State::Sent).ok().and_then(|state| state.as_str().map(str::to_owned)).unwrap_or_default();
        let rows: Vec<(String, i64)> = sqlx::query_as(sql).bind(micros(now - HOUR)).bind(state).fetch_all(self.pool()).await?;
        let mut sent: BTreeMap<IssuerId, Vec<Timestamp>> = BTreeMap::new();
        for (issuer, at) in rows {
            sent.entry(IssuerId(issuer)).or_default().push(time(at)?);
        }
        Ok(sent)
    }
}

/// Notes until when an issuer wants to be left alone; a longer wait that it said before stays.
///
/// # Errors
/// [`StoreError`]
pub async fn wait(write: &mut Write, issuer: &IssuerId, until: Timestamp, why: Silence, now: Timestamp) -> Result<(), StoreError> {
    let sql = "INSERT INTO pace (issuer, wait_until, why) VALUES ($1, $2, $3) ON CONFLICT (issuer) DO UPDATE
               SET wait_until = excluded.wait_until, why = excluded.why WHERE wait_until IS NULL OR wait_until <= $4 OR wait_until < excluded.wait_until";
    sqlx::query(sql).bind(issuer.as_str()).bind(micros(until)).bind(to_json(&why)?).bind(micros(now)).execute(&mut **write).await?;
    Ok(())
}

/// Notes what an issuer's own clock showed when it gave its list.
///
/// # Errors
/// [`StoreError`]
pub async fn listed(write: &mut Write, issuer: &IssuerId, clock: Timestamp) -> Result<(), StoreError> {
    let sql = "INSERT INTO pace (issuer, listed_clock) VALUES ($1, $2) ON CONFLICT (issuer) DO UPDATE SET listed_clock = excluded.listed_clock";
    sqlx::query(sql).bind(issuer.as_str()).bind(micros(clock)).execute(&mut **write).await?;
    Ok(())
}
