//! Longer words in which a hit is innocent: 根治术 for 根治.

use super::{
    lexicon::{Lexicon, SetId},
    window::Window,
};
use crate::{finding::Reason, text::FoldedRange};

/// The allowed word that holds the hit, or one of its slots, if any.
pub(super) fn inside(
    window: &mut Window<'_>,
    lexicon: &Lexicon,
    set: SetId,
    hit: FoldedRange,
    slots: &[FoldedRange],
) -> Option<Reason> {
    find(window, lexicon, set, |word| {
        word.contains(hit) || slots.iter().any(|&slot| word.contains(slot))
    })
}

/// The allowed word that shares a character with the hit, if any: for patterns, whose inner parts have no names.
pub(super) fn overlaps(window: &mut Window<'_>, lexicon: &Lexicon, set: SetId, hit: FoldedRange) -> Option<Reason> {
    find(window, lexicon, set, |word| word.overlaps(hit))
}

fn find(window: &mut Window<'_>, lexicon: &Lexicon, set: SetId, applies: impl Fn(FoldedRange) -> bool) -> Option<Reason> {
    window
        .occurrences(lexicon, set)
        .iter()
        .find(|occurrence| applies(occurrence.range))
        .map(|occurrence| Reason::Allowed(lexicon.text(occurrence).to_owned()))
}
