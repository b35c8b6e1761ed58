//! Any bytes as a rule pack: every mistake has a place and a drawing, and a pack without mistakes screens.

#![no_main]

use libfuzzer_sys::fuzz_target;
use xianshen::{Error, Screener};

/// The classes and cue lists that the seeds refer to. The laws are left out, since reading them takes longer than all the
/// rest; the seeds have no `basis`.
const SHARED: &str = include_str!("../../rules/shared.toml");

fuzz_target!(|data: &[u8]| {
    let pack = String::from_utf8_lossy(data);
    let built = Screener::builder()
        .pack("shared.toml", SHARED)
        .pack("fuzz.toml", pack.as_ref())
        .build();
    match built {
        Ok(screener) => {
            // The pack has its own terms in it, so its text gives more candidates than any other.
            xianshen_fuzz::check_text(&screener, &pack);
            let _ = screener.check_examples();
            for rule in screener.rules() {
                rule.hits()
                    .iter()
                    .chain(rule.passes())
                    .for_each(|text| xianshen_fuzz::check_text(&screener, text));
            }
        }
        Err(Error::Packs(errors)) => {
            errors.iter().for_each(xianshen_fuzz::check_diagnostic);
            assert!(errors.iter().len() > 0, "no reason was given");
            let _ = errors.to_string();
        }
        Err(error) => panic!("{error}"),
    }
});
