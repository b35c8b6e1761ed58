//! What part a character plays when a term is looked for.

use std::ops::Range;

use super::fold::{Folded, fold};

/// What part a character plays between the characters of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Letters, digits, Chinese characters: never skipped.
    Plain,
    /// Invisible or combining: not there at all.
    Ignorable,
    /// A space inside a line: skipped between the characters of a term.
    Space,
    /// Signs, symbols, brackets, ASCII punctuation, emoji: skipped between the characters of a term.
    Decoration,
    /// Ends a clause, a sentence, a line or a table cell: bridged only when every gap has one.
    Structural,
}

/// The class of an original (not yet folded) character.
pub(crate) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{4E00}'..='\u{9FFF}' => Class::Plain,
        ' ' => Class::Space,
        '，' | '。' | '！' | '？' | '；' | '：' | '、' | '｡' | '､' | '︐' | '︑' | '︒' | '︓' | '︔' | '︕' | '︖' => {
            Class::Structural
        }
        _ if is_line_end(c) || c == '\t' => Class::Structural,
        _ if matches!(fold(c), Folded::Nothing) => Class::Ignorable,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_alphanumeric() => Class::Plain,
        _ if matches!(fold(c), Folded::One(t) if t.is_alphanumeric()) => Class::Plain,
        _ if matches!(fold(c), Folded::Many(t) if t.contains(char::is_alphanumeric)) => Class::Plain,
        _ => Class::Decoration,
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a sentence, the window in which a candidate is judged, ends at this original or folded character.
pub(crate) fn is_sentence_end(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '；' | '｡' | '︒' | '︔' | '︕' | '︖' | '!' | '?' | ';'
    ) || is_line_end(c)
}

/// Whether a sentence ends at this character of a text, `after` being the byte behind it. An ASCII mark with a letter or a digit right
/// behind it is part of an address or the like: `?id=7`.
#[inline]
pub(crate) fn sentence_ends(text: &str, c: char, after: usize) -> bool {
    // Most characters are Chinese ones.
    !is_han(c)
        && is_sentence_end(c)
        && !(c.is_ascii_punctuation() && text.as_bytes().get(after).is_some_and(u8::is_ascii_alphanumeric))
}

/// Where the first sentence ends in a stretch of a text: the byte of its mark, and the one behind it.
pub(crate) fn first_end(text: &str, range: Range<usize>) -> Option<(usize, usize)> {
    let mut at = range.start;
    while at < range.end {
        // U+4000 to U+9FFF: three bytes, none of them a mark.
        if matches!(text.as_bytes()[at], 0xE4..=0xE9) {
            at += 3;
            continue;
        }
        let c = text[at..].chars().next()?;
        let after = at + c.len_utf8();
        if sentence_ends(text, c, after) {
            return Some((at, after));
        }
        at = after;
    }
    None
}

/// Whether a clause ends at this original or folded character.
pub(crate) fn is_clause_end(c: char) -> bool {
    is_sentence_end(c) || matches!(c, '，' | '：' | '、' | ',' | ':' | '\t')
}

/// Whether the character is a Chinese character, so that word edges are a matter of segmentation.
#[inline]
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3007}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether the character belongs to a word whose edges spaces and signs mark: letters and digits that are not Chinese.
/// Kana count as Chinese here: they stand beside other characters without a space.
pub(crate) fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && !is_han(c) && !matches!(c, '\u{3040}'..='\u{30FF}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_end_of_a_sentence() {
        let text = "一二三a?b䷀。四；";
        let mark = text.find('。').unwrap();
        assert_eq!(first_end(text, 0..text.len()), Some((mark, mark + 3)));
        assert_eq!(first_end(text, 0..mark), None);
        assert_eq!(first_end(text, mark + 3..text.len()), Some((text.len() - 3, text.len())));
    }

    #[test]
    fn classes() {
        for (c, expected) in [
            ('根', Class::Plain),
            ('Ａ', Class::Plain),
            ('①', Class::Plain),
            ('㋅', Class::Plain),
            ('\u{200B}', Class::Ignorable),
            ('\u{0301}', Class::Ignorable),
            ('\u{202E}', Class::Ignorable),
            ('\u{FE0F}', Class::Ignorable),
            (' ', Class::Space),
            ('\u{3000}', Class::Space),
            ('\u{A0}', Class::Space),
            ('*', Class::Decoration),
            ('.', Class::Decoration),
            ('★', Class::Decoration),
            ('🐍', Class::Decoration),
            ('，', Class::Structural),
            ('。', Class::Structural),
            ('\n', Class::Structural),
            ('\t', Class::Structural),
        ] {
            assert_eq!(class(c), expected, "{c:?}");
        }
    }

    #[test]
    fn word_characters_are_the_ones_that_spaces_separate() {
        assert!(is_word_char('a') && is_word_char('7') && is_word_char('é') && is_word_char('я'));
        assert!(!is_word_char('中') && !is_word_char('の') && !is_word_char('-'));
    }
}
