//! What is told of the findings of one passage.

use std::fmt;

use anstyle::Style;

use super::{TextReport, dim, style};
use crate::{
    finding::Finding,
    report::{
        marks::Passage,
        wording::{self, Told},
        wrap::printable,
    },
};

/// The most characters of its own words that a further reason repeats.
const SHOWN: usize = 40;

/// Tells of a passage: of the gravest finding all, of the others what was not said yet.
pub(super) fn tell(report: &TextReport<'_>, f: &mut fmt::Formatter<'_>, number: usize, passage: &Passage) -> fmt::Result {
    let findings = report.screening.findings();
    let mut told = Told::default();
    let lead = &findings[passage.lead()];
    head(report, f, &number.to_string(), lead)?;
    place(report, f, 2, passage.lead())?;
    reasons(report, f, 2, lead, &mut told)?;
    if !passage.further().is_empty() {
        writeln!(f, "  同一处还有 {} 条：", passage.further().len())?;
    }
    for &i in passage.further() {
        let finding = &findings[i];
        head(report, f, " ", finding)?;
        place(report, f, 4, i)?;
        if finding.span() != lead.span() {
            report.said(f, 4, "字句", &format!("“{}”", wording::shortened(finding.text(), SHOWN)))?;
        }
        reasons(report, f, 4, finding, &mut told)?;
    }
    writeln!(f)
}

fn head(report: &TextReport<'_>, f: &mut fmt::Formatter<'_>, before: &str, finding: &Finding) -> fmt::Result {
    let rule = finding.rule();
    let title = format!("{}：{}", rule.category().title(), rule.title());
    let severity = report
        .paint(style(finding.severity()))
        .on(&format!("{before} {}", finding.severity().title()))
        .to_string();
    writeln!(f, "{severity} {}", report.paint(Style::new().bold()).on(&printable(&title)))
}

fn place(report: &TextReport<'_>, f: &mut fmt::Formatter<'_>, left: usize, i: usize) -> fmt::Result {
    let finding = &report.screening.findings()[i];
    let place = match report.places.and_then(|places| places.get(i)) {
        Some(place) => place.clone(),
        None => format!("{}:{}:{}", report.name, finding.line(), finding.column()),
    };
    let place = printable(&format!("{place}  [{}]", finding.rule().id()));
    writeln!(f, "{:left$}{}", "", report.paint(dim()).on(&place))
}

fn reasons<'f>(
    report: &TextReport<'_>,
    f: &mut fmt::Formatter<'_>,
    left: usize,
    finding: &'f Finding,
    told: &mut Told<'f>,
) -> fmt::Result {
    let rule = finding.rule();
    if told.is_new(rule.message()) {
        report.said(f, left, "原因", rule.message())?;
    }
    for citation in rule.basis() {
        if told.is_new(&citation.cite) {
            report.said(f, left, "依据", &format!("{}：{}", citation.cite, citation.says))?;
        }
    }
    if told.is_new(rule.advice()) {
        report.said(f, left, "建议", rule.advice())?;
    }
    Ok(())
}
