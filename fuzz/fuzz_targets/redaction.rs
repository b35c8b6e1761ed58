//! Redaction of any text under the built-in packs: clean afterwards, done once for all, only where something was found, and in no place
//! that the caller allows.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use xianshen::{HashKey, Mask, ScreenOptions, Screener};
use xianshen_fuzz::COVER;

static SCREENER: LazyLock<Screener> = LazyLock::new(xianshen_fuzz::everything);

static MASKS: LazyLock<[Mask; 6]> = LazyLock::new(|| {
    let cover = || COVER.to_owned();
    let key = HashKey::new(*b"sixteen bytes...").expect("the key is long enough");
    let ends = Mask::KeepEnds {
        first: 3,
        last: 4,
        with: cover(),
    };
    [
        Mask::Each(cover()),
        Mask::Whole(cover()),
        ends,
        Mask::Partial,
        Mask::Token,
        Mask::Hash(key),
    ]
});

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let screening = SCREENER.screen(&text);
    for mask in &*MASKS {
        let redacted = SCREENER.redact(&text, mask);
        if screening.findings().is_empty() {
            assert_eq!(redacted, text, "{mask:?}: nothing was found");
            continue;
        }
        let left = SCREENER.screen(&redacted);
        assert!(
            left.findings().is_empty(),
            "{mask:?} of {text:?} is {redacted:?}, which has {:?}",
            left.findings()
        );
        assert_eq!(SCREENER.redact(&redacted, mask), redacted, "{mask:?} of {text:?} twice");
    }
    check_kept(&text, &screening);
    let allowed = ScreenOptions::new().allow(screening.findings().iter().map(xianshen::Finding::text));
    let redacted = SCREENER.redact_with(&text, &Mask::Partial, &allowed);
    assert_eq!(redacted, text, "all that was found is allowed");
});

/// What is left between the masks stands in the text, in that order, and nothing that was found is in it.
fn check_kept(text: &str, screening: &xianshen::Screening) {
    if text.contains(COVER) {
        return;
    }
    let redacted = screening.redact(text, &Mask::Whole(COVER.to_owned()));
    let mut kept = redacted.split(COVER);
    let first = kept.next().unwrap_or_default();
    let found = screening
        .findings()
        .first()
        .map_or(text.len(), |finding| finding.span().start);
    assert!(
        text.starts_with(first) && first.len() <= found,
        "{text:?} begins otherwise: {redacted:?}"
    );
    let mut rest = &text[first.len()..];
    for piece in kept {
        let at = rest.find(piece);
        let at = at.unwrap_or_else(|| panic!("{piece:?} is not in {rest:?}: {redacted:?}"));
        rest = &rest[at + piece.len()..];
    }
}
