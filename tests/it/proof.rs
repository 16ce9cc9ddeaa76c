//! Files of records, checked by a stranger who has nothing but the file; and forged in every way.

use std::path::{Path, PathBuf};
use std::process::Command;

use ed25519_dalek::{Signer as _, SigningKey};
use renkei_tests::{Done, Profile, program};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// A proof of one ended grant and an export of all records, from one profile.
struct Exports {
    profile: Profile,
    grant: Value,
    proof: Value,
    all: Value,
}

fn exports() -> Exports {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let id = grant["id"].as_str().expect("An id");
    assert_eq!(profile.run(&["revoke", id, "--yes"]).code, 0);
    let (pdf, all) = (place(&profile, "proof.pdf"), place(&profile, "all.json"));
    let done = profile.run(&["proof", id, "--lang", "ja", "--out", &text(&pdf)]);
    assert_eq!(done.code, 0, "{}", done.err);
    let done = profile.run(&["records", "export", "--format", "json", "--out", &text(&all)]);
    assert_eq!(done.code, 0, "{}", done.err);
    let (proof, all) = (read(&place(&profile, "proof.json")), read(&all));
    Exports { profile, grant, proof, all }
}

fn place(profile: &Profile, name: &str) -> PathBuf {
    profile.folder.path().join(name)
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("The file")).expect("JSON")
}

/// The check of a stranger: no profile, no vault, no network, no home.
fn check_file(path: &Path, words: &[&str]) -> Done {
    let mut command = Command::new(program());
    command.env_clear().env("HOME", "/nonexistent").env("LANG", "en_US.UTF-8");
    command.args(["records", "verify", &text(path)]).args(words).output().expect("The program starts").into()
}

fn check(profile: &Profile, file: &Value) -> Done {
    check_by(profile, file, &[])
}

/// The check of one who knows these keys.
fn check_by(profile: &Profile, file: &Value, keys: &[&str]) -> Done {
    let path = place(profile, "given.json");
    std::fs::write(&path, file.to_string()).expect("A file");
    let keys: Vec<&str> = keys.iter().flat_map(|key| ["--key", key]).collect();
    check_file(&path, &[&["--json"], &keys[..]].concat())
}

/// The name of a key, by its fingerprint.
fn name_of(fingerprint: &str) -> String {
    fingerprint.chars().take(16).collect()
}

/// The fingerprint of the last key of a file.
fn key_of(checked: &Done) -> String {
    checked.json["keys"].as_array().and_then(|keys| keys.last()).and_then(|key| key["fingerprint"].as_str()).expect("A key").to_owned()
}

fn forged(file: &Value, forge: impl FnOnce(&mut Value)) -> Value {
    let mut file = file.clone();
    forge(&mut file);
    file
}

fn lines(file: &mut Value) -> &mut Vec<Value> {
    file["lines"].as_array_mut().expect("Lines")
}

fn bytes(line: &Value, name: &str) -> Vec<u8> {
    hex::decode(line[name].as_str().expect("Hexadecimal")).expect("Hexadecimal")
}

/// Writes the hashes from a line on anew, as somebody would who knows how they are made; with a key of theirs the signatures too.
fn rechain(lines: &mut [Value], from: usize, key: Option<&SigningKey>) {
    for place in from..lines.len() {
        let before = if place == 0 { vec![0; 32] } else { bytes(&lines[place - 1], "hash") };
        if let (Some(payload), Some(_)) = (lines[place]["payload"].as_str().map(str::to_owned), lines[place]["salt"].as_str()) {
            let salt = bytes(&lines[place], "salt");
            let hash = Sha256::new().chain_update("renkei-payload-1").chain_update(salt).chain_update(payload).finalize();
            lines[place]["payload_hash"] = json!(hex::encode(hash));
        }
        let at = chrono_micros(lines[place]["at"].as_str().expect("A time"));
        let number = lines[place]["number"].as_i64().expect("A number");
        let hash = Sha256::new()
            .chain_update("renkei-record-1")
            .chain_update(before)
            .chain_update(number.to_be_bytes())
            .chain_update(at.to_be_bytes())
            .chain_update(bytes(&lines[place], "payload_hash"))
            .finalize();
        lines[place]["hash"] = json!(hex::encode(hash));
        if let Some(key) = key {
            let message = [b"renkei-line-1".as_slice(), &hash].concat();
            lines[place]["signature"] = json!(hex::encode(key.sign(&message).to_bytes()));
        }
    }
}

/// Microseconds since 1970 of a time in UTC with at most six digits of a second.
fn chrono_micros(at: &str) -> i64 {
    let at: chrono::DateTime<chrono::Utc> = at.parse().expect("A time");
    at.timestamp_micros()
}

#[test]
fn every_forgery_is_found_at_its_line() {
    let Exports { profile, proof, all, .. } = exports();
    for whole in [&proof, &all] {
        let done = check(&profile, whole);
        assert_eq!((done.code, &done.json["broken"], &done.json["verdict"]), (6, &Value::Null, &json!("key_not_compared")), "{} {}", done.out, done.err);
        let key = key_of(&done);
        for told in [&key, &name_of(&key), &key.to_uppercase()] {
            let done = check_by(&profile, whole, &[told.as_str()]);
            assert_eq!((done.code, &done.json["verdict"]), (0, &json!("vouched")), "{} {}", done.out, done.err);
        }
        assert_eq!(check_by(&profile, whole, &["0123"]).code, 2, "too short to be a key");
    }
    let thief = SigningKey::from_bytes(&[9; 32]);
    let count = all["lines"].as_array().expect("Lines").len();
    let last = i64::try_from(count).expect("A number");
    let of = |name: &str, number: i64| json!({ name: { "number": number } });
    let content = |line: &mut Value| {
        let payload = line["payload"].as_str().expect("A payload").replace('{', "{ ");
        line["payload"] = json!(payload);
    };
    let cases: Vec<(&str, Value, Value)> = vec![
        ("a content", forged(&all, |file| content(&mut lines(file)[4])), of("changed", 5)),
        ("a time", forged(&all, |file| lines(file)[4]["at"] = json!("2026-01-01T00:00:00Z")), of("changed", 5)),
        (
            "a time finer than what is hashed",
            forged(&all, |file| {
                let at = lines(file)[4]["at"].as_str().expect("A time").replace('Z', "001Z");
                lines(file)[4]["at"] = json!(at);
            }),
            of("changed", 5),
        ),
        ("a hash", forged(&all, |file| lines(file)[4]["hash"] = json!("0".repeat(64))), of("changed", 5)),
        (
            "a content with its hashes",
            forged(&all, |file| {
                content(&mut lines(file)[4]);
                rechain(lines(file), 4, None);
            }),
            of("signature", 5),
        ),
        ("a removed line", forged(&all, |file| drop(lines(file).remove(4))), of("order", 5)),
        (
            "a doubled line",
            forged(&all, |file| {
                let line = lines(file)[4].clone();
                lines(file).insert(4, line);
            }),
            of("order", 6),
        ),
        ("reordered lines", forged(&all, |file| lines(file).swap(4, 5)), of("order", 5)),
        ("a first line that is cut", forged(&all, |file| drop(lines(file).remove(0))), of("order", 1)),
        ("a cut end", forged(&all, |file| lines(file).truncate(8)), of("end", 8)),
        ("an end cut by one", forged(&all, |file| drop(lines(file).pop())), of("facts", last - 1)),
        ("no lines", forged(&all, |file| lines(file).clear()), of("end", 0)),
        ("a signature", forged(&all, |file| lines(file)[4]["signature"] = json!("00".repeat(64))), of("signature", 5)),
        (
            "no signature",
            forged(&all, |file| {
                let line = lines(file)[4].as_object_mut().expect("A line");
                line.remove("signature");
                line.remove("key");
            }),
            of("unsigned", 5),
        ),
        (
            "no signature at all, and no key",
            forged(&all, |file| {
                for line in lines(file).iter_mut() {
                    let line = line.as_object_mut().expect("A line");
                    line.remove("signature");
                    line.remove("key");
                }
                lines(file)[0]["payload"] = json!("{\"backed_up\":{}}");
                content(&mut lines(file)[4]);
                rechain(lines(file), 0, None);
            }),
            of("unsigned", last),
        ),
        ("another key", forged(&all, |file| lines(file)[4]["key"] = json!("0123456789abcdef")), of("key", 5)),
        (
            "signed anew by another key under the old name",
            forged(&all, |file| {
                content(&mut lines(file)[4]);
                rechain(lines(file), 4, Some(&thief));
            }),
            of("signature", 5),
        ),
        (
            "an erased content",
            forged(&all, |file| {
                let line = lines(file)[4].as_object_mut().expect("A line");
                line.remove("payload");
                line.remove("salt");
            }),
            of("changed", 5),
        ),
        ("the name of what it is of", forged(&all, |file| file["facts"]["made_by"] = json!("Somebody")), of("facts", last)),
        // Of the proof of one grant.
        ("a fact", forged(&proof, |file| file["facts"]["content"]["issuer_side"]["host"] = json!("issuer.example")), of("facts", proof_end(&proof))),
        ("a member more", forged(&proof, |file| file["facts"]["content"]["verified"] = json!(true)), of("facts", proof_end(&proof))),
        ("another head: the facts of one file with the lines of another", forged(&proof, |file| file["lines"] = all["lines"].clone()), of("changed", 2)),
        (
            "a line that is hidden",
            forged(&proof, |file| {
                let number = file["facts"]["shown"][1].as_u64().expect("A number");
                let line = lines(file)[usize::try_from(number).expect("A number") - 1].as_object_mut().expect("A line");
                line.remove("payload");
                line.remove("salt");
            }),
            of("changed", proof["facts"]["shown"][1].as_i64().expect("A number")),
        ),
        (
            "an earlier end",
            forged(&all, |file| {
                file["lines"] = proof["lines"].clone();
                file["facts"]["after"] = proof["facts"]["after"].clone();
                file["facts"]["shown"] = proof["facts"]["shown"].clone();
            }),
            of("facts", proof_end(&proof)),
        ),
    ];
    for (what, file, broken) in cases {
        let done = check(&profile, &file);
        assert_eq!((done.code, &done.json["broken"]), (1, &broken), "{what}: {} {}", done.out, done.err);
    }
}

fn proof_end(file: &Value) -> i64 {
    file["lines"].as_array().expect("Lines").last().expect("A line")["number"].as_i64().expect("A number")
}

#[test]
fn a_log_that_was_written_anew_with_another_key_shows_that_key() {
    let Exports { profile, all, .. } = exports();
    let thief = SigningKey::from_bytes(&[9; 32]);
    let public = thief.verifying_key().to_bytes();
    let id: String = hex::encode(Sha256::digest(public)).chars().take(16).collect();
    let own = check(&profile, &all);
    let anew = forged(&all, |file| {
        let lines = lines(file);
        lines[0]["payload"] = json!(json!({ "key_introduced": { "key": id, "public": hex::encode(public), "instead_of": null } }).to_string());
        for line in lines.iter_mut() {
            line["key"] = json!(id);
        }
        rechain(lines, 0, Some(&thief));
    });
    let done = check(&profile, &anew);
    // It agrees with itself: what tells it apart are the key and the last line, which the check names.
    assert_eq!((done.code, &done.json["verdict"]), (6, &json!("key_not_compared")), "{}", done.out);
    let by = check_by(&profile, &anew, &[&key_of(&own)]);
    assert_eq!((by.code, &by.json["verdict"]), (6, &json!({ "other_key": { "from": 1 } })), "{}", by.out);
    assert_ne!(done.json["keys"], own.json["keys"]);
    assert_ne!(done.json["head"], own.json["head"]);
    let said = check_file(&place(&profile, "given.json"), &["--lang", "en"]).out;
    assert!(said.contains(&id) && said.contains("earlier export") && said.contains("does not prove"), "{said}");
    assert!(said.starts_with("Key from No. 1") && said.contains("does NOT show"), "the key first: {said}");
}

#[test]
fn what_somebody_put_after_genuine_lines_with_their_own_key_is_not_vouched_for() {
    let Exports { profile, all, .. } = exports();
    let own = check(&profile, &all);
    let thief = SigningKey::from_bytes(&[9; 32]);
    let public = thief.verifying_key().to_bytes();
    let print = hex::encode(Sha256::digest(public));
    let kept = 8_usize;
    let anew = forged(&all, |file| {
        let old = lines(file)[0]["key"].clone();
        lines(file).truncate(kept);
        file["facts"]["after"] = json!(kept);
        file["facts"]["shown"] = json!((1..=kept).collect::<Vec<_>>());
        file["facts"]["proves"] = json!(["\u{1b}[2KChecked by the bank"]);
        // As RFC 8785 has it: serde_json keeps members in the order of their names.
        let digest = hex::encode(Sha256::digest(file["facts"].to_string()));
        let payloads = [
            json!({ "key_introduced": { "key": name_of(&print), "public": hex::encode(public), "instead_of": old } }),
            json!({ "exported": { "of": "all", "format": "json", "digest": digest } }),
        ];
        for (place, payload) in payloads.into_iter().enumerate() {
            let line = json!({ "number": kept + 1 + place, "at": all["lines"][kept]["at"], "payload": payload.to_string(), "salt": "00".repeat(16),
                               "payload_hash": "", "hash": "", "key": name_of(&print), "signature": "" });
            lines(file).push(line);
        }
        rechain(lines(file), kept, Some(&thief));
    });
    let done = check(&profile, &anew);
    assert_eq!((done.code, &done.json["broken"], &done.json["verdict"]), (6, &Value::Null, &json!("key_not_compared")), "{} {}", done.out, done.err);
    let by = check_by(&profile, &anew, &[&key_of(&own)]);
    assert_eq!((by.code, &by.json["verdict"]), (6, &json!({ "other_key": { "from": kept + 1 } })), "{}", by.out);
    let said = check_file(&place(&profile, "given.json"), &["--lang", "en", "--key", &key_of(&own)]).out;
    assert!(said.contains(&format!("From No. {} on it is NOT signed", kept + 1)) && said.contains("does not vouch"), "{said}");
    assert!(!said.contains("Checked by the bank") && !said.contains('\u{1b}'), "a file is no witness of itself: {said}");
    assert_eq!(check_by(&profile, &anew, &[&print]).code, 0, "whoever has that key made it");
    let unseen = forged(&anew, |file| {
        let payload = lines(file)[kept]["payload"].as_str().expect("A payload");
        let mut act: Value = serde_json::from_str(payload).expect("JSON");
        act["key_introduced"]["instead_of"] = Value::Null;
        lines(file)[kept]["payload"] = json!(act.to_string());
        rechain(lines(file), kept, Some(&thief));
    });
    assert_eq!(check(&profile, &unseen).json["broken"], json!({ "key": { "number": kept + 1 } }), "no key comes in unseen");
}

#[test]
fn what_is_no_file_of_records_is_refused() {
    let profile = Profile::practice();
    let path = place(&profile, "given.json");
    let whole = json!({ "form": "renkei-records-1", "facts": { "of": "all", "made_at": "2026-11-21T00:00:00Z", "made_by": "", "proves": [], "proves_not": [],
                        "after": 0, "shown": [], "content": null }, "lines": [] });
    let text = whole.to_string();
    let twice = text.replace("\"content\":null", "\"content\":{\"a\":1,\"a\":2}");
    let deep = text.replace("\"content\":null", &format!("\"content\":{}{}", "[".repeat(5_000), "]".repeat(5_000)));
    let newer = text.replace("renkei-records-1", "renkei-records-2");
    let more = text.replace("\"lines\":[]", "\"lines\":[],\"more\":1");
    let of_more = text.replace("\"of\":\"all\"", "\"of\":{\"grant\":\"019aa5ea-1280-7101-8101-010101010101\",\"verified\":true}");
    assert_ne!(of_more, text);
    for given in ["", "{}", "[]", "\u{0}", &twice, &deep, &newer, &more, &of_more] {
        std::fs::write(&path, given).expect("A file");
        let done = check_file(&path, &["--json"]);
        assert_eq!((done.code, done.failure()["code"].as_str()), (1, Some("not_records")), "{} {}", done.out, done.err);
    }
    std::fs::write(&path, &text).expect("A file");
    assert_eq!(check_file(&path, &["--json"]).json["broken"], json!({ "end": { "number": 0 } }));
    // A file without an end is read no further than it may be.
    let done = check_file(Path::new("/dev/zero"), &["--json"]);
    assert_eq!((done.code, done.failure()["code"].as_str()), (1, Some("file_unreadable")));
    assert_eq!(check_file(&place(&profile, "nothing"), &["--json"]).failure()["code"], "file_unreadable");
}

#[test]
fn a_proof_tells_of_its_grant_alone_and_its_pages_can_be_read() {
    let Exports { profile, grant, proof, .. } = exports();
    let json = std::fs::read_to_string(place(&profile, "proof.json")).expect("The file");
    let (id, service) = (grant["id"].as_str().expect("An id"), grant["service"]["name"].as_str().expect("A name"));
    assert!(json.contains(id));
    let others: Vec<Value> = profile.grants().into_iter().filter(|other| other["id"] != grant["id"]).collect();
    assert!(others.len() > 5);
    for other in others {
        for private in [&other["id"], &other["account"], &other["service"]["name"], &other["issuer"]["id"]] {
            let private = private.as_str().expect("A text");
            let shared = private == service || private == grant["issuer"]["id"] || private == grant["account"];
            assert!(shared || !json.contains(private), "{private} of another grant");
        }
    }
    let states: Vec<&str> =
        proof["facts"]["content"]["endings"][0]["steps"].as_array().expect("Steps").iter().filter_map(|step| step["state"].as_str()).collect();
    assert_eq!(states, ["asked", "sent", "accepted", "verified"]);

    let pages = Command::new("pdftotext").arg("-layout").arg(place(&profile, "proof.pdf")).arg("-").output().expect("pdftotext of poppler-utils");
    let pages = String::from_utf8(pages.stdout).expect("UTF-8");
    let hash = hex::encode(Sha256::digest(&json));
    let japanese = proof["facts"]["content"]["issuer_side"]["grant"]["service"]["name"].as_str().expect("A name");
    let last = proof["lines"].as_array().expect("Lines").last().expect("A line")["hash"].as_str().expect("A hash").to_owned();
    for said in ["連携の証明", "解除を確かめました", "決済会社の話", "連携先の話", "このアプリの話", "わからないこと", japanese, &hash, &last, "1/5"]
    {
        assert!(pages.contains(said), "{said} is not in\n{pages}");
    }
}

#[test]
fn a_lost_key_is_told_and_both_verify() {
    let Exports { profile, .. } = exports();
    let vault = place(&profile, "profile/vault.practice.json");
    let mut all = read(&vault);
    assert!(all.as_object_mut().expect("Entries").remove("device-key").is_some());
    std::fs::write(&vault, all.to_string()).expect("The vault");
    let out = place(&profile, "later.json");
    assert_eq!(profile.run(&["records", "export", "--out", &text(&out)]).code, 0);
    let checked = check_file(&out, &["--json"]).json;
    let keys = checked["keys"].as_array().expect("Keys").clone();
    assert_eq!((keys.len(), &checked["broken"], &keys[1]["instead_of"]), (2, &Value::Null, &keys[0]["key"]), "{checked}");
    let own = profile.run(&["records", "--verify", "--json"]).json;
    assert_eq!((&own["broken"], &own["keys"][0]["key"], &own["keys"][1]["key"]), (&Value::Null, &keys[0]["key"], &keys[1]["key"]), "{own}");
    let print = |place: usize| keys[place]["fingerprint"].as_str().expect("A fingerprint");
    assert_eq!(check_file(&out, &["--json", "--key", print(1)]).json["verdict"], "vouched", "what the device has now vouches for what it had");
    assert_eq!(check_file(&out, &["--json", "--key", print(0)]).json["verdict"], json!({ "other_key": { "from": keys[1]["from"] } }));
    assert!(check_file(&out, &[]).out.contains("does not vouch"));
    // A table says the same in words, and no cell of it begins as a formula.
    let table = profile.run(&["records", "export", "--format", "csv"]).out;
    assert!(table.lines().count() > keys.len() && table.contains("new key"), "{table}");
    assert!(table.lines().skip(1).all(|line| line.starts_with('"')));
}
