//! One look-up a character: from the original character to its code in the patterns and the part it plays.

use std::collections::BTreeSet;

use crate::text::{Class, Folded, class, fold, is_han, is_sentence_end, sources};

const PAGE: usize = 256;
/// The page of characters that are plain and in no pattern.
const PLAIN_PAGE: u16 = 0;
/// The page of characters that are too rare to be tabled: [`Alphabet::rare`] finds out.
const RARE_PAGE: u16 = 1;

const CODE: u32 = 0x001F_FFFF;
const CLASS: u32 = 0x0700_0000;
const MANY: u32 = 0x0800_0000;
const SENTENCE_END: u32 = 0x1000_0000;
const ALONE: u32 = 0x2000_0000;
const RARE: u32 = 0x4000_0000;

/// What the table says of a character. Plain characters, the many, are their code alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry(u32);

impl Entry {
    /// Whether the character needs more than its code: it is not plain, stands for several, or is a literal by itself.
    pub(super) fn is_special(self) -> bool {
        self.0 > CODE
    }

    /// The code, 0 for a character in no pattern. For [`Entry::is_many`], the number of the expansion.
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

    pub(super) fn is_many(self) -> bool {
        self.0 & MANY != 0
    }

    pub(super) fn ends_sentence(self) -> bool {
        self.0 & SENTENCE_END != 0
    }

    /// Whether the scanner must start a walk at this character without waiting for a second one.
    pub(super) fn starts_alone(self) -> bool {
        self.0 & ALONE != 0
    }

    fn is_rare(self) -> bool {
        self.0 & RARE != 0
    }

    fn of(class: Class) -> Entry {
        Entry(match class {
            Class::Plain => 0,
            Class::Ignorable => 1 << 24,
            Class::Space => 2 << 24,
            Class::Decoration => 3 << 24,
            Class::Structural => 4 << 24,
        })
    }
}

/// Codes of the folded characters that the patterns use, and a two-level table from every original character to its entry.
#[derive(Clone, Debug)]
pub(super) struct Alphabet {
    pages: Vec<u16>,
    entries: Vec<Entry>,
    expansions: Vec<Vec<u32>>,
    codes: std::collections::HashMap<char, u32>,
}

impl Alphabet {
    /// An alphabet for these folded literals. Codes 1 to 10 are the digits 0 to 9.
    pub(super) fn new(literals: &[String]) -> Alphabet {
        let mut codes: std::collections::HashMap<char, u32> = ('0'..='9').zip(1..).collect();
        let used: BTreeSet<char> = literals.iter().flat_map(|literal| literal.chars()).collect();
        for c in used {
            let next = codes.len() as u32 + 1;
            codes.entry(c).or_insert(next);
        }
        let mut alphabet = Alphabet {
            pages: vec![RARE_PAGE; 0x11_0000 / PAGE],
            entries: [vec![Entry(0); PAGE], vec![Entry(RARE); PAGE]].concat(),
            expansions: Vec::new(),
            codes,
        };
        for page in (0x34..0xA0).chain(0xAC..0xD7) {
            alphabet.pages[page] = PLAIN_PAGE;
        }
        for page in (0x00..0x34).chain(0xF9..0x100).chain(0x1F0..0x1FB) {
            alphabet.materialise(page);
        }
        let codes: Vec<(char, u32)> = alphabet.codes.iter().map(|(&c, &code)| (c, code)).collect();
        for (c, code) in codes {
            alphabet.entry_mut(c).0 |= code;
        }
        for (c, folded) in sources() {
            match folded {
                Folded::One(t) => {
                    if let Some(&code) = alphabet.codes.get(&t) {
                        let keep = Entry::of(class(c));
                        *alphabet.entry_mut(c) = Entry(keep.0 | code | end_bit(c));
                    }
                }
                Folded::Many(s) => {
                    let expansion: Vec<u32> = s.chars().map(|c| alphabet.code(c)).collect();
                    if expansion.iter().any(|&code| code != 0) {
                        let number = alphabet.expansions.len() as u32;
                        alphabet.expansions.push(expansion);
                        *alphabet.entry_mut(c) = Entry(MANY | number);
                    }
                }
                Folded::Nothing => {}
            }
        }
        alphabet.mark_alone(literals);
        alphabet
    }

    /// Marks every character that folds to a literal of one character, or to a sign that a literal starts with.
    fn mark_alone(&mut self, literals: &[String]) {
        let mut alone = vec![false; self.len()];
        for literal in literals {
            let mut chars = literal.chars();
            if let Some(c) = chars.next().filter(|&c| chars.next().is_none() || class(c) != Class::Plain) {
                alone[self.code(c) as usize] = true;
            }
        }
        for entry in &mut self.entries {
            if !entry.is_many() && !entry.is_rare() && alone[entry.code() as usize] {
                entry.0 |= ALONE;
            }
        }
    }

    /// Gives a page entries of its own.
    fn materialise(&mut self, page: usize) {
        if self.pages[page] > RARE_PAGE {
            return;
        }
        let plain = self.pages[page] == PLAIN_PAGE;
        self.pages[page] = (self.entries.len() / PAGE) as u16;
        for code in page * PAGE..(page + 1) * PAGE {
            self.entries.push(match char::from_u32(code as u32) {
                Some(c) if !plain => Entry(Entry::of(class(c)).0 | end_bit(c)),
                _ => Entry(0),
            });
        }
    }

    fn entry_mut(&mut self, c: char) -> &mut Entry {
        self.materialise(c as usize / PAGE);
        let page = self.pages[c as usize / PAGE] as usize;
        &mut self.entries[page * PAGE + c as usize % PAGE]
    }

    /// The entry of an original character.
    #[inline]
    pub(super) fn entry(&self, c: char) -> Entry {
        let page = self.pages[c as usize / PAGE] as usize;
        let entry = self.entries[page * PAGE + c as usize % PAGE];
        if entry.is_rare() { self.rare(c) } else { entry }
    }

    /// A character outside the table is in no pattern, or it would have been given a page.
    #[cold]
    fn rare(&self, c: char) -> Entry {
        if is_han(c) {
            return Entry(0);
        }
        debug_assert!(!matches!(fold(c), Folded::One(t) if self.code(t) != 0));
        Entry(Entry::of(class(c)).0 | end_bit(c))
    }

    /// The codes that a character of several stands for.
    pub(super) fn expansion(&self, entry: Entry) -> &[u32] {
        &self.expansions[entry.code() as usize]
    }

    /// The code of a folded character, 0 if no pattern has it.
    pub(super) fn code(&self, folded: char) -> u32 {
        self.codes.get(&folded).copied().unwrap_or(0)
    }

    /// One more than the greatest code.
    pub(super) fn len(&self) -> usize {
        self.codes.len() + 1
    }

    /// Whether the code is that of a digit.
    pub(super) fn is_digit(code: u32) -> bool {
        code.wrapping_sub(1) < 10
    }

    /// Bytes of heap in use.
    pub(super) fn memory(&self) -> usize {
        self.pages.len() * 2 + self.entries.len() * 4 + self.codes.len() * 12
    }
}

fn end_bit(c: char) -> u32 {
    if is_sentence_end(c) { SENTENCE_END } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_share_a_code() {
        let alphabet = Alphabet::new(&["赌bo".to_owned(), "6月".to_owned(), "★".to_owned()]);
        let code = |c| alphabet.entry(c).code();
        assert_eq!(code('赌'), code('賭'));
        for c in ['b', 'B', 'ｂ', 'ⓑ', '𝓫'] {
            assert_eq!(code(c), alphabet.code('b'), "{c}");
        }
        assert_eq!(code('药'), 0);
        let june = alphabet.entry('㋅');
        assert!(june.is_many());
        assert_eq!(alphabet.expansion(june), [alphabet.code('6'), alphabet.code('月')]);
        assert!(alphabet.entry('★').starts_alone());
        assert_eq!(alphabet.entry('★').class(), Class::Decoration);
        assert!(alphabet.entry('。').ends_sentence() && !alphabet.entry('，').ends_sentence());
        assert!(!alphabet.entry('药').is_special());
        assert_eq!(alphabet.entry('\u{E0100}').class(), Class::Ignorable);
    }
}
