//! The practice issuers in the hands of one call after another.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use renkei_tests::{Done, Profile, program, wait};
use serde_json::{Value, json};

#[test]
fn a_call_takes_over_practice_issuers_whose_process_ended() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let id = grant["id"].as_str().expect("An id");
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "status", "status": 503, "times": null }));
    let child = profile.command(&["revoke", id, "--yes", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("It starts");
    wait("a first try", || {
        let shown = profile.run(&["show", id, "--json"]);
        shown.json["ending"]["steps"].as_array().filter(|steps| steps.len() > 2).map(|_| ())
    });
    drop(issuers);
    let done = Done::from(child.wait_with_output().expect("It ends"));
    assert_eq!((done.code, done.json["state"].as_str()), (0, Some("verified")), "{}{}", done.out, done.err);
}

fn start(profile: &Profile, words: &[&str]) -> Child {
    profile.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("It starts")
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().expect("kill").success());
}

/// What the file says that tells where the issuers of a folder are.
fn told(issuers: &std::path::Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(issuers.join("practice.lock")).ok()?).ok()
}

fn runs(profile: &Profile) -> Option<u64> {
    told(&profile.folder.path().join("profile/issuers"))?["pid"].as_u64()
}

#[test]
fn the_command_practice_keeps_them_running_from_call_to_call() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let second = start(&profile, &["practice", "--json"]);
    let pid = u64::from(second.id());
    std::thread::sleep(std::time::Duration::from_millis(800));
    assert_ne!(runs(&profile), Some(pid));
    drop(issuers);
    wait("the second to take over", || (runs(&profile) == Some(pid)).then_some(()));
    assert_eq!(profile.run(&["sync", "--json"]).code, 0);
    assert_eq!(runs(&profile), Some(pid), "it goes on after a call that used them");
    signal(&second, "-INT");
    let done = Done::from(second.wait_with_output().expect("It ends"));
    assert_eq!((done.code, &done.json["started_here"]), (0, &Value::Bool(false)), "{}{}", done.out, done.err);
}

#[test]
fn a_list_that_their_end_cut_off_is_asked_for_anew() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    assert_eq!(profile.run(&["sync", "--json"]).code, 0);
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "list", "fault": "hang", "times": null }));
    issuers.fault(&json!({ "issuer": "minato-card", "path": "list", "fault": "slow", "ms": 20_000, "times": null }));
    let lists = issuers.counter("himawari-money", "lists");
    let child = start(&profile, &["sync", "--json"]);
    wait("the lists to be asked for", || (issuers.counter("himawari-money", "lists") > lists).then_some(()));
    std::thread::sleep(std::time::Duration::from_millis(500));
    drop(issuers);
    let done = Done::from(child.wait_with_output().expect("It ends"));
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert!(done.json["accounts"].as_array().expect("Accounts").iter().all(|state| state["account"]["trouble"].is_null()), "{}", done.out);
}

#[test]
fn a_start_that_fails_for_good_is_said() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let port = told(&profile.folder.path().join("profile/issuers")).expect("The file")["issuers"]["kotori-pay"].as_u64().expect("A port");
    let second = start(&profile, &["practice", "--json"]);
    std::thread::sleep(std::time::Duration::from_millis(800));
    // It may not be faster than the stranger on the port.
    signal(&second, "-STOP");
    drop(issuers);
    let stranger = wait("the port", || TcpListener::bind(("127.0.0.1", u16::try_from(port).expect("A port"))).ok());
    signal(&second, "-CONT");
    std::thread::sleep(std::time::Duration::from_secs(4));
    drop(stranger);
    let pid = u64::from(second.id());
    wait("them to come back", || (runs(&profile) == Some(pid)).then_some(()));
    signal(&second, "-INT");
    let done = Done::from(second.wait_with_output().expect("It ends"));
    assert!(done.code == 0 && done.err.contains("do not come back") && done.err.contains(&port.to_string()), "{}{}", done.out, done.err);
}

#[test]
fn the_command_practice_has_a_folder_of_its_own_without_being_told() {
    let profile = Profile::ordinary();
    let data = profile.folder.path().join("data");
    let mut command = Command::new(program());
    command.args(["practice", "--json"]).env("XDG_DATA_HOME", &data).stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = command.spawn().expect("It starts");
    let issuers = data.join("renkei/practice/issuers");
    wait("the practice issuers", || (told(&issuers).is_some() || data.join("renkei/profile/issuers/practice.lock").exists()).then_some(()));
    child.kill().expect("It runs");
    child.wait().expect("It is gone");
    assert!(issuers.exists() && !data.join("renkei/profile").exists(), "the profile of real issuers is left alone");
    // Nor does a folder of issuers beside it make an ordinary profile another one.
    assert_eq!(profile.run(&["issuers", "--json"]).code, 0);
    std::fs::create_dir(profile.folder.path().join("profile/issuers")).expect("A folder");
    let again = profile.run(&["issuers", "--json"]);
    assert_eq!(again.code, 0, "{}", again.err);
}
