//! Card numbers stop at every edge (R2; PCI DSS calls them PAN).
//!
//! A run of 14 to 19 digits, after NFKC and without separators, inside a published brand range and
//! valid by Luhn (ISO/IEC 7812-1, annex B), is taken for a card number. Everything else passes.

use unicode_normalization::UnicodeNormalization;

/// What stands in for each digit of a masked number but the last two.
const MASK: char = '•';

/// The text with every card number masked but for its last two digits.
pub fn mask(text: &str) -> String {
    let spans = find(text);
    if spans.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut digits_left = 0_usize;
    let mut spans = spans.into_iter().peekable();
    for (index, character) in text.chars().enumerate() {
        if let Some(span) = spans.next_if(|span| span.start == index) {
            digits_left = span.digits;
        }
        if digits_left > 0 && digit_of(character).is_some() {
            out.push(if digits_left > 2 { MASK } else { character });
            digits_left -= 1;
        } else {
            out.push(character);
        }
    }
    out
}

/// Whether the text holds a card number.
pub fn contains(text: &str) -> bool {
    !find(text).is_empty()
}

struct Span {
    /// Index, in characters, of the first digit.
    start: usize,
    /// How many digits.
    digits: usize,
}

fn find(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut run: Vec<(usize, u8)> = Vec::new();
    let (mut gap, mut group) = (0_usize, 0_usize);
    for (index, character) in text.chars().enumerate() {
        if let Some(digit) = digit_of(character) {
            group = if gap == 0 { group + 1 } else { 1 };
            run.push((index, digit));
            gap = 0;
        } else if gap < 3 && (is_separator(character) || (is_loose(character) && (group == 4 || (group == 6 && run.len() == 10)))) {
            gap += 1;
        } else {
            collect(&run, &mut found);
            run.clear();
            gap = 0;
        }
    }
    collect(&run, &mut found);
    found
}

/// Finds the card numbers in one run of digits: any window, since a label's digits may stand before it.
fn collect(run: &[(usize, u8)], found: &mut Vec<Span>) {
    let mut at = 0;
    while at + 14 <= run.len() {
        let hit = (14..=19.min(run.len() - at)).rev().find_map(|length| {
            let window = run.get(at..at + length)?;
            let digits: Vec<u8> = window.iter().map(|(_, digit)| *digit).collect();
            (in_brand_range(&digits) && luhn(&digits)).then_some((window.first()?.0, length))
        });
        match hit {
            Some((start, digits)) => {
                found.push(Span { start, digits });
                at += digits;
            }
            None => at += 1,
        }
    }
}

fn digit_of(character: char) -> Option<u8> {
    if let Some(digit) = character.to_digit(10) {
        return u8::try_from(digit).ok();
    }
    if character.is_ascii() {
        return None;
    }
    let mut normal = std::iter::once(character).nfkc();
    let first = normal.next()?;
    if normal.next().is_some() {
        return None;
    }
    first.to_digit(10).and_then(|digit| u8::try_from(digit).ok())
}

/// What parts the groups of a card number, and much else: it counts only behind a group of the length that cards have.
fn is_loose(character: char) -> bool {
    matches!(character, '(' | ')' | '（' | '）' | '/' | '／' | ',' | '，' | '、' | '|' | '｜' | '*' | 'の' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '.' | '_' | '·' | '・' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' | 'ー' | '．' | '\u{30A0}')
}

/// Published ranges of the issuer identification number, with the lengths that each brand uses.
fn in_brand_range(digits: &[u8]) -> bool {
    let prefix = digits.iter().take(6).fold(0_u32, |value, digit| value * 10 + u32::from(*digit));
    let length = digits.len();
    match prefix {
        // American Express (15 digits)
        340_000..=349_999 | 370_000..=379_999 => length == 15,
        // Diners Club
        300_000..=305_999 | 309_500..=309_599 | 360_000..=369_999 | 380_000..=399_999 => (14..=19).contains(&length),
        // Visa
        400_000..=499_999 => length == 16 || length == 19,
        // Mastercard
        510_000..=559_999 | 222_100..=272_099 => length == 16,
        // JCB, Discover, UnionPay
        352_800..=358_999 | 601_100..=601_199 | 620_000..=629_999 | 644_000..=659_999 | 810_000..=817_199 => (16..=19).contains(&length),
        _ => false,
    }
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(*digit);
            if place % 2 == 0 {
                digit
            } else if digit > 4 {
                digit * 2 - 9
            } else {
                digit * 2
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_shape_is_masked() {
        for shape in [
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "４１１１１１１１１１１１１１１１",
            "４１１１ー１１１１ー１１１１ー１１１１",
            "4111\n1111\n1111\n1111",
            "No.12 4111111111111111",
            "378282246310005",
            "3530111333300000",
            "5555555555554444",
            "30569309025904",
            "4111/1111/1111/1111",
            "4111, 1111, 1111, 1111",
            "4111の1111の1111の1111",
            "3782/822463/10005",
            "4111（1111）1111（1111）",
            "4111 (1111) 1111 1111",
            "4111\u{200b}1111\u{200b}1111\u{200b}1111",
        ] {
            let masked = mask(shape);
            assert!(!contains(&masked), "{shape} → {masked}");
            assert!(masked.contains(MASK), "{shape} → {masked}");
        }
    }

    #[test]
    fn what_is_no_card_number_passes() {
        for passes in [
            "2026-11-21T09:41:07Z",
            "0120-000-000",
            "order 1234567890123456",
            "4111111111111112",
            "03-1234-5678",
            "20261121094107",
            "2026/11/21, 2026/11/22",
            "1,234,567,890,123,456",
        ] {
            assert_eq!(mask(passes), passes);
        }
    }

    #[test]
    fn the_last_two_digits_stay_for_recognition() {
        assert_eq!(mask("card 4111111111111111."), "card ••••••••••••••11.");
    }

    proptest::proptest! {
        #[test]
        fn masking_is_final_and_keeps_the_length(text in "[0-9 ０-９a-z\\-]{0,60}") {
            let masked = mask(&text);
            proptest::prop_assert!(!contains(&masked));
            proptest::prop_assert_eq!(masked.chars().count(), text.chars().count());
        }
    }
}
