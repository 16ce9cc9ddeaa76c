//! The issuer's tool: what it refuses, what it signs, and that readers accept exactly that.

use std::path::{Path, PathBuf};
use std::process::Command;

use renkei_tests::{Done, Profile, program};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder of an issuer, without any profile.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("A folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, document: &Value) {
        std::fs::write(self.path(name), document.to_string()).expect("A file");
    }

    fn read(&self, name: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.path(name)).expect("A file")).expect("JSON")
    }

    fn run(&self, words: &[&str]) -> Done {
        let mut command = Command::new(program());
        // No home, no keychain, no display: nothing of them is needed.
        command.args(words).current_dir(self.0.path()).env_clear().env("LANG", "en_US.UTF-8");
        command.output().expect("The program starts").into()
    }

    fn done(&self, words: &[&str]) -> Done {
        let done = self.run(words);
        assert_eq!(done.code, 0, "{words:?}: {}{}", done.out, done.err);
        done
    }

    fn refused(&self, words: &[&str], code: &str) {
        let all: Vec<&str> = words.iter().chain(&["--json"]).copied().collect();
        let done = self.run(&all);
        let failure: Value = serde_json::from_str(done.err.trim()).unwrap_or_else(|_| panic!("{words:?}: {}{}", done.out, done.err));
        assert_eq!((done.code, &failure["failure"]["code"]), (1, &json!(code)), "{words:?}: {failure}");
    }
}

fn notices(title: &str) -> Value {
    json!({ "iss": "https://issuer.example", "notices": [{ "id": "n", "kind": "risk", "severity": "info", "by": "issuer", "issued_at": "2026-01-01T00:00:00Z",
        "title": { "ja": title, "en": title }, "body": { "ja": "本文", "en": "Body" } }] })
}

fn payload(path: &Path) -> Value {
    use base64::Engine as _;
    let jws = std::fs::read_to_string(path).expect("A signed file");
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(jws.split('.').nth(1).expect("A payload")).expect("base64url");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[test]
fn versions_only_go_up_and_readers_accept_what_is_signed() {
    let desk = Desk::new();
    desk.write("notices.json", &notices("One"));
    for kind in ["es256", "eddsa"] {
        let key = format!("{kind}.jwk");
        let made = desk.done(&["keys", "new", &key, "--kind", kind, "--json"]).json;
        desk.write("keys.json", &made["public"]);
        assert!(desk.read(&key)["d"].is_string() && !made.to_string().contains("\"d\""), "the secret stands in its file alone");
        let first = desk.done(&["notices", "sign", "notices.json", "--key", &key, "--json"]).json;
        let second = desk.done(&["notices", "sign", "notices.json", "--key", &key, "--json", "--days", "2"]).json;
        assert!(first["version"].as_u64() < second["version"].as_u64(), "{first} {second}");
        let verified = desk.done(&["notices", "verify", "notices.jws", "--keys", "keys.json", "--json"]).json;
        assert_eq!((&verified["signed"]["version"], &verified["signed"]["digest"]), (&second["version"], &second["digest"]));
        assert_eq!(payload(&desk.path("notices.jws"))["notices"], notices("One")["notices"], "what is signed is what was written");
    }
    // Of another key, another kind, another issuer; altered.
    desk.done(&["keys", "new", "other.jwk"]);
    desk.write("other.json", &desk.done(&["keys", "new", "third.jwk", "--json"]).json["public"]);
    desk.refused(&["notices", "verify", "notices.jws", "--keys", "other.json"], "document_refused");
    desk.refused(&["directory", "verify", "notices.jws", "--keys", "keys.json"], "document_refused");
    let other = json!({ "iss": "https://other.example", "notices": [] });
    desk.write("other-notices.json", &other);
    desk.refused(&["notices", "sign", "other-notices.json", "--key", "other.jwk", "--out", "notices.jws"], "other_file");
    let jws = std::fs::read_to_string(desk.path("notices.jws")).expect("A signed file");
    std::fs::write(desk.path("notices.jws"), jws.replacen("eyJ", "eyK", 2)).expect("A file");
    desk.refused(&["notices", "verify", "notices.jws", "--keys", "keys.json"], "other_file");
}

#[test]
fn what_lint_fails_is_never_signed() {
    let desk = Desk::new();
    desk.done(&["keys", "new", "key.jwk"]);
    let company = json!({ "ja": "会社", "en": "Company" });
    desk.write("directory.json", &json!({ "iss": "https://issuer.example", "connectors": [{ "id": "c", "company": { "name": company } }] }));
    let lint = desk.run(&["directory", "lint", "directory.json", "--json"]);
    let nobody = lint.json["findings"].as_array().expect("Findings").iter().find(|one| one["code"] == "nobody_pays").expect("It is found").clone();
    assert_eq!((lint.code, &nobody["at"], &nobody["source"], &nobody["level"]), (1, &json!("/connectors/0/compensation"), &json!("R26"), &json!("error")));
    desk.refused(&["directory", "sign", "directory.json", "--key", "key.jwk"], "lint_failed");
    assert!(!desk.path("directory.jws").exists(), "nothing is written");
    let japanese = desk.run(&["directory", "lint", "directory.json", "--lang", "ja"]).out;
    assert!(japanese.contains("だれも責任をとりません") && japanese.contains("R26") && !japanese.contains("finding-"), "{japanese}");
    // No word lets it through.
    for word in ["--force", "--yes", "--no-lint"] {
        assert_eq!(desk.run(&["directory", "sign", "directory.json", "--key", "key.jwk", word]).code, 2, "{word}");
    }
    desk.refused(&["directory", "lint", "nowhere.json"], "file_unreadable");
    std::fs::write(desk.path("broken.json"), "{").expect("A file");
    desk.refused(&["directory", "lint", "broken.json"], "not_json");
}

#[test]
fn a_key_is_kept_and_changed_with_care() {
    let desk = Desk::new();
    desk.done(&["keys", "new", "one.jwk"]);
    desk.done(&["keys", "new", "two.jwk"]);
    desk.refused(&["keys", "new", "one.jwk"], "file_exists");
    desk.done(&["well-known", "renkei-issuer", "--issuer", "https://issuer.example/realms/a", "--key", "one.jwk"]);
    let served = desk.read("renkei-issuer");
    assert_eq!(served["directory"], "https://issuer.example/renkei/directory.jws");
    desk.refused(&["well-known", "renkei-issuer", "--key", "two.jwk"], "other_key");
    desk.refused(&["keys", "change", "renkei-issuer", "--old", "two.jwk", "--new", "one.jwk"], "other_key");
    assert_eq!(desk.read("renkei-issuer"), served, "what was refused changed nothing");
    desk.done(&["keys", "change", "renkei-issuer", "--old", "one.jwk", "--new", "two.jwk"]);
    let told = desk.done(&["well-known", "renkei-issuer", "--client-id", "app", "--complaints", "true", "--json"]).json;
    assert_eq!(told["serve"][0]["url"], "https://issuer.example/.well-known/renkei-issuer/realms/a");
    let after = desk.read("renkei-issuer");
    assert_eq!((after["key_changes"].as_array().map(Vec::len), &after["client_id"]), (Some(1), &json!("app")), "what is not given anew stays");
    assert_eq!(after["complaints"], true);
    desk.done(&["well-known", "renkei-issuer", "--complaints", "false"]);
    assert_eq!(desk.read("renkei-issuer")["complaints"], false, "a promise can be taken back");
    desk.write("notices.json", &notices("One"));
    Command::new("chmod").args(["644", "one.jwk"]).current_dir(desk.0.path()).status().expect("chmod");
    desk.refused(&["notices", "sign", "notices.json", "--key", "one.jwk"], "key_exposed");
    desk.refused(&["notices", "sign", "notices.json", "--key", "renkei-issuer"], "key_exposed");
}

#[test]
fn a_preview_shows_what_holders_read() {
    let desk = Desk::new();
    desk.write("notices.json", &notices("Take care"));
    let shown = desk.done(&["notices", "preview", "notices.json"]);
    assert!(shown.out.contains("Take care") && shown.out.contains("Risk") && shown.err.is_empty(), "{}{}", shown.out, shown.err);
    let company = json!({ "ja": "会社", "en": "Company" });
    desk.write("directory.json", &json!({ "iss": "https://issuer.example", "connectors": [{ "id": "c", "company": { "name": company } }] }));
    let shown = desk.done(&["directory", "preview", "directory.json"]);
    assert!(shown.out.contains("What has not reached this app") && shown.err.contains("would not be signed"), "{}{}", shown.out, shown.err);
    assert!(desk.done(&["directory", "preview", "directory.json", "--lang", "ja"]).out.contains("会社"));
}

#[test]
fn what_another_publisher_signed_is_read_whole() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let listed = profile.run(&["issuers", "--json"]).json;
    drop(profile.run(&["sync"]));
    let desk = Desk::new();
    for issuer in listed.as_array().expect("Issuers").iter().filter(|issuer| issuer["means"] == "api") {
        let address = format!("http://{}", issuer["host"].as_str().expect("A host"));
        for kind in ["directory", "notices"] {
            let done = desk.run(&[kind, "verify", &address, "--json"]);
            assert_eq!(done.json["signed"]["issuer"], json!(address), "{}{}", done.out, done.err);
            let of_form = done.json["report"]["findings"].as_array().expect("Findings").iter().filter(|one| one["source"] == "form");
            assert_eq!(of_form.collect::<Vec<_>>(), Vec::<&Value>::new(), "the practice issuers publish by the form, own parts included");
        }
    }
    drop(issuers);
}

#[test]
fn receipts_of_both_kinds_are_signed_as_readers_take_them() {
    let desk = Desk::new();
    desk.done(&["keys", "new", "key.jwk"]);
    desk.done(&["well-known", "renkei-issuer", "--issuer", "https://issuer.example", "--key", "key.jwk"]);
    let named = json!({ "id": "x", "name": { "ja": "名" } });
    desk.write("consent.json", &json!({ "iss": "https://issuer.example", "connector": named, "service": named, "until": { "days": 90 } }));
    let ending = json!({ "iss": "https://issuer.example", "grant": "g", "birth": "b", "accepted_at": "2026-11-21T00:00:00Z", "asked_by": "holder" });
    desk.write("ending.json", &ending);
    for (kind, link) in [("consent", true), ("ending", false)] {
        let signed = desk.done(&["receipt", "sign", &format!("{kind}.json"), "--key", "key.jwk", "--json"]).json;
        assert_eq!((&signed["receipt"], signed["link"].is_string()), (&json!(kind), link), "{signed}");
        let jws = desk.path(&format!("{kind}.jws"));
        assert!(payload(&jws)["jti"].is_string() && payload(&jws)["issued_at"].is_string());
        let verified = desk.done(&["receipt", "verify", &format!("{kind}.jws"), "--keys", "renkei-issuer", "--json"]).json;
        assert_eq!((&verified["id"], &verified["issuer"]), (&signed["id"], &json!("https://issuer.example")));
    }
    // Every way to be wrong has its answer, and nothing is written then.
    for (field, value) in [("asked_by", json!("robot")), ("grant", Value::Null), ("accepted_at", json!("yesterday"))] {
        let mut wrong = ending.clone();
        wrong[field] = value;
        desk.write("wrong.json", &wrong);
        desk.refused(&["receipt", "sign", "wrong.json", "--key", "key.jwk"], "lint_failed");
    }
    let mut card = ending.clone();
    card["words"] = json!({ "en": "4111 1111 1111 1111" });
    desk.write("wrong.json", &card);
    desk.refused(&["receipt", "sign", "wrong.json", "--key", "key.jwk"], "receipt_refused");
    assert!(!desk.path("wrong.jws").exists());
    desk.done(&["keys", "new", "other.jwk"]);
    desk.done(&["well-known", "other", "--issuer", "https://issuer.example", "--key", "other.jwk"]);
    desk.refused(&["receipt", "verify", "ending.jws", "--keys", "other"], "receipt_refused");
    desk.refused(&["receipt", "sign", "ending.json", "--key", "nowhere.jwk"], "file_unreadable");
}
