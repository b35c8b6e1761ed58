//! With vector instructions as without: the loops alone, with whatever they are given, and the scan.
//!
//! The loops alone run under miri, too: `RUSTFLAGS='-C target-feature=+avx2,+bmi1,+bmi2,+popcnt' cargo +nightly miri test --features simd --lib vector::tests::alone`

use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::scan::{Candidate, Progress, Scanner, alphabet::Alphabet, read::place, sieve::Sieve, tests::scanner};

/// Numbers by chance, the same for the same start.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(bound)) as u32
    }
}

/// So many cases by default. miri takes long for each.
fn cases() -> u32 {
    let usual = if cfg!(miri) { 2 } else { 200 };
    std::env::var("XIANSHEN_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(usual)
}

/// What the processor lacks cannot be tested on it.
fn vector() -> Option<Vector> {
    let vector = Vector::detect();
    if vector.is_none() {
        eprintln!("skipped: this processor has no AVX2");
    }
    vector
}

/// [`take`], one character after the other.
fn take_slowly(table: &[u16; BASIC], window: &[u8; WINDOW], place: u32) -> [Vec<u32>; 4] {
    let [mut cells, mut at, mut ends, mut all] = [const { Vec::new() }; 4];
    for (i, bytes) in (0..8).zip(window.as_chunks::<3>().0) {
        let [first, second, third] = bytes.map(u32::from);
        if first >> 4 != 0xE || second >> 6 != 2 || third >> 6 != 2 {
            break;
        }
        let basic = (first & 0xF) << 12 | (second & 0x3F) << 6 | third & 0x3F;
        // Three bytes for U+0000 are no text: any cell will do.
        let cell = table[basic.max(1) as usize];
        if cell >= HARD {
            break;
        }
        all.push(i);
        if cell < SPECIAL {
            cells.push(cell.into());
            at.push(place + 12 * i);
        }
        if cell >= ENDS {
            ends.push(place + 12 * i);
        }
    }
    [cells, at, ends, all]
}

/// A table of every kind of cell, most of them codes.
fn table(chance: &mut Chance) -> Box<[u16; BASIC]> {
    let cell = |_| match chance.below(16) {
        0 => HARD + chance.below(0x4000) as u16,
        1 => ENDS + chance.below(0x2000) as u16,
        2 => SPECIAL + chance.below(0x2000) as u16,
        _ => chance.below(0x8000) as u16,
    };
    let cells: Box<[u16]> = (0..BASIC).map(cell).collect();
    cells.try_into().unwrap()
}

#[test]
fn alone_eight_characters() {
    if vector().is_none() {
        return;
    }
    let mut chance = Chance(1);
    let table = table(&mut chance);
    let mut taken_at_once = [0; 9];
    for case in 0..cases() as usize * 500 {
        // Most are characters of three bytes, some stand at the ends of the plane, some are cut or no characters at all.
        let mut window = [0; WINDOW];
        for at in (0..WINDOW).step_by(3) {
            let basic = match chance.below(8) {
                0 => 0xFFF0 + chance.below(16),
                _ => 0x800 + chance.below(0xD000),
            };
            let bytes = [0xE0 | basic >> 12, 0x80 | basic >> 6 & 0x3F, 0x80 | basic & 0x3F];
            window[at..].iter_mut().zip(bytes).for_each(|(byte, new)| *byte = new as u8);
        }
        for _ in 0..chance.below(3) {
            window[chance.below(WINDOW as u32) as usize] = chance.below(256) as u8;
        }
        let (mut codes, mut at, mut ends) = ([0; 8], [0; 8], [0; 8]);
        let place = place(case, 3);
        let room = [&mut codes, &mut at, &mut ends];
        // SAFETY: the processor has the instructions, or there would be no `vector`.
        let taken = unsafe { take(&table, &window, place, room) };
        let found = [
            codes[..taken.plain].to_vec(),
            at[..taken.plain].to_vec(),
            ends[..taken.ends].to_vec(),
            (0..taken.chars as u32).collect(),
        ];
        assert_eq!(found, take_slowly(&table, &window, place), "{window:x?}");
        taken_at_once[taken.chars] += 1;
    }
    assert!(
        cfg!(miri) || taken_at_once.iter().all(|&count| count > 100),
        "{taken_at_once:?}"
    );
}

#[test]
fn alone_the_sieve() {
    let Some(vector) = vector() else {
        return;
    };
    let mut chance = Chance(2);
    for _ in 0..cases() {
        let most = 2 + chance.below(300);
        let words: Vec<[u32; 3]> = (0..chance.below(2000))
            .map(|_| [0; 3].map(|_| 1 + chance.below(most)))
            .collect();
        let sieve = Sieve::new(words.iter().map(|word| &word[..2 + word[0] as usize % 2]), std::iter::empty());
        // Codes may be as great as characters.
        let shift = chance.below(2) * chance.below(12);
        let codes: Vec<u32> = (0..chance.below(256)).map(|_| chance.below(most + 2) << shift).collect();
        let start = chance.below(most);
        for single in [0..0, start..start + chance.below(5)] {
            let (mut at_once, mut slowly) = ([0; 256], [0; 256]);
            let count = sieve.sift(&codes, &single, &mut at_once, Some(vector));
            assert_eq!(sieve.sift(&codes, &single, &mut slowly, None), count);
            assert_eq!(at_once[..count], slowly[..count]);
        }
    }
}

/// Runs of Chinese characters, short and long, with everything that may stand between them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[\u{4E00}-\u{9FFF}]{1,40}",
        2 => "[赌博机密文件上不封顶月天嘻哈包治百病]{1,12}",
        2 => "[，。、！？；：「」（）…—]{1,3}",
        1 => "[ -~]{1,8}",
        1 => "[！-～]{1,5}",
        1 => "[0-9零一二三]{1,9}",
        1 => "[★☆·é\u{200B}\u{301}\u{FFFF}\u{800}\u{7FF}\u{10FFFF}㋅ﷺ🐍]{1,4}",
        1 => "<[a-z/]{1,3}>|\n|\t",
        1 => ".{1,4}",
    ];
    prop::collection::vec(piece, 0..200).prop_map(|pieces| pieces.concat())
}

fn found(scanner: &Scanner, vector: Option<Vector>, text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let _ = scanner.go_on_with(vector, &mut Progress::default(), text, None, &mut |candidate| {
        found.push(candidate);
        ControlFlow::Continue(())
    });
    found
}

/// What is read of a text into this much room: the codes, their places, the ends, the byte where it stops, and the character there.
fn read_into(
    vector: Option<Vector>,
    alphabet: &Alphabet,
    text: &str,
    range: (usize, usize),
    (len, ends_len): (usize, usize),
) -> ([Vec<u32>; 3], (usize, Option<char>)) {
    let [mut codes, mut at, mut ends] = [vec![0; len], vec![0; len], vec![0; ends_len]];
    let mut room = Room {
        codes: &mut codes,
        at: &mut at,
        len: 0,
        ends: &mut ends,
        ends_len: 0,
        origin: range.0,
    };
    let stopped = match vector {
        Some(vector) => vector.read(alphabet.cells(), text, range, &mut room),
        None => read(alphabet.cells(), text, range, &mut room, |_, _, _| Taken::NONE),
    };
    let (len, ends_len) = (room.len, room.ends_len);
    codes.truncate(len);
    at.truncate(len);
    ends.truncate(ends_len);
    ([codes, at, ends], stopped)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn reading_is_the_same(text in text(), len in 1..300_usize, ends in 1..70_usize, cut in any::<prop::sample::Index>()) {
        let Some(vector) = vector() else {
            return Ok(());
        };
        let literals: Vec<char> = "赌博机密★6月文件fuck".chars().collect();
        let alphabet = Alphabet::new(&literals, std::iter::empty());
        let to = (0..=cut.index(text.len() + 1)).rev().find(|&at| text.is_char_boundary(at)).unwrap();
        let mut from = 0;
        while from < to {
            let slowly = read_into(None, &alphabet, &text, (from, to), (len, ends));
            prop_assert_eq!(&slowly, &read_into(Some(vector), &alphabet, &text, (from, to), (len, ends)));
            let (_, (byte, hard)) = slowly;
            from = byte + hard.map_or(0, char::len_utf8);
        }
    }

    #[test]
    fn scanning_is_the_same(text in text()) {
        if let Some(vector) = vector() {
            let scanner = scanner();
            prop_assert_eq!(found(&scanner, None, &text), found(&scanner, Some(vector), &text));
        }
    }
}
