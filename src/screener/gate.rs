//! Which patterns and shapes are worth a look in a sentence: those for which it has a word of every class they need, in the right
//! order and near enough to one another. Medical prose is full of words that shapes are made of; hardly a sentence has all that a shape
//! wants, and to find that out must cost next to nothing.

use super::sentence::{Excerpt, Sentence, Word};
use crate::{
    pack::{Gating, Program},
    scan::{Candidate, LiteralId, What},
    span::Span,
    text::{Extent, Folded, fold},
    verify::Job,
};

/// The gates of one sentence after the other.
#[derive(Default)]
pub(super) struct Gates {
    /// Sentence and frame of the last candidate. A frame is a sentence of its own here, but for what it sees of its neighbours.
    place: (usize, usize),
    /// What the scan reported of the sentence, with its bytes: all of it, or the last frames of a long one.
    words: Vec<(Word, usize)>,
    /// Classes that lead gates, each with the first candidate of it in a frame.
    leaders: Vec<(u32, Candidate)>,
    /// By class: the number of the frame in which it was last noted to lead.
    noted: Vec<u32>,
    frame: u32,
    sentence: Sentence,
    /// The extent that was asked for last.
    extent: Option<Extent>,
    /// Jobs that are worth doing, with the candidate in whose window.
    ripe: Vec<(Job, Candidate)>,
    /// For each literal that conditions on the whole text ask for: the text in which it was last seen.
    literals: Vec<u32>,
    text: u32,
}

impl Gates {
    /// Makes ready for a new text.
    pub(super) fn begin(&mut self, program: &Program) {
        // Frames and texts are counted in 32 bits; long before they run out everything is cleared.
        if self.frame > u32::MAX / 2 || self.text == u32::MAX || !self.sentence.is_fresh() {
            *self = Gates {
                noted: vec![0; program.gates.class_count()],
                sentence: Sentence::new(&program.gates),
                literals: vec![0; program.claims.len()],
                ..Gates::default()
            };
        }
        self.text += 1;
        self.frame += 1;
        self.place = (0, 0);
        self.extent = None;
        self.words.clear();
        self.leaders.clear();
        self.ripe.clear();
    }

    /// Notes a candidate. The gates of a sentence are tried when it is past; those of a long sentence's frame, when the next one is.
    #[inline]
    pub(super) fn see(&mut self, program: &Program, text: &str, candidate: Candidate) {
        let place = (candidate.sentence, Extent::frame(candidate.sentence, candidate.span.start));
        if self.place != place {
            self.turn(program, text, place);
        }
        match candidate.what {
            What::Literal(literal) => self.word(&program.gates, literal.number() as u32, candidate),
            What::Digits(count) => {
                for &(_, row) in program.gates.digit_rows.iter().filter(|&&(at_least, _)| count >= at_least) {
                    self.word(&program.gates, row, candidate);
                }
            }
        }
    }

    #[inline]
    fn word(&mut self, gating: &Gating, row: u32, candidate: Candidate) {
        let length = gating.lengths[row as usize];
        if length == Gating::UNASKED {
            return;
        }
        let start = candidate.number as u32;
        let end = start.wrapping_add(length);
        self.words.push((Word { row, start, end }, candidate.span.start));
        for &class in gating.leaders.get(row as usize) {
            let noted = &mut self.noted[class as usize];
            if *noted != self.frame {
                *noted = self.frame;
                self.leaders.push((class, candidate));
            }
        }
    }

    /// Goes on to where the next candidate may be at the earliest, as if it were there.
    pub(super) fn go_on(&mut self, program: &Program, text: &str, sentence: usize, byte: usize) {
        let place = (sentence, Extent::frame(sentence, byte.max(sentence)));
        if self.place < place {
            self.turn(program, text, place);
        }
    }

    /// Forgets the first `cut` bytes of the text, which are gone. The sentence at hand is from now on said to begin elsewhere, so many
    /// frames later.
    pub(super) fn shift(&mut self, cut: usize, sentence: usize, frames: usize) {
        self.place = (sentence, self.place.1 - frames);
        self.extent = None;
        self.words.iter_mut().for_each(|(_, byte)| *byte -= cut);
        for (_, candidate) in &mut self.leaders {
            candidate.span = Span::new(candidate.span.start - cut, candidate.span.end - cut);
            candidate.sentence = sentence;
        }
    }

    /// Goes on to another sentence or frame.
    fn turn(&mut self, program: &Program, text: &str, place: (usize, usize)) {
        let (sentence, frame) = place;
        if self.place.0 == sentence {
            self.try_frames(program, text, frame.saturating_sub(1));
            let from = sentence + frame.saturating_sub(2) * Extent::FRAME;
            self.words.retain(|&(_, byte)| byte >= from);
        } else {
            self.finish(program, text);
        }
        self.frame += 1;
        self.place = place;
    }

    /// Tries the gates of the sentence at hand, which is past.
    pub(super) fn finish(&mut self, program: &Program, text: &str) {
        self.try_frames(program, text, usize::MAX);
        self.words.clear();
    }

    /// Tries the gates of all frames of the sentence below this one that are left.
    fn try_frames(&mut self, program: &Program, text: &str, below: usize) {
        let frame_of = |&(_, candidate): &(u32, Candidate)| Extent::frame(candidate.sentence, candidate.span.start);
        let leaders = std::mem::take(&mut self.leaders);
        let mut done = 0;
        for frame in leaders.chunk_by(|a, b| frame_of(a) == frame_of(b)) {
            if frame_of(&frame[0]) >= below {
                break;
            }
            self.try_frame(program, text, frame);
            done += frame.len();
        }
        self.leaders = leaders;
        self.leaders.drain(..done);
    }

    fn try_frame(&mut self, program: &Program, text: &str, leaders: &[(u32, Candidate)]) {
        let gating = &program.gates;
        let (_, first) = leaders[0];
        let extent = self.extent(text, first).span;
        let inside = self
            .words
            .iter()
            .filter(|&&(_, byte)| extent.start <= byte && byte < extent.end);
        self.sentence.read(gating, inside.map(|&(word, _)| word));
        // A character that stands for several has several numbers.
        let counted = |byte: usize| !text[byte..].starts_with(|c| matches!(fold(c), Folded::Many(_)));
        let reference = self.words.iter().find(|&&(_, byte)| byte >= extent.start && counted(byte));
        let excerpt = reference.map(|&(word, byte)| Excerpt {
            text: &text[extent.range()],
            byte: byte - extent.start,
            number: word.start,
        });
        for &(class, candidate) in leaders {
            for &number in gating.led.get(class as usize) {
                let gate = &gating.gates[number as usize];
                // Where nothing can be counted, verification does the work.
                if excerpt.is_none_or(|excerpt| self.sentence.opens(gating, gate, excerpt)) {
                    self.ripe.push((gate.job, candidate));
                }
            }
        }
    }

    /// Where a candidate is judged: several ask that of the same sentence in turn.
    pub(super) fn extent(&mut self, text: &str, candidate: Candidate) -> Extent {
        let (sentence, span) = (candidate.sentence, candidate.span);
        match self.extent {
            Some(extent) if extent.serves(sentence, span) => extent,
            _ => *self.extent.insert(Extent::around(text, sentence, span)),
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
}
