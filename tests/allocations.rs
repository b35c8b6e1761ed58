//! What screening costs in memory, counted by the allocator: nothing where there is nothing to judge, and an amount that is
//! bounded, and given back, where lawful text holds words of the rules.
//!
//! Each count follows a first call, which makes what all later ones share: gates, caches of patterns, jieba's dictionary. The
//! counter sees the thread that measures and no other, so these tests may run side by side.

use std::hint::black_box;

use allocation_counter::{AllocationInfo, measure};
use xianshen::Screener;

const PROSE: &str = include_str!("../benches/corpus/prose.txt");
const COMMENTS: &str = include_str!("../benches/corpus/comments.txt");

/// What the second call of `screen` allocates.
fn screening(screener: &Screener, text: &str) -> AllocationInfo {
    // Twice: what a first call keeps for later ones may still grow in the second.
    for _ in 0..2 {
        assert!(screener.screen(text).findings().is_empty(), "{text}");
    }
    measure(|| {
        black_box(screener.screen(black_box(text)));
    })
}

/// What the second call of `is_clean` allocates.
fn asking(screener: &Screener, text: &str) -> AllocationInfo {
    assert!(screener.is_clean(text), "{text}");
    measure(|| {
        black_box(screener.is_clean(black_box(text)));
    })
}

#[test]
fn a_comment_without_a_candidate_allocates_nothing() {
    let screener = Screener::new();
    for text in ["", "好的，知道了", "报告在手机上能查到吗？"] {
        assert_eq!(screening(&screener, text), AllocationInfo::default(), "{text}");
        assert_eq!(asking(&screener, text), AllocationInfo::default(), "{text}");
    }
}

#[test]
fn a_long_text_without_a_candidate_allocates_nothing() {
    let screener = Screener::builder().word_list("words", "包治百病\n大麻").build().unwrap();
    let text = PROSE.repeat(50);
    assert_eq!(screening(&screener, &text), AllocationInfo::default());
    assert_eq!(asking(&screener, &text), AllocationInfo::default());
}

/// Most comments hold a word or two that a shape waits for.
#[test]
fn a_comment_allocates_little() {
    let screener = Screener::new();
    for text in COMMENTS.lines() {
        let cost = screening(&screener, text);
        assert!(cost.count_total <= 64 && cost.bytes_total <= 16_384, "{text}: {cost:?}");
        assert_eq!(cost.bytes_current, 0, "{text}: {cost:?}");
    }
}

/// Prose is judged sentence by sentence: what one sentence takes is given back or used again, so that the most that is held
/// at a time does not grow with the text. Today two kilobytes of characters make 400 allocations, six kilobytes at most at a
/// time; the limits leave room for rules to come.
#[test]
fn prose_allocates_by_the_sentence() {
    let screener = Screener::new();
    for times in [1, 10] {
        let text = PROSE.repeat(times);
        let cost = screening(&screener, &text);
        assert!(cost.bytes_max <= 32_768, "{times}: {cost:?}");
        assert!(cost.count_total <= text.len() as u64 / 4, "{times}: {cost:?}");
        assert!(cost.bytes_total <= text.len() as u64 * 64, "{times}: {cost:?}");
        assert_eq!((cost.count_current, cost.bytes_current), (0, 0), "{times}: {cost:?}");
    }
}
