//! Any text with any word list: all before the first empty line is the list, the rest is the text. A format that a person can
//! read and write, so that a crash is a test case as it stands.

#![no_main]

use libfuzzer_sys::fuzz_target;
use xianshen::{Error, Screener};

fuzz_target!(|data: &[u8]| {
    let input = String::from_utf8_lossy(data);
    let (words, text) = input.split_once("\n\n").unwrap_or(("", &input));
    match Screener::builder().word_list("fuzz.txt", words).build() {
        Ok(screener) => {
            xianshen_fuzz::check_text(&screener, text);
            if !xianshen_fuzz::holds_mask(words) {
                xianshen_fuzz::check_redaction(&screener, text);
            }
        }
        Err(Error::Packs(errors)) => errors.iter().for_each(xianshen_fuzz::check_diagnostic),
        Err(error) => panic!("{error}"),
    }
});
