//! Prose, chat, comments, tables and hostile texts.

use std::{collections::BTreeSet, env, fs};

use xianshen::Screener;

use super::Dice;

/// Points to another text to measure: plain, or JSON Lines with a `text` member.
const OTHER_TEXT: &str = "XIANSHEN_BENCH_TEXT";

const PROSE: &str = include_str!("prose.txt");
const CHAT: &str = include_str!("chat.txt");
const COMMENTS: &str = include_str!("comments.txt");
/// Rows in which `#` stands for any digit.
const TABLES: &str = include_str!("tables.txt");

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// What stands for one another in the prose, so that its repetitions are not quite the same text.
const ALIKE: &[&[char]] = &[
    &['一', '二', '三', '四', '五', '六', '七', '八', '九'],
    &['早', '晚'],
    &['上', '下'],
    &['他', '她'],
];

/// The texts that scans are measured on, by name: medical prose and everyday talk, or the text that the user points to alone.
pub(crate) fn scanned(screener: &Screener, bytes: usize) -> Vec<(&'static str, String)> {
    match other_text() {
        Some(text) => vec![("own", text)],
        None => vec![("prose", varied(screener, bytes)), ("chat", chat(bytes))],
    }
}

/// The texts in which little or nothing is to be found, by name: ordinary hospital prose and everyday talk, or the text that
/// the user points to alone.
pub(crate) fn lawful(bytes: usize) -> Vec<(&'static str, String)> {
    match other_text() {
        Some(text) => vec![("own", text)],
        None => vec![("lawful-prose", paragraphs(bytes).join("\n")), ("chat", chat(bytes))],
    }
}

/// So many bytes of a text, or a few less: it ends with a whole character.
pub(crate) fn beginning(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}

/// What is written in Chinese all over this repository, of at least `bytes` bytes: the prose, the innocent examples of the
/// built-in rules, their messages and the law behind them. A few thousand different sentences, so that neither caches nor branch
/// predictors see a page often enough to learn it.
fn varied(screener: &Screener, bytes: usize) -> String {
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

/// What people say to one another, as subtitles have it: short lines, no full stops. The lines are put together anew from the
/// clauses of the corpus, or a page would come again every 7,000 bytes.
fn chat(bytes: usize) -> String {
    let clauses: Vec<&str> = CHAT.lines().flat_map(|line| line.split('，')).collect();
    let mut dice = Dice::new(4);
    let mut text = String::with_capacity(bytes + 100);
    while text.len() < bytes {
        for at in 0..=dice.below(3) {
            text.extend((at > 0).then_some('，'));
            text.extend(dice.pick(&clauses).chars().map(|c| vary(c, &mut dice)));
        }
        text.push('\n');
    }
    text
}

/// Tables of statistics, order numbers and dates: hardly anything but digits, which every detector of numbers looks at.
pub(crate) fn tables(bytes: usize) -> String {
    let rows: Vec<&str> = TABLES.lines().collect();
    let mut dice = Dice::new(5);
    let mut text = String::with_capacity(bytes + 200);
    while text.len() < bytes {
        for c in dice.pick(&rows).chars() {
            text.push(if c == '#' { *dice.pick(&DIGITS) } else { c });
        }
        text.push('\n');
    }
    text
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
