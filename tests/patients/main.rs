//! Texts about patients, made by chance from a seed: templates, names, numbers, spellings.
//!
//! `cargo test --test patients -- --nocapture` prints the table that `docs/privacy.md` records. The templates of `developed.txt` were in view
//! while the rules for names were written; those of `held_out.txt` were written before, and only measure. The tests keep the figures
//! from falling behind. `PATIENTS_SHOW=developed` prints what goes wrong.

mod fill;
mod names;

use std::collections::BTreeMap;

use fill::{Text, texts};
use xianshen::{Mask, Screener};

/// How many texts are made of each template.
const TEXTS: usize = 12;

/// Chance that comes out the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        // Xorshift, by Marsaglia.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % bound as u64) as usize
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

#[derive(Default)]
struct Count {
    right: usize,
    extra: usize,
    missed: usize,
}

impl Count {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.extra + self.missed).max(1) as f64
    }
}

/// Exact spans by topic, over all texts of a file of templates.
fn measure(name: &str, templates: &str) -> BTreeMap<&'static str, Count> {
    let show = std::env::var("PATIENTS_SHOW").is_ok_and(|shown| shown == name);
    let screener = Screener::builder().builtin().only("privacy").build().unwrap();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for text in texts(templates, TEXTS) {
        let screening = screener.screen(&text.text);
        for topic in fill::TOPICS {
            let found: Vec<_> = screening
                .findings()
                .iter()
                .filter(|finding| finding.rule().topic() == *topic)
                .collect();
            let expected: Vec<_> = text
                .expected
                .iter()
                .filter(|(of, _)| of == topic)
                .map(|(_, span)| *span)
                .collect();
            let count = counts.entry(topic).or_default();
            let extra: Vec<_> = found.iter().filter(|finding| !expected.contains(&finding.span())).collect();
            let missed: Vec<_> = expected
                .iter()
                .filter(|span| found.iter().all(|finding| finding.span() != **span))
                .collect();
            count.right += expected.len() - missed.len();
            count.extra += extra.len();
            count.missed += missed.len();
            if show && extra.len() + missed.len() > 0 {
                let extra: Vec<_> = extra.iter().map(|finding| finding.text()).collect();
                let missed: Vec<_> = missed.iter().map(|span| &text.text[span.range()]).collect();
                println!("{topic} extra {extra:?} missed {missed:?}: {}", text.text.replace('\n', "⏎"));
            }
        }
    }
    println!("| {name} | F1 | right | extra | missed |\n| --- | ---: | ---: | ---: | ---: |");
    for (topic, count) in &counts {
        println!(
            "| {topic} | {:.3} | {} | {} | {} |",
            count.f1(),
            count.right,
            count.extra,
            count.missed
        );
    }
    counts
}

#[test]
fn names_of_the_developed_templates() {
    let counts = measure("developed", include_str!("developed.txt"));
    assert!(counts["patient-name"].f1() >= 0.95);
}

#[test]
fn names_of_the_held_out_templates() {
    let counts = measure("held-out", include_str!("held_out.txt"));
    assert!(counts["patient-name"].f1() >= 0.95);
}

/// Every style: the masked text is clean, and the partial one keeps its length.
#[test]
fn every_style_leaves_a_clean_text() {
    let screener = Screener::new();
    for Text { text, .. } in texts(include_str!("developed.txt"), 2) {
        for mask in [Mask::default(), Mask::Partial, Mask::Token] {
            let masked = screener.redact(&text, &mask);
            assert!(screener.is_clean(&masked), "{mask:?}\n{text}\n{masked}");
            if mask == Mask::Partial {
                assert_eq!(masked.chars().count(), text.chars().count(), "{text}\n{masked}");
            }
        }
    }
}
