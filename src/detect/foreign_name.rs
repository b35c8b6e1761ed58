//! Names that begin with no Chinese surname: of parts with middle dots, as many minorities and foreigners bear them, and in Latin letters.

use super::{
    Passage, cue,
    name_before::{self as before, Left},
    name_behind::{self as behind, Right},
    name_words::IS_MEDICAL,
};
use crate::text::is_han;

/// The most characters of one part of a dotted name.
const LONGEST: usize = 8;

/// Tells `name` of every such name: start, end, what says that it is a patient's, and whether a word for a patient does.
pub(super) fn detect(passage: &Passage<'_>, dots: bool, mut name: impl FnMut(usize, usize, &str, bool)) {
    let text = passage.folded();
    let mut past = 0;
    for (at, c) in text.char_indices() {
        if at < past {
            continue;
        }
        let (at, end) = if dots && is_han(c) {
            match dotted(passage, at) {
                Some(end) => (begin(passage, at), Some(end)),
                None => (at, None),
            }
        } else if c.is_ascii_lowercase() {
            (at, latin(passage, at))
        } else {
            (at, None)
        };
        let Some(end) = end else { continue };
        if let Some((cue, direct)) = judge(passage, at, end) {
            name(at, end, &cue, direct);
            past = end;
        }
    }
}

/// Why the name is a patient's.
fn judge(passage: &Passage<'_>, at: usize, end: usize) -> Option<(String, bool)> {
    let text = passage.folded();
    let right = behind::right(passage, end);
    if matches!(right, Right::Staff | Right::Masked) {
        return None;
    }
    match (before::left(passage, at)?, right) {
        (Left::Staff, _) => None,
        (Left::Patient(cue) | Left::Bed(cue), _) => Some((cue.to_owned(), true)),
        (Left::Label, _) => Some(("姓名".to_owned(), true)),
        (Left::Weak(_) | Left::Treated(_) | Left::Edge, Right::Person(said, _) | Right::Record(said)) => {
            Some((said.to_owned(), false))
        }
        (Left::Weak(_) | Left::Treated(_) | Left::Edge, _) => {
            let (act, _) = behind::act(text, end)?;
            IS_MEDICAL.is_in(text).then(|| (act.to_owned(), false))
        }
    }
}

/// The end of a name of parts with middle dots: 阿依古丽·买买提.
fn dotted(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let text = passage.folded();
    let mut start = at;
    loop {
        let part = cue::head(text, start, LONGEST);
        let stops = |&(i, c): &(usize, char)| !is_han(c) || i > 0 && passage.parted(start + i);
        let len = part.char_indices().find(stops).map_or(part.len(), |(i, _)| i);
        let end = start + len;
        if part[..len].chars().count() < 2 {
            return None;
        }
        if text[end..].starts_with('·') {
            start = end + '·'.len_utf8();
        } else {
            // The last part ends where a word goes on.
            let cut = part[..len]
                .char_indices()
                .skip(2)
                .map(|(i, _)| start + i)
                .find(|&i| behind::goes_on(&text[i..]));
            return (start > at).then(|| cut.unwrap_or(end));
        }
    }
}

/// Where a dotted name begins whose first part may still hold what leads to it: 患者阿依古丽·…
fn begin(passage: &Passage<'_>, at: usize) -> usize {
    let text = passage.folded();
    let part = &text[at..at + text[at..].find('·').unwrap_or(0)];
    let starts = part.char_indices().map(|(i, _)| at + i).skip(1);
    let fits = |&start: &usize| {
        let enough = text[start..].chars().take(2).all(is_han);
        let cue = |cue: &str| cue.chars().nth(1).is_some();
        enough
            && match before::left(passage, start) {
                Some(Left::Patient(_) | Left::Label | Left::Bed(_) | Left::Staff) => true,
                Some(Left::Weak(word) | Left::Treated(word)) => cue(word),
                Some(Left::Edge) | None => false,
            }
    };
    starts.filter(fits).last().unwrap_or(at)
}

/// The end of a name in Latin letters: two to four words, each with a capital (the view has none: the original tells).
fn latin(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let text = passage.folded();
    if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '/') {
        return None;
    }
    let (mut end, mut start) = (at, at);
    let (mut words, mut long) = (0, 0);
    loop {
        let len = word(&text[start..]);
        let original = passage.original(start..start + len);
        let capital = original.starts_with(|c: char| c.is_uppercase());
        if len == 0 || !capital || words == 4 {
            break;
        }
        words += 1;
        long += usize::from(original.chars().filter(|c| c.is_alphabetic()).count() >= 4);
        end = start + len;
        let dot = usize::from(text[end..].starts_with('.') && len == 1);
        let gap = usize::from(text[end + dot..].starts_with(' '));
        if gap + dot == 0 {
            break;
        }
        start = end + dot + gap;
    }
    let whole = !text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (words >= 2 && long > 0 && whole).then_some(end)
}

/// The length of a word of letters, with the signs that names have.
fn word(text: &str) -> usize {
    let letters = |c: char| c.is_ascii_lowercase() || matches!(c, '\'' | '’' | '-');
    let word = &text[..text.len() - text.trim_start_matches(letters).len()];
    word.trim_end_matches(['-', '\'', '’']).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{span::Span, text::View};

    /// Every name, what says that it is a patient's, and whether a word for a patient does.
    fn names(text: &str) -> Vec<(String, String, bool)> {
        let view = View::plain(text, Span::new(0, text.len()));
        let passage = Passage::new(&view, text);
        let mut names = Vec::new();
        detect(&passage, true, |at, end, cue, direct| {
            names.push((passage.original(at..end).to_owned(), cue.to_owned(), direct));
        });
        names
    }

    fn whole(text: &str) -> Vec<String> {
        names(text).into_iter().map(|(name, ..)| name).collect()
    }

    #[test]
    fn dotted_names_are_found_whole() {
        for (text, expected) in [
            ("患者阿依古丽·买买提入院", "阿依古丽·买买提"),
            // Spaces part the name from what stands around it.
            ("患者 阿依古丽·买买提 性别：女", "阿依古丽·买买提"),
            ("患者阿依古丽·买买提 哈萨克族", "阿依古丽·买买提"),
            ("3床阿依古丽·买买提·库尔班，今日手术", "阿依古丽·买买提·库尔班"),
            ("一名产妇阿依古丽·买买提因腹痛入院", "阿依古丽·买买提"),
            ("姓名：阿依古丽·买买提", "阿依古丽·买买提"),
        ] {
            assert_eq!(whole(text), [expected], "{text}");
        }
        // One part, a part of one character, a part that a space cuts, no end.
        for text in [
            "患者阿依古丽入院",
            "患者阿依古丽·买，入院",
            "患者阿依·买 提入院",
            "患者阿依古丽·",
        ] {
            assert!(whole(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn latin_names_have_capitals() {
        for (text, expected) in [
            ("患者Anna Miller入院", vec!["Anna Miller"]),
            ("患者Anna B. Miller，女", vec!["Anna B. Miller"]),
            ("患者Anna B.入院", vec!["Anna B"]),
            ("患者Anna-Lena O'Miller入院", vec!["Anna-Lena O'Miller"]),
            ("患者Anna Miller and others", vec!["Anna Miller"]),
            ("患者Anna Maria Lena Rosa Miller", vec!["Anna Maria Lena Rosa"]),
            ("患者Anna Miller2", vec![]),
            ("患者Anna", vec![]),
            ("患者anna miller", vec![]),
            ("患者Ana Li", vec![]),
            ("病区A-Anna Miller", vec![]),
        ] {
            assert_eq!(whole(text), expected, "{text}");
        }
    }

    #[test]
    fn only_patients_are_named() {
        for (text, cue, direct) in [
            ("患者Anna Miller", "患者", true),
            ("3床Anna Miller", "3床", true),
            ("姓名：Anna Miller", "姓名", true),
            ("Anna Miller，女，36岁", "女,36岁", false),
            ("Anna Miller，住院号2026001234", "住院号", false),
            ("Anna Miller因腹痛到我院就诊", "腹痛", false),
        ] {
            assert_eq!(names(text), [("Anna Miller".to_owned(), cue.to_owned(), direct)], "{text}");
        }
        for text in [
            "主任Anna Miller",
            "Anna Miller医生",
            "患者Anna Miller*",
            "Anna Miller昨日来杭参观",
            // Hurt, but nothing tells of treatment.
            "Anna Miller受伤",
        ] {
            assert!(names(text).is_empty(), "{text}: {:?}", names(text));
        }
    }
}
