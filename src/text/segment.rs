//! Words of Chinese text, by jieba's dictionary. Loaded on first use, once for the process: about 0.1 s and 33 MB.

use std::sync::LazyLock;

use jieba_rs::Jieba;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// The words of a folded text, as their edges.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    /// Byte offsets at which a word starts, ascending, and the length of the text at the end.
    edges: Vec<usize>,
}

impl Words {
    /// Cuts a text into words of the dictionary. No guessing of unknown words: what the dictionary lacks falls into its parts,
    /// so that a rule's own term, unknown to it, has word edges.
    pub(crate) fn cut(text: &str) -> Words {
        let mut edges: Vec<usize> = JIEBA.cut(text, false).iter().map(|token| token.byte_start).collect();
        edges.push(text.len());
        Words { edges }
    }

    /// Whether a word starts or ends at this byte.
    pub(crate) fn is_edge(&self, at: usize) -> bool {
        self.edges.binary_search(&at).is_ok()
    }

    /// The word that holds this byte inside it, as a byte range.
    pub(crate) fn around(&self, at: usize) -> (usize, usize) {
        let next = self.edges.partition_point(|&edge| edge <= at).clamp(1, self.edges.len() - 1);
        (self.edges[next - 1], self.edges[next])
    }

    /// How many words there are between two edges.
    pub(crate) fn between(&self, start: usize, end: usize) -> usize {
        let place = |at: usize| self.edges.partition_point(|&edge| edge < at);
        place(end) - place(start)
    }
}

/// Whether the dictionary has the word.
pub(crate) fn knows(word: &str) -> bool {
    JIEBA.has_word(word)
}

/// Whether the dictionary has the word as the name of a person.
pub(crate) fn names_person(word: &str) -> bool {
    knows(word) && matches!(JIEBA.tag(word, false)[..], [ref token] if token.tag.starts_with("nr"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_a_byte_of_them() {
        let text = "严禁赌博";
        let words = Words::cut(text);
        assert_eq!(
            (words.around(0), words.around(7), words.around(12)),
            ((0, 6), (6, 12), (6, 12))
        );
        assert_eq!((words.between(0, 12), words.between(6, 12), words.between(6, 6)), (2, 1, 0));
    }

    #[test]
    fn words_have_edges() {
        let text = "我有一个大麻烦";
        let words = Words::cut(text);
        let at = text.find('麻').unwrap();
        assert!(words.is_edge(at));
        let (start, end) = words.around(text.find('烦').unwrap());
        assert_eq!(&text[start..end], "麻烦");
        assert_eq!(words.between(0, text.len()), 5);
        assert!(knows("大麻") && !knows("包治百病神药"));
        assert!(names_person("王建国") && !names_person("高血压") && !names_person("王小禾"));
    }
}
