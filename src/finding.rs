//! What was found, and what was dropped and why.

use std::{fmt, sync::Arc};

use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::{rule::Rule, severity::Severity, span::Span};

/// One step of how a finding was reached.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// The text has the rule's term to the letter.
    Exact,
    /// Case, width, a compatibility form or a traditional character was folded.
    Folded,
    /// Spaces, decoration or invisible characters inside the hit were skipped.
    Noise,
    /// A character stands more often in the text than in the term: 赌赌赌博.
    Repeat,
    /// The text spells the term in another way, and the rule asks for such spellings: what stands for what.
    Spelling(String),
    /// A pattern of the rule matched.
    Pattern,
    /// A shape of the rule matched; the texts of its slots, in order.
    Shape(Vec<String>),
    /// A condition on the whole text holds.
    Document,
    /// A detector recognised the form; its name.
    Detector(String),
    /// A check digit agrees; the name of the check.
    CheckDigit(&'static str),
    /// A word beside the finding speaks for it.
    Cue(String),
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Evidence::Exact => f.write_str("exact"),
            Evidence::Folded => f.write_str("folded"),
            Evidence::Noise => f.write_str("noise"),
            Evidence::Repeat => f.write_str("repeat"),
            Evidence::Spelling(step) => f.write_str(step),
            Evidence::Pattern => f.write_str("pattern"),
            Evidence::Shape(slots) => write!(f, "shape: {}", slots.join(" … ")),
            Evidence::Document => f.write_str("document"),
            Evidence::Detector(name) => write!(f, "detector: {name}"),
            Evidence::CheckDigit(name) => write!(f, "check digit: {name}"),
            Evidence::Cue(word) => write!(f, "cue: {word}"),
        }
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why a candidate is no finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// A word of the language straddles an end of the hit: 大麻烦 holds no 大麻.
    CutsWord(String),
    /// It lies inside a longer word that is innocent.
    Allowed(String),
    /// A cue in its sentence makes it harmless; the cue list and the word.
    Context {
        /// Name of the cue list, or `unless` for a word of the rule's own.
        cue: String,
        /// The word that was found.
        word: String,
    },
    /// The form is right, but a check failed; the name of the check.
    FailedCheck(String),
    /// Another finding claims the same characters with more right; its rule.
    Outranked(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::CutsWord(word) => write!(f, "cuts the word {word}"),
            Reason::Allowed(word) => write!(f, "allowed by {word}"),
            Reason::Context { cue, word } => write!(f, "context {cue}: {word}"),
            Reason::FailedCheck(check) => write!(f, "failed check: {check}"),
            Reason::Outranked(rule) => write!(f, "outranked by {rule}"),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A place in the text that a rule finds fault with.
///
/// A finding owns what it needs: it outlives the screener and the text. All positions are in the original text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub(crate) rule: Arc<Rule>,
    pub(crate) severity: Severity,
    pub(crate) span: Span,
    pub(crate) chars: Span,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) text: String,
    pub(crate) term: Option<Arc<str>>,
    pub(crate) evidence: Vec<Evidence>,
}

impl Finding {
    /// The rule that found it.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// How grave it is: the rule's severity, or what a detector made of it.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Where it lies, in bytes.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where it lies, in characters (Unicode scalar values), half-open.
    pub fn chars(&self) -> Span {
        self.chars
    }

    /// The line of its first character, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column of its first character, in characters, counted from 1.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The text that was found, as it stands in the original.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rule's own term that matched, for rules made of terms.
    pub fn term(&self) -> Option<&str> {
        self.term.as_deref()
    }

    /// How it was reached.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }
}

/// The names and the order of the fields are the report format that other tools read; a snapshot pins them.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut s = serializer.serialize_struct("Finding", 17)?;
        s.serialize_field("category", self.rule.category.id())?;
        s.serialize_field("topic", &self.rule.topic)?;
        s.serialize_field("rule", &self.rule.id)?;
        s.serialize_field("severity", &self.severity)?;
        s.serialize_field("start", &self.span.start)?;
        s.serialize_field("end", &self.span.end)?;
        s.serialize_field("char_start", &self.chars.start)?;
        s.serialize_field("char_end", &self.chars.end)?;
        s.serialize_field("line", &self.line)?;
        s.serialize_field("column", &self.column)?;
        s.serialize_field("text", &self.text)?;
        s.serialize_field("term", &self.term.as_deref())?;
        s.serialize_field("title", &self.rule.title)?;
        s.serialize_field("message", &self.rule.message)?;
        s.serialize_field("advice", &self.rule.advice)?;
        s.serialize_field("basis", &self.rule.basis)?;
        s.serialize_field("evidence", &self.evidence)?;
        s.end()
    }
}

/// A candidate that a check dropped, and why. Only `Screener::explain` gives these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    pub(crate) rule: Arc<Rule>,
    pub(crate) span: Span,
    pub(crate) text: String,
    pub(crate) reason: Reason,
}

impl Dropped {
    /// The rule that would have found it.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// Where it lies, in bytes of the original.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The text of the candidate.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why it is no finding.
    pub fn reason(&self) -> &Reason {
        &self.reason
    }
}

impl Serialize for Dropped {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut s = serializer.serialize_struct("Dropped", 5)?;
        s.serialize_field("rule", &self.rule.id)?;
        s.serialize_field("start", &self.span.start)?;
        s.serialize_field("end", &self.span.end)?;
        s.serialize_field("text", &self.text)?;
        s.serialize_field("reason", &self.reason)?;
        s.end()
    }
}
