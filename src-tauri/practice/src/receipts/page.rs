//! A receipt as people get it: read in plain words, scanned, opened or saved.

use std::fmt::Write;

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::DateTime;
use qrcode::{Color, EcLevel, QrCode};
use serde_json::Value;

use super::link;
use crate::{
    keys::payload_of,
    pages::{Lang, escape},
};

/// The empty edge that scanners need, in modules (ISO/IEC 18004).
const QUIET: usize = 4;

/// The facts, the QR code, the link and the file.
pub(crate) fn markup(lang: Lang, jws: &str, file: &str) -> String {
    let link = link(jws);
    let code = qr(&link, lang.pick("控えのQRコード", "QR code of the receipt"));
    format!(
        "{facts}<h3>{take}</h3>{code}<ul><li><a href=\"{link}\">{open}</a></li><li><a href=\"{file}\" download>{save}</a></li></ul>",
        facts = facts(lang, &Value::Object(payload_of(jws))),
        take = lang.pick("この控えをRenkeiに入れる", "Take this receipt into Renkei"),
        code = code.unwrap_or_default(),
        link = escape(&link),
        open = lang.pick("この端末のRenkeiで開く", "Open in Renkei on this device"),
        file = escape(file),
        save = lang.pick("ファイルとして保存する（receipt.jws）", "Save as a file (receipt.jws)"),
    )
}

/// The receipt as a file to keep.
pub(crate) fn file(jws: String) -> Response {
    let mut response = jws.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/jose"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"receipt.jws\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// The name of the service on a receipt.
pub(crate) fn service(lang: Lang, receipt: &Value) -> &str {
    words(lang, receipt.pointer("/service/name"))
}

fn facts(lang: Lang, receipt: &Value) -> String {
    let list = |name: &str| receipt.get(name).and_then(Value::as_array).into_iter().flatten();
    let mut rows = vec![
        (lang.pick("許可した相手", "Whom you let in"), escape(words(lang, receipt.pointer("/connector/name")))),
        (lang.pick("サービス", "Service"), escape(service(lang, receipt))),
        (lang.pick("できること", "What it may do"), list("permissions").map(|each| permission(lang, each)).collect::<Vec<_>>().join("<br>")),
    ];
    if let Some(at) = receipt.get("agreed_at") {
        rows.push((lang.pick("許可した日時", "When you agreed"), time(at)));
    }
    if let Some(until) = receipt.get("until") {
        rows.push((lang.pick("いつまで", "Until when"), until_words(lang, until)));
    }
    rows.push((lang.pick("やめるには", "How to end it"), escape(words(lang, receipt.get("how_to_end")))));
    rows.extend(list("beware").map(|each| (lang.pick("ご注意", "Beware"), escape(words(lang, Some(each))))));
    rows.extend(list("chain").map(|each| (lang.pick("その先の渡し先", "Passed on to"), escape(words(lang, each.get("name"))))));
    let rows: String = rows.iter().fold(String::new(), |mut out, (name, text)| {
        let _ = write!(out, "<tr><th scope=\"row\">{name}</th><td>{text}</td></tr>");
        out
    });
    format!("<table>{rows}</table>")
}

fn permission(lang: Lang, permission: &Value) -> String {
    let told = permission.get("words").map_or(lang.pick("（説明がありません）", "(not explained)"), |told| words(lang, Some(told)));
    let scope = permission.get("scope").and_then(Value::as_str).unwrap_or_default();
    format!("{} <small><code>{}</code></small>", escape(told), escape(scope))
}

fn until_words(lang: Lang, until: &Value) -> String {
    match (until.get("at"), until.get("days")) {
        (Some(at), _) => time(at),
        (None, Some(days)) => match lang {
            Lang::Ja => format!("許可してから{days}日間"),
            Lang::En => format!("For {days} days after you agreed"),
        },
        (None, None) => lang.pick("解除するまで", "Until it is ended").to_owned(),
    }
}

fn time(value: &Value) -> String {
    let time = value.as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
    time.map(|time| time.to_utc().format("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default()
}

fn words(lang: Lang, map: Option<&Value>) -> &str {
    map.and_then(|map| map.get(lang.pick("ja", "en"))?.as_str()).unwrap_or_default()
}

/// One path of black runs on white, whatever the page's colours; `None`: it holds more than a code can.
fn qr(text: &str, label: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let size = code.width() + 2 * QUIET;
    let mut path = String::new();
    for (row, y) in code.to_colors().chunks(code.width()).zip(QUIET..) {
        let mut x = QUIET;
        for run in row.chunk_by(Color::eq) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{x} {y}h{long}v1h-{long}z", long = run.len());
            }
            x += run.len();
        }
    }
    Some(format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"{label}\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}
