//! What the parts of a scan do together: where a block ends, or what has been read of a text, decides nothing.

use std::ops::ControlFlow;

use super::{Candidate, Plan, Progress, STRIDE, Scanner, What};
use crate::{
    span::Span,
    text::{is_sentence_end, sentence_ends},
};

const LITERALS: &[&str] = &[
    "赌博",
    "博",
    "机密★",
    "★密",
    "密★文件",
    "上不封顶",
    "6月",
    "3天",
    "嘻嘻哈哈",
    "fuck",
    "★",
    "包治百病",
    "文件",
];

/// For words with signs and digits in them, one of a single character, parts of one another.
pub(super) fn scanner() -> Scanner {
    let mut plan = Plan::default();
    for literal in LITERALS {
        plan.literal(literal);
    }
    plan.digits(7);
    Scanner::new(&plan)
}

fn literal(candidate: &Candidate) -> Option<&'static str> {
    match candidate.what {
        What::Literal(id) => Some(LITERALS[id.number()]),
        What::Digits(_) => None,
    }
}

fn found(scanner: &Scanner, text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let _ = scanner.scan(text, &mut |candidate| {
        found.push(candidate);
        ControlFlow::Continue(())
    });
    found
}

/// The literals that are found, with their texts, and whether something in them was skipped or repeated.
fn told(text: &str) -> Vec<(&'static str, &str, bool, bool)> {
    let told = |c: &Candidate| Some((literal(c)?, &text[c.span.range()], c.skipped, c.repeated));
    found(&scanner(), text).iter().filter_map(told).collect()
}

/// A text of what the scan looks for and of what it passes over, the same for the same number.
fn mixed(mut state: u64, pieces: usize) -> String {
    const PIECES: &[&str] = &[
        "赌博",
        "赌",
        "博",
        "机密",
        "★",
        "密",
        "文件",
        "上。不。封。顶",
        "㋅",
        "3",
        "三",
        "天",
        "6月",
        "嘻嘻哈哈",
        "哈",
        "f",
        "uck",
        "包治",
        "百病",
        "。",
        "！",
        "，",
        "\n",
        "?a",
        ";",
        " ",
        "*",
        "\u{200B}",
        "🐍",
        "<b>",
        "</b>",
        "<",
        "1380",
        "零零",
        "8000",
        "-",
        "ﷺ",
        "𠀀",
        "é",
        "甲乙丙丁",
        "。。。。",
        "★★",
        "☆",
        "賭",
        "。？！。？！。？！",
    ];
    let mut text = String::new();
    for _ in 0..pieces {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        text.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
    }
    text
}

/// Moves a candidate along by so many bytes and plain characters.
fn moved(candidate: Candidate, bytes: usize, number: usize) -> Candidate {
    Candidate {
        span: Span::new(candidate.span.start + bytes, candidate.span.end + bytes),
        sentence: candidate.sentence + bytes,
        number: candidate.number + number,
        ..candidate
    }
}

#[test]
fn what_stands_before_a_text_moves_its_candidates_along() {
    let scanner = scanner();
    for seed in 0..6 {
        let text = mixed(seed, 1600);
        let alone = found(&scanner, &text);
        assert!(alone.len() > 200);
        for before in (0..300).step_by(7).chain([999, 1000, 1023, 1024, 1025]) {
            let before = before + seed as usize;
            let head = "甲".repeat(before) + "。";
            let expected: Vec<Candidate> = alone.iter().map(|&at| moved(at, head.len(), before)).collect();
            let text = head + &text;
            let found = found(&scanner, &text);
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found, expected, "{before} before {}", &text[expected.sentence..]);
            }
            assert_eq!(found.len(), expected.len());
        }
    }
}

#[test]
fn sentences_begin_behind_the_last_mark() {
    let scanner = scanner();
    // A block has room for 256 marks; the one before the sign was once dropped with the rest of a row.
    let row = "。".repeat(254) + "天；★！";
    let rows = ["赌博。", "赌博。？！", "。？！赌，博*密", "赌?a博!;", &row].map(|row| row.repeat(200));
    for text in (0..6).map(|seed| mixed(seed, 900)).chain(rows) {
        let mut ends = vec![0];
        ends.extend(text.char_indices().filter_map(|(at, c)| {
            let end = at + c.len_utf8();
            (is_sentence_end(c) && sentence_ends(&text, c, end)).then_some(end)
        }));
        for candidate in found(&scanner, &text) {
            let place = ends.partition_point(|&end| end <= candidate.span.start);
            // What was repeated before the first character may lie in front of the place that is told.
            if !candidate.repeated {
                assert_eq!(
                    candidate.sentence,
                    ends[place - 1],
                    "{:?} in {}",
                    &text[candidate.span.range()],
                    &text[candidate.sentence..]
                );
            }
        }
    }
}

#[test]
fn a_text_may_come_in_parts() {
    let scanner = scanner();
    // Before a candidate its repeats are looked at, so the text does not go at once.
    const KEPT: usize = 1 << 10;
    for seed in 0..3 {
        let text = mixed(seed, 40_000) + "机密★";
        let expected = found(&scanner, &text);
        for piece in [3 * STRIDE, 5_000] {
            let (mut progress, mut base, mut buffer) = (Progress::default(), 0, String::new());
            let mut seen = Vec::new();
            while base + buffer.len() < text.len() {
                let from = base + buffer.len();
                let to = (from + piece..text.len())
                    .find(|&at| text.is_char_boundary(at))
                    .unwrap_or(text.len());
                buffer.push_str(&text[from..to]);
                let ahead = (to < text.len()).then(|| scanner.reach());
                let _ = scanner.go_on(&mut progress, &buffer, ahead, &mut |candidate| {
                    assert!(ahead.is_none_or(|ahead| candidate.span.start + ahead <= buffer.len()));
                    seen.push(moved(candidate, base, 0));
                    ControlFlow::Continue(())
                });
                // It reads as far as it may, and no further.
                let read = progress.byte();
                assert!(read <= buffer.len() && read + ahead.map_or(0, |ahead| ahead + STRIDE) >= buffer.len());
                let (from, sentence) = progress.pending();
                let cut = from.min(sentence).saturating_sub(KEPT);
                let cut = (0..=cut).rev().find(|&at| buffer.is_char_boundary(at)).unwrap();
                progress.shift(cut, sentence - cut);
                buffer.drain(..cut);
                base += cut;
            }
            assert!(seen == expected, "in pieces of {piece}");
        }
    }
}

#[test]
fn the_reach_holds_every_candidate_and_little_more() {
    let scanner = scanner();
    let text = ["上", "不", "封", "顶"].join(&"🐍".repeat(24));
    assert_eq!(told(&text).len(), 1);
    assert!(text.len() * 2 < scanner.reach() && scanner.reach() < 4 * STRIDE);
}

#[test]
fn gaps_are_as_long_with_signs_as_without() {
    for (before, behind) in [("上", "不封顶"), ("机", "密★"), ("密★", "文件")] {
        for (noise, hits) in [(23, 1), (24, 1), (25, 0)] {
            // The sign itself may be skipped, and is counted with what may.
            let noise = if before.ends_with('★') && noise > 23 {
                noise - 1
            } else {
                noise
            };
            let text = format!("{before}{}{behind}", "*".repeat(noise));
            let long = told(&text).iter().filter(|(literal, ..)| literal.chars().count() > 2).count();
            assert_eq!(long, hits, "{text}");
        }
    }
}

#[test]
fn clauses_part_literals_with_signs_too() {
    let long = |text: &str| told(text).iter().any(|&(literal, ..)| literal == "密★文件");
    for (text, hit) in [
        ("密★文件", true),
        ("密*★ 文件", true),
        ("密，★，文，件", true),
        ("密，★文件", false),
        ("密★文，件", false),
        ("密★文。。。件", true),
        ("密☆文件", false),
    ] {
        assert_eq!(long(text), hit, "{text}");
    }
}

#[test]
fn repeats_are_told_and_taken_in() {
    for (text, expected) in [
        ("去赌博吧", vec![("赌博", "赌博", false, false)]),
        (
            "去赌赌博博吧",
            vec![("赌博", "赌博", false, false), ("赌博", "赌赌博博", false, true)],
        ),
        (
            "赌赌赌博",
            vec![("赌博", "赌博", false, false), ("赌博", "赌赌赌博", false, true)],
        ),
        (
            "赌博博博",
            vec![("赌博", "赌博", false, false), ("赌博", "赌博博博", false, true)],
        ),
        ("赌*赌 赌博", vec![("赌博", "赌博", false, false)]),
        ("包治治百病", vec![("包治百病", "包治治百病", false, true)]),
        ("fuuuck", vec![("fuck", "fuuuck", false, true)]),
        ("ffuck", vec![("fuck", "fuck", false, false), ("fuck", "ffuck", false, true)]),
        ("fuuck", vec![]),
        ("嘻嘻哈哈", vec![("嘻嘻哈哈", "嘻嘻哈哈", false, false)]),
        ("3333天", vec![("3天", "3天", false, false)]),
    ] {
        let found: Vec<_> = told(text).into_iter().filter(|(literal, ..)| *literal != "博").collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn characters_of_every_length_are_read() {
    // Of one byte to four, as letters of a literal and as noise between them.
    for text in ["fuck", "fúｃ𝓴", "f\u{301}u\u{200B}c\u{E0100}k", "f·u★c🐍k"] {
        let found = told(text);
        let whole = found.iter().any(|&(literal, found, ..)| literal == "fuck" && found == text);
        assert!(whole, "{text}: {found:?}");
    }
}
