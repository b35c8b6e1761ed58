//! What a text is made of: folded characters, views, windows, words, positions. Knows nothing of rules.

mod class;
mod fold;
mod locate;
mod numeral;
mod segment;
mod tag;
mod term;
mod view;
mod window;

pub(crate) use class::{Class, class, is_clause_end, is_han, is_sentence_end, is_word_char, sentence_ends};
pub(crate) use fold::{Folded, fold, sources};
pub(crate) use locate::Locator;
pub(crate) use numeral::{digit_of, numeral_of, numerals};
pub(crate) use segment::{Words, knows};
pub(crate) use tag::tag;
pub(crate) use term::{fold_spaced, fold_term};
pub(crate) use view::{FoldedRange, View};
pub(crate) use window::{Extent, frames};
