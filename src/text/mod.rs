//! What a text is made of: folded characters, views, windows, words, positions. Knows nothing of rules.

mod class;
mod classes;
mod fold;
mod glossary;
mod locate;
mod lossy;
mod numeral;
mod segment;
mod tag;
mod term;
mod view;
mod window;

pub(crate) use class::{Class, class, is_clause_end, is_han, is_sentence_end, is_word_char, sentence_ends};
pub(crate) use classes::classes;
pub(crate) use fold::{Folded, expansions, fold, spellings};
pub(crate) use glossary::Glossary;
pub(crate) use locate::{Locator, Place};
pub(crate) use lossy::Lossy;
pub(crate) use numeral::{digit_of, numeral_of, numerals};
pub(crate) use segment::{Words, knows, names_person};
pub(crate) use tag::tag;
pub(crate) use term::{fold_spaced, fold_spaced_to, fold_term, fold_term_to, folded_chars};
pub(crate) use view::{FoldedRange, View};
pub(crate) use window::{Extent, frames};
