//! Lists by number, and sets of numbers as bits.

/// Numbers that differ in the last five bits alone: a bit for each that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bits {
    /// What the numbers share.
    pub(crate) place: u32,
    pub(crate) bits: u32,
}

impl Bits {
    /// One number.
    #[inline]
    pub(crate) fn one(number: u32) -> Bits {
        Bits {
            place: number / u32::BITS,
            bits: 1 << (number % u32::BITS),
        }
    }

    /// Whether one number is among them.
    #[inline]
    pub(crate) fn has(self, one: Bits) -> bool {
        self.place == one.place && self.bits & one.bits != 0
    }

    /// Does something with each number.
    pub(crate) fn each(self, mut work: impl FnMut(u32)) {
        let mut bits = self.bits;
        while bits != 0 {
            work(self.place * u32::BITS + bits.trailing_zeros());
            bits &= bits - 1;
        }
    }

    /// Numbers in ascending order.
    pub(crate) fn of(numbers: &[u32]) -> impl Iterator<Item = Bits> {
        let together = numbers.chunk_by(|a, b| a / u32::BITS == b / u32::BITS);
        together.map(|numbers| Bits {
            place: numbers[0] / u32::BITS,
            bits: numbers.iter().fold(0, |bits, &number| bits | Bits::one(number).bits),
        })
    }
}

/// Lists by number, all in one.
#[derive(Clone, Debug)]
pub(crate) struct Groups<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Groups<T> {
    fn default() -> Groups<T> {
        Groups {
            items: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl Groups<u32> {
    /// By item, for items below `count`: which of these groups hold it. No group holds an item twice.
    pub(crate) fn transposed(groups: &[&[u32]], count: usize) -> Groups<u32> {
        let mut ends = vec![0; count];
        for &item in groups.iter().copied().flatten() {
            ends[item as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        // The start of each group becomes its end on the way.
        let mut items = vec![0; sum as usize];
        for (group, number) in groups.iter().zip(0..) {
            for &item in *group {
                let end = &mut ends[item as usize];
                items[*end as usize] = number;
                *end += 1;
            }
        }
        Groups { items, ends }
    }
}

impl<T: Copy + Ord> Groups<T> {
    /// The groups of these pairs of number and item, for numbers below `count`. Each group is ascending and holds an item once.
    pub(crate) fn new(pairs: impl Iterator<Item = (u32, T)> + Clone, count: usize) -> Groups<T> {
        let mut ends = vec![0u32; count];
        for (number, _) in pairs.clone() {
            ends[number as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        // Each item to its group, the start of which becomes its end on the way; then each group in order.
        let mut items: Vec<T> = pairs.clone().map(|(_, item)| item).collect();
        for (number, item) in pairs {
            let end = &mut ends[number as usize];
            items[*end as usize] = item;
            *end += 1;
        }
        let (mut start, mut distinct) = (0, true);
        for &end in &ends {
            let group = &mut items[start as usize..end as usize];
            start = end;
            if !group.is_sorted_by(|a, b| a < b) {
                group.sort_unstable();
                distinct &= group.is_sorted_by(|a, b| a < b);
            }
        }
        let mut groups = Groups { items, ends };
        if !distinct {
            groups.dedup();
        }
        groups
    }

    /// Takes out what a group holds twice.
    fn dedup(&mut self) {
        let (mut start, mut kept) = (0, 0);
        for end in &mut self.ends {
            let (first, group) = (kept, start..*end as usize);
            start = group.end;
            for at in group {
                if kept == first || self.items[kept - 1] != self.items[at] {
                    self.items[kept] = self.items[at];
                    kept += 1;
                }
            }
            *end = kept as u32;
        }
        self.items.truncate(kept);
        self.items.shrink_to_fit();
    }

    /// The same groups, of the items that are wanted.
    pub(crate) fn filtered(&self, wanted: impl Fn(T) -> bool) -> Groups<T> {
        let mut groups = Groups {
            items: Vec::new(),
            ends: Vec::with_capacity(self.ends.len()),
        };
        let mut start = 0;
        for &end in &self.ends {
            let group = &self.items[start as usize..end as usize];
            groups.items.extend(group.iter().copied().filter(|&item| wanted(item)));
            groups.ends.push(groups.items.len() as u32);
            start = end;
        }
        groups.items.shrink_to_fit();
        groups
    }

    /// The groups of what each group becomes; `push` appends that to all.
    pub(crate) fn each<U>(&self, push: impl Fn(&[T], &mut Vec<U>)) -> Groups<U> {
        let mut groups = Groups::default();
        for number in 0..self.len() {
            push(self.get(number), &mut groups.items);
            groups.ends.push(groups.items.len() as u32);
        }
        groups.items.shrink_to_fit();
        groups.ends.shrink_to_fit();
        groups
    }
}

impl<T> Groups<T> {
    /// How many groups there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The group of a number; empty for a number that has none.
    #[inline]
    pub(crate) fn get(&self, number: usize) -> &[T] {
        let Some(&end) = self.ends.get(number) else { return &[] };
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_what_belongs_together() {
        let groups = Groups::new([(2, 'b'), (0, 'x'), (2, 'a'), (2, 'b')].into_iter(), 3);
        assert_eq!(groups.get(0), ['x']);
        assert!(groups.get(1).is_empty());
        assert_eq!(groups.get(2), ['a', 'b']);
        assert!(groups.get(3).is_empty());
    }

    #[test]
    fn classes_are_bits_of_few_places() {
        let bits: Vec<Bits> = Bits::of(&[3, 5, 31, 32, 100]).collect();
        assert_eq!(bits.iter().map(|bits| bits.place).collect::<Vec<_>>(), [0, 1, 3]);
        assert!(bits[0].bits & Bits::one(5).bits != 0 && bits[0].bits & Bits::one(4).bits == 0);
        let mut all = Vec::new();
        bits.iter().for_each(|bits| bits.each(|class| all.push(class)));
        assert_eq!(all, [3, 5, 31, 32, 100]);
        let groups = Groups::new([(1, 40u32), (1, 2), (1, 33)].into_iter(), 2).each(|classes, all| all.extend(Bits::of(classes)));
        assert_eq!((groups.get(0).len(), groups.get(1).len()), (0, 2));
    }
}
