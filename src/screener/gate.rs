//! Which patterns and shapes are worth a look in a sentence: those all of whose parts the scan has seen there.

use crate::{pack::Program, scan::Candidate, text::Extent, verify::Job};

/// What was seen of the sentence at hand. Everything is stamped with the sentence's number, so that going on to the next one
/// clears nothing.
#[derive(Default)]
pub(super) struct Gates {
    /// The number of the sentence, from 1, and where it starts.
    stamp: u32,
    sentence: Option<usize>,
    /// For each part: the last sentence that had it, and the frame of it that was looked at.
    parts: Vec<(u32, u32)>,
    /// For each job: the sentence that was counted for, and the parts seen in it.
    jobs: Vec<(u32, u8)>,
    ready: Vec<Job>,
}

impl Gates {
    /// Notes a part, and gives the jobs that are complete with it: to be done in the candidate's window.
    pub(super) fn arrive(&mut self, program: &Program, part: u32, candidate: Candidate) -> &[Job] {
        if self.sentence != Some(candidate.sentence) {
            if self.parts.is_empty() {
                self.parts.resize(program.parts.len(), (0, 0));
                self.jobs.resize(program.jobs.len(), (0, 0));
            }
            self.sentence = Some(candidate.sentence);
            // Four thousand million sentences are more than a text of the largest size has.
            self.stamp += 1;
        }
        self.ready.clear();
        let frame = Extent::frame(candidate.sentence, candidate.span.start) as u32;
        let (stamp, looked) = self.parts[part as usize];
        let new = stamp != self.stamp;
        if !new && looked == frame {
            return &[];
        }
        self.parts[part as usize] = (self.stamp, frame);
        for &number in &program.parts[part as usize] {
            let (job, needs) = program.jobs[number as usize];
            let state = &mut self.jobs[number as usize];
            if state.0 != self.stamp {
                *state = (self.stamp, 0);
            }
            state.1 += u8::from(new);
            if state.1 >= needs {
                self.ready.push(job);
            }
        }
        &self.ready
    }
}
