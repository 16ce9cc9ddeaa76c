//! The grants, as the issuers listed them last. None is ever deleted.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{FromRow, QueryBuilder};

use super::{Store, StoreError, Write, from_json, from_text, maybe_time, micros, time, to_json};
use crate::domain::Timestamp;
use crate::domain::event::{self, Event, What};
use crate::domain::expiry::Reach;
use crate::domain::fold::fold;
use crate::domain::grant::{Grant, LastUse, RemoteGrant, Status};
use crate::domain::id::{AccountId, Birth, GrantId, IssuerId, RemoteKey};
use crate::domain::permission::Effect;
use crate::domain::record::Change;
use crate::domain::stated::Told;
use crate::domain::terms::Terms;
use crate::domain::text::Text;
use crate::issuers::adapters::Listing;

#[derive(FromRow)]
pub(super) struct Row {
    id: String,
    issuer: String,
    account: String,
    remote_key: String,
    birth: String,
    status: String,
    facts: String,
    first_seen: i64,
    as_of: i64,
    checked_at: Option<i64>,
    first_terms: Option<String>,
    first_terms_at: Option<i64>,
    own_end: Option<i64>,
}

impl Row {
    pub(super) fn read(self) -> Result<Grant, StoreError> {
        Ok(Grant {
            id: from_text(&self.id, "grants.id")?,
            issuer: IssuerId(self.issuer),
            account: from_text(&self.account, "grants.account")?,
            remote: RemoteGrant {
                key: RemoteKey(self.remote_key),
                birth: Birth(self.birth),
                status: from_json(&self.status, "grants.status")?,
                facts: from_json(&self.facts, "grants.facts")?,
            },
            first_seen: time(self.first_seen)?,
            as_of: time(self.as_of)?,
            checked_at: maybe_time(self.checked_at)?,
            first: self.first_terms.map(|text| from_json(&text, "grants.first_terms")).transpose()?.zip(maybe_time(self.first_terms_at)?),
            own_end: maybe_time(self.own_end)?,
        })
    }
}

pub(super) const COLUMNS: &str = "id, issuer, account, remote_key, birth, status, facts, first_seen, as_of, checked_at, first_terms, first_terms_at, own_end";

impl Store {
    /// One grant.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn grant(&self, id: GrantId) -> Result<Option<Grant>, StoreError> {
        let row: Option<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM grants WHERE id = $1"))).bind(id.to_string()).fetch_optional(self.pool()).await?;
        row.map(Row::read).transpose()
    }

    /// Grants by their ids.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn grants_by_id(&self, ids: &[GrantId]) -> Result<Vec<Grant>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM grants WHERE id IN (SELECT value FROM json_each($1))");
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(to_json(&ids)?).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Who was let in where, ended ones too.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn listed_connectors(&self) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT id, issuer, facts ->> '$.connector.id', facts -> '$.connector.name', facts -> '$.service.name', live FROM grants ORDER BY issuer, id";
        let rows: Vec<(String, String, String, String, String, bool)> = sqlx::query_as(sql).fetch_all(self.pool()).await?;
        let read = |(id, issuer, connector, company, service, live): (String, String, String, String, String, bool)| {
            let (company, service) = (from_json(&company, "grants.facts")?, from_json(&service, "grants.facts")?);
            Ok(Listed { grant: from_text(&id, "grants.id")?, issuer: IssuerId(issuer), connector, company, service, live })
        };
        rows.into_iter().map(read).collect()
    }

    /// Live grants of one account under these names of the issuer.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn grants_by_key(&self, account: AccountId, keys: &[RemoteKey]) -> Result<Vec<Grant>, StoreError> {
        let keys = to_json(&keys)?;
        let sql = format!("SELECT {COLUMNS} FROM grants WHERE account = $1 AND live = 1 AND remote_key IN (SELECT value FROM json_each($2)) ORDER BY id");
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account.to_string()).bind(keys).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Of all live grants, who was let in for what: no more than matching needs, since there may be thousands.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn let_in(&self) -> Result<Vec<LetIn>, StoreError> {
        let sql =
            "SELECT id, issuer, facts ->> '$.connector.id', facts ->> '$.service.id', connector_sort FROM grants WHERE live = 1 ORDER BY issuer, weight, id";
        let rows: Vec<(String, String, String, String, String)> = sqlx::query_as(sql).fetch_all(self.pool()).await?;
        let read = |(id, issuer, connector, service, name): (String, String, String, String, String)| {
            Ok(LetIn { grant: from_text(&id, "grants.id")?, issuer: IssuerId(issuer), connector, service, name })
        };
        rows.into_iter().map(read).collect()
    }

    /// Live grants of the same connector, by id or name, at any issuer.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn grants_of_connector(&self, connector_sort: &str) -> Result<Vec<Grant>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM grants WHERE live = 1 AND connector_sort = $1 ORDER BY id LIMIT 100");
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(connector_sort).fetch_all(self.pool()).await?;
        rows.into_iter().map(Row::read).collect()
    }
}

/// Who was let in at one issuer, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetIn {
    /// By which grant.
    pub grant: GrantId,
    /// At which issuer.
    pub issuer: IssuerId,
    /// The issuer's id of the connector.
    pub connector: String,
    /// The issuer's id of the service.
    pub service: String,
    /// The connector's name, as [`connector_sort`] makes it.
    pub name: String,
}

impl From<&Grant> for LetIn {
    fn from(grant: &Grant) -> Self {
        let facts = &grant.remote.facts;
        Self {
            grant: grant.id,
            issuer: grant.issuer.clone(),
            connector: facts.connector.id.clone(),
            service: facts.service.id.clone(),
            name: connector_sort(&facts.connector.name),
        }
    }
}

/// Who was let in by a grant.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Which grant.
    pub grant: GrantId,
    /// At which issuer.
    pub issuer: IssuerId,
    /// The issuer's id of the connector.
    pub connector: String,
    /// The connector's name.
    pub company: Text,
    /// The service's name.
    pub service: Text,
    /// Whether it is not over.
    pub live: bool,
}

impl Listed {
    /// Who was let in by this one.
    pub fn of(grant: &Grant) -> Self {
        let facts = &grant.remote.facts;
        Self {
            grant: grant.id,
            issuer: grant.issuer.clone(),
            connector: facts.connector.id.clone(),
            company: facts.connector.name.clone(),
            service: facts.service.name.clone(),
            live: grant.remote.status.is_live(),
        }
    }
}

/// The name by which a connector is the same at every issuer, as far as names tell.
pub fn connector_sort(name: &Text) -> String {
    fold(name.get(crate::domain::text::Lang::Ja))
}

/// What a merged list changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// Seen for the first time.
    New,
    /// Changed.
    Changed(Change),
}

/// What came of merging a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What changed.
    pub changes: Vec<(GrantId, Merged)>,
    /// What the person should hear of.
    pub events: Vec<Event>,
}

/// What this app's own endings have to do with what an issuer no longer lists.
#[derive(Debug, Clone, Default)]
pub struct Ends {
    /// Grants whose ending is under way: they are left to it.
    pub under_way: BTreeSet<GrantId>,
    /// Grants that were announced to end with another one: with that one, and when it was last seen to end.
    pub announced: BTreeMap<GrantId, (GrantId, Timestamp)>,
}

impl Ends {
    /// The ended grant with which this one was announced to end. One that was listed after the other had ended did not end with it.
    fn with(&self, grant: &Grant) -> Option<GrantId> {
        self.announced.get(&grant.id).filter(|(_, ended)| *ended >= grant.as_of).map(|(other, _)| *other)
    }

    /// Whether it ends because this app was asked to.
    fn own(&self, grant: &Grant) -> bool {
        self.under_way.contains(&grant.id) || self.with(grant).is_some()
    }
}

/// Brings the rows of one account up to what its issuer listed, in one transaction.
///
/// `fresh` makes ids. A list with gaps takes nothing away.
///
/// # Errors
/// [`StoreError`]
pub async fn merge(
    write: &mut Write,
    issuer: &IssuerId,
    account: AccountId,
    listing: &Listing,
    ends: &Ends,
    now: Timestamp,
    mut fresh: impl FnMut() -> GrantId,
) -> Result<Outcome, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM grants WHERE account = $1")))
        .bind(account.to_string())
        .fetch_all(&mut **write)
        .await?;
    let mut known: BTreeMap<(RemoteKey, Birth), Grant> = BTreeMap::new();
    for row in rows {
        let grant = row.read()?;
        known.insert((grant.remote.key.clone(), grant.remote.birth.clone()), grant);
    }
    let complete = listing.unreadable == 0;
    let keys: BTreeSet<RemoteKey> = known.keys().map(|(key, _)| key.clone()).collect();
    let (mut changes, mut events) = (Vec::new(), Vec::new());
    let mut happened = |what: Vec<What>| events.extend(what.into_iter().map(|what| Event { what, since: now }));
    let mut expiring = Vec::new();
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for remote in &listing.grants {
        let place = (remote.key.clone(), remote.birth.clone());
        if !seen.insert(place.clone()) {
            continue;
        }
        let id = if let Some(grant) = known.get(&place) {
            if let Some(change) = event::change(&grant.remote, remote) {
                changes.push((grant.id, Merged::Changed(change)));
            }
            if grant.remote != *remote {
                // Of one that was there before terms were kept, what was seen last is the earliest that is known.
                let first = grant.first.clone().unwrap_or_else(|| (Terms::listed(&grant.remote.facts), grant.as_of));
                rows.push((grant.id, remote, first));
            }
            happened(event::between(grant.id, Some(&grant.remote), Some(remote), ends.own(grant)));
            grant.id
        } else {
            let id = fresh();
            let given_before = keys.contains(&remote.key);
            rows.push((id, remote, (Terms::listed(&remote.facts), now)));
            changes.push((id, if given_before { Merged::Changed(Change::GivenAnew) } else { Merged::New }));
            happened(event::between(id, None, Some(remote), false));
            id
        };
        expiring.extend(event::expires_soon(id, remote, now));
    }
    let listed: BTreeSet<&RemoteKey> = seen.iter().map(|(key, _)| key).collect();
    put(write, issuer, account, now, &rows).await?;
    for (place, grant) in known.iter().filter(|_| complete) {
        if !seen.contains(place) && grant.remote.status.is_live() && !ends.under_way.contains(&grant.id) {
            let with = ends.with(grant);
            // One that was given anew is told of as that.
            if !listed.contains(&place.0) {
                happened(event::between(grant.id, Some(&grant.remote), None, ends.own(grant)));
            }
            set_status(write, grant.id, &Status::Vanished { since: now, with }).await?;
            changes.push((grant.id, Merged::Changed(if with.is_some() { Change::EndedTogether } else { Change::Vanished })));
        }
    }
    if complete {
        let unseen: Vec<GrantId> = known.iter().filter(|(place, _)| !seen.contains(*place)).map(|(_, grant)| grant.id).collect();
        sqlx::query("UPDATE grants SET as_of = $2 WHERE account = $1 AND live = 1 AND id NOT IN (SELECT value FROM json_each($3))")
            .bind(account.to_string())
            .bind(micros(now))
            .bind(to_json(&unseen)?)
            .execute(&mut **write)
            .await?;
    }
    events.extend(expiring);
    Ok(Outcome { changes, events })
}

/// Sets the state of a grant.
///
/// # Errors
/// [`StoreError`]
pub async fn set_status(write: &mut Write, id: GrantId, status: &Status) -> Result<(), StoreError> {
    sqlx::query("UPDATE grants SET status = $2, live = $3, suspended = $4 WHERE id = $1")
        .bind(id.to_string())
        .bind(to_json(status)?)
        .bind(status.is_live())
        .bind(matches!(status, Status::Suspended { .. }))
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Notes that the person looked and keeps it.
///
/// # Errors
/// [`StoreError`]
pub async fn set_checked(write: &mut Write, id: GrantId, at: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE grants SET checked_at = $2 WHERE id = $1").bind(id.to_string()).bind(micros(at)).execute(&mut **write).await?;
    Ok(())
}

/// Notes when the person wants it to be over.
///
/// # Errors
/// [`StoreError`]
pub async fn set_own_end(write: &mut Write, id: GrantId, end: Option<Timestamp>) -> Result<(), StoreError> {
    sqlx::query("UPDATE grants SET own_end = $2 WHERE id = $1").bind(id.to_string()).bind(end.map(micros)).execute(&mut **write).await?;
    Ok(())
}

/// Writes rows, many at a time; one that is there keeps its id, and what this app and the person noted of it.
async fn put(
    write: &mut Write,
    issuer: &IssuerId,
    account: AccountId,
    now: Timestamp,
    rows: &[(GrantId, &RemoteGrant, (Terms, Timestamp))],
) -> Result<(), StoreError> {
    for rows in rows.chunks(500) {
        let mut json = Vec::with_capacity(rows.len());
        for (_, remote, (first, _)) in rows {
            json.push((to_json(&remote.status)?, to_json(&remote.facts)?, to_json(first)?));
        }
        let mut sql = QueryBuilder::new(
            "INSERT INTO grants (id, issuer, account, remote_key, birth, status, facts, first_seen, as_of, search, live, suspended, weight, reach_at,
               idle_since, last_used, granted_at, service_sort, connector_sort, first_terms, first_terms_at) ",
        );
        sql.push_values(rows.iter().zip(json), |mut row, ((id, remote, (_, first_at)), (status, facts, first))| {
            let derived = Derived::of(remote);
            row.push_bind(id.to_string())
                .push_bind(issuer.to_string())
                .push_bind(account.to_string())
                .push_bind(remote.key.to_string())
                .push_bind(remote.birth.to_string())
                .push_bind(status)
                .push_bind(facts)
                .push_bind(micros(now))
                .push_bind(micros(now))
                .push_bind(derived.search)
                .push_bind(remote.status.is_live())
                .push_bind(matches!(remote.status, Status::Suspended { .. }))
                .push_bind(derived.weight)
                .push_bind(derived.reach_at)
                .push_bind(derived.idle_since)
                .push_bind(derived.last_used)
                .push_bind(derived.granted_at)
                .push_bind(derived.service_sort)
                .push_bind(derived.connector_sort)
                .push_bind(first)
                .push_bind(micros(*first_at));
        });
        sql.push(
            " ON CONFLICT (id) DO UPDATE SET status = excluded.status, facts = excluded.facts, as_of = excluded.as_of, search = excluded.search, live = excluded.live,
               suspended = excluded.suspended, weight = excluded.weight, reach_at = excluded.reach_at, idle_since = excluded.idle_since,
               last_used = excluded.last_used, granted_at = excluded.granted_at, service_sort = excluded.service_sort, connector_sort = excluded.connector_sort,
               first_terms = excluded.first_terms, first_terms_at = excluded.first_terms_at",
        );
        sql.build().execute(&mut **write).await?;
    }
    Ok(())
}

/// Columns that the list searches, filters and sorts by.
struct Derived {
    search: String,
    weight: i64,
    reach_at: Option<i64>,
    idle_since: Option<i64>,
    last_used: Option<i64>,
    granted_at: Option<i64>,
    service_sort: String,
    connector_sort: String,
}

impl Derived {
    fn of(remote: &RemoteGrant) -> Self {
        let facts = &remote.facts;
        let permissions = facts.permissions.iter().flat_map(|permission| permission.words.iter().flat_map(Text::all).chain([permission.scope.as_str()]));
        let covers = facts.covers.iter().flat_map(|cover| cover.label.all());
        let words: Vec<String> = facts.service.name.all().chain(facts.connector.name.all()).chain(permissions).chain(covers).map(fold).collect();
        let weight = facts.permissions.iter().map(|permission| permission.effect).min().unwrap_or(Effect::None);
        let granted_at = facts.granted_at.told().copied().map(micros);
        let (last_used, idle_since) = match facts.last_used {
            Told::Told(LastUse::At(at)) => (Some(micros(at)), Some(micros(at))),
            Told::Told(LastUse::Never) => (None, granted_at),
            Told::NotTold => (None, None),
        };
        Self {
            search: words.join("\n"),
            weight: match weight {
                Effect::MovesMoney => 0,
                Effect::Unknown => 1,
                Effect::ChangesData => 2,
                Effect::None => 3,
            },
            reach_at: match facts.expiry.reach() {
                Reach::Until(at) => Some(micros(at)),
                Reach::UntilEnded | Reach::NotTold => None,
            },
            idle_since,
            last_used,
            granted_at,
            service_sort: connector_sort(&facts.service.name),
            connector_sort: connector_sort(&facts.connector.name),
        }
    }
}
