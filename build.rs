//! Reads the rule packs under `rules/` once, so that building a screener need not: adding a pack touches no code.
//!
//! The rule files stay the only source. What is written here is which values a file has and where (see `src/pack/builtin.rs`), on
//! which literals its patterns are anchored, and how its terms are spelt otherwise; the library's own code says the last two.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs, io,
    path::Path,
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

#[allow(dead_code, unreachable_pub)]
#[path = "src/text"]
mod text {
    mod class;
    mod fold;
    mod segment;
    mod term;

    pub(crate) use class::{Class, class, is_han};
    pub(crate) use fold::{Folded, fold};
    pub(crate) use segment::knows;
    pub(crate) use term::{fold_spaced, fold_term};
}

#[allow(dead_code)]
#[path = "src/spelling"]
mod spelling {
    mod alias;
    mod choice;
    mod kind;
    mod letters;
    mod parts;
    mod readings;
    mod recipe;
    mod search;

    pub(crate) use alias::Aliases;
    pub(crate) use kind::Kind;
    pub(crate) use recipe::Recipe;
    pub(crate) use search::{OF_RULES, search};
}

#[allow(dead_code)]
#[path = "src/pack"]
mod pack {
    mod anchor;
    mod frequency;

    /// What the library reads of a pattern; none for one with a mistake, which is left for it to tell.
    pub(crate) fn line(pattern: &str) -> Option<String> {
        // Whether a large one compiles, a unit test says.
        let anchors = anchor::anchors(pattern).ok()?;
        let parting = |text: &String| text.contains(|c: char| c.is_whitespace() || c.is_control());
        if pattern.contains(['\t', '\n']) || anchors.lists.iter().flatten().chain(&anchors.sets).any(parting) {
            return None;
        }
        let longest = anchors.longest.map(|longest| longest.to_string()).unwrap_or_default();
        let lists: String = anchors.lists.iter().map(|list| format!("\t{}", list.join(" "))).collect();
        Some(format!("{pattern}\t{longest}\t{}{lists}\n", anchors.sets.join(" ")))
    }
}

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let out = Path::new(&out);
    let mut files = Vec::new();
    collect(&Path::new(&root).join("rules"), "", &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    let mut values = Vec::new();
    let mut patterns = BTreeMap::new();
    let mut aliases = spelling::Aliases::default();
    let mut terms = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(Path::new(&root).join("rules").join(&file))?;
        let table = DeTable::parse(&text).unwrap_or_else(|error| panic!("rules/{file}\n{error}"));
        let start = values.len();
        write_table(&mut values, &text, table.get_ref());
        list +=
            &format!("    ({file:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/rules/\", {file:?})), {start}),\n");
        note_patterns(table.get_ref(), &mut patterns);
        note_aliases(table.get_ref(), &mut aliases);
        note_terms(table.get_ref(), &mut terms);
    }
    list += "]\n";
    fs::write(out.join("packs.rs"), list)?;
    fs::write(out.join("values.bin"), values)?;
    fs::write(out.join("classes.rs"), classes())?;
    let lines: String = patterns.into_values().collect();
    fs::write(out.join("patterns.tsv"), lines)?;
    let lines: String = terms.iter().map(|(term, kinds)| spellings(term, kinds, &aliases)).collect();
    fs::write(out.join("spellings.tsv"), lines)?;
    for read in ["build.rs", "rules", "src/pack", "src/spelling", "src/text"] {
        println!("cargo::rerun-if-changed={read}");
    }
    Ok(())
}

/// The rules of a file.
fn rules<'t>(file: &'t DeTable<'t>) -> impl Iterator<Item = &'t DeTable<'t>> {
    let rules = file.get("rule").and_then(|rules| rules.get_ref().as_array());
    rules.into_iter().flatten().filter_map(|rule| rule.get_ref().as_table())
}

/// The texts of a list, which has nothing else.
fn texts<'t>(list: Option<&'t Spanned<DeValue<'_>>>) -> impl Iterator<Item = &'t str> {
    let list = list.and_then(|list| list.get_ref().as_array());
    list.into_iter().flatten().filter_map(|text| text.get_ref().as_str())
}

/// Takes in what a file has for aliases.
fn note_aliases(file: &DeTable<'_>, aliases: &mut spelling::Aliases) {
    let table = file.get("alias").and_then(|table| table.get_ref().as_table());
    for (word, spellings) in table.into_iter().flat_map(DeTable::iter) {
        texts(Some(spellings)).for_each(|spelling| aliases.add(word.get_ref(), spelling));
    }
}

/// Takes in the terms of rules that ask for other spellings, each with the kinds that are asked for.
fn note_terms(file: &DeTable<'_>, terms: &mut BTreeSet<(String, String)>) {
    for rule in rules(file) {
        let kinds = texts(rule.get("variants")).collect::<Vec<_>>().join(" ");
        if !kinds.is_empty() {
            terms.extend(texts(rule.get("terms")).map(|term| (term.to_owned(), kinds.clone())));
        }
    }
}

/// A line of `src/spelling/prepared.rs`.
fn spellings(term: &str, names: &str, aliases: &spelling::Aliases) -> String {
    let kinds: Vec<spelling::Kind> = names.split(' ').filter_map(spelling::Kind::named).collect();
    let recipes = spelling::search(term, &kinds, aliases, spelling::OF_RULES);
    let notes: String = recipes.iter().map(|recipe| format!("\t{recipe}")).collect();
    format!("{term}\t{names}{notes}\n")
}

/// Runs of characters of one class: the last character of each, and the class.
fn classes() -> String {
    let mut runs: Vec<(char, text::Class)> = Vec::new();
    for c in '\0'..=char::MAX {
        let class = text::class(c);
        match runs.last_mut() {
            Some(run) if run.1 == class => run.0 = c,
            _ => runs.push((c, class)),
        }
    }
    let runs: String = runs
        .iter()
        .map(|&(last, class)| format!("    ('\\u{{{:x}}}', Class::{class:?}),\n", u32::from(last)))
        .collect();
    format!("&[\n{runs}]\n")
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else if name.ends_with(".toml") {
            files.push(name);
        }
    }
    Ok(())
}

fn write_table(out: &mut Vec<u8>, text: &str, table: &DeTable<'_>) {
    write_number(out, table.len());
    for (key, value) in table.iter() {
        assert_eq!(
            text[key.span()].trim_matches('"'),
            key.get_ref(),
            "keys are written without escapes"
        );
        write_number(out, key.span().start);
        write_number(out, key.span().len());
        write_value(out, text, value);
    }
}

fn write_value(out: &mut Vec<u8>, text: &str, value: &Spanned<DeValue<'_>>) {
    let span = value.span();
    let mut head = |kind: u8| {
        out.push(kind);
        write_number(out, span.start);
        write_number(out, span.len());
    };
    match value.get_ref() {
        DeValue::Table(table) => {
            head(b't');
            write_table(out, text, table);
        }
        DeValue::Array(array) => {
            head(b'a');
            write_number(out, array.len());
            array.iter().for_each(|item| write_value(out, text, item));
        }
        // Between two quotes, as it is.
        DeValue::String(string) if text.get(span.start + 1..span.end - 1) == Some(&**string) => head(b's'),
        _ => head(b'v'),
    }
}

/// Seven bits a byte, the lowest first; all bytes but the last have the eighth.
fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A line for each pattern: the pattern, the most characters of a match, and lists of literals, one of which every match holds.
fn note_patterns(file: &DeTable<'_>, lines: &mut BTreeMap<String, String>) {
    for pattern in rules(file).flat_map(|rule| texts(rule.get("patterns"))) {
        lines.extend(pack::line(pattern).map(|line| (pattern.to_owned(), line)));
    }
}
