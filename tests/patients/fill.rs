//! Filling templates: every slot by chance, names and numbers in one of their spellings, and where what is to be found then lies.

use xianshen::Span;

use super::{Dice, names};

/// The topics that the templates have slots for.
pub(crate) const TOPICS: &[&str] = &["patient-name", "id_number", "mobile", "bank_card", "landline"];

/// A text, and what is to be found in it: topic and place.
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) expected: Vec<(&'static str, Span)>,
}

const DISEASES: &[&str] = &[
    "急性阑尾炎",
    "脑梗死",
    "急性心肌梗死",
    "肺炎",
    "2型糖尿病",
    "高血压",
    "胆囊结石",
    "乳腺癌",
    "胃癌",
    "腰椎间盘突出症",
    "股骨颈骨折",
    "白血病",
    "宫颈癌",
    "冠心病",
    "慢性肾衰竭",
    "甲状腺结节",
    "肝硬化",
    "脑出血",
    "先天性心脏病",
    "重症胰腺炎",
    "膝关节炎",
    "白内障",
    "肺结节",
    "上消化道出血",
    "系统性红斑狼疮",
];

const OPERATIONS: &[&str] = &[
    "腹腔镜胆囊切除术",
    "冠状动脉支架植入术",
    "髋关节置换术",
    "剖宫产术",
    "开颅血肿清除术",
    "胃癌根治术",
    "阑尾切除术",
    "白内障超声乳化术",
    "肾移植手术",
    "微创手术",
    "心脏搭桥手术",
    "腰椎内固定术",
    "甲状腺次全切除术",
    "胸腔镜肺叶切除术",
    "射频消融术",
];

const DEPARTMENTS: &[&str] = &[
    "心内科",
    "骨科",
    "普外科",
    "神经外科",
    "妇产科",
    "儿科",
    "呼吸内科",
    "重症医学科",
    "肿瘤科",
    "眼科",
    "消化内科",
    "急诊科",
    "胸外科",
    "肾内科",
    "康复医学科",
];

/// What people have masked: a surname, 某 or signs, a form of address, a name that is none.
const MASKS: &[&str] = &[
    "{}某", "{}某某", "{}某", "{}某某", "{}女士", "{}先生", "{}阿姨", "{}大爷", "{}奶奶", "{}*", "{}**", "{}××", "老{}", "小{}",
    "{}老师", "{}×",
];

const TRADITIONAL: &[(char, char)] = &[
    ('陈', '陳'),
    ('张', '張'),
    ('刘', '劉'),
    ('杨', '楊'),
    ('赵', '趙'),
    ('吴', '吳'),
    ('孙', '孫'),
    ('马', '馬'),
    ('罗', '羅'),
    ('郑', '鄭'),
    ('许', '許'),
    ('韩', '韓'),
    ('邓', '鄧'),
    ('冯', '馮'),
    ('国', '國'),
    ('华', '華'),
    ('丽', '麗'),
    ('兰', '蘭'),
    ('凤', '鳳'),
    ('东', '東'),
    ('强', '強'),
    ('军', '軍'),
];

/// So many texts of each template of a file; lines that begin with `#` or `=` are none.
pub(crate) fn texts(templates: &str, each: usize) -> Vec<Text> {
    let mut dice = Dice(0x2026_0101_5EED);
    let lines: Vec<&str> = templates.lines().filter(|line| !line.starts_with(['#', '='])).collect();
    lines
        .iter()
        .flat_map(|line| (0..each).map(|_| fill(line, &mut dice)).collect::<Vec<_>>())
        .collect()
}

fn fill(template: &str, dice: &mut Dice) -> Text {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '\\']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('\\') {
            text.push(if after.starts_with('t') { '\t' } else { '\n' });
            rest = &after[1..];
            continue;
        }
        let end = rest.find('}').expect("a slot is closed");
        let slot = &rest[1..end];
        rest = &rest[end + 1..];
        let start = text.len();
        text.push_str(&value(slot, dice));
        if let Some(topic) = topic(slot) {
            expected.push((topic, Span::new(start, text.len())));
        }
    }
    text.push_str(rest);
    Text { text, expected }
}

fn topic(slot: &str) -> Option<&'static str> {
    match slot {
        "name" | "other" | "dotted" | "latin" => Some("patient-name"),
        "id" => Some("id_number"),
        "mobile" => Some("mobile"),
        "card" => Some("bank_card"),
        "landline" => Some("landline"),
        _ => None,
    }
}

fn value(slot: &str, dice: &mut Dice) -> String {
    let pick = |dice: &mut Dice, from: &[&str]| (*dice.pick(from)).to_owned();
    match slot {
        "name" | "other" => spelled(&names::full(dice), dice),
        "staff" => names::full(dice),
        "dotted" => pick(dice, names::DOTTED),
        "latin" => pick(dice, names::LATIN),
        "mask" => {
            let surname = names::surname(dice);
            pick(dice, MASKS).replace("{}", &surname)
        }
        "age" => (12 + dice.below(80)).to_string(),
        "bed" => match dice.below(3) {
            0 => format!("{:02}", 1 + dice.below(60)),
            1 => format!("+{}", 1 + dice.below(9)),
            _ => (1 + dice.below(60)).to_string(),
        },
        "date" => format!("{}年{}月{}日", 2020 + dice.below(7), 1 + dice.below(12), 1 + dice.below(28)),
        "disease" => pick(dice, DISEASES),
        "operation" => pick(dice, OPERATIONS),
        "dept" => pick(dice, DEPARTMENTS),
        "number" => format!("{}{:06}", 2020 + dice.below(7), dice.below(1_000_000)),
        "id" => grouped(&identity(dice), &[6, 8, 4], dice),
        "mobile" => {
            let number = format!(
                "{}{:08}",
                dice.pick(&["138", "159", "186", "177", "199", "166"]),
                dice.below(100_000_000)
            );
            grouped(&number, &[3, 4, 4], dice)
        }
        "card" => grouped(&card(dice), &[4, 4, 4, 4, 3], dice),
        "landline" => format!("0571-8{:07}", dice.below(10_000_000)),
        other => panic!("no such slot: {other}"),
    }
}

/// A name as it may be typed: parted by spaces, in traditional characters, with an invisible character in it.
fn spelled(name: &str, dice: &mut Dice) -> String {
    let characters: Vec<char> = name.chars().collect();
    match dice.below(20) {
        0 if characters.len() == 2 => format!("{}　{}", characters[0], characters[1]),
        1 => name
            .chars()
            .map(|c| {
                TRADITIONAL
                    .iter()
                    .find(|(plain, _)| *plain == c)
                    .map_or(c, |(_, other)| *other)
            })
            .collect(),
        2 => format!("{}\u{200B}{}", characters[0], characters[1..].iter().collect::<String>()),
        _ => name.to_owned(),
    }
}

/// A number as it may be typed: whole, in groups, in full width, in circles.
fn grouped(number: &str, groups: &[usize], dice: &mut Dice) -> String {
    let joint = match dice.below(6) {
        0 => " ",
        1 => "-",
        2 => {
            return number
                .chars()
                .map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c))
                .collect();
        }
        _ => return number.to_owned(),
    };
    let mut parts = Vec::new();
    let mut at = 0;
    for len in groups {
        parts.push(&number[at..(at + len).min(number.len())]);
        at += len;
    }
    parts.join(joint)
}

fn identity(dice: &mut Dice) -> String {
    let body = format!(
        "{}{:04}{}{:02}{:02}{:03}",
        dice.pick(&["11", "33", "44", "51", "81", "83"]),
        dice.below(10_000),
        1930 + dice.below(90),
        1 + dice.below(12),
        1 + dice.below(28),
        dice.below(1000)
    );
    let sum: u32 = body
        .bytes()
        .zip(0..)
        .map(|(digit, at)| u32::from(digit - b'0') * (2_u32.pow(17 - at) % 11))
        .sum();
    format!("{body}{}", b"10X98765432"[sum as usize % 11] as char)
}

fn card(dice: &mut Dice) -> String {
    let body = format!("622202{:012}", dice.below(1_000_000_000_000));
    let check = (0..10)
        .find(|check| {
            let sum: usize = format!("{body}{check}")
                .bytes()
                .rev()
                .enumerate()
                .map(|(at, digit)| {
                    let product = usize::from(digit - b'0') * (1 + at % 2);
                    product / 10 + product % 10
                })
                .sum();
            sum.is_multiple_of(10)
        })
        .expect("one of ten digits fits");
    format!("{body}{check}")
}
