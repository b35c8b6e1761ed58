//! The scan of xianshen beside Hyperscan (or Vectorscan in its place), on the texts and words of the crate's own benches.
//!
//! `cargo run --release --manifest-path benches/hyperscan/Cargo.toml -- --bench`, then `python3 benches/ratios.py`. It links
//! `libhs`: on Debian, `apt install libhyperscan-dev`.
//!
//! - `hyperscan-TEXT-N` is what `scan-TEXT-N` of the crate's benches is. Hyperscan gets the words as literals, reads the text as
//!   one block and reports every match by the place where it ends; it folds nothing.
//! - `hyperscan-build-N`: compiling N words.

// The crate's benches use the rest of it.
#[allow(dead_code)]
#[path = "../../corpus/mod.rs"]
mod corpus;

use std::{hint::black_box, time::Duration};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use corpus::{texts, words};
use criterion::{BatchSize, Criterion, Throughput};
use hyperscan::{BlockDatabase, Builder, Literal, Literals, Matching, Scratch};
use xianshen::Screener;

/// Bytes of the texts that are made here.
const LONG: usize = 1_000_000;
const SIZES: [usize; 3] = [500, 5_000, 60_000];

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .nresamples(10_000)
        .configure_from_args();
    let dictionary = words::of_the_dictionary();
    scan(&mut criterion, &dictionary);
    build(&mut criterion, &dictionary);
    criterion.final_summary();
}

fn scan(criterion: &mut Criterion, dictionary: &[String]) {
    for (name, text) in texts::scanned(&Screener::new(), LONG) {
        for size in SIZES {
            let words = words::absent(dictionary, size, &text);
            let mut group = criterion.benchmark_group(format!("hyperscan-{name}-{size}"));
            group.throughput(Throughput::Bytes(text.len() as u64));

            let screener = words::screener(&words);
            group.bench_function("xianshen", |b| b.iter(|| screener.is_clean(black_box(&text))));
            let automaton = automaton(&words);
            group.bench_function("ContiguousNFA", |b| {
                b.iter(|| automaton.find_overlapping_iter(black_box(&text)).count())
            });
            let database = database(&words);
            let scratch = database.alloc_scratch().expect("there is memory for a scratch space");
            // One that finds nothing would be fast, too.
            let all = words.join("\n");
            assert_eq!(
                count(&database, &scratch, &all),
                automaton.find_overlapping_iter(&all).count(),
                "the engines find different words"
            );
            group.bench_function("Hyperscan", |b| b.iter(|| count(&database, &scratch, black_box(&text))));
            group.finish();
        }
    }
}

fn build(criterion: &mut Criterion, dictionary: &[String]) {
    for size in [5_000, 60_000] {
        let words = &dictionary[..size];
        let mut group = criterion.benchmark_group(format!("hyperscan-build-{size}"));
        group.sample_size(10);
        group.throughput(Throughput::Bytes(words.iter().map(|word| word.len() as u64).sum()));
        group.bench_function("xianshen", |b| {
            b.iter_batched(|| (), |()| words::screener(words), BatchSize::PerIteration)
        });
        group.bench_function("ContiguousNFA", |b| {
            b.iter_batched(|| (), |()| automaton(words), BatchSize::PerIteration)
        });
        group.bench_function("Hyperscan", |b| {
            b.iter_batched(|| (), |()| database(words), BatchSize::PerIteration)
        });
        group.finish();
    }
}

fn automaton(words: &[String]) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(words)
        .expect("the words fit an automaton")
}

fn database(words: &[String]) -> BlockDatabase {
    let literals: Literals = words
        .iter()
        .map(|word| Literal::new(word.as_str()).expect("any string is a literal"))
        .collect();
    literals.build().expect("the words fit a database")
}

/// How many words there are in the text, those within one another counted too.
fn count(database: &BlockDatabase, scratch: &Scratch, text: &str) -> usize {
    let mut count = 0;
    let each = |_, _, _, _| {
        count += 1;
        Matching::Continue
    };
    database
        .scan(text, scratch, each)
        .expect("a scan that nothing stops comes to its end");
    count
}
