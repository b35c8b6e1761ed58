//! Fixed-line telephone numbers: area code and seven or eight digits.
//!
//! The area codes are those of the national numbering plan (ten of three digits, the rest of four), as listed by JioNLP's
//! `landline_phone_area_code.txt`. Numbers without an area code and public short numbers (120, 12320, 95…, 400, 800) are not looked
//! for: nobody's home is reached by them. What an institution gives out for everyone to call is rejected as well.

use std::{ops::Range, sync::LazyLock};

use super::{
    Anchors, Detector, Hits, Passage, cue,
    digits::{self, Group, Joint},
};
use crate::finding::Evidence;

/// Codes of four digits: the first three, and every last digit in use.
const AREAS: &[(&str, &str)] = &[
    ("031", "0123456789"),
    ("033", "5"),
    ("034", "9"),
    ("035", "0123456789"),
    ("037", "012345679"),
    ("039", "1234568"),
    ("041", "123456789"),
    ("042", "179"),
    ("043", "123456789"),
    ("045", "123456789"),
    ("046", "4789"),
    ("047", "0123456789"),
    ("048", "23"),
    ("051", "0123456789"),
    ("052", "37"),
    ("053", "0123456789"),
    ("054", "36"),
    ("055", "0123456789"),
    ("056", "123456"),
    ("057", "0123456789"),
    ("058", "0"),
    ("059", "123456789"),
    ("063", "12345"),
    ("066", "0238"),
    ("069", "12"),
    ("070", "1"),
    ("071", "0123456789"),
    ("072", "248"),
    ("073", "01456789"),
    ("074", "3456"),
    ("075", "0123456789"),
    ("076", "023689"),
    ("077", "0123456789"),
    ("079", "0123456789"),
    ("081", "23678"),
    ("082", "567"),
    ("083", "0123456789"),
    ("085", "123456789"),
    ("087", "0123456789"),
    ("088", "3678"),
    ("089", "12345678"),
    ("090", "123689"),
    ("091", "12345679"),
    ("093", "0123456789"),
    ("094", "13"),
    ("095", "12345"),
    ("097", "012345679"),
    ("099", "0123456789"),
];

/// Words of people's own telephones.
static PERSONAL: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     患者 病人 家属 家中 家里 家庭 住宅 宅电 本人 个人 家长 监护人 父亲 母亲 爱人 亲属",
    )
});

/// Words of telephones that are there to be called by everyone.
static PUBLIC: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     预约 咨询 热线 挂号 总机 值班 投诉 举报 监督 报名 急诊 门诊 导诊 服务 办公 传真 客服 报修 医院 本院 我院 中心 单位 \
     公司 学校 报社 编辑部 新闻 招聘 人事 采购 招标 fax 护士站 病区 分院 诊所 救助 捐款 订票 订座 酒店 求助",
    )
});

/// Words that announce a telephone without saying whose.
static NEUTRAL: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     电话 tel phone 座机 固话 联系 致电 拨打 来电 地址 网址 邮编",
    )
});

pub(super) struct Landline;

impl Detector for Landline {
    fn name(&self) -> &str {
        "landline"
    }

    fn anchors(&self) -> Anchors {
        Anchors::digits(9)
    }

    fn rank(&self) -> u8 {
        20
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        let groups = digits::groups(text);
        let mut at = 0;
        while at < groups.len() {
            let Some(phone) = parse(text, &groups[at..]) else {
                at += 1;
                continue;
            };
            if digits::stands_alone(passage, &phone.range) {
                judge(text, &phone, hits);
                at += phone.groups;
            } else {
                at += 1;
            }
        }
    }
}

struct Phone {
    range: Range<usize>,
    groups: usize,
    /// Whether something parts the area code from the rest. Without that, the number is one of many of the kind.
    parted: bool,
}

/// A number that starts with the first group.
fn parse(text: &str, groups: &[Group]) -> Option<Phone> {
    let first = *groups.first()?;
    let digits = &text[first.start..first.end];
    let abroad = ["+86", "+86-", "+86 ", "0086-", "0086 "]
        .iter()
        .any(|code| text[..first.start].ends_with(code));
    let area = if abroad && !digits.starts_with('0') {
        area_code(&format!("0{digits}"))? - 1
    } else {
        area_code(digits)?
    };
    let mut start = first.start;
    let (last, parted) = match first.len() - area {
        0 => {
            let joint = first.joint?;
            if !matches!(joint, Joint::Space | Joint::Hyphen | Joint::Bracket) {
                return None;
            }
            if joint == Joint::Bracket && text[..start].ends_with('(') {
                start -= 1;
            }
            (local(text, &groups[1..])?, true)
        }
        7 | 8 if is_local(&digits[area..]) => (0, false),
        _ => return None,
    };
    let (used, end) = match last {
        0 => (1, first),
        count => (1 + count, groups[count]),
    };
    // A short group behind is an extension; a long one makes the whole something else.
    let rest = groups.get(used);
    let continued = match end.joint {
        Some(Joint::Hyphen) => rest.is_some_and(|next| next.len() > 5),
        Some(Joint::Dot) => true,
        _ => false,
    };
    (!continued).then_some(Phone {
        range: start..end.end,
        groups: used,
        parted,
    })
}

/// How many groups the seven or eight local digits take.
fn local(text: &str, groups: &[Group]) -> Option<usize> {
    let first = *groups.first()?;
    if !is_local(&text[first.start..first.end]) {
        return None;
    }
    match first.len() {
        7 | 8 => Some(1),
        3 | 4 if matches!(first.joint, Some(Joint::Space | Joint::Hyphen)) => {
            let second = groups.get(1)?;
            matches!((first.len(), second.len()), (3, 4) | (4, 4) | (4, 3)).then_some(2)
        }
        _ => None,
    }
}

/// Local numbers do not begin with 0: that is the long-distance prefix.
fn is_local(digits: &str) -> bool {
    !digits.starts_with('0')
}

/// The length of the area code at the start of the digits.
fn area_code(digits: &str) -> Option<usize> {
    let three = digits.get(..3)?;
    if matches!(
        three,
        "010" | "020" | "021" | "022" | "023" | "024" | "025" | "027" | "028" | "029"
    ) {
        return Some(3);
    }
    let last = digits.get(3..4)?;
    let known = AREAS.iter().any(|(prefix, lasts)| *prefix == three && lasts.contains(last));
    known.then_some(4)
}

fn judge(text: &str, phone: &Phone, hits: &mut Hits) {
    let Range { start, .. } = phone.range;
    let range = phone.range.clone();
    if let Some(word) = cue::near(text, start, 12, &PUBLIC) {
        hits.rejected(range, format!("private number: {word}"));
    } else if let Some(word) = cue::near(text, start, 16, &PERSONAL) {
        hits.found(range, vec![Evidence::Cue(word.to_owned())]);
    } else if let Some(word) = cue::near(text, start, 12, &NEUTRAL) {
        hits.rejected(range, format!("private number: {word}"));
    } else if phone.parted || cue::fills_cell(text, range.clone()) {
        hits.found(range, Vec::new());
    } else {
        hits.rejected(range, "cue of a telephone");
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn numbers_are_found_whole() {
        for (text, expected) in [
            ("患者家中电话0571-88001234", "0571-88001234"),
            ("家属座机：010-62345678，晚上打", "010-62345678"),
            ("家属（0571）8800 1234", "（0571）8800 1234"),
            ("家属电话：05718800123", "05718800123"),
            ("家里电话+86-571-88001234", "571-88001234"),
            ("0755-7654321", "0755-7654321"),
            ("01062345678", "01062345678"),
            ("张三0571-88001234转8", "0571-88001234"),
        ] {
            assert_eq!(found(&Landline, text), [expected], "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "预约电话：0571-88001234转3",
            "就诊咨询请拨400-800-1234",
            "电话0571-88001234",
            "010-889931081",
            "A20-9999999",
            "0755-7654.321",
            "0000-88001234",
            "0571-88001234-20240101",
            "0571-08001234",
            "条码01062345678",
            "0571\t88001234",
            "95588",
        ] {
            assert!(found(&Landline, text).is_empty(), "{text}");
        }
    }
}
