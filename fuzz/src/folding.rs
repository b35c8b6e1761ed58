//! Laws of folding, seen as a detector of one's own sees it: folded text, and the way back to the original.

use std::{
    cell::RefCell,
    collections::HashMap,
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use xianshen::{Anchors, Detector, Hits, Passage, Screener};

use crate::sentence;

/// What calls the detector: it folds to itself and is in no text by chance.
const ANCHOR: &str = "㐀㐁";
/// The most bytes of a sentence that is surely judged in one piece.
const WINDOW: usize = 1000;

/// A sentence as a detector saw it.
struct Seen {
    folded: String,
    /// For each folded character, where in memory its original starts, and its bytes.
    origins: Vec<(usize, usize)>,
    /// The same of the whole.
    whole: (usize, usize),
}

struct Spy(Arc<Mutex<Vec<Seen>>>);

impl Detector for Spy {
    fn name(&self) -> &str {
        "spy"
    }

    fn anchors(&self) -> Anchors {
        Anchors::literals([ANCHOR])
    }

    fn detect(&self, passage: &Passage<'_>, _: &mut Hits) {
        let place = |range| {
            let original = passage.original(range);
            (original.as_ptr() as usize, original.len())
        };
        let folded = passage.folded();
        lock(&self.0).push(Seen {
            folded: folded.to_owned(),
            origins: folded.char_indices().map(|(at, c)| place(at..at + c.len_utf8())).collect(),
            whole: place(0..folded.len()),
        });
    }
}

fn lock(seen: &Mutex<Vec<Seen>>) -> MutexGuard<'_, Vec<Seen>> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Folds sentences and checks the laws of folding.
pub struct Folding {
    screener: Screener,
    seen: Arc<Mutex<Vec<Seen>>>,
    /// What single characters fold to.
    alone: RefCell<HashMap<char, String>>,
}

impl Default for Folding {
    fn default() -> Folding {
        let seen = Arc::default();
        let pack = crate::pack_of_detector("spy");
        let screener = Screener::builder().pack("spy", pack).detector(Spy(Arc::clone(&seen))).build();
        Folding {
            screener: screener.expect("the pack has no mistakes"),
            seen,
            alone: RefCell::default(),
        }
    }
}

impl Folding {
    /// Checks a text: that every folded character has a place in the original, in order; that all of the original is in the folded text
    /// or folds to nothing; that folding again changes nothing.
    ///
    /// # Panics
    /// When a law is broken.
    pub fn check(&self, text: &str) {
        let text = format!("{ANCHOR}{text}");
        let Some(seen) = self.fold(&text) else { return };
        let place = |(start, len): (usize, usize)| {
            let start = start.wrapping_sub(text.as_ptr() as usize);
            assert!(text.get(start..start + len).is_some(), "{text:?}: a place outside");
            start..start + len
        };
        let mut last = 0..0;
        for (c, origin) in seen.folded.chars().zip(seen.origins.iter().copied().map(place)) {
            let original = &text[origin.clone()];
            assert!(!origin.is_empty(), "{text:?}: {c:?} comes from nothing");
            assert!(origin == last || origin.start >= last.end, "{text:?}: {c:?} is out of order");
            let mut chars = original.chars();
            let (Some(from), None) = (chars.next(), chars.next()) else {
                panic!("{text:?}: {c:?} comes from {original:?}");
            };
            let alone = self.alone(from);
            assert!(
                c == ' ' || alone.contains(c) || alone.chars().any(|other| digit(other) == c),
                "{text:?}: {c:?} comes from {from:?}, which folds to {alone:?}"
            );
            last = origin;
        }
        let whole = place(seen.whole);
        assert_eq!(
            whole.start..whole.end,
            0..last.end,
            "{text:?}: the whole is not from first to last"
        );
        let parts: String = text[whole].chars().map(|c| self.alone(c)).collect();
        assert_eq!(plain(&seen.folded), plain(&parts), "{text:?}: something was lost or came in");
        self.check_again(&seen.folded);
    }

    /// Fold of fold is fold.
    fn check_again(&self, folded: &str) {
        // A sign that folding brought out ends the sentence: ‼.
        if folded.len() > WINDOW || folded.contains(|c| crate::ENDS.contains(c)) {
            return;
        }
        let again = self.fold(folded);
        assert_eq!(
            again.map(|seen| seen.folded).as_deref(),
            Some(folded),
            "folding again changes it"
        );
    }

    /// The first sentence of a text that begins with the anchor.
    fn fold(&self, text: &str) -> Option<Seen> {
        lock(&self.seen).clear();
        let screening = self.screener.screen(text);
        assert!(screening.findings().is_empty(), "the spy finds nothing");
        let mut seen = std::mem::take(&mut *lock(&self.seen));
        assert!(!seen.is_empty(), "{text:?}: the anchor calls nobody");
        Some(seen.swap_remove(0))
    }

    /// What a character folds to by itself, between two that stay.
    fn alone(&self, c: char) -> String {
        if let Some(known) = self.alone.borrow().get(&c) {
            return known.clone();
        }
        let seen = self.fold(&format!("{ANCHOR}{c}a"));
        let folded = seen.map(|seen| seen.folded).unwrap_or_default();
        let folded = folded.strip_prefix(ANCHOR).and_then(|rest| rest.strip_suffix('a'));
        let folded = folded
            .unwrap_or_else(|| panic!("{c:?} takes away what stands beside it"))
            .to_owned();
        self.alone.borrow_mut().insert(c, folded.clone());
        folded
    }
}

/// Without what hangs on the neighbours: spaces, and numerals among digits.
fn plain(text: &str) -> String {
    text.chars().filter(|&c| c != ' ').map(digit).collect()
}

fn digit(c: char) -> char {
    sentence::digit_of(c).unwrap_or(c)
}

/// Pieces of a text that are sentences, or parts of long ones.
pub fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..).filter(|rest| !rest.is_empty())?;
        let mut end = 0;
        for c in rest.chars() {
            end += c.len_utf8();
            if end > 300 || crate::ENDS.contains(c) {
                break;
            }
        }
        let piece = from..from + end;
        from += end;
        Some(piece)
    })
}
