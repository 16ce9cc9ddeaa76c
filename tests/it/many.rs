//! Ending many connections by one act, at issuers that limit, lie, want the person, or are cut off in the middle.

use std::process::Stdio;

use renkei_tests::{Done, Issuers, Profile, wait};
use serde_json::{Value, json};

/// The live grants at one issuer.
fn at<'a>(grants: &'a [Value], issuer: &str) -> Vec<&'a Value> {
    grants.iter().filter(|grant| grant["issuer"]["id"] == issuer).collect()
}

fn ids(grants: &[&Value]) -> Vec<String> {
    grants.iter().map(|grant| grant["id"].as_str().expect("An id").to_owned()).collect()
}

/// Ends these by one act.
fn end(profile: &Profile, ids: &[String], wait: &str) -> Done {
    let words: Vec<&str> = std::iter::once("revoke").chain(ids.iter().map(String::as_str)).chain(["--yes", "--json", "--wait", wait]).collect();
    profile.run(&words)
}

fn counts(done: &Done, name: &str) -> u64 {
    done.json["counts"][name].as_u64().unwrap_or_else(|| panic!("no counts: {} {}", done.out, done.err))
}

fn live(issuers: &Issuers, issuer: &str) -> usize {
    let lives = |grant: &&Value| grant["issuer"] == issuer && grant["holder"] == "minami" && grant["connector"]["id"] != "renkei";
    issuers.all_grants().iter().filter(lives).filter(|grant| grant["status"]["state"] != "ended").count()
}

#[test]
fn all_of_a_company_end_at_every_issuer_and_a_second_act_does_nothing_twice() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grants = profile.grants();
    let of: Vec<&Value> = grants.iter().filter(|grant| grant["connector"]["id"] == "hiyori").collect();
    assert!(of.len() >= 2 && of.iter().any(|grant| grant["issuer"] != of[0]["issuer"]), "the cast has it at two issuers");
    let remotes: Vec<(String, String)> = of.iter().map(|grant| (grant["issuer"]["id"].as_str().expect("An id").to_owned(), issuers.remote(grant))).collect();
    let preview = profile.run(&["revoke", "--connector", "hiyori", "--preview", "--json"]);
    assert_eq!((preview.code, preview.json["total"].as_u64()), (0, Some(of.len() as u64)), "{}{}", preview.out, preview.err);
    let done = profile.run(&["revoke", "--connector", "hiyori", "--yes", "--json"]);
    assert_eq!((done.code, counts(&done, "verified")), (0, of.len() as u64), "{}{}", done.out, done.err);
    for (issuer, remote) in &remotes {
        assert_eq!(issuers.connector_tries(issuer, remote)["outcome"], "refused");
    }
    let deletes = issuers.counter("minato-card", "deletes");
    let again = end(&profile, &ids(&of), "10");
    assert_eq!((again.code, &again.json["id"]), (0, &done.json["id"]), "{}{}", again.out, again.err);
    assert_eq!(issuers.counter("minato-card", "deletes"), deletes);
    assert_eq!(profile.run(&["endings", "--json"]).json.as_array().map(Vec::len), Some(1), "one act");
    assert_eq!(profile.run(&["records", "--verify"]).code, 0);
}

#[test]
fn one_refusal_for_too_many_holds_the_others_back_and_none_is_lost() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grants = profile.grants();
    let there = ids(&at(&grants, "kotori-pay"));
    issuers.event(&json!({ "event": "limits", "issuer": "kotori-pay", "requests": 5, "window": 2 }));
    let done = end(&profile, &there, "90");
    assert_eq!((done.code, counts(&done, "verified")), (0, there.len() as u64), "{}{}", done.out, done.err);
    assert_eq!(live(&issuers, "kotori-pay"), 0);
    let limited = issuers.counter("kotori-pay", "limited");
    assert!(limited <= 2 * there.len() as u64, "asked beyond the limit {limited} times");
}

#[test]
fn more_than_the_hours_cap_waits_and_says_until_when() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    issuers.event(&json!({ "event": "limits", "issuer": "kotori-pay", "per_hour": 2 }));
    let grants = profile.grants();
    let there = ids(&at(&grants, "kotori-pay"));
    let done = end(&profile, &there, "5");
    assert_eq!((done.code, counts(&done, "verified"), counts(&done, "goes_on")), (4, 2, there.len() as u64 - 2), "{}{}", done.out, done.err);
    assert_eq!(issuers.counter("kotori-pay", "deletes"), 2);
    let party = &done.json["parties"][0];
    assert_eq!((party["pause"]["why"].as_str(), party["caps"]["per_hour"].as_u64()), (Some("cap"), Some(2)), "{party}");
    // What a person asks for by itself is not many at once.
    let said = profile.run(&["endings", done.json["id"].as_str().expect("An id"), "--lang", "en"]);
    assert!(said.out.contains("takes 2 an hour"), "{}", said.out);
}

/// Starts an act at an issuer that is slow to end, and kills the process once some of it was sent.
fn cut_off(profile: &Profile, issuers: &Issuers, there: &[String]) -> String {
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "slow", "ms": 1_000, "times": null }));
    let words: Vec<&str> = std::iter::once("revoke").chain(there.iter().map(String::as_str)).chain(["--yes", "--json"]).collect();
    let mut child = profile.command(&words).stdout(Stdio::null()).spawn().expect("It starts");
    wait("the first of them to be sent", || (issuers.counter("kotori-pay", "deletes") > 0).then_some(()));
    child.kill().expect("kill -9");
    child.wait().expect("It is gone");
    // Nothing is sent without a look: so the next calls send nothing before the stop.
    for path in ["list", "read"] {
        issuers.fault(&json!({ "issuer": "kotori-pay", "path": path, "fault": "status", "status": 503, "times": null }));
    }
    let all = profile.run(&["endings", "--json"]);
    let batch = all.json[0]["id"].as_str().unwrap_or_else(|| panic!("none: {} {}", all.out, all.err)).to_owned();
    profile.run(&["endings", "--stop", &batch, "--json", "--wait", "0"]);
    issuers.no_faults();
    batch
}

#[test]
fn stopped_in_the_middle_and_killed_it_waits_and_goes_on_when_it_is_told_to() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grants = profile.grants();
    let there = ids(&at(&grants, "kotori-pay"));
    let batch = cut_off(&profile, &issuers, &there);
    let stopped = profile.run(&["endings", "--stop", &batch, "--json", "--wait", "30"]);
    let held = counts(&stopped, "held");
    assert!(stopped.code == 4 && held > 0 && counts(&stopped, "goes_on") == 0, "{}{}", stopped.out, stopped.err);
    assert_eq!(live(&issuers, "kotori-pay") as u64, held, "what was not sent lives");
    let deletes = issuers.counter("kotori-pay", "deletes");
    assert_eq!(counts(&profile.run(&["endings", &batch, "--json", "--wait", "2"]), "held"), held, "a later start does not go on by itself");
    assert_eq!(issuers.counter("kotori-pay", "deletes"), deletes);
    issuers.no_faults();
    let done = profile.run(&["endings", "--resume", &batch, "--json", "--wait", "60"]);
    assert_eq!((done.code, counts(&done, "verified")), (0, there.len() as u64), "{}{}", done.out, done.err);
    assert_eq!(live(&issuers, "kotori-pay"), 0);
}

#[test]
fn withdrawn_the_rest_is_simply_not_ended() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grants = profile.grants();
    let there = ids(&at(&grants, "kotori-pay"));
    let batch = cut_off(&profile, &issuers, &there);
    profile.run(&["endings", "--stop", &batch]);
    let done = profile.run(&["endings", "--withdraw", &batch, "--json", "--wait", "30"]);
    let given_up = counts(&done, "withdrawn");
    assert!(done.code == 0 && given_up > 0 && given_up + counts(&done, "verified") == there.len() as u64, "{}{}", done.out, done.err);
    assert_eq!(live(&issuers, "kotori-pay") as u64, given_up);
    let results = done.json["parties"][0]["results"].as_array().expect("Results");
    let one = results.iter().find(|result| result["outcome"] == "withdrawn").expect("One");
    let shown = profile.run(&["show", one["grant"].as_str().expect("An id"), "--json"]);
    assert!(shown.json["ending"].is_null() && shown.json["grant"]["can_end"] == true, "{}", shown.out);
}

#[test]
fn one_that_waits_is_ended_when_it_is_asked_for_by_itself_and_stays_so_when_the_rest_is_given_up() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grants = profile.grants();
    let there = ids(&at(&grants, "kotori-pay"));
    let batch = cut_off(&profile, &issuers, &there);
    let stopped = profile.run(&["endings", "--stop", &batch, "--json", "--wait", "30"]);
    let held: Vec<Value> = stopped.json["parties"][0]["results"].as_array().expect("Results").iter().filter(|one| one["outcome"] == "held").cloned().collect();
    assert!(held.len() >= 2, "{}", stopped.out);
    let id = held[0]["grant"].as_str().expect("An id");
    let done = profile.run(&["revoke", id, "--yes", "--json"]);
    assert_eq!((done.code, &done.json["state"]), (0, &json!("verified")), "{}{}", done.out, done.err);
    let rest = profile.run(&["endings", "--withdraw", &batch, "--json", "--wait", "30"]);
    assert_eq!(counts(&rest, "withdrawn"), held.len() as u64 - 1, "{}", rest.out);
    assert_eq!(profile.run(&["show", id, "--json"]).json["ending"]["state"], "verified");
    assert_eq!(live(&issuers, "kotori-pay"), held.len() - 1);
    let asked = |line: &&Value| line["act"]["ending"]["grant"] == id && line["act"]["ending"]["state"] == "asked";
    let records = profile.run(&["records", "--json"]).json;
    assert_eq!(records.as_array().expect("Records").iter().filter(asked).count(), 2, "with the others, and by itself");
    assert_eq!(profile.run(&["records", "--verify"]).code, 0);
}

#[test]
fn what_was_given_anew_while_it_waited_is_left_alone() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grants = profile.grants();
    let all = at(&grants, "kotori-pay");
    let batch = cut_off(&profile, &issuers, &ids(&all));
    let stopped = profile.run(&["endings", "--stop", &batch, "--json", "--wait", "30"]);
    let results = stopped.json["parties"][0]["results"].as_array().expect("Results").clone();
    let held = |grant: &&&Value| results.iter().any(|result| result["grant"] == grant["id"] && result["outcome"] == "held") && grant["status"] == "active";
    let grant = all.iter().find(held).expect("One is held");
    let remote = issuers.remote(grant);
    issuers.event(&json!({ "event": "regrant", "issuer": "kotori-pay", "grant": remote }));
    issuers.no_faults();
    let done = profile.run(&["endings", "--resume", &batch, "--json", "--wait", "60"]);
    let now = done.json["parties"][0]["results"].as_array().expect("Results").iter().find(|result| result["grant"] == grant["id"]).expect("It").clone();
    assert_eq!((done.code, now["state"].as_str()), (3, Some("superseded")), "{}{}", done.out, done.err);
    assert_eq!(issuers.connector_tries("kotori-pay", &remote)["outcome"], "ok", "the new one lives");
}

#[test]
fn one_fresh_sign_in_serves_all() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grants = profile.grants();
    let all = at(&grants, "kotori-pay");
    let there = ids(&all);
    issuers.event(&json!({ "event": "step_up", "issuer": "kotori-pay", "max_age": 60 }));
    issuers.event(&json!({ "event": "advance_clock", "seconds": 120 }));
    let done = end(&profile, &there, "20");
    assert_eq!((done.code, counts(&done, "needs_you")), (4, there.len() as u64), "{}{}", done.out, done.err);
    let asked = issuers.counter("kotori-pay", "deletes");
    assert!(asked <= 3, "asked {asked} times for one sign-in");
    let account = all[0]["account"].as_str().expect("An account");
    let signed_in = profile.run(&["connect", account]);
    assert_eq!(signed_in.code, 0, "{}{}", signed_in.out, signed_in.err);
    let done = profile.run(&["endings", done.json["id"].as_str().expect("An id"), "--json", "--wait", "60"]);
    assert_eq!((done.code, counts(&done, "verified")), (0, there.len() as u64), "{}{}", done.out, done.err);
}

#[test]
fn one_that_lies_is_told_of_and_the_others_are_verified() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let grants = profile.grants();
    let there = ids(&at(&grants, "kotori-pay"));
    issuers.fault(&json!({ "issuer": "kotori-pay", "path": "end", "fault": "keep_on_end" }));
    let done = end(&profile, &there, "60");
    assert_eq!((done.code, counts(&done, "verified"), counts(&done, "not_ended")), (3, there.len() as u64 - 1, 1), "{}{}", done.out, done.err);
    let said = profile.run(&["endings", done.json["id"].as_str().expect("An id"), "--lang", "en"]);
    assert!(said.out.contains("1 has NOT ended") && said.out.contains("still there"), "{}", said.out);
}

#[test]
fn three_hundred_take_two_requests_each_and_a_few_lists() {
    let profile = Profile::practice();
    let issuers = profile.issuers();
    issuers.event(&json!({ "event": "give_many", "issuer": "minato-card", "holder": "minami", "count": 300 }));
    let grants = profile.grants();
    let there = at(&grants, "minato-card").len() as u64;
    assert!(there > 300);
    let before = ["lists", "reads", "deletes"].map(|name| issuers.counter("minato-card", name));
    let done = profile.run(&["revoke", "--all", "--yes", "--json", "--wait", "120"]);
    assert_eq!((done.code, counts(&done, "verified")), (0, grants.len() as u64), "{}{}", done.out.len(), done.err);
    let after = ["lists", "reads", "deletes"].map(|name| issuers.counter("minato-card", name));
    let asked: Vec<u64> = after.iter().zip(before).map(|(after, before)| after - before).collect();
    assert!(asked[0] <= 40 && asked[1] <= there + 30 && asked[2] <= there, "lists, reads, endings: {asked:?}");
    assert_eq!(live(&issuers, "minato-card"), 0);
}
