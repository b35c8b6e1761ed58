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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{span::Span, text::Extent};

    #[test]
    fn a_word_excuses_what_lies_in_it() {
        let mut lexicon = Lexicon::default();
        let number = lexicon.number("根治术").unwrap();
        let set = lexicon.set(vec![number]);
        lexicon.close();
        let text = "保证根治术后康复";
        let mut window = Window::new(text, Extent::around(text, 0, Span::new(0, 0)));
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            FoldedRange::new(start, start + part.len())
        };
        let excused = |hit: FoldedRange, slots: &[FoldedRange], window: &mut Window<'_>| {
            let inner = inside(window, &lexicon, set, hit, slots).is_some();
            (inner, overlaps(window, &lexicon, set, hit).is_some())
        };
        let word = Reason::Allowed("根治术".to_owned());
        assert_eq!(inside(&mut window, &lexicon, set, at("根治"), &[at("根治")]), Some(word));
        assert_eq!(excused(at("根治"), &[], &mut window), (true, true));
        // One of the slots is enough, but it must be in the word as a whole.
        assert_eq!(excused(at("保证根治"), &[at("保证"), at("根治")], &mut window), (true, true));
        assert_eq!(excused(at("证根治"), &[at("证根治")], &mut window), (false, true));
        assert_eq!(excused(at("术后"), &[at("术后")], &mut window), (false, true));
        assert_eq!(excused(at("康复"), &[at("康复")], &mut window), (false, false));
    }
}
