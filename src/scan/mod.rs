//! Plan → automaton → candidates, in one pass over the original text, folding on the way. Knows literals, nothing of rules.

mod alphabet;
mod pairs;
mod plan;
mod scanner;
mod trie;

pub(crate) use plan::{LiteralId, Plan};
pub(crate) use scanner::{Candidate, Scanner, What};
