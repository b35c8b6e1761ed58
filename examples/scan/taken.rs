//! Text taken out of a document of another form, with the way back.

use std::ops::Range;

use xianshen::Span;

/// The text, and of what it is made.
#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) text: String,
    pieces: Vec<Piece>,
    /// Values of attributes that stand without quotes in the source.
    bare: Vec<Range<usize>>,
}

/// A piece of the text and where it comes from. In a verbatim piece each byte has its own place; any other is one whole.
struct Piece {
    text: Range<usize>,
    source: Range<usize>,
    verbatim: bool,
}

impl Taken {
    /// Takes in a stretch of the source as it stands.
    pub(crate) fn verbatim(&mut self, source: &str, range: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(&source[range.clone()]);
        match self.pieces.last_mut() {
            Some(last) if last.verbatim && last.text.end == start && last.source.end == range.start => {
                last.text.end = self.text.len();
                last.source.end = range.end;
            }
            _ => self.piece(start, range, true),
        }
    }

    /// Takes in what stands for a stretch of the source: an entity, white space.
    pub(crate) fn instead(&mut self, text: &str, range: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.piece(start, range, false);
    }

    /// Says that a stretch of the source is a value without quotes, which ends where a blank is: masked it gets some.
    pub(crate) fn bare(&mut self, range: Range<usize>) {
        self.bare.push(range);
    }

    /// Ends the line, if it holds anything.
    pub(crate) fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    pub(crate) fn at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    fn piece(&mut self, start: usize, source: Range<usize>, verbatim: bool) {
        let text = start..self.text.len();
        if !text.is_empty() {
            self.pieces.push(Piece { text, source, verbatim });
        }
    }

    /// The pieces that share a byte with a span of the text, cut to it where they can be.
    fn within(&self, span: Span) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
        let first = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        let touching = self.pieces[first..]
            .iter()
            .take_while(move |piece| piece.text.start < span.end);
        touching.map(move |piece| {
            let text = piece.text.start.max(span.start)..piece.text.end.min(span.end);
            if piece.verbatim {
                let source = |at: usize| piece.source.start + (at - piece.text.start);
                (text.clone(), source(text.start)..source(text.end))
            } else {
                (text, piece.source.clone())
            }
        })
    }

    /// The place of a span in the source: from its first piece to its last, with the tags between them.
    pub(crate) fn place(&self, span: Span) -> Span {
        let sources = self.within(span).map(|(_, source)| source);
        let whole = sources.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
        whole.map_or(Span::new(0, 0), |range| Span::new(range.start, range.end))
    }

    /// The source with what was masked in the text. Tags stay: the mask stands where the first piece stood.
    pub(crate) fn mask(&self, source: &str, masked: &[(Span, String)]) -> String {
        let mut changes: Vec<(Range<usize>, String)> = Vec::new();
        for (span, mask) in masked {
            for (i, (_, range)) in self.within(*span).enumerate() {
                let with = if i == 0 { escaped(mask) } else { String::new() };
                changes.push((range, with));
            }
        }
        for value in &self.bare {
            if changes
                .iter()
                .any(|(range, _)| range.start < value.end && value.start < range.end)
            {
                quote(source, value, &mut changes);
            }
        }
        // Those that begin at one place stay in their order.
        changes.sort_by_key(|(range, _)| range.start);
        let mut out = String::with_capacity(source.len());
        let mut copied = 0;
        for (range, with) in changes {
            // Of an entity that two masks share, the second has nothing left to do.
            if range.start >= copied {
                out.push_str(&source[copied..range.start]);
                out.push_str(&with);
                copied = range.end;
            }
        }
        out.push_str(&source[copied..]);
        out
    }
}

/// Puts a value that changes in quotes: before and behind what is changed in it, and so that none in it ends it.
fn quote(source: &str, value: &Range<usize>, changes: &mut Vec<(Range<usize>, String)>) {
    changes.insert(0, (value.start..value.start, "\"".to_owned()));
    let inner = source[value.clone()].match_indices('"').map(|(at, _)| value.start + at);
    changes.extend(inner.map(|at| (at..at + 1, "&quot;".to_owned())));
    changes.push((value.end..value.end, "\"".to_owned()));
}

/// Text as markup has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let source = "<p>甲&amp;<b>乙</b></p>";
        let mut taken = Taken::default();
        taken.verbatim(source, 3..6);
        taken.instead("&", 6..11);
        taken.verbatim(source, 14..17);
        assert_eq!(taken.text, "甲&乙");
        assert_eq!(taken.place(Span::new(0, 3)), Span::new(3, 6));
        assert_eq!(taken.place(Span::new(3, 7)), Span::new(6, 17));
        let masked = [(Span::new(3, 7), "<>".to_owned())];
        assert_eq!(taken.mask(source, &masked), "<p>甲&lt;&gt;<b></b></p>");
    }

    #[test]
    fn a_masked_value_is_in_quotes() {
        let source = "<img alt=甲乙\"丙 title=丁>";
        let mut taken = Taken::default();
        taken.verbatim(source, 9..19);
        taken.bare(9..19);
        taken.bare(26..29);
        let masked = |start, end, mask: &str| taken.mask(source, &[(Span::new(start, end), mask.to_owned())]);
        assert_eq!(masked(3, 6, "* '*'"), "<img alt=\"甲* &#39;*&#39;&quot;丙\" title=丁>");
        assert_eq!(masked(0, 10, ""), "<img alt=\"\" title=丁>");
        assert_eq!(masked(0, 7, "*"), "<img alt=\"*丙\" title=丁>");
    }
}
