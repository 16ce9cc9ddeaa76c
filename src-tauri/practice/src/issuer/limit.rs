//! The limit of requests to the grants API, told as the IETF draft "`RateLimit` header fields for HTTP" writes it; beyond it
//! stands 429 (RFC 6585, 4) with `Retry-After`.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use chrono::Duration;

use super::{Ctx, path_name};
use crate::wire;

/// Counts the requests of a window, and refuses those beyond the limit.
pub(crate) async fn limit(State(ctx): State<Ctx>, request: Request, next: Next) -> Response {
    if !matches!(path_name(&request), "list" | "read" | "end" | "accesses" | "complaints") {
        return next.run(request).await;
    }
    let taken = ctx.look(|issuer, now| {
        let (most, window) = (issuer.limits.requests?, issuer.limits.window.max(1));
        let asked = &mut issuer.sessions.asked;
        asked.retain(|at| *at > now - Duration::seconds(i64::from(window)) && *at <= now);
        let left = usize::try_from(most).unwrap_or(usize::MAX).checked_sub(asked.len() + 1);
        if left.is_some() {
            asked.push(now);
        }
        let until = asked.first().map_or(0, |oldest| (*oldest + Duration::seconds(i64::from(window)) - now).num_seconds() + 1);
        Some((most, window, left, until))
    });
    let Some((most, window, left, until)) = taken else { return next.run(request).await };
    let mut response = if left.is_some() {
        next.run(request).await
    } else {
        ctx.write(|issuer, _| issuer.counters.limited += 1);
        let mut response = wire::problem(StatusCode::TOO_MANY_REQUESTS, "Too many requests", "Come back later");
        set(response.headers_mut(), header::RETRY_AFTER.as_str(), &until.to_string());
        response
    };
    set(response.headers_mut(), "ratelimit-policy", &format!("\"requests\";q={most};w={window}"));
    set(response.headers_mut(), "ratelimit", &format!("\"requests\";r={};t={until}", left.unwrap_or(0)));
    response
}

fn set(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (header::HeaderName::try_from(name), HeaderValue::from_str(value)) {
        headers.insert(name, value);
    }
}
