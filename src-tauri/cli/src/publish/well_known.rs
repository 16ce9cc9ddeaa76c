//! `/.well-known/renkei-issuer`: the third of the three static files, which tells where the other two stand.

use std::path::Path;

use renkei_core::issuers::discovery;
use serde::Serialize;
use serde_json::{Map, Value, json};
use url::Url;

use super::file;
use super::keys::Key;
use crate::fault::{Code, Refused};

/// What it is to say. What is not given stays as it is in the file.
#[derive(clap::Args)]
pub(crate) struct Wish {
    /// The issuer identifier, as the server's own metadata has it.
    #[arg(long)]
    issuer: Option<String>,
    #[arg(long)]
    key: Option<std::path::PathBuf>,
    #[arg(long, value_name = "URL")]
    directory: Option<String>,
    #[arg(long, value_name = "URL")]
    notices: Option<String>,
    #[arg(long)]
    client_id: Option<String>,
    #[arg(long)]
    scope: Vec<String>,
    #[arg(long)]
    min_seconds: Option<u32>,
    /// The second client of the app, for grants that are given only to be ended and measured.
    #[arg(long, value_name = "CLIENT_ID")]
    measure: Option<String>,
    #[arg(long, value_name = "URL", requires = "measure")]
    measure_resource: Option<String>,
    #[arg(long, value_name = "N")]
    endings_at_once: Option<u32>,
    #[arg(long, value_name = "N")]
    endings_per_hour: Option<u32>,
    /// Whether complaints are taken by the grants API.
    #[arg(long, value_name = "true|false", hide_possible_values = true)]
    complaints: Option<bool>,
}

/// Where a file is to be served.
#[derive(Serialize)]
pub(crate) struct Place {
    pub(crate) url: String,
    pub(crate) content_type: &'static str,
}

/// Writes the file, and tells where all three are to be served.
pub(crate) fn write(path: &Path, wish: &Wish) -> Result<Vec<Place>, Refused> {
    let party = path.display().to_string();
    let bad = || Refused::about(Code::NotWellKnown, party.as_str());
    let mut fields = if path.exists() { file::json(path)?.as_object().cloned().ok_or_else(bad)? } else { Map::new() };
    let mut set = |name: &str, value: Option<Value>| value.map(|value| fields.insert(name.to_owned(), value));
    set("issuer", wish.issuer.as_ref().map(|issuer| json!(issuer)));
    set("client_id", wish.client_id.as_ref().map(|id| json!(id)));
    set("scopes", (!wish.scope.is_empty()).then(|| json!(wish.scope)));
    set("complaints", wish.complaints.map(|taken| json!(taken)));
    set("poll", wish.min_seconds.map(|seconds| json!({ "min_seconds": seconds })));
    if let Some(client) = &wish.measure {
        let first = wish.client_id.clone().or_else(|| fields.get("client_id").and_then(Value::as_str).map(str::to_owned));
        if first.as_deref().unwrap_or(discovery::REGISTERED_ID) == client.trim() {
            return Err(Refused::about(Code::SameClient, client.as_str()));
        }
        let mut measure = json!({ "client_id": client, "scopes": ["openid"] });
        if let (Some(url), Some(measure)) = (&wish.measure_resource, measure.as_object_mut()) {
            let place = discovery::address(url).map_err(|_| Refused::about(Code::NotAnAddress, url.as_str()))?;
            measure.insert("resource".to_owned(), json!(place));
        }
        fields.insert("measure".to_owned(), measure);
    }
    for (name, most) in [("max_at_once", wish.endings_at_once), ("per_hour", wish.endings_per_hour)] {
        if let Some(most) = most {
            let caps = fields.entry("endings").or_insert_with(|| json!({}));
            let caps = caps.as_object_mut().ok_or_else(bad)?;
            caps.insert(name.to_owned(), json!(most));
        }
    }
    let issuer = fields.get("issuer").and_then(Value::as_str).ok_or_else(bad)?.to_owned();
    let address = discovery::address(&issuer).map_err(|_| Refused::about(Code::NotAnAddress, issuer.as_str()))?;
    for (name, given) in [("directory", &wish.directory), ("notices", &wish.notices)] {
        let place = match given {
            Some(url) => Some(discovery::address(url).map_err(|_| Refused::about(Code::NotAnAddress, url.as_str()))?),
            None if fields.contains_key(name) => None,
            None => Some(beside(&address, name)),
        };
        if let Some(place) = place {
            fields.insert(name.to_owned(), json!(place));
        }
    }
    if let Some(key) = &wish.key {
        let keys = json!(Key::read(key)?.public());
        // Apps pinned what was served before: only a signed change leads them to another key.
        if fields.get("keys").is_some_and(|before| *before != keys) {
            return Err(Refused::about(Code::OtherKey, party));
        }
        fields.insert("keys".to_owned(), keys);
    }
    if !fields.contains_key("keys") {
        return Err(Refused::about(Code::MissingArgument, "--key"));
    }
    let at = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let own = discovery::own_places(&address).into_iter().next().map(|url| url.to_string()).unwrap_or_default();
    let places = vec![
        Place { url: own, content_type: "application/json" },
        Place { url: at("directory"), content_type: "application/jose" },
        Place { url: at("notices"), content_type: "application/jose" },
    ];
    save(path, &Value::Object(fields))?;
    Ok(places)
}

pub(crate) fn save(path: &Path, document: &Value) -> Result<(), Refused> {
    file::replace(path, format!("{}\n", serde_json::to_string_pretty(document).unwrap_or_default()))
}

/// A place on the issuer's own origin that no server of ours knows.
fn beside(address: &Url, name: &str) -> Url {
    let mut url = address.clone();
    url.set_path(&format!("/renkei/{name}.jws"));
    url
}
