//! Where the secrets are: a keychain that is proved by a write, else a passphrase, never plain text.

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
