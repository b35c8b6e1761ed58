//! What reports say in words, for a reader at a desk.

use std::collections::{BTreeMap, BTreeSet};

use super::screening::Screening;
use crate::{
    category::Category,
    finding::{Evidence, Finding, Reason},
    severity::{Severity, Verdict},
};

/// What a verdict means for publishing.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "可以发布",
        Verdict::Review => "须人工复核后发布",
        Verdict::Block => "不得发布，须先修改",
    }
}

/// How a finding was reached.
pub(super) fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Exact => "原文即此".to_owned(),
        Evidence::Folded => "大小写、全半角、繁体或者兼容字符还原后相同".to_owned(),
        Evidence::Noise => "去掉夹在中间的符号后相同".to_owned(),
        Evidence::Repeat => "去掉叠字后相同".to_owned(),
        Evidence::Spelling(step) => format!("别的写法：{step}"),
        Evidence::Pattern => "符合规则的句式".to_owned(),
        Evidence::Shape(slots) => format!("依次出现：{}", slots.join(" … ")),
        Evidence::Document => "全文符合规则的条件".to_owned(),
        Evidence::Detector(name) => format!("由识别器 {name} 认出"),
        Evidence::CheckDigit(name) => format!("校验位相符（{name}）"),
        Evidence::Cue(word) => format!("旁有“{word}”"),
    }
}

/// Why a candidate was not counted.
pub(super) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::CutsWord(word) => format!("它切断了词语“{word}”"),
        Reason::Allowed(word) => format!("它在允许的说法“{word}”之内"),
        Reason::Context { cue, word } => format!("句中有“{word}”（{cue}）"),
        Reason::FailedCheck(check) => format!("校验不符（{check}）"),
        Reason::Outranked(rule) => format!("同一处已按 {rule} 计"),
    }
}

/// How many findings of each category there are, by severity from the gravest on; the categories with the gravest findings first.
pub(super) fn counts<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<(&'f Category, [usize; 3])> {
    let mut counts: BTreeMap<&str, (&Category, [usize; 3])> = BTreeMap::new();
    for finding in findings {
        let category = finding.rule().category();
        counts.entry(category.id()).or_insert((category, [0; 3])).1[column(finding.severity())] += 1;
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by_key(|(_, of)| std::cmp::Reverse(*of));
    counts
}

/// The columns of [`counts`], with their severities.
pub(super) const COLUMNS: [Severity; 3] = [Severity::Block, Severity::Review, Severity::Notice];

fn column(severity: Severity) -> usize {
    match severity {
        Severity::Block => 0,
        Severity::Review => 1,
        Severity::Notice => 2,
    }
}

/// `13 处（必改 12，复核 1），不得发布，须先修改`; of findings that overlap, so that there are fewer places than findings,
/// `9 处 / 13 条（…`; and of a text without words that there was nothing to judge.
pub(super) fn conclusion(text: &str, screening: &Screening, places: usize) -> String {
    if is_blank(text) && screening.findings().is_empty() {
        return NOTHING.to_owned();
    }
    let of = |severity| {
        screening
            .findings()
            .iter()
            .filter(|finding| finding.severity() == severity)
            .count()
    };
    let parts: Vec<String> = COLUMNS
        .into_iter()
        .filter(|&severity| of(severity) > 0)
        .map(|severity| format!("{} {}", severity.title(), of(severity)))
        .collect();
    let parts = if parts.is_empty() {
        String::new()
    } else {
        format!("（{}）", parts.join("，"))
    };
    let numbers = numbers(places, screening.findings().len());
    format!("{numbers}{parts}，{}", verdict(screening.verdict()))
}

/// How many places, and how many findings if those are more.
pub(super) fn numbers(places: usize, findings: usize) -> String {
    match findings == places {
        true => format!("{places} 处"),
        false => format!("{places} 处 / {findings} 条"),
    }
}

/// What is said of a text without words, in place of a verdict.
pub(super) const NOTHING: &str = "没有可审的文字，不作结论";

/// Whether a text has nothing to screen.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// The first characters of a text, on one line.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text
        .chars()
        .take(most)
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}

/// What was said of a passage already: findings that stand on the same words mostly rest on the same law.
#[derive(Default)]
pub(super) struct Told<'f>(BTreeSet<&'f str>);

impl<'f> Told<'f> {
    /// Whether this was not said before; from now on it was.
    pub(super) fn is_new(&mut self, what: &'f str) -> bool {
        self.0.insert(what)
    }
}
