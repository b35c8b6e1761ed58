//! How another spelling comes about: what takes the place of which characters of the term.
//!
//! There are tens of thousands of spellings in a screener and hardly one of them in a text, so a spelling is kept as a short note, from
//! which its text and its steps are made when they are wanted.

use std::{borrow::Cow, fmt};

use super::Kind;

/// Another spelling of a term, as a note: for each replacement, from the left to the right, the number of its kind in [`Kind::ALL`], the
/// place of the first character that it takes, how many it takes, and what comes in: `00+1:du 01+1:bo` makes dubo of 赌博. A `~` before all
/// says that a hit counts only where the text writes tone marks, and that spaces part the syllables: `dǔ bó` is 赌博, `Du Bo` is somebody's
/// name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recipe(Cow<'static, str>);

/// As it is noted down.
impl fmt::Display for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One replacement: evidence of the findings that the spelling leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    kind: Kind,
    plain: String,
    spelt: String,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} for {}", self.kind.name(), self.spelt, self.plain)
    }
}

/// A step of a note.
struct Note<'n> {
    kind: Kind,
    at: usize,
    len: usize,
    spelt: &'n str,
}

impl Recipe {
    /// The recipe of these steps, each as its kind, the first character and the number of characters that it takes, and what comes in.
    pub(super) fn new<'s>(steps: impl Iterator<Item = (Kind, usize, usize, &'s str)>, toned: bool) -> Recipe {
        let mut note = String::from(if toned { "~" } else { "" });
        for (i, (kind, at, len, spelt)) in steps.enumerate() {
            debug_assert!(!spelt.contains([' ', '\t', '\n']), "{spelt:?} has no spaces: it is folded");
            let number = Kind::ALL.iter().position(|&known| known == kind).unwrap_or_default();
            let gap = if i > 0 { " " } else { "" };
            note += &format!("{gap}{number}{at}+{len}:{spelt}");
        }
        Recipe(note.into())
    }

    /// A recipe that was noted down when the crate was built.
    pub(super) const fn noted(note: &'static str) -> Recipe {
        Recipe(Cow::Borrowed(note))
    }

    fn notes(&self) -> impl Iterator<Item = Note<'_>> {
        self.0.trim_start_matches('~').split(' ').filter_map(|note| {
            let (place, spelt) = note.get(1..)?.split_once(':')?;
            let (at, len) = place.split_once('+')?;
            let kind = Kind::ALL.get(usize::from(note.as_bytes()[0] - b'0'))?;
            Some(Note {
                kind: *kind,
                at: at.parse().ok()?,
                len: len.parse().ok()?,
                spelt,
            })
        })
    }

    /// Whether a hit counts only where the text writes tone marks.
    pub(crate) fn is_toned(&self) -> bool {
        self.0.starts_with('~')
    }

    /// The kinds of its steps.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = Kind> {
        let bytes = self.0.trim_start_matches('~').bytes();
        // The first byte of each step.
        let mut before = b' ';
        bytes.filter_map(move |byte| {
            let first = std::mem::replace(&mut before, byte) == b' ';
            first.then(|| Kind::ALL.get(usize::from(byte.wrapping_sub(b'0'))).copied())?
        })
    }

    /// What the scan looks for: the spelling of the term, which is folded with its spaces, without spaces.
    pub(crate) fn literal(&self, term: &str) -> String {
        let mut literal = self.spell(term);
        literal.retain(|c| c != ' ');
        literal
    }

    /// The spelling of the term, which is folded with its spaces.
    pub(crate) fn spell(&self, term: &str) -> String {
        let mut text = String::with_capacity(term.len() + 8);
        let mut rest = term;
        let mut at = 0;
        for note in self.notes() {
            let (kept, from) = split(rest, note.at - at);
            text.push_str(kept);
            if self.is_toned() && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(note.spelt);
            rest = split(from, note.len).1;
            at = note.at + note.len;
        }
        text.push_str(rest);
        text
    }

    /// What is replaced in the term, which is folded with its spaces, from the left to the right.
    pub(crate) fn steps(&self, term: &str) -> impl Iterator<Item = Step> {
        self.notes().map(|note| Step {
            kind: note.kind,
            plain: split(split(term, note.at).1, note.len).0.to_owned(),
            spelt: note.spelt.to_owned(),
        })
    }
}

/// A text before and from its so-manieth character on.
fn split(text: &str, count: usize) -> (&str, &str) {
    let at = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.split_at(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_makes_its_spelling() {
        for (steps, toned, spelling) in [
            (&[(Kind::Pinyin, 0, 1, "du")][..], false, "du博网站"),
            (
                &[(Kind::Split, 0, 1, "贝者"), (Kind::Pinyin, 1, 1, "bo")],
                false,
                "贝者bo网站",
            ),
            (&[(Kind::Alias, 2, 2, "3:0")], false, "赌博3:0"),
            (
                &[
                    (Kind::Pinyin, 0, 1, "du"),
                    (Kind::Pinyin, 1, 1, "bo"),
                    (Kind::Pinyin, 2, 1, "wang"),
                    (Kind::Pinyin, 3, 1, "zhan"),
                ],
                true,
                "du bo wang zhan",
            ),
        ] {
            let recipe = Recipe::new(steps.iter().copied(), toned);
            assert_eq!(recipe.spell("赌博网站"), spelling);
            assert_eq!(recipe.is_toned(), toned);
            assert!(recipe.kinds().eq(steps.iter().map(|step| step.0)));
        }
    }

    #[test]
    fn a_step_reads_as_evidence() {
        let recipe = Recipe::new([(Kind::Split, 0, 1, "贝者"), (Kind::Alias, 1, 2, "12")].into_iter(), false);
        let steps: Vec<String> = recipe.steps("赌博网").map(|step| step.to_string()).collect();
        assert_eq!(steps, ["split: 贝者 for 赌", "alias: 12 for 博网"]);
    }
}
