//! Prose, comments and hostile texts.

use std::{collections::BTreeSet, env, fs};

use xianshen::Screener;

use super::Dice;

/// Points to another text to measure: plain, or JSON Lines with a `text` member.
const OTHER_TEXT: &str = "XIANSHEN_BENCH_TEXT";

const PROSE: &str = include_str!("prose.txt");
/// Tables, orders, dates, codes and sequences: digits everywhere, and nobody's number among them.
const FIGURES: &str = include_str!("figures.txt");
const COMMENTS: &str = include_str!("comments.txt");

/// What stands for one another in the prose, so that its repetitions are not quite the same text.
const ALIKE: &[&[char]] = &[
    &['一', '二', '三', '四', '五', '六', '七', '八', '九'],
    &['早', '晚'],
    &['上', '下'],
    &['他', '她'],
];

/// Ordinary hospital prose of at least `bytes` bytes, or the text that the user points to, whole.
pub(crate) fn prose(bytes: usize) -> String {
    other_text().unwrap_or_else(|| paragraphs(bytes).join("\n"))
}

/// Text of digits, of at least `bytes` bytes: what the detectors of numbers are called for and find nothing in.
pub(crate) fn figures(bytes: usize) -> String {
    let lines: Vec<&str> = FIGURES.lines().collect();
    let mut dice = Dice::new(5);
    let mut text = String::with_capacity(bytes);
    while text.len() < bytes {
        text.push_str(dice.pick::<&str>(&lines));
        text.push('\n');
    }
    text
}

/// What is written in Chinese all over this repository, of at least `bytes` bytes: the prose, the innocent examples of the
/// built-in rules, their messages and the law behind them. A few thousand different sentences, so that neither caches nor branch
/// predictors see a page often enough to learn it. Or the text that the user points to, whole.
pub(crate) fn varied(screener: &Screener, bytes: usize) -> String {
    if let Some(text) = other_text() {
        return text;
    }
    let mut sentences: BTreeSet<String> = sentences().map(str::to_owned).collect();
    for rule in screener.rules() {
        let basis = rule.basis().iter().flat_map(|citation| [&*citation.cite, &citation.says]);
        let texts = rule
            .passes()
            .iter()
            .map(String::as_str)
            .chain([rule.message(), rule.advice()])
            .chain(basis);
        sentences.extend(texts.map(|text| format!("{text}。")));
    }
    let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
    arrange(&sentences, bytes).join("\n")
}

/// The same prose with one violation in every paragraph, taken in turn from the examples of the built-in rules.
pub(crate) fn with_violations(screener: &Screener, bytes: usize) -> String {
    let hits: Vec<&str> = screener
        .rules()
        .filter(|rule| rule.enabled())
        .flat_map(|rule| rule.hits())
        .map(String::as_str)
        .collect();
    let paragraphs = match other_text() {
        Some(text) => text.lines().map(str::to_owned).collect(),
        None => paragraphs(bytes),
    };
    let mut hits = hits.into_iter().cycle();
    paragraphs
        .into_iter()
        .map(|paragraph| format!("{paragraph}{}。\n", hits.next().unwrap_or_default()))
        .collect()
}

/// Short comments, as readers leave them under a post.
pub(crate) fn comments() -> Vec<&'static str> {
    COMMENTS.lines().collect()
}

/// A text without a sentence end in which every second character starts a candidate: the two-character terms of the built-in
/// rules one behind the other. Most of them are findings or cut a word, so each is verified.
pub(crate) fn hostile(screener: &Screener, bytes: usize) -> String {
    let terms: BTreeSet<String> = screener
        .rules()
        .flat_map(|rule| rule.hits())
        .flat_map(|text| screener.explain(text).findings().to_vec())
        .filter_map(|finding| finding.term().map(str::to_owned))
        .filter(|term| term.chars().count() == 2)
        .collect();
    let terms: Vec<String> = terms.into_iter().collect();
    assert!(!terms.is_empty(), "no built-in rule has a term of two characters");
    let mut dice = Dice::new(3);
    let mut text = String::with_capacity(bytes);
    while text.len() < bytes {
        text.push_str(dice.pick::<String>(&terms));
    }
    text
}

fn sentences() -> impl Iterator<Item = &'static str> {
    let sentences = PROSE.split_inclusive(['。', '！', '？']).map(str::trim);
    sentences.filter(|sentence| !sentence.is_empty())
}

fn paragraphs(bytes: usize) -> Vec<String> {
    arrange(&sentences().collect::<Vec<_>>(), bytes)
}

/// Paragraphs of four sentences each, every sentence once before any comes again.
fn arrange(sentences: &[&str], bytes: usize) -> Vec<String> {
    let mut dice = Dice::new(1);
    let mut paragraphs = Vec::new();
    let mut len = 0;
    while len < bytes {
        let mut order = sentences.to_vec();
        dice.shuffle(&mut order);
        for chunk in order.chunks(4) {
            let paragraph: String = chunk.concat().chars().map(|c| vary(c, &mut dice)).collect();
            len += paragraph.len() + 1;
            paragraphs.push(paragraph);
        }
    }
    paragraphs
}

fn vary(c: char, dice: &mut Dice) -> char {
    match ALIKE.iter().find(|alike| alike.contains(&c)) {
        Some(alike) => *dice.pick(alike),
        None => c,
    }
}

fn other_text() -> Option<String> {
    let path = env::var_os(OTHER_TEXT)?;
    let shown = path.display();
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{OTHER_TEXT}: cannot read {shown}: {error}"));
    if !path.to_string_lossy().ends_with(".jsonl") {
        return Some(text);
    }
    let rows = text.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let row: serde_json::Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{OTHER_TEXT}: a line of {shown} is no JSON: {error}"));
        let text = row["text"].as_str();
        format!(
            "{}\n",
            text.unwrap_or_else(|| panic!("{OTHER_TEXT}: a line of {shown} has no `text`"))
        )
    });
    Some(rows.collect())
}
