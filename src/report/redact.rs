//! Masking what was found.

use std::collections::BTreeSet;

use unicode_segmentation::GraphemeCursor;

use super::{mask::Mask, pseudonym::Pseudonyms};
use crate::{span::Span, text::knows};

/// A place to mask, and its topic if all that lies there is of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    pub(super) span: Span,
    pub(super) kind: Option<&'p str>,
}

/// Masks the places, which may overlap. A name that is masked in one place is masked wherever it stands.
pub(super) fn redact<'p>(text: &str, places: impl Iterator<Item = Place<'p>>, mask: &Mask) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (span, masked) in masked(text, places, mask) {
        out.push_str(&text[copied..span.start]);
        out.push_str(&masked);
        copied = span.end;
    }
    out.push_str(&text[copied..]);
    out
}

/// What stands for what: spans in order that do not overlap, and their masks.
pub(super) fn masked<'p>(text: &str, places: impl Iterator<Item = Place<'p>>, mask: &Mask) -> Vec<(Span, String)> {
    let mut places: Vec<Place<'_>> = places.filter_map(|place| clusters(text, place)).collect();
    places.extend(names_again(text, &places));
    places.sort_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end)));
    let mut joined: Vec<Place<'_>> = Vec::new();
    for place in places {
        match joined.last_mut() {
            Some(last) if place.span.start < last.span.end => *last = last.joined(place),
            _ => joined.push(place),
        }
    }
    let mut pseudonyms = Pseudonyms::default();
    let write = |Place { span, kind }: Place<'_>| {
        let mut masked = String::new();
        mask.write(kind, &text[span.range()], &mut pseudonyms, &mut masked);
        (span, masked)
    };
    joined.into_iter().map(write).collect()
}

impl<'p> Place<'p> {
    /// The place of both, of which the second does not start before the first. Where neither holds the other, nothing of them can be kept.
    fn joined(self, other: Place<'p>) -> Place<'p> {
        let span = Span::new(self.span.start, self.span.end.max(other.span.end));
        let kind = match span {
            span if span == self.span => self.kind,
            span if span == other.span => other.kind,
            _ if self.kind == other.kind => self.kind,
            _ => None,
        };
        Place { span, kind }
    }
}

/// The other places of the names that are masked somewhere. A name of two characters that is a word as well stays.
fn names_again<'p>(text: &str, places: &[Place<'p>]) -> Vec<Place<'p>> {
    let named = places.iter().filter(|place| place.kind == Some("patient-name"));
    let names: BTreeSet<&str> = named.map(|place| &text[place.span.range()]).collect();
    let again = names.into_iter().filter(|name| match name.chars().count() {
        0 | 1 => false,
        2 => !knows(name),
        _ => true,
    });
    let found = again.flat_map(|name| {
        text.match_indices(name).map(|(at, name)| Place {
            span: Span::new(at, at + name.len()),
            kind: Some("patient-name"),
        })
    });
    found.filter_map(|place| clusters(text, place)).collect()
}

/// The place, widened to whole grapheme clusters.
fn clusters<'p>(text: &str, place: Place<'p>) -> Option<Place<'p>> {
    let span = place.span;
    if span.is_empty() || text.get(span.range()).is_none() {
        return None;
    }
    let whole = |at: usize, forward: bool| {
        let mut cursor = GraphemeCursor::new(at, text.len(), true);
        if cursor.is_boundary(text, 0).unwrap_or(true) {
            return at;
        }
        let found = if forward {
            cursor.next_boundary(text, 0)
        } else {
            cursor.prev_boundary(text, 0)
        };
        found.ok().flatten().unwrap_or(at)
    };
    Some(Place {
        span: Span::new(whole(span.start, false), whole(span.end, true)),
        kind: place.kind,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str, spans: &[(usize, usize)], mask: Mask) -> String {
        let places = spans.iter().map(|&(start, end)| Place {
            span: Span::new(start, end),
            kind: Some("mobile"),
        });
        redact(text, places, &mask)
    }

    #[test]
    fn each_character() {
        assert_eq!(masked("包治百病吗", &[(0, 12)], Mask::default()), "****吗");
        assert_eq!(masked("e\u{301}x", &[(0, 1)], Mask::default()), "*x");
        assert_eq!(masked("👨‍👩‍👧x", &[(0, 4)], Mask::default()), "*x");
    }

    #[test]
    fn overlaps_are_joined() {
        assert_eq!(masked("abcdef", &[(0, 3), (2, 5)], Mask::Whole("[]".into())), "[]f");
        assert_eq!(masked("abcdef", &[(0, 4), (1, 2), (4, 5)], Mask::default()), "*****f");
    }

    #[test]
    fn overlapping_kinds_keep_nothing() {
        let place = |start, end, kind| Place {
            span: Span::new(start, end),
            kind: Some(kind),
        };
        let text = "a13800138000b";
        let both = [place(1, 12, "mobile"), place(0, 5, "social-account")];
        assert_eq!(redact(text, both.into_iter(), &Mask::Partial), "************b");
        let inside = [place(1, 12, "mobile"), place(3, 5, "social-account")];
        assert_eq!(redact(text, inside.into_iter(), &Mask::Partial), "a138****8000b");
    }

    #[test]
    fn names_are_masked_wherever_they_stand() {
        let text = "患者王小禾入院。王小禾很高兴。";
        let place = Place {
            span: Span::new(6, 15),
            kind: Some("patient-name"),
        };
        assert_eq!(
            redact(text, std::iter::once(place), &Mask::Partial),
            "患者王**入院。王**很高兴。"
        );
    }

    #[test]
    fn ends_are_kept() {
        let mask = Mask::KeepEnds {
            first: 3,
            last: 4,
            with: "*".into(),
        };
        assert_eq!(masked("13800138000", &[(0, 11)], mask.clone()), "138****8000");
        assert_eq!(masked("1234567", &[(0, 7)], mask), "*******");
    }

    #[test]
    fn spans_of_another_text_are_passed_over() {
        assert_eq!(masked("好", &[(1, 2), (0, 30)], Mask::default()), "好");
    }
}
