//! The screener, how it is put together, and the order of its stages.

mod builder;
mod gate;
mod options;
mod pass;
mod resolve;
mod selftest;
mod sentence;
mod settle;
#[cfg(test)]
mod stages;
mod stream;

use std::{fmt, sync::Arc};

pub use builder::ScreenerBuilder;
pub use options::ScreenOptions;
use pass::{Inner, Pass};
pub use selftest::ExampleFailure;

use crate::{
    report::{Mask, Screening},
    rule::Rule,
};

/// How often a masked text is screened again at most.
const ROUNDS: usize = 16;

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

impl fmt::Debug for Screener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Screener({} rules)", self.0.program.rules.len())
    }
}

impl Screener {
    /// Screens a text. Never fails and never panics, whatever the text.
    ///
    /// Time is linear in the length of the text. The first text with a candidate that only segmentation can judge loads
    /// jieba's dictionary: about 0.1 s and 33 MB, once for the process.
    pub fn screen(&self, text: &str) -> Screening {
        Pass::new(&self.0, text, false).run()
    }

    /// Whether the text has no finding at all. Stops at the first one.
    pub fn is_clean(&self, text: &str) -> bool {
        Pass::new(&self.0, text, false).finds_nothing()
    }

    /// Like [`screen`](Screener::screen), and says of each dropped candidate why it is no finding.
    pub fn explain(&self, text: &str) -> Screening {
        Pass::new(&self.0, text, true).run()
    }

    /// Like [`screen`](Screener::screen), with what only this call is told: values that may stand in this text, or that drops are to be
    /// explained.
    ///
    /// ```
    /// use xianshen::{ScreenOptions, Screener};
    ///
    /// let screener = Screener::new();
    /// let text = "患者林小麦术后恢复良好，咨询请拨138-0013-8000。";
    /// assert_eq!(screener.screen(text).findings().len(), 2);
    /// // She agreed in writing, and the number is the ward's own.
    /// let options = ScreenOptions::new().allow(["林小麦", "13800138000"]);
    /// assert!(screener.screen_with(text, &options).findings().is_empty());
    /// ```
    pub fn screen_with(&self, text: &str, options: &ScreenOptions) -> Screening {
        let screening = Pass::new(&self.0, text, options.explains()).run();
        if options.allows_nothing() {
            screening
        } else {
            screening.without(|finding| options.allowed(finding))
        }
    }

    /// Masks everything that is found, and screens again until nothing is: masking can bring characters together that a
    /// finding had kept apart. What a second round finds is masked whole.
    ///
    /// A mask that itself is found fault with is put in once and left there.
    pub fn redact(&self, text: &str, mask: &Mask) -> String {
        self.redact_with(text, mask, &ScreenOptions::new())
    }

    /// Like [`redact`](Screener::redact), and leaves what the call allows.
    pub fn redact_with(&self, text: &str, mask: &Mask, options: &ScreenOptions) -> String {
        let mut out = self.screen_with(text, options).redact(text, mask);
        let is_clean = mask.with().is_none_or(|with| self.is_clean(&with.repeat(4)));
        // A clean mask ends this by itself: each round masks a character of the text at least. The bound is for tokens that a pack forbids.
        for _ in 0..if is_clean { ROUNDS } else { 0 } {
            let again = self.screen_with(&out, options);
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
        self.0.program.scanner.memory()
    }
}
