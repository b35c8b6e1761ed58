//! What rule files define for one another: word classes, cue lists, laws, titles.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    complaints::Complaints,
    schema::{Class, CueList, File},
    words::{WordList, Words},
};
use crate::{rule::Citation, spelling::Aliases};

/// Things by the pack id that they belong to (empty for all packs) and their name.
type Owned<'f, T> = FxHashMap<&'f str, FxHashMap<&'f str, T>>;

/// The words of a class.
pub(super) struct ClassWords<'f> {
    written: &'f Class<'f>,
    list: OnceCell<WordList>,
}

impl<'f> ClassWords<'f> {
    pub(super) fn list(&self, words: &mut Words<'f>) -> &WordList {
        self.list.get_or_init(|| {
            let mut ids = words.ids(&self.written.words);
            let later = self.written.later.iter().flat_map(|later| later.words());
            ids.extend(later.map(|word| words.id(word)));
            ids.into()
        })
    }
}

/// What the names in rule files stand for. Classes and cue lists belong to a pack id, or to all packs if their file has none.
pub(super) struct Names<'f> {
    classes: Owned<'f, ClassWords<'f>>,
    cues: Owned<'f, &'f CueList<'f>>,
    laws: FxHashMap<String, Citation>,
    titles: FxHashMap<&'f str, &'f str>,
    aliases: Aliases,
}

impl<'f> Names<'f> {
    /// What stands for a word by convention.
    pub(super) fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// Collects what files define for one another.
    pub(super) fn collect(files: &'f [File<'f>], words: &mut Words<'f>, complaints: &mut Complaints) -> Names<'f> {
        let mut names = Names {
            classes: FxHashMap::default(),
            cues: FxHashMap::default(),
            laws: FxHashMap::default(),
            titles: FxHashMap::default(),
            aliases: Aliases::default(),
        };
        let mut law_ids = FxHashSet::default();
        for file in files {
            let pack = file.id.as_ref().map_or("", |id| &*id.value);
            for class in &file.classes {
                let entry = ClassWords {
                    written: class,
                    list: OnceCell::new(),
                };
                // Those of the built-in packs are good, and most of them nobody will ask for.
                if !file.source.is_embedded() {
                    let ids = complaints.words(file, &class.words, words, true);
                    let _ = entry.list.set(ids.into());
                    complaints.nested(file, class, files);
                }
                if names
                    .classes
                    .entry(pack)
                    .or_default()
                    .insert(&class.name.value, entry)
                    .is_some()
                {
                    complaints.twice(file, "class", &class.name);
                }
            }
            if !file.aliases.is_empty() && !file.source.is_embedded() {
                names.aliases.mix();
            }
            for alias in &file.aliases {
                complaints.words(file, &alias.words, words, true);
                alias
                    .words
                    .iter()
                    .for_each(|spelling| names.aliases.add(&alias.name.value, &spelling.value));
            }
            for cue in &file.cues {
                for list in [&cue.before, &cue.after, &cue.anywhere] {
                    complaints.words(file, list, words, true);
                }
                if names.cues.entry(pack).or_default().insert(&cue.name.value, cue).is_some() {
                    complaints.twice(file, "cue list", &cue.name);
                }
            }
            for law in &file.laws {
                if !law_ids.insert(&*law.id.value) {
                    complaints.twice(file, "law", &law.id);
                }
                for (key, cite, says) in &law.articles {
                    let citation = Citation {
                        cite: format!("{}{cite}", law.title),
                        says: says.to_string(),
                    };
                    names.laws.insert(format!("{}/{}", law.id.value, key.value), citation);
                }
            }
            if let (Some(category), Some(title)) = (&file.category, &file.title) {
                names.titles.entry(&category.value).or_insert(&title.value);
            }
        }
        names
    }

    /// The words of a class, the pack's own before the shared one.
    pub(super) fn class(&self, pack: &str, name: &str) -> Option<&ClassWords<'f>> {
        own_or_shared(&self.classes, pack, name).map(|(_, words)| words)
    }

    /// A cue list, the pack's own before the shared one, and the pack that it belongs to.
    pub(super) fn cue(&self, pack: &str, name: &str) -> Option<(&'f str, &'f CueList<'f>)> {
        own_or_shared(&self.cues, pack, name).map(|(owner, cue)| (owner, *cue))
    }

    /// What an article says, by `law/article`.
    pub(super) fn citation(&self, key: &str) -> Option<&Citation> {
        self.laws.get(key)
    }

    /// The title of a category.
    pub(super) fn title(&self, category: &str) -> Option<&'f str> {
        self.titles.get(category).copied()
    }

    /// The classes that a pack can use, for messages.
    pub(super) fn classes_of(&self, pack: &str) -> String {
        known(&self.classes, pack)
    }

    /// The cue lists that a pack can use, for messages.
    pub(super) fn cues_of(&self, pack: &str) -> String {
        known(&self.cues, pack)
    }

    /// The articles of a law, for messages.
    pub(super) fn articles_of(&self, law: &str) -> String {
        let mut articles: Vec<&str> = self
            .laws
            .keys()
            .filter_map(|key| key.split_once('/'))
            .filter(|(id, _)| *id == law)
            .map(|(_, article)| article)
            .collect();
        articles.sort_unstable();
        articles.join(", ")
    }
}

/// What has a name in a pack, or else for all packs, and its owner.
fn own_or_shared<'m, 'f, T>(map: &'m Owned<'f, T>, pack: &str, name: &str) -> Option<(&'f str, &'m T)> {
    [pack, ""].into_iter().find_map(|owner| {
        let (owner, things) = map.get_key_value(owner)?;
        Some((*owner, things.get(name)?))
    })
}

/// The names that a pack can use.
fn known<T>(map: &Owned<'_, T>, pack: &str) -> String {
    let mut known: Vec<&str> = [pack, ""]
        .into_iter()
        .filter_map(|owner| map.get(owner))
        .flat_map(|things| things.keys().copied())
        .collect();
    known.sort_unstable();
    known.dedup();
    known.join(", ")
}
