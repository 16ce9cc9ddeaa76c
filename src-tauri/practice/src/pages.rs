//! The few web pages that people see at issuers and connectors: plain, accessible, in Japanese and English.

use std::sync::LazyLock;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::cast::Words;

/// The language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Lang {
    #[default]
    Ja,
    En,
}

impl Lang {
    /// By `ui_locales` (OIDC Core, 3.1.2.1), else by `Accept-Language`, else Japanese.
    pub(crate) fn choose(ui_locales: Option<&str>, headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        ui_locales
            .unwrap_or_default()
            .split(' ')
            .chain(accepted.split(','))
            .map(str::trim)
            .find_map(|tag| {
                if tag.starts_with("ja") {
                    Some(Self::Ja)
                } else if tag.starts_with("en") {
                    Some(Self::En)
                } else {
                    None
                }
            })
            .unwrap_or_default()
    }

    /// These words in this language.
    pub(crate) fn of(self, words: Words) -> &'static str {
        self.pick(words.ja, words.en)
    }

    /// One of two texts.
    pub(crate) fn pick<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Ja => ja,
            Self::En => en,
        }
    }
}

const STYLE: &str = "*{box-sizing:border-box}body{margin:0;background:#faf9f6;color:#1b2430;\
font:16px/1.7 system-ui,'Hiragino Sans','Noto Sans JP',sans-serif}\
.practice{background:#1b2430;color:#fff;text-align:center;padding:.5rem 1rem;font-weight:700;margin:0}\
main{max-width:34rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #dfdcd4}\
h1{font-size:1.4rem;margin:0 0 1rem}label{display:block;margin:.75rem 0 .25rem}\
input[type=text],input[type=password]{width:100%;min-height:44px;padding:.5rem;font:inherit;border:1px solid #4a5565}\
.check{display:flex;gap:.75rem;align-items:center;min-height:44px;margin:0}.check input{width:1.25rem;height:1.25rem}\
fieldset{border:1px solid #dfdcd4;margin:1rem 0}.acts{display:flex;gap:1rem;margin-top:1.5rem}\
button{flex:1;min-height:44px;font:inherit;background:#fff;color:#1b2430;border:2px solid #1b2430;padding:.5rem 1rem;cursor:pointer}\
button:focus-visible,input:focus-visible,a:focus-visible{outline:3px solid #1d3c6e;outline-offset:2px}\
.alert{border-left:4px solid #a3142a;padding:.25rem 1rem;margin:0 0 1rem}.note{color:#4a5565;font-size:.9rem}\
small{color:#4a5565}.qr{display:block;width:100%;height:auto;margin:1rem 0}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #dfdcd4;padding:.4rem;text-align:left}\
@media(prefers-color-scheme:dark){body,button{background:#15181d;color:#eceae4}main{background:#1c2027;border-color:#3a4049}\
input[type=text],input[type=password]{background:#15181d;color:#eceae4;border-color:#b9c0cb}button{border-color:#eceae4}\
.note,small{color:#b9c0cb}a{color:#a9c4f2}}";

/// No script, no foreign resource; the one style is named by its hash. `form-action` is left out on
/// purpose: browsers would apply it to the redirect that follows the form.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    HeaderValue::from_str(&format!("default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri 'none'"))
        .unwrap_or(HeaderValue::from_static("default-src 'none'"))
});

/// A whole page. `body` is markup; everything from outside in it went through [`escape`].
pub(crate) fn page(status: StatusCode, lang: Lang, title: &str, body: &str) -> Response {
    let code = lang.pick("ja", "en");
    let practice = lang.pick("練習用 — 実在の会社ではありません", "Practice — not a real company");
    let title = escape(title);
    let text = format!(
        "<!doctype html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head><body>\
         <p class=\"practice\">{practice}</p><main><h1>{title}</h1>{body}</main></body></html>"
    );
    let mut response = (status, Html(text)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY.clone());
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    response
}

/// A page that says what went wrong, and never leads on (RFC 6749, 4.1.2.1).
pub(crate) fn refusal(status: StatusCode, lang: Lang, ja: &str, en: &str) -> Response {
    let body = format!("<p class=\"alert\" role=\"alert\">{}</p>", escape(lang.pick(ja, en)));
    page(status, lang, lang.pick("続けられません", "Cannot go on"), &body)
}

/// Makes text harmless inside markup and attributes.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
