//! Writes down the slots of the built-in rules' shapes, and the literals of their patterns: which words they have.

use std::collections::{BTreeSet, HashMap, HashSet};

use toml::de::DeTable;

use super::{pack, rules, text, texts, write_number};

/// The most bytes of a word.
const LONGEST: usize = 200;

/// The slots of shapes, as `src/pack/prepared.rs` reads them, and the words in them.
#[derive(Default)]
pub(crate) struct Slots {
    /// The words of classes, by pack and name.
    classes: HashMap<(String, String), Vec<String>>,
    pub(crate) words: Vec<String>,
    word_numbers: HashMap<String, usize>,
    /// One more than the number of a slot, by pack and text.
    known: HashMap<(String, String), usize>,
    /// The number of a slot, by itself; and all slots.
    distinct: HashMap<Vec<u8>, usize>,
    pub(crate) out: Vec<u8>,
}

impl Slots {
    /// Takes in the classes of a file; those of all files, before anything else.
    pub(crate) fn note_classes(&mut self, file: &DeTable<'_>) {
        let table = file.get("class").and_then(|table| table.get_ref().as_table());
        for (name, words) in table.into_iter().flat_map(DeTable::iter) {
            let words = texts(Some(words)).map(str::to_owned).collect();
            self.classes.insert((pack_id(file), name.get_ref().to_string()), words);
        }
    }

    /// Writes down the numbers of the slots of a file's shapes; 0 for those that are left to the library.
    pub(crate) fn note_shapes(&mut self, file: &DeTable<'_>, numbers: &mut Vec<u8>) {
        for shape in rules(file).flat_map(|rule| texts(rule.get("shapes"))) {
            let is_slot = |token: &&str| !token.starts_with(['#', '~']) && !token.starts_with("..");
            for slot in shape.split_whitespace().filter(is_slot) {
                let key = (pack_id(file), slot.to_owned());
                let number = match self.known.get(&key) {
                    Some(&number) => number,
                    None => {
                        let number = self.slot(&key.0, slot).unwrap_or(0);
                        *self.known.entry(key).or_insert(number)
                    }
                };
                write_number(numbers, number);
            }
        }
    }

    /// One more than the number of a slot. None if there is a mistake in it, two of its words are one to the scan, or one is a
    /// whole tale.
    fn slot(&mut self, pack: &str, text: &str) -> Option<usize> {
        let mut words = Vec::new();
        for alternative in text.split('|') {
            match alternative.strip_prefix('@') {
                None => words.push(alternative.to_owned()),
                Some(name) => {
                    let class = |pack: &str| self.classes.get(&(pack.to_owned(), name.to_owned()));
                    words.extend(class(pack).or_else(|| class(""))?.iter().cloned());
                }
            }
        }
        let (mut distinct, mut terms) = (HashSet::new(), HashSet::new());
        words.retain(|word| distinct.insert(word.clone()));
        let is_long = words.iter().any(|word| word.len() > LONGEST);
        if !words.iter().all(|word| terms.insert(text::fold_term(word))) || terms.contains("") || is_long {
            return None;
        }
        let (quiet, loud): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| pack::is_quiet(word));
        let longest = quiet.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        let mut slot = Vec::new();
        write_number(&mut slot, words.iter().all(|word| pack::is_plain(word)).into());
        write_number(&mut slot, longest);
        for words in [loud, quiet] {
            let numbers = words.into_iter().map(|word| self.word(word)).collect();
            write_runs(&mut slot, numbers);
        }
        Some(self.number(slot) + 1)
    }

    /// The number of a slot of literals, unless one of them is a whole tale.
    pub(crate) fn literals(&mut self, list: &[String]) -> Option<usize> {
        let literals: BTreeSet<String> = list.iter().map(|literal| text::fold_term(literal)).collect();
        if literals.iter().any(|literal| literal.len() > LONGEST) {
            return None;
        }
        let numbers = literals.iter().filter(|literal| !literal.is_empty());
        let numbers = numbers.map(|literal| self.word(literal)).collect();
        let mut slot = vec![1, 0];
        write_runs(&mut slot, numbers);
        write_runs(&mut slot, Vec::new());
        Some(self.number(slot))
    }

    /// The number of a slot.
    fn number(&mut self, slot: Vec<u8>) -> usize {
        let next = self.distinct.len();
        *self.distinct.entry(slot).or_insert_with_key(|slot| {
            write_number(&mut self.out, slot.len());
            self.out.extend(slot);
            next
        })
    }

    /// The number of a word.
    fn word(&mut self, word: &str) -> usize {
        let word = text::fold_spaced(word.trim());
        *self.word_numbers.entry(word).or_insert_with_key(|word| {
            self.words.push(word.clone());
            self.words.len() - 1
        })
    }
}

fn pack_id(file: &DeTable<'_>) -> String {
    let id = file.get("id").and_then(|id| id.get_ref().as_str());
    id.unwrap_or_default().to_owned()
}

/// Numbers as runs of neighbours: how many runs there are, and how far each starts behind the last one and how long it is.
fn write_runs(out: &mut Vec<u8>, mut numbers: Vec<usize>) {
    numbers.sort_unstable();
    let runs: Vec<&[usize]> = numbers.chunk_by(|a, b| a + 1 == *b).collect();
    write_number(out, runs.len());
    let mut last = 0;
    for run in runs {
        write_number(out, run[0] - last);
        write_number(out, run.len());
        last = run[0] + run.len();
    }
}
