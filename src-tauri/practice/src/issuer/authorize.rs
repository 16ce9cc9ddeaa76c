//! The authorization endpoint: code with PKCE, nothing else (RFC 6749, 7636, 9207; OIDC Core).

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use chrono::Duration;
use serde_json::Value;
use url::Url;

use super::{
    Ctx,
    sessions::{AuthorizeRequest, Browser, REQUEST_SECONDS},
    sign_in,
};
use crate::{
    cast::{self, IssuerCast, companies},
    chance,
    clock::Time,
    pages::{self, Lang},
    wire::{self, Params},
};

/// `GET /authorize`.
pub(crate) async fn authorize(State(ctx): State<Ctx>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    begin(&ctx, &Params::read(query.unwrap_or_default().as_bytes()), &headers)
}

/// `POST /authorize` (OIDC Core, 3.1.2.1).
pub(crate) async fn authorize_form(State(ctx): State<Ctx>, headers: HeaderMap, body: Bytes) -> Response {
    begin(&ctx, &Params::read(&body), &headers)
}

/// Checks the request, then shows the sign-in or the consent page.
fn begin(ctx: &Ctx, params: &Params, headers: &HeaderMap) -> Response {
    let lang = Lang::choose(params.get("ui_locales"), headers);
    let bad = |ja: &str, en: &str| pages::refusal(StatusCode::BAD_REQUEST, lang, ja, en);
    if params.repeats() {
        return bad("同じパラメーターが二度指定されています。", "A parameter is given twice.");
    }
    let connectors_port = ctx.shared.look(|world, _| world.ports.connectors);
    let client = params.get("client_id").unwrap_or_default();
    let Some(client) = Client::find(ctx.cast, client, connectors_port) else {
        return bad("このアプリ（client_id）は登録されていません。", "This app (client_id) is not registered.");
    };
    let redirect_uri = params.get("redirect_uri").unwrap_or_default();
    if !client.accepts(redirect_uri) {
        return bad("戻り先（redirect_uri）が登録と違います。", "The redirect_uri is not the registered one.");
    }
    let back = Back { issuer: &ctx.url, redirect_uri, state: params.get("state") };
    let cookie = headers_session(ctx, headers);
    let now = ctx.shared.now();
    let request = match examine(&client, params, lang, now) {
        Ok(request) => request,
        Err(refusal) => return back.with_error(refusal.0, refusal.1),
    };
    let session = match reusable(cookie, params, now) {
        Ok(session) => session,
        Err(refusal) => return back.with_error(refusal.0, refusal.1),
    };
    let id = chance::secret("req");
    let csrf = chance::secret("csrf");
    let request = AuthorizeRequest { csrf: chance::fingerprint(&csrf), signed_in: session, ..request };
    let mut response =
        if request.signed_in.is_some() { sign_in::show_consent(ctx, &id, &request, None) } else { sign_in::show_login(ctx, &id, &request, None) };
    ctx.look(|issuer, now| {
        issuer.sessions.sweep(now);
        issuer.sessions.requests.insert(id.clone(), request);
    });
    wire::set_cookie(&mut response, &sign_in::csrf_cookie(&id), &csrf, REQUEST_SECONDS);
    response
}

/// A refusal that goes back to the client: error code and description.
type Refusal = (&'static str, &'static str);

/// Who asks.
struct Client {
    id: String,
    redirects: Vec<String>,
    scopes: Vec<String>,
    any_loopback_port: bool,
}

impl Client {
    fn find(cast: &IssuerCast, id: &str, connectors_port: u16) -> Option<Self> {
        if cast.is_own(id) {
            let scopes = if id == cast::APP { &cast::APP_SCOPES[..] } else { &cast::canary::SCOPES[..] };
            return Some(Self {
                id: id.to_owned(),
                redirects: cast::APP_REDIRECTS.map(str::to_owned).to_vec(),
                scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
                any_loopback_port: true,
            });
        }
        let company = companies::company(id)?;
        Some(Self {
            id: id.to_owned(),
            redirects: vec![format!("http://127.0.0.1:{connectors_port}/c/{id}/callback")],
            scopes: company.scopes(),
            any_loopback_port: false,
        })
    }

    /// Exact comparison (RFC 9700, 2.1), but for the port of a native app's loopback (RFC 8252, 7.3).
    fn accepts(&self, redirect_uri: &str) -> bool {
        self.redirects
            .iter()
            .any(|registered| registered == redirect_uri || (self.any_loopback_port && without_port(redirect_uri).as_deref() == Some(registered.as_str())))
    }
}

/// The same address without its port, if it is written in normal form.
fn without_port(redirect_uri: &str) -> Option<String> {
    let mut url = Url::parse(redirect_uri).ok()?;
    if url.as_str() != redirect_uri {
        return None;
    }
    url.set_port(None).ok()?;
    Some(url.into())
}

/// Where answers go.
pub(crate) struct Back<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) redirect_uri: &'a str,
    pub(crate) state: Option<&'a str>,
}

impl Back<'_> {
    /// An error response (RFC 6749, 4.1.2.1).
    pub(crate) fn with_error(&self, error: &str, description: &str) -> Response {
        self.with(&[("error", error), ("error_description", description)])
    }

    /// The response with `state` and `iss` (RFC 9207).
    pub(crate) fn with(&self, pairs: &[(&str, &str)]) -> Response {
        let Ok(mut url) = Url::parse(self.redirect_uri) else {
            return wire::see_other(self.redirect_uri);
        };
        {
            let mut query = url.query_pairs_mut();
            query.extend_pairs(pairs);
            if let Some(state) = self.state {
                query.append_pair("state", state);
            }
            query.append_pair("iss", self.issuer);
        }
        wire::see_other(url.as_str())
    }
}

fn examine(client: &Client, params: &Params, lang: Lang, now: Time) -> Result<AuthorizeRequest, Refusal> {
    if params.get("request").is_some() {
        return Err(("request_not_supported", "Request objects are not taken"));
    }
    if params.get("request_uri").is_some() {
        return Err(("request_uri_not_supported", "request_uri is not taken"));
    }
    match params.get("response_type") {
        Some("code") => {}
        Some(_) => return Err(("unsupported_response_type", "Only code is supported")),
        None => return Err(("invalid_request", "response_type is missing")),
    }
    if !matches!(params.get("response_mode"), None | Some("query")) {
        return Err(("invalid_request", "Only response_mode query is supported"));
    }
    let challenge = params.get("code_challenge").unwrap_or_default();
    if params.get("code_challenge_method") != Some("S256") || challenge.len() != 43 {
        return Err(("invalid_request", "PKCE with S256 is required"));
    }
    let scopes = wire::tokens(params.get("scope").unwrap_or_default());
    if scopes.is_empty() || scopes.iter().any(|scope| !client.scopes.contains(scope)) {
        return Err(("invalid_scope", "A scope is missing or not allowed"));
    }
    let (services, details) = extras(client, params)?;
    Ok(AuthorizeRequest {
        at: now,
        client: client.id.clone(),
        redirect_uri: params.get("redirect_uri").unwrap_or_default().to_owned(),
        state: params.get("state").map(str::to_owned),
        nonce: params.get("nonce").map(str::to_owned),
        challenge: challenge.to_owned(),
        scopes,
        services,
        details,
        login_hint: params.get("login_hint").map(str::to_owned),
        lang,
        csrf: String::new(),
        signed_in: None,
    })
}

/// The services that are asked for (a parameter of these issuers) and RFC 9396 details.
fn extras(client: &Client, params: &Params) -> Result<(Vec<String>, Vec<Value>), Refusal> {
    let wrong_details = ("invalid_authorization_details", "The authorization_details are not known here");
    let details: Vec<Value> = match params.get("authorization_details") {
        None => Vec::new(),
        Some(text) => serde_json::from_str(text).map_err(|_| wrong_details)?,
    };
    let Some(company) = companies::company(&client.id) else {
        if details.is_empty() {
            return Ok((Vec::new(), details));
        }
        return Err(wrong_details);
    };
    let mut services = wire::tokens(params.get("service").unwrap_or_default());
    if services.is_empty() {
        services.extend(company.services.first().map(|service| service.id.to_owned()));
    }
    let mut allowed: Vec<&str> = Vec::new();
    for id in &services {
        let service = company.service(id).ok_or(("invalid_request", "This service is not known"))?;
        allowed.extend(service.details);
    }
    let known = |detail: &Value| detail.get("type").and_then(Value::as_str).is_some_and(|kind| allowed.contains(&kind) && *detail == companies::detail(kind));
    if !details.iter().all(known) {
        return Err(wrong_details);
    }
    Ok((services, details))
}

/// The browser's earlier sign-in, if the request lets it count (OIDC Core, 3.1.2.1).
fn reusable(session: Option<Browser>, params: &Params, now: Time) -> Result<Option<Browser>, Refusal> {
    let prompts = wire::tokens(params.get("prompt").unwrap_or_default());
    let asked = |prompt: &str| prompts.iter().any(|own| own == prompt);
    let max_age = match params.get("max_age").map(str::parse::<u32>) {
        None => None,
        Some(Ok(seconds)) => Some(Duration::seconds(i64::from(seconds))),
        Some(Err(_)) => return Err(("invalid_request", "max_age is not a number")),
    };
    let session = session
        .filter(|_| !asked("login") && !asked("select_account"))
        .filter(|browser| max_age.is_none_or(|age| browser.auth_time + age >= now))
        .filter(|browser| params.get("login_hint").is_none_or(|hint| hint == browser.holder));
    if asked("none") {
        // Consent is asked each time, so that nothing is ever given unseen.
        return Err(match session {
            None => ("login_required", "A sign-in is needed"),
            Some(_) => ("consent_required", "Consent is asked each time"),
        });
    }
    Ok(session)
}

fn headers_session(ctx: &Ctx, headers: &HeaderMap) -> Option<Browser> {
    let cookie = wire::cookie(headers, &sign_in::session_cookie(ctx))?;
    let print = chance::fingerprint(cookie);
    ctx.look(|issuer, now| {
        issuer.sessions.sweep(now);
        issuer.sessions.browsers.get(&print).cloned()
    })
}
