//! What a scanner looks for.

use rustc_hash::FxHashMap;

use crate::text::fold_term;

/// A literal of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LiteralId(pub(super) u32);

impl LiteralId {
    /// Its place among the literals of the plan.
    pub(crate) fn number(self) -> usize {
        self.0 as usize
    }
}

/// The literals of all rules, each once, folded; and whether runs of digits are wanted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    literals: Vec<String>,
    ids: FxHashMap<String, LiteralId>,
    digits: Option<usize>,
}

impl Plan {
    /// Adds a literal, or finds it. `None` when it folds to nothing.
    pub(crate) fn literal(&mut self, literal: &str) -> Option<LiteralId> {
        let folded = fold_term(literal);
        if folded.is_empty() {
            return None;
        }
        if let Some(&known) = self.ids.get(&folded) {
            return Some(known);
        }
        let id = LiteralId(self.literals.len() as u32);
        self.literals.push(folded.clone());
        self.ids.insert(folded, id);
        Some(id)
    }

    /// Asks for runs of at least so many digits.
    pub(crate) fn digits(&mut self, at_least: usize) {
        self.digits = Some(self.digits.map_or(at_least, |n| n.min(at_least)).max(2));
    }

    /// The folded literals, by id.
    pub(crate) fn literals(&self) -> &[String] {
        &self.literals
    }

    /// The shortest run of digits that is wanted, if any.
    pub(crate) fn shortest_digits(&self) -> Option<usize> {
        self.digits
    }
}
