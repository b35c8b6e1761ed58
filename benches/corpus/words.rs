//! Real words in any number, without a lexicon in the repository: the ones that jieba's dictionary knows.

use std::collections::{BTreeSet, HashMap};

use aho_corasick::AhoCorasick;
use jieba_rs::Jieba;
use xianshen::Screener;

use super::Dice;

/// So many of the most frequent characters are tried in pairs: enough for 60,000 words, and done in half a second.
const CHARACTERS: usize = 3_000;
/// So many of the most frequent two-character words are tried in pairs, for four-character ones.
const HALVES: usize = 3_000;

/// Words of two to four characters, in an order of chance that is the same in every run.
///
/// jieba does not give out its dictionary, but says of any string whether it is a word. So characters are put together to
/// pairs, pairs that share a character to triples, and words to longer words.
pub(crate) fn of_the_dictionary() -> Vec<String> {
    let jieba = Jieba::new();
    let mut characters: Vec<(usize, char)> = ('\u{4E00}'..='\u{9FFF}')
        .filter(|c| jieba.has_word(c.encode_utf8(&mut [0; 4])))
        .map(|c| (jieba.suggest_freq(c.encode_utf8(&mut [0; 4])), c))
        .collect();
    characters.sort_unstable_by(|a, b| b.cmp(a));
    characters.truncate(CHARACTERS);

    let mut candidate = String::new();
    let mut is_word = |parts: [&str; 2]| {
        candidate.clear();
        parts.iter().for_each(|part| candidate.push_str(part));
        jieba.has_word(&candidate).then(|| candidate.clone())
    };
    let characters: Vec<String> = characters.into_iter().map(|(_, c)| c.to_string()).collect();
    let mut pairs = Vec::new();
    let mut followers: HashMap<char, Vec<&str>> = HashMap::new();
    for first in &characters {
        for second in &characters {
            if let Some(word) = is_word([first, second]) {
                followers
                    .entry(first.chars().next().unwrap_or_default())
                    .or_default()
                    .push(second);
                pairs.push(word);
            }
        }
    }
    let mut longer = |words: &[String]| -> Vec<String> {
        let one_more = |word: &String| followers.get(&word.chars().next_back()?).map(|ends| (word.clone(), ends));
        let tried = words.iter().filter_map(one_more);
        tried
            .flat_map(|(word, ends)| ends.iter().filter_map(|end| is_word([&word, end])).collect::<Vec<_>>())
            .collect()
    };
    let triples = longer(&pairs);
    let mut words: BTreeSet<String> = longer(&triples).into_iter().collect();
    let mut frequent: Vec<(usize, &String)> = pairs.iter().map(|word| (jieba.suggest_freq(word), word)).collect();
    frequent.sort_unstable_by(|a, b| b.cmp(a));
    frequent.truncate(HALVES);
    for (_, first) in &frequent {
        words.extend(frequent.iter().filter_map(|(_, second)| is_word([first, second])));
    }
    words.extend(triples);
    // Of all two-character words a list would be richer in short words than any real one is.
    let mut dice = Dice::new(2);
    dice.shuffle(&mut pairs);
    pairs.truncate(words.len() * 3 / 2);
    words.extend(pairs);
    let mut words: Vec<String> = words.into_iter().collect();
    dice.shuffle(&mut words);
    words
}

/// The first `count` of the words that the text does not hold, in no spelling: to scan for them is to scan and nothing else.
pub(crate) fn absent(words: &[String], count: usize, text: &str) -> Vec<String> {
    let mut present = vec![false; words.len()];
    let automaton = AhoCorasick::new(words).expect("the dictionary fits an automaton");
    for found in automaton.find_overlapping_iter(text) {
        present[found.pattern().as_usize()] = true;
    }
    let mut absent: Vec<&String> = words
        .iter()
        .zip(&present)
        .filter(|&(_, &present)| !present)
        .map(|(word, _)| word)
        .collect();
    // What only the folded text holds. One round more than it takes, to see that none is left.
    for _ in 0..4 {
        let list: Vec<&str> = absent.iter().take(count).map(|word| word.as_str()).collect();
        assert_eq!(list.len(), count, "the text holds too many of the dictionary's words");
        let screening = screener(&list).screen(text);
        let found: BTreeSet<&str> = screening.findings().iter().filter_map(|finding| finding.term()).collect();
        if found.is_empty() {
            return list.into_iter().map(str::to_owned).collect();
        }
        absent.retain(|word| !found.contains(word.as_str()));
    }
    panic!("the text still holds some of the words");
}

/// A screener with these words and nothing else.
pub(crate) fn screener<W: AsRef<str>>(words: &[W]) -> Screener {
    let list: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    Screener::builder()
        .word_list("bench", list.join("\n"))
        .build()
        .expect("words of a dictionary make a word list")
}
