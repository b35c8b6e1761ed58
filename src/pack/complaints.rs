//! Collects the mistakes that show only when files are joined.

use std::ops::Range;

use super::{
    diagnostic::{Diagnostic, PackErrors},
    reader::{Reader, Text},
    schema::{Class, File},
    words::{WordId, Words},
};
use crate::text::{Glossary, fold_term_to};

/// The mistakes found so far.
pub(super) struct Complaints {
    diagnostics: Vec<Diagnostic>,
    /// Whether all files could be read to their ends. What a file with a syntax error defines may be missing: unknown names are
    /// no matter of complaint then.
    complete: bool,
}

impl Complaints {
    /// Begins with what was found in the files by themselves.
    pub(super) fn new(earlier: Vec<Diagnostic>) -> Complaints {
        Complaints {
            complete: earlier.iter().all(|mistake| mistake.code() != "X001"),
            diagnostics: earlier,
        }
    }

    /// All mistakes, if there are any.
    pub(super) fn finish(mut self) -> Result<(), PackErrors> {
        if !self.complete {
            self.diagnostics.retain(|mistake| !matches!(mistake.code(), "X006" | "X007"));
        }
        if self.diagnostics.is_empty() {
            Ok(())
        } else {
            Err(PackErrors::new(self.diagnostics))
        }
    }

    pub(super) fn error(
        &mut self,
        file: &File<'_>,
        code: &'static str,
        span: &Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let mut reader = Reader::new(file.source.clone());
        reader.error(code, span.clone(), message, label, help);
        self.diagnostics.append(&mut reader.diagnostics);
    }

    /// A name that is given a second time.
    pub(super) fn twice(&mut self, file: &File<'_>, what: &str, name: &Text<'_>) {
        self.error(
            file,
            "X021",
            &name.span,
            format!("the {what} `{}` exists already", name.value),
            "second of this name",
            "rename one of them, or join them",
        );
    }

    /// Words of lists that may be short but must not be nothing. Returns their numbers.
    pub(super) fn words<'f>(
        &mut self,
        file: &File<'_>,
        list: &'f [Text<'_>],
        words: &mut Words<'f>,
        distinct: bool,
    ) -> Vec<WordId> {
        let ids = words.ids(list);
        // Hardly a list has any other.
        if !words.are_distinct(&ids) {
            self.folded_words(file, list, distinct);
        }
        ids
    }

    fn folded_words(&mut self, file: &File<'_>, words: &[Text<'_>], distinct: bool) {
        let mut seen = Glossary::with_capacity(words.len());
        for word in words {
            let known = seen.len();
            match seen.number_of(|out| fold_term_to(out, &word.value)) {
                None => self.nothing(file, word),
                Some(number) if distinct && (number as usize) < known => {
                    self.needless(file, word, "the same word in this list");
                }
                Some(_) => {}
            }
        }
    }

    /// Words of a class that name a class of the same pack, or of all packs: taken for words, they would find nothing, and nobody would know.
    pub(super) fn nested(&mut self, file: &File<'_>, class: &Class<'_>, files: &[File<'_>]) {
        let id = |file: &File<'_>| file.id.as_ref().map(|id| id.value.to_string());
        for word in &class.words {
            let Some(name) = word.value.strip_prefix('@') else { continue };
            let mut near = files.iter().filter(|other| other.id.is_none() || id(other) == id(file));
            if near.any(|other| other.classes.iter().any(|class| class.name.value == name)) {
                self.error(
                    file,
                    "X023",
                    &word.span,
                    format!("the class `{}` holds the class `{}`", class.name.value, word.value),
                    "classes hold words only",
                    "name both where they are used: \"@one|@other\"",
                );
            }
        }
    }

    /// A word without any character that counts.
    pub(super) fn nothing(&mut self, file: &File<'_>, word: &Text<'_>) {
        self.error(
            file,
            "X012",
            &word.span,
            format!("`{}` folds to nothing", word.value),
            "empty, or invisible characters only",
            "write a word, or delete it",
        );
    }

    /// A word that finds nothing of its own.
    pub(super) fn needless(&mut self, file: &File<'_>, word: &Text<'_>, other: &str) {
        self.error(
            file,
            "X013",
            &word.span,
            format!("`{}` is needless beside {other}", word.value),
            "finds nothing of its own",
            "delete it",
        );
    }

    /// A name that nothing has.
    pub(super) fn unknown(&mut self, file: &File<'_>, name: &Text<'_>, what: &str, known: &str) {
        self.error(
            file,
            "X007",
            &name.span,
            format!("there is no {what} `{}`", name.value),
            "not known",
            format!("there are: {known}"),
        );
    }
}
