//! Numbers of identity cards.
//!
//! * Citizens' numbers: GB 11643-1999, 18 characters (region, birth date, order, MOD 11-2 check character), and the 15 digits of
//!   GB 11643-1989, which have neither century nor check digit.
//! * Residence permits of people from Hong Kong, Macao and Taiwan (regions 81, 82, 83): the same form (港澳台居民居住证申领发放办法, 2018).
//! * Permanent residence cards of foreigners: since 2023, 18 digits that begin with 9 and the same check; before, three letters of
//!   the country and 12 digits.
//!
//! Only the province is checked of the region: districts are abolished, and their codes live on in people's numbers.

use std::ops::Range;

use super::{
    Anchors, Detector, Hits, Passage,
    check_digit::mod_11_2,
    cue,
    digits::{self, Group, Run},
};
use crate::{finding::Evidence, severity::Severity};

/// The provinces of GB/T 2260, with 71, 81, 82 and 83 for people from Taiwan, Hong Kong and Macao.
const PROVINCES: &[u8] = &[
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65,
    71, 81, 82, 83,
];

/// Labels of an identity number.
const LABELS: &[&str] = &[
    "身份证",
    "身份证件",
    "身份证明",
    "证件",
    "公民身份",
    "身份号",
    "居住证",
    "居留证",
    "居留身份证",
    "永居证",
    "idcard",
    "id card",
    "identity",
    "身份证id",
];

/// Labels of the card of which only the form before 2023 needs one.
const RESIDENCE: &[&str] = &["居留", "永居", "permanent residence"];

pub(super) struct IdNumber;

impl Detector for IdNumber {
    fn name(&self) -> &str {
        "id_number"
    }

    fn anchors(&self) -> Anchors {
        Anchors {
            // In Chinese numerals only a label tells it from other rows of numerals.
            literals: ["身份证", "身份号", "居住证", "居留证", "永居证", "证件号"]
                .map(str::to_owned)
                .to_vec(),
            digits: Some(12),
        }
    }

    fn rank(&self) -> u8 {
        60
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        digits::each_run(text, 18, |run| match run.digits.len() {
            18 => eighteen(passage, run.range(), run.digits.as_bytes(), run.groups.len(), hits),
            17 => match check_x(text, run.range().end) {
                Some(end) => {
                    let number = format!("{}x", run.digits);
                    eighteen(passage, run.range().start..end, number.as_bytes(), run.groups.len(), hits)
                }
                None => false,
            },
            15 => fifteen(passage, run, hits),
            _ => false,
        });
        in_chinese(passage, hits);
        for group in digits::groups(text).into_iter().filter(|group| group.len() == 12) {
            permanent_residence(passage, group, hits);
        }
    }
}

/// 一一零一零五一九四九一二三一零零二x, behind a label.
fn in_chinese(passage: &Passage<'_>, hits: &mut Hits) {
    let text = passage.folded();
    digits::each_spelled(text, 17, |range, digits| {
        let (range, number) = match (digits.len(), check_x(text, range.end)) {
            (17, Some(end)) => (range.start..end, format!("{digits}x")),
            (18, _) => (range, digits.to_owned()),
            _ => return,
        };
        let Some(label) = cue::label(text, range.start, LABELS) else {
            return;
        };
        let number = number.as_bytes();
        if !is_region(number) || !is_date(&number[6..14]) {
            hits.rejected(range, "region and birth date");
        } else if mod_11_2(number) {
            hits.found(range, vec![Evidence::CheckDigit("MOD 11-2"), Evidence::Cue(label.to_owned())]);
        } else {
            hits.found_as(range, Severity::Review, vec![Evidence::Cue(label.to_owned())]);
        }
    });
}

/// The end of an `x` that follows 17 digits, maybe behind a space or hyphen.
fn check_x(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches([' ', '-']);
    (rest.starts_with('x') && text.len() - at - rest.len() <= 1).then(|| text.len() - rest.len() + 1)
}

/// Judges 18 characters; answers whether they are claimed.
fn eighteen(passage: &Passage<'_>, range: Range<usize>, number: &[u8], groups: usize, hits: &mut Hits) -> bool {
    if !digits::stands_alone(passage, &range) {
        return false;
    }
    if !is_region(number) {
        // Without a label it is just a row of digits.
        if cue::label(passage.folded(), range.start, LABELS).is_some() {
            hits.rejected(range, "region");
        }
        return false;
    }
    if !is_date(&number[6..14]) {
        if groups == 1 {
            hits.rejected(range, "birth date");
        }
        return false;
    }
    let label = cue::label(passage.folded(), range.start, LABELS);
    if mod_11_2(number) {
        let mut evidence = vec![Evidence::CheckDigit("MOD 11-2")];
        evidence.extend(label.map(|label| Evidence::Cue(label.to_owned())));
        hits.found(range, evidence);
        return true;
    }
    match label {
        // A number with a slip in it still leads to its holder.
        Some(label) => {
            hits.found_as(range, Severity::Review, vec![Evidence::Cue(label.to_owned())]);
            true
        }
        None => {
            if groups == 1 {
                hits.rejected(range, "check digit");
            }
            false
        }
    }
}

/// Judges 15 digits: region, two digits of the year, month, day, order. They carry no check, so without a label they are doubtful.
fn fifteen(passage: &Passage<'_>, run: &Run<'_>, hits: &mut Hits) -> bool {
    let number = run.digits.as_bytes();
    let range = run.range();
    let whole = run.has_shape(&[15]) || run.has_shape(&[6, 6, 3]);
    // After 15 digits, more of them or an x in further groups may make it the longer form.
    if !whole || run.after.is_some() && run.groups.len() == 1 || !digits::stands_alone(passage, &range) {
        return false;
    }
    let date = [b"19", &number[6..12]].concat();
    if !is_province(&number[..2]) || !is_date(&date) {
        return false;
    }
    match cue::label(passage.folded(), range.start, LABELS) {
        Some(label) => hits.found(range, vec![Evidence::Cue(label.to_owned())]),
        None if run.goes_on() || is_other_number(passage.folded(), range.start) => return false,
        None => hits.found_as(range, Severity::Review, Vec::new()),
    }
    true
}

/// Whether a label says that the digits are something else.
fn is_other_number(text: &str, at: usize) -> bool {
    const OTHERS: &[&str] = &[
        "订单",
        "单号",
        "批号",
        "流水",
        "编号",
        "条码",
        "卡号",
        "账号",
        "序列",
        "imei",
        "国药准字",
        "注册证",
        "备案",
    ];
    cue::near(text, at, 8, OTHERS).is_some()
}

/// The form before 2023: three letters of the country, four digits of the issuing place, birth date, order, check digit.
fn permanent_residence(passage: &Passage<'_>, group: Group, hits: &mut Hits) {
    let text = passage.folded();
    let Some(start) = group.start.checked_sub(3) else { return };
    let range = start..group.end;
    if !text.as_bytes()[start..group.start].iter().all(u8::is_ascii_lowercase) || !digits::stands_alone(passage, &range) {
        return;
    }
    let number = &text.as_bytes()[group.start..group.end];
    let date = [b"19", &number[4..10]].concat();
    if !is_province(&number[..2]) || !is_date(&date) {
        return;
    }
    match cue::near(text, start, 24, RESIDENCE) {
        Some(label) => hits.found(range, vec![Evidence::Cue(label.to_owned())]),
        None => hits.rejected(range, "label of a residence card"),
    }
}

/// Whether 18 characters begin like a number. A foreigner's card: 9, province, country. A citizen's: region of six digits.
fn is_region(number: &[u8]) -> bool {
    is_province(if number[0] == b'9' { &number[1..3] } else { &number[..2] })
}

fn is_province(digits: &[u8]) -> bool {
    PROVINCES.contains(&(number(digits) as u8))
}

/// Whether eight digits are a day of the calendar in a year that people alive or lately dead were born in.
fn is_date(digits: &[u8]) -> bool {
    let (year, month, day) = (number(&digits[..4]), number(&digits[4..6]), number(&digits[6..8]));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1800..2100).contains(&year) && (1..=days).contains(&day)
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |n, digit| n * 10 + u32::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, rejected, severities};
    use super::*;

    #[test]
    fn numbers_are_found_whole() {
        for (text, expected) in [
            ("11010519491231002X", "11010519491231002X"),
            ("身份证11010519491231002x已核对", "11010519491231002x"),
            ("身份证：440524 18800101 0014。", "440524 18800101 0014"),
            ("110105-19491231-002X", "110105-19491231-002X"),
            ("４４０５２４１８８００１０１００１４", "４４０５２４１８８００１０１００１４"),
            ("患者居住证810000199001010014", "810000199001010014"),
            ("932682198501010017", "932682198501010017"),
            ("永久居留证号USA110078112301", "USA110078112301"),
            ("港澳居民居住证：820000198501010012", "820000198501010012"),
            ("台湾居民居住证830000197001010013", "830000197001010013"),
            ("①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②Ｘ", "①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②Ｘ"),
            (
                "身份证号：一一零一零五一九四九一二三一零零二X",
                "一一零一零五一九四九一二三一零零二X",
            ),
            (
                "身份证号四四〇五二四一八八〇〇一〇一〇〇一四。",
                "四四〇五二四一八八〇〇一〇一〇〇一四",
            ),
        ] {
            assert_eq!(found(&IdNumber, text), [expected], "{text}");
        }
        assert_eq!(found(&IdNumber, "11010519491231002X 440524188001010014").len(), 2);
    }

    #[test]
    fn near_misses() {
        for text in [
            "110105194912310020",
            "110105200002300015",
            "110105190002290017",
            "010105200001010012",
            "11010519491231002",
            "111010519491231002X",
            "4405241880010100141",
            "110105\t19491231\t002X",
            "110105|19491231|002X",
            "110105，19491231，002X",
            "四四〇五二四一八八〇〇一〇一〇〇一四",
            "a11010519491231002x",
            "3.110105194912310021",
            "110105********002X",
            "统一社会信用代码91350100M000100Y43",
            "USA110078112301",
            "永久居留证号110078112301",
            "永久居留证USSA110078112301",
        ] {
            assert!(found(&IdNumber, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn doubtful_ones_are_for_a_person_to_decide() {
        for (text, severity) in [
            ("身份证号110105194912310020", Some(Severity::Review)),
            ("身份证号110105491231002", None),
            ("110105491231002", Some(Severity::Review)),
        ] {
            assert_eq!(severities(&IdNumber, text), [severity], "{text}");
        }
        assert!(found(&IdNumber, "批号110105491231002").is_empty());
    }

    #[test]
    fn near_misses_are_told() {
        for (text, check) in [
            ("110105194912310020", "check digit"),
            ("110105194913310020", "birth date"),
            ("身份证号010105200001010012", "region"),
            ("USA110078112301", "label of a residence card"),
        ] {
            assert_eq!(rejected(&IdNumber, text)[0].1, check, "{text}");
        }
    }
}
