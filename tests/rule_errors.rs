//! One pair of files for each kind of mistake: `X.toml` and what is said of it in `X.txt`.
//!
//! A new mistake is a new pair, nothing more. `BLESS=1 cargo test --test rule_errors` writes the answers anew: read the diff.

use std::{collections::BTreeSet, fs, path::PathBuf};

use xianshen::{Error, Screener};

fn packs() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rule_errors");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    assert!(files.len() >= 20, "the pairs have gone missing");
    files
}

fn mistakes(path: &PathBuf) -> xianshen::PackErrors {
    let name = path.file_name().unwrap().to_str().unwrap();
    let mut builder = Screener::builder();
    builder.pack(name, fs::read_to_string(path).unwrap());
    match builder.build() {
        Err(Error::Packs(errors)) => errors,
        Err(other) => panic!("{name}: {other}"),
        Ok(_) => panic!("{name} loads, but should not"),
    }
}

#[test]
fn every_mistake_is_told_as_recorded() {
    let mut wrong = Vec::new();
    for path in packs() {
        let said = format!("{}\n", mistakes(&path));
        let answer = path.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&answer, &said).unwrap();
        } else if fs::read_to_string(&answer).unwrap_or_default() != said {
            wrong.push(format!("{}:\n{said}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_pair_shows_the_code_of_its_name() {
    let mut seen = BTreeSet::new();
    for path in packs() {
        let errors = mistakes(&path);
        seen.extend(errors.iter().map(|mistake| mistake.code()));
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if let Some((code, _)) = stem.split_once('-').filter(|(code, _)| code.starts_with('x')) {
            let code = code.to_uppercase();
            assert!(errors.iter().all(|mistake| mistake.code() == code), "{stem}:\n{errors}");
        }
    }
    // Every code that the sources mention has a pair.
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/pack");
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for (at, _) in text.match_indices("\"X0") {
            let code = &text[at + 1..at + 5];
            assert!(seen.contains(code), "no pair shows {code}");
        }
    }
}

#[test]
fn places_are_inside_the_file() {
    for path in packs() {
        for mistake in mistakes(&path).iter() {
            let text = mistake.source().text();
            assert!(text.get(mistake.span()).is_some(), "{mistake}");
            let (line, column) = mistake.position();
            let line = text.lines().nth(line - 1).unwrap_or_default();
            assert!(column <= line.chars().count() + 1, "{mistake}");
        }
    }
}
