//! How often words occur, so that shapes and patterns are anchored on what is rare.

use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::text::is_han;

/// `tools/word-frequency.sh` makes it from jieba's dictionary: words of two to four characters that are common in Chinese texts.
const DATA: &str = include_str!("frequency.tsv");

/// How many words of running text the frequencies are of.
pub(super) const WORDS_COUNTED: f64 = 60_101_964.0;

static COMMON: LazyLock<FxHashMap<&str, f32>> = LazyLock::new(|| {
    let mut common = FxHashMap::with_capacity_and_hasher(10_000, FxBuildHasher);
    for (level, words) in DATA.lines().filter_map(|line| line.split_once('\t')) {
        let count = level.parse().map_or(0.0, f32::exp2);
        common.extend(words.split(' ').map(|word| (word, count)));
    }
    common
});

/// What a word counts for that is not among the common ones, by its length in characters: a guess, good enough to prefer long and few.
const OTHERS: [f32; 4] = [1_000_000.0, 64.0, 8.0, 1.0];

/// How often one may expect to meet one of the words in [`WORDS_COUNTED`] words of text.
pub(super) fn frequency<'a>(words: impl IntoIterator<Item = &'a str>) -> f64 {
    words.into_iter().map(|word| f64::from(of(word))).sum()
}

fn of(word: &str) -> f32 {
    if let Some(&count) = COMMON.get(word) {
        return count;
    }
    let length = word.chars().count();
    OTHERS[length.clamp(1, OTHERS.len()) - 1]
}

/// How often one may expect to meet a character in as many words: a Chinese one, as far as it stands in common words of several.
pub(super) fn of_character(c: char) -> f64 {
    static CHARACTERS: LazyLock<FxHashMap<char, f64>> = LazyLock::new(|| {
        let mut characters = FxHashMap::default();
        for (word, &count) in COMMON.iter() {
            word.chars()
                .for_each(|c| *characters.entry(c).or_default() += f64::from(count));
        }
        characters
    });
    // Digits, letters and marks are in no word of the list, and everywhere.
    let unlisted = if is_han(c) { 0.0 } else { WORDS_COUNTED / 100.0 };
    CHARACTERS.get(&c).copied().unwrap_or(unlisted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_the_less() {
        let order = [&["没有", "恢复"][..], &["恢复"], &["缓解"], &["治好"], &["包治百病"]];
        assert!(
            order
                .windows(2)
                .all(|two| { frequency(two[0].iter().copied()) > frequency(two[1].iter().copied()) })
        );
    }

    #[test]
    fn characters_of_common_words_are_common() {
        assert!(of_character('有') > of_character('愈') && of_character('愈') > of_character('㐀'));
        assert!(of_character('7') > of_character('愈') && of_character(',') > of_character('愈'));
    }
}
