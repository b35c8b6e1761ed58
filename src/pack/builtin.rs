//! The packs under `rules/`, embedded and read when the crate is built: parsing them took a third of the time to build a screener.

use std::{
    borrow::Cow,
    ops::Range,
    sync::{Arc, LazyLock},
};

use rustc_hash::FxHashMap;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

use super::{
    anchor::Anchors,
    diagnostic::{Diagnostic, Source},
    schema::{self, File},
};

/// Path below `rules/` and text of every file, and where its values start in [`VALUES`]; made by `build.rs`.
static FILES: &[(&str, &str, usize)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// What the TOML parser found in the files, but for the texts: those are in the files.
static VALUES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/values.bin"));

/// What [`anchors`](super::anchor::anchors) says of the patterns.
static PATTERNS: &str = include_str!(concat!(env!("OUT_DIR"), "/patterns.tsv"));

/// The built-in rule files.
pub(crate) fn files() -> impl Iterator<Item = (File, Vec<Diagnostic>)> {
    FILES.iter().map(|&(path, text, start)| {
        let source = Source::embedded(format!("rules/{path}"), text);
        let table = Values {
            text,
            rest: &VALUES[start..],
        }
        .table();
        schema::read(Arc::new(source), &table)
    })
}

/// What is known of a pattern since the crate was built.
pub(super) fn anchors(pattern: &str) -> Option<Anchors> {
    static KNOWN: LazyLock<FxHashMap<&str, &str>> =
        LazyLock::new(|| PATTERNS.lines().filter_map(|line| line.split_once('\t')).collect());
    let mut columns = KNOWN.get(pattern)?.split('\t');
    let longest = columns.next()?.parse().ok();
    let words = |list: &str| list.split_terminator(' ').map(str::to_owned).collect();
    Some(Anchors {
        longest,
        sets: words(columns.next()?),
        lists: columns.map(words).collect(),
        large: false,
    })
}

/// Reads what `build.rs` wrote: the other half of it.
struct Values {
    text: &'static str,
    rest: &'static [u8],
}

impl Values {
    fn table(&mut self) -> DeTable<'static> {
        let mut table = DeTable::new();
        for _ in 0..self.number() {
            let key = self.place();
            let name = Cow::Borrowed(self.text[key.clone()].trim_matches('"'));
            table.insert(Spanned::new(key, name), self.value());
        }
        table
    }

    fn value(&mut self) -> Spanned<DeValue<'static>> {
        let kind = self.byte();
        let place = self.place();
        let value = match kind {
            b't' => DeValue::Table(self.table()),
            b'a' => {
                let mut array = DeArray::new();
                (0..self.number()).for_each(|_| array.push(self.value()));
                DeValue::Array(array)
            }
            b's' => DeValue::String(Cow::Borrowed(&self.text[place.start + 1..place.end - 1])),
            // Numbers, truth values, texts with escapes.
            _ => DeValue::parse(&self.text[place.clone()])
                .expect("it was parsed when the crate was built")
                .into_inner(),
        };
        Spanned::new(place, value)
    }

    fn place(&mut self) -> Range<usize> {
        let start = self.number();
        start..start + self.number()
    }

    fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    fn byte(&mut self) -> u8 {
        let (&byte, rest) = self.rest.split_first().expect("a file ends with its last value");
        self.rest = rest;
        byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{pack::anchor, verify::Pattern};

    #[test]
    fn files_are_what_their_texts_say() {
        for (&(path, text, _), (file, mistakes)) in FILES.iter().zip(files()) {
            let (parsed, more) = schema::parse(Arc::new(Source::new(format!("rules/{path}"), text)));
            assert_eq!(format!("{file:?}"), format!("{parsed:?}"));
            assert!(mistakes.is_empty() && more.is_empty());
        }
    }

    #[test]
    fn patterns_are_what_the_analysis_says() {
        let patterns: Vec<&str> = PATTERNS.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(patterns.len() > 100);
        for pattern in patterns {
            let (known, found) = (anchors(pattern).unwrap(), anchor::anchors(pattern).unwrap());
            assert_eq!(
                (known.longest, known.sets, known.lists),
                (found.longest, found.sets, found.lists)
            );
            // The build takes for granted that those compile which seem large.
            assert!(!found.large || Pattern::compile(pattern).is_ok(), "{pattern}");
        }
    }
}
