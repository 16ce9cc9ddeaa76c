//! One practice issuer: authorization server, grants API and resource server on one port (R7, R8).

pub(crate) mod authorize;
pub(crate) mod complaints;
mod gate;
mod limit;
pub(crate) mod narrow;
pub(crate) mod grant_view;
pub(crate) mod grants;
pub(crate) mod inspect;
pub(crate) mod ledger;
pub(crate) mod metadata;
pub(crate) mod published;
mod receipts;
pub(crate) mod resources;
pub(crate) mod sessions;
pub(crate) mod sign_in;
pub(crate) mod token;

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::Method,
    middleware::{self, Next},
    response::Response,
    routing::{get, post, put},
};

use crate::{
    cast::IssuerCast,
    clock::Time,
    store::Shared,
    wire,
    world::{Issuer, World},
};

/// What the handlers of one issuer share.
#[derive(Clone)]
pub(crate) struct Ctx {
    pub(crate) shared: Arc<Shared>,
    pub(crate) cast: &'static IssuerCast,
    /// Its issuer identifier (RFC 8414, 2), without a slash at the end.
    pub(crate) url: Arc<str>,
}

impl Ctx {
    /// Reads this issuer's part, or changes what a restart may forget.
    pub(crate) fn look<R>(&self, look: impl FnOnce(&mut Issuer, Time) -> R) -> R {
        self.shared.look_at(self.cast.id, look)
    }

    /// Changes this issuer's part.
    pub(crate) fn write<R>(&self, change: impl FnOnce(&mut Issuer, Time) -> R) -> R {
        self.shared.write_at(self.cast.id, change)
    }
}

/// The issuer identifier of a practice issuer.
pub(crate) fn url(world: &World, id: &str) -> String {
    let port = world.ports.issuers.get(id).copied().unwrap_or_default();
    format!("http://127.0.0.1:{port}")
}

/// All that one issuer answers.
pub(crate) fn router(ctx: Ctx, port: u16) -> Router {
    let router = Router::new()
        .route("/.well-known/openid-configuration", get(metadata::discovery))
        .route("/.well-known/oauth-authorization-server", get(metadata::discovery))
        .route("/.well-known/renkei-issuer", get(metadata::renkei_issuer))
        .route("/directory.jws", get(published::directory))
        .route("/notices.jws", get(published::notices))
        .route("/jwks", get(metadata::jwks))
        .route("/", get(receipts::home))
        .route("/receipts/{grant}", get(receipts::page))
        .route("/receipts/{grant}/receipt.jws", get(receipts::file))
        .route("/authorize", get(authorize::authorize).post(authorize::authorize_form))
        .route("/login", get(sign_in::login_page).post(sign_in::login))
        .route("/consent", get(sign_in::consent_page).post(sign_in::consent))
        .route("/token", post(token::token))
        .route("/revoke", post(inspect::revoke))
        .route("/introspect", post(inspect::introspect))
        .route("/userinfo", get(inspect::userinfo).post(inspect::userinfo))
        .route("/grants", get(grants::list))
        .route("/grants/", get(grants::list))
        .route("/grants/{id}", get(grants::read).delete(grants::end).patch(grants::narrow))
        .route("/grants/{id}/accesses", get(grants::accesses))
        .route("/grants/{id}/receipt", get(grants::receipt))
        .route("/grants/{id}/complaints/{case}", put(complaints::put))
        .route("/statements", get(resources::statements))
        .route("/balance", get(resources::balance))
        .route("/points", get(resources::points))
        .route("/categories", put(resources::categories))
        .route("/top_up", post(resources::top_up));
    #[cfg(feature = "testing")]
    let router = router.route_layer(middleware::from_fn_with_state(ctx.clone(), crate::faults::inject));
    let router = router.route_layer(middleware::from_fn_with_state(ctx.clone(), limit::limit));
    router.route_layer(middleware::from_fn_with_state(ctx.clone(), count)).layer(middleware::from_fn_with_state(port, wire::only_this_host)).with_state(ctx)
}

/// The name under which a request is counted and faults are put on it.
pub(crate) fn path_name(request: &Request) -> &'static str {
    let path = request.uri().path();
    if let Some(rest) = path.strip_prefix("/grants") {
        return match rest {
            "" | "/" => "list",
            rest if rest.ends_with("/accesses") => "accesses",
            rest if rest.ends_with("/receipt") => "receipt",
            rest if rest.contains("/complaints/") => "complaints",
            _ if request.method() == Method::DELETE => "end",
            _ if request.method() == Method::PATCH => "narrow",
            _ => "read",
        };
    }
    match path {
        "/.well-known/openid-configuration" | "/.well-known/oauth-authorization-server" => "metadata",
        "/.well-known/renkei-issuer" => "issuer_document",
        "/directory.jws" => "directory",
        "/notices.jws" => "notices",
        "/jwks" => "jwks",
        "/authorize" => "authorize",
        "/login" => "login",
        "/consent" => "consent",
        "/token" => "token",
        "/revoke" => "revoke",
        "/introspect" => "introspect",
        "/userinfo" => "userinfo",
        "/statements" => "statements",
        "/balance" => "balance",
        "/points" => "points",
        "/categories" => "categories",
        "/top_up" => "top_up",
        _ => "",
    }
}

/// Counts what was asked, answered or not.
async fn count(State(ctx): State<Ctx>, request: Request, next: Next) -> Response {
    match path_name(&request) {
        "list" => ctx.write(|issuer, _| issuer.counters.lists += 1),
        "read" => ctx.write(|issuer, _| issuer.counters.reads += 1),
        "end" => ctx.write(|issuer, _| issuer.counters.deletes += 1),
        "narrow" => ctx.write(|issuer, _| issuer.counters.narrowings += 1),
        _ => {}
    }
    next.run(request).await
}
