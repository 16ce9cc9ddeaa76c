//! Plays random histories and says which broke a promise: `sim [COUNT [FIRST-SEED [MOST-VIOLATIONS]]]`. `./dev bench sim` runs it.

use std::time::Instant;

fn main() {
    let mut words = std::env::args().skip(1).map(|word| word.parse::<u64>().unwrap_or_else(|_| panic!("{word} is no number")));
    let (count, first) = (words.next().unwrap_or(100_000), words.next().unwrap_or(0));
    let most = words.next().and_then(|most| usize::try_from(most).ok()).unwrap_or(20);
    let start = Instant::now();
    let (played, violations) = renkei_tests::sim::play(first..first + count, most);
    for violation in &violations {
        println!("seed {}: {}", violation.seed, violation.what);
        if count == 1 {
            violation.told.iter().for_each(|line| println!("  {line}"));
        }
    }
    println!("{played} histories, {} violations, {:.0} s, seeds {first} to {}", violations.len(), start.elapsed().as_secs_f64(), first + count - 1);
    std::process::exit(i32::from(!violations.is_empty()));
}
