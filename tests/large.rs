//! Texts far larger than any post: what a user would expect, and memory that is stated.

use xianshen::Screener;

/// 100 MB of lawful text with one violation at the very end.
#[test]
fn a_hundred_megabytes() {
    let screener = Screener::builder().word_list("words", "包治百病\n大麻").build().unwrap();
    let sentence = "门诊时间为周一至周五上午八点至下午五点，节假日另行通知。\n";
    let count = 100_000_000 / sentence.len() + 1;
    let mut text = sentence.repeat(count);
    assert!(text.len() >= 100_000_000);
    assert!(screener.is_clean(&text));
    let start = text.len();
    text.push_str("包治百病");
    let screening = screener.screen(&text);
    assert_eq!(screening.findings().len(), 1);
    let finding = &screening.findings()[0];
    assert_eq!(finding.span().start, start);
    assert_eq!(finding.line(), count + 1);
    assert_eq!(finding.column(), 1);
    assert_eq!(finding.chars().start, count * sentence.chars().count());
}

/// A megabyte of each kind of monotony, with the built-in packs: no panic, no finding where there is none to find, and no
/// quadratic time (which would not end).
#[test]
fn a_megabyte_of_one_character() {
    let screener = Screener::new();
    for c in [
        "赌", "的", "1", " ", "*", "a", "🐍", "\u{301}", "。", "，", "㋅", "\n", "\u{200B}", "患", "@",
    ] {
        let text = c.repeat(1_000_000 / c.len());
        assert!(screener.is_clean(&text), "{c:?}");
    }
}

/// A word of one doubled character in a text of that character: each place is a candidate with repeats on both sides.
#[test]
fn repeats_of_a_doubled_word() {
    let screener = Screener::builder()
        .word_list("words", "哈哈\n哈哈赌\n赌哈哈")
        .build()
        .unwrap();
    let text = "哈".repeat(200_000);
    let longest = screener
        .screen(&text)
        .findings()
        .iter()
        .map(|finding| finding.text().len())
        .max();
    assert!(longest.is_some_and(|length| length < 300));
}

/// One line of 3 MB without punctuation, full of candidates.
#[test]
fn a_long_line_without_punctuation() {
    let screener = Screener::builder().word_list("words", "大麻\n赌博").build().unwrap();
    let text = "有大麻烦的人聚众赌博".repeat(100_000);
    let screening = screener.screen(&text);
    // 大麻 is cut by 麻烦 every time; 赌博 is found every time, whichever frame of the line it lies in.
    assert_eq!(screening.findings().len(), 100_000);
    assert!(screening.findings().iter().all(|finding| finding.text() == "赌博"));
}

/// A shape in one endless line: found every time, and nothing is piled up until the line ends.
#[test]
fn a_shape_in_a_long_line() {
    let pack = r##"
schema = 1
id = "test"
category = "test"
title = "测试"
[[rule]]
id = "speed"
topic = "speed"
severity = "review"
title = "题"
message = "因"
advice = "改"
shapes = ["#duration ..4 见效|起效 ..3 我院|本院"]
"##;
    let screener = Screener::builder().pack("test.toml", pack).build().unwrap();
    let sentence = "三天就见效找我院看看吧";
    let screening = screener.screen(&sentence.repeat(30_000));
    assert_eq!(screening.findings().len(), 30_000);
    for (at, finding) in screening.findings().iter().enumerate() {
        assert_eq!(finding.text(), "三天就见效找我院");
        assert_eq!(finding.span().start, at * sentence.len());
    }
}
