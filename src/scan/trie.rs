//! All literals in one trie of codes.

/// Nodes are numbered breadth first, so the children of a node are neighbours: node `n`'s are `first[n]..first[n + 1]`, in
/// ascending order of their labels. That is the whole structure: three flat arrays, and one more to find the root's children.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    /// The code on the edge that leads into a node.
    label: Vec<u32>,
    first: Vec<u32>,
    /// The literal that ends at a node, or [`Trie::NONE`].
    literal: Vec<u32>,
    /// The root's child by code, or 0: the root is nobody's child.
    roots: Vec<u32>,
}

impl Trie {
    pub(super) const NONE: u32 = u32::MAX;

    /// A trie of distinct, non-empty sequences of codes below `codes`, the literal's id beside each.
    pub(super) fn new(mut words: Vec<(Vec<u32>, u32)>, codes: usize) -> Trie {
        words.sort_unstable();
        let mut trie = Trie {
            label: vec![0],
            first: vec![1],
            literal: vec![Trie::NONE],
            roots: vec![0; codes],
        };
        // Each entry is a node by the words that go through it, and its depth; nodes come out in the order of their numbers.
        let mut queue = std::collections::VecDeque::from([(0..words.len(), 0)]);
        while let Some((mut range, depth)) = queue.pop_front() {
            if words.get(range.start).is_some_and(|(word, _)| word.len() == depth) {
                range.start += 1;
            }
            while !range.is_empty() {
                let code = words[range.start].0[depth];
                let len = words[range.clone()].partition_point(|(word, _)| word[depth] == code);
                let child = range.start..range.start + len;
                if depth == 0 {
                    trie.roots[code as usize] = trie.label.len() as u32;
                }
                trie.label.push(code);
                let (word, literal) = &words[child.start];
                trie.literal.push(if word.len() == depth + 1 { *literal } else { Trie::NONE });
                queue.push_back((child.clone(), depth + 1));
                range.start = child.end;
            }
            trie.first.push(trie.label.len() as u32);
        }
        trie
    }

    /// The root's child for a code, 0 if none.
    #[inline]
    pub(super) fn start(&self, code: u32) -> u32 {
        self.roots[code as usize]
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

    /// The literal that ends at the node, or [`Trie::NONE`].
    #[inline]
    pub(super) fn literal(&self, node: u32) -> u32 {
        self.literal[node as usize]
    }

    /// Bytes of heap in use.
    pub(super) fn memory(&self) -> usize {
        (self.label.len() + self.first.len() + self.literal.len() + self.roots.len()) * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_word_and_nothing_else() {
        let words = [vec![1, 2], vec![1, 2, 3], vec![1, 3], vec![2], vec![2, 1, 1, 1]];
        let trie = Trie::new(words.iter().cloned().zip(0..).collect(), 4);
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
    }

    #[test]
    fn an_empty_trie_has_no_start() {
        assert_eq!(Trie::new(Vec::new(), 2).start(1), 0);
    }
}
