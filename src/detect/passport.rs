//! Passports and travel permits.
//!
//! Chinese passports: ordinary E and eight digits (or E, a letter, seven digits), before G and eight; diplomatic DE, service SE, public
//! affairs PE and seven digits (D, S, P before). Permits: 回乡证 H or M and eight or ten digits, 往来港澳 C, 往来台湾 T, each with eight
//! digits; 台胞证 eight digits. Only the ordinary passport's form is telling by itself: the rest needs its name beside it, and so do
//! foreign passports. (National Immigration Administration, public specimens; ICAO Doc 9303 leaves the number to the issuing state.)

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Anchors, Detector, Hits, Passage, cue, digits};
use crate::finding::Evidence;

/// Names of the documents.
static TITLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     护照 通行证 回乡证 台胞证 往来港澳 往来台湾 旅行证 海员证 passport",
    )
});

/// Labels of goods, files and approvals that have the same form.
static OTHERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     货号 批号 编号 文号 型号 注册 单号 订单 登录号 准字 健字 备案 批准 规格 标准 条码 住院号 门诊号 病案号 检查号 影像号 \
     病历号 字第 系列 发票 车次 航班 快递",
    )
});

static FORM: LazyLock<Regex> = LazyLock::new(|| Regex::new("[a-z]{0,3} ?[0-9]{6,10}").expect("a constant"));

pub(super) struct Passport;

impl Detector for Passport {
    fn name(&self) -> &str {
        "passport"
    }

    fn anchors(&self) -> Anchors {
        Anchors::digits(6)
    }

    fn rank(&self) -> u8 {
        40
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        for found in FORM.find_iter(text) {
            let range = found.range();
            // With no letters, the space belongs to what stands before.
            let start = range.start + usize::from(found.as_str().starts_with(' '));
            judge(passage, start..range.end, hits);
        }
    }
}

fn judge(passage: &Passage<'_>, range: Range<usize>, hits: &mut Hits) {
    let text = passage.folded();
    let found = &text[range.clone()];
    let (letters, digits) = found.split_at(
        found
            .find([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            .unwrap_or(0),
    );
    let form = form(letters, digits.trim_start().len());
    if form == Form::None || is_part(text, &range) || !digits::stands_alone(passage, &range) {
        return;
    }
    let label = match form {
        // Digits alone are a date as well as a number, so they must be called a number.
        Form::Foreign if letters.is_empty() && !text[..range.start].ends_with(['号', '码', ':', '.']) => None,
        Form::Foreign => cue::label(text, range.start, &TITLES),
        _ => cue::label(text, range.start, &["证件"]).or_else(|| cue::near(text, range.start, 12, &TITLES)),
    };
    match (form, label) {
        (_, Some(label)) => hits.found(range, vec![Evidence::Cue(label.to_owned())]),
        (Form::Telling, None) => match cue::near(text, range.start, 8, &OTHERS) {
            Some(other) => hits.rejected(range, format!("another number: {other}")),
            None if found.contains(' ') => {}
            None => hits.found(range, Vec::new()),
        },
        (Form::Weak, None) => hits.rejected(range, "label of a passport"),
        _ => {}
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    None,
    /// Of a foreign passport, or of many other things.
    Foreign,
    /// Of a Chinese document, and of many other things.
    Weak,
    /// Of a Chinese ordinary passport.
    Telling,
}

fn form(letters: &str, digits: usize) -> Form {
    match (letters.as_bytes(), digits) {
        (b"e" | b"g", 8) => Form::Telling,
        ([b'e', second], 7) if !matches!(second, b'i' | b'o') => Form::Telling,
        (b"d" | b"s" | b"p", 7 | 8) | (b"de" | b"se" | b"pe", 7) => Form::Weak,
        (b"h" | b"m", 8 | 10) | (b"c" | b"t" | b"l" | b"w" | b"k", 8) => Form::Weak,
        ([b'c' | b'k' | b'm', _], 7) => Form::Weak,
        (_, 6..=9) => Form::Foreign,
        _ => Form::None,
    }
}

/// Whether signs join it to a longer code, such as a DOI or an address on the web.
fn is_part(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with(['-', '/', '.', '_', '+', '=', '字', '第', '@', '*'])
        || text[range.end..].starts_with(['-', '/', '_', '*', '@'])
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn numbers_are_found_whole() {
        for (text, expected) in [
            ("外宾的护照号E00000001", "E00000001"),
            ("护照号码：G12345678，已核对", "G12345678"),
            ("EA1234567", "EA1234567"),
            ("护照 E 12345678", "E 12345678"),
            ("公务护照SE1234567", "SE1234567"),
            ("回乡证H1234567890", "H1234567890"),
            ("往来台湾通行证号码T12345678", "T12345678"),
            ("台胞证：12345678", "12345678"),
            ("passport no: AB123456", "AB123456"),
        ] {
            assert_eq!(found(&Passport, text), [expected], "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "试剂货号E00000001",
            "国药准字H19990001",
            "国食健字G20040604",
            "EO1234567",
            "E000000019",
            "xE00000001",
            "外籍患者请携带护照办理入院",
            "H12345678",
            "护照20240115前有效期满",
            "DOI/e00000001",
            "护照E1234\t5678",
        ] {
            assert!(found(&Passport, text).is_empty(), "{text}");
        }
    }
}
