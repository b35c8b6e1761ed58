//! How characters are read, and which others are read so.

use std::{collections::HashMap, sync::LazyLock};

static DATA: &str = include_str!("readings.tsv");
static ENGLISH: &str = include_str!("english.tsv");
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(DATA));
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| ENGLISH.lines().filter(|line| !line.starts_with('#')).collect());

/// A reading and the characters that have it, each list by frequency.
struct Syllable {
    reading: &'static str,
    tone: &'static str,
    common: &'static str,
    rare: &'static str,
}

/// How common a character is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Mostly a word by itself, so that it stands beside any other character: 的, 为, 只.
    Word,
    /// In everyday words.
    Common,
    /// Of the second level of the standard, or of none: ordinary text hardly has it.
    Rare,
}

struct Table {
    syllables: Vec<Syllable>,
    /// The readings of a character, the usual one first, as places in `syllables`.
    readings: HashMap<char, Vec<u16>>,
    uses: HashMap<char, Use>,
    /// The tones of a toneless reading, as places in `syllables`.
    sounds: HashMap<&'static str, Vec<u16>>,
}

impl Table {
    fn parse(data: &'static str) -> Table {
        let mut table = Table {
            syllables: Vec::new(),
            readings: HashMap::new(),
            uses: HashMap::new(),
            sounds: HashMap::new(),
        };
        let mut also = Vec::new();
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().expect("the generator writes five cells");
            let (reading, common, words, rare, sometimes) = (cell(), cell(), cell(), cell(), cell());
            let number = table.syllables.len() as u16;
            for (chars, how) in [(common, Use::Common), (words, Use::Word), (rare, Use::Rare)] {
                for c in chars.chars() {
                    table.readings.insert(c, vec![number]);
                    table.uses.insert(c, how);
                }
            }
            also.extend(sometimes.chars().map(|c| (c, number)));
            let (reading, tone) = reading.split_at(reading.len() - 1);
            table.syllables.push(Syllable {
                reading,
                tone,
                common,
                rare,
            });
            table.sounds.entry(reading).or_default().push(number);
        }
        for (c, number) in also {
            table.readings.entry(c).or_default().push(number);
        }
        table
    }

    fn of(&self, c: char) -> impl Iterator<Item = &Syllable> {
        let numbers = self.readings.get(&c).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|&number| &self.syllables[number as usize])
    }
}

/// The toneless readings of a character, the usual one first.
pub(super) fn readings(c: char) -> Vec<&'static str> {
    let mut readings: Vec<&str> = Vec::new();
    for syllable in TABLE.of(c) {
        if !readings.contains(&syllable.reading) {
            readings.push(syllable.reading);
        }
    }
    readings
}

/// The characters that sound like this one: common ones before rare ones, those of the same tone first, by frequency. None
/// that is mostly a word by itself.
pub(super) fn homophones(c: char) -> Vec<char> {
    let table = &*TABLE;
    let mut found = Vec::new();
    for own in table.of(c) {
        let tones = table.sounds[own.reading]
            .iter()
            .map(|&number| &table.syllables[number as usize]);
        let (same, other): (Vec<&Syllable>, Vec<&Syllable>) = tones.partition(|syllable| syllable.tone == own.tone);
        for tones in [&same, &other] {
            found.extend(tones.iter().flat_map(|syllable| syllable.common.chars()));
        }
        for tones in [&same, &other] {
            found.extend(tones.iter().flat_map(|syllable| syllable.rare.chars()));
        }
    }
    let mut seen = std::collections::HashSet::from([c]);
    found.retain(|&other| seen.insert(other));
    found
}

/// How common a character is.
pub(super) fn usage(c: char) -> Use {
    TABLE.uses.get(&c).copied().unwrap_or(Use::Rare)
}

/// Whether lower-case letters that pinyin could spell are an English word.
pub(super) fn is_english(letters: &str) -> bool {
    WORDS.binary_search(&letters).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_come_with_the_usual_one_first() {
        let of = |c| readings(c);
        assert_eq!(of('赌'), ["du"]);
        assert_eq!(of('行'), ["xing", "hang"]);
        assert_eq!(of('女'), ["nv"]);
        assert!(of('x').is_empty());
    }

    #[test]
    fn homophones_are_no_words_by_themselves() {
        let same = homophones('彩');
        assert!(same.starts_with(&['采', '踩', '睬']), "{same:?}");
        assert!(
            same.contains(&'菜') && !same.contains(&'彩') && !same.contains(&'才'),
            "{same:?}"
        );
        assert!(!homophones('微').contains(&'为'));
    }

    #[test]
    fn usage_tells_what_ordinary_text_has() {
        assert_eq!(usage('的'), Use::Word);
        assert_eq!(usage('票'), Use::Common);
        assert_eq!(usage('葳'), Use::Rare);
        assert_eq!(usage('婇'), Use::Rare);
    }

    #[test]
    fn english_words_are_known() {
        assert!(is_english("dating") && is_english("women"));
        assert!(!is_english("dubo") && !is_english("weixin"));
        assert!(WORDS.is_sorted());
    }
}
