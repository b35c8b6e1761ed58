//! All spellings of a term, the likeliest first.
//!
//! Every character has choices, each with a cost; a spelling is a set of choices that do not overlap, and its cost is their
//! sum and a little for each choice beyond the first. Spellings come out by rising cost, as in a search for shortest paths,
//! so that the limit cuts off the least likely ones, and nothing but what comes out is ever built.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashSet},
};

use super::{
    Aliases, Kind, Recipe,
    choice::{Choice, choices},
    readings::{self, Use},
};
use crate::text::{fold_spaced, is_han, knows};

/// The most spellings of a term that anybody may ask for.
pub(crate) const LIMIT: usize = 96;
/// The most spellings of a term of a rule: the likeliest. A word list, with fewer words, has all.
pub(crate) const OF_RULES: usize = 32;

/// A spelling that costs more is not worth a literal.
const DEAREST: u32 = 24;
/// What each choice beyond the first adds: senders hide as little as they must.
const MORE: u32 = 6;
/// The most spellings that are looked at, fit or not.
const LOOKS: usize = 32 * LIMIT;
/// The fewest letters of a term spelt in pinyin alone.
const LETTERS: usize = 4;

/// A choice on top of others.
struct Node {
    cost: u32,
    parent: Option<usize>,
    choice: usize,
}

/// The other spellings of a term that these kinds lead to, the likeliest first: at most `limit`, and never more than [`LIMIT`].
pub(crate) fn search(term: &str, kinds: &[Kind], aliases: &Aliases, limit: usize) -> Vec<Recipe> {
    let term: Vec<char> = fold_spaced(term).chars().collect();
    if term.len() < 2 {
        return Vec::new();
    }
    let mut choices: Vec<Choice> = (0..term.len()).flat_map(|at| choices(&term, at, kinds, aliases)).collect();
    choices.sort_by_key(|choice| choice.cost);
    let mut found = Spellings::new(&term, &choices, limit.min(LIMIT));
    if kinds.contains(&Kind::Pinyin) {
        for (rank, read) in all_pinyin(&term, &choices).iter().enumerate() {
            found.take(read);
            if rank == 0 && read.len() == term.len() {
                found.take_toned(read);
            }
        }
    }
    found.search();
    found.recipes
}

/// The spellings found so far.
struct Spellings<'a> {
    term: &'a [char],
    choices: &'a [Choice],
    limit: usize,
    recipes: Vec<Recipe>,
    seen: HashSet<String>,
}

impl<'a> Spellings<'a> {
    fn new(term: &'a [char], choices: &'a [Choice], limit: usize) -> Self {
        Spellings {
            term,
            choices,
            limit,
            recipes: Vec::new(),
            seen: HashSet::from([term.iter().collect()]),
        }
    }

    /// Goes through the sets of choices by rising cost.
    fn search(&mut self) {
        let choices = self.choices;
        let mut nodes: Vec<Node> = Vec::new();
        let mut queue = BinaryHeap::new();
        // The first choice from `from` on that starts at or behind `start`, on top of `parent`.
        let push = |nodes: &mut Vec<Node>, queue: &mut BinaryHeap<_>, parent: Option<usize>, from: usize, start: usize| {
            let next = (from..choices.len()).find(|&i| choices[i].at >= start);
            if let Some(choice) = next {
                let below = parent.map_or(0, |parent| nodes[parent].cost + MORE);
                let cost = below + choices[choice].cost;
                if cost <= DEAREST {
                    queue.push(Reverse((cost, nodes.len())));
                    nodes.push(Node { cost, parent, choice });
                }
            }
        };
        push(&mut nodes, &mut queue, None, 0, 0);
        while let Some(Reverse((_, number))) = queue.pop()
            && nodes.len() < LOOKS
            && self.recipes.len() < self.limit
        {
            let Node { parent, choice, .. } = nodes[number];
            let start = parent.map_or(0, |parent| choices[nodes[parent].choice].end());
            push(&mut nodes, &mut queue, parent, choice + 1, start);
            push(&mut nodes, &mut queue, Some(number), 0, choices[choice].end());
            let up = std::iter::successors(Some(number), |&number| nodes[number].parent);
            let mut chosen: Vec<&Choice> = up.map(|number| &choices[nodes[number].choice]).collect();
            chosen.reverse();
            self.take(&chosen);
        }
    }

    /// Takes in a spelling if it is fit and there is room.
    fn take(&mut self, chosen: &[&Choice]) {
        if self.recipes.len() >= self.limit || !self.keeps_enough(chosen) {
            return;
        }
        let mut text = String::new();
        let mut at = 0;
        for choice in chosen {
            text.extend(&self.term[at..choice.at]);
            text.push_str(&choice.text);
            at = choice.end();
        }
        text.extend(&self.term[at..]);
        let pinyin = chosen.iter().any(|choice| choice.kind == Kind::Pinyin) && text.chars().all(|c| c.is_ascii_lowercase());
        if pinyin && (text.len() < LETTERS || readings::is_english(&text)) {
            return;
        }
        if self.seen.contains(&text) || text.chars().all(is_han) && knows(&text) {
            return;
        }
        self.push(text, chosen, false);
    }

    /// Takes in a reading of the whole term with spaces between the syllables.
    fn take_toned(&mut self, read: &[&Choice]) {
        let syllables: Vec<&str> = read.iter().map(|choice| choice.text.as_str()).collect();
        self.push(syllables.join(" "), read, true);
    }

    fn push(&mut self, text: String, chosen: &[&Choice], toned: bool) {
        let steps = chosen
            .iter()
            .map(|choice| (choice.kind, choice.at, choice.len, choice.text.as_str()));
        self.recipes.push(Recipe::new(steps, toned));
        self.seen.insert(text);
    }

    /// Whether what is left of the term, or what came in, keeps the spelling apart from ordinary text.
    fn keeps_enough(&self, chosen: &[&Choice]) -> bool {
        if self.term.iter().all(|&c| !is_han(c)) {
            // Digits make codes of words (a11), signs do not (@$$).
            let signs = chosen.iter().all(|choice| !choice.text.contains(char::is_alphanumeric));
            return signs || 2 * self.kept(chosen).count() >= self.term.len();
        }
        chosen.iter().all(|choice| choice.sure) || self.kept(chosen).any(|c| readings::usage(c) != Use::Word)
    }

    /// The characters that stay as they are.
    fn kept(&self, chosen: &[&Choice]) -> impl Iterator<Item = char> {
        let replaced = |at: usize| chosen.iter().any(|choice| (choice.at..choice.end()).contains(&at));
        (0..self.term.len()).filter(move |&at| !replaced(at)).map(|at| self.term[at])
    }
}

/// The term in pinyin from end to end, then with the second reading of one character.
fn all_pinyin<'a>(term: &[char], choices: &'a [Choice]) -> Vec<Vec<&'a Choice>> {
    let read = |at: usize| {
        choices
            .iter()
            .filter(move |choice| choice.kind == Kind::Pinyin && choice.at == at)
    };
    let places: Vec<usize> = (0..term.len()).filter(|&at| is_han(term[at])).collect();
    let Some(usual) = places.iter().map(|&at| read(at).next()).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    let others = places.iter().enumerate().flat_map(|(i, &at)| {
        let usual = &usual;
        read(at).skip(1).map(move |second| {
            let mut other = usual.clone();
            other[i] = second;
            other
        })
    });
    let others: Vec<_> = others.collect();
    [usual].into_iter().filter(|usual| !usual.is_empty()).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(term: &str, kinds: &[Kind], aliases: &Aliases) -> Vec<String> {
        let recipes = search(term, kinds, aliases, LIMIT);
        recipes.iter().map(|recipe| recipe.spell(&fold_spaced(term))).collect()
    }

    fn spellings(term: &str, kinds: &[Kind]) -> Vec<String> {
        of(term, kinds, &Aliases::default())
    }

    #[track_caller]
    fn check(term: &str, kinds: &[Kind], has: &[&str], lacks: &[&str]) {
        let found = spellings(term, kinds);
        for text in has {
            assert!(found.iter().any(|found| found == text), "{term}: no {text} in {found:?}");
        }
        for text in lacks {
            assert!(!found.iter().any(|found| found == text), "{term}: {text}");
        }
    }

    #[test]
    fn pinyin_replaces_all_or_some() {
        check("赌博", &[Kind::Pinyin], &["dubo", "du博", "赌bo"], &["赌博", "duberg"]);
        check(
            "理发店",
            &[Kind::Pinyin],
            &["lifadian", "li发店", "理fa店", "理发dian", "lifa店"],
            &[],
        );
        // Both readings of 行, the usual one first.
        let found = spellings("代行", &[Kind::Pinyin]);
        assert_eq!(found[..3], ["daixing", "dai xing", "daihang"]);
        // English words and single letters spell nothing.
        check("打听", &[Kind::Pinyin], &["da听"], &["dating"]);
        check("饿鬼", &[Kind::Pinyin], &["饿gui"], &["e鬼"]);
    }

    #[test]
    fn syllables_apart_need_tone_marks() {
        for recipe in search("网络赌博", &[Kind::Pinyin], &Aliases::default(), LIMIT) {
            let text = recipe.spell("网络赌博");
            assert_eq!(recipe.is_toned(), text == "wang luo du bo", "{text}");
        }
    }

    #[test]
    fn homophones_keep_a_character() {
        check("彩票", &[Kind::Homophone], &["采票"], &["才票", "采漂"]);
        check("赌博", &[Kind::Homophone], &["堵博"], &["独播", "毒播"]);
        // Function words make ordinary text: 加为好友.
        check("加微", &[Kind::Homophone], &["加威"], &["加为", "加位"]);
        // What the dictionary knows is a word of its own.
        check("微信", &[Kind::Homophone], &["薇信"], &["威信"]);
    }

    #[test]
    fn rare_characters_may_replace_all() {
        check("红音", &[Kind::Shape], &["荭音", "红愔", "荭萻"], &["江喑"]);
    }

    #[test]
    fn look_alikes_have_another_radical() {
        check("赌博", &[Kind::Shape], &["睹博"], &["者博", "财博"]);
        check("官网", &[Kind::Shape], &["倌网"], &[]);
    }

    #[test]
    fn split_characters_stand_in_halves() {
        check("赌博", &[Kind::Split], &["贝者博"], &[]);
        check("法轮", &[Kind::Split], &["氵去轮"], &[]);
        // 女子 is a word: 好 does not fall apart.
        check("好处", &[Kind::Split], &[], &["女子处"]);
    }

    #[test]
    fn kinds_combine() {
        let kinds = [Kind::Pinyin, Kind::Shape, Kind::Split];
        check("网络赌博", &kinds, &["网络贝者bo", "wangluodubo"], &[]);
    }

    #[test]
    fn latin_words_take_signs_and_stars() {
        check("porn", &[Kind::Shape, Kind::Mask], &["p0rn", "p*rn"], &["*orn"]);
        check("ass", &[Kind::Shape], &["@$$", "a$s"], &["455"]);
        // Two letters are no word to play with.
        check("vx号", &[Kind::Shape, Kind::Mask], &[], &["v×号"]);
    }

    #[test]
    fn aliases_stand_for_whole_words() {
        let mut aliases = Aliases::default();
        for spelling in ["VX", "卫星", "🛰"] {
            aliases.add("微信", spelling);
        }
        let of = |term: &str| of(term, &[Kind::Alias], &aliases);
        assert_eq!(of("加微信"), ["加vx", "加卫星", "加🛰"]);
        assert_eq!(of("微信"), ["vx", "🛰"]);
    }

    #[test]
    fn steps_say_what_was_replaced() {
        let recipes = search("赌博", &[Kind::Pinyin, Kind::Split], &Aliases::default(), LIMIT);
        let mixed = recipes.iter().find(|recipe| recipe.spell("赌博") == "贝者bo").unwrap();
        let steps: Vec<String> = mixed.steps("赌博").map(|step| step.to_string()).collect();
        assert_eq!(steps, ["split: 贝者 for 赌", "pinyin: bo for 博"]);
    }

    #[test]
    fn a_term_has_a_limited_number_of_spellings_and_always_the_same() {
        for term in [
            "赌",
            "a",
            "赌博",
            "网络赌博平台",
            "代开增值税专用发票",
            "gambling online casino",
            "𠀀𠀁",
        ] {
            let found = spellings(term, &Kind::ALL);
            assert!(found.len() <= LIMIT, "{term}");
            assert_eq!(found, spellings(term, &Kind::ALL));
            let distinct: HashSet<&String> = found.iter().collect();
            assert_eq!(distinct.len(), found.len());
        }
        assert!(spellings("赌", &Kind::ALL).is_empty());
    }

    #[test]
    fn spellings_are_folded() {
        for term in ["赌博网站", "加微信", "porn"] {
            for text in spellings(term, &Kind::ALL) {
                assert_eq!(fold_spaced(&text), text);
            }
        }
    }
}
