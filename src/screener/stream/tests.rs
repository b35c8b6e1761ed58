//! Streams against the whole text.

use std::sync::LazyLock;

use super::*;
use crate::screener::Screener;

static SCREENER: LazyLock<Screener> = LazyLock::new(|| {
    let mut builder = Screener::builder();
    builder
        .builtin()
        .pack("document.toml", DOCUMENT)
        .word_list("words", "国人\n中国人\n大麻\n哈哈赌");
    for topic in ["url", "ip", "mac", "credit_code"] {
        builder.enable(topic);
    }
    builder.build().unwrap()
});

/// Conditions that hang on the first and the last word of a text, and on things that only regular expressions know.
const DOCUMENT: &str = r##"
schema = 1
id = "test"
category = "test"
title = "测试"
[[rule]]
id = "shop"
topic = "shop"
severity = "review"
title = "题"
message = "因"
advice = "改"
document = { all = ["养生讲座", "#money"], none = ["非卖品"] }
"##;

/// Gives a text in pieces of these sizes, over and over.
struct Pieces<'t> {
    bytes: &'t [u8],
    sizes: Vec<usize>,
    next: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.next += 1;
        let size = self.sizes[self.next % self.sizes.len()].min(self.bytes.len()).min(out.len());
        out[..size].copy_from_slice(&self.bytes[..size]);
        self.bytes = &self.bytes[size..];
        Ok(size)
    }
}

/// What a stream finds that looks no further ahead than it is told.
fn streamed(text: &[u8], sizes: &[usize], chunk: usize, ahead: Option<usize>) -> Vec<Finding> {
    let mut stream = Stream::new(&SCREENER.0, chunk);
    stream.ahead = ahead.unwrap_or(stream.ahead);
    let pieces = Pieces {
        bytes: text,
        sizes: sizes.to_vec(),
        next: 0,
    };
    let mut findings = Vec::new();
    let longest = stream.ahead + chunk + 3 * STRIDE + 4 * BEHIND + PIECE;
    stream
        .screen(pieces, &mut |rule, finding| findings.push((rule, finding)))
        .unwrap();
    assert!(stream.text.len() <= longest, "{} bytes in the buffer", stream.text.len());
    findings.sort_by_key(|(rule, finding)| (finding.span.start, finding.span.end, *rule));
    findings.into_iter().map(|(_, finding)| finding).collect()
}

#[track_caller]
fn check(text: &str, sizes: &[usize], chunk: usize, ahead: Option<usize>) {
    let whole = SCREENER.screen(text);
    let streamed = streamed(text.as_bytes(), sizes, chunk, ahead);
    for (one, other) in streamed.iter().zip(whole.findings()) {
        assert_eq!(one, other, "{} bytes, ahead {ahead:?}", text.len());
    }
    assert_eq!(streamed.len(), whole.findings().len());
}

/// A number after the other, the same ones in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit
    }
}

/// Texts of the examples of all rules, of parts of them and of what parts them, sometimes in long sentences.
fn text(numbers: &mut Numbers, bytes: usize) -> String {
    static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let rules = SCREENER.rules();
        rules
            .flat_map(|rule| rule.hits().iter().chain(rule.passes()).cloned())
            .collect()
    });
    let glue = [
        "。",
        "，",
        "\n",
        " ",
        "\t",
        "\u{200B}",
        "*",
        "🐍",
        "Ａ",
        "㋅",
        "９",
        "-",
        "e\u{301}",
        "<b>",
        "！！！",
        "\r\n",
        "机密★",
        "?a",
        "哈哈哈哈哈赌",
        "中国人",
        "大麻烦",
        "138001380001380013",
        "养生讲座",
        "99元",
    ];
    let mut text = String::new();
    let mut long = 0;
    while text.len() < bytes {
        if numbers.below(200) == 0 {
            long = numbers.below(6000);
        }
        let example = &EXAMPLES[numbers.below(EXAMPLES.len())];
        let start = text.len();
        match numbers.below(8) {
            0..3 => text.push_str(example),
            3..5 => text.extend(example.chars().skip(numbers.below(20)).take(numbers.below(20))),
            5 if numbers.below(20) == 0 => text.push_str(&glue[numbers.below(glue.len())].repeat(numbers.below(400))),
            _ => text.push_str(glue[numbers.below(glue.len())]),
        }
        if long > text.len() - start {
            long -= text.len() - start;
            let rest = text.split_off(start).replace(crate::text::is_sentence_end, "，");
            text.push_str(&rest);
        }
    }
    text
}

/// Small texts, cut at every byte: all is in the buffer, but for what a cut tears.
#[test]
fn every_split_of_small_texts() {
    for text in ["患者林小麦，女，電話１３８-0013-8000🐍。包治百病！\r\n中国人㋅", "赌*博", ""] {
        let whole = SCREENER.screen(text);
        for split in 0..=text.len() {
            let (one, other) = text.as_bytes().split_at(split);
            assert_eq!(SCREENER.screen_reader(one.chain(other)).unwrap(), whole, "{split}");
        }
        assert_eq!(streamed(text.as_bytes(), &[1], 0, None), whole.findings());
    }
}

#[test]
fn bytes_that_are_no_text() {
    let bytes = b"\xFF\xE8\xB5\x8C\xE5\x8D\x9A\xED\xA0\x80 \xE5\x8C\x85\xE6\xB2\xBB\xE7\x99\xBE\xE7\x97\x85\xF0\x9F";
    let whole = SCREENER.screen(&String::from_utf8_lossy(bytes));
    assert_eq!(streamed(bytes, &[1, 2], 0, None), whole.findings());
    assert!(!whole.findings().is_empty());
}

/// Every place of a text is the end of a buffer once. No table is so long here that it asks for more than a few thousand bytes.
#[test]
fn small_buffers_find_what_the_whole_has() {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for _ in 0..cases(12) {
        let text = text(&mut numbers, 60_000);
        let sizes: Vec<usize> = (0..7).map(|_| 1 + numbers.below(3000)).collect();
        check(
            &text,
            &sizes,
            numbers.below(2) * 3000,
            Some(SCREENER.0.program.scanner.reach() / 4 + 2 * BEHIND),
        );
    }
}

#[test]
fn long_texts_of_several_buffers() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for chunk in [0, CHUNK / 8] {
        let text = text(&mut numbers, 400_000);
        check(&text, &[70_000, 3, 40_001], chunk, None);
    }
    let text = text(&mut numbers, 1_200_000);
    assert_eq!(SCREENER.screen_reader(text.as_bytes()).unwrap(), SCREENER.screen(&text));
}

fn cases(usual: usize) -> usize {
    std::env::var("XIANSHEN_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(usual)
}

/// What could reach from one buffer into the next without end.
#[test]
fn nothing_reaches_further_than_the_buffer() {
    let words = "赌博 大麻 患者林小麦 三天见效".replace(' ', "");
    let table: String = (0..900).map(|row| format!("{row}床\t王建国\t肺炎\n")).collect();
    let filler = "门诊时间照常。".repeat(40_000);
    for text in [
        format!("赌{}博，赌博。{}", "*".repeat(300_000), filler),
        format!("{}包治百病", " ".repeat(500_000)),
        "7".repeat(500_000),
        "13800138000 ".repeat(40_000),
        words.repeat(12_000),
        format!("床号\t姓名\t诊断\n{table}{filler}"),
        format!("{filler}床号\t姓名\t诊断\n{table}"),
        format!("养生讲座{filler}只要99元"),
        format!("99元{filler}养生讲座。{filler}非卖品"),
        format!("{}包治百病", "哈".repeat(400_000)),
        "中国人大麻".repeat(30_000),
        "<b>".repeat(200_000),
        "★。".repeat(100_000),
    ] {
        check(&text, &[65_000], 0, None);
    }
}

#[test]
fn a_reader_that_fails() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    let text = "包治百病。".as_bytes();
    assert!(SCREENER.screen_reader(text.chain(Broken)).is_err());
}
