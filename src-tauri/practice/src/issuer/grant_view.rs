//! A grant as it goes over the wire. What an issuer does not tell is absent.

use serde_json::{Map, Value, json};

use crate::{
    cast::{
        self, IssuerCast, Words,
        companies::{self, Company, Service},
        words,
    },
    clock::{Time, stamp},
    world::{Access, Grant, Issuer, Reach, Standing, Until},
};

const APP_NAME: Words = words("Renkei（このアプリ）", "Renkei (this app)");
const CANARY_NAME: Words = words("Renkei（測定用）", "Renkei (for measuring)");

/// The grant with all facts that this issuer tells.
pub(crate) fn view(issuer: &Issuer, cast: &IssuerCast, grant: &Grant, now: Time) -> Value {
    let company = companies::company(&grant.client);
    let service = company.zip(grant.service.as_deref()).and_then(|(company, id)| company.service(id));
    let mut out = Map::new();
    out.insert("id".into(), json!(grant.id));
    out.insert("birth".into(), json!(grant.birth));
    out.insert("status".into(), status(grant, now));
    out.insert("subject".into(), subject(grant));
    out.insert("connector".into(), connector(grant, company));
    out.insert("scopes".into(), scopes(grant));
    out.insert("permissions".into(), permissions(tokens_of(grant)));
    out.insert("granted_at".into(), json!(stamp(grant.granted_at)));
    out.insert("updated_at".into(), json!(stamp(updated_at(grant, now))));
    out.insert("last_used_at".into(), json!(grant.last_used_at.map(stamp)));
    out.insert("tokens".into(), tokens(issuer, grant, now));
    out.insert("how_to_end".into(), cast.how_to_end.map());
    if !grant.covers.is_empty() {
        out.insert("covers".into(), covers(grant));
    }
    if let Some(service) = service {
        let name = grant.renamed.clone().unwrap_or_else(|| service.name.map());
        let entry = json!({ "id": service.id, "name": name });
        out.insert("service".into(), entry);
        terms(&mut out, service);
    }
    if !grant.authorization_details.is_empty() {
        let details = json!(grant.authorization_details);
        out.insert("authorization_details".into(), details);
    }
    if !grant.is_ended() {
        out.insert("access_until".into(), access_until(grant.access_until));
        out.insert("refreshable".into(), refreshable(grant));
    }
    if let Some(day) = company.and_then(|company| company.conditions_checked_on) {
        out.insert("conditions_checked_on".into(), json!(day));
    }
    if let Some(at) = grant.identified_at {
        out.insert("identified".into(), identified(at));
    }
    let together = ends_together(issuer, grant);
    if !together.is_empty() {
        out.insert("ends_together".into(), json!(together));
    }
    for name in untold(cast, grant) {
        out.remove(name);
    }
    Value::Object(out)
}

/// The fields that this issuer does not tell of this grant.
pub(crate) fn untold<'a>(cast: &'a IssuerCast, grant: &'a Grant) -> impl Iterator<Item = &'a str> {
    cast.untold.iter().copied().chain(grant.untold.iter().map(String::as_str))
}

/// One line of the access history.
pub(crate) fn access(access: &Access) -> Value {
    let mut out = json!({ "at": stamp(access.at), "access": "unknown", "count": access.count });
    if let (Some(scope), Some(fields)) = (cast::scope(&access.scope), out.as_object_mut()) {
        fields.insert("access".into(), json!(scope.access));
        fields.insert("what".into(), scope.words.map());
    }
    out
}

/// The time of the last change; running out is one.
pub(crate) fn updated_at(grant: &Grant, now: Time) -> Time {
    grant.ran_out(now).map_or(grant.updated_at, |at| at.max(grant.updated_at))
}

fn status(grant: &Grant, now: Time) -> Value {
    let told = |state: &str, since: &Time, by: &str, reason: &Option<Value>| {
        let mut out = json!({ "state": state, "since": stamp(*since), "by": by });
        if let (Some(reason), Some(fields)) = (reason, out.as_object_mut()) {
            fields.insert("reason".into(), reason.clone());
        }
        out
    };
    match &grant.standing {
        Standing::Ended { since, by, reason } => told("ended", since, by, reason),
        Standing::Suspended { since, by, reason } => told("suspended", since, by, reason),
        Standing::Active => match grant.ran_out(now) {
            Some(at) => json!({ "state": "expired", "since": stamp(at) }),
            None => json!({ "state": "active", "since": stamp(grant.granted_at) }),
        },
    }
}

fn subject(grant: &Grant) -> Value {
    let company = grant.covers.iter().filter_map(|id| cast::card(id)).find_map(|card| card.company);
    let (kind, name) = match company {
        Some(name) => ("company", Some(name)),
        None => ("person", cast::person(&grant.holder).map(|person| person.name)),
    };
    json!({ "kind": kind, "name": name.map(Words::map) })
}

fn covers(grant: &Grant) -> Value {
    grant
        .covers
        .iter()
        .filter_map(|id| cast::card(id))
        .map(|card| {
            json!({
                "label": card.label.map(),
                "kind": card.kind,
                "contract": card.contract,
                "user": card.user,
            })
        })
        .collect()
}

fn connector(grant: &Grant, company: Option<&Company>) -> Value {
    let own = if grant.client == cast::canary::ID { CANARY_NAME } else { APP_NAME };
    let name = company.map_or(own, |company| company.name);
    json!({ "id": grant.client, "name": name.map() })
}

fn scopes(grant: &Grant) -> Value {
    let labels: Vec<&str> = grant.covers.iter().map(String::as_str).collect();
    grant.scopes.iter().map(|scope| if labels.is_empty() { json!({ "scope": scope }) } else { json!({ "scope": scope, "resource": labels }) }).collect()
}

/// Scopes and types of details.
pub(crate) fn tokens_of(grant: &Grant) -> impl Iterator<Item = &str> {
    let details = grant.authorization_details.iter().filter_map(|detail| detail.get("type")?.as_str());
    grant.scopes.iter().map(String::as_str).chain(details)
}

/// Plain words for scopes and details; a scope that nobody explains stands alone (R3, R4).
pub(crate) fn permissions<'a>(tokens: impl Iterator<Item = &'a str>) -> Value {
    tokens
        .map(|token| match cast::scope(token) {
            None => json!({ "scope": token }),
            Some(scope) => json!({
                "scope": token,
                "access": scope.access,
                "effect": scope.effect,
                "words": scope.words.map(),
            }),
        })
        .collect()
}

fn access_until(until: Until) -> Value {
    match until {
        Until::Never => json!("never"),
        Until::At(at) => json!({ "at": stamp(at) }),
    }
}

/// Where nothing can be refreshed, today's access is the furthest; `None`: until somebody ends it.
pub(crate) fn furthest(grant: &Grant) -> Option<Time> {
    match (grant.reach, grant.access_until) {
        (Reach::UntilEnded, _) | (Reach::NoRefresh, Until::Never) => None,
        (Reach::Until(at), _) | (Reach::NoRefresh, Until::At(at)) => Some(at),
    }
}

fn refreshable(grant: &Grant) -> Value {
    furthest(grant).map_or_else(|| json!("until_ended"), |at| json!({ "until": stamp(at) }))
}

fn tokens(issuer: &Issuer, grant: &Grant, now: Time) -> Value {
    issuer
        .tokens
        .values()
        .filter(|token| token.consent == grant.consent && token.is_alive(now))
        .map(|token| {
            let mut out = json!({ "kind": token.kind.name(), "issued_at": stamp(token.issued_at) });
            if let (Until::At(at), Some(fields)) = (token.expires, out.as_object_mut()) {
                fields.insert("expires_at".into(), json!(stamp(at)));
            }
            out
        })
        .collect()
}

fn terms(out: &mut Map<String, Value>, service: &Service) {
    if !service.chain.is_empty() {
        let chain: Value = service
            .chain
            .iter()
            .map(|link| {
                json!({
                    "name": link.name.map(),
                    "receives": link.receives.map(),
                    "responsible": link.responsible.map(),
                })
            })
            .collect();
        out.insert("chain".into(), chain);
    }
    if !service.beware.is_empty() {
        let beware: Value = service.beware.iter().map(|text| text.map()).collect();
        out.insert("beware".into(), beware);
    }
}

fn identified(at: Time) -> Value {
    let how = words("ユーザー名とパスワードで本人確認", "Identified by user name and password");
    json!({ "at": stamp(at), "how": how.map() })
}

fn ends_together(issuer: &Issuer, grant: &Grant) -> Vec<String> {
    issuer.of_consent(&grant.consent).filter(|other| other.id != grant.id && !other.is_ended()).map(|other| other.id.clone()).collect()
}
