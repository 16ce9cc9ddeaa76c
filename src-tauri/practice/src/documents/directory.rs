//! The directory as it goes over the wire (`directory.schema.json`). What is not told is absent.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::{
    cast::{
        APP_SCOPE_WORDS, IssuerCast, SCOPES, ScopeCast, Words,
        companies::{self, Company},
        directory::{self, Answerer, Compensation, Contact, Entry, Facts},
    },
    keys::{KeyError, SigningKey},
};

/// The JWS type of a connector's own part.
const OWN_PART: &str = "renkei-connector+jws";
/// For what an issuer itself is called.
const OWN_TOPICS: [&str; 6] = ["stop", "emergency", "question", "complaint", "display", "compensation"];

/// All connectors that this issuer tells of.
pub(super) fn connectors(cast: &IssuerCast, url: &str) -> Vec<Value> {
    directory::entries().filter_map(|entry| Some(connector(cast, url, entry, companies::company(entry.company)?))).collect()
}

/// How the issuer itself is reached, whatever connector it is about.
pub(super) fn own_desks(cast: &IssuerCast) -> Value {
    let mut out = Map::new();
    out.insert("contacts".into(), OWN_TOPICS.iter().map(|topic| cast.desks.of(topic).issuers(topic)).collect());
    put(&mut out, "claim_days", cast.desks.claim_days.map(Value::from));
    Value::Object(out)
}

/// The words of every scope and type of authorization detail; `ext.bnf.7` has none on purpose.
pub(super) fn scopes() -> Vec<Value> {
    SCOPES.iter().chain(&APP_SCOPE_WORDS).map(scope).collect()
}

/// Puts the connector's signature in the place of what it is to sign, and its keys beside.
pub(super) fn sign_own_parts(payload: &mut Value, keys: &BTreeMap<String, SigningKey>) -> Result<(), KeyError> {
    let connectors = payload.get_mut("connectors").and_then(Value::as_array_mut);
    for fields in connectors.into_iter().flatten().filter_map(Value::as_object_mut) {
        let key = fields.get("id").and_then(Value::as_str).and_then(|id| keys.get(id));
        if let Some((key, own)) = key.zip(fields.remove("own_part")) {
            fields.insert("own_part".into(), json!(key.sign(OWN_PART, &own)?));
            fields.insert("keys".into(), key.public_set()?);
        }
    }
    Ok(())
}

fn connector(cast: &IssuerCast, url: &str, entry: &Entry, company: &Company) -> Value {
    let mut out = Map::new();
    out.insert("id".into(), json!(company.id));
    out.extend(profile(cast, entry, company, entry.services));
    put(&mut out, "brand", entry.brand.map(Words::map));
    put(&mut out, "roles", entry.role.map(|role| roles(cast, role)));
    put(&mut out, "compensation", entry.compensation.map(compensation));
    if !entry.own_services.is_empty() {
        let mut own = profile(cast, entry, company, entry.own_services);
        // Whose directory it is meant for, and of whom it speaks: nobody can put it elsewhere.
        own.insert("iss".into(), json!(url));
        own.insert("id".into(), json!(company.id));
        out.insert("own_part".into(), Value::Object(own));
    }
    Value::Object(out)
}

/// What a connector can say itself, and an issuer relays.
fn profile(cast: &IssuerCast, entry: &Entry, company: &Company, facts: &[Facts]) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("company".into(), who(entry, company));
    let lists: [(&str, Vec<Value>); 3] = [
        ("contacts", entry.contacts.iter().map(|each| contact(cast, each)).collect()),
        ("services", facts.iter().filter_map(|each| service(cast, company, each)).collect()),
        ("chain", chain(company)),
    ];
    // Where nothing is told of its services, not even the chain is.
    let told = !facts.is_empty();
    out.extend(lists.into_iter().filter(|(_, list)| told && !list.is_empty()).map(|(name, list)| (name.to_owned(), Value::Array(list))));
    out
}

fn who(entry: &Entry, company: &Company) -> Value {
    let mut out = Map::new();
    out.insert("name".into(), company.name.map());
    put(&mut out, "representative", entry.representative.map(Words::map));
    put(&mut out, "address", entry.address.map(Words::map));
    put(&mut out, "site", entry.site.map(Value::from));
    put(&mut out, "public_notice", entry.public_notice.map(Value::from));
    Value::Object(out)
}

fn contact(cast: &IssuerCast, contact: &Contact) -> Value {
    let Answerer::Connector(desk) = contact.by else { return cast.desks.of(contact.topic).issuers(contact.topic) };
    let mut out = Map::new();
    out.insert("topic".into(), json!(contact.topic));
    out.insert("by".into(), json!("connector"));
    desk.tell(&mut out);
    Value::Object(out)
}

fn service(cast: &IssuerCast, company: &Company, facts: &Facts) -> Option<Value> {
    let service = company.service(facts.service)?;
    let mut out = Map::new();
    out.insert("id".into(), json!(service.id));
    out.insert("name".into(), service.name.map());
    out.insert("needs".into(), json!(facts.needs));
    put(&mut out, "about", facts.about.map(Words::map));
    put(&mut out, "hours", facts.hours.map(crate::cast::desks::Hours::map));
    if !facts.risks.is_empty() {
        out.insert("risks".into(), facts.risks.iter().map(|risk| risk.map()).collect());
    }
    if !facts.keeps.is_empty() {
        out.insert("keeps".into(), facts.keeps.iter().map(|kept| kept.map()).collect());
    }
    put(&mut out, "export", facts.export.map(Value::from));
    let site = format!("https://{}.example/statements", cast.id);
    put(&mut out, "statements", facts.statements.map(|afterwards| json!({ "afterwards": afterwards.map(), "site": site })));
    Some(Value::Object(out))
}

fn chain(company: &Company) -> Vec<Value> {
    company
        .services
        .iter()
        .flat_map(|service| service.chain)
        .map(|link| {
            json!({
                "name": link.name.map(),
                "receives": link.receives.map(),
                "responsible": link.responsible.map(),
                "terms": link.terms.map(),
            })
        })
        .collect()
}

fn roles(cast: &IssuerCast, connector: Words) -> Value {
    let brand = cast.brand;
    let issuer = json!({
        "ja": format!("{}は、あなたが許した範囲のデータを渡し、チャージなどの指示を受けつけます。連携先のサービスは{}のものではありません。", brand.ja, brand.ja),
        "en": format!("{} hands over what you allowed and takes instructions such as top-ups. The connected service is not {}'s.", brand.en, brand.en),
    });
    json!({ "issuer": issuer, "connector": connector.map() })
}

fn compensation(agreed: Compensation) -> Value {
    let mut out = Map::new();
    out.insert("first_payer".into(), json!(agreed.first_payer));
    out.insert("range".into(), agreed.range.map());
    put(&mut out, "method", agreed.method.map(Words::map));
    put(&mut out, "corporate", agreed.corporate.map(Words::map));
    put(&mut out, "deviation", agreed.deviation.map(Words::map));
    put(&mut out, "claim_days", agreed.claim_days.map(Value::from));
    Value::Object(out)
}

fn scope(cast: &ScopeCast) -> Value {
    let mut out = Map::new();
    out.insert("name".into(), json!(cast.scope));
    out.insert("access".into(), json!(cast.access));
    out.insert("effect".into(), json!(cast.effect));
    out.insert("words".into(), cast.words.map());
    if let Some((data, sensitive)) = directory::data(cast.scope) {
        out.insert("data".into(), json!(data));
        out.insert("sensitive".into(), json!(sensitive));
    }
    Value::Object(out)
}

fn put(out: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    out.extend(value.map(|value| (name.to_owned(), value)));
}
