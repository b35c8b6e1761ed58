//! Stands for `vector.rs` where there are no vector instructions, or the feature `simd` is off.

use std::ops::Range;

use super::{alphabet::BASIC, read::Room};

/// The proof that the processor has the instructions: there is none.
#[derive(Clone, Copy)]
pub(super) enum Vector {}

impl Vector {
    pub(super) fn detect() -> Option<Vector> {
        None
    }

    pub(super) fn read(self, _: &[u16; BASIC], _: &str, _: (usize, usize), _: &mut Room<'_>) -> (usize, Option<char>) {
        match self {}
    }

    pub(super) fn sift(self, _: (&[u64], u32, u32), _: &[u32], _: &Range<u32>, _: &mut [u16]) -> (usize, usize) {
        match self {}
    }
}
