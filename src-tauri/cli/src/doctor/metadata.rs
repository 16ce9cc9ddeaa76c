//! What an authorization server's own metadata shows (RFC 8414, OpenID Connect Discovery).

use renkei_core::issuers::http::is_loopback;
use serde_json::Value;
use url::Url;

use crate::publish::finding::{Code, Finding};

pub(super) fn findings(metadata: &Value, address: &Url) -> Vec<Finding> {
    let list = |name: &str| -> Vec<&str> { metadata.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect() };
    let has = |name: &str, word: &str| list(name).contains(&word);
    let mut found = Vec::new();
    let pkce = "code_challenge_methods_supported";
    found.push(if has(pkce, "S256") { Code::PkceGood } else { Code::PkceMissing }.at(pkce));
    if has(pkce, "plain") {
        found.push(Code::PkcePlain.at(pkce));
    }
    let iss = "authorization_response_iss_parameter_supported";
    found.push(if metadata.get(iss) == Some(&Value::Bool(true)) { Code::IssGood } else { Code::IssMissing }.at(iss));
    if metadata.get("revocation_endpoint").is_some() {
        found.extend([Code::RevocationGood.at("revocation_endpoint"), Code::RevocationUntried.at("revocation_endpoint")]);
    } else {
        found.push(Code::RevocationMissing.at("revocation_endpoint"));
    }
    let algorithms = "id_token_signing_alg_values_supported";
    found.push(match list(algorithms).as_slice() {
        [] => Code::AlgUntold.at(algorithms),
        all if all.contains(&"none") => Code::AlgNone.at(algorithms),
        all => Code::AlgGood.at(algorithms).with("algorithms", all.join(" ")),
    });
    let responses = "response_types_supported";
    if list(responses).iter().any(|kind| kind.split(' ').any(|part| part == "token")) {
        found.push(Code::ImplicitOffered.at(responses));
    }
    if has("grant_types_supported", "password") {
        found.push(Code::PasswordOffered.at("grant_types_supported"));
    }
    found.extend(endpoints(metadata, address));
    found
}

fn endpoints(metadata: &Value, address: &Url) -> Vec<Finding> {
    let mut found = Vec::new();
    if is_loopback(address) {
        found.push(Code::OnThisMachine.at(address.as_str()));
    }
    let named = metadata.as_object().into_iter().flatten().filter(|(name, _)| name.ends_with("_endpoint") || *name == "jwks_uri");
    for (name, url) in named.filter_map(|(name, value)| Some((name, Url::parse(value.as_str()?).ok()?))) {
        if is_loopback(&url) && !is_loopback(address) {
            found.push(Code::LoopbackEndpoint.at(name).with("url", url.as_str()));
        } else if url.scheme() != "https" && !is_loopback(&url) {
            found.push(Code::HttpEndpoint.at(name).with("url", url.as_str()));
        }
        if url.host_str() != address.host_str() {
            found.push(Code::OtherHost.at(name).with("host", url.host_str().unwrap_or_default()));
        }
    }
    found
}
