//! The screens in a browser, with the real core behind: for development and tests. Loopback only, one-time
//! address, practice issuers only.

use std::convert::Infallible;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use async_trait::async_trait;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as PathParam, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use futures::Stream;
use renkei_cli::{practice, profile};
use renkei_core::desk::Desk;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::{Changed, dispatch};
use renkei_core::ports::{Host, NoBrowser, SystemRandom, random_bytes};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast;
use url::Url;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

struct Screens {
    desk: Arc<Desk>,
    folder: PathBuf,
    changes: broadcast::Sender<Changed>,
    /// Opens the door once, then is gone.
    key: Mutex<Option<String>>,
    /// What the browser that came in first holds.
    pass: String,
    place: String,
}

struct Behind(broadcast::Sender<Changed>);

#[async_trait]
impl Host for Behind {
    async fn open_in_browser(&self, url: &Url) -> Result<(), NoBrowser> {
        open::that_detached(url.as_str()).map_err(|_| NoBrowser)
    }

    fn changed(&self, changed: Changed) {
        // Nobody may be listening.
        let _ = self.0.send(changed);
    }
}

/// Serves until interrupted.
pub(crate) async fn serve(folder: &Path, ui: &Path, port: u16) -> anyhow::Result<()> {
    let (changes, _) = broadcast::channel(64);
    let visitor = Arc::new(practice::Visitor::before(Arc::new(Behind(changes.clone()))));
    let open = profile::open_practice(folder, Arc::clone(&visitor) as _).await?;
    practice::sign_in_everywhere(open.desk.as_ref()).await;
    visitor.step_aside();
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.context("Open a port for the screens")?;
    let place = format!("127.0.0.1:{}", listener.local_addr()?.port());
    let secret = || base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(random_bytes::<24>(&SystemRandom));
    let (key, pass) = (secret(), secret());
    println!("http://{place}/enter?key={key}");
    let screens = Screens { desk: Arc::clone(&open.desk), folder: ui.to_owned(), changes, key: Mutex::new(Some(key)), pass, place };
    let screens = Arc::new(screens);
    let inside = Router::new()
        .route("/call/{name}", post(call))
        .route("/events", get(events))
        .fallback(get(file))
        .layer(middleware::from_fn_with_state(Arc::clone(&screens), guard));
    let app = Router::new().route("/enter", get(enter)).merge(inside).with_state(screens);
    tokio::select! {
        served = axum::serve(listener, app) => served.context("Serve the screens")?,
        stopped = tokio::signal::ctrl_c() => stopped.context("Wait for the end")?,
    }
    open.close().await;
    Ok(())
}

#[derive(Deserialize)]
struct Enter {
    key: String,
}

async fn enter(State(screens): State<Arc<Screens>>, Query(enter): Query<Enter>) -> Response {
    let mut key = screens.key.lock().unwrap_or_else(PoisonError::into_inner);
    if key.take_if(|key| *key == enter.key).is_none() {
        return StatusCode::FORBIDDEN.into_response();
    }
    let cookie = format!("pass={}; HttpOnly; SameSite=Strict; Path=/", screens.pass);
    ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
}

/// Only the browser that came in, and only pages of this very address.
async fn guard(State(screens): State<Arc<Screens>>, request: Request, next: Next) -> Response {
    if may_enter(&screens, request.headers()) { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

fn may_enter(screens: &Screens, headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let ours = text(header::HOST) == Some(screens.place.as_str());
    let same = text(header::ORIGIN).is_none_or(|origin| origin == format!("http://{}", screens.place));
    let wanted = format!("pass={}", screens.pass);
    ours && same && text(header::COOKIE).is_some_and(|cookies| cookies.split(';').any(|cookie| cookie.trim() == wanted))
}

async fn call(State(screens): State<Arc<Screens>>, PathParam(name): PathParam<String>, body: Bytes) -> Response {
    let Ok(body) = serde_json::from_slice::<Value>(&body) else { return StatusCode::BAD_REQUEST.into_response() };
    let lang = body.get("lang").and_then(Value::as_str).map_or(Lang::Ja, Lang::from_tag);
    let request = body.get("request").cloned().unwrap_or_default();
    let answer = match dispatch(screens.desk.as_ref(), lang, &name, request).await {
        Ok(value) => value,
        Err(failure) => json!({ "failure": failure }),
    };
    axum::Json(answer).into_response()
}

async fn events(State(screens): State<Arc<Screens>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = futures::stream::unfold(screens.changes.subscribe(), |mut changes| async {
        let changed = loop {
            match changes.recv().await {
                Ok(changed) => break changed,
                // What was missed is made good by the next one: a screen asks anew anyway.
                Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        };
        let event = Event::default().json_data(changed).unwrap_or_default();
        Some((Ok(event), changes))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

async fn file(State(screens): State<Arc<Screens>>, request: Request) -> Response {
    let wanted = Path::new(request.uri().path().trim_start_matches('/'));
    let inside = wanted.components().all(|part| matches!(part, Component::Normal(_)));
    let path = if wanted.as_os_str().is_empty() { screens.folder.join("index.html") } else { screens.folder.join(wanted) };
    let Some(bytes) = std::fs::read(&path).ok().filter(|_| inside) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match path.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some(_) | None => "application/octet-stream",
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(CSP));
    (headers, bytes).into_response()
}
