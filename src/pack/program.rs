//! What rules are lowered to: literals for the scan, gates for its candidates, checks for verification.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::{
    detect::Detector,
    rule::Rule,
    scan::Scanner,
    text::{Class, class, classes, expansions, spellings},
    verify::{Checks, Claim, Job, Kind},
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
    /// The classes that a word belongs to. The first rows are those of the literals; those of runs of digits follow.
    pub(crate) classes: Groups<ClassBits>,
    /// By row, those of characters left out: how many plain characters an occurrence has at least, or [`Gating::UNASKED`].
    pub(crate) lengths: Vec<u32>,
    /// Runs of at least so many digits, and their row.
    pub(crate) digit_rows: Vec<(usize, u32)>,
    /// Characters with which words begin that the scan does not report, kinds, and their rows.
    pub(crate) chars: CharRows,
}

/// The rows of characters and of kinds, which follow those of literals and digits.
pub(crate) struct CharRows {
    /// By original character of the basic plane.
    basic: Box<[CharCell]>,
    /// Of the other planes, those that have a row.
    far: FxHashMap<char, CharCell>,
    /// Where characters start that begin things of a kind, where the others do, where kinds do.
    rows: [u32; 3],
    /// By class: the rows of it that are here, ascending.
    of_class: Groups<u32>,
}

/// What gates ask of an original character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CharCell(u16);

impl CharCell {
    const PLAIN: u16 = 0x8000;
    const MANY: u16 = 0x4000;
    const ROW: u16 = 0x3FFF;

    /// The number of its row, from 1 on, or 0.
    fn number(self) -> u32 {
        u32::from(self.0 & CharCell::ROW)
    }

    /// Whether the character is plain, and so is counted.
    pub(crate) fn is_plain(self) -> bool {
        self.0 & CharCell::PLAIN != 0
    }

    /// Whether it stands for several characters, which have rows of their own.
    pub(crate) fn is_many(self) -> bool {
        self.0 & CharCell::MANY != 0
    }
}

/// Which characters and kinds a sentence has: a bit for each row, behind that of the number 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Presence(Box<[u64]>);

impl CharRows {
    /// The rows of folded characters from `first` on, those that begin kinds before the others; the rows of all kinds follow. More characters
    /// than there are numbers for no pack has; what is left out only keeps its gates shut.
    pub(super) fn new(first: u32, starts: &[char], others: &[char]) -> CharRows {
        let behind = first + starts.len() as u32;
        let mut rows = CharRows {
            basic: vec![CharCell::default(); 0x1_0000].into(),
            far: FxHashMap::default(),
            rows: [first, behind, behind + others.len() as u32],
            of_class: Groups::default(),
        };
        for (run, _) in classes().filter(|(_, class)| *class == Class::Plain) {
            let end = (*run.end() as usize + 1).min(rows.basic.len());
            let cells = rows.basic.get_mut(*run.start() as usize..end).unwrap_or_default();
            cells.fill(CharCell(CharCell::PLAIN));
        }
        for (c, _) in expansions() {
            rows.mark(c, CharCell::MANY);
        }
        let chars = || starts.iter().chain(others).copied().zip(1..=CharCell::ROW);
        for (c, number) in chars() {
            rows.mark(c, number);
        }
        for (c, number) in chars() {
            spellings(c).for_each(|spelling| rows.mark(spelling, number));
        }
        rows
    }

    /// Notes which rows belong to which classes.
    pub(super) fn classes(&mut self, of_rows: Vec<(u32, u32)>, class_count: usize) {
        self.of_class = Groups::new(of_rows.into_iter().map(|(row, class)| (class, row)).collect(), class_count);
    }

    fn mark(&mut self, c: char, bits: u16) {
        let unlisted = || CharCell(if class(c) == Class::Plain { CharCell::PLAIN } else { 0 });
        let cell = match self.basic.get_mut(c as usize) {
            Some(cell) => cell,
            None => self.far.entry(c).or_insert_with(unlisted),
        };
        cell.0 |= bits;
    }

    /// What is to be known of an original character.
    #[inline]
    pub(crate) fn cell(&self, c: char) -> CharCell {
        self.basic.get(c as usize).copied().unwrap_or_else(|| self.far_cell(c))
    }

    #[cold]
    fn far_cell(&self, c: char) -> CharCell {
        let unlisted = || CharCell(if class(c) == Class::Plain { CharCell::PLAIN } else { 0 });
        self.far.get(&c).copied().unwrap_or_else(unlisted)
    }

    /// The row of the one that an original character stands for.
    #[inline]
    pub(crate) fn row(&self, cell: CharCell) -> Option<u32> {
        (cell.number() != 0).then(|| self.rows[0] + cell.number() - 1)
    }

    /// Whether things of some kind begin with the character.
    #[inline]
    pub(crate) fn begins_kinds(&self, cell: CharCell) -> bool {
        cell.number().wrapping_sub(1) < self.rows[1] - self.rows[0]
    }

    /// The row of a kind.
    pub(crate) fn kind(&self, kind: Kind) -> u32 {
        self.rows[2] + kind as u32
    }

    /// Whether the row belongs to the class.
    #[inline]
    pub(crate) fn is_of(&self, row: u32, class: u32) -> bool {
        self.of_class.get(class as usize).binary_search(&row).is_ok()
    }

    /// Nothing there yet.
    pub(crate) fn nothing(&self) -> Presence {
        let numbers = self.rows[2] as usize + Kind::ALL.len() - self.rows[0] as usize + 1;
        Presence(vec![0; numbers.div_ceil(64)].into())
    }

    /// Notes that a character is there. One without a row has number 0, which nothing asks for.
    #[inline]
    pub(crate) fn note(&self, cell: CharCell, present: &mut Presence) {
        present.add(cell.number());
    }

    /// Notes that a thing of a kind may be there.
    pub(crate) fn note_kind(&self, kind: Kind, present: &mut Presence) {
        present.add(self.kind(kind) + 1 - self.rows[0]);
    }

    /// Whether something of the class is there.
    #[inline]
    pub(crate) fn has(&self, class: u32, present: &Presence) -> bool {
        let rows = self.of_class.get(class as usize);
        rows.iter().any(|&row| present.has(row + 1 - self.rows[0]))
    }
}

impl Presence {
    pub(crate) fn clear(&mut self) {
        self.0.fill(0);
    }

    #[inline]
    fn add(&mut self, number: u32) {
        self.0[number as usize / 64] |= 1 << (number % 64);
    }

    #[inline]
    fn has(&self, number: u32) -> bool {
        self.0[number as usize / 64] >> (number % 64) & 1 != 0
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
    /// Characters of these classes, anywhere.
    pub(crate) chars: Box<[u32]>,
}

/// A part of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The class of the words that the scan reports.
    pub(crate) loud: Option<u32>,
    /// The class of the characters that begin other words, or of a kind.
    pub(crate) quiet: Option<u32>,
    /// The most characters between the end of the link before and the start of this one.
    pub(crate) most: u32,
    /// Whether no clause may end between them.
    pub(crate) in_clause: bool,
}

/// Classes of which the numbers differ in the last five bits alone: a bit for each that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClassBits {
    /// The bits that the numbers share.
    pub(crate) place: u32,
    pub(crate) bits: u32,
}

impl ClassBits {
    /// Those of one class.
    #[inline]
    pub(crate) fn one(class: u32) -> ClassBits {
        ClassBits {
            place: class / u32::BITS,
            bits: 1 << (class % u32::BITS),
        }
    }

    /// Does something with each class.
    pub(crate) fn each(self, mut work: impl FnMut(u32)) {
        let mut bits = self.bits;
        while bits != 0 {
            work(self.place * u32::BITS + bits.trailing_zeros());
            bits &= bits - 1;
        }
    }

    /// Those of classes in ascending order.
    pub(super) fn of(classes: &[u32]) -> impl Iterator<Item = ClassBits> {
        let together = classes.chunk_by(|a, b| a / u32::BITS == b / u32::BITS);
        together.map(|classes| ClassBits {
            place: classes[0] / u32::BITS,
            bits: classes.iter().fold(0, |bits, &class| bits | ClassBits::one(class).bits),
        })
    }
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

    /// The groups of what each group becomes; `push` appends that to all.
    pub(super) fn each<U>(&self, push: impl Fn(&[T], &mut Vec<U>)) -> Groups<U> {
        let mut groups = Groups::default();
        for number in 0..self.len() {
            push(self.get(number), &mut groups.items);
            groups.ends.push(groups.items.len() as u32);
        }
        groups
    }
}

impl<T> Groups<T> {
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

    #[test]
    fn classes_are_bits_of_few_places() {
        let bits: Vec<ClassBits> = ClassBits::of(&[3, 5, 31, 32, 100]).collect();
        assert_eq!(bits.iter().map(|bits| bits.place).collect::<Vec<_>>(), [0, 1, 3]);
        assert!(bits[0].bits & ClassBits::one(5).bits != 0 && bits[0].bits & ClassBits::one(4).bits == 0);
        let mut all = Vec::new();
        bits.iter().for_each(|bits| bits.each(|class| all.push(class)));
        assert_eq!(all, [3, 5, 31, 32, 100]);
        let groups = Groups::new(vec![(1, 40u32), (1, 2), (1, 33)], 2).each(|classes, all| all.extend(ClassBits::of(classes)));
        assert_eq!((groups.get(0).len(), groups.get(1).len()), (0, 2));
    }
}
