//! Conditions on the whole text.

use std::collections::HashMap;

use super::kind::Kind;
use crate::{
    scan::LiteralId,
    span::Span,
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

/// What one text has and lacks. Each kind costs one reading of the text at most, and none before an anchor was found; of a text that is
/// gone, a [`Watch`] has noted the kinds.
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

    /// For a text that is gone.
    pub(crate) fn of(watch: &Watch) -> Documents<'static> {
        Documents {
            text: "",
            kinds: watch.seen.iter().map(|&kind| (kind, true)).collect(),
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
            .or_insert_with(|| frames(text, 0, true).any(|span| is_in(kind, text, span)))
    }
}

fn is_in(kind: Kind, text: &str, span: Span) -> bool {
    !kind.find(View::plain(text, span).folded()).is_empty()
}

/// Looks out for the kinds that conditions ask for, in a text that goes by.
#[derive(Debug)]
pub(crate) struct Watch {
    missing: Vec<Kind>,
    seen: Vec<Kind>,
    /// From where on the text is to be read.
    from: usize,
}

impl Watch {
    pub(crate) fn new(documents: &[Document]) -> Watch {
        let items = documents
            .iter()
            .flat_map(|document| [&document.all, &document.any, &document.none]);
        let mut missing: Vec<Kind> = items
            .flatten()
            .filter_map(|item| match item {
                Item::Kind(kind) => Some(*kind),
                Item::Literals(_) => None,
            })
            .collect();
        missing.sort_unstable();
        missing.dedup();
        Watch {
            missing,
            seen: Vec::new(),
            from: 0,
        }
    }

    /// Reads on, to the end of the text if it is all there.
    pub(crate) fn read(&mut self, text: &str, whole: bool) {
        for span in frames(text, self.from, whole) {
            if self.missing.is_empty() {
                return;
            }
            self.from = span.end;
            let (seen, missing) = self.missing.iter().partition(|&&kind| is_in(kind, text, span));
            self.missing = missing;
            self.seen.extend::<Vec<Kind>>(seen);
        }
    }

    /// Forgets the first `cut` bytes of the text, which are gone.
    pub(crate) fn shift(&mut self, cut: usize) {
        self.from = self.from.saturating_sub(cut);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Plan;

    #[test]
    fn conditions_are_met_together() {
        let mut plan = Plan::default();
        let [one, other, third] = ["治疗", "优惠", "科普"].map(|word| plan.literal(word).unwrap());
        let item = |literal| Item::Literals(Box::new([literal]));
        let document = |any: Vec<Item>, none: Vec<Item>| Document {
            rule: 0,
            anchor: item(one),
            all: vec![item(one)],
            any,
            none,
        };
        let meets = |document: &Document, seen: &[LiteralId]| Documents::new("每天3次").meets(document, |id| seen.contains(&id));
        let plain = document(Vec::new(), Vec::new());
        assert!(meets(&plain, &[one]) && !meets(&plain, &[other]));
        let any = document(vec![item(other), item(third)], Vec::new());
        assert!(meets(&any, &[one, third]) && !meets(&any, &[one]) && !meets(&any, &[third]));
        let none = document(Vec::new(), vec![item(third)]);
        assert!(meets(&none, &[one, other]) && !meets(&none, &[one, third]));
        let kind = document(vec![Item::Kind(Kind::Number)], vec![Item::Kind(Kind::Percent)]);
        assert!(meets(&kind, &[one]));
        assert!(!Documents::new("每天").meets(&kind, |_| true));
        assert!(!Documents::new("3次，占5%").meets(&kind, |_| true));
    }

    #[test]
    fn a_watch_sees_what_goes_by() {
        let document = Document {
            rule: 0,
            anchor: Item::Kind(Kind::Money),
            all: vec![Item::Kind(Kind::Money)],
            any: Vec::new(),
            none: vec![Item::Kind(Kind::Percent)],
        };
        let meets = |watch: &Watch| Documents::of(watch).meets(&document, |_| false);
        let mut watch = Watch::new(std::slice::from_ref(&document));
        let text = "一。只要98元。二";
        watch.read(text, false);
        assert!(!meets(&watch), "more may belong to it yet");
        watch.read(text, true);
        assert!(meets(&watch));
        watch.read(&format!("{text}。占5%"), true);
        assert!(!meets(&watch));
        // Only what was not read yet is read, though what is gone is taken off in front.
        let mut watch = Watch::new(std::slice::from_ref(&document));
        watch.read("一。98元。", true);
        watch.shift("一。98".len());
        watch.read("元。5%", true);
        assert!(!meets(&watch));
        let mut watch = Watch::new(std::slice::from_ref(&document));
        watch.read("5。", true);
        watch.shift(1);
        watch.read("。98元", true);
        assert!(meets(&watch));
    }
}
