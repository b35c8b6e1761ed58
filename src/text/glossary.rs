//! Words, each once, by number: in one string, for a screener has tens of thousands of them.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Words in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Glossary {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<u32>,
    table: Table,
}

impl Glossary {
    /// With room for so many words.
    pub(crate) fn with_capacity(count: usize) -> Glossary {
        Glossary {
            text: String::with_capacity(count * 12),
            ends: Vec::with_capacity(count),
            table: Table::with_capacity(count),
        }
    }

    /// The number of the word that `write` appends; none if it appends nothing.
    pub(crate) fn number_of(&mut self, write: impl FnOnce(&mut String)) -> Option<u32> {
        let start = self.text.len();
        write(&mut self.text);
        if self.text.len() == start {
            return None;
        }
        let (text, ends, next) = (&self.text, &self.ends, self.ends.len() as u32);
        let number = self
            .table
            .number_of(&text[start..], next, |known| word(text, ends, known as usize));
        if number == next {
            self.ends.push(self.text.len() as u32);
        } else {
            self.text.truncate(start);
        }
        Some(number)
    }

    /// Takes no more words, and gives back the memory that was for more.
    pub(crate) fn close(&mut self) {
        self.table = Table::default();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// How many bytes all words have together.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The words, by number.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        let mut start = 0;
        self.ends
            .iter()
            .map(move |&end| &self.text[std::mem::replace(&mut start, end as usize)..end as usize])
    }
}

impl std::ops::Index<usize> for Glossary {
    type Output = str;

    #[inline]
    fn index(&self, number: usize) -> &str {
        word(&self.text, &self.ends, number)
    }
}

#[inline]
fn word<'t>(text: &'t str, ends: &[u32], number: usize) -> &'t str {
    let start = number.checked_sub(1).map_or(0, |before| ends[before]);
    &text[start as usize..ends[number] as usize]
}

/// Finds words, which are kept elsewhere, by hash.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Open addressing: one more than the number of a word, and its hash. 0 is an empty slot.
    slots: Vec<(u32, u32)>,
    len: usize,
}

impl Table {
    /// With room for so many words.
    pub(crate) fn with_capacity(count: usize) -> Table {
        Table {
            slots: vec![(0, 0); (count * 4 / 3 + 1).next_power_of_two()],
            len: 0,
        }
    }

    /// The number of a word that is known: `known` has them by number. One that is not takes the `next`.
    #[inline]
    pub(crate) fn number_of<'w>(&mut self, word: &str, next: u32, known: impl Fn(u32) -> &'w str) -> u32 {
        if self.len * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let (hash, mask) = (hash(word), self.slots.len() - 1);
        let mut at = hash as usize & mask;
        while let (number @ 1.., of) = self.slots[at] {
            if of == hash && known(number - 1) == word {
                return number - 1;
            }
            at = (at + 1) & mask;
        }
        self.slots[at] = (next + 1, hash);
        self.len += 1;
        next
    }

    #[cold]
    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![(0, 0); (old.len() * 2).max(64)];
        let mask = self.slots.len() - 1;
        for (number, hash) in old.into_iter().filter(|&(number, _)| number != 0) {
            let mut at = hash as usize & mask;
            while self.slots[at].0 != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = (number, hash);
        }
    }
}

#[inline]
fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_once() {
        let mut glossary = Glossary::default();
        let mut number = |word: &str| glossary.number_of(|out| out.push_str(word));
        assert_eq!(
            [number("甲"), number("甲乙"), number("甲"), number("")],
            [Some(0), Some(1), Some(0), None]
        );
        for i in 0..1000 {
            assert_eq!(number(&format!("w{i}")), Some(i + 2));
        }
        assert_eq!(number("w7"), Some(9));
        assert_eq!((&glossary[1], glossary.len()), ("甲乙", 1002));
    }
}
