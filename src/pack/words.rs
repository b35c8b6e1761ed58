//! The words that rule files name, each once: classes repeat words, and rules repeat classes. From here on they go by number.

use std::cell::OnceCell;

use super::{
    reader::Text,
    traits::{is_plain, is_quiet},
};
use crate::{
    scan::{LiteralId, Plan},
    text::{Table, is_folded},
    verify::Lexicon,
};

/// A word as a file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct WordId(u32);

/// Words that stand together: those of a class, or those that a slot names itself.
#[derive(Default)]
pub(super) struct WordList {
    pub(super) ids: Vec<WordId>,
    traits: OnceCell<Traits>,
    /// As words of the lexicon, and as literals of the plan: those that the scan reports. From the first slot on that asks for them.
    numbers: OnceCell<Vec<u32>>,
    literals: OnceCell<Vec<u32>>,
}

/// What is known of some words.
#[derive(Clone, Copy)]
pub(super) struct Traits {
    /// The most characters of a word that the scan does not report, if there is one. Words of a single character, or with a mark that parts
    /// clauses, are everywhere, and a mark slows the scan down where it must be read in two ways.
    pub(super) longest_quiet: Option<u32>,
    /// Whether none of the words has a sign in it.
    pub(super) plain: bool,
}

impl Traits {
    /// What is known of these words and of those.
    pub(super) fn and(self, other: Traits) -> Traits {
        Traits {
            longest_quiet: self.longest_quiet.max(other.longest_quiet),
            plain: self.plain && other.plain,
        }
    }
}

impl From<Vec<WordId>> for WordList {
    fn from(ids: Vec<WordId>) -> WordList {
        WordList {
            ids,
            ..WordList::default()
        }
    }
}

/// All words of all files.
#[derive(Default)]
pub(super) struct Words<'f> {
    numbers: Table,
    words: Vec<Word<'f>>,
}

struct Word<'f> {
    text: &'f str,
    /// Whether the word is known to fold to itself.
    folded: bool,
    quiet: bool,
    plain: bool,
    /// What it is to the scan and to the lexicon, as far as anybody asked.
    literal: Option<LiteralId>,
    number: Option<u32>,
}

impl<'f> Words<'f> {
    /// The number of a word.
    pub(super) fn id(&mut self, text: &'f str) -> WordId {
        let next = self.words.len() as u32;
        let words = &self.words;
        let number = self.numbers.number_of(text, next, |known| words[known as usize].text);
        if number == next {
            let folded = !text.is_empty() && is_folded(text);
            let plain = folded || is_plain(text);
            self.words.push(Word {
                text,
                folded,
                quiet: if folded {
                    text.chars().nth(1).is_none()
                } else {
                    is_quiet(text)
                },
                plain,
                literal: None,
                number: None,
            });
        }
        WordId(number)
    }

    /// The numbers of the words of a list.
    pub(super) fn ids(&mut self, list: &'f [Text<'_>]) -> Vec<WordId> {
        list.iter().map(|word| self.id(&word.value)).collect()
    }

    fn get(&self, id: WordId) -> &Word<'f> {
        &self.words[id.0 as usize]
    }

    pub(super) fn text(&self, id: WordId) -> &'f str {
        self.get(id).text
    }

    /// Whether each of these is a word that folds to itself, and none stands there twice.
    pub(super) fn are_distinct(&self, ids: &[WordId]) -> bool {
        let mut seen = vec![0u64; self.words.len().div_ceil(64)];
        ids.iter().all(|&id| {
            let (at, bit) = (id.0 as usize / 64, 1 << (id.0 % 64));
            let new = seen[at] & bit == 0;
            seen[at] |= bit;
            new && self.get(id).folded
        })
    }

    /// What is known of the words of a list.
    pub(super) fn traits(&self, list: &WordList) -> Traits {
        *list.traits.get_or_init(|| {
            let words = list.ids.iter().map(|&id| self.get(id));
            let none = Traits {
                longest_quiet: None,
                plain: true,
            };
            words.fold(none, |traits, word| {
                traits.and(Traits {
                    longest_quiet: word.quiet.then(|| word.text.chars().count() as u32),
                    plain: word.plain,
                })
            })
        })
    }

    /// The words of a list as numbers of the lexicon. What folds to nothing has none.
    pub(super) fn numbers<'l>(&mut self, list: &'l WordList, lexicon: &mut Lexicon) -> &'l [u32] {
        list.numbers.get_or_init(|| {
            let mut numbers = Vec::with_capacity(list.ids.len());
            numbers.extend(list.ids.iter().filter_map(|&id| self.number(id, lexicon)));
            numbers
        })
    }

    /// Those words of a list that the scan reports, as literals of the plan.
    pub(super) fn literals<'l>(&mut self, list: &'l WordList, plan: &mut Plan) -> &'l [u32] {
        list.literals.get_or_init(|| {
            let mut literals = Vec::with_capacity(list.ids.len());
            for &id in list.ids.iter() {
                if !self.get(id).quiet {
                    literals.extend(self.literal(id, plan).map(|literal| literal.number() as u32));
                }
            }
            literals
        })
    }

    /// The characters with which those words of a list begin that the scan does not report.
    pub(super) fn quiet_starts(&mut self, list: &WordList, lexicon: &mut Lexicon, starts: &mut Vec<char>) {
        if self.traits(list).longest_quiet.is_none() {
            return;
        }
        for &id in &list.ids {
            if self.get(id).quiet
                && let Some(number) = self.number(id, lexicon)
            {
                starts.extend(lexicon.word(number).chars().next());
            }
        }
    }

    /// The word as a literal of the plan; none if it folds to nothing.
    pub(super) fn literal(&mut self, id: WordId, plan: &mut Plan) -> Option<LiteralId> {
        let word = &mut self.words[id.0 as usize];
        if word.literal.is_none() {
            word.literal = if word.folded {
                plan.folded(word.text)
            } else {
                plan.literal(word.text)
            };
        }
        word.literal
    }

    /// The word as one of the lexicon; none if it folds to nothing.
    pub(super) fn number(&mut self, id: WordId, lexicon: &mut Lexicon) -> Option<u32> {
        let word = &mut self.words[id.0 as usize];
        if word.number.is_none() {
            word.number = if word.folded {
                lexicon.folded(word.text)
            } else {
                lexicon.number(word.text)
            };
        }
        word.number
    }
}
