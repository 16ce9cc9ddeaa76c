//! Whatever stands at an address: a clear failure that names the party, and nothing half-made.

use std::io::Write as _;
use std::process::{Command, Stdio};

use renkei_tests::Profile;
use renkei_tests::stage::{Reply, Stage};
use serde_json::{Value, json};

/// Serves one answer to everything; `{here}` in it stands for the server's own address.
fn serve(status: u16, kind: &'static str, body: impl Into<String>) -> String {
    let body = body.into();
    Stage::open(move |heard| Reply::new(status, kind, body.replace("{here}", &heard.here))).here
}

/// Packed, as an HTTP server would.
pub(crate) fn gzip(text: &str) -> Vec<u8> {
    let mut child = Command::new("gzip").arg("-9").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("gzip");
    let mut input = child.stdin.take().expect("Its input");
    let output = std::thread::scope(|scope| {
        scope.spawn(move || input.write_all(text.as_bytes()));
        child.wait_with_output()
    });
    output.expect("Its output").stdout
}

fn metadata(change: impl FnOnce(&mut Value)) -> String {
    let mut all = json!({
        "issuer": "{here}",
        "authorization_endpoint": "{here}/authorize",
        "token_endpoint": "{here}/token",
        "code_challenge_methods_supported": ["S256"],
        "response_types_supported": ["code"],
    });
    change(&mut all);
    all.to_string()
}

fn failure(profile: &Profile, address: &str) -> String {
    let done = profile.run(&["connect", "--address", address, "--json"]);
    assert_eq!(done.code, 1, "{address}: {}{}", done.out, done.err);
    let why = &done.json["state"]["failed"]["why"];
    let code = why["code"].as_str().map(str::to_owned);
    if code.is_some() {
        assert_eq!(why["party"], address.trim_start_matches("http://"), "it says whom it concerns");
    }
    // What is refused before anything is asked comes as a failure of the call itself.
    code.unwrap_or_else(|| {
        let said: Value = done.err.lines().rev().find_map(|line| serde_json::from_str(line).ok()).unwrap_or(Value::Null);
        said["failure"]["code"].as_str().unwrap_or_else(|| panic!("{address}: {} {}", done.out, done.err)).to_owned()
    })
}

#[test]
fn every_bad_address_has_its_own_clear_failure() {
    let profile = Profile::ordinary();
    let json = "application/json";
    let elsewhere = Stage::open(|heard| Reply::json(&serde_json::from_str(&metadata(|all| all["issuer"] = heard.here.clone().into())).expect("JSON")));
    let to = elsewhere.here.clone();
    let packed = gzip(&format!("{}{}", metadata(|_| ()), " ".repeat(20_000_000)));
    let packed = Reply::new(200, json, packed).with("Content-Encoding", "gzip");
    for (name, address, wanted) in [
        ("not https", "http://issuer.example".to_owned(), "bad_address"),
        ("no address", "minato card".to_owned(), "bad_address"),
        ("nobody there", "http://127.0.0.1:9".to_owned(), "offline"),
        ("a web page", serve(200, "text/html", "<h1>Welcome</h1>"), "not_an_issuer"),
        ("nothing", serve(404, "text/plain", "no"), "not_an_issuer"),
        ("a redirect", Stage::open(move |_| Reply::redirect(&to)).here, "not_an_issuer"),
        ("metadata that unpacks without end", Stage::open(move |_| packed.clone()).here, "not_an_issuer"),
        ("broken JSON", serve(200, json, "{\"issuer\":"), "not_an_issuer"),
        ("a failing server", serve(500, "text/plain", "oops"), "issuer_down"),
        ("ten megabytes", serve(200, json, metadata(|all| all["more"] = "x".repeat(10_000_000).into())), "not_an_issuer"),
        ("very deep JSON", serve(200, json, "[".repeat(200_000)), "not_an_issuer"),
        ("another issuer's metadata", serve(200, json, metadata(|all| all["issuer"] = "https://other.example".into())), "wrong_issuer"),
        ("no PKCE", serve(200, json, metadata(|all| all["code_challenge_methods_supported"] = json!(["plain"]))), "not_supported"),
        ("no grants interface", serve(200, json, metadata(|_| ())), "not_supported"),
        ("another content type", serve(200, "text/plain", metadata(|_| ())), "not_an_issuer"),
        ("a bare array", serve(200, json, "[]"), "not_an_issuer"),
        ("an issuer twice", serve(200, json, metadata(|_| ()).replacen('{', "{\"issuer\":\"{here}\",", 1)), "not_an_issuer"),
        ("a number for an issuer", serve(200, json, metadata(|all| all["issuer"] = 7.into())), "not_an_issuer"),
        ("no token endpoint", serve(200, json, metadata(|all| all["token_endpoint"] = Value::Null)), "not_supported"),
        ("an endpoint that is no address", serve(200, json, metadata(|all| all["token_endpoint"] = "token".into())), "not_an_issuer"),
        ("plain http elsewhere", serve(200, json, metadata(|all| all["token_endpoint"] = "http://issuer.example/token".into())), "not_supported"),
    ] {
        assert_eq!(failure(&profile, &address), wanted, "{name}");
    }
    assert!(elsewhere.heard().is_empty(), "no redirect is followed");
    let sign_ins = profile.run(&["sign-ins", "--json"]);
    assert_eq!(sign_ins.json, json!([]), "nothing half-made stays");
    assert_eq!(profile.run(&["records", "--json"]).json, json!([]));
}

#[test]
fn a_failure_is_said_in_words_with_the_party_and_what_to_do() {
    let (profile, address) = (Profile::ordinary(), serve(200, "text/html", "<h1>Welcome</h1>"));
    let done = profile.run(&["connect", "--address", &address, "--lang", "en"]);
    assert!(done.err.contains("There is no payment company at this address\nCheck the address"), "{}", done.err);
    let address = serve(500, "text/plain", "oops");
    let done = profile.run(&["connect", "--address", &address, "--lang", "en"]);
    let host = address.trim_start_matches("http://");
    assert!(done.err.contains(&format!("{host} has a fault on its side")) && done.err.contains("Try again later"), "{}", done.err);
    assert!(!done.err.contains("oops"), "the words of a stranger are not ours");
}

#[test]
fn odd_items_of_a_list_cost_a_fact_not_the_list() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    profile.grants();
    let item = |id: &str, change: &dyn Fn(&mut Value)| {
        let mut all = json!({
            "id": id, "birth": "b", "status": { "state": "active" },
            "connector": { "id": format!("c-{id}"), "name": { "ja": format!("会社{id}"), "en": format!("Company {id}") } },
        });
        change(&mut all);
        all
    };
    let items = json!([
        item("bare", &|_| ()),
        item("extra", &|all| all["tomorrow"] = json!({ "x": [1, 2] })),
        item("enum", &|all| { all["status"]["state"] = "dormant".into(); all["subject"] = json!({ "kind": "robot" }); }),
        item("times", &|all| { all["granted_at"] = "yesterday".into(); all["last_used_at"] = json!(7); all["refreshable"] = json!({ "until": "9999-12-31T23:59:59Z" }); }),
        item("past", &|all| all["access_until"] = json!({ "at": "1970-01-01T00:00:00Z" })),
        item("backwards", &|all| all["connector"]["name"]["en"] = "Good\u{202e}knaB\u{0000}<b>x</b>".into()),
        item("pan", &|all| all["covers"] = json!([{ "label": { "en": "4111 1111-1111 1111" } }])),
        item("tokens", &|all| all["tokens"] = json!([{ "kind": "quantum" }])),
        item("scopes", &|all| all["scopes"] = json!([{ "scope": "ext.unknown.9 statements:read" }])),
        { "id": "no-birth", "status": { "state": "active" }, "connector": { "id": "x", "name": {} } },
        "not an object", null, 7,
    ]);
    let body = json!({ "items": items, "as_of": "2026-11-21T00:00:00Z" }).to_string();
    issuers.fault(&json!({ "issuer": "himawari-money", "path": "list", "fault": "raw", "body": body, "content_type": "application/json", "times": 1 }));
    let done = profile.run(&["grants", "--json", "--lang", "en"]);
    assert_eq!(done.code, 5, "a list with gaps is said to be one: {}", done.err);
    let stayed = |grant: &&Value| {
        grant["issuer"]["id"] == "himawari-money" && grant["own"] == false && !grant["connector"]["id"].as_str().unwrap_or("c-").starts_with("c-")
    };
    assert!(done.json.as_array().expect("A list").iter().filter(stayed).all(|grant| grant["status"]["vanished"].is_null()), "and takes nothing away");
    let of = |id: &str| {
        let wanted = format!("c-{id}");
        done.json
            .as_array()
            .expect("A list")
            .iter()
            .find(|grant| grant["connector"]["id"] == wanted.as_str())
            .unwrap_or_else(|| panic!("{id} is not listed"))
            .clone()
    };
    assert_eq!(of("bare")["granted_at"], "not_told");
    assert_eq!(of("bare")["permissions"], json!([]));
    of("extra");
    assert_eq!(of("enum")["status"], "unknown");
    assert_eq!(of("enum")["subject"], "not_told");
    assert_eq!((&of("times")["granted_at"], &of("times")["last_used_at"]), (&json!("not_told"), &json!("not_told")));
    assert_eq!(of("times")["refreshable"]["until"], "9999-12-31T23:59:59Z");
    assert_eq!(of("past")["access_until"]["at"], "1970-01-01T00:00:00Z");
    assert_eq!(of("backwards")["connector"]["name"], "GoodknaB <b>x</b>", "cleaned; markup is text");
    assert!(!of("pan").to_string().contains("4111 1111"), "a card number never gets in (R2)");
    assert_eq!(of("tokens")["tokens"], "not_told", "what cannot be read is never 'nothing is alive'");
    let unknown = of("scopes");
    let scopes: Vec<&str> = unknown["permissions"].as_array().expect("A list").iter().filter_map(|one| one["scope"].as_str()).collect();
    assert_eq!(scopes, ["ext.unknown.9", "statements:read"], "unknown scopes are shown by name, never hidden");
}

#[test]
fn a_sign_in_that_goes_wrong_leaves_nothing() {
    for (fault, wanted) in [
        (json!({ "issuer": "kotori-pay", "path": "token", "fault": "html", "times": null }), "issuer_down"),
        (json!({ "issuer": "kotori-pay", "path": "token", "fault": "status", "status": 503, "times": null }), "issuer_down"),
        (
            json!({ "issuer": "kotori-pay", "path": "token", "fault": "raw", "status": 400, "content_type": "application/json", "body": "{\"error\":\"invalid_client\"}", "times": null }),
            "issuer_refused",
        ),
        (
            json!({ "issuer": "kotori-pay", "path": "token", "fault": "raw", "content_type": "application/json", "body": "{\"access_token\":\"x\",\"token_type\":\"bearer\",\"id_token\":\"a.b.c\"}", "times": null }),
            "sign_in_mixed_up",
        ),
    ] {
        let profile = Profile::practice();
        let issuers = profile.issuers();
        issuers.fault(&fault);
        let done = profile.run(&["connect", "kotori-pay", "--json"]);
        assert_eq!((done.code, done.json["state"]["failed"]["why"]["code"].as_str()), (1, Some(wanted)), "{fault}: {}{}", done.out, done.err);
        assert_eq!(done.json["state"]["failed"]["why"]["party"], "Kotori Pay", "it says whom it concerns");
        let vault = std::fs::read_to_string(profile.folder.path().join("profile/vault.practice.json")).expect("The vault");
        assert!(!vault.contains("account-"), "no token is kept");
    }
}
