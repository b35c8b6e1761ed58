//! Rules carry their own tests; this runs them.

use std::fmt;

use super::Screener;
use crate::{rule::Rule, severity::Severity};

/// An example of a rule that does not come out as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    rule: String,
    example: String,
    found: Option<(String, String)>,
}

impl ExampleFailure {
    /// The full id of the rule whose example it is.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// The text of the example.
    pub fn example(&self) -> &str {
        &self.example
    }

    /// For an example that should pass: the rule that finds fault with it, and the text that it found.
    pub fn found(&self) -> Option<(&str, &str)> {
        self.found.as_ref().map(|(rule, text)| (rule.as_str(), text.as_str()))
    }
}

impl fmt::Display for ExampleFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.found {
            None => write!(f, "{}: should find something in “{}”", self.rule, self.example),
            Some((by, text)) => write!(f, "{}: “{}” should pass, but {by} finds “{text}”", self.rule, self.example),
        }
    }
}

impl Screener {
    /// Runs the examples of all rules that are on: in its `hits` a rule must find something, and in its `passes` no rule may,
    /// notices aside. The answer is what fails; a pack of your own can be tested so in your CI.
    pub fn check_examples(&self) -> Vec<ExampleFailure> {
        self.rules()
            .zip(self.switched_on())
            .filter(|&(_, on)| on)
            .flat_map(|(rule, _)| self.check_rule(rule))
            .collect()
    }

    fn check_rule(&self, rule: &Rule) -> Vec<ExampleFailure> {
        let missed = rule.hits().iter().filter_map(|text| {
            let found = self
                .screen(text)
                .findings()
                .iter()
                .any(|finding| finding.rule().id() == rule.id());
            (!found).then(|| ExampleFailure {
                rule: rule.id().to_owned(),
                example: text.clone(),
                found: None,
            })
        });
        let flagged = rule.passes().iter().filter_map(|text| {
            let screening = self.screen(text);
            let finding = screening
                .findings()
                .iter()
                .find(|finding| finding.severity() > Severity::Notice)?;
            Some(ExampleFailure {
                rule: rule.id().to_owned(),
                example: text.clone(),
                found: Some((finding.rule().id().to_owned(), finding.text().to_owned())),
            })
        });
        missed.chain(flagged).collect()
    }
}
