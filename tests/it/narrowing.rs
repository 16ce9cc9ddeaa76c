//! Taking a part of a grant away: seen by a new list, by the connector's own tokens, and by what the records and the proof say.

use std::fs::File;
use std::process::Stdio;

use renkei_tests::front::Front;
use renkei_tests::{Done, Issuers, Profile, wait};
use serde_json::{Value, json};

use renkei_tests::servers::{Server, connect, connector, free_port, keycloak_as};

/// An active grant of an issuer with several permissions, one of which is `scope`.
fn holding(profile: &Profile, issuer: &str, scope: &str) -> Value {
    let fits = |grant: &Value| {
        let permissions = grant["permissions"].as_array().map(Vec::as_slice).unwrap_or_default();
        grant["issuer"]["id"] == issuer && grant["status"] == "active" && permissions.len() > 1 && permissions.iter().any(|one| one["scope"] == scope)
    };
    profile.grants().into_iter().find(fits).expect("The cast holds one")
}

fn id(grant: &Value) -> &str {
    grant["id"].as_str().expect("An id")
}

fn scopes(grant: &Value) -> Vec<String> {
    grant["permissions"].as_array().expect("Permissions").iter().filter_map(|one| one["scope"].as_str().map(str::to_owned)).collect()
}

fn states(view: &Value) -> Vec<String> {
    view["steps"].as_array().expect("Steps").iter().filter_map(|step| step["state"].as_str().map(str::to_owned)).collect()
}

fn listed(profile: &Profile, grant: &Value) -> Value {
    profile.grants().into_iter().find(|other| other["id"] == grant["id"]).expect("It is listed")
}

fn narrowing(profile: &Profile, grant: &Value) -> Value {
    profile.run(&["show", id(grant), "--json"]).json["narrowing"].clone()
}

const MONEY: &str = "funds:top_up";

/// What stands before: a wallet that may move money, at an issuer that takes parts away at once.
fn scene() -> (Profile, Issuers, Value) {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grant = holding(&profile, "minato-card", MONEY);
    (profile, issuers, grant)
}

#[test]
fn a_part_is_taken_away_and_the_connection_goes_on() {
    let (profile, issuers, grant) = scene();
    let before = scopes(&grant);
    let preview = profile.run(&["narrow", id(&grant), "--drop", MONEY, "--preview", "--json"]);
    assert_eq!((&preview.json["drop"][0]["scope"], &preview.json["narrowing"]["left_alive"]), (&json!(MONEY), &json!("nothing")), "{}", preview.err);
    assert_eq!(issuers.counter("minato-card", "narrowings"), 0, "a preview asks for nothing");
    let done = profile.run(&["narrow", id(&grant), "--drop", MONEY, "--yes", "--json"]);
    assert_eq!((done.code, done.json["state"].as_str()), (0, Some("verified")), "{}{}", done.out, done.err);
    assert_eq!((&done.json["verified_by"], &done.json["left_alive"]), (&json!("permissions_gone"), &json!("none")));
    assert_eq!(states(&done.json), ["asked", "sent", "accepted", "verified"]);
    assert_eq!(done.json["steps"][3]["evidence"], "no_longer_held");
    assert_eq!(done.json["receipt"], Value::Null, "an issuer signs endings");
    let now = listed(&profile, &grant);
    assert_eq!((&now["status"], &now["birth"], &now["ending"]), (&json!("active"), &grant["birth"], &Value::Null), "no ending: {now}");
    assert_eq!(scopes(&now), before.iter().filter(|scope| *scope != MONEY).cloned().collect::<Vec<_>>());
    let page = profile.run(&["show", id(&grant), "--lang", "en"]);
    assert!(page.out.contains("The connection goes on") && !page.out.contains("has ended"), "{}", page.out);
    // What is not held any more cannot be taken away again.
    let again = profile.run(&["narrow", id(&grant), "--drop", MONEY, "--yes", "--json"]);
    assert!(["narrow_not_held", "cannot_narrow"].iter().any(|code| again.failure()["code"] == *code), "{}{}", again.out, again.err);
    told(&profile, &grant);
    // The ending of what is left is an ending like any other.
    let ended = profile.run(&["revoke", id(&grant), "--yes", "--json"]);
    assert_eq!((ended.code, &ended.json["verified_by"], &ended.json["narrows"]), (0, &json!("tokens_reported_dead"), &Value::Null), "{}", ended.out);
    assert_eq!(narrowing(&profile, &grant)["state"], "verified", "what was proved stays proved");
}

/// What records, the list of endings, and the proof say of it.
fn told(profile: &Profile, grant: &Value) {
    let records = profile.run(&["records", "--json"]).json;
    let lines = records.as_array().expect("Lines");
    let narrowed: Vec<&Value> = lines.iter().filter(|line| line["act"]["narrowing"]["grant"] == grant["id"]).collect();
    assert_eq!(narrowed.len(), 4, "each step is a line");
    assert!(narrowed.iter().all(|line| line["act"]["narrowing"]["drop"] == json!([MONEY])));
    assert!(!lines.iter().any(|line| line["act"]["ending"]["grant"] == grant["id"]), "none of them is called an ending");
    assert_eq!(profile.run(&["records", "--verify", "--json"]).code, 0);
    let all = profile.run(&["endings", "--json"]).json;
    let mine: Vec<&Value> = all.as_array().expect("Rows").iter().filter(|row| row["narrows"].is_object()).collect();
    assert_eq!((mine.len(), &mine[0]["narrows"]["drop"][0]["scope"]), (1, &json!(MONEY)));
    let file = profile.folder.path().join("proof.json");
    let made = profile.run(&["proof", id(grant), "--format", "json", "--out", file.to_str().expect("A path")]);
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    let proof: Value = serde_json::from_slice(&std::fs::read(&file).expect("A file")).expect("JSON");
    let content = &proof["facts"]["content"];
    assert_eq!((&content["endings"], content["narrowings"].as_array().map(Vec::len)), (&json!([]), Some(1)));
    assert_eq!(content["narrowings"][0]["verified_by"], "permissions_gone");
    assert_eq!(profile.run(&["records", "verify", file.to_str().expect("A path"), "--json"]).json["broken"], Value::Null);
}

#[test]
fn what_is_no_part_is_refused_before_anything_is_asked() {
    let (profile, issuers, grant) = scene();
    let all = scopes(&grant);
    let words = |flag: &str, words: &[&str]| {
        let line: Vec<&str> = ["narrow", id(&grant), "--yes", "--json", flag].iter().chain(words).copied().collect();
        profile.run(&line).failure()["code"].clone()
    };
    let every: Vec<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(words("--keep", &every), "narrow_keeps_all");
    assert_eq!(words("--drop", &every), "narrow_keeps_nothing");
    assert_eq!(words("--drop", &["statements:everything"]), "narrow_not_held");
    let who = profile.grants().into_iter().find(|grant| grant["issuer"]["id"] == "minato-card" && scopes(grant).contains(&"identity:read".to_owned()));
    if let Some(who) = who.filter(|grant| scopes(grant).len() > 1) {
        let fixed = profile.run(&["narrow", id(&who), "--drop", "identity:read", "--yes", "--json"]);
        assert_eq!(fixed.failure()["code"], "narrow_fixed");
    }
    for issuer in ["himawari-money", "tsukimi-credit"] {
        let grant = profile.grants().into_iter().find(|grant| grant["issuer"]["id"] == issuer && scopes(grant).len() > 1);
        let Some(grant) = grant else { continue };
        let scope = scopes(&grant).remove(0);
        let refused = profile.run(&["narrow", id(&grant), "--drop", &scope, "--yes", "--json"]);
        assert_eq!((&refused.failure()["code"], &refused.failure()["detail"]), (&json!("cannot_narrow"), &json!("not_offered")), "{issuer}");
        assert_eq!(profile.run(&["show", id(&grant), "--json"]).json["can_narrow"], false);
    }
    assert_eq!(issuers.counter("minato-card", "narrowings") + issuers.counter("himawari-money", "narrowings"), 0);
    assert!(profile.run(&["narrow", id(&grant), "--drop", MONEY, "--json"]).failure()["code"] == "needs_yes");
}

#[test]
fn a_yes_that_keeps_everything_is_never_called_narrowed() {
    let (profile, issuers, grant) = scene();
    issuers.fault(&json!({ "issuer": "minato-card", "path": "narrow", "fault": "keep_on_end", "times": null }));
    let done = profile.run(&["narrow", id(&grant), "--drop", MONEY, "--yes", "--json"]);
    assert_eq!((done.code, done.json["state"].as_str()), (3, Some("disputed")), "{}{}", done.out, done.err);
    assert_eq!(done.json["verified_by"], Value::Null);
    let last = done.json["steps"].as_array().and_then(|steps| steps.last()).expect("A step");
    assert_eq!(last["evidence"]["still_held"]["scopes"], json!([MONEY]));
    let said = profile.run(&["show", id(&grant), "--lang", "en"]);
    assert!(said.out.contains("NOT taken away") && said.out.contains("end the connection"), "{}", said.out);
    let events = profile.run(&["events", "--json"]).json;
    assert!(events.as_array().expect("Events").iter().any(|event| event["what"]["not_narrowed"]["grant"] == grant["id"]), "{events}");
    assert_eq!(listed(&profile, &grant)["status"], "active");
}

#[test]
fn lost_answers_and_failing_servers_are_gone_over() {
    for (fault, wanted) in [
        (json!({ "issuer": "minato-card", "path": "narrow", "fault": "drop_answer" }), vec!["asked", "sent", "waiting", "verified"]),
        (
            json!({ "issuer": "minato-card", "path": "narrow", "fault": "status", "status": 503 }),
            vec!["asked", "sent", "waiting", "sent", "accepted", "verified"],
        ),
    ] {
        let (profile, issuers, grant) = scene();
        issuers.fault(&fault);
        let done = profile.run(&["narrow", id(&grant), "--drop", MONEY, "--yes", "--json", "--wait", "30"]);
        assert_eq!((done.code, states(&done.json)), (0, wanted.into_iter().map(str::to_owned).collect()), "{fault}: {}{}", done.out, done.err);
    }
}

#[test]
fn it_goes_on_at_the_next_start_and_an_ending_goes_before_it() {
    let (profile, issuers, grant) = scene();
    let other = profile
        .grants()
        .into_iter()
        .find(|other| {
            other["issuer"]["id"] == "minato-card" && other["status"] == "active" && scopes(other).len() > 1 && other["connector"] != grant["connector"]
        })
        .expect("Another");
    let dropped = scopes(&other).into_iter().find(|scope| scope != "identity:read").expect("A scope");
    issuers.fault(&json!({ "issuer": "minato-card", "path": "narrow", "fault": "status", "status": 503, "times": null }));
    for (grant, scope) in [(&grant, MONEY), (&other, dropped.as_str())] {
        let waits = profile.run(&["narrow", id(grant), "--drop", scope, "--yes", "--json", "--wait", "2"]);
        assert!(waits.code == 4 && ["waiting", "sent"].iter().any(|state| waits.json["state"] == *state), "{}{}", waits.out, waits.err);
    }
    // Another part is not asked for meanwhile; the whole is, and that goes first.
    let else_ = scopes(&grant).into_iter().find(|scope| scope != MONEY && scope != "identity:read").expect("Another part");
    let refused = profile.run(&["narrow", id(&grant), "--drop", &else_, "--yes", "--json", "--wait", "1"]);
    assert_eq!(refused.failure()["code"], "narrow_open", "{}{}", refused.out, refused.err);
    let ended = profile.run(&["revoke", id(&grant), "--yes", "--json"]);
    assert_eq!((ended.code, ended.json["state"].as_str()), (0, Some("verified")), "{}{}", ended.out, ended.err);
    let overtaken = narrowing(&profile, &grant);
    let last = overtaken["steps"].as_array().and_then(|steps| steps.last()).expect("A step").clone();
    assert_eq!((&overtaken["state"], &last["evidence"]), (&json!("superseded"), &json!("ending_asked")), "{overtaken}");
    let late = profile.run(&["narrow", id(&grant), "--drop", MONEY, "--yes", "--json"]);
    assert_eq!((&late.failure()["code"], &late.failure()["detail"]), (&json!("cannot_narrow"), &json!("over")), "{}{}", late.out, late.err);
    // The next start has no fault; nobody asks again.
    drop(issuers);
    let done = wait("the narrowing", || Some(narrowing(&profile, &other)).filter(|one| one["state"] == "verified"));
    assert_eq!(done["verified_by"], "permissions_gone");
}

#[test]
fn what_comes_back_under_the_same_giving_is_disputed() {
    let (profile, issuers, grant) = scene();
    let done = profile.run(&["narrow", id(&grant), "--drop", MONEY, "--yes", "--json"]);
    assert_eq!(done.json["state"], "verified", "{}{}", done.out, done.err);
    issuers.event(&json!({ "event": "widen", "issuer": "minato-card", "grant": issuers.remote(&grant), "scope": MONEY }));
    profile.run(&["sync"]);
    let now = narrowing(&profile, &grant);
    assert_eq!(now["state"], "disputed", "{now}");
    let events = profile.run(&["events", "--json"]).json;
    let about = |what: &str| events.as_array().expect("Events").iter().filter(|event| event["what"][what]["grant"] == grant["id"]).count();
    assert_eq!((about("not_narrowed"), about("widened")), (1, 0), "told once, as what it is: {events}");
}

/// What the issuer's resource server answers where the connector calls this with the access token that it has.
fn called(issuers: &Issuers, issuer: &str, remote: &str, what: &str) -> u64 {
    let found = (0..8).map(|_| issuers.connector_tries(issuer, remote)).find(|tried| tried["what"] == what);
    found.expect("It calls each in turn")["access"].as_u64().expect("A status")
}

#[test]
fn tokens_keep_what_was_taken_away_for_as_long_as_the_issuer_declares() {
    const CALLS: [(&str, &str); 3] = [("categories:write", "PUT /categories"), (MONEY, "POST /top_up"), ("statements:read", "GET /statements")];
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let all = profile.grants();
    for (issuer, declared, after) in [("minato-card", "nothing", 403), ("kotori-pay", "signed_access_tokens", 200)] {
        let of =
            |grant: &&Value| grant["issuer"]["id"] == issuer && grant["status"] == "active" && scopes(grant).len() > 1 && !grant["access_until"].is_string();
        let named = |grant: &'_ Value| CALLS.into_iter().find(|(scope, _)| scopes(grant).contains(&(*scope).to_owned()));
        let (grant, (scope, what)) = all.iter().filter(of).find_map(|grant| Some((grant, named(grant)?))).expect("The cast holds one");
        let remote = issuers.remote(grant);
        assert_eq!(called(&issuers, issuer, &remote, what), 200, "{issuer} {what}");
        let preview = profile.run(&["narrow", id(grant), "--drop", scope, "--preview", "--json"]).json["narrowing"]["left_alive"].clone();
        assert!(preview == declared || preview[declared].is_object(), "{issuer}: {preview}");
        let done = profile.run(&["narrow", id(grant), "--drop", scope, "--yes", "--json"]);
        assert_eq!(done.json["state"], "verified", "{issuer} {scope}: {}{}", done.out, done.err);
        assert_eq!(done.json["left_alive"]["until"].is_string(), after == 200, "{issuer}: {}", done.json["left_alive"]);
        assert_eq!(called(&issuers, issuer, &remote, what), after, "{issuer} {what}");
    }
}

#[test]
fn an_ending_waits_for_a_narrowing_that_is_on_its_way() {
    let (profile, issuers, grant) = scene();
    let remote = issuers.remote(&grant);
    let at_issuer = || issuers.all_grants().into_iter().find(|other| other["id"] == json!(remote)).expect("It is kept");
    issuers.fault(&json!({ "issuer": "minato-card", "path": "narrow", "fault": "slow", "ms": 3000 }));
    let start = |words: &[&str]| profile.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("It starts");
    // The one that acts is another process, which outlasts those that ask.
    let mut watch = start(&["watch"]);
    let lock = wait("the lock", || File::open(profile.folder.path().join("profile/locks/profile")).ok());
    wait("somebody to act", || {
        let free = lock.try_lock().is_ok();
        lock.unlock().expect("It lets go");
        (!free).then_some(())
    });
    let narrow = start(&["narrow", id(&grant), "--drop", MONEY, "--yes", "--json"]);
    wait("the request to be on its way", || (issuers.counter("minato-card", "narrowings") == 1).then_some(()));
    let ended = profile.run(&["revoke", id(&grant), "--yes", "--json"]);
    assert_eq!((ended.code, ended.json["state"].as_str()), (0, Some("verified")), "{}{}", ended.out, ended.err);
    let narrowed = Done::from(narrow.wait_with_output().expect("It ends"));
    assert_eq!((narrowed.code, narrowed.json["state"].as_str()), (3, Some("superseded")), "{}{}", narrowed.out, narrowed.err);
    // Had the ending gone first, the issuer would have found nothing to take a part from.
    let left = at_issuer();
    assert!(!scopes(&left).contains(&MONEY.to_owned()) && left["status"]["state"] == "ended", "{left}");
    watch.kill().expect("It ends");
    watch.wait().expect("It ended");
}

/// The connector's own HTTP code at a real Keycloak, as `keihi`.
fn keihi(server: &Server, words: &[&str]) -> Value {
    let metadata = format!("{}/.well-known/openid-configuration", server.issuer);
    let (verb, rest) = words.split_first().expect("A verb");
    let line: Vec<&str> = [*verb, &metadata, "keihi", "keihi-secret"].iter().chain(rest).copied().collect();
    connector(&line)
}

#[test]
fn keycloak_takes_a_scope_away_and_refuses_what_still_asks_for_it() {
    const PAYMENTS: &str = "お金を動かす（支払いの指図）";
    let folder = Profile::ordinary();
    let port = free_port();
    let front = Front::open(port);
    let server = keycloak_as(folder.folder.path().join("keycloak"), port, &front.origin);
    let given = keihi(&server, &["obtain", "openid statements payments", "alice", "alice"]);
    let text = |name: &str| given[name].as_str().expect("A token").to_owned();
    let profile = Profile::ordinary();
    let connected = connect(&profile, &["--address", &server.issuer], "alice");
    assert_eq!(connected.code, 0, "{}{}", connected.out, connected.err);
    let grant = profile.grants().remove(0);
    assert!(scopes(&grant).contains(&PAYMENTS.to_owned()), "{:?}", scopes(&grant));
    // What every client asks for is not offered: each renewal would miss it.
    let fixed = profile.run(&["narrow", id(&grant), "--drop", "email", "--yes", "--json"]);
    assert_eq!(fixed.failure()["code"], "narrow_fixed", "{}{}", fixed.out, fixed.err);
    let done = profile.run(&["narrow", id(&grant), "--drop", PAYMENTS, "--yes", "--json"]);
    assert_eq!((done.code, done.json["state"].as_str()), (0, Some("verified")), "{}{}", done.out, done.err);
    assert_eq!((&done.json["verified_by"], &done.json["left_alive"]), (&json!("permissions_gone"), &json!("not_told")));
    let now = listed(&profile, &grant);
    assert_eq!((&now["birth"], &now["status"]), (&grant["birth"], &json!("active")), "the same consent, with its time");
    assert!(!scopes(&now).contains(&PAYMENTS.to_owned()) && scopes(&now).len() + 1 == scopes(&grant).len(), "{:?}", scopes(&now));
    // A token that is out keeps it, as declared, also for whoever asks the server; the next renewal is refused.
    let out = keihi(&server, &["introspect", &text("access_token")]);
    assert!(out["active"] == true && out["scope"].as_str().is_some_and(|scope| scope.contains("payments")), "{out}");
    let renewed = keihi(&server, &["refresh", &text("refresh_token")]);
    assert_eq!((&renewed["status"], &renewed["error"]), (&json!(400), &json!("invalid_scope")), "{renewed}");
    // The person allows it again: the server keeps the birth, so that this cannot be told from an issuer that gave it back.
    keihi(&server, &["obtain", "openid statements payments", "alice", "alice"]);
    assert_eq!(listed(&profile, &grant)["birth"], grant["birth"]);
    let again = narrowing(&profile, &grant);
    assert_eq!(again["state"], "disputed", "{again}");
    let said = profile.run(&["show", id(&grant), "--lang", "en"]);
    assert!(said.out.contains("also where you allowed it again"), "{}", said.out);
    // It can be taken away again, and the whole is ended like any other.
    let again = profile.run(&["narrow", id(&grant), "--drop", PAYMENTS, "--yes", "--json"]);
    assert_eq!(again.json["state"], "verified", "{}{}", again.out, again.err);
    let ended = profile.run(&["revoke", id(&grant), "--yes", "--json"]);
    assert_eq!((ended.code, &ended.json["verified_by"]), (0, &json!("grant_gone")), "{}{}", ended.out, ended.err);
}
