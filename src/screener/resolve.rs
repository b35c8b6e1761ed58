//! Which of several findings at one place stay.

use std::{cmp::Reverse, sync::Arc};

use crate::{finding::Evidence, rule::Rule, severity::Severity, text::fold_term, verify::Hit};

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

/// Detections are short: one that overlaps another stands at most so many places away from it in the order of their starts.
const NEAR: usize = 16;

/// Of overlapping findings of one rule the longest stays, of equally long ones the first; of detectors that claim the same
/// characters, the one of the highest rank. The answer is in the order of positions; beside it, the outranked and by which rule.
pub(super) fn resolve(found: Vec<Found>, rules: &[Arc<Rule>]) -> (Vec<Found>, Vec<(Found, String)>) {
    let mut kept = longest(found, rules);
    kept.sort_by_key(|f| (f.hit.span.start, f.hit.span.end, f.rule));
    let winners: Vec<Option<u32>> = (0..kept.len()).map(|at| winner(&kept, at)).collect();
    let (mut stay, mut outranked) = (Vec::with_capacity(kept.len()), Vec::new());
    for (one, winner) in kept.into_iter().zip(winners) {
        match winner {
            None => stay.push(one),
            Some(rule) => outranked.push((one, rules[rule as usize].id.clone())),
        }
    }
    (stay, outranked)
}

/// The rule of the detection that outranks this one, if any.
fn winner(kept: &[Found], at: usize) -> Option<u32> {
    let one = &kept[at];
    let rank = one.rank?;
    kept[at.saturating_sub(NEAR)..(at + NEAR).min(kept.len())]
        .iter()
        .find(|other| other.hit.span.overlaps(one.hit.span) && other.rank.is_some_and(|other| other > rank))
        .map(|other| other.rule)
}

fn longest(mut found: Vec<Found>, rules: &[Arc<Rule>]) -> Vec<Found> {
    // What must not overlap: the findings of one rule; of a word list, those of one term.
    let group = |f: &Found| {
        (
            f.rule,
            if rules[f.rule as usize].is_list {
                f.term.as_deref().map(fold_term)
            } else {
                None
            },
        )
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
