//! Sets of words that windows are searched for: word classes, cues, allowed words.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::text::{FoldedRange, fold_spaced};

/// A place in the list of sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SetId(pub(crate) u32);

/// A set of words. Its automaton is built when the first window asks for it: most texts ask for few.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordSet {
    words: Vec<String>,
    automaton: OnceLock<AhoCorasick>,
}

/// A word of a set in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) range: FoldedRange,
    /// The number of the word in its set.
    pub(crate) word: u32,
}

impl WordSet {
    /// A set of these words, folded.
    pub(crate) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> WordSet {
        WordSet {
            words: words
                .into_iter()
                .map(|word| fold_spaced(word.trim()))
                .filter(|word| !word.is_empty())
                .collect(),
            automaton: OnceLock::new(),
        }
    }

    /// The folded words.
    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// All occurrences in a folded text, overlapping ones too, by their ends.
    pub(crate) fn find(&self, folded: &str) -> Vec<Occurrence> {
        self.automaton()
            .find_overlapping_iter(folded)
            .map(|found| Occurrence {
                range: FoldedRange::new(found.start(), found.end()),
                word: found.pattern().as_u32(),
            })
            .collect()
    }

    /// Whether a folded text holds one of the words.
    pub(crate) fn is_in(&self, folded: &str) -> bool {
        self.automaton().is_match(folded)
    }

    fn automaton(&self) -> &AhoCorasick {
        self.automaton.get_or_init(|| {
            // Only absurd sizes (over 2^31 states) fail, and a set is a list somebody wrote; nothing found is the safe answer.
            AhoCorasick::new(&self.words)
                .unwrap_or_else(|_| AhoCorasick::new(std::iter::empty::<&str>()).expect("an empty automaton can be built"))
        })
    }
}
