use std::{ops::ControlFlow, time::Instant};
use crate::scan::{Plan, Scanner};
#[test]
#[ignore]
fn speed() {
    let text = std::fs::read_to_string(std::env::var("T").unwrap_or("/tmp/xs/text".into())).unwrap();
    for n in [500, 5000, 60000] {
        let mut plan = Plan::default();
        for w in std::fs::read_to_string(format!("/tmp/xs/words{n}")).unwrap().lines() { plan.literal(w); }
        let t0 = Instant::now();
        let s = Scanner::new(&plan);
        let build = t0.elapsed();
        let nfa = aho_corasick::AhoCorasick::builder().kind(Some(aho_corasick::AhoCorasickKind::ContiguousNFA)).build(plan.literals()).unwrap();
        let mut best = (f64::MAX, f64::MAX);
        for _ in 0..(if std::env::var("NONFA").is_ok() {200} else {40}) {
            let t0 = Instant::now();
            let mut k = 0;
            let _ = s.scan(&text, &mut |_| { k += 1; ControlFlow::Continue(()) });
            best.0 = best.0.min(t0.elapsed().as_secs_f64());
            let t0 = Instant::now();
            if std::env::var("NONFA").is_err() { std::hint::black_box(nfa.find_overlapping_iter(&text).count()); }
            best.1 = best.1.min(t0.elapsed().as_secs_f64());
            std::hint::black_box(k);
        }
        println!("{n}: build {build:?} mem {} ours {:.0} MB/s nfa {:.0} MB/s ratio {:.2}", s.memory(), text.len() as f64 / best.0 / 1e6, text.len() as f64 / best.1 / 1e6, best.1 / best.0);
    }
}
#[test]
#[ignore]
fn builtin_scan() {
    let text = std::fs::read_to_string("/tmp/xs/medical.txt").unwrap();
    let s = super::Screener::new();
    let s = &s.0.scanner;
    let (mut best, mut k) = (f64::MAX, 0);
    for _ in 0..30 {
        let t0 = Instant::now();
        k = 0;
        let _ = s.scan(&text, &mut |_| { k += 1; ControlFlow::Continue(()) });
        best = best.min(t0.elapsed().as_secs_f64());
    }
    println!("builtin scan of one text: {k} candidates {:.2} ms {:.0} MB/s", best * 1e3, text.len() as f64 / best / 1e6);
}
#[test]
#[ignore]
fn build_time() {
    let mut best = f64::MAX;
    for _ in 0..30 {
        let t0 = Instant::now();
        std::hint::black_box(super::Screener::new());
        best = best.min(t0.elapsed().as_secs_f64());
    }
    println!("build builtin {:.1} ms", best * 1e3);
}
