//! Conditions on the whole text.

use std::collections::HashMap;

use super::{
    kind::Kind,
    lexicon::{Lexicon, SetId},
};
use crate::text::{View, frames};

/// Something that a text has or lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Item {
    Words(SetId),
    Kind(Kind),
}

/// A condition on the whole text. The finding lies on the anchor, which is one of `all`.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) rule: u32,
    pub(crate) anchor: Item,
    pub(crate) all: Vec<Item>,
    pub(crate) any: Vec<Item>,
    pub(crate) none: Vec<Item>,
}

/// What one text has and lacks. Asked only once an anchor was found; each item costs one reading of the text at most.
#[derive(Debug)]
pub(crate) struct Documents<'t> {
    text: &'t str,
    known: HashMap<Item, bool>,
}

impl<'t> Documents<'t> {
    pub(crate) fn new(text: &'t str) -> Documents<'t> {
        Documents {
            text,
            known: HashMap::new(),
        }
    }

    /// Whether the text meets the condition.
    pub(crate) fn meets(&mut self, lexicon: &Lexicon, document: &Document) -> bool {
        document.all.iter().all(|&item| self.has(lexicon, item))
            && (document.any.is_empty() || document.any.iter().any(|&item| self.has(lexicon, item)))
            && !document.none.iter().any(|&item| self.has(lexicon, item))
    }

    fn has(&mut self, lexicon: &Lexicon, item: Item) -> bool {
        let text = self.text;
        *self.known.entry(item).or_insert_with(|| {
            frames(text).any(|span| {
                let view = View::plain(text, span);
                match item {
                    Item::Words(set) => lexicon
                        .find(view.folded())
                        .iter()
                        .any(|found| lexicon.sets_of(found).contains(&set)),
                    Item::Kind(kind) => !kind.find(view.folded()).is_empty(),
                }
            })
        })
    }
}
