//! Receipts: at birth the facts of a consent, small and signed, handed out where it was given, which tell what was agreed,
//! whatever becomes of the grant afterwards; at the end what was accepted.

#[cfg(feature = "testing")]
pub(crate) mod attacks;
pub(crate) mod ending;
pub(crate) mod page;

use serde_json::{Map, Value, json};

use crate::{
    cast::{
        ISSUERS, IssuerCast, Words,
        closed::{ClosedCast, LetIn},
        companies::{self, Company, Service},
    },
    chance,
    clock::{Time, stamp},
    issuer::grant_view,
    keys::{KeyError, SigningKey},
    world::{Grant, World},
};

/// The JWS type (RFC 7515, 4.1.9).
const TYPE: &str = "renkei-receipt+jws";

/// Writes down what was agreed in grants that were there before the practice began, or before there were receipts.
pub(crate) fn furnish(world: &mut World) {
    for cast in &ISSUERS {
        for grant in world.issuer(cast.id).grants.values_mut() {
            if grant.receipt.is_none() {
                grant.receipt = of_grant(cast, grant);
            }
        }
    }
}

/// What a newly born grant was agreed to be, but for the issuer's name; the app's own sign-in gets no receipt.
pub(crate) fn of_grant(cast: &IssuerCast, grant: &Grant) -> Option<Value> {
    let company = companies::company(&grant.client)?;
    let service = company.service(grant.service.as_deref()?)?;
    let mut out = facts(company, service, cast.how_to_end);
    out.insert("jti".into(), json!(chance::derived("receipt", &[&grant.birth])));
    out.insert("issued_at".into(), json!(stamp(grant.granted_at)));
    out.insert("agreed_at".into(), json!(stamp(grant.granted_at)));
    out.insert("grant".into(), json!(grant.id));
    out.insert("permissions".into(), grant_view::permissions(grant_view::tokens_of(grant)));
    if !grant_view::untold(cast, grant).any(|name| name == "refreshable") {
        let until = grant_view::furthest(grant).map_or_else(|| json!("until_ended"), |at| json!({ "at": stamp(at) }));
        out.insert("until".into(), until);
    }
    Some(Value::Object(out))
}

/// What everybody agrees to who lets this service in: it names no consent of anybody.
pub(crate) fn of_service(cast: &ClosedCast, let_in: &LetIn, now: Time) -> Option<Value> {
    let company = companies::company(let_in.company)?;
    let service = company.service(let_in.service)?;
    let tokens = service.scopes.iter().chain(service.details).copied();
    let mut out = facts(company, service, cast.how_to_end);
    out.insert("jti".into(), json!(chance::derived("receipt", &[cast.id, company.id, service.id])));
    out.insert("issued_at".into(), json!(stamp(now)));
    out.insert("permissions".into(), grant_view::permissions(tokens));
    out.insert("until".into(), let_in.days.map_or_else(|| json!("until_ended"), |days| json!({ "days": days })));
    Some(Value::Object(out))
}

/// Signs it in the name of its issuer.
pub(crate) fn sign(key: &SigningKey, url: &str, receipt: &Value) -> Result<String, KeyError> {
    let mut payload = receipt.clone();
    if let Some(fields) = payload.as_object_mut() {
        fields.insert("iss".into(), json!(url));
    }
    key.sign(TYPE, &payload)
}

/// The address under which the app takes it in: behind `#`, so that it goes to no server.
pub(crate) fn link(jws: &str) -> String {
    format!("renkei://receipt#{jws}")
}

fn facts(company: &Company, service: &Service, how_to_end: Words) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("connector".into(), json!({ "id": company.id, "name": company.name.map() }));
    out.insert("service".into(), json!({ "id": service.id, "name": service.name.map() }));
    out.insert("how_to_end".into(), how_to_end.map());
    if !service.beware.is_empty() {
        out.insert("beware".into(), service.beware.iter().map(|text| text.map()).collect());
    }
    if !service.chain.is_empty() {
        out.insert("chain".into(), service.chain.iter().map(|link| json!({ "name": link.name.map() })).collect());
    }
    out
}
