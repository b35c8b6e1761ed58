//! Mobile phone numbers.
//!
//! The ranges are those that the ministry (工信部) had given out by March 2023: 我国公众移动通信网网号及H₀分配情况. A bare `1[3-9]` would take
//! in 154, 164 and 194, which belong to nobody. Numbers are carried from operator to operator, so the operator is not told.

use std::{ops::Range, sync::LazyLock};

use super::{
    Anchors, Detector, Hits, Passage, cue,
    digits::{self, Joint, Run},
};
use crate::finding::Evidence;

/// Three-digit prefixes in use.
static PREFIXES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     130 131 132 133 134 135 136 137 138 139 145 146 147 148 149 150 151 152 153 155 156 157 158 159 162 165 166 167 170 \
     171 172 173 174 175 176 177 178 180 181 182 183 184 185 186 187 188 189 190 191 192 193 195 196 197 198 199",
    )
});

static LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     手机 电话 联系方式 联系 微信 tel phone mobile 致电 拨打 号码",
    )
});

/// Latin words that may touch a number.
static PREFIX_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     tel mobile phone mob cell m t v vx wx qq q",
    )
});

/// What a count is followed by: 13800138000元.
const UNITS: &[char] = &[
    '元', '万', '亿', '人', '例', '次', '件', '吨', '份', '名', '年', '月', '株', '篇', '条', '个', '只', '头', '块', '粒', '枚',
    '股', '户',
];

pub(super) struct Mobile;

impl Detector for Mobile {
    fn name(&self) -> &str {
        "mobile"
    }

    fn anchors(&self) -> Anchors {
        // A number may also be spelled in Chinese numerals.
        let spelled = ["一", "幺", "壹"].iter().flat_map(|one| {
            let seconds = "三四五六七八九叁肆伍陆柒捌玖".chars();
            seconds.map(move |second| format!("{one}{second}"))
        });
        Anchors {
            literals: spelled.collect(),
            digits: Some(11),
        }
    }

    fn rank(&self) -> u8 {
        30
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        digits::each_run(text, 15, |run| match national(run) {
            Some(skip) => {
                let mut range = run.range();
                if skip == 0 {
                    range.start = country_code(text, range.start);
                } else if text[..range.start].ends_with('+') {
                    range.start -= 1;
                }
                let claimed = is_phone(passage, run, &range);
                if claimed {
                    found(passage, range, hits);
                }
                claimed
            }
            None => false,
        });
        in_chinese(passage, hits);
    }
}

fn found(passage: &Passage<'_>, range: Range<usize>, hits: &mut Hits) {
    let label = cue::near(passage.folded(), range.start, 8, &LABELS);
    hits.found(
        range,
        label.map(|label| Evidence::Cue(label.to_owned())).into_iter().collect(),
    );
}

/// How many digits of the run stand before the eleven of the number, if it has its form.
fn national(run: &Run<'_>) -> Option<usize> {
    let skip = match run.digits {
        digits if digits.len() == 11 => 0,
        digits if digits.len() == 12 && digits.starts_with('0') => 1,
        digits if digits.len() == 13 && digits.starts_with("86") => 2,
        digits if digits.len() == 15 && digits.starts_with("0086") => 4,
        _ => return None,
    };
    let grouped = [&[11][..], &[3, 4, 4], &[3, 8], &[7, 4], &[4, 4, 3], &[3, 3, 5]]
        .iter()
        .any(|shape| run.has_shape(shape));
    let parted = matches!(run.joint, Some(Joint::Space | Joint::Hyphen));
    let coded = skip == 2
        && parted
        && [&[2, 11][..], &[2, 3, 4, 4], &[2, 3, 8]]
            .iter()
            .any(|shape| run.has_shape(shape));
    let whole = run.groups.len() == 1 || coded || skip == 0 && (grouped || run.is_spelled());
    (whole && run.joint != Some(Joint::Slash) && is_number(&run.digits[skip..])).then_some(skip)
}

fn is_number(digits: &str) -> bool {
    PREFIXES.iter().any(|prefix| digits.starts_with(prefix)) || digits.starts_with("1619")
}

/// Where the number starts if a country code stands before it: +86, 0086, (86).
fn country_code(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end_matches([' ', '-', ')']);
    let code = ["+86", "0086", "+(86", "(86"].iter().find(|code| before.ends_with(**code));
    match code {
        Some(code) if at - before.len() <= 2 => {
            let start = before.len() - code.len();
            let bracketed = !code.contains('(') && text[..start].ends_with('(');
            start - usize::from(bracketed)
        }
        _ => at,
    }
}

fn is_phone(passage: &Passage<'_>, run: &Run<'_>, range: &Range<usize>) -> bool {
    let text = passage.folded();
    let coded = range.start < run.range().start;
    let goes_on =
        matches!(run.after, Some(Joint::Hyphen | Joint::Dot)) || !coded && matches!(run.before, Some(Joint::Hyphen | Joint::Dot));
    if goes_on || !digits::free_after(passage, range.end) || text[range.end..].starts_with(UNITS) {
        return false;
    }
    digits::free_before(passage, range.start) || {
        let letters = text[..range.start].trim_end_matches(|c: char| c.is_ascii_lowercase()).len();
        PREFIX_WORDS.contains(&&text[letters..range.start])
    }
}

/// 一三八零零一三八零零零
fn in_chinese(passage: &Passage<'_>, hits: &mut Hits) {
    let text = passage.folded();
    digits::each_spelled(text, 11, |range, digits| {
        if digits.len() == 11 && is_number(digits) && !text[range.end..].starts_with(UNITS) {
            found(passage, range, hits);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn numbers_are_found_whole() {
        for (text, expected) in [
            ("家属手机13800138000，请保持畅通", "13800138000"),
            ("138-0013-8000", "138-0013-8000"),
            ("138 0013 8000", "138 0013 8000"),
            ("138.0013.8000", "138.0013.8000"),
            ("1 3 8 0 0 1 3 8 0 0 0", "1 3 8 0 0 1 3 8 0 0 0"),
            ("+86 138 0013 8000", "+86 138 0013 8000"),
            ("0086-13800138000", "0086-13800138000"),
            ("(+86)13800138000", "(+86)13800138000"),
            // The sign was once left out, as (86 was looked for first.
            ("+(86)13800138000", "+(86)13800138000"),
            // The bracket before it is not the number's: with it, it seemed to go on to the left.
            ("90(+(86)13800138000", "+(86)13800138000"),
            ("+8613800138000", "+8613800138000"),
            ("86-13800138000", "86-13800138000"),
            ("壹叁捌零零壹叁捌零零零", "壹叁捌零零壹叁捌零零零"),
            ("①③⑧００１３８０００", "①③⑧００１３８０００"),
            ("tel13800138000", "13800138000"),
            ("一三八零零一三八零零零转告", "一三八零零一三八零零零"),
        ] {
            assert_eq!(found(&Mobile, text), [expected], "{text}");
        }
        assert_eq!(found(&Mobile, "13800138000/13900139000").len(), 2);
        assert_eq!(found(&Mobile, "138 0013 8000 139 0013 9000").len(), 2);
    }

    #[test]
    fn near_misses() {
        for text in [
            "138****8000",
            "138001380001",
            "15400138000",
            "19400138000",
            "13800138000元",
            "0.13800138000",
            "13900人次，结余139001.39万元",
            "2014-13800138000",
            "138001\t38000",
            "id13800138000",
            "一三八零零一三八零零",
            "10.3760-13800138000",
        ] {
            assert!(found(&Mobile, text).is_empty(), "{text}");
        }
    }
}
