//! The literals and characters of which every match of a pattern has one, and what makes some better to anchor on than others.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::frequency::{frequency, of_character};
use crate::text::{self, Folded, fold, fold_term};

/// Literals that are multiplied out at most.
const MOST: usize = 256;

/// Literals of which every match holds one.
type Literals = Vec<String>;

/// What the scan can know of a pattern.
pub(super) struct Anchors {
    /// Lists of literals of two or more characters, of each of which every match holds one; the rarest first, [`PARTS`] at most.
    pub(super) lists: Vec<Literals>,
    /// Sets of characters, of each of which every match holds one; the rarest first, [`SETS`] at most.
    pub(super) sets: Vec<String>,
    /// The most characters that a match can have, if there is a limit.
    pub(super) longest: Option<usize>,
    /// Whether the expression may be too large when compiled.
    pub(super) large: bool,
}

/// Code, message and help of a mistake in a pattern.
pub(super) type PatternMistake = (&'static str, String, String);

/// The most lists of literals that are asked for of a pattern: the rarest ones. A fifth would seldom keep a sentence out that four let in.
const PARTS: usize = 4;

/// The most sets of characters that are asked for of a pattern, and the most characters that one has.
const SETS: usize = 3;
const LARGEST_SET: usize = 48;

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
    let (mut lists, sets) = literals(&hir);
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
        sets,
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
    /// Of each of these too: sets of single characters.
    sets: Vec<String>,
}

/// Lists of literals of two or more characters, and sets of characters, of each of which every match of the expression holds one; the rarest
/// first.
fn literals(hir: &Hir) -> (Vec<Literals>, Vec<String>) {
    let mut part = part(hir);
    let exact = part.exact.take();
    part.consider(exact);
    let mut all = part.required;
    for literals in &mut all {
        literals.iter_mut().for_each(without_signs);
        literals.sort_unstable();
        literals.dedup();
    }
    let all = rarest_first(all, |literals| cost(literals));
    let mut sets = rarest_first(part.sets, |set| cost_of_set(set));
    sets.truncate(SETS);
    (all, sets)
}

fn rarest_first<T: PartialEq>(all: Vec<T>, cost: impl Fn(&T) -> f64) -> Vec<T> {
    let mut all: Vec<(f64, T)> = all.into_iter().map(|item| (cost(&item), item)).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.dedup();
    all.into_iter().map(|(_, item)| item).collect()
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

fn cost_of_set(set: &str) -> f64 {
    set.chars().map(of_character).sum()
}

/// The rarest character of each literal: of these every match holds one that holds one of the literals.
fn set_of<'l>(literals: impl IntoIterator<Item = &'l String>) -> Option<String> {
    let rarest = |literal: &String| {
        literal
            .chars()
            .min_by(|&a, &b| f64::total_cmp(&of_character(a), &of_character(b)))
    };
    let mut chars: Vec<char> = literals.into_iter().map(rarest).collect::<Option<_>>()?;
    chars.sort_unstable();
    chars.dedup();
    // A space may be any space of the text, or none.
    let serves = !chars.is_empty() && chars.len() <= LARGEST_SET && !chars.iter().any(|c| c.is_whitespace());
    serves.then(|| chars.into_iter().collect())
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

impl Part {
    fn exact(literals: Literals) -> Part {
        Part {
            exact: Some(literals),
            ..Part::default()
        }
    }

    /// Takes in literals of which every match holds one: as a list if that can serve, else their characters.
    fn consider(&mut self, literals: Option<Literals>) {
        let Some(literals) = literals else { return };
        if !literals.is_empty() && literals.iter().all(|literal| literal.chars().nth(1).is_some()) {
            self.required.push(literals);
        } else {
            self.sets.extend(set_of(&literals));
        }
    }

    /// The rarest set of which every match holds one.
    fn rarest_set(&self) -> Option<String> {
        let sets = self.required.iter().filter_map(set_of).chain(self.sets.iter().cloned());
        sets.min_by(|a, b| f64::total_cmp(&cost_of_set(a), &cost_of_set(b)))
    }
}

fn part(hir: &Hir) -> Part {
    let unknown = Part::default();
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Part::exact(vec![String::new()]),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => Part::exact(vec![text.to_owned()]),
            Err(_) => unknown,
        },
        HirKind::Class(Class::Unicode(class)) => {
            let count: usize = class.iter().map(|range| range.len()).sum();
            let chars = || class.iter().flat_map(|range| range.start()..=range.end()).map(String::from);
            match count {
                0..=16 => Part::exact(chars().collect()),
                17..=LARGEST_SET => Part {
                    sets: set_of(&chars().collect::<Vec<_>>()).into_iter().collect(),
                    ..unknown
                },
                _ => unknown,
            }
        }
        HirKind::Class(Class::Bytes(_)) => unknown,
        HirKind::Repetition(repetition) => {
            let mut inner = part(&repetition.sub);
            match (repetition.min, repetition.max) {
                (1, Some(1)) => inner,
                (0, Some(1)) => Part {
                    exact: inner.exact.map(|mut literals| {
                        literals.push(String::new());
                        literals
                    }),
                    ..unknown
                },
                (0, _) => unknown,
                _ => {
                    let exact = inner.exact.take();
                    inner.consider(exact);
                    inner
                }
            }
        }
        HirKind::Capture(capture) => part(&capture.sub),
        HirKind::Concat(parts) => concat(parts),
        HirKind::Alternation(parts) => alternation(parts),
    }
}

fn concat(parts: &[Hir]) -> Part {
    let mut all = Part::default();
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
                all.consider(Some(std::mem::replace(&mut current, vec![String::new()])));
                all.consider(other);
            }
        }
        all.required.extend(next.required);
        all.sets.extend(next.sets);
    }
    if whole {
        all.exact = Some(current);
    } else {
        all.consider(Some(current));
    }
    all
}

fn alternation(parts: &[Hir]) -> Part {
    let mut exact = Some(Vec::new());
    let mut required = Some(Vec::new());
    let mut set = Some(String::new());
    for hir in parts {
        let mut next = part(hir);
        let whole = next.exact.take();
        next.consider(whole.clone());
        set = set.zip(next.rarest_set()).map(|(all, more)| all + &more);
        let rarest = rarest_first(next.required, |literals| cost(literals)).into_iter().next();
        required = joined(required, rarest);
        exact = joined(exact, whole).filter(|all| all.len() <= MOST);
    }
    let set = set.and_then(|set| set_of(&set.chars().map(String::from).collect::<Vec<_>>()));
    Part {
        exact,
        required: required.into_iter().collect(),
        sets: set.into_iter().collect(),
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
        literals(&regex_syntax::parse(pattern).unwrap()).0
    }

    fn sets(pattern: &str) -> Vec<String> {
        literals(&regex_syntax::parse(pattern).unwrap()).1
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
    fn characters_that_must_be_there_are_told() {
        for (pattern, expected) in [
            ("效果[^,。]{0,6}的[0-9一二]+多?倍", vec!["倍", "012345678 9一二"]),
            ("小时(赚|挣)?[:,]?([0-9]{3,4}|[3-9]张|百块)", vec!["0123456789块张"]),
            ("(治好|见效)[给付].{0,3}(愈|痊愈合)", vec!["愈痊"]),
            ("小时 ", vec![]),
            ("治好", vec![]),
        ] {
            let found = sets(pattern);
            for set in expected {
                let set: String = set.split(' ').collect();
                assert!(found.contains(&set), "{pattern}: {found:?}");
            }
            assert!(
                found.iter().all(|set| !set.is_empty() && !set.contains(' ')),
                "{pattern}: {found:?}"
            );
        }
        // One branch may do without.
        assert!(sets("治好(愈|.)").is_empty());
        // The rarest first.
        let found = sets("治好.(有|在).[0-9].愈.国.家");
        assert_eq!((found.len(), found[0].as_str()), (SETS, "愈"));
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
