//! Places in the original text.

use std::ops::Range;

use serde::Serialize;

/// A half-open range of **bytes** of the original text, always on character boundaries.
///
/// ```
/// let span = xianshen::Span::new(3, 6);
/// assert_eq!(&"请勿吸烟"[span.range()], "勿");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from byte `start` to before byte `end`.
    ///
    /// # Panics
    /// When `start` is greater than `end`.
    pub fn new(start: usize, end: usize) -> Span {
        assert!(start <= end, "a span cannot end before it starts");
        Span { start, end }
    }

    /// As a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
