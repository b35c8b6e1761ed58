//! Conditions on the whole text.

use std::collections::HashMap;

use super::kind::Kind;
use crate::{
    scan::LiteralId,
    text::{View, frames},
};

/// Something that a text has or lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// One of these literals: the scan has seen it or it has not.
    Literals(Box<[LiteralId]>),
    /// A thing of the kind.
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

/// What one text has and lacks. Each kind costs one reading of the text at most, and none before an anchor was found.
#[derive(Debug)]
pub(crate) struct Documents<'t> {
    text: &'t str,
    kinds: HashMap<Kind, bool>,
}

impl<'t> Documents<'t> {
    pub(crate) fn new(text: &'t str) -> Documents<'t> {
        Documents {
            text,
            kinds: HashMap::new(),
        }
    }

    /// Whether the text meets the condition. `seen` tells the literals that the scan has seen in it.
    pub(crate) fn meets(&mut self, document: &Document, seen: impl Fn(LiteralId) -> bool) -> bool {
        let mut has = |item: &Item| match item {
            Item::Literals(literals) => literals.iter().any(|&literal| seen(literal)),
            Item::Kind(kind) => self.has(*kind),
        };
        document.all.iter().all(&mut has)
            && (document.any.is_empty() || document.any.iter().any(&mut has))
            && !document.none.iter().any(&mut has)
    }

    fn has(&mut self, kind: Kind) -> bool {
        let text = self.text;
        *self
            .kinds
            .entry(kind)
            .or_insert_with(|| frames(text).any(|span| !kind.find(View::plain(text, span).folded()).is_empty()))
    }
}
