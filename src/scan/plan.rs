//! What a scanner looks for.

use crate::text::{Glossary, fold_term_to};

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
    literals: Glossary,
    digits: Option<usize>,
}

impl Plan {
    /// With room for so many literals.
    pub(crate) fn with_capacity(count: usize) -> Plan {
        Plan {
            literals: Glossary::with_capacity(count),
            digits: None,
        }
    }

    /// Adds a literal, or finds it. `None` when it folds to nothing.
    pub(crate) fn literal(&mut self, literal: &str) -> Option<LiteralId> {
        self.literals.number_of(|out| fold_term_to(out, literal)).map(LiteralId)
    }

    /// Adds a literal that is folded already, or finds it.
    pub(crate) fn folded(&mut self, literal: &str) -> Option<LiteralId> {
        self.literals.number_of(|out| out.push_str(literal)).map(LiteralId)
    }

    /// Adds no more.
    pub(crate) fn close(&mut self) {
        self.literals.close();
    }

    /// Asks for runs of at least so many digits.
    pub(crate) fn digits(&mut self, at_least: usize) {
        self.digits = Some(self.digits.map_or(at_least, |n| n.min(at_least)).max(2));
    }

    /// The folded literals, by id.
    pub(crate) fn literals(&self) -> &Glossary {
        &self.literals
    }

    /// The shortest run of digits that is wanted, if any.
    pub(crate) fn shortest_digits(&self) -> Option<usize> {
        self.digits
    }
}
