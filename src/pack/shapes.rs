//! Lowers shapes: slots to sets of words for verification, and to classes for gates.

use super::{
    lower::{ANY, LoweredSlot, Lowering, SlotWords},
    program::{Gate, Link},
};
use crate::verify::{Gap, Job, Kind, SetId, Shape, Slot};

/// A slot of a shape.
pub(super) enum ShapeSlot<'n> {
    Lowered(LoweredSlot<'n>),
    /// One that is known since the crate was built.
    Known(u32),
}

impl Lowering<'_> {
    /// Takes in a shape. The error says what is wrong with it.
    pub(super) fn shape(&mut self, rule: u32, slots: &[ShapeSlot<'_>], gaps: Vec<Gap>) -> Result<(), String> {
        let can_anchor = |slot: &ShapeSlot<'_>| match slot {
            ShapeSlot::Lowered(slot) => slot.can_anchor(),
            ShapeSlot::Known(known) => self
                .prepared
                .as_ref()
                .is_some_and(|slots| slots.longest_quiet(*known).is_none()),
        };
        if !slots.iter().any(can_anchor) {
            return Err("the shape has no slot to anchor on".to_owned());
        }
        if !self.on(rule) {
            return Ok(());
        }
        let job = Job::Shape(self.checks.shapes.len() as u32);
        let mut chain = Vec::new();
        let mut besides = Vec::new();
        let (mut most, mut in_clause) = (ANY, false);
        for (i, slot) in slots.iter().enumerate() {
            let gap = gaps.get(i).map_or(ANY, |gap| gap.most);
            let next_in_clause = gaps.get(i).is_some_and(|gap| gap.in_clause);
            // Where a word may begin or end with a sign, or its end is not known, a mark beside it may be its own and not the gap's.
            let (loud, quiet, longest, plain) = match slot {
                ShapeSlot::Known(known) => {
                    let slots = self.prepared.get_or_insert_default();
                    let (longest, plain) = (slots.longest_quiet(*known), slots.is_plain(*known));
                    let lowered = slots.lower(*known, &mut self.plan, &mut self.checks.lexicon, &mut self.gating);
                    (lowered.loud, lowered.quiet, longest.unwrap_or(1), plain)
                }
                ShapeSlot::Lowered(LoweredSlot::Words(words)) => {
                    let (loud, quiet) = self.slot_classes(words);
                    // A word that is known by its first character may go on for as long as the longest.
                    (loud, quiet, words.traits.longest_quiet.unwrap_or(1), words.traits.plain)
                }
                ShapeSlot::Lowered(LoweredSlot::Kind(kind)) => {
                    besides.extend(self.anchor_class(*kind));
                    match kind.starts() {
                        Some(_) => (None, Some(self.gating.kind_class(*kind)), ANY, true),
                        None => {
                            (most, in_clause) = (ANY, false);
                            continue;
                        }
                    }
                }
            };
            chain.push(Link {
                loud,
                quiet,
                most,
                in_clause: in_clause && plain,
            });
            most = gap.saturating_add(longest.saturating_sub(1));
            in_clause = next_in_clause && plain && quiet.is_none();
        }
        self.gating.gate(Gate {
            job,
            chain: chain.into(),
            besides: besides.into(),
            reach: ANY,
            chars: [].into(),
        });
        let slots = slots
            .iter()
            .map(|slot| match slot {
                ShapeSlot::Lowered(LoweredSlot::Kind(kind)) => Slot::Kind(*kind),
                ShapeSlot::Lowered(LoweredSlot::Words(words)) => Slot::Words(self.slot_set(words)),
                ShapeSlot::Known(known) => {
                    let slots = self.prepared.get_or_insert_default();
                    let lowered = slots.lower(*known, &mut self.plan, &mut self.checks.lexicon, &mut self.gating);
                    Slot::Words(lowered.set)
                }
            })
            .collect();
        self.checks.shapes.push(Shape {
            rule,
            slots,
            gaps: gaps.into(),
        });
        Ok(())
    }

    /// The class of what a kind is anchored on, if it can be.
    fn anchor_class(&mut self, kind: Kind) -> Option<u32> {
        if kind.anchors().is_empty() {
            return None;
        }
        let literals = kind
            .anchors()
            .iter()
            .filter_map(|literal| self.plan.literal(literal))
            .map(|literal| literal.number() as u32)
            .collect();
        Some(self.gating.anchor_class(&mut self.plan, literals, kind.digits()))
    }

    fn slot_set(&mut self, slot: &SlotWords<'_>) -> SetId {
        *slot.set.get_or_init(|| self.set_of_lists(slot.lists()))
    }

    /// The class of those words of a slot that the scan reports, and the one of the others.
    fn slot_classes(&mut self, slot: &SlotWords<'_>) -> (Option<u32>, Option<u32>) {
        *slot.gates.get_or_init(|| {
            let literals = slot.lists().map(|list| self.words.literals(list, &mut self.plan));
            let literals: Vec<&[u32]> = literals.filter(|literals| !literals.is_empty()).collect();
            let loud = (!literals.is_empty()).then(|| self.gating.class(literals.into_iter().flatten().copied()));
            let mut starts = Vec::new();
            for list in slot.lists() {
                self.words.quiet_starts(list, &mut self.checks.lexicon, &mut starts);
            }
            let quiet = (!starts.is_empty()).then(|| self.gating.quiet_class(starts));
            (loud, quiet)
        })
    }
}

#[cfg(test)]
impl Lowering<'_> {
    /// Asserts that a known slot is lowered like one that was read.
    pub(super) fn assert_known(&mut self, known: u32, slot: &SlotWords<'_>) {
        let prepared = self.prepared.as_mut().unwrap();
        let traits = (prepared.longest_quiet(known), prepared.is_plain(known));
        assert_eq!(traits, (slot.traits.longest_quiet, slot.traits.plain));
        let lowered = prepared.lower(known, &mut self.plan, &mut self.checks.lexicon, &mut self.gating);
        let (set, (loud, quiet)) = (self.slot_set(slot), self.slot_classes(slot));
        assert_eq!(self.checks.lexicon.words_of(lowered.set), self.checks.lexicon.words_of(set));
        let literals = |class: Option<u32>| class.map(|class| self.gating.literals_of(class));
        assert_eq!(literals(lowered.loud), literals(loud));
        assert_eq!(lowered.quiet, quiet);
    }
}
