//! One look-up a character: from the original character to its code in the patterns, or to the part it plays between them.

use std::{ops::Range, sync::LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map;

use crate::text::{Class, class, classes, expansions, is_sentence_end, numerals, spellings};

const PAGE: usize = 256;
/// Characters of the basic plane have a cell each; those of the other planes a page, most of them the same one.
pub(super) const BASIC: usize = 0x1_0000;

/// Cells from here on are the numbers of entries; those below are codes.
pub(super) const SPECIAL: u16 = 0x8000;
/// Cells from here on are of characters that are skipped and may end a sentence.
pub(super) const ENDS: u16 = 0xA000;
/// Cells from here on are of characters that are not just skipped.
pub(super) const HARD: u16 = 0xC000;
/// The entry of characters that have no cell of their own: [`Alphabet::entry`] finds out.
const RARE: u16 = 0xFFFF;

/// The first code behind those of the digits.
const FIRST_OTHER: u32 = 11;

const CODE: u32 = 0x001F_FFFF;
const CLASS: u32 = 0x0700_0000;
const MANY: u32 = 0x0800_0000;
const SENTENCE_END: u32 = 0x1000_0000;

/// What the table says of a character that is more, or other, than a code below [`SPECIAL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Entry(u32);

impl Entry {
    /// The code, 0 for a character in no pattern. For [`Entry::is_many`], the place of the expansion.
    pub(super) fn code(self) -> u32 {
        self.0 & CODE
    }

    /// The part the character plays between the characters of a term.
    pub(super) fn class(self) -> Class {
        match (self.0 & CLASS) >> 24 {
            0 => Class::Plain,
            1 => Class::Ignorable,
            2 => Class::Space,
            3 => Class::Decoration,
            _ => Class::Structural,
        }
    }

    /// Whether the character stands for several.
    pub(super) fn is_many(self) -> bool {
        self.0 & MANY != 0
    }

    /// Whether a sentence may end at the character.
    pub(super) fn ends_sentence(self) -> bool {
        self.0 & SENTENCE_END != 0
    }

    /// Whether the character may be skipped, and is looked for too: ★ in 机密★.
    pub(super) fn is_sign(self) -> bool {
        self.0 & CLASS != 0 && self.0 & (CODE | MANY) != 0
    }

    fn of(c: char) -> Entry {
        Entry::of_class(c, class(c))
    }

    fn of_class(c: char, class: Class) -> Entry {
        let class = match class {
            Class::Plain => 0,
            Class::Ignorable => 1 << 24,
            Class::Space => 2 << 24,
            Class::Decoration => 3 << 24,
            Class::Structural => 4 << 24,
        };
        Entry(class | if is_sentence_end(c) { SENTENCE_END } else { 0 })
    }

    fn is_small_code(self) -> bool {
        self.0 < u32::from(SPECIAL)
    }
}

/// Codes of the folded characters that the patterns use, and a table from every original character to its code or entry.
#[derive(Clone, Debug)]
pub(super) struct Alphabet {
    /// A cell for each character of the basic plane. A cell below [`SPECIAL`] is the code of a plain character.
    basic: Box<[u16; BASIC]>,
    /// Pages of cells for the other planes; the first is all [`RARE`].
    far: Vec<u16>,
    /// Where the page of a character beyond the basic plane starts.
    pages: Vec<u32>,
    /// By the range of their cells.
    entries: [Vec<Entry>; 3],
    numbers: FxHashMap<Entry, u16>,
    /// How many codes, and those codes; one expansion after the other.
    expansions: Vec<u32>,
    /// One more than the greatest code.
    len: usize,
    /// The codes of the characters that are literals by themselves; all digits are among them if one is.
    single: Range<u32>,
    /// Signs with which a literal starts, and the characters that some literal has right before a sign, each with that sign.
    sign_starts: FxHashSet<u32>,
    sign_pairs: FxHashSet<(u32, u32)>,
    /// Entries of characters for which no number was left: only absurd packs have so many.
    rest: FxHashMap<char, Entry>,
    /// By code: the code of the digit that a numeral stands for, or 0.
    digits: Vec<u32>,
}

/// The alphabet of no patterns: what class each character has. Computed once, copied for every scanner.
static BLANK: LazyLock<Alphabet> = LazyLock::new(Alphabet::blank);

impl Alphabet {
    /// An alphabet for folded literals with these characters, some of them literals by themselves. Codes 1 to 10 are the digits 0 to 9.
    pub(super) fn new(chars: &[char], alone: impl Iterator<Item = char>) -> Alphabet {
        let mut alphabet = BLANK.clone();
        let (mut used, mut single) = (Chars::default(), Chars::default());
        numerals().for_each(|(numeral, _)| used.put(numeral));
        chars.iter().for_each(|&c| used.put(c));
        alone.for_each(|c| single.put(c));
        let first = if ('0'..='9').any(|c| single.has(c)) { 1 } else { FIRST_OTHER };
        let others = used.iter().filter(|c| !c.is_ascii_digit());
        let (singles, others): (Vec<char>, Vec<char>) = others.partition(|&c| single.has(c));
        alphabet.single = first..FIRST_OTHER + singles.len() as u32;
        let coded = ('0'..='9').chain(singles).chain(others);
        alphabet.len = coded.clone().count() + 1;
        for (folded, code) in coded.zip(1..) {
            for c in std::iter::once(folded).chain(spellings(folded)) {
                let bare = alphabet.entry(c).0 & (CLASS | SENTENCE_END);
                alphabet.put(c, Entry(bare | code));
            }
        }
        alphabet.digits = vec![0; alphabet.len];
        for (numeral, digit) in numerals() {
            let (numeral, digit) = (alphabet.code(numeral), alphabet.code(digit));
            alphabet.digits[numeral as usize] = digit;
        }
        for (c, folded) in expansions() {
            let start = alphabet.expansions.len();
            alphabet.expansions.push(folded.chars().count() as u32);
            for c in folded.chars() {
                alphabet.expansions.push(alphabet.code(c));
            }
            let bare = alphabet.entry(c);
            // Plain ones always, so that the numbers of characters do not hang on the patterns; signs only where they matter.
            if bare.class() == Class::Plain || alphabet.expansions[start + 1..].iter().any(|&code| code != 0) {
                alphabet.put(c, Entry(bare.0 | MANY | start as u32));
            } else {
                alphabet.expansions.truncate(start);
            }
        }
        alphabet
    }

    /// Notes that a literal has a sign, and the code right before it.
    pub(super) fn note_sign(&mut self, before: Option<u32>, sign: u32) {
        match before {
            None => self.sign_starts.insert(sign),
            Some(before) => self.sign_pairs.insert((before, sign)),
        };
    }

    fn blank() -> Alphabet {
        let mut alphabet = Alphabet {
            basic: vec![0; BASIC].try_into().expect("its length is that of the plane"),
            far: vec![RARE; PAGE],
            pages: vec![0; (0x11_0000 - BASIC) / PAGE],
            entries: Default::default(),
            numbers: FxHashMap::default(),
            expansions: Vec::new(),
            len: 0,
            single: 0..0,
            sign_starts: FxHashSet::default(),
            sign_pairs: FxHashSet::default(),
            rest: FxHashMap::default(),
            digits: Vec::new(),
        };
        // Emoji, the letters in squares and circles, and the letters of mathematics.
        let has_cell = |c: char| matches!(c, '\u{1D400}'..'\u{1D800}' | '\u{1F000}'..'\u{1FB00}');
        for (run, class) in classes() {
            // Cells are of plain characters, if nothing else is said. Beyond the basic plane most have none.
            let told = |&c: &char| (c as usize) < BASIC && class != Class::Plain || has_cell(c);
            for c in run.take_while(|&c| c < '\u{20000}').filter(told) {
                alphabet.put(c, Entry::of_class(c, class));
            }
        }
        // A tag may begin here. Other signs of this class share a cell of those that are just skipped.
        let bracket = alphabet.entries[part(HARD)].len() as u16;
        alphabet.entries[part(HARD)].push(Entry::of('<'));
        alphabet.basic['<' as usize] = HARD + bracket;
        alphabet
    }

    /// Fills the cell of a character.
    fn put(&mut self, c: char, entry: Entry) {
        let value = if entry.is_small_code() {
            entry.0 as u16
        } else {
            let first = if entry.class() == Class::Plain || entry.is_sign() {
                HARD
            } else if entry.ends_sentence() {
                ENDS
            } else {
                SPECIAL
            };
            let entries = &mut self.entries[part(first)];
            let next = entries.len() as u16;
            match self.numbers.entry(entry) {
                hash_map::Entry::Occupied(known) => *known.get(),
                // As many as the smallest range has cells; the last hard one means a look into `rest`.
                hash_map::Entry::Vacant(free) if next < ENDS - SPECIAL => {
                    entries.push(entry);
                    *free.insert(first + next)
                }
                hash_map::Entry::Vacant(_) => {
                    self.rest.insert(c, entry);
                    RARE
                }
            }
        };
        let at = c as usize;
        if at < BASIC {
            self.basic[at] = value;
            return;
        }
        let page = &mut self.pages[(at - BASIC) / PAGE];
        if *page == 0 {
            *page = self.far.len() as u32;
            self.far.resize(self.far.len() + PAGE, RARE);
        }
        self.far[*page as usize + at % PAGE] = value;
    }

    /// The cells of the basic plane: each a code, or something to ask [`Alphabet::entry`] about.
    #[inline]
    pub(super) fn cells(&self) -> &[u16; BASIC] {
        &self.basic
    }

    /// Whether a cell is the code of a plain character.
    #[inline]
    pub(super) fn is_code(cell: u16) -> bool {
        cell < SPECIAL
    }

    /// Whether a cell is of a character that is neither a code nor just skipped.
    #[inline]
    pub(super) fn is_hard(cell: u16) -> bool {
        cell >= HARD
    }

    /// Whether a cell is of a character that is just skipped and may end a sentence.
    #[inline]
    pub(super) fn may_end_sentence(cell: u16) -> bool {
        (ENDS..HARD).contains(&cell)
    }

    /// What the table says of an original character.
    #[inline]
    pub(super) fn entry(&self, c: char) -> Entry {
        let at = c as usize;
        let cell = match at.checked_sub(BASIC) {
            None => self.basic[at],
            Some(beyond) => self.far[self.pages[beyond / PAGE] as usize + at % PAGE],
        };
        if Alphabet::is_code(cell) {
            return Entry(u32::from(cell));
        }
        let rest = || self.rest.get(&c).copied().unwrap_or_else(|| Entry::of(c));
        let number = usize::from(cell & (ENDS - SPECIAL - 1));
        let known = self.entries[part(cell)].get(number).filter(|_| cell != RARE);
        known.copied().unwrap_or_else(rest)
    }

    /// The codes that a character of several stands for.
    pub(super) fn expansion(&self, entry: Entry) -> &[u32] {
        let start = entry.code() as usize;
        &self.expansions[start + 1..][..self.expansions[start] as usize]
    }

    /// The code of a folded character, 0 if no pattern has it.
    pub(super) fn code(&self, folded: char) -> u32 {
        Some(self.entry(folded))
            .filter(|entry| !entry.is_many())
            .map_or(0, Entry::code)
    }

    /// One more than the greatest code.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The codes of the characters that are literals by themselves, and maybe of a few others.
    pub(super) fn single(&self) -> Range<u32> {
        self.single.clone()
    }

    /// Whether a literal starts with the sign.
    pub(super) fn sign_starts(&self, sign: u32) -> bool {
        self.sign_starts.contains(&sign)
    }

    /// Whether a literal has the sign right behind the code.
    pub(super) fn sign_follows(&self, before: u32, sign: u32) -> bool {
        self.sign_pairs.contains(&(before, sign))
    }

    /// The code of the digit that a numeral stands for, 0 for other codes.
    #[inline]
    pub(super) fn digit_of(&self, code: u32) -> u32 {
        self.digits[code as usize]
    }

    /// Whether the code is that of a digit or a numeral.
    pub(super) fn is_numeric(&self, code: u32) -> bool {
        Alphabet::is_digit(code) || self.digit_of(code) != 0
    }

    /// The codes of all numerals.
    pub(super) fn numerals(&self) -> impl Iterator<Item = u32> {
        (0..)
            .zip(&self.digits)
            .filter(|&(_, &digit)| digit != 0)
            .map(|(code, _)| code)
    }

    /// Whether the code is that of a digit.
    #[inline]
    pub(super) fn is_digit(code: u32) -> bool {
        code.wrapping_sub(1) < 10
    }

    /// Bytes of heap in use.
    pub(super) fn memory(&self) -> usize {
        (BASIC + self.far.len()) * 2
            + self.pages.len() * 4
            + self.numbers.len() * 14
            + self.expansions.len() * 4
            + self.rest.len() * 12
    }
}

/// A set of characters.
struct Chars(Vec<u64>);

impl Default for Chars {
    fn default() -> Chars {
        Chars(vec![0; 0x11_0000 / 64])
    }
}

impl Chars {
    fn put(&mut self, c: char) {
        self.0[c as usize / 64] |= 1 << (c as usize % 64);
    }

    fn has(&self, c: char) -> bool {
        self.0[c as usize / 64] >> (c as usize % 64) & 1 != 0
    }

    /// The characters in ascending order.
    fn iter(&self) -> impl Iterator<Item = char> {
        let words = self.0.iter().zip(0..).filter(|&(&word, _)| word != 0);
        let codes = words.flat_map(|(&word, at)| (0..64).filter(move |bit| word >> bit & 1 != 0).map(move |bit| at * 64 + bit));
        codes.filter_map(char::from_u32)
    }
}

/// Which of the ranges of special cells a cell lies in.
fn part(cell: u16) -> usize {
    usize::from(cell >= ENDS) + usize::from(cell >= HARD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Folded, fold};

    fn alphabet(literals: &[&str]) -> Alphabet {
        let chars: Vec<char> = literals.iter().flat_map(|literal| literal.chars()).collect();
        let alone = literals.iter().filter(|literal| literal.chars().count() == 1);
        Alphabet::new(&chars, alone.flat_map(|literal| literal.chars()))
    }

    #[test]
    fn spellings_share_a_code() {
        let alphabet = alphabet(&["赌bo", "6月", "★"]);
        let entry = |c| alphabet.entry(c);
        let code = |c| entry(c).code();
        assert_eq!(code('赌'), code('賭'));
        for c in ['b', 'B', 'ｂ', 'ⓑ', '𝓫'] {
            assert_eq!(code(c), alphabet.code('b'), "{c}");
        }
        assert_eq!(entry('药'), Entry(0));
        let june = entry('㋅');
        assert!(june.is_many());
        assert_eq!(alphabet.expansion(june), [alphabet.code('6'), alphabet.code('月')]);
        assert!(entry('★').is_sign() && alphabet.single().contains(&entry('★').code()));
        assert!(!entry('☆').is_sign() && !entry('，').is_sign() && !entry('赌').is_sign());
        assert!(!alphabet.single().contains(&code('月')));
        assert_eq!(entry('★').class(), Class::Decoration);
        assert!(entry('。').ends_sentence() && !entry('，').ends_sentence());
        assert_eq!(entry('\u{E0100}').class(), Class::Ignorable);
    }

    #[test]
    fn every_character_has_the_class_that_the_text_room_gives_it() {
        let alphabet = alphabet(&[]);
        for c in '\0'..=char::MAX {
            assert_eq!(alphabet.entry(c).class(), class(c), "{c:?}");
        }
    }

    #[test]
    fn more_characters_than_cells_have_numbers_for() {
        let all: Vec<String> = ('\u{4E00}'..='\u{9FFF}')
            .chain('\u{20000}'..'\u{28000}')
            .filter(|&c| fold(c) == Folded::One(c))
            .map(String::from)
            .collect();
        let alphabet = alphabet(&all.iter().map(String::as_str).collect::<Vec<_>>());
        // What has no room left in one range of cells takes none from the others.
        assert!(
            alphabet.entries[2].len() == usize::from(ENDS - SPECIAL)
                && alphabet.entries[..2].iter().all(|entries| !entries.is_empty())
        );
        let codes: FxHashSet<u32> = all.iter().map(|c| alphabet.code(c.chars().next().unwrap())).collect();
        assert_eq!(codes.len(), all.len(), "each has a code of its own");
        assert!(codes.iter().all(|code| alphabet.single().contains(code)));
    }

    #[test]
    fn memory_is_near_what_the_allocator_says() {
        let words = ["赌bo", "6月", "★", "𝓫"];
        alphabet(&words);
        let mut kept = None;
        let allocated = allocation_counter::measure(|| kept = Some(alphabet(&words))).bytes_current as usize;
        let told = kept.unwrap().memory();
        assert!(told.abs_diff(allocated) < allocated / 10, "{told} of {allocated}");
    }
}
