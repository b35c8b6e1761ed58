//! The one pass over the text. The hot path of the crate: no allocation, no regex, no segmentation.
//!
//! Stretches of the text are turned into [blocks](Block) of codes: one look-up a character folds it and drops what may stand between the
//! characters of a literal. A [sieve](Sieve) of bitmaps lets few places through, and only from those the trie is walked.

use std::ops::ControlFlow;

use super::{
    alphabet::Alphabet,
    block::{Block, Cursor, Gap, LONGEST_GAP, OVERLAP, SIZE, STRIDE},
    candidate::{Candidate, Start, What},
    plan::Plan,
    progress::Progress,
    repeat::Repeats,
    sieve::Sieve,
    trie::{Trie, sorted},
    vector::Vector,
    walk::{LONGEST_RUN, Walker},
};
use crate::text::Class;

/// A compiled [`Plan`].
#[derive(Clone, Debug)]
pub(crate) struct Scanner {
    alphabet: Alphabet,
    sieve: Sieve,
    trie: Trie,
    /// By code: whether a literal that starts with it has a sign further on.
    before_sign: Vec<bool>,
    /// The most characters of a literal.
    longest: usize,
    /// The most plain characters that a literal has before a sign.
    sign_reach: usize,
    shortest_digits: Option<usize>,
}

impl Scanner {
    /// Compiles a plan. Time and memory are linear in the sum of its literals' lengths, but for sorting.
    pub(crate) fn new(plan: &Plan) -> Scanner {
        // Most characters take three bytes.
        let mut chars: Vec<char> = Vec::with_capacity(plan.literals().bytes() / 3);
        let mut ends: Vec<u32> = Vec::with_capacity(plan.literals().len());
        for literal in plan.literals().iter() {
            literal.chars().for_each(|c| chars.push(c));
            ends.push(chars.len() as u32);
        }
        let literals = || {
            let starts = std::iter::once(0).chain(ends.iter().copied());
            starts.zip(&ends).map(|(start, &end)| start as usize..end as usize)
        };
        let alone = literals()
            .filter(|literal| literal.len() == 1)
            .map(|literal| chars[literal.start]);
        let mut alphabet = Alphabet::new(&chars, alone);
        let mut before_sign = vec![false; alphabet.len()];
        let mut sign_reach = 0;
        let mut codes: Vec<u32> = Vec::with_capacity(chars.len());
        for literal in literals() {
            let start = literal.start;
            let mut last_sign = 0;
            for (at, &c) in chars[literal].iter().enumerate() {
                let entry = alphabet.entry(c);
                if entry.class() != Class::Plain {
                    last_sign = at;
                    alphabet.note_sign(codes[start..].last().copied(), entry.code());
                }
                codes.push(entry.code());
            }
            if last_sign > 0 {
                sign_reach = sign_reach.max(last_sign);
                before_sign[codes[start] as usize] = true;
            }
        }
        let words: Vec<&[u32]> = literals().map(|literal| &codes[literal]).collect();
        let order = sorted(&words, alphabet.len());
        let digits = plan.shortest_digits().map(|_| {
            let second = (1..=10).chain(alphabet.numerals());
            second.flat_map(|second| (1..=10).map(move |first| (first, second)))
        });
        Scanner {
            sieve: Sieve::new(words.iter().copied(), digits.into_iter().flatten()),
            trie: Trie::new(&words, &order, alphabet.len()),
            before_sign,
            longest: words.iter().map(|word| word.len()).max().unwrap_or(0),
            sign_reach,
            alphabet,
            shortest_digits: plan.shortest_digits(),
        }
    }

    /// Reports every occurrence of every literal, overlapping ones too, and every run of digits, in the order in which they
    /// start, until `report` breaks off.
    pub(crate) fn scan(&self, text: &str, report: &mut impl FnMut(Candidate) -> ControlFlow<()>) -> ControlFlow<()> {
        Progress::at_start(|progress| self.go_on(progress, text, None, report))
    }

    /// Scans on from where an earlier part of the text was left. Of a text whose end is not there yet, stops while there are still `ahead`
    /// bytes behind the last candidate, for those who look beyond it.
    #[inline]
    pub(crate) fn go_on(
        &self,
        progress: &mut Progress,
        text: &str,
        ahead: Option<usize>,
        report: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.go_on_with(Vector::detect(), progress, text, ahead, report)
    }

    /// The same, with vector instructions or without.
    #[inline]
    pub(super) fn go_on_with(
        &self,
        vector: Option<Vector>,
        progress: &mut Progress,
        text: &str,
        ahead: Option<usize>,
        report: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Progress {
            block,
            byte,
            digits_until,
        } = progress;
        let mut places = [0; SIZE];
        loop {
            if ahead.is_some_and(|ahead| *byte + STRIDE + ahead > text.len()) {
                return ControlFlow::Continue(());
            }
            *byte = block.fill(&self.alphabet, text, *byte, vector);
            let last = *byte == text.len();
            // A block that is full of signs is done with whole, and so is the last one.
            let done = if last || block.len < 2 * OVERLAP {
                block.len
            } else {
                block.len - OVERLAP
            };
            // Where literals may run on into a block that begins anew, every place is looked at.
            let places = if done < block.len || last {
                let count = self.places(block, done, vector, &mut places);
                &places[..count]
            } else {
                &EVERY[..done]
            };
            self.block(text, block, places, (done, last), digits_until, report)?;
            if last {
                return ControlFlow::Continue(());
            }
            block.drop_first(text, done);
        }
    }

    /// Reports what starts at these of the first `done` characters of a block.
    fn block(
        &self,
        text: &str,
        block: &Block,
        places: &[u16],
        (done, last): (usize, bool),
        digits_until: &mut usize,
        report: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut cursor = Cursor::new(block);
        for &place in places {
            self.place(text, block, usize::from(place), last, &mut cursor, digits_until, report)?;
        }
        // The signs behind the last place that was looked at. Those before a plain character of the next block are kept for it.
        let before = if done == block.len { done } else { done - 1 };
        self.signs(text, block, before, &mut cursor, report)
    }

    /// Writes down the places, among the first `done`, at which something may start. What gets through comes as it likes, so that nothing here
    /// is a branch.
    fn places(&self, block: &Block, done: usize, vector: Option<Vector>, places: &mut [u16; SIZE]) -> usize {
        let single = self.alphabet.single();
        let mut count = self.sieve.sift(&block.codes[..=done], &single, places, vector);
        if block.has_joined_signs() {
            count = self.with_signs_ahead(block, done, places, count);
        }
        // Where more is asked for than a literal of plain characters.
        let else_too = |i: usize| single.contains(&block.codes[i]) | self.sign_ahead(block, i);
        let count = keep(places, count, |i| {
            let [first, second, third] = [i, i + 1, i + 2].map(|i| block.codes[i]);
            self.sieve.lets_through(first, second, third) | self.may_stand_in(second, third) | else_too(i)
        });
        keep(places, count, |i| {
            let (first, second) = (block.codes[i], block.codes[i + 1]);
            self.trie.may_have_pair(first, second) | Alphabet::is_digit(first) | else_too(i)
        })
    }

    /// Whether the third character may be another than the literal's: the second once more, or a numeral for a digit.
    #[inline]
    fn may_stand_in(&self, second: u32, third: u32) -> bool {
        (second == third) | (self.alphabet.digit_of(third) != 0)
    }

    /// Whether a literal that starts at a plain character may have a sign in it that comes: only the slow walk sees those.
    #[inline]
    fn sign_ahead(&self, block: &Block, i: usize) -> bool {
        block.has_joined_signs() && self.before_sign[block.codes[i] as usize] && block.sign_follows(i, self.sign_reach)
    }

    /// Adds the places with signs ahead to those that the sieve let through.
    #[cold]
    fn with_signs_ahead(&self, block: &Block, done: usize, places: &mut [u16; SIZE], count: usize) -> usize {
        let sifted = *places;
        let mut sifted = sifted[..count].iter().peekable();
        let mut count = 0;
        for i in 0..done as u16 {
            let passed = sifted.next_if_eq(&&i).is_some();
            if passed || self.sign_ahead(block, usize::from(i)) {
                places[count] = i;
                count += 1;
            }
        }
        count
    }

    /// Reports what starts at a plain character.
    #[allow(clippy::too_many_arguments)]
    #[inline]
    fn place(
        &self,
        text: &str,
        block: &Block,
        i: usize,
        last: bool,
        cursor: &mut Cursor,
        digits_until: &mut usize,
        report: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let code = block.codes[i];
        self.signs(text, block, i, cursor, report)?;
        if self.alphabet.single().contains(&code) {
            self.alone(code, cursor.start(block, text, i), block.end(i), report)?;
        }
        if Alphabet::is_digit(code) && block.start(i) >= *digits_until {
            self.digit(text, cursor.start(block, text, i), digits_until, report)?;
        }
        let slow = self.sign_ahead(block, i);
        if !slow && self.stride(text, block, i, last, cursor, report)? {
            return ControlFlow::Continue(());
        }
        let start = cursor.start(block, text, i);
        let part = block.part_of_original(i);
        // What ends in the block has been reported, if the walk is only for the rest.
        let beyond = if slow { 0 } else { block.end(block.len - 1) };
        self.walker().walk(text, Start { part, ..start }, beyond, report)
    }

    /// Literals that start with a sign, of those before a plain character.
    fn signs(
        &self,
        text: &str,
        block: &Block,
        i: usize,
        cursor: &mut Cursor,
        report: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        while let Some((behind, byte)) = cursor.sign(block, i) {
            let c = text[byte..].chars().next().unwrap_or_default();
            let entry = self.alphabet.entry(c);
            let start = Start {
                byte,
                part: 0,
                sentence: cursor.sentence(block, text, byte),
                number: block.before + behind,
            };
            if !entry.is_many() {
                self.alone(entry.code(), start, byte + c.len_utf8(), report)?;
            }
            if entry.is_many() || self.alphabet.sign_starts(entry.code()) {
                self.walker().walk(text, start, 0, report)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// A literal of one character.
    fn alone(
        &self,
        code: u32,
        start: Start,
        end: usize,
        report: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match self.trie.literal(self.trie.start(code)) {
            Trie::NONE => ControlFlow::Continue(()),
            literal => report(start.literal(literal, end, false)),
        }
    }

    /// A digit that is in no run yet.
    fn digit(
        &self,
        text: &str,
        start: Start,
        digits_until: &mut usize,
        report: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(shortest) = self.shortest_digits else {
            return ControlFlow::Continue(());
        };
        let walker = self.walker();
        let (end, digits, next) = walker.digits(text, start.byte);
        let count = digits + walker.numerals_before(&text[*digits_until..start.byte]);
        *digits_until = next;
        if count < shortest {
            return ControlFlow::Continue(());
        }
        report(Candidate {
            what: What::Digits(count),
            ..start.literal(0, end, false)
        })
    }

    /// Reports every literal of two or more characters that starts at a plain character and has no sign in it; false if there may be one
    /// that ends behind the block.
    #[inline]
    fn stride(
        &self,
        text: &str,
        block: &Block,
        from: usize,
        last: bool,
        cursor: &mut Cursor,
        report: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<(), bool> {
        let mut at = from + 1;
        if at >= block.len {
            return ControlFlow::Continue(last);
        }
        let mut node = self.trie.pair(block.codes[from], block.codes[at]);
        let (mut skipped, mut bridged, mut depth) = (false, 0, 1);
        let mut repeats = Repeats::default();
        while node != 0 {
            // Structural marks bridge every gap of a literal or none: 上。不。封。顶 is one word, 赌，博 are two.
            let structure = match block.gap(&self.alphabet, text, at) {
                Gap::None => 0,
                gap => {
                    if gap == Gap::Barrier {
                        break;
                    }
                    skipped = true;
                    usize::from(gap == Gap::Structure)
                }
            };
            if bridged != (depth - 1) * structure {
                break;
            }
            bridged += structure;
            depth += 1;
            let literal = self.trie.literal(node);
            if literal != Trie::NONE && (bridged == 0 || depth >= 3) {
                let found = cursor.start(block, text, from).literal(literal, block.end(at), skipped);
                if repeats.is_empty() {
                    report(found)?;
                }
                if let Some(longer) = repeats.widen(&self.alphabet, text, block, from..at, depth, found) {
                    report(longer)?;
                }
            }
            at += 1;
            let next = loop {
                if at >= block.len {
                    return ControlFlow::Continue(last || self.trie.is_leaf(node));
                }
                let code = block.codes[at];
                let child = match self.trie.child(node, code) {
                    // Inside a number only: 三天 is no 3天.
                    0 if self.alphabet.digit_of(code) != 0 && self.alphabet.is_numeric(block.codes[at - 1]) => {
                        self.trie.child(node, self.alphabet.digit_of(code))
                    }
                    child => child,
                };
                if child != 0 || !repeats.skip(block, at) {
                    break child;
                }
                at += 1;
            };
            node = next;
        }
        ControlFlow::Continue(true)
    }

    fn walker(&self) -> Walker<'_> {
        Walker {
            alphabet: &self.alphabet,
            trie: &self.trie,
        }
    }

    /// The most bytes of a text that a candidate can take.
    pub(crate) fn reach(&self) -> usize {
        /// The most bytes of a character.
        const WIDEST: usize = 4;
        // Repeats are taken in to the end of the block only, which reaches over two strides at most.
        self.longest.max(LONGEST_RUN) * (LONGEST_GAP + 1) * WIDEST + 2 * STRIDE
    }

    /// Bytes of heap in use.
    pub(crate) fn memory(&self) -> usize {
        self.alphabet.memory() + self.sieve.memory() + self.trie.memory()
    }
}

/// All places of a block.
static EVERY: [u16; SIZE] = {
    let mut places = [0; SIZE];
    let mut i = 0;
    while i < SIZE {
        places[i] = i as u16;
        i += 1;
    }
    places
};

/// Keeps those of the first places that pass, and gives their number.
#[inline(always)]
fn keep(places: &mut [u16; SIZE], count: usize, passes: impl Fn(usize) -> bool) -> usize {
    let mut kept = 0;
    for n in 0..count {
        let place = places[n];
        places[kept] = place;
        kept += usize::from(passes(usize::from(place)));
    }
    kept
}

#[cfg(test)]
mod tests;
