//! Makes the gates of patterns and shapes: which words they ask for, and on which of them they are anchored.

use std::ops::ControlFlow;

use rustc_hash::FxHashMap;

use super::{
    frequency::{WORDS_COUNTED, frequency},
    program::{CharRows, Gate, Gating, Groups},
};
use crate::{
    scan::{LiteralId, Plan, Scanner, What},
    text::{Class, Glossary, class},
};

/// Gates in the making.
#[derive(Default)]
pub(super) struct GateLowering {
    gates: Vec<Gate>,
    /// All words that gates ask for.
    plan: Plan,
    /// Which literals belong to which classes.
    classes: Vec<(u32, u32)>,
    /// Runs of at least so many digits belong to a class.
    digit_classes: Vec<(usize, u32)>,
    /// Characters that begin words of a class which has words of one character.
    char_classes: Vec<(char, u32)>,
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
}

/// Gates, and what leads to them.
pub(super) struct Anchored {
    pub(super) gates: Gating,
    /// By literal of the plan that the one pass over a text follows: the classes with gates.
    pub(super) anchors: Groups<u32>,
    pub(super) digit_anchors: Vec<(usize, u32)>,
}

impl GateLowering {
    /// A literal that gates ask for.
    pub(super) fn literal(&mut self, literal: &str) -> Option<LiteralId> {
        self.plan.literal(literal)
    }

    /// The class of these literals, and of runs of at least so many digits.
    pub(super) fn class(&mut self, mut literals: Vec<LiteralId>, digits: Option<usize>) -> u32 {
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
            self.plan.digits(at_least);
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

    /// Takes in a gate.
    pub(super) fn gate(&mut self, gate: Gate) {
        self.gates.push(gate);
    }

    /// Anchors each gate on the two rarest classes it asks for, and has the plan look for the words of those. How rare a class is, the lawful
    /// texts say, which are of the kind that will mostly be screened, and the dictionary where they are silent.
    pub(super) fn finish<'l>(mut self, lawful: impl Iterator<Item = &'l str>, plan: &mut Plan) -> Anchored {
        let class_count = self.numbers.len();
        drop(self.numbers);
        let words = Scanner::new(&self.plan);
        let literals = self.plan.literals();
        let mut lengths: Vec<u32> = literals
            .iter()
            .map(|literal| literal.chars().filter(|&c| class(c) == Class::Plain).count() as u32)
            .collect();
        self.digit_classes.sort_unstable();
        let mut digit_rows: Vec<(usize, u32)> = Vec::new();
        for &(at_least, class) in &self.digit_classes {
            if digit_rows.last().is_none_or(|&(known, _)| known != at_least) {
                digit_rows.push((at_least, lengths.len() as u32));
                lengths.push(at_least as u32);
            }
            self.classes.push((lengths.len() as u32 - 1, class));
        }
        let counts = counts(&words, literals, lawful);
        let mut cost = vec![0.0; class_count];
        for &(row, class) in &self.classes {
            cost[class as usize] += counts.get(row as usize).copied().unwrap_or(1.0);
        }
        // Both anchors of a gate know the other one.
        let (mut anchored, mut alone) = (Vec::new(), Vec::new());
        for (gate, number) in self.gates.iter().zip(0..) {
            let loud = gate.chain.iter().filter(|link| !link.quiet).map(|link| link.class);
            let mut asked: Vec<u32> = loud.chain(gate.besides.iter().copied()).collect();
            asked.sort_unstable();
            asked.dedup();
            asked.sort_by(|&a, &b| f64::total_cmp(&cost[a as usize], &cost[b as usize]));
            match asked[..] {
                [] => {}
                [only] => alone.push((only, number)),
                [first, second, ..] => anchored.extend([(first, (second, number)), (second, (first, number))]),
            }
        }
        let (of_class, alone) = (Groups::new(anchored, class_count), Groups::new(alone, class_count));
        let opens = |class: u32| !(of_class.get(class as usize).is_empty() && alone.get(class as usize).is_empty());
        let mut anchors = Vec::new();
        for &(row, class) in self.classes.iter().filter(|&&(_, class)| opens(class)) {
            if let Some(id) = literals.get(row as usize).and_then(|literal| plan.folded(literal)) {
                anchors.push((id.number() as u32, class));
            }
        }
        let digit_anchors: Vec<_> = self
            .digit_classes
            .iter()
            .copied()
            .filter(|&(_, class)| opens(class))
            .collect();
        digit_anchors.iter().for_each(|&(at_least, _)| plan.digits(at_least));
        let first = lengths.len() as u32;
        let mut chars: Vec<char> = self.char_classes.iter().map(|&(c, _)| c).collect();
        chars.sort_unstable();
        chars.dedup();
        // More than a table has numbers for no pack has; what is left out only keeps its gates shut.
        debug_assert!(chars.len() < usize::from(u16::MAX));
        lengths.extend(chars.iter().map(|&c| u32::from(class(c) == Class::Plain)));
        let of_chars: Vec<(u32, u32)> = self
            .char_classes
            .iter()
            .filter_map(|&(c, class)| Some((first + chars.binary_search(&c).ok()? as u32, class)))
            .collect();
        let chars = CharRows::new(first, &chars, of_chars.iter().copied());
        self.classes.extend(of_chars);
        for link in self
            .gates
            .iter_mut()
            .flat_map(|gate| gate.chain.iter_mut())
            .filter(|link| link.quiet)
        {
            link.rows = chars.of_class(link.class);
        }
        Anchored {
            anchors: Groups::new(anchors, plan.literals().len()),
            digit_anchors,
            gates: Gating {
                gates: self.gates,
                of_class,
                alone,
                words,
                classes: Groups::new(self.classes, lengths.len()),
                lengths,
                digit_rows,
                chars,
            },
        }
    }
}

/// How often each literal may be expected, in a text as long as all the lawful ones.
fn counts<'l>(words: &Scanner, literals: &Glossary, lawful: impl Iterator<Item = &'l str>) -> Vec<f64> {
    let mut counts = vec![0.0; literals.len()];
    let mut length = 0;
    for text in lawful {
        length += text.len() / 3;
        let _ = words.scan(text, &mut |candidate| {
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
