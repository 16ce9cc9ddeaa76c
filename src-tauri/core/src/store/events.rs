//! What happened without the person: noted once, told once, seen or not.

use chrono::Duration;
use serde::Serialize;
use sqlx::FromRow;

use super::{Store, StoreError, Write, from_json, maybe_time, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::conclusion::SOON_DAYS;
use crate::domain::event::Event;
use crate::domain::id::{GrantId, IssuerId};

/// An event as it was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Its number, from 1.
    pub number: i64,
    /// When it was noted.
    pub at: Timestamp,
    /// At which issuer of the list, if any.
    pub issuer: Option<IssuerId>,
    /// What happened, and of which time.
    pub event: Event,
    /// When the person saw it, or did what it asks for.
    pub seen_at: Option<Timestamp>,
}

#[derive(FromRow)]
struct Row {
    number: i64,
    at: i64,
    issuer: Option<String>,
    what: String,
    since: i64,
    seen_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Noted, StoreError> {
        Ok(Noted {
            number: self.number,
            at: time(self.at)?,
            issuer: self.issuer.map(IssuerId),
            event: Event { what: from_json(&self.what, "events.what")?, since: time(self.since)? },
            seen_at: maybe_time(self.seen_at)?,
        })
    }
}

const COLUMNS: &str = "number, at, issuer, what, since, seen_at";

impl Store {
    /// The events, the newest first; those that were not seen alone, where wished.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn events(&self, unseen: bool, limit: u32) -> Result<Vec<Noted>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM events WHERE known = 0 AND (seen_at IS NULL OR NOT $1) ORDER BY number DESC LIMIT $2");
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(unseen).bind(limit).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// How many were not seen.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn unseen_events(&self) -> Result<u32, StoreError> {
        Ok(sqlx::query_scalar("SELECT COUNT(*) FROM events WHERE seen_at IS NULL").fetch_one(self.pool()).await?)
    }
}

/// Notes an event where none of the same stands, and tells whether it did. What stood already when an account was
/// listed first is `known`: it is never news, and noted only where every look finds it again. What a clock that ran ahead noted
/// hides nothing.
///
/// # Errors
/// [`StoreError`]
pub async fn note(write: &mut Write, issuer: impl Into<Option<&IssuerId>>, event: &Event, known: bool, now: Timestamp) -> Result<bool, StoreError> {
    if known && !event.what.stands() {
        return Ok(false);
    }
    let sql = "INSERT INTO events (at, what, since, issuer, subject, known, told_at, seen_at) SELECT $1, $2, $3, $4, $5, $6 IS NOT NULL, $6, $6
               WHERE NOT EXISTS (SELECT 1 FROM events WHERE what = $2 AND since >= $7 AND at <= $1)";
    let done = sqlx::query(sql)
        .bind(micros(now))
        .bind(to_json(&event.what)?)
        .bind(micros(event.since))
        .bind(issuer.into().map(IssuerId::as_str))
        .bind(event.what.subject())
        .bind(known.then(|| micros(now)))
        .bind(micros(event.since - event.what.apart()))
        .execute(&mut **write)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes those that were neither told by the system's notifications nor seen, the oldest first: each is given out once,
/// over all processes.
///
/// # Errors
/// [`StoreError`]
pub async fn take_untold(write: &mut Write, now: Timestamp) -> Result<Vec<Noted>, StoreError> {
    let sql = format!("UPDATE events SET told_at = $1 WHERE told_at IS NULL AND seen_at IS NULL RETURNING {COLUMNS}");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(micros(now)).fetch_all(&mut **write).await?;
    let mut taken = rows.into_iter().map(Row::read).collect::<Result<Vec<_>, _>>()?;
    taken.sort_by_key(|noted| noted.number);
    Ok(taken)
}

/// Notes that the person saw one.
///
/// # Errors
/// [`StoreError`]
pub async fn set_seen(write: &mut Write, number: i64, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE events SET seen_at = COALESCE(seen_at, $2) WHERE number = $1").bind(number).bind(micros(now)).execute(&mut **write).await?;
    Ok(())
}

/// Notes that the person did something about grants, a sign-in or a notice: what was told of them is seen.
///
/// # Errors
/// [`StoreError`]
pub async fn settle<T: Serialize>(write: &mut Write, subjects: &[T], now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE events SET seen_at = $2 WHERE seen_at IS NULL AND subject IN (SELECT value FROM json_each($1))";
    sqlx::query(sql).bind(to_json(&subjects)?).bind(micros(now)).execute(&mut **write).await?;
    Ok(())
}

/// Settles what was told of a grant's ending, once that takes another turn.
///
/// # Errors
/// [`StoreError`]
pub async fn settle_endings(write: &mut Write, grant: GrantId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE events SET seen_at = $2 WHERE subject = $1 AND seen_at IS NULL
               AND (what ->> '$.ending_needs_you' IS NOT NULL OR what ->> '$.disputed' IS NOT NULL OR what ->> '$.ending_failed' IS NOT NULL)";
    sqlx::query(sql).bind(grant.to_string()).bind(micros(now)).execute(&mut **write).await?;
    Ok(())
}

/// Settles what was told of narrowing a grant, once that takes another turn.
///
/// # Errors
/// [`StoreError`]
pub async fn settle_narrowings(write: &mut Write, grant: GrantId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE events SET seen_at = $2 WHERE subject = $1 AND seen_at IS NULL
               AND (what ->> '$.narrowing_needs_you' IS NOT NULL OR what ->> '$.not_narrowed' IS NOT NULL OR what ->> '$.narrowing_failed' IS NOT NULL)";
    sqlx::query(sql).bind(grant.to_string()).bind(micros(now)).execute(&mut **write).await?;
    Ok(())
}

/// Forgets what was noted of a subject, so that it is noted anew where it still is so.
///
/// # Errors
/// [`StoreError`]
pub async fn forget(write: &mut Write, subject: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM events WHERE subject = $1").bind(subject).execute(&mut **write).await?;
    Ok(())
}

/// Settles near ends that are over, or that were moved off.
///
/// # Errors
/// [`StoreError`]
pub async fn settle_past_ends(write: &mut Write, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE events SET seen_at = $1 WHERE seen_at IS NULL AND what ->> '$.expires_soon' IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM grants WHERE grants.id = events.subject AND live = 1 AND reach_at > $1 AND reach_at <= $2)";
    sqlx::query(sql).bind(micros(now)).bind(micros(now + Duration::days(SOON_DAYS))).execute(&mut **write).await?;
    Ok(())
}

/// Takes all events for told: what another device noted is no news of this one's. Unseen ones stay unseen.
///
/// # Errors
/// [`StoreError`]
pub async fn tell_none(write: &mut Write, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE events SET told_at = $1 WHERE told_at IS NULL").bind(micros(now)).execute(&mut **write).await?;
    Ok(())
}
