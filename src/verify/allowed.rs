//! Longer words in which a hit is innocent: 根治术 for 根治.

use super::{
    window::Window,
    wordset::{SetId, WordSet},
};
use crate::{finding::Reason, text::FoldedRange};

/// The allowed word that holds the hit, or one of its slots, if any.
pub(super) fn inside(
    window: &mut Window<'_>,
    sets: &[WordSet],
    set: SetId,
    hit: FoldedRange,
    slots: &[FoldedRange],
) -> Option<Reason> {
    find(window, sets, set, |word| {
        word.contains(hit) || slots.iter().any(|&slot| word.contains(slot))
    })
}

/// The allowed word that shares a character with the hit, if any: for patterns, whose inner parts have no names.
pub(super) fn overlaps(window: &mut Window<'_>, sets: &[WordSet], set: SetId, hit: FoldedRange) -> Option<Reason> {
    find(window, sets, set, |word| word.overlaps(hit))
}

fn find(window: &mut Window<'_>, sets: &[WordSet], set: SetId, applies: impl Fn(FoldedRange) -> bool) -> Option<Reason> {
    window
        .occurrences(sets, set)
        .iter()
        .find(|occurrence| applies(occurrence.range))
        .map(|occurrence| Reason::Allowed(sets[set.0 as usize].words()[occurrence.word as usize].clone()))
}
