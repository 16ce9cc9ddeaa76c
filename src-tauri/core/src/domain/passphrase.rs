//! Passphrases that close a backup: how strong one has to be, and codes that this app offers.

use unicode_normalization::UnicodeNormalization as _;

/// Fewest characters of a passphrase that a person makes up.
pub const SHORTEST: usize = 12;
/// Crockford's base 32: no I, L, O and U, so that a code survives being written down and read again.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;
const LENGTH: usize = 24;

/// A code of 120 random bits: six groups of four letters.
pub fn code(bytes: [u8; 15]) -> String {
    let mut letters = String::with_capacity(LENGTH);
    // Five bytes are eight letters.
    for five in bytes.chunks(5) {
        let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        letters.extend((0..8).rev().filter_map(|place| LETTERS.get(usize::try_from(bits >> (place * 5) & 31).ok()?)).map(|letter| char::from(*letter)));
    }
    grouped(&letters)
}

/// One form for what is the same to a person: a code however it was typed, other words in Unicode's form C.
pub fn canonical(typed: &str) -> String {
    let letters: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').nfkc().map(as_letter).collect();
    if letters.len() == LENGTH && letters.bytes().all(|letter| LETTERS.contains(&letter)) { grouped(&letters) } else { typed.trim().nfc().collect() }
}

/// Whether it is long enough to close a backup that others may get hold of.
pub fn is_strong(canonical: &str) -> bool {
    let mut letters: Vec<char> = canonical.chars().collect();
    let long = letters.len() >= SHORTEST;
    letters.sort_unstable();
    letters.dedup();
    // Twelve times the same letter is not twelve letters.
    long && letters.len() >= SHORTEST / 3
}

/// The letter that is meant where another looks the same (Crockford).
fn as_letter(typed: char) -> char {
    match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

fn grouped(letters: &str) -> String {
    letters.as_bytes().chunks(GROUP).map(|group| group.iter().map(|letter| char::from(*letter)).collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_was_typed() {
        assert_eq!(code([0; 15]), "0000-0000-0000-0000-0000-0000");
        assert_eq!(code([255; 15]), "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        let made = code([1, 35, 69, 103, 137, 171, 205, 239, 16, 50, 84, 118, 152, 186, 220]);
        assert_eq!(made.len(), 29);
        for typed in [made.clone(), made.to_lowercase(), made.replace('-', ""), made.replace('-', " "), made.replace('0', "o").replace('1', "l")] {
            assert_eq!(canonical(&typed), made, "{typed}");
        }
    }

    #[test]
    fn words_of_a_persons_own_are_left_as_they_are() {
        assert_eq!(canonical(" Correct horse, o I l "), "Correct horse, o I l");
        assert_eq!(canonical("か\u{3099}っこうの声"), "がっこうの声", "typed in pieces on some systems");
    }

    #[test]
    fn a_short_or_dull_one_is_not_strong() {
        assert!(is_strong("correct horse") && is_strong(&code([7, 1, 99, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5])));
        assert!(!is_strong("short") && !is_strong("aaaaaaaaaaaaaaaa") && !is_strong("あいうえお"));
    }
}
