//! Makes the gates of patterns and shapes: which words they ask for, and which of them leads.

use std::{hash::Hash, ops::ControlFlow};

use rustc_hash::FxHashMap;

use super::{
    frequency::{WORDS_COUNTED, frequency},
    program::{CharRows, Gate, Gating, Groups, Presence},
};
use crate::{
    scan::{Plan, Scanner, What},
    text::{Class, Glossary, class, is_han},
    verify::Sets,
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
    kinds: FxHashMap<(Vec<u32>, Option<usize>), u32>,
    /// The characters that begin the words of a class which the scan does not report, and its number.
    quiet: FxHashMap<Vec<char>, u32>,
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
    pub(super) fn kind_class(&mut self, plan: &mut Plan, mut literals: Vec<u32>, digits: Option<usize>) -> u32 {
        literals.sort_unstable();
        literals.dedup();
        if let Some(at_least) = digits {
            plan.digits(at_least);
        }
        number(&mut self.kinds, (literals, digits), &mut self.class_count)
    }

    /// The class of whatever begins with one of these characters.
    pub(super) fn quiet_class(&mut self, mut starts: Vec<char>) -> u32 {
        starts.sort_unstable();
        starts.dedup();
        number(&mut self.quiet, starts, &mut self.class_count)
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
        // The rows of each class: literals, then runs of digits, then characters.
        let mut digit_rows: Vec<(usize, u32)> = self.kinds.keys().filter_map(|(_, digits)| Some(((*digits)?, 0))).collect();
        digit_rows.sort_unstable();
        digit_rows.dedup();
        for ((_, row), next) in digit_rows.iter_mut().zip(literals..) {
            *row = next;
        }
        let first = literals + digit_rows.len() as u32;
        let mut chars: Vec<char> = self.quiet.keys().flatten().copied().collect();
        chars.sort_unstable();
        chars.dedup();
        // More than a table has numbers for no pack has; what is left out only keeps its gates shut.
        debug_assert!(chars.len() < usize::from(u16::MAX));
        let kinds = self.kinds.into_iter().map(|((mut rows, digits), class)| {
            let at = digits.and_then(|digits| digit_rows.binary_search_by_key(&digits, |&(at_least, _)| at_least).ok());
            rows.extend(at.map(|at| digit_rows[at].1));
            (class, rows)
        });
        let kinds: Vec<(u32, Vec<u32>)> = kinds.collect();
        let row = |c| chars.binary_search(c).ok().map(|at| first + at as u32);
        let quiet = self
            .quiet
            .iter()
            .map(|(starts, &class)| (class, starts.iter().filter_map(row).collect()));
        let quiet: Vec<(u32, Vec<u32>)> = quiet.collect();
        let mut rows: Vec<&[u32]> = vec![&[]; class_count];
        for (words, &class) in self.words.iter().zip(&self.of_words) {
            rows[class as usize] = words;
        }
        for (class, of_class) in kinds.iter().chain(&quiet) {
            rows[*class as usize] = of_class;
        }
        let classes = Groups::transposed(&rows, first as usize + chars.len());

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
        let mut presences = vec![Presence::default()];
        let mut presence_of = vec![0; class_count];
        for (class, rows) in &quiet {
            presence_of[*class as usize] = presences.len() as u32;
            presences.push(rows.iter().copied().collect());
        }
        for link in self.gates.iter_mut().flat_map(|gate| gate.chain.iter_mut()) {
            link.presence = link.quiet.map_or(0, |class| presence_of[class as usize]);
        }
        Gating {
            gates: self.gates.into(),
            led,
            leaders: classes.filtered(|class| leads[class as usize]),
            classes,
            lengths,
            digit_rows,
            chars: CharRows::new(first, &chars),
            presences: presences.into(),
        }
    }
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
