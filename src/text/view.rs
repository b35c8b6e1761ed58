//! A folded copy of a stretch of text, with the way back.

use super::{
    class::{Class, class, is_han, is_word_char},
    fold::{Folded, fold, stays},
    numeral::{digit_of, is_mixed_number},
    tag::tag,
};
use crate::span::Span;

/// A half-open range of bytes of a [`View`]'s folded text. Not a place in the original: [`View::to_original`] leads there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FoldedRange {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl FoldedRange {
    pub(crate) fn new(start: usize, end: usize) -> FoldedRange {
        FoldedRange { start, end }
    }

    pub(crate) fn contains(self, other: FoldedRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub(crate) fn overlaps(self, other: FoldedRange) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A stretch of text, folded. Patterns, shapes, cues, the segmenter and detectors look at this.
///
/// Ignorable characters are gone. Spaces stay (as one) only between two Latin words. In a *stripped* view, decoration and
/// structural marks and bare tags are gone too. Numerals in a number that mixes them with digits are digits: 138零零13八000.
#[derive(Clone, Debug)]
pub(crate) struct View {
    folded: String,
    /// For each character of `folded`, in order.
    origins: Vec<Origin>,
    base: usize,
    /// Where the stretch ends, in bytes from its start.
    len: u32,
}

/// Where a folded character comes from.
#[derive(Clone, Copy, Debug)]
struct Origin {
    /// Its first byte in the folded text.
    folded: u32,
    /// Where its original character starts and ends, in bytes from the start of the stretch.
    start: u32,
    end: u32,
}

impl View {
    /// The view of `text[span]` with decoration and punctuation kept.
    pub(crate) fn plain(text: &str, span: Span) -> View {
        View::build(text, span, false)
    }

    /// The view of `text[span]` without decoration and structural marks.
    pub(crate) fn stripped(text: &str, span: Span) -> View {
        View::build(text, span, true)
    }

    fn build(text: &str, span: Span, strip: bool) -> View {
        let mut view = View {
            folded: String::with_capacity(span.len()),
            origins: Vec::with_capacity(span.len() / 2),
            base: span.start,
            len: span.len() as u32,
        };
        let mut space: Option<Span> = None;
        let mut last = None;
        let stretch = &text[span.range()];
        let mut at = 0;
        while let Some(c) = stretch[at..].chars().next() {
            if let Some((run, end)) = view.run(stretch, at) {
                (space, last) = (None, Some(end));
                at = run;
                continue;
            }
            if strip
                && c == '<'
                && let Some(tag) = tag(&stretch[at..])
            {
                at += tag;
                continue;
            }
            let here = Span::new(at, at + c.len_utf8());
            at = here.end;
            match class(c) {
                Class::Ignorable => continue,
                Class::Space => {
                    space = space.or(Some(here));
                    continue;
                }
                Class::Decoration | Class::Structural if strip => continue,
                _ => {}
            }
            let folded = fold(c);
            let first = match folded {
                Folded::One(c) => c,
                Folded::Many(s) => s.chars().next().unwrap_or(c),
                Folded::Nothing => continue,
            };
            if let Some(space) = space.take()
                && !strip
                && is_word_char(first)
                && last.is_some_and(is_word_char)
            {
                view.push(' ', space);
            }
            match folded {
                Folded::One(c) => view.push(c, here),
                Folded::Many(s) => s.chars().for_each(|c| view.push(c, here)),
                Folded::Nothing => {}
            }
            last = match folded {
                Folded::Many(_) => view.folded.chars().next_back(),
                _ => Some(first),
            };
        }
        view.mixed_numbers();
        view
    }

    /// Takes in the Chinese characters from a byte on that fold to themselves, as most characters of most texts do. The byte behind them, and the
    /// last of them.
    #[inline]
    fn run(&mut self, stretch: &str, from: usize) -> Option<(usize, char)> {
        let mut at = from;
        let mut last = None;
        // U+4000 to U+9FFF: three bytes.
        while let Some(&[lead @ 0xE4..=0xE9, middle, end]) = stretch.as_bytes()[at..].first_chunk() {
            let code = u32::from(lead & 0x0F) << 12 | u32::from(middle & 0x3F) << 6 | u32::from(end & 0x3F);
            let Some(c) = char::from_u32(code).filter(|&c| is_han(c) && stays(c)) else {
                break;
            };
            self.note(self.folded.len() + at - from, Span::new(at, at + 3));
            last = Some(c);
            at += 3;
        }
        self.folded.push_str(&stretch[from..at]);
        last.map(|last| (at, last))
    }

    /// Writes numerals as digits in numbers that mix both.
    fn mixed_numbers(&mut self) {
        let digit = |c: char| if c.is_ascii_digit() { Some(c) } else { digit_of(c) };
        let mut from = 0;
        while let Some(at) = self.folded[from..].find(|c: char| c.is_ascii_digit()) {
            let digits = from + at;
            let numerals: usize = (self.folded[from..digits].chars().rev())
                .take_while(|&c| digit_of(c).is_some())
                .map(char::len_utf8)
                .sum();
            let start = digits - numerals;
            let mut end = self.folded[digits..]
                .find(|c| digit(c).is_none())
                .map_or(self.folded.len(), |at| digits + at);
            if is_mixed_number(&self.folded[start..end]) {
                let number: String = self.folded[start..end].chars().filter_map(digit).collect();
                let first = self.origins.partition_point(|origin| (origin.folded as usize) < start);
                let shorter = (end - start - number.len()) as u32;
                for (i, origin) in self.origins[first..].iter_mut().enumerate() {
                    origin.folded = if i < number.len() {
                        (start + i) as u32
                    } else {
                        origin.folded - shorter
                    };
                }
                self.folded.replace_range(start..end, &number);
                end = start + number.len();
            }
            from = end;
        }
    }

    fn push(&mut self, c: char, from: Span) {
        self.note(self.folded.len(), from);
        self.folded.push(c);
    }

    #[inline]
    fn note(&mut self, folded: usize, from: Span) {
        self.origins.push(Origin {
            folded: folded as u32,
            start: from.start as u32,
            end: from.end as u32,
        });
    }

    /// The origin of the folded character that holds a byte.
    fn origin(&self, at: usize) -> Option<Origin> {
        let next = self.origins.partition_point(|origin| origin.folded as usize <= at);
        self.origins[..next].last().copied().filter(|_| at < self.folded.len())
    }

    /// The folded text.
    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }

    /// The way back: the original characters that a range was folded from. The only function that leads there.
    pub(crate) fn to_original(&self, range: FoldedRange) -> Span {
        let start = self.base + self.origin(range.start).map_or(self.len, |origin| origin.start) as usize;
        if range.start >= range.end {
            return Span::new(start, start);
        }
        let end = self.origin(range.end - 1).map_or(self.len, |origin| origin.end);
        Span::new(start, self.base + end as usize)
    }

    /// The folded characters that come from the originals in `span`.
    pub(crate) fn folded_range(&self, span: Span) -> FoldedRange {
        let place = |at: usize| {
            let at = at.saturating_sub(self.base) as u32;
            let next = self.origins.partition_point(|origin| origin.start < at);
            self.origins
                .get(next)
                .map_or(self.folded.len(), |origin| origin.folded as usize)
        };
        FoldedRange::new(place(span.start), place(span.end))
    }

    /// The text of a range.
    pub(crate) fn slice(&self, range: FoldedRange) -> &str {
        &self.folded[range.start..range.end]
    }

    /// The character before a byte of the folded text.
    pub(crate) fn before(&self, at: usize) -> Option<char> {
        self.folded[..at].chars().next_back()
    }

    /// The character at a byte of the folded text.
    pub(crate) fn after(&self, at: usize) -> Option<char> {
        self.folded[at..].chars().next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> View {
        View::plain(text, Span::new(0, text.len()))
    }

    #[test]
    fn spaces_stay_between_latin_words_only() {
        assert_eq!(whole("根 治　ABC  def 癌").folded(), "根治abc def癌");
    }

    /// U+FE74, an Arabic vowel sign on a space of its own, once folded to a space, which a second folding dropped.
    #[test]
    fn folding_again_changes_nothing() {
        for text in [
            "7\u{FE74}\u{FFFD}",
            "癌\u{FC5E}症",
            "\u{FDFA} a  b",
            "\u{B4}a\u{A8}",
            "138零零\u{200B}13 八000",
        ] {
            let once = whole(text);
            assert_eq!(whole(once.folded()).folded(), once.folded(), "{text:?}");
        }
        assert!(('\0'..=char::MAX).all(|c| fold(c) != Folded::One(' ') || c == ' '));
    }

    #[test]
    fn the_way_back_is_exact() {
        let text = "x請 \u{200B}㋅，Ａ";
        let view = whole(text);
        assert_eq!(view.folded(), "x请6月,a");
        let at = view.folded().find('月').unwrap();
        let back = view.to_original(FoldedRange::new(at, at + 3));
        assert_eq!(&text[back.range()], "㋅");
        assert_eq!(view.slice(view.folded_range(back)), "6月");
        let all = view.to_original(FoldedRange::new(0, view.folded().len()));
        assert_eq!(all, Span::new(0, text.len()));
    }

    #[test]
    fn ranges_hold_and_meet() {
        let range = FoldedRange::new;
        assert!(range(3, 9).contains(range(3, 9)) && range(3, 9).contains(range(4, 5)));
        assert!(!range(3, 9).contains(range(2, 5)) && !range(3, 9).contains(range(4, 10)));
        assert!(range(3, 9).overlaps(range(8, 12)) && range(3, 9).overlaps(range(0, 4)) && range(3, 9).overlaps(range(4, 5)));
        assert!(!range(3, 9).overlaps(range(9, 12)) && !range(3, 9).overlaps(range(0, 3)));
    }

    #[test]
    fn numbers_that_mix_numerals_are_digits_wherever_they_stand() {
        let text = "电话是138零零13八000转，另有一3八001三8000";
        let view = whole(text);
        assert_eq!(view.folded(), "电话是13800138000转,另有13800138000");
        let at = view.folded().find('转').unwrap();
        assert_eq!(&text[view.to_original(FoldedRange::new(at, at + 3)).range()], "转");
        // Each digit leads back to the character that it was.
        let number = "13八零零138零零零";
        let view = whole(number);
        let back = (0..11).map(|at| &number[view.to_original(FoldedRange::new(at, at + 1)).range()]);
        assert_eq!(back.collect::<Vec<_>>().concat(), number);
        assert_eq!(whole("第二2024年").folded(), "第二2024年");
    }

    #[test]
    fn tags_are_stripped_wherever_the_stretch_begins() {
        let text = "前。赌<b>博</b>";
        let view = View::stripped(text, Span::new("前。".len(), text.len()));
        assert_eq!(view.folded(), "赌博");
        assert_eq!(View::plain(text, Span::new("前。".len(), text.len())).folded(), "赌<b>博</b>");
    }

    #[test]
    fn stripped_drops_signs() {
        let text = "赌*，博";
        assert_eq!(View::stripped(text, Span::new(0, text.len())).folded(), "赌博");
    }
}
