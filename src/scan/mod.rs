//! Plan → automaton → candidates, in one pass over the original text, folding on the way. Knows literals, nothing of rules.

mod alphabet;
mod block;
mod candidate;
mod plan;
mod progress;
mod read;
mod repeat;
mod scanner;
mod sieve;
#[cfg(test)]
mod tests;
mod trie;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
#[allow(unsafe_code, reason = "vector instructions; each block says why it is sound")]
mod vector;
#[cfg(not(all(feature = "simd", target_arch = "x86_64")))]
#[path = "scalar.rs"]
mod vector;
mod walk;

pub(crate) use block::STRIDE;
pub(crate) use candidate::{Candidate, What};
pub(crate) use plan::{LiteralId, Plan};
pub(crate) use progress::Progress;
pub(crate) use scanner::Scanner;
pub(crate) use walk::LONGEST_RUN;
