//! What an issuer publishes about itself.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{Ctx, published};
use crate::{
    cast::{self, companies::COMPANIES},
    documents::Document,
    wire,
};

/// Authorization server metadata (RFC 8414; OIDC Discovery 1.0, 3).
pub(crate) async fn discovery(State(ctx): State<Ctx>) -> Json<Value> {
    let url = &ctx.url;
    Json(json!({
        "issuer": &**url,
        "authorization_endpoint": format!("{url}/authorize"),
        "token_endpoint": format!("{url}/token"),
        "revocation_endpoint": format!("{url}/revoke"),
        "introspection_endpoint": format!("{url}/introspect"),
        "userinfo_endpoint": format!("{url}/userinfo"),
        "jwks_uri": format!("{url}/jwks"),
        "scopes_supported": scopes(),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_methods_supported": ["none", "client_secret_basic"],
        "revocation_endpoint_auth_methods_supported": ["none", "client_secret_basic"],
        "introspection_endpoint_auth_methods_supported": ["client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "authorization_details_types_supported": ["auto_top_up"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "claims_supported": ["iss", "sub", "aud", "exp", "iat", "nonce", "auth_time", "name", "preferred_username"],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "ui_locales_supported": ["ja", "en"],
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false
    }))
}

/// What the app needs to know beside it (`/.well-known/renkei-issuer`).
pub(crate) async fn renkei_issuer(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    let (keys, changes) = ctx.look(|issuer, _| (issuer.documents.key.public_set(), issuer.documents.key_changes.clone()));
    let keys = match keys {
        Ok(keys) => keys,
        Err(error) => return wire::broken(&error),
    };
    let limits = ctx.look(|issuer, _| issuer.limits.clone());
    let mut document = json!({
        "version": 1,
        "issuer": &*ctx.url,
        "client_id": cast::APP,
        "adapter": "profile",
        "grants_endpoint": format!("{}/grants", ctx.url),
        "redirect": "loopback_any_port",
        "scopes": cast::APP_SCOPES,
        "keys": keys,
        "key_changes": changes,
        "directory": format!("{}{}", ctx.url, Document::Directory.path()),
        "notices": format!("{}{}", ctx.url, Document::Notices.path()),
        "poll": { "min_seconds": 5 }
    });
    if let (Some(_), Some(fields)) = (ctx.cast.canary, document.as_object_mut()) {
        let measure = json!({ "client_id": cast::canary::ID, "scopes": cast::canary::SCOPES, "resource": format!("{}/userinfo", ctx.url) });
        fields.insert("measure".into(), measure);
    }
    if let (Some(_), Some(fields)) = (ctx.cast.complaints, document.as_object_mut()) {
        fields.insert("complaints".into(), json!(true));
    }
    if let (Some(narrows), Some(fields)) = (ctx.cast.narrows, document.as_object_mut()) {
        fields.insert("narrowing".into(), json!({ "fixed": cast::FIXED, "wider_seconds": narrows.seconds() }));
    }
    let caps: serde_json::Map<String, Value> = [("max_at_once", limits.max_at_once), ("per_hour", limits.per_hour)]
        .into_iter()
        .filter_map(|(name, most)| Some((name.to_owned(), json!(most?))))
        .collect();
    if let Some(fields) = document.as_object_mut().filter(|_| !caps.is_empty()) {
        fields.insert("endings".to_owned(), Value::Object(caps));
    }
    published::answer(&ctx, document.to_string(), "application/json", &headers)
}

/// The keys that sign id tokens (RFC 7517, 5).
pub(crate) async fn jwks(State(ctx): State<Ctx>) -> Response {
    match ctx.look(|issuer, _| issuer.key.public_set()) {
        Ok(keys) => (StatusCode::OK, Json(keys)).into_response(),
        Err(error) => wire::broken(&error),
    }
}

fn scopes() -> Vec<String> {
    let mut scopes: Vec<String> = cast::APP_SCOPES.map(str::to_owned).to_vec();
    for company in COMPANIES {
        scopes.extend(company.scopes());
    }
    scopes.sort();
    scopes.dedup();
    scopes
}
