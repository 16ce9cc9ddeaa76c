//! What the terminal says of endings that do not come to their end at once, and of connections that are over.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use renkei_tests::issuer::{Issuer, document};
use renkei_tests::stage::{Reply, Stage};
use renkei_tests::{Done, Profile, wait};
use serde_json::{Value, json};

#[test]
fn ctrl_c_says_that_the_ending_goes_on_and_it_does() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let id = grant["id"].as_str().expect("An id");
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "status", "status": 503, "times": null }));
    let start = |words: &[&str]| profile.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("It starts");
    let child = start(&["revoke", id, "--yes"]);
    wait("the ending to be written down", || {
        let shown = profile.run(&["show", id, "--json"]);
        shown.json["ending"]["steps"].as_array().filter(|steps| steps.len() > 2).map(|_| ())
    });
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    let done = Done::from(child.wait_with_output().expect("It ends"));
    assert_eq!(done.code, 130, "{}{}", done.out, done.err);
    assert!(done.out.contains("NOT ended") && done.err.contains("NOT") && done.err.contains("next start"), "{}{}", done.out, done.err);
    drop(issuers);
    let again = profile.run(&["revoke", id, "--yes", "--json"]);
    assert_eq!((again.code, again.json["state"].as_str()), (0, Some("verified")), "{}{}", again.out, again.err);
}

#[test]
fn an_ending_that_needs_a_sign_in_says_how_and_goes_on_after_it() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let (id, account) = (grant["id"].as_str().expect("An id"), grant["account"].as_str().expect("An account"));
    issuers.event(&json!({ "event": "step_up", "issuer": "kotori-pay", "max_age": 60 }));
    issuers.event(&json!({ "event": "advance_clock", "seconds": 120 }));
    let done = profile.run(&["revoke", id, "--yes", "--wait", "10"]);
    let end = account.rsplit('-').next().expect("An end");
    assert!(done.code == 4 && done.out.contains(&format!("connect {end}")), "{}{}", done.out, done.err);
    let signed_in = profile.run(&["connect", end]);
    assert_eq!(signed_in.code, 0, "{}{}", signed_in.out, signed_in.err);
    let again = profile.run(&["revoke", id, "--yes", "--json", "--wait", "20"]);
    assert_eq!((again.code, again.json["state"].as_str()), (0, Some("verified")), "{}{}", again.out, again.err);
}

#[test]
fn a_day_for_what_has_ended_is_refused() {
    let profile = Profile::practice();
    let _issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    let id = grant["id"].as_str().expect("An id");
    assert_eq!(profile.run(&["revoke", id, "--yes"]).code, 0);
    let done = profile.run(&["until", id, "2099-12-31", "--json"]);
    assert!(done.code != 0 && done.failure()["code"] == "cannot_end", "{}{}", done.out, done.err);
    assert!(profile.run(&["show", id, "--json"]).json["grant"]["own_end_plan"].is_null(), "nothing is set");
}

#[test]
fn a_waiting_ending_says_that_it_goes_on() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = profile.active("kotori-pay");
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "status", "status": 503, "times": null }));
    let done = profile.run(&["revoke", grant["id"].as_str().expect("An id"), "--yes", "--wait", "2"]);
    assert!(done.code == 4 && done.out.contains("next call of renkei or the next start of the app"), "{}{}", done.out, done.err);
}

/// A server that does not tell one giving of a connection from the next, and whose answer to the first ending is lost.
fn forgetful(deletes: &Arc<AtomicU32>) -> Stage {
    let deletes = Arc::clone(deletes);
    let document = |here: &str| {
        let mut document = document(here, &json!("loopback_any_port"));
        (document["adapter"], document["grants_endpoint"]) = (json!("keycloak"), json!(format!("{here}/account")));
        document
    };
    let issuer = Issuer::default().but(move |heard| match (heard.method.as_str(), heard.path.as_str()) {
        ("GET", "/.well-known/renkei-issuer") => Some(Reply::json(&document(&heard.here))),
        ("GET", "/account/applications") => {
            let there = json!([{ "clientId": "tsumitate", "clientName": "Tsumitate", "inUse": true, "offlineAccess": true }]);
            Some(Reply::json(&if deletes.load(Ordering::Relaxed) < 2 { there } else { json!([]) }))
        }
        ("DELETE", "/account/applications/tsumitate/consent") => {
            let lost = deletes.fetch_add(1, Ordering::Relaxed) == 0;
            Some(Reply::new(if lost { 503 } else { 204 }, "text/plain", ""))
        }
        _ => None,
    });
    issuer.open()
}

/// A profile with an ending there that only the person can decide on; and the connection's id.
fn undecided(stage: &Stage) -> (Profile, String, Done) {
    let profile = Profile::ordinary();
    let connected = profile.connect(&stage.here, &[]);
    assert_eq!(connected.code, 0, "{}{}", connected.out, connected.err);
    let id = profile.grants()[0]["id"].as_str().expect("An id").to_owned();
    let done = profile.run(&["revoke", &id, "--yes", "--wait", "20"]);
    (profile, id, done)
}

#[test]
fn what_only_the_person_can_decide_is_asked_and_no_yes_in_advance_decides_it() {
    let deletes = Arc::default();
    let stage = forgetful(&deletes);
    let (profile, id, first) = undecided(&stage);
    assert_eq!(first.code, 4, "{}{}", first.out, first.err);
    for words in ["your answer is needed", "knows of no answer", "--now-listed"] {
        assert!(first.out.contains(words), "{words}: {}", first.out);
    }
    assert!(!first.out.contains("sign in") && !first.out.contains("Sign-in"), "{}", first.out);
    let shown = profile.run(&["show", &id]);
    assert!(shown.out.contains("your answer is needed") && !shown.out.contains("Sign-in needed"), "{}", shown.out);

    let again = profile.run(&["revoke", &id, "--yes", "--json"]);
    assert_eq!((again.code, again.json["state"].as_str()), (4, Some("needs_you")), "{}{}", again.out, again.err);
    let failure: Value = serde_json::from_str(again.err.trim()).expect("JSON");
    assert_eq!(failure["failure"]["code"], "needs_now_listed");
    assert!(failure["failure"]["body"].as_str().is_some_and(|body| body.contains("--now-listed")), "{failure}");
    assert_eq!(deletes.load(Ordering::Relaxed), 1, "nothing more was sent");

    let decided = profile.run(&["revoke", &id, "--now-listed", "--json"]);
    assert_eq!((decided.code, decided.json["state"].as_str()), (0, Some("verified")), "{}{}", decided.out, decided.err);
    assert_eq!(deletes.load(Ordering::Relaxed), 2);
}

/// Types a line to a call at a terminal of its own; gives back all that stood on that terminal.
fn typed(profile: &Profile, words: &[&str], line: &str) -> (i32, String) {
    let call = profile.command(words);
    let quoted = |word: &std::ffi::OsStr| format!("'{}'", word.to_string_lossy());
    let call: Vec<String> = std::iter::once(call.get_program()).chain(call.get_args()).map(quoted).collect();
    let mut command = Command::new("script");
    command.args(["-qec", &call.join(" "), "/dev/null"]).env_remove("DBUS_SESSION_BUS_ADDRESS").env("XDG_RUNTIME_DIR", profile.folder.path());
    let mut child = command.env("LANG", "en_US.UTF-8").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("script starts");
    std::io::Write::write_all(child.stdin.as_mut().expect("A terminal"), format!("{line}\n").as_bytes()).expect("It reads");
    let done = Done::from(child.wait_with_output().expect("It ends"));
    (done.code, done.out)
}

#[test]
fn a_typed_yes_decides_it_and_anything_else_leaves_it() {
    let deletes = Arc::default();
    let stage = forgetful(&deletes);
    let (profile, id, _) = undecided(&stage);
    let (code, said) = typed(&profile, &["revoke", &id], "no");
    assert!(code == 3 && said.contains("your answer is needed") && said.contains("Nothing was ended"), "{code} {said}");
    assert_eq!(deletes.load(Ordering::Relaxed), 1);
    let (code, said) = typed(&profile, &["revoke", &id], "yes");
    assert_eq!(code, 0, "{said}");
    assert_eq!(deletes.load(Ordering::Relaxed), 2);
}

#[test]
fn what_is_over_is_said_to_be_and_since_when() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let together = |grant: &Value| !issuers.all_grants().into_iter().find(|other| other["birth"] == grant["birth"]).expect("It")["ends_together"].is_null();
    let grant = profile.grants().into_iter().find(|grant| grant["status"] == "active" && together(grant)).expect("The cast holds one");
    let id = grant["id"].as_str().expect("An id");
    let ended = profile.run(&["revoke", id, "--yes"]);
    assert!(ended.code == 0 && ended.out.contains("Announced to end together with it (1)"), "{}", ended.out);
    assert_eq!(profile.run(&["sync", "--json"]).code, 0);
    let again = profile.run(&["revoke", id, "--yes"]);
    assert!(again.out.contains("Seen to be over"), "{}", again.out);
    let json = profile.run(&["show", id, "--json"]).json;
    let other = json["ending"]["together"][0]["grant"].as_str().expect("Another").to_owned();

    let list = profile.run(&["grants", "--filter", "ended"]);
    assert!(list.out.contains("Ended 2") && list.out.contains("Gone from the list 2"), "{}", list.out);
    assert!(!list.out.contains("Until it is ended") && !list.out.contains("Until 2"), "{}", list.out);
    let page = profile.run(&["show", id]);
    for words in ["Ended by", "You", "What was told last", "Ended 2", "Told before"] {
        assert!(page.out.contains(words), "{words}: {}", page.out);
    }
    let gone = profile.run(&["show", &other]);
    let service = grant["service"]["name"].as_str().expect("A name");
    let title = format!("Gone from the list together with the ending of “{service}”");
    let end = id.rsplit('-').next().expect("An end");
    assert!(gone.out.contains(&title) && gone.out.contains(&format!("show {end}")) && gone.out.contains("What was told last"), "{}", gone.out);
}
