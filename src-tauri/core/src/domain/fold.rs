//! Folding for search: width, case and kana are one, so that ｶｹｲﾎﾞ, かけいぼ and カケイボ meet.

use unicode_normalization::UnicodeNormalization;

/// The text as it is searched: NFKC, lower case, katakana as hiragana, no white space.
pub fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|character| !character.is_whitespace()).map(to_hiragana).collect()
}

fn to_hiragana(character: char) -> char {
    match character {
        'ァ'..='ヶ' => char::from_u32(u32::from(character) - 0x60).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_width_and_case_are_one() {
        for same in ["カケイボ", "かけいぼ", "ｶｹｲﾎﾞ", "カケ イボ"] {
            assert_eq!(fold(same), "かけいぼ");
        }
        assert_eq!(fold("ＲｅｎＫＥＩ"), "renkei");
    }
}
