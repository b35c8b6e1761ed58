//! Plain word lists: one word a line, optional tags behind a tab, lines that begin with `# ` are comments.

use std::{borrow::Cow, ops::Range, sync::Arc};

use super::{
    diagnostic::{Diagnostic, Source},
    prepared::SlotNumbers,
    reader::{At, Reader, Text},
    schema::{File, RuleDraft},
};
use crate::{
    severity::Severity,
    spelling::Kind,
    text::{Glossary, fold_term},
};

/// The category and pack id of word lists.
pub(super) const CUSTOM: &str = "custom";

/// The words of one tag, and where the first of them stands.
struct Tag<'s> {
    name: &'s str,
    file: usize,
    terms: Vec<Text<'s>>,
    words: Glossary,
}

/// Reads word lists as packs with one rule for each tag; words without a tag make the rule `custom/words`.
///
/// A tag becomes the rule's topic; of several tags (parted by tabs or commas) the first counts. Words of the same tag in
/// several lists make one rule.
///
/// `variants` are the kinds of other spellings that the words are looked for in; without any said, all for a short list.
pub(crate) fn parse<'s>(sources: &'s [Arc<Source>], variants: Option<&[Kind]>) -> (Vec<File<'s>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut tags: Vec<Tag<'_>> = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        let mut reader = Reader::new(source.clone());
        for (word, tag, span) in lines(source.text()) {
            let at = tags.iter().position(|known| known.name == tag).unwrap_or(tags.len());
            if at == tags.len() {
                tags.push(Tag {
                    name: tag,
                    file,
                    terms: Vec::new(),
                    words: Glossary::default(),
                });
            }
            let tag = &mut tags[at];
            let known = tag.words.len();
            // Of AV and av, the one is found that the text has: each word stands for itself, as it is written.
            let word_number = (!fold_term(word).is_empty()).then(|| tag.words.number_of(|out| out.push_str(word)));
            let Some(number) = word_number.flatten() else {
                reader.error(
                    "X012",
                    span,
                    "this word folds to nothing",
                    "only invisible characters",
                    "delete the line",
                );
                continue;
            };
            if number as usize == known {
                tag.terms.push(At::new(Cow::Borrowed(word), span));
            }
        }
        diagnostics.append(&mut reader.diagnostics);
    }
    let mut files: Vec<File<'_>> = sources.iter().map(|source| file(source.clone())).collect();
    let count = tags.iter().map(|tag| tag.terms.len()).sum();
    let variants = variants.unwrap_or_else(|| kinds_for(count));
    for tag in tags.into_iter().filter(|tag| !tag.terms.is_empty()) {
        let mut rule = rule(tag.name, tag.terms);
        rule.variants = variants.to_vec();
        files[tag.file].rules.push(rule);
    }
    (files, diagnostics)
}

/// Lists of up to so many words in all are looked for in every spelling: each word has up to 96, and a large list is built and scanned
/// as fast as any.
const SHORT: usize = 256;

fn kinds_for(words: usize) -> &'static [Kind] {
    if words <= SHORT { &Kind::ALL } else { &[] }
}

/// Word, tag and place of every line that has a word.
fn lines(text: &str) -> impl Iterator<Item = (&str, &str, Range<usize>)> {
    let mut start = 0;
    // Of CR LF, the one ends the line and the other an empty one; some old editors write CR alone.
    text.split(['\n', '\r']).filter_map(move |line| {
        let from = start;
        start += line.len() + 1;
        if line.starts_with("# ") || line.trim().is_empty() {
            return None;
        }
        let (word, tags) = line.split_once('\t').unwrap_or((line, ""));
        let tag = tags
            .split(['\t', ',', '，'])
            .map(str::trim)
            .find(|tag| !tag.is_empty())
            .unwrap_or("words");
        Some((word.trim(), tag, from..from + word.len()))
    })
}

fn file<'s>(source: Arc<Source>) -> File<'s> {
    let named = |text: &'static str| Some(At::new(Cow::Borrowed(text), 0..0));
    File {
        source,
        id: named(CUSTOM),
        category: named(CUSTOM),
        title: named("自定义词"),
        default_unless: Vec::new(),
        default_allow: Vec::new(),
        classes: Vec::new(),
        cues: Vec::new(),
        laws: Vec::new(),
        aliases: Vec::new(),
        rules: Vec::new(),
        slots: SlotNumbers::default(),
    }
}

fn rule<'s>(tag: &'s str, terms: Vec<Text<'s>>) -> RuleDraft<'s> {
    let span = terms.first().map_or(0..0, |term| term.span.clone());
    RuleDraft {
        id: At::new(tag.into(), span),
        topic: tag.into(),
        severity: Severity::Review,
        title: "自定义词".into(),
        message: "文中出现词表中的词".into(),
        advice: "请人工判断是否保留".into(),
        basis: Vec::new(),
        terms,
        variants: Vec::new(),
        variant_severity: None,
        patterns: Vec::new(),
        shapes: Vec::new(),
        document: None,
        detector: None,
        allow: Vec::new(),
        unless: Vec::new(),
        raise: Vec::new(),
        short: true,
        word_edges: true,
        never_exempt: false,
        enabled: true,
        is_list: true,
        hits: Vec::new(),
        passes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_every_way() {
        let words = |text: &str| lines(text).map(|(word, _, span)| (word.to_owned(), span)).collect::<Vec<_>>();
        for end in ["\n", "\r\n", "\r"] {
            let second = 3 + end.len();
            let expected = [("靠".to_owned(), 0..3), ("赌".to_owned(), second..second + 3)];
            assert_eq!(words(&format!("靠{end}赌{end}")), expected, "{end:?}");
        }
    }

    #[test]
    fn a_list_is_read() {
        let source = Source::new(
            "words.txt",
            "\u{FEFF}# a comment\r\n靠\r\n#标签\n\n赌 博\tgambling,other\n靠\n\u{200B}\n",
        );
        let sources = [Arc::new(source), Arc::new(Source::new("more.txt", "靠\n好处\n"))];
        let (files, diagnostics) = parse(&sources, None);
        let file = &files[0];
        let terms = |rule: &RuleDraft<'_>| rule.terms.iter().map(|term| term.value.to_string()).collect::<Vec<_>>();
        assert_eq!(terms(&file.rules[0]), ["靠", "#标签", "好处"]);
        assert_eq!(file.rules[1].topic, "gambling");
        assert_eq!(terms(&file.rules[1]), ["赌 博"]);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].position(), (7, 1));
    }
}
