//! The signed files that an issuer serves: directory and notices.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::Ctx;
use crate::{
    chance,
    documents::{self, Document},
    wire,
};

const KIND: &str = "application/jose";

/// `GET /directory.jws`.
pub(crate) async fn directory(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    serve(&ctx, Document::Directory, &headers).await
}

/// `GET /notices.jws`.
pub(crate) async fn notices(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    serve(&ctx, Document::Notices, &headers).await
}

async fn serve(ctx: &Ctx, document: Document, headers: &HeaderMap) -> Response {
    if ctx.shared.look(|world, now| documents::is_due(world, ctx.cast, document, now)) {
        if let Err(error) = ctx.shared.write(|world, now| documents::publish(world, ctx.cast, document, now)) {
            return wire::broken(&error);
        }
        // A version that somebody read must never be signed a second time after a crash.
        if let Err(error) = ctx.shared.commit().await {
            return wire::broken(&error);
        }
    }
    #[cfg(feature = "testing")]
    match ctx.shared.look(|world, now| documents::attacks::instead(world, ctx.cast, document, now)) {
        Ok(None) => {}
        Ok(Some(jws)) => return answer(ctx, jws, KIND, headers),
        Err(error) => return wire::broken(&error),
    }
    answer(ctx, ctx.look(|issuer, _| issuer.documents.jws(document).to_owned()), KIND, headers)
}

/// The file with its tag, or 304 where the asker has it already (RFC 9110, 13.1.2).
pub(super) fn answer(ctx: &Ctx, body: String, kind: &'static str, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", chance::fingerprint(&body));
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    let mut response = if known.map(str::trim).any(|own| own == "*" || own.trim_start_matches("W/") == tag) {
        ctx.write(|issuer, _| issuer.counters.unchanged += 1);
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = body.into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        response
    };
    // Kept by whoever likes, and asked about each time: news must not wait in a cache.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
