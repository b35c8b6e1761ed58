//! All the words that windows are searched for: word classes, cues, allowed words.

use std::{ops::ControlFlow, sync::OnceLock};

use super::{
    groups::{Bits, Groups},
    sets::{PackedSets, Sets},
};
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
    /// The words of each set: as they come in, and when all have.
    open: Sets,
    sets: PackedSets,
    /// Built when the first window asks for it: a text without candidates never does.
    index: OnceLock<Index>,
}

/// The lexicon, ready for searching.
#[derive(Clone, Debug)]
struct Index {
    scanner: Scanner,
    /// The words of each literal: `as` and `a s` are one literal.
    words_of: Vec<Vec<u32>>,
    /// The sets of each word.
    sets_of: Groups<Bits>,
}

/// What a folded text has of the lexicon.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// By their starts.
    occurrences: Vec<Occurrence>,
    /// Which sets have a word there, a bit each: most that are asked for have none.
    sets: Box<[u32]>,
}

impl Found {
    /// Whether there is a word of the set.
    pub(super) fn has(&self, set: SetId) -> bool {
        let one = Bits::one(set.0);
        self.sets[one.place as usize] & one.bits != 0
    }
}

impl Lexicon {
    /// With room for so many words.
    pub(crate) fn with_capacity(count: usize) -> Lexicon {
        Lexicon {
            words: Glossary::with_capacity(count),
            ..Lexicon::default()
        }
    }

    /// The set of these words, by their numbers; equal sets are one. All sets come before the first search.
    pub(crate) fn set(&mut self, words: impl IntoIterator<Item = u32>) -> SetId {
        SetId(self.open.number_of(words))
    }

    /// The same of words that are known to be distinct, and to be no other set.
    pub(crate) fn new_set(&mut self, words: impl Iterator<Item = u32>) -> SetId {
        SetId(self.open.add(words))
    }

    /// The number of a word, folded; none for one that folds to nothing.
    pub(crate) fn number(&mut self, word: &str) -> Option<u32> {
        self.words.number_of(|out| fold_spaced_to(out, word.trim()))
    }

    /// The number of a word that is folded already.
    pub(crate) fn folded(&mut self, word: &str) -> Option<u32> {
        self.words.number_of(|out| out.push_str(word))
    }

    /// Takes no more words and sets.
    pub(crate) fn close(&mut self) {
        self.words.close();
        self.sets = std::mem::take(&mut self.open).pack();
    }

    /// A word, folded.
    pub(crate) fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    /// The words of a set, ascending, before all sets are there.
    #[cfg(test)]
    pub(crate) fn words_of(&self, set: SetId) -> Vec<u32> {
        let mut words = self.open.get(set.0).to_vec();
        words.sort_unstable();
        words
    }

    /// All occurrences of all words in a folded text, overlapping ones too, in the order in which they start.
    pub(super) fn find(&self, folded: &str) -> Found {
        let index = self.index();
        let mut occurrences = Vec::new();
        let mut sets = vec![0; self.sets.len().div_ceil(u32::BITS as usize)].into_boxed_slice();
        let _ = index.scanner.scan(folded, &mut |candidate| {
            if let What::Literal(literal) = candidate.what {
                let range = FoldedRange::new(candidate.span.start, candidate.span.end);
                for &word in &index.words_of[literal.number()] {
                    // The scanner skips what may stand between the characters of a term. These words are looked for as they are.
                    if !candidate.repeated && !candidate.skipped || folded[candidate.span.range()] == self.words[word as usize] {
                        occurrences.push(Occurrence { range, word });
                        for of_word in index.sets_of.get(word as usize) {
                            sets[of_word.place as usize] |= of_word.bits;
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
        let one = Bits::one(set.0);
        let is = |at: &&Occurrence| sets_of.get(at.word as usize).iter().any(|sets| sets.has(one));
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
            let pairs = self.sets.iter().zip(0u32..);
            let pairs: Vec<(u32, u32)> = pairs.flat_map(|(words, set)| words.map(move |word| (word, set))).collect();
            let sets_of = Groups::new(pairs.into_iter(), self.words.len());
            Index {
                scanner: Scanner::new(&plan),
                words_of,
                sets_of: sets_of.each(|sets, all| all.extend(Bits::of(sets))),
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
