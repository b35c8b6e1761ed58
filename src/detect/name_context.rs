//! What stands beside a name: on its left what leads to it (患者…, 12床…), on its right what follows a name (，男，67岁; 因…入院).

use std::ops::Range;

use super::{
    Passage, cue,
    name_words::{ADDRESSES, ADVERBS, CAREER, FOLLOWING, MEDICAL, OUTCOMES, PATIENT, PREDICATES, STAFF, WEAK},
};
use crate::text::{is_han, knows};

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
    let cues = PATIENT.iter().chain(PREDICATES.iter()).copied();
    cues.chain([
        "姓名", "床", "岁", "旬的", "男", "女", "手术", "救治", "抢救", "治疗", "入院", "就诊", "来院", "送医",
    ])
}

/// Whether the sentence speaks of treatment.
pub(super) fn is_medical(text: &str) -> bool {
    cue::any(text, &MEDICAL).is_some()
}

/// Whether the sentence speaks of a career.
pub(super) fn is_career(text: &str) -> bool {
    cue::any(text, &CAREER).is_some()
}

/// What leads to a name at this byte; `None` in the middle of a word.
pub(super) fn left(passage: &Passage<'_>, at: usize) -> Option<Left> {
    let before = cue::tail(passage.folded(), at, 16);
    let joined = before.trim_end_matches([':', '(', '“', '"', '‘', '【', '[', ' ', '-', '—', '=']);
    let named = ["名叫", "叫做", "名为", "姓名为", "姓名是"]
        .iter()
        .find_map(|verb| joined.strip_suffix(verb))
        .unwrap_or(joined);
    if let Some(cue) = ends_with(named, &PATIENT) {
        return Some(Left::Patient(cue.to_owned()));
    }
    if joined.ends_with("姓名") {
        return Some(Left::Label("姓名".to_owned()));
    }
    if ends_with(joined, &STAFF).is_some() {
        return None;
    }
    if let Some(bed) = bed(joined.trim_end_matches(',')) {
        return Some(Left::Bed(bed.to_owned()));
    }
    // A label needs its colon, a preposition none.
    if let Some(cue) = ends_with(joined, &WEAK).filter(|cue| !is_in_word(joined, cue)) {
        return Some(Left::Weak(cue.to_owned()));
    }
    let edge = before.chars().next_back().is_none_or(|c| c == '的' || !is_han(c) && c != '·') || passage.parted(at);
    edge.then_some(Left::Edge)
}

fn ends_with<'c>(text: &str, cues: &[&'c str]) -> Option<&'c str> {
    cues.iter()
        .filter(|cue| text.ends_with(**cue))
        .max_by_key(|cue| cue.len())
        .copied()
}

/// Whether a cue of one character is the end of a word: 面对, 认为.
fn is_in_word(text: &str, cue: &str) -> bool {
    let mut last = text.char_indices().rev();
    let (Some(_), Some((before, _))) = (last.next(), last.next()) else {
        return false;
    };
    cue.chars().count() == 1 && knows(&text[before..])
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
    let parted = end < text.len() && passage.parted(end);
    if let Some(person) = person(text, end, parted) {
        return person;
    }
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

/// Whether a word starts here that goes on behind names.
pub(super) fn goes_on(rest: &str) -> bool {
    FOLLOWING.iter().chain(PREDICATES.iter()).any(|word| rest.starts_with(word))
}

/// Sex and age behind a name: ，男，67岁; (女, 3岁); a cell 男.
fn person(text: &str, end: usize, parted: bool) -> Option<Right> {
    let skip = |rest: &str| rest.len() - rest.trim_start_matches([',', '、', '(', ' ', ':', '/', '-', '|', '\t']).len();
    let mut at = end + skip(&text[end..]);
    for label in ["性别", "年龄"] {
        if text[at..].starts_with(label) {
            at += label.len();
            at += skip(&text[at..]);
        }
    }
    let start = at;
    if let Some(record) = record(&text[at..]) {
        return (start > end).then(|| Right::Person(record.to_owned(), false));
    }
    at += ["今年", "现年", "年"]
        .iter()
        .find(|word| text[at..].starts_with(**word))
        .map_or(0, |word| word.len());
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
    // 子女 is no 女: without a sign between name and sex, an age must follow.
    let sure = age > 0 || sex && (parted || start > end);
    sure.then(|| {
        let said = text[start..at + age].trim_end_matches(|c: char| !c.is_alphanumeric());
        Right::Person(said.to_owned(), sex && age > 0)
    })
}

/// The mark of a patient at the start: 住院号, 3床.
fn record(text: &str) -> Option<&str> {
    const LABELS: &[&str] = &[
        "住院号",
        "门诊号",
        "病案号",
        "病历号",
        "床号",
        "身份证",
        "就诊卡号",
        "医保号",
        "诊断",
    ];
    if let Some(label) = LABELS.iter().find(|label| text.starts_with(**label)) {
        return Some(label);
    }
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (number > 0 && text[number..].starts_with('床')).then(|| &text[..number + '床'.len_utf8()])
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
    let mut rest = cue::cell_after(text, end);
    if let Some(word) = PREDICATES.iter().find(|word| rest.starts_with(**word)) {
        return Some(word);
    }
    while let Some(adverb) = ADVERBS.iter().find(|adverb| rest.starts_with(**adverb)) {
        rest = &rest[adverb.len()..];
    }
    if let Some(word) = PREDICATES.iter().find(|word| rest.starts_with(**word)) {
        return Some(word);
    }
    let because = rest.starts_with('因') || rest.starts_with("由于");
    if because {
        cue::any(cue::head(text, end, 30), &OUTCOMES)
    } else {
        None
    }
}

/// The form of address behind a full name that ends here.
pub(super) fn address(text: &str, end: usize) -> Option<&'static str> {
    let rest = cue::cell_after(text, end);
    ADDRESSES.iter().find(|word| rest.starts_with(**word)).copied()
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
            ("7床，王小禾", Some(Left::Bed("7床".to_owned()))),
            ("65岁的王小禾", Some(Left::Weak("岁的".to_owned()))),
            ("出院，王小禾", Some(Left::Edge)),
            ("出院 王小禾", Some(Left::Edge)),
            ("主任医师王小禾", None),
            ("主刀：王小禾", None),
            ("姓王小禾", None),
            ("面对王小禾", None),
            ("医护人员给王小禾", Some(Left::Weak("给".to_owned()))),
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
            ("王小禾，今年56岁", person("今年56岁", false)),
            ("王小禾（住院号2026001234）", person("住院号", false)),
            ("王小禾，3床", person("3床", false)),
            ("王小禾，8个月", person("8个月", false)),
            ("王小禾，女儿", Right::End),
            ("王小禾女，", Right::Word("女")),
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
        assert_eq!(predicate("王小禾今日终于出院", 9), Some("出院"));
        assert_eq!(address("王小禾女士", 9), Some("女士"));
        assert_eq!(predicate("王小禾被诊断为肺炎", 9), Some("被诊断"));
        assert!(is_alias("王小禾（化名）", &(0..9)) && is_alias("化名王小禾", &(6..15)));
        assert!(!is_alias("王小禾和李小麦（化名）", &(0..9)));
    }
}
