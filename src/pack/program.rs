//! What rules are lowered to: literals for the scan, gates for its candidates, checks for verification.

use std::sync::Arc;

use super::chars::CharRows;
use crate::{
    detect::Detector,
    rule::Rule,
    scan::Scanner,
    verify::{Bits, Checks, Claim, Groups, Job},
};

/// Everything a screener needs, lowered.
pub(crate) struct Program {
    /// The one pass over a text.
    pub(crate) scanner: Scanner,
    /// By literal, for all of them: what each of its occurrences may lead to by itself.
    pub(crate) claims: Groups<Claim>,
    /// What runs of at least so many digits may lead to.
    pub(crate) digit_claims: Vec<(usize, Claim)>,
    pub(crate) gates: Gating,
    pub(crate) checks: Checks,
    /// All rules, those switched off too: the numbers in [`Checks`] are places in here.
    pub(crate) rules: Vec<Arc<Rule>>,
    /// Whether each rule is on.
    pub(crate) on: Vec<bool>,
    /// Detectors with their rules.
    pub(crate) detectors: Vec<(Arc<dyn Detector>, u32)>,
}

/// The gates of patterns and shapes, and what it takes to see in a sentence whether they open.
pub(crate) struct Gating {
    pub(crate) gates: Box<[Gate]>,
    /// By class: the gates that it leads. Of all classes that a gate asks for, it is the rarest.
    pub(crate) led: Groups<u32>,
    /// By row: the classes of a word that lead gates.
    pub(crate) leaders: Groups<u32>,
    /// The classes that a word belongs to. The first rows are those of the literals; those of runs of digits follow.
    pub(crate) classes: Groups<Bits>,
    /// By row, those of characters left out: how many plain characters an occurrence has at least, or [`Gating::UNASKED`].
    pub(crate) lengths: Box<[u16]>,
    /// Runs of at least so many digits, and their row.
    pub(crate) digit_rows: Vec<(usize, u32)>,
    /// Characters with which words begin that the scan does not report, kinds, and their rows.
    pub(crate) chars: CharRows,
}

impl Gating {
    /// The length of what no gate asks for.
    pub(crate) const UNASKED: u16 = u16::MAX;

    /// How many classes there are.
    pub(crate) fn class_count(&self) -> usize {
        self.led.len()
    }
}

/// What a sentence must have for a pattern or a shape to be worth a look. Everything here is necessary for a match, and cheap to see from
/// what the scan reports; whether there is a match, verification says.
#[derive(Debug)]
pub(crate) struct Gate {
    pub(crate) job: Job,
    /// Words of these classes, in this order, each near enough to the one before.
    pub(crate) chain: Box<[Link]>,
    /// Words of these classes too, anywhere.
    pub(crate) besides: Box<[u32]>,
    /// How many characters the words of `besides` and of the first link span at most.
    pub(crate) reach: u32,
    /// Characters of these classes, anywhere.
    pub(crate) chars: Box<[u32]>,
}

/// A part of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The class of the words that the scan reports.
    pub(crate) loud: Option<u32>,
    /// The class of the characters that begin other words, or of a kind.
    pub(crate) quiet: Option<u32>,
    /// The most characters between the end of the link before and the start of this one.
    pub(crate) most: u32,
    /// Whether no clause may end between them.
    pub(crate) in_clause: bool,
}
