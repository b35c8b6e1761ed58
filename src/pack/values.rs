//! Reads what `build.rs` wrote down of the values in the built-in files: the other half of it.

use std::{borrow::Cow, ops::Range};

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

use super::reader::At;

/// The words of a class, which are read when somebody asks for them.
#[derive(Clone, Debug)]
pub(crate) struct LateWords {
    count: usize,
    values: Values,
}

impl LateWords {
    /// The words, each with its place.
    #[cfg(test)]
    pub(super) fn texts(&self) -> impl Iterator<Item = At<Cow<'static, str>>> + use<> {
        let mut values = self.values.clone();
        (0..self.count).map(move |_| {
            let place = values.place();
            let text = Cow::Borrowed(&values.text[place.clone()]);
            At::new(text, place.start - 1..place.end + 1)
        })
    }

    /// The words.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        let mut values = self.values.clone();
        (0..self.count).map(move |_| &values.text[values.place()])
    }
}

/// The values of a file.
#[derive(Clone, Debug)]
pub(super) struct Values {
    text: &'static str,
    rest: &'static [u8],
}

impl Values {
    /// The values of a file, as far as they are written down from there on.
    pub(super) fn at(text: &'static str, rest: &'static [u8]) -> Values {
        Values { text, rest }
    }

    /// The classes of a file, each by its name.
    pub(super) fn classes(mut self) -> impl Iterator<Item = (At<Cow<'static, str>>, LateWords)> {
        (0..self.number()).map(move |_| {
            let place = self.place();
            let name = At::new(Cow::Borrowed(&self.text[place.clone()]), place);
            let (count, bytes) = (self.number(), self.number());
            let words;
            (words, self.rest) = self.rest.split_at(bytes);
            let values = Values::at(self.text, words);
            (name, LateWords { count, values })
        })
    }

    /// A table.
    pub(super) fn table(&mut self) -> DeTable<'static> {
        let mut table = DeTable::new();
        for _ in 0..self.number() {
            let key = self.place();
            let name = Cow::Borrowed(self.text[key.clone()].trim_matches('"'));
            table.insert(Spanned::new(key, name), self.value());
        }
        table
    }

    fn value(&mut self) -> Spanned<DeValue<'static>> {
        let kind = self.byte();
        let place = self.place();
        let value = match kind {
            b't' => DeValue::Table(self.table()),
            b'a' => {
                let mut array = DeArray::new();
                (0..self.number()).for_each(|_| array.push(self.value()));
                DeValue::Array(array)
            }
            b's' => DeValue::String(Cow::Borrowed(&self.text[place.start + 1..place.end - 1])),
            // Numbers, truth values, texts with escapes.
            _ => DeValue::parse(&self.text[place.clone()])
                .expect("it was parsed when the crate was built")
                .into_inner(),
        };
        Spanned::new(place, value)
    }

    fn place(&mut self) -> Range<usize> {
        let start = self.number();
        start..start + self.number()
    }

    fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    fn byte(&mut self) -> u8 {
        let (&byte, rest) = self.rest.split_first().expect("a file ends with its last value");
        self.rest = rest;
        byte
    }
}
