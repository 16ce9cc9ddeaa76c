//! The OAuth wire: code with PKCE, refresh, revocation. The only file that knows the types of the oauth2 crate.

use std::pin::Pin;
use std::sync::atomic::{AtomicU16, Ordering};

use base64::Engine as _;
use chrono::Duration;
use oauth2::basic::{BasicErrorResponse, BasicErrorResponseType, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType};
use oauth2::{
    AsyncHttpClient, AuthUrl, AuthorizationCode, Client, ClientId, CsrfToken, EndpointNotSet, EndpointSet, ExtraTokenFields, HttpRequest, HttpResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, StandardRevocableToken, StandardTokenResponse, TokenResponse as _, TokenUrl,
};
use serde::{Deserialize, Serialize};
use url::Url;
use zeroize::Zeroizing;

use super::discovery::Site;
use super::{IssuerError, json};
use crate::domain::Timestamp;
use crate::domain::text::{Lang, clean};
use crate::ports::{Content, Http, HttpError, Method, Random, Request, random_bytes};
use crate::secret::{AccessToken, RefreshToken, Verifier};

/// Largest difference between the clocks of this device and an issuer.
pub const CLOCK_SKEW: Duration = Duration::minutes(5);

/// A sign-in that waits for the person.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Where the browser goes.
    pub url: Url,
    /// What comes back with the answer.
    pub state: String,
    /// What the id token has to hold.
    pub nonce: String,
    /// What goes with the code.
    pub verifier: Verifier,
    /// Whether the person has to have signed in just now.
    pub fresh: bool,
}

/// The tokens of one sign-in.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// Opens the list.
    pub access: AccessToken,
    /// When it runs out.
    pub access_expires_at: Option<Timestamp>,
    /// Renews it.
    pub refresh: Option<RefreshToken>,
    /// When renewing ends, where the issuer says.
    pub refresh_expires_at: Option<Timestamp>,
    /// The scopes that were granted, where they differ from those asked for.
    pub scopes: Option<Vec<String>>,
}

/// Who signed in (OpenID Connect Core, 2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// `sub`
    pub subject: String,
    /// What a person recognises, where given.
    pub label: Option<String>,
}

/// Why an exchange failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The code or refresh token is not valid (any more) (RFC 6749, 5.2 `invalid_grant`).
    #[error("The issuer does not accept the grant")]
    InvalidGrant,
    /// Another error of RFC 6749, 5.2; the code only.
    #[error("The issuer answered {0}")]
    Error(String),
    /// The id token is not for this sign-in.
    #[error("The identity is not for this sign-in: {0}")]
    Identity(&'static str),
    /// The clocks differ too much.
    #[error("The clocks differ")]
    ClockSkew,
    /// The conversation failed.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
}

/// The address for the browser, with fresh state, nonce and verifier.
pub fn authorize(site: &Site, redirect_uri: &Url, random: &dyn Random, lang: Lang, fresh: bool) -> Asked {
    let (state, nonce) = (token(random), token(random));
    let verifier = PkceCodeVerifier::new(token(random) + &token(random));
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let given = state.clone();
    let client = client(site, redirect_uri);
    let mut request = client
        .authorize_url(move || CsrfToken::new(given))
        .add_scopes(site.scopes.iter().cloned().map(Scope::new))
        .set_pkce_challenge(challenge)
        .add_extra_param("ui_locales", lang.tag())
        .add_extra_param("nonce", nonce.clone());
    if fresh {
        request = request.add_extra_param("prompt", "login").add_extra_param("max_age", "0");
    }
    let (url, _) = request.url();
    Asked { url, state, nonce, verifier: Verifier::new(verifier.into_secret()), fresh }
}

/// Exchanges the code (RFC 6749, 4.1.3; RFC 7636, 4.5) and reads who signed in.
///
/// # Errors
/// [`TokenError`]
pub async fn exchange(http: &dyn Http, site: &Site, redirect_uri: &Url, code: String, asked: &Asked, now: Timestamp) -> Result<(Tokens, Identity), TokenError> {
    // To prove to the issuer that the code was asked for by this app.
    let verifier = PkceCodeVerifier::new(asked.verifier.expose().to_owned());
    let carrier = Carrier::new(http);
    let answer = client(site, redirect_uri).exchange_code(AuthorizationCode::new(code)).set_pkce_verifier(verifier).request_async(&carrier).await;
    let answer = answer.map_err(|error| carrier.failure(error))?;
    let identity = identity(site, answer.extra_fields().id_token.as_deref(), asked, now)?;
    Ok((tokens(&answer, now), identity))
}

/// Renews access (RFC 6749, 6).
///
/// # Errors
/// [`TokenError::InvalidGrant`] where the person has to sign in again.
pub async fn refresh(http: &dyn Http, site: &Site, token: &RefreshToken, now: Timestamp) -> Result<Tokens, TokenError> {
    // To send it to the token endpoint that it belongs to.
    let token = oauth2::RefreshToken::new(token.expose().to_owned());
    let carrier = Carrier::new(http);
    let answer = client(site, &site.token_endpoint).exchange_refresh_token(&token).request_async(&carrier).await;
    let answer = answer.map_err(|error| carrier.failure(error))?;
    Ok(tokens(&answer, now))
}

/// Revokes a refresh or access token (RFC 7009, 2.1). The crate's own refuses plain http, and practice issuers are on loopback.
///
/// # Errors
/// [`IssuerError`]; an issuer without revocation endpoint refuses with 404.
pub async fn revoke(http: &dyn Http, site: &Site, token: &str, hint: &str, now: Timestamp) -> Result<(), IssuerError> {
    let Some(url) = site.revocation_endpoint.clone() else {
        return Err(IssuerError::Refused { status: 404, words: None });
    };
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("token", token)
        .append_pair("token_type_hint", hint)
        .append_pair("client_id", &site.client_id)
        .finish();
    let content = Content::Form(Zeroizing::new(form.into_bytes()));
    let request = Request { method: Method::Post, content, ..json::get(url, None, None) };
    json::send(http, request, || now).await.map(drop)
}

type OAuth = Client<
    BasicErrorResponse,
    StandardTokenResponse<Extra, BasicTokenType>,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

#[derive(Debug, Default, Serialize, Deserialize)]
struct Extra {
    #[serde(skip_serializing)]
    id_token: Option<String>,
    /// Seconds; Keycloak's name for it.
    refresh_expires_in: Option<u64>,
    /// Seconds; the name that others use.
    refresh_token_expires_in: Option<u64>,
}

impl ExtraTokenFields for Extra {}

fn client(site: &Site, redirect_uri: &Url) -> OAuth {
    Client::new(ClientId::new(site.client_id.clone()))
        .set_auth_uri(AuthUrl::from_url(site.authorization_endpoint.clone()))
        .set_token_uri(TokenUrl::from_url(site.token_endpoint.clone()))
        .set_redirect_uri(RedirectUrl::from_url(redirect_uri.clone()))
}

/// 32 random bytes in base64url: 43 characters.
fn token(random: &dyn Random) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(random_bytes::<32>(random))
}

/// Carries the requests of the crate over our bounded network, and keeps the status: the crate tells an error of
/// RFC 6749, 5.2, from a server that is down by the body alone.
struct Carrier<'a> {
    http: &'a dyn Http,
    status: AtomicU16,
}

impl<'a> Carrier<'a> {
    fn new(http: &'a dyn Http) -> Self {
        Self { http, status: AtomicU16::new(0) }
    }

    fn failure(&self, error: RequestTokenError<HttpError, BasicErrorResponse>) -> TokenError {
        match self.status.load(Ordering::Relaxed) {
            429 => TokenError::Issuer(IssuerError::TooMany { retry_at: None }),
            status @ 500.. => TokenError::Issuer(IssuerError::ServerError { status, retry_at: None }),
            _ => failure(error),
        }
    }
}

impl<'c> AsyncHttpClient<'c> for Carrier<'_> {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let answer = carry(self.http, request).await?;
            self.status.store(answer.status().as_u16(), Ordering::Relaxed);
            Ok(answer)
        })
    }
}

async fn carry(http: &dyn Http, request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let (parts, body) = request.into_parts();
    let url = Url::parse(&parts.uri.to_string()).map_err(|_| HttpError::NotHttps)?;
    let answer =
        http.send(Request { method: Method::Post, content: Content::Form(Zeroizing::new(body)), at_most: 256 * 1024, ..json::get(url, None, None) }).await?;
    let mut response = HttpResponse::new(answer.body);
    *response.status_mut() = oauth2::http::StatusCode::from_u16(answer.status).map_err(|_| HttpError::NoAnswer)?;
    if let Some(kind) = answer.headers.get("content-type").and_then(|kind| kind.parse().ok()) {
        response.headers_mut().insert("content-type", kind);
    }
    Ok(response)
}

fn failure(error: RequestTokenError<HttpError, BasicErrorResponse>) -> TokenError {
    match error {
        RequestTokenError::ServerResponse(answer) if *answer.error() == BasicErrorResponseType::InvalidGrant => TokenError::InvalidGrant,
        RequestTokenError::ServerResponse(answer) => TokenError::Error(clean(answer.error().as_ref()).chars().take(64).collect()),
        RequestTokenError::Request(error) => TokenError::Issuer(error.into()),
        // What came is not of RFC 6749; whatever it holds stays here.
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => TokenError::Issuer(IssuerError::ServerError { status: 502, retry_at: None }),
    }
}

fn tokens(answer: &StandardTokenResponse<Extra, BasicTokenType>, now: Timestamp) -> Tokens {
    let after = |seconds: u64| Some(now + Duration::seconds(i64::try_from(seconds.min(3_155_760_000)).unwrap_or(0)));
    let extra = answer.extra_fields();
    Tokens {
        access: AccessToken::new(answer.access_token().secret().clone()),
        access_expires_at: answer.expires_in().and_then(|life| after(life.as_secs())),
        refresh: answer.refresh_token().map(|token| RefreshToken::new(token.secret().clone())),
        // Keycloak writes 0 where an offline session has no end.
        refresh_expires_at: extra.refresh_expires_in.or(extra.refresh_token_expires_in).filter(|seconds| *seconds > 0).and_then(after),
        scopes: answer.scopes().map(|scopes| scopes.iter().map(|scope| scope.to_string()).collect()),
    }
}

/// The payload of a JWT, unchecked: it came from the issuer's own token endpoint.
pub(super) fn claims(token: &str) -> Option<serde_json::Value> {
    let payload = token.split('.').nth(1)?;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Reads the id token. It came straight from the token endpoint, whose TLS stands in for its signature
/// (OpenID Connect Core, 3.1.3.7, item 6); every other check of that section that applies is made.
fn identity(site: &Site, id_token: Option<&str>, asked: &Asked, now: Timestamp) -> Result<Identity, TokenError> {
    #[derive(Deserialize)]
    struct Claims {
        iss: String,
        sub: String,
        aud: Audience,
        azp: Option<String>,
        exp: i64,
        iat: i64,
        nonce: Option<String>,
        auth_time: Option<i64>,
        preferred_username: Option<String>,
        name: Option<String>,
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Audience {
        One(String),
        Many(Vec<String>),
    }
    let payload = id_token.and_then(|token| token.split('.').nth(1)).ok_or(TokenError::Identity("no id token"))?;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).map_err(|_| TokenError::Identity("broken id token"))?;
    let claims: Claims = serde_json::from_slice(&bytes).map_err(|_| TokenError::Identity("broken id token"))?;
    let audience = match &claims.aud {
        Audience::One(one) => std::slice::from_ref(one),
        Audience::Many(many) => many.as_slice(),
    };
    if claims.iss != site.issuer {
        return Err(TokenError::Identity("another issuer"));
    }
    if !audience.contains(&site.client_id) || claims.azp.is_some_and(|party| party != site.client_id) {
        return Err(TokenError::Identity("another client"));
    }
    if claims.nonce.as_deref() != Some(asked.nonce.as_str()) {
        return Err(TokenError::Identity("another request"));
    }
    if claims.exp < (now - CLOCK_SKEW).timestamp() || claims.iat > (now + CLOCK_SKEW).timestamp() {
        return Err(TokenError::ClockSkew);
    }
    // Asked for with max_age=0, which makes auth_time required (item 13 of that section).
    if asked.fresh && claims.auth_time.is_none_or(|at| at < (now - CLOCK_SKEW).timestamp()) {
        return Err(TokenError::Identity("not a fresh sign-in"));
    }
    if claims.sub.is_empty() || claims.sub.len() > 255 {
        return Err(TokenError::Identity("no subject"));
    }
    let label = claims.preferred_username.or(claims.name).map(|label| clean(&label)).filter(|label| !label.is_empty());
    Ok(Identity { subject: claims.sub, label })
}
