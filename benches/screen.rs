//! How fast the screener is, and how its scan compares with the automata that one would use in its place.
//!
//! `cargo bench --bench screen`, then `python3 benches/ratios.py` for a table of ratios: on a shared machine the ratios hold,
//! the absolute figures drift. `XIANSHEN_BENCH_TEXT=FILE` measures a text of your own (plain, or `.jsonl` with a `text` member).
//!
//! - `scan-N`: the scan alone, for N words. The scan is not public. But `is_clean` for words that do not occur in the text scans
//!   the whole text and does nothing else: no candidate reaches the verification. All folding is on; the other engines look
//!   for the same words in the raw text, and would miss every word that is written with a space or in full width.
//! - `screen`: all stages with the built-in packs.
//! - `digits`: text of digits, tables and codes, which calls the detectors of numbers all the time and holds no number of a person.
//! - `redact`: masking what was found; `again` is `Screener::redact`, which screens what it masked until nothing is found.
//! - `build-N`: building the screener or the automaton for N words; `build-builtin` is `Screener::new`.

mod corpus;

use std::{hint::black_box, time::Duration};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use corpus::{texts, words};
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use xianshen::{Mask, Screener};

/// Bytes of the texts that are made here.
const LONG: usize = 1_000_000;
const SHORT: usize = 100_000;

/// The sizes of the word lists. A DFA of 60,000 words would take half a gigabyte.
const SIZES: [usize; 3] = [500, 5_000, 60_000];
const LARGEST_DFA: usize = 5_000;

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
    criterion.final_summary();
}

fn scan(criterion: &mut Criterion, dictionary: &[String]) {
    let text = texts::varied(&Screener::new(), LONG);
    for size in SIZES {
        let words = words::absent(dictionary, size, &text);
        let mut group = criterion.benchmark_group(format!("scan-{size}"));
        group.throughput(Throughput::Bytes(text.len() as u64));

        let screener = words::screener(&words);
        group.bench_function("xianshen", |b| b.iter(|| screener.is_clean(black_box(&text))));
        let kinds = [
            ("ContiguousNFA", AhoCorasickKind::ContiguousNFA),
            ("DFA", AhoCorasickKind::DFA),
        ];
        for (name, kind) in kinds {
            if kind == AhoCorasickKind::DFA && size > LARGEST_DFA {
                continue;
            }
            let automaton = automaton(&words, kind);
            group.bench_function(name, |b| b.iter(|| automaton.find_overlapping_iter(black_box(&text)).count()));
        }
        let charwise = charwise(&words);
        group.bench_function("daachorse-charwise", |b| {
            b.iter(|| charwise.find_overlapping_iter(black_box(&text)).count())
        });
        group.finish();
    }
}

fn screen(criterion: &mut Criterion) {
    let screener = Screener::new();
    let mut group = criterion.benchmark_group("screen");
    let mut whole = |name: &str, texts: &[&str]| {
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        let all = || {
            texts
                .iter()
                .map(|text| screener.screen(black_box(text)).findings().len())
                .sum::<usize>()
        };
        eprintln!("screen/{name}: {} findings", all());
        group.bench_function(name, |b| b.iter(all));
    };
    whole("lawful-prose", &[&texts::prose(LONG)]);
    whole("violation-a-paragraph", &[&texts::with_violations(&screener, SHORT)]);
    whole("short-comments", &texts::comments());
    whole("hostile", &[&texts::hostile(&screener, SHORT)]);
    group.finish();
    digits(criterion);
}

/// Text of digits, with the packs on privacy alone and with all.
fn digits(criterion: &mut Criterion) {
    let text = texts::figures(SHORT);
    let mut group = criterion.benchmark_group("digits");
    group.throughput(Throughput::Bytes(text.len() as u64));
    let privacy = Screener::builder()
        .builtin()
        .only("privacy")
        .build()
        .expect("the built-in packs are sound");
    for (name, screener) in [("privacy", privacy), ("builtin", Screener::new())] {
        eprintln!("digits/{name}: {} findings", screener.screen(&text).findings().len());
        group.bench_function(name, |b| b.iter(|| screener.screen(black_box(&text)).findings().len()));
    }
    group.finish();
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
    group.finish();
}

fn build(criterion: &mut Criterion, dictionary: &[String]) {
    let mut group = builds(criterion, "build-builtin");
    group.bench_function("xianshen", |b| {
        b.iter_batched(|| (), |()| Screener::new(), BatchSize::PerIteration)
    });
    group.finish();
    for size in [5_000, 60_000] {
        let words = &dictionary[..size];
        let mut group = builds(criterion, &format!("build-{size}"));
        group.throughput(Throughput::Bytes(words.iter().map(|word| word.len() as u64).sum()));
        group.bench_function("xianshen", |b| {
            b.iter_batched(|| (), |()| words::screener(words), BatchSize::PerIteration)
        });
        group.bench_function("ContiguousNFA", |b| {
            b.iter_batched(
                || (),
                |()| automaton(words, AhoCorasickKind::ContiguousNFA),
                BatchSize::PerIteration,
            )
        });
        group.bench_function("daachorse-charwise", |b| {
            b.iter_batched(|| (), |()| charwise(words), BatchSize::PerIteration)
        });
        group.finish();
    }
}

/// Building takes long, so a few times must do.
fn builds<'c>(criterion: &'c mut Criterion, name: &str) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    group
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
