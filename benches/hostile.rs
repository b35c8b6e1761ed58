//! Time against size for texts that were made to be slow: lines, or a bug.
//!
//! `cargo bench --bench hostile -- --quick` (without `--quick` it takes hours), then `python3 benches/ratios.py --into docs/performance.md`. Every kind of `benches/corpus/hostile.rs` in
//! three sizes, with the built-in packs and all that is off by default, through the reader: bytes that are no UTF-8 get in by no other way.
//! Time is linear when the largest text takes about as long for a byte as the smaller ones. `50 MB` is one line without punctuation.

#[path = "corpus/hostile.rs"]
mod hostile;

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, SamplingMode, Throughput};
use xianshen::Screener;

const SIZES: [(&str, usize); 3] = [("20 kB", 20_000), ("200 kB", 200_000), ("2 MB", 2_000_000)];
/// The longest line.
const LINE: (&str, usize) = ("50 MB", 50_000_000);

fn main() {
    // Not by criterion's macros: they make public functions without a word of documentation, which this crate's lints forbid.
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(500))
        .nresamples(1_000)
        .configure_from_args();
    let screener = everything();
    for &(name, text) in hostile::KINDS {
        let mut group = criterion.benchmark_group(format!("hostile: {name}"));
        group.sampling_mode(SamplingMode::Flat);
        let longest = (name == "a line without punctuation").then_some(LINE);
        for (size, bytes) in SIZES.into_iter().chain(longest) {
            let text = text(bytes);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(size, |b| {
                b.iter(|| {
                    screener
                        .screen_reader(black_box(text.as_slice()))
                        .expect("bytes are always there")
                });
            });
        }
        group.finish();
    }
    criterion.final_summary();
}

/// The built-in packs with every rule on.
fn everything() -> Screener {
    let mut builder = Screener::builder();
    builder.builtin();
    for rule in Screener::new().rules() {
        builder.enable(rule.id());
    }
    builder.build().expect("the built-in packs have no mistakes")
}
