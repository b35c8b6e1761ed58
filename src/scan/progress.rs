//! A scan that stops, and goes on when there is more of the text.

use std::cell::Cell;

use super::block::Block;

thread_local! {
    /// One that no scan of the thread is using: to clear a new one takes longer than to scan a comment.
    static SPARE: Cell<Option<Box<Progress>>> = const { Cell::new(None) };
}

/// How far a scan has come in a text.
pub(crate) struct Progress {
    pub(super) block: Block,
    pub(super) byte: usize,
    /// Where the next run of digits may begin.
    pub(super) digits_until: usize,
}

impl Default for Progress {
    fn default() -> Progress {
        Progress {
            block: Block::new(),
            byte: 0,
            digits_until: 0,
        }
    }
}

impl Progress {
    /// Does something with a scan that is at its start.
    pub(super) fn at_start<R>(work: impl FnOnce(&mut Progress) -> R) -> R {
        let spare = SPARE.try_with(Cell::take).ok().flatten();
        let mut progress = spare.unwrap_or_default();
        progress.block.clear();
        (progress.byte, progress.digits_until) = (0, 0);
        let result = work(&mut progress);
        // A thread that is ending keeps none.
        let _ = SPARE.try_with(|spare| spare.set(Some(progress)));
        result
    }

    /// The byte from which on candidates are still to come, and the start of the sentence there.
    pub(crate) fn pending(&self) -> (usize, usize) {
        let (pending, sentence) = self.block.pending();
        (pending.unwrap_or(self.byte), sentence)
    }

    /// The byte up to which the text was read.
    pub(crate) fn byte(&self) -> usize {
        self.byte
    }

    /// Forgets the first `cut` bytes of the text, which are gone. Where the sentence at hand began in them, it is from now on said to begin
    /// elsewhere, at `sentence`.
    pub(crate) fn shift(&mut self, cut: usize, sentence: usize) {
        self.block.shift(cut, sentence);
        self.byte -= cut;
        self.digits_until = self.digits_until.saturating_sub(cut);
    }
}
