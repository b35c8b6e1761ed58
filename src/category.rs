//! The kinds of content that rules belong to.

use std::sync::Arc;

/// A kind of content, as a rule pack declares it: an id that stays, and a title for the reader.
///
/// The built-in packs bring thirteen; a user's pack may bring its own, so this is data and no `enum`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Category {
    id: Arc<str>,
    title: Arc<str>,
}

impl Category {
    /// A category of this id (kebab-case) and title.
    pub fn new(id: impl Into<Arc<str>>, title: impl Into<Arc<str>>) -> Category {
        Category {
            id: id.into(),
            title: title.into(),
        }
    }

    /// The stable id: what reports call the category, and what `scan --only` takes.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title, in the reader's language.
    pub fn title(&self) -> &str {
        &self.title
    }
}
