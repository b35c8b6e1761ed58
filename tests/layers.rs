//! Imports run one way: from a room only to rooms below it, and inside a room never in a circle.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// From the top to the bottom. A room may import from the rows below its own.
const ROWS: &[&[&str]] = &[
    &["screener"],
    &["error"],
    &["report", "pack"],
    &["verify"],
    &["detect"],
    &["scan", "spelling"],
    &["text"],
    &["finding"],
    &["rule"],
    &["category", "severity", "span"],
];

fn rank(room: &str) -> usize {
    ROWS.iter()
        .position(|row| row.contains(&room))
        .unwrap_or_else(|| panic!("the room `{room}` has no row: give it one"))
}

/// Every file below `src`, as its room and its name in the room, with its text.
fn files() -> Vec<(String, String, String)> {
    fn walk(folder: &Path, room: Option<&str>, out: &mut Vec<(String, String, String)>) {
        let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                walk(&path, Some(room.unwrap_or(&stem)), out);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                out.push((room.unwrap_or(&stem).to_owned(), stem, text));
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), None, &mut out);
    out
}

/// The code of a file without its comments and without its inline tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The first names behind `prefix`, groups in braces included: `crate::a::b` and `crate::{a::b, c}` give a, and a and c.
fn heads(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut heads = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        let name = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (i, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && depth == 0 && !c.is_whitespace() => {
                        heads.insert(name(&group[i..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            heads.insert(name(rest));
        }
    }
    heads.remove("");
    heads
}

#[test]
fn imports_run_downwards() {
    for (room, file, text) in files() {
        if room == "lib" {
            continue;
        }
        for target in heads(&code(&text), "crate::") {
            assert!(
                target == room || rank(&target) > rank(&room),
                "{room}/{file}.rs imports from `{target}`, which is no room below `{room}`"
            );
        }
    }
}

#[test]
fn no_room_has_a_circle() {
    let mut imports: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for (room, file, text) in files() {
        // `super::` of a file in a room is a sibling, or the room itself.
        if file != "mod" && room != file {
            let names = heads(&code(&text), "super::")
                .into_iter()
                .filter(|name| name.starts_with(char::is_lowercase));
            imports.insert((room, file), names.collect());
        }
    }
    for (room, file) in imports.keys() {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut queue: Vec<&str> = vec![file];
        while let Some(name) = queue.pop() {
            for next in imports.get(&(room.clone(), name.to_owned())).into_iter().flatten() {
                assert_ne!(next, file, "{room}/{file}.rs imports itself by way of {room}/{name}.rs");
                if reached.insert(next) {
                    queue.push(next);
                }
            }
        }
    }
}

#[test]
fn lib_defines_nothing() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for line in lib.lines() {
        let known = ["//!", "#!", "mod ", "pub use ", "pub mod ", "#[cfg(feature"];
        assert!(
            line.is_empty() || known.iter().any(|start| line.starts_with(start)),
            "lib.rs: {line}"
        );
    }
}

#[test]
fn the_check_sees_upward_imports() {
    assert_eq!(
        heads("use crate::{pack::{a, b}, text::c};\nlet x = crate::report::y;", "crate::"),
        BTreeSet::from(["pack".to_owned(), "report".to_owned(), "text".to_owned()])
    );
    assert!(rank("text") > rank("screener"));
}
