//! An issuer's three static files, as an app finds them that never was there before.

use renkei_core::domain::Timestamp;
use renkei_core::domain::document::DocumentKind;
use renkei_core::issuers::discovery::{self, Site};
use renkei_core::issuers::documents::{self, Places};
use renkei_core::ports::Http;
use serde_json::Value;
use url::Url;

use crate::fault::refusal;
use crate::publish::finding::{Code, Finding, errors};
use crate::publish::{lint, payload};
use crate::show::Reader;

pub(super) async fn findings(http: &dyn Http, site: &Site, address: &Url, reader: &Reader, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    let places = match documents::places(http, site, None, now).await {
        Ok(Some(places)) => places,
        Ok(None) => {
            found.extend(["directory", "notices"].map(|name| Code::DocumentNone.at(name)));
            return found;
        }
        Err(why) => {
            found.push(Code::DocumentRefused.at("renkei-issuer").with("reason", refusal(reader.words, why, address.as_str())));
            return found;
        }
    };
    let directory = document(http, site, &places, DocumentKind::Directory, reader, now, &mut found).await;
    let notices = document(http, site, &places, DocumentKind::Notices, reader, now, &mut found).await;
    if let (Some(directory), Some(notices)) = (directory, notices) {
        found.extend(lint::across(&directory, &notices));
    }
    found
}

/// The file that tells where the others stand.
pub(super) async fn own_file(http: &dyn Http, issuer: &str, address: &Url, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    for place in discovery::own_places(address) {
        let Ok(Some(file)) = discovery::published::<Value>(http, place.clone(), now).await else { continue };
        let named = file.get("issuer").and_then(Value::as_str).unwrap_or_default();
        if named == issuer {
            found.push(Code::OwnFileGood.at(place.as_str()));
            found.extend(caps(&file));
            found.extend(complaints(&file));
            return found;
        }
        // A whole origin may be another issuer's; a place for this very path may not.
        if Some(&place) == discovery::own_places(address).first() {
            found.push(Code::OwnFileOther.at(place.as_str()).with("named", named).with("issuer", issuer));
        }
    }
    let first = discovery::own_places(address).into_iter().next().map(|place| place.to_string()).unwrap_or_default();
    found.push(Code::OwnFileMissing.at(&first).with("place", &first));
    found
}

/// Whether it takes complaints. What is neither yes nor no is a no to any app, and so is a yes without the profile.
fn complaints(file: &Value) -> Option<Finding> {
    let by_profile = file.get("adapter").and_then(Value::as_str) == Some("profile");
    let code = match (file.get("complaints")?.as_bool(), by_profile) {
        (Some(true), true) => Code::ComplaintsTaken,
        (Some(false), _) => return None,
        (Some(true), false) | (None, _) => Code::ComplaintsOdd,
    };
    Some(code.at("/complaints"))
}

/// How many endings it takes at once. A value that is no whole number above none is no cap to any app.
fn caps(file: &Value) -> Vec<Finding> {
    let Some(caps) = file.get("endings") else { return Vec::new() };
    let cap = |name: &str| caps.get(name).map(|most| (name.to_owned(), most.as_u64().filter(|most| *most > 0)));
    let named: Vec<_> = ["max_at_once", "per_hour"].into_iter().filter_map(cap).collect();
    if named.is_empty() {
        return vec![Code::EndingCapsOdd.at("/endings")];
    }
    let told = |(name, most): (String, Option<u64>)| match most {
        Some(most) => Code::EndingCapsGood.at(format!("/endings/{name}")).with("most", most.to_string()).with("name", name),
        None => Code::EndingCapsOdd.at(format!("/endings/{name}")),
    };
    named.into_iter().map(told).collect()
}

/// Looks at one document; gives back what it says, where apps would use it.
async fn document(
    http: &dyn Http,
    site: &Site,
    places: &Places,
    kind: DocumentKind,
    reader: &Reader,
    now: Timestamp,
    found: &mut Vec<Finding>,
) -> Option<Value> {
    let name = match kind {
        DocumentKind::Directory => "directory",
        DocumentKind::Notices => "notices",
    };
    let refused = |why| Code::DocumentRefused.at(name).with("reason", refusal(reader.words, why, &site.issuer));
    let jws = match documents::fetch(http, places, kind).await {
        Ok(Some(jws)) => jws,
        Ok(None) => {
            found.push(Code::DocumentNone.at(name));
            return None;
        }
        Err(why) => {
            found.push(refused(why));
            return None;
        }
    };
    let edition = match documents::check(&jws, kind, &places.keys, &site.issuer, None, now) {
        Ok(document) => document.edition,
        Err(why) => {
            found.push(refused(why));
            return None;
        }
    };
    let until = reader.moment(edition.expires_at);
    // Whoever forgets to sign anew notices it before holders do.
    let soon = (edition.expires_at - now) * 4 < edition.expires_at - edition.issued_at;
    let code = if soon { Code::DocumentSoonOver } else { Code::DocumentGood };
    found.push(code.at(name).with("until", until).with("version", edition.version.to_string()));
    let says = payload(&jws)?;
    let faults = errors(&lint::content(kind, &says, now));
    if faults > 0 {
        found.push(Code::DocumentFaulty.at(name).with("count", faults.to_string()).with("document", name).with("issuer", &site.issuer));
    }
    Some(says)
}
