//! Letters that look like Latin letters.
//!
//! Unicode's confusables (UTS 39) say which characters one glyph may stand for; decancer adds what imitates a Latin letter on
//! purpose (small capitals, syllabics, ƒ, ғ). Only letters and five signs are folded, and only to a Latin letter: a Chinese
//! character, kana, hangul stays what it is, and so does a letter of a living script that is merely like one (ж, π, λ).

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use unicode_security::confusable_detection::skeleton;

/// Signs that pass for a letter and that Chinese text hardly uses otherwise. Not ×, $, €: they are noise, products and prices.
const SIGNS: [char; 5] = ['¡', '¢', '⊂', '⊄', '∪'];
/// Bopomofo letters drawn as Latin letters are.
const BOPOMOFO: [char; 4] = ['ㄒ', 'ㄚ', 'ㄨ', 'ㄩ'];
/// What decancer takes for Latin letters and a reader of Greek, Russian or German does not.
const UNLIKE: &str = "λξπφψδθϑϕϖϗфɸß";

/// The Latin letters that a lower-case character without marks passes for, or the character itself.
pub(crate) fn latin(c: char) -> Vec<char> {
    look(c).unwrap_or_else(|| vec![c])
}

fn look(c: char) -> Option<Vec<char>> {
    let letter = matches!(
        get_general_category(c),
        GeneralCategory::LowercaseLetter
            | GeneralCategory::UppercaseLetter
            | GeneralCategory::OtherLetter
            | GeneralCategory::ModifierLetter
            | GeneralCategory::LetterNumber
    );
    if c.is_ascii() || UNLIKE.contains(c) || !(letter || SIGNS.contains(&c)) {
        return None;
    }
    match c.script() {
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Arabic | Script::Hebrew => None,
        Script::Bopomofo => BOPOMOFO.contains(&c).then(|| imitation(c))?,
        // ƒ, ɗ, ᴄ, æ: the letter below the hook first, ɗ is a d.
        Script::Latin => confusable(c).or_else(|| imitation(c)),
        // Made-up spellings take them from here: ᖴᑌᑕK, Ꮯ.
        Script::Canadian_Aboriginal | Script::Cherokee | Script::Lisu | Script::Coptic | Script::Deseret | Script::Common => {
            imitation(c).or_else(|| confusable(c))
        }
        // The alphabet of Russian by Unicode's word alone; the letters beyond it (ғ, ҳ, ѵ) imitate too.
        Script::Cyrillic if ('\u{430}'..='\u{44F}').contains(&c) => confusable(c),
        Script::Greek | Script::Cyrillic => exact(c).or_else(|| imitation(c)),
        Script::Armenian => confusable(c),
        _ => exact(c),
    }
}

/// The letter that Unicode takes for the same without more ado: с is c.
fn exact(c: char) -> Option<Vec<char>> {
    let mut prototype = prototype(c);
    (prototype.len() == 1 && prototype[0].is_ascii_alphabetic()).then(|| vec![prototype.remove(0).to_ascii_lowercase()])
}

/// The letter that Unicode takes for the same once marks and bars are dropped and small capitals are read as letters: к, ĸ, k.
fn confusable(c: char) -> Option<Vec<char>> {
    let prototype: Vec<char> = prototype(c).into_iter().filter(|&c| !super::is_mark(c)).collect();
    match prototype[..] {
        [one] if one.is_ascii_alphabetic() => Some(vec![one.to_ascii_lowercase()]),
        [one] if one != c && one.script() == Script::Latin => imitation(one),
        _ => None,
    }
}

fn prototype(c: char) -> Vec<char> {
    skeleton(c.encode_utf8(&mut [0; 4])).nfd().collect()
}

/// The letters that decancer reads.
fn imitation(c: char) -> Option<Vec<char>> {
    let letters = match decancer::cure_char(c, decancer::Options::default()) {
        decancer::Translation::Character(letter) => letter.to_string(),
        decancer::Translation::String(letters) => letters.to_string(),
        decancer::Translation::None => return None,
    };
    let letters: Vec<char> = letters.chars().collect();
    letters.iter().all(char::is_ascii_lowercase).then_some(letters)
}
