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
    pub(crate) gates: Box<[Gate]>,
    /// By class: the gates that it leads. Of all classes that a gate asks for, it is the rarest.
    pub(crate) led: Groups<u32>,
    /// By row: the classes of a word that lead gates.
    pub(crate) leaders: Groups<u32>,
    /// The classes that a thing belongs to, ascending. The first rows are those of the literals; those of runs of digits
    /// and of characters follow.
    pub(crate) classes: Groups<u32>,
    /// By row, those of characters left out: how many plain characters an occurrence has at least, or [`Gating::UNASKED`].
    pub(crate) lengths: Box<[u16]>,
    /// Runs of at least so many digits, and their row.
    pub(crate) digit_rows: Vec<(usize, u32)>,
    /// Characters with which a word or a kind begins that the scan does not report, and their rows.
    pub(crate) chars: CharRows,
    /// The rows of each quiet class, as links refer to them; the first are none.
    pub(super) presences: Box<[Presence]>,
}

/// The rows of characters, by original character: each has that of the one it folds to.
pub(crate) struct CharRows {
    /// By character of the basic plane: the row less that of the first, plus one; or 0.
    basic: Box<[u16]>,
    /// The other planes.
    far: FxHashMap<char, u16>,
    first: u32,
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

impl FromIterator<u32> for Presence {
    fn from_iter<I: IntoIterator<Item = u32>>(rows: I) -> Presence {
        let mut presence = Presence::default();
        rows.into_iter().for_each(|row| presence.add(row));
        presence
    }
}

impl CharRows {
    /// The rows of these folded characters, which follow one another from `first`.
    pub(super) fn new(first: u32, chars: &[char]) -> CharRows {
        let mut rows = CharRows {
            basic: vec![0; 0x1_0000].into(),
            far: FxHashMap::default(),
            first,
        };
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
}

impl Gating {
    /// The length of what no gate asks for.
    pub(crate) const UNASKED: u16 = u16::MAX;

    /// How many classes there are.
    pub(crate) fn class_count(&self) -> usize {
        self.led.len()
    }

    /// The rows of a link's quiet class.
    #[inline]
    pub(crate) fn presence(&self, link: &Link) -> &Presence {
        &self.presences[link.presence as usize]
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
    /// Where the rows of the quiet class are: [`Gating::presence`].
    pub(super) presence: u32,
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

impl Groups<u32> {
    /// By item, for items below `count`: which of these groups hold it. No group holds an item twice.
    pub(super) fn transposed(groups: &[&[u32]], count: usize) -> Groups<u32> {
        let mut ends = vec![0; count];
        for &item in groups.iter().copied().flatten() {
            ends[item as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        // The start of each group becomes its end on the way.
        let mut items = vec![0; sum as usize];
        for (group, number) in groups.iter().zip(0..) {
            for &item in *group {
                let end = &mut ends[item as usize];
                items[*end as usize] = number;
                *end += 1;
            }
        }
        Groups { items, ends }
    }
}

impl<T: Copy + Ord> Groups<T> {
    /// The groups of these pairs of number and item, for numbers below `count`. Each group is ascending and holds an item once.
    pub(super) fn new(pairs: impl Iterator<Item = (u32, T)> + Clone, count: usize) -> Groups<T> {
        let mut ends = vec![0u32; count];
        for (number, _) in pairs.clone() {
            ends[number as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        // Each item to its group, the start of which becomes its end on the way; then each group in order.
        let mut items: Vec<T> = pairs.clone().map(|(_, item)| item).collect();
        for (number, item) in pairs {
            let end = &mut ends[number as usize];
            items[*end as usize] = item;
            *end += 1;
        }
        let (mut start, mut distinct) = (0, true);
        for &end in &ends {
            let group = &mut items[start as usize..end as usize];
            start = end;
            if !group.is_sorted_by(|a, b| a < b) {
                group.sort_unstable();
                distinct &= group.is_sorted_by(|a, b| a < b);
            }
        }
        let mut groups = Groups { items, ends };
        if !distinct {
            groups.dedup();
        }
        groups
    }

    /// Takes out what a group holds twice.
    fn dedup(&mut self) {
        let (mut start, mut kept) = (0, 0);
        for end in &mut self.ends {
            let (first, group) = (kept, start..*end as usize);
            start = group.end;
            for at in group {
                if kept == first || self.items[kept - 1] != self.items[at] {
                    self.items[kept] = self.items[at];
                    kept += 1;
                }
            }
            *end = kept as u32;
        }
        self.items.truncate(kept);
        self.items.shrink_to_fit();
    }

    /// The same groups, of the items that are wanted.
    pub(super) fn filtered(&self, wanted: impl Fn(T) -> bool) -> Groups<T> {
        let mut groups = Groups {
            items: Vec::new(),
            ends: Vec::with_capacity(self.ends.len()),
        };
        let mut start = 0;
        for &end in &self.ends {
            let group = &self.items[start as usize..end as usize];
            groups.items.extend(group.iter().copied().filter(|&item| wanted(item)));
            groups.ends.push(groups.items.len() as u32);
            start = end;
        }
        groups.items.shrink_to_fit();
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
        let groups = Groups::new([(2, 'b'), (0, 'x'), (2, 'a'), (2, 'b')].into_iter(), 3);
        assert_eq!(groups.get(0), ['x']);
        assert!(groups.get(1).is_empty());
        assert_eq!(groups.get(2), ['a', 'b']);
        assert!(groups.get(3).is_empty());
    }
}
