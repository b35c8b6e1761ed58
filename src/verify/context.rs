//! Cues in the sentence that make a hit harmless: 严禁赌博, 谨防“包治百病”的虚假广告.

use super::{
    boundary,
    lexicon::{Lexicon, Occurrence, SetId},
    window::Window,
};
use crate::{
    finding::Reason,
    text::{FoldedRange, is_clause_end},
};

/// A place in the list of cue lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CueId(pub(crate) u32);

/// How far a cue reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The sentence.
    #[default]
    Sentence,
    /// The clause.
    Clause,
}

/// A cue list.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub(crate) name: String,
    pub(crate) before: Option<SetId>,
    pub(crate) after: Option<SetId>,
    pub(crate) anywhere: Option<SetId>,
    /// The most characters between cue and hit, if limited.
    pub(crate) within: Option<usize>,
    pub(crate) scope: Scope,
}

/// Cues of up to so many characters must not be parts of other words: 未 in 未来 negates nothing.
const SHORT: usize = 2;

/// On which side of a hit a cue stands. Between two slots of a shape it stands on both: 三天不能见效 promises nothing.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
    Either,
}

impl Side {
    fn holds(self, cue: FoldedRange, slots: &[FoldedRange]) -> bool {
        let (first, last) = (slots[0], slots[slots.len() - 1]);
        let free = || !slots.iter().any(|slot| slot.overlaps(cue));
        match self {
            // 不能 stands before 能根治, though they share a character.
            Side::Before => cue.start < first.start || (cue.end <= last.start && free()),
            Side::After => cue.start >= first.end && free(),
            Side::Either => free(),
        }
    }
}

/// Whether a cue of the list makes the hit harmless. `slots` are the parts of the hit, in order; a cue that shares a character with
/// one of them is part of what is said and no cue.
pub(super) fn cue(window: &mut Window<'_>, lexicon: &Lexicon, cue: &Cue, slots: &[FoldedRange]) -> Option<Reason> {
    let hit = FoldedRange::new(slots[0].start, slots[slots.len() - 1].end);
    let scope = match cue.scope {
        Scope::Sentence => FoldedRange::new(0, window.plain().folded().len()),
        Scope::Clause => clause(window.plain().folded(), hit),
    };
    let lists = [
        (cue.before, Side::Before),
        (cue.after, Side::After),
        (cue.anywhere, Side::Either),
    ];
    for (set, side) in lists {
        let Some(set) = set else { continue };
        let occurrences = window.occurrences(lexicon, set);
        let near = |at: FoldedRange| {
            cue.within
                .is_none_or(|limit| is_within(window.plain().folded(), at, hit, limit))
        };
        let found = occurrences.iter().find(|&&Occurrence { range, .. }| {
            side.holds(range, slots) && scope.contains(range) && near(range) && is_a_word(window, range)
        });
        if let Some(found) = found {
            return Some(Reason::Context {
                cue: cue.name.clone(),
                word: lexicon.text(found).to_owned(),
            });
        }
    }
    None
}

/// Whether a word of the rule's own `unless` stands in the sentence. These were written for the rule: they may touch the hit.
pub(super) fn own_words(window: &mut Window<'_>, lexicon: &Lexicon, set: SetId) -> Option<Reason> {
    window.occurrences(lexicon, set).first().map(|found| Reason::Context {
        cue: "unless".to_owned(),
        word: lexicon.text(found).to_owned(),
    })
}

fn is_a_word(window: &Window<'_>, range: FoldedRange) -> bool {
    window.plain().slice(range).chars().count() > SHORT || !boundary::is_parted(window, range)
}

/// Whether at most so many characters lie between two ranges.
fn is_within(folded: &str, a: FoldedRange, b: FoldedRange, limit: usize) -> bool {
    let (from, to) = (a.end.min(b.end), a.start.max(b.start));
    // A character has four bytes at most: most cues are too far away at a glance.
    from >= to || (to - from <= limit * 4 && folded[from..to].chars().count() <= limit)
}

/// The clause around a hit.
fn clause(folded: &str, hit: FoldedRange) -> FoldedRange {
    let from = folded[..hit.start]
        .char_indices()
        .rev()
        .find(|&(_, c)| is_clause_end(c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let to = folded[hit.end..].find(is_clause_end).map_or(folded.len(), |at| hit.end + at);
    FoldedRange::new(from, to)
}
