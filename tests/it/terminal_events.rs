//! What happens at the issuers without the person, in the terminal: each thing once, as it comes or as a list.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use renkei_tests::issuer::Issuer;
use renkei_tests::stage::Reply;
use renkei_tests::{Issuers, Profile, wait};
use serde_json::{Value, json};

const ISSUER: &str = "minato-card";

fn events(profile: &Profile) -> Vec<Value> {
    let done = profile.run(&["events", "--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    done.json.as_array().cloned().expect("A list")
}

fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().filter_map(|event| event["what"].as_object()?.keys().next().map(String::as_str)).collect()
}

fn let_in(issuers: &Issuers) {
    issuers.event(&json!({ "event": "let_in", "issuer": "himawari-money", "holder": "minami", "connector": "seisan-lab", "service": "keihi-note" }));
}

#[test]
fn what_happened_elsewhere_is_told_once_and_what_was_done_here_is_not() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    assert_eq!(events(&profile), Vec::<Value>::new(), "the first lists are no news");
    let soon = profile.run(&["grants", "--offline", "--filter", "expires_soon", "--json"]).json;
    assert!(soon.as_array().is_some_and(|soon| soon.iter().any(|grant| grant["own"] == false)), "nor is an end that was near already");
    // Its consent holds no other.
    let alone = |grant: &&Value| grant["issuer"]["id"] == ISSUER && grant["service"]["id"] == "subsc-uta";
    let grant = profile.grants().iter().find(alone).cloned().expect("The cast holds one");
    let remote = issuers.remote(&grant);
    issuers.event(&json!({ "event": "widen", "issuer": ISSUER, "grant": remote, "scope": "categories:write" }));
    let_in(&issuers);
    let all = events(&profile);
    let mut told = kinds(&all);
    told.sort_unstable();
    assert_eq!(told, ["new", "widened"], "{all:?}");
    let widened = all.iter().find(|event| event["what"]["widened"].is_object()).expect("One");
    assert_eq!((&widened["service"], &widened["seen"]), (&grant["service"]["name"], &json!(false)));
    assert_eq!(widened["permissions"].as_array().map(Vec::len), Some(1), "{widened}");
    assert_eq!(events(&profile).len(), 2, "told once");

    issuers.event(&json!({ "event": "suspend", "issuer": ISSUER, "grant": remote, "by": "issuer", "reason": null }));
    assert_eq!(kinds(&events(&profile))[0], "suspended", "the newest first");
    issuers.event(&json!({ "event": "end", "issuer": ISSUER, "grant": remote, "by": "connector", "reason": null }));
    assert_eq!(kinds(&events(&profile))[0], "ended");
    issuers.event(&json!({ "event": "regrant", "issuer": ISSUER, "grant": remote }));
    let anew = events(&profile);
    assert_eq!((kinds(&anew)[0], anew.len()), ("new", 5), "was this you? {anew:?}");

    let own = profile.active("kotori-pay");
    assert_eq!(profile.run(&["revoke", own["id"].as_str().expect("An id"), "--yes"]).code, 0);
    assert_eq!(events(&profile).len(), 5, "the person's own ending is no event");

    let number = anew[0]["number"].to_string();
    let seen = profile.run(&["events", "--offline", "--seen", &number, "--json"]).json;
    assert_eq!((&seen[0]["seen"], &seen[1]["seen"]), (&json!(true), &json!(false)));
    let shown = profile.run(&["events", "--offline"]).out;
    assert!(shown.contains("Was this you?") && shown.contains("not seen yet"), "{shown}");
    let japanese = profile.run(&["events", "--offline", "--lang", "ja"]).out;
    assert!(japanese.contains("あなたがつないだものですか？") && !japanese.contains("event-"), "{japanese}");
}

#[test]
fn an_incident_and_a_sign_in_that_ran_out_are_events_until_they_are_met() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    profile.grants();
    let told = issuers.event(&json!({ "event": "incident", "issuer": ISSUER, "connector": "hiyori" }));
    let notice = told["notices"][ISSUER].as_str().expect("An id").to_owned();
    let all = events(&profile);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0]["what"], json!({ "notice": { "issuer": ISSUER, "notice": notice } }));
    assert!(profile.run(&["events", "--offline"]).out.contains("tells something important"));
    profile.run(&["notices", "--offline", "--read", &notice]);
    assert_eq!(profile.run(&["events", "--offline", "--json"]).json[0]["seen"], true, "read is seen");

    issuers.event(&json!({ "event": "expire_app_tokens", "issuer": ISSUER }));
    issuers.event(&json!({ "event": "end_session", "issuer": ISSUER }));
    let all = profile.run(&["events", "--json"]).json;
    let found = all.as_array().into_iter().flatten().find(|event| event["what"]["sign_in"].is_object()).cloned();
    assert_eq!(found.map(|event| event["issuer"]["id"].clone()), Some(json!(ISSUER)), "{all}");
}

/// The program, with the lines that it prints as they come.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn begin(profile: &Profile, words: &[&str]) -> Self {
        let mut child = profile.command(&[&["watch"], words].concat()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("It starts");
        let (said, lines) = channel();
        let out = BufReader::new(child.stdout.take().expect("Piped"));
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| said.send(line)));
        // It says on standard error that it watches: the first look is over by then.
        let mut note = String::new();
        BufReader::new(child.stderr.take().expect("Piped")).read_line(&mut note).expect("A line");
        assert!(note.contains("atching"), "{note}");
        Self { child, lines }
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(30)).expect("A line in time")
    }

    fn stop(mut self) -> Option<i32> {
        let done = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().expect("kill");
        assert!(done.success());
        wait("the end of the watch", || self.child.try_wait().expect("A child")).code()
    }
}

#[test]
fn a_watch_tells_what_happens_as_it_comes_until_it_is_stopped() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    profile.grants();
    let watch = Watch::begin(&profile, &["--json"]);
    let_in(&issuers);
    // Another call on the profile wishes for a look; the watch carries it out.
    assert_eq!(profile.run(&["sync"]).code, 0);
    let event: Value = serde_json::from_str(&watch.line()).expect("One JSON value a line");
    assert_eq!((&event["issuer"]["id"], &event["seen"]), (&json!("himawari-money"), &json!(false)));
    assert!(event["what"]["new"].is_object(), "{event}");
    assert_eq!(watch.stop(), Some(0), "to be stopped is how it ends");

    let again = Watch::begin(&profile, &[]);
    assert!(again.line().contains("Was this you?"), "what nobody saw yet comes first");
    assert_eq!(again.stop(), Some(0));
}

#[test]
fn who_signed_out_need_not_sign_in() {
    let over = Arc::new(AtomicBool::new(false));
    let now = Arc::clone(&over);
    let stage = Issuer::default()
        .but(move |heard| {
            let refused = match heard.path.as_str() {
                "/grants/" => Reply::new(401, "application/json", "{}"),
                "/token" => Reply::new(400, "application/json", json!({ "error": "invalid_grant" }).to_string()),
                _ => return None,
            };
            now.load(Ordering::Relaxed).then_some(refused)
        })
        .open();
    let profile = Profile::ordinary();
    assert_eq!(profile.connect(&stage.here, &[]).code, 0);
    over.store(true, Ordering::Relaxed);
    profile.run(&["sync"]);
    let event = || profile.run(&["events", "--offline", "--json"]).json[0].clone();
    let told = event();
    assert_eq!(told["seen"], false, "{told}");
    let account = told["what"]["sign_in"]["account"].as_str().expect("A sign-in");
    let done = profile.run(&["sign-out", account]);
    assert_eq!((done.code, event()["seen"].clone()), (0, json!(true)), "{}", done.err);
}
