//! What may stand for one character of a term, or for a word of it, and how likely that is.

use super::{
    Aliases, Kind, letters, parts,
    readings::{self, Use},
};
use crate::text::{is_han, knows};

/// The most homophones and the most look-alikes of a character.
const CHOICES: usize = 16;
/// A replacement for some characters of the term.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) at: usize,
    pub(super) len: usize,
    pub(super) text: String,
    pub(super) kind: Kind,
    pub(super) cost: u32,
    /// Whether ordinary text hardly has it by chance, so that nothing else of the term need be left.
    pub(super) sure: bool,
}

impl Choice {
    pub(super) fn end(&self) -> usize {
        self.at + self.len
    }
}

/// What may stand for the characters that start at a place.
pub(super) fn choices(term: &[char], at: usize, kinds: &[Kind], aliases: &Aliases) -> Vec<Choice> {
    let c = term[at];
    let wants = |kind| kinds.contains(&kind);
    let mut choices = Vec::new();
    let mut choice = |len: usize, text: String, kind: Kind, cost: u32, sure: bool| {
        choices.push(Choice {
            at,
            len,
            text,
            kind,
            cost,
            sure,
        });
    };
    if wants(Kind::Alias) {
        for (len, spellings) in aliases.at(&term[at..]) {
            for (rank, spelling) in spellings.iter().enumerate() {
                choice(len, spelling.clone(), Kind::Alias, 3 + rank as u32 / 3, true);
            }
        }
    }
    if !is_han(c) {
        let (start, word) = word(term, at);
        if word.len() >= 3 && wants(Kind::Shape) {
            for (rank, sign) in letters::alike(c).chars().enumerate() {
                choice(1, sign.to_string(), Kind::Shape, 4 + 2 * rank as u32, true);
            }
        }
        if wants(Kind::Mask) && letters::masks(word, at - start) {
            choice(1, "*".to_owned(), Kind::Mask, 4, true);
        }
        return choices;
    }
    if wants(Kind::Pinyin) {
        let readings = readings::readings(c).into_iter().filter(|reading| reading.len() > 1);
        for (rank, reading) in readings.take(2).enumerate() {
            choice(1, reading.to_owned(), Kind::Pinyin, 3 + 2 * rank as u32, true);
        }
    }
    if wants(Kind::Split)
        && let Some(halves) = parts::split(c).filter(|halves| halves.contains(is_rare) || !knows(halves))
    {
        choice(1, halves, Kind::Split, 6, true);
    }
    // A term with a rare character is mostly such a spelling itself (实体佧), and leads back to the word.
    if is_rare(c) || !wants(Kind::Homophone) && !wants(Kind::Shape) {
        return choices;
    }
    let mut alike: Vec<char> = parts::alike(c);
    alike.retain(|&other| readings::usage(other) != Use::Word);
    let same = if wants(Kind::Homophone) {
        readings::homophones(c)
    } else {
        Vec::new()
    };
    // A homophone that looks alike too is the likeliest of all: 彩, 采.
    let (both, heard): (Vec<char>, Vec<char>) = same.iter().partition(|other| alike.contains(other));
    for (rank, &other) in both.iter().chain(&heard).take(CHOICES).enumerate() {
        let cost = if rank < both.len() {
            6
        } else {
            7 + (rank - both.len()) as u32
        };
        choice(1, other.to_string(), Kind::Homophone, cost, is_rare(other));
    }
    if wants(Kind::Shape) {
        alike.retain(|other| !both.contains(other));
        for (rank, &other) in alike.iter().take(CHOICES).enumerate() {
            choice(1, other.to_string(), Kind::Shape, 7 + rank as u32, is_rare(other));
        }
    }
    choices
}

fn is_rare(c: char) -> bool {
    readings::usage(c) == Use::Rare
}

/// The Latin word around a place, behind where it starts.
fn word(term: &[char], at: usize) -> (usize, &[char]) {
    let outside = |c: &char| !c.is_ascii_lowercase();
    let start = term[..at].iter().rposition(outside).map_or(0, |before| before + 1);
    let end = term[at..].iter().position(outside).map_or(term.len(), |after| at + after);
    (start, term.get(start..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(term: &str, at: usize, kinds: &[Kind]) -> Vec<(String, u32)> {
        let term: Vec<char> = term.chars().collect();
        let choices = choices(&term, at, kinds, &Aliases::default());
        choices.into_iter().map(|choice| (choice.text, choice.cost)).collect()
    }

    #[test]
    fn a_homophone_that_looks_alike_is_cheapest() {
        let found = of("彩票", 0, &[Kind::Homophone, Kind::Shape]);
        let cost = |text: &str| found.iter().find(|(found, _)| found == text).map(|&(_, cost)| cost);
        assert!(cost("采") < cost("材") && cost("采") < cost("婇"), "{found:?}");
        // It is offered once.
        assert_eq!(found.iter().filter(|(text, _)| text == "采").count(), 1);
    }

    #[test]
    fn a_character_has_a_limited_number_of_choices() {
        for c in "一人之易义是".chars() {
            assert!(of(&c.to_string(), 0, &Kind::ALL).len() <= 2 * CHOICES + 3);
        }
    }

    #[test]
    fn nothing_stands_for_a_digit_or_for_a_short_latin_word() {
        assert!(of("送38", 1, &Kind::ALL).is_empty());
        assert!(of("加vx", 2, &Kind::ALL).is_empty());
    }
}
