//! Lowers rules into literals for the scan and checks for verification.

use std::{collections::HashMap, sync::Arc};

use super::{anchor, syntax::SlotDraft};
use crate::{
    detect::Detector,
    rule::Rule,
    scan::{LiteralId, Plan},
    text::fold_spaced,
    verify::{Checks, Claim, Cue, CueId, Document, Gap, Guards, Item, Job, Kind, Pattern, SetId, Shape, Slot, Term},
};

/// Everything a screener needs, lowered.
#[derive(Default)]
pub(crate) struct Program {
    pub(crate) plan: Plan,
    /// What each literal of the plan may lead to.
    pub(crate) claims: Vec<Vec<Claim>>,
    /// What runs of at least so many digits may lead to.
    pub(crate) digit_claims: Vec<(usize, Claim)>,
    pub(crate) checks: Checks,
    /// All rules, those switched off too: the numbers in [`Checks`] are places in here.
    pub(crate) rules: Vec<Arc<Rule>>,
    /// Whether each rule is on.
    pub(crate) on: Vec<bool>,
    /// The jobs that need each part.
    pub(crate) parts: Vec<Vec<u32>>,
    /// Patterns and shapes, and what a sentence must have to be worth their look.
    pub(crate) jobs: Vec<Gated>,
    /// Detectors with their rules.
    pub(crate) detectors: Vec<(Arc<dyn Detector>, u32)>,
}

/// A pattern or a shape behind its gate.
pub(crate) struct Gated {
    pub(crate) job: Job,
    /// Of how many parts the sentence must have a literal. Parts are rare: the scan counts them as they come.
    pub(crate) parts: u8,
    /// Of each of these lists the sentence must have a literal too. They are common: looked up once the parts are there.
    pub(crate) besides: Vec<Box<[LiteralId]>>,
}

/// A [`Program`] in the making.
#[derive(Default)]
pub(super) struct Lowering {
    program: Program,
    parts: HashMap<Vec<LiteralId>, u32>,
    /// Shapes repeat the words of their classes hundreds of times; each is folded once.
    words: HashMap<String, Word>,
}

/// The most parts that are counted for a pattern or a shape: the rarest ones. A third would seldom keep a sentence out that two let in.
const PARTS: usize = 2;

/// What a word is to the scan and to the lexicon, as far as anybody asked.
#[derive(Clone, Copy, Default)]
struct Word {
    literal: Option<LiteralId>,
    number: Option<u32>,
}

/// Code, message and help of a mistake in a pattern.
type PatternMistake = (&'static str, String, String);

impl Lowering {
    pub(super) fn finish(mut self) -> Program {
        for claims in &mut self.program.claims {
            claims.sort_unstable();
            claims.dedup();
        }
        self.program
    }

    /// Takes in a rule; its number is for the calls that follow.
    pub(super) fn rule(&mut self, rule: Arc<Rule>, on: bool) -> u32 {
        self.program.rules.push(rule);
        self.program.on.push(on);
        self.program.checks.guards.push(Guards::default());
        (self.program.rules.len() - 1) as u32
    }

    /// Words that the user allows for all rules.
    pub(super) fn user_allow<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        let words: Vec<&str> = words.collect();
        if !words.is_empty() {
            self.program.checks.allow = Some(self.set(words));
        }
    }

    /// The set of these words.
    pub(super) fn set<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) -> SetId {
        let numbers = words.into_iter().filter_map(|word| self.number(word)).collect();
        self.program.checks.lexicon.set(numbers)
    }

    fn number(&mut self, word: &str) -> Option<u32> {
        if let Some(Word { number: Some(known), .. }) = self.words.get(word) {
            return Some(*known);
        }
        let number = self.program.checks.lexicon.number(word);
        self.words.entry(word.to_owned()).or_default().number = number;
        number
    }

    pub(super) fn cue(&mut self, cue: Cue) -> CueId {
        self.program.checks.cues.push(cue);
        CueId((self.program.checks.cues.len() - 1) as u32)
    }

    pub(super) fn guards(&mut self, rule: u32, allow: &[&str], unless: &[&str], cues: Vec<CueId>, word_edges: bool) {
        let mut set = |words: &[&str]| (!words.is_empty()).then(|| self.set(words.iter().copied()));
        let (allow, unless) = (set(allow), set(unless));
        self.program.checks.guards[rule as usize] = Guards {
            allow,
            unless,
            cues,
            word_edges,
        };
    }

    fn on(&self, rule: u32) -> bool {
        self.program.on[rule as usize]
    }

    /// Has the scan report a literal.
    fn literal(&mut self, literal: &str) -> Option<LiteralId> {
        if let Some(Word {
            literal: Some(known), ..
        }) = self.words.get(literal)
        {
            return Some(*known);
        }
        let id = self.new_literal(literal)?;
        self.words.entry(literal.to_owned()).or_default().literal = Some(id);
        Some(id)
    }

    /// The same for a literal that is not asked for again, such as one of a long word list.
    fn new_literal(&mut self, literal: &str) -> Option<LiteralId> {
        let id = self.program.plan.literal(literal)?;
        let claims = &mut self.program.claims;
        if claims.len() <= id.number() {
            claims.resize(id.number() + 1, Vec::new());
        }
        Some(id)
    }

    /// Has the scan report a literal for a claim.
    fn claim(&mut self, literal: &str, claim: Claim) {
        if let Some(id) = self.literal(literal) {
            self.program.claims[id.number()].push(claim);
        }
    }

    /// The part that one of these literals, or a run of digits, stands for.
    fn part<'a>(&mut self, literals: impl IntoIterator<Item = &'a str>, digits: Option<usize>) -> u32 {
        let mut literals: Vec<LiteralId> = literals.into_iter().filter_map(|literal| self.literal(literal)).collect();
        literals.sort_unstable();
        literals.dedup();
        if let Some(&known) = self.parts.get(&literals) {
            return known;
        }
        let part = self.program.parts.len() as u32;
        self.program.parts.push(Vec::new());
        for literal in &literals {
            self.program.claims[literal.number()].push(Claim::Part(part));
        }
        if let Some(at_least) = digits {
            self.claim_digits(at_least, Claim::Part(part));
        }
        self.parts.insert(literals, part);
        part
    }

    /// Has a job done in sentences that have all these parts, and something of each list besides.
    fn job(&mut self, job: Job, mut parts: Vec<u32>, besides: Vec<Box<[LiteralId]>>) {
        parts.sort_unstable();
        parts.dedup();
        let number = self.program.jobs.len() as u32;
        self.program.jobs.push(Gated {
            job,
            parts: parts.len() as u8,
            besides,
        });
        for part in parts {
            self.program.parts[part as usize].push(number);
        }
    }

    fn claim_digits(&mut self, at_least: usize, claim: Claim) {
        self.program.plan.digits(at_least);
        self.program.digit_claims.push((at_least, claim));
    }

    pub(super) fn term(&mut self, rule: u32, text: &str) {
        if !self.on(rule) {
            return;
        }
        let claim = Claim::Term(self.program.checks.terms.len() as u32);
        self.program.checks.terms.push(Term {
            rule,
            text: text.into(),
            spaced: fold_spaced(text.trim()),
        });
        if let Some(id) = self.new_literal(text) {
            self.program.claims[id.number()].push(claim);
        }
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
        if self.on(rule) {
            let job = Job::Pattern(self.program.checks.patterns.len() as u32);
            self.program.checks.patterns.push(Pattern::new(rule, source));
            let parts = literals
                .into_iter()
                .take(PARTS)
                .map(|literals| self.part(literals.iter().map(String::as_str), None))
                .collect();
            self.job(job, parts, Vec::new());
        }
        Ok(())
    }

    pub(super) fn shape(&mut self, rule: u32, slots: &[(&SlotDraft, Vec<&str>)], gaps: Vec<Gap>) -> Result<(), String> {
        if !slots.iter().any(|(slot, words)| can_anchor(slot, words)) {
            return Err("the shape has no slot to anchor on".to_owned());
        }
        if !self.on(rule) {
            return Ok(());
        }
        let job = Job::Shape(self.program.checks.shapes.len() as u32);
        // The rarest slots are counted, the others looked up.
        let mut order: Vec<_> = slots
            .iter()
            .map(|(slot, words)| (anchor_cost(slot, words), *slot, words))
            .collect();
        order.sort_by(|a, b| a.0.unwrap_or(f64::MAX).total_cmp(&b.0.unwrap_or(f64::MAX)));
        let (mut parts, mut besides) = (Vec::new(), Vec::new());
        for (cost, slot, words) in order {
            match slot {
                SlotDraft::Kind(kind) if cost.is_some() => {
                    parts.push(self.part(kind.anchors().iter().copied(), kind.digits()));
                }
                SlotDraft::Kind(_) => {}
                SlotDraft::Words(_) if cost.is_some() && parts.len() < PARTS => {
                    parts.push(self.part(words.iter().copied(), None));
                }
                SlotDraft::Words(_) => besides.push(words.iter().filter_map(|word| self.literal(word)).collect()),
            }
        }
        self.job(job, parts, besides);
        let slots = slots
            .iter()
            .map(|(slot, words)| match slot {
                SlotDraft::Kind(kind) => Slot::Kind(*kind),
                _ => Slot::Words(self.set(words.iter().copied())),
            })
            .collect();
        self.program.checks.shapes.push(Shape { rule, slots, gaps });
        Ok(())
    }

    /// Takes in a condition on the whole text; false if nothing in it can be anchored on.
    pub(super) fn document(
        &mut self,
        rule: u32,
        all: &[(SlotDraft, Vec<String>)],
        any: &[(SlotDraft, Vec<String>)],
        none: &[(SlotDraft, Vec<String>)],
    ) -> bool {
        let anchor = all
            .iter()
            .filter_map(|(slot, words)| {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                // Where there is a contact to take out, that is where the reader wants to be led.
                let cost = anchor_cost(slot, &words)? * f64::from(u8::from(!matches!(slot, SlotDraft::Kind(_))));
                Some((cost, slot, words))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, slot, words)) = anchor else {
            return false;
        };
        if !self.on(rule) {
            return true;
        }
        let claim = Claim::Document(self.program.checks.documents.len() as u32);
        self.anchor(slot, &words, claim);
        let anchor = self.item(slot, &words);
        let mut items = |list: &[(SlotDraft, Vec<String>)]| {
            list.iter()
                .map(|(slot, words)| self.item(slot, &words.iter().map(String::as_str).collect::<Vec<_>>()))
                .collect()
        };
        let (all, any, none) = (items(all), items(any), items(none));
        self.program.checks.documents.push(Document {
            rule,
            anchor,
            all,
            any,
            none,
        });
        true
    }

    fn item(&mut self, slot: &SlotDraft, words: &[&str]) -> Item {
        match slot {
            SlotDraft::Kind(kind) => Item::Kind(*kind),
            SlotDraft::Words(_) => Item::Literals(words.iter().filter_map(|word| self.literal(word)).collect()),
        }
    }

    fn anchor(&mut self, slot: &SlotDraft, words: &[&str], claim: Claim) {
        match slot {
            SlotDraft::Kind(kind) => {
                for literal in kind.anchors() {
                    self.claim(literal, claim);
                }
                if let Some(at_least) = kind.digits() {
                    self.claim_digits(at_least, claim);
                }
            }
            _ => words.iter().for_each(|word| self.claim(word, claim)),
        }
    }

    pub(super) fn detector(&mut self, rule: u32, detector: Arc<dyn Detector>) {
        if !self.on(rule) {
            return;
        }
        let claim = Claim::Detector(self.program.detectors.len() as u32);
        let anchors = detector.anchors();
        for literal in &anchors.literals {
            self.claim(literal, claim);
        }
        if let Some(at_least) = anchors.digits {
            self.claim_digits(at_least, claim);
        }
        self.program.detectors.push((detector, rule));
    }
}

/// Whether a slot is rare enough that a shape may rest on it: no word of one character.
fn can_anchor(slot: &SlotDraft, words: &[&str]) -> bool {
    anchor_cost(slot, words).is_some()
}

/// How dear it is to anchor on a slot; none if it cannot be done.
fn anchor_cost(slot: &SlotDraft, words: &[&str]) -> Option<f64> {
    match slot {
        SlotDraft::Kind(kind) => (*kind == Kind::Contact).then(|| anchor::frequency(kind.anchors().iter().copied()) + 0.001),
        _ => {
            let long = words.iter().all(|word| word.chars().count() >= 2);
            long.then(|| anchor::frequency(words.iter().copied()))
        }
    }
}
