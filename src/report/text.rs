//! The report for a person at a terminal: the line, the place, why, on what basis, what to do.

use std::{collections::BTreeMap, fmt};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::screening::Screening;
use crate::{
    finding::Finding,
    severity::{Severity, Verdict},
};

/// The most characters of a line that are looked at on either side of a finding: a whole text may stand on one line.
const CONTEXT: usize = 400;

/// Writes a [`Screening`] for a person to read. Displaying it needs the text that was screened.
///
/// ```
/// let text = "本科室祖传秘方，包治百病。";
/// let screening = xianshen::Screener::new().screen(text);
/// let report = xianshen::TextReport::new("post.md", text, &screening).to_string();
/// assert!(report.contains("必改") && report.contains("包治百病"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TextReport<'a> {
    name: &'a str,
    text: &'a str,
    screening: &'a Screening,
    colour: bool,
}

impl<'a> TextReport<'a> {
    /// A report on the text of this name (a path, mostly).
    pub fn new(name: &'a str, text: &'a str, screening: &'a Screening) -> TextReport<'a> {
        TextReport {
            name,
            text,
            screening,
            colour: false,
        }
    }

    /// Whether to write colours for a terminal; off at first.
    pub fn colour(mut self, yes: bool) -> TextReport<'a> {
        self.colour = yes;
        self
    }

    fn finding(&self, f: &mut fmt::Formatter<'_>, finding: &Finding) -> fmt::Result {
        let level = match finding.severity() {
            Severity::Block => Level::ERROR,
            Severity::Review => Level::WARNING,
            Severity::Notice => Level::NOTE,
        }
        .with_name(finding.severity().title());
        let rule = finding.rule();
        let span = finding.span();
        let (start, line) = excerpt(self.text, span.start, span.end);
        // The finding may run over a line end; its caret need not.
        let end = (span.end - start).min(line.len());
        let title = format!("{}：{}", rule.category().title(), rule.title());
        let snippet = Snippet::source(line)
            .line_start(finding.line())
            .fold(false)
            .annotation(AnnotationKind::Primary.span(span.start - start..end).label(rule.message()));
        // The renderer counts columns from the start of what it is given: right for a whole line only.
        let whole = self.text[..start].ends_with('\n') || start == 0;
        let (title, snippet) = if whole {
            (title, snippet.path(self.name))
        } else {
            (
                format!("{title}（{}:{}:{}）", self.name, finding.line(), finding.column()),
                snippet,
            )
        };
        let mut group = level.primary_title(title).id(rule.id()).element(snippet);
        for citation in rule.basis() {
            group = group.element(
                Level::NOTE
                    .with_name("依据")
                    .message(format!("{}：{}", citation.cite, citation.says)),
            );
        }
        group = group.element(Level::HELP.with_name("建议").message(rule.advice()));
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        writeln!(f, "{}\n", renderer.render(&[group]))
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for finding in self.screening.findings() {
            *counts
                .entry((finding.severity(), finding.rule().category().title()))
                .or_default() += 1;
        }
        for severity in Severity::ALL.into_iter().rev() {
            let parts: Vec<String> = counts
                .iter()
                .filter(|((s, _), _)| *s == severity)
                .map(|((_, category), count)| format!("{category} {count}"))
                .collect();
            if !parts.is_empty() {
                writeln!(f, "{}：{}", severity.title(), parts.join("，"))?;
            }
        }
        let verdict = match self.screening.verdict() {
            Verdict::Pass => "可以发布",
            Verdict::Review => "须人工复核后发布",
            Verdict::Block => "不得发布，须先修改",
        };
        writeln!(f, "{}：{} 处，{verdict}", self.name, self.screening.findings().len())
    }
}

impl fmt::Display for TextReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in self.screening.findings() {
            self.finding(f, finding)?;
        }
        for dropped in self.screening.dropped() {
            writeln!(f, "未计：{}（{}）{}", dropped.text(), dropped.rule().id(), dropped.reason())?;
        }
        self.summary(f)
    }
}

/// The line around a place, cut to a readable length; where the excerpt starts, in bytes, and its text.
fn excerpt(text: &str, start: usize, end: usize) -> (usize, &str) {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let from = text[line_start..start]
        .char_indices()
        .rev()
        .nth(CONTEXT - 1)
        .map_or(line_start, |(at, _)| line_start + at);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let after = end.min(line_end);
    let to = text[after..line_end]
        .char_indices()
        .nth(CONTEXT)
        .map_or(line_end, |(at, _)| after + at);
    (from, text[from..to].trim_end_matches('\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_keep_to_the_line() {
        let text = format!("一\n{}赌博{}\n二", "前".repeat(600), "后".repeat(600));
        let start = text.find('赌').unwrap();
        let (from, line) = excerpt(&text, start, start + 6);
        assert_eq!(line.chars().count(), CONTEXT * 2 + 2);
        assert!(text[from..].starts_with(line));
    }
}
