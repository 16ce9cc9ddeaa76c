//! The connectors' web server: the businesses that hold tokens, and how a person lets one in.

pub(crate) mod caller;

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    middleware,
    response::Response,
    routing::get,
};
use chrono::Duration;
use serde_json::Value;

use crate::{
    cast::{
        self,
        companies::{self, COMPANIES, Company, Service},
    },
    chance,
    clock::Time,
    issuer,
    pages::{self, Lang, escape},
    store::Shared,
    wire::{self, Params},
    world::{Call, Held, World},
};
use caller::Bundle;

/// Life of an open connection request.
const OPEN_SECONDS: i64 = 600;

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct Ctx {
    shared: Arc<Shared>,
    open: Arc<Mutex<BTreeMap<String, Open>>>,
}

/// A connection that waits for its person to come back, by `state`.
#[derive(Clone)]
struct Open {
    at: Time,
    company: &'static Company,
    issuer: String,
    verifier: String,
    redirect_uri: String,
    /// Fingerprint of the browser's cookie.
    browser: String,
}

/// All that the connectors answer.
pub(crate) fn router(shared: Arc<Shared>, port: u16) -> Router {
    let ctx = Ctx { shared, open: Arc::default() };
    Router::new()
        .route("/", get(index))
        .route("/c/{connector}/connect", get(connect))
        .route("/c/{connector}/callback", get(callback))
        .layer(middleware::from_fn_with_state(port, wire::only_this_host))
        .with_state(ctx)
}

/// Where a person lets a connector in.
pub(crate) fn connect_url(world: &World, company: &str, issuer: &str, services: &[String]) -> String {
    let query = wire::encode(&[("issuer", issuer), ("service", &services.join(" "))]);
    let port = world.ports.connectors;
    format!("http://127.0.0.1:{port}/c/{company}/connect?{query}")
}

/// `GET /`: all connectors and their services, with links that connect.
async fn index(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    let lang = Lang::choose(None, &headers);
    let mut body = String::new();
    for company in COMPANIES {
        let _ = write!(body, "<h2>{}</h2><ul>", escape(lang.of(company.name)));
        for service in company.services {
            let _ = write!(body, "<li>{}: ", escape(lang.of(service.name)));
            for cast in &cast::ISSUERS {
                let url = ctx.shared.look(|world, _| connect_url(world, company.id, cast.id, &[service.id.to_owned()]));
                let _ = write!(body, "<a href=\"{}\">{}</a> ", escape(&url), escape(lang.of(cast.brand)));
            }
            body.push_str("</li>");
        }
        body.push_str("</ul>");
    }
    let title = lang.pick("練習用の連携先", "Practice connectors");
    pages::page(StatusCode::OK, lang, title, &body)
}

/// `GET /c/{connector}/connect?issuer=&service=`: sends the person to the issuer.
async fn connect(State(ctx): State<Ctx>, Path(connector): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let lang = Lang::choose(None, &headers);
    let params = Params::read(query.unwrap_or_default().as_bytes());
    let wanted = wire::tokens(params.get("service").unwrap_or_default());
    let company = companies::company(&connector);
    let cast = params.get("issuer").and_then(cast::issuer);
    let (Some(company), Some(cast)) = (company, cast) else {
        return not_found(lang);
    };
    let services: Vec<&Service> = wanted.iter().filter_map(|id| company.service(id)).collect();
    if services.is_empty() || services.len() != wanted.len() {
        return not_found(lang);
    }
    let mut scopes: Vec<&str> = Vec::new();
    for scope in services.iter().flat_map(|service| service.scopes) {
        if !scopes.contains(scope) {
            scopes.push(scope);
        }
    }
    let details: Vec<Value> = services.iter().flat_map(|service| service.details).map(|kind| companies::detail(kind)).collect();
    let (base, redirect_uri) = ctx.shared.look(|world, _| {
        let port = world.ports.connectors;
        (issuer::url(world, cast.id), format!("http://127.0.0.1:{port}/c/{connector}/callback"))
    });
    let (state, verifier) = (chance::secret("st"), chance::secret("pkce"));
    let browser = chance::secret("b");
    let details = if details.is_empty() { String::new() } else { Value::Array(details).to_string() };
    let query = wire::encode(&[
        ("response_type", "code"),
        ("client_id", company.id),
        ("redirect_uri", &redirect_uri),
        ("scope", &scopes.join(" ")),
        ("service", &wanted.join(" ")),
        ("authorization_details", &details),
        ("state", &state),
        ("code_challenge", &chance::challenge(&verifier)),
        ("code_challenge_method", "S256"),
        ("ui_locales", lang.pick("ja", "en")),
    ]);
    let now = ctx.shared.now();
    let mut open = ctx.open.lock().unwrap_or_else(PoisonError::into_inner);
    open.retain(|_, other| other.at + Duration::seconds(OPEN_SECONDS) > now);
    open.insert(state.clone(), Open { at: now, company, issuer: cast.id.to_owned(), verifier, redirect_uri, browser: chance::fingerprint(&browser) });
    let mut response = wire::see_other(&format!("{base}/authorize?{query}"));
    wire::set_cookie(&mut response, &browser_cookie(&state), &browser, OPEN_SECONDS);
    response
}

/// `GET /c/{connector}/callback`: exchanges the code and keeps the tokens.
async fn callback(State(ctx): State<Ctx>, Path(connector): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let lang = Lang::choose(None, &headers);
    let params = Params::read(query.unwrap_or_default().as_bytes());
    let state = params.get("state").unwrap_or_default();
    let cookie = wire::cookie(&headers, &browser_cookie(state)).unwrap_or_default();
    let open = {
        let mut all = ctx.open.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(state)
    };
    let Some(open) = open.filter(|open| open.company.id == connector).filter(|open| chance::same(&open.browser, &chance::fingerprint(cookie))) else {
        return refused(lang, "この手続きは始まっていません。", "No such request is open.");
    };
    let base = ctx.shared.look(|world, _| issuer::url(world, &open.issuer));
    // RFC 9207, 2.4: the answer must come from the issuer that was asked.
    if params.get("iss") != Some(base.as_str()) {
        return refused(lang, "別の会社からの応答です。", "The answer is another issuer's.");
    }
    if params.get("error").is_some() {
        return refused(lang, "許可されませんでした。何も変わっていません。", "It was not allowed. Nothing has changed.");
    }
    let form = wire::encode(&[
        ("grant_type", "authorization_code"),
        ("code", params.get("code").unwrap_or_default()),
        ("redirect_uri", &open.redirect_uri),
        ("code_verifier", &open.verifier),
    ]);
    let bundle = caller::ask_token(&ctx.shared, &connector, &open.issuer, form).await;
    let Ok(bundle) = bundle else {
        return refused(lang, "決済会社がコードを受けつけませんでした。", "The issuer did not take the code.");
    };
    keep(&ctx, &open, &bundle);
    if let Err(error) = ctx.shared.commit().await {
        return wire::broken(&error);
    }
    let title = lang.pick("連携しました", "Connected");
    let issuer_name = cast::issuer(&open.issuer).map_or("", |cast| lang.of(cast.brand));
    let mut body = format!("<p>{} — {}</p><ul>", escape(lang.of(open.company.name)), escape(issuer_name));
    let receipt = lang.pick("決済会社が出した同意の控え", "Your receipt, from the issuer");
    for grant in &bundle.grants {
        let _ = write!(body, "<li><a href=\"{}\">{receipt}</a></li>", escape(&format!("{base}/receipts/{grant}")));
    }
    body.push_str("</ul>");
    pages::page(StatusCode::OK, lang, title, &body)
}

/// Puts new tokens into the connector's own store.
fn keep(ctx: &Ctx, open: &Open, bundle: &Bundle) {
    ctx.shared.write(|world, now| {
        let calls = let_go(world, open, &bundle.grants);
        let key = World::held_key(&open.issuer, &bundle.grants);
        world.held.insert(
            key,
            Held {
                connector: open.company.id.to_owned(),
                issuer: open.issuer.clone(),
                grants: bundle.grants.clone(),
                scopes: bundle.scopes.clone(),
                access_token: bundle.access_token.clone(),
                access_expires: bundle.access_expires(now),
                refresh_token: bundle.refresh_token.clone(),
                on_schedule: true,
                stopped: false,
                last_call_at: Some(now),
                calls_made: 0,
                calls,
            },
        );
    });
}

/// Drops what the connector held for these grants before, and gives the memory of its calls.
fn let_go(world: &mut World, open: &Open, grants: &[String]) -> Vec<Call> {
    let mut calls = Vec::new();
    for (key, mut held) in std::mem::take(&mut world.held) {
        let concerned = held.connector == open.company.id && held.issuer == open.issuer && held.grants.iter().any(|id| grants.contains(id));
        if !concerned {
            world.held.insert(key, held);
            continue;
        }
        calls.clone_from(&held.calls);
        // Another service of the same consent goes on with the older tokens.
        held.grants.retain(|id| !grants.contains(id));
        if !held.grants.is_empty() {
            world.held.insert(World::held_key(&held.issuer, &held.grants), held);
        }
    }
    calls
}

fn browser_cookie(state: &str) -> String {
    format!("c_{}", chance::fingerprint(state))
}

fn refused(lang: Lang, ja: &str, en: &str) -> Response {
    pages::refusal(StatusCode::BAD_REQUEST, lang, ja, en)
}

fn not_found(lang: Lang) -> Response {
    pages::refusal(StatusCode::NOT_FOUND, lang, "このサービスか決済会社はありません。", "There is no such service or issuer.")
}
