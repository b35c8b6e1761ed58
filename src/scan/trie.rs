//! All literals in one trie of codes.

/// Nodes are numbered breadth first, so the children of a node are neighbours: node `n`'s are `first[n]..first[n + 1]`, in
/// ascending order of their labels. The first two steps from the root, where nodes have hundreds of children, are one look-up in a
/// hash table of pairs.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    /// The code on the edge that leads into a node.
    label: Vec<u32>,
    first: Vec<u32>,
    /// The literal that ends at a node, or [`Trie::NONE`].
    literal: Vec<u32>,
    /// The root's child by code, or 0: the root is nobody's child.
    roots: Vec<u32>,
    /// The nodes of depth two by the two codes that lead there. Open addressing; a node of 0 is an empty slot.
    pairs: Vec<Pair>,
    pairs_shift: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    codes: (u32, u32),
    node: u32,
}

impl Trie {
    pub(super) const NONE: u32 = u32::MAX;

    /// A trie of distinct, non-empty sequences of codes below `codes`, the literal's number beside each, sorted.
    pub(super) fn new(words: &[(&[u32], u32)], codes: usize) -> Trie {
        let mut trie = Trie {
            label: vec![0],
            first: vec![1],
            literal: vec![Trie::NONE],
            roots: vec![0; codes],
            pairs: Vec::new(),
            pairs_shift: 0,
        };
        // Each entry is a node by the words that go through it. A level of the trie after the other, so that nodes come out in the
        // order of their numbers.
        let nodes = words.len() * 2;
        trie.label.reserve(nodes);
        trie.first.reserve(nodes);
        trie.literal.reserve(nodes);
        let whole = 0..words.len();
        let mut level = vec![whole];
        let mut next = Vec::new();
        let mut depth = 0;
        let mut parents = 0..0;
        while !level.is_empty() {
            let start = trie.label.len();
            for mut range in level.drain(..) {
                if words.get(range.start).is_some_and(|(word, _)| word.len() == depth) {
                    range.start += 1;
                }
                while !range.is_empty() {
                    let code = words[range.start].0[depth];
                    let len = words[range.clone()]
                        .iter()
                        .take_while(|(word, _)| word[depth] == code)
                        .count();
                    if depth == 0 {
                        trie.roots[code as usize] = trie.label.len() as u32;
                    }
                    trie.label.push(code);
                    let (word, literal) = words[range.start];
                    trie.literal.push(if word.len() == depth + 1 { literal } else { Trie::NONE });
                    next.push(range.start..range.start + len);
                    range.start += len;
                }
                trie.first.push(trie.label.len() as u32);
            }
            if depth == 1 {
                trie.table(parents.clone());
            }
            parents = start..trie.label.len();
            std::mem::swap(&mut level, &mut next);
            depth += 1;
        }
        trie.label.shrink_to_fit();
        trie.first.shrink_to_fit();
        trie.literal.shrink_to_fit();
        trie
    }

    /// Puts the children of the root's children into the table of pairs.
    fn table(&mut self, parents: std::ops::Range<usize>) {
        let count: usize = parents
            .clone()
            .map(|node| (self.first[node + 1] - self.first[node]) as usize)
            .sum();
        let slots = (count * 2).next_power_of_two().max(2);
        self.pairs = vec![Pair::default(); slots];
        self.pairs_shift = 32 - slots.trailing_zeros();
        for parent in parents {
            for node in self.first[parent]..self.first[parent + 1] {
                let codes = (self.label[parent], self.label[node as usize]);
                let mut at = self.slot(codes);
                while self.pairs[at].node != 0 {
                    at = (at + 1) & (slots - 1);
                }
                self.pairs[at] = Pair { codes, node };
            }
        }
    }

    #[inline]
    fn slot(&self, (first, second): (u32, u32)) -> usize {
        ((first.wrapping_mul(0x9E37_79B1) ^ second.wrapping_mul(0xC2B2_AE3D)) >> self.pairs_shift) as usize
    }

    /// The root's child for a code, 0 if none.
    #[inline]
    pub(super) fn start(&self, code: u32) -> u32 {
        self.roots[code as usize]
    }

    /// The node that two codes lead to from the root, 0 if none.
    #[inline]
    pub(super) fn pair(&self, first: u32, second: u32) -> u32 {
        let Some(mask) = self.pairs.len().checked_sub(1) else {
            return 0;
        };
        let mut at = self.slot((first, second));
        loop {
            let pair = &self.pairs[at];
            if pair.node == 0 || pair.codes == (first, second) {
                return pair.node;
            }
            at = (at + 1) & mask;
        }
    }

    /// Whether two codes may lead to a node: hardly ever told of those that do not, and without a branch.
    #[inline]
    pub(super) fn may_have_pair(&self, first: u32, second: u32) -> bool {
        let Some(mask) = self.pairs.len().checked_sub(1) else {
            return false;
        };
        let at = self.slot((first, second));
        let (pair, next) = (&self.pairs[at & mask], &self.pairs[(at + 1) & mask]);
        (pair.node != 0) & ((next.node != 0) | (pair.codes.0 == first) & (pair.codes.1 == second))
    }

    /// The child for a code, 0 if none.
    #[inline]
    pub(super) fn child(&self, node: u32, code: u32) -> u32 {
        let (from, to) = (self.first[node as usize], self.first[node as usize + 1]);
        let labels = &self.label[from as usize..to as usize];
        let at = if labels.len() <= 8 {
            labels.iter().position(|&label| label == code)
        } else {
            labels.binary_search(&code).ok()
        };
        at.map_or(0, |at| from + at as u32)
    }

    /// Whether no literal goes on behind the node.
    pub(super) fn is_leaf(&self, node: u32) -> bool {
        self.first[node as usize] == self.first[node as usize + 1]
    }

    /// The literal that ends at the node, or [`Trie::NONE`].
    #[inline]
    pub(super) fn literal(&self, node: u32) -> u32 {
        self.literal[node as usize]
    }

    /// Bytes of heap in use.
    pub(super) fn memory(&self) -> usize {
        (self.label.len() + self.first.len() + self.literal.len() + self.roots.len()) * 4
            + self.pairs.len() * std::mem::size_of::<Pair>()
    }
}

/// Words of codes below `codes` in the order that a trie is made from, each with its number: first by their first codes, for which counting
/// is enough.
pub(super) fn sorted<'w>(words: impl ExactSizeIterator<Item = &'w [u32]> + Clone, codes: usize) -> Vec<(&'w [u32], u32)> {
    let first = |word: &[u32]| word.first().map_or(0, |&code| code as usize);
    let mut next = vec![0; codes + 1];
    words.clone().for_each(|word| next[first(word) + 1] += 1);
    for code in 0..codes {
        next[code + 1] += next[code];
    }
    let mut sorted = vec![(0, &[][..], 0); words.len()];
    for (word, number) in words.zip(0..) {
        let at = &mut next[first(word)];
        sorted[*at] = (behind_first(word), word, number);
        *at += 1;
    }
    for same in sorted.chunk_by_mut(|(_, a, _), (_, b, _)| a.first() == b.first()) {
        same.sort_unstable_by_key(|&(head, _, _)| head);
        for same in same.chunk_by_mut(|a, b| a.0 == b.0) {
            same.sort_unstable_by_key(|&(_, word, _)| word);
        }
    }
    sorted.into_iter().map(|(_, word, number)| (word, number)).collect()
}

/// The three codes behind the first of a word, in one number that sorts like them.
fn behind_first(word: &[u32]) -> u64 {
    let code = |at: usize| word.get(at).map_or(0, |&code| u64::from(code));
    code(1) << 42 | code(2) << 21 | code(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_word_and_nothing_else() {
        let words: [&[u32]; 5] = [&[1, 2], &[1, 2, 3], &[1, 3], &[2], &[2, 1, 1, 1]];
        let trie = Trie::new(&words.into_iter().zip(0..).collect::<Vec<_>>(), 4);
        let find = |word: &[u32]| {
            let mut node = trie.start(word[0]);
            for &code in &word[1..] {
                if node == 0 {
                    return Trie::NONE;
                }
                node = trie.child(node, code);
            }
            if node == 0 { Trie::NONE } else { trie.literal(node) }
        };
        for (word, id) in words.iter().zip(0..) {
            assert_eq!(find(word), id, "{word:?}");
        }
        assert_eq!(find(&[1]), Trie::NONE);
        assert_eq!(find(&[2, 1]), Trie::NONE);
        assert_eq!(find(&[3]), Trie::NONE);
        let leaf = |word: &[u32]| {
            trie.is_leaf(
                word[1..]
                    .iter()
                    .fold(trie.start(word[0]), |node, &code| trie.child(node, code)),
            )
        };
        assert!(leaf(&[1, 3]) && leaf(&[1, 2, 3]) && !leaf(&[1, 2]) && !leaf(&[2, 1]));
        for (first, second) in (0..4).flat_map(|first| (0..4).map(move |second| (first, second))) {
            let stepwise = match trie.start(first) {
                0 => 0,
                node => trie.child(node, second),
            };
            assert_eq!(trie.pair(first, second), stepwise);
        }
    }

    /// As many words as rules have, with a thousand children at some nodes.
    fn large() -> (Vec<Vec<u32>>, Trie) {
        let mut words: Vec<Vec<u32>> = (0..9000).map(|n| vec![1 + n % 9, n / 9, n % 7, n % 5]).collect();
        words.extend((0..1000).map(|n| vec![1, 1, 9 + n]));
        words.sort();
        let numbered: Vec<(&[u32], u32)> = words.iter().map(Vec::as_slice).zip(0..).collect();
        let trie = Trie::new(&numbered, 1100);
        (words, trie)
    }

    #[test]
    fn nodes_with_many_children_know_them() {
        let (words, trie) = large();
        for (word, number) in words.iter().zip(0..) {
            let node = word[2..]
                .iter()
                .fold(trie.pair(word[0], word[1]), |node, &code| trie.child(node, code));
            assert_eq!(trie.literal(node), number, "{word:?}");
        }
        assert_eq!(trie.child(trie.pair(1, 1), 8), 0);
        assert_eq!(trie.pair(1, 1001), 0);
    }

    /// Where they were not, each look-up of a pair would go past many others.
    #[test]
    fn pairs_are_spread_over_their_table() {
        let (_, trie) = large();
        let pairs: Vec<&Pair> = trie.pairs.iter().filter(|pair| pair.node != 0).collect();
        let slots: std::collections::HashSet<usize> = pairs.iter().map(|pair| trie.slot(pair.codes)).collect();
        assert!(
            slots.len() > pairs.len() * 2 / 3,
            "{} slots for {} pairs",
            slots.len(),
            pairs.len()
        );
    }

    #[test]
    fn memory_is_what_the_allocator_says() {
        let mut kept = None;
        let allocated = allocation_counter::measure(|| kept = Some(large().1)).bytes_current;
        assert_eq!(kept.unwrap().memory() as i64, allocated);
    }

    #[test]
    fn an_empty_trie_has_no_start() {
        let trie = Trie::new(&[], 2);
        assert_eq!(trie.start(1), 0);
        assert_eq!(trie.pair(1, 1), 0);
    }
}
