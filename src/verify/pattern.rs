//! Regular expressions on the folded sentence.

use std::{borrow::Cow, sync::OnceLock};

use regex::{Regex, RegexBuilder};

use super::window::Window;
use crate::{span::Span, text::FoldedRange};

/// The most memory that one compiled expression may take, in bytes; loading a pack checks it with an estimate.
pub(crate) const LARGEST_REGEX: usize = 4 << 20;

/// An expression of a rule. Compiled when the first window asks for it.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub(crate) rule: u32,
    source: Cow<'static, str>,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(crate) fn new(rule: u32, source: impl Into<Cow<'static, str>>) -> Pattern {
        Pattern {
            rule,
            source: source.into(),
            regex: OnceLock::new(),
        }
    }

    /// Compiles an expression as it will be used; the error is for the rule's author.
    pub(crate) fn compile(source: &str) -> Result<Regex, regex::Error> {
        RegexBuilder::new(source).size_limit(LARGEST_REGEX).build()
    }

    /// All matches in the window, in the original, and whether decoration had to be skipped for it.
    pub(super) fn find(&self, window: &Window<'_>) -> Vec<(Span, bool)> {
        // Packs are checked when loaded, so this compiles; were it not so, the pattern would find nothing.
        let Some(regex) = self.regex.get_or_init(|| Pattern::compile(&self.source).ok()) else {
            return Vec::new();
        };
        let plain = window.plain();
        let found: Vec<(Span, bool)> = ranges(regex, plain.folded())
            .map(|range| (plain.to_original(range), false))
            .collect();
        if !found.is_empty() {
            return found;
        }
        let stripped = window.stripped();
        if stripped.folded().len() == plain.folded().len() {
            return found;
        }
        ranges(regex, stripped.folded())
            .map(|range| stripped.to_original(range))
            // Stripping also takes away the punctuation that parts clauses: what is found across it was never written.
            .filter(|span| !window.text()[span.range()].contains(|c| crate::text::class(c) == crate::text::Class::Structural))
            .map(|span| (span, true))
            .collect()
    }
}

fn ranges<'a>(regex: &'a Regex, folded: &'a str) -> impl Iterator<Item = FoldedRange> + 'a {
    regex
        .find_iter(folded)
        .map(|found| FoldedRange::new(found.start(), found.end()))
        .filter(|range| range.start < range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Extent;

    fn found<'t>(source: &'static str, text: &'t str) -> Vec<(&'t str, bool)> {
        let window = Window::new(text, Extent::around(text, 0, Span::new(0, 0)));
        let found = Pattern::new(0, source).find(&window);
        found
            .into_iter()
            .map(|(span, skipped)| (&text[span.range()], skipped))
            .collect()
    }

    #[test]
    fn decoration_is_skipped_where_nothing_is_found_without() {
        let source = "保证.{0,2}治愈";
        assert_eq!(
            found(source, "承诺保證治愈，保证 都治愈"),
            [("保證治愈", false), ("保证 都治愈", false)]
        );
        assert_eq!(found(source, "承诺保*证治*愈"), [("保*证治*愈", true)]);
        assert!(found(source, "承诺保证都能够治愈").is_empty());
        // What is found as it stands is enough.
        assert_eq!(found(source, "保证治愈，保*证治愈"), [("保证治愈", false)]);
        // Two clauses say no one thing.
        assert!(found(source, "不作保证，治*愈").is_empty());
    }

    #[test]
    fn an_expression_has_a_bound() {
        assert!(Pattern::compile("保证.{0,6}治愈").is_ok());
        assert!(Pattern::compile(r"\pL{1,9000}").is_err());
        // Loading a pack refuses it before; here it finds nothing.
        assert!(found(r"\pL{1,9000}", "保证治愈").is_empty());
    }
}
