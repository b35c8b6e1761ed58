//! Where a literal may start: bitmaps that let through every place where one does, and few others.

use std::ops::Range;

use super::vector::Vector;

/// Hashed pairs and triples of codes. What was put in is always let through; other things rarely are.
#[derive(Clone, Debug)]
pub(super) struct Sieve {
    /// Pairs that start a literal.
    pairs: Bits,
    /// Pairs that are a literal, or must be looked at for another reason.
    whole: Bits,
    /// Triples that start a literal.
    triples: Bits,
}

/// A bitmap of hashes, of which it takes the lower bits.
#[derive(Clone, Debug)]
struct Bits {
    words: Vec<u64>,
    mask: u32,
}

/// Bits for each thing in a bitmap: one in so many is set.
const ROOM: usize = 32;

impl Bits {
    fn with_room_for(count: usize) -> Bits {
        let bits = (count * ROOM).next_power_of_two().clamp(1 << 12, 1 << 26);
        Bits {
            words: vec![0; bits / 64],
            mask: bits as u32 - 1,
        }
    }

    fn put(&mut self, hash: u32) {
        let at = (hash & self.mask) as usize;
        self.words[at / 64] |= 1 << (at % 64);
    }

    #[inline]
    fn has(&self, hash: u32) -> bool {
        let at = (hash & self.mask) as usize;
        self.words[at / 64] >> (at % 64) & 1 != 0
    }
}

/// What a code is multiplied by when another follows. Codes are small and dense, so that this much spreads pairs well.
const SPREAD: u32 = 0x9E35;

#[inline]
fn pair(first: u32, second: u32) -> u32 {
    first.wrapping_mul(SPREAD).wrapping_add(second)
}

#[inline]
fn triple(first: u32, second: u32, third: u32) -> u32 {
    pair(pair(first, second), third)
}

impl Sieve {
    /// A sieve for these literals, as codes. `whole` are pairs that are let through too.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w [u32]> + Clone, whole: impl Iterator<Item = (u32, u32)>) -> Sieve {
        let of_length = |admits: fn(usize) -> bool| words.clone().filter(move |word| admits(word.len())).count();
        let mut sieve = Sieve {
            pairs: Bits::with_room_for(of_length(|length| length > 1) + 100),
            whole: Bits::with_room_for(of_length(|length| length == 2) + 100),
            triples: Bits::with_room_for(of_length(|length| length > 2)),
        };
        for word in words {
            match *word {
                [first, second] => sieve.put_whole(first, second),
                [first, second, third, ..] => {
                    sieve.pairs.put(pair(first, second));
                    sieve.triples.put(triple(first, second, third));
                }
                _ => {}
            }
        }
        whole.for_each(|(first, second)| sieve.put_whole(first, second));
        sieve
    }

    fn put_whole(&mut self, first: u32, second: u32) {
        self.pairs.put(pair(first, second));
        self.whole.put(pair(first, second));
    }

    /// Writes down the places, among the codes but the last one, at which a pair or a single code lets a literal start. Without a branch,
    /// for they come as they like. Returns how many there are.
    #[inline]
    pub(super) fn sift<const N: usize>(
        &self,
        codes: &[u32],
        single: &Range<u32>,
        places: &mut [u16; N],
        vector: Option<Vector>,
    ) -> usize {
        let (at, count) = match vector {
            Some(vector) => vector.sift((&self.pairs.words, self.pairs.mask, SPREAD), codes, single, places),
            None => (0, 0),
        };
        if single.is_empty() {
            self.sift_with(codes, places, (at, count), |_| false)
        } else {
            let (start, len) = (single.start, single.end - single.start);
            self.sift_with(codes, places, (at, count), |code| code.wrapping_sub(start) < len)
        }
    }

    #[inline]
    fn sift_with<const N: usize>(
        &self,
        codes: &[u32],
        places: &mut [u16; N],
        (at, mut count): (usize, usize),
        single: impl Fn(u32) -> bool,
    ) -> usize {
        let mut last = codes.get(at).copied().unwrap_or(0);
        for (i, &code) in (at as u16..N as u16).zip(codes.get(at + 1..).unwrap_or_default()) {
            places[count] = i;
            count += usize::from(self.pairs.has(pair(last, code)) | single(last));
            last = code;
        }
        count
    }

    /// Whether to look closer at a pair that was let through, now that the character behind it is known.
    #[inline]
    pub(super) fn lets_through(&self, first: u32, second: u32, third: u32) -> bool {
        self.triples.has(triple(first, second, third)) | self.whole.has(pair(first, second))
    }

    /// Bytes of heap in use.
    pub(super) fn memory(&self) -> usize {
        [&self.pairs, &self.whole, &self.triples]
            .iter()
            .map(|bits| bits.words.len() * 8)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Literals of three characters, each with characters of its own, and one pair.
    fn words() -> Vec<Vec<u32>> {
        let triples = (1..=2000).map(|code| vec![code, code * 7 % 2003, code * 5 % 2003]);
        triples.chain([vec![3000, 3001]]).collect()
    }

    fn sieve(words: &[Vec<u32>]) -> Sieve {
        Sieve::new(words.iter().map(Vec::as_slice), [(9, 9)].into_iter())
    }

    #[test]
    fn what_was_put_in_is_let_through_and_other_things_rarely_are() {
        let words = words();
        let sieve = sieve(&words);
        let starts = |word: &[u32]| {
            let mut places = [0; 8];
            let third = word.get(2).copied().unwrap_or(0);
            let first = sieve.sift(&word[..2], &(0..0), &mut places, None) == 1 && places[0] == 0;
            first && sieve.lets_through(word[0], word[1], third)
        };
        assert!(words.iter().all(|word| starts(word)));
        assert!(starts(&[3000, 3001, 5]) && starts(&[9, 9, 5]));
        let others = |change: fn(&[u32]) -> [u32; 3]| words[..2000].iter().filter(|word| starts(&change(word))).count();
        // One bit in thirty-two is set.
        assert!(others(|word| [word[0], word[1] + 1, word[2]]) < 200);
        assert!(others(|word| [word[0], word[1], word[2] + 1]) < 200);
    }

    #[test]
    fn single_characters_are_places_too() {
        let sieve = sieve(&[]);
        let mut places = [0; 8];
        assert_eq!(sieve.sift(&[40, 41, 42, 43, 41, 0], &(41..43), &mut places, None), 3);
        assert_eq!(places[..3], [1, 2, 4]);
        assert_eq!(sieve.sift(&[], &(41..43), &mut places, None), 0);
    }

    #[test]
    fn memory_is_what_the_allocator_says() {
        let words = words();
        let mut kept = None;
        let allocated = allocation_counter::measure(|| kept = Some(sieve(&words))).bytes_current;
        assert_eq!(kept.unwrap().memory() as i64, allocated);
    }
}
