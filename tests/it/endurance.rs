//! Endings that are broken off: simulated by the hundred, and for real.

/// `./dev bench sim` plays a hundred thousand.
const HISTORIES: u64 = 2_000;

#[test]
fn no_simulated_history_breaks_a_promise() {
    let (played, violations) = renkei_tests::sim::play(0..HISTORIES, 5);
    assert!(violations.is_empty(), "{violations:#?}");
    assert_eq!(played, HISTORIES);
}

#[test]
fn a_process_that_is_killed_loses_no_wish_and_ends_nothing_else() {
    let tally = renkei_tests::kills::play(20, 1);
    assert!(tally.verified > 0, "{tally:?}");
}
