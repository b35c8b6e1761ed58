//! What leads to a name: 患者…, 12床…, 姓名：….

use std::ops::Range;

use super::{
    Passage, cue,
    name_words::{BEFORE, HAS_PATIENT, HEADINGS_BEFORE, KIN_BEFORE, PATIENT_BEFORE, STAFF_BEFORE, TREATED_BEFORE, WEAK_BEFORE},
    surname,
};
use crate::text::{is_han, knows};

/// What leads to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left<'t> {
    /// A word for a patient, just before.
    Patient(&'t str),
    /// 姓名：
    Label,
    /// 12床
    Bed(&'t str),
    /// What is done to somebody, or kin of a patient: 救治, 为, 患者的女儿.
    Treated(&'t str),
    /// A word that leads to many people.
    Weak(&'t str),
    /// The start of a sentence, clause, cell or word.
    Edge,
    /// A title of staff, or what else leads to people who are no patients.
    Staff,
}

/// Signs between a label and a name.
const OPENING: &[char] = &[
    ':', '(', '“', '"', '‘', '【', '[', '】', ']', ' ', '-', '—', '=', '|', '_', '*', '#', '「', '《', '〖',
];

/// Whether a name may start at this byte, by the character before it: a cheap look before [`left`].
pub(super) fn may_lead(passage: &Passage<'_>, at: usize, before: Option<char>) -> bool {
    before.is_none_or(|c| !is_han(c) || BEFORE.may(c)) || passage.parted(at)
}

/// The same for a raw text. Where it is not spelled as the cues are, the last character decides.
pub(super) fn may_end_in_cue(before: &str) -> bool {
    let mut ends = before.chars().rev();
    let Some(last) = ends.next() else { return false };
    let plain = surname::folded(last);
    let spelled = plain != last || ends.next().is_some_and(|c| !is_han(c) || surname::folded(c) != c);
    BEFORE.may(plain) && (spelled || BEFORE.of(before).is_some())
}

/// What leads to a name at this byte; `None` in the middle of a word.
pub(super) fn left<'p>(passage: &Passage<'p>, at: usize) -> Option<Left<'p>> {
    let before = cue::tail(passage.folded(), at, 16);
    if before.ends_with(['某', '姓', '·', '*', '老', '小', '阿']) && !passage.parted(at) {
        return None;
    }
    let joined = before.trim_end_matches(OPENING);
    let named = ["名叫", "叫做", "叫", "名为", "姓名为", "姓名是", "是", "为"]
        .iter()
        .find_map(|verb| joined.strip_suffix(verb))
        .unwrap_or(joined);
    if let Some(cue) = PATIENT_BEFORE.of(named).or_else(|| PATIENT_BEFORE.of(joined)) {
        return Some(Left::Patient(cue));
    }
    if before.ends_with(':')
        && let Some(heading) = HEADINGS_BEFORE.of(joined)
    {
        return Some(Left::Patient(heading));
    }
    if joined.ends_with("姓名") || joined.ends_with("name") {
        return Some(Left::Label);
    }
    if STAFF_BEFORE.of(joined).is_some() {
        return Some(Left::Staff);
    }
    if let Some(bed) = bed(joined.trim_end_matches(',')) {
        return Some(Left::Bed(bed));
    }
    if let Some(cue) = TREATED_BEFORE.of(joined).filter(|cue| !is_in_word(joined, cue)) {
        // 患者握着王小禾的手: whom a patient thanks is of staff.
        let thanked = matches!(cue, "对" | "向" | "与" | "和" | "握着" | "拉着")
            && joined.strip_suffix(cue).is_some_and(|rest| PATIENT_BEFORE.of(rest).is_some());
        return (!thanked).then_some(Left::Treated(cue));
    }
    if before.ends_with("您好,") || before.ends_with("你好,") {
        return Some(Left::Treated("您好"));
    }
    if let Some(cue) = KIN_BEFORE.of(joined) {
        let told = HAS_PATIENT.is_in(cue::tail(passage.folded(), at, 40))
            || joined.strip_suffix(cue).is_some_and(|rest| rest.ends_with('的'));
        return Some(if told { Left::Treated(cue) } else { Left::Weak(cue) });
    }
    let cue = WEAK_BEFORE.of(before.trim_end_matches([':', ' ', '“', ',']));
    if let Some(cue) = cue.filter(|cue| !is_in_word(before, cue)) {
        return Some(Left::Weak(cue));
    }
    let edge = before.chars().next_back().is_none_or(|c| c == '的' || !is_han(c)) || passage.parted(at);
    edge.then_some(Left::Edge)
}

/// Whether a cue of one character is the end of a word: 面对, 认为.
fn is_in_word(text: &str, cue: &str) -> bool {
    let mut last = text.char_indices().rev();
    let (Some(_), Some((before, c))) = (last.next(), last.next()) else {
        return false;
    };
    cue.chars().count() == 1 && is_han(c) && knows(&text[before..]) && STAFF_BEFORE.of(&text[..text.len() - cue.len()]).is_none()
}

/// The number of a bed at the end: 12床, 三床, 加1床.
fn bed(text: &str) -> Option<&str> {
    let text = text.strip_suffix('的').unwrap_or(text);
    let number = text.strip_suffix("床位").or_else(|| text.strip_suffix('床'))?;
    let number = number.strip_suffix('号').unwrap_or(number);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let start = number.trim_end_matches(numeral).len();
    (start < number.len()).then(|| &text[start..])
}

/// Whether the sentence says that the name is not the real one: 王小禾（化名）, 化名王小禾.
pub(super) fn is_alias(text: &str, name: &Range<usize>) -> bool {
    let near = [cue::tail(text, name.start, 4), cue::head(text, name.end, 6)];
    let all = ["均为化名", "皆为化名", "系化名", "为化名", "都是化名", "是化名"];
    near.iter().any(|part| part.contains("化名")) || cue::any(text, &all).is_some()
}

#[cfg(test)]
mod tests {
    use super::{super::testing, *};

    fn with<T>(text: &str, name: &str, look: impl Fn(&Passage<'_>, usize) -> T) -> T {
        testing::at(text, name, |passage, range| look(passage, range.start))
    }

    #[test]
    fn lefts() {
        for (text, expected) in [
            ("患者王小禾", Some(Left::Patient("患者"))),
            ("患者姓名：王小禾", Some(Left::Patient("患者姓名"))),
            ("一名产妇名叫王小禾", Some(Left::Patient("产妇"))),
            ("姓名 王小禾", Some(Left::Label)),
            ("心内科7床王小禾", Some(Left::Bed("7床"))),
            ("7床，王小禾", Some(Left::Bed("7床"))),
            ("65岁的王小禾", Some(Left::Weak("岁的"))),
            ("出院，王小禾", Some(Left::Edge)),
            ("出院 王小禾", Some(Left::Edge)),
            ("主任医师王小禾", Some(Left::Staff)),
            ("主刀：王小禾", Some(Left::Staff)),
            ("姓王小禾", None),
            ("面对王小禾", None),
            ("医护人员给王小禾", Some(Left::Treated("给"))),
        ] {
            assert_eq!(
                with(text, "王小禾", |passage, at| left(passage, at)
                    .map(|left| format!("{left:?}"))),
                expected.map(|left| format!("{left:?}")),
                "{text}"
            );
        }
    }

    #[test]
    fn the_cheap_look_spares_what_stands_in_a_word() {
        let may = |text: &str| {
            with(text, "王小禾", |passage, at| {
                may_lead(passage, at, passage.folded()[..at].chars().next_back())
            })
        };
        for text in ["患者王小禾", "患囫 王小禾", "：王小禾", "王小禾", "xx王小禾"] {
            assert!(may(text), "{text}");
        }
        assert!(!may("患囫王小禾"));
    }

    #[test]
    fn aliases() {
        assert!(is_alias("王小禾（化名）", &(0..9)) && is_alias("化名王小禾", &(6..15)));
        assert!(!is_alias("王小禾和李小麦（化名）", &(0..9)));
    }
}
