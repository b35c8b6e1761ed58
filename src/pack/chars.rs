//! The characters and kinds that gates ask for beside the words that the scan reports.

use rustc_hash::FxHashMap;

use crate::{
    text::{Class, class, classes, expansions, spellings},
    verify::{Groups, Kind, Part},
};

/// The rows of characters and of kinds, which follow those of literals and digits.
pub(crate) struct CharRows {
    /// By original character of the basic plane.
    basic: Box<[CharCell]>,
    /// Of the other planes, those that have a row.
    far: FxHashMap<char, CharCell>,
    /// Where characters start, and where kinds do.
    rows: [u32; 2],
    /// What the first characters are to kinds; the others are nothing to them.
    parts: Vec<Part>,
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
    /// The rows of folded characters from `first` on, those that are parts of kinds before the others; the rows of all kinds follow. More
    /// characters than there are numbers for no pack has; what is left out only keeps its gates shut.
    pub(super) fn new(first: u32, parts: &[(char, Part)], others: &[char]) -> CharRows {
        let mut rows = CharRows {
            basic: vec![CharCell::default(); 0x1_0000].into(),
            far: FxHashMap::default(),
            rows: [first, first + (parts.len() + others.len()) as u32],
            parts: parts.iter().map(|&(_, part)| part).collect(),
            of_class: Groups::default(),
        };
        for (run, _) in classes().filter(|(_, class)| *class == Class::Plain) {
            let end = (*run.end() as usize + 1).min(rows.basic.len());
            let cells = rows.basic.get_mut(*run.start() as usize..end).unwrap_or_default();
            cells.fill(CharCell(CharCell::PLAIN));
        }
        for (c, _) in expansions() {
            rows.cell_mut(c).0 |= CharCell::MANY;
        }
        let chars = || parts.iter().map(|(c, _)| c).chain(others).copied().zip(1..=CharCell::ROW);
        for (c, number) in chars() {
            rows.number(c, number);
        }
        for (c, number) in chars() {
            spellings(c).for_each(|spelling| rows.number(spelling, number));
        }
        rows
    }

    /// Notes which rows belong to which classes.
    pub(super) fn classes(&mut self, of_rows: &[(u32, u32)], class_count: usize) {
        self.of_class = Groups::new(of_rows.iter().map(|&(row, class)| (class, row)), class_count);
    }

    /// Gives a character a row, in place of the one that it has: a set of a pattern may have `ａ` beside `a`, to which it folds.
    fn number(&mut self, c: char, number: u16) {
        let cell = self.cell_mut(c);
        cell.0 = cell.0 & !CharCell::ROW | number;
    }

    fn cell_mut(&mut self, c: char) -> &mut CharCell {
        let unlisted = || CharCell(if class(c) == Class::Plain { CharCell::PLAIN } else { 0 });
        match self.basic.get_mut(c as usize) {
            Some(cell) => cell,
            None => self.far.entry(c).or_insert_with(unlisted),
        }
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

    /// What the character is to kinds.
    #[inline]
    pub(crate) fn part(&self, cell: CharCell) -> Option<Part> {
        self.parts.get(cell.number().wrapping_sub(1) as usize).copied()
    }

    /// The row of a kind.
    pub(crate) fn kind(&self, kind: Kind) -> u32 {
        self.rows[1] + kind as u32
    }

    /// Whether the row belongs to the class.
    #[inline]
    pub(crate) fn is_of(&self, row: u32, class: u32) -> bool {
        self.of_class.get(class as usize).binary_search(&row).is_ok()
    }

    /// Nothing there yet.
    pub(crate) fn nothing(&self) -> Presence {
        let numbers = self.rows[1] as usize + Kind::ALL.len() - self.rows[0] as usize + 1;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A character of a set that folds to another of it had both their numbers in one, which was that of a third or of none.
    #[test]
    fn a_character_has_the_row_of_the_one_it_folds_to() {
        let rows = CharRows::new(5, &[], &['a', 'b', 'ａ', '𝐛', '愈']);
        let row = |c| rows.row(rows.cell(c));
        assert_eq!([row('a'), row('Ａ'), row('ａ')], [Some(5); 3]);
        assert_eq!([row('b'), row('𝐛'), row('癒'), row('x')], [Some(6), Some(6), Some(9), None]);
        let mut present = rows.nothing();
        ('\0'..=char::MAX).for_each(|c| rows.note(rows.cell(c), &mut present));
        assert!(rows.cell('㋅').is_many() && rows.cell('㋅').is_plain() && !rows.cell('，').is_plain());
        assert!(rows.cell('𝐛').is_plain() && rows.cell('𠀀').is_plain() && !rows.cell('🐍').is_plain());
    }
}
