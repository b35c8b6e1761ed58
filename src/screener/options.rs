//! What a single call is told.

use crate::{finding::Finding, report::bare};

/// What a single call is told, beyond the screener's own rules and switches: which values may stand in this one text, since a patient agreed
/// in writing (个人信息保护法 (2021) 25, 29) or since a number is the hospital's own.
///
/// A value is compared without the ways of writing it: `13800138000` allows 138-0013-8000 and １３８００１３８０００, too. It allows itself and
/// what is a part of it, and nothing longer.
///
/// ```
/// use xianshen::{ScreenOptions, Screener};
///
/// let options = ScreenOptions::new().allow(["0571-88001234"]).explain(true);
/// let screening = Screener::new().screen_with("患者家中电话（0571）8800 1234", &options);
/// assert!(screening.findings().is_empty());
/// assert_eq!(screening.dropped()[0].reason().to_string(), "allowed by 0571-88001234");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreenOptions {
    /// As given, and bare.
    allow: Vec<(String, String)>,
    explain: bool,
}

impl ScreenOptions {
    /// Nothing allowed, nothing explained.
    pub fn new() -> ScreenOptions {
        ScreenOptions::default()
    }

    /// Allows these values in this text. Called again, it allows more.
    pub fn allow<S: Into<String>>(mut self, values: impl IntoIterator<Item = S>) -> ScreenOptions {
        self.allow
            .extend(values.into_iter().map(Into::into).filter_map(|value: String| {
                let bare = bare(&value);
                (!bare.is_empty()).then_some((value, bare))
            }));
        self
    }

    /// Whether to say of each dropped candidate why it is no finding, as `explain` does.
    pub fn explain(mut self, yes: bool) -> ScreenOptions {
        self.explain = yes;
        self
    }

    pub(super) fn explains(&self) -> bool {
        self.explain
    }

    pub(super) fn allows_nothing(&self) -> bool {
        self.allow.is_empty()
    }

    /// The allowed value that the finding is, or is a part of.
    pub(super) fn allowed(&self, finding: &Finding) -> Option<String> {
        let found = bare(finding.text());
        let holds = |(_, bare): &&(String, String)| !found.is_empty() && bare.contains(&found);
        self.allow.iter().find(holds).map(|(value, _)| value.clone())
    }
}
