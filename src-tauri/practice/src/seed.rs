//! The first world: keys, clients and the made-up people's grants. Ids are the same everywhere.

mod table;

use chrono::Duration;
use serde_json::Value;

use crate::{
    cast::{self, ISSUERS, companies},
    chance,
    clock::Time,
    issuer::ledger::{self, CONNECTOR_ACCESS_SECONDS},
    keys::SigningKey,
    store::STATE_VERSION,
    world::{Access, Grant, Held, Issuer, Reach, Standing, Token, TokenKind, Until, World},
};
use table::{Life, Row, Standing as RowStanding, Used};

/// Everything as it stands at the first start.
pub(crate) fn world(now: Time) -> World {
    let mut world = World { version: STATE_VERSION, started_at: now, ..World::default() };
    world.catalogue.key = SigningKey::generate();
    for cast in &ISSUERS {
        let mut issuer = Issuer { key: SigningKey::generate(), ..Issuer::default() };
        for company in companies::COMPANIES {
            let secret = chance::secret("cs");
            issuer.client_secrets.insert(company.id.to_owned(), chance::fingerprint(&secret));
            world.secrets.entry(company.id.to_owned()).or_default().insert(cast.id.to_owned(), secret);
        }
        world.issuers.insert(cast.id.to_owned(), issuer);
    }
    for row in table::ROWS {
        let held = give(world.issuer(row.issuer), row, now);
        let key = World::held_key(row.issuer, &held.grants);
        world.held.insert(key, held);
    }
    world
}

fn give(issuer: &mut Issuer, row: &Row, now: Time) -> Held {
    let granted_at = now - Duration::days(row.granted_days_ago);
    let (access_until, access_seconds, reach) = life(row.life, now);
    let covers: Vec<String> = row.covers.iter().map(|id| (*id).to_owned()).collect();
    let consent = chance::derived("consent", &[row.issuer, row.holder, row.company, &row.services.join(" ")]);
    let mut scopes: Vec<String> = Vec::new();
    let mut grants = Vec::new();
    for service in row.services {
        let grant = grant(row, service, &covers, now);
        let grant = Grant {
            consent: consent.clone(),
            granted_at,
            updated_at: updated_at(row, granted_at, now),
            access_until,
            access_seconds,
            reach,
            identified_at: Some(granted_at),
            ..grant
        };
        for scope in &grant.scopes {
            if !scopes.contains(scope) {
                scopes.push(scope.clone());
            }
        }
        grants.push(grant.id.clone());
        issuer.grants.insert(grant.id.clone(), grant);
    }
    let pair = issuer.mint(
        &Token {
            kind: TokenKind::Access,
            client: row.company.to_owned(),
            holder: row.holder.to_owned(),
            consent,
            family: chance::name("family"),
            scopes: scopes.clone(),
            issued_at: match (access_until, access_seconds) {
                // One of a row of tokens, renewed just now; else the one that came with the consent.
                (Until::At(at), Some(seconds)) => at - Duration::seconds(seconds),
                (Until::At(_) | Until::Never, _) => granted_at,
            },
            expires: access_until,
            used: false,
            revoked: false,
            auth_time: granted_at,
        },
        &scopes,
        reach,
        false,
    );
    Held {
        connector: row.company.to_owned(),
        issuer: row.issuer.to_owned(),
        grants,
        scopes,
        access_token: pair.access,
        access_expires: pair.expires,
        refresh_token: pair.refresh,
        on_schedule: row.used == Used::OnSchedule,
        stopped: false,
        last_call_at: None,
        calls_made: 0,
        calls: Vec::new(),
    }
}

fn grant(row: &Row, service: &str, covers: &[String], now: Time) -> Grant {
    let known = companies::company(row.company).and_then(|company| company.service(service));
    let scopes: Vec<String> = known.map(|service| service.scopes).unwrap_or_default().iter().map(|scope| (*scope).to_owned()).collect();
    let details: Vec<Value> = known.map(|service| service.details).unwrap_or_default().iter().map(|kind| companies::detail(kind)).collect();
    let id = ledger::grant_id(row.issuer, row.holder, row.company, Some(service), covers);
    let accesses = history(row, &scopes, now);
    Grant {
        birth: chance::derived("birth", &[&id, "first"]),
        id,
        consent: String::new(),
        holder: row.holder.to_owned(),
        client: row.company.to_owned(),
        service: Some(service.to_owned()),
        covers: covers.to_vec(),
        scopes,
        authorization_details: details,
        standing: standing(row.standing, now),
        granted_at: now,
        updated_at: now,
        last_used_at: accesses.last().map(|access| access.at),
        access_until: Until::Never,
        access_seconds: None,
        reach: Reach::NoRefresh,
        accesses,
        identified_at: None,
        untold: row.untold.iter().map(|name| (*name).to_owned()).collect(),
        receipt: None,
        renamed: None,
        taken: Vec::new(),
    }
}

/// Lets one company in that many times, each by a consent of its own; nobody holds tokens of them.
#[cfg(feature = "testing")]
pub(crate) fn give_many(issuer: &mut Issuer, holder: &str, count: u32, now: Time) {
    let Some(company) = companies::COMPANIES.first() else { return };
    let scopes: Vec<String> = company.services.first().map(|service| service.scopes).unwrap_or_default().iter().map(|scope| (*scope).to_owned()).collect();
    for number in 0..count {
        let id = chance::derived("grant", &["many", holder, &number.to_string()]);
        let grant = Grant {
            birth: chance::derived("birth", &[&id, "first"]),
            consent: chance::derived("consent", &[&id]),
            id: id.clone(),
            holder: holder.to_owned(),
            client: company.id.to_owned(),
            service: Some(format!("many-{number}")),
            covers: Vec::new(),
            scopes: scopes.clone(),
            authorization_details: Vec::new(),
            standing: Standing::Active,
            granted_at: now,
            updated_at: now,
            last_used_at: None,
            access_until: Until::Never,
            access_seconds: None,
            reach: Reach::UntilEnded,
            accesses: Vec::new(),
            identified_at: None,
            untold: Vec::new(),
            receipt: None,
            renamed: None,
            taken: Vec::new(),
        };
        issuer.grants.insert(id, grant);
    }
}

/// Some earlier uses, at most one a day.
fn history(row: &Row, scopes: &[String], now: Time) -> Vec<Access> {
    let last_days_ago = match row.used {
        Used::Never => return Vec::new(),
        Used::OnSchedule => 0,
        Used::DaysAgo(days) => days,
    };
    let callable: Vec<&String> = scopes.iter().filter(|scope| cast::scope(scope).is_some_and(|scope| scope.call.is_some())).collect();
    let first_days_ago = (row.granted_days_ago - 1).min(last_days_ago + 12);
    (last_days_ago..=first_days_ago)
        .rev()
        .zip(callable.iter().cycle())
        .map(|(days, scope)| Access { at: now - Duration::days(days) - Duration::hours(2), scope: (*scope).clone(), count: 3 })
        .collect()
}

fn life(life: Life, now: Time) -> (Until, Option<i64>, Reach) {
    let hour = Until::At(now + Duration::seconds(CONNECTOR_ACCESS_SECONDS));
    let refreshed = Some(CONNECTOR_ACCESS_SECONDS);
    match life {
        Life::Forever => (Until::Never, None, Reach::NoRefresh),
        Life::UntilEnded => (hour, refreshed, Reach::UntilEnded),
        Life::RefreshDays(days) => (hour, refreshed, Reach::Until(now + Duration::days(days))),
        Life::AccessDays(days) => (Until::At(now + Duration::days(days)), None, Reach::NoRefresh),
    }
}

fn standing(standing: RowStanding, now: Time) -> Standing {
    match standing {
        RowStanding::Active => Standing::Active,
        RowStanding::Suspended { by, days, reason } => {
            Standing::Suspended { since: now - Duration::days(days), by: by.to_owned(), reason: reason.map(cast::Words::map) }
        }
    }
}

fn updated_at(row: &Row, granted_at: Time, now: Time) -> Time {
    match row.standing {
        RowStanding::Active => granted_at,
        RowStanding::Suspended { days, .. } => now - Duration::days(days),
    }
}
