//! One screener on all cores, while the rules are changed under it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

use arc_swap::ArcSwap;
use xianshen::{Screener, Screening};

/// How often each thread goes through the texts at least, and how often the rules change meanwhile.
const ROUNDS: usize = 4;
const SWAPS: usize = 60;

/// Texts for every room: clean ones, findings of all kinds, a long one.
fn texts(screener: &Screener) -> Vec<String> {
    let examples = screener.rules().flat_map(|rule| rule.hits().iter().chain(rule.passes()));
    let mut texts: Vec<String> = examples.step_by(9).cloned().collect();
    texts.push(texts.concat());
    texts.push("我院开展家庭医生签约服务。".repeat(500));
    texts
}

fn built(words: &str) -> Screener {
    let mut builder = Screener::builder();
    builder.builtin().word_list("words", words);
    builder.build().unwrap()
}

/// Threads screen, whole and as a stream, with whatever rules are in force, which change all the time. Every answer must be the one that the
/// same rules give when nobody else is there: no answer of mixed rules, none from another thread's text.
#[test]
fn rules_change_under_load() {
    let lists = ["患者", "医院\n大麻", "签约服务"];
    let screeners: Vec<Screener> = lists.iter().map(|words| built(words)).collect();
    let texts = texts(&screeners[0]);
    let expected: Vec<Vec<Screening>> = screeners
        .iter()
        .map(|screener| texts.iter().map(|text| screener.screen(text)).collect())
        .collect();
    let current = ArcSwap::from_pointee((0, screeners[0].clone()));
    let (done, swaps) = (AtomicBool::new(false), AtomicUsize::new(0));
    let threads = thread::available_parallelism().map_or(2, usize::from) * 2;
    thread::scope(|scope| {
        let reloads = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let swap = swaps.fetch_add(1, Ordering::Relaxed);
                let number = swap % lists.len();
                // Now and then a screener that nobody has used yet: everything that is made on first use is made by all threads at once.
                let screener = if swap % 50 == 25 {
                    built(lists[number])
                } else {
                    screeners[number].clone()
                };
                current.store(Arc::new((number, screener)));
                thread::yield_now();
            }
        });
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                let (texts, expected, current, swaps) = (&texts, &expected, &current, &swaps);
                scope.spawn(move || {
                    for round in 0.. {
                        if round >= ROUNDS && swaps.load(Ordering::Relaxed) >= SWAPS {
                            break;
                        }
                        for at in 0..texts.len() {
                            let at = (at * (2 * worker + 1) + round) % texts.len();
                            let (number, screener) = &**current.load();
                            let (text, expected) = (&texts[at], &expected[*number][at]);
                            if round % 2 == 0 {
                                assert!(screener.screen(text) == *expected, "{text}");
                            } else {
                                assert!(screener.screen_reader(text.as_bytes()).unwrap() == *expected, "{text}");
                            }
                            assert_eq!(screener.is_clean(text), expected.findings().is_empty());
                        }
                    }
                })
            })
            .collect();
        workers.into_iter().for_each(|worker| worker.join().unwrap());
        done.store(true, Ordering::Relaxed);
        reloads.join().unwrap();
    });
    assert!(swaps.into_inner() >= SWAPS);
}

/// A finding outlives the screener, and may be sent anywhere.
#[test]
fn findings_outlive_the_rules() {
    let screening = thread::spawn(|| built("签约服务").screen("签约服务包治百病")).join().unwrap();
    assert!(screening.findings().iter().any(|finding| finding.term() == Some("包治百病")));
}

/// A detector that panics, in one thread, leaves the screener to the others as it was.
#[test]
fn a_panic_in_one_thread_is_not_the_others() {
    use xianshen::{Anchors, Detector, Hits, Passage};
    struct Broken;
    impl Detector for Broken {
        fn name(&self) -> &str {
            "broken"
        }
        fn anchors(&self) -> Anchors {
            Anchors::literals(["出错"])
        }
        fn detect(&self, _: &Passage<'_>, _: &mut Hits) {
            panic!("a detector of somebody else");
        }
    }
    const PACK: &str = r#"
schema = 1
id = "own"
category = "own"
title = "自备"
[[rule]]
id = "broken"
topic = "broken"
severity = "notice"
title = "题"
message = "因"
advice = "改"
detector = "broken"
"#;
    let mut builder = Screener::builder();
    let screener = builder.builtin().detector(Broken).pack("own.toml", PACK).build().unwrap();
    let text = "祖传秘方包治百病。";
    let before = screener.screen(text);
    for _ in 0..3 {
        let clone = screener.clone();
        assert!(thread::spawn(move || clone.screen("三天见效包治百病。出错")).join().is_err());
        assert_eq!(screener.screen(text), before);
    }
}
