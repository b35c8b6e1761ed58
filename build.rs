//! Reads the rule packs under `rules/` once, so that building a screener need not: adding a pack touches no code.
//!
//! The rule files stay the only source. What is written here is which values a file has and where (see `src/pack/builtin.rs`), and on
//! which literals its patterns are anchored; the library's own code says that.

use std::{collections::BTreeMap, env, fs, io, path::Path};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

#[allow(dead_code, unreachable_pub)]
#[path = "src/text"]
mod text {
    mod class;
    mod fold;
    mod term;

    pub(crate) use class::{Class, class};
    pub(crate) use fold::{Folded, fold};
    pub(crate) use term::fold_term;
}

#[allow(dead_code)]
#[path = "src/pack"]
mod pack {
    mod anchor;
    mod frequency;

    pub(crate) fn anchors(pattern: &str) -> Option<(Option<usize>, Vec<Vec<String>>)> {
        let anchors = anchor::anchors(pattern).ok().filter(|anchors| !anchors.large)?;
        Some((anchors.longest, anchors.lists))
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
    for file in files {
        let text = fs::read_to_string(Path::new(&root).join("rules").join(&file))?;
        let table = DeTable::parse(&text).unwrap_or_else(|error| panic!("rules/{file}\n{error}"));
        let start = values.len();
        write_table(&mut values, &text, table.get_ref());
        list +=
            &format!("    ({file:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/rules/\", {file:?})), {start}),\n");
        note_patterns(table.get_ref(), &mut patterns);
    }
    list += "]\n";
    fs::write(out.join("packs.rs"), list)?;
    fs::write(out.join("values.bin"), values)?;
    fs::write(out.join("classes.rs"), classes())?;
    let lines: String = patterns.into_values().collect();
    fs::write(out.join("patterns.tsv"), lines)?;
    for read in ["build.rs", "rules", "src/pack", "src/text"] {
        println!("cargo::rerun-if-changed={read}");
    }
    Ok(())
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
    let rules = file.get("rule").and_then(|rules| rules.get_ref().as_array());
    let lists = rules
        .into_iter()
        .flat_map(|rules| rules.iter())
        .filter_map(|rule| rule.get_ref().as_table()?.get("patterns")?.get_ref().as_array());
    for pattern in lists
        .flat_map(|list| list.iter())
        .filter_map(|pattern| pattern.get_ref().as_str())
    {
        // A pattern with a mistake is left for the library to tell.
        let Some((longest, lists)) = pack::anchors(pattern) else {
            continue;
        };
        let parting = |text: &str| text.contains(|c: char| c.is_whitespace() || c.is_control());
        if pattern.contains(['\t', '\n']) || lists.iter().flatten().any(|literal| parting(literal)) {
            continue;
        }
        let longest = longest.map(|longest| longest.to_string()).unwrap_or_default();
        let lists: String = lists.iter().map(|list| format!("\t{}", list.join(" "))).collect();
        lines.insert(pattern.to_owned(), format!("{pattern}\t{longest}{lists}\n"));
    }
}
