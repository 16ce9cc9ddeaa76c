//! `renkei doctor`: what is wrong at an issuer is found, what works is not called wrong, what cannot be seen is said.

use std::process::Command;

use renkei_tests::issuer::{Issuer, document, metadata};
use renkei_tests::stage::{Heard, Reply};
use renkei_tests::{Done, Profile, program};
use serde_json::{Value, json};

fn doctor(address: &str) -> Done {
    let mut command = Command::new(program());
    let folder = tempfile::tempdir().expect("A folder");
    command.args(["doctor", address, "--json", "--profile"]).arg(folder.path().join("profile")).env("LANG", "en_US.UTF-8");
    let done: Done = command.output().expect("The program starts").into();
    assert!(!folder.path().join("profile").exists(), "an address alone needs no profile");
    done
}

fn codes(done: &Done) -> Vec<String> {
    let all = done.json["findings"].as_array().unwrap_or_else(|| panic!("{}{}", done.out, done.err));
    all.iter().filter_map(|one| one["code"].as_str().map(str::to_owned)).collect()
}

/// An issuer whose metadata says one thing otherwise (`null`: not at all).
fn saying(field: &'static str, value: Value) -> Done {
    let stage = Issuer::default()
        .but(move |heard: &Heard| {
            let mut all = metadata(&heard.here);
            all[field] = value.clone();
            if value.is_null() {
                all.as_object_mut()?.remove(field);
            }
            (heard.path == "/.well-known/openid-configuration").then(|| Reply::json(&all))
        })
        .open();
    doctor(&stage.here)
}

#[test]
fn a_sound_issuer_has_nothing_to_mend() {
    let stage = Issuer::default().open();
    let done = doctor(&stage.here);
    assert_eq!((done.code, &done.json["errors"]), (0, &json!(0)), "{}", done.out);
    let codes = codes(&done);
    for code in ["metadata_good", "pkce_good", "iss_good", "revocation_good", "grants_seen", "client_good", "own_file_good"] {
        assert!(codes.iter().any(|one| one == code), "{code}: {codes:?}");
    }
    for code in ["alg_untold", "other_redirects", "revocation_untried"] {
        assert!(codes.iter().any(|one| one == code), "what is not seen is said: {code}: {codes:?}");
    }
}

#[test]
fn what_metadata_shows_is_found() {
    for (field, value, code, exit) in [
        ("code_challenge_methods_supported", json!(["plain"]), "pkce_missing", 1),
        ("code_challenge_methods_supported", json!(["S256", "plain"]), "pkce_plain", 0),
        ("authorization_response_iss_parameter_supported", Value::Null, "iss_missing", 0),
        ("revocation_endpoint", Value::Null, "revocation_missing", 0),
        ("id_token_signing_alg_values_supported", json!(["RS256", "none"]), "alg_none", 1),
        ("response_types_supported", json!(["code", "id_token token"]), "implicit_offered", 0),
        ("grant_types_supported", json!(["authorization_code", "password"]), "password_offered", 0),
        ("introspection_endpoint", json!("http://elsewhere.example/introspect"), "http_endpoint", 1),
        ("jwks_uri", json!("https://elsewhere.example/keys"), "other_host", 0),
        ("issuer", json!("https://elsewhere.example"), "other_issuer", 1),
        ("subject_types_supported", json!(["public"]), "metadata_good", 0),
        ("authorization_endpoint", Value::Null, "cannot_connect", 1),
    ] {
        let done = saying(field, value.clone());
        assert!(codes(&done).iter().any(|one| one == code), "{field} = {value}: {code}: {}", done.out);
        assert_eq!(done.code, exit, "{field} = {value}: {}", done.out);
        for one in done.json["findings"].as_array().expect("Findings").iter().filter(|one| one["level"] == "error" || one["level"] == "advice") {
            assert!(one["why"].is_string() && one["mend"].is_string() && one["source"].is_string(), "{one}");
        }
    }
}

#[test]
fn files_of_somebody_else_are_called_so() {
    let stage = Issuer::default()
        .but(|heard: &Heard| {
            let mut own = document(&heard.here, &json!("loopback_any_port"));
            own["issuer"] = json!("https://elsewhere.example");
            (heard.path == "/.well-known/renkei-issuer").then(|| Reply::json(&own))
        })
        .open();
    let done = doctor(&stage.here);
    assert!(codes(&done).iter().any(|one| one == "own_file_other"), "{}", done.out);
    let nothing = doctor("http://127.0.0.1:9");
    assert_eq!((nothing.code, codes(&nothing).first().map(String::as_str)), (1, Some("no_answer")), "{}", nothing.out);
}

#[test]
fn a_profile_adds_what_its_tokens_show_and_false_documents_are_found() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    drop(profile.run(&["sync"]));
    let good = profile.run(&["doctor", "kotori-pay", "--json"]);
    let all = codes(&good);
    for code in ["document_good", "token_as_asked", "access_short"] {
        assert!(all.iter().any(|one| one == code), "{code}: {all:?}");
    }
    issuers.event(&json!({ "event": "serve_document", "issuer": "kotori-pay", "document": "notices", "as": "tampered" }));
    let bad = profile.run(&["doctor", "kotori-pay", "--json"]);
    let refused = bad.json["findings"].as_array().expect("Findings").iter().find(|one| one["code"] == "document_refused").expect("It is found").clone();
    assert_eq!((bad.code, &refused["at"]), (1, &json!("notices")), "{refused}");
    let unknown = profile.run(&["doctor", "nobody", "--json"]);
    assert!(unknown.code == 1 && unknown.err.contains("no_such_issuer"), "{}{}", unknown.out, unknown.err);
}

#[test]
fn what_apps_make_of_a_promise_to_take_complaints_is_said() {
    let told = |complaints: Value, adapter: &'static str| {
        let stage = Issuer::default()
            .but(move |heard: &Heard| {
                let mut own = document(&heard.here, &json!("loopback_any_port"));
                own["complaints"] = complaints.clone();
                own["adapter"] = json!(adapter);
                (heard.path == "/.well-known/renkei-issuer").then(|| Reply::json(&own))
            })
            .open();
        codes(&doctor(&stage.here)).into_iter().find(|code| code.starts_with("complaints_"))
    };
    assert_eq!(told(json!(true), "profile").as_deref(), Some("complaints_taken"));
    assert_eq!(told(json!("yes"), "profile").as_deref(), Some("complaints_odd"));
    assert_eq!(told(json!(true), "keycloak").as_deref(), Some("complaints_odd"), "that interface has no place for them");
    assert_eq!(told(json!(false), "profile"), None);
}
