//! The grants API, as `grants-profile.openapi.yaml` of the core's contracts writes it.

use axum::{
    body::Bytes,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Ctx,
    gate::{self, Refusal},
    grant_view,
    ledger::{EndRefusal, Ended, Opened},
    narrow::NarrowRefusal,
    sessions::Snapshot,
};
use crate::{
    cast::Narrows,
    chance,
    clock::{Time, stamp},
    receipts::ending,
    wire::{self, Params},
    world::{Grant, Issuer, Token},
};

/// The largest page.
const LIMIT_MAX: usize = 200;
const LIST_LIMIT: usize = 100;
const ACCESS_LIMIT: usize = 50;

/// `GET /grants/`: newest change first, page by page.
pub(crate) async fn list(State(ctx): State<Ctx>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let opened = match holder(&ctx, &headers, "grants:read") {
        Ok(opened) => opened,
        Err(refusal) => return refusal.into_response(),
    };
    let params = Params::read(query.unwrap_or_default().as_bytes());
    let (limit, since) = match (limit(&params, LIST_LIMIT), updated_since(&params)) {
        (Ok(limit), Ok(since)) => (limit, since),
        (Err(refusal), _) | (_, Err(refusal)) => return bad_request(refusal),
    };
    let page = ctx.look(|issuer, now| {
        issuer.sessions.sweep(now);
        match params.get("cursor") {
            None => Some(first_page(issuer, &ctx, &opened.holder, since, limit, now)),
            Some(cursor) => later_page(issuer, &ctx, &opened.holder, cursor, limit, now),
        }
    });
    match page {
        Some(page) => wire::unstored(StatusCode::OK, page),
        None => bad_request("The cursor is unknown or has run out; begin again"),
    }
}

/// `GET /grants/{id}`.
pub(crate) async fn read(State(ctx): State<Ctx>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let opened = match holder(&ctx, &headers, "grants:read") {
        Ok(opened) => opened,
        Err(refusal) => return refusal.into_response(),
    };
    let found = ctx.look(|issuer, now| {
        let grant = readable(issuer, &ctx, &opened.holder, &id)?;
        Some((grant.birth.clone(), grant_view::view(issuer, ctx.cast, grant, now)))
    });
    let Some((birth, body)) = found else {
        return unknown();
    };
    let mut response = wire::unstored(StatusCode::OK, body);
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{birth}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// `DELETE /grants/{id}`: ends the grant of the birth that the holder saw.
pub(crate) async fn end(State(ctx): State<Ctx>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let opened = match holder(&ctx, &headers, "grants:end") {
        Ok(opened) => opened,
        Err(refusal) => return refusal.into_response(),
    };
    let Some(births) = births(&headers) else {
        return wire::problem(StatusCode::PRECONDITION_REQUIRED, "If-Match is missing", "Name the birth of the grant in If-Match; * is not enough");
    };
    if let Some(challenge) = wants_fresh(&ctx, &opened) {
        return challenge;
    }
    let outcome = ctx.write(|issuer, now| issuer.end(ctx.cast, &opened.holder, &id, &births, now));
    if let Err(error) = ctx.shared.commit().await {
        return wire::broken(&error);
    }
    match outcome {
        Ok(Ended::Done) => StatusCode::NO_CONTENT.into_response(),
        Ok(Ended::TokensFollow) => StatusCode::ACCEPTED.into_response(),
        Err(EndRefusal::Unknown) => unknown(),
        Err(EndRefusal::BornAnew) => wire::problem(StatusCode::PRECONDITION_FAILED, "Given anew", "The grant was given anew since; nothing was ended"),
        Err(EndRefusal::OwnGrant) => wire::problem(StatusCode::CONFLICT, "This app's own grant", "Sign out instead: revoke the refresh token of this app"),
    }
}

/// `PATCH /grants/{id}`: takes a part of the grant of that birth away; the grant goes on.
pub(crate) async fn narrow(State(ctx): State<Ctx>, Path(id): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let opened = match holder(&ctx, &headers, "grants:end") {
        Ok(opened) => opened,
        Err(refusal) => return refusal.into_response(),
    };
    let Some(narrows) = ctx.cast.narrows else {
        return wire::problem(StatusCode::METHOD_NOT_ALLOWED, "Not offered", "This issuer takes no part of a grant away");
    };
    let Some(births) = births(&headers) else {
        return wire::problem(StatusCode::PRECONDITION_REQUIRED, "If-Match is missing", "Name the birth of the grant in If-Match; * is not enough");
    };
    let Ok(Wish { drop }) = serde_json::from_slice::<Wish>(&body) else {
        return bad_request("The body is { \"drop\": [\"SCOPE\", …] }");
    };
    if let Some(challenge) = wants_fresh(&ctx, &opened) {
        return challenge;
    }
    let outcome = ctx.write(|issuer, now| issuer.narrow(narrows, &opened.holder, &id, &births, &drop, now));
    if let Err(error) = ctx.shared.commit().await {
        return wire::broken(&error);
    }
    match outcome {
        Ok(()) if narrows == Narrows::AtOnce => StatusCode::NO_CONTENT.into_response(),
        Ok(()) => StatusCode::ACCEPTED.into_response(),
        Err(NarrowRefusal::Unknown) => unknown(),
        Err(NarrowRefusal::BornAnew) => wire::problem(StatusCode::PRECONDITION_FAILED, "Given anew", "The grant was given anew since; nothing was taken away"),
        Err(NarrowRefusal::OwnGrant) => wire::problem(StatusCode::CONFLICT, "This app's own grant", "Sign out instead: revoke the refresh token of this app"),
        Err(NarrowRefusal::Fixed) => wire::problem(StatusCode::UNPROCESSABLE_ENTITY, "Not by itself", "One of these is not taken away by itself"),
        Err(NarrowRefusal::Everything) => wire::problem(StatusCode::UNPROCESSABLE_ENTITY, "Nothing would be left", "End the grant instead"),
    }
}

/// What is to be taken away, by the names that the grant is listed with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    drop: Vec<String>,
}

/// The challenge where the holder's sign-in is too old for what changes a grant.
fn wants_fresh(ctx: &Ctx, opened: &Opened) -> Option<Response> {
    let seconds = ctx.look(|issuer, now| {
        issuer.step_up_seconds.filter(|seconds| {
            let age = (now - opened.auth_time).num_seconds();
            u64::try_from(age).is_ok_and(|age| age > *seconds)
        })
    })?;
    // RFC 9470, 3.
    Some(wire::challenge(
        StatusCode::UNAUTHORIZED,
        "A fresh sign-in is needed",
        "Sign in again, then change the grant",
        &format!("Bearer error=\"insufficient_user_authentication\", error_description=\"A more recent sign-in is needed\", max_age={seconds}"),
    ))
}

/// `GET /grants/{id}/accesses`: counts and times, no amounts (R13).
pub(crate) async fn accesses(State(ctx): State<Ctx>, Path(id): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let opened = match holder(&ctx, &headers, "grants:read") {
        Ok(opened) => opened,
        Err(refusal) => return refusal.into_response(),
    };
    if !ctx.cast.tells_accesses {
        return wire::problem(StatusCode::NOT_FOUND, "No access history", "This issuer tells no access history");
    }
    let params = Params::read(query.unwrap_or_default().as_bytes());
    let limit = match limit(&params, ACCESS_LIMIT) {
        Ok(limit) => limit,
        Err(refusal) => return bad_request(refusal),
    };
    let before = match params.get("cursor").map(access_cursor) {
        None => None,
        Some(Some(before)) => Some(before),
        Some(None) => return bad_request("The cursor is not known"),
    };
    let page = ctx.look(|issuer, _| {
        let grant = readable(issuer, &ctx, &opened.holder, &id)?;
        Some(access_page(grant, before, limit))
    });
    match page {
        Some(page) => wire::unstored(StatusCode::OK, page),
        None => unknown(),
    }
}

/// `GET /grants/{id}/receipt`: what was accepted when the grant was ended, signed.
pub(crate) async fn receipt(State(ctx): State<Ctx>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let opened = match holder(&ctx, &headers, "grants:read") {
        Ok(opened) => opened,
        Err(refusal) => return refusal.into_response(),
    };
    let signed = ctx.look(|issuer, now| ending::signed(issuer, ctx.cast, &ctx.url, issuer.grants.get(&id).filter(|grant| grant.holder == opened.holder)?, now));
    match signed {
        None => wire::problem(StatusCode::NOT_FOUND, "No receipt", "No ending of this grant was accepted here, or this issuer signs none"),
        Some(Err(error)) => wire::broken(&error),
        Some(Ok(jws)) => ending::answer(jws),
    }
}

/// The holder of the token, if it lives and carries the scope.
fn holder(ctx: &Ctx, headers: &HeaderMap, scope: &str) -> Result<Opened, Refusal> {
    ctx.look(|issuer, now| gate::admit(issuer, headers, scope, now))
}

/// A grant that this holder may read at this issuer; anybody else's is as unknown as none.
fn readable<'a>(issuer: &'a Issuer, ctx: &Ctx, holder: &str, id: &str) -> Option<&'a Grant> {
    issuer.grants.get(id).filter(|grant| grant.holder == holder).filter(|grant| ctx.cast.ended_readable || !grant.is_ended())
}

fn first_page(issuer: &mut Issuer, ctx: &Ctx, holder: &str, since: Option<Time>, limit: usize, now: Time) -> Value {
    let mut found: Vec<(Time, String)> = issuer
        .grants
        .values()
        .filter(|grant| grant.holder == holder)
        .filter(|grant| match since {
            None => !grant.is_ended(),
            Some(since) => last_change(issuer, grant, now) >= since,
        })
        .map(|grant| (grant_view::updated_at(grant, now), grant.id.clone()))
        .collect();
    found.sort_by(|left, right| right.cmp(left));
    let snapshot = Snapshot { at: now, holder: holder.to_owned(), ids: found.into_iter().map(|(_, id)| id).collect() };
    let name = chance::name("page");
    let page = page_of(issuer, ctx, &snapshot, &name, 0, limit, now);
    if page.get("next_cursor").is_some_and(Value::is_string) {
        issuer.sessions.snapshots.insert(name, snapshot);
    }
    page
}

fn later_page(issuer: &Issuer, ctx: &Ctx, holder: &str, cursor: &str, limit: usize, now: Time) -> Option<Value> {
    let (name, from) = cursor.split_once('.')?;
    let from: usize = from.parse().ok()?;
    let snapshot = issuer.sessions.snapshots.get(name).filter(|snapshot| snapshot.holder == holder)?;
    Some(page_of(issuer, ctx, snapshot, name, from, limit, now))
}

/// A page in the order of the snapshot: a change in between moves nothing out of sight.
fn page_of(issuer: &Issuer, ctx: &Ctx, snapshot: &Snapshot, name: &str, from: usize, limit: usize, now: Time) -> Value {
    let items: Vec<Value> =
        snapshot.ids.iter().skip(from).take(limit).filter_map(|id| issuer.grants.get(id)).map(|grant| grant_view::view(issuer, ctx.cast, grant, now)).collect();
    let next = from.saturating_add(limit);
    let next_cursor = (next < snapshot.ids.len()).then(|| format!("{name}.{next}"));
    json!({ "items": items, "next_cursor": next_cursor, "as_of": stamp(snapshot.at) })
}

/// When anything that is told of the grant last changed; uses and refreshes count.
fn last_change(issuer: &Issuer, grant: &Grant, now: Time) -> Time {
    let refreshed = issuer.tokens.values().filter(|token| token.consent == grant.consent).map(|token: &Token| token.issued_at).max();
    [grant.last_used_at, refreshed].into_iter().flatten().fold(grant_view::updated_at(grant, now), Time::max)
}

fn access_page(grant: &Grant, before: Option<(i64, usize)>, limit: usize) -> Value {
    // A time alone is no cursor: several accesses may share it, so their number goes along.
    let (at, skip) = before.unwrap_or((i64::MAX, 0));
    let mut rest: Vec<_> = grant.accesses.iter().filter(|access| access.at.timestamp_millis() <= at).collect();
    rest.sort_by_key(|access| std::cmp::Reverse(access.at));
    let page: Vec<_> = rest.iter().skip(skip).take(limit).collect();
    let items: Vec<Value> = page.iter().map(|access| grant_view::access(access)).collect();
    let more = rest.len() > skip.saturating_add(limit);
    let next_cursor = page.last().filter(|_| more).map(|last| {
        let last = last.at.timestamp_millis();
        let with_it = page.iter().filter(|access| access.at.timestamp_millis() == last).count();
        let carried = if last == at { skip } else { 0 };
        format!("{last}.{}", with_it + carried)
    });
    json!({ "items": items, "next_cursor": next_cursor })
}

fn access_cursor(text: &str) -> Option<(i64, usize)> {
    let (at, skip) = text.split_once('.')?;
    Some((at.parse().ok()?, skip.parse().ok()?))
}

fn limit(params: &Params, default: usize) -> Result<usize, &'static str> {
    match params.get("limit").map(str::parse::<usize>) {
        None => Ok(default),
        Some(Ok(limit)) if (1..=LIMIT_MAX).contains(&limit) => Ok(limit),
        Some(_) => Err("limit is a number from 1 to 200"),
    }
}

fn updated_since(params: &Params) -> Result<Option<Time>, &'static str> {
    params
        .get("updated_since")
        .map(|text| DateTime::parse_from_rfc3339(text).map(|time| time.with_timezone(&Utc)))
        .transpose()
        .map_err(|_| "updated_since is an RFC 3339 time")
}

/// The births that `If-Match` names, by strong comparison (RFC 9110, 13.1.1).
fn births(headers: &HeaderMap) -> Option<Vec<String>> {
    let mut births = Vec::new();
    for value in headers.get_all(header::IF_MATCH) {
        for tag in value.to_str().ok()?.split(',') {
            let birth = tag.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            births.extend(birth.map(str::to_owned));
        }
    }
    let weak_or_other = headers.get_all(header::IF_MATCH).iter().any(|value| value.as_bytes().starts_with(b"W/"));
    (!births.is_empty() || weak_or_other).then_some(births)
}

fn unknown() -> Response {
    wire::problem(StatusCode::NOT_FOUND, "No such grant", "This holder has no such grant")
}

fn bad_request(detail: &str) -> Response {
    wire::problem(StatusCode::BAD_REQUEST, "Bad request", detail)
}
