//! The other spellings of the built-in rules' terms, found when the crate was built: a search needs the dictionary, and took more than half
//! of the time that building a screener takes.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Kind, Recipe};

/// A line for each term and the kinds asked for: the term, the kinds, and the notes of the recipes; made by `build.rs`.
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
pub(super) fn recipes(term: &str, kinds: &[Kind]) -> Option<Vec<Recipe>> {
    let kinds = kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" ");
    let notes = *KNOWN.get(&(term, kinds.as_str()))?;
    Some(notes.split('\t').filter(|note| !note.is_empty()).map(Recipe::noted).collect())
}

#[cfg(test)]
mod tests {
    use super::super::{Aliases, OF_RULES, search};
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
            let known = recipes(term, &kinds).unwrap();
            assert_eq!(known, search::search(term, &kinds, &aliases, OF_RULES), "{term}");
        }
    }
}
