//! What is on and what is off.

use std::sync::Arc;

use crate::{rule::Rule, severity::Severity};

/// What the user switched on and off. Names are of rules, topics or categories.
#[derive(Clone, Debug, Default)]
pub(crate) struct Switches {
    pub(crate) enable: Vec<String>,
    pub(crate) disable: Vec<String>,
    pub(crate) only: Vec<String>,
    pub(crate) min_severity: Option<Severity>,
    pub(crate) allow: Vec<String>,
}

impl Switches {
    /// Whether a rule takes part.
    pub(super) fn admit(&self, rule: &Rule) -> bool {
        let named = |names: &[String]| {
            names
                .iter()
                .any(|name| *name == rule.id || *name == rule.topic || name == rule.category.id())
        };
        (rule.enabled || named(&self.enable))
            && !named(&self.disable)
            && (self.only.is_empty() || named(&self.only))
            && self.min_severity.is_none_or(|least| rule.severity >= least)
    }

    /// A name that belongs to no rule, topic or category.
    pub(crate) fn unknown(&self, rules: &[Arc<Rule>]) -> Option<&str> {
        [&self.enable, &self.disable, &self.only]
            .into_iter()
            .flatten()
            .find(|name| {
                !rules
                    .iter()
                    .any(|rule| **name == rule.id || **name == rule.topic || *name == rule.category.id())
            })
            .map(String::as_str)
    }
}
