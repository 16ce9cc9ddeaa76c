//! Where the secrets are: a keychain that is proved by a write, else a passphrase, never plain text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use renkei_tests::{Done, Profile, program};

#[test]
fn without_keychain_and_passphrase_nothing_is_opened() {
    let folder = tempfile::tempdir().expect("A folder");
    let mut command = Command::new(program());
    command.arg("--profile").arg(folder.path().join("profile")).args(["issuers", "--json"]).stdin(Stdio::null());
    command.env("XDG_RUNTIME_DIR", folder.path()).env_remove("DBUS_SESSION_BUS_ADDRESS");
    let done = Done::from(command.output().expect("The program starts"));
    assert_eq!(done.code, 1);
    assert!(done.err.contains("no_keychain"), "{}", done.err);
    assert!(!folder.path().join("profile/renkei.db").exists(), "nothing half-made stays");
}

#[test]
fn a_passphrase_opens_what_it_closed_and_no_other_does() {
    let profile = Profile::ordinary();
    assert_eq!(profile.run(&["issuers", "--json"]).code, 0);
    std::fs::write(profile.folder.path().join("passphrase"), "another\n").expect("A file");
    let done = profile.run(&["issuers", "--json"]);
    assert!(done.code == 1 && done.err.contains("wrong_passphrase"), "{}", done.err);
}

#[test]
fn the_systems_keychain_keeps_the_key() {
    let folder = tempfile::tempdir().expect("A folder");
    let script = "printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; \
                  \"$0\" --profile \"$1\" issuers --json && \"$0\" --profile \"$1\" records --json";
    let output = Command::new("dbus-run-session")
        .args(["--", "bash", "-c", script])
        .arg(program())
        .arg(folder.path().join("profile"))
        .env("HOME", folder.path())
        .env("XDG_RUNTIME_DIR", folder.path())
        .env("XDG_DATA_HOME", folder.path().join("data"))
        .stdin(Stdio::null())
        .output()
        .expect("dbus-run-session");
    let done = Done::from(output);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert!(folder.path().join("profile/renkei.db").exists());
    assert!(!folder.path().join("profile/vault.sealed").exists(), "no file stands in for the keychain");
    // Without the keychain, what it closed stays closed.
    let mut command = Command::new(program());
    command.arg("--profile").arg(folder.path().join("profile")).args(["issuers", "--json"]).stdin(Stdio::null());
    command.env("XDG_RUNTIME_DIR", folder.path().join("none")).env_remove("DBUS_SESSION_BUS_ADDRESS");
    let closed = Done::from(command.output().expect("The program starts"));
    assert_eq!(closed.code, 1, "{}", closed.out);
}

/// A call on a folder of one's own choice, as bare as in [`Profile::command`].
fn on(profile: &Profile, folder: &Path, words: &[&str]) -> Done {
    let mut command = Command::new(program());
    command.arg("--profile").arg(folder).args(words).stdin(Stdio::null());
    command.env_remove("DBUS_SESSION_BUS_ADDRESS").env("XDG_RUNTIME_DIR", profile.folder.path()).env("LANG", "en_US.UTF-8");
    command.output().expect("The program starts").into()
}

/// Every file of a folder with its content.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("A folder") {
        let path = entry.expect("An entry").path();
        if path.is_dir() {
            all.extend(content(&path));
        } else {
            all.insert(path.clone(), std::fs::read(&path).expect("A file"));
        }
    }
    all
}

#[test]
fn a_passphrase_file_that_is_missing_or_empty_is_named() {
    let profile = Profile::ordinary();
    let file = profile.folder.path().join("passphrase");
    std::fs::write(&file, "\n").expect("A file");
    let empty = profile.run(&["issuers", "--json"]);
    assert!(empty.code == 1 && empty.err.contains("passphrase_empty"), "{}", empty.err);
    std::fs::remove_file(&file).expect("It is there");
    for lang in ["ja", "en"] {
        let missing = profile.run(&["issuers", "--lang", lang]);
        assert!(missing.code == 1 && missing.err.contains(file.to_str().expect("A name")), "{}", missing.err);
    }
    assert!(profile.run(&["issuers", "--json"]).err.contains("passphrase_unreadable"));
    let descriptor = on(&profile, &profile.folder.path().join("other"), &["--passphrase-fd", "99", "issuers", "--json"]);
    assert!(descriptor.err.contains("passphrase_unreadable"), "{}", descriptor.err);
}

#[test]
fn a_profile_of_the_other_kind_is_said_to_be_one_and_left_as_it_is() {
    let (practice, ordinary) = (Profile::practice(), Profile::ordinary());
    assert_eq!(practice.run(&["issuers", "--json"]).code, 0);
    assert_eq!(ordinary.run(&["issuers", "--json"]).code, 0);
    let passphrase = ordinary.folder.path().join("passphrase");
    let passphrase = passphrase.to_str().expect("A name");
    let folder = practice.folder.path().join("profile");
    let before = content(&folder);
    let done = on(&practice, &folder, &["--passphrase-file", passphrase, "issuers", "--json"]);
    assert!(done.code == 1 && done.err.contains("practice_profile") && done.err.contains("--practice"), "{}", done.err);
    assert_eq!(content(&folder), before);
    let folder = ordinary.folder.path().join("profile");
    let before = content(&folder);
    for command in ["issuers", "practice"] {
        let done = on(&ordinary, &folder, &["--practice", command, "--json"]);
        assert!(done.code == 1 && done.err.contains("ordinary_profile"), "{}", done.err);
        assert_eq!(content(&folder), before, "{command}");
    }
}

#[test]
fn a_folder_that_cannot_be_one_is_named() {
    let profile = Profile::ordinary();
    let file = profile.folder.path().join("passphrase");
    for folder in [Path::new("/proc/renkei"), file.as_path()] {
        for words in [&["--passphrase-file", "none", "issuers", "--json"][..], &["--practice", "issuers", "--json"], &["--practice", "practice", "--json"]] {
            let done = on(&profile, folder, words);
            assert!(done.code == 1 && done.err.contains("bad_folder"), "{words:?} {}", done.err);
            assert!(done.err.contains(folder.to_str().expect("A name")), "{}", done.err);
        }
    }
}

#[test]
fn a_name_that_leads_nowhere_is_told_from_no_connection() {
    let profile = Profile::ordinary();
    let connect = |address: &str| {
        let mut command = profile.command(&["connect", "--json", "--address", address]);
        for proxy in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
            command.env_remove(proxy);
        }
        let done = Done::from(command.output().expect("The program starts"));
        (done.json["state"]["failed"]["why"]["code"].clone(), done.err)
    };
    let (code, said) = connect("https://issuer.invalid/");
    assert_eq!(code, "unknown_host", "{said}");
    assert!(said.contains("address") && said.contains("network"), "{said}");
    let (code, said) = connect("https://127.0.0.1:1/");
    assert_eq!(code, "offline", "{said}");
}

#[test]
fn an_empty_profile_says_what_to_do_first() {
    let profile = Profile::ordinary();
    for command in ["grants", "sync", "sign-ins", "records"] {
        let done = profile.run(&[command]);
        let next = ["No payment company is connected yet", "issuers", "connect", "renkei --practice"];
        assert!(done.code == 0 && next.iter().all(|words| done.out.contains(words)), "{command}: {}{}", done.out, done.err);
    }
    assert!(profile.run(&["issuers"]).out.contains("--address"));
    assert_eq!(profile.run(&["grants", "--json"]).out.trim(), "[]");
}

#[test]
fn nobody_waits_for_a_call_that_waits_for_a_passphrase() {
    let profile = Profile::ordinary();
    let pipe = profile.folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let folder = profile.folder.path().join("profile");
    let first = || {
        let mut command = Command::new(program());
        command.arg("--profile").arg(&folder).arg("--passphrase-file").arg(&pipe).args(["issuers", "--json"]).stdin(Stdio::null());
        command.env_remove("DBUS_SESSION_BUS_ADDRESS").env("XDG_RUNTIME_DIR", profile.folder.path());
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("The program starts");
        // Until it waits for the passphrase.
        std::thread::sleep(std::time::Duration::from_millis(800));
        child
    };
    let told = |child: std::process::Child, passphrase: &str| {
        std::fs::write(&pipe, passphrase).expect("It reads");
        Done::from(child.wait_with_output().expect("It ends"))
    };
    for (passphrase, code) in [("another\n", 1), ("correct horse\n", 0)] {
        let waiting = first();
        let mut second = profile.command(&["issuers", "--json"]).stdout(Stdio::null()).spawn().expect("The program starts");
        let ended = renkei_tests::wait("the second call", || second.try_wait().expect("A child"));
        assert_eq!(ended.code(), Some(0), "it makes the profile, or opens it");
        // What was made meanwhile is opened by its own passphrase alone.
        let done = told(waiting, passphrase);
        assert_eq!(done.code, code, "{}{}", done.out, done.err);
        assert!(code == 0 || done.err.contains("wrong_passphrase"), "{}", done.err);
    }
}
