//! Which of several findings at one place stay.

use std::{cmp::Reverse, sync::Arc};

use crate::{finding::Evidence, rule::Rule, severity::Severity, span::Span, text::fold_term, verify::Hit};

/// A verified hit with its rule.
pub(super) struct Found {
    pub(super) rule: u32,
    pub(super) hit: Hit,
    pub(super) severity: Severity,
    pub(super) term: Option<Arc<str>>,
    /// For detectors: which of two wins the same characters.
    pub(super) rank: Option<u8>,
}

impl Found {
    pub(super) fn new(rule: u32, hit: Hit, severity: Severity, term: Option<&Arc<str>>) -> Found {
        Found {
            rule,
            hit,
            severity,
            term: term.cloned(),
            rank: None,
        }
    }
}

/// Detections are short: one that overlaps another stands at most so many places away from it among the detections.
const NEAR: usize = 16;

/// Of overlapping findings of one rule the longest stays, of equally long ones the first; of detectors that claim the same
/// characters, the one of the highest rank. The answer is in the order of positions; beside it, the outranked and by which rule.
pub(super) fn resolve(found: Vec<Found>, rules: &[Arc<Rule>]) -> (Vec<Found>, Vec<(Found, String)>) {
    let mut kept = longest(found, rules);
    kept.sort_by_key(|f| (f.hit.span.start, f.hit.span.end, f.rule));
    let ranked: Vec<Ranked> = kept.iter().filter_map(Ranked::of).collect();
    let mut at = 0;
    let (mut stay, mut outranked) = (Vec::with_capacity(kept.len()), Vec::new());
    for one in kept {
        let winner = one.rank.and_then(|_| {
            at += 1;
            winner(&ranked, at - 1)
        });
        match winner {
            None => stay.push(one),
            Some(rule) => outranked.push((one, rules[rule as usize].id.clone())),
        }
    }
    (stay, outranked)
}

/// A detection, in the contest for its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ranked {
    pub(super) span: Span,
    pub(super) rule: u32,
    rank: u8,
}

impl Ranked {
    pub(super) fn of(found: &Found) -> Option<Ranked> {
        Some(Ranked {
            span: found.hit.span,
            rule: found.rule,
            rank: found.rank?,
        })
    }
}

/// The rule of the detection that outranks this one, if any. Detections are in the order of their spans and rules.
pub(super) fn winner(ranked: &[Ranked], at: usize) -> Option<u32> {
    let one = ranked[at];
    ranked[at.saturating_sub(NEAR)..(at + NEAR).min(ranked.len())]
        .iter()
        .find(|other| other.span.overlaps(one.span) && other.rank > one.rank)
        .map(|other| other.rule)
}

/// A word of a list that was found.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) rule: u32,
    pub(super) span: Span,
    term: Option<Arc<str>>,
}

impl Word {
    /// A finding as a word of its list, if its rule is one.
    pub(super) fn of(found: &Found, rules: &[Arc<Rule>]) -> Option<Word> {
        rules[found.rule as usize].is_list.then(|| Word {
            rule: found.rule,
            span: found.hit.span,
            term: found.term.clone(),
        })
    }
}

/// Of words of lists that cut a word, those that lie inside a longer one which was found: they cut nothing innocent. 国人 in 中国人, if
/// both are listed.
pub(super) fn parts_of_longer_words(mut words: Vec<Word>, parts: Vec<Found>) -> Vec<Found> {
    words.sort_by_key(|word| (word.rule, word.span.start));
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&at| (parts[at].rule, parts[at].hit.span.start));
    let mut inside = vec![false; parts.len()];
    let mut words = words.iter().peekable();
    // Of the words that start so far, the one that ends last, and the one of another term that does.
    let mut last: [Option<&Word>; 2] = [None, None];
    for at in order {
        let part = &parts[at];
        let place = (part.rule, part.hit.span.start);
        while let Some(word) = words.next_if(|word| (word.rule, word.span.start) <= place) {
            last = match last {
                [Some(first), second] if first.rule == word.rule && word.span.end <= first.span.end => {
                    let later = second.is_none_or(|second| word.span.end > second.span.end);
                    [
                        Some(first),
                        if word.term != first.term && later {
                            Some(word)
                        } else {
                            second
                        },
                    ]
                }
                [Some(first), second] if first.rule == word.rule => {
                    [Some(word), if word.term == first.term { second } else { Some(first) }]
                }
                _ => [Some(word), None],
            };
        }
        let whole = |word: &&Word| word.rule == part.rule && word.term != part.term && part.hit.span.end <= word.span.end;
        inside[at] = last.iter().flatten().any(whole);
    }
    let mut inside = inside.into_iter();
    parts.into_iter().filter(|_| inside.next().unwrap_or(false)).collect()
}

/// The longest of overlapping findings of one rule, in the order of rules.
pub(super) fn longest(mut found: Vec<Found>, rules: &[Arc<Rule>]) -> Vec<Found> {
    // What must not overlap: the findings of one rule; of a word list, those of one term. Conditions on the whole text are for
    // themselves: whether they hold is known last.
    let group = |f: &Found| {
        let term = f.term.as_deref().filter(|_| rules[f.rule as usize].is_list);
        let whole_text = f.hit.evidence.first() == Some(&Evidence::Document);
        (f.rule, whole_text, term.map(fold_term))
    };
    found.sort_by_cached_key(|f| (group(f), f.hit.span.start, Reverse(f.hit.span.end)));
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        match kept.last_mut() {
            Some(last) if group(last) == group(&next) && last.hit.span.overlaps(next.hit.span) => {
                // Of two spellings of one word in a list, the text has the one that it has to the letter.
                let exact = |f: &Found| f.hit.evidence.contains(&Evidence::Exact);
                let closer = next.hit.span == last.hit.span && exact(&next) && !exact(last);
                if next.hit.span.len() > last.hit.span.len() || closer {
                    *last = next;
                }
            }
            _ => kept.push(next),
        }
    }
    kept
}
