//! How fast the screener is, and how it compares with the automata that one would use in its place.
//!
//! `cargo bench --bench screen`, then `python3 benches/ratios.py` for a table of ratios: on a shared machine the ratios hold,
//! the absolute figures drift. `XIANSHEN_BENCH_TEXT=FILE` measures a text of your own (plain, or `.jsonl` with a `text` member)
//! in place of prose and chat; with `CRITERION_HOME=FOLDER` its figures have a folder to themselves.
//!
//! - `scan-TEXT-N`: the scan alone, for N words. The scan is not public. But `is_clean` for words that do not occur in the text
//!   scans the whole text and does nothing else: no candidate reaches the verification. All folding is on; the other engines look
//!   for the same words in the raw text, and would miss every word that is written with a space or in full width. sensitive-rs
//!   is so slow that it gets the first 20 KB of the text; compare its MB/s. `cargo bench --bench screen --features simd -- '^s'`
//!   adds scans and screenings with vector instructions, as `xianshen-simd`.
//! - `screen-TEXT`: all stages with the built-in packs. `ContiguousNFA` counts the words of the packs (`corpus::literals`) in the
//!   raw text: the search alone, without folding, rules, detectors or a judgement.
//! - `redact`: masking. `once` masks what a screening has found, `again` is `Screener::redact`, which screens, masks, and screens
//!   what it masked until nothing is found. `ContiguousNFA` puts a mask on every word of the packs, guilty or not.
//! - `build-N`: building the screener or the automaton for N words; `build-builtin` is `Screener::new`.
//! - `linearity`: hostile text of 1 and of 10 MB. Time is linear when MB/s are the same.
//!
//! Hyperscan is measured by a package of its own, `benches/hyperscan`.

mod corpus;

use std::{hint::black_box, time::Duration};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use corpus::{literals, texts, words};
use criterion::{BatchSize, BenchmarkGroup, Criterion, SamplingMode, Throughput, measurement::WallTime};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use sensitive_rs::Filter;
use xianshen::{Mask, Screener};

/// Bytes of the texts that are made here.
const LONG: usize = 1_000_000;
const SHORT: usize = 100_000;
/// Bytes of text that sensitive-rs is given: with 60,000 words it takes seconds for these.
const SLICE: usize = 20_000;

/// The sizes of the word lists. A DFA of 60,000 words would take half a gigabyte.
const SIZES: [usize; 3] = [500, 5_000, 60_000];
const LARGEST_DFA: usize = 5_000;

/// The name of this crate in the groups of scans and screenings.
const OURS: &str = if cfg!(feature = "simd") { "xianshen-simd" } else { "xianshen" };

fn main() {
    // Not by criterion's macros: they make public functions without a word of documentation, which this crate's lints forbid.
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .nresamples(10_000)
        .configure_from_args();
    let dictionary = words::of_the_dictionary();
    scan(&mut criterion, &dictionary);
    screen(&mut criterion);
    redact(&mut criterion);
    build(&mut criterion, &dictionary);
    linearity(&mut criterion);
    criterion.final_summary();
}

fn scan(criterion: &mut Criterion, dictionary: &[String]) {
    for (name, text) in texts::scanned(&Screener::new(), LONG) {
        for size in SIZES {
            let mut group = criterion.benchmark_group(format!("scan-{name}-{size}"));
            scan_for(&mut group, &words::absent(dictionary, size, &text), &text);
            group.finish();
        }
    }
}

fn scan_for(group: &mut BenchmarkGroup<'_, WallTime>, words: &[String], text: &str) {
    group.throughput(Throughput::Bytes(text.len() as u64));
    let screener = words::screener(words);
    group.bench_function(OURS, |b| b.iter(|| screener.is_clean(black_box(text))));
    let kinds = [
        ("ContiguousNFA", AhoCorasickKind::ContiguousNFA),
        ("DFA", AhoCorasickKind::DFA),
    ];
    for (name, kind) in kinds {
        if kind == AhoCorasickKind::DFA && words.len() > LARGEST_DFA {
            continue;
        }
        let automaton = automaton(words, kind);
        group.bench_function(name, |b| b.iter(|| automaton.find_overlapping_iter(black_box(text)).count()));
    }
    let charwise = charwise(words);
    group.bench_function("daachorse-charwise", |b| {
        b.iter(|| charwise.find_overlapping_iter(black_box(text)).count())
    });

    let slice = texts::beginning(text, SLICE);
    let filter = sensitive(words);
    group.throughput(Throughput::Bytes(slice.len() as u64));
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.bench_function("sensitive-rs", |b| {
        b.iter(|| {
            // It remembers what it found in a text.
            filter.clear_cache();
            filter.find_all(black_box(slice))
        })
    });
}

fn screen(criterion: &mut Criterion) {
    let screener = Screener::new();
    let automaton = automaton(&literals::builtin(), AhoCorasickKind::ContiguousNFA);
    let mut whole = |name: &str, texts: &[&str]| {
        let mut group = criterion.benchmark_group(format!("screen-{name}"));
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        let find_all = || -> usize {
            let findings = texts.iter().map(|text| screener.screen(black_box(text)).findings().len());
            findings.sum()
        };
        let count_words = || -> usize {
            let counts = texts
                .iter()
                .map(|text| automaton.find_overlapping_iter(black_box(text)).count());
            counts.sum()
        };
        eprintln!("screen-{name}: {} words, {} findings", count_words(), find_all());
        group.bench_function(OURS, |b| b.iter(find_all));
        group.bench_function("ContiguousNFA", |b| b.iter(count_words));
        group.finish();
    };
    for (name, text) in texts::lawful(LONG) {
        whole(name, &[&text]);
    }
    whole("violation-a-paragraph", &[&texts::with_violations(&screener, SHORT)]);
    whole("short-comments", &texts::comments());
    whole("tables", &[&texts::tables(SHORT)]);
    whole("hostile", &[&texts::hostile(&screener, SHORT)]);
}

fn redact(criterion: &mut Criterion) {
    let screener = Screener::new();
    let text = texts::with_violations(&screener, SHORT);
    let screening = screener.screen(&text);
    let mask = Mask::default();
    let mut group = criterion.benchmark_group("redact");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("once", |b| b.iter(|| screening.redact(black_box(&text), &mask)));
    group.bench_function("again", |b| b.iter(|| screener.redact(black_box(&text), &mask)));

    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(literals::builtin())
        .expect("the words fit an automaton");
    group.bench_function("ContiguousNFA", |b| {
        b.iter(|| {
            let mut masked = String::with_capacity(text.len());
            automaton.replace_all_with(black_box(&text), &mut masked, |_, word, masked| {
                masked.extend(word.chars().map(|_| '*'));
                true
            });
            masked
        })
    });
    group.finish();
}

fn build(criterion: &mut Criterion, dictionary: &[String]) {
    let literals = literals::builtin();
    let mut group = builds(criterion, "build-builtin");
    group.throughput(Throughput::Bytes(bytes(&literals)));
    once_each(&mut group, "xianshen", Screener::new);
    once_each(&mut group, "ContiguousNFA", || {
        automaton(&literals, AhoCorasickKind::ContiguousNFA)
    });
    group.finish();
    for size in [5_000, 60_000] {
        let words = &dictionary[..size];
        let mut group = builds(criterion, &format!("build-{size}"));
        group.throughput(Throughput::Bytes(bytes(words)));
        once_each(&mut group, "xianshen", || words::screener(words));
        once_each(&mut group, "ContiguousNFA", || {
            automaton(words, AhoCorasickKind::ContiguousNFA)
        });
        once_each(&mut group, "daachorse-charwise", || charwise(words));
        once_each(&mut group, "sensitive-rs", || sensitive(words));
        group.finish();
    }
}

fn linearity(criterion: &mut Criterion) {
    let screener = Screener::new();
    let mut group = criterion.benchmark_group("linearity");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    for (name, bytes) in [("1 MB", 1_000_000), ("10 MB", 10_000_000)] {
        let text = texts::hostile(&screener, bytes);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| screener.screen(black_box(&text)).findings().len()));
    }
    group.finish();
}

/// Building takes long, so a few times must do.
fn builds<'c>(criterion: &'c mut Criterion, name: &str) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    group
}

fn once_each<T>(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, build: impl Fn() -> T) {
    group.bench_function(name, |b| b.iter_batched(|| (), |()| build(), BatchSize::PerIteration));
}

fn bytes(words: &[String]) -> u64 {
    words.iter().map(|word| word.len() as u64).sum()
}

fn automaton(words: &[String], kind: AhoCorasickKind) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(kind))
        .build(words)
        .expect("the words fit an automaton")
}

fn charwise(words: &[String]) -> CharwiseDoubleArrayAhoCorasick<u32> {
    CharwiseDoubleArrayAhoCorasick::new(words).expect("the words fit an automaton")
}

fn sensitive(words: &[String]) -> Filter {
    let mut filter = Filter::new();
    filter.add_words(&words.iter().map(String::as_str).collect::<Vec<_>>());
    filter
}
