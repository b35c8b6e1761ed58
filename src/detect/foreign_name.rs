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
