//! Home addresses, down to the door: 家住…3号楼2单元501.
//!
//! An address is personal information (民法典 (2020) 1034) once it leads to a dwelling: house, unit, room, or the group of a village. A
//! city or district alone passes, and so does the address of a hospital.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Anchors, Detector, Hits, Passage, cue};
use crate::finding::Evidence;

/// Words that only dwellings have.
static HOME: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     家住 现住址 家庭住址 家庭地址 居住地址 户籍地址 户籍所在地 户籍地 户口地址 户口所在地 住址 现居住地 居住地 居住于 \
     居住在 现住 暂住 租住在 租住于 租住 常住地",
    )
});

/// Words that other places have too.
static PLACE: LazyLock<Vec<&str>> = LazyLock::new(|| cue::words("地址 住在 来自 住于"));

/// Places that are nobody's home.
static PUBLIC: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     医院 本院 我院 院址 分院 门诊部 诊所 卫生院 卫生室 服务中心 服务站 义诊 活动 会议 酒店 宾馆 公司 单位 学校 大学 药店 \
     药房 药业 网点 接种点 采样点 报名 集合 办公 邮寄 培训 科室 部门 邮编 联系地址 通讯地址 收件 病房 病区 床",
    )
});

/// Who lives at a place.
static PERSON: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     患者 病人 家属 患儿 产妇 先生 女士 大爷 大妈 老人 姓名 岁 本人 户主 伤者 死者",
    )
});

/// The door: house, entrance, flat, or the group of a village.
static DOOR: LazyLock<Regex> = LazyLock::new(|| {
    let number = "(?:[0-9]{1,4}[a-z]?|[一二三四五六七八九十百]{1,5}|[a-z][0-9]{0,3})";
    Regex::new(&format!(
        "{number}(?:-[0-9]{{1,4}}){{0,2}}(?:号楼|栋|幢|座|单元|楼|号院|号房|号|室|户|门)(?:[0-9]{{3,4}}(?:-[0-9]{{1,4}}){{0,2}}(?:室|户|号)?|[0-9]{{1,2}}(?:室|户))?|(?:村|屯|寨|庄|湾|沟|堡|塘|坝|坪|社区){number}(?:村民小组|小组|组|队|社)|[0-9]{{1,3}}-[0-9]{{1,3}}-[0-9]{{2,4}}"
    ))
    .expect("a constant")
});

/// What only a dwelling's door has.
static INNER: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     单元 室 户 栋 幢 号楼 组 队 小区 公寓 宿舍",
    )
});

/// The most characters of an address.
const LONGEST: usize = 50;

pub(super) struct Address;

impl Detector for Address {
    fn name(&self) -> &str {
        "address"
    }

    fn anchors(&self) -> Anchors {
        Anchors::literals(HOME.iter().chain(PLACE.iter()).copied())
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        let mut end = 0;
        for (at, c) in text.char_indices() {
            if at < end || !begins_announcement(c) {
                continue;
            }
            let rest = &text[at..];
            let Some((word, home)) = announced(rest) else { continue };
            let start = at + word.len();
            let start = start + joiner(&text[start..]);
            end = at + word.len();
            let Some(range) = to_the_door(text, start) else { continue };
            judge(text, at, word, home, range.clone(), hits);
            end = range.end;
        }
    }
}

/// Whether a word that announces an address begins with the character: most characters begin none.
fn begins_announcement(c: char) -> bool {
    matches!(c, '家' | '现' | '居' | '户' | '住' | '暂' | '租' | '常' | '地' | '来')
}

/// The word that announces an address, and whether only a dwelling has it. The longest word wins: 联系地址 holds 地址.
fn announced(rest: &str) -> Option<(&'static str, bool)> {
    let longest = |words: &'static [&'static str]| {
        words
            .iter()
            .filter(|word| rest.starts_with(**word))
            .max_by_key(|word| word.len())
    };
    match longest(&HOME) {
        Some(word) => Some((word, true)),
        None => longest(&PLACE).map(|word| (*word, false)),
    }
}

/// The length of what joins the word to the address.
fn joiner(rest: &str) -> usize {
    rest.len()
        - rest
            .trim_start_matches([':', '是', '为', '在', '于', '“', '"', ' ', '('])
            .len()
}

/// The address that starts here, if it leads to a door.
fn to_the_door(text: &str, start: usize) -> Option<Range<usize>> {
    let head = cue::head(text, start, LONGEST);
    let ends = |c: char| matches!(c, ',' | '、' | '(' | ')' | '"' | '“' | '”' | '的' | '。' | ':' | '*' | '某');
    let value = &head[..head.find(ends).unwrap_or(head.len())];
    // 某 and * mask the rest.
    let door = DOOR.find_iter(value).filter(|door| !is_line(&value[door.end()..])).last()?;
    let long_enough = value[..door.start()].chars().count() >= 2 || door.as_str().chars().count() >= 8;
    long_enough.then(|| start..start + door.end())
}

/// Whether the number is that of a metro line or an exit: 地铁3号线.
fn is_line(after: &str) -> bool {
    after.starts_with(['线', '口', '公', '台', '机', '文'])
}

fn judge(text: &str, at: usize, word: &'static str, home: bool, range: Range<usize>, hits: &mut Hits) {
    let value = &text[range.clone()];
    let before = cue::tail(text, at, 10);
    let public = cue::any(value, &PUBLIC).or_else(|| if home { None } else { cue::any(before, &PUBLIC) });
    if let Some(public) = public {
        hits.rejected(range, format!("home: {public}"));
    } else if home || cue::any(value, &INNER).is_some() && cue::any(cue::tail(text, at, 24), &PERSON).is_some() {
        hits.found(range, vec![Evidence::Cue(word.to_owned())]);
    } else {
        hits.rejected(range, "person at the address");
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn words_begin_as_they_say() {
        for word in HOME.iter().chain(PLACE.iter()) {
            assert!(word.starts_with(begins_announcement), "{word}");
        }
    }

    #[test]
    fn addresses_are_found_to_the_door() {
        for (text, expected) in [
            ("患者家住南川县石桥镇大坪村5组，务农", "南川县石桥镇大坪村5组"),
            (
                "现住址：云栖市明湖区梧桐路18号3栋2单元501室",
                "云栖市明湖区梧桐路18号3栋2单元501室",
            ),
            ("老人家住和平小区7号楼1单元302，下楼", "和平小区7号楼1单元302"),
            ("家住梧桐路18号的患者", "梧桐路18号"),
            ("患者地址：明湖花园3幢二单元602", "明湖花园3幢二单元602"),
            ("患者住在光明小区3-2-501室", "光明小区3-2-501室"),
            ("家住文三路269号嘉绿苑3-2-501", "文三路269号嘉绿苑3-2-501"),
            ("家庭住址 南川县大坪村五组", "南川县大坪村五组"),
        ] {
            assert_eq!(found(&Address, text), [expected], "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "患者家住某市某区",
            "家住某小区某号楼",
            "我院地址：云栖市明湖区健康路1号",
            "地址：云栖市明湖区健康路1号住院楼3楼",
            "义诊地点设在石桥镇卫生院",
            "家住农村，今年7岁",
            "家住南川县",
            "住址：南川县***3号",
            "患者住在3号楼病房",
            "家住地铁3号线附近",
            "家住南川县\t大坪村5组",
            "来自全国各地的患者",
        ] {
            assert!(found(&Address, text).is_empty(), "{text}");
        }
    }
}
