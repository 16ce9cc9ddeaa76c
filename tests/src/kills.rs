//! The real program, ended by `kill -9` at random moments of an ending, and what is left afterwards: real processes, a
//! real database, real practice issuers.

use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};

use crate::servers::{Given, give};
use crate::{Issuers, Profile, wait};

const ISSUER: &str = "kotori-pay";
/// The longest time that a process is let live, in milliseconds: beyond it an ending is over.
const LONGEST: u64 = 900;

/// How rounds ended.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Killed before the wish was on disk: nothing happened.
    pub not_asked: u32,
    /// Gone on with by itself, and proved.
    pub verified: u32,
    /// Given anew before it went on: the new one lives.
    pub superseded: u32,
}

/// Plays so many rounds on one profile.
///
/// # Panics
/// Where a promise is broken; the round and its seed are said.
pub fn play(rounds: u32, seed: u64) -> Tally {
    let mut rng = fastrand::Rng::with_seed(seed);
    let profile = Profile::practice();
    let issuers = profile.issuers();
    let mut tally = Tally::default();
    for round in 0..rounds {
        let grant = profile.active(ISSUER);
        let (lives, anew) = (rng.u64(..LONGEST), rng.bool());
        let told = format!("seed {seed}, round {round}: killed after {lives} ms, given anew: {anew}");
        one(&profile, &issuers, &grant, lives, anew, &mut tally, &told);
        let records = profile.run(&["records", "--verify", "--json"]);
        assert!(records.code == 0 && records.json["broken"].is_null(), "{told}: {}{}", records.out, records.err);
    }
    tally
}

/// Plays so many rounds at a real Keycloak, on a profile that is signed in there as alice.
///
/// # Panics
/// Where a promise is broken; the round and its seed are said.
pub fn play_at_keycloak(profile: &Profile, issuer: &str, rounds: u32, seed: u64) -> Tally {
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut tally = Tally::default();
    for round in 0..rounds {
        let mut given = give(issuer, "kakeibo", "openid");
        let listed = profile.grants().into_iter().find(|grant| grant["connector"]["id"] == given.client() && grant["status"] == "active");
        let grant = listed.expect("It is listed");
        let (lives, anew) = (rng.u64(..2 * LONGEST), rng.bool());
        let told = format!("Keycloak, seed {seed}, round {round}: killed after {lives} ms, given anew: {anew}");
        one_at_keycloak(profile, issuer, &mut given, grant["id"].as_str().expect("An id"), (lives, anew), &mut tally, &told);
        let records = profile.run(&["records", "--verify", "--json"]);
        assert!(records.code == 0 && records.json["broken"].is_null(), "{told}: {}{}", records.out, records.err);
    }
    tally
}

fn one_at_keycloak(profile: &Profile, issuer: &str, given: &mut Given, id: &str, (lives, anew): (u64, bool), tally: &mut Tally, told: &str) {
    kill(profile, id, lives);
    let ended_before = given.refresh(issuer).0 != 200;
    // Given while the first one stands, it is the same one still.
    let mut later = anew.then(|| give(issuer, given.client(), "openid"));
    let ending = settled(profile, id);
    let gets_in = later.as_mut().unwrap_or(given).refresh(issuer).0 == 200;
    if let (Some(_), true) = (&later, ended_before) {
        assert!(gets_in, "{told}: what was given later was ended: {ending}");
    }
    match ending["state"].as_str() {
        None => {
            assert!(gets_in && !ended_before, "{told}: ended, and nobody is told that it was asked for");
            tally.not_asked += 1;
        }
        Some("verified") => {
            assert_ne!(given.refresh(issuer).0, 200, "{told}: {ending}");
            assert_eq!(gets_in, anew && ended_before, "{told}: {ending}");
            tally.verified += 1;
        }
        Some("superseded") => {
            assert!(anew && ended_before, "{told}: {ending}");
            tally.superseded += 1;
        }
        other => panic!("{told}: {other:?} {ending}"),
    }
}

/// Starts an ending and kills it after so many milliseconds.
fn kill(profile: &Profile, id: &str, lives: u64) {
    let mut child = profile.command(&["revoke", id, "--yes", "--json"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("It starts");
    std::thread::sleep(Duration::from_millis(lives));
    child.kill().expect("kill -9");
    child.wait().expect("It is gone");
}

/// How an ending came out, or nothing where none was asked for. Nobody asks again: the next process goes on by itself.
fn settled(profile: &Profile, id: &str) -> Value {
    wait("the ending", || {
        let ending = profile.run(&["show", id, "--json"]).json["ending"].clone();
        let over = ending["state"].as_str().is_none_or(|state| ["verified", "superseded", "refused", "disputed"].contains(&state));
        over.then_some(ending)
    })
}

fn one(profile: &Profile, issuers: &Issuers, grant: &Value, lives: u64, anew: bool, tally: &mut Tally, told: &str) {
    let (id, remote) = (grant["id"].as_str().expect("An id"), issuers.remote(grant));
    kill(profile, id, lives);
    if anew {
        issuers.event(&json!({ "event": "regrant", "issuer": ISSUER, "grant": remote }));
    }
    let ending = settled(profile, id);
    let gets_in = issuers.connector_tries(ISSUER, &remote)["outcome"] == "ok";
    match ending["state"].as_str() {
        None => {
            assert!(gets_in, "{told}: ended, and nobody is told that it was asked for");
            tally.not_asked += 1;
        }
        Some("verified") => {
            assert_eq!(gets_in, anew, "{told}: {ending}");
            tally.verified += 1;
            if !anew {
                issuers.event(&json!({ "event": "regrant", "issuer": ISSUER, "grant": remote }));
            }
        }
        Some("superseded") => {
            assert!(anew && gets_in, "{told}: {ending}");
            tally.superseded += 1;
        }
        other => panic!("{told}: {other:?} {ending}"),
    }
}
