//! Detectors: code that recognises a form, such as an ID number. One file each; [`builtin`] lists them.
//!
//! A detector finds; the rule that names it judges: severity, message and legal basis are the rule's.

use std::{ops::Range, sync::Arc};

use crate::{
    finding::Evidence,
    severity::Severity,
    text::{FoldedRange, View},
};

/// What calls a detector: the scan looks for these on its one pass, and the detector sees only sentences that have one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// Literals, in any spelling (they are folded).
    pub literals: Vec<String>,
    /// A run of at least so many digits. Signs and spaces may part them, up to three in a row.
    pub digits: Option<usize>,
}

impl Anchors {
    /// Literals only.
    pub fn literals<'a>(literals: impl IntoIterator<Item = &'a str>) -> Anchors {
        Anchors {
            literals: literals.into_iter().map(str::to_owned).collect(),
            digits: None,
        }
    }

    /// Runs of at least so many digits only; at least 2.
    pub fn digits(at_least: usize) -> Anchors {
        Anchors {
            literals: Vec::new(),
            digits: Some(at_least),
        }
    }
}

/// The sentence that a detector looks at.
///
/// Positions are **bytes of the folded text**; the screener leads them back to the original.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'p> {
    view: &'p View,
    text: &'p str,
}

impl<'p> Passage<'p> {
    pub(crate) fn new(view: &'p View, text: &'p str) -> Passage<'p> {
        Passage { view, text }
    }

    /// The sentence, folded: half-width, lower case, simplified; invisible characters gone; spaces, as one, only between letters
    /// or digits that are not Chinese. A tab stays a tab.
    pub fn folded(&self) -> &'p str {
        self.view.folded()
    }

    /// The original characters that a range of the folded sentence comes from.
    pub fn original(&self, range: Range<usize>) -> &'p str {
        &self.text[self.view.to_original(FoldedRange::new(range.start, range.end)).range()]
    }
}

/// Something that a detector found, before the rule judges it.
#[derive(Clone, Debug)]
pub(crate) struct Detection {
    pub(crate) range: FoldedRange,
    pub(crate) severity: Option<Severity>,
    pub(crate) evidence: Vec<Evidence>,
}

/// Where a detector writes what it found.
#[derive(Debug, Default)]
pub struct Hits {
    pub(crate) found: Vec<Detection>,
    pub(crate) rejected: Vec<(FoldedRange, String)>,
}

impl Hits {
    /// Reports a range of the folded sentence, with the severity of the rule.
    pub fn found(&mut self, range: Range<usize>, evidence: Vec<Evidence>) {
        self.push(range, None, evidence);
    }

    /// Reports a range that is graver or less grave than the rule says.
    pub fn found_as(&mut self, range: Range<usize>, severity: Severity, evidence: Vec<Evidence>) {
        self.push(range, Some(severity), evidence);
    }

    fn push(&mut self, range: Range<usize>, severity: Option<Severity>, evidence: Vec<Evidence>) {
        self.found.push(Detection {
            range: FoldedRange::new(range.start, range.end),
            severity,
            evidence,
        });
    }

    /// Says, for `explain`, that a range has the form but fails a check.
    pub fn rejected(&mut self, range: Range<usize>, check: impl Into<String>) {
        self.rejected.push((FoldedRange::new(range.start, range.end), check.into()));
    }
}

/// Recognises a form in a sentence. Implement it for forms of your own, hand it to the builder, and name it in a rule.
///
/// A detector is called once for each sentence that has one of its anchors. It must not panic, and its time should be linear
/// in the length of the sentence.
pub trait Detector: Send + Sync {
    /// What a rule writes in `detector = "…"`.
    fn name(&self) -> &str;

    /// What the scan looks for on the detector's behalf.
    fn anchors(&self) -> Anchors;

    /// Of two detectors that claim the same characters, the one of higher rank wins. Default 0.
    fn rank(&self) -> u8 {
        0
    }

    /// Reports everything of the form in the sentence.
    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits);
}

/// The built-in detectors.
pub(crate) fn builtin() -> Vec<Arc<dyn Detector>> {
    [
        "id_number",
        "mobile",
        "landline",
        "patient-name",
        "bank_card",
        "passport",
        "plate",
        "email",
        "medical-record",
        "address",
        "social-account",
        "birth-date",
        "credit_code",
        "url",
        "ip",
        "mac",
    ]
    .into_iter()
    .map(|name| Arc::new(Waiting(name)) as Arc<dyn Detector>)
    .collect()
}

/// Holds the place of a detector that is being written.
struct Waiting(&'static str);

impl Detector for Waiting {
    fn name(&self) -> &str {
        self.0
    }

    fn anchors(&self) -> Anchors {
        Anchors::digits(30)
    }

    fn detect(&self, _: &Passage<'_>, _: &mut Hits) {}
}
