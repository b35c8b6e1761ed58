//! From bytes to characters, lines and columns.

/// Counts characters and lines along a text. Asked in ascending order of positions, it reads the text once in all.
pub(crate) struct Locator<'t> {
    text: &'t str,
    start: Place,
    at: usize,
    here: Place,
}

/// A place for people: all but `chars` counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Characters before it in the text.
    pub(crate) chars: usize,
    /// Line, from 1. Lines end at `\n`.
    pub(crate) line: usize,
    /// Column in characters, from 1.
    pub(crate) column: usize,
}

impl Place {
    /// Where a text starts.
    pub(crate) const START: Place = Place {
        chars: 0,
        line: 1,
        column: 1,
    };
}

impl<'t> Locator<'t> {
    pub(crate) fn new(text: &'t str) -> Locator<'t> {
        Locator::behind(Place::START, text)
    }

    /// For the rest of a text, which starts at this place.
    pub(crate) fn behind(start: Place, text: &'t str) -> Locator<'t> {
        Locator {
            text,
            start,
            at: 0,
            here: start,
        }
    }

    /// The place of a byte, which must be a character boundary. Going back starts again from the beginning.
    pub(crate) fn place(&mut self, byte: usize) -> Place {
        if byte < self.at {
            *self = Locator::behind(self.start, self.text);
        }
        let passed = &self.text[self.at..byte];
        let chars = passed.chars().count();
        self.here.chars += chars;
        self.here.line += passed.bytes().filter(|&byte| byte == b'\n').count();
        self.here.column = match passed.rfind('\n') {
            Some(end) => passed[end + 1..].chars().count() + 1,
            None => self.here.column + chars,
        };
        self.at = byte;
        self.here
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let text = "一二\n三x四";
        let mut locator = Locator::new(text);
        let place = locator.place(text.find('四').unwrap());
        assert_eq!((place.chars, place.line, place.column), (5, 2, 3));
        assert_eq!(locator.place(0).line, 1);
    }
}
