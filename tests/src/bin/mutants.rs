//! Takes the engine's guards away one at a time and plays histories until a promise breaks: a guard that nobody misses is
//! none, or the simulation is blind there. `mutants [HISTORIES]`; `./dev bench mutants` runs it.

#![expect(clippy::expect_used, reason = "a run that cannot go on stops where it stands")]

use std::path::{Path, PathBuf};
use std::process::Command;

use renkei_tests::root;
use serde_json::Value;

fn main() {
    let histories = std::env::args().nth(1).map_or(2_000, |word| word.parse::<u64>().unwrap_or_else(|_| panic!("{word} is no number")));
    let list = std::fs::read(root().join("tests/mutants.json")).expect("tests/mutants.json");
    let list: Vec<Value> = serde_json::from_slice(&list).expect("A list of mutants");
    let tree = copy();
    let mut missed = 0;
    for mutant in &list {
        let text = |name: &str| mutant[name].as_str().expect("Text").to_owned();
        let (name, file) = (text("name"), tree.join(text("file")));
        let whole = std::fs::read_to_string(&file).expect("The file of a mutant");
        assert_eq!(whole.matches(&text("from")).count(), 1, "{name}: its place is not to be found, or more than once");
        std::fs::write(&file, whole.replacen(&text("from"), &text("to"), 1)).expect("A mutated file");
        let verdict = play(&tree, histories);
        std::fs::write(&file, whole).expect("The file as it was");
        missed += usize::from(verdict.is_none());
        println!("{:<55} {}", name, verdict.unwrap_or_else(|| format!("NOT CAUGHT in {histories} histories")));
    }
    println!("{} of {} caught", list.len() - missed, list.len());
    std::process::exit(i32::from(missed > 0));
}

/// The tracked files as they are, beside what is built of the real ones.
fn copy() -> PathBuf {
    let tree = root().join("target/mutants");
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().expect("git");
    for name in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (root().join(name), tree.join(name));
        std::fs::create_dir_all(to.parent().expect("A folder")).expect("A folder");
        let fresh = std::fs::read(&from).unwrap_or_default();
        // An unchanged file keeps its time, so that nothing is built for it.
        if std::fs::read(&to).ok().as_ref() != Some(&fresh) {
            std::fs::write(&to, fresh).expect("A copy");
        }
    }
    tree
}

/// The first promise that breaks, and after how many histories; `None` where none does.
fn play(tree: &Path, histories: u64) -> Option<String> {
    let target = root().join("target");
    let mut run = Command::new("cargo");
    run.args(["run", "-q", "--locked", "--workspace", "--all-features", "--exclude", "renkei", "--bin", "sim", "--", &histories.to_string(), "0", "1"]);
    let done = run.current_dir(tree).env("CARGO_TARGET_DIR", target).output().expect("cargo");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    if done.status.success() {
        return None;
    }
    let broke = said.lines().find(|line| line.starts_with("seed")).map(str::to_owned);
    Some(broke.unwrap_or_else(|| format!("does not build or run: {}", String::from_utf8_lossy(&done.stderr).lines().last().unwrap_or_default())))
}
