//! The control server: what tests and trainers make happen. Bearer token, own host only, no web page.

mod events;
mod notices;
#[cfg(feature = "testing")]
mod receipts;

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    cast, chance,
    clock::stamp,
    connectors::caller::{Caller, Effort},
    issuer::grant_view,
    store::Shared,
    wire,
    world::{Call, Complaint, Held, Issuer, Outcome, World},
};

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct Ctx {
    pub(crate) shared: Arc<Shared>,
    pub(crate) caller: Arc<Caller>,
    token: Arc<str>,
}

/// All that the control server answers.
pub(crate) fn router(shared: Arc<Shared>, caller: Arc<Caller>, token: &str, port: u16) -> Router {
    let ctx = Ctx { shared, caller, token: token.into() };
    let router = Router::new()
        .route("/events", post(events::post))
        .route("/grants", get(grants))
        .route("/connectors", get(connectors))
        .route("/connectors/try", post(try_now))
        .route("/complaints", get(complaints))
        .route("/counters", get(counters))
        .route("/clock", get(clock));
    #[cfg(feature = "testing")]
    let router = router.route("/faults", post(crate::faults::post).delete(crate::faults::clear));
    router.layer(middleware::from_fn_with_state(ctx.clone(), authorised)).layer(middleware::from_fn_with_state(port, wire::only_this_host)).with_state(ctx)
}

/// Lets only the owner of the lock file in, and no web page.
async fn authorised(State(ctx): State<Ctx>, request: Request, next: Next) -> Response {
    if request.headers().contains_key(header::ORIGIN) {
        return wire::problem(StatusCode::FORBIDDEN, "Not for web pages", "Requests with an Origin are refused");
    }
    let token = wire::bearer(request.headers()).unwrap_or_default();
    if !chance::same(token, &ctx.token) {
        return wire::challenge(StatusCode::UNAUTHORIZED, "Control token", "Send the control token of practice.lock", "Bearer");
    }
    next.run(request).await
}

/// `GET /grants`: all, with their holders.
async fn grants(State(ctx): State<Ctx>) -> Json<Value> {
    let all = ctx.shared.look(|world, now| {
        let mut all: Vec<Value> = Vec::new();
        for cast in &cast::ISSUERS {
            let issuer = world.issuer(cast.id);
            for grant in issuer.grants.values() {
                let mut view = grant_view::view(issuer, cast, grant, now);
                if let Some(fields) = view.as_object_mut() {
                    fields.insert("issuer".into(), json!(cast.id));
                    fields.insert("holder".into(), json!(grant.holder));
                }
                all.push(view);
            }
        }
        all
    });
    Json(json!({ "grants": all }))
}

/// `GET /connectors`: what each holds and how its last calls went.
async fn connectors(State(ctx): State<Ctx>) -> Json<Value> {
    let all = ctx.shared.look(|world, _| held_list(world));
    Json(json!({ "connectors": all }))
}

fn held_list(world: &World) -> Vec<Value> {
    world.held.values().map(held_view).collect()
}

fn held_view(held: &Held) -> Value {
    let calls: Vec<Value> = held.calls.iter().map(call_view).collect();
    json!({
        "connector": held.connector,
        "issuer": held.issuer,
        "grants": held.grants,
        "on_schedule": held.on_schedule,
        "stopped": held.stopped,
        "has_refresh_token": held.refresh_token.is_some(),
        "calls": calls,
    })
}

/// One call: what the issuer answered.
pub(crate) fn call_view(call: &Call) -> Value {
    let outcome = match call.outcome {
        Outcome::Ok => "ok",
        Outcome::Refused => "refused",
        Outcome::Failed => "failed",
    };
    json!({
        "at": stamp(call.at),
        "what": call.what,
        "outcome": outcome,
        "access": call.access,
        "refresh": call.refresh,
        "error": call.error,
    })
}

#[derive(Deserialize)]
struct Try {
    issuer: String,
    grant: String,
}

/// `POST /connectors/try`: the connector calls with its own tokens, and tells what it was answered.
async fn try_now(State(ctx): State<Ctx>, body: Bytes) -> Response {
    let Ok(wanted) = serde_json::from_slice::<Try>(&body) else {
        return bad("Send {\"issuer\": …, \"grant\": …}");
    };
    match call(&ctx, &wanted.issuer, &wanted.grant, Effort::Everything).await {
        Some(call) => wire::unstored(StatusCode::OK, call_view(&call)),
        None => unheld(),
    }
}

/// Makes the connector of a grant call at once.
pub(crate) async fn call(ctx: &Ctx, issuer: &str, grant: &str, effort: Effort) -> Option<Call> {
    let key = ctx.shared.look(|world, _| world.held_for(issuer, grant).map(|(key, _)| key.clone()))?;
    // Asked to the end even if the asker leaves: a refresh that is broken off loses its tokens.
    let caller = Arc::clone(&ctx.caller);
    tokio::spawn(async move { caller.call(&key, effort).await }).await.ok().flatten()
}

/// `GET /complaints`: all, with every body that came, to the byte (base64).
async fn complaints(State(ctx): State<Ctx>) -> Json<Value> {
    let all: Vec<Value> = ctx.shared.look(|world, _| {
        let of = |(issuer, part): (&String, &Issuer)| part.complaints.values().map(|one| told(issuer, one)).collect::<Vec<_>>();
        world.issuers.iter().flat_map(of).collect()
    });
    Json(json!({ "complaints": all }))
}

fn told(issuer: &str, complaint: &Complaint) -> Value {
    json!({
        "issuer": issuer,
        "grant": complaint.grant,
        "case": complaint.case,
        "topic": complaint.says.topic,
        "message": complaint.says.message,
        "number": complaint.number,
        "received_at": stamp(complaint.received_at),
        "answer_by": complaint.answer_by.map(stamp),
        "bodies": complaint.bodies,
    })
}

/// `GET /counters`.
async fn counters(State(ctx): State<Ctx>) -> Json<Value> {
    let all = ctx
        .shared
        .look(|world, _| cast::ISSUERS.iter().map(|cast| (cast.id.to_owned(), json!(world.issuer(cast.id).counters))).collect::<serde_json::Map<_, _>>());
    Json(json!({ "issuers": all }))
}

/// `GET /clock`: the practice's present time.
async fn clock(State(ctx): State<Ctx>) -> Json<Value> {
    Json(json!({ "now": stamp(ctx.shared.now()) }))
}

pub(crate) fn bad(detail: &str) -> Response {
    wire::problem(StatusCode::BAD_REQUEST, "Bad request", detail)
}

pub(crate) fn unheld() -> Response {
    wire::problem(StatusCode::NOT_FOUND, "Nothing held", "No connector holds anything for this grant")
}
