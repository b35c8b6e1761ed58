//! What stands for a word by convention and by no rule: 🐍 and VX for 微信, 💰 for 钱.

use std::collections::HashMap;

use crate::text::fold_term;

/// The spellings of each word, in the order in which they were given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Aliases {
    words: HashMap<String, Vec<String>>,
    /// The greatest number of characters of a word.
    longest: usize,
    /// Whether a rule file that is no part of the crate has a say.
    mixed: bool,
}

impl Aliases {
    /// Takes in what stands for a word. Both fold; what folds to the word itself is no other spelling.
    pub(crate) fn add(&mut self, word: &str, spelling: &str) {
        let (word, spelling) = (fold_term(word), fold_term(spelling));
        if word.is_empty() || spelling.is_empty() || word == spelling {
            return;
        }
        self.longest = self.longest.max(word.chars().count());
        let spellings = self.words.entry(word).or_default();
        if !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    }

    /// Notes that some are from a rule file that is no part of the crate.
    pub(crate) fn mix(&mut self) {
        self.mixed = true;
    }

    /// Whether they are the built-in ones and no others. The built-in rule files come all together.
    pub(super) fn are_builtin(&self) -> bool {
        !self.mixed && !self.words.is_empty()
    }

    /// The words that these characters start with, each as its length and its spellings.
    pub(super) fn at<'a>(&'a self, chars: &[char]) -> impl Iterator<Item = (usize, &'a [String])> {
        (1..=self.longest.min(chars.len()))
            .map(|len| (len, chars[..len].iter().collect::<String>()))
            .filter_map(|(len, word)| Some((len, self.words.get(&word)?.as_slice())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The built-in table, as the pack reader will read it.
    fn builtin() -> toml::Table {
        let file: toml::Table = toml::from_str(include_str!("../../rules/aliases.toml")).unwrap();
        file["alias"].as_table().unwrap().clone()
    }

    #[test]
    fn every_alias_of_the_table_is_another_spelling() {
        for (word, spellings) in builtin() {
            let mut aliases = Aliases::default();
            let spellings = spellings.as_array().unwrap();
            for spelling in spellings {
                aliases.add(&word, spelling.as_str().unwrap());
            }
            let taken = &aliases.words[&fold_term(&word)];
            assert_eq!(taken.len(), spellings.len(), "{word}: {taken:?}");
        }
    }

    #[test]
    fn words_are_found_at_their_start() {
        let mut aliases = Aliases::default();
        aliases.add("微信", "ＶＸ");
        aliases.add("微信", "vx");
        aliases.add("微", "薇");
        aliases.add("微", "微");
        let chars: Vec<char> = "微信号".chars().collect();
        let found: Vec<_> = aliases.at(&chars).collect();
        assert_eq!(found, [(1, &["薇".to_owned()][..]), (2, &["vx".to_owned()][..])]);
        assert_eq!(aliases.at(&chars[1..]).count(), 0);
    }
}
