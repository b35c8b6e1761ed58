//! What a rule says to its reader. How it matches is no matter of this module.

use serde::Serialize;

use crate::{category::Category, severity::Severity};

/// A legal basis: where the law says it, and what it says in short.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Citation {
    /// Title with the version's year, and the article: 《中华人民共和国广告法》（2021）第十六条第一款第（一）项.
    pub cite: String,
    /// What the article says, in short and in our own words.
    pub says: String,
}

/// A checked rule, as findings carry it.
///
/// A rule is shared by all its findings and lives as long as the last of them: a finding outlives the screener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub(crate) id: String,
    pub(crate) category: Category,
    pub(crate) topic: String,
    pub(crate) severity: Severity,
    pub(crate) title: String,
    pub(crate) message: String,
    pub(crate) advice: String,
    pub(crate) basis: Vec<Citation>,
    pub(crate) enabled: bool,
    /// A word list: each of its terms stands for itself, where those of a rule are spellings of one thing.
    pub(crate) is_list: bool,
    pub(crate) hits: Vec<String>,
    pub(crate) passes: Vec<String>,
}

impl Rule {
    /// The full id, `pack/rule`, stable over releases: `medical-advertising/cure-guarantee`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The category that the rule belongs to.
    pub fn category(&self) -> &Category {
        &self.category
    }

    /// The finer kind within the category.
    pub fn topic(&self) -> &str {
        &self.topic
    }

    /// How grave a finding of the rule is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// A few words that name the matter.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Why it is a finding.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn advice(&self) -> &str {
        &self.advice
    }

    /// The legal basis; may be empty in a user's pack.
    pub fn basis(&self) -> &[Citation] {
        &self.basis
    }

    /// Whether the rule is on unless somebody asks for it (`enable` in the builder).
    pub fn enabled(&self) -> bool {
        self.enabled
    }

    /// Texts in which the rule must find something.
    pub fn hits(&self) -> &[String] {
        &self.hits
    }

    /// Texts in which no rule of the set may find anything.
    pub fn passes(&self) -> &[String] {
        &self.passes
    }
}
