//! Revocation (RFC 7009), introspection (RFC 7662) and userinfo (OIDC Core, 5.3).

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{
    Ctx, ledger, resources,
    token::{authenticate, authenticate_confidential, oauth_error, unknown_client},
};
use crate::{
    cast, chance,
    wire::{self, Params},
    world::{TokenKind, Until},
};

/// `POST /revoke`: an unknown token is no error (RFC 7009, 2.2).
pub(crate) async fn revoke(State(ctx): State<Ctx>, headers: HeaderMap, body: Bytes) -> Response {
    let params = Params::read(&body);
    let Some(client) = authenticate(&ctx, &headers, &params) else {
        return unknown_client();
    };
    let Some(secret) = params.get("token") else {
        return oauth_error("invalid_request", "token is missing");
    };
    let print = chance::fingerprint(secret);
    ctx.write(|issuer, now| {
        let Some(token) = issuer.tokens.get(&print).filter(|own| own.client == client) else {
            return;
        };
        match token.kind {
            // RFC 7009, 2.1: the access tokens of the same authorisation go with it.
            TokenKind::Refresh => {
                let family = token.family.clone();
                let by = if ctx.cast.is_own(&client) { "holder" } else { "connector" };
                issuer.end_family(&family, by, None, now);
            }
            TokenKind::Access => {
                if let Some(token) = issuer.tokens.get_mut(&print) {
                    token.revoked = true;
                }
            }
        }
    });
    match ctx.shared.commit().await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => wire::broken(&error),
    }
}

/// `POST /introspect`: confidential clients, about their own tokens.
pub(crate) async fn introspect(State(ctx): State<Ctx>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(client) = authenticate_confidential(&ctx, &headers) else {
        return unknown_client();
    };
    let params = Params::read(&body);
    let print = chance::fingerprint(params.get("token").unwrap_or_default());
    let found = ctx.look(|issuer, now| {
        let token = issuer.tokens.get(&print)?;
        let alive = token.client == client && token.is_alive(now);
        (alive && !issuer.is_suspended(&token.consent)).then(|| token.clone())
    });
    let Some(token) = found else {
        return wire::unstored(StatusCode::OK, json!({ "active": false }));
    };
    let mut body = json!({
        "active": true,
        "scope": token.scopes.join(" "),
        "client_id": token.client,
        "sub": ledger::subject(ctx.cast.id, &token.holder),
        "iss": &*ctx.url,
        "iat": token.issued_at.timestamp(),
    });
    if let (Until::At(at), Some(fields)) = (token.expires, body.as_object_mut()) {
        fields.insert("exp".into(), json!(at.timestamp()));
    }
    wire::unstored(StatusCode::OK, body)
}

/// `/userinfo`: for sign-ins of the app, and for connectors that identify people.
pub(crate) async fn userinfo(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    let scope = ctx.look(|issuer, now| {
        let opened = issuer.open(wire::bearer(&headers)?, now)?;
        Some(if ctx.cast.is_own(&opened.client) { "openid" } else { "identity:read" })
    });
    let opened = match resources::admit(&ctx, &headers, scope.unwrap_or("openid"), 1) {
        Ok(opened) => opened,
        Err(refusal) => return refusal.into_response(),
    };
    let name = cast::person(&opened.holder).map_or("", |person| person.name.ja);
    wire::unstored(
        StatusCode::OK,
        json!({
            "sub": ledger::subject(ctx.cast.id, &opened.holder),
            "name": name,
            "preferred_username": opened.holder,
        }),
    )
}
