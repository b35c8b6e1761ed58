//! What the scan makes of words; the build of the crate asks too.

use crate::text::{Class, class, is_han};

/// Whether the scan does not report a word: one of a single character, or with a mark that parts clauses. Those are everywhere, and a mark
/// slows the scan down where it must be read in two ways.
pub(crate) fn is_quiet(word: &str) -> bool {
    word.chars().nth(1).is_none() || word.chars().any(|c| !is_han(c) && class(c) == Class::Structural)
}

/// Whether the word has no sign in it.
pub(crate) fn is_plain(word: &str) -> bool {
    word.chars().all(|c| is_han(c) || class(c) == Class::Plain)
}
