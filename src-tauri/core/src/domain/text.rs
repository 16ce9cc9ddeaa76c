//! Text from outside: cleaned, bounded, and in the reader's language where the party gave it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::pan;

/// Longest text, in characters, that a party's words may have; the rest is cut with an ellipsis.
pub const LONGEST: usize = 2_000;

/// Languages of the app, in the order in which one stands in for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 日本語
    Ja,
    /// English
    En,
}

impl Lang {
    /// All languages of the app: one folder each in `locales/`.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The language that a BCP 47 or POSIX tag asks for; Japanese where it asks for none of ours.
    pub fn from_tag(tag: &str) -> Self {
        if tag.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("en")) { Self::En } else { Self::Ja }
    }
}

/// The same words per language, cleaned. Never empty after [`Text::clean`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
pub struct Text(pub BTreeMap<String, String>);

impl Text {
    /// Words that are the same in every language.
    pub fn plain(words: &str) -> Self {
        Self(BTreeMap::from([("und".to_owned(), words.to_owned())]))
    }

    /// The words for one reader: their language, else any that the party gave.
    pub fn get(&self, lang: Lang) -> &str {
        self.0
            .get(lang.tag())
            .or_else(|| self.0.get("und"))
            .or_else(|| Lang::ALL.iter().find_map(|other| self.0.get(other.tag())))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// All words of all languages, for searching.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }

    /// Cleans every text and drops the empty ones, and those under what is no tag; `None` where nothing is left.
    pub fn clean(self) -> Option<Self> {
        let tagged = self.0.into_iter().filter(|(tag, _)| is_tag(tag)).take(16);
        let kept: BTreeMap<_, _> = tagged.map(|(tag, words)| (tag, clean(&words))).filter(|(_, words)| !words.is_empty()).collect();
        (!kept.is_empty()).then_some(Self(kept))
    }
}

/// Takes out control and direction-changing characters, masks card numbers (R2), folds runs of
/// white space into one space and cuts at [`LONGEST`]. Markup is left as the characters it is:
/// no screen of ours interprets it.
pub fn clean(raw: &str) -> String {
    let mut kept = String::with_capacity(raw.len().min(LONGEST * 4));
    let mut length = 0_usize;
    let mut space = false;
    for character in raw.chars() {
        if character.is_whitespace() || character.is_control() {
            space = length > 0;
            continue;
        }
        if is_invisible(character) {
            continue;
        }
        if length >= LONGEST {
            kept.push('…');
            break;
        }
        if std::mem::take(&mut space) {
            kept.push(' ');
            length += 1;
        }
        kept.push(character);
        length += 1;
    }
    pan::mask(&kept)
}

/// The shape of a BCP 47 tag (RFC 5646, 2.1) or a POSIX one: eight characters at most between hyphens.
fn is_tag(tag: &str) -> bool {
    tag.len() <= 35
        && tag.split(['-', '_']).all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        && !pan::contains(tag)
}

/// Bidirectional controls (UAX 9), zero-width and other format characters, byte order mark, tags, private use.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{E0FFF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_and_control_characters_are_taken_out() {
        assert_eq!(clean("Good\u{202E}knaB\u{0007}\n\tLtd\u{200B}."), "GoodknaB Ltd.", "a name must not read backwards");
    }

    #[test]
    fn a_card_number_in_a_name_is_masked() {
        let cleaned = clean("カード ４１１１-1111 1111-1111 の人");
        assert!(!cleaned.contains("1111-1111 1111"), "{cleaned}");
        assert!(cleaned.contains("の人"), "the rest of the words stays: {cleaned}");
    }

    #[test]
    fn the_readers_language_comes_first_then_any() {
        let text = Text(BTreeMap::from([("en".into(), "Hello".into()), ("fr".into(), "Bonjour".into())]));
        assert_eq!(text.get(Lang::En), "Hello");
        assert_eq!(text.get(Lang::Ja), "Hello");
        let only_french = Text(BTreeMap::from([("fr".into(), "Bonjour".into())]));
        assert_eq!(only_french.get(Lang::Ja), "Bonjour");
    }

    #[test]
    fn what_is_no_tag_names_no_words() {
        let tags = ["ja", "zh-Hant-TW", "4111-1111-1111-1111", "4111 1111 1111 1111", "x y", "\u{202e}ja", "", "en--US", "verylongtag"];
        let text = Text(tags.map(|tag| (tag.to_owned(), "words".to_owned())).into());
        assert_eq!(text.clean().unwrap().0.into_keys().collect::<Vec<_>>(), ["ja", "zh-Hant-TW"]);
    }

    #[test]
    fn long_text_is_cut_not_refused() {
        assert_eq!(clean(&"あ".repeat(5_000)).chars().count(), LONGEST + 1);
    }
}
