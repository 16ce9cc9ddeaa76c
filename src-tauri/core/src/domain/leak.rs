//! What must not leave in a person's own words (R2): card numbers, and what looks like a password beside the word for one.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::pan;

/// What stands in for each character of a masked password.
const MASK: char = '•';
/// Words after which a password may stand, folded as [`characters`] does; one of them in half width, whose marks stand apart.
const NAMES: [&str; 30] = [
    "パスワード",
    "ハ\u{309a}スワート\u{3099}",
    "パスコード",
    "合言葉",
    "暗証番号",
    "認証コード",
    "認証番号",
    "確認コード",
    "セキュリティコード",
    "セキュリティーコード",
    "セキュリティ番号",
    "暗唱番号",
    "otp",
    "pin code",
    "pinコード",
    "one-time code",
    "one time code",
    "one-time password",
    "one time password",
    "verification code",
    "暗証",
    "password",
    "passcode",
    "passphrase",
    "security code",
    "pin",
    "pw",
    "pass",
    "cvv",
    "cvc",
];
/// What stands between the word and the password.
const BETWEEN: [&str; 8] = [":", "=", "は", "が", "is", "was", "→", "コードは"];
/// Words after which a number alone is one.
const NUMBERED: [&str; 23] = [
    "暗証番号",
    "暗唱番号",
    "暗証",
    "認証コード",
    "認証番号",
    "確認コード",
    "パスワード",
    "パスコード",
    "セキュリティコード",
    "セキュリティーコード",
    "セキュリティ番号",
    "passcode",
    "security code",
    "pin",
    "pin code",
    "pinコード",
    "otp",
    "cvv",
    "cvc",
    "one-time code",
    "one time code",
    "verification code",
    "one-time password",
];
/// What may stand around a password.
const AROUND: &str = "「」『』\"'()（）“”‘’、，,";
/// Shortest password that is looked for.
const SHORTEST: usize = 3;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "LeakKind")]
pub enum Kind {
    /// A card number.
    CardNumber,
    /// What looks like a password.
    Password,
}

/// A text without what nobody sees: control and format characters, but for the ends of lines.
pub fn visible(text: &str) -> String {
    let hidden = |one: char| {
        (one.is_control() && one != '\n')
            || matches!(one, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.replace('\t', " ").chars().filter(|one| !hidden(*one)).collect()
}

/// What kinds a text holds.
pub fn kinds(text: &str) -> Vec<Kind> {
    let found = [(Kind::CardNumber, pan::contains(text)), (Kind::Password, !passwords(&characters(text)).is_empty())];
    found.into_iter().filter_map(|(kind, is)| is.then_some(kind)).collect()
}

/// The text with all of it masked: of card numbers the last two digits stay, of passwords nothing.
pub fn mask(text: &str) -> String {
    let text = pan::mask(text);
    let spans = passwords(&characters(&text));
    let inside = |index: usize| spans.iter().any(|(from, to)| (*from..*to).contains(&index));
    text.chars().enumerate().map(|(index, character)| if inside(index) { MASK } else { character }).collect()
}

/// Width, case and composition are one; one for one, so that places stay.
fn characters(text: &str) -> Vec<char> {
    let fold = |character: char| {
        let mut normal = std::iter::once(character).nfkc();
        let first = normal.next().filter(|_| normal.next().is_none()).unwrap_or(character);
        let mut lower = first.to_lowercase();
        lower.next().filter(|_| lower.next().is_none()).unwrap_or(first)
    };
    text.chars().map(fold).collect()
}

/// From where to where they stand, in characters.
fn passwords(text: &[char]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(name) = NAMES.iter().find(|name| stands(text, at, name)) else {
            at += 1;
            continue;
        };
        let after = at + name.chars().count();
        at = after;
        if let Some((from, to)) = password(text, after, NUMBERED.contains(name)) {
            found.push((from, to));
            at = to;
        }
    }
    found
}

/// Whether a word stands here; of one in Latin letters no more than itself.
fn stands(text: &[char], at: usize, word: &str) -> bool {
    let length = word.chars().count();
    let Some(here) = text.get(at..at + length) else { return false };
    let latin = |one: Option<char>| one.is_some_and(|one| one.is_ascii_alphabetic());
    let (begins, ends) = (latin(word.chars().next()), latin(word.chars().next_back()));
    let letter = |index: Option<usize>| index.and_then(|index| text.get(index)).is_some_and(char::is_ascii_alphanumeric);
    here.iter().copied().eq(word.chars()) && !(begins && letter(at.checked_sub(1))) && !(ends && letter(Some(at + length)))
}

/// The password that follows a word for one, where one does. After the word for a number, a number follows by itself.
fn password(text: &[char], after: usize, numbered: bool) -> Option<(usize, usize)> {
    let skip = |from: usize| from + text.get(from..).map_or(0, |rest| rest.iter().take_while(|one| one.is_whitespace() || AROUND.contains(**one)).count());
    let opened = |from: usize, to: usize| text.get(from..to).is_some_and(|between| between.iter().any(|one| "「『\"'(（“‘".contains(*one)));
    let first = skip(after);
    let between = BETWEEN.iter().find(|word| stands(text, first, word));
    let from = between.map_or(first, |word| skip(first + word.chars().count()));
    let quoted = opened(after, from);
    let rest = text.get(from..)?;
    let length =
        rest.iter().take_while(|one| if quoted { !"」』\"')）”’\n".contains(**one) } else { one.is_ascii_graphic() && !AROUND.contains(**one) }).count();
    let token = rest.get(..length)?;
    let digits = token.iter().all(char::is_ascii_digit);
    // "The password is unknown" tells none; what stands after a colon or in quotes may.
    let odd = token.iter().any(|one| !one.is_ascii_alphabetic());
    let told = match between {
        Some(word) => odd || quoted || matches!(*word, ":" | "=" | "→"),
        // With nothing between: a number where one follows by itself, or letters and digits mixed as no word is.
        None => {
            (quoted && token.iter().all(|one| one.is_ascii_graphic() || *one == ' '))
                || (numbered && digits && text.get(from + length) != Some(&'年'))
                || is_mixed(token)
        }
    };
    (length >= SHORTEST && told && token.iter().any(char::is_ascii_graphic)).then_some((from, from + length))
}

/// Letters and digits mixed, as no word of a sentence is.
fn is_mixed(token: &[char]) -> bool {
    token.len() >= 5 && token.iter().any(char::is_ascii_digit) && token.iter().any(char::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_beside_their_names_are_found_and_masked() {
        for (text, masked) in [
            ("パスワードは abc123 でした", "パスワードは •••••• でした"),
            ("パスワード：ｈｕｎｔｅｒ２", "パスワード：•••••••"),
            ("暗証番号は「0429」です", "暗証番号は「••••」です"),
            ("暗証番号=0429", "暗証番号=••••"),
            ("My password is hunter2, sorry", "My password is •••••••, sorry"),
            ("PASSWORD: correcthorse", "PASSWORD: ••••••••••••"),
            ("pin: 9821\nand more", "pin: ••••\nand more"),
            ("認証コード→ 123456", "認証コード→ ••••••"),
            ("セキュリティコードは123", "セキュリティコードは•••"),
            ("暗証番号は、1234です", "暗証番号は、••••です"),
            ("パスワード「hunter2」", "パスワード「•••••••」"),
            ("暗証番号1234", "暗証番号••••"),
            ("PINコードは9876", "PINコードは••••"),
            ("CVV 123", "CVV •••"),
            ("password is “hunter2”", "password is “•••••••”"),
            ("パスワードは「correct horse 9」", "パスワードは「•••••••••••••••」"),
            ("暗証番号 1984", "暗証番号 ••••"),
            ("pin 2026", "pin ••••"),
            ("PINコード1234", "PINコード••••"),
            ("セキュリティコード123", "セキュリティコード•••"),
            ("セキュリティーコード 123", "セキュリティーコード •••"),
            ("security code 123", "security code •••"),
            ("暗唱番号1234", "暗唱番号••••"),
            ("パスワード hoge1234", "パスワード ••••••••"),
            ("パスワード\nhoge1234", "パスワード\n••••••••"),
            ("My password hunter2 leaked", "My password ••••••• leaked"),
            ("passcode 1234", "passcode ••••"),
            ("pin code 1234", "pin code ••••"),
            ("PINコード 1234", "PINコード ••••"),
            ("OTP 123456", "OTP ••••••"),
            ("one-time code 123456", "one-time code ••••••"),
            ("verification code: 123456", "verification code: ••••••"),
            ("ワンタイムパスワード 123456", "ワンタイムパスワード ••••••"),
            ("ﾊﾟｽﾜｰﾄﾞ: hunter2", "ﾊﾟｽﾜｰﾄﾞ: •••••••"),
        ] {
            assert_eq!(kinds(text), [Kind::Password], "{text}");
            assert_eq!(mask(text), masked);
            assert!(kinds(&mask(text)).is_empty() || mask(&mask(text)) == mask(text), "{text}");
        }
    }

    #[test]
    fn what_only_speaks_of_passwords_passes() {
        for text in [
            "パスワードを変えました",
            "パスワードは変えました",
            "パスワードが漏れたかもしれません",
            "The password is unknown to me",
            "I changed my password on 2026-11-21",
            "spin: 1234 rounds",
            "パスワードを2026年に変えました",
            "パスワード 2026年11月に変更",
            "I lost my password and my phone",
            "暗証番号を忘れました",
            "2026-11-21T09:41:07Z, 0120-000-000, order 1234567890123456",
            "passed: 2026",
        ] {
            assert_eq!(kinds(text), [], "{text}");
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn card_numbers_in_any_shape_are_found_beside_them() {
        let text = "カード ４１１１－１１１１\n１１１１ 1111 の暗証番号は1234";
        assert_eq!(kinds(text), [Kind::CardNumber, Kind::Password]);
        let masked = mask(text);
        assert!(kinds(&masked).iter().all(|kind| *kind != Kind::CardNumber) && !masked.contains("1234"), "{masked}");
    }

    proptest::proptest! {
        #[test]
        fn masking_keeps_the_length_and_is_final(text in "[0-9０-９ a-zA-Z:=はがパスワード暗証番号\\-\n]{0,60}") {
            let masked = mask(&text);
            proptest::prop_assert_eq!(masked.chars().count(), text.chars().count());
            proptest::prop_assert!(!pan::contains(&masked));
            proptest::prop_assert_eq!(mask(&masked), masked);
        }
    }
}
