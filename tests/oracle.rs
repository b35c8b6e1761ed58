//! A slow matcher, written straight from the definition, finds the same as the fast one.

use std::collections::BTreeSet;

use proptest::prelude::*;
use xianshen::Screener;

/// Characters that no dictionary joins into words, so that word edges are everywhere, with their traditional or variant
/// spellings in the text; and characters of every class that may stand between them.
const LETTERS: &[char] = &['㐀', '㐁', '㐂', '㐃'];
const NOISE: &[char] = &[' ', '*', '\u{200B}', '\u{301}', '🐍', '.', '\u{3000}'];
const STRUCTURE: &[char] = &['，', '。', '\n'];
const LONGEST_GAP: usize = 24;
/// How often one structural mark stands in a row, alone in its gap, where it is noise: 三，，，七. Line ends never are.
const MEANINGLESS: std::ops::RangeInclusive<usize> = 3..=6;

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Letter,
    Noise,
    Structure,
}

fn part(c: char) -> Part {
    if NOISE.contains(&c) {
        Part::Noise
    } else if STRUCTURE.contains(&c) {
        Part::Structure
    } else {
        Part::Letter
    }
}

/// The end of the term when it starts at this character, by definition: its characters in order, noise between them skipped, and
/// structural marks only if every gap of a term of three or more characters has one. One mark several times in a row is noise.
fn end_of(text: &[(usize, char)], at: usize, term: &[char]) -> Option<usize> {
    if text[at].1 != term[0] {
        return None;
    }
    let mut i = at;
    let mut bridged = Vec::new();
    for &wanted in &term[1..] {
        let mut gap = 0;
        let mut structure = false;
        i += 1;
        let opened = i;
        while i < text.len() && part(text[i].1) != Part::Letter {
            structure |= part(text[i].1) == Part::Structure;
            gap += 1;
            i += 1;
        }
        if i >= text.len() || gap > LONGEST_GAP || text[i].1 != wanted {
            return None;
        }
        let mark = text[opened].1;
        let meaningless = mark != '\n' && MEANINGLESS.contains(&gap) && text[opened..i].iter().all(|&(_, c)| c == mark);
        bridged.push(structure && !meaningless);
    }
    let none = bridged.iter().all(|&b| !b);
    let all = bridged.iter().all(|&b| b) && term.len() >= 3;
    (none || all).then(|| text[i].0 + text[i].1.len_utf8())
}

/// All finds of a word list, by definition: of overlapping ones of one term the longest, of equally long ones the first.
fn oracle(text: &str, terms: &[String]) -> BTreeSet<(String, usize, usize)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = BTreeSet::new();
    for term in terms {
        let letters: Vec<char> = term.chars().collect();
        let mut last: Option<(usize, usize)> = None;
        for at in 0..chars.len() {
            let Some(end) = end_of(&chars, at, &letters) else { continue };
            let here = (chars[at].0, end);
            match last {
                Some(before) if here.0 < before.1 => {
                    if here.1 - here.0 > before.1 - before.0 {
                        last = Some(here);
                    }
                }
                _ => {
                    found.extend(last.map(|(start, end)| (term.clone(), start, end)));
                    last = Some(here);
                }
            }
        }
        found.extend(last.map(|(start, end)| (term.clone(), start, end)));
    }
    found
}

fn text() -> impl Strategy<Value = String> {
    let letter = proptest::sample::select(LETTERS);
    let noise = proptest::sample::select(NOISE);
    // Most marks stand alone; in a row they may mean nothing.
    let structure = (
        proptest::sample::select(STRUCTURE),
        prop_oneof![3 => Just(1usize), 1 => 2usize..9],
    )
        .prop_map(|(mark, times)| vec![mark; times]);
    let piece = prop_oneof![6 => letter.prop_map(|c| vec![c]), 2 => noise.prop_map(|c| vec![c]), 1 => structure];
    prop::collection::vec(piece, 0..60).prop_map(|pieces: Vec<Vec<char>>| {
        let mut chars = pieces.concat();
        // A letter twice in a row may be a repeat: tests/spellings.rs has those.
        chars.dedup_by(|a, b| a == b && part(*a) == Part::Letter);
        chars.into_iter().collect()
    })
}

fn terms() -> impl Strategy<Value = Vec<String>> {
    let term =
        prop::collection::vec(proptest::sample::select(LETTERS), 1..5).prop_map(|chars| chars.into_iter().collect::<String>());
    prop::collection::btree_set(term, 1..6).prop_map(|terms| terms.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_scan_finds_what_the_definition_says(text in text(), terms in terms()) {
        let mut builder = Screener::builder();
        builder.word_list("terms", terms.join("\n")).word_list_variants([]).unwrap();
        let screener = builder.build().unwrap();
        let screening = screener.screen(&text);
        let found: BTreeSet<(String, usize, usize)> = screening
            .findings()
            .iter()
            .map(|finding| (finding.term().unwrap().to_owned(), finding.span().start, finding.span().end))
            .collect();
        prop_assert_eq!(found.len(), screening.findings().len(), "a finding came twice");
        prop_assert_eq!(found, oracle(&text, &terms));
    }
}

/// Twenty marks in the text filled the scan's block between the term's two characters, and the walk beyond a block knew nothing of
/// meaningless marks, nor of characters that stand there twice.
#[test]
fn many_sentence_ends_hide_nothing() {
    let screener = Screener::builder().word_list("terms", "㐀㐂\n㐃㐁").build().unwrap();
    for before in 0..80 {
        for term in ["㐀。。。。。㐂", "㐀㐀㐀㐂", "㐃㐃。。。㐁㐁"] {
            for filler in ["。", "。？！", "㐁。", "?a", "。\n"] {
                let text = format!("{}，{term}㐁", filler.repeat(before));
                let screening = screener.screen(&text);
                assert_eq!(screening.findings().len(), 1, "{text}: {:?}", screening.findings());
            }
        }
    }
}

#[test]
fn the_gap_ends_where_the_definition_says() {
    let screener = Screener::builder().word_list("terms", "㐀㐁").build().unwrap();
    for noise in [0, 1, LONGEST_GAP, LONGEST_GAP + 1] {
        let text = format!("㐀{}㐁", "*".repeat(noise));
        assert_eq!(screener.is_clean(&text), noise > LONGEST_GAP, "{noise}");
    }
}
