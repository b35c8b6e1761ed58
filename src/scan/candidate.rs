//! Places worth a closer look.

use super::plan::LiteralId;
use crate::span::Span;

/// What a candidate is a candidate for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A literal of the plan.
    Literal(LiteralId),
    /// A run of so many digits, signs and spaces inside it included.
    Digits(usize),
}

/// A place worth a closer look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) what: What,
    /// Where it lies in the original.
    pub(crate) span: Span,
    /// The byte at which the sentence of its first character starts.
    pub(crate) sentence: usize,
    /// Whether characters between those of the literal were skipped.
    pub(crate) skipped: bool,
    /// Whether a character of the literal stands in the text more often than in the literal: 赌赌赌博.
    pub(crate) repeated: bool,
    /// How many plain characters of the text lie before its first one. The difference of two such numbers is the least distance that
    /// the folded text can have.
    pub(crate) number: usize,
}

/// Where a walk starts.
#[derive(Clone, Copy)]
pub(super) struct Start {
    pub(super) byte: usize,
    /// Which of the characters that the one at `byte` stands for.
    pub(super) part: usize,
    pub(super) sentence: usize,
    /// How many plain characters of the text lie before it.
    pub(super) number: usize,
}

impl Start {
    /// A candidate for a literal that ends at this byte.
    pub(super) fn literal(self, literal: u32, end: usize, skipped: bool) -> Candidate {
        Candidate {
            what: What::Literal(LiteralId(literal)),
            span: Span::new(self.byte, end),
            sentence: self.sentence,
            skipped,
            repeated: false,
            number: self.number,
        }
    }
}
