//! Chinese numerals that stand for digits, where digits stand beside them: 9二肆8.
//!
//! No numeral folds to a digit by itself: 零售 and 下三滥 are words, and 三天 is no number to dial.

use super::fold::{Folded, fold};

/// Numerals, each behind the digit that it stands for.
const NUMERALS: [(char, &str); 10] = [
    ('0', "零〇"),
    ('1', "一壹幺"),
    ('2', "二贰"),
    ('3', "三叁"),
    ('4', "四肆"),
    ('5', "五伍"),
    ('6', "六陆"),
    ('7', "七柒"),
    ('8', "八捌"),
    ('9', "九玖"),
];

/// The fewest digits and numerals side by side that are one number, and the fewest digits among them.
const RUN: usize = 7;
const DIGITS: usize = 3;

/// All numerals, as they fold, with their digits.
pub(crate) fn numerals() -> impl Iterator<Item = (char, char)> {
    NUMERALS.into_iter().flat_map(|(digit, numerals)| {
        numerals.chars().map(move |c| match fold(c) {
            Folded::One(folded) => (folded, digit),
            _ => (c, digit),
        })
    })
}

/// The digit that a folded numeral stands for.
pub(crate) fn digit_of(c: char) -> Option<char> {
    numerals().find(|&(numeral, _)| numeral == c).map(|(_, digit)| digit)
}

/// The usual numeral for a digit.
pub(crate) fn numeral_of(digit: char) -> Option<char> {
    let (_, numerals) = NUMERALS.into_iter().find(|&(known, _)| known == digit)?;
    numerals.chars().next()
}

/// Whether digits and numerals side by side are one number that mixes both.
pub(super) fn is_mixed_number(run: &str) -> bool {
    let digits = run.chars().filter(char::is_ascii_digit).count();
    let all = run.chars().count();
    all >= RUN && digits >= DIGITS && digits < all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_and_digits() {
        assert_eq!(digit_of('二'), Some('2'));
        assert_eq!(digit_of('肆'), Some('4'));
        assert_eq!(digit_of('人'), None);
        assert_eq!(numeral_of('3'), Some('三'));
        assert!(is_mixed_number("138零零一三8000") && !is_mixed_number("2024一二") && !is_mixed_number("13800138000"));
    }
}
