//! The real program, ended by `kill -9` at random moments of an ending, and what is left afterwards: real processes, a
//! real database, real practice issuers.

use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};

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

fn one(profile: &Profile, issuers: &Issuers, grant: &Value, lives: u64, anew: bool, tally: &mut Tally, told: &str) {
    let (id, remote) = (grant["id"].as_str().expect("An id"), issuers.remote(grant));
    let mut child = profile.command(&["revoke", id, "--yes", "--json"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("It starts");
    std::thread::sleep(Duration::from_millis(lives));
    child.kill().expect("kill -9");
    child.wait().expect("It is gone");
    if anew {
        issuers.event(&json!({ "event": "regrant", "issuer": ISSUER, "grant": remote }));
    }
    // Nobody asks again: the next process goes on by itself.
    let ending = wait("the ending", || {
        let ending = profile.run(&["show", id, "--json"]).json["ending"].clone();
        let over = ending["state"].as_str().is_none_or(|state| ["verified", "superseded", "refused", "disputed"].contains(&state));
        over.then_some(ending)
    });
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
