//! The window of a candidate, with everything that is computed of it at most once.

use std::{cell::OnceCell, rc::Rc};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    kind::Kind,
    lexicon::{Found, Lexicon, Occurrence, SetId},
};
use crate::{
    span::Span,
    text::{Extent, FoldedRange, View, Words},
};

/// Work that is done once for a window, however many candidates ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Job {
    Pattern(u32),
    Shape(u32),
    Detector(u32),
}

/// A candidate's sentence. Folded once, segmented once, searched once for each set of words: however many candidates lie in
/// it, the cost stays linear.
#[derive(Debug)]
pub(crate) struct Window<'t> {
    text: &'t str,
    extent: Extent,
    plain: View,
    stripped: OnceCell<View>,
    plain_words: OnceCell<Words>,
    stripped_words: OnceCell<Words>,
    /// All words of the lexicon, and the occurrences of each set that was asked for.
    words_found: OnceCell<Found>,
    sets: FxHashMap<SetId, Rc<[Occurrence]>>,
    /// Of all sets that have no word there.
    none: Rc<[Occurrence]>,
    kinds: FxHashMap<Kind, Rc<[FoldedRange]>>,
    done: FxHashSet<Job>,
}

impl<'t> Window<'t> {
    pub(crate) fn new(text: &'t str, extent: Extent) -> Window<'t> {
        Window {
            text,
            extent,
            plain: View::plain(text, extent.span),
            stripped: OnceCell::new(),
            plain_words: OnceCell::new(),
            stripped_words: OnceCell::new(),
            words_found: OnceCell::new(),
            sets: FxHashMap::default(),
            none: Rc::default(),
            kinds: FxHashMap::default(),
            done: FxHashSet::default(),
        }
    }

    /// Whether the window is the one for a candidate of this sentence at this place.
    pub(crate) fn serves(&self, sentence: usize, hit: Span) -> bool {
        self.extent.serves(sentence, hit)
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The folded sentence.
    pub(crate) fn plain(&self) -> &View {
        &self.plain
    }

    /// The folded sentence without decoration and punctuation.
    pub(crate) fn stripped(&self) -> &View {
        self.stripped.get_or_init(|| View::stripped(self.text, self.extent.span))
    }

    /// The words of the folded sentence.
    pub(crate) fn words(&self) -> &Words {
        self.plain_words.get_or_init(|| Words::cut(self.plain.folded()))
    }

    /// The words of the sentence without decoration and punctuation.
    pub(crate) fn stripped_words(&self) -> &Words {
        self.stripped_words.get_or_init(|| Words::cut(self.stripped().folded()))
    }

    /// Where the words of a set stand in the folded sentence, by their starts.
    pub(crate) fn occurrences(&mut self, lexicon: &Lexicon, set: SetId) -> Rc<[Occurrence]> {
        let found = self.words_found.get_or_init(|| lexicon.find(self.plain.folded()));
        if !found.has(set) {
            return self.none.clone();
        }
        let of_set = || lexicon.of_set(found, set).into();
        self.sets.entry(set).or_insert_with(of_set).clone()
    }

    /// Where things of a kind stand in the folded sentence.
    pub(crate) fn kinds(&mut self, kind: Kind) -> Rc<[FoldedRange]> {
        let plain = &self.plain;
        self.kinds
            .entry(kind)
            .or_insert_with(|| kind.find(plain.folded()).into())
            .clone()
    }

    /// True the first time it is asked for a job.
    pub(crate) fn first_time(&mut self, job: Job) -> bool {
        self.done.insert(job)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_once() {
        let text = "赌·博，3天";
        let mut window = Window::new(text, Extent::around(text, 0, Span::new(0, 3)));
        for job in [Job::Pattern(1), Job::Shape(1), Job::Detector(1)] {
            assert!(window.first_time(job) && !window.first_time(job));
        }
        assert_eq!(
            (window.plain().folded(), window.stripped().folded()),
            ("赌·博,3天", "赌博3天")
        );
        assert_eq!(window.kinds(Kind::Duration).len(), 1);
        assert!(window.serves(0, Span::new(3, 6)) && !window.serves(1, Span::new(3, 6)));
    }
}
