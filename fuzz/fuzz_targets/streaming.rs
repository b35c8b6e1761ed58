//! A reader has the findings of the whole text, wherever its buffer ends and however its bytes come: UTF-8 that is cut, and bytes that are no
//! UTF-8.
//!
//! The first two bytes say where the text lies to the end of the first buffer, the third how many bytes come at once.

#![no_main]

use std::{
    io::{self, Read},
    sync::LazyLock,
};

use libfuzzer_sys::fuzz_target;
use xianshen::Screener;

static SCREENER: LazyLock<Screener> = LazyLock::new(xianshen_fuzz::everything);

/// What the reader of a screener takes in before it screens, in bytes.
const BUFFER: usize = 256 << 10;
/// Before the end of the buffer, so much is read and not yet judged: what lies there is seen in two rounds.
const AHEAD: usize = 160 << 10;
/// Lawful, and with hardly a candidate: fills the buffer up to where the text begins.
const FILLER: &str = "天晴。\n";

/// The text comes again after so many bytes of filler, which cost little.
const EVERY: usize = 6 << 10;

/// Gives so many bytes at once.
struct Drip<'b>(&'b [u8], usize);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(self.1);
        self.0.read(&mut buffer[..most])
    }
}

fn check(bytes: &[u8], piece: usize) {
    let text = String::from_utf8_lossy(bytes);
    let stream = SCREENER.screen_reader(Drip(bytes, piece)).expect("a slice can be read");
    let whole = SCREENER.screen(&text);
    assert_eq!(stream.findings(), whole.findings(), "read {piece} bytes at once");
}

fuzz_target!(|data: &[u8]| {
    let [high, low, piece, text @ ..] = data else { return };
    let piece = usize::from(*piece) + 1;
    check(text, piece);
    let place = usize::from(u16::from_be_bytes([*high, *low])) * 4 % (AHEAD + 8192);
    let mut long = FILLER.repeat((BUFFER - AHEAD - 4096 + place) / FILLER.len()).into_bytes();
    while long.len() < BUFFER + 2048 {
        long.extend_from_slice(text);
        long.extend_from_slice(FILLER.repeat(EVERY / FILLER.len()).as_bytes());
    }
    check(&long, piece * 64);
});
