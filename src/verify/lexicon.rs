//! All the words that windows are searched for: word classes, cues, allowed words.

use std::{ops::ControlFlow, sync::OnceLock};

use rustc_hash::FxHashMap;

use crate::{
    scan::{Plan, Scanner, What},
    text::{FoldedRange, Glossary, fold_spaced_to},
};

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
    words: Glossary,
    /// The words of each set, ascending.
    sets: Vec<Box<[u32]>>,
    set_numbers: FxHashMap<Box<[u32]>, SetId>,
    /// Built when the first window asks for it: a text without candidates never does.
    index: OnceLock<Index>,
}

/// The lexicon, ready for searching.
#[derive(Clone, Debug)]
struct Index {
    scanner: Scanner,
    /// The words of each literal: `as` and `a s` are one literal.
    words_of: Vec<Vec<u32>>,
    /// The sets of each word, ascending.
    sets_of: Vec<Vec<SetId>>,
}

/// What a folded text has of the lexicon.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// By their starts.
    occurrences: Vec<Occurrence>,
    /// Which sets have a word there, a bit each: most that are asked for have none.
    sets: Box<[u64]>,
}

impl Found {
    /// Whether there is a word of the set.
    pub(super) fn has(&self, set: SetId) -> bool {
        self.sets[set.0 as usize / 64] >> (set.0 % 64) & 1 != 0
    }
}

impl Lexicon {
    /// The set of these words, by their numbers; equal sets are one. All sets come before the first search.
    pub(crate) fn set(&mut self, mut words: Vec<u32>) -> SetId {
        // Not unstably: words come in runs that ascend.
        words.sort();
        words.dedup();
        let words = words.into_boxed_slice();
        let next = SetId(self.sets.len() as u32);
        if let Some(&known) = self.set_numbers.get(&words) {
            return known;
        }
        self.sets.push(words.clone());
        self.set_numbers.insert(words, next);
        next
    }

    /// The number of a word, folded; none for one that folds to nothing.
    pub(crate) fn number(&mut self, word: &str) -> Option<u32> {
        self.words.number_of(|out| fold_spaced_to(out, word.trim()))
    }

    /// Takes no more words and sets.
    pub(crate) fn close(&mut self) {
        self.words.close();
        self.set_numbers = FxHashMap::default();
    }

    /// A word, folded.
    pub(crate) fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    /// All occurrences of all words in a folded text, overlapping ones too, in the order in which they start.
    pub(super) fn find(&self, folded: &str) -> Found {
        let index = self.index();
        let mut occurrences = Vec::new();
        let mut sets = vec![0u64; self.sets.len().div_ceil(64)].into_boxed_slice();
        let _ = index.scanner.scan(folded, &mut |candidate| {
            if let What::Literal(literal) = candidate.what {
                let range = FoldedRange::new(candidate.span.start, candidate.span.end);
                for &word in &index.words_of[literal.number()] {
                    // The scanner skips what may stand between the characters of a term. These words are looked for as they are.
                    if !candidate.repeated && !candidate.skipped || folded[candidate.span.range()] == self.words[word as usize] {
                        occurrences.push(Occurrence { range, word });
                        for set in &index.sets_of[word as usize] {
                            sets[set.0 as usize / 64] |= 1 << (set.0 % 64);
                        }
                    }
                }
            }
            ControlFlow::Continue(())
        });
        Found { occurrences, sets }
    }

    /// Those of the occurrences whose word belongs to a set.
    pub(super) fn of_set(&self, found: &Found, set: SetId) -> Vec<Occurrence> {
        let sets_of = &self.index().sets_of;
        let is = |at: &&Occurrence| sets_of[at.word as usize].binary_search(&set).is_ok();
        found.occurrences.iter().filter(is).copied().collect()
    }

    /// The word of an occurrence, folded.
    pub(super) fn text(&self, occurrence: &Occurrence) -> &str {
        &self.words[occurrence.word as usize]
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut plan = Plan::default();
            let mut words_of: Vec<Vec<u32>> = Vec::new();
            for (word, number) in self.words.iter().zip(0..) {
                if let Some(literal) = plan.literal(word) {
                    words_of.resize(words_of.len().max(literal.number() + 1), Vec::new());
                    words_of[literal.number()].push(number);
                }
            }
            let mut sets_of = vec![Vec::new(); self.words.len()];
            for (words, set) in self.sets.iter().zip(0u32..) {
                for &word in words {
                    sets_of[word as usize].push(SetId(set));
                }
            }
            Index {
                scanner: Scanner::new(&plan),
                words_of,
                sets_of,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lexicon in which each word has a set of its own.
    fn lexicon(words: &[&str]) -> (Lexicon, Vec<SetId>) {
        let mut lexicon = Lexicon::default();
        let numbers: Vec<u32> = words.iter().map(|word| lexicon.number(word).unwrap()).collect();
        let sets = numbers.iter().map(|&number| lexicon.set(vec![number])).collect();
        lexicon.close();
        (lexicon, sets)
    }

    #[test]
    fn words_are_found_as_they_are() {
        let (lexicon, _) = lexicon(&["严禁", "禁止", "as", "a s"]);
        let found = |text: &str| -> Vec<String> {
            lexicon
                .find(text)
                .occurrences
                .iter()
                .map(|at| lexicon.text(at).to_owned())
                .collect()
        };
        assert_eq!(found("严禁止"), ["严禁", "禁止"]);
        // What the scan skips between the characters of a term, and repeats, are no part of a word here.
        assert!(found("严*禁").is_empty() && found("严严禁禁").len() < 2);
        // Two words that are one literal to the scan.
        assert_eq!(found("a s"), ["a s"]);
    }

    #[test]
    fn every_set_has_its_own_words() {
        let words: Vec<String> = (0..600)
            .map(|at| char::from_u32(0x4E00 + at).unwrap().to_string() + "禁")
            .collect();
        let refs: Vec<&str> = words.iter().map(String::as_str).collect();
        let (mut lexicon, sets) = lexicon(&refs);
        let all = lexicon.find(&words.concat());
        assert_eq!(all.occurrences.len(), words.len());
        for at in [0, 1, 63, 64, 255, 256, 257, 599] {
            let of_set = lexicon.of_set(&all, sets[at]);
            assert_eq!(
                of_set.iter().map(|found| lexicon.text(found)).collect::<Vec<_>>(),
                [words[at].as_str()]
            );
        }
        let one = lexicon.find(&words[64]);
        assert!(one.has(sets[64]) && !one.has(sets[0]) && !one.has(sets[65]));
        assert_eq!(lexicon.word(3), words[3]);
        let both = lexicon.set(vec![5, 2, 5]);
        assert_eq!(lexicon.set(vec![2, 5]), both, "equal sets are one");
    }

    #[test]
    fn what_building_needed_is_given_back() {
        let mut lexicon = Lexicon::default();
        let numbers = ["严禁", "禁止"].map(|word| lexicon.number(word).unwrap());
        lexicon.set(numbers.to_vec());
        let freed = allocation_counter::measure(|| lexicon.close());
        assert!(freed.bytes_current < 0, "{freed:?}");
        assert_eq!(lexicon.word(numbers[1]), "禁止");
    }
}
