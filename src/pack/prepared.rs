//! The words of slots in the built-in rules' shapes, found out when the crate was built: rules name thousands of slots, with a quarter of a
//! million words in them. The literals of patterns are kept as slots too.

use rustc_hash::FxHashMap;

use super::gates::GateLowering;
use crate::{
    scan::Plan,
    verify::{Lexicon, SetId},
};

/// The words that stand in slots, folded with their spaces, one after the other, and how many bytes each has; made by `build.rs`.
static WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));
static LENGTHS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lengths.bin"));

/// The slots, each once: how many bytes it has; whether all its words are plain; the most characters of a quiet word, or 0; runs of words
/// that the scan reports, and runs of quiet ones. A run is how far it starts behind the last one, and its length.
static SLOTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/slots.bin"));

/// By file: where the numbers of its slots start in this list.
static NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/numbers.bin"));

/// The numbers of the slots of a file's shapes, one after the other.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SlotNumbers(&'static [u8]);

impl SlotNumbers {
    /// Those that start there.
    pub(super) fn at(start: usize) -> SlotNumbers {
        SlotNumbers(&NUMBERS[start..])
    }

    /// The number of the next slot, if it is known.
    pub(super) fn next(&mut self) -> Option<u32> {
        (!self.0.is_empty()).then(|| number(&mut self.0))?.checked_sub(1)
    }
}

/// The slots that are known, and what became of them.
pub(super) struct Prepared {
    words: Vec<&'static str>,
    slots: Vec<&'static [u8]>,
    /// By word: its number in the lexicon, and its literal; from the first slot on that asks for it.
    numbers: Vec<u32>,
    literals: Vec<u32>,
    lowered: Vec<Option<Lowered>>,
    /// The classes of those that are asked for as literals.
    classes: FxHashMap<u32, u32>,
    /// The words of the slot at hand.
    taken: Vec<u32>,
}

/// What stands for a word that nobody has asked for yet.
const UNASKED: u32 = u32::MAX;

/// A slot that a shape asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lowered {
    pub(super) set: SetId,
    /// The class of the words that the scan reports, and the one of the others.
    pub(super) loud: Option<u32>,
    pub(super) quiet: Option<u32>,
}

/// What is known of a slot before anything is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    plain: bool,
    longest_quiet: Option<u32>,
    /// Runs of words.
    rest: &'static [u8],
}

impl Default for Prepared {
    fn default() -> Prepared {
        let mut behind = WORDS;
        let words = LENGTHS.iter().map(|&length| {
            let word;
            (word, behind) = behind.split_at(length.into());
            word
        });
        let words: Vec<&str> = words.collect();
        let mut slots = Vec::new();
        let mut rest = SLOTS;
        while !rest.is_empty() {
            let slot;
            let len = number(&mut rest) as usize;
            (slot, rest) = rest.split_at(len);
            slots.push(slot);
        }
        Prepared {
            numbers: vec![UNASKED; words.len()],
            literals: vec![UNASKED; words.len()],
            lowered: vec![None; slots.len()],
            words,
            slots,
            classes: FxHashMap::default(),
            taken: Vec::new(),
        }
    }
}

impl Prepared {
    /// How many words there are.
    pub(super) fn word_count(&self) -> usize {
        self.words.len()
    }

    fn slot(&self, number: u32) -> Slot {
        let mut rest = self.slots[number as usize];
        let (plain, longest) = (self::number(&mut rest), self::number(&mut rest));
        Slot {
            plain: plain != 0,
            longest_quiet: (longest != 0).then_some(longest),
            rest,
        }
    }

    /// The most characters of a word in a slot that the scan does not report, if there is one.
    pub(super) fn longest_quiet(&self, number: u32) -> Option<u32> {
        self.slot(number).longest_quiet
    }

    /// Whether no word of a slot has a sign in it.
    pub(super) fn is_plain(&self, number: u32) -> bool {
        self.slot(number).plain
    }

    /// The literals of a slot, in order.
    #[cfg(test)]
    pub(super) fn literals(&self, number: u32) -> std::collections::BTreeSet<String> {
        let mut words = Vec::new();
        take_runs(&mut self.slot(number).rest, &mut words);
        words.iter().map(|&word| self.words[word as usize].to_owned()).collect()
    }

    /// The class of a slot that is asked for as literals only.
    pub(super) fn class(&mut self, number: u32, plan: &mut Plan, gating: &mut GateLowering) -> u32 {
        if let Some(&known) = self.classes.get(&number) {
            return known;
        }
        self.taken.clear();
        take_runs(&mut self.slot(number).rest, &mut self.taken);
        self.ask_literals(self.taken.len(), plan);
        let class = gating.new_class(self.taken.iter().map(|&word| self.literals[word as usize]));
        self.classes.insert(number, class);
        class
    }

    /// Has the plan have the literals of the first so many words that were taken.
    fn ask_literals(&mut self, count: usize, plan: &mut Plan) {
        for &word in &self.taken[..count] {
            let (text, literal) = (self.words[word as usize], &mut self.literals[word as usize]);
            if *literal == UNASKED {
                // Only words of several parts have more to be folded.
                let number = if text.contains(' ') {
                    plan.literal(text)
                } else {
                    plan.folded(text)
                };
                *literal = number.map_or(UNASKED, |literal| literal.number() as u32);
            }
        }
    }

    /// What becomes of a slot.
    pub(super) fn lower(&mut self, number: u32, plan: &mut Plan, lexicon: &mut Lexicon, gating: &mut GateLowering) -> Lowered {
        if let Some(known) = self.lowered[number as usize] {
            return known;
        }
        let mut rest = self.slot(number).rest;
        self.taken.clear();
        take_runs(&mut rest, &mut self.taken);
        let loud_count = self.taken.len();
        take_runs(&mut rest, &mut self.taken);
        for &word in &self.taken {
            if self.numbers[word as usize] == UNASKED {
                self.numbers[word as usize] = lexicon.folded(self.words[word as usize]).unwrap_or(UNASKED);
            }
        }
        self.ask_literals(loud_count, plan);
        let (loud, quiet) = self.taken.split_at(loud_count);
        let starts: Vec<char> = quiet
            .iter()
            .filter_map(|&word| self.words[word as usize].chars().next())
            .collect();
        let loud_literals = loud.iter().map(|&word| self.literals[word as usize]);
        let lowered = Lowered {
            set: lexicon.new_set(self.taken.iter().map(|&word| self.numbers[word as usize])),
            loud: (!loud.is_empty()).then(|| gating.new_class(loud_literals)),
            quiet: (!starts.is_empty()).then(|| gating.quiet_class(starts)),
        };
        self.lowered[number as usize] = Some(lowered);
        lowered
    }
}

/// Takes runs of words off the front.
fn take_runs(rest: &mut &'static [u8], words: &mut Vec<u32>) {
    let mut last = 0;
    for _ in 0..number(rest) {
        let start = last + number(rest);
        last = start + number(rest);
        words.extend(start..last);
    }
}

/// Takes a number off the front: seven bits a byte, the lowest first; all bytes but the last have the eighth.
fn number(rest: &mut &'static [u8]) -> u32 {
    let (mut number, mut shift) = (0, 0);
    while let Some((&byte, behind)) = rest.split_first() {
        *rest = behind;
        number |= u32::from(byte & 0x7F) << shift;
        shift += 7;
        if byte < 0x80 {
            break;
        }
    }
    number
}
