//! The answer for a text.

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::{
    mask::Mask,
    redact::{self, Place},
};
use crate::{
    finding::{Dropped, Finding, Reason},
    severity::{Severity, Verdict},
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
        let places = self.findings.iter().map(|finding| Place {
            span: finding.span(),
            kind: Some(finding.rule().topic()),
        });
        redact::redact(text, places, mask)
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
