//! A stretch of text as codes, for the sieve to run over.

use super::{
    alphabet::{Alphabet, Entry},
    candidate::Start,
    read::{Room, Taken, place, read},
    vector::Vector,
};
use crate::text::{Class, sentence_ends, tag};

/// The most plain characters in a block.
pub(super) const SIZE: usize = 1024;
/// How many of the last ones are read again as the first of the next block, so that literals across its end are seen whole.
pub(super) const OVERLAP: usize = 32;
/// The most characters that are skipped between two characters of a literal.
pub(super) const LONGEST_GAP: usize = 24;

/// The most characters that one stands for: ﷺ folds to eighteen.
const LONGEST_EXPANSION: usize = 24;
/// A block with more plain characters than these is full.
const LIMIT: usize = SIZE - LONGEST_EXPANSION - 1;
/// The most sentence ends that a block has room for. Half as many are more than a block can have that is too short to overlap with the next.
const ENDS: usize = SIZE / 4;
/// The most signs.
const SIGNS: usize = 20;
/// The most bytes that are read into a block at once: noise without end must not make it reach over all of a text.
pub(crate) const STRIDE: usize = 16 << 10;

/// The plain characters of a stretch of text, those that stand for several as several. What lies between two of them is not kept:
/// [`Block::gap`] reads it again where a candidate asks.
pub(super) struct Block {
    /// The codes, and two zeros behind them.
    pub(super) codes: [u32; SIZE + 2],
    /// The byte at which each original character starts, counted from the origin, and its length less one in the two lowest bits.
    at: [u32; SIZE],
    pub(super) len: usize,
    /// A byte of the text before which nothing of the block lies.
    origin: usize,
    /// How many plain characters of the text lie before the block.
    pub(super) before: usize,
    /// The sentence of the first plain character, or of the first sign before it.
    sentence: usize,
    /// Characters that may end a sentence, by byte and length like `at`.
    ends: [u32; ENDS],
    ends_len: usize,
    /// Signs that literals have: the number of the first plain character behind, and the byte.
    signs: [(usize, usize); SIGNS],
    signs_len: usize,
    /// Whether one of them stands in a literal with other characters.
    joined: bool,
}

/// What was skipped between two plain characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    /// Nothing that parts words.
    Skipped,
    /// A structural mark, maybe among other things.
    Structure,
    /// More than a literal can bear.
    Barrier,
}

impl Block {
    pub(super) fn new() -> Block {
        Block {
            codes: [0; SIZE + 2],
            at: [0; SIZE],
            len: 0,
            origin: 0,
            before: 0,
            sentence: 0,
            ends: [0; ENDS],
            ends_len: 0,
            signs: [(0, 0); SIGNS],
            signs_len: 0,
            joined: false,
        }
    }

    /// Makes it one of another text.
    pub(super) fn clear(&mut self) {
        (self.len, self.ends_len, self.signs_len) = (0, 0, 0);
        (self.origin, self.before, self.sentence) = (0, 0, 0);
        self.joined = false;
    }

    /// Reads on from a byte until the block is full, the stride is done or the text ends, and gives the byte where it stopped. A block is
    /// full too when it has no room for more sentence ends or signs.
    pub(super) fn fill(&mut self, alphabet: &Alphabet, text: &str, from: usize, vector: Option<Vector>) -> usize {
        let mut byte = from;
        if self.len == 0 && self.ends_len == 0 {
            self.origin = from;
        }
        let limit = from + STRIDE;
        let to = (limit..text.len())
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(text.len());
        let mut crowded = false;
        while byte < to && !self.is_full() && !crowded {
            byte = self.run(alphabet, text, byte, to, vector);
            if self.ends_len == ENDS {
                self.drop_ends(text);
                // Or they would be gone through for each few that come.
                crowded = self.ends_len > ENDS / 2;
            }
        }
        self.codes[self.len] = 0;
        self.codes[self.len + 1] = 0;
        byte
    }

    /// Drops what looked like a sentence end and is none, and of the ends between two plain characters or signs all but the last: only
    /// that one begins a sentence with something in it. So a row of marks does not fill a block.
    #[cold]
    fn drop_ends(&mut self, text: &str) {
        let mut kept = 0;
        let (mut number, mut signs) = (0, 0);
        for i in 0..self.ends_len {
            let mark = self.ends[i];
            if !self.ends_sentence(text, mark) {
                continue;
            }
            let end = self.behind(mark);
            let behind_last = number + signs;
            while number < self.len && self.start(number) < end {
                number += 1;
            }
            while signs < self.signs_len && self.signs[signs].1 < end {
                signs += 1;
            }
            if kept == 0 || number + signs > behind_last {
                kept += 1;
            }
            self.ends[kept - 1] = mark;
        }
        self.ends_len = kept;
    }

    fn is_full(&self) -> bool {
        self.len > LIMIT || self.ends_len == ENDS || self.signs_len == SIGNS
    }

    /// Reads plain and skipped characters before a byte, up to and with the first that is anything else.
    fn run(&mut self, alphabet: &Alphabet, text: &str, from: usize, to: usize, vector: Option<Vector>) -> usize {
        let mut room = Room {
            codes: &mut self.codes[..=LIMIT],
            at: &mut self.at[..=LIMIT],
            len: self.len,
            ends: &mut self.ends,
            ends_len: self.ends_len,
            origin: self.origin,
        };
        let (byte, hard) = match vector {
            Some(vector) => vector.read(alphabet.cells(), text, (from, to), &mut room),
            None => read(alphabet.cells(), text, (from, to), &mut room, |_, _, _| Taken::NONE),
        };
        (self.len, self.ends_len) = (room.len, room.ends_len);
        match hard {
            Some(c) => {
                if c == '<'
                    && let Some(tag) = tag(&text[byte..])
                {
                    return byte + tag;
                }
                self.hard(alphabet, c, byte);
                byte + c.len_utf8()
            }
            None => byte,
        }
    }

    /// Any character that is neither of a small code nor known to be just skipped.
    fn hard(&mut self, alphabet: &Alphabet, c: char, byte: usize) {
        let entry = alphabet.entry(c);
        match entry.class() {
            Class::Plain if entry.is_many() => {
                for &code in alphabet.expansion(entry) {
                    self.push(code, byte, c);
                }
            }
            Class::Plain => self.push(entry.code(), byte, c),
            _ => self.skip(alphabet, entry, c, byte),
        }
    }

    fn push(&mut self, code: u32, byte: usize, c: char) {
        self.codes[self.len] = code;
        self.at[self.len] = place(byte - self.origin, c.len_utf8());
        self.len += 1;
    }

    fn skip(&mut self, alphabet: &Alphabet, entry: Entry, c: char, byte: usize) {
        if entry.is_sign() {
            self.sign(alphabet, entry, byte);
        }
        // There is room: a block that is full of ends reads no further.
        if entry.ends_sentence() {
            self.ends[self.ends_len] = place(byte - self.origin, c.len_utf8());
            self.ends_len += 1;
        }
    }

    /// Notes a sign, if a literal may have it here: at its start, or behind what it has been read behind.
    fn sign(&mut self, alphabet: &Alphabet, entry: Entry, byte: usize) {
        let before = self.len.checked_sub(1).map(|last| (self.codes[last], self.end(last)));
        let (starts, follows) = match before {
            _ if entry.is_many() => (true, true),
            // Behind other skipped characters, maybe signs too, anything may be.
            Some((code, end)) if end == byte => (alphabet.sign_starts(entry.code()), alphabet.sign_follows(code, entry.code())),
            _ => (alphabet.sign_starts(entry.code()), true),
        };
        if starts || follows {
            self.signs[self.signs_len] = (self.len, byte);
            self.signs_len += 1;
            self.joined |= follows;
        }
    }

    /// Drops the first plain characters, which were dealt with; with all of them, what lies behind the last one too.
    pub(super) fn drop_first(&mut self, text: &str, count: usize) {
        // Signs before the first character that is kept may lie in the sentence before.
        let sign = self.signs[..self.signs_len].iter().find(|&&(number, _)| number >= count);
        let next = match sign {
            _ if count >= self.len => usize::MAX,
            Some(&(_, byte)) => byte.min(self.start(count)),
            None => self.start(count),
        };
        let gone = self.ends[..self.ends_len].partition_point(|&mark| self.behind(mark) <= next);
        let last = self.ends[..gone].iter().rev().find(|&&mark| self.ends_sentence(text, mark));
        self.sentence = last.map_or(self.sentence, |&mark| self.behind(mark));
        self.ends.copy_within(gone..self.ends_len, 0);
        self.ends_len -= gone;
        let mut kept = 0;
        for i in 0..self.signs_len {
            let (number, byte) = self.signs[i];
            if number >= count && count < self.len {
                self.signs[kept] = (number - count, byte);
                kept += 1;
            }
        }
        self.signs_len = kept;
        self.joined &= kept > 0;
        self.codes.copy_within(count..self.len, 0);
        self.at.copy_within(count..self.len, 0);
        self.len -= count;
        self.before += count;
        if self.len > 0 {
            // What is kept lies behind.
            let gone = ((next - self.origin) as u32) << 2;
            self.at[..self.len].iter_mut().for_each(|at| *at -= gone);
            self.ends[..self.ends_len].iter_mut().for_each(|mark| *mark -= gone);
            self.origin = next;
        }
    }

    /// The first byte that the block still asks for, if any, and the sentence of its first character.
    pub(super) fn pending(&self) -> (Option<usize>, usize) {
        let plain = (self.len > 0).then(|| self.start(0));
        let signs = self.signs[..self.signs_len].iter().map(|&(_, byte)| byte);
        let ends = self.ends[..self.ends_len].iter().map(|&mark| self.first(mark));
        (plain.into_iter().chain(signs).chain(ends).min(), self.sentence)
    }

    /// Forgets the first `cut` bytes of the text, which are gone: the sentence, which may have begun in them, is said to begin elsewhere.
    pub(super) fn shift(&mut self, cut: usize, sentence: usize) {
        // An empty block may have its origin in them.
        self.origin = self.origin.saturating_sub(cut);
        self.signs[..self.signs_len].iter_mut().for_each(|(_, byte)| *byte -= cut);
        self.sentence = sentence;
    }

    /// Whether the block has a sign that literals have among other characters.
    pub(super) fn has_joined_signs(&self) -> bool {
        self.joined
    }

    /// Whether such a sign may lie behind a plain character and at most `reach` plain ones away.
    pub(super) fn sign_follows(&self, number: usize, reach: usize) -> bool {
        let near = |&(behind, _): &(usize, usize)| behind > number && behind - number <= reach;
        self.joined && self.signs[..self.signs_len].iter().any(near)
    }

    /// The byte at which a plain character's original starts.
    pub(super) fn start(&self, number: usize) -> usize {
        self.first(self.at[number])
    }

    /// The byte behind a plain character's original.
    pub(super) fn end(&self, number: usize) -> usize {
        self.behind(self.at[number])
    }

    /// The byte at which a character starts.
    #[inline]
    fn first(&self, place: u32) -> usize {
        self.origin + (place >> 2) as usize
    }

    /// The byte behind it.
    #[inline]
    fn behind(&self, place: u32) -> usize {
        self.first(place) + (place & 3) as usize + 1
    }

    /// Whether a sentence ends at a character that may end one: only of those of one byte this hangs on what stands behind.
    #[inline]
    fn ends_sentence(&self, text: &str, mark: u32) -> bool {
        mark & 3 != 0 || sentence_ends(text, char::from(text.as_bytes()[self.first(mark)]), self.behind(mark))
    }

    /// Whether a plain character is the one before it once more, with nothing between them.
    pub(super) fn is_repeat(&self, number: usize) -> bool {
        self.codes[number] == self.codes[number - 1] && self.end(number - 1) == self.start(number)
    }

    /// Which of the characters that an original stands for this one is.
    pub(super) fn part_of_original(&self, number: usize) -> usize {
        let at = self.at[number];
        self.at[..number].iter().rev().take_while(|&&before| before == at).count()
    }

    /// What was skipped before a plain character that is not the first.
    #[inline]
    pub(super) fn gap(&self, alphabet: &Alphabet, text: &str, number: usize) -> Gap {
        let (from, to) = (self.end(number - 1), self.start(number));
        // The parts of a character that stands for several have none either.
        if from >= to {
            Gap::None
        } else {
            gap(alphabet, &text[from..to])
        }
    }
}

/// How often a mark that parts clauses stands in a row where it means nothing: 三。。。七.
const MEANINGLESS: std::ops::RangeInclusive<usize> = 3..=6;

/// What the characters between two plain ones are together; at least one.
#[cold]
pub(super) fn gap(alphabet: &Alphabet, between: &str) -> Gap {
    if let Some(mark @ ('。' | '，' | '、' | '！' | '？')) = between.chars().next()
        && between.chars().all(|c| c == mark)
        && MEANINGLESS.contains(&between.chars().count())
    {
        return Gap::Skipped;
    }
    let mut gap = Gap::Skipped;
    for (i, c) in between.chars().enumerate() {
        if i == LONGEST_GAP {
            return Gap::Barrier;
        }
        if alphabet.entry(c).class() == Class::Structural {
            gap = Gap::Structure;
        }
    }
    gap
}

/// Goes along with the plain characters of a block through its sentence ends and signs.
pub(super) struct Cursor {
    sentence: usize,
    ends: usize,
    signs: usize,
}

impl Cursor {
    pub(super) fn new(block: &Block) -> Cursor {
        Cursor {
            sentence: block.sentence,
            ends: 0,
            signs: 0,
        }
    }

    /// The sentence that a byte lies in. Bytes must not go down from call to call.
    #[inline]
    pub(super) fn sentence(&mut self, block: &Block, text: &str, at: usize) -> usize {
        while let Some(&mark) = block.ends[..block.ends_len].get(self.ends)
            && block.behind(mark) <= at
        {
            if block.ends_sentence(text, mark) {
                self.sentence = block.behind(mark);
            }
            self.ends += 1;
        }
        self.sentence
    }

    /// Where a walk from a plain character starts.
    pub(super) fn start(&mut self, block: &Block, text: &str, number: usize) -> Start {
        let byte = block.start(number);
        Start {
            byte,
            part: 0,
            sentence: self.sentence(block, text, byte),
            number: block.before + number,
        }
    }

    /// The next sign before a plain character: the number of the plain one right behind the sign, and its byte.
    pub(super) fn sign(&mut self, block: &Block, number: usize) -> Option<(usize, usize)> {
        let next = block.signs[..block.signs_len]
            .get(self.signs)
            .filter(|&&(behind, _)| behind <= number)?;
        self.signs += 1;
        Some(*next)
    }
}
