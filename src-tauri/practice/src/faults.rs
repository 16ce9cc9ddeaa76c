//! Faults that a test puts on an issuer's paths. Compiled with the feature `testing` only.

use std::{sync::PoisonError, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::SubsecRound;
use serde::Deserialize;
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::{
    cast,
    clock::{Time, stamp},
    control,
    issuer::{self, path_name},
    serve::Cutter,
    wire,
};

/// One fault on one path of one issuer.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Fault {
    issuer: String,
    path: String,
    #[serde(flatten)]
    kind: Kind,
    /// Whether it is meant for the connectors; `token` and `revoke` serve the app and connectors alike.
    #[serde(default)]
    connectors: bool,
    /// How often; null: until cleared.
    #[serde(default = "once")]
    times: Option<u32>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
enum Kind {
    /// Answers as usual, later.
    Slow { ms: u64 },
    /// Answers with a status instead.
    Status {
        status: u16,
        retry_after: Option<String>,
        www_authenticate: Option<String>,
        /// For OAuth endpoints.
        error: Option<String>,
    },
    /// Never answers.
    Hang,
    /// Does the work, then breaks the connection after so many bytes of the answer.
    DieAfter { bytes: u32 },
    /// 204 without ending anything.
    KeepOnEnd,
    /// Does the work, then closes the connection without an answer.
    DropAnswer,
    /// Does the work, answers later.
    DelayAnswer { ms: u64 },
    /// A body of that many bytes (default 11 MB).
    Huge { bytes: Option<usize> },
    /// A list of that many generated grants, over pages.
    Many { count: usize },
    /// A web page instead of JSON.
    Html,
    /// This body.
    Raw { body: String, content_type: Option<String>, status: Option<u16> },
}

const HUGE_BYTES: usize = 11_000_000;

#[expect(clippy::unnecessary_wraps, reason = "the field is null for a fault that stays")]
fn once() -> Option<u32> {
    Some(1)
}

/// `POST /faults` of the control server.
pub(crate) async fn post(State(ctx): State<control::Ctx>, body: Bytes) -> Response {
    let fault = match serde_json::from_slice::<Fault>(&body) {
        Ok(fault) => fault,
        Err(error) => return control::bad(&format!("Not a fault: {error}")),
    };
    if cast::issuer(&fault.issuer).is_none() {
        return control::bad("No issuer has this id");
    }
    lock(&ctx.shared.faults).push(fault);
    wire::unstored(StatusCode::OK, json!({ "ok": true }))
}

/// `DELETE /faults`: all of them.
pub(crate) async fn clear(State(ctx): State<control::Ctx>) -> Response {
    lock(&ctx.shared.faults).clear();
    wire::unstored(StatusCode::OK, json!({ "ok": true }))
}

/// Puts the oldest fault of this path on the request.
pub(crate) async fn inject(State(ctx): State<issuer::Ctx>, ConnectInfo(cutter): ConnectInfo<Cutter>, request: Request, next: Next) -> Response {
    let Some(kind) = take(&ctx, &request) else {
        return next.run(request).await;
    };
    match kind {
        Kind::Slow { ms } => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            next.run(request).await
        }
        Kind::DelayAnswer { ms } => {
            let response = next.run(request).await;
            tokio::time::sleep(Duration::from_millis(ms)).await;
            response
        }
        Kind::Hang => {
            let mut closing = ctx.shared.closing.subscribe();
            closing.wait_for(|closed| *closed).await.ok();
            cutter.cut();
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Kind::DropAnswer => {
            let response = next.run(request).await;
            cutter.cut();
            response
        }
        Kind::DieAfter { bytes } => {
            let response = next.run(request).await;
            cutter.cut_after(bytes);
            response
        }
        Kind::KeepOnEnd => StatusCode::NO_CONTENT.into_response(),
        Kind::Status { status, retry_after, www_authenticate, error } => refused(status, retry_after, www_authenticate, error),
        Kind::Huge { bytes } => raw(200, "application/json", format!("\"{}\"", "x".repeat(bytes.unwrap_or(HUGE_BYTES)))),
        Kind::Html => raw(200, "text/html; charset=utf-8", "<!doctype html><title>Maintenance</title><p>Please come back later</p>".to_owned()),
        Kind::Raw { body, content_type, status } => raw(status.unwrap_or(200), content_type.as_deref().unwrap_or("application/json"), body),
        Kind::Many { count } => {
            let now = ctx.shared.now();
            many(request.uri().query().unwrap_or_default(), count, now)
        }
    }
}

/// The oldest fault that fits, used up once.
fn take(ctx: &issuer::Ctx, request: &Request) -> Option<Kind> {
    let path = path_name(request);
    let shared = matches!(path, "token" | "revoke");
    let from_connector = request.headers().contains_key(header::AUTHORIZATION);
    let mut faults = lock(&ctx.shared.faults);
    let at = faults.iter().position(|fault| fault.issuer == ctx.cast.id && fault.path == path && (!shared || fault.connectors == from_connector))?;
    let fault = faults.get_mut(at)?;
    let kind = fault.kind.clone();
    if let Some(left) = &mut fault.times {
        *left = left.saturating_sub(1);
        if *left == 0 {
            faults.remove(at);
        }
    }
    Some(kind)
}

fn lock(faults: &std::sync::Mutex<Vec<Fault>>) -> std::sync::MutexGuard<'_, Vec<Fault>> {
    faults.lock().unwrap_or_else(PoisonError::into_inner)
}

fn refused(status: u16, retry_after: Option<String>, www_authenticate: Option<String>, error: Option<String>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = match error {
        Some(error) => wire::unstored(status, json!({ "error": error })),
        None => wire::problem(status, "Injected", "A test asked for this"),
    };
    let named = [(header::RETRY_AFTER, retry_after), (header::WWW_AUTHENTICATE, www_authenticate)];
    for (name, value) in named {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn raw(status: u16, content_type: &str, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let mut response = (status, Body::from(body)).into_response();
    if let Ok(value) = HeaderValue::from_str(content_type) {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

/// Pages of generated grants; the cursor is the number of the first one.
fn many(query: &str, count: usize, now: Time) -> Response {
    let number = |name: &str, default: usize| {
        form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).and_then(|(_, value)| value.parse::<usize>().ok()).unwrap_or(default)
    };
    let from = number("cursor", 0);
    let limit = number("limit", 100).clamp(1, 200);
    let last = from.saturating_add(limit).min(count);
    let now = stamp(now.trunc_subsecs(0));
    let items: Vec<Value> = (from..last).map(|at| generated(at, &now)).collect();
    let next_cursor = (last < count).then(|| last.to_string());
    wire::unstored(StatusCode::OK, json!({ "items": items, "next_cursor": next_cursor, "as_of": now }))
}

fn generated(at: usize, now: &str) -> Value {
    json!({
        "id": format!("many-{at}"),
        "birth": format!("birth-{at}"),
        "status": { "state": "active" },
        "connector": { "id": format!("maker-{at}"), "name": { "ja": format!("たくさん商会 {at}"), "en": format!("Takusan {at}") } },
        "service": { "id": format!("service-{at}"), "name": { "ja": format!("たくさん帳 {at}"), "en": format!("Takusan Book {at}") } },
        "scopes": [{ "scope": "statements:read" }],
        "permissions": [{ "scope": "statements:read", "access": "reference", "effect": "none", "words": { "ja": "利用明細を見る", "en": "See your statement lines" } }],
        "granted_at": now,
        "updated_at": now,
        "refreshable": "until_ended",
    })
}
