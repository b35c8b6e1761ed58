//! The exact walk, character by character over the text: for digits, and where a sign can be read in two ways.

use std::ops::ControlFlow;

use super::{
    alphabet::{Alphabet, Entry},
    block::{Gap, LONGEST_GAP, gap},
    candidate::{Candidate, Start},
    trie::Trie,
};
use crate::text::Class;

/// The most readings of a text that a walk follows side by side; more than one arises only where a literal contains a character
/// that may also be skipped (机密★ beside 机密文件).
const READINGS: usize = 8;

/// The most digits of a run. A longer one is reported in parts, so that nobody has to look at a megabyte of digits at once.
pub(crate) const LONGEST_RUN: usize = 128;
/// The digit of a part with which the next part begins: no number is so long that it lies in neither.
const FIRST_SHARED: usize = LONGEST_RUN - 40;

/// The most numerals before a run of digits that count: no number that anybody has is longer.
const NUMERALS: usize = 32;

/// One reading of the text by a walk.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Reading {
    node: u32,
    /// Characters of the literal read so far.
    depth: u32,
    /// How many gaps between them had a structural mark.
    bridged: u32,
    /// Whether there was any gap.
    skipped: bool,
    /// The byte behind the last character read, where the gap that is open now begins.
    end: usize,
}

/// The walk's means: what a scanner is made of, less the sieve.
#[derive(Clone, Copy)]
pub(super) struct Walker<'s> {
    pub(super) alphabet: &'s Alphabet,
    pub(super) trie: &'s Trie,
}

impl Walker<'_> {
    /// The end of the run of digits that starts at `byte`, how many digits it has, and where the next one may start. A few signs may part
    /// two digits.
    pub(super) fn digits(&self, text: &str, byte: usize) -> (usize, usize, usize) {
        let (mut end, mut count, mut gap, mut shared) = (byte, 0, 0, byte);
        for (entry_code, entry, at, after) in self.codes(text, byte, 0) {
            if Alphabet::is_digit(entry_code) || self.alphabet.digit_of(entry_code) != 0 {
                match count {
                    LONGEST_RUN => return (end, count, shared),
                    FIRST_SHARED => shared = at,
                    _ => {}
                }
                (end, gap) = (after, 0);
                count += 1;
            } else {
                gap += 1;
                let skippable = matches!(entry.class(), Class::Ignorable | Class::Space | Class::Decoration);
                if !skippable || gap > 3 {
                    break;
                }
            }
        }
        (end, count, end)
    }

    /// How many numerals stand at the end of a text, right before a run of digits: with three digits behind them they are part of the number.
    /// At most [`NUMERALS`] are looked for: a stream does not keep all that was before.
    pub(super) fn numerals_before(&self, text: &str) -> usize {
        let (mut count, mut gap) = (0, 0);
        for entry in text.chars().rev().map(|c| self.alphabet.entry(c)) {
            if !entry.is_many() && self.alphabet.digit_of(entry.code()) != 0 {
                count += 1;
                gap = 0;
                if count == NUMERALS {
                    break;
                }
            } else {
                gap += 1;
                if gap > 3 || !matches!(entry.class(), Class::Ignorable | Class::Space | Class::Decoration) {
                    break;
                }
            }
        }
        count
    }

    /// Reports every literal of two characters or more that starts here and ends beyond a byte, reading signs in every way.
    pub(super) fn walk(
        &self,
        text: &str,
        start: Start,
        beyond: usize,
        report: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut codes = self.codes(text, start.byte, start.part);
        let Some((first, .., end)) = codes.next() else {
            return ControlFlow::Continue(());
        };
        let node = self.trie.start(first);
        if node == 0 {
            return ControlFlow::Continue(());
        }
        let mut readings = [Reading {
            node,
            depth: 1,
            bridged: 0,
            skipped: false,
            end,
        }; READINGS];
        let mut live = 1;
        let mut skipped = 0;
        for (code, entry, byte, after) in codes {
            let class = entry.class();
            skipped = if class == Class::Plain { 0 } else { skipped + 1 };
            if skipped > LONGEST_GAP {
                break;
            }
            let before = readings;
            let mut count = 0;
            for reading in &before[..live] {
                let child = if code == 0 { 0 } else { self.trie.child(reading.node, code) };
                if child != 0
                    && let Some(next) = reading.read(child, self.gap(text, reading.end, byte), after)
                {
                    readings[count] = next;
                    count += 1;
                    let literal = self.trie.literal(child);
                    if literal != Trie::NONE && next.may_end() && after > beyond {
                        report(start.literal(literal, after, next.skipped))?;
                    }
                }
                if class != Class::Plain && count < READINGS {
                    readings[count] = *reading;
                    count += 1;
                }
                if count == READINGS {
                    break;
                }
            }
            live = count;
            if live == 0 {
                break;
            }
        }
        ControlFlow::Continue(())
    }

    /// What was skipped between two characters.
    fn gap(&self, text: &str, from: usize, to: usize) -> Gap {
        // The parts of a character that stands for several have none between them.
        if from < to {
            gap(self.alphabet, &text[from..to])
        } else {
            Gap::None
        }
    }

    /// The codes of a text from a place on: code, entry, and the bytes of the original character.
    fn codes<'a>(&'a self, text: &'a str, byte: usize, sub: usize) -> impl Iterator<Item = (u32, Entry, usize, usize)> + 'a {
        text[byte..]
            .char_indices()
            .flat_map(move |(at, c)| {
                let entry = self.alphabet.entry(c);
                let (one, many): (_, &[u32]) = if entry.is_many() {
                    (None, self.alphabet.expansion(entry))
                } else {
                    (Some(entry.code()), &[])
                };
                one.into_iter()
                    .chain(many.iter().copied())
                    .map(move |code| (code, entry, byte + at, byte + at + c.len_utf8()))
            })
            .skip(sub)
    }
}

impl Reading {
    /// Reads one more character behind a gap. Structural marks bridge every gap of a literal or none: 上。不。封。顶 is one word, 赌，博
    /// are two.
    fn read(&self, child: u32, gap: Gap, end: usize) -> Option<Reading> {
        let structure = u32::from(gap == Gap::Structure);
        (gap != Gap::Barrier && self.bridged == (self.depth - 1) * structure).then_some(Reading {
            node: child,
            depth: self.depth + 1,
            bridged: self.bridged + structure,
            skipped: self.skipped || gap != Gap::None,
            end,
        })
    }

    fn may_end(&self) -> bool {
        self.bridged == 0 || self.depth >= 3
    }
}
