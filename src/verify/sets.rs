//! Sets of numbers, each once: there are thousands of them, and most of their members stand in runs.

use rustc_hash::FxHashMap;

/// Sets in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sets {
    /// The members of all sets, one set after the other.
    members: Vec<u32>,
    /// Where each set ends in `members`.
    ends: Vec<u32>,
    /// By a hash of its members: each set.
    known: FxHashMap<u64, u32>,
    /// By member: the last list that had it.
    stamps: Vec<u32>,
    stamp: u32,
}

impl Sets {
    /// The number of the set of these members, whose order and repetitions do not matter.
    pub(crate) fn number_of(&mut self, members: impl IntoIterator<Item = u32>) -> u32 {
        self.stamp += 1;
        let start = self.members.len();
        let mut sum = 0u64;
        members.into_iter().for_each(|member| {
            let at = member as usize;
            if at >= self.stamps.len() {
                self.stamps.resize((at + 1).next_power_of_two(), 0);
            }
            if std::mem::replace(&mut self.stamps[at], self.stamp) != self.stamp {
                sum = sum.wrapping_add(spread(member));
                self.members.push(member);
            }
        });
        let (next, count) = (self.ends.len() as u32, self.members.len() - start);
        // Where another set has this hash already, the next one is free or has the set.
        let mut hash = sum.wrapping_add(count as u64);
        while let Some(&known) = self.known.get(&hash) {
            let others = self.get(known);
            if others.len() == count && others.iter().all(|&member| self.stamps[member as usize] == self.stamp) {
                self.members.truncate(start);
                return known;
            }
            hash = hash.wrapping_add(1);
        }
        self.known.insert(hash, next);
        self.ends.push(self.members.len() as u32);
        next
    }

    /// A set of members of which none comes twice. Equal ones are not looked for.
    pub(crate) fn add(&mut self, members: impl Iterator<Item = u32>) -> u32 {
        self.members.extend(members);
        self.ends.push(self.members.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// The members of a set, in the order in which they were first given.
    pub(crate) fn get(&self, set: u32) -> &[u32] {
        let start = set.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.members[start as usize..self.ends[set as usize] as usize]
    }

    /// The sets, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.ends.len() as u32).map(|set| self.get(set))
    }

    /// The sets in less memory.
    pub(crate) fn pack(&self) -> PackedSets {
        let mut packed = PackedSets::default();
        packed.bytes.reserve(self.members.len() * 2);
        packed.ends.reserve(self.ends.len());
        for set in self.iter() {
            let mut last = 0;
            for &member in set {
                write(&mut packed.bytes, member.wrapping_sub(last) as i32);
                last = member;
            }
            packed.ends.push(packed.bytes.len() as u32);
        }
        packed.bytes.shrink_to_fit();
        packed
    }
}

/// Sets that are seldom read, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct PackedSets {
    /// The members of all sets, each as the difference to the one before: most are next to one another and take a byte.
    bytes: Vec<u8>,
    /// Where each set ends in `bytes`.
    ends: Vec<u32>,
}

impl PackedSets {
    /// How many sets there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The sets, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = impl Iterator<Item = u32>> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| {
            let mut rest = &self.bytes[start as usize..end as usize];
            let mut last = 0u32;
            std::iter::from_fn(move || {
                last = last.wrapping_add(read(&mut rest)? as u32);
                Some(last)
            })
        })
    }
}

/// A hash of a number, such that sums of hashes tell sets apart.
fn spread(number: u32) -> u64 {
    let mixed = (u64::from(number) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9)
}

/// Appends a difference: seven bits a byte, the lowest first; all bytes but the last have the eighth. Signs go to the lowest bit.
fn write(bytes: &mut Vec<u8>, difference: i32) {
    let mut rest = (difference << 1 ^ difference >> 31) as u32;
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

/// Takes a difference off the front.
fn read(bytes: &mut &[u8]) -> Option<i32> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7F) << shift;
        shift += 7;
        if byte < 0x80 {
            return Some((number >> 1) as i32 ^ -((number & 1) as i32));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_kept_once() {
        let mut sets = Sets::default();
        let numbers =
            [&[7, 3, 7][..], &[3, 7], &[], &[3], &[1 << 20, 0, 70_000], &[]].map(|set| sets.number_of(set.iter().copied()));
        assert_eq!(numbers, [0, 0, 1, 2, 3, 1]);
        assert_eq!((sets.get(0), sets.get(3)), (&[7, 3][..], &[1 << 20, 0, 70_000][..]));
        let packed = sets.pack();
        assert!(
            sets.iter()
                .zip(packed.iter())
                .all(|(set, packed)| packed.eq(set.iter().copied()))
        );
        assert_eq!(packed.iter().count(), 4);
    }

    #[test]
    fn differences_come_back() {
        for difference in [0, 1, -1, 63, -64, 64, 127, 128, 20_000, -20_000, i32::MAX, i32::MIN] {
            let mut bytes = Vec::new();
            write(&mut bytes, difference);
            assert_eq!(read(&mut bytes.as_slice()), Some(difference));
        }
    }
}
