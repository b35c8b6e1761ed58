//! The exact birth date of a person: a full date with a label (出生日期：…), or with 生于, 出生 and a patient in the sentence.
//!
//! A birth date is personal information by 民法典 (2020) 1034. Dates of public persons in the news have no patient beside them.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Anchors, Detector, Hits, Passage, cue};
use crate::finding::Evidence;

/// Labels of a form.
static LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     出生日期 出生年月日 出生年月 出生时间 出生日 生日 出生 dob",
    )
});

/// Words of a narrative; they stand just before the date.
const BEFORE: &[&str] = &["生于", "出生于", "出生在", "诞生于", "降生于"];

/// Words just after the date.
const AFTER: &[&str] = &["出生", "诞生", "降生", "生,", "生)", "生人"];

/// Who is spoken of.
static PATIENT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     患者 患儿 病人 病患 产妇 孕妇 新生儿 宝宝 婴儿 早产儿 女婴 男婴 住院号 病案号 床号 就诊 入院 身份证 受者 供者 死者 \
     伤者",
    )
});

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let numeral = "[一二三四五六七八九十廿]";
    Regex::new(&format!(
        r"(?:1[89]|20)[0-9]{{2}}(?:(?:年|[-/. ])(?:1[0-2]|0?[1-9])(?:月|[-/. ])(?:3[01]|[12][0-9]|0?[1-9])日?|(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9]))|[一二][一二三四五六七八九零〇○]{{3}}年{numeral}{{1,2}}月(?:初)?{numeral}{{1,3}}日?"
    ))
    .expect("a constant")
});

static TIME: LazyLock<Regex> = LazyLock::new(|| Regex::new("^ ?[0-9]{1,2}[时点:](?:[0-9]{1,2}分?)?").expect("a constant"));

pub(super) struct BirthDate;

impl Detector for BirthDate {
    fn name(&self) -> &str {
        "birth-date"
    }

    fn anchors(&self) -> Anchors {
        Anchors::literals(["出生", "生于", "生日", "诞生", "降生", "生人", "dob", "日生"])
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        for found in DATE.find_iter(text) {
            let range: Range<usize> = found.range();
            // A date that ends in a digit must not run on; 日 ends one, whatever follows.
            let digit = |c: char| c.is_ascii_digit();
            let runs_on = |c: char| c == '*' || digit(c) && found.as_str().ends_with(digit);
            if passage.before(range.start).is_some_and(digit) || passage.after(range.end).is_some_and(runs_on) {
                continue;
            }
            let label = cue::label(text, range.start, &LABELS);
            // 3时14分 may stand between the date and what happened.
            let behind = &text[range.end..];
            let behind = &behind[TIME.find(behind).map_or(0, |time| time.end())..];
            let told =
                cue::label(text, range.start, BEFORE).or_else(|| AFTER.iter().find(|word| behind.starts_with(**word)).copied());
            let patient = cue::any(text, &PATIENT);
            match (label, told, patient) {
                (Some(label), _, _) if label != "出生" || patient.is_some() || text[..range.start].ends_with(':') => {
                    hits.found(range, vec![Evidence::Cue(label.to_owned())])
                }
                (_, Some(word), Some(_)) => hits.found(range, vec![Evidence::Cue(word.to_owned())]),
                (_, Some(_), None) => hits.rejected(range, "patient in the sentence"),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn dates_are_found_whole() {
        for (text, expected) in [
            ("患者出生日期：1949年12月31日", "1949年12月31日"),
            ("患儿，生于2020年3月5日，因发热就诊", "2020年3月5日"),
            ("生日:1990-01-02", "1990-01-02"),
            ("出生年月日 19900102", "19900102"),
            ("女婴于2023年6月18日5时20分出生", "2023年6月18日"),
            ("出生：1990-01-02", "1990-01-02"),
            ("患者1990/1/2出生", "1990/1/2"),
            ("患者一九九〇年一月二日出生", "一九九〇年一月二日"),
        ] {
            assert_eq!(found(&BirthDate, text), [expected], "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "我院建于1949年12月31日",
            "2026年3月5日举行义诊",
            "请填写患者出生日期",
            "他生于1893年12月26日",
            "患者出生于1949年",
            "出生日期：1949年12月",
            "出生日期：1949****",
            "出生日期：199001021",
            "生日\t1990-01-02",
            "患者2020年3月5日入院",
        ] {
            assert!(found(&BirthDate, text).is_empty(), "{text}");
        }
    }
}
