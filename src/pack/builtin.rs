//! The packs under `rules/`, embedded and read when the crate is built: parsing them took a third of the time to build a screener.

use std::sync::{Arc, LazyLock};

use super::{
    diagnostic::{Diagnostic, Source},
    prepared::SlotNumbers,
    schema::{self, Class, File},
    values::Values,
};
use rustc_hash::FxHashMap;

/// Path below `rules/` and text of every file, and where its values start in [`VALUES`], its classes in [`WORDS`], the numbers of its slots
/// in `prepared`; made by `build.rs`.
static FILES: &[(&str, &str, (usize, usize, usize))] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// What the TOML parser found in the files, but for the texts: those are in the files.
static VALUES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/values.bin"));

/// The words of classes: most of the texts in the files, and nobody asks for most of them.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/class_words.bin"));

/// What [`anchors`](super::anchor::anchors) says of the patterns.
static PATTERNS: &str = include_str!(concat!(env!("OUT_DIR"), "/patterns.tsv"));

/// The built-in rule files.
pub(crate) fn files() -> impl Iterator<Item = (File<'static>, Vec<Diagnostic>)> {
    FILES.iter().map(|&(path, text, (start, words, slots))| {
        let source = Source::embedded(format!("rules/{path}"), text);
        let table = Values::at(text, &VALUES[start..]).table();
        let (mut file, mistakes) = schema::read(Arc::new(source), &table);
        file.slots = SlotNumbers::at(slots);
        let classes = Values::at(text, &WORDS[words..]).classes();
        file.classes.extend(classes.map(|(name, later)| Class {
            name,
            words: Vec::new(),
            later: Some(later),
        }));
        (file, mistakes)
    })
}

/// A pattern of the program, and what [`anchors`](super::anchor::anchors) says of it.
pub(super) struct KnownPattern {
    pub(super) source: &'static str,
    pub(super) longest: Option<usize>,
    pub(super) sets: Vec<&'static str>,
    /// The lists of literals, as numbers of slots.
    pub(super) lists: Vec<u32>,
}

/// What is known of a pattern since the crate was built.
pub(super) fn pattern(source: &str) -> Option<KnownPattern> {
    static KNOWN: LazyLock<FxHashMap<&'static str, &'static str>> =
        LazyLock::new(|| PATTERNS.lines().filter_map(|line| line.split_once('\t')).collect());
    let (source, columns) = KNOWN.get_key_value(source)?;
    let mut columns = columns.split('\t');
    Some(KnownPattern {
        source,
        longest: columns.next()?.parse().ok(),
        sets: columns.next()?.split_terminator(' ').collect(),
        lists: columns.map(str::parse).collect::<Result<_, _>>().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        detect,
        pack::{Switches, anchor, link, prepared::Prepared},
        text::fold_term,
        verify::Pattern,
    };

    #[test]
    fn files_are_what_their_texts_say() {
        for (&(path, text, ..), (mut file, mistakes)) in FILES.iter().zip(files()) {
            let source = Arc::new(Source::new(format!("rules/{path}"), text));
            let (parsed, more) = schema::parse(&source);
            file.slots = SlotNumbers::default();
            for class in &mut file.classes {
                class
                    .words
                    .extend(class.later.take().into_iter().flat_map(|words| words.texts()));
            }
            assert_eq!(format!("{file:?}"), format!("{parsed:?}"));
            assert!(mistakes.is_empty() && more.is_empty());
        }
    }

    /// Of files that are part of the program not everything is checked each time.
    #[test]
    fn files_have_no_mistakes_by_the_standards_of_others() {
        let source = |&(path, text, ..): &(&str, &'static str, _)| Arc::new(Source::new(format!("rules/{path}"), text));
        let sources: Vec<Arc<Source>> = FILES.iter().map(source).collect();
        let files: Vec<File<'_>> = sources.iter().map(|source| schema::parse(source).0).collect();
        let linked = link(&files, Vec::new(), &detect::builtin(), &Switches::default());
        assert!(linked.is_ok(), "{}", linked.err().unwrap());
    }

    #[test]
    fn patterns_are_what_the_analysis_says() {
        let patterns: Vec<&str> = PATTERNS.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(patterns.len() > 100);
        let prepared = Prepared::default();
        for pattern in patterns {
            let (known, found) = (super::pattern(pattern).unwrap(), anchor::anchors(pattern).unwrap());
            let known_lists: Vec<_> = known.lists.iter().map(|&list| prepared.literals(list)).collect();
            let folded = |list: &Vec<String>| -> std::collections::BTreeSet<String> {
                list.iter().map(|literal| fold_term(literal)).collect()
            };
            let lists: Vec<_> = found.lists.iter().map(folded).collect();
            let sets: Vec<&str> = found.sets.iter().map(String::as_str).collect();
            assert_eq!((known.longest, known.sets, known_lists), (found.longest, sets, lists));
            // The build takes for granted that those compile which seem large.
            assert!(!found.large || Pattern::compile(pattern).is_ok(), "{pattern}");
        }
    }
}
