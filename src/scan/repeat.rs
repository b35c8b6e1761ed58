//! Characters that stand in the text more often than in the literal: 赌赌赌博博, fuuuck.
//!
//! Chinese and English double characters for reasons of their own (看看, 妈妈的, cook), so a doubled one is a repeat only where
//! nothing else explains it. What the literal itself has doubled (嘻嘻哈哈) is read first.

use std::ops::Range;

use super::{alphabet::Alphabet, block::Block, candidate::Candidate};
use crate::{
    span::Span,
    text::{Class, Folded, fold, is_word_char},
};

/// A character that stands so often in a row is no word: 赌赌赌, aaa.
const RUN: usize = 3;
/// A Chinese literal of so many characters is the same with one inside it doubled.
const LONG: usize = 4;

/// The most repeats of a character: a text of one character must not be read from each of its places to its end.
const MOST: usize = 48;

/// The repeats met so far on the way through a literal.
#[derive(Clone, Copy, Default)]
pub(super) struct Repeats {
    /// How many characters were repeated.
    count: usize,
    /// The most times that one stands in a row.
    longest: usize,
    /// The place of the last one, so that each is counted once.
    last: usize,
    /// How often it stands in a row.
    run: usize,
}

impl Repeats {
    pub(super) fn is_empty(self) -> bool {
        self.count == 0
    }

    /// Whether the character at a place only repeats the one before it, which is noted then. Digits never do.
    pub(super) fn skip(&mut self, block: &Block, at: usize) -> bool {
        let code = block.codes[at];
        if code == 0 || Alphabet::is_digit(code) || !block.is_repeat(at) {
            return false;
        }
        let same = |from: usize| (1..from).rev().take(MOST).take_while(|&i| block.is_repeat(i)).count();
        if self.last + 1 == at {
            self.run += 1;
        } else {
            self.count += 1;
            self.run = same(at) + 2;
        }
        self.last = at;
        self.longest = self.longest.max(self.run);
        self.run <= MOST
    }

    /// The hit with its repeats, those before its first character and behind its last one too; if there are any, and enough to mean it.
    #[inline]
    pub(super) fn widen(
        self,
        alphabet: &Alphabet,
        text: &str,
        block: &Block,
        range: Range<usize>,
        depth: usize,
        found: Candidate,
    ) -> Option<Candidate> {
        let (first, last) = (block.codes[range.start], block.codes[range.end]);
        let before = range.start == 0 || block.codes[range.start - 1] == first;
        let after = block.codes[range.end + 1] == last;
        if self.is_empty() && !before && !after {
            return None;
        }
        self.widen_slowly(alphabet, text, (first, last), depth, found)
    }

    #[cold]
    fn widen_slowly(
        mut self,
        alphabet: &Alphabet,
        text: &str,
        (first, last): (u32, u32),
        depth: usize,
        found: Candidate,
    ) -> Option<Candidate> {
        let same = |code: u32| {
            move |&c: &char| {
                let entry = alphabet.entry(c);
                entry.class() == Class::Plain && !entry.is_many() && entry.code() == code && !Alphabet::is_digit(code)
            }
        };
        let Span { start, end } = found.span;
        let before: Vec<char> = text[..start].chars().rev().take(MOST).take_while(same(first)).collect();
        let after: Vec<char> = text[end..].chars().take(MOST).take_while(same(last)).collect();
        let hit = &text[start..end];
        let inside = !self.is_empty();
        for (run, own) in [
            (before.len(), hit.chars().take(MOST).take_while(same(first)).count()),
            (after.len(), hit.chars().rev().take(MOST).take_while(same(last)).count()),
        ] {
            if run > 0 {
                self.count += 1;
                self.longest = self.longest.max(run + own);
            }
        }
        let latin = |c: char| matches!(fold(c), Folded::One(folded) if is_word_char(folded));
        let means_it = if hit.starts_with(latin) {
            // English begins no word with a doubled consonant.
            let starts = !before.is_empty() && !hit.starts_with(['a', 'e', 'i', 'o', 'u', 'l', 'A', 'E', 'I', 'O', 'U', 'L']);
            self.longest >= RUN || starts
        } else {
            self.longest >= RUN || self.count >= depth || inside && depth >= LONG
        };
        let bytes = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
        (self.count > 0 && means_it).then(|| Candidate {
            span: Span::new(start - bytes(&before), end + bytes(&after)),
            repeated: true,
            ..found
        })
    }
}
