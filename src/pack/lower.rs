//! Lowers rules into literals for the scan, gates and checks for verification.

use std::{collections::BTreeSet, rc::Rc, sync::Arc};

use rustc_hash::FxHashMap;

use super::{
    anchor,
    frequency::frequency,
    gates::GateLowering,
    program::{Gate, Groups, Link, Program},
};
use crate::{
    detect::Detector,
    rule::Rule,
    scan::{LiteralId, Plan},
    text::{Class, class as class_of, fold_spaced},
    verify::{Checks, Claim, Cue, CueId, Document, Gap, Guards, Item, Job, Kind, Pattern, SetId, Shape, Slot, Term},
};

/// A [`Program`] in the making.
#[derive(Default)]
pub(super) struct Lowering<'f> {
    plan: Plan,
    claims: Vec<(u32, Claim)>,
    digit_claims: Vec<(usize, Claim)>,
    checks: Checks,
    rules: Vec<Arc<Rule>>,
    on: Vec<bool>,
    detectors: Vec<(Arc<dyn Detector>, u32)>,
    gating: GateLowering,
    /// Classes repeat words, and rules repeat classes: each word is folded once.
    words: FxHashMap<&'f str, Word>,
}

/// What a word is to the scan and to the lexicon, as far as anybody asked.
#[derive(Clone, Copy, Default)]
struct Word {
    literal: Option<LiteralId>,
    number: Option<u32>,
}

/// The words of a slot, lowered. Rules repeat their slots, so this is made once for each and shared.
pub(super) struct SlotWords<'f> {
    words: Vec<&'f str>,
    set: SetId,
    /// The words as literals; `None` if one has a single character: such words are everywhere, and the scan is not made to stop at
    /// each of them.
    literals: Option<Vec<LiteralId>>,
    /// The most characters of a word.
    longest: usize,
}

/// A slot, lowered.
pub(super) enum LoweredSlot<'f> {
    Kind(Kind),
    Words(Rc<SlotWords<'f>>),
}

/// A gap without a limit.
const ANY: u32 = u32::MAX;

/// Code, message and help of a mistake in a pattern.
type PatternMistake = (&'static str, String, String);

impl<'f> Lowering<'f> {
    pub(super) fn finish(mut self) -> Program {
        let lawful = self.rules.iter().flat_map(|rule| rule.passes()).map(String::as_str);
        let anchored = self.gating.finish(lawful, &mut self.plan);
        Program {
            claims: Groups::new(self.claims, self.plan.literals().len()),
            digit_claims: self.digit_claims,
            anchors: anchored.anchors,
            digit_anchors: anchored.digit_anchors,
            gates: anchored.gates,
            plan: self.plan,
            checks: self.checks,
            rules: self.rules,
            on: self.on,
            detectors: self.detectors,
        }
    }

    /// Takes in a rule; its number is for the calls that follow.
    pub(super) fn rule(&mut self, rule: Arc<Rule>, on: bool) -> u32 {
        self.rules.push(rule);
        self.on.push(on);
        self.checks.guards.push(Guards::default());
        (self.rules.len() - 1) as u32
    }

    /// Words that the user allows for all rules.
    pub(super) fn user_allow(&mut self, words: impl Iterator<Item = &'f str>) {
        let words: Vec<&str> = words.collect();
        if !words.is_empty() {
            self.checks.allow = Some(self.set(words));
        }
    }

    /// The set of these words.
    pub(super) fn set(&mut self, words: impl IntoIterator<Item = &'f str>) -> SetId {
        let numbers = words.into_iter().filter_map(|word| self.number(word)).collect();
        self.checks.lexicon.set(numbers)
    }

    fn number(&mut self, word: &'f str) -> Option<u32> {
        let known = self.words.entry(word).or_default();
        if known.number.is_none() {
            known.number = self.checks.lexicon.number(word);
        }
        known.number
    }

    pub(super) fn cue(&mut self, cue: Cue) -> CueId {
        self.checks.cues.push(cue);
        CueId((self.checks.cues.len() - 1) as u32)
    }

    pub(super) fn guards(&mut self, rule: u32, allow: &[&'f str], unless: &[&'f str], cues: Vec<CueId>, word_edges: bool) {
        let mut set = |words: &[&'f str]| (!words.is_empty()).then(|| self.set(words.iter().copied()));
        let (allow, unless) = (set(allow), set(unless));
        self.checks.guards[rule as usize] = Guards {
            allow,
            unless,
            cues,
            word_edges,
        };
    }

    fn on(&self, rule: u32) -> bool {
        self.on[rule as usize]
    }

    /// Has gates ask for a literal.
    fn literal(&mut self, literal: &'f str) -> Option<LiteralId> {
        let known = self.words.entry(literal).or_default();
        if known.literal.is_none() {
            known.literal = self.gating.literal(literal);
        }
        known.literal
    }

    /// Has the scan report a literal for a claim.
    fn claim(&mut self, literal: &str, claim: Claim) -> Option<LiteralId> {
        let id = self.plan.literal(literal)?;
        self.claims.push((id.number() as u32, claim));
        Some(id)
    }

    fn claim_digits(&mut self, at_least: usize, claim: Claim) {
        self.plan.digits(at_least);
        self.digit_claims.push((at_least, claim));
    }

    /// The words of a slot, lowered.
    pub(super) fn slot_words(&mut self, words: Vec<&'f str>) -> SlotWords<'f> {
        let set = self.set(words.iter().copied());
        // A mark that parts clauses is everywhere too, and slows the scan down where it must be read in two ways.
        let part = |c| class_of(c) == Class::Structural;
        let long = words.iter().all(|word| word.chars().nth(1).is_some() && !word.contains(part));
        SlotWords {
            set,
            literals: long.then(|| words.iter().filter_map(|word| self.literal(word)).collect()),
            longest: words.iter().map(|word| word.chars().count()).max().unwrap_or(0),
            words,
        }
    }

    pub(super) fn term(&mut self, rule: u32, text: &str) {
        self.spelt_term(Term {
            rule,
            text: text.into(),
            spaced: fold_spaced(text.trim()),
            spelling: None,
        });
    }

    /// Takes in a term, or another spelling of one.
    pub(super) fn spelt_term(&mut self, term: Term) {
        if !self.on(term.rule) {
            return;
        }
        let claim = Claim::Term(self.checks.terms.len() as u32);
        self.claim(&term.spaced, claim);
        self.checks.terms.push(term);
    }

    /// The rule of a number, if it is on.
    pub(super) fn live_rule(&self, rule: u32) -> Option<&Arc<Rule>> {
        self.rules.get(rule as usize).filter(|_| self.on(rule))
    }

    pub(super) fn pattern(&mut self, rule: u32, source: &str) -> Result<(), PatternMistake> {
        let hir = regex_syntax::parse(source).map_err(|error| {
            let reason = match &error {
                regex_syntax::Error::Parse(error) => error.kind().to_string(),
                regex_syntax::Error::Translate(error) => error.kind().to_string(),
                _ => error.to_string(),
            };
            (
                "X009",
                format!("this is no regular expression: {reason}"),
                "the syntax is that of the regex crate: no look-around, no back-references".to_owned(),
            )
        })?;
        if let Some((c, folded)) = anchor::unfolded(&hir) {
            return Err((
                "X017",
                format!("`{c}` never stands in folded text"),
                format!("patterns see folded text: write `{folded}`"),
            ));
        }
        let literals = anchor::literals(&hir);
        if literals.is_empty() {
            return Err((
                "X010",
                "the pattern has no literal to anchor on".to_owned(),
                "every alternative needs a literal of two or more characters that every match holds".to_owned(),
            ));
        }
        // Compiling is dear: only expressions that might be too large are compiled to see.
        if anchor::size(&hir) > 2000 && Pattern::compile(source).is_err() {
            return Err((
                "X009",
                "the expression is too large when compiled".to_owned(),
                "make its repetitions smaller".to_owned(),
            ));
        }
        if !self.on(rule) {
            return Ok(());
        }
        let job = Job::Pattern(self.checks.patterns.len() as u32);
        self.checks.patterns.push(Pattern::new(rule, source));
        let ids =
            |gating: &mut GateLowering, list: &Vec<String>| list.iter().filter_map(|literal| gating.literal(literal)).collect();
        let besides = literals
            .iter()
            .take(PARTS)
            .map(|list| {
                let ids = ids(&mut self.gating, list);
                self.gating.class(ids, None)
            })
            .collect();
        self.gating.gate(Gate {
            job,
            chain: [].into(),
            besides,
            reach: anchor::longest(&hir)
                .and_then(|longest| longest.try_into().ok())
                .unwrap_or(ANY),
        });
        Ok(())
    }

    pub(super) fn shape(&mut self, rule: u32, slots: &[LoweredSlot<'f>], gaps: Vec<Gap>) -> Result<(), String> {
        if !slots.iter().any(LoweredSlot::can_anchor) {
            return Err("the shape has no slot to anchor on".to_owned());
        }
        if !self.on(rule) {
            return Ok(());
        }
        let job = Job::Shape(self.checks.shapes.len() as u32);
        let mut chain = Vec::new();
        let mut besides = Vec::new();
        let mut most = ANY;
        for (i, slot) in slots.iter().enumerate() {
            let gap = gaps.get(i).map_or(ANY, |gap| gap.most as u32);
            let (class, quiet, longest) = match slot {
                LoweredSlot::Words(words) => match &words.literals {
                    Some(literals) => (self.gating.class(literals.clone(), None), false, 1),
                    // A word that is known by its first character may go on for as long as the longest.
                    None => (self.gating.quiet_class(starts(&words.words)), true, words.longest as u32),
                },
                LoweredSlot::Kind(kind) => {
                    besides.extend(self.kind_class(*kind));
                    match kind.starts() {
                        Some(starts) => (self.gating.quiet_class(starts.chars().collect()), true, ANY),
                        None => {
                            most = ANY;
                            continue;
                        }
                    }
                }
            };
            chain.push(Link { class, quiet, most });
            most = gap.saturating_add(longest - 1);
        }
        self.gating.gate(Gate {
            job,
            chain: chain.into(),
            besides: besides.into(),
            reach: ANY,
        });
        let slots = slots
            .iter()
            .map(|slot| match slot {
                LoweredSlot::Kind(kind) => Slot::Kind(*kind),
                LoweredSlot::Words(words) => Slot::Words(words.set),
            })
            .collect();
        self.checks.shapes.push(Shape { rule, slots, gaps });
        Ok(())
    }

    /// The class of what a kind is anchored on, if it can be.
    fn kind_class(&mut self, kind: Kind) -> Option<u32> {
        if kind.anchors().is_empty() {
            return None;
        }
        let literals = kind
            .anchors()
            .iter()
            .filter_map(|literal| self.gating.literal(literal))
            .collect();
        Some(self.gating.class(literals, kind.digits()))
    }

    /// Takes in a condition on the whole text; false if nothing in it can be anchored on.
    pub(super) fn document(
        &mut self,
        rule: u32,
        all: &[LoweredSlot<'f>],
        any: &[LoweredSlot<'f>],
        none: &[LoweredSlot<'f>],
    ) -> bool {
        let anchor = all
            .iter()
            .filter_map(|slot| {
                // Where there is a contact to take out, that is where the reader wants to be led.
                let cost = match slot {
                    LoweredSlot::Kind(_) => 0.0,
                    LoweredSlot::Words(words) => frequency(words.words.iter().copied()),
                };
                slot.can_anchor().then_some((cost, slot))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, anchor)) = anchor else {
            return false;
        };
        if !self.on(rule) {
            return true;
        }
        let claim = Claim::Document(self.checks.documents.len() as u32);
        match anchor {
            LoweredSlot::Kind(kind) => {
                for literal in kind.anchors() {
                    self.claim(literal, claim);
                }
                if let Some(at_least) = kind.digits() {
                    self.claim_digits(at_least, claim);
                }
            }
            LoweredSlot::Words(words) => {
                for word in &words.words {
                    self.claim(word, claim);
                }
            }
        }
        let anchor = self.item(anchor);
        let mut items = |slots: &[LoweredSlot<'f>]| slots.iter().map(|slot| self.item(slot)).collect();
        let (all, any, none) = (items(all), items(any), items(none));
        self.checks.documents.push(Document {
            rule,
            anchor,
            all,
            any,
            none,
        });
        true
    }

    fn item(&mut self, slot: &LoweredSlot<'f>) -> Item {
        match slot {
            LoweredSlot::Kind(kind) => Item::Kind(*kind),
            LoweredSlot::Words(words) => {
                Item::Literals(words.words.iter().filter_map(|word| self.claim(word, Claim::Seen)).collect())
            }
        }
    }

    pub(super) fn detector(&mut self, rule: u32, detector: Arc<dyn Detector>) {
        if !self.on(rule) {
            return;
        }
        let claim = Claim::Detector(self.detectors.len() as u32);
        let anchors = detector.anchors();
        for literal in &anchors.literals {
            self.claim(literal, claim);
        }
        if let Some(at_least) = anchors.digits {
            self.claim_digits(at_least, claim);
        }
        self.detectors.push((detector, rule));
    }
}

/// The first characters of folded words.
fn starts(words: &[&str]) -> BTreeSet<char> {
    words
        .iter()
        .filter_map(|word| fold_spaced(word.trim()).chars().next())
        .collect()
}

/// The most lists of literals that are asked for of a pattern: the rarest ones. A third would seldom keep a sentence out that two let in.
const PARTS: usize = 2;

impl LoweredSlot<'_> {
    /// Whether a gate can be anchored on the slot: not on words of one character, which are everywhere.
    fn can_anchor(&self) -> bool {
        match self {
            LoweredSlot::Kind(kind) => !kind.anchors().is_empty(),
            LoweredSlot::Words(words) => words.literals.is_some(),
        }
    }
}
