//! Reads the rule packs under `rules/` once, so that building a screener need not: adding a pack touches no code.
//!
//! The rule files stay the only source. What is written here is which values a file has and where (see `src/pack/values.rs`), which words
//! the slots of its shapes have (`src/pack/prepared.rs`), on which literals its patterns are anchored, and how its terms are spelt
//! otherwise; the library's own code says the last two.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs, io,
    path::Path,
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

#[path = "build/slots.rs"]
mod slots;

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
    mod traits;

    pub(crate) use traits::{is_plain, is_quiet};

    /// What is known of a pattern.
    pub(crate) struct Known {
        pub(crate) longest: Option<usize>,
        pub(crate) sets: Vec<String>,
        pub(crate) lists: Vec<Vec<String>>,
    }

    pub(crate) fn anchors(pattern: &str) -> Option<Known> {
        // Whether a large one compiles, a unit test says.
        let anchors = anchor::anchors(pattern).ok()?;
        Some(Known {
            longest: anchors.longest,
            sets: anchors.sets,
            lists: anchors.lists,
        })
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
    let mut slots = slots::Slots::default();
    for file in &files {
        let text = fs::read_to_string(Path::new(&root).join("rules").join(file))?;
        slots.note_classes(parse(file, &text).get_ref());
    }
    let (mut numbers, mut classes_out) = (Vec::new(), Vec::new());
    let mut values = Vec::new();
    let mut patterns = BTreeMap::new();
    let mut aliases = spelling::Aliases::default();
    let mut terms = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(Path::new(&root).join("rules").join(&file))?;
        let table = parse(&file, &text);
        let starts = (values.len(), classes_out.len(), numbers.len());
        slots.note_shapes(table.get_ref(), &mut numbers);
        let mut table = table.into_inner();
        if write_classes(&mut classes_out, &text, table.get("class")) {
            table.remove("class");
        }
        write_table(&mut values, &text, &table);
        list +=
            &format!("    ({file:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/rules/\", {file:?})), {starts:?}),\n");
        note_patterns(&table, &mut slots, &mut patterns);
        note_aliases(&table, &mut aliases);
        note_terms(&table, &mut terms);
    }
    list += "]\n";
    fs::write(out.join("packs.rs"), list)?;
    fs::write(out.join("values.bin"), values)?;
    let lengths = slots
        .words
        .iter()
        .map(|word| u8::try_from(word.len()).expect("words are short"));
    fs::write(out.join("lengths.bin"), lengths.collect::<Vec<u8>>())?;
    fs::write(out.join("words.txt"), slots.words.concat())?;
    fs::write(out.join("slots.bin"), slots.out)?;
    fs::write(out.join("numbers.bin"), numbers)?;
    fs::write(out.join("class_words.bin"), classes_out)?;
    fs::write(out.join("classes.rs"), classes())?;
    let lines: String = patterns.into_values().collect();
    fs::write(out.join("patterns.tsv"), lines)?;
    let lines: String = terms.iter().map(|(term, kinds)| spellings(term, kinds, &aliases)).collect();
    fs::write(out.join("spellings.tsv"), lines)?;
    for read in ["build.rs", "build", "rules", "src/pack", "src/spelling", "src/text"] {
        println!("cargo::rerun-if-changed={read}");
    }
    Ok(())
}

fn parse<'t>(file: &str, text: &'t str) -> Spanned<DeTable<'t>> {
    DeTable::parse(text).unwrap_or_else(|error| panic!("rules/{file}\n{error}"))
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
    let folded = text::fold_spaced(term);
    let notes: String = recipes
        .iter()
        .map(|recipe| format!("\t{} {recipe}", recipe.literal(&folded)))
        .collect();
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

/// Writes down the classes of a file for those who ask for their words: how many there are; of each the place of its name, how many words
/// it has, how many bytes they take here, and their places between two quotes. False if they are not that simple.
fn write_classes(out: &mut Vec<u8>, text: &str, classes: Option<&Spanned<DeValue<'_>>>) -> bool {
    let Some(classes) = classes else {
        write_number(out, 0);
        return true;
    };
    let start = out.len();
    let simple = classes.get_ref().as_table().and_then(|classes| {
        write_number(out, classes.len());
        for (name, words) in classes.iter() {
            write_number(out, name.span().start);
            write_number(out, name.span().len());
            let words = words.get_ref().as_array()?;
            let mut places = Vec::new();
            for word in words.iter() {
                let (start, end) = (word.span().start + 1, word.span().end - 1);
                (text.get(start..end) == Some(word.get_ref().as_str()?)).then_some(())?;
                write_number(&mut places, start);
                write_number(&mut places, end - start);
            }
            write_number(out, words.len());
            write_number(out, places.len());
            out.extend(places);
            (text[name.span()] == **name.get_ref()).then_some(())?;
        }
        Some(())
    });
    if simple.is_none() {
        out.truncate(start);
        write_number(out, 0);
    }
    simple.is_some()
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

/// A line for each pattern: the pattern, the most characters of a match, sets of characters and lists of literals, one of which every match
/// holds, the latter as numbers of slots.
fn note_patterns(file: &DeTable<'_>, slots: &mut slots::Slots, lines: &mut BTreeMap<String, String>) {
    for pattern in rules(file).flat_map(|rule| texts(rule.get("patterns"))) {
        // A pattern with a mistake is left for the library to tell.
        let Some(anchors) = pack::anchors(pattern) else {
            continue;
        };
        let parting = |set: &String| set.contains(|c: char| c.is_whitespace() || c.is_control());
        if pattern.contains(['\t', '\n']) || anchors.sets.iter().any(parting) {
            continue;
        }
        let longest = anchors.longest.map(|longest| longest.to_string()).unwrap_or_default();
        let numbers: Option<Vec<usize>> = anchors.lists.iter().map(|list| slots.literals(list)).collect();
        let Some(numbers) = numbers else { continue };
        let lists: String = numbers.iter().map(|number| format!("\t{number}")).collect();
        lines.insert(
            pattern.to_owned(),
            format!("{pattern}\t{longest}\t{}{lists}\n", anchors.sets.join(" ")),
        );
    }
}
