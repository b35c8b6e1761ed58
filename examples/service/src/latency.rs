//! How long screenings take, as a histogram that any number of threads add to.

use std::{
    fmt,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

/// Upper bounds of the buckets, in microseconds.
const BOUNDS: [u64; 10] = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 250_000];

/// A histogram of durations.
#[derive(Debug, Default)]
pub struct Latency {
    buckets: [AtomicU64; BOUNDS.len()],
    count: AtomicU64,
    sum: AtomicU64,
}

impl Latency {
    /// Counts a screening.
    pub fn add(&self, took: Duration) {
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        if let Some(bucket) = BOUNDS.iter().position(|bound| took <= *bound) {
            self.buckets[bucket].fetch_add(1, Relaxed);
        }
        self.count.fetch_add(1, Relaxed);
        self.sum.fetch_add(took, Relaxed);
    }
}

/// In the text format that Prometheus reads: buckets hold all that took no longer.
impl fmt::Display for Latency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# TYPE xianshen_screen_seconds histogram")?;
        let mut so_far = 0;
        for (bound, bucket) in BOUNDS.iter().zip(&self.buckets) {
            so_far += bucket.load(Relaxed);
            writeln!(f, "xianshen_screen_seconds_bucket{{le=\"{}\"}} {so_far}", *bound as f64 / 1e6)?;
        }
        let count = self.count.load(Relaxed);
        writeln!(f, "xianshen_screen_seconds_bucket{{le=\"+Inf\"}} {count}")?;
        writeln!(f, "xianshen_screen_seconds_sum {}", self.sum.load(Relaxed) as f64 / 1e6)?;
        writeln!(f, "xianshen_screen_seconds_count {count}")
    }
}
