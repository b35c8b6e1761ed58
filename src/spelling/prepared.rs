//! The other spellings of the built-in rules' terms, found when the crate was built: a search needs the dictionary, and took more than half
//! of the time that building a screener takes.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Kind, Recipe, Spelling};

/// A line for each term and the kinds asked for: the term, the kinds, and of each spelling the literal and the note of the recipe; made by
/// `build.rs`.
static DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/spellings.tsv"));

static KNOWN: LazyLock<FxHashMap<(&str, &str), &str>> = LazyLock::new(|| {
    let lines = DATA.lines().filter_map(|line| {
        let (term, rest) = line.split_once('\t')?;
        let (kinds, notes) = rest.split_once('\t').unwrap_or((rest, ""));
        Some(((term, kinds), notes))
    });
    lines.collect()
});

/// The spellings of a term that a built-in rule has, with the built-in aliases. `None` for others.
pub(super) fn spellings(term: &str, kinds: &[Kind]) -> Option<impl Iterator<Item = Spelling>> {
    let kinds = kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" ");
    let mut rest = *KNOWN.get(&(term, kinds.as_str()))?;
    Some(std::iter::from_fn(move || {
        let line;
        (line, rest) = parted(rest, b'\t');
        let (literal, note) = parted(line, b' ');
        (!line.is_empty()).then(|| Spelling {
            literal: literal.into(),
            recipe: Recipe::noted(note),
        })
    }))
}

/// What is before the first mark in a text, and what is behind it. The parts are short: the search of the standard library takes longer.
fn parted(text: &'static str, mark: u8) -> (&'static str, &'static str) {
    match text.bytes().position(|byte| byte == mark) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Aliases, OF_RULES, found};
    use super::*;

    #[test]
    fn spellings_are_what_a_search_finds() {
        let file: toml::Table = toml::from_str(include_str!("../../rules/aliases.toml")).unwrap();
        let mut aliases = Aliases::default();
        for (word, spellings) in file["alias"].as_table().unwrap() {
            for spelling in spellings.as_array().unwrap() {
                aliases.add(word, spelling.as_str().unwrap());
            }
        }
        assert!(KNOWN.len() > 500);
        for &(term, names) in KNOWN.keys() {
            let kinds: Vec<Kind> = names.split(' ').filter_map(Kind::named).collect();
            let known = spellings(term, &kinds).unwrap();
            assert!(known.eq(found(term, &kinds, &aliases, OF_RULES)), "{term}");
        }
    }
}
