//! Makes the gates of patterns and shapes: which words they ask for, and which of them leads.

use std::{hash::Hash, ops::ControlFlow};

use rustc_hash::FxHashMap;

use super::{
    chars::CharRows,
    frequency::{WORDS_COUNTED, frequency},
    program::{Gate, Gating},
};
use crate::{
    scan::{Plan, Scanner, What},
    text::{Class, Glossary, class, is_han},
    verify::{Bits, Groups, Kind, Part, Sets, parts_of_kinds},
};

/// Gates in the making.
#[derive(Default)]
pub(super) struct GateLowering {
    gates: Vec<Gate>,
    class_count: u32,
    /// The literals of classes of words, and the numbers of those classes.
    words: Sets,
    of_words: Vec<u32>,
    /// What a kind is anchored on, literals and runs of at least so many digits, and the number of its class.
    anchors: FxHashMap<(Vec<u32>, Option<usize>), u32>,
    /// The characters that begin the words of a class which the scan does not report, and its number.
    quiet: FxHashMap<Vec<char>, u32>,
    /// The class of what may be of a kind.
    kinds: FxHashMap<Kind, u32>,
}

impl GateLowering {
    /// The class of these literals, by number.
    pub(super) fn class(&mut self, literals: impl IntoIterator<Item = u32>) -> u32 {
        let set = self.words.number_of(literals) as usize;
        if set == self.of_words.len() {
            self.of_words.push(self.class_count);
            self.class_count += 1;
        }
        self.of_words[set]
    }

    /// The same of literals that are known to be distinct, and to be no other class.
    pub(super) fn new_class(&mut self, literals: impl Iterator<Item = u32>) -> u32 {
        self.words.add(literals);
        self.of_words.push(self.class_count);
        self.class_count += 1;
        self.class_count - 1
    }

    /// The class of what a kind is anchored on: these literals, by number, and runs of at least so many digits.
    pub(super) fn anchor_class(&mut self, plan: &mut Plan, mut literals: Vec<u32>, digits: Option<usize>) -> u32 {
        literals.sort_unstable();
        literals.dedup();
        if let Some(at_least) = digits {
            plan.digits(at_least);
        }
        number(&mut self.anchors, (literals, digits), &mut self.class_count)
    }

    /// The class of whatever begins with one of these characters.
    pub(super) fn quiet_class(&mut self, mut starts: Vec<char>) -> u32 {
        starts.sort_unstable();
        starts.dedup();
        number(&mut self.quiet, starts, &mut self.class_count)
    }

    /// The class of what may be of a kind.
    pub(super) fn kind_class(&mut self, kind: Kind) -> u32 {
        number(&mut self.kinds, kind, &mut self.class_count)
    }

    /// The literals of a class of words, ascending.
    #[cfg(test)]
    pub(super) fn literals_of(&self, class: u32) -> Vec<u32> {
        let set = self.of_words.iter().position(|&of| of == class).unwrap();
        let mut literals = self.words.get(set as u32).to_vec();
        literals.sort_unstable();
        literals
    }

    /// Takes in a gate.
    pub(super) fn gate(&mut self, gate: Gate) {
        self.gates.push(gate);
    }

    /// Has each gate led by the rarest class it asks for. How rare a class is, the lawful texts say, which are of the kind that will mostly
    /// be screened, and the dictionary where they are silent.
    pub(super) fn finish<'l>(mut self, lawful: impl Iterator<Item = &'l str>, plan: &Plan, scanner: &Scanner) -> Gating {
        let class_count = self.class_count as usize;
        let literals = plan.literals().len() as u32;
        // The rows of each class: literals, then runs of digits.
        let digits = self.anchors.keys().filter_map(|&(_, digits)| digits);
        let mut digit_rows: Vec<(usize, u32)> = digits.map(|digits| (digits, 0)).collect();
        digit_rows.sort_unstable();
        digit_rows.dedup();
        for ((_, row), next) in digit_rows.iter_mut().zip(literals..) {
            *row = next;
        }
        let anchors = std::mem::take(&mut self.anchors)
            .into_iter()
            .map(|((mut rows, digits), class)| {
                let at = digits.and_then(|digits| digit_rows.binary_search_by_key(&digits, |&(at_least, _)| at_least).ok());
                rows.extend(at.map(|at| digit_rows[at].1));
                (class, rows)
            });
        let anchors: Vec<(u32, Vec<u32>)> = anchors.collect();
        let words = std::mem::take(&mut self.words);
        let mut rows: Vec<&[u32]> = vec![&[]; class_count];
        for (words, &class) in words.iter().zip(&self.of_words) {
            rows[class as usize] = words;
        }
        for (class, of_class) in &anchors {
            rows[*class as usize] = of_class;
        }
        let row_count = literals as usize + digit_rows.len();
        let numbers = side_by_side(&Groups::transposed(&rows, row_count), class_count);
        self.renumber(&numbers);
        for (of_class, number) in std::mem::replace(&mut rows, vec![&[]; class_count]).into_iter().zip(numbers) {
            rows[number as usize] = of_class;
        }
        let classes = Groups::transposed(&rows, row_count);

        // So long no literal is; if it were, it would pass for a shorter one.
        let known = |length: usize| length.try_into().unwrap_or(Gating::UNASKED).min(Gating::UNASKED - 1);
        let lengths = (0..literals as usize).map(|row| match classes.get(row) {
            [] => Gating::UNASKED,
            _ => known(plain_length(&plan.literals()[row])),
        });
        let digits = digit_rows.iter().map(|&(at_least, _)| at_least);
        let lengths: Box<[u16]> = lengths.chain(digits.map(known)).collect();
        let counts = counts(scanner, plan.literals(), &lengths, lawful);
        let count = |&row: &u32| counts.get(row as usize).copied().unwrap_or(1.0);
        let cost: Vec<f64> = rows.iter().map(|rows| rows.iter().map(count).sum()).collect();
        let mut led = Vec::new();
        for (gate, number) in self.gates.iter().zip(0..) {
            let loud = gate
                .chain
                .iter()
                .filter(|link| link.quiet.is_none())
                .filter_map(|link| link.loud);
            let asked = loud.chain(gate.besides.iter().copied());
            let rarest = asked.min_by(|&a, &b| f64::total_cmp(&cost[a as usize], &cost[b as usize]));
            led.extend(rarest.map(|class| (class, number)));
        }
        let led = Groups::new(led.into_iter(), class_count);
        let leads: Vec<bool> = (0..class_count).map(|class| !led.get(class).is_empty()).collect();
        Gating {
            led,
            leaders: classes.filtered(|class| leads[class as usize]),
            classes: classes.each(|classes, all| all.extend(Bits::of(classes))),
            lengths,
            digit_rows,
            chars: self.chars(row_count as u32, class_count),
            gates: self.gates.into(),
        }
    }

    /// The rows of characters and kinds, from `first` on, and the classes that they belong to.
    fn chars(&self, first: u32, class_count: usize) -> CharRows {
        let mut parts: Vec<(char, Part)> = parts_of_kinds().collect();
        parts.sort_unstable_by_key(|&(c, _)| c);
        let is_part = |c: &char| parts.binary_search_by_key(c, |&(part, _)| part).is_ok();
        let mut others: Vec<char> = self.quiet.keys().flatten().copied().filter(|c| !is_part(c)).collect();
        others.sort_unstable();
        others.dedup();
        let mut chars = CharRows::new(first, &parts, &others);
        let of_chars = self
            .quiet
            .iter()
            .flat_map(|(starts, &class)| starts.iter().map(move |&c| (c, class)));
        let of_chars = of_chars.filter_map(|(c, class)| Some((chars.row(chars.cell(c))?, class)));
        let of_kinds = self.kinds.iter().map(|(&kind, &class)| (chars.kind(kind), class));
        let of_rows: Vec<(u32, u32)> = of_chars.chain(of_kinds).collect();
        chars.classes(&of_rows, class_count);
        chars
    }

    /// Gives classes other numbers.
    fn renumber(&mut self, numbers: &[u32]) {
        let renumber = |class: &mut u32| *class = numbers[*class as usize];
        self.quiet.values_mut().chain(self.kinds.values_mut()).for_each(renumber);
        for gate in &mut self.gates {
            let links = gate
                .chain
                .iter_mut()
                .flat_map(|link| link.loud.iter_mut().chain(&mut link.quiet));
            links.chain(&mut gate.besides).chain(&mut gate.chars).for_each(renumber);
        }
    }
}

/// Numbers for classes such that those that share words are side by side, and few [`Bits`] have them all.
fn side_by_side(by_row: &Groups<u32>, class_count: usize) -> Vec<u32> {
    let mut numbers = vec![u32::MAX; class_count];
    let mut next = 0;
    let of_words = (0..by_row.len()).flat_map(|row| by_row.get(row)).copied();
    for class in of_words.chain(0..class_count as u32) {
        let number = &mut numbers[class as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
    }
    numbers
}

/// The number of a class; the next one if it is new.
fn number<K: Eq + Hash>(known: &mut FxHashMap<K, u32>, class: K, count: &mut u32) -> u32 {
    *known.entry(class).or_insert_with(|| {
        *count += 1;
        *count - 1
    })
}

/// How many plain characters an occurrence of a literal has at least.
fn plain_length(literal: &str) -> usize {
    literal.chars().filter(|&c| is_han(c) || class(c) == Class::Plain).count()
}

/// How often each literal that a gate asks for may be expected, in a text as long as all the lawful ones.
fn counts<'l>(scanner: &Scanner, literals: &Glossary, lengths: &[u16], lawful: impl Iterator<Item = &'l str>) -> Vec<f64> {
    let mut counts = vec![0.0; literals.len()];
    // A line for each, for every scan takes a while to begin.
    let mut text = String::new();
    for lawful in lawful {
        text += lawful;
        text.push('\n');
    }
    let _ = scanner.scan(&text, &mut |candidate| {
        if let What::Literal(literal) = candidate.what {
            counts[literal.number()] += 1.0;
        }
        ControlFlow::Continue(())
    });
    let scale = (text.len() as f64 / 3.0 + 1.0) / WORDS_COUNTED;
    for ((count, literal), &length) in counts.iter_mut().zip(literals.iter()).zip(lengths) {
        if length != Gating::UNASKED {
            *count += frequency([literal]) * scale;
        }
    }
    counts
}
