//! Sentences written without sight of the rules (`tests/fresh.tsv`): how well the packs generalise.
//!
//! `cargo test --test fresh -- --nocapture` prints what `docs/quality.md` records. Do not tune rules to single rows: a set that rules
//! were fitted to measures nothing. The test only keeps the figures from falling behind.

use std::{collections::BTreeMap, fs, path::Path};

use xianshen::{Screener, Severity};

#[derive(Default)]
struct Count {
    hits: usize,
    found: usize,
    passes: usize,
    flagged: usize,
}

#[test]
fn the_packs_generalise() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fresh.tsv");
    let screener = Screener::new();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for line in fs::read_to_string(path)
        .unwrap()
        .lines()
        .filter(|line| !line.starts_with("# "))
    {
        let mut fields = line.splitn(3, '\t');
        let (expected, category, text) = (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
        let screening = screener.screen(text);
        let mut counted = screening
            .findings()
            .iter()
            .filter(|finding| finding.severity() > Severity::Notice);
        let count = counts.entry(category.to_owned()).or_default();
        match expected {
            "hit" => {
                count.hits += 1;
                count.found += usize::from(counted.any(|finding| finding.rule().category().id() == category));
            }
            "pass" => {
                count.passes += 1;
                count.flagged += usize::from(counted.next().is_some());
            }
            other => panic!("`{other}` is neither hit nor pass"),
        }
    }
    println!("| category | violations found | lawful texts flagged |\n| --- | --- | --- |");
    let mut all = Count::default();
    for (category, count) in &counts {
        println!(
            "| {category} | {}/{} | {}/{} |",
            count.found, count.hits, count.flagged, count.passes
        );
        all.hits += count.hits;
        all.found += count.found;
        all.passes += count.passes;
        all.flagged += count.flagged;
    }
    println!("| all | {}/{} | {}/{} |", all.found, all.hits, all.flagged, all.passes);
    assert!(all.found * 100 >= all.hits * 60, "fewer than 60 in 100 violations found");
    assert!(all.flagged * 100 <= all.passes * 4, "more than 4 in 100 lawful texts flagged");
}
