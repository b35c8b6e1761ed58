//! The answer for a text.

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::{
    mask::Mask,
    redact::{self, Place},
};
use crate::{
    finding::{Dropped, Finding, Reason},
    severity::{Severity, Verdict},
    span::Span,
    text::Locator,
};

/// The answer for a text: findings by position, and a verdict. Owns what it needs.
///
/// Serialises as the JSON report: `{"verdict": …, "findings": […]}`, and `"dropped": […]` when it comes from `explain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screening {
    findings: Vec<Finding>,
    dropped: Option<Vec<Dropped>>,
}

impl Screening {
    pub(crate) fn new(findings: Vec<Finding>, dropped: Option<Vec<Dropped>>) -> Screening {
        Screening { findings, dropped }
    }

    /// Drops the findings for which `allowed` has a word, and says so where drops are told.
    pub(crate) fn without(mut self, allowed: impl Fn(&Finding) -> Option<String>) -> Screening {
        let findings = std::mem::take(&mut self.findings);
        for finding in findings {
            match (allowed(&finding), &mut self.dropped) {
                (None, _) => self.findings.push(finding),
                (Some(word), Some(dropped)) => dropped.push(Dropped {
                    rule: finding.rule,
                    span: finding.span,
                    text: finding.text,
                    reason: Reason::Allowed(word),
                }),
                (Some(_), None) => {}
            }
        }
        if let Some(dropped) = &mut self.dropped {
            dropped.sort_by_key(|dropped| dropped.span);
        }
        self
    }

    /// The screening without the findings that are not to be kept, such as known ones.
    ///
    /// ```
    /// let text = "本科室祖传秘方，包治百病。";
    /// let screening = xianshen::Screener::new().screen(text);
    /// let known = |finding: &xianshen::Finding| finding.text() == "包治百病";
    /// assert!(!screening.retain(|finding| !known(finding)).findings().iter().any(known));
    /// ```
    #[must_use]
    pub fn retain(mut self, keep: impl FnMut(&Finding) -> bool) -> Screening {
        self.findings.retain(keep);
        self
    }

    /// The screening of a text that was taken out of `source` (the words of a web page, say), told of `source` itself: `place` leads from a
    /// span of the text to its span there. All positions and [`text`](Finding::text) are of the source then.
    ///
    /// ```
    /// use xianshen::{Screener, Span};
    ///
    /// let (text, source) = ("咨询13800138000", "<p>咨询13800138000</p>");
    /// let screening = Screener::new().screen(text).placed_in(source, |span| Span::new(span.start + 3, span.end + 3));
    /// assert_eq!((screening.findings()[0].span().start, screening.findings()[0].column()), (9, 6));
    /// ```
    ///
    /// # Panics
    /// When `place` gives a span that `source` has not, or one that parts a character.
    #[must_use]
    pub fn placed_in(mut self, source: &str, place: impl Fn(Span) -> Span) -> Screening {
        let mut locator = Locator::new(source);
        for finding in &mut self.findings {
            finding.span = place(finding.span);
            finding.text = source[finding.span.range()].to_owned();
            let start = locator.place(finding.span.start);
            (finding.line, finding.column) = (start.line, start.column);
            finding.chars = Span::new(start.chars, start.chars + finding.text.chars().count());
        }
        for dropped in self.dropped.iter_mut().flatten() {
            dropped.span = place(dropped.span);
            dropped.text = source[dropped.span.range()].to_owned();
        }
        self.findings.sort_by_key(|finding| finding.span);
        self
    }

    /// The findings, by where they start.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The candidates that were dropped, with reasons; empty unless the screening comes from `explain`.
    pub fn dropped(&self) -> &[Dropped] {
        self.dropped.as_deref().unwrap_or_default()
    }

    /// The gravest severity among the findings.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(Finding::severity).max()
    }

    /// The verdict: by the gravest finding, notices aside.
    pub fn verdict(&self) -> Verdict {
        self.worst().map_or(Verdict::Pass, Verdict::of)
    }

    /// The text with every finding masked. `text` must be the text that was screened; of another one, findings that do not
    /// fit are passed over.
    ///
    /// Masking can bring characters together that a finding kept apart; `Screener::redact` screens again until none is left.
    pub fn redact(&self, text: &str, mask: &Mask) -> String {
        redact::redact(text, self.places(), mask)
    }

    /// What [`redact`](Screening::redact) puts in place of what, by position: for who must mask a document that the text was taken out of.
    pub fn masked(&self, text: &str, mask: &Mask) -> Vec<(Span, String)> {
        redact::masked(text, self.places(), mask)
    }

    fn places(&self) -> impl Iterator<Item = Place<'_>> {
        self.findings.iter().map(|finding| Place {
            span: finding.span(),
            kind: Some(finding.rule().topic()),
        })
    }
}

impl Serialize for Screening {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = 2 + usize::from(self.dropped.is_some());
        let mut s = serializer.serialize_struct("Screening", fields)?;
        s.serialize_field("verdict", &self.verdict())?;
        s.serialize_field("findings", &self.findings)?;
        if let Some(dropped) = &self.dropped {
            s.serialize_field("dropped", dropped)?;
        }
        s.end()
    }
}
