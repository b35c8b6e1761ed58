//! Rule packs: TOML files and word lists, checked all at once, and lowered to what the scan and the checks work with.

mod anchor;
mod builtin;
mod chars;
mod complaints;
mod diagnostic;
mod frequency;
mod gates;
mod link;
mod lower;
mod names;
mod prepared;
mod program;
mod reader;
mod schema;
mod shapes;
mod spellings;
mod switches;
mod syntax;
mod traits;
mod values;
mod wordlist;
mod words;

pub(crate) use builtin::files as builtin_files;
pub(crate) use chars::{CharCell, Presence};
pub use diagnostic::{Diagnostic, PackErrors, Source};
pub(crate) use link::link;
pub(crate) use program::{Gate, Gating, Link, Program};
pub(crate) use schema::parse;
pub(crate) use switches::Switches;
pub(crate) use wordlist::parse as parse_word_lists;
