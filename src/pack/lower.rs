//! Lowers rules into literals for the scan, gates and checks for verification.

use std::{cell::OnceCell, rc::Rc, sync::Arc};

use rustc_hash::FxHashMap;

use super::{
    anchor::{self, PatternMistake},
    builtin,
    frequency::frequency,
    gates::GateLowering,
    program::{Gate, Groups, Link, Program},
};
use crate::{
    detect::Detector,
    rule::Rule,
    scan::{LONGEST_RUN, LiteralId, Plan, Scanner},
    text::{Class, class as class_of, fold_spaced, is_han, numerals},
    verify::{Checks, Claim, Cue, CueId, Document, Form, Gap, Guards, Item, Job, Kind, Pattern, SetId, Shape, Slot, Term},
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
    /// Word classes by pack and name.
    word_classes: FxHashMap<(&'f str, &'f str), WordClass<'f>>,
}

/// Some words of a slot, resolved.
struct WordClass<'f> {
    words: Vec<&'f str>,
    numbers: Vec<u32>,
    /// The words that the scan reports, as literals; made when a slot asks for it.
    literals: Option<Vec<LiteralId>>,
    /// The others.
    quiet: Vec<&'f str>,
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
    /// The words of two or more characters as literals.
    literals: Vec<LiteralId>,
    /// The others: words of one character are everywhere, and the scan is not made to stop at each of them.
    quiet: Vec<&'f str>,
    /// The classes for gates, of the literals and of the others, from the first shape on that asks for them.
    classes: OnceCell<(Option<u32>, Option<u32>)>,
    /// Whether none of the words has a sign in it; from the first shape on.
    plain: OnceCell<bool>,
}

impl SlotWords<'_> {
    fn is_plain(&self) -> bool {
        *self.plain.get_or_init(|| {
            let mut chars = self.words.iter().flat_map(|word| word.chars());
            chars.all(|c| is_han(c) || class_of(c) == Class::Plain)
        })
    }
}

/// A slot, lowered.
pub(super) enum LoweredSlot<'f> {
    Kind(Kind),
    Words(Rc<SlotWords<'f>>),
}

/// A gap without a limit.
const ANY: u32 = u32::MAX;

impl<'f> Lowering<'f> {
    pub(super) fn finish(mut self) -> Program {
        // What follows takes the most memory.
        drop((self.words, self.word_classes));
        self.checks.lexicon.close();
        self.checks.terms.shrink_to_fit();
        let lawful = self.rules.iter().flat_map(|rule| rule.passes()).map(String::as_str);
        self.plan.close();
        let scanner = Scanner::new(&self.plan);
        Program {
            claims: Groups::new(self.claims, self.plan.literals().len()),
            digit_claims: self.digit_claims,
            gates: self.gating.finish(lawful, &self.plan, &scanner),
            scanner,
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

    /// Has findings of a rule block where one of these stands in the same sentence.
    pub(super) fn raise(&mut self, rule: u32, slots: &[LoweredSlot<'f>]) {
        let mut words = Vec::new();
        for slot in slots {
            match slot {
                LoweredSlot::Kind(kind) => self.checks.guards[rule as usize].raise_kinds.push(*kind),
                LoweredSlot::Words(slot) => words.extend(slot.words.iter().copied()),
            }
        }
        if !words.is_empty() {
            self.checks.guards[rule as usize].raise = Some(self.set(words));
        }
    }

    pub(super) fn guards(&mut self, rule: u32, allow: &[&'f str], unless: &[&'f str], cues: Vec<CueId>, word_edges: bool) {
        let mut set = |words: &[&'f str]| (!words.is_empty()).then(|| self.set(words.iter().copied()));
        let (allow, unless) = (set(allow), set(unless));
        self.checks.guards[rule as usize] = Guards {
            allow,
            unless,
            cues,
            word_edges,
            ..Guards::default()
        };
    }

    fn on(&self, rule: u32) -> bool {
        self.on[rule as usize]
    }

    /// Has gates ask for a literal.
    fn literal(&mut self, literal: &'f str) -> Option<LiteralId> {
        let known = self.words.entry(literal).or_default();
        if known.literal.is_none() {
            known.literal = self.plan.literal(literal);
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
        let at_least = at_least.min(LONGEST_RUN);
        self.plan.digits(at_least);
        self.digit_claims.push((at_least, claim));
    }

    fn word_class(&mut self, words: Vec<&'f str>) -> WordClass<'f> {
        WordClass {
            numbers: words.iter().filter_map(|word| self.number(word)).collect(),
            literals: None,
            quiet: words.iter().copied().filter(|word| is_quiet(word)).collect(),
            words,
        }
    }

    /// The words of a slot, lowered: some by themselves, and classes, each with its pack and name.
    pub(super) fn slot_words(&mut self, words: Vec<&'f str>, classes: &[((&'f str, &'f str), &[&'f str])]) -> SlotWords<'f> {
        let mut all = self.word_class(words);
        let mut parts = Vec::with_capacity(classes.len());
        for &(key, words) in classes {
            let class = match self.word_classes.remove(&key) {
                Some(class) => class,
                None => self.word_class(words.to_vec()),
            };
            all.quiet.extend(&class.quiet);
            all.numbers.extend(&class.numbers);
            parts.push((key, class));
        }
        let mut literals = self.loud_literals(&all.words);
        for (key, mut class) in parts {
            let words = &class.words;
            literals.extend(&*class.literals.get_or_insert_with(|| self.loud_literals(words)));
            all.words.extend(&class.words);
            self.word_classes.insert(key, class);
        }
        SlotWords {
            set: self.checks.lexicon.set(all.numbers),
            literals,
            quiet: all.quiet,
            words: all.words,
            classes: OnceCell::new(),
            plain: OnceCell::new(),
        }
    }

    /// Those of some words that the scan reports.
    fn loud_literals(&mut self, words: &[&'f str]) -> Vec<LiteralId> {
        let loud = words.iter().filter(|word| !is_quiet(word));
        loud.filter_map(|word| self.literal(word)).collect()
    }

    /// The class of those words of a slot that the scan reports, and the one of the others.
    fn words_classes(&mut self, words: &SlotWords<'f>) -> (Option<u32>, Option<u32>) {
        *words.classes.get_or_init(|| {
            let literals = words.literals.clone();
            let loud = (!literals.is_empty()).then(|| self.gating.class(&mut self.plan, literals, None));
            let numbers: Vec<u32> = words.quiet.iter().filter_map(|word| self.number(word)).collect();
            let lexicon = &self.checks.lexicon;
            let starts = numbers.iter().filter_map(|&number| lexicon.word(number).chars().next());
            let quiet = (!numbers.is_empty()).then(|| self.gating.quiet_class(starts.collect()));
            (loud, quiet)
        })
    }

    /// Takes in a term, which is known folded too.
    pub(super) fn term(&mut self, rule: u32, text: &str, folded: &str) {
        if !self.on(rule) {
            return;
        }
        let literal = self.plan.folded(folded);
        let spaced = Some(fold_spaced(text.trim()))
            .filter(|spaced| spaced != text)
            .map(String::into_boxed_str);
        let form = Form::Own(spaced);
        let text = text.into();
        self.lower_term(literal, Term { rule, text, form });
    }

    /// Takes in another spelling of a term, which is known folded and without spaces too.
    pub(super) fn spelt_term(&mut self, folded: &str, term: Term) {
        if self.on(term.rule) {
            let literal = self.plan.folded(folded);
            self.lower_term(literal, term);
        }
    }

    fn lower_term(&mut self, literal: Option<LiteralId>, term: Term) {
        let claim = Claim::Term(self.checks.terms.len() as u32);
        self.checks.terms.push(term);
        if let Some(literal) = literal {
            self.claims.push((literal.number() as u32, claim));
        }
    }

    /// The rule of a number, if it is on.
    pub(super) fn live_rule(&self, rule: u32) -> Option<&Arc<Rule>> {
        self.rules.get(rule as usize).filter(|_| self.on(rule))
    }

    pub(super) fn pattern(&mut self, rule: u32, source: &str) -> Result<(), PatternMistake> {
        let known = builtin::anchors(source);
        let anchors = known.map_or_else(|| anchor::anchors(source), Ok)?;
        // Compiling is dear: only expressions that might be too large are compiled to see.
        if anchors.large && Pattern::compile(source).is_err() {
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
        let mut class = |list: &Vec<String>| {
            let ids = list.iter().filter_map(|literal| self.plan.literal(literal)).collect();
            self.gating.class(&mut self.plan, ids, None)
        };
        let besides = anchors.lists.iter().map(&mut class).collect();
        let chars = anchors.sets.iter().map(|set| {
            // In a number that mixes digits and numerals, a numeral may be the digit.
            let numerals = set.chars().flat_map(|c| numerals().filter(move |&(_, digit)| digit == c));
            self.gating
                .quiet_class(set.chars().chain(numerals.map(|(numeral, _)| numeral)).collect())
        });
        let chars = chars.collect();
        self.gating.gate(Gate {
            job,
            chain: [].into(),
            besides,
            reach: anchors.longest.and_then(|longest| longest.try_into().ok()).unwrap_or(ANY),
            chars,
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
        let (mut most, mut in_clause) = (ANY, false);
        for (i, slot) in slots.iter().enumerate() {
            let gap = gaps.get(i).map_or(ANY, |gap| gap.most as u32);
            let next_in_clause = gaps.get(i).is_some_and(|gap| gap.in_clause);
            let (loud, quiet, longest) = match slot {
                LoweredSlot::Words(words) => {
                    let (loud, quiet) = self.words_classes(words);
                    // A word that is known by its first character may go on for as long as the longest.
                    let longest = words.quiet.iter().map(|word| word.chars().count() as u32).max();
                    (loud, quiet, longest.unwrap_or(1))
                }
                LoweredSlot::Kind(kind) => {
                    besides.extend(self.kind_class(*kind));
                    match kind.starts() {
                        Some(_) => (None, Some(self.gating.kind_class(*kind)), ANY),
                        None => {
                            (most, in_clause) = (ANY, false);
                            continue;
                        }
                    }
                }
            };
            // Where a word may begin or end with a sign, or its end is not known, a mark beside it may be its own and not the gap's.
            let plain = match slot {
                LoweredSlot::Words(words) => words.is_plain(),
                LoweredSlot::Kind(_) => true,
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
            .filter_map(|literal| self.plan.literal(literal))
            .collect();
        Some(self.gating.class(&mut self.plan, literals, kind.digits()))
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

impl LoweredSlot<'_> {
    /// Whether a gate can be anchored on the slot: not on words of one character, which are everywhere.
    fn can_anchor(&self) -> bool {
        match self {
            LoweredSlot::Kind(kind) => !kind.anchors().is_empty(),
            LoweredSlot::Words(words) => words.quiet.is_empty(),
        }
    }
}

/// Whether the scan does not report a word: one of a single character, or with a mark that parts clauses. Those are everywhere, and a mark
/// slows the scan down where it must be read in two ways.
fn is_quiet(word: &str) -> bool {
    word.chars().nth(1).is_none() || word.contains(|c| class_of(c) == Class::Structural)
}
