//! One text on its way through the stages: scan → claim → verify → resolve → locate.

use std::{
    ops::ControlFlow,
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    gate::Gates,
    resolve::{Found, Word, parts_of_longer_words, resolve},
};
use crate::{
    detect::{Hits, Passage},
    finding::{Dropped, Evidence, Finding, Reason},
    pack::Program,
    report::Screening,
    rule::Rule,
    scan::{Candidate, LiteralId, What},
    severity::Severity,
    span::Span,
    text::{Extent, Locator, Place},
    verify::{Claim, Documents, Hit, Job, Verified, Window},
};

/// What costs more than the scan, and is counted by the test that prints the figures of `docs/performance.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Step {
    Window,
    Term,
    Detector,
    Pattern,
    Shape,
}

#[cfg(test)]
impl Step {
    pub(super) const ALL: [Step; 5] = [Step::Window, Step::Term, Step::Detector, Step::Pattern, Step::Shape];
}

#[cfg(test)]
use super::stages::count;

#[cfg(not(test))]
#[inline]
fn count(_: Step, _: Option<u32>) {}

/// What all clones of a screener share.
pub(super) struct Inner {
    pub(super) program: Program,
    /// Gates that no text is using at the moment: they are large, and a comment is short.
    spare: Mutex<Vec<Gates>>,
}

impl Inner {
    pub(super) fn new(program: Program) -> Inner {
        Inner {
            program,
            spare: Mutex::default(),
        }
    }

    fn gates(&self) -> Gates {
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut gates = spare.unwrap_or_default();
        gates.begin(&self.program);
        gates
    }

    /// Keeps gates that a text is done with for the next one.
    pub(super) fn put_back(&self, gates: Option<Gates>) {
        if let Some(gates) = gates {
            self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(gates);
        }
    }
}

/// One text on its way through the stages.
pub(super) struct Pass<'s, 't> {
    inner: &'s Inner,
    pub(super) text: &'t str,
    window: Option<Window<'t>>,
    /// From the first candidate on.
    pub(super) gates: Option<Gates>,
    pub(super) found: Vec<Found>,
    /// Words of lists that cut a word.
    pub(super) cut: Vec<Found>,
    /// Conditions on the whole text whose anchor was found, with its first place.
    pub(super) anchored: Vec<(u32, Hit)>,
    /// The stretch that detectors have had a look at, and for each whether it may find something there.
    looked_at: Option<Extent>,
    looks: Vec<Option<bool>>,
    dropped: Option<Vec<(u32, Span, Reason)>>,
}

impl Drop for Pass<'_, '_> {
    fn drop(&mut self) {
        self.inner.put_back(self.gates.take());
    }
}

impl<'s, 't> Pass<'s, 't> {
    pub(super) fn new(inner: &'s Inner, text: &'t str, explain: bool) -> Pass<'s, 't> {
        Pass {
            inner,
            text,
            window: None,
            gates: None,
            found: Vec::new(),
            cut: Vec::new(),
            anchored: Vec::new(),
            looked_at: None,
            looks: Vec::new(),
            dropped: explain.then(Vec::new),
        }
    }

    pub(super) fn finds_nothing(mut self) -> bool {
        let flow = self.inner.program.scanner.scan(self.text, &mut |candidate| {
            self.candidate(candidate);
            if self.found.is_empty() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        if flow.is_break() {
            return false;
        }
        self.finish();
        self.found.is_empty()
    }

    pub(super) fn run(mut self) -> Screening {
        let inner = self.inner;
        let _ = inner.program.scanner.scan(self.text, &mut |candidate| {
            self.candidate(candidate);
            ControlFlow::Continue(())
        });
        self.finish();
        let (kept, outranked) = resolve(std::mem::take(&mut self.found), &inner.program.rules);
        self.found = kept;
        for (loser, winner) in outranked {
            self.drop(loser.rule, loser.hit.span, Reason::Outranked(winner));
        }
        self.locate()
    }

    pub(super) fn candidate(&mut self, candidate: Candidate) {
        let inner = self.inner;
        let program = &inner.program;
        let gates = self.gates.get_or_insert_with(|| inner.gates());
        if candidate.repeated {
            // Only terms are looked for in this way.
            if let What::Literal(id) = candidate.what {
                let claims = program.claims.get(id.number()).iter().copied();
                claims
                    .filter(|claim| matches!(claim, Claim::Term(_)))
                    .for_each(|claim| self.claim(claim, candidate));
            }
            return;
        }
        gates.see(program, self.text, candidate);
        self.work();
        match candidate.what {
            What::Literal(id) => {
                for &claim in program.claims.get(id.number()) {
                    match claim {
                        Claim::Seen => self.note(id),
                        _ => self.claim(claim, candidate),
                    }
                }
            }
            What::Digits(count) => {
                for &(at_least, claim) in &program.digit_claims {
                    if count >= at_least {
                        self.claim(claim, candidate);
                    }
                }
            }
        }
    }

    fn note(&mut self, literal: LiteralId) {
        if let Some(gates) = &mut self.gates {
            gates.note(literal);
        }
    }

    /// What is left to do when the text has been read.
    fn finish(&mut self) {
        if let Some(gates) = &mut self.gates {
            gates.finish(&self.inner.program, self.text);
        }
        self.work();
        self.documents();
        if !self.cut.is_empty() {
            let words = self
                .found
                .iter()
                .filter_map(|found| Word::of(found, &self.inner.program.rules));
            let mut parts = parts_of_longer_words(words.collect(), std::mem::take(&mut self.cut));
            self.found.append(&mut parts);
        }
    }

    fn claim(&mut self, claim: Claim, candidate: Candidate) {
        // No window for what there is nothing to be said of.
        let idle = match claim {
            Claim::Detector(at) => !self.may_have(at, candidate),
            Claim::Document(at) => self.anchored.iter().any(|&(known, _)| known == at),
            _ => false,
        };
        if idle {
            return;
        }
        let program = &self.inner.program;
        let checks = &program.checks;
        let span = candidate.span;
        let window = window(&mut self.window, &mut self.gates, self.text, candidate);
        match claim {
            Claim::Term(at) => {
                let term = &checks.terms[at as usize];
                let rule = &program.rules[term.rule as usize];
                count(Step::Term, Some(term.rule));
                let severity = term.severity().unwrap_or(rule.severity);
                let verified = checks.term(window, term, candidate);
                // Inside a longer word of the list that is found, no edge matters: see `finish`.
                if let Err((span, Reason::CutsWord(_))) = verified
                    && rule.is_list
                    && term.is_own()
                {
                    let evidence = vec![if candidate.skipped { Evidence::Noise } else { Evidence::Exact }];
                    self.cut
                        .push(Found::new(term.rule, Hit { span, evidence }, severity, Some(&term.text)));
                }
                self.verified(term.rule, verified, severity, Some(&term.text));
            }
            Claim::Document(at) => {
                let document = &checks.documents[at as usize];
                match checks.place(window, document, span) {
                    Some(Ok(hit)) => self.anchored.push((at, hit)),
                    Some(Err((span, reason))) => self.drop(document.rule, span, reason),
                    None => {}
                }
            }
            Claim::Detector(at) => {
                if window.first_time(Job::Detector(at)) {
                    count(Step::Detector, Some(program.detectors[at as usize].1));
                    self.detect(at);
                }
            }
            Claim::Seen => {}
        }
    }

    /// Whether a detector's cheap look at the candidate's sentence, once for each, is worth a window.
    fn may_have(&mut self, at: u32, candidate: Candidate) -> bool {
        let extent = extent(&mut self.gates, self.text, candidate);
        if self.looked_at != Some(extent) {
            self.looks.clear();
            self.looks.resize(self.inner.program.detectors.len(), None);
            self.looked_at = Some(extent);
        }
        let (detector, _) = &self.inner.program.detectors[at as usize];
        *self.looks[at as usize].get_or_insert_with(|| detector.may_have(&self.text[extent.span.range()]))
    }

    /// Patterns and shapes whose gates have opened.
    pub(super) fn work(&mut self) {
        let program = &self.inner.program;
        let Some(ripe) = self.gates.as_mut().map(|gates| gates.ripe()).filter(|ripe| !ripe.is_empty()) else {
            return;
        };
        let mut ripe = std::mem::take(ripe);
        // In the order of the rules: which of two equal findings stays must not hang on what the sentence says first.
        ripe.sort_unstable_by_key(|&(job, candidate)| (candidate.sentence, job, candidate.span));
        for (job, candidate) in ripe.drain(..) {
            let window = window(&mut self.window, &mut self.gates, self.text, candidate);
            if !window.first_time(job) {
                continue;
            }
            let (rule, verified) = match job {
                Job::Pattern(at) => {
                    let pattern = &program.checks.patterns[at as usize];
                    count(Step::Pattern, Some(pattern.rule));
                    (pattern.rule, program.checks.pattern(window, pattern))
                }
                Job::Shape(at) => {
                    let shape = &program.checks.shapes[at as usize];
                    count(Step::Shape, Some(shape.rule));
                    (shape.rule, program.checks.shape(window, shape))
                }
                Job::Detector(_) => continue,
            };
            for verified in verified {
                self.verified(rule, verified, program.rules[rule as usize].severity, None);
            }
        }
        if let Some(gates) = &mut self.gates {
            *gates.ripe() = ripe;
        }
    }

    fn detect(&mut self, at: u32) {
        let program = &self.inner.program;
        let (detector, rule) = &program.detectors[at as usize];
        let Some(window) = &mut self.window else { return };
        let mut hits = Hits::default();
        detector.detect(&Passage::new(window.plain(), self.text), &mut hits);
        let mut dropped = Vec::new();
        for (range, check) in hits.rejected {
            dropped.push((window.plain().to_original(range), Reason::FailedCheck(check)));
        }
        for detection in hits.found {
            let span = window.plain().to_original(detection.range);
            match program.checks.detected(window, *rule, detection.range) {
                Some(reason) => dropped.push((span, reason)),
                None => {
                    let mut evidence = vec![Evidence::Detector(detector.name().to_owned())];
                    evidence.extend(detection.evidence);
                    self.found.push(Found {
                        rule: *rule,
                        hit: Hit { span, evidence },
                        severity: detection.severity.unwrap_or(program.rules[*rule as usize].severity),
                        term: None,
                        rank: Some(detector.rank()),
                    });
                }
            }
        }
        for (span, reason) in dropped {
            self.drop(*rule, span, reason);
        }
        for (span, evidence) in hits.below {
            self.below(at, span, evidence);
        }
    }

    /// What a detector found below the sentence at hand is judged in a window of its own.
    fn below(&mut self, at: u32, span: Span, evidence: Vec<Evidence>) {
        let program = &self.inner.program;
        let (detector, rule) = &program.detectors[at as usize];
        let mut window = Window::new(self.text, Extent::around(self.text, span.start, span));
        let hit = window.plain().folded_range(span);
        match program.checks.detected(&mut window, *rule, hit) {
            Some(reason) => self.drop(*rule, span, reason),
            None => self.found.push(Found {
                rule: *rule,
                hit: Hit {
                    span,
                    evidence: [Evidence::Detector(detector.name().to_owned())]
                        .into_iter()
                        .chain(evidence)
                        .collect(),
                },
                severity: program.rules[*rule as usize].severity,
                term: None,
                rank: Some(detector.rank()),
            }),
        }
    }

    /// Takes in what was verified in the window at hand.
    fn verified(&mut self, rule: u32, verified: Verified, severity: Severity, term: Option<&Arc<str>>) {
        let verified = verified.map(|mut hit| {
            let program = &self.inner.program;
            let raised = match &mut self.window {
                Some(window) if severity < Severity::Block => program.checks.raised(window, rule),
                _ => None,
            };
            let severity = if raised.is_some() { Severity::Block } else { severity };
            hit.evidence.extend(raised.map(Evidence::Cue));
            (hit, severity)
        });
        match verified {
            Ok((hit, severity)) => self.found.push(Found::new(rule, hit, severity, term)),
            Err((span, reason)) => self.drop(rule, span, reason),
        }
    }

    fn drop(&mut self, rule: u32, span: Span, reason: Reason) {
        if let Some(dropped) = &mut self.dropped {
            dropped.push((rule, span, reason));
        }
    }

    /// Conditions on the whole text, once all of it was read.
    fn documents(&mut self) {
        let program = &self.inner.program;
        let mut documents = Documents::new(self.text);
        for (at, hit) in std::mem::take(&mut self.anchored) {
            let document = &program.checks.documents[at as usize];
            let seen = |literal| self.gates.as_ref().is_some_and(|gates| gates.has_seen(literal));
            if documents.meets(document, seen) {
                self.window = None;
                let severity = program.rules[document.rule as usize].severity;
                self.verified(document.rule, Ok(hit), severity, None);
            }
        }
    }

    /// From bytes to characters, lines and columns, in one reading of the text.
    fn locate(mut self) -> Screening {
        let mut bytes: Vec<usize> = self.found.iter().flat_map(|f| [f.hit.span.start, f.hit.span.end]).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let mut locator = Locator::new(self.text);
        let places: Vec<_> = bytes.iter().map(|&byte| locator.place(byte)).collect();
        let place = |byte| places[bytes.binary_search(&byte).expect("every end was located")];
        let rules = &self.inner.program.rules;
        let findings = std::mem::take(&mut self.found)
            .into_iter()
            .map(|f| {
                let (start, end) = (place(f.hit.span.start), place(f.hit.span.end));
                located(f, self.text, rules, (start, end))
            })
            .collect();
        let dropped = self.dropped.take().map(|mut dropped| {
            dropped.sort_by_key(|(rule, span, _)| (*span, *rule));
            dropped.dedup();
            dropped
                .into_iter()
                .map(|(rule, span, reason)| Dropped {
                    rule: rules[rule as usize].clone(),
                    span,
                    text: self.text[span.range()].to_owned(),
                    reason,
                })
                .collect()
        });
        Screening::new(findings, dropped)
    }
}

/// A finding with its places, those of its first byte and of the one behind it.
pub(super) fn located(found: Found, text: &str, rules: &[Arc<Rule>], (start, end): (Place, Place)) -> Finding {
    Finding {
        rule: rules[found.rule as usize].clone(),
        severity: found.severity,
        span: found.hit.span,
        chars: Span::new(start.chars, end.chars),
        line: start.line,
        column: start.column,
        text: text[found.hit.span.range()].to_owned(),
        term: found.term,
        evidence: found.hit.evidence,
    }
}

/// The window of a candidate: the one at hand if it serves, or a new one.
fn window<'w, 't>(
    slot: &'w mut Option<Window<'t>>,
    gates: &mut Option<Gates>,
    text: &'t str,
    candidate: Candidate,
) -> &'w mut Window<'t> {
    let (sentence, span) = (candidate.sentence, candidate.span);
    if slot.as_ref().is_none_or(|window| !window.serves(sentence, span)) {
        count(Step::Window, None);
        *slot = Some(Window::new(text, extent(gates, text, candidate)));
    }
    slot.as_mut().expect("it was just put there")
}

/// Where a candidate is judged.
fn extent(gates: &mut Option<Gates>, text: &str, candidate: Candidate) -> Extent {
    match gates {
        Some(gates) => gates.extent(text, candidate),
        None => Extent::around(text, candidate.sentence, candidate.span),
    }
}
