//! How much more text a second thread gets done: one screener, all threads, no copy of anything.
//!
//! `cargo run --release --example scaling` with an otherwise idle machine; the texts are the examples of the built-in rules.

use std::{
    thread,
    time::{Duration, Instant},
};

use xianshen::Screener;

/// How long each number of threads is watched.
const WATCHED: Duration = Duration::from_secs(2);

fn main() {
    let screener = Screener::new();
    let texts: Vec<&str> = screener
        .rules()
        .flat_map(|rule| rule.hits().iter().chain(rule.passes()))
        .map(String::as_str)
        .collect();
    // What is made on first use is made before anything is measured.
    texts.iter().for_each(|text| drop(screener.screen(text)));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut alone = 0.0;
    for threads in 1..=cores * 2 {
        let rate = rate(&screener, &texts, threads);
        if threads == 1 {
            alone = rate;
        }
        println!(
            "{threads} threads on {cores} cores: {rate:.2} MB/s, {:.2} × one thread",
            rate / alone
        );
    }
}

/// Megabytes that so many threads screen in a second.
fn rate(screener: &Screener, texts: &[&str], threads: usize) -> f64 {
    let start = Instant::now();
    let bytes: usize = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                scope.spawn(move || {
                    let mut bytes = 0;
                    for text in texts.iter().cycle().skip(worker * 97) {
                        screener.screen(text);
                        bytes += text.len();
                        if start.elapsed() >= WATCHED {
                            break;
                        }
                    }
                    bytes
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("screening never panics"))
            .sum()
    });
    bytes as f64 / start.elapsed().as_secs_f64() / 1e6
}
