//! What each stage makes of a text: the figures of `docs/performance.md`.
//!
//! `XIANSHEN_BENCH_TEXT=FILE cargo test --release --lib stages -- --ignored --nocapture`, the file being plain text or JSON Lines with a
//! `text` member; without it, the lawful examples of the built-in rules are read.

use std::{cell::RefCell, collections::HashMap, env, fs, hint::black_box, ops::ControlFlow, time::Instant};

use super::{Screener, pass::Step};
use crate::{scan::What, verify::Claim};

thread_local! {
    /// How often each step was taken for each rule, or for none.
    static STEPS: RefCell<HashMap<(Step, Option<u32>), usize>> = RefCell::default();
}

/// Counts a step, of a rule if it is one's.
pub(super) fn count(step: Step, rule: Option<u32>) {
    STEPS.with_borrow_mut(|steps| *steps.entry((step, rule)).or_default() += 1);
}

fn texts(screener: &Screener) -> Vec<String> {
    let Ok(path) = env::var("XIANSHEN_BENCH_TEXT") else {
        return screener.rules().flat_map(|rule| rule.passes().to_vec()).collect();
    };
    let text = fs::read_to_string(&path).unwrap();
    if !path.ends_with("jsonl") {
        return vec![text];
    }
    let row = |line: &str| {
        serde_json::from_str::<serde_json::Value>(line).unwrap()["text"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    text.lines().map(row).collect()
}

/// The shortest of several times, in seconds: other people's work only makes it longer.
fn shortest(mut work: impl FnMut()) -> f64 {
    let once = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..10).map(once).fold(f64::MAX, f64::min)
}

#[test]
#[ignore = "prints figures, asserts nothing about time"]
fn stages() {
    let screener = Screener::new();
    let texts = texts(&screener);
    let program = &screener.0.program;
    let scanner = &program.scanner;
    let bytes: usize = texts.iter().map(String::len).sum();
    let chars: usize = texts.iter().map(|text| text.chars().count()).sum();
    println!(
        "{} texts of {bytes} bytes, {chars} characters; {} literals, {} gates",
        texts.len(),
        program.claims.len(),
        program.gates.gates.len()
    );
    let (mut all, mut anchors, mut claims) = (0, 0, 0);
    for text in &texts {
        let _ = scanner.scan(text, &mut |candidate| {
            all += 1;
            if let What::Literal(literal) = candidate.what {
                anchors += usize::from(!program.gates.leaders.get(literal.number()).is_empty());
                let calls = |claim: &&Claim| matches!(claim, Claim::Term(_) | Claim::Detector(_) | Claim::Document(_));
                claims += program.claims.get(literal.number()).iter().filter(calls).count();
            }
            ControlFlow::Continue(())
        });
    }
    println!(
        "the scan reports {all} candidates: {anchors} words that lead gates, {claims} claims of terms, detectors, conditions"
    );
    texts.iter().for_each(|text| {
        black_box(screener.screen(text));
    });
    STEPS.take();
    texts.iter().for_each(|text| {
        black_box(screener.screen(text));
    });
    let mut steps: Vec<_> = STEPS.take().into_iter().collect();
    steps.sort_by_key(|&((step, rule), count)| (step, std::cmp::Reverse(count), rule));
    for step in Step::ALL {
        let of_step = || steps.iter().filter(|((of, _), _)| *of == step);
        let name = |rule: Option<u32>| rule.map_or("", |rule| program.rules[rule as usize].id());
        let most: Vec<String> = of_step()
            .take(5)
            .map(|&((_, rule), count)| format!("{} {count}", name(rule)))
            .collect();
        println!(
            "{step:?}: {} ({})",
            of_step().map(|(_, count)| count).sum::<usize>(),
            most.join(", ")
        );
    }
    let scan = shortest(|| {
        for text in &texts {
            let _ = black_box(scanner.scan(text, &mut |_| ControlFlow::Continue(())));
        }
    });
    let screen = shortest(|| {
        for text in &texts {
            black_box(screener.screen(text));
        }
    });
    let rate = |seconds: f64| bytes as f64 / seconds / 1e6;
    println!(
        "scan {:.2} ms, {:.0} MB/s; screen {:.2} ms, {:.1} MB/s",
        scan * 1e3,
        rate(scan),
        screen * 1e3,
        rate(screen)
    );
    assert!(all > 0 && !steps.is_empty());
}
