//! How grave a finding is, and what that means for publishing.

use std::{fmt, str::FromStr};

use serde::Serialize;

/// How grave a finding is. Ordered: `Notice < Review < Block`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know; does not hold up publication.
    Notice,
    /// A person has to decide.
    Review,
    /// Must change before publication.
    Block,
}

impl Severity {
    /// All severities, from the least to the gravest.
    pub const ALL: [Severity; 3] = [Severity::Notice, Severity::Review, Severity::Block];

    /// The name used in rule packs, reports and flags.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Notice => "notice",
            Severity::Review => "review",
            Severity::Block => "block",
        }
    }

    /// What the severity is called in Chinese, for a reader of reports.
    pub fn title(self) -> &'static str {
        match self {
            Severity::Notice => "提示",
            Severity::Review => "复核",
            Severity::Block => "必改",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text is not the name of a [`Severity`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no severity; write `notice`, `review` or `block`")]
pub struct UnknownSeverity(String);

impl FromStr for Severity {
    type Err = UnknownSeverity;

    fn from_str(name: &str) -> Result<Severity, UnknownSeverity> {
        Severity::ALL
            .into_iter()
            .find(|severity| severity.name() == name)
            .ok_or_else(|| UnknownSeverity(name.to_owned()))
    }
}

/// The answer for a whole text, by its gravest finding. Notices do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing stands in the way.
    Pass,
    /// A person has to decide.
    Review,
    /// Something must change.
    Block,
}

impl Verdict {
    /// The verdict that a finding of this severity brings about.
    pub fn of(severity: Severity) -> Verdict {
        match severity {
            Severity::Notice => Verdict::Pass,
            Severity::Review => Verdict::Review,
            Severity::Block => Verdict::Block,
        }
    }

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Review => "review",
            Verdict::Block => "block",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
