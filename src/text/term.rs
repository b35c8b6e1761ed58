//! Folding whole terms.

use super::{
    class::{Class, class, is_han},
    fold::{Folded, fold, stays},
};

/// Whether the character folds to itself and is no space, as nearly all of a Chinese term are.
fn is_kept(c: char) -> bool {
    c.is_ascii_lowercase() || is_han(c) && stays(c)
}

fn push_folded(out: &mut String, c: char) {
    match fold(c) {
        Folded::One(c) => out.push(c),
        Folded::Many(s) => out.push_str(s),
        Folded::Nothing => {}
    }
}

/// A term as the automaton holds it: folded, without spaces. Decoration stays: a term may be 机密★.
pub(crate) fn fold_term(term: &str) -> String {
    let mut out = String::with_capacity(term.len());
    fold_term_to(&mut out, term);
    out
}

/// Appends a term as the automaton holds it.
pub(crate) fn fold_term_to(out: &mut String, term: &str) {
    let kept = term.find(|c| !is_kept(c)).unwrap_or(term.len());
    out.push_str(&term[..kept]);
    for c in term[kept..].chars() {
        if is_kept(c) {
            out.push(c);
        } else if class(c) != Class::Space {
            push_folded(out, c);
        }
    }
}

/// The folded characters of a text one after the other, without spaces.
pub(crate) fn folded_chars(text: &str) -> impl Iterator<Item = char> {
    let mut chars = text.chars();
    let mut parts = "".chars();
    std::iter::from_fn(move || {
        loop {
            if let Some(part) = parts.next() {
                return Some(part);
            }
            match chars.next()? {
                c if is_kept(c) => return Some(c),
                c if class(c) == Class::Space => {}
                c => match fold(c) {
                    Folded::One(c) => return Some(c),
                    Folded::Many(s) => parts = s.chars(),
                    Folded::Nothing => {}
                },
            }
        }
    })
}

/// A text folded with each run of spaces kept as one: for terms of several Latin words.
pub(crate) fn fold_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_spaced_to(&mut out, text);
    out
}

/// Appends a text folded with each run of spaces kept as one.
pub(crate) fn fold_spaced_to(out: &mut String, text: &str) {
    let start = out.len();
    let kept = text.find(|c| !is_kept(c)).unwrap_or(text.len());
    out.push_str(&text[..kept]);
    for c in text[kept..].chars() {
        if is_kept(c) {
            out.push(c);
            continue;
        }
        match class(c) {
            Class::Space if out[start..].ends_with(' ') => {}
            Class::Space => out.push(' '),
            _ => push_folded(out, c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_come_folded_one_by_one() {
        assert_eq!(folded_chars("治 癒Ａb\u{200B}㋅，").collect::<String>(), "治愈ab6月,");
    }

    #[test]
    fn folds_what_spelling_varies() {
        for (text, folded) in [
            ("ＡbＣ", "abc"),
            ("①②Ⅷ", "12viii"),
            ("賭博網站", "赌博网站"),
            ("裏裡臺檯", "里里台台"),
            ("㋅", "6月"),
            ("𝓯𝖚ⓒ🄺", "fuck"),
            ("dǔ bó", "dubo"),
            ("赌\u{200B}博\u{FE0F}", "赌博"),
            ("嘻嘻哈哈下三滥零售", "嘻嘻哈哈下三滥零售"),
            ("機密★", "机密★"),
            ("❾⓿➂⓵➊㉈", "9031110"),
            ("🅿🅞𝐫🇳", "porn"),
            ("１️⃣２⃣", "12"),
            ("ѕеⅹ ρоrn", "sexporn"),
            ("ᴘᴏƙᴇʀ ᑕᗩᑭ", "pokercap"),
            ("Łódź Ærø", "lodzaero"),
            ("⼤⺡⻉⾦", "大氵贝金"),
            ("千人一口", "千人一口"),
            ("жλπ", "жλπ"),
            ("a b 赌 博", "ab赌博"),
        ] {
            assert_eq!(fold_term(text), folded);
        }
    }

    #[test]
    fn spaced_folding_keeps_one_space() {
        assert_eq!(fold_spaced("Online \u{3000} Casino"), "online casino");
        assert_eq!(fold_spaced("a  b 賭  博"), "a b 赌 博");
    }
}
