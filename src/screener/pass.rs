//! One text on its way through the stages: scan → claim → verify → resolve → locate.

use std::{ops::ControlFlow, sync::Arc};

use super::{
    gate::Gates,
    resolve::{Found, resolve},
};
use crate::{
    detect::{Hits, Passage},
    finding::{Dropped, Evidence, Finding, Reason},
    pack::Program,
    report::Screening,
    scan::{Candidate, Scanner, What},
    span::Span,
    text::{Extent, Locator},
    verify::{Claim, Documents, Hit, Job, Verified, Window},
};

/// What all clones of a screener share.
pub(super) struct Inner {
    pub(super) scanner: Scanner,
    pub(super) program: Program,
}

/// One text on its way through the stages.
pub(super) struct Pass<'s, 't> {
    inner: &'s Inner,
    text: &'t str,
    window: Option<Window<'t>>,
    gates: Gates,
    found: Vec<Found>,
    /// Conditions on the whole text whose anchor was found, with its first place.
    anchored: Vec<(u32, Hit)>,
    /// The stretch that detectors have had a look at, and for each whether it may find something there.
    looked_at: Option<Extent>,
    looks: Vec<Option<bool>>,
    dropped: Option<Vec<(u32, Span, Reason)>>,
}

impl<'s, 't> Pass<'s, 't> {
    pub(super) fn new(inner: &'s Inner, text: &'t str, explain: bool) -> Pass<'s, 't> {
        Pass {
            inner,
            text,
            window: None,
            gates: Gates::default(),
            found: Vec::new(),
            anchored: Vec::new(),
            looked_at: None,
            looks: vec![None; inner.program.detectors.len()],
            dropped: explain.then(Vec::new),
        }
    }

    pub(super) fn finds_nothing(mut self) -> bool {
        let inner = self.inner;
        let flow = inner.scanner.scan(self.text, &mut |candidate| {
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
        let ripe = self.gates.finish(&inner.program);
        self.work(ripe);
        self.documents();
        self.found.is_empty()
    }

    pub(super) fn run(mut self) -> Screening {
        let inner = self.inner;
        let _ = inner.scanner.scan(self.text, &mut |candidate| {
            self.candidate(candidate);
            ControlFlow::Continue(())
        });
        let ripe = self.gates.finish(&inner.program);
        self.work(ripe);
        self.documents();
        let (kept, outranked) = resolve(std::mem::take(&mut self.found), &inner.program.rules);
        self.found = kept;
        for (loser, winner) in outranked {
            self.drop(loser.rule, loser.hit.span, Reason::Outranked(winner));
        }
        self.locate()
    }

    fn candidate(&mut self, candidate: Candidate) {
        let program = &self.inner.program;
        let ripe = self.gates.go_to(program, candidate);
        self.work(ripe);
        match candidate.what {
            What::Literal(id) => {
                self.gates.see(id);
                program.claims[id.number()]
                    .iter()
                    .for_each(|&claim| self.claim(claim, candidate));
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

    fn claim(&mut self, claim: Claim, candidate: Candidate) {
        if let Claim::Part(part) = claim {
            return self.gates.arrive(&self.inner.program, part, candidate);
        }
        if let Claim::Detector(at) = claim
            && !self.may_have(at, candidate)
        {
            return;
        }
        let program = &self.inner.program;
        let checks = &program.checks;
        let span = candidate.span;
        let window = window(&mut self.window, self.text, candidate);
        match claim {
            Claim::Term(at) => {
                let term = &checks.terms[at as usize];
                let verified = checks.term(window, term, span, candidate.skipped);
                self.verified(term.rule, verified, Some(&term.text));
            }
            Claim::Document(at) => {
                let document = &checks.documents[at as usize];
                if self.anchored.iter().any(|&(known, _)| known == at) {
                    return;
                }
                match checks.place(window, document, span) {
                    Some(Ok(hit)) => self.anchored.push((at, hit)),
                    Some(Err((span, reason))) => self.drop(document.rule, span, reason),
                    None => {}
                }
            }
            Claim::Detector(at) => {
                if window.first_time(Job::Detector(at)) {
                    self.detect(at);
                }
            }
            Claim::Part(_) => {}
        }
    }

    /// Whether a detector's cheap look at the candidate's sentence, once for each, is worth a window.
    fn may_have(&mut self, at: u32, candidate: Candidate) -> bool {
        let (sentence, span) = (candidate.sentence, candidate.span);
        let extent = match self.looked_at {
            Some(extent) if extent.serves(sentence, span) => extent,
            _ => {
                self.looks.fill(None);
                *self.looked_at.insert(Extent::around(self.text, sentence, span))
            }
        };
        let (detector, _) = &self.inner.program.detectors[at as usize];
        *self.looks[at as usize].get_or_insert_with(|| detector.may_have(&self.text[extent.span.range()]))
    }

    /// Patterns and shapes: most sentences have one part of many and all parts of none, and cost no more than counting.
    fn work(&mut self, jobs: Vec<(Job, Candidate)>) {
        let program = &self.inner.program;
        for (job, candidate) in jobs {
            let window = window(&mut self.window, self.text, candidate);
            if !window.first_time(job) {
                continue;
            }
            let (rule, verified) = match job {
                Job::Pattern(at) => {
                    let pattern = &program.checks.patterns[at as usize];
                    (pattern.rule, program.checks.pattern(window, pattern))
                }
                Job::Shape(at) => {
                    let shape = &program.checks.shapes[at as usize];
                    (shape.rule, program.checks.shape(window, shape))
                }
                Job::Detector(_) => continue,
            };
            for verified in verified {
                self.verified(rule, verified, None);
            }
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

    fn verified(&mut self, rule: u32, verified: Verified, term: Option<&Arc<str>>) {
        match verified {
            Ok(hit) => self.found.push(Found {
                rule,
                hit,
                severity: self.inner.program.rules[rule as usize].severity,
                term: term.cloned(),
                rank: None,
            }),
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
            if documents.meets(document, |literal| self.gates.has_seen(literal)) {
                self.verified(document.rule, Ok(hit), None);
            }
        }
    }

    /// From bytes to characters, lines and columns, in one reading of the text.
    fn locate(self) -> Screening {
        let mut bytes: Vec<usize> = self.found.iter().flat_map(|f| [f.hit.span.start, f.hit.span.end]).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let mut locator = Locator::new(self.text);
        let places: Vec<_> = bytes.iter().map(|&byte| locator.place(byte)).collect();
        let place = |byte| places[bytes.binary_search(&byte).expect("every end was located")];
        let rules = &self.inner.program.rules;
        let findings = self
            .found
            .into_iter()
            .map(|f| {
                let (start, end) = (place(f.hit.span.start), place(f.hit.span.end));
                Finding {
                    rule: rules[f.rule as usize].clone(),
                    severity: f.severity,
                    span: f.hit.span,
                    chars: Span::new(start.chars, end.chars),
                    line: start.line,
                    column: start.column,
                    text: self.text[f.hit.span.range()].to_owned(),
                    term: f.term,
                    evidence: f.hit.evidence,
                }
            })
            .collect();
        let dropped = self.dropped.map(|mut dropped| {
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

/// The window of a candidate: the one at hand if it serves, or a new one.
fn window<'w, 't>(slot: &'w mut Option<Window<'t>>, text: &'t str, candidate: Candidate) -> &'w mut Window<'t> {
    let (sentence, span) = (candidate.sentence, candidate.span);
    if slot.as_ref().is_none_or(|window| !window.serves(sentence, span)) {
        *slot = Some(Window::new(text, Extent::around(text, sentence, span)));
    }
    slot.as_mut().expect("it was just put there")
}
