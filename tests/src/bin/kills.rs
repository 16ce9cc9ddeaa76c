//! Ends the real program at random moments: `kills [ROUNDS] [SEED]`. `./dev bench kills` runs it.

fn main() {
    let mut words = std::env::args().skip(1).map(|word| word.parse::<u32>().unwrap_or_else(|_| panic!("{word} is no number")));
    let (rounds, seed) = (words.next().unwrap_or(200), words.next().unwrap_or(0));
    let tally = renkei_tests::kills::play(rounds, u64::from(seed));
    println!("{rounds} rounds: {tally:?}");
}
