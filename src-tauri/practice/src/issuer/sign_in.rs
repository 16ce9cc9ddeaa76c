//! The sign-in page and the consent page (R4, R16: plain words, both answers of equal weight).

use std::fmt::Write;

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    Ctx,
    authorize::Back,
    ledger,
    sessions::{AuthorizeRequest, Browser, Code},
};
use crate::{
    cast::{self, companies},
    chance,
    pages::{self, Lang, escape},
    wire::{self, Params},
};

/// Life of a browser's sign-in.
const SESSION_SECONDS: i64 = 8 * 3600;

/// The cookie that ties the forms of one request to one browser. Cookies are shared by all ports of
/// a host, so each request has a name of its own.
pub(crate) fn csrf_cookie(request: &str) -> String {
    format!("r_{}", chance::fingerprint(request))
}

/// The cookie of a browser's sign-in at this issuer.
pub(crate) fn session_cookie(ctx: &Ctx) -> String {
    format!("s_{}", ctx.cast.id)
}

/// `GET /login?request=`: signs in, or signs in as somebody else.
pub(crate) async fn login_page(State(ctx): State<Ctx>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let params = Params::read(query.unwrap_or_default().as_bytes());
    match open_request(&ctx, &params, &headers) {
        Some((id, request)) => show_login(&ctx, &id, &request, None),
        None => lost_request(&headers),
    }
}

/// `POST /login`: checks the password and goes on to the consent.
pub(crate) async fn login(State(ctx): State<Ctx>, headers: HeaderMap, body: Bytes) -> Response {
    let params = Params::read(&body);
    let Some((id, request)) = open_request(&ctx, &params, &headers) else {
        return lost_request(&headers);
    };
    let person = params.get("username").and_then(cast::person);
    let password_fits = chance::same(params.get("password").unwrap_or_default(), cast::PASSWORD);
    let Some(person) = person.filter(|_| password_fits) else {
        let words = request.lang.pick("ユーザー名かパスワードが違います。", "The user name or the password is wrong.");
        return show_login(&ctx, &id, &request, Some(words));
    };
    let session = chance::secret("session");
    ctx.look(|issuer, now| {
        let who = ledger::signed_in(person.username, now);
        if let Some(request) = issuer.sessions.requests.get_mut(&id) {
            request.signed_in = Some(who.clone());
        }
        issuer.sessions.browsers.insert(chance::fingerprint(&session), who);
    });
    let mut response = wire::see_other(&format!("/consent?{}", wire::encode(&[("request", &id)])));
    wire::set_cookie(&mut response, &session_cookie(&ctx), &session, SESSION_SECONDS);
    response
}

/// `GET /consent?request=`.
pub(crate) async fn consent_page(State(ctx): State<Ctx>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let params = Params::read(query.unwrap_or_default().as_bytes());
    match open_request(&ctx, &params, &headers) {
        Some((id, request)) if request.signed_in.is_some() => show_consent(&ctx, &id, &request, None),
        Some((id, request)) => show_login(&ctx, &id, &request, None),
        None => lost_request(&headers),
    }
}

/// `POST /consent`: gives a code, or says that it was denied.
pub(crate) async fn consent(State(ctx): State<Ctx>, headers: HeaderMap, body: Bytes) -> Response {
    let params = Params::read(&body);
    let Some((id, request)) = open_request(&ctx, &params, &headers) else {
        return lost_request(&headers);
    };
    let Some(who) = request.signed_in.clone() else {
        return show_login(&ctx, &id, &request, None);
    };
    let back = Back { issuer: &ctx.url, redirect_uri: &request.redirect_uri, state: request.state.as_deref() };
    if params.get("decision") != Some("allow") {
        ctx.look(|issuer, _| issuer.sessions.requests.remove(&id));
        return back.with_error("access_denied", "The person said no");
    }
    let covers = if ctx.cast.is_own(&request.client) {
        Vec::new()
    } else {
        match chosen_covers(&ctx, &who, &params.all("covers"), request.lang) {
            Ok(covers) => covers,
            Err(words) => return show_consent(&ctx, &id, &request, Some(words)),
        }
    };
    let code = chance::secret("code");
    ctx.look(|issuer, now| {
        issuer.sessions.requests.remove(&id);
        issuer.sessions.codes.insert(chance::fingerprint(&code), Code { at: now, request: request.clone(), who, covers, spent: None });
    });
    back.with(&[("code", &code)])
}

/// The sign-in page, which tells the practice people and their password.
pub(crate) fn show_login(ctx: &Ctx, id: &str, request: &AuthorizeRequest, alert: Option<&str>) -> Response {
    let lang = request.lang;
    let mut people = String::new();
    for person in &cast::PEOPLE {
        let _ = write!(
            people,
            "<tr><td><code>{}</code></td><td>{}<br><small>{}</small></td></tr>",
            person.username,
            escape(lang.of(person.name)),
            escape(lang.of(person.about)),
        );
    }
    let body = format!(
        "{alert}<form method=\"post\" action=\"/login\">\
         <input type=\"hidden\" name=\"request\" value=\"{id}\">\
         <label for=\"username\">{user}</label>\
         <input type=\"text\" id=\"username\" name=\"username\" value=\"{hint}\" autocomplete=\"username\" autocapitalize=\"none\" required>\
         <label for=\"password\">{pass}</label>\
         <input type=\"password\" id=\"password\" name=\"password\" autocomplete=\"current-password\" required>\
         <div class=\"acts\"><button type=\"submit\">{go}</button></div></form>\
         <h2>{who}</h2><p class=\"note\">{tell} <code>{password}</code></p><table>{people}</table>",
        alert = alert_markup(alert),
        id = escape(id),
        user = lang.pick("ユーザー名", "User name"),
        hint = escape(request.login_hint.as_deref().unwrap_or_default()),
        pass = lang.pick("パスワード", "Password"),
        go = lang.pick("ログイン", "Sign in"),
        who = lang.pick("練習用の人たち", "Practice people"),
        tell = lang.pick("すべて架空の人です。パスワードは全員共通:", "All of them are made up. One password for everybody:",),
        password = cast::PASSWORD,
    );
    let brand = lang.of(ctx.cast.brand);
    let title = match lang {
        Lang::Ja => format!("{brand}にログイン"),
        Lang::En => format!("Sign in to {brand}"),
    };
    pages::page(StatusCode::OK, lang, &title, &body)
}

/// The consent page: who, for what, how far, and two answers of equal weight.
pub(crate) fn show_consent(ctx: &Ctx, id: &str, request: &AuthorizeRequest, alert: Option<&str>) -> Response {
    let lang = request.lang;
    let (name, services) = names(request);
    let holder = request.signed_in.as_ref().map_or("", |who| who.holder.as_str());
    let holder_name = cast::person(holder).map_or("", |person| lang.of(person.name));
    let title = match lang {
        Lang::Ja => format!("{name}に許可しますか"),
        Lang::En => format!("Allow {name}?"),
    };
    let encoded = wire::encode(&[("request", id)]);
    let body = format!(
        "{alert}<p>{brand} · {holder_name} <a href=\"/login?{encoded}\">{other}</a></p>{services}\
         <form method=\"post\" action=\"/consent\">\
         <input type=\"hidden\" name=\"request\" value=\"{id}\">\
         <h2>{may}</h2><ul>{scopes}</ul>{covers}\
         <p class=\"note\">{how}</p>\
         <div class=\"acts\"><button type=\"submit\" name=\"decision\" value=\"deny\">{deny}</button>\
         <button type=\"submit\" name=\"decision\" value=\"allow\">{allow}</button></div></form>",
        alert = alert_markup(alert),
        brand = escape(lang.of(ctx.cast.brand)),
        holder_name = escape(holder_name),
        other = lang.pick("別の人としてログイン", "Sign in as somebody else"),
        id = escape(id),
        may = lang.pick("できるようになること", "What it may do then"),
        scopes = scope_markup(request),
        covers = cover_markup(ctx, request, holder),
        how = escape(lang.of(ctx.cast.how_to_end)),
        deny = lang.pick("許可しない", "Deny"),
        allow = lang.pick("許可する", "Allow"),
    );
    pages::page(StatusCode::OK, lang, &title, &body)
}

/// The open request of a form or link, if it comes from the browser that began it.
fn open_request(ctx: &Ctx, params: &Params, headers: &HeaderMap) -> Option<(String, AuthorizeRequest)> {
    let id = params.get("request").unwrap_or_default();
    let cookie = wire::cookie(headers, &csrf_cookie(id)).unwrap_or_default();
    let request = ctx.look(|issuer, now| {
        issuer.sessions.sweep(now);
        issuer.sessions.requests.get(id).cloned()
    })?;
    chance::same(&request.csrf, &chance::fingerprint(cookie)).then(|| (id.to_owned(), request))
}

fn lost_request(headers: &HeaderMap) -> Response {
    pages::refusal(
        StatusCode::BAD_REQUEST,
        Lang::choose(None, headers),
        "この手続きは期限切れか、別のブラウザーで始まったものです。アプリからやり直してください。",
        "This request has run out, or another browser began it. Start again from the app.",
    )
}

/// The cards that the person ticked: their own, at least one, all of one contract.
fn chosen_covers(ctx: &Ctx, who: &Browser, ticked: &[String], lang: Lang) -> Result<Vec<String>, &'static str> {
    let mut chosen: Vec<&cast::Card> = Vec::new();
    for id in ticked {
        let own = cast::cards_of(ctx.cast.id, &who.holder).find(|card| card.id == id);
        chosen.extend(own);
    }
    let Some(first) = chosen.first() else {
        return Err(lang.pick("対象のカードを選んでください。", "Choose the cards to cover."));
    };
    let company = first.company.map(|name| name.ja);
    if chosen.iter().any(|card| card.company.map(|name| name.ja) != company) {
        return Err(lang.pick("会社のカードと個人のカードは、別々に許可してください。", "Allow company cards and personal cards separately."));
    }
    let mut covers: Vec<String> = chosen.iter().map(|card| card.id.to_owned()).collect();
    covers.sort();
    covers.dedup();
    Ok(covers)
}

/// The client's name, and markup with its services.
fn names(request: &AuthorizeRequest) -> (String, String) {
    let lang = request.lang;
    let Some(company) = companies::company(&request.client) else {
        let name = if request.client == cast::APP {
            lang.pick("Renkei（連携の一覧アプリ）", "Renkei (the list of connected services)")
        } else {
            lang.pick("Renkei（測定用のためしの許可）", "Renkei (a test permission, to measure an ending)")
        };
        return (name.to_owned(), String::new());
    };
    let mut services = String::new();
    for service in request.services.iter().filter_map(|id| company.service(id)) {
        let _ = write!(services, "<li>{}</li>", escape(lang.of(service.name)));
    }
    let heading = lang.pick("サービス", "Services");
    (lang.of(company.name).to_owned(), format!("<h2>{heading}</h2><ul>{services}</ul>"))
}

fn scope_markup(request: &AuthorizeRequest) -> String {
    let lang = request.lang;
    let details = request.details.iter().filter_map(|detail| detail.get("type")?.as_str());
    let mut out = String::new();
    for token in request.scopes.iter().map(String::as_str).chain(details) {
        let words = cast::scope(token).map_or(lang.pick("（説明がありません）", "(not explained)"), |scope| lang.of(scope.words));
        let _ = write!(out, "<li>{} <small><code>{}</code></small></li>", escape(words), escape(token));
    }
    out
}

fn cover_markup(ctx: &Ctx, request: &AuthorizeRequest, holder: &str) -> String {
    if ctx.cast.is_own(&request.client) {
        return String::new();
    }
    let lang = request.lang;
    let mut out = format!("<fieldset><legend>{}</legend>", lang.pick("どのカード・残高を対象にしますか", "Which cards or balances to cover"));
    for card in cast::cards_of(ctx.cast.id, holder) {
        let company = card.company.map(|name| format!("（{}）", lang.of(name))).unwrap_or_default();
        let _ = write!(
            out,
            "<label class=\"check\"><input type=\"checkbox\" name=\"covers\" value=\"{}\">{}{}</label>",
            escape(card.id),
            escape(lang.of(card.label)),
            escape(&company)
        );
    }
    if cast::cards_of(ctx.cast.id, holder).next().is_none() {
        out.push_str(lang.pick("この会社のカードや残高はありません。", "You have no card or balance here."));
    }
    out.push_str("</fieldset>");
    out
}

fn alert_markup(alert: Option<&str>) -> String {
    alert.map(|words| format!("<p class=\"alert\" role=\"alert\">{}</p>", escape(words))).unwrap_or_default()
}
