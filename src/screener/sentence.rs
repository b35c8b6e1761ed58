//! What a sentence has of the things that gates ask for, and whether a gate opens in it.

use crate::{
    pack::{Gate, Gating, Link, Presence},
    text::{Class as Part, Folded, class, fold, is_clause_end, is_han, tag},
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
struct Class {
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
    classes: Vec<Class>,
    words: Vec<Word>,
    /// For each class of each word: the word, and the next member of the class.
    members: Vec<(u32, u32)>,
    /// The characters that begin other words, which rows they are of, and whether they were looked for; with them, the numbers
    /// of the characters before which clauses end.
    chars: Vec<Word>,
    present: Presence,
    chars_read: bool,
    clause_ends: Vec<u32>,
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
    /// For so many classes.
    pub(super) fn new(classes: usize) -> Sentence {
        Sentence {
            classes: vec![Class::default(); classes],
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
        self.chars_read = false;
        self.words.clear();
        self.members.clear();
        for word in words {
            for &class in gating.classes.get(word.row as usize) {
                let class = &mut self.classes[class as usize];
                let member = self.members.len() as u32;
                self.members.push((self.words.len() as u32, u32::MAX));
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
            self.words.push(word);
        }
    }

    /// The words of a class in the window, which it has.
    fn of_class(&self, class: u32) -> impl Iterator<Item = Word> {
        let mut next = self.classes[class as usize].first;
        std::iter::from_fn(move || {
            let &(word, behind) = self.members.get(next as usize)?;
            next = behind;
            Some(self.words[word as usize])
        })
    }

    /// Looks for the characters that begin words of one character, and things of a kind.
    fn read_chars(&mut self, gating: &Gating, excerpt: Excerpt<'_>) {
        self.chars_read = true;
        self.chars.clear();
        self.clause_ends.clear();
        self.present = Presence::default();
        let (mut number, mut reference, mut byte) = (0, 0, 0);
        while let Some(c) = excerpt.text[byte..].chars().next() {
            if byte == excerpt.byte {
                reference = number;
            }
            if c == '<'
                && let Some(tag) = tag(&excerpt.text[byte..])
            {
                byte += tag;
                continue;
            }
            byte += c.len_utf8();
            let plain = is_han(c) || class(c) == Part::Plain;
            if let Some(row) = gating.chars.row(c) {
                let end = number + u32::from(plain);
                self.chars.push(Word { row, start: number, end });
                self.present.add(row);
            }
            if plain {
                number += match is_han(c) || c.is_ascii() {
                    true => 1,
                    false => match fold(c) {
                        Folded::Many(s) => self.many(gating, s, number),
                        _ => 1,
                    },
                };
            } else if is_clause_end(c) && self.clause_ends.last() != Some(&number) {
                self.clause_ends.push(number);
            }
        }
        // From the sentence's numbers to the text's.
        let shift = excerpt.number.wrapping_sub(reference);
        for word in &mut self.chars {
            (word.start, word.end) = (word.start.wrapping_add(shift), word.end.wrapping_add(shift));
        }
        for end in &mut self.clause_ends {
            *end = end.wrapping_add(shift);
        }
    }

    /// The characters that one stands for.
    fn many(&mut self, gating: &Gating, folded: &str, mut number: u32) -> u32 {
        let first = number;
        for c in folded.chars() {
            if let Some(row) = gating.chars.row(c) {
                self.chars.push(Word {
                    row,
                    start: number,
                    end: number + 1,
                });
                self.present.add(row);
            }
            number += 1;
        }
        number - first
    }

    /// Whether a clause ends between two characters.
    fn parted(&self, end: u32, start: u32) -> bool {
        let at = self.clause_ends.partition_point(|&number| number < end);
        self.clause_ends.get(at).is_some_and(|&number| number <= start)
    }

    /// Whether the sentence has all that a gate asks for.
    pub(super) fn opens(&mut self, gating: &Gating, gate: &Gate, excerpt: Excerpt<'_>) -> bool {
        if !self.may_open(gate) {
            return false;
        }
        if gate.reach != u32::MAX {
            return self.is_near(gate);
        }
        if !self.chars_read {
            self.read_chars(gating, excerpt);
        }
        let may_be =
            |link: &Link| gating.presence(link).meets(&self.present) || link.loud.is_some_and(|class| self.seen(class).is_some());
        // Of the others it is known.
        let mut quiet = gate.chain.iter().filter(|link| link.quiet.is_some());
        quiet.all(may_be) && self.follows(gating, gate)
    }

    /// What is known of a class that the sentence has.
    fn seen(&self, class: u32) -> Option<Class> {
        Some(self.classes[class as usize]).filter(|class| class.seen == self.reading)
    }

    /// Whether every class was seen, and the chain may be in order; but for quiet classes.
    fn may_open(&self, gate: &Gate) -> bool {
        let mut first_end = 0;
        let in_order = gate.chain.iter().filter(|link| link.quiet.is_none()).all(|link| {
            let Some(class) = link.loud.and_then(|class| self.seen(class)) else {
                return false;
            };
            let in_order = class.last_start >= first_end;
            first_end = class.first_end.max(first_end);
            in_order
        });
        in_order && gate.besides.iter().all(|&class| self.seen(class).is_some())
    }

    /// Whether words of all classes stand near enough to one another.
    fn is_near(&self, gate: &Gate) -> bool {
        let Some((&anchor, others)) = gate.besides.split_first() else {
            return true;
        };
        self.of_class(anchor).any(|first| {
            others.iter().all(|&class| {
                self.of_class(class)
                    .any(|word| word.end.max(first.end) - word.start.min(first.start) <= gate.reach)
            })
        })
    }

    /// Whether words make up the chain.
    fn follows(&mut self, gating: &Gating, gate: &Gate) -> bool {
        let (mut ends, mut next_ends) = (std::mem::take(&mut self.ends), std::mem::take(&mut self.next_ends));
        ends.clear();
        let mut holds = true;
        for (link, first) in gate.chain.iter().zip(std::iter::once(true).chain(std::iter::repeat(false))) {
            next_ends.clear();
            if let Some(class) = link.loud.filter(|&class| self.seen(class).is_some()) {
                let words = self.of_class(class);
                if first {
                    next_ends.extend(words.map(|word| word.end));
                } else {
                    next_ends.extend(self.behind(link, words, &ends));
                }
            }
            if let Some(class) = link.quiet {
                let rows = gating.presence(link);
                let is = |word: &Word| rows.has(word.row) && gating.classes.get(word.row as usize).binary_search(&class).is_ok();
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
