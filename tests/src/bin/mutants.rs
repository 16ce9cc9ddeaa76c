//! Takes the engine's guards away one at a time and plays histories until a promise breaks: a guard that nobody misses is
//! none, or the simulation is blind there. `mutants [HISTORIES [WORDS]]`: those alone whose names hold the words; `./dev bench mutants` runs it.
//!
//! All are written into one copy of the tree, each behind a switch that only the copy has, so that it is built once.

#![expect(clippy::expect_used, reason = "a run that cannot go on stops where it stands")]

use std::path::{Path, PathBuf};
use std::process::Command;

use renkei_tests::root;
use serde_json::Value;

/// What tells in the copy which guard is away.
const SWITCH: &str = "
/// Whether the guard of this number is taken away.
pub(crate) fn mutated(number: usize) -> bool {
    static AWAY: std::sync::OnceLock<Option<usize>> = std::sync::OnceLock::new();
    *AWAY.get_or_init(|| std::env::var(\"MUTANT\").ok()?.parse().ok()) == Some(number)
}
";

fn main() {
    let histories = std::env::args().nth(1).map_or(2_000, |word| word.parse::<u64>().unwrap_or_else(|_| panic!("{word} is no number")));
    let list = std::fs::read(root().join("tests/mutants.json")).expect("tests/mutants.json");
    let list: Vec<Value> = serde_json::from_slice(&list).expect("A list of mutants");
    let sim = build(&copy(&list));
    let words = std::env::args().nth(2).unwrap_or_default();
    let (mut missed, mut played) = (0, 0);
    for (number, mutant) in list.iter().enumerate().filter(|(_, mutant)| text(mutant, "name").contains(&words)) {
        played += 1;
        let verdict = play(&sim, number, histories);
        missed += usize::from(verdict.is_none());
        println!("{:<55} {}", text(mutant, "name"), verdict.unwrap_or_else(|| format!("NOT CAUGHT in {histories} histories")));
    }
    println!("{} of {played} caught", played - missed);
    std::process::exit(i32::from(missed > 0));
}

fn text<'a>(mutant: &'a Value, name: &str) -> &'a str {
    mutant[name].as_str().expect("Text")
}

/// The tracked files with all mutants in them, beside what is built of the real ones.
fn copy(list: &[Value]) -> PathBuf {
    let tree = root().join("target/mutants");
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().expect("git");
    for name in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (root().join(name), tree.join(name));
        let mut fresh = std::fs::read(&from).unwrap_or_default();
        for (number, mutant) in list.iter().enumerate().filter(|(_, mutant)| mutant["file"] == name) {
            let whole = String::from_utf8(fresh).expect("Text");
            assert_eq!(whole.matches(text(mutant, "from")).count(), 1, "{mutant}: its place is not to be found, or more than once");
            let away = text(mutant, "to").replace("MUTATED", &format!("crate::mutated({number})"));
            fresh = whole.replacen(text(mutant, "from"), &away, 1).into_bytes();
        }
        if name == "src-tauri/core/src/lib.rs" {
            fresh.extend_from_slice(SWITCH.as_bytes());
        }
        std::fs::create_dir_all(to.parent().expect("A folder")).expect("A folder");
        // An unchanged file keeps its time, so that nothing is built for it.
        if std::fs::read(&to).ok().as_ref() != Some(&fresh) {
            std::fs::write(&to, fresh).expect("A copy");
        }
    }
    tree
}

/// The simulation of the copy.
fn build(tree: &Path) -> PathBuf {
    // A target of its own: to cargo both trees are the same packages. What was built of others' crates is taken over.
    let target = tree.join("target");
    if !target.exists() {
        std::fs::create_dir_all(&target).expect("A folder");
        let linked = Command::new("cp").arg("-al").arg(root().join("target/debug")).arg(&target).status();
        if !linked.is_ok_and(|done| done.success()) {
            eprintln!("Everything is built anew.");
        }
    }
    let mut build = Command::new("cargo");
    build.args(["build", "-q", "--locked", "--workspace", "--all-features", "--exclude", "renkei", "--bin", "sim"]);
    let done = build.current_dir(tree).env("CARGO_TARGET_DIR", &target).status().expect("cargo");
    assert!(done.success(), "the mutants do not build");
    target.join("debug/sim")
}

/// The first promise that breaks, and after how many histories; `None` where none does.
fn play(sim: &Path, number: usize, histories: u64) -> Option<String> {
    let done = Command::new(sim).args([&histories.to_string(), "0", "1"]).env("MUTANT", number.to_string()).output().expect("The simulation");
    let said = String::from_utf8_lossy(&done.stdout);
    if done.status.success() {
        return None;
    }
    let played = said.lines().last().and_then(|line| line.split(',').next()).unwrap_or_default();
    let broke = said.lines().find(|line| line.starts_with("seed")).map(|line| format!("{line} ({played})"));
    Some(broke.unwrap_or_else(|| format!("it breaks down: {}", String::from_utf8_lossy(&done.stderr).lines().last().unwrap_or_default())))
}
