//! Simulation: the real engine and the real store against a modelled issuer, in simulated time.
//!
//! A history is drawn from its seed: what the person asks, what the issuer does and how it lies, what the network loses,
//! delays, doubles and reorders, where processes end, when the disk is full and the clock wrong. Processes end where
//! something becomes durable, before it or right after: between two such points nothing is left behind that a kill at
//! another place would not leave as well. Afterwards everything goes well, and every promise is held against what
//! the model knows: nothing is called ended that nothing showed to be, every asked ending ends or is shown as not
//! ended, nothing given later is ended, nothing is ended twice, no wish is lost, the records verify.
#![expect(clippy::indexing_slicing, reason = "two processes, by their number")]

mod history;
mod judge;
mod keycloak;
mod last;
mod outside;
mod person;
mod process;
mod world;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use history::{History, Template};

/// A history that broke a promise.
#[derive(Debug)]
pub struct Violation {
    /// Plays it again.
    pub seed: u64,
    /// Which promise.
    pub what: String,
    /// What happened, in order.
    pub told: Vec<String>,
}

/// Plays the histories of these seeds on every core; stops at `most` violations.
pub fn play(seeds: std::ops::Range<u64>, most: usize) -> (u64, Vec<Violation>) {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let place = place();
    let templates = Template::all(&place);
    let (next, played, broken) = (AtomicU64::new(seeds.start), AtomicU64::new(0), Mutex::new(Vec::new()));
    let found = || broken.lock().unwrap_or_else(PoisonError::into_inner);
    let cores = core_affinity::get_core_ids().unwrap_or_default();
    std::thread::scope(|scope| {
        for number in 0..threads {
            let core = cores.get(number).copied();
            let (templates, place, next, played, found) = (&templates, &place, &next, &played, &found);
            scope.spawn(move || {
                // With the threads of its databases, which take turns with it.
                core.map(core_affinity::set_for_current);
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end || found().len() >= most {
                        break;
                    }
                    let mut history = History::new(templates, place, seed);
                    let outcome = history.play();
                    played.fetch_add(1, Ordering::Relaxed);
                    if let Err(judge::Broken(what)) = outcome {
                        found().push(Violation { seed, what, told: std::mem::take(&mut history.told) });
                    }
                }
            });
        }
    });
    let broken = broken.into_inner().unwrap_or_else(PoisonError::into_inner);
    (played.into_inner(), broken)
}

/// Memory where the system has it as a folder: a hundred thousand databases wear no disk.
fn place() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}
