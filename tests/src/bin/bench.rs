//! How long the released program takes over a long list, at a real server on this machine. `./dev bench` runs it; nothing depends on it.

use std::time::Instant;

use renkei_tests::issuer::{Issuer, grant};
use renkei_tests::{Done, Profile};

const GRANTS: usize = 10_000;
const TIMES: usize = 5;

fn main() {
    let stage = Issuer::default().with_grants((0..GRANTS).map(|index| grant(&format!("g-{index}"))).collect()).open();
    let profile = Profile::ordinary();
    println!("Each is a new process that derives the key from its passphrase and opens the database. Seconds, fastest of {TIMES} where repeated:");
    let first = once(|| profile.run(&["issuers", "--json"]));
    println!("{first:8.3}  the first start, which makes the profile");
    println!("{:8.3}  a start with nothing to do", repeated(&profile, &["issuers", "--json"]));
    let connected = once(|| profile.connect(&stage.here, &[]));
    println!("{connected:8.3}  sign-in and first list of {GRANTS} grants");
    assert_eq!(profile.grants_known().len(), GRANTS, "the list is whole");
    println!("{:8.3}  a later list of the same", repeated(&profile, &["sync", "--json"]));
    println!("{:8.3}  one hit of a search", repeated(&profile, &["grants", "--offline", "--json", "--search", "g-9876"]));
    println!("{:8.3}  a search without a hit", repeated(&profile, &["grants", "--offline", "--json", "--search", "ありません"]));
    println!("{:8.3}  the whole list as JSON", repeated(&profile, &["grants", "--offline", "--json"]));
}

fn repeated(profile: &Profile, words: &[&str]) -> f64 {
    (0..TIMES).map(|_| once(|| profile.run(words))).fold(f64::INFINITY, f64::min)
}

fn once(call: impl FnOnce() -> Done) -> f64 {
    let start = Instant::now();
    let done = call();
    assert_eq!(done.code, 0, "{}", done.err);
    start.elapsed().as_secs_f64()
}
