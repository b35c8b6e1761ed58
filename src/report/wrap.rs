//! Breaking text into rows of a terminal, where a Chinese character is two columns wide.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What no row begins with: it stays with what it closes, in a column that the row has to spare.
const CLOSING: &str = "，。、；：！？）》〉”’』」】〕…,.;:!?)]}";

/// Columns that the text takes.
pub(super) fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The rows of a text, in bytes, none wider than `columns` but for a closing sign. Latin words stay whole if they fit a row.
pub(super) fn rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut taken) = (0, 0);
    for (at, piece) in pieces(text, columns) {
        let columns_of = width(piece);
        if taken + columns_of > columns && at > start && !CLOSING.contains(piece) {
            rows.push(start..at);
            (start, taken) = (at, 0);
        }
        taken += columns_of;
    }
    rows.push(start..text.len());
    rows
}

/// What is not parted: grapheme clusters, and runs of ASCII letters and digits that fit a row.
fn pieces(text: &str, columns: usize) -> Vec<(usize, &str)> {
    let mut pieces: Vec<(usize, &str)> = Vec::new();
    let is_word = |piece: &str| piece.bytes().all(|b| b.is_ascii_alphanumeric());
    for (at, cluster) in text.grapheme_indices(true) {
        match pieces.last_mut() {
            Some((start, last)) if is_word(last) && is_word(cluster) && last.len() < columns => {
                *last = &text[*start..at + cluster.len()]
            }
            _ => pieces.push((at, cluster)),
        }
    }
    pieces
}

/// The text as a terminal may have it: what moves the cursor, rings, changes colours or turns the direction of writing is shown as �.
pub(super) fn printable(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, columns: usize) -> Vec<&str> {
        rows(text, columns).into_iter().map(|row| &text[row]).collect()
    }

    #[test]
    fn rows_keep_words_and_closing_signs() {
        assert_eq!(broken("包治百病三天见效", 8), ["包治百病", "三天见效"]);
        assert_eq!(broken("包治百病，三天见效", 8), ["包治百病，", "三天见效"]);
        assert_eq!(broken("用vaccine接种", 10), ["用vaccine", "接种"]);
        assert_eq!(broken("接种用vaccine", 10), ["接种用", "vaccine"]);
        assert_eq!(broken("aaaaaaaaaaaa", 5), ["aaaaa", "aaaaa", "aa"]);
        assert_eq!(broken("", 5), [""]);
        assert_eq!(width("a包e\u{301}👨‍👩‍👧"), 6);
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(printable("a\u{1B}[31m\tb\u{202E}c"), "a\u{FFFD}[31m b\u{FFFD}c");
    }
}
