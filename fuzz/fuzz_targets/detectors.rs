//! The detectors of numbers against a slow reference, written from the definitions.

#![no_main]

use std::{ops::Range, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use xianshen::{Screener, Severity};
use xianshen_fuzz::{numbers, sentence::spell};

/// Each detector with a screener that has nothing else: what outranks what is another question.
static SCREENERS: LazyLock<[(&str, Screener); 3]> = LazyLock::new(|| {
    ["id_number", "mobile", "bank_card"].map(|topic| {
        let pack = xianshen_fuzz::pack_of_detector(topic);
        let screener = Screener::builder().pack(topic, pack).build();
        (topic, screener.expect("the pack has no mistakes"))
    })
});

fuzz_target!(|data: &[u8]| {
    let text = spell(&String::from_utf8_lossy(data));
    for (topic, screener) in &*SCREENERS {
        let screening = screener.screen(&text);
        let found: Vec<(Range<usize>, Severity)> = (screening.findings().iter())
            .map(|finding| (finding.span().range(), finding.severity()))
            .collect();
        assert_eq!(found, numbers::finds(topic, &text), "{topic} in {text:?}");
    }
});
