//! What a rule file may say: from TOML to a [`File`], every value with its place.

use std::{borrow::Cow, ops::Range, sync::Arc};

use toml::de::DeTable;

use super::{
    diagnostic::{Diagnostic, Source},
    prepared::SlotNumbers,
    reader::{At, Reader, Text},
    values::LateWords,
};
use crate::{severity::Severity, spelling::Kind};

/// A rule file, read and checked by itself. What refers to other files is checked by linking.
#[derive(Clone, Debug)]
pub(crate) struct File<'s> {
    pub(crate) source: Arc<Source>,
    /// The pack's id. Files without one hold laws, classes and cue lists for all.
    pub(crate) id: Option<Text<'s>>,
    pub(crate) category: Option<Text<'s>>,
    pub(crate) title: Option<Text<'s>>,
    pub(crate) default_unless: Vec<Text<'s>>,
    pub(crate) default_allow: Vec<Text<'s>>,
    pub(crate) classes: Vec<Class<'s>>,
    pub(crate) cues: Vec<CueList<'s>>,
    pub(crate) laws: Vec<Law<'s>>,
    pub(crate) aliases: Vec<Class<'s>>,
    pub(crate) rules: Vec<RuleDraft<'s>>,
    /// What is known of the slots of its shapes, if it is part of the program.
    pub(super) slots: SlotNumbers,
}

/// A word class as written.
#[derive(Clone, Debug)]
pub(crate) struct Class<'s> {
    pub(crate) name: Text<'s>,
    pub(crate) words: Vec<Text<'s>>,
    /// More words, if the file is part of the program.
    pub(super) later: Option<LateWords>,
}

/// A cue list as written.
#[derive(Clone, Debug)]
pub(crate) struct CueList<'s> {
    pub(crate) name: Text<'s>,
    pub(crate) before: Vec<Text<'s>>,
    pub(crate) after: Vec<Text<'s>>,
    pub(crate) anywhere: Vec<Text<'s>>,
    pub(crate) within: Option<usize>,
    pub(crate) clause: bool,
}

/// A law as written.
#[derive(Clone, Debug)]
pub(crate) struct Law<'s> {
    pub(crate) id: Text<'s>,
    pub(crate) title: Cow<'s, str>,
    /// Article key, cite, says.
    pub(crate) articles: Vec<(Text<'s>, Cow<'s, str>, Cow<'s, str>)>,
}

/// A rule as written.
#[derive(Clone, Debug)]
pub(crate) struct RuleDraft<'s> {
    pub(crate) id: Text<'s>,
    pub(crate) topic: Cow<'s, str>,
    pub(crate) severity: Severity,
    pub(crate) title: Cow<'s, str>,
    pub(crate) message: Cow<'s, str>,
    pub(crate) advice: Cow<'s, str>,
    pub(crate) basis: Vec<Text<'s>>,
    pub(crate) terms: Vec<Text<'s>>,
    pub(crate) variants: Vec<Kind>,
    pub(crate) variant_severity: Option<Severity>,
    pub(crate) patterns: Vec<Text<'s>>,
    pub(crate) shapes: Vec<Text<'s>>,
    pub(crate) document: Option<DocumentDraft<'s>>,
    pub(crate) detector: Option<Text<'s>>,
    pub(crate) allow: Vec<Text<'s>>,
    pub(crate) unless: Vec<Text<'s>>,
    pub(crate) raise: Vec<Text<'s>>,
    pub(crate) short: bool,
    pub(crate) word_edges: bool,
    pub(crate) never_exempt: bool,
    pub(crate) enabled: bool,
    pub(crate) is_list: bool,
    pub(crate) hits: Vec<Text<'s>>,
    pub(crate) passes: Vec<Text<'s>>,
}

/// A condition on the whole text as written.
#[derive(Clone, Debug)]
pub(crate) struct DocumentDraft<'s> {
    pub(crate) span: Range<usize>,
    pub(crate) all: Vec<Text<'s>>,
    pub(crate) any: Vec<Text<'s>>,
    pub(crate) none: Vec<Text<'s>>,
}

const FILE_KEYS: &[&str] = &[
    "schema", "id", "category", "title", "defaults", "class", "cue", "law", "alias", "rule",
];
const RULE_KEYS: &[&str] = &[
    "id",
    "topic",
    "severity",
    "title",
    "message",
    "advice",
    "basis",
    "terms",
    "variants",
    "variant_severity",
    "patterns",
    "shapes",
    "document",
    "detector",
    "allow",
    "unless",
    "raise",
    "short",
    "word_edges",
    "never_exempt",
    "enabled",
    "hits",
    "passes",
];

/// Reads a rule file. The file is what could be read of it; it is good only if there is no diagnostic.
pub(crate) fn parse(source: &Arc<Source>) -> (File<'_>, Vec<Diagnostic>) {
    let mut reader = Reader::new(source.clone());
    let (table, errors) = DeTable::parse_recoverable(source.text());
    for error in &errors {
        let end = source.text().len();
        let span = error.span().unwrap_or(0..0);
        reader.error(
            "X001",
            floor(source.text(), span.start.min(end))..floor(source.text(), span.end.min(end)),
            "this is no valid TOML",
            error.message(),
            "mend the syntax; https://toml.io has the format on one page",
        );
    }
    let broken = !errors.is_empty();
    let file = read_file(&mut reader, table.get_ref(), source);
    if broken {
        // Behind a syntax error things are missing because of it.
        reader.diagnostics.retain(|mistake| !matches!(mistake.code, "X004" | "X020"));
    }
    (file, reader.diagnostics)
}

/// Reads a rule file of which the TOML has been parsed.
pub(super) fn read<'s>(source: Arc<Source>, table: &DeTable<'s>) -> (File<'s>, Vec<Diagnostic>) {
    let mut reader = Reader::new(source.clone());
    let file = read_file(&mut reader, table, &source);
    (file, reader.diagnostics)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn read_file<'s>(reader: &mut Reader, table: &DeTable<'s>, source: &Arc<Source>) -> File<'s> {
    reader.keys(table, "a rule file", FILE_KEYS);
    let top = 0..source.text().find('\n').unwrap_or(source.text().len());
    match reader.number(table, "schema") {
        Some(At { value: 1, .. }) => {}
        Some(At { span, value }) => reader.error(
            "X005",
            span,
            format!("schema {value} is not known"),
            "this library reads schema 1",
            "write schema = 1",
        ),
        None if !table.contains_key("schema") => {
            reader.error(
                "X004",
                top.clone(),
                "`schema` is missing",
                "in this file",
                "begin the file with schema = 1",
            );
        }
        None => {}
    }
    let has_rules = table.contains_key("rule");
    let name = |reader: &mut Reader, key| -> Option<Text<'s>> {
        if has_rules {
            reader.required(table, key, &top)
        } else {
            reader.string(table, key)
        }
    };
    let id = name(reader, "id");
    let category = name(reader, "category");
    let title = name(reader, "title");
    for id in [&id, &category].into_iter().flatten() {
        kebab(reader, id);
    }
    let (mut default_unless, mut default_allow) = (Vec::new(), Vec::new());
    if let Some((defaults, _)) = reader.table(table, "defaults") {
        reader.keys(defaults, "[defaults]", &["unless", "allow"]);
        default_unless = reader.strings(defaults, "unless");
        default_allow = reader.strings(defaults, "allow");
    }
    let classes = read_lists(reader, table, "class");
    let aliases = read_lists(reader, table, "alias");
    let mut cues = Vec::new();
    if let Some((table, _)) = reader.table(table, "cue") {
        for name in table.keys() {
            if let Some((cue, _)) = reader.table(table, name.get_ref()) {
                cues.push(read_cue(reader, At::new(name.get_ref().clone(), name.span()), cue));
            }
        }
    }
    let laws = reader
        .tables(table, "law")
        .into_iter()
        .filter_map(|(law, span)| read_law(reader, law, &span))
        .collect();
    let rules = reader
        .tables(table, "rule")
        .into_iter()
        .filter_map(|(rule, span)| read_rule(reader, rule, &span))
        .collect();
    File {
        source: source.clone(),
        id,
        category,
        title,
        default_unless,
        default_allow,
        classes,
        cues,
        laws,
        aliases,
        rules,
        slots: SlotNumbers::default(),
    }
}

/// A table of lists of words, by name.
fn read_lists<'s>(reader: &mut Reader, table: &DeTable<'s>, key: &str) -> Vec<Class<'s>> {
    let Some((table, _)) = reader.table(table, key) else {
        return Vec::new();
    };
    let lists = table.iter().map(|(name, words)| Class {
        name: At::new(name.get_ref().clone(), name.span()),
        words: reader.string_list(words, name.get_ref()),
        later: None,
    });
    lists.collect()
}

fn read_cue<'s>(reader: &mut Reader, name: Text<'s>, table: &DeTable<'s>) -> CueList<'s> {
    reader.keys(table, "a cue list", &["before", "after", "anywhere", "within", "scope"]);
    let clause = match reader.string(table, "scope") {
        Some(At { value, .. }) if value == "clause" => true,
        Some(At { value, .. }) if value == "sentence" => false,
        Some(At { value, span }) => {
            reader.error(
                "X005",
                span,
                format!("`{value}` is no scope"),
                "not known",
                "write scope = \"sentence\" or scope = \"clause\"",
            );
            false
        }
        None => false,
    };
    CueList {
        name,
        before: reader.strings(table, "before"),
        after: reader.strings(table, "after"),
        anywhere: reader.strings(table, "anywhere"),
        within: reader.number(table, "within").map(|n| n.value),
        clause,
    }
}

fn read_law<'s>(reader: &mut Reader, table: &DeTable<'s>, span: &Range<usize>) -> Option<Law<'s>> {
    reader.keys(table, "a law", &["id", "title", "article"]);
    let id = reader.required(table, "id", span);
    let title = reader.required(table, "title", span);
    let mut articles = Vec::new();
    if let Some((table, _)) = reader.table(table, "article") {
        for key in table.keys() {
            if let Some((article, span)) = reader.table(table, key.get_ref()) {
                reader.keys(article, "an article", &["cite", "says"]);
                let cite = reader.required(article, "cite", &span);
                let says = reader.required(article, "says", &span);
                if let (Some(cite), Some(says)) = (cite, says) {
                    articles.push((At::new(key.get_ref().clone(), key.span()), cite.value, says.value));
                }
            }
        }
    }
    let id = id?;
    kebab(reader, &id);
    Some(Law {
        id,
        title: title?.value,
        articles,
    })
}

fn read_rule<'s>(reader: &mut Reader, table: &DeTable<'s>, span: &Range<usize>) -> Option<RuleDraft<'s>> {
    reader.keys(table, "a rule", RULE_KEYS);
    let id = reader.required(table, "id", span);
    if let Some(id) = &id {
        kebab(reader, id);
    }
    let texts = ["topic", "title", "message", "advice"].map(|key| reader.required(table, key, span));
    let severity = reader.required(table, "severity", span);
    let severity = severity.and_then(|severity| read_severity(reader, severity));
    let variant_severity = reader.string(table, "variant_severity");
    let variant_severity = variant_severity.and_then(|severity| read_severity(reader, severity));
    let variants = reader.strings(table, "variants");
    let variants = variants.into_iter().filter_map(|kind| read_kind(reader, kind)).collect();
    let document = reader.table(table, "document").map(|(document, span)| {
        reader.keys(document, "`document`", &["all", "any", "none"]);
        DocumentDraft {
            span,
            all: reader.strings(document, "all"),
            any: reader.strings(document, "any"),
            none: reader.strings(document, "none"),
        }
    });
    let mut list = |key| reader.strings(table, key);
    let (basis, terms, patterns, shapes) = (list("basis"), list("terms"), list("patterns"), list("shapes"));
    let (allow, unless, hits, passes) = (list("allow"), list("unless"), list("hits"), list("passes"));
    let raise = list("raise");
    let detector = reader.string(table, "detector");
    let short = reader.flag(table, "short", false);
    let word_edges = reader.flag(table, "word_edges", true);
    let never_exempt = reader.flag(table, "never_exempt", false);
    let enabled = reader.flag(table, "enabled", true);
    let id = id?;
    let matches = |key| {
        table
            .get(key)
            .is_some_and(|value| value.get_ref().as_array().is_none_or(|list| !list.is_empty()))
    };
    if !["terms", "patterns", "shapes", "document", "detector"]
        .into_iter()
        .any(matches)
    {
        reader.error(
            "X020",
            id.span.clone(),
            format!("rule `{}` has no way to match", id.value),
            "this rule",
            "give it terms, patterns, shapes, a document condition or a detector",
        );
    }
    let [topic, title, message, advice] = texts;
    Some(RuleDraft {
        id,
        topic: topic?.value,
        severity: severity?,
        title: title?.value,
        message: message?.value,
        advice: advice?.value,
        basis,
        terms,
        variants,
        variant_severity,
        patterns,
        shapes,
        document,
        detector,
        allow,
        unless,
        raise,
        short,
        word_edges,
        never_exempt,
        enabled,
        is_list: false,
        hits,
        passes,
    })
}

fn read_severity(reader: &mut Reader, severity: Text<'_>) -> Option<Severity> {
    if let Ok(parsed) = severity.value.parse() {
        return Some(parsed);
    }
    reader.error(
        "X005",
        severity.span,
        format!("`{}` is no severity", severity.value),
        "not known",
        "write \"block\" (must change), \"review\" (a person decides) or \"notice\" (good to know)",
    );
    None
}

fn read_kind(reader: &mut Reader, kind: Text<'_>) -> Option<Kind> {
    let known = Kind::named(&kind.value);
    if known.is_none() {
        let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        reader.error(
            "X005",
            kind.span,
            format!("`{}` is no kind of spelling", kind.value),
            "not known",
            format!("the kinds are: {}", names.join(", ")),
        );
    }
    known
}

/// Ids are lower-case words joined by hyphens (underscores too, for topics that other tools named so).
fn kebab(reader: &mut Reader, id: &Text<'_>) {
    let good = !id.value.is_empty()
        && id
            .value
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
    if !good {
        reader.error(
            "X018",
            id.span.clone(),
            format!("`{}` is no id", id.value),
            "not in kebab-case",
            "write lower-case ASCII words joined by hyphens, like cure-guarantee",
        );
    }
}
