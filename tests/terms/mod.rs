//! The terms of the built-in packs, for tests that try each.

use xianshen::Screener;

/// A screener that looks for these terms as they are written, folding and noise aside.
pub(crate) fn list(terms: &[String]) -> Screener {
    let mut builder = Screener::builder();
    builder.word_list("terms", terms.join("\n"));
    builder.word_list_variants([]).unwrap().build().unwrap()
}

/// The terms that stand in the packs, read with a TOML parser of the test's own.
pub(crate) fn builtin_terms() -> Vec<String> {
    fn walk(folder: &std::path::Path, terms: &mut std::collections::BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, terms);
                continue;
            }
            let pack: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
            for rule in pack.get("rule").and_then(toml::Value::as_array).into_iter().flatten() {
                for term in rule.get("terms").and_then(toml::Value::as_array).into_iter().flatten() {
                    let term = term.as_str().unwrap().trim();
                    // Spellings of one term would shadow one another in a list.
                    if term == term.to_lowercase() {
                        terms.insert(term.to_owned());
                    }
                }
            }
        }
    }
    let mut terms = std::collections::BTreeSet::new();
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"), &mut terms);
    terms.into_iter().collect()
}
