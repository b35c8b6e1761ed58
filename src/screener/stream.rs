//! Texts of any length, from a reader, in memory that does not grow with them.
//!
//! A buffer goes along the text, and one pass after the other screens what is in it, each going on where the one before stopped: the scan
//! in the middle of its sentence, the gates with what they saw in its frame. Nothing that judges a candidate looks further than a bound
//! ahead or back (frames, [`LOOK_AHEAD`], [`LOOK_BEHIND`]), so a pass stops while it has that much text ahead, and the buffer keeps that
//! much behind. Findings are given out when no later one can contest them any more; conditions on the whole text, when all of it was read.

use std::{
    io::{self, Read},
    ops::ControlFlow,
};

use super::{
    Screener,
    gate::Gates,
    options::ScreenOptions,
    pass::{Inner, Pass, located},
    resolve::{Found, longest},
    settle::Open,
};
use crate::{
    detect::{LOOK_AHEAD, LOOK_BEHIND},
    finding::Finding,
    report::Screening,
    scan::{Progress, STRIDE},
    span::Span,
    text::{Extent, Locator, Lossy, Place},
    verify::{Documents, Hit, Watch},
};

/// How much of the text is screened before the buffer goes on, in bytes.
const CHUNK: usize = 256 << 10;
/// How many bytes are asked for at once.
const PIECE: usize = 64 << 10;
/// How far back repeated characters before a word reach, in bytes.
const REPEATS: usize = 256;
/// How far before the place of the scan findings are still made: gates are tried when the frame behind theirs is past, and their window starts in
/// the frame before.
const HORIZON: usize = 4 * Extent::FRAME + 2 * REPEATS;
/// How much text is kept before the first place that is still open.
const BEHIND: usize = 4 * Extent::FRAME + 2 * LOOK_BEHIND;

impl Screener {
    /// Screens what a reader gives, of any length: like [`screen`](Screener::screen) of
    /// [`String::from_utf8_lossy`] of all its bytes, with the same findings at the same places. What is no UTF-8 becomes U+FFFD, which has
    /// three bytes: in a text that has any, positions behind it are those of the text so mended.
    ///
    /// Memory has a bound that the rules set and the length of the text does not, besides the findings themselves: some 1 MB with the
    /// built-in packs; a term of a thousand characters adds some 0.1 MB. A condition on the whole text is judged at its end.
    ///
    /// # Errors
    /// When the reader fails.
    ///
    /// ```
    /// # fn main() -> std::io::Result<()> {
    /// let screener = xianshen::Screener::new();
    /// let screening = screener.screen_reader("本科室祖传秘方，包治百病。".as_bytes())?;
    /// assert_eq!(screening.verdict(), xianshen::Verdict::Block);
    /// # Ok(())
    /// # }
    /// ```
    pub fn screen_reader(&self, reader: impl Read) -> io::Result<Screening> {
        let mut findings = Vec::new();
        let mut stream = Stream::new(&self.0, CHUNK);
        stream.screen(reader, &mut |rule, finding| findings.push((rule, finding)))?;
        findings.sort_by_key(|(rule, finding)| (finding.span.start, finding.span.end, *rule));
        let findings = findings.into_iter().map(|(_, finding)| finding).collect();
        Ok(Screening::new(findings, None))
    }

    /// Like [`screen_reader`](Screener::screen_reader), and gives out each finding as soon as it is certain, so that not even they are
    /// piled up: in the order of positions, but for those of conditions on the whole text, which come last. Of the options, those count
    /// that say what is allowed; drops are not told.
    ///
    /// # Errors
    /// When the reader fails; what was given out before stands.
    ///
    /// ```
    /// # fn main() -> std::io::Result<()> {
    /// let screener = xianshen::Screener::new();
    /// let options = xianshen::ScreenOptions::new();
    /// let text = "咨询请加微信。包治百病！".repeat(1000);
    /// let mut lines = std::collections::BTreeSet::new();
    /// screener.screen_reader_with(text.as_bytes(), &options, |finding| {
    ///     lines.insert(finding.line());
    /// })?;
    /// assert!(lines.contains(&1));
    /// # Ok(())
    /// # }
    /// ```
    pub fn screen_reader_with(
        &self,
        reader: impl Read,
        options: &ScreenOptions,
        mut each: impl FnMut(Finding),
    ) -> io::Result<()> {
        Stream::new(&self.0, CHUNK).screen(reader, &mut |_, finding| {
            if options.allows_nothing() || options.allowed(&finding).is_none() {
                each(finding);
            }
        })
    }
}

/// A text on its way through the buffer.
struct Stream<'s> {
    inner: &'s Inner,
    chunk: usize,
    /// How much text must lie behind a candidate for it to be judged.
    ahead: usize,
    text: String,
    /// How many bytes of the text lie before the buffer, and where it starts.
    base: usize,
    start: Place,
    progress: Progress,
    gates: Option<Gates>,
    open: Open,
    /// Conditions on the whole text whose anchors were found; from the round before on, only their numbers count.
    anchored: Vec<(u32, Hit)>,
    /// The findings that they would be.
    held: Vec<Finding>,
    watch: Watch,
    /// Findings, with the numbers of their rules, before which others may still come.
    waiting: Vec<(u32, Finding)>,
}

impl<'s> Stream<'s> {
    fn new(inner: &'s Inner, chunk: usize) -> Stream<'s> {
        Stream {
            inner,
            chunk,
            ahead: inner.program.scanner.reach() + LOOK_AHEAD + BEHIND,
            text: String::new(),
            base: 0,
            start: Place::START,
            progress: Progress::default(),
            gates: None,
            open: Open::default(),
            anchored: Vec::new(),
            held: Vec::new(),
            watch: Watch::new(&inner.program.checks.documents),
            waiting: Vec::new(),
        }
    }

    fn screen(&mut self, mut reader: impl Read, each: &mut dyn FnMut(u32, Finding)) -> io::Result<()> {
        let mut piece = vec![0; PIECE];
        let mut lossy = Lossy::default();
        let mut whole = false;
        while !whole {
            let enough = self.progress.byte() + STRIDE + self.ahead + self.chunk;
            while !whole && self.text.len() < enough {
                match reader.read(&mut piece) {
                    Ok(0) => {
                        lossy.finish(&mut self.text);
                        whole = true;
                    }
                    Ok(count) => lossy.push(&piece[..count], &mut self.text),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            self.round(whole);
            for (rule, finding) in self.certain(whole) {
                each(rule, finding);
            }
        }
        self.documents(each);
        Ok(())
    }

    /// Screens on as far as the buffer lets see, and lets go of the text that nobody asks for any more.
    fn round(&mut self, whole: bool) {
        let (inner, text) = (self.inner, self.text.as_str());
        let program = &inner.program;
        let mut pass = Pass::new(inner, text, false);
        pass.gates = self.gates.take();
        pass.found = std::mem::take(&mut self.open.found);
        pass.cut = std::mem::take(&mut self.open.cut);
        pass.anchored = std::mem::take(&mut self.anchored);
        let ahead = (!whole).then_some(self.ahead);
        let _ = inner
            .program
            .scanner
            .go_on(&mut self.progress, text, ahead, &mut |candidate| {
                pass.candidate(candidate);
                ControlFlow::Continue(())
            });
        let (from, sentence) = self.progress.pending();
        match &mut pass.gates {
            Some(gates) if whole => gates.finish(program, text),
            Some(gates) => gates.go_on(program, text, sentence, from.saturating_sub(REPEATS)),
            None => {}
        }
        pass.work();
        self.watch.read(text, whole);
        self.open.found = std::mem::take(&mut pass.found);
        self.open.cut = std::mem::take(&mut pass.cut);
        let horizon = if whole { usize::MAX } else { from.saturating_sub(HORIZON) };
        let certain = self.open.settle(&program.rules, horizon);

        let needed = self.open.first().unwrap_or(horizon).min(horizon).saturating_sub(BEHIND);
        let (cut, sentence, frames) = if whole { (0, 0, 0) } else { cut(text, needed, sentence) };
        let anchored = pass.anchored[self.held.len()..].iter().map(|(at, hit)| {
            let rule = program.checks.documents[*at as usize].rule;
            Found::new(rule, hit.clone(), program.rules[rule as usize].severity, None)
        });
        let count = certain.len();
        let all: Vec<Found> = certain.into_iter().chain(anchored).collect();
        let places = Places::new(self.start, text, all.iter().map(|found| found.hit.span), cut);
        for (at, found) in all.into_iter().enumerate() {
            let (rule, span) = (found.rule, found.hit.span);
            let place = (places.of(span.start), places.of(span.end));
            let mut finding = located(found, text, &program.rules, place);
            finding.span = Span::new(self.base + span.start, self.base + span.end);
            if at < count {
                self.waiting.push((rule, finding));
            } else {
                self.held.push(finding);
            }
        }
        self.anchored = std::mem::take(&mut pass.anchored);
        self.gates = pass.gates.take();
        drop(pass);
        if whole {
            return;
        }
        self.start = places.of(cut);
        self.base += cut;
        self.text.drain(..cut);
        self.progress.shift(cut, sentence);
        if let Some(gates) = &mut self.gates {
            gates.shift(cut, sentence, frames);
        }
        self.open.shift(cut);
        self.watch.shift(cut);
    }

    /// The findings before which no other can come any more.
    fn certain(&mut self, whole: bool) -> impl Iterator<Item = (u32, Finding)> + use<> {
        let horizon = self.progress.pending().0.saturating_sub(HORIZON);
        let first = self.base + self.open.first().unwrap_or(horizon).min(horizon);
        self.waiting
            .sort_by_key(|(rule, finding)| (finding.span.start, finding.span.end, *rule));
        let count = match whole {
            true => self.waiting.len(),
            false => self.waiting.partition_point(|(_, finding)| finding.span.start < first),
        };
        self.waiting.drain(..count).collect::<Vec<_>>().into_iter()
    }

    /// Conditions on the whole text, once all of it was read.
    fn documents(&mut self, each: &mut dyn FnMut(u32, Finding)) {
        let program = &self.inner.program;
        let mut documents = Documents::of(&self.watch);
        let mut met = Vec::new();
        for ((at, _), finding) in self.anchored.iter().zip(&self.held) {
            let document = &program.checks.documents[*at as usize];
            let seen = |literal| self.gates.as_ref().is_some_and(|gates| gates.has_seen(literal));
            if documents.meets(document, seen) {
                let (span, evidence) = (finding.span, finding.evidence.clone());
                met.push(Found::new(document.rule, Hit { span, evidence }, finding.severity, None));
            }
        }
        for found in longest(met, &program.rules) {
            let (rule, span) = (found.rule, found.hit.span);
            let number = |finding: &Finding| finding.span == span && finding.rule.id == program.rules[rule as usize].id;
            if let Some(at) = self.held.iter().position(number) {
                each(rule, self.held.swap_remove(at));
            }
        }
    }
}

impl Drop for Stream<'_> {
    fn drop(&mut self) {
        self.inner.put_back(self.gates.take());
    }
}

/// Where to cut off the text before a byte, how the sentence at hand is placed in the rest, and how many of its frames are gone. A sentence
/// that begins before the cut is said to begin at the cut, whole frames later: all its frames lie where they lay.
fn cut(text: &str, needed: usize, sentence: usize) -> (usize, usize, usize) {
    let floor = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    if sentence >= needed {
        let cut = floor(needed);
        return (cut, sentence - cut, 0);
    }
    let frames = (needed - sentence) / Extent::FRAME;
    let start = sentence + frames * Extent::FRAME;
    let cut = floor(start);
    (cut, start - cut, frames)
}

/// Places of bytes, found in one reading of the text.
struct Places {
    bytes: Vec<usize>,
    places: Vec<Place>,
}

impl Places {
    fn new(start: Place, text: &str, spans: impl Iterator<Item = Span>, cut: usize) -> Places {
        let mut bytes: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).chain([cut]).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let mut locator = Locator::behind(start, text);
        let places = bytes.iter().map(|&byte| locator.place(byte)).collect();
        Places { bytes, places }
    }

    fn of(&self, byte: usize) -> Place {
        let at = self.bytes.binary_search(&byte).expect("every end was located");
        self.places[at]
    }
}

#[cfg(test)]
mod tests;
