//! Ends the real program at random moments: `kills [ROUNDS [SEED]]`, and a tenth of the rounds at a real Keycloak where one
//! starts. `./dev bench kills` runs it.

use renkei_tests::Profile;
use renkei_tests::front::Front;
use renkei_tests::kills::{play, play_at_keycloak};
use renkei_tests::servers::{connect, free_port, keycloak_as};

fn main() {
    let mut words = std::env::args().skip(1).map(|word| word.parse::<u32>().unwrap_or_else(|_| panic!("{word} is no number")));
    let (rounds, seed) = (words.next().unwrap_or(200), u64::from(words.next().unwrap_or(0)));
    let real = rounds / 10;
    println!("{} rounds at practice issuers: {:?}", rounds - real, play(rounds - real, seed));
    if real > 0 {
        let (profile, port) = (Profile::ordinary(), free_port());
        let front = Front::open(port);
        let server = keycloak_as(profile.folder.path().join("keycloak"), port, &front.origin);
        let connected = connect(&profile, &["--address", &server.issuer], "alice");
        assert_eq!(connected.code, 0, "{}{}", connected.out, connected.err);
        println!("{real} rounds at Keycloak: {:?}", play_at_keycloak(&profile, &server.issuer, real, seed));
    }
}
