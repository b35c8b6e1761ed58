//! All the words that windows are searched for: word classes, cues, allowed words.

use std::{collections::HashMap, sync::OnceLock};

use aho_corasick::AhoCorasick;

use crate::text::{FoldedRange, fold_spaced};

/// A set of words of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SetId(u32);

/// A word of the lexicon in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) range: FoldedRange,
    word: u32,
}

/// The words of all sets, each once, so that one pass over a window finds them for all. Rules share most of their words, and a
/// window asks for hundreds of sets: searching set by set took nine tenths of the time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    words: Vec<String>,
    /// The sets of each word, ascending.
    sets_of: Vec<Vec<SetId>>,
    numbers: HashMap<String, u32>,
    sets: HashMap<Vec<u32>, SetId>,
    /// Built when the first window asks for it: a text without candidates never does.
    automaton: OnceLock<AhoCorasick>,
}

impl Lexicon {
    /// The set of these words, by their numbers; equal sets are one. All sets come before the first search.
    pub(crate) fn set(&mut self, mut words: Vec<u32>) -> SetId {
        words.sort_unstable();
        words.dedup();
        let next = SetId(self.sets.len() as u32);
        if let Some(&known) = self.sets.get(&words) {
            return known;
        }
        for &word in &words {
            self.sets_of[word as usize].push(next);
        }
        self.sets.insert(words, next);
        next
    }

    /// The number of a word, folded; none for one that folds to nothing.
    pub(crate) fn number(&mut self, word: &str) -> Option<u32> {
        let word = fold_spaced(word.trim());
        if word.is_empty() {
            return None;
        }
        let next = self.words.len() as u32;
        let number = *self.numbers.entry(word.clone()).or_insert(next);
        if number == next {
            self.words.push(word);
            self.sets_of.push(Vec::new());
        }
        Some(number)
    }

    /// How many sets there are.
    pub(super) fn len(&self) -> usize {
        self.sets.len()
    }

    /// All occurrences of all words in a folded text, overlapping ones too.
    pub(super) fn find(&self, folded: &str) -> Vec<Occurrence> {
        self.automaton()
            .find_overlapping_iter(folded)
            .map(|found| Occurrence {
                range: FoldedRange::new(found.start(), found.end()),
                word: found.pattern().as_u32(),
            })
            .collect()
    }

    /// The sets that the word of an occurrence belongs to.
    pub(super) fn sets_of(&self, occurrence: &Occurrence) -> &[SetId] {
        &self.sets_of[occurrence.word as usize]
    }

    /// The word of an occurrence, folded.
    pub(super) fn text(&self, occurrence: &Occurrence) -> &str {
        &self.words[occurrence.word as usize]
    }

    fn automaton(&self) -> &AhoCorasick {
        self.automaton.get_or_init(|| {
            // Only absurd sizes (over 2^31 states) fail, and these are lists that people wrote; to find nothing is the safe answer.
            AhoCorasick::new(&self.words)
                .unwrap_or_else(|_| AhoCorasick::new(std::iter::empty::<&str>()).expect("an empty automaton can be built"))
        })
    }
}

impl SetId {
    /// Its number, below [`Lexicon::len`].
    pub(super) fn number(self) -> usize {
        self.0 as usize
    }
}
