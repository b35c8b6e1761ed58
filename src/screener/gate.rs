//! Which patterns and shapes are worth a look in a sentence: those for which it has a word of every class they need, in the right
//! order and near enough to one another. Medical prose is full of words that shapes are made of; hardly a sentence has all that a shape
//! wants, and to find that out must cost next to nothing.

use std::ops::ControlFlow;

use crate::{
    pack::{CharRows, Gate, Gating, Link, Presence, Program},
    scan::{Candidate, LiteralId, What},
    span::Span,
    text::{Class as Part, Extent, Folded, class, fold, is_clause_end, is_han},
    verify::Job,
};

/// A word that some gate asks for.
#[derive(Clone, Copy)]
struct Word {
    /// Its row in [`Gating::classes`].
    row: u32,
    /// Plain characters of the window before it, and before its end. Folded text has no fewer between two words.
    start: u32,
    end: u32,
}

/// What is known of a class in the window at hand.
#[derive(Clone, Copy, Default)]
struct Class {
    /// The round in which it was seen.
    seen: u32,
    /// Its first and last member in the window, as places in [`Gates::members`].
    first: u32,
    last: u32,
    first_end: u32,
    last_start: u32,
    /// The round in which the scan reported it last.
    round: u32,
}

/// The gates of one sentence after the other. What is known is stamped with the number of the round, a sentence or a frame of a long one,
/// so that going on to the next one, or to another text, clears nothing.
#[derive(Default)]
pub(super) struct Gates {
    round: u32,
    /// The round of the frame right before, if the sentence has one and something was seen in it.
    before: Option<u32>,
    classes: Vec<Class>,
    /// For each gate that asks for one class only: the round in which it was completed.
    alone: Vec<u32>,
    /// Gates both of whose anchors this frame and the one before have, with the candidate that completed them.
    complete: Vec<(u32, Candidate)>,
    /// Sentence and frame of the round.
    place: Option<(usize, usize)>,
    /// The words of the window.
    words: Vec<Word>,
    /// The characters that begin other words, which rows they are of, and whether they were looked for; with them, the numbers
    /// of the characters before which clauses end.
    chars: Vec<Word>,
    present: Presence,
    chars_read: bool,
    clause_ends: Vec<u32>,
    /// For each class of each word: the word, and the next member of the class.
    members: Vec<(u32, u32)>,
    /// Ends of words while a chain is followed.
    ends: Vec<u32>,
    next_ends: Vec<u32>,
    /// Jobs that are worth doing, with the candidate in whose window.
    ripe: Vec<(Job, Candidate)>,
    /// For each literal that conditions on the whole text ask for: the text in which it was last seen.
    literals: Vec<u32>,
    text: u32,
}

impl Gates {
    /// Makes ready for a new text.
    pub(super) fn begin(&mut self, program: &Program) {
        // Rounds and texts are counted in 32 bits; long before they run out everything is cleared.
        if self.classes.is_empty() || self.round > u32::MAX / 2 || self.text == u32::MAX {
            *self = Gates {
                classes: vec![Class::default(); program.gates.class_count()],
                alone: vec![0; program.gates.gates.len()],
                literals: vec![0; program.plan.literals().len()],
                ..Gates::default()
            };
        }
        self.text += 1;
        self.round += 1;
        (self.place, self.before) = (None, None);
        self.complete.clear();
        self.ripe.clear();
    }

    /// Goes on to the sentence and frame of a candidate. The gates of those that are past are tried.
    pub(super) fn go_on(&mut self, program: &Program, text: &str, candidate: Candidate) {
        let (sentence, frame) = (candidate.sentence, Extent::frame(candidate.sentence, candidate.span.start));
        // Repeated characters before a word may reach back into the frame before.
        if self.place < Some((sentence, frame)) {
            self.finish(program, text);
            let next = self.place.map(|(sentence, frame)| (sentence, frame + 1));
            self.before = (next == Some((sentence, frame))).then_some(self.round);
            self.round += 1;
            self.place = Some((sentence, frame));
        }
    }

    /// Tries the gates at hand if no candidate from a byte on, in a sentence that starts where it says, can be in their frame. What is
    /// left refers to that sentence only.
    pub(super) fn leave(&mut self, program: &Program, text: &str, from: usize, sentence: usize) {
        let here = (sentence, Extent::frame(sentence, from.max(sentence)));
        let Some(place) = self.place.filter(|&place| place < here) else {
            return;
        };
        self.finish(program, text);
        if (place.0, place.1 + 1) < here {
            self.place = None;
        }
    }

    /// Forgets the first `cut` bytes of the text, which are gone: the sentence at hand is said to begin elsewhere, so many frames later.
    pub(super) fn shift(&mut self, cut: usize, sentence: usize, frames: usize) {
        if let Some(place) = &mut self.place {
            *place = (sentence, place.1 - frames);
        }
        for (_, candidate) in &mut self.complete {
            candidate.span = Span::new(candidate.span.start - cut, candidate.span.end - cut);
            candidate.sentence = sentence;
        }
    }

    /// Notes a candidate of the sentence and frame at hand.
    pub(super) fn see(&mut self, program: &Program, text: &str, candidate: Candidate) {
        match candidate.what {
            What::Literal(literal) => {
                for &class in program.anchors.get(literal.number()) {
                    self.anchor(program, text, class, candidate);
                }
            }
            What::Digits(count) => {
                for &(_, class) in program.digit_anchors.iter().filter(|&&(at_least, _)| count >= at_least) {
                    self.anchor(program, text, class, candidate);
                }
            }
        }
    }

    fn anchor(&mut self, program: &Program, text: &str, class: u32, candidate: Candidate) {
        for &number in program.gates.alone.get(class as usize) {
            let done = &mut self.alone[number as usize];
            let gate = &program.gates.gates[number as usize];
            if *done != self.round && has_neighbour(&program.gates.chars, gate, text, candidate) {
                *done = self.round;
                self.complete.push((number, candidate));
            }
        }
        let state = &mut self.classes[class as usize];
        if state.round == self.round {
            return;
        }
        state.round = self.round;
        for &(other, gate) in program.gates.of_class.get(class as usize) {
            let seen = self.classes[other as usize].round;
            if seen == self.round || Some(seen) == self.before {
                self.complete.push((gate, candidate));
            }
        }
    }

    /// Notes that the text has a literal.
    pub(super) fn note(&mut self, literal: LiteralId) {
        self.literals[literal.number()] = self.text;
    }

    /// Whether the text had the literal so far.
    pub(super) fn has_seen(&self, literal: LiteralId) -> bool {
        self.literals.get(literal.number()).is_some_and(|&text| text == self.text)
    }

    /// The jobs that are worth doing. Whoever takes the list leaves an empty one.
    pub(super) fn ripe(&mut self) -> &mut Vec<(Job, Candidate)> {
        &mut self.ripe
    }

    /// Tries the gates of the sentence or frame at hand.
    pub(super) fn finish(&mut self, program: &Program, text: &str) {
        let Some(&(_, first)) = self.complete.first() else { return };
        let gating = &program.gates;
        let window = &text[Extent::around(text, first.sentence, first.span).span.range()];
        self.chars_read = false;
        self.read_words(gating, window);
        let complete = std::mem::take(&mut self.complete);
        for &(number, candidate) in &complete {
            let gate = &gating.gates[number as usize];
            if self.opens(gating, gate, window) {
                self.ripe.push((gate.job, candidate));
            }
        }
        self.complete = complete;
        self.complete.clear();
    }

    /// Looks for all words that gates ask for.
    fn read_words(&mut self, gating: &Gating, window: &str) {
        self.words.clear();
        self.members.clear();
        let (words, members, classes, round) = (&mut self.words, &mut self.members, &mut self.classes, self.round);
        let mut note = |row: u32, candidate: Candidate| {
            let start = candidate.number as u32;
            let end = start + gating.lengths[row as usize];
            for &class in gating.classes_of(row) {
                let state = &mut classes[class as usize];
                let member = members.len() as u32;
                members.push((words.len() as u32, u32::MAX));
                if state.seen == round {
                    members[state.last as usize].1 = member;
                    state.first_end = state.first_end.min(end);
                } else {
                    state.seen = round;
                    state.first = member;
                    state.first_end = end;
                }
                state.last = member;
                state.last_start = start;
            }
            words.push(Word { row, start, end });
        };
        let _ = gating.words.scan(window, &mut |candidate| {
            match candidate.what {
                What::Literal(literal) => note(literal.number() as u32, candidate),
                What::Digits(count) => {
                    for &(_, row) in gating.digit_rows.iter().filter(|&&(at_least, _)| count >= at_least) {
                        note(row, candidate);
                    }
                }
            }
            ControlFlow::Continue(())
        });
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
    fn read_chars(&mut self, gating: &Gating, window: &str) {
        self.chars_read = true;
        self.chars.clear();
        self.clause_ends.clear();
        self.present = Presence::default();
        let mut number = 0;
        for c in window.chars() {
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

    fn opens(&mut self, gating: &Gating, gate: &Gate, window: &str) -> bool {
        if !self.may_open(gate) {
            return false;
        }
        if gate.reach != u32::MAX {
            return self.is_near(gate);
        }
        if !self.chars_read {
            self.read_chars(gating, window);
        }
        gate.chain.iter().all(|link| !link.quiet || link.rows.meets(&self.present)) && self.follows(gating, gate)
    }

    /// Whether every class was seen, and the chain may be in order; but for the quiet classes.
    fn may_open(&self, gate: &Gate) -> bool {
        let seen = |class: u32| Some(self.classes[class as usize]).filter(|class| class.seen == self.round);
        let mut first_end = 0;
        let in_order = gate.chain.iter().filter(|link| !link.quiet).all(|link| {
            let Some(class) = seen(link.class) else { return false };
            let in_order = class.last_start >= first_end;
            first_end = class.first_end.max(first_end);
            in_order
        });
        in_order && gate.besides.iter().all(|&class| seen(class).is_some())
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
        let is =
            |word: &Word, link: &Link| link.rows.has(word.row) && gating.classes_of(word.row).binary_search(&link.class).is_ok();
        let (mut ends, mut next_ends) = (std::mem::take(&mut self.ends), std::mem::take(&mut self.next_ends));
        ends.clear();
        let mut first = true;
        let mut holds = true;
        for link in &gate.chain {
            let most = link.most;
            let joined = |end: u32, start: u32| !(link.in_clause && self.parted(end, start));
            next_ends.clear();
            if first && link.quiet {
                next_ends.extend(self.chars.iter().filter(|word| is(word, link)).map(|word| word.end));
            } else if first {
                next_ends.extend(self.of_class(link.class).map(|word| word.end));
            } else if link.quiet {
                for &end in &ends {
                    let near = self.chars_from(end).take_while(|word| word.start - end <= most);
                    let fits = |word: &Word| is(word, link) && joined(end, word.start);
                    next_ends.extend(near.filter(fits).map(|word| word.end));
                }
            } else {
                // Words come in the order of their starts, and ends are sorted, so one step leads to the next.
                let mut nearest = 0;
                for word in self.of_class(link.class) {
                    while ends.get(nearest + 1).is_some_and(|&end| end <= word.start) {
                        nearest += 1;
                    }
                    let fits = |end: &u32| *end <= word.start && word.start - end <= most && joined(*end, word.start);
                    if ends.get(nearest).is_some_and(fits) {
                        next_ends.push(word.end);
                    }
                }
            }
            next_ends.sort_unstable();
            next_ends.dedup();
            std::mem::swap(&mut ends, &mut next_ends);
            if ends.is_empty() {
                holds = false;
                break;
            }
            first = false;
        }
        (self.ends, self.next_ends) = (ends, next_ends);
        holds
    }

    /// The characters that begin words, from a place on.
    fn chars_from(&self, start: u32) -> impl Iterator<Item = Word> {
        let from = self.chars.partition_point(|word| word.start < start);
        self.chars[from..].iter().copied()
    }
}

/// Whether the quiet link behind the only other one, or else the one before it, may be there: a few characters are quickly read, and most
/// sentences need not be read at all then.
fn has_neighbour(chars: &CharRows, gate: &Gate, text: &str, candidate: Candidate) -> bool {
    let mut loud = gate.chain.iter().enumerate().filter(|(_, link)| !link.quiet);
    let (Some((at, _)), None) = (loud.next(), loud.next()) else {
        return true;
    };
    let near = |link: &Link, most: u32, chars_there: &mut dyn Iterator<Item = char>| {
        let mut left = most;
        for c in chars_there {
            if chars.row(c).is_some_and(|row| link.rows.has(row)) {
                return true;
            }
            // Only what surely counts in the folded text is counted.
            if is_han(c) || c.is_ascii_alphanumeric() {
                match left.checked_sub(1) {
                    Some(less) => left = less,
                    None => return false,
                }
            } else if matches!(fold(c), Folded::Many(_)) {
                return true;
            }
        }
        false
    };
    if let Some(next) = gate.chain.get(at + 1).filter(|next| next.quiet && next.most < FAR) {
        return near(next, next.most, &mut text[candidate.span.end..].chars());
    }
    let most = gate.chain[at].most;
    match at.checked_sub(1).filter(|_| most < FAR) {
        Some(before) => near(
            &gate.chain[before],
            most.saturating_add(1),
            &mut text[..candidate.span.start].chars().rev(),
        ),
        None => true,
    }
}

/// Gaps of so many characters are not looked into beforehand.
const FAR: u32 = 64;
