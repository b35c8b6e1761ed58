//! Text of digits holds nobody's number: tables of statistics, orders, dates, codes, sequences.

use xianshen::Screener;

#[test]
fn nothing_is_found_among_figures() {
    let screener = Screener::builder().builtin().only("privacy").build().unwrap();
    for line in include_str!("../benches/corpus/figures.txt").lines() {
        let screening = screener.screen(line);
        let found: Vec<_> = screening
            .findings()
            .iter()
            .map(|finding| (finding.rule().id(), finding.text()))
            .collect();
        assert!(found.is_empty(), "{line}: {found:?}");
    }
}

/// Counting up shows a detector every number of some digits; a few in a thousand pass for one by chance, with no label beside them.
#[test]
fn counters_are_no_numbers() {
    let screener = Screener::builder().builtin().only("privacy").build().unwrap();
    let mut text = String::new();
    for at in 0..2000_u64 {
        text.push_str(&format!(
            "第{at}批，货号{}，件数{}，金额{}.{:02}元；\n",
            20_260_000 + at,
            at * 37,
            at * 9_973,
            at % 100
        ));
    }
    assert_eq!(screener.screen(&text).findings().len(), 0);
}
