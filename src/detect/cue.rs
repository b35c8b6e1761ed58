//! Words beside a value: its label, and what its neighbourhood says of it. Nothing here looks across a table cell, and nothing
//! reads more of the sentence than it is asked for.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};

/// The words of a list that spaces part: lists of short Chinese words are read more easily so than one a line.
pub(super) fn words(list: &'static str) -> Vec<&'static str> {
    list.split_whitespace().collect()
}

/// What may stand between a label and its value: 身份证号码为：…
fn joins(c: char) -> bool {
    matches!(
        c,
        ':' | '='
            | '('
            | '['
            | '{'
            | '"'
            | '\''
            | '“'
            | '”'
            | '【'
            | '「'
            | '#'
            | ' '
            | '是'
            | '为'
            | '号'
            | '码'
            | '→'
            | '-'
            | '—'
    )
}

/// The most characters that a label and its value are apart.
const APART: usize = 6;

/// The cell or sentence up to `at`.
pub(super) fn cell_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    before.rfind('\t').map_or(before, |tab| &before[tab + 1..])
}

/// The cell or sentence from `at` on.
pub(super) fn cell_after(text: &str, at: usize) -> &str {
    let after = &text[at..];
    after.find('\t').map_or(after, |tab| &after[..tab])
}

/// The last `count` characters before `at`, of the same cell.
pub(super) fn tail(text: &str, at: usize, count: usize) -> &str {
    let cell = text[..at].char_indices().rev().take(count).take_while(|&(_, c)| c != '\t');
    cell.last().map_or("", |(from, _)| &text[from..at])
}

/// The first `count` characters from `at` on, of the same cell.
pub(super) fn head(text: &str, at: usize, count: usize) -> &str {
    let cell = text[at..].char_indices().take(count).take_while(|&(_, c)| c != '\t');
    cell.last().map_or("", |(last, c)| &text[at..at + last + c.len_utf8()])
}

/// Words that are looked for at one end of a text, by the character at that end: a bit to say that there is none, as for most
/// characters, and else a few comparisons.
pub(super) struct Edges {
    known: Vec<u64>,
    words: HashMap<char, Vec<&'static str>>,
    at_start: bool,
}

impl Edges {
    /// Words that a text may start with.
    pub(super) fn starts(words: impl IntoIterator<Item = &'static str>) -> Edges {
        Edges::new(words, true)
    }

    /// Words that a text may end with.
    pub(super) fn ends(words: impl IntoIterator<Item = &'static str>) -> Edges {
        Edges::new(words, false)
    }

    fn new(words: impl IntoIterator<Item = &'static str>, at_start: bool) -> Edges {
        let mut edges = Edges {
            known: vec![0; 1 << 10],
            words: HashMap::new(),
            at_start,
        };
        for word in words {
            let edge = if at_start {
                word.chars().next()
            } else {
                word.chars().next_back()
            };
            let edge = edge.unwrap_or_default();
            let (at, bit) = place(edge);
            edges.known[at] |= bit;
            edges.words.entry(edge).or_default().push(word);
        }
        edges
            .words
            .values_mut()
            .for_each(|words| words.sort_by_key(|word| std::cmp::Reverse(word.len())));
        edges
    }

    /// Whether some word has the character at its edge.
    pub(super) fn may(&self, edge: char) -> bool {
        let (at, bit) = place(edge);
        self.known[at] & bit != 0
    }

    /// The longest of the words that the text has at this end.
    pub(super) fn of(&self, text: &str) -> Option<&'static str> {
        let mut chars = text.chars();
        let edge = if self.at_start { chars.next() } else { chars.next_back() }?;
        if !self.may(edge) {
            return None;
        }
        let fits = |word: &&&str| {
            if self.at_start {
                text.starts_with(**word)
            } else {
                text.ends_with(**word)
            }
        };
        self.words.get(&edge)?.iter().find(fits).copied()
    }
}

/// Where the bit of a character is. Characters beyond the first plane share bits with others, which only costs a comparison.
fn place(c: char) -> (usize, u64) {
    let at = c as usize & 0xFFFF;
    (at / 64, 1 << (at % 64))
}

/// Words that are looked for anywhere, all in one reading.
pub(super) struct Anywhere {
    automaton: AhoCorasick,
    words: Vec<&'static str>,
}

impl Anywhere {
    pub(super) fn new(words: impl IntoIterator<Item = &'static str>) -> Anywhere {
        let words: Vec<&'static str> = words.into_iter().collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&words)
            .expect("a constant list");
        Anywhere { automaton, words }
    }

    /// The first word that the text has, and its number in the list.
    pub(super) fn first(&self, text: &str) -> Option<(&'static str, usize)> {
        let number = self.automaton.find(text)?.pattern().as_usize();
        Some((self.words[number], number))
    }

    /// Whether the text has one of the words.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.automaton.is_match(text)
    }
}

/// The first of `cues` that labels the value at `at`: it ends just before, or only what joins label and value stands between.
pub(super) fn label<'c>(text: &str, at: usize, cues: &[&'c str]) -> Option<&'c str> {
    let mut rest = tail(text, at, 24);
    for _ in 0..=APART {
        if let Some(cue) = cues.iter().find(|cue| rest.ends_with(**cue)) {
            return Some(cue);
        }
        rest = rest
            .strip_suffix(joins)
            .or_else(|| rest.trim_end_matches('.').strip_suffix("no"))?;
    }
    None
}

/// The first of `cues` within the last `count` characters before `at`.
pub(super) fn near<'c>(text: &str, at: usize, count: usize, cues: &[&'c str]) -> Option<&'c str> {
    any(tail(text, at, count), cues)
}

/// The first of `cues` that the text has.
pub(super) fn any<'c>(text: &str, cues: &[&'c str]) -> Option<&'c str> {
    cues.iter().find(|cue| text.contains(**cue)).copied()
}

/// Whether the value is all that its cell or sentence holds, as in a form or a list.
pub(super) fn fills_cell(text: &str, range: std::ops::Range<usize>) -> bool {
    let bare = |c: char| !c.is_alphanumeric();
    cell_before(text, range.start).chars().all(bare) && cell_after(text, range.end).chars().all(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_touch_their_value() {
        for (before, expected) in [
            ("患者身份证", Some("身份证")),
            ("身份证号码为:", Some("身份证")),
            ("身份证号:(\"", Some("身份证")),
            ("身份证no.", Some("身份证")),
            ("身份证已经丢失,", None),
            ("身份证\t", None),
            ("", None),
        ] {
            let text = format!("{before}110105");
            assert_eq!(label(&text, before.len(), &["身份证"]), expected, "{before}");
        }
    }

    #[test]
    fn neighbourhoods_end_at_characters_and_cells() {
        let text = "甲乙丙\t丁戊己1庚\t辛";
        let at = text.find('1').unwrap();
        assert_eq!(tail(text, at, 2), "戊己");
        assert_eq!(tail(text, at, 9), "丁戊己");
        assert_eq!(head(text, at, 9), "1庚");
        assert_eq!(head(text, at, 1), "1");
        assert_eq!(near(text, at, 3, &["丙", "丁"]), Some("丁"));
        let ends = Edges::ends(["床", "病床"]);
        assert_eq!(
            (ends.of("12病床"), ends.of("12床"), ends.of("")),
            (Some("病床"), Some("床"), None)
        );
        assert_eq!(Edges::starts(["因", "因为"]).of("因为疼"), Some("因为"));
        let words = Anywhere::new(["出院", "入院"]);
        assert_eq!(words.first("入院三天后出院"), Some(("入院", 1)));
        assert!(words.is_in("已出院") && !words.is_in("医院"));
        assert!(fills_cell("姓名\t(1)\t", 8..9) && !fills_cell("a1", 1..2));
    }
}
