//! The list beside the text.

use std::fmt;

use super::{escape::Escaped, hue};
use crate::{
    finding::Finding,
    report::{reviewed::Reviewed, wording},
};

/// The most characters of what was found that the list repeats.
const SHOWN: usize = 60;

/// Writes the entry of a finding: the `i`th of its text, the `number`th of the report.
pub(super) fn write(text: &Reviewed<'_>, i: usize, finding: &Finding, number: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let rule = finding.rule();
    let mut found: String = finding.text().chars().take(SHOWN).collect();
    if found.len() < finding.text().len() {
        found.push('…');
    }
    write!(
        f,
        concat!(
            r#"<li class="finding {severity}" id="f{number}" style="--hue:{hue}" data-category="{category}" data-severity="{severity}">"#,
            r##"<a class="jump" href="#t{number}"><b class="number">{number}</b> <span class="found">{found}</span></a>"##,
            r#"<div class="card"><p class="head"><span class="severity">{level}</span> <span class="category">{category_title}</span>"#,
            r#" {title}</p><dl><dt>原因</dt><dd>{message}</dd>"#,
        ),
        number = number,
        severity = finding.severity().name(),
        hue = hue(rule.category()),
        category = Escaped(rule.category().id()),
        category_title = Escaped(rule.category().title()),
        found = Escaped(&found),
        level = finding.severity().title(),
        title = Escaped(rule.title()),
        message = Escaped(rule.message()),
    )?;
    for citation in rule.basis() {
        write!(
            f,
            r#"<dt>依据</dt><dd>{}<span class="says">：{}</span></dd>"#,
            Escaped(&citation.cite),
            Escaped(&citation.says)
        )?;
    }
    let evidence: Vec<String> = finding.evidence().iter().map(wording::evidence).collect();
    writeln!(
        f,
        concat!(
            r#"<dt>建议</dt><dd class="advice">{}</dd></dl></div>"#,
            r#"<details><summary>{}</summary><p>规则 <code>{}</code></p><p>得出：{}</p></details></li>"#,
        ),
        Escaped(rule.advice()),
        Escaped(&text.place(i, finding)),
        Escaped(rule.id()),
        Escaped(&evidence.join("；")),
    )
}
