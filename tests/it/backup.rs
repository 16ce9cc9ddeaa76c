//! A backup, taken to another machine: everything comes along but tokens, and what was asked for goes on.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use renkei_tests::{Done, Issuers, Profile, wait};
use serde_json::{Value, json};

const PASSPHRASE: &str = "seven quiet herons";

/// Two profiles and a backup between them.
struct Move {
    old: Profile,
    issuers: Issuers,
    file: PathBuf,
}

impl Move {
    /// A profile with a note, an own end date, an ending that is verified and two that wait; and its backup.
    fn prepared() -> (Self, Value, Value) {
        let old = Profile::practice();
        let issuers = old.issuers();
        let verified = old.active("minato-card");
        assert_eq!(old.run(&["revoke", id(&verified), "--yes", "--json"]).json["state"], "verified");
        assert_eq!(old.run(&["note", "ふるい家計簿", "--memo", "2019年から"]).code, 0);
        let waiting: Vec<Value> =
            old.grants_known().into_iter().filter(|grant| grant["issuer"]["id"] == "kotori-pay" && grant["status"] == "active").take(2).collect();
        issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "status", "status": 503, "times": null }));
        // By one act.
        assert_eq!(old.run(&["revoke", id(&waiting[0]), id(&waiting[1]), "--yes", "--wait", "1"]).code, 4);
        let moved = Self { file: old.folder.path().join("backup.age"), old, issuers };
        std::fs::write(moved.old.folder.path().join("words"), PASSPHRASE).expect("A passphrase");
        (moved, waiting[0].clone(), waiting[1].clone())
    }

    fn back_up(&self) -> Done {
        self.old.run(&["backup", "--json", "--out", text(&self.file), "--backup-passphrase-file", text(&self.words())])
    }

    fn words(&self) -> PathBuf {
        self.old.folder.path().join("words")
    }

    /// A profile on another machine, to which the same issuers stand open.
    fn elsewhere(&self) -> Profile {
        let new = Profile::practice();
        let folder = new.folder.path().join("profile");
        std::fs::create_dir(&folder).expect("A folder");
        std::os::unix::fs::symlink(self.old.folder.path().join("profile/issuers"), folder.join("issuers")).expect("A link");
        new
    }

    fn restore(&self, into: &Profile, file: &Path) -> Done {
        into.run(&["restore", text(file), "--json", "--backup-passphrase-file", text(&self.words())])
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("A path of letters")
}

fn id(grant: &Value) -> &str {
    grant["id"].as_str().expect("An id")
}

fn records(profile: &Profile) -> Vec<Value> {
    profile.run(&["records", "--json"]).json.as_array().cloned().expect("Records")
}

#[test]
fn everything_comes_along_and_open_endings_go_on_after_signing_in() {
    let (moved, first, second) = Move::prepared();
    let (listed, log) = (moved.old.grants_known(), records(&moved.old));
    let made = moved.back_up();
    assert_eq!((made.code, &made.json["open_endings"]), (0, &json!(2)), "{}", made.err);
    assert_eq!(moved.back_up().failure()["code"], "backup_exists", "never written over");

    let new = moved.elsewhere();
    let restored = moved.restore(&new, &moved.file);
    assert_eq!(restored.code, 0, "{}", restored.err);
    let waiting = restored.json["waiting"].as_array().expect("Who waits");
    assert_eq!(waiting.len(), 4, "every issuer: {}", restored.out);
    assert_eq!((&waiting[0]["issuer"]["id"], waiting[0]["endings"].as_array().map(Vec::len)), (&json!("kotori-pay"), Some(2)), "open endings first");
    assert_eq!(waiting[1]["endings"], json!([]));
    let come = records(&new);
    assert!(come[0]["act"]["restored"].is_object() || come.iter().any(|line| line["act"]["restored"]["made_at"] == made.json["made_at"]), "{}", come[0]);
    // The endings that wait were tried again before the backup: a line or two more.
    assert_eq!(come[come.len() - log.len()..], log, "every line, with its hash");
    let check = new.run(&["records", "--verify", "--json"]).json;
    assert_eq!(check["broken"], Value::Null, "{check}");

    // Meanwhile one was given anew. The next call signs in, in the practice by itself.
    let anew = moved.issuers.event(&json!({ "event": "regrant", "issuer": "kotori-pay", "grant": moved.issuers.remote(&second) }));
    moved.issuers.no_faults();
    let state = |grant: &Value| new.run(&["show", id(grant), "--json"]).json["ending"].clone();
    let done = wait("the ending", || Some(state(&first)).filter(|ending| ending["state"] == "verified"));
    assert_eq!(done["verified_by"], "grant_gone");
    wait("the other", || (state(&second)["state"] == "superseded").then_some(()));
    let now = new.grants_known();
    assert!(now.iter().any(|grant| grant["birth"] == anew["birth"] && grant["status"] == "active"), "the later giving lives");
    for grant in listed.iter().filter(|grant| ![id(&first), id(&second)].contains(&id(grant))) {
        assert!(now.iter().any(|other| id(other) == id(grant)), "{} is missing", grant["service"]["name"]);
    }
    assert_eq!(new.run(&["kept", "--json"]).json[0]["service"], "ふるい家計簿");
    assert_eq!(new.run(&["records", "--verify", "--json"]).json["broken"], Value::Null);

    let again = moved.restore(&new, &moved.file);
    assert_eq!(again.failure()["code"], "profile_not_empty", "nothing is mixed or written over");
    let ordinary = Profile::ordinary();
    assert_eq!(moved.restore(&ordinary, &moved.file).failure()["code"], "backup_other_kind");
    assert_eq!(records(&ordinary), Vec::<Value>::new());
}

#[test]
fn over_a_database_that_was_lost_a_backup_is_whole_and_says_that_others_stood_there() {
    let (moved, ..) = Move::prepared();
    assert_eq!(moved.back_up().code, 0);
    let later = moved.old.active("himawari-money");
    assert_eq!(moved.old.run(&["revoke", id(&later), "--yes"]).code, 0);
    // The keys are there still, and with them the last line of the records that are lost.
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(moved.old.folder.path().join(format!("profile/renkei.db{end}")));
    }
    assert_eq!(moved.restore(&moved.old, &moved.file).code, 0);
    let verify = || moved.old.run(&["records", "--verify", "--json"]).json["broken"].clone();
    assert_eq!(verify(), Value::Null);
    assert_eq!(moved.old.run(&["sync"]).code, 0);
    assert_eq!(verify(), Value::Null);
    let lines = records(&moved.old);
    assert!(lines.iter().all(|line| line["act"]["head_unfit"].is_null()));
    assert!(lines.iter().any(|line| line["act"]["restored"]["head"].is_string()), "it says so itself");
    assert!(moved.old.run(&["records", "--lang", "en"]).out.contains("which are no longer here"));
    let file = moved.old.folder.path().join("all.json");
    let saved = moved.old.run(&["records", "export", "--json", "--out", text(&file)]).json;
    let checked = moved.old.run(&["records", "verify", text(&file), "--json", "--key", saved["key"].as_str().expect("A key")]);
    assert_eq!((checked.code, &checked.json["verdict"]), (0, &json!("vouched")), "{}{}", checked.out, checked.err);
}

#[test]
fn what_is_no_whole_backup_of_its_passphrase_changes_nothing() {
    let (moved, ..) = Move::prepared();
    assert_eq!(moved.back_up().code, 0);
    let whole = std::fs::read(&moved.file).expect("The backup");
    let new = moved.elsewhere();
    let other = moved.old.folder.path().join("other.age");
    let refused = |content: &[u8]| {
        std::fs::write(&other, content).expect("A file");
        moved.restore(&new, &other).failure()["code"].as_str().expect("A code").to_owned()
    };
    let end = whole.len();
    let header = whole.windows(4).position(|four| four == b"--- ").expect("The end of age's own header") + 4;
    for (offset, code) in
        [(3, "backup_foreign"), (header + 2, "backup_broken"), (header + 70, "backup_broken"), (end / 2, "backup_broken"), (end - 1, "backup_broken")]
    {
        let mut changed = whole.clone();
        changed[offset] ^= 1;
        assert_eq!(refused(&changed), code, "at {offset} of {end}");
    }
    for (cut, code) in [(0, "backup_foreign"), (60, "backup_broken"), (end / 3, "backup_broken"), (end - 1, "backup_broken")] {
        assert_eq!(refused(&whole[..cut]), code, "cut to {cut} of {end}");
    }
    assert_eq!(refused(b"a letter"), "backup_foreign");
    std::fs::write(moved.words(), "seven loud herons").expect("Another passphrase");
    assert_eq!(refused(&whole), "backup_passphrase_wrong");
    std::fs::write(moved.words(), "short").expect("Another passphrase");
    assert_eq!(moved.back_up().failure()["code"], "backup_passphrase_weak");
    let missing = new.run(&["restore", "nowhere.age", "--json", "--backup-passphrase-file", text(&moved.words())]);
    assert_eq!(missing.failure()["code"], "backup_unreadable");
    assert_eq!(new.run(&["restore", "nowhere.age", "--json"]).failure()["code"], "needs_backup_passphrase");
    assert_eq!(records(&new), Vec::<Value>::new(), "nothing was taken over");
    std::fs::write(moved.words(), PASSPHRASE).expect("The passphrase");
    assert_eq!(moved.restore(&new, &moved.file).code, 0, "and the whole one still can be");
}

#[test]
fn killed_at_any_moment_a_restore_is_whole_or_did_not_begin() {
    let (moved, ..) = Move::prepared();
    let lines = moved.back_up().json["records"].as_u64().expect("A count");
    let started = std::time::Instant::now();
    assert_eq!(moved.restore(&moved.elsewhere(), &moved.file).code, 0);
    let whole = started.elapsed();
    for part in [3, 5, 7, 8, 9] {
        let new = moved.elsewhere();
        let words = ["restore", text(&moved.file), "--backup-passphrase-file", text(&moved.words())].map(str::to_owned);
        let mut child = new.command(&words.each_ref().map(String::as_str)).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("It starts");
        std::thread::sleep(whole * part / 10 + Duration::from_millis(7));
        child.kill().expect("kill -9");
        child.wait().expect("It is gone");
        let come = records(&new).len() as u64;
        assert!(come == 0 || come > lines, "{come} of {lines} lines after {part} tenths");
        assert_eq!(new.run(&["records", "--verify", "--json"]).json["broken"], Value::Null);
        let again = moved.restore(&new, &moved.file);
        assert_eq!(again.code == 0, come == 0, "{}", again.err);
    }
}
