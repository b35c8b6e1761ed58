//! Any text against the built-in packs.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use xianshen::Screener;

/// With what is off by default, too.
static SCREENER: LazyLock<Screener> = LazyLock::new(|| {
    let plain = Screener::new();
    let mut builder = Screener::builder();
    builder.builtin();
    for rule in plain.rules().filter(|rule| !rule.enabled()) {
        builder.enable(rule.id());
    }
    builder.build().expect("the built-in packs have no mistakes")
});

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    xianshen_fuzz::check_text(&SCREENER, &text);
    xianshen_fuzz::check_redaction(&SCREENER, &text);
});
