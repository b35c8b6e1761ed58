//! The text with its marks, line by line.

use std::fmt;

use super::{Numbers, escape::Escaped, hue};
use crate::report::{
    marks::{self, Passage, Stretch},
    reviewed::Reviewed,
};

/// Writes the text with its passages, whose numbers go on from these.
pub(super) fn write(text: &Reviewed<'_>, passages: &[Passage], numbers: Numbers, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut pieces = Pieces {
        text,
        passages,
        numbers,
        of: vec![0; text.screening.findings().len()],
        anchored: vec![false; text.screening.findings().len()],
    };
    for (at, passage) in passages.iter().enumerate() {
        passage.findings.iter().for_each(|&i| pieces.of[i] = at);
    }
    write!(f, r#"<div class="text{}">"#, if text.has_lines() { " numbered" } else { "" })?;
    f.write_str("<p>")?;
    // A line end at the end of the text begins no line.
    let end = text.text.strip_suffix('\n').unwrap_or(text.text).len();
    for stretch in marks::stretches(text.text, text.screening.findings()) {
        let mut lines = text.text[stretch.range.start.min(end)..stretch.range.end.min(end)]
            .split('\n')
            .peekable();
        while let Some(line) = lines.next() {
            let line = line.strip_suffix('\r').filter(|_| lines.peek().is_some()).unwrap_or(line);
            if !line.is_empty() {
                pieces.write(&stretch, line, lines.peek().is_none(), f)?;
            }
            if lines.peek().is_some() {
                f.write_str("</p>\n<p>")?;
            }
        }
    }
    f.write_str("</p></div>")
}

/// Writes pieces of a text.
struct Pieces<'t> {
    text: &'t Reviewed<'t>,
    passages: &'t [Passage],
    numbers: Numbers,
    /// The passage of each finding.
    of: Vec<usize>,
    /// The findings that the list can lead to already.
    anchored: Vec<bool>,
}

impl Pieces<'_> {
    /// A piece of one line that lies in the same findings from end to end; it may be the last of its stretch.
    fn write(&mut self, stretch: &Stretch, line: &str, is_last: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(&some) = stretch.findings.first() else {
            return write!(f, "{}", Escaped(line));
        };
        let at = self.of[some];
        let (passage, number) = (&self.passages[at], self.numbers.passage + at);
        let lead = &self.text.screening.findings()[passage.lead()];
        // The keyboard stops once at a passage.
        let is_first = !passage.findings.iter().any(|&i| self.anchored[i]);
        // Where a list entry leads to: an empty element, since several findings may begin here.
        for &i in &stretch.findings {
            if !std::mem::replace(&mut self.anchored[i], true) {
                write!(f, r#"<a id="t{}"></a>"#, self.numbers.finding + i)?;
            }
        }
        let findings: Vec<String> = stretch
            .findings
            .iter()
            .map(|i| (self.numbers.finding + i).to_string())
            .collect();
        // The number stands behind the last words.
        let ending = if is_last && stretch.range.end == passage.range.end {
            number.to_string()
        } else {
            String::new()
        };
        write!(
            f,
            concat!(
                r#"<mark class="{severity}{lead}" style="--hue:{hue}" data-passage="{number}" data-findings="{findings}" "#,
                r#"data-ending="{ending}" tabindex="{stop}" role="button" aria-label="{line}，{title}，第 {number} 处">{line}</mark>"#,
            ),
            severity = lead.severity().name(),
            lead = if stretch.findings.contains(&passage.lead()) {
                " lead"
            } else {
                ""
            },
            hue = hue(lead.rule().category()),
            number = number,
            findings = findings.join(" "),
            ending = ending,
            stop = if is_first { 0 } else { -1 },
            title = lead.severity().title(),
            line = Escaped(line),
        )
    }
}
