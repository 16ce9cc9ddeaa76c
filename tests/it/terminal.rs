//! `renkei --practice` on a bare machine: no keychain, no display, nothing that runs already.

use std::collections::BTreeSet;

use renkei_tests::{Done, Profile};
use serde_json::{Value, json};

#[test]
fn the_list_is_as_published_and_shows_every_kind_of_thing() {
    let profile = Profile::practice();
    let done = profile.run(&["grants", "--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let all = done.json.as_array().expect("A list");
    let own: Vec<&Value> = all.iter().filter(|grant| grant["own"] == true).collect();
    assert_eq!(own.len(), 4, "the app's own grant at each issuer comes with the list (R31)");
    assert_eq!(all[0]["own"], true, "and stands first");
    let grants: Vec<&Value> = all.iter().filter(|grant| grant["own"] == false).collect();
    assert!(grants.len() >= 16, "{}", grants.len());
    for grant in &grants {
        for field in [
            "id",
            "issuer",
            "account",
            "subject",
            "covers",
            "connector",
            "service",
            "permissions",
            "granted_at",
            "last_used_at",
            "access_until",
            "refreshable",
            "status",
            "tokens",
            "chain",
        ] {
            assert!(!grant[field].is_null(), "{field} is missing in {grant}");
        }
    }
    let of = |field: &str| -> BTreeSet<String> {
        let permissions = grants.iter().flat_map(|grant| grant["permissions"].as_array().into_iter().flatten());
        permissions.map(|permission| permission[field].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(of("access"), ["authentication", "reference", "unknown", "update"].map(str::to_owned).into());
    assert_eq!(of("effect"), ["changes_data", "moves_money", "none", "unknown"].map(str::to_owned).into());
    assert_eq!(grants[0]["permissions"][0]["effect"], "moves_money", "what moves money stands first");
    let connectors: BTreeSet<&str> = grants.iter().filter_map(|grant| grant["connector"]["id"].as_str()).collect();
    assert!(connectors.len() >= 10, "{connectors:?}");
    assert!(grants.iter().any(|grant| grant["refreshable"] == "until_ended"));
    assert!(grants.iter().any(|grant| grant["refreshable"] == "not_told"), "silence is a value of its own");
    assert!(grants.iter().any(|grant| grant["status"]["suspended"].is_object()));
}

#[test]
fn one_call_ends_a_grant_and_the_next_still_sees_it_ended() {
    let profile = Profile::practice();
    let grant = profile.active("minato-card");
    let id = grant["id"].as_str().expect("An id");
    let ended = profile.run(&["revoke", id, "--yes", "--json"]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert_eq!(ended.json["state"], "verified");
    assert_eq!(ended.json["verified_by"], "tokens_reported_dead", "this issuer keeps ended grants readable");
    assert_eq!(ended.json["left_alive"], "none");
    let states: Vec<&str> = ended.json["steps"].as_array().expect("Steps").iter().filter_map(|step| step["state"].as_str()).collect();
    assert_eq!(states, ["asked", "sent", "accepted", "verified"]);
    assert!(!profile.grants().iter().any(|grant| grant["id"] == id), "it is no longer among the live ones");
    let shown = profile.run(&["show", id, "--json"]);
    assert_eq!(shown.json["ending"]["state"], "verified");
    let again = profile.run(&["revoke", id, "--yes", "--json"]);
    assert_eq!((again.code, &again.json["state"]), (0, &Value::from("verified")), "asking twice is no error");
    let check = profile.run(&["records", "--verify", "--json"]);
    assert_eq!(check.json["broken"], Value::Null);
}

#[test]
fn the_connector_is_refused_after_the_ending() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let remote = issuers.remote(&grant);
    assert_eq!(issuers.connector_tries("kotori-pay", &remote)["outcome"], "ok", "it works before");
    let ended = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--json"]);
    assert_eq!(ended.json["verified_by"], "grant_gone", "{}", ended.err);
    let tried = issuers.connector_tries("kotori-pay", &remote);
    assert_eq!((&tried["outcome"], &tried["access"], &tried["refresh"]), (&Value::from("refused"), &Value::from(401), &Value::from(400)), "{tried}");
}

#[test]
fn nothing_is_ended_without_a_person_or_their_word() {
    let profile = Profile::practice();
    let grant = profile.active("minato-card");
    let done = profile.run(&["revoke", grant["id"].as_str().expect("An id")]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("--yes"), "{}", done.err);
    assert!(profile.grants().iter().any(|other| other["id"] == grant["id"]));
}

#[test]
fn search_folds_kana_width_and_case_and_takes_two_characters() {
    let profile = Profile::practice();
    let count = |words: &str| profile.run(&["grants", "--offline", "--json", "--search", words]).json.as_array().map_or(0, Vec::len);
    profile.grants();
    let plain = count("かけ");
    assert!(plain > 4, "own rows and at least one");
    assert_eq!(count("カケ"), plain);
    assert_eq!(count("ｶｹ"), plain);
    assert_eq!(count("みなと"), count("ミナト"), "issuers are found too");
    assert_eq!(count("そんなものはない"), 4, "the own rows always stand");
}

#[test]
fn a_sign_out_is_confirmed_by_the_issuer_and_the_list_stays() {
    let profile = Profile::practice();
    profile.grants();
    let sign_ins = profile.run(&["sign-ins", "--json"]);
    let account = sign_ins.json[0]["account"].as_str().expect("An account").to_owned();
    let done = profile.run(&["sign-out", &account, "--json"]);
    assert_eq!(done.json[0]["revoked_at_issuer"], true, "{}", done.err);
    let profile_files = std::fs::read_to_string(profile.folder.path().join("profile/vault.practice.json")).expect("The vault");
    assert!(!profile_files.contains(&format!("account-{account}")), "its tokens are gone");
}

#[test]
fn no_log_holds_the_key_of_the_database() {
    let profile = Profile::practice();
    let output = profile.command(&["grants", "--json"]).env("RENKEI_LOG", "trace").output().expect("The program starts");
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(log.contains("TRACE"), "it did log");
    let vault: Value = serde_json::from_slice(&std::fs::read(profile.folder.path().join("profile/vault.practice.json")).expect("The vault")).expect("JSON");
    let key = vault["database-key"].as_str().expect("The key");
    assert!(!log.contains(key) && !log.to_lowercase().contains("pragma key"));
    for (name, entry) in vault.as_object().expect("Entries") {
        let kept: Value = serde_json::from_str(entry.as_str().unwrap_or_default()).unwrap_or(Value::Null);
        for secret in ["access", "refresh"].iter().filter_map(|part| kept[part].as_str()) {
            assert!(!log.contains(secret), "a token of {name} stands in the log");
        }
    }
}

#[test]
fn no_token_and_no_name_stands_in_the_database_in_the_clear() {
    let profile = Profile::practice();
    profile.grants();
    let folder = profile.folder.path().join("profile");
    let vault: Value = serde_json::from_slice(&std::fs::read(folder.join("vault.practice.json")).expect("The vault")).expect("JSON");
    let tokens: Vec<String> = vault.as_object().expect("Entries").values().filter_map(Value::as_str).map(str::to_owned).collect();
    assert!(tokens.len() > 4);
    for file in ["renkei.db", "renkei.db-wal"] {
        let Ok(bytes) = std::fs::read(folder.join(file)) else { continue };
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("SQLite format 3"), "{file} is not encrypted");
        assert!(!text.contains("kakeibo") && !text.contains("minato-card"), "{file} can be read");
    }
}

/// The failure that a call with `--json` ended with, on standard error.
fn failure(done: &Done) -> Value {
    let line = done.err.lines().rfind(|line| line.starts_with('{')).unwrap_or_else(|| panic!("no failure: {}{}", done.out, done.err));
    let failure = serde_json::from_str::<Value>(line).expect("JSON")["failure"].clone();
    for field in ["code", "title", "body", "choices"] {
        assert!(!failure[field].is_null(), "{field} is missing in {failure}");
    }
    failure
}

fn code_of(done: &Done) -> String {
    failure(done)["code"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_mistyped_id_is_said_to_be_unknown_and_the_list_is_named() {
    let profile = Profile::practice();
    for (words, code, list) in [
        (&["show", "xyz"][..], "no_such_connection", "grants"),
        (&["revoke", "xyz", "--yes"], "no_such_connection", "grants"),
        (&["sign-out", "xyz"], "no_such_sign_in", "sign-ins"),
        (&["connect", "nope"], "no_such_issuer", "issuers"),
    ] {
        let done = profile.run(&[words, &["--json"]].concat());
        assert_eq!((done.code, code_of(&done).as_str()), (1, code), "{words:?} {}", done.err);
        let failure = failure(&done);
        assert_eq!(failure["party"], words[1]);
        let said = failure["body"].as_str().expect("Words").to_owned();
        assert!(said.contains(list) && said.contains("--practice"), "the next call is told as it has to be made: {said}");
    }
    let sign_ins = profile.run(&["sign-ins", "--json"]);
    let end = sign_ins.json[0]["account"].as_str().and_then(|account| account.rsplit('-').next()).expect("An account");
    assert_eq!(profile.run(&["sign-out", end]).code, 0, "the end of an id is enough");
}

#[test]
fn every_failure_has_one_form_in_json_wrong_usage_too() {
    let profile = Profile::practice();
    for (words, code) in [
        (&["issuers", "--nope"][..], "unknown_option"),
        (&["frobnicate"], "unknown_command"),
        (&["grants", "--filter", "nope"], "bad_value"),
        (&["grants", "--lang", "fr"], "bad_value"),
        (&["revoke"], "missing_argument"),
        (&["connect", "a", "--address", "b"], "conflict"),
        (&["connect"], "needs_issuer"),
        (&["sign-out"], "needs_account"),
        (&["revoke", "x"], "needs_yes"),
    ] {
        let done = profile.run(&[words, &["--json"]].concat());
        assert_eq!((done.code, code_of(&done).as_str()), (2, code), "{words:?} {}", done.err);
        assert!(done.out.is_empty(), "{}", done.out);
    }
    let french = profile.run(&["issuers", "--lang", "fr"]);
    assert!(french.code == 2 && french.err.contains("ja") && french.err.contains("en"), "{}", french.err);
}

#[test]
fn help_is_in_the_readers_language_and_lists_filters_and_orders() {
    let profile = Profile::practice();
    let root = profile.run(&["--lang", "ja", "--help"]);
    assert!(root.code == 0 && root.out.contains("使いかた") && root.out.contains("終了コード"), "{}{}", root.out, root.err);
    for command in ["issuers", "connect", "sync", "grants", "show", "revoke", "sign-ins", "sign-out", "records", "practice"] {
        let page = profile.run(&[command, "--help", "--lang", "ja"]).out;
        let explained = page.lines().filter(|line| line.trim_start().starts_with('-') && line.contains("  ") && line.is_ascii());
        // A page in short form has words behind each option.
        assert!(page.contains("使いかた") && (command == "grants" || explained.count() == 0), "{page}");
    }
    for lang in ["ja", "en"] {
        let page = profile.run(&["grants", "--help", "--lang", lang]).out;
        for value in ["moves_money", "expires_soon", "ending_open", "weight", "last_used"] {
            assert!(page.contains(value), "{value} is missing in {page}");
        }
    }
}

#[test]
fn times_are_by_the_readers_clock_and_utc_in_json() {
    let profile = Profile::practice();
    let local = Done::from(profile.command(&["sign-ins"]).env("TZ", "JST-9").output().expect("It starts"));
    assert!(local.out.contains("UTC+9") && !local.out.contains("+00:00"), "{}", local.out);
    let heads = local.out.lines().next().expect("A line").to_owned();
    assert!(["Company", "State", "Since", "ID"].iter().all(|head| heads.contains(head)), "{heads}");
    let since = profile.run(&["sign-ins", "--json"]).json[0]["since"].as_str().expect("A time").to_owned();
    assert!(since.ends_with('Z'), "{since}");
}

#[test]
fn what_moves_money_stands_first_and_no_technical_word_is_needed() {
    let profile = Profile::practice();
    let list = profile.run(&["grants", "--lang", "ja"]);
    let first = list.out.find("お金を動かす").expect("Something moves money");
    assert!(list.out.find("書きかえる").is_some_and(|later| first < later), "{}", list.out);
    assert!(list.out.starts_with("このアプリ"), "R31: {}", list.out);
    assert!(list.out.contains("影響の大きいものから"), "{}", list.out);
    let grant = profile.active("kotori-pay");
    let ended = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes"]);
    assert!(ended.code == 0 && !ended.out.contains("HTTP") && ended.out.contains("(204)"), "{}", ended.out);
}

#[test]
fn records_that_are_broken_say_where() {
    let beyond = |number: i64, hash: &str| (format!("{}:{hash}", number + 5), number + 5);
    let other = |number: i64, _: &str| (format!("{number}:{}", "0".repeat(64)), number);
    // Each on records of its own: what did not fit once is written into them.
    for broken in [&beyond as &dyn Fn(i64, &str) -> (String, i64), &other] {
        let profile = Profile::practice();
        let _issuers = profile.issuers();
        assert_eq!(profile.run(&["sync", "--json"]).code, 0);
        let whole = profile.run(&["records", "--verify"]);
        assert!(whole.code == 0 && whole.out.contains("kept apart"), "{}", whole.out);
        let file = profile.folder.path().join("profile/vault.practice.json");
        let mut vault: Value = serde_json::from_slice(&std::fs::read(&file).expect("The vault")).expect("JSON");
        let (number, hash) = vault["records-head"].as_str().and_then(|head| head.split_once(':')).expect("Number and hash");
        let (head, number) = broken(number.parse().expect("A number"), hash);
        vault["records-head"] = json!(head);
        std::fs::write(&file, vault.to_string()).expect("The vault");
        for lang in ["ja", "en"] {
            let done = profile.run(&["records", "--verify", "--lang", lang]);
            assert!(done.code == 1 && done.out.contains(&format!("No. {number}")), "{}{}", done.out, done.err);
        }
    }
}
