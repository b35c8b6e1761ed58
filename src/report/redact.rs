//! Masking what was found.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::span::Span;

/// How a finding is masked. Whole grapheme clusters are masked: what a reader sees as one character.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mask {
    /// Each character by this string: `****`.
    Each(String),
    /// The whole finding by this string, whatever its length: `[已删除]`.
    Whole(String),
    /// Keeps so many characters at either end, as in 138****1234; a finding without at least as many between them is masked
    /// whole.
    KeepEnds {
        /// Characters kept at the start.
        first: usize,
        /// Characters kept at the end.
        last: usize,
        /// What each of the others becomes.
        with: String,
    },
}

impl Default for Mask {
    fn default() -> Mask {
        Mask::Each("*".to_owned())
    }
}

impl Mask {
    /// The same mask without kept ends.
    pub(crate) fn whole(&self) -> Mask {
        match self {
            Mask::KeepEnds { with, .. } => Mask::Each(with.clone()),
            other => other.clone(),
        }
    }

    /// What is put in place of what was found.
    pub(crate) fn with(&self) -> &str {
        match self {
            Mask::Each(with) | Mask::Whole(with) | Mask::KeepEnds { with, .. } => with,
        }
    }

    fn write(&self, found: &str, out: &mut String) {
        match self {
            Mask::Each(with) => found.graphemes(true).for_each(|_| out.push_str(with)),
            Mask::Whole(with) => out.push_str(with),
            Mask::KeepEnds { first, last, with } => {
                let count = found.graphemes(true).count();
                let kept = if count > first + last {
                    (*first, count - last)
                } else {
                    (0, count)
                };
                for (at, cluster) in found.graphemes(true).enumerate() {
                    out.push_str(if at < kept.0 || at >= kept.1 { cluster } else { with });
                }
            }
        }
    }
}

/// Masks the spans, which may overlap, in ascending order of their starts.
pub(super) fn redact(text: &str, spans: impl Iterator<Item = Span>, mask: &Mask) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    let mut open: Option<Span> = None;
    let mut close = |open: Option<Span>, out: &mut String| {
        if let Some(span) = open {
            out.push_str(&text[copied..span.start]);
            mask.write(&text[span.range()], out);
            copied = span.end;
        }
    };
    for span in spans.filter_map(|span| clusters(text, span)) {
        match &mut open {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => close(open.replace(span), &mut out),
        }
    }
    close(open, &mut out);
    out.push_str(&text[copied..]);
    out
}

/// The span, widened to whole grapheme clusters.
fn clusters(text: &str, span: Span) -> Option<Span> {
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
    Some(Span::new(whole(span.start, false), whole(span.end, true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str, spans: &[(usize, usize)], mask: Mask) -> String {
        redact(text, spans.iter().map(|&(start, end)| Span::new(start, end)), &mask)
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
