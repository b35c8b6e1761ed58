//! Slots in order, with the greatest distance between them.

use super::{
    boundary,
    kind::Kind,
    lexicon::{Lexicon, SetId},
    window::Window,
};
use crate::text::{FoldedRange, is_clause_end};

/// What may stand in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Words(SetId),
    Kind(Kind),
}

/// What may stand between two slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The most characters.
    pub(crate) most: u32,
    /// Whether it must keep to one clause.
    pub(crate) in_clause: bool,
}

/// A shape of a rule: `gaps[i]` lies between `slots[i]` and `slots[i + 1]`.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) rule: u32,
    pub(crate) slots: Box<[Slot]>,
    pub(crate) gaps: Box<[Gap]>,
}

/// A slot's candidate, and the candidate of the slot before that leads to it.
struct Node {
    range: FoldedRange,
    from: usize,
}

impl Shape {
    /// All ways in which the sentence fills the shape: one for each filling of the last slot, the nearest words preferred.
    pub(super) fn find(&self, window: &mut Window<'_>, lexicon: &Lexicon, word_edges: bool) -> Vec<Vec<FoldedRange>> {
        let mut fillings = Vec::with_capacity(self.slots.len());
        for &slot in &self.slots {
            let ranges = ranges(window, lexicon, slot);
            if ranges.is_empty() {
                return Vec::new();
            }
            fillings.push(ranges);
        }
        // Without segmentation first: most sentences fall through here.
        if self.chains(window, &fillings).is_empty() {
            return Vec::new();
        }
        let whole: Vec<Vec<FoldedRange>> = fillings
            .into_iter()
            .zip(&self.slots)
            .map(|(mut ranges, slot)| {
                if word_edges && matches!(slot, Slot::Words(_)) {
                    ranges.retain(|&range| boundary::is_whole(window, range));
                }
                ranges
            })
            .collect();
        self.chains(window, &whole)
    }

    fn chains(&self, window: &Window<'_>, fillings: &[Vec<FoldedRange>]) -> Vec<Vec<FoldedRange>> {
        let folded = window.plain().folded();
        let mut layers: Vec<Vec<Node>> = Vec::with_capacity(fillings.len());
        for (i, ranges) in fillings.iter().enumerate() {
            let layer: Vec<Node> = match i.checked_sub(1) {
                None => ranges.iter().map(|&range| Node { range, from: 0 }).collect(),
                Some(before) => ranges
                    .iter()
                    .filter_map(|&range| {
                        let from = nearest(folded, &layers[before], range, self.gaps[before])?;
                        Some(Node { range, from })
                    })
                    .collect(),
            };
            if layer.is_empty() {
                return Vec::new();
            }
            layers.push(layer);
        }
        let last = layers.len() - 1;
        (0..layers[last].len())
            .map(|mut at| {
                let mut chain: Vec<FoldedRange> = (0..=last)
                    .rev()
                    .map(|i| {
                        let node = &layers[i][at];
                        at = node.from;
                        node.range
                    })
                    .collect();
                chain.reverse();
                chain
            })
            .collect()
    }
}

/// The last filling of the slot before that ends in time: the nearest leaves the most room for what came before it.
fn nearest(folded: &str, layer: &[Node], range: FoldedRange, gap: Gap) -> Option<usize> {
    layer
        .iter()
        .enumerate()
        .filter(|(_, node)| node.range.end <= range.start && fits(&folded[node.range.end..range.start], gap))
        .max_by_key(|(_, node)| node.range.end)
        .map(|(at, _)| at)
}

fn fits(between: &str, gap: Gap) -> bool {
    // A character has four bytes at most and one at least.
    let most = gap.most as usize;
    between.len() <= most * 4 && between.chars().count() <= most && !(gap.in_clause && between.contains(is_clause_end))
}

fn ranges(window: &mut Window<'_>, lexicon: &Lexicon, slot: Slot) -> Vec<FoldedRange> {
    let mut ranges: Vec<FoldedRange> = match slot {
        Slot::Words(set) => window.occurrences(lexicon, set).iter().map(|found| found.range).collect(),
        Slot::Kind(kind) => window.kinds(kind).to_vec(),
    };
    ranges.sort_unstable();
    ranges.dedup();
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{span::Span, text::Extent};

    /// What a shape of two words finds, as texts.
    fn found(text: &str, most: u32, in_clause: bool) -> Vec<Vec<String>> {
        let mut lexicon = Lexicon::default();
        let mut slot = |word: &str| {
            let number = lexicon.number(word).unwrap();
            Slot::Words(lexicon.set(vec![number]))
        };
        let shape = Shape {
            rule: 0,
            slots: [slot("保证"), slot("治愈"), slot("复发")].into(),
            gaps: [Gap { most, in_clause }; 2].into(),
        };
        lexicon.close();
        let mut window = Window::new(text, Extent::around(text, 0, Span::new(0, 0)));
        let chains = shape.find(&mut window, &lexicon, false);
        let text = |range: &FoldedRange| window.plain().slice(*range).to_owned();
        chains.iter().map(|chain| chain.iter().map(text).collect()).collect()
    }

    #[test]
    fn slots_stand_in_order_and_near() {
        let chain = ["保证", "治愈", "复发"].map(str::to_owned).to_vec();
        assert_eq!(found("保证三天治愈永不复发", 2, false), std::slice::from_ref(&chain));
        assert!(found("保证三天治愈永不复发", 1, false).is_empty());
        assert!(found("治愈保证复发", 9, false).is_empty());
        assert!(found("保证治愈", 9, false).is_empty());
        assert_eq!(found("保证治愈复发", 0, false), std::slice::from_ref(&chain));
        // One for each filling of the last slot.
        assert_eq!(found("保证治愈复发复发", 2, false).len(), 2);
        assert_eq!(found("保证，治愈，复发", 2, false), [chain]);
        assert!(found("保证，治愈，复发", 2, true).is_empty());
        assert!(found("保证a治愈b复发", 0, false).is_empty());
    }

    #[test]
    fn the_nearest_filling_leads_on() {
        let folded = "保证保证治愈";
        let node = |start| Node {
            range: FoldedRange::new(start, start + 6),
            from: 0,
        };
        let gap = Gap {
            most: 9,
            in_clause: false,
        };
        assert_eq!(nearest(folded, &[node(0), node(6)], FoldedRange::new(12, 18), gap), Some(1));
        assert_eq!(nearest(folded, &[node(6), node(12)], FoldedRange::new(12, 18), gap), Some(0));
    }
}
