//! Makes the gates of patterns and shapes: which words they ask for, and which of them leads.

use std::ops::ControlFlow;

use rustc_hash::FxHashMap;

use super::{
    frequency::{WORDS_COUNTED, frequency},
    program::{CharRows, ClassBits, Gate, Gating, Groups},
};
use crate::{
    scan::{LiteralId, Plan, Scanner, What},
    text::{Class, Glossary, class},
    verify::Kind,
};

/// Gates in the making.
#[derive(Default)]
pub(super) struct GateLowering {
    gates: Vec<Gate>,
    /// Which literals belong to which classes.
    classes: Vec<(u32, u32)>,
    /// Runs of at least so many digits belong to a class.
    digit_classes: Vec<(usize, u32)>,
    /// Characters that begin words of a class which has words of one character.
    char_classes: Vec<(char, u32)>,
    kind_classes: Vec<(Kind, u32)>,
    /// The number of each class, by what belongs to it.
    numbers: FxHashMap<Members, u32>,
}

/// What belongs to a class.
#[derive(PartialEq, Eq, Hash)]
enum Members {
    /// These literals, and runs of at least so many digits.
    Reported(Vec<LiteralId>, Option<usize>),
    /// Whatever begins with one of these characters.
    Quiet(Vec<char>),
    /// What may be of a kind.
    Kind(Kind),
}

impl GateLowering {
    /// The class of these literals, and of runs of at least so many digits.
    pub(super) fn class(&mut self, plan: &mut Plan, mut literals: Vec<LiteralId>, digits: Option<usize>) -> u32 {
        // Not unstably: literals come in runs that ascend.
        literals.sort();
        literals.dedup();
        let next = self.numbers.len() as u32;
        let key = Members::Reported(literals, digits);
        if let Some(&known) = self.numbers.get(&key) {
            return known;
        }
        if let Members::Reported(literals, _) = &key {
            self.classes
                .extend(literals.iter().map(|literal| (literal.number() as u32, next)));
        }
        if let Some(at_least) = digits {
            plan.digits(at_least);
            self.digit_classes.push((at_least, next));
        }
        self.numbers.insert(key, next);
        next
    }

    /// The class of whatever begins with one of these characters.
    pub(super) fn quiet_class(&mut self, mut starts: Vec<char>) -> u32 {
        starts.sort_unstable();
        starts.dedup();
        let next = self.numbers.len() as u32;
        let key = Members::Quiet(starts);
        if let Some(&known) = self.numbers.get(&key) {
            return known;
        }
        if let Members::Quiet(starts) = &key {
            self.char_classes.extend(starts.iter().map(|&c| (c, next)));
        }
        self.numbers.insert(key, next);
        next
    }

    /// The class of what may be of a kind.
    pub(super) fn kind_class(&mut self, kind: Kind) -> u32 {
        let next = self.numbers.len() as u32;
        let class = *self.numbers.entry(Members::Kind(kind)).or_insert(next);
        if class == next {
            self.kind_classes.push((kind, class));
        }
        class
    }

    /// Takes in a gate.
    pub(super) fn gate(&mut self, gate: Gate) {
        self.gates.push(gate);
    }

    /// Has each gate led by the rarest class it asks for. How rare a class is, the lawful texts say, which are of the kind that will mostly
    /// be screened, and the dictionary where they are silent.
    pub(super) fn finish<'l>(mut self, lawful: impl Iterator<Item = &'l str>, plan: &Plan, scanner: &Scanner) -> Gating {
        let class_count = self.numbers.len();
        self.numbers = FxHashMap::default();
        let literals = plan.literals();
        let mut lengths = vec![Gating::UNASKED; literals.len()];
        for &(row, _) in &self.classes {
            let length = &mut lengths[row as usize];
            if *length == Gating::UNASKED {
                *length = literals[row as usize].chars().filter(|&c| class(c) == Class::Plain).count() as u32;
            }
        }
        self.digit_classes.sort_unstable();
        let mut digit_rows: Vec<(usize, u32)> = Vec::new();
        for &(at_least, class) in &self.digit_classes {
            if digit_rows.last().is_none_or(|&(known, _)| known != at_least) {
                digit_rows.push((at_least, lengths.len() as u32));
                lengths.push(at_least as u32);
            }
            self.classes.push((lengths.len() as u32 - 1, class));
        }
        self.side_by_side(lengths.len(), class_count);
        let counts = counts(scanner, literals, lawful);
        let mut cost = vec![0.0; class_count];
        for &(row, class) in &self.classes {
            cost[class as usize] += counts.get(row as usize).copied().unwrap_or(1.0);
        }
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
        let led = Groups::new(led, class_count);
        let leaders = self.classes.iter().copied();
        let leaders = leaders.filter(|&(_, class)| !led.get(class as usize).is_empty()).collect();
        let leaders = Groups::new(leaders, lengths.len());
        let sorted = |mut chars: Vec<char>| {
            chars.sort_unstable();
            chars.dedup();
            chars
        };
        let kinds = self.kind_classes.iter().filter_map(|(kind, _)| kind.starts());
        let starts = sorted(kinds.flat_map(str::chars).collect());
        let others = self.char_classes.iter().map(|&(c, _)| c);
        let others = sorted(others.filter(|c| starts.binary_search(c).is_err()).collect());
        let mut chars = CharRows::new(lengths.len() as u32, &starts, &others);
        let of_chars = self
            .char_classes
            .iter()
            .filter_map(|&(c, class)| Some((chars.row(chars.cell(c))?, class)));
        let of_kinds = self.kind_classes.iter().map(|&(kind, class)| (chars.kind(kind), class));
        let of_rows: Vec<(u32, u32)> = of_chars.chain(of_kinds).collect();
        chars.classes(of_rows, class_count);
        Gating {
            gates: self.gates,
            led,
            leaders,
            classes: Groups::new(self.classes, lengths.len()).each(|classes, all| all.extend(ClassBits::of(classes))),
            lengths,
            digit_rows,
            chars,
        }
    }
}

impl GateLowering {
    /// Gives classes that share words numbers side by side, so that few [`ClassBits`] have them all.
    fn side_by_side(&mut self, rows: usize, class_count: usize) {
        let by_row = Groups::new(self.classes.clone(), rows);
        let mut numbers = vec![u32::MAX; class_count];
        let mut next = 0;
        let of_words = (0..rows).flat_map(|row| by_row.get(row)).copied();
        for class in of_words.chain(0..class_count as u32) {
            let number = &mut numbers[class as usize];
            if *number == u32::MAX {
                *number = next;
                next += 1;
            }
        }
        let renumber = |class: &mut u32| *class = numbers[*class as usize];
        self.classes.iter_mut().for_each(|(_, class)| renumber(class));
        self.char_classes.iter_mut().for_each(|(_, class)| renumber(class));
        self.kind_classes.iter_mut().for_each(|(_, class)| renumber(class));
        for gate in &mut self.gates {
            let links = gate
                .chain
                .iter_mut()
                .flat_map(|link| link.loud.iter_mut().chain(&mut link.quiet));
            links.chain(&mut gate.besides).chain(&mut gate.chars).for_each(renumber);
        }
    }
}

/// How often each literal may be expected, in a text as long as all the lawful ones.
fn counts<'l>(scanner: &Scanner, literals: &Glossary, lawful: impl Iterator<Item = &'l str>) -> Vec<f64> {
    let mut counts = vec![0.0; literals.len()];
    let mut length = 0;
    for text in lawful {
        length += text.len() / 3;
        let _ = scanner.scan(text, &mut |candidate| {
            if let What::Literal(literal) = candidate.what {
                counts[literal.number()] += 1.0;
            }
            ControlFlow::Continue(())
        });
    }
    let scale = (length as f64 + 1.0) / WORDS_COUNTED;
    for (count, literal) in counts.iter_mut().zip(literals.iter()) {
        *count += frequency([literal]) * scale;
    }
    counts
}
