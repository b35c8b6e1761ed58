//! The literals of which every match of a pattern has one, and what makes some better to anchor on than others.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::frequency::frequency;
use crate::text::{self, Folded, fold, fold_term};

/// Literals that are multiplied out at most.
const MOST: usize = 256;

/// Literals of which every match holds one.
type Literals = Vec<String>;

/// What the scan can know of a pattern.
pub(super) struct Anchors {
    /// Lists of literals of two or more characters, of each of which every match holds one; the rarest first, [`PARTS`] at most.
    pub(super) lists: Vec<Literals>,
    /// The most characters that a match can have, if there is a limit.
    pub(super) longest: Option<usize>,
    /// Whether the expression may be too large when compiled.
    pub(super) large: bool,
}

/// Code, message and help of a mistake in a pattern.
pub(super) type PatternMistake = (&'static str, String, String);

/// The most lists of literals that are asked for of a pattern: the rarest ones. A fifth would seldom keep a sentence out that four let in.
const PARTS: usize = 4;

/// Expressions of more states than these may be too large.
const LARGE: usize = 2000;

/// What the scan can know of a pattern, or what is wrong with it.
pub(super) fn anchors(source: &str) -> Result<Anchors, PatternMistake> {
    let hir = regex_syntax::parse(source).map_err(|error| {
        let reason = match &error {
            regex_syntax::Error::Parse(error) => error.kind().to_string(),
            regex_syntax::Error::Translate(error) => error.kind().to_string(),
            _ => error.to_string(),
        };
        (
            "X009",
            format!("this is no regular expression: {reason}"),
            "the syntax is that of the regex crate: no look-around, no back-references".to_owned(),
        )
    })?;
    if let Some((c, folded)) = unfolded(&hir) {
        return Err((
            "X017",
            format!("`{c}` never stands in folded text"),
            format!("patterns see folded text: write `{folded}`"),
        ));
    }
    let mut lists = literals(&hir);
    if lists.is_empty() {
        return Err((
            "X010",
            "the pattern has no literal to anchor on".to_owned(),
            "every alternative needs a literal of two or more characters that every match holds".to_owned(),
        ));
    }
    lists.truncate(PARTS);
    Ok(Anchors {
        lists,
        longest: longest(&hir),
        large: size(&hir) > LARGE,
    })
}

/// What is known of a part of an expression.
#[derive(Default)]
struct Part {
    /// All that it matches, if that is a short list.
    exact: Option<Literals>,
    /// Of each of these every match holds one.
    required: Vec<Literals>,
}

/// Lists of literals of two or more characters, of each of which every match of the expression holds one; the rarest first.
fn literals(hir: &Hir) -> Vec<Literals> {
    let part = part(hir);
    let mut all = part.required;
    consider(&mut all, part.exact);
    for literals in &mut all {
        literals.iter_mut().for_each(without_signs);
        literals.sort_unstable();
        literals.dedup();
    }
    let mut all: Vec<(f64, Literals)> = all.into_iter().map(|literals| (cost(&literals), literals)).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.dedup();
    all.into_iter().map(|(_, literals)| literals).collect()
}

/// Keeps the longest part of a literal that has no sign in it, if that is long enough. Every match holds it too, and the scan is faster for
/// literals whose characters it need not read in two ways.
fn without_signs(literal: &mut String) {
    let longest = literal
        .split(|c| text::class(c) != text::Class::Plain)
        .max_by_key(|part| part.chars().count())
        .unwrap_or_default();
    if longest.chars().nth(1).is_some() {
        *literal = longest.to_owned();
    }
}

fn cost(literals: &[String]) -> f64 {
    frequency(literals.iter().map(String::as_str))
}

/// A character of a literal in the expression that never stands in folded text, and what to write instead.
fn unfolded(hir: &Hir) -> Option<(char, String)> {
    match hir.kind() {
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0)
            .ok()?
            .chars()
            .find(|&c| fold(c) != Folded::One(c))
            .map(|c| (c, fold_term(&c.to_string()))),
        HirKind::Class(Class::Unicode(class)) => class
            .iter()
            .filter(|range| range.start() == range.end())
            .map(|range| range.start())
            .find(|&c| matches!(fold(c), Folded::One(t) if t != c))
            // A set such as [ａa] or one made by (?i) has the folded form too.
            .filter(|&c| !matches!(fold(c), Folded::One(t) if class.iter().any(|range| range.start() <= t && t <= range.end())))
            .map(|c| (c, fold_term(&c.to_string()))),
        HirKind::Repetition(repetition) => unfolded(&repetition.sub),
        HirKind::Capture(capture) => unfolded(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().find_map(unfolded),
        _ => None,
    }
}

/// About how many states an expression compiles to: repetitions multiply.
fn size(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        // A class such as \w has hundreds of ranges, each with a state for every byte.
        HirKind::Class(Class::Unicode(class)) => 4 * class.ranges().len().max(1),
        HirKind::Class(Class::Bytes(_)) => 1,
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1);
            size(&repetition.sub).saturating_mul(times as usize)
        }
        HirKind::Capture(capture) => size(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().fold(0, |sum, part| sum.saturating_add(size(part))),
    }
}

/// The most characters that a match can have, if there is a limit.
fn longest(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Literal(literal) => Some(String::from_utf8_lossy(&literal.0).chars().count()),
        HirKind::Class(_) => Some(1),
        HirKind::Repetition(repetition) => longest(&repetition.sub)?.checked_mul(repetition.max? as usize),
        HirKind::Capture(capture) => longest(&capture.sub),
        HirKind::Concat(parts) => parts.iter().try_fold(0usize, |sum, part| sum.checked_add(longest(part)?)),
        HirKind::Alternation(parts) => parts.iter().map(longest).try_fold(0, |most, part| Some(most.max(part?))),
    }
}

/// Takes the literals if they can serve.
fn consider(all: &mut Vec<Literals>, literals: Option<Literals>) {
    let serves = |literals: &Literals| !literals.is_empty() && literals.iter().all(|literal| literal.chars().nth(1).is_some());
    all.extend(literals.filter(serves));
}

fn part(hir: &Hir) -> Part {
    let exact = |literals| Part {
        exact: Some(literals),
        required: Vec::new(),
    };
    let unknown = Part::default();
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => exact(vec![String::new()]),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => exact(vec![text.to_owned()]),
            Err(_) => unknown,
        },
        HirKind::Class(Class::Unicode(class)) => {
            let count: usize = class.iter().map(|range| range.len()).sum();
            if count > 16 {
                return unknown;
            }
            exact(
                class
                    .iter()
                    .flat_map(|range| range.start()..=range.end())
                    .map(String::from)
                    .collect(),
            )
        }
        HirKind::Class(Class::Bytes(_)) => unknown,
        HirKind::Repetition(repetition) => {
            let inner = part(&repetition.sub);
            match (repetition.min, repetition.max) {
                (1, Some(1)) => inner,
                (0, Some(1)) => Part {
                    exact: inner.exact.map(|mut literals| {
                        literals.push(String::new());
                        literals
                    }),
                    required: Vec::new(),
                },
                (0, _) => unknown,
                _ => {
                    let mut required = inner.required;
                    consider(&mut required, inner.exact);
                    Part { exact: None, required }
                }
            }
        }
        HirKind::Capture(capture) => part(&capture.sub),
        HirKind::Concat(parts) => concat(parts),
        HirKind::Alternation(parts) => alternation(parts),
    }
}

fn concat(parts: &[Hir]) -> Part {
    let mut required = Vec::new();
    let mut current = vec![String::new()];
    let mut whole = true;
    for hir in parts {
        let next = part(hir);
        match next.exact {
            Some(literals) if current.len() * literals.len() <= MOST => {
                current = current
                    .iter()
                    .flat_map(|head| literals.iter().map(move |tail| format!("{head}{tail}")))
                    .collect();
            }
            other => {
                whole = false;
                consider(&mut required, Some(std::mem::replace(&mut current, vec![String::new()])));
                consider(&mut required, other);
            }
        }
        required.extend(next.required);
    }
    if !whole {
        consider(&mut required, Some(current.clone()));
    }
    Part {
        exact: whole.then_some(current),
        required,
    }
}

fn alternation(parts: &[Hir]) -> Part {
    let mut exact = Some(Vec::new());
    let mut required = Some(Vec::new());
    for hir in parts {
        let mut next = part(hir);
        consider(&mut next.required, next.exact.clone());
        let costs = next.required.into_iter().map(|literals| (cost(&literals), literals));
        let rarest = costs.min_by(|a, b| a.0.total_cmp(&b.0));
        required = joined(required, rarest.map(|(_, literals)| literals));
        exact = joined(exact, next.exact).filter(|all| all.len() <= MOST);
    }
    Part {
        exact,
        required: required.into_iter().collect(),
    }
}

fn joined(all: Option<Literals>, more: Option<Literals>) -> Option<Literals> {
    all.zip(more).map(|(mut all, more)| {
        all.extend(more);
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(pattern: &str) -> Vec<Literals> {
        literals(&regex_syntax::parse(pattern).unwrap())
    }

    #[test]
    fn the_longest_and_fewest_literals_come_first() {
        for (pattern, expected) in [
            ("(保证|承诺|确保).{0,6}(治愈|不再复发)", vec!["治愈", "不再复发"]),
            ("(保证|承诺).{0,6}永不复发", vec!["永不复发"]),
            ("[0-9]+天(见效|起效)", vec!["天见效", "天起效"]),
            ("(国|省|市)级名医", vec!["国级名医", "市级名医", "省级名医"]),
            ("包.{0,2}治愈?率", vec!["治愈率", "治率"]),
            ("(?:赌博)+", vec!["赌博"]),
            ("[(【]内部稿[)】]", vec!["内部稿"]),
        ] {
            let mut found = anchors(pattern)[0].clone();
            let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{pattern}");
        }
    }

    #[test]
    fn every_part_that_must_be_there_is_told() {
        assert_eq!(anchors("(保证|承诺).{0,6}永不复发").len(), 2);
        assert_eq!(anchors("(保证.{0,6}永不复发|无效退款)"), [vec!["无效退款", "永不复发"]]);
    }

    #[test]
    fn matches_have_a_length() {
        for (pattern, expected) in [
            ("(保证|承诺).{0,6}永不复发", Some(12)),
            ("[0-9]+天", None),
            ("赌博(网站)?$", Some(4)),
            ("(?:再){2,3}", Some(3)),
        ] {
            assert_eq!(longest(&regex_syntax::parse(pattern).unwrap()), expected, "{pattern}");
        }
    }

    #[test]
    fn some_patterns_have_none() {
        for pattern in ["[0-9]{7,}", "好|坏", ".*", "(赌博)?", "(赌博|[a-z]+)"] {
            assert!(anchors(pattern).is_empty(), "{pattern}");
        }
    }

    #[test]
    fn unfolded_characters_are_told() {
        let hir = |pattern| regex_syntax::parse(pattern).unwrap();
        assert_eq!(unfolded(&hir("加VX")), Some(('V', "v".to_owned())));
        assert_eq!(unfolded(&hir("賭博")), Some(('賭', "赌".to_owned())));
        assert_eq!(unfolded(&hir("[，,]赌")), None);
        assert_eq!(unfolded(&hir("(?i)vx")), None);
        assert_eq!(unfolded(&hir(r"\D赌")), None);
    }
}
