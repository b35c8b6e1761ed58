//! What building a screener costs: the figures of `docs/performance.md`. Ignored, for they are printed and not judged.
//!
//! `cargo test --release --test building -- --ignored --nocapture --test-threads 1` prints bytes and times. With `XIANSHEN_ONCE` set, each
//! screener is built once and no more: under `valgrind --tool=callgrind` that tells the instructions of every stage.

use std::{alloc::System, time::Instant};

use cap::Cap;
use xianshen::Screener;

#[global_allocator]
static HEAP: Cap<System> = Cap::new(System, usize::MAX);

/// Bytes that a first screener takes, those of the tables that all screeners share included, and the most that building it took; the time
/// that the first one took, and the quickest of some more.
fn measure(name: &str, build: impl Fn() -> Screener) {
    let before = HEAP.allocated();
    let time = || {
        let start = Instant::now();
        (build(), start.elapsed())
    };
    let (screener, first) = time();
    let (live, most) = (HEAP.allocated() - before, HEAP.max_allocated() - before);
    println!("{name}: {live} bytes, at most {most} while building, in {first:?}");
    if std::env::var_os("XIANSHEN_ONCE").is_some() {
        return;
    }
    drop(screener);
    let quickest = (0..20).map(|_| time().1).min().unwrap_or_default();
    println!(
        "{name}: {} bytes are left when it is dropped; another takes {quickest:?}",
        HEAP.allocated() - before
    );
}

#[test]
#[ignore = "prints figures"]
fn builtin() {
    measure("built-in packs", Screener::new);
}

/// A word a line in the file that `XIANSHEN_WORDS` names, or 60,000 made-up ones.
#[test]
#[ignore = "prints figures"]
fn words() {
    let list = match std::env::var_os("XIANSHEN_WORDS") {
        Some(path) => std::fs::read_to_string(path).unwrap(),
        None => made_up(60_000).join("\n"),
    };
    measure("word list", || {
        Screener::builder().word_list("words.txt", list.as_str()).build().unwrap()
    });
}

/// As many as no list has: the figures of `docs/reliability.md`.
#[test]
#[ignore = "prints figures"]
fn million_words() {
    let list = made_up(1_000_000).join("\n");
    measure("a million words", || {
        Screener::builder().word_list("words.txt", list.as_str()).build().unwrap()
    });
}

/// Words of two to four of the first 3,000 Chinese characters.
fn made_up(count: usize) -> Vec<String> {
    let character = |at: usize| char::from_u32(0x4E00 + (at % 3_000) as u32).unwrap();
    (0..count)
        .map(|at| {
            (0..2 + at % 3)
                .map(|part| character(at * 7 + part * (at / 3_000 + 1) * 131))
                .collect()
        })
        .collect()
}
