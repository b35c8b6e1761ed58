//! What can go wrong when a screener is built. Screening itself never fails.

use std::{io, path::PathBuf};

use crate::pack::PackErrors;

/// Why a screener could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Rule files have mistakes. Displaying this draws them all, with place and remedy.
    #[error(transparent)]
    Packs(#[from] PackErrors),
    /// A rule file could not be read.
    #[error("cannot read the rule file `{path}`: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `enable`, `disable` or `only` names no rule, topic or category of the packs.
    #[error("`{name}` is no rule, topic or category of the loaded packs")]
    Unknown {
        /// The name.
        name: String,
    },
}
