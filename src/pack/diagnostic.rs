//! Mistakes in rule files: each with a code, a place, the reason and the remedy.

use std::{borrow::Cow, fmt, ops::Range, sync::Arc};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// A rule file: its name, for messages, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: Cow<'static, str>,
}

impl Source {
    /// A source of this name. A byte order mark at the start of the text is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let mut text = text.into();
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        Source {
            name: name.into(),
            text: text.into(),
        }
    }

    /// A source that is part of the program.
    pub(super) fn embedded(name: String, text: &'static str) -> Source {
        Source { name, text: text.into() }
    }

    /// Whether it is part of the program.
    pub(super) fn is_embedded(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// What messages call it: mostly a path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// One mistake in a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) source: Arc<Source>,
    pub(super) span: Range<usize>,
}

impl Diagnostic {
    /// A stable code, `X001` and so on: what documentation and tests refer to.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// The file.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Where it is, in bytes of the file.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Line and column of its start, in characters, from 1.
    pub fn position(&self) -> (usize, usize) {
        let before = &self.source.text[..self.span.start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |tail| tail.chars().count()) + 1;
        (line, column)
    }
}

/// Draws the mistake as a compiler would: message, place, the line with a caret, the remedy.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = [Level::ERROR
            .primary_title(&self.message)
            .id(self.code)
            .element(
                Snippet::source(&*self.source.text)
                    .path(&self.source.name)
                    .annotation(AnnotationKind::Primary.span(self.span.clone()).label(&self.label)),
            )
            .element(Level::HELP.message(&self.help))];
        f.write_str(&Renderer::plain().render(&report))
    }
}

/// All mistakes of all rule files, in the order of the files and of their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackErrors {
    diagnostics: Vec<Diagnostic>,
}

impl PackErrors {
    pub(super) fn new(mut diagnostics: Vec<Diagnostic>) -> PackErrors {
        // Stable: files keep their order, since the places of one file stand together already.
        let mut order: Vec<*const Source> = Vec::new();
        for diagnostic in &diagnostics {
            let source = Arc::as_ptr(&diagnostic.source);
            if !order.contains(&source) {
                order.push(source);
            }
        }
        let rank = |d: &Diagnostic| order.iter().position(|&source| source == Arc::as_ptr(&d.source));
        diagnostics.sort_by(|a, b| (rank(a), a.span.start, a.code, &a.message).cmp(&(rank(b), b.span.start, b.code, &b.message)));
        PackErrors { diagnostics }
    }

    /// The mistakes.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }
}

/// How many mistakes are drawn: each drawing reads the file, and nobody reads more of them at once.
const DRAWN: usize = 100;

impl fmt::Display for PackErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in self.diagnostics.iter().take(DRAWN) {
            writeln!(f, "{diagnostic}\n")?;
        }
        let count = self.diagnostics.len();
        if count > DRAWN {
            write!(f, "the first {DRAWN} of ")?;
        }
        write!(f, "{count} mistake{} in the rule files", if count == 1 { "" } else { "s" })
    }
}

impl std::error::Error for PackErrors {}
