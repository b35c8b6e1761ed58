//! The order of the stages: scan → claim → verify → resolve → locate.

use std::{ops::ControlFlow, sync::Arc};

use crate::{
    builder::ScreenerBuilder,
    detect::Passage,
    finding::{Dropped, Evidence, Finding, Reason},
    pack::Program,
    report::{Mask, Screening},
    rule::Rule,
    scan::{Candidate, Scanner, What},
    severity::Severity,
    span::Span,
    text::{Extent, Locator},
    verify::{Claim, Documents, Hit, Job, Verified, Window},
};

/// Screens texts. Immutable, `Send + Sync`, and cheap to clone: clones share everything.
///
/// ```
/// let screener = xianshen::Screener::new();
/// let screening = screener.screen("本科室祖传秘方，包治百病。");
/// assert_eq!(screening.verdict(), xianshen::Verdict::Block);
/// for finding in screening.findings() {
///     println!("{}:{} {}", finding.line(), finding.column(), finding.rule().message());
/// }
/// assert!(screener.is_clean("世上没有包治百病的神药。"));
/// ```
#[derive(Clone)]
pub struct Screener(Arc<Inner>);

struct Inner {
    scanner: Scanner,
    program: Program,
}

impl std::fmt::Debug for Screener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Screener({} rules)", self.0.program.rules.len())
    }
}

impl Default for Screener {
    fn default() -> Screener {
        Screener::new()
    }
}

impl Screener {
    /// A screener with the built-in packs. Building takes some tens of milliseconds: do it once and clone.
    ///
    /// # Panics
    /// Never: the built-in packs are checked by the crate's tests.
    pub fn new() -> Screener {
        let mut builder = Screener::builder();
        builder.builtin();
        builder
            .build()
            .unwrap_or_else(|error| panic!("the built-in packs have mistakes\n{error}"))
    }

    /// Puts together a screener of packs, word lists and detectors of your choice; begin with
    /// [`builtin`](ScreenerBuilder::builtin) to keep the built-in packs.
    pub fn builder() -> ScreenerBuilder {
        ScreenerBuilder::default()
    }

    pub(crate) fn of(program: Program) -> Screener {
        Screener(Arc::new(Inner {
            scanner: Scanner::new(&program.plan),
            program,
        }))
    }

    /// Screens a text. Never fails and never panics, whatever the text.
    ///
    /// Time is linear in the length of the text. The first text with a candidate that only segmentation can judge loads
    /// jieba's dictionary: about 0.1 s and 33 MB, once for the process.
    pub fn screen(&self, text: &str) -> Screening {
        Pass::new(&self.0, text, false).run()
    }

    /// Whether the text has no finding at all. Stops at the first one.
    pub fn is_clean(&self, text: &str) -> bool {
        Pass::new(&self.0, text, false).is_clean()
    }

    /// Like [`screen`](Screener::screen), and says of each dropped candidate why it is no finding.
    pub fn explain(&self, text: &str) -> Screening {
        Pass::new(&self.0, text, true).run()
    }

    /// Masks everything that is found, and screens again until nothing is: masking can bring characters together that a
    /// finding had kept apart. What a second round finds is masked whole.
    pub fn redact(&self, text: &str, mask: &Mask) -> String {
        let mut out = self.screen(text).redact(text, mask);
        for _ in 0..8 {
            let again = self.screen(&out);
            if again.findings().is_empty() {
                break;
            }
            out = again.redact(&out, &mask.whole());
        }
        out
    }

    /// All rules, in the order of their packs, those that are switched off too.
    pub fn rules(&self) -> impl ExactSizeIterator<Item = &Rule> {
        self.0.program.rules.iter().map(Arc::as_ref)
    }

    /// For each of [`rules`](Screener::rules), whether it is on.
    pub(crate) fn switched_on(&self) -> impl Iterator<Item = bool> {
        self.0.program.on.iter().copied()
    }

    /// Bytes of heap that the automaton takes.
    pub fn automaton_memory(&self) -> usize {
        self.0.scanner.memory()
    }
}

/// A verified hit with its rule.
struct Found {
    rule: u32,
    hit: Hit,
    severity: Severity,
    term: Option<Arc<str>>,
    /// For detectors: which of two wins the same characters.
    rank: Option<u8>,
}

/// One text on its way through the stages.
struct Pass<'s, 't> {
    inner: &'s Inner,
    text: &'t str,
    window: Option<Window<'t>>,
    found: Vec<Found>,
    /// Conditions on the whole text whose anchor was found, with its first place.
    anchored: Vec<(u32, Hit)>,
    dropped: Option<Vec<(u32, Span, Reason)>>,
}

impl<'s, 't> Pass<'s, 't> {
    fn new(inner: &'s Inner, text: &'t str, explain: bool) -> Pass<'s, 't> {
        Pass {
            inner,
            text,
            window: None,
            found: Vec::new(),
            anchored: Vec::new(),
            dropped: explain.then(Vec::new),
        }
    }

    fn is_clean(mut self) -> bool {
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
        self.documents();
        self.found.is_empty()
    }

    fn run(mut self) -> Screening {
        let inner = self.inner;
        let _ = inner.scanner.scan(self.text, &mut |candidate| {
            self.candidate(candidate);
            ControlFlow::Continue(())
        });
        self.documents();
        self.resolve();
        self.locate()
    }

    fn candidate(&mut self, candidate: Candidate) {
        let program = &self.inner.program;
        match candidate.what {
            What::Literal(id) => {
                if let Some(claims) = program.claims.get(id.0 as usize) {
                    claims.iter().for_each(|&claim| self.claim(claim, candidate));
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

    fn claim(&mut self, claim: Claim, candidate: Candidate) {
        let program = &self.inner.program;
        let checks = &program.checks;
        let (sentence, span) = (candidate.sentence, candidate.span);
        let window = match &mut self.window {
            Some(window) if window.serves(sentence, span) => window,
            slot => slot.insert(Window::new(self.text, Extent::around(self.text, sentence, span))),
        };
        match claim {
            Claim::Term(at) => {
                let term = &checks.terms[at as usize];
                let verified = checks.term(window, term, span, candidate.skipped);
                self.verified(term.rule, verified, Some(&term.text));
            }
            Claim::Pattern(at) => {
                let pattern = &checks.patterns[at as usize];
                if window.first_time(Job::Pattern(at)) {
                    for verified in checks.pattern(window, pattern) {
                        self.verified(pattern.rule, verified, None);
                    }
                }
            }
            Claim::Shape(at) => {
                let shape = &checks.shapes[at as usize];
                if window.first_time(Job::Shape(at)) {
                    for verified in checks.shape(window, shape) {
                        self.verified(shape.rule, verified, None);
                    }
                }
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
        }
    }

    fn detect(&mut self, at: u32) {
        let program = &self.inner.program;
        let (detector, rule) = &program.detectors[at as usize];
        let Some(window) = &mut self.window else { return };
        let mut hits = crate::detect::Hits::default();
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
            if documents.meets(&program.checks.sets, document) {
                self.verified(document.rule, Ok(hit), None);
            }
        }
    }

    /// Of overlapping findings of one rule the longest stays; of detectors that claim the same characters, the one of the
    /// highest rank.
    fn resolve(&mut self) {
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|f| (f.rule, f.hit.span.start, std::cmp::Reverse(f.hit.span.end)));
        let mut kept: Vec<Found> = Vec::with_capacity(found.len());
        for next in found {
            match kept.last_mut() {
                Some(last) if last.rule == next.rule && last.hit.span.overlaps(next.hit.span) => {
                    if next.hit.span.len() > last.hit.span.len() {
                        *last = next;
                    }
                }
                _ => kept.push(next),
            }
        }
        kept.sort_by_key(|f| (f.hit.span.start, f.hit.span.end, f.rule));
        let mut outranked = Vec::new();
        for i in 0..kept.len() {
            let Some(rank) = kept[i].rank else { continue };
            // Detections are short, so a neighbour that overlaps is near.
            let near = i.saturating_sub(16)..(i + 16).min(kept.len());
            let stronger = near
                .filter(|&j| kept[j].hit.span.overlaps(kept[i].hit.span))
                .find(|&j| kept[j].rank.is_some_and(|other| other > rank));
            if let Some(j) = stronger {
                outranked.push((i, kept[j].rule));
            }
        }
        for &(at, by) in outranked.iter().rev() {
            let loser = kept.remove(at);
            let winner = self.inner.program.rules[by as usize].id.clone();
            self.drop(loser.rule, loser.hit.span, Reason::Outranked(winner));
        }
        self.found = kept;
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
