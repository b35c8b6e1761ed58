//! A progress bar on long work, for somebody who waits at a terminal.

use std::{
    io::{self, IsTerminal},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// How far the work is. Shown on standard error, and only if that is a terminal and the reports go elsewhere: where they run over the screen
/// they are progress enough.
pub(crate) struct Progress {
    bar: ProgressBar,
    start: Instant,
    wanted: bool,
}

impl Progress {
    pub(crate) fn new(files: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} 份，剩余约 {eta}") {
            bar.set_style(style);
        }
        Progress {
            bar,
            start: Instant::now(),
            wanted: files > 1 && io::stderr().is_terminal() && !io::stdout().is_terminal(),
        }
    }

    /// One more file is done.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
        if self.wanted && self.bar.is_hidden() && self.start.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Says something beside the bar.
    pub(crate) fn say(&self, what: &str) {
        self.bar.suspend(|| eprintln!("{what}"));
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
