//! The text with its marks, line by line.

use std::fmt;

use super::{escape::Escaped, hue};
use crate::report::{
    marks::{self, Stretch},
    reviewed::Reviewed,
};

/// Writes the text. Its first finding has this number in the report.
pub(super) fn write(text: &Reviewed<'_>, first: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let numbered = text.has_lines();
    let mut marked = vec![false; text.screening.findings().len()];
    write!(f, r#"<div class="text{}">"#, if numbered { " numbered" } else { "" })?;
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
                piece(text, &stretch, line, lines.peek().is_none(), first, &mut marked, f)?;
            }
            if lines.peek().is_some() {
                f.write_str("</p>\n<p>")?;
            }
        }
    }
    f.write_str("</p></div>")
}

/// A piece of one line that lies in the same findings from end to end.
fn piece(
    text: &Reviewed<'_>,
    stretch: &Stretch,
    line: &str,
    ends: bool,
    first: usize,
    marked: &mut [bool],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let findings = text.screening.findings();
    let Some(worst) = stretch
        .findings
        .iter()
        .copied()
        .max_by_key(|&i| (findings[i].severity(), std::cmp::Reverse(i)))
    else {
        return write!(f, "{}", Escaped(line));
    };
    let numbers: Vec<String> = stretch.findings.iter().map(|i| (first + i).to_string()).collect();
    // Where a list entry leads to: an empty element, since several findings may begin here.
    for &i in &stretch.findings {
        if !std::mem::replace(&mut marked[i], true) {
            write!(f, r#"<a id="t{}"></a>"#, first + i)?;
        }
    }
    // The numbers of the findings that end here stand behind them.
    let ending = stretch
        .findings
        .iter()
        .filter(|&&i| ends && findings[i].span().end == stretch.range.end);
    let ending: Vec<String> = ending.map(|i| (first + i).to_string()).collect();
    write!(
        f,
        concat!(
            r#"<mark class="{severity}" style="--hue:{hue}" data-findings="{numbers}" data-ending="{ending}" "#,
            r#"tabindex="0" role="button" aria-label="{line}，{title}，第 {said} 处">{line}</mark>"#,
        ),
        severity = findings[worst].severity().name(),
        hue = hue(findings[worst].rule().category()),
        numbers = numbers.join(" "),
        ending = ending.join(","),
        title = findings[worst].severity().title(),
        said = numbers.join("、"),
        line = Escaped(line),
    )
}
