//! What rules are lowered to: literals for the scan, gates for its candidates, checks for verification.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::{
    detect::Detector,
    rule::Rule,
    scan::Scanner,
    text::spellings,
    verify::{Checks, Claim, Job},
};

/// Everything a screener needs, lowered.
pub(crate) struct Program {
    /// The one pass over a text.
    pub(crate) scanner: Scanner,
    /// By literal, for all of them: what each of its occurrences may lead to by itself.
    pub(crate) claims: Groups<Claim>,
    /// What runs of at least so many digits may lead to.
    pub(crate) digit_claims: Vec<(usize, Claim)>,
    pub(crate) gates: Gating,
    pub(crate) checks: Checks,
    /// All rules, those switched off too: the numbers in [`Checks`] are places in here.
    pub(crate) rules: Vec<Arc<Rule>>,
    /// Whether each rule is on.
    pub(crate) on: Vec<bool>,
    /// Detectors with their rules.
    pub(crate) detectors: Vec<(Arc<dyn Detector>, u32)>,
}

/// The gates of patterns and shapes, and what it takes to see in a sentence whether they open.
pub(crate) struct Gating {
    pub(crate) gates: Vec<Gate>,
    /// By class: the gates that it leads. Of all classes that a gate asks for, it is the rarest.
    pub(crate) led: Groups<u32>,
    /// By row: the classes of a word that lead gates.
    pub(crate) leaders: Groups<u32>,
    /// The classes that a thing belongs to, ascending. The first rows are those of the literals; those of runs of digits
    /// and of characters follow.
    pub(crate) classes: Groups<u32>,
    /// By row, those of characters left out: how many plain characters an occurrence has at least, or [`Gating::UNASKED`].
    pub(crate) lengths: Vec<u32>,
    /// Runs of at least so many digits, and their row.
    pub(crate) digit_rows: Vec<(usize, u32)>,
    /// Characters with which a word or a kind begins that the scan does not report, and their rows.
    pub(crate) chars: CharRows,
}

/// The rows of characters, by original character: each has that of the one it folds to.
pub(crate) struct CharRows {
    /// By character of the basic plane: the row less that of the first, plus one; or 0.
    basic: Box<[u16]>,
    /// The other planes.
    far: FxHashMap<char, u16>,
    first: u32,
    /// By class: which of its rows it has, as a bitmap of the rows modulo its length.
    bits: FxHashMap<u32, Presence>,
}

/// Which rows are there: a bitmap of their numbers modulo its length. What is there is always told; other things may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Presence([u64; 8]);

impl Presence {
    pub(crate) fn add(&mut self, row: u32) {
        self.0[row as usize / 64 % 8] |= 1 << (row % 64);
    }

    /// Whether the row may be there.
    #[inline]
    pub(crate) fn has(&self, row: u32) -> bool {
        self.0[row as usize / 64 % 8] >> (row % 64) & 1 != 0
    }

    /// Whether the two may have a row in common.
    #[inline]
    pub(crate) fn meets(&self, other: &Presence) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }
}

impl CharRows {
    /// The rows of these folded characters, which follow one another from `first`, and the classes that each belongs to.
    pub(super) fn new(first: u32, chars: &[char], classes: impl Iterator<Item = (u32, u32)>) -> CharRows {
        let mut rows = CharRows {
            basic: vec![0; 0x1_0000].into(),
            far: FxHashMap::default(),
            first,
            bits: FxHashMap::default(),
        };
        for (row, class) in classes {
            rows.bits.entry(class).or_default().add(row);
        }
        let numbers: FxHashMap<char, u16> = chars.iter().copied().zip(1..).collect();
        for (&c, &number) in &numbers {
            rows.put(c, number);
        }
        for (&c, &number) in &numbers {
            for spelling in spellings(c) {
                rows.put(spelling, number);
            }
        }
        rows
    }

    fn put(&mut self, c: char, number: u16) {
        match self.basic.get_mut(c as usize) {
            Some(cell) => *cell = number,
            None => {
                self.far.insert(c, number);
            }
        }
    }

    /// The row of an original character that stands for one.
    #[inline]
    pub(crate) fn row(&self, c: char) -> Option<u32> {
        let number = match self.basic.get(c as usize) {
            Some(&number) => number,
            None => self.far.get(&c).copied().unwrap_or(0),
        };
        (number != 0).then(|| self.first + u32::from(number) - 1)
    }

    /// The rows of a class.
    pub(crate) fn of_class(&self, class: u32) -> Presence {
        self.bits.get(&class).copied().unwrap_or_default()
    }
}

impl Gating {
    /// The length of what no gate asks for.
    pub(crate) const UNASKED: u32 = u32::MAX;

    /// How many classes there are.
    pub(crate) fn class_count(&self) -> usize {
        self.led.len()
    }
}

/// What a sentence must have for a pattern or a shape to be worth a look. Everything here is necessary for a match, and cheap to see from
/// what the scan reports; whether there is a match, verification says.
#[derive(Debug)]
pub(crate) struct Gate {
    pub(crate) job: Job,
    /// Words of these classes, in this order, each near enough to the one before.
    pub(crate) chain: Box<[Link]>,
    /// Words of these classes too, anywhere.
    pub(crate) besides: Box<[u32]>,
    /// How many characters the words of `besides` and of the first link span at most.
    pub(crate) reach: u32,
}

/// A part of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The class of the words that the scan reports.
    pub(crate) loud: Option<u32>,
    /// The class of the characters that begin other words.
    pub(crate) quiet: Option<u32>,
    /// The most characters between the end of the link before and the start of this one.
    pub(crate) most: u32,
    /// Whether no clause may end between them.
    pub(crate) in_clause: bool,
    /// The rows of the quiet class.
    pub(crate) rows: Presence,
}

/// Lists by number, all in one.
#[derive(Clone, Debug)]
pub(crate) struct Groups<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Groups<T> {
    fn default() -> Groups<T> {
        Groups {
            items: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl<T: Copy + Ord> Groups<T> {
    /// The groups of these pairs of number and item, for numbers below `count`. Each group is ascending and holds an item once.
    pub(super) fn new(pairs: Vec<(u32, T)>, count: usize) -> Groups<T> {
        let mut ends = vec![0u32; count + 1];
        for &(number, _) in &pairs {
            ends[number as usize + 1] += 1;
        }
        for number in 0..count {
            ends[number + 1] += ends[number];
        }
        // Each item to its group, then each group in order.
        let mut next = ends.clone();
        let mut sorted: Vec<T> = pairs.iter().map(|&(_, item)| item).collect();
        for (number, item) in pairs {
            let at = &mut next[number as usize];
            sorted[*at as usize] = item;
            *at += 1;
        }
        let mut groups = Groups {
            items: Vec::with_capacity(sorted.len()),
            ends: Vec::with_capacity(count),
        };
        for range in ends.windows(2) {
            let group = &mut sorted[range[0] as usize..range[1] as usize];
            if group.is_sorted_by(|a, b| a < b) {
                groups.items.extend_from_slice(group);
            } else {
                group.sort_unstable();
                let start = groups.items.len();
                for &item in &*group {
                    if groups.items[start..].last() != Some(&item) {
                        groups.items.push(item);
                    }
                }
            }
            groups.ends.push(groups.items.len() as u32);
        }
        groups
    }

    /// How many groups there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The group of a number; empty for a number that has none.
    #[inline]
    pub(crate) fn get(&self, number: usize) -> &[T] {
        let Some(&end) = self.ends.get(number) else { return &[] };
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_what_belongs_together() {
        let groups = Groups::new(vec![(2, 'b'), (0, 'x'), (2, 'a'), (2, 'b')], 3);
        assert_eq!(groups.get(0), ['x']);
        assert!(groups.get(1).is_empty());
        assert_eq!(groups.get(2), ['a', 'b']);
        assert!(groups.get(3).is_empty());
    }
}
