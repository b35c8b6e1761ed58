//! Chinese numerals that stand for digits, where digits stand beside them: 9二肆8.
//!
//! No numeral folds to a digit by itself: 零售 and 下三滥 are words, and 三天 is no number to dial.

/// Numerals, as they fold: the usual one first, for each digit from 0 on.
const NUMERALS: [&str; 10] = [
    "零〇",
    "一壹幺",
    "二贰",
    "三叁",
    "四肆",
    "五伍",
    "六陆",
    "七柒",
    "八捌",
    "九玖",
];

/// The fewest digits and numerals side by side that are one number, and the fewest digits among them.
const RUN: usize = 7;
const DIGITS: usize = 3;

/// All numerals with their digits.
pub(crate) fn numerals() -> impl Iterator<Item = (char, char)> {
    let digits = '0'..='9';
    (digits.zip(NUMERALS)).flat_map(|(digit, numerals)| numerals.chars().map(move |numeral| (numeral, digit)))
}

/// The digit that a folded numeral stands for.
pub(crate) fn digit_of(c: char) -> Option<char> {
    let digit = match c {
        '零' | '〇' => '0',
        '一' | '壹' | '幺' => '1',
        '二' | '贰' => '2',
        '三' | '叁' => '3',
        '四' | '肆' => '4',
        '五' | '伍' => '5',
        '六' | '陆' => '6',
        '七' | '柒' => '7',
        '八' | '捌' => '8',
        '九' | '玖' => '9',
        _ => return None,
    };
    Some(digit)
}

/// The usual numeral for a digit.
pub(crate) fn numeral_of(digit: char) -> Option<char> {
    let place = digit.to_digit(10)? as usize;
    NUMERALS[place].chars().next()
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
    use crate::text::{Folded, fold};

    #[test]
    fn numerals_and_digits() {
        for (numeral, digit) in numerals() {
            assert_eq!(fold(numeral), Folded::One(numeral));
            assert_eq!(digit_of(numeral), Some(digit));
        }
        assert_eq!(digit_of('人'), None);
        assert_eq!(numeral_of('3'), Some('三'));
        assert!(is_mixed_number("138零零一三8000") && !is_mixed_number("2024一二") && !is_mixed_number("13800138000"));
    }
}
