//! The resource server: made-up data that connectors read and change.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use chrono::Duration;
use serde_json::{Value, json};

use super::{
    Ctx,
    gate::{self, Refusal},
    ledger::Opened,
};
use crate::{
    clock::{Time, stamp},
    wire,
};

/// Made-up shops and amounts in yen.
const LINES: [(&str, &str, &str); 5] = [
    ("つばめ食堂", "Tsubame Shokudo", "980"),
    ("文具のしおり", "Bungu no Shiori", "1320"),
    ("こだま書店", "Kodama Shoten", "2200"),
    ("やまびこ交通", "Yamabiko Kotsu", "460"),
    ("喫茶ゆうなぎ", "Kissa Yunagi", "650"),
];

/// `GET /statements`.
pub(crate) async fn statements(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    let count = u32::try_from(LINES.len()).unwrap_or_default();
    answer(&ctx, &headers, "statements:read", count, |now| {
        let items: Vec<Value> = LINES
            .iter()
            .zip(1_i64..)
            .map(|((ja, en, yen), day)| {
                json!({
                    "id": format!("line-{day}"),
                    "at": stamp(now - Duration::days(day)),
                    "description": { "ja": ja, "en": en },
                    "amount": { "value": yen, "currency": "JPY" },
                })
            })
            .collect();
        json!({ "items": items })
    })
}

/// `GET /balance`.
pub(crate) async fn balance(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    answer(&ctx, &headers, "balance:read", 1, |now| json!({ "as_of": stamp(now), "balance": { "value": "4820", "currency": "JPY" } }))
}

/// `GET /points`.
pub(crate) async fn points(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    answer(&ctx, &headers, "points:read", 1, |now| json!({ "as_of": stamp(now), "points": 312 }))
}

/// `PUT /categories`.
pub(crate) async fn categories(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    answer(&ctx, &headers, "categories:write", 2, |now| json!({ "changed": 2, "at": stamp(now) }))
}

/// `POST /top_up`: pretends to move money.
pub(crate) async fn top_up(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    answer(&ctx, &headers, "funds:top_up", 1, |now| json!({ "at": stamp(now), "moved": { "value": "1000", "currency": "JPY" } }))
}

fn answer(ctx: &Ctx, headers: &HeaderMap, scope: &str, count: u32, body: impl FnOnce(Time) -> Value) -> Response {
    match admit(ctx, headers, scope, count) {
        Ok(_) => wire::unstored(StatusCode::OK, body(ctx.shared.now())),
        Err(refusal) => refusal.into_response(),
    }
}

/// Lets a token of this scope in and notes the use in the grant's history (R13), both at once, so
/// that no use can be noted after an ending.
pub(crate) fn admit(ctx: &Ctx, headers: &HeaderMap, scope: &str, count: u32) -> Result<Opened, Refusal> {
    ctx.write(|issuer, now| {
        let opened = gate::admit(issuer, headers, scope, now)?;
        if !ctx.cast.is_own(&opened.client) {
            issuer.note_access(&opened.consent, scope, count, now);
        }
        Ok(opened)
    })
}
