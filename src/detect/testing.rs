//! Runs a detector on one text, as the screener would on a sentence.

use std::ops::Range;

use super::{Detector, Hits, Passage};
use crate::{
    finding::Evidence,
    severity::Severity,
    span::Span,
    text::{FoldedRange, View},
};

fn run(detector: &dyn Detector, text: &str) -> (Hits, View) {
    let view = View::plain(text, Span::new(0, text.len()));
    let mut hits = Hits::default();
    detector.detect(&Passage::new(&view, text), &mut hits);
    (hits, view)
}

fn original<'t>(view: &View, text: &'t str, range: FoldedRange) -> &'t str {
    &text[view.to_original(range).range()]
}

/// What is found, as it stands in the text.
pub(super) fn found<'t>(detector: &dyn Detector, text: &'t str) -> Vec<&'t str> {
    let (hits, view) = run(detector, text);
    hits.found.iter().map(|hit| original(&view, text, hit.range)).collect()
}

/// The severities that the detector sets; `None` leaves it to the rule.
pub(super) fn severities(detector: &dyn Detector, text: &str) -> Vec<Option<Severity>> {
    run(detector, text).0.found.iter().map(|hit| hit.severity).collect()
}

/// The evidence of everything found.
pub(super) fn evidence(detector: &dyn Detector, text: &str) -> Vec<Evidence> {
    run(detector, text).0.found.into_iter().flat_map(|hit| hit.evidence).collect()
}

/// What has the form but fails a check: text and check.
pub(super) fn rejected(detector: &dyn Detector, text: &str) -> Vec<(String, String)> {
    let (hits, view) = run(detector, text);
    hits.rejected
        .into_iter()
        .map(|(range, check)| (original(&view, text, range).to_owned(), check))
        .collect()
}

/// Looks at a sentence where a name stands in it.
pub(super) fn at<T>(text: &str, name: &str, look: impl Fn(&Passage<'_>, Range<usize>) -> T) -> T {
    let view = View::plain(text, Span::new(0, text.len()));
    let passage = Passage::new(&view, text);
    let start = passage.folded().find(name).unwrap();
    look(&passage, start..start + name.len())
}
