//! Where people find the receipts of what they allowed. In the practice nobody has to sign in for it.

use std::fmt::Write;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::Ctx;
use crate::{
    cast::PEOPLE,
    keys::{KeyError, payload_of},
    pages::{self, Lang, escape},
    receipts, wire,
};

/// `GET /`: the issuer's home page, with everybody's receipts.
pub(super) async fn home(State(ctx): State<Ctx>, headers: HeaderMap) -> Response {
    let lang = Lang::choose(None, &headers);
    let mut body = format!(
        "<p class=\"note\">{}</p>",
        lang.pick("練習用のため、ログインなしで全員の控えを見せます。", "Practice: everybody's receipts, without a sign-in.")
    );
    for person in &PEOPLE {
        let _ = write!(body, "<h2>{}</h2><ul>", escape(lang.of(person.name)));
        body.push_str(&ctx.look(|issuer, _| {
            let own = issuer.grants.values().filter(|grant| grant.holder == person.username && !grant.is_ended());
            own.filter_map(|grant| Some((&grant.id, grant.receipt.as_ref()?))).fold(String::new(), |mut list, (id, receipt)| {
                let _ = write!(list, "<li><a href=\"/receipts/{}\">{}</a></li>", escape(id), escape(receipts::page::service(lang, receipt)));
                list
            })
        }));
        body.push_str("</ul>");
    }
    let brand = lang.of(ctx.cast.brand);
    let title = match lang {
        Lang::Ja => format!("{brand}：同意の控え"),
        Lang::En => format!("{brand}: receipts"),
    };
    pages::page(StatusCode::OK, lang, &title, &body)
}

/// `GET /receipts/{grant}`: one receipt, read, scanned, opened or saved.
pub(super) async fn page(State(ctx): State<Ctx>, Path(grant): Path<String>, headers: HeaderMap) -> Response {
    let lang = Lang::choose(None, &headers);
    match signed(&ctx, &grant) {
        None => unknown(lang),
        Some(Err(error)) => wire::broken(&error),
        Some(Ok(jws)) => {
            let receipt = payload_of(&jws).into();
            let service = receipts::page::service(lang, &receipt);
            let title = match lang {
                Lang::Ja => format!("{service}に許可しました：控え"),
                Lang::En => format!("You let {service} in: your receipt"),
            };
            pages::page(StatusCode::OK, lang, &title, &receipts::page::markup(lang, &jws, &format!("/receipts/{grant}/receipt.jws")))
        }
    }
}

/// `GET /receipts/{grant}/receipt.jws`.
pub(super) async fn file(State(ctx): State<Ctx>, Path(grant): Path<String>, headers: HeaderMap) -> Response {
    match signed(&ctx, &grant) {
        None => unknown(Lang::choose(None, &headers)),
        Some(Err(error)) => wire::broken(&error),
        Some(Ok(jws)) => receipts::page::file(jws),
    }
}

/// Signed with the present key, so that it can be checked after a change of keys as well.
fn signed(ctx: &Ctx, grant: &str) -> Option<Result<String, KeyError>> {
    ctx.look(|issuer, _| {
        let receipt = issuer.grants.get(grant)?.receipt.as_ref()?;
        Some(receipts::sign(&issuer.documents.key, &ctx.url, receipt))
    })
}

fn unknown(lang: Lang) -> Response {
    pages::refusal(StatusCode::NOT_FOUND, lang, "この控えはありません。", "There is no such receipt.")
}
