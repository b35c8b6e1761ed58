//! What each stage makes of a text: the figures of `docs/performance.md`.

use super::Screener;
use crate::{scan::What, verify::Claim};
use std::{ops::ControlFlow, time::Instant};

thread_local! { static COUNTS: std::cell::RefCell<[usize; 5]> = const { std::cell::RefCell::new([0; 5]) }; }
thread_local! { static RULES: std::cell::RefCell<std::collections::HashMap<(super::pass::Step, u32), usize>> = Default::default(); }
pub(super) fn count_rule(step: super::pass::Step, rule: u32) {
    RULES.with_borrow_mut(|c| *c.entry((step, rule)).or_default() += 1);
}
pub(super) fn count(step: super::pass::Step) {
    COUNTS.with_borrow_mut(|c| c[step as usize] += 1);
}

fn texts() -> Vec<String> {
    let path = std::env::var("XIANSHEN_BENCH_TEXT").unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    if path.ends_with("jsonl") {
        text.lines()
            .map(|l| {
                serde_json::from_str::<serde_json::Value>(l).unwrap()["text"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    } else {
        vec![text]
    }
}

#[test]
#[ignore]
fn stages() {
    let t0 = Instant::now();
    let screener = Screener::new();
    println!("new {:?}", t0.elapsed());
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    let chars: usize = texts.iter().map(|t| t.chars().count()).sum();
    let inner = &screener.0;
    let program = &inner.program;
    println!(
        "bytes {bytes} chars {chars} literals {} gates {} classes {} scanner {}",
        program.plan.literals().len(),
        program.gates.gates.len(),
        program.gates.class_count(),
        inner.scanner.memory()
    );
    let (mut n, mut c) = (0, [0usize; 8]);
    for t in &texts {
        let _ = inner.scanner.scan(t, &mut |cand| {
            n += 1;
            if let What::Literal(id) = cand.what {
                c[0] += program.anchors.get(id.number()).len();
                c[1] += usize::from(!program.anchors.get(id.number()).is_empty());
                for cl in program.claims.get(id.number()) {
                    c[match cl {
                        Claim::Term(_) => 2,
                        Claim::Document(_) => 3,
                        Claim::Detector(_) => 4,
                        Claim::Seen => 5,
                    }] += 1;
                }
            }
            ControlFlow::Continue(())
        });
    }
    println!(
        "candidates {n} classes {} opening {} terms {} documents {} detectors {} seen {}",
        c[0], c[1], c[2], c[3], c[4], c[5]
    );
    let (mut a, mut b) = (f64::MAX, f64::MAX);
    for _ in 0..10 {
        let t0 = Instant::now();
        for t in &texts {
            let _ = std::hint::black_box(inner.scanner.scan(t, &mut |_| {
                n += 1;
                ControlFlow::Continue(())
            }));
        }
        a = a.min(t0.elapsed().as_secs_f64());
        let t0 = Instant::now();
        for t in &texts {
            std::hint::black_box(screener.screen(t));
        }
        b = b.min(t0.elapsed().as_secs_f64());
    }
    println!(
        "scan {:.2} ms {:.1} MB/s screen {:.2} ms {:.1} MB/s",
        a * 1e3,
        bytes as f64 / a / 1e6,
        b * 1e3,
        bytes as f64 / b / 1e6
    );
    COUNTS.take();
    RULES.take();
    for t in &texts {
        std::hint::black_box(screener.screen(t));
    }
    println!("windows, terms, detectors, patterns, shapes {:?}", COUNTS.take());
    let mut v: Vec<_> = RULES.take().into_iter().collect();
    v.sort_by_key(|x| std::cmp::Reverse(x.1));
    for ((s, r), n) in v.iter().take(45) {
        print!("{s:?} {} {n}; ", program.rules[*r as usize].id);
    }
    println!("\n{n}");
}
#[test]
#[ignore]
fn signs() {
    let screener = Screener::new();
    let mut m: std::collections::BTreeMap<char, Vec<&str>> = Default::default();
    for l in screener.0.program.plan.literals().iter() {
        for c in l.chars() {
            if crate::text::class(c) != crate::text::Class::Plain {
                m.entry(c).or_default().push(l);
            }
        }
    }
    for (c, l) in m {
        println!("{c:?} {} {:?}", l.len(), &l[..l.len().min(6)]);
    }
}
