//! Lowers rules into literals for the scan, gates and checks for verification.

use std::{cell::OnceCell, rc::Rc, sync::Arc};

use super::{
    anchor::{self, PatternMistake},
    builtin,
    frequency::frequency,
    gates::GateLowering,
    prepared::Prepared,
    program::{Gate, Program},
    words::{Traits, WordId, WordList, Words},
};
use crate::{
    detect::Detector,
    rule::Rule,
    scan::{LONGEST_RUN, LiteralId, Plan, Scanner},
    text::{fold_spaced, is_folded, numerals},
    verify::{Checks, Claim, Cue, CueId, Document, Form, Groups, Guards, Item, Job, Kind, Lexicon, Pattern, SetId, Term},
};

/// A [`Program`] in the making.
#[derive(Default)]
pub(super) struct Lowering<'f> {
    pub(super) words: Words<'f>,
    /// The slots of the built-in rules' shapes, if there are any of those.
    pub(super) prepared: Option<Prepared>,
    pub(super) plan: Plan,
    claims: Vec<(u32, Claim)>,
    digit_claims: Vec<(usize, Claim)>,
    pub(super) checks: Checks,
    rules: Vec<Arc<Rule>>,
    on: Vec<bool>,
    detectors: Vec<(Arc<dyn Detector>, u32)>,
    pub(super) gating: GateLowering,
}

/// The words of a slot. Rules repeat their slots, so this is made once for each and shared.
pub(super) struct SlotWords<'n> {
    /// Those that it names itself.
    own: WordList,
    classes: Vec<&'n WordList>,
    pub(super) traits: Traits,
    /// The set for verification, from the first rule on that asks for it.
    pub(super) set: OnceCell<SetId>,
    /// The classes for gates, of the words that the scan reports and of the others; from the first shape on.
    pub(super) gates: OnceCell<(Option<u32>, Option<u32>)>,
}

impl SlotWords<'_> {
    pub(super) fn lists(&self) -> impl Iterator<Item = &WordList> {
        std::iter::once(&self.own).chain(self.classes.iter().copied())
    }

    fn words(&self) -> impl Iterator<Item = WordId> {
        self.lists().flat_map(|list| list.ids.iter().copied())
    }
}

/// A slot, lowered.
pub(super) enum LoweredSlot<'n> {
    Kind(Kind),
    Words(Rc<SlotWords<'n>>),
}

/// A gap without a limit.
pub(super) const ANY: u32 = u32::MAX;

impl<'f> Lowering<'f> {
    /// Begins with words that are known already. `known_slots`: whether shapes will name slots that are known too; `terms`: how many terms
    /// will come.
    pub(super) fn new(words: Words<'f>, known_slots: bool, terms: usize) -> Lowering<'f> {
        let prepared = known_slots.then(Prepared::default);
        // The terms of the built-in rules have other spellings, about as many as there are words in slots.
        let known = prepared.as_ref().map_or(0, Prepared::word_count);
        let mut checks = Checks {
            lexicon: Lexicon::with_capacity(known + known / 4),
            ..Checks::default()
        };
        checks.terms.reserve(terms + known);
        Lowering {
            words,
            plan: Plan::with_capacity(terms + 2 * known),
            checks,
            prepared,
            ..Lowering::default()
        }
    }

    pub(super) fn finish(mut self) -> Program {
        // What follows takes the most memory.
        drop((self.words, self.prepared));
        self.checks.lexicon.close();
        self.checks.shrink_to_fit();
        let lawful = self.rules.iter().flat_map(|rule| rule.passes()).map(String::as_str);
        self.plan.close();
        let scanner = Scanner::new(&self.plan);
        Program {
            claims: Groups::new(self.claims.iter().copied(), self.plan.literals().len()),
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

    /// The words of the rule files.
    pub(super) fn words(&mut self) -> &mut Words<'f> {
        &mut self.words
    }

    /// The set of these words.
    pub(super) fn set(&mut self, words: impl IntoIterator<Item = &'f str>) -> SetId {
        let words: Vec<WordId> = words.into_iter().map(|word| self.words.id(word)).collect();
        self.set_of(words)
    }

    fn set_of(&mut self, words: Vec<WordId>) -> SetId {
        self.set_of_lists([&words.into()].into_iter())
    }

    pub(super) fn set_of_lists<'l>(&mut self, lists: impl Iterator<Item = &'l WordList>) -> SetId {
        let lexicon = &mut self.checks.lexicon;
        let numbers: Vec<&[u32]> = lists.map(|list| self.words.numbers(list, lexicon)).collect();
        lexicon.set(numbers.into_iter().flatten().copied())
    }

    pub(super) fn cue(&mut self, cue: Cue) -> CueId {
        self.checks.cues.push(cue);
        CueId((self.checks.cues.len() - 1) as u32)
    }

    /// Has findings of a rule block where one of these stands in the same sentence.
    pub(super) fn raise(&mut self, rule: u32, slots: &[LoweredSlot<'_>]) {
        let mut words = Vec::new();
        for slot in slots {
            match slot {
                LoweredSlot::Kind(kind) => self.checks.guards[rule as usize].raise_kinds.push(*kind),
                LoweredSlot::Words(slot) => words.extend(slot.words()),
            }
        }
        if !words.is_empty() {
            self.checks.guards[rule as usize].raise = Some(self.set_of(words));
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

    pub(super) fn on(&self, rule: u32) -> bool {
        self.on[rule as usize]
    }

    /// Has the scan report a literal for a claim.
    fn claim(&mut self, literal: &str, claim: Claim) -> Option<LiteralId> {
        let id = self.plan.literal(literal)?;
        self.claims.push((id.number() as u32, claim));
        Some(id)
    }

    /// Has the scan report a word for a claim.
    fn claim_word(&mut self, word: WordId, claim: Claim) -> Option<LiteralId> {
        let id = self.words.literal(word, &mut self.plan)?;
        self.claims.push((id.number() as u32, claim));
        Some(id)
    }

    fn claim_digits(&mut self, at_least: usize, claim: Claim) {
        let at_least = at_least.min(LONGEST_RUN);
        self.plan.digits(at_least);
        self.digit_claims.push((at_least, claim));
    }

    /// A slot of some words and of the words of classes.
    pub(super) fn slot_words<'n>(&mut self, own: Vec<WordId>, classes: Vec<&'n WordList>) -> SlotWords<'n> {
        let own = WordList::from(own);
        let traits = classes
            .iter()
            .fold(self.words.traits(&own), |traits, class| traits.and(self.words.traits(class)));
        SlotWords {
            own,
            classes,
            traits,
            set: OnceCell::new(),
            gates: OnceCell::new(),
        }
    }

    /// Takes in a term, which is known folded too.
    pub(super) fn term(&mut self, rule: u32, text: &str, folded: &str) {
        if !self.on(rule) {
            return;
        }
        let literal = self.plan.folded(folded);
        let spaced = || Some(fold_spaced(text.trim())).filter(|spaced| spaced != text);
        let spaced = (!is_folded(text)).then(spaced).flatten().map(String::into_boxed_str);
        let form = Form::Own(spaced);
        let text = text.into();
        let severity = None;
        self.lower_term(
            literal,
            Term {
                rule,
                text,
                form,
                severity,
            },
        );
    }

    /// The literal of a term of a rule that is on.
    pub(super) fn term_literal(&mut self, term: &str) -> Option<LiteralId> {
        self.plan.literal(term)
    }

    /// The same of one that is folded and without spaces.
    pub(super) fn folded_literal(&mut self, term: &str) -> Option<LiteralId> {
        self.plan.folded(term)
    }

    /// Takes in another spelling of a term of a rule that is on.
    pub(super) fn spelt_term(&mut self, literal: Option<LiteralId>, term: Term) {
        self.lower_term(literal, term);
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
        if let Some(known) = builtin::pattern(source) {
            if self.on(rule) {
                let slots = self.prepared.get_or_insert_default();
                let lists = known.lists.iter();
                let besides = lists
                    .map(|&list| slots.class(list, &mut self.plan, &mut self.gating))
                    .collect();
                self.lower_pattern(
                    Pattern::new(rule, known.source),
                    besides,
                    known.sets.into_iter(),
                    known.longest,
                );
            }
            return Ok(());
        }
        let anchors = anchor::anchors(source)?;
        // Compiling is dear: only expressions that might be too large are compiled to see.
        if anchors.large && Pattern::compile(source).is_err() {
            return Err((
                "X009",
                "the expression is too large when compiled".to_owned(),
                "make its repetitions smaller".to_owned(),
            ));
        }
        if self.on(rule) {
            let mut class = |list: &Vec<String>| {
                let literals = list.iter().filter_map(|literal| self.plan.literal(literal));
                self.gating.class(literals.map(|literal| literal.number() as u32))
            };
            let besides = anchors.lists.iter().map(&mut class).collect();
            let sets = anchors.sets.iter().map(String::as_str);
            self.lower_pattern(Pattern::new(rule, source.to_owned()), besides, sets, anchors.longest);
        }
        Ok(())
    }

    fn lower_pattern<'s>(
        &mut self,
        pattern: Pattern,
        besides: Box<[u32]>,
        sets: impl Iterator<Item = &'s str>,
        longest: Option<usize>,
    ) {
        let chars = sets.map(|set| {
            // In a number that mixes digits and numerals, a numeral may be the digit.
            let numerals = set.chars().flat_map(|c| numerals().filter(move |&(_, digit)| digit == c));
            self.gating
                .quiet_class(set.chars().chain(numerals.map(|(numeral, _)| numeral)).collect())
        });
        let chars = chars.collect();
        let job = Job::Pattern(self.checks.patterns.len() as u32);
        self.checks.patterns.push(pattern);
        self.gating.gate(Gate {
            job,
            chain: [].into(),
            besides,
            reach: longest.and_then(|longest| longest.try_into().ok()).unwrap_or(ANY),
            chars,
        });
    }

    /// Takes in a condition on the whole text; false if nothing in it can be anchored on.
    pub(super) fn document(
        &mut self,
        rule: u32,
        all: &[LoweredSlot<'_>],
        any: &[LoweredSlot<'_>],
        none: &[LoweredSlot<'_>],
    ) -> bool {
        let anchor = all
            .iter()
            .filter_map(|slot| {
                // Where there is a contact to take out, that is where the reader wants to be led.
                let cost = match slot {
                    LoweredSlot::Kind(_) => 0.0,
                    LoweredSlot::Words(slot) => frequency(slot.words().map(|word| self.words.text(word))),
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
            LoweredSlot::Words(slot) => {
                for word in slot.words() {
                    self.claim_word(word, claim);
                }
            }
        }
        let anchor = self.item(anchor);
        let mut items = |slots: &[LoweredSlot<'_>]| slots.iter().map(|slot| self.item(slot)).collect();
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

    fn item(&mut self, slot: &LoweredSlot<'_>) -> Item {
        match slot {
            LoweredSlot::Kind(kind) => Item::Kind(*kind),
            LoweredSlot::Words(slot) => {
                let literals = slot.words().filter_map(|word| self.claim_word(word, Claim::Seen));
                Item::Literals(literals.collect())
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
    pub(super) fn can_anchor(&self) -> bool {
        match self {
            LoweredSlot::Kind(kind) => !kind.anchors().is_empty(),
            LoweredSlot::Words(words) => words.traits.longest_quiet.is_none(),
        }
    }
}
