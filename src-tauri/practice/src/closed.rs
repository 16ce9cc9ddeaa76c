//! The issuer without an API: its name and keys, a page for its members, and receipts signed once and for everybody.
//! No authorization server, no grants, no directory: a page and files are all that it has to keep up.

use std::{collections::BTreeMap, fmt::Write, sync::Arc};

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    cast::closed::AKEBONO,
    clock::Time,
    issuer,
    keys::{KeyError, SigningKey, payload_of},
    pages::{self, Lang, escape},
    receipts,
    store::Shared,
    wire,
    world::World,
};

/// What it keeps.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Closed {
    pub(crate) key: SigningKey,
    /// Its receipts, by service.
    pub(crate) receipts: BTreeMap<String, String>,
}

/// Makes its key and signs its receipts, once.
pub(crate) fn furnish(world: &mut World, now: Time) -> Result<(), KeyError> {
    let url = issuer::url(world, AKEBONO.id);
    let closed = &mut world.closed;
    if closed.key.is_absent() {
        closed.key = SigningKey::generate();
    }
    for let_in in AKEBONO.lets_in {
        if !closed.receipts.contains_key(let_in.service)
            && let Some(receipt) = receipts::of_service(&AKEBONO, let_in, now)
        {
            closed.receipts.insert(let_in.service.to_owned(), receipts::sign(&closed.key, &url, &receipt)?);
        }
    }
    Ok(())
}

/// All that it answers.
pub(crate) fn router(shared: Arc<Shared>, port: u16) -> Router {
    Router::new()
        .route("/", get(members))
        .route("/.well-known/renkei-issuer", get(renkei_issuer))
        .route("/receipts/{service}/receipt.jws", get(file))
        .layer(middleware::from_fn_with_state(port, wire::only_this_host))
        .with_state(shared)
}

/// Who signs the receipts, and with which keys (`/.well-known/renkei-issuer`).
async fn renkei_issuer(State(shared): State<Arc<Shared>>) -> Response {
    let (url, keys) = shared.look(|world, _| (issuer::url(world, AKEBONO.id), world.closed.key.public_set()));
    match keys {
        Ok(keys) => Json(json!({ "version": 1, "issuer": url, "keys": keys, "key_changes": [] })).into_response(),
        Err(error) => wire::broken(&error),
    }
}

/// `GET /`: what a member sees of the services that it lets in.
async fn members(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let lang = Lang::choose(None, &headers);
    let mut body = format!("<p>{}</p>", escape(lang.of(AKEBONO.how_to_end)));
    for (service, jws) in shared.look(|world, _| world.closed.receipts.clone()) {
        let receipt = payload_of(&jws).into();
        let name = receipts::page::service(lang, &receipt);
        let markup = receipts::page::markup(lang, &jws, &format!("/receipts/{service}/receipt.jws"));
        let _ = write!(body, "<h2>{}</h2>{markup}", escape(name));
    }
    let brand = lang.of(AKEBONO.brand);
    let title = match lang {
        Lang::Ja => format!("{brand}：外部サービス連携"),
        Lang::En => format!("{brand}: external services"),
    };
    pages::page(StatusCode::OK, lang, &title, &body)
}

/// `GET /receipts/{service}/receipt.jws`.
async fn file(State(shared): State<Arc<Shared>>, Path(service): Path<String>, headers: HeaderMap) -> Response {
    match shared.look(|world, _| world.closed.receipts.get(&service).cloned()) {
        Some(jws) => receipts::page::file(jws),
        None => pages::refusal(StatusCode::NOT_FOUND, Lang::choose(None, &headers), "この控えはありません。", "There is no such receipt."),
    }
}
