//! Where lines break: by Unicode Annex 14, which keeps Japanese marks and small kana off the start of a line and brackets off its end.

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Breaks a text into lines that are no wider than `most`; `width` measures. A word wider than a line is broken where it must.
pub(super) fn wrap(text: &str, most: f32, width: impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut from = 0;
    for (to, opportunity) in linebreaks(text) {
        let piece = text.get(from..to).unwrap_or_default();
        from = to;
        if !line.is_empty() && width(&format!("{line}{}", piece.trim_end())) > most {
            lines.push(std::mem::take(&mut line));
        }
        for character in piece.chars() {
            if !character.is_whitespace() && !line.is_empty() && width(&format!("{line}{character}")) > most {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
        if opportunity == BreakOpportunity::Mandatory && to < text.len() {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines.push(line);
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Full-width characters are 2 wide, others 1.
    fn broken(text: &str, most: f32) -> Vec<String> {
        wrap(text, most, |line| line.chars().map(|one| if one.is_ascii() { 1.0 } else { 2.0 }).sum())
    }

    #[test]
    fn japanese_lines_begin_with_no_mark_and_end_with_no_bracket() {
        // By width alone the second line would begin with 「、」, 「ょ」, 「ー」 or 「）」.
        assert_eq!(broken("解除しました、次へ", 12.0), ["解除しまし", "た、次へ"]);
        assert_eq!(broken("これはきょうです", 8.0), ["これは", "きょうで", "す"]);
        assert_eq!(broken("連携のサービス", 8.0), ["連携の", "サービス"]);
        assert_eq!(broken("連携（解除）です", 6.0), ["連携", "（解", "除）で", "す"]);
    }

    #[test]
    fn words_stay_whole_and_what_is_wider_than_a_line_is_broken() {
        assert_eq!(broken("asked once more", 10.0), ["asked once", "more"]);
        assert_eq!(broken("みなとカードにasked once", 16.0), ["みなとカードに", "asked once"]);
        assert_eq!(broken("0123456789abcdef", 10.0), ["0123456789", "abcdef"]);
        assert_eq!(broken("one\ntwo", 10.0), ["one", "two"]);
        assert_eq!(broken("", 10.0), [""]);
    }
}
