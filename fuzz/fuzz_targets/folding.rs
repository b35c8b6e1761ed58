//! Folding any text: fold of fold is fold, and every folded character has its place in the original.

#![no_main]

use libfuzzer_sys::fuzz_target;
use xianshen_fuzz::folding::{Folding, pieces};

thread_local! {
    static FOLDING: Folding = Folding::default();
}

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    FOLDING.with(|folding| pieces(&text).for_each(|piece| folding.check(&text[piece])));
});
