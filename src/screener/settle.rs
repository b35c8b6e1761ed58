//! What a stream has found and not given out yet: a finding is certain when no later one can contest its characters.

use std::sync::Arc;

use super::resolve::{Found, Ranked, Word, longest, parts_of_longer_words, winner};
use crate::{rule::Rule, span::Span};

/// How many of the last detections are remembered: more than a later one may compete with.
const LAST: usize = 64;

/// Findings that are not certain yet, with what later ones are compared with. Resolves what comes in parts as
/// [`resolve`](super::resolve::resolve) does what comes at once.
#[derive(Default)]
pub(super) struct Open {
    pub(super) found: Vec<Found>,
    /// Words of lists that cut a word.
    pub(super) cut: Vec<Found>,
    /// Words of lists that were found, and reach so far that a later one may be a part of them.
    words: Vec<Word>,
    /// The last detections that are certain to be there, those outranked too, in order.
    ranked: Vec<Ranked>,
}

impl Open {
    /// The findings that are certain when all that start before the horizon were found.
    pub(super) fn settle(&mut self, rules: &[Arc<Rule>], horizon: usize) -> Vec<Found> {
        let is_past = |found: &Found| found.hit.span.start < horizon;
        let (mut ready, later): (Vec<Found>, Vec<Found>) = std::mem::take(&mut self.found).into_iter().partition(is_past);
        let (parts, parts_later) = std::mem::take(&mut self.cut).into_iter().partition(is_past);
        self.cut = parts_later;
        self.words.extend(ready.iter().filter_map(|found| Word::of(found, rules)));
        ready.append(&mut parts_of_longer_words(self.words.clone(), parts));
        self.words.retain(|word| word.span.end > horizon);

        let (mut certain, mut open): (Vec<Found>, Vec<Found>) = longest(ready, rules)
            .into_iter()
            .partition(|found| found.hit.span.end <= horizon);
        // A detection waits for the one beside it, which may still be another.
        let beside: Vec<Span> = open
            .iter()
            .filter(|found| found.rank.is_some())
            .map(|found| found.hit.span)
            .collect();
        let waits = |found: &Found| found.rank.is_some() && beside.iter().any(|span| span.overlaps(found.hit.span));
        open.extend(certain.extract_if(.., |found| waits(found)));
        let mut ranked: Vec<Ranked> = certain.iter().filter_map(Ranked::of).collect();
        let mut contest = self.ranked.clone();
        contest.extend(ranked.iter().copied().chain(open.iter().filter_map(Ranked::of)));
        let order = |ranked: &Ranked| (ranked.span.start, ranked.span.end, ranked.rule);
        contest.sort_by_key(order);
        certain.retain(|found| {
            let place = Ranked::of(found).map(|one| contest.partition_point(|other| order(other) < order(&one)));
            place.is_none_or(|at| winner(&contest, at).is_none())
        });
        self.ranked.append(&mut ranked);
        self.ranked.sort_by_key(order);
        self.ranked.drain(..self.ranked.len().saturating_sub(LAST));

        open.extend(later);
        self.found = open;
        certain
    }

    /// Where the first of them starts.
    pub(super) fn first(&self) -> Option<usize> {
        self.found.iter().chain(&self.cut).map(|found| found.hit.span.start).min()
    }

    /// Forgets the first `cut` bytes of the text, which are gone.
    pub(super) fn shift(&mut self, cut: usize) {
        let shift = |span: &mut Span| *span = Span::new(span.start.saturating_sub(cut), span.end.saturating_sub(cut));
        for found in self.found.iter_mut().chain(&mut self.cut) {
            shift(&mut found.hit.span);
        }
        self.words.iter_mut().for_each(|word| shift(&mut word.span));
        self.ranked.retain(|ranked| ranked.span.end > cut);
        self.ranked.iter_mut().for_each(|ranked| shift(&mut ranked.span));
    }
}
