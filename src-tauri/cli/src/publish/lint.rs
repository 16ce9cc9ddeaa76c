//! Checks a document before it is signed: by the core's own reading, then by what the guideline asks for.

mod desks;
mod directory;
mod notices;

use renkei_core::domain::Timestamp;
use renkei_core::domain::document::DocumentKind;
use renkei_core::issuers::discovery;
use renkei_core::issuers::documents::{self, Content};
use serde::Serialize;
use serde_json::{Map, Value};

use super::expected::{Expected, Form, join};
use super::finding::{Code, Finding};
use super::reading::Read;

/// What signing sets.
pub(crate) const SET_BY_SIGNING: [&str; 3] = ["version", "issued_at", "expires_at"];

/// What is wrong with a document that is to be signed.
pub(crate) fn source(kind: DocumentKind, source: &Value, now: Timestamp) -> Vec<Finding> {
    let mut findings = content(kind, source, now);
    let set = SET_BY_SIGNING.iter().filter(|name| source.get(**name).is_some());
    findings.extend(set.map(|name| Code::SetBySigning.at(join("", name))));
    findings
}

/// What is wrong with what a document says, signed or not.
pub(crate) fn content(kind: DocumentKind, source: &Value, now: Timestamp) -> Vec<Finding> {
    let form = Form::of(kind);
    let Some(fields) = source.as_object() else { return form.top().faults(source, "") };
    let issuer = fields.get("iss").and_then(Value::as_str).unwrap_or_default();
    let mut findings = Vec::new();
    if discovery::address(issuer).map_or(true, |url| !discovery::same_issuer(url.as_str(), issuer)) {
        findings.push(Code::NotAnIssuerAddress.at("/iss"));
    }
    for name in fields.keys().filter(|name| form.top().field(name).is_none()) {
        findings.push(Code::UnknownField.at(join("", name)));
    }
    let list = |name: &str| fields.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let (main, items) = match kind {
        DocumentKind::Directory => ("connectors", list("connectors")),
        DocumentKind::Notices => ("notices", list("notices")),
    };
    if !fields.get(main).is_some_and(Value::is_array) {
        findings.push(Code::Lacks.at("").with("field", main));
    }
    let seen = |name: &str, of: &str| twice(name, list(name), of);
    match kind {
        DocumentKind::Directory => {
            let all = documents::content(kind, fields.clone(), issuer);
            let declared: Vec<&str> = list("scopes").iter().filter_map(|scope| scope.get("name")?.as_str()).collect();
            findings.extend(seen("connectors", "id").into_iter().chain(seen("scopes", "name")));
            if let Content::Directory(all) = all {
                too_many(&mut findings, "connectors", items, all.connectors.len());
                too_many(&mut findings, "scopes", list("scopes"), all.scopes.len());
                findings.extend(desks::missing(&all));
            }
            if let Some(own) = fields.get("issuer") {
                findings.extend(part(kind, "issuer", None, own, issuer, &form, |read, content| match content {
                    Content::Directory(all) => desks::own(&all.desks, read, now),
                    Content::Notices(_) => Vec::new(),
                }));
            }
            for (place, item) in items.iter().enumerate() {
                findings.extend(part(kind, main, Some(place), item, issuer, &form, |read, content| match content {
                    Content::Directory(all) => all.connectors.first().map_or_else(Vec::new, |entry| directory::entry(entry, item, read, &declared, now)),
                    Content::Notices(_) => Vec::new(),
                }));
            }
            for (place, item) in list("scopes").iter().enumerate() {
                findings.extend(part(kind, "scopes", Some(place), item, issuer, &form, |_, content| match content {
                    Content::Directory(all) => all.scopes.first().map_or_else(Vec::new, directory::scope),
                    Content::Notices(_) => Vec::new(),
                }));
            }
        }
        DocumentKind::Notices => {
            findings.extend(seen("notices", "id"));
            if let Content::Notices(all) = documents::content(kind, fields.clone(), issuer) {
                too_many(&mut findings, "notices", items, all.len());
            }
            let told: Vec<&str> = items.iter().filter_map(|notice| notice.get("id")?.as_str()).collect();
            for (place, item) in items.iter().enumerate() {
                findings.extend(part(kind, main, Some(place), item, issuer, &form, |_, content| match content {
                    Content::Notices(all) => all.first().map_or_else(Vec::new, |notice| notices::notice(notice, &told, now)),
                    Content::Directory(..) => Vec::new(),
                }));
            }
        }
    }
    findings.sort_by(|one, other| (one.code.level(), &one.at, one.code).cmp(&(other.code.level(), &other.at, other.code)));
    findings.dedup();
    findings
}

/// Notices of connectors that the directory does not hold: nobody could be told whom they are about.
pub(crate) fn across(directory: &Value, notices: &Value) -> Vec<Finding> {
    let ids = |document: &Value, name: &str| -> Vec<String> {
        let items = document.get(name).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(|item| item.get("id")?.as_str().map(str::to_owned)).collect()
    };
    let known = ids(directory, "connectors");
    let mut findings = Vec::new();
    for (place, notice) in notices.get("notices").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let named = notice.get("connectors").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        for (index, id) in named.enumerate().filter(|(_, id)| !known.iter().any(|known| known == id)) {
            findings.push(Code::OfUnknownConnector.at(format!("/notices/{place}/connectors/{index}")).with("id", id));
        }
    }
    findings
}

/// One item of a list (at its place there) or one field, read by the core alone, so that it is known what of it is left out.
fn part(
    kind: DocumentKind,
    name: &str,
    place: Option<usize>,
    item: &Value,
    issuer: &str,
    form: &Form,
    rules: impl FnOnce(&Read<'_>, Content) -> Vec<Finding>,
) -> Vec<Finding> {
    let content = |item: &Value| {
        let alone = if place.is_some() { Value::Array(vec![item.clone()]) } else { item.clone() };
        documents::content(kind, Map::from_iter([(name.to_owned(), alone)]), issuer)
    };
    let again = |item: &Value| match content(item) {
        Content::Directory(all) if place.is_none() => Some(as_json(&all.desks)),
        Content::Directory(all) => all.connectors.first().map(as_json).or_else(|| all.scopes.first().map(as_json)),
        Content::Notices(all) => all.first().map(as_json),
    };
    let field = form.top().field(name);
    let Some(expected) = (if place.is_some() { field.and_then(Expected::item) } else { field }) else { return Vec::new() };
    let read = Read::compare(item, expected, &again);
    let rules = rules(&read, content(item));
    let at = place.map_or_else(|| join("", name), |place| join(&join("", name), &place.to_string()));
    read.findings.into_iter().chain(rules).map(|finding| finding.under(&at)).collect()
}

fn as_json<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Of two with one name the core keeps one.
fn twice(list: &str, items: &[Value], name: &str) -> Vec<Finding> {
    let named = |item: &Value| item.get(name).and_then(Value::as_str).map(str::to_owned);
    let again = items
        .iter()
        .enumerate()
        .filter(|(place, item)| named(item).is_some_and(|own| items.iter().take(*place).any(|other| named(other) == Some(own.clone()))));
    again.map(|(place, item)| Code::Twice.at(format!("/{list}/{place}/{name}")).with("name", named(item).unwrap_or_default())).collect()
}

/// The core stops reading at some number.
fn too_many(findings: &mut Vec<Finding>, list: &str, items: &[Value], kept: usize) {
    if items.len() > documents::MOST && kept == documents::MOST {
        findings.push(Code::TooMany.at(join("", list)));
    }
}

#[cfg(test)]
mod tests;
