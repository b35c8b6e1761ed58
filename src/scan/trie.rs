//! All literals in one trie of codes.

use std::ops::Range;

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

    /// A trie of literals: distinct, non-empty sequences of codes below `codes`, by number, and their numbers in the order of the sequences.
    pub(super) fn new(words: &[&[u32]], order: &[u32], codes: usize) -> Trie {
        // How many codes each word shares with the one before: what it has beyond them are nodes of its own.
        let mut shared = Vec::with_capacity(words.len());
        let mut before: &[u32] = &[];
        // By level of the trie: how many nodes it has, and then the number of the next one.
        let mut next: Vec<u32> = vec![0; 2];
        for &literal in order {
            let word = words[literal as usize];
            let same = word.iter().zip(before).take_while(|(a, b)| a == b).count();
            if word.len() + 2 > next.len() {
                next.resize(word.len() + 2, 0);
            }
            next[same + 1..=word.len()].iter_mut().for_each(|count| *count += 1);
            shared.push(same);
            before = word;
        }
        let mut nodes = 1;
        for count in &mut next {
            nodes += std::mem::replace(count, nodes);
        }
        let mut trie = Trie {
            label: vec![0; nodes as usize],
            first: vec![nodes; nodes as usize + 1],
            literal: vec![Trie::NONE; nodes as usize],
            roots: vec![0; codes],
            pairs: Vec::new(),
            pairs_shift: 0,
        };
        trie.first[0] = 1;
        for (&literal, shared) in order.iter().zip(shared) {
            let word = words[literal as usize];
            for (&code, level) in word[shared..].iter().zip(shared + 1..) {
                let node = next[level];
                next[level] += 1;
                trie.label[node as usize] = code;
                // The node's children, if it has any, are the next that come one level below.
                trie.first[node as usize] = next[level + 1];
                if level == 1 {
                    trie.roots[code as usize] = node;
                }
                if level == word.len() {
                    trie.literal[node as usize] = literal;
                }
            }
        }
        trie.table(1..next[1] as usize);
        trie
    }

    /// Puts the children of the root's children into the table of pairs.
    fn table(&mut self, parents: Range<usize>) {
        if parents.is_empty() {
            return;
        }
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

/// The numbers of words of codes below `codes` in the order that a trie is made from: by their third codes, then by their second,
/// then by their first, for which counting is enough. Few words have all three in common.
pub(super) fn sorted(words: &[&[u32]], codes: usize) -> Vec<u32> {
    let keys: Vec<u64> = words.iter().map(|word| start(word)).collect();
    let mut order: Vec<u32> = (0..words.len() as u32).collect();
    let mut next_order = order.clone();
    for shift in [0, BITS, 2 * BITS] {
        let part = |key: u64| (key >> shift) as usize & ((1 << BITS) - 1);
        let mut next = vec![0; codes + 1];
        keys.iter().for_each(|&key| next[part(key)] += 1);
        let mut sum = 0u32;
        for next in &mut next {
            sum += std::mem::replace(next, sum);
        }
        for &number in &order {
            let at = &mut next[part(keys[number as usize])];
            next_order[*at as usize] = number;
            *at += 1;
        }
        std::mem::swap(&mut order, &mut next_order);
    }
    for same in order.chunk_by_mut(|&a, &b| keys[a as usize] == keys[b as usize]) {
        if same.len() > 1 {
            same.sort_unstable_by_key(|&number| words[number as usize]);
        }
    }
    order
}

/// How many bits a code has at most.
const BITS: u32 = 21;

/// The first three codes of a word, in one number that sorts like them. Each is one more than the code, so that nothing comes first.
fn start(word: &[u32]) -> u64 {
    let code = |at: usize| word.get(at).map_or(0, |&code| u64::from(code) + 1);
    code(0) << (2 * BITS) | code(1) << BITS | code(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_word_and_nothing_else() {
        let words: [&[u32]; 5] = [&[1, 2], &[1, 2, 3], &[1, 3], &[2], &[2, 1, 1, 1]];
        let trie = Trie::new(&words, &sorted(&words, 4), 4);
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
        let all: Vec<&[u32]> = words.iter().map(Vec::as_slice).collect();
        let trie = Trie::new(&all, &sorted(&all, 1100), 1100);
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
        let trie = Trie::new(&[], &[], 2);
        assert_eq!(trie.start(1), 0);
        assert_eq!(trie.pair(1, 1), 0);
    }
}
