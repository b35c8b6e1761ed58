//! The stretch of text in which a candidate is judged: its sentence, or its part of a very long one.

use super::class::first_end;
use crate::span::Span;

/// Where a candidate is judged. A function of the sentence and the candidate's frame in it alone, so that the answer depends
/// neither on what else is in the text nor on how the text is cut for streaming, and a hostile text without punctuation
/// costs three times its length at most. Only a candidate that runs on over the end of its sentence or frames has an extent of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Extent {
    sentence: usize,
    frame: usize,
    /// Where the candidate ends that has the extent for itself.
    own: Option<usize>,
    pub(crate) span: Span,
}

impl Extent {
    /// Bytes of a frame. A sentence longer than that is judged in up to three frames: the candidate's own and its neighbours.
    pub(crate) const FRAME: usize = 512;

    /// The extent for a candidate at `hit` whose sentence starts at byte `sentence`.
    pub(crate) fn around(text: &str, sentence: usize, hit: Span) -> Extent {
        let frame = Extent::frame(sentence, hit.start);
        let from = floor(text, sentence + frame.saturating_sub(1) * Extent::FRAME);
        let frames = sentence + (frame + 2) * Extent::FRAME;
        let limit = floor(text, frames.max(hit.end));
        let over = hit.end > frames || first_end(text, hit.range()).is_some();
        let to = first_end(text, hit.end..limit).map_or(limit, |(mark, _)| mark);
        Extent {
            sentence,
            frame,
            own: over.then_some(hit.end),
            span: Span::new(from, to),
        }
    }

    /// The number of the frame, in its sentence, of a candidate at this byte.
    pub(crate) fn frame(sentence: usize, at: usize) -> usize {
        (at - sentence) / Extent::FRAME
    }

    /// Whether a candidate of the same sentence would be given this same extent.
    pub(crate) fn serves(&self, sentence: usize, hit: Span) -> bool {
        let holds = self.own.map_or(hit.end <= self.span.end, |end| hit.end == end);
        self.sentence == sentence && Extent::frame(sentence, hit.start) == self.frame && holds
    }
}

/// All extents of a text from a byte on in order, one for each sentence or frame of a long sentence: for conditions on the whole text. Of a
/// text whose end is not there yet, those that do not depend on it.
pub(crate) fn frames(text: &str, from: usize, whole: bool) -> impl Iterator<Item = Span> {
    let mut from = from;
    std::iter::from_fn(move || {
        if from >= text.len() || !whole && from + 2 * Extent::FRAME >= text.len() {
            return None;
        }
        let limit = floor(text, (from + 2 * Extent::FRAME).min(text.len()));
        let to = first_end(text, from..limit).map_or(limit, |(_, behind)| behind);
        let span = Span::new(from, to);
        from = to;
        Some(span)
    })
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_sentence_is_its_own_extent() {
        let text = "严禁赌博。包治百病！";
        let start = text.find('包').unwrap();
        let extent = Extent::around(text, start, Span::new(start, start + 12));
        assert_eq!(&text[extent.span.range()], "包治百病");
        assert!(extent.serves(start, Span::new(start + 3, start + 6)));
    }

    #[test]
    fn the_sentence_goes_on_behind_the_hit() {
        let text = "本店大麻烦不断，请见谅。再见";
        let start = text.find("大麻").unwrap();
        let extent = Extent::around(text, 0, Span::new(start, start + 6));
        assert_eq!(&text[extent.span.range()], "本店大麻烦不断，请见谅");
        // A mark with a letter behind it ends nothing.
        let text = "见http://a.cn?id=7，赌博!b";
        let extent = Extent::around(text, 0, Span::new(0, 3));
        assert_eq!(&text[extent.span.range()], text);
    }

    #[test]
    fn a_long_sentence_is_cut_on_character_boundaries() {
        let text = "字".repeat(4000);
        let extent = Extent::around(&text, 0, Span::new(6000, 6003));
        assert!(extent.span.len() <= 3 * Extent::FRAME);
        assert!(text.is_char_boundary(extent.span.start) && text.is_char_boundary(extent.span.end));
        assert!(extent.span.contains(Span::new(6000, 6003)));
    }

    #[test]
    fn frames_cover_the_text() {
        let text = "一。二\n".to_owned() + &"长".repeat(1000);
        let spans: Vec<Span> = frames(&text, 0, true).collect();
        assert_eq!(spans[0], Span::new(0, 6));
        assert!(spans.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!(spans.last().unwrap().end, text.len());
    }
}
