//! What a sentence has of the things that gates ask for, and whether a gate opens in it.

use crate::{
    pack::{CharCell, Gate, Gating, Link, Presence},
    text::{Class, Folded, class, fold, is_clause_end, tag},
    verify::{Bits, Opening, Openings},
};

/// A word that some gate asks for, or a character that begins one.
#[derive(Clone, Copy)]
pub(super) struct Word {
    /// Its row in [`Gating::classes`].
    pub(super) row: u32,
    /// Plain characters of the text before it, and before its end. Folded text has no fewer between two words.
    pub(super) start: u32,
    pub(super) end: u32,
}

/// What is known of a class in the sentence at hand.
#[derive(Clone, Copy, Default)]
struct Known {
    /// The reading in which it was seen.
    seen: u32,
    /// Its first and last member in the sentence, as places in [`Sentence::members`].
    first: u32,
    last: u32,
    first_end: u32,
    last_start: u32,
}

/// A sentence, or three frames of a long one, as gates see it. What is known is stamped with the number of the reading, so that going on
/// to the next sentence, or to another text, clears nothing.
#[derive(Default)]
pub(super) struct Sentence {
    reading: u32,
    /// Which classes have a word, a bit each: all that most gates ask.
    has: Vec<u32>,
    words: Vec<Word>,
    classes: Vec<Known>,
    /// The words of classes that were asked for: each word, and the next member of its class.
    members: Vec<(u32, u32)>,
    /// Which characters that begin other words are there, and kinds, once they were looked for.
    present: Presence,
    has_read_chars: bool,
    /// Where they are, and before which characters clauses end, once that was asked.
    chars: Vec<Word>,
    clause_ends: Vec<u32>,
    has_places: bool,
    /// Ends of words while a chain is followed.
    ends: Vec<u32>,
    next_ends: Vec<u32>,
}

/// The text of a sentence, and how to count its characters: the number of the one that starts at a byte of it.
#[derive(Clone, Copy)]
pub(super) struct Excerpt<'t> {
    pub(super) text: &'t str,
    pub(super) byte: usize,
    pub(super) number: u32,
}

impl Sentence {
    /// A sentence of more words is a long one.
    const FEW: usize = 100;

    /// For the classes of these gates.
    pub(super) fn new(gating: &Gating) -> Sentence {
        let classes = gating.class_count();
        Sentence {
            has: vec![0; classes.div_ceil(u32::BITS as usize)],
            classes: vec![Known::default(); classes],
            present: gating.chars.nothing(),
            ..Sentence::default()
        }
    }

    /// Whether it can be used on. Readings are counted in 32 bits; long before they run out a new one is needed.
    pub(super) fn is_fresh(&self) -> bool {
        !self.classes.is_empty() && self.reading < u32::MAX / 2
    }

    /// Takes in the words of another sentence, in the order of their starts.
    pub(super) fn read(&mut self, gating: &Gating, words: impl Iterator<Item = Word>) {
        self.reading += 1;
        (self.has_read_chars, self.has_places) = (false, false);
        self.words.clear();
        self.members.clear();
        self.has.fill(0);
        for word in words {
            for classes in gating.classes.get(word.row as usize) {
                self.has[classes.place as usize] |= classes.bits;
            }
            self.words.push(word);
        }
    }

    /// Whether there is a word of the class.
    #[inline]
    fn has(&self, class: u32) -> bool {
        let one = Bits::one(class);
        self.has[one.place as usize] & one.bits != 0
    }

    /// What is known of a class that the sentence has. Its words are looked for when it is asked for the first time; in a long sentence those of all
    /// classes at once, for many will be asked for.
    fn class(&mut self, gating: &Gating, class: u32) -> Known {
        let sought = Bits::one(class);
        let all = self.words.len() > Sentence::FEW;
        if self.classes[class as usize].seen != self.reading {
            for number in 0..self.words.len() {
                for classes in gating.classes.get(self.words[number].row as usize) {
                    if all {
                        classes.each(|class| self.take(class, number as u32));
                    } else if classes.has(sought) {
                        self.take(class, number as u32);
                    }
                }
            }
        }
        self.classes[class as usize]
    }

    /// Takes in the next word of a class.
    fn take(&mut self, class: u32, number: u32) {
        let word = self.words[number as usize];
        let class = &mut self.classes[class as usize];
        let member = self.members.len() as u32;
        self.members.push((number, u32::MAX));
        if class.seen == self.reading {
            self.members[class.last as usize].1 = member;
            class.first_end = class.first_end.min(word.end);
        } else {
            class.seen = self.reading;
            class.first = member;
            class.first_end = word.end;
        }
        class.last = member;
        class.last_start = word.start;
    }

    /// The words of a class that was asked for.
    fn words_of(&self, class: Known) -> impl Iterator<Item = Word> {
        let mut next = class.first;
        std::iter::from_fn(move || {
            let &(word, behind) = self.members.get(next as usize)?;
            next = behind;
            Some(self.words[word as usize])
        })
    }

    /// Looks for characters that begin words of one character, and for things of a kind, wherever they are: in tags too, which patterns see.
    fn read_chars(&mut self, gating: &Gating, text: &str) {
        self.has_read_chars = true;
        self.present.clear();
        let chars = &gating.chars;
        let present = &mut self.present;
        let mut opening = Opening::default();
        let mut read = |c, cell| {
            chars.note(cell, present);
            match chars.part(cell) {
                Some(part) => opening.next(part).iter().for_each(|kind| chars.note_kind(kind, present)),
                None if is_read_over(c, cell) => {}
                None => opening.stop(),
            }
        };
        for c in text.chars() {
            let cell = chars.cell(c);
            if cell.is_many() {
                parts(c).for_each(|part| read(part, chars.cell(part)));
            } else {
                read(c, cell);
            }
        }
    }

    /// Takes down where those characters and things are, and before which characters clauses end.
    fn read_places(&mut self, gating: &Gating, excerpt: Excerpt<'_>) {
        self.has_places = true;
        self.chars.clear();
        self.clause_ends.clear();
        let (mut number, mut reference, mut behind_tag) = (0, 0, 0);
        let mut openings = Openings::default();
        for (byte, c) in excerpt.text.char_indices() {
            if byte == excerpt.byte {
                reference = number;
            }
            if byte < behind_tag {
                continue;
            }
            let cell = gating.chars.cell(c);
            let counted = u32::from(cell.is_plain());
            if cell.is_many() {
                for part in parts(c) {
                    self.place(gating, (part, gating.chars.cell(part)), (number, counted), &mut openings);
                    number += counted;
                }
            } else {
                self.place(gating, (c, cell), (number, counted), &mut openings);
                number += counted;
            }
            if cell.is_plain() {
                continue;
            }
            if c == '<' {
                behind_tag = tag(&excerpt.text[byte..]).map_or(0, |tag| byte + tag);
            } else if is_clause_end(c) && self.clause_ends.last() != Some(&number) {
                self.clause_ends.push(number);
            }
        }
        // A thing of a kind is known some characters behind its start.
        self.chars.sort_by_key(|word| word.start);
        // From the sentence's numbers to the text's.
        let shift = excerpt.number.wrapping_sub(reference);
        for word in &mut self.chars {
            (word.start, word.end) = (word.start.wrapping_add(shift), word.end.wrapping_add(shift));
        }
        for end in &mut self.clause_ends {
            *end = end.wrapping_add(shift);
        }
    }

    /// Takes down the place of a character that has a row, and of things of a kind that are known by it.
    fn place(
        &mut self,
        gating: &Gating,
        (c, cell): (char, CharCell),
        (start, counted): (u32, u32),
        openings: &mut Openings<(u32, u32)>,
    ) {
        let place = (start, start + counted);
        let mut take = |row, (start, end)| self.chars.push(Word { row, start, end });
        if let Some(row) = gating.chars.row(cell) {
            take(row, place);
        }
        match gating.chars.part(cell) {
            Some(part) => openings.next(part, place, |kind, place| take(gating.chars.kind(kind), place)),
            None if is_read_over(c, cell) => {}
            None => openings.stop(),
        }
    }

    /// Whether a clause ends between two characters.
    fn parted(&self, end: u32, start: u32) -> bool {
        let at = self.clause_ends.partition_point(|&number| number < end);
        self.clause_ends.get(at).is_some_and(|&number| number <= start)
    }

    /// Whether the sentence has all that a gate asks for.
    pub(super) fn opens(&mut self, gating: &Gating, gate: &Gate, excerpt: Excerpt<'_>) -> bool {
        if !self.has_words(gate) {
            return false;
        }
        if !self.has_read_chars {
            self.read_chars(gating, excerpt.text);
        }
        if !self.has_chars(gating, gate) {
            return false;
        }
        if gate.reach != u32::MAX {
            return self.is_near(gating, gate);
        }
        if !self.may_be_in_order(gating, gate) {
            return false;
        }
        if !self.has_places {
            self.read_places(gating, excerpt);
        }
        self.follows(gating, gate)
    }

    /// Whether there is a word of each class, but for classes that characters may stand for.
    fn has_words(&self, gate: &Gate) -> bool {
        let has = |link: &Link| link.quiet.is_some() || link.loud.is_some_and(|class| self.has(class));
        gate.chain.iter().all(has) && gate.besides.iter().all(|&class| self.has(class))
    }

    /// Whether there is a word or a character for each link.
    fn has_chars(&self, gating: &Gating, gate: &Gate) -> bool {
        let there = |class| gating.chars.has(class, &self.present);
        let has = |link: &Link| link.loud.is_some_and(|class| self.has(class)) || link.quiet.is_some_and(there);
        gate.chain.iter().all(has) && gate.chars.iter().all(|&class| there(class))
    }

    /// Whether the chain may be in order; but for classes that characters may stand for.
    fn may_be_in_order(&mut self, gating: &Gating, gate: &Gate) -> bool {
        let mut first_end = 0;
        let loud = gate.chain.iter().filter(|link| link.quiet.is_none());
        loud.filter_map(|link| link.loud).all(|class| {
            let class = self.class(gating, class);
            let in_order = class.last_start >= first_end;
            first_end = class.first_end.max(first_end);
            in_order
        })
    }

    /// Whether words of all classes stand near enough to one another.
    fn is_near(&mut self, gating: &Gating, gate: &Gate) -> bool {
        for &class in &gate.besides {
            self.class(gating, class);
        }
        let words_of = |class: u32| self.words_of(self.classes[class as usize]);
        let Some((&anchor, others)) = gate.besides.split_first() else {
            return true;
        };
        words_of(anchor).any(|first| {
            let near = |word: Word| word.end.max(first.end) - word.start.min(first.start) <= gate.reach;
            others.iter().all(|&class| words_of(class).any(near))
        })
    }

    /// Whether words make up the chain.
    fn follows(&mut self, gating: &Gating, gate: &Gate) -> bool {
        let (mut ends, mut next_ends) = (std::mem::take(&mut self.ends), std::mem::take(&mut self.next_ends));
        ends.clear();
        let mut holds = true;
        for (link, first) in gate.chain.iter().zip(std::iter::once(true).chain(std::iter::repeat(false))) {
            next_ends.clear();
            if let Some(class) = link.loud.filter(|&class| self.has(class)) {
                let class = self.class(gating, class);
                let words = self.words_of(class);
                if first {
                    next_ends.extend(words.map(|word| word.end));
                } else {
                    next_ends.extend(self.behind(link, words, &ends));
                }
            }
            if let Some(class) = link.quiet {
                let is = |word: &Word| gating.chars.is_of(word.row, class);
                if first {
                    next_ends.extend(self.chars.iter().filter(|word| is(word)).map(|word| word.end));
                } else if let Some(&end) = ends.first() {
                    next_ends.extend(self.behind(link, self.chars_from(end).filter(is), &ends));
                }
            }
            next_ends.sort_unstable();
            next_ends.dedup();
            std::mem::swap(&mut ends, &mut next_ends);
            holds = !ends.is_empty();
            if !holds {
                break;
            }
        }
        (self.ends, self.next_ends) = (ends, next_ends);
        holds
    }

    /// The ends of those words that stand near enough behind one of the words that end there. Words come in the order of their starts, and
    /// ends are sorted, so one step leads to the next.
    fn behind(&self, link: &Link, words: impl Iterator<Item = Word>, ends: &[u32]) -> impl Iterator<Item = u32> {
        let mut nearest = 0;
        words.filter_map(move |word| {
            while ends.get(nearest + 1).is_some_and(|&end| end <= word.start) {
                nearest += 1;
            }
            let end = *ends.get(nearest)?;
            let near = end <= word.start && word.start - end <= link.most;
            (near && !(link.in_clause && self.parted(end, word.start))).then_some(word.end)
        })
    }

    /// The characters that begin words, from a place on.
    fn chars_from(&self, start: u32) -> impl Iterator<Item = Word> {
        let from = self.chars.partition_point(|word| word.start < start);
        self.chars[from..].iter().copied()
    }
}

/// The characters that one stands for.
fn parts(c: char) -> std::str::Chars<'static> {
    match fold(c) {
        Folded::Many(parts) => parts.chars(),
        _ => "".chars(),
    }
}

/// Whether a character may stand inside a thing of a kind, and be no part of it: spaces and what is invisible.
fn is_read_over(c: char, cell: CharCell) -> bool {
    !cell.is_plain() && matches!(class(c), Class::Space | Class::Ignorable)
}
