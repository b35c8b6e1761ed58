//! What the built-in packs make one search for, for engines that cannot read packs.

use std::{collections::BTreeSet, fs, path::Path};

use toml::Value;

/// Every literal of two or more characters that the built-in packs name in terms, word classes, slots of shapes and document
/// conditions, once each and in order.
///
/// This stands in for the words of the crate's own automaton, which it does not give out, and comes near it only: that automaton
/// also has the anchors of patterns, other spellings and the pinyin of terms, but of a shape and of a condition only the words
/// of the slots that it waits for. What it has in folded form is here as it is written.
pub(crate) fn builtin() -> Vec<String> {
    let mut literals = BTreeSet::new();
    collect_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"), &mut literals);
    literals.into_iter().collect()
}

fn collect_folder(folder: &Path, literals: &mut BTreeSet<String>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("a folder that can be opened can be read").path();
        if path.is_dir() {
            collect_folder(&path, literals);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let pack: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            collect_pack(&pack, literals);
        }
    }
}

fn collect_pack(pack: &toml::Table, literals: &mut BTreeSet<String>) {
    let classes = pack.get("class").and_then(Value::as_table).into_iter().flatten();
    for word in classes.flat_map(|(_, words)| strings(words)) {
        collect_words([word], literals);
    }
    for rule in pack.get("rule").and_then(Value::as_array).into_iter().flatten() {
        for term in rule.get("terms").into_iter().flat_map(strings) {
            collect_words([term], literals);
        }
        for shape in rule.get("shapes").into_iter().flat_map(strings) {
            collect_words(shape.split([' ', '|']), literals);
        }
        let conditions = rule.get("document").and_then(Value::as_table).into_iter().flatten();
        for item in conditions.flat_map(|(_, items)| strings(items)) {
            collect_words(item.split('|'), literals);
        }
    }
}

/// Takes in what is a word: no class, no kind, no distance between slots, nothing of one character.
fn collect_words<'a>(words: impl IntoIterator<Item = &'a str>, literals: &mut BTreeSet<String>) {
    let named = |word: &&str| !word.starts_with(['@', '#']) && !word.starts_with("..") && !word.starts_with('~');
    let words = words.into_iter().filter(named).filter(|word| word.chars().count() > 1);
    literals.extend(words.map(str::to_owned));
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}
