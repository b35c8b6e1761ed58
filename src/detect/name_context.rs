//! What stands beside a name: on its left what leads to it (患者…, 12床…), on its right what follows a name (，男，67岁; 因…入院).

use std::ops::Range;

use super::{Passage, cue};
use crate::text::{is_han, knows};

/// Words for somebody who is treated, and for the family.
const PATIENT: &[&str] = &[
    "患者",
    "病人",
    "病患",
    "病友",
    "产妇",
    "孕妇",
    "孕产妇",
    "伤者",
    "伤员",
    "患儿",
    "患儿家长",
    "死者",
    "逝者",
    "供者",
    "受者",
    "供体",
    "捐献者",
    "捐献人",
    "感染者",
    "新生儿",
    "确诊病例",
    "无症状感染者",
    "家属",
    "住院者",
    "就诊者",
    "求助者",
    "体检者",
    "受检者",
    "被救者",
    "产妇姓名",
    "患者姓名",
    "病人姓名",
    "患儿姓名",
    "受检者姓名",
    "就诊人",
    "就诊人姓名",
    "联系人",
    "监护人",
    "病患姓名",
    "住院病人",
];

/// Words that lead to a patient's name only where the sentence speaks of treatment.
const WEAK: &[&str] = &[
    "岁的",
    "岁",
    "旬的",
    "岁男子",
    "岁女子",
    "岁男孩",
    "岁女孩",
    "岁老人",
    "岁小伙",
    "岁姑娘",
    "岁大爷",
    "岁大妈",
    "名叫",
    "村民",
    "市民",
    "居民",
    "群众",
    "工人",
    "农民",
    "老人",
    "男孩",
    "女孩",
    "小伙",
    "姑娘",
    "大爷",
    "大妈",
    "老汉",
    "学生",
    "小朋友",
    "男子",
    "女子",
    "女婴",
    "男婴",
    "乘客",
    "宝宝",
    "父亲",
    "母亲",
    "妻子",
    "丈夫",
    "儿子",
    "女儿",
    "爱人",
    "老伴",
    "孙子",
    "孙女",
    "之母",
    "之父",
    "之子",
    "之女",
    "为",
    "给",
    "替",
    "帮",
    "对",
    "将",
    "把",
    "让",
    "救治",
    "抢救",
    "收治",
    "接诊",
    "救助",
    "探望",
    "看望",
    "陪",
    "送",
    "救下",
    "救回",
    "随访",
];

/// Words for those who treat, and for others who are named in public for what they do.
const STAFF: &[&str] = &[
    "医生",
    "医师",
    "主任",
    "副主任",
    "教授",
    "护士",
    "护士长",
    "护师",
    "院长",
    "副院长",
    "大夫",
    "博士",
    "硕士",
    "专家",
    "老师",
    "技师",
    "药师",
    "书记",
    "科长",
    "主刀",
    "局长",
    "部长",
    "会长",
    "院士",
    "团队",
    "记者",
    "通讯员",
    "志愿者",
    "导师",
    "队长",
    "组长",
    "麻醉师",
    "治疗师",
    "规培生",
    "工程师",
    "同志",
    "主治",
    "主管",
    "医务",
    "院办",
    "法官",
    "律师",
    "警官",
    "民警",
    "演员",
    "歌手",
    "导演",
    "作家",
    "作者",
    "审核",
    "编辑",
    "摄影",
    "文字",
    "撰稿",
    "供稿",
    "校对",
    "责编",
    "图文",
    "来源",
    "讲师",
    "研究员",
    "所长",
    "代表",
    "委员",
    "选手",
    "运动员",
    "教练",
    "董事长",
    "总经理",
    "市长",
    "省长",
    "县长",
    "镇长",
    "总统",
    "总理",
    "主席",
    "医务工作者",
    "助产士",
    "司机",
    "等人",
    "出诊",
    "坐诊",
];

/// Words in a sentence about somebody's career rather than about an illness.
const CAREER: &[&str] = &[
    "主任医师",
    "主治医师",
    "副教授",
    "教授",
    "毕业",
    "学历",
    "学士",
    "硕士",
    "博士",
    "党员",
    "汉族",
    "籍贯",
    "现任",
    "历任",
    "曾任",
    "专家",
    "擅长",
    "职称",
    "职务",
    "导演",
    "演员",
    "歌手",
    "主演",
    "球员",
    "教练",
    "冠军",
    "参赛",
    "从事",
    "任职",
    "聘",
    "专业",
    "嫌疑人",
    "被告",
    "主席",
    "总统",
    "总理",
];

/// Words of illness and treatment.
const MEDICAL: &[&str] = &[
    "患者",
    "病人",
    "入院",
    "住院",
    "出院",
    "来院",
    "就诊",
    "诊断",
    "确诊",
    "手术",
    "术后",
    "术前",
    "治疗",
    "救治",
    "抢救",
    "急诊",
    "病情",
    "疾病",
    "骨折",
    "癌",
    "肿瘤",
    "结石",
    "炎",
    "疼",
    "痛",
    "出血",
    "梗死",
    "梗塞",
    "中风",
    "心梗",
    "脑梗",
    "高血压",
    "糖尿病",
    "化疗",
    "放疗",
    "透析",
    "移植",
    "捐献",
    "病房",
    "病区",
    "icu",
    "重症",
    "昏迷",
    "休克",
    "发热",
    "发烧",
    "住院号",
    "床",
    "阳性",
    "阴性",
    "核酸",
    "化验",
    "检验",
    "体检",
    "切除",
    "穿刺",
    "支架",
    "分娩",
    "剖宫产",
    "顺产",
    "产下",
    "新生儿",
    "早产",
    "心脏",
    "康复",
    "感染",
    "骨髓",
    "综合征",
    "胎",
    "术",
];

/// Diseases and treatments with which nobody may be named.
pub(super) const UNNAMEABLE: &[&str] = &[
    "艾滋",
    "hiv",
    "梅毒",
    "淋病",
    "尖锐湿疣",
    "精神分裂",
    "精神病",
    "精神障碍",
    "精神科",
    "双相情感",
    "抑郁症",
    "躁狂",
    "辅助生殖",
    "试管婴儿",
    "人工授精",
    "吸毒",
    "戒毒",
    "性侵",
    "强奸",
    "鼠疫",
    "霍乱",
    "麻风",
    "肺结核",
];

/// What people do who are ill: these begin right behind the name.
const PREDICATES: &[&str] = &[
    "被诊断",
    "被确诊",
    "确诊",
    "患有",
    "身患",
    "罹患",
    "患上",
    "患病",
    "患了",
    "住进",
    "住院",
    "入院",
    "出院",
    "术后",
    "病情",
    "康复出院",
    "被送",
    "被紧急",
    "突发",
    "突感",
    "突然晕",
    "突然昏",
    "突然倒",
    "急诊",
    "病危",
    "不幸患",
    "不幸被",
    "成功接受",
    "接受手术",
    "接受了手术",
    "接受治疗",
    "产下",
    "诞下",
    "顺利产",
    "顺利分娩",
    "转入",
    "转院",
    "就诊",
    "来我院",
    "来院",
    "到我院",
];

/// Where somebody who has a reason (因…) ends up.
const OUTCOMES: &[&str] = &[
    "入院", "就诊", "住院", "来院", "我院", "送医", "送到", "送至", "送往", "急诊", "手术", "收治", "收入", "诊断", "医院",
    "求医", "求诊", "离世", "去世", "死亡", "转入", "抢救", "治疗",
];

/// Words that go on behind a name. One character says as much as several here: a name ends before them.
const FOLLOWING: &[&str] = &[
    "因",
    "于",
    "在",
    "的",
    "被",
    "经",
    "行",
    "将",
    "为",
    "已",
    "也",
    "是",
    "和",
    "与",
    "及",
    "同",
    "向",
    "对",
    "从",
    "由",
    "到",
    "来",
    "去",
    "说",
    "称",
    "自",
    "把",
    "给",
    "让",
    "就",
    "又",
    "还",
    "再",
    "便",
    "需",
    "可",
    "不",
    "没",
    "未",
    "无",
    "很",
    "仍",
    "其",
    "即",
    "后",
    "前",
    "今",
    "昨",
    "突",
    "近",
    "患",
    "住",
    "入",
    "出",
    "转",
    "送",
    "术",
    "伴",
    "诉",
    "服",
    "用",
    "做",
    "予",
    "按",
    "拟",
    "拨",
    "带",
    "拿",
    "捧",
    "拉",
    "握",
    "写",
    "终",
    "一直",
    "目前",
    "现",
    "怀",
    "产下",
    "诞下",
    "生下",
    "分娩",
    "躺",
    "每",
    "十分",
    "非常",
    "激动",
    "高兴",
    "流",
    "主动",
    "专程",
    "特意",
    "特地",
    "亲自",
    "感谢",
    "表示",
    "告诉",
    "病情",
    "家属",
    "家人",
    "家中",
    "顺利",
    "恢复",
    "康复",
    "成功",
    "接受",
    "致",
    "进行",
    "完成",
    "明显",
    "反复",
    "出现",
    "发现",
    "自述",
    "感觉",
    "感到",
    "觉得",
    "所患",
    "本人",
    "及其",
    "夫妇",
    "夫妻",
    "一家",
    "之",
    "等",
    "先生",
    "女士",
    "老人",
    "大爷",
    "大妈",
    "阿姨",
    "奶奶",
    "爷爷",
    "叔叔",
    "婆婆",
    "小朋友",
    "宝宝",
    "同学",
    "老伯",
    "大叔",
    "大姐",
    "手术",
    "年",
    "时",
    "身",
    "右",
    "左",
    "双",
    "胸",
    "腹",
    "头",
    "体",
    "血",
    "心",
    "肺",
    "肝",
    "肾",
    "脑",
    "只",
    "都",
    "曾",
    "确诊",
    "诊断",
    "检查",
    "化验",
    "阳性",
    "阴性",
    "复",
    "父",
    "母",
    "妻",
    "丈夫",
    "儿子",
    "女儿",
    "爱人",
    "老伴",
    "男",
    "女",
];

/// What leads to a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// A word for a patient, just before.
    Patient(String),
    /// 姓名：
    Label(String),
    /// 12床
    Bed(String),
    /// A word that leads to many people.
    Weak(String),
    /// The start of a sentence, clause, cell or word.
    Edge,
}

/// What follows a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Right {
    /// Sex or age, with what says so; whether both.
    Person(String, bool),
    /// The end of a sentence, clause, cell or word.
    End,
    /// A word that goes on behind names.
    Word(&'static str),
    /// A word of the dictionary.
    Known,
    /// A title of staff, or a mask.
    Other,
    /// Anything else: the name is not at its end.
    Open,
}

/// What calls the detector.
pub(super) fn anchors() -> impl Iterator<Item = &'static str> {
    let cues = PATIENT.iter().chain(PREDICATES).copied();
    cues.chain([
        "姓名", "床", "岁", "旬的", "男", "女", "手术", "救治", "抢救", "治疗", "入院", "就诊", "来院", "送医",
    ])
}

/// Whether the sentence speaks of treatment.
pub(super) fn is_medical(text: &str) -> bool {
    cue::any(text, MEDICAL).is_some()
}

/// Whether the sentence speaks of a career.
pub(super) fn is_career(text: &str) -> bool {
    cue::any(text, CAREER).is_some()
}

/// What leads to a name at this byte; `None` in the middle of a word.
pub(super) fn left(passage: &Passage<'_>, at: usize) -> Option<Left> {
    let before = cue::tail(passage.folded(), at, 16);
    let joined = before.trim_end_matches([':', '(', '“', '"', '‘', '【', '[', ' ', '-', '—', '=']);
    let named = ["名叫", "叫做", "名为", "姓名为", "姓名是"]
        .iter()
        .find_map(|verb| joined.strip_suffix(verb))
        .unwrap_or(joined);
    if let Some(cue) = ends_with(named, PATIENT) {
        return Some(Left::Patient(cue.to_owned()));
    }
    if joined.ends_with("姓名") {
        return Some(Left::Label("姓名".to_owned()));
    }
    if ends_with(joined, STAFF).is_some() {
        return None;
    }
    if let Some(bed) = bed(joined) {
        return Some(Left::Bed(bed.to_owned()));
    }
    // A label needs its colon, a preposition none.
    if let Some(cue) = ends_with(joined, WEAK) {
        return Some(Left::Weak(cue.to_owned()));
    }
    let edge = before.chars().next_back().is_none_or(|c| !is_han(c) && c != '·') || passage.parted(at);
    edge.then_some(Left::Edge)
}

fn ends_with<'c>(text: &str, cues: &[&'c str]) -> Option<&'c str> {
    cues.iter()
        .filter(|cue| text.ends_with(**cue))
        .max_by_key(|cue| cue.len())
        .copied()
}

/// The number of a bed at the end: 12床, 三床, 加1床.
fn bed(text: &str) -> Option<&str> {
    let text = text.strip_suffix('的').unwrap_or(text);
    let text = text.strip_suffix('位').unwrap_or(text);
    let number = text.strip_suffix('床')?;
    let number = number.strip_suffix('号').unwrap_or(number);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let start = number.trim_end_matches(numeral).len();
    (start < number.len()).then(|| &text[start..])
}

/// What follows a name that ends at this byte.
pub(super) fn right(passage: &Passage<'_>, end: usize) -> Right {
    let text = passage.folded();
    let rest = cue::cell_after(text, end);
    if rest.starts_with(['*', '×', '某', '·', '_', '○']) {
        return Right::Other;
    }
    let behind = rest.trim_start_matches(['(', ',', ' ', '/', ':', '-']);
    if STAFF.iter().any(|title| behind.starts_with(title)) {
        return Right::Other;
    }
    if let Some(person) = person(text, end) {
        return person;
    }
    let parted = end < text.len() && passage.parted(end);
    if parted || rest.chars().next().is_none_or(|c| !is_han(c) && !c.is_ascii_alphabetic()) {
        return Right::End;
    }
    if let Some(word) = FOLLOWING
        .iter()
        .filter(|word| rest.starts_with(**word))
        .max_by_key(|word| word.len())
    {
        return Right::Word(word);
    }
    let known = |count: usize| {
        let word = cue::head(text, end, count);
        word.chars().count() == count && word.chars().all(is_han) && knows(word)
    };
    if known(2) || known(3) || known(4) {
        Right::Known
    } else {
        Right::Open
    }
}

/// Sex and age behind a name: ，男，67岁; (女, 3岁); a cell 男.
fn person(text: &str, end: usize) -> Option<Right> {
    let skip = |rest: &str| rest.len() - rest.trim_start_matches([',', '、', '(', ' ', ':', '/', '-', '|', '\t']).len();
    let mut at = end + skip(&text[end..]);
    for label in ["性别", "年龄"] {
        if text[at..].starts_with(label) {
            at += label.len();
            at += skip(&text[at..]);
        }
    }
    let start = at;
    let mut rest = &text[at..];
    let sex = rest.starts_with(['男', '女']) && {
        let behind = &rest[3..];
        let behind = behind.strip_prefix('性').unwrap_or(behind);
        behind
            .chars()
            .next()
            .is_none_or(|c| c.is_ascii_digit() || c == '\t' || !c.is_alphanumeric() || "一二三四五六七八九十年".contains(c))
    };
    if sex {
        at += 3;
        at += if text[at..].starts_with('性') { 3 } else { 0 };
        at += skip(&text[at..]);
        at += if text[at..].starts_with("年龄") { 6 } else { 0 };
        at += skip(&text[at..]);
        rest = &text[at..];
    }
    let age = age(rest);
    (sex || age > 0).then(|| {
        let said = text[start..at + age].trim_end_matches(|c: char| !c.is_alphanumeric());
        Right::Person(said.to_owned(), sex && age > 0)
    })
}

/// The length of an age at the start: 67岁, 六十七岁, 8个月; 0 if there is none.
fn age(text: &str) -> usize {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十零".contains(c);
    let number = text.len() - text.trim_start_matches(numeral).len();
    let unit = ["岁", "周岁", "月龄", "个月", "天大"]
        .iter()
        .find(|unit| text[number..].starts_with(**unit));
    match unit {
        Some(unit) if number > 0 && text[..number].chars().count() <= 4 => number + unit.len(),
        _ => 0,
    }
}

/// What the bearer of the name that ends here does as a patient.
pub(super) fn predicate(text: &str, end: usize) -> Option<&'static str> {
    let rest = cue::cell_after(text, end);
    if let Some(word) = PREDICATES.iter().find(|word| rest.starts_with(**word)) {
        return Some(word);
    }
    let because = rest.starts_with('因') || rest.starts_with("由于");
    if because {
        cue::any(cue::head(text, end, 30), OUTCOMES)
    } else {
        None
    }
}

/// Whether the sentence says that the name is not the real one: 王小禾（化名）, 化名王小禾.
pub(super) fn is_alias(text: &str, name: &Range<usize>) -> bool {
    let near = [cue::tail(text, name.start, 4), cue::head(text, name.end, 6)];
    let all = ["均为化名", "皆为化名", "系化名", "为化名", "都是化名", "是化名"];
    near.iter().any(|part| part.contains("化名")) || cue::any(text, &all).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{span::Span, text::View};

    fn with<T>(text: &str, name: &str, look: impl Fn(&Passage<'_>, usize, usize) -> T) -> T {
        let view = View::plain(text, Span::new(0, text.len()));
        let passage = Passage::new(&view, text);
        let at = passage.folded().find(name).unwrap();
        look(&passage, at, at + name.len())
    }

    #[test]
    fn lefts() {
        let patient = |cue: &str| Some(Left::Patient(cue.to_owned()));
        for (text, expected) in [
            ("患者王小禾", patient("患者")),
            ("患者姓名：王小禾", patient("患者姓名")),
            ("一名产妇名叫王小禾", patient("产妇")),
            ("姓名 王小禾", Some(Left::Label("姓名".to_owned()))),
            ("心内科7床王小禾", Some(Left::Bed("7床".to_owned()))),
            ("65岁的王小禾", Some(Left::Weak("岁的".to_owned()))),
            ("出院，王小禾", Some(Left::Edge)),
            ("出院 王小禾", Some(Left::Edge)),
            ("主任医师王小禾", None),
            ("主刀：王小禾", None),
            ("姓王小禾", None),
        ] {
            assert_eq!(with(text, "王小禾", |passage, at, _| left(passage, at)), expected, "{text}");
        }
    }

    #[test]
    fn rights() {
        let person = |said: &str, both| Right::Person(said.to_owned(), both);
        for (text, expected) in [
            ("王小禾，男，67岁", person("男,67岁", true)),
            ("王小禾（女）", person("女", false)),
            ("王小禾 女 3岁", person("女3岁", true)),
            ("王小禾\t男\t45", person("男", false)),
            ("王小禾性别：女 年龄：三十六岁", person("女年龄:三十六岁", true)),
            ("王小禾，8个月", person("8个月", false)),
            ("王小禾，女儿", Right::End),
            ("王小禾因", Right::Word("因")),
            ("王小禾积极配合", Right::Known),
            ("王小禾医生", Right::Other),
            ("王小禾（主任医师）", Right::Other),
            ("王小禾*", Right::Other),
            ("王小禾囫", Right::Open),
        ] {
            assert_eq!(
                with(text, "王小禾", |passage, _, end| right(passage, end)),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn predicates_and_aliases() {
        assert_eq!(predicate("王小禾因腹痛到我院就诊", 9), Some("就诊"));
        assert_eq!(predicate("王小禾因公出差", 9), None);
        assert_eq!(predicate("王小禾被诊断为肺炎", 9), Some("被诊断"));
        assert!(is_alias("王小禾（化名）", &(0..9)) && is_alias("化名王小禾", &(6..15)));
        assert!(!is_alias("王小禾和李小麦（化名）", &(0..9)));
    }
}
