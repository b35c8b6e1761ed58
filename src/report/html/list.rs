//! The list beside the text.

use std::fmt;

use super::{Numbers, escape::Escaped, hue};
use crate::{
    finding::Finding,
    report::{
        marks::Passage,
        reviewed::Reviewed,
        wording::{self, Told},
    },
};

/// The most characters of what was found that the list repeats.
const SHOWN: usize = 60;

/// Writes the entry of a passage: its words, and each finding on them, the gravest first. What a finding before it says already is there all
/// the same, for when that one is filtered out; its class is `again`.
pub(super) fn write(text: &Reviewed<'_>, passage: &Passage, numbers: Numbers, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let findings = text.screening.findings();
    let lead = &findings[passage.lead()];
    // The text may be another than was screened: then the gravest finding says what it found.
    let words = text.text.get(passage.range.clone()).unwrap_or(lead.text());
    write!(
        f,
        concat!(
            r##"<li class="passage" id="p{number}" style="--hue:{hue}"><a class="jump" href="#t{first}"><b class="number">{number}</b> "##,
            r#"<span class="found">{words}</span></a><ul class="reasons">"#,
        ),
        number = numbers.passage,
        hue = hue(lead.rule().category()),
        first = numbers.finding + passage.lead(),
        words = Escaped(&wording::shortened(words, SHOWN)),
    )?;
    let mut told = Told::default();
    for &i in &passage.findings {
        reason(text, i, passage, numbers, &mut told, f)?;
    }
    writeln!(f, "</ul></li>")
}

/// Writes a finding of a passage.
fn reason<'f>(
    text: &Reviewed<'f>,
    i: usize,
    passage: &Passage,
    numbers: Numbers,
    told: &mut Told<'f>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let finding: &'f Finding = &text.screening.findings()[i];
    let rule = finding.rule();
    let number = numbers.finding + i;
    write!(
        f,
        concat!(
            r#"<li class="finding {severity}" id="f{number}" style="--hue:{hue}" data-category="{category}" data-severity="{severity}">"#,
            r#"<div class="card"><p class="head"><span class="severity">{level}</span> <span class="category">{category_title}</span>"#,
            r#" {title}</p>"#,
        ),
        severity = finding.severity().name(),
        number = number,
        hue = hue(rule.category()),
        category = Escaped(rule.category().id()),
        category_title = Escaped(rule.category().title()),
        level = finding.severity().title(),
        title = Escaped(rule.title()),
    )?;
    if finding.span().range() != passage.range {
        let words = wording::shortened(finding.text(), SHOWN);
        write!(f, r##"<a class="jump words" href="#t{number}">“{}”</a>"##, Escaped(&words))?;
    }
    f.write_str("<dl>")?;
    let mut row = |label: &str, class: &str, key: &'f str, says: &str| {
        let again = if told.is_new(key) { "" } else { " again" };
        write!(
            f,
            r#"<dt class="{again}">{label}</dt><dd class="{class}{again}">{}"#,
            Escaped(key)
        )?;
        if !says.is_empty() {
            write!(f, r#"<span class="says">：{}</span>"#, Escaped(says))?;
        }
        f.write_str("</dd>")
    };
    row("原因", "message", rule.message(), "")?;
    for citation in rule.basis() {
        row("依据", "basis", &citation.cite, &citation.says)?;
    }
    row("建议", "advice", rule.advice(), "")?;
    let evidence: Vec<String> = finding.evidence().iter().map(wording::evidence).collect();
    write!(
        f,
        "</dl></div><details><summary>{}</summary><p>规则 <code>{}</code></p><p>得出：{}</p></details></li>",
        Escaped(&text.place(i, finding)),
        Escaped(rule.id()),
        Escaped(&evidence.join("；")),
    )
}
