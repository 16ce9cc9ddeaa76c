//! How connectors use what they hold: real calls over HTTP, by schedule or when asked.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use futures::{StreamExt, stream};
use reqwest::{Method, StatusCode, header};
use serde_json::Value;

use crate::{
    cast,
    clock::Time,
    issuer,
    store::Shared,
    wire,
    world::{Call, Held, Outcome, Until},
};

/// How often the schedule looks for what is due.
const TICK: Duration = Duration::from_millis(250);
/// Calls at the same time.
const AT_ONCE: usize = 4;
/// How many calls are remembered of each.
const CALLS_KEPT: usize = 20;
/// An access token this close to its end is refreshed first.
const MARGIN_SECONDS: i64 = 5;

/// Makes the connectors' calls, one at a time for each of what they hold.
pub(crate) struct Caller {
    shared: Arc<Shared>,
    interval: chrono::Duration,
    turns: Mutex<BTreeMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

/// What an issuer's token endpoint gave.
pub(crate) struct Bundle {
    pub(crate) access_token: String,
    pub(crate) refresh_token: Option<String>,
    pub(crate) expires_in: Option<i64>,
    pub(crate) scopes: Vec<String>,
    pub(crate) grants: Vec<String>,
}

impl Bundle {
    pub(crate) fn access_expires(&self, now: Time) -> Until {
        self.expires_in.map_or(Until::Never, |seconds| Until::At(now + chrono::Duration::seconds(seconds)))
    }
}

/// Why a token endpoint gave nothing: the status (none: no answer) and the OAuth error.
pub(crate) struct TokenRefusal {
    pub(crate) status: Option<u16>,
    pub(crate) error: Option<String>,
}

/// When a connector uses its refresh token.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// As usual: before the access token ends, or after a 401.
    Usual,
    /// Asked to try: the access token first whatever its age, the refresh token if that is refused.
    Everything,
}

impl Caller {
    pub(crate) fn new(shared: Arc<Shared>, interval: Duration) -> Self {
        Self { shared, interval: chrono::Duration::from_std(interval).unwrap_or(chrono::Duration::MAX), turns: Mutex::default() }
    }

    /// Calls whatever is due, until the practice ends. What fell due while nothing ran is made up
    /// for by one call.
    pub(crate) async fn keep_schedule(self: Arc<Self>) {
        let mut closing = self.shared.closing.subscribe();
        loop {
            let caller = &self;
            stream::iter(self.due())
                .for_each_concurrent(AT_ONCE, |key| async move {
                    caller.call(&key, Effort::Usual).await;
                })
                .await;
            tokio::select! {
                () = tokio::time::sleep(TICK) => {}
                _ = closing.wait_for(|closed| *closed) => return,
            }
        }
    }

    /// One call with what is held under this key; `None`: nothing is held.
    pub(crate) async fn call(&self, key: &str, effort: Effort) -> Option<Call> {
        let turn = self.turn(key);
        let _mine = turn.lock().await;
        let held = self.shared.look(|world, _| world.held.get(key).cloned())?;
        let made = self.make(key, held, effort).await;
        self.shared.write(|world, now| {
            let held = world.held.get_mut(key)?;
            held.last_call_at = Some(now);
            held.calls_made += 1;
            held.calls.push(made.clone());
            let surplus = held.calls.len().saturating_sub(CALLS_KEPT);
            held.calls.drain(..surplus);
            Some(())
        });
        Some(made)
    }

    fn due(&self) -> Vec<String> {
        self.shared.look(|world, now| {
            world
                .held
                .iter()
                .filter(|(_, held)| held.on_schedule && !held.stopped)
                .filter(|(_, held)| match held.last_call_at {
                    None => true,
                    Some(last) => last.checked_add_signed(self.interval).is_some_and(|next| next <= now),
                })
                .map(|(key, _)| key.clone())
                .collect()
        })
    }

    async fn make(&self, key: &str, mut held: Held, effort: Effort) -> Call {
        let (method, path) = next_call(&held);
        let now = self.shared.now();
        let mut call = Call { at: now, what: format!("{method} {path}"), outcome: Outcome::Failed, access: None, refresh: None, error: None };
        let margin = now + chrono::Duration::seconds(MARGIN_SECONDS);
        let stale = effort == Effort::Usual && held.access_expires.is_over(margin);
        if !stale {
            call.access = self.use_access(&held, &method, path).await;
            let refused = call.access == Some(StatusCode::UNAUTHORIZED.as_u16());
            if !refused || held.refresh_token.is_none() {
                call.outcome = outcome(call.access);
                if refused {
                    self.stop(key, &held);
                }
                return call;
            }
        }
        let Some(refresh_token) = held.refresh_token.clone() else {
            // Run out, and nothing to refresh with.
            call.outcome = Outcome::Refused;
            self.stop(key, &held);
            return call;
        };
        let form = wire::encode(&[("grant_type", "refresh_token"), ("refresh_token", &refresh_token)]);
        match ask_token(&self.shared, &held.connector, &held.issuer, form).await {
            Ok(bundle) => {
                call.refresh = Some(StatusCode::OK.as_u16());
                held.access_token.clone_from(&bundle.access_token);
                if !self.save(key, &refresh_token, &bundle).await {
                    return call;
                }
                call.access = self.use_access(&held, &method, path).await;
                call.outcome = outcome(call.access);
            }
            Err(refusal) => {
                call.refresh = refusal.status;
                call.error = refusal.error;
                if refusal.status.is_some_and(|status| (400..500).contains(&status)) {
                    call.outcome = Outcome::Refused;
                    self.stop(key, &held);
                }
            }
        }
        call
    }

    /// Keeps a new pair before it is used; false: what was held has been replaced meanwhile.
    async fn save(&self, key: &str, old: &str, bundle: &Bundle) -> bool {
        let kept = self.shared.write(|world, now| {
            let held = world.held.get_mut(key).filter(|held| held.refresh_token.as_deref() == Some(old))?;
            held.access_token.clone_from(&bundle.access_token);
            held.access_expires = bundle.access_expires(now);
            if bundle.refresh_token.is_some() {
                held.refresh_token.clone_from(&bundle.refresh_token);
            }
            held.stopped = false;
            Some(())
        });
        if let Err(error) = self.shared.commit().await {
            tracing::error!(%error, "a connector's new tokens are not saved");
        }
        kept.is_some()
    }

    async fn use_access(&self, held: &Held, method: &Method, path: &str) -> Option<u16> {
        let base = self.shared.look(|world, _| issuer::url(world, &held.issuer));
        let response = self.shared.http.request(method.clone(), format!("{base}{path}")).bearer_auth(&held.access_token).send().await.ok()?;
        Some(response.status().as_u16())
    }

    /// Stops calling with what was refused; what was given anew meanwhile goes on.
    fn stop(&self, key: &str, refused: &Held) {
        self.shared.write(|world, _| {
            if let Some(held) = world.held.get_mut(key)
                && held.access_token == refused.access_token
            {
                held.stopped = true;
            }
        });
    }

    fn turn(&self, key: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(turns.entry(key.to_owned()).or_default())
    }
}

/// The next of the calls that the scopes allow, one after the other.
fn next_call(held: &Held) -> (Method, &'static str) {
    let calls: Vec<_> = held.scopes.iter().filter_map(|token| cast::scope(token)?.call).collect();
    let turn = usize::try_from(held.calls_made).unwrap_or_default();
    let (method, path) = calls.iter().cycle().nth(turn % calls.len().max(1)).copied().unwrap_or(("GET", "/balance"));
    let method = match method {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        _ => Method::GET,
    };
    (method, path)
}

fn outcome(access: Option<u16>) -> Outcome {
    match access {
        Some(200..=299) => Outcome::Ok,
        Some(400..=499) => Outcome::Refused,
        Some(_) | None => Outcome::Failed,
    }
}

/// Asks an issuer's token endpoint as this connector (`client_secret_basic`).
pub(crate) async fn ask_token(shared: &Shared, connector: &str, issuer_id: &str, form: String) -> Result<Bundle, TokenRefusal> {
    let nothing = || TokenRefusal { status: None, error: None };
    let (base, secret) = shared.look(|world, _| {
        let secret = world.secrets.get(connector).and_then(|all| all.get(issuer_id)).cloned().unwrap_or_default();
        (issuer::url(world, issuer_id), secret)
    });
    let basic = STANDARD.encode(format!("{connector}:{secret}"));
    let response = shared
        .http
        .post(format!("{base}/token"))
        .header(header::AUTHORIZATION, format!("Basic {basic}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form)
        .send()
        .await
        .map_err(|_| nothing())?;
    let status = response.status();
    let body: Value = response.json().await.map_err(|_| TokenRefusal { status: Some(status.as_u16()), error: None })?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    match text("access_token") {
        Some(access_token) if status.is_success() => Ok(Bundle {
            access_token,
            refresh_token: text("refresh_token"),
            expires_in: body.get("expires_in").and_then(Value::as_i64),
            scopes: wire::tokens(&text("scope").unwrap_or_default()),
            grants: body
                .get("grant_ids")
                .and_then(Value::as_array)
                .map(|ids| ids.iter().filter_map(Value::as_str).map(str::to_owned).collect())
                .unwrap_or_default(),
        }),
        _ => Err(TokenRefusal { status: Some(status.as_u16()), error: text("error") }),
    }
}
