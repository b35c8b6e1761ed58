//! The one pass over the text. The hot path of the crate: no allocation, no regex, no segmentation.

use std::ops::ControlFlow;

use super::{
    alphabet::{Alphabet, Entry},
    pairs::Pairs,
    plan::{LiteralId, Plan},
    trie::Trie,
};
use crate::{
    span::Span,
    text::{Class, sentence_ends},
};

/// The most characters that are skipped between two characters of a literal.
const LONGEST_GAP: usize = 24;
/// The most readings of a text that a walk follows side by side; more than one arises only where a literal contains a character
/// that may also be skipped (机密★ beside 机密文件).
const READINGS: usize = 8;

/// What a candidate is a candidate for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A literal of the plan.
    Literal(LiteralId),
    /// A run of so many digits, signs and spaces inside it included.
    Digits(usize),
}

/// A place worth a closer look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) what: What,
    /// Where it lies in the original.
    pub(crate) span: Span,
    /// The byte at which the sentence of its first character starts.
    pub(crate) sentence: usize,
    /// Whether characters between those of the literal were skipped.
    pub(crate) skipped: bool,
}

/// A compiled [`Plan`].
#[derive(Clone, Debug)]
pub(crate) struct Scanner {
    alphabet: Alphabet,
    pairs: Pairs,
    trie: Trie,
    shortest_digits: Option<usize>,
}

/// Where a walk starts.
#[derive(Clone, Copy)]
struct Start {
    code: u32,
    byte: usize,
    /// Which of the characters that the one at `byte` stands for.
    sub: usize,
    sentence: usize,
}

/// One reading of the text by a walk.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Reading {
    node: u32,
    /// Characters of the literal read so far.
    depth: u32,
    /// How many gaps between them had a structural mark.
    bridged: u32,
    /// Whether the gap that is open now has one.
    bridging: bool,
    skipped: bool,
}

impl Scanner {
    /// Compiles a plan. Time and memory are linear in the sum of its literals' lengths.
    pub(crate) fn new(plan: &Plan) -> Scanner {
        let alphabet = Alphabet::new(plan.literals());
        let words: Vec<(Vec<u32>, u32)> = plan
            .literals()
            .iter()
            .map(|literal| literal.chars().map(|c| alphabet.code(c)).collect())
            .zip(0..)
            .collect();
        let mut pairs = Pairs::with_room_for(words.len() + 100);
        for (word, _) in &words {
            if let [first, second, ..] = word[..] {
                pairs.insert(first, second);
            }
        }
        if plan.shortest_digits().is_some() {
            let digits = || (0..=9).map(|d| alphabet.code(char::from(b'0' + d)));
            for first in digits() {
                digits().for_each(|second| pairs.insert(first, second));
            }
        }
        let trie = Trie::new(words, alphabet.len());
        Scanner {
            alphabet,
            pairs,
            trie,
            shortest_digits: plan.shortest_digits(),
        }
    }

    /// Reports every occurrence of every literal, overlapping ones too, and every run of digits, in the order in which they
    /// start, until `report` breaks off.
    pub(crate) fn scan(&self, text: &str, report: &mut impl FnMut(Candidate) -> ControlFlow<()>) -> ControlFlow<()> {
        let mut sentence = 0;
        let mut digits_until = 0;
        let mut last = Start {
            code: 0,
            byte: 0,
            sub: 0,
            sentence,
        };
        for (byte, c) in text.char_indices() {
            let entry = self.alphabet.entry(c);
            if !entry.is_special() {
                let code = entry.code();
                if self.pairs.may_hold(last.code, code) {
                    self.pair(text, last, code, &mut digits_until, report)?;
                }
                last = Start {
                    code,
                    byte,
                    sub: 0,
                    sentence,
                };
                continue;
            }
            let here = Start {
                code: entry.code(),
                byte,
                sub: 0,
                sentence,
            };
            if entry.is_many() {
                for (sub, &code) in self.alphabet.expansion(entry).iter().enumerate() {
                    if self.pairs.may_hold(last.code, code) {
                        self.pair(text, last, code, &mut digits_until, report)?;
                    }
                    last = Start { code, sub, ..here };
                }
                continue;
            }
            if here.code != 0 && self.pairs.may_hold(last.code, here.code) {
                self.pair(text, last, here.code, &mut digits_until, report)?;
            }
            match entry.class() {
                Class::Plain => {
                    if entry.starts_alone() {
                        self.alone(here, c.len_utf8(), report)?;
                    }
                    last = here;
                }
                // A literal may start with a sign, but a sign does not part the two characters around it.
                Class::Decoration | Class::Structural if entry.starts_alone() => {
                    self.alone(here, c.len_utf8(), report)?;
                    self.walk(text, here, report)?;
                }
                _ => {}
            }
            if entry.ends_sentence() && sentence_ends(text, c, byte + c.len_utf8()) {
                sentence = byte + c.len_utf8();
            }
        }
        ControlFlow::Continue(())
    }

    /// A literal of one character.
    fn alone(&self, here: Start, len: usize, report: &mut impl FnMut(Candidate) -> ControlFlow<()>) -> ControlFlow<()> {
        let node = self.trie.start(here.code);
        match self.trie.literal(node) {
            _ if node == 0 => ControlFlow::Continue(()),
            Trie::NONE => ControlFlow::Continue(()),
            literal => report(Candidate {
                what: What::Literal(LiteralId(literal)),
                span: Span::new(here.byte, here.byte + len),
                sentence: here.sentence,
                skipped: false,
            }),
        }
    }

    /// Two characters that may start a literal or a run of digits.
    fn pair(
        &self,
        text: &str,
        start: Start,
        second: u32,
        digits_until: &mut usize,
        report: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        if let Some(shortest) = self.shortest_digits
            && start.byte >= *digits_until
            && Alphabet::is_digit(start.code)
            && Alphabet::is_digit(second)
        {
            let (end, count) = self.digits(text, start.byte);
            *digits_until = end;
            if count >= shortest {
                report(Candidate {
                    what: What::Digits(count),
                    span: Span::new(start.byte, end),
                    sentence: start.sentence,
                    skipped: false,
                })?;
            }
        }
        self.walk(text, start, report)
    }

    /// The end of the run of digits that starts at `byte`, and how many digits it has. A few signs may part two digits.
    fn digits(&self, text: &str, byte: usize) -> (usize, usize) {
        let (mut end, mut count, mut gap) = (byte, 0, 0);
        for (entry_code, entry, _, after) in self.codes(text, byte, 0) {
            if Alphabet::is_digit(entry_code) {
                (end, gap) = (after, 0);
                count += 1;
            } else {
                gap += 1;
                let skippable = matches!(entry.class(), Class::Ignorable | Class::Space | Class::Decoration);
                if !skippable || gap > 3 {
                    break;
                }
            }
        }
        (end, count)
    }

    /// Reports every literal of two characters or more that starts here.
    fn walk(&self, text: &str, start: Start, report: &mut impl FnMut(Candidate) -> ControlFlow<()>) -> ControlFlow<()> {
        let node = self.trie.start(start.code);
        if node == 0 {
            return ControlFlow::Continue(());
        }
        let mut readings = [Reading {
            node,
            depth: 1,
            bridged: 0,
            bridging: false,
            skipped: false,
        }; READINGS];
        let mut live = 1;
        let mut gap = 0;
        for (code, entry, _, after) in self.codes(text, start.byte, start.sub).skip(1) {
            let class = entry.class();
            gap = if class == Class::Plain { 0 } else { gap + 1 };
            if gap > LONGEST_GAP {
                break;
            }
            let before = readings;
            let mut count = 0;
            for reading in &before[..live] {
                let child = if code == 0 { 0 } else { self.trie.child(reading.node, code) };
                if child != 0 && reading.may_go_on() {
                    let next = reading.read(child);
                    readings[count] = next;
                    count += 1;
                    let literal = self.trie.literal(child);
                    if literal != Trie::NONE && next.may_end() {
                        report(Candidate {
                            what: What::Literal(LiteralId(literal)),
                            span: Span::new(start.byte, after),
                            sentence: start.sentence,
                            skipped: next.skipped,
                        })?;
                    }
                }
                if class != Class::Plain && count < READINGS {
                    readings[count] = Reading {
                        bridging: reading.bridging || class == Class::Structural,
                        skipped: true,
                        ..*reading
                    };
                    count += 1;
                }
                if count == READINGS {
                    break;
                }
            }
            live = count;
            if live == 0 {
                break;
            }
        }
        ControlFlow::Continue(())
    }

    /// The codes of a text from a place on: code, entry, and the bytes of the original character.
    fn codes<'a>(&'a self, text: &'a str, byte: usize, sub: usize) -> impl Iterator<Item = (u32, Entry, usize, usize)> + 'a {
        text[byte..]
            .char_indices()
            .flat_map(move |(at, c)| {
                let entry = self.alphabet.entry(c);
                let (one, many): (_, &[u32]) = if entry.is_many() {
                    (None, self.alphabet.expansion(entry))
                } else {
                    (Some(entry.code()), &[])
                };
                one.into_iter()
                    .chain(many.iter().copied())
                    .map(move |code| (code, entry, byte + at, byte + at + c.len_utf8()))
            })
            .skip(sub)
    }

    /// Bytes of heap in use.
    pub(crate) fn memory(&self) -> usize {
        self.alphabet.memory() + self.pairs.memory() + self.trie.memory()
    }
}

impl Reading {
    fn read(&self, child: u32) -> Reading {
        Reading {
            node: child,
            depth: self.depth + 1,
            bridged: self.bridged + u32::from(self.bridging),
            bridging: false,
            skipped: self.skipped,
        }
    }

    /// Structural marks bridge every gap of a literal or none: 上。不。封。顶 is one word, 赌，博 are two.
    fn may_go_on(&self) -> bool {
        if self.bridging {
            self.bridged == self.depth - 1
        } else {
            self.bridged == 0
        }
    }

    fn may_end(&self) -> bool {
        self.bridged == 0 || self.depth >= 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(literals: &[&str], text: &str) -> Vec<(String, String)> {
        let mut plan = Plan::default();
        literals.iter().for_each(|literal| {
            plan.literal(literal);
        });
        let scanner = Scanner::new(&plan);
        let mut out = Vec::new();
        let flow = scanner.scan(text, &mut |candidate| {
            if let What::Literal(id) = candidate.what {
                out.push((plan.literals()[id.number()].clone(), text[candidate.span.range()].to_owned()));
            }
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        out
    }

    fn texts(literals: &[&str], text: &str) -> Vec<String> {
        found(literals, text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn overlapping_literals_are_all_found() {
        assert_eq!(
            texts(&["包治", "包治百病", "百病", "治百"], "包治百病"),
            ["包治", "包治百病", "治百", "百病"]
        );
    }

    #[test]
    fn spellings_are_folded_on_the_way() {
        assert_eq!(texts(&["赌博网"], "網上賭博網"), ["賭博網"]);
        assert_eq!(texts(&["6月"], "㋅起"), ["㋅"]);
        assert_eq!(texts(&["月起"], "㋅起"), ["㋅起"]);
        assert_eq!(texts(&["fuck"], "𝓯Ｕⓒk"), ["𝓯Ｕⓒk"]);
    }

    #[test]
    fn noise_is_skipped_but_clauses_part() {
        assert_eq!(texts(&["赌博"], "赌 * 博，赌\u{200B}博"), ["赌 * 博", "赌\u{200B}博"]);
        assert!(texts(&["赌博"], "赌，博。赌\n博").is_empty());
        assert_eq!(texts(&["上不封顶"], "上。不。封。顶"), ["上。不。封。顶"]);
        assert!(texts(&["上不封顶"], "上不。封顶").is_empty());
        assert!(texts(&["赌博"], &format!("赌{}博", "*".repeat(LONGEST_GAP + 1))).is_empty());
    }

    #[test]
    fn a_sign_of_a_literal_hides_no_other_literal() {
        assert_eq!(texts(&["机密★", "机密文件"], "机密★文件"), ["机密★", "机密★文件"]);
        assert_eq!(texts(&["★绝密", "绝密"], "★绝密"), ["★绝密", "绝密"]);
    }

    #[test]
    fn single_characters() {
        assert_eq!(texts(&["靠", "★"], "可靠★"), ["靠", "★"]);
        assert_eq!(texts(&["賭"], "赌賭"), ["赌", "賭"]);
    }

    #[test]
    fn runs_of_digits_come_once() {
        let mut plan = Plan::default();
        plan.digits(7);
        let scanner = Scanner::new(&plan);
        let text = "电话 １３8-0013 8000，2024年";
        let mut runs = Vec::new();
        let _ = scanner.scan(text, &mut |candidate| {
            runs.push(&text[candidate.span.range()]);
            ControlFlow::Continue(())
        });
        assert_eq!(runs, ["１３8-0013 8000"]);
    }

    #[test]
    fn sentences_are_told() {
        let mut plan = Plan::default();
        plan.literal("赌博");
        let text = "一。二，赌博";
        let mut sentences = Vec::new();
        let _ = Scanner::new(&plan).scan(text, &mut |candidate| {
            sentences.push(candidate.sentence);
            ControlFlow::Continue(())
        });
        assert_eq!(sentences, [6]);
    }
}
