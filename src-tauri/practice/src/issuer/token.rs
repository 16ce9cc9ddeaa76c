//! The token endpoint (RFC 6749, 3.2) with id tokens (OIDC Core, 2).

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::Duration;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::{
    Ctx,
    ledger::{self, Pair, RefreshRefusal},
    sessions::{CODE_SECONDS, Code},
};
use crate::{
    cast::{self, companies},
    chance,
    clock::Time,
    keys::KeyError,
    wire::{self, Params},
    world::{Issuer, Until},
};

/// Life of an id token.
const ID_TOKEN_SECONDS: i64 = 300;

/// `POST /token`.
pub(crate) async fn token(State(ctx): State<Ctx>, headers: HeaderMap, body: Bytes) -> Response {
    let params = Params::read(&body);
    if params.repeats() {
        return oauth_error("invalid_request", "A parameter is given twice");
    }
    let Some(client) = authenticate(&ctx, &headers, &params) else {
        return unknown_client();
    };
    let answer = match params.get("grant_type") {
        Some("authorization_code") => exchange_code(&ctx, &client, &params),
        Some("refresh_token") => refresh(&ctx, &client, &params),
        Some(_) => return oauth_error("unsupported_grant_type", "Not served here"),
        None => return oauth_error("invalid_request", "grant_type is missing"),
    };
    // What was given or revoked must survive a crash before anybody hears of it.
    if let Err(error) = ctx.shared.commit().await {
        return wire::broken(&error);
    }
    answer
}

fn exchange_code(ctx: &Ctx, client: &str, params: &Params) -> Response {
    let outcome = ctx.write(|issuer, now| {
        let print = chance::fingerprint(params.get("code").unwrap_or_default());
        let Some(code) = issuer.sessions.codes.get(&print).cloned() else {
            return Err("The code is unknown or has run out");
        };
        if let Some(family) = &code.spent {
            // RFC 6749, 4.1.2: a second use revokes what the first one gave.
            issuer.end_stolen(family, now);
            return Err("The code was used before");
        }
        check_code(&code, client, params, now)?;
        let pair = issuer.give(ctx.cast, &code, now);
        if let Some(spent) = issuer.sessions.codes.get_mut(&print) {
            spent.spent = Some(pair.family.clone());
        }
        let id_token = id_token(ctx, issuer, &code, now);
        Ok((pair, id_token, code, now))
    });
    match outcome {
        Err(why) => oauth_error("invalid_grant", why),
        Ok((_, Err(error), _, _)) => wire::broken(&error),
        Ok((pair, Ok(id_token), code, now)) => {
            let mut body = pair_body(&pair, client, now);
            set(&mut body, "id_token", id_token.map(Value::from));
            let details = (!code.request.details.is_empty()).then(|| json!(code.request.details));
            set(&mut body, "authorization_details", details);
            wire::unstored(StatusCode::OK, body)
        }
    }
}

fn check_code(code: &Code, client: &str, params: &Params, now: Time) -> Result<(), &'static str> {
    if code.request.client != client {
        return Err("The code belongs to another client");
    }
    if code.at + Duration::seconds(CODE_SECONDS) <= now {
        return Err("The code has run out");
    }
    if params.get("redirect_uri") != Some(code.request.redirect_uri.as_str()) {
        return Err("The redirect_uri differs from the request's");
    }
    let verifier = params.get("code_verifier").unwrap_or_default();
    let proper = (43..=128).contains(&verifier.len());
    if !proper || !chance::same(&chance::challenge(verifier), &code.request.challenge) {
        return Err("The code_verifier does not fit");
    }
    Ok(())
}

fn refresh(ctx: &Ctx, client: &str, params: &Params) -> Response {
    let secret = params.get("refresh_token").unwrap_or_default();
    let scopes = params.get("scope").map(wire::tokens);
    let outcome = ctx.write(|issuer, now| issuer.refresh(ctx.cast, client, secret, scopes.as_deref(), now).map(|pair| (pair, now)));
    match outcome {
        Ok((pair, now)) => wire::unstored(StatusCode::OK, pair_body(&pair, client, now)),
        Err(RefreshRefusal::Unknown) => oauth_error("invalid_grant", "Unknown refresh token"),
        Err(RefreshRefusal::Dead) => oauth_error("invalid_grant", "The refresh token has run out or was revoked"),
        Err(RefreshRefusal::Reused) => oauth_error("invalid_grant", "The refresh token was used before; all of its family is revoked"),
        Err(RefreshRefusal::Suspended) => oauth_error("unauthorized_client", "This connection is suspended"),
        Err(RefreshRefusal::Scope) => oauth_error("invalid_scope", "More than was granted"),
    }
}

fn pair_body(pair: &Pair, client: &str, now: Time) -> Value {
    let mut body = json!({
        "access_token": pair.access,
        "token_type": "Bearer",
        "scope": pair.scopes.join(" "),
    });
    if let Until::At(at) = pair.expires {
        set(&mut body, "expires_in", Some(json!((at - now).num_seconds())));
    }
    set(&mut body, "refresh_token", pair.refresh.as_ref().map(|token| json!(token)));
    if client != cast::APP {
        // Grant Management for OAuth 2.0, 6: the client learns the grant's id.
        set(&mut body, "grant_id", pair.grants.first().map(|id| json!(id)));
        set(&mut body, "grant_ids", Some(json!(pair.grants)));
    }
    body
}

/// Only where `openid` was asked for (OIDC Core, 3.1.2.1).
fn id_token(ctx: &Ctx, issuer: &Issuer, code: &Code, now: Time) -> Result<Option<String>, KeyError> {
    if !code.request.scopes.iter().any(|scope| scope == "openid") {
        return Ok(None);
    }
    let mut claims = json!({
        "iss": &*ctx.url,
        "sub": ledger::subject(ctx.cast.id, &code.who.holder),
        "aud": code.request.client,
        "exp": (now + Duration::seconds(ID_TOKEN_SECONDS)).timestamp(),
        "iat": now.timestamp(),
        "auth_time": code.who.auth_time.timestamp(),
    });
    set(&mut claims, "nonce", code.request.nonce.as_ref().map(|nonce| json!(nonce)));
    issuer.key.sign("JWT", &claims).map(Some)
}

fn set(body: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(fields), Some(value)) = (body.as_object_mut(), value) {
        fields.insert(name.to_owned(), value);
    }
}

/// Who calls: a connector by `client_secret_basic` (RFC 6749, 2.3.1), or the app by its public id.
pub(crate) fn authenticate(ctx: &Ctx, headers: &HeaderMap, params: &Params) -> Option<String> {
    if headers.contains_key(header::AUTHORIZATION) {
        return authenticate_confidential(ctx, headers).filter(|client| params.get("client_id").is_none_or(|named| named == client));
    }
    params.get("client_id").filter(|client| ctx.cast.is_own(client)).map(str::to_owned)
}

/// A client that proves itself by its secret.
pub(crate) fn authenticate_confidential(ctx: &Ctx, headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let (id, secret) = (form_decode(id), form_decode(secret));
    companies::company(&id)?;
    let kept = ctx.look(|issuer, _| issuer.client_secrets.get(&id).cloned())?;
    chance::same(&kept, &chance::fingerprint(&secret)).then_some(id)
}

fn form_decode(text: &str) -> String {
    form_urlencoded::parse(text.as_bytes()).next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}

/// An error of RFC 6749, 5.2.
pub(crate) fn oauth_error(error: &str, description: &str) -> Response {
    wire::unstored(StatusCode::BAD_REQUEST, json!({ "error": error, "error_description": description }))
}

/// `invalid_client` with its challenge.
pub(crate) fn unknown_client() -> Response {
    let mut response =
        wire::unstored(StatusCode::UNAUTHORIZED, json!({ "error": "invalid_client", "error_description": "The client is unknown or did not prove itself" }));
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"clients\""));
    response
}
