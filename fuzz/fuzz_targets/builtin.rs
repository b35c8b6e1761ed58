//! Any text against the built-in packs.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use xianshen::Screener;

static SCREENER: LazyLock<Screener> = LazyLock::new(xianshen_fuzz::everything);

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    xianshen_fuzz::check_text(&SCREENER, &text);
});
