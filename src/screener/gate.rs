//! Which patterns and shapes are worth a look in a sentence: those of which the scan has seen something of every part.

use crate::{
    pack::Program,
    scan::{Candidate, LiteralId},
    text::Extent,
    verify::Job,
};

/// What was seen of the sentence at hand. Everything is stamped with the sentence's number, so that going on to the next one
/// clears nothing.
#[derive(Default)]
pub(super) struct Gates {
    /// The number of the sentence, from 1, and where it starts.
    stamp: u32,
    sentence: Option<usize>,
    /// The frame of the sentence that has been come to.
    frame: u32,
    /// For each literal: the last sentence that had it.
    literals: Vec<u32>,
    /// For each part: the last sentence that had it, and the frame of it in which it was last seen.
    parts: Vec<(u32, u32)>,
    /// For each job: the sentence that was counted for, and the parts seen in it.
    jobs: Vec<(u32, u8)>,
    /// Jobs whose parts are all there, with the candidate in whose window they are to be done.
    pending: Vec<(u32, Candidate)>,
}

impl Gates {
    /// Goes on to a candidate, and gives the jobs that are ripe by then: those of a sentence that is past, and in a long sentence
    /// those of a frame whose window has been read to its end, so that a line without punctuation piles nothing up.
    pub(super) fn go_to(&mut self, program: &Program, candidate: Candidate) -> Vec<(Job, Candidate)> {
        let frame = frame(candidate);
        // A literal that is bridged over a sentence end may come late, when its sentence is past; no view shows it in one piece, so it
        // completes nothing there.
        if self.sentence.is_none_or(|sentence| candidate.sentence > sentence) {
            let ripe = self.take(program, u32::MAX);
            if self.literals.is_empty() {
                self.literals.resize(program.plan.literals().len(), 0);
                self.parts.resize(program.parts.len(), (0, 0));
                self.jobs.resize(program.jobs.len(), (0, 0));
            }
            self.sentence = Some(candidate.sentence);
            self.frame = frame;
            self.stamp += 1;
            return ripe;
        }
        if frame <= self.frame {
            return Vec::new();
        }
        self.frame = frame;
        // A window reaches one frame beyond its own.
        self.take(program, frame - 1)
    }

    /// Notes a literal.
    pub(super) fn see(&mut self, literal: LiteralId) {
        self.literals[literal.number()] = self.stamp;
    }

    /// Whether the text had the literal so far.
    pub(super) fn has_seen(&self, literal: LiteralId) -> bool {
        self.literals.get(literal.number()).is_some_and(|&stamp| stamp != 0)
    }

    /// Notes a part; the jobs that are complete with it become pending.
    pub(super) fn arrive(&mut self, program: &Program, part: u32, candidate: Candidate) {
        let frame = frame(candidate);
        let (stamp, seen) = self.parts[part as usize];
        let new = stamp != self.stamp;
        if !new && seen == frame {
            return;
        }
        self.parts[part as usize] = (self.stamp, frame);
        for &number in &program.parts[part as usize] {
            let state = &mut self.jobs[number as usize];
            if state.0 != self.stamp {
                *state = (self.stamp, 0);
            }
            state.1 += u8::from(new);
            if state.1 >= program.jobs[number as usize].parts {
                self.pending.push((number, candidate));
            }
        }
    }

    /// Takes the jobs that are pending at the end of the text.
    pub(super) fn finish(&mut self, program: &Program) -> Vec<(Job, Candidate)> {
        self.take(program, u32::MAX)
    }

    /// Takes the jobs pending in frames below `end` that the sentence is worth.
    fn take(&mut self, program: &Program, end: u32) -> Vec<(Job, Candidate)> {
        let count = self.pending.partition_point(|&(_, candidate)| frame(candidate) < end);
        let (literals, stamp) = (&self.literals, self.stamp);
        self.pending
            .drain(..count)
            .filter_map(|(number, candidate)| {
                let gated = &program.jobs[number as usize];
                let complete = gated
                    .besides
                    .iter()
                    .all(|list| list.iter().any(|literal| literals[literal.number()] == stamp));
                complete.then_some((gated.job, candidate))
            })
            .collect()
    }
}

fn frame(candidate: Candidate) -> u32 {
    Extent::frame(candidate.sentence, candidate.span.start) as u32
}
