//! What follows a name: ，男，67岁; 因…入院; 医生; the end of a cell.

use super::{
    Passage, cue,
    name_words::{
        ACTS, ACTS_BEHIND, ADDRESSES_BEHIND, ADVERBS_BEHIND, FOLLOWING_BEHIND, JOINTS, PATIENTS_ACTS, RECORDS_BEHIND,
        RESUMED_BEHIND, SPEECH_BEHIND, STAFF_BEFORE, TITLES_BEHIND,
    },
};
use crate::text::{is_han, knows};

/// What follows a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Right<'t> {
    /// Sex or age, with what says so; whether both.
    Person(&'t str, bool),
    /// The mark of a patient: 住院号, 3床.
    Record(&'t str),
    /// The end of a sentence, clause, cell or word.
    End,
    /// A word of several characters that goes on behind names.
    Word(&'static str),
    /// A function word of one character.
    Joint,
    /// A word of the dictionary.
    Known,
    /// A title of staff.
    Staff,
    /// A mask: 张*, 李某.
    Masked,
    /// Anything else: the name is not at its end.
    Open,
}

impl Right<'_> {
    /// How well a name ends here.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Right::Person(..) | Right::Record(_) | Right::End | Right::Staff | Right::Masked => 4,
            Right::Word(_) => 3,
            Right::Joint => 2,
            Right::Known => 1,
            Right::Open => 0,
        }
    }
}

/// What follows a name that ends at this byte.
pub(super) fn right<'p>(passage: &Passage<'p>, end: usize) -> Right<'p> {
    let text = passage.folded();
    let rest = &text[end..];
    if rest.starts_with(['*', '×', '某', '·', '_', '○', '□', '█', '■', '●']) {
        return Right::Masked;
    }
    let behind = rest.trim_start_matches(['(', ',', ' ', '/', ':', '-']);
    // 王小禾，主管医生：… begins another entry.
    let entry = || rest.starts_with(',') && cue::head(behind, 0, 7).contains(':');
    if TITLES_BEHIND.of(behind).is_some() && !entry() {
        return Right::Staff;
    }
    let parted = end < text.len() && passage.parted(end);
    if let Some(person) = person(text, end, parted) {
        return person;
    }
    if let Some(ailment) = ailment(text, end) {
        return Right::Record(ailment);
    }
    if parted || rest.chars().next().is_none_or(|c| !is_han(c) && !c.is_ascii_alphabetic()) {
        return Right::End;
    }
    let word = [FOLLOWING_BEHIND.of(rest), ACTS_BEHIND.of(rest)].into_iter().flatten();
    if let Some(word) = word
        .max_by_key(|word| word.len())
        .filter(|word| word.chars().nth(1).is_some())
    {
        return Right::Word(word);
    }
    if FOLLOWING_BEHIND.of(rest).is_some() || joins(rest) {
        return Right::Joint;
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

/// Whether a function word starts here that something follows, or a verb with 着.
fn joins(rest: &str) -> bool {
    let mut chars = rest.chars();
    let (Some(word), Some(next)) = (chars.next(), chars.next()) else {
        return false;
    };
    next == '着'
        || JOINTS.contains(word) && (next.is_alphanumeric() || matches!(next, '“' | '"'))
        || matches!(word, '说' | '称' | '道')
}

/// Whether a letter is signed here: 及全家敬上.
pub(super) fn signature(text: &str, end: usize) -> bool {
    let near = cue::head(text, end, 8);
    ["敬上", "泣谢", "敬赠", "叩谢", "拜谢", "谨上", "谨谢"]
        .iter()
        .any(|word| near.contains(word))
}

/// Whether the character may be such a word at the end of a longer reading of a name: 王丽和, 张明能.
pub(super) fn is_joint(c: char) -> bool {
    JOINTS.contains(c)
}

/// Whether a word starts here that goes on behind names and is no part of one, even of a long one.
pub(super) fn goes_on(rest: &str) -> bool {
    let word = FOLLOWING_BEHIND.of(rest).or_else(|| ACTS_BEHIND.of(rest));
    word.is_some_and(|word| word.chars().nth(1).is_some())
        || rest.starts_with(['因', '于', '在', '的', '被', '是', '和', '与', '说', '患'])
}

/// What parts a name from sex and age.
const BETWEEN: &[char] = &[',', '、', '(', ' ', ':', '/', '-', '|', '\t', '·', '.', '_'];

/// Sex and age behind a name: ，男，67岁; (女, 3岁); a cell 男.
fn person(text: &str, end: usize, parted: bool) -> Option<Right<'_>> {
    let skip = |rest: &str| rest.len() - rest.trim_start_matches(BETWEEN).len();
    let mut at = end + skip(&text[end..]);
    for label in ["性别", "年龄"] {
        if text[at..].starts_with(label) {
            at += label.len();
            at += skip(&text[at..]);
        }
    }
    let start = at;
    if let Some(record) = record(&text[at..]) {
        let label = record.ends_with(['号', '床', '证']);
        return (start > end || parted || label).then_some(Right::Record(record));
    }
    at += ["今年已经", "今年已", "今年", "现年", "年"]
        .iter()
        .find(|word| text[at..].starts_with(**word))
        .map_or(0, |word| word.len());
    let mut rest = &text[at..];
    let sex = rest.starts_with(['男', '女']) && {
        let behind = &rest[3..];
        let behind = behind.strip_prefix('性').unwrap_or(behind);
        behind.chars().next().is_none_or(|c| {
            c.is_ascii_digit() || c == '\t' || !c.is_alphanumeric() || "一二三四五六七八九十年汉满回藏壮".contains(c)
        })
    };
    let mut cell = false;
    if sex {
        at += 3;
        at += if text[at..].starts_with('性') { 3 } else { 0 };
        let sign = skip(&text[at..]);
        at += sign;
        at += if text[at..].starts_with("年龄") { 6 } else { 0 };
        at += skip(&text[at..]);
        rest = &text[at..];
        cell = sign > 0 && start > end;
    }
    let mut age = age(rest);
    // In a cell of its own the age has no 岁.
    if age == 0 && cell {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let ends = rest[digits..]
            .chars()
            .next()
            .is_none_or(|c| BETWEEN.contains(&c) || is_han(c) && c != '年' && c != '月');
        age = if (1..=3).contains(&digits) && ends { digits } else { 0 };
    }
    // A row of a table: the name, then a cell with nothing but the age.
    let row = text[end..].strip_prefix('\t').map_or(0, |row| {
        row.len() - row.trim_start_matches(|c: char| c.is_ascii_digit()).len()
    });
    if (1..=3).contains(&row) && text[end + 1 + row..].starts_with('\t') {
        return Some(Right::Person(&text[end + 1..end + 1 + row], false));
    }
    // 子女 is no 女: without a sign between name and sex, an age must follow.
    let sure = age > 0 || sex && (parted || start > end);
    sure.then(|| {
        let said = text[start..at + age].trim_end_matches(|c: char| !c.is_alphanumeric());
        Right::Person(said, sex && age > 0)
    })
}

/// The mark of a patient at the start: 住院号, 3床.
fn record(text: &str) -> Option<&str> {
    if let Some(label) = RECORDS_BEHIND.of(text) {
        return Some(label);
    }
    let digits = text.strip_prefix('+').unwrap_or(text);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if rest.len() < digits.len() {
        rest.strip_prefix('号').unwrap_or(rest)
    } else {
        ""
    };
    let rest = rest.strip_prefix('床')?;
    Some(&text[..text.len() - rest.len()])
}

/// A cell behind a name that is an operation, an illness or a ward: ，阑尾切除术; （肺炎）; ，骨科12床.
fn ailment(text: &str, end: usize) -> Option<&str> {
    const ENDINGS: &[&str] = &[
        "术", "切除", "置换", "炎", "癌", "瘤", "骨折", "结石", "梗死", "梗塞", "结节", "病", "症", "出血", "硬化", "衰竭",
        "血压", "不全", "溃疡", "障", "狼疮", "早产", "待产", "中毒", "休克",
    ];
    let rest = &text[end..];
    let skipped = rest.trim_start_matches([',', '(', '/', '|', ' ']);
    if skipped.len() == rest.len() {
        return None;
    }
    let cell = cue::head(skipped, 0, 16);
    let cell = &cell[..cell.find([',', ')', '、', '/', '|', ':', '(']).unwrap_or(cell.len())];
    let number = cell
        .trim_end_matches('床')
        .trim_end_matches('号')
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let bed = cell.ends_with('床') && number.len() < cell.trim_end_matches(['床', '号']).len();
    (cell.chars().count() <= 14 && (bed || ENDINGS.iter().any(|ending| cell.ends_with(ending)))).then_some(cell)
}

/// Whether what the bearer of the name does may be said of a member of staff.
pub(super) fn speaks(text: &str, end: usize) -> bool {
    SPEECH_BEHIND.of(&text[end..]).is_some()
}

/// Whether staff do something within reach behind the name.
pub(super) fn staff_act(text: &str, end: usize) -> bool {
    ACTS.first(cue::head(text, end, REACH))
        .is_some_and(|(_, number)| number >= *PATIENTS_ACTS)
}

/// How far around a name its bearer's title is looked for, in bytes.
const AROUND: usize = 1500;

/// Whether the text near by gives the name a title: 李明主任, 主任李明.
pub(super) fn is_titled(passage: &Passage<'_>, name: &str) -> bool {
    let near = passage.around(AROUND);
    near.match_indices(name).any(|(at, _)| {
        let behind = near[at + name.len()..].trim_start_matches(['（', '(', ' ', '，', '：']);
        TITLES_BEHIND.of(behind).is_some() || STAFF_BEFORE.of(near[..at].trim_end_matches(['：', ':', ' ', '“'])).is_some()
    })
}

/// The length of an age at the start: 67岁, 六十七岁, 8个月; 0 if there is none.
pub(super) fn age(text: &str) -> usize {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十零".contains(c);
    let number = text.len() - text.trim_start_matches(numeral).len();
    let unit = ["岁", "周岁", "月龄", "个月", "天大", "个多月"]
        .iter()
        .find(|unit| text[number..].starts_with(**unit));
    match unit {
        Some(unit) if number > 0 && text[..number].chars().count() <= 4 => number + unit.len(),
        _ => 0,
    }
}

/// How far behind a name its bearer's doings are looked for, in characters.
const REACH: usize = 14;

/// What the bearer of the name that ends here does as a patient, and whether it is said right behind the name. `None` if staff do
/// what is said first.
pub(super) fn act(text: &str, end: usize) -> Option<(&'static str, bool)> {
    let mut near = cue::head(text, end, REACH);
    if near.starts_with([',', '(', ':']) && RESUMED_BEHIND.of(&near[1..]).is_none() {
        return None;
    }
    // What is said of somebody after the first full clause is said of somebody else too often.
    let stops = |&(_, c): &(usize, char)| matches!(c, ',' | ':' | '(');
    if let Some((stop, _)) = near.char_indices().skip(1).find(stops) {
        near = &near[..stop];
    }
    let (word, number) = ACTS.first(near)?;
    if number >= *PATIENTS_ACTS {
        return None;
    }
    let mut rest = near;
    while let Some(adverb) = ADVERBS_BEHIND.of(rest) {
        if ACTS_BEHIND.of(rest).is_some() {
            break;
        }
        rest = &rest[adverb.len()..];
    }
    Some((word, ACTS_BEHIND.of(rest).is_some()))
}

/// The form of address behind a full name that ends here.
pub(super) fn address(text: &str, end: usize) -> Option<&'static str> {
    ADDRESSES_BEHIND.of(&text[end..])
}

#[cfg(test)]
mod tests {
    use super::{super::testing, *};

    fn with<T>(text: &str, name: &str, look: impl Fn(&Passage<'_>, usize) -> T) -> T {
        testing::at(text, name, |passage, range| look(passage, range.end))
    }

    #[test]
    fn rights() {
        for (text, expected) in [
            ("王小禾，男，67岁", Right::Person("男,67岁", true)),
            ("王小禾（女）", Right::Person("女", false)),
            ("王小禾 女 3岁", Right::Person("女3岁", true)),
            ("王小禾\t男\t45", Right::Person("男\t45", true)),
            ("王小禾,男,45", Right::Person("男,45", true)),
            ("王小禾,男,45,肺炎", Right::Person("男,45", true)),
            ("王小禾,男,45肺炎", Right::Person("男,45", true)),
            ("王小禾,男,45年前", Right::Person("男", false)),
            ("王小禾,男,4567", Right::Person("男", false)),
            ("王小禾\t45\t肺炎", Right::Person("45", false)),
            ("王小禾\t4567\t肺炎", Right::End),
            ("王小禾性别：女 年龄：三十六岁", Right::Person("女年龄:三十六岁", true)),
            ("王小禾，今年56岁", Right::Person("今年56岁", false)),
            ("王小禾（住院号2026001234）", Right::Record("住院号")),
            ("王小禾，3床", Right::Record("3床")),
            ("王小禾 +3床", Right::Record("+3床")),
            ("王小禾，骨科12床", Right::Record("骨科12床")),
            ("王小禾（骨科12号床）", Right::Record("骨科12号床")),
            ("王小禾，阑尾切除", Right::Record("阑尾切除")),
            ("王小禾/肺炎/出院", Right::Record("肺炎")),
            ("王小禾，骨科病床", Right::End),
            ("王小禾，到处打听有没有什么好办法治他的肺炎", Right::End),
            ("王小禾，8个月", Right::Person("8个月", false)),
            ("王小禾，女儿", Right::End),
            ("王小禾女，", Right::Joint),
            ("王小禾因病", Right::Joint),
            ("王小禾积极配合", Right::Known),
            ("王小禾医生", Right::Staff),
            ("王小禾（主任医师）", Right::Staff),
            ("王小禾*", Right::Masked),
            ("王小禾囫", Right::Open),
        ] {
            let found = with(text, "王小禾", |passage, end| format!("{:?}", right(passage, end)));
            assert_eq!(found, format!("{expected:?}"), "{text}");
        }
    }

    #[test]
    fn acts() {
        assert_eq!(act("王小禾因腹痛到我院就诊", 9), Some(("腹痛", true)));
        assert_eq!(act("王小禾因公出差", 9), None);
        assert_eq!(act("王小禾今日终于出院", 9), Some(("出院", true)));
        assert_eq!(act("王小禾带领团队为患者手术", 9), None);
        assert_eq!(act("王小禾被诊断为肺炎", 9), Some(("被诊断", true)));
        assert_eq!(address("王小禾女士", 9), Some("女士"));
    }
}
