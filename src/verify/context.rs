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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{span::Span, text::Extent};

    /// What the cue says of the parts of a hit, `parts` being their texts in order.
    fn says(text: &str, parts: &[&str], word: &str, change: impl Fn(SetId) -> Cue) -> Option<Reason> {
        let mut lexicon = Lexicon::default();
        let number = lexicon.number(word).unwrap();
        let set = lexicon.set(vec![number]);
        lexicon.close();
        let mut window = Window::new(text, Extent::around(text, 0, Span::new(0, 0)));
        let slots: Vec<FoldedRange> = parts
            .iter()
            .map(|part| {
                let at = window.plain().folded().find(part).unwrap();
                FoldedRange::new(at, at + part.len())
            })
            .collect();
        cue(&mut window, &lexicon, &change(set), &slots)
    }

    fn none() -> Cue {
        Cue {
            name: "禁止".to_owned(),
            before: None,
            after: None,
            anywhere: None,
            within: None,
            scope: Scope::Sentence,
        }
    }

    fn before(set: SetId) -> Cue {
        Cue {
            before: Some(set),
            ..none()
        }
    }

    fn after(set: SetId) -> Cue {
        Cue {
            after: Some(set),
            ..none()
        }
    }

    fn anywhere(set: SetId) -> Cue {
        Cue {
            anywhere: Some(set),
            ..none()
        }
    }

    #[test]
    fn cues_stand_on_their_side() {
        assert!(says("坚决抵制传播赌博", &["赌博"], "坚决抵制", before).is_some());
        assert!(says("赌博传播坚决抵制", &["赌博"], "坚决抵制", before).is_none());
        assert!(says("赌博传播坚决抵制", &["赌博"], "坚决抵制", after).is_some());
        assert!(says("坚决抵制传播赌博", &["赌博"], "坚决抵制", after).is_none());
        for text in ["坚决抵制传播赌博", "赌博传播坚决抵制"] {
            assert!(says(text, &["赌博"], "坚决抵制", anywhere).is_some(), "{text}");
        }
        let said = says("坚决抵制传播赌博", &["赌博"], "坚决抵制", anywhere);
        let expected = Reason::Context {
            cue: "禁止".to_owned(),
            word: "坚决抵制".to_owned(),
        };
        assert_eq!(said, Some(expected));
    }

    #[test]
    fn what_a_cue_shares_with_the_hit_is_no_cue() {
        // Between two slots it stands before the last and behind the first.
        for side in [before, after, anywhere] {
            assert!(says("三天并不能够见效", &["三天", "见效"], "并不能够", side).is_some());
        }
        // Part of a slot: said, and not denied.
        for side in [after, anywhere] {
            assert!(says("三天不反弹不复发", &["三天", "不反弹"], "反弹不", side).is_none());
        }
        assert!(says("三天不反弹", &["三天", "不反弹"], "不反弹", before).is_none());
        // 不能 stands before 能根治, though they share a character.
        assert!(says("并不能根治", &["能根治"], "并不能", before).is_some());
    }

    #[test]
    fn cues_reach_as_far_as_they_say() {
        let clause = |set| Cue {
            scope: Scope::Clause,
            ..before(set)
        };
        assert!(says("坚决抵制，传播赌博，害人", &["赌博"], "坚决抵制", clause).is_none());
        assert!(says("他说，坚决抵制传播赌博", &["赌博"], "坚决抵制", clause).is_some());
        assert!(says("他未，赌博", &["赌博"], "未", clause).is_none() && says("，他未赌博", &["赌博"], "未", clause).is_some());
        assert!(says("坚决抵制，传播赌博", &["赌博"], "坚决抵制", before).is_some());
        let within = |limit| {
            move |set| Cue {
                within: Some(limit),
                ..anywhere(set)
            }
        };
        assert!(says("坚决抵制传播赌博", &["赌博"], "坚决抵制", within(2)).is_some());
        assert!(says("坚决抵制传播赌博", &["赌博"], "坚决抵制", within(1)).is_none());
        assert!(says("坚决抵制这样传播赌博", &["赌博"], "坚决抵制", within(4)).is_some());
        assert!(says("坚决抵制这样传播赌博", &["赌博"], "坚决抵制", within(3)).is_none());
        assert!(says("赌博坚决抵制", &["赌博"], "坚决抵制", within(0)).is_some());
        assert!(says("abcde坚决抵制", &["a"], "坚决抵制", within(3)).is_none());
    }

    #[test]
    fn short_cues_are_words() {
        assert!(says("未曾赌博", &["赌博"], "未", before).is_none());
        assert!(says("他未赌博", &["赌博"], "未", before).is_some());
        assert!(says("行政拘留赌博的人", &["赌博"], "拘留", before).is_some());
        assert!(says("他有一个大麻烦是赌博", &["赌博"], "大麻", before).is_none());
    }
}
