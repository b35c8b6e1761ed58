//! The packs under `rules/`, embedded when the crate is built.

use std::sync::Arc;

use super::diagnostic::Source;

/// Path below `rules/` and text of every file; made by `build.rs`.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The built-in rule files.
pub(crate) fn sources() -> impl Iterator<Item = Arc<Source>> {
    FILES
        .iter()
        .map(|(path, text)| Arc::new(Source::new(format!("rules/{path}"), *text)))
}
