//! Letters, digits and radicals that Unicode draws in a circle, a square or a flag and gives no decomposition.

use std::{collections::HashMap, sync::LazyLock};

use unicode_general_category::{GeneralCategory, get_general_category};

/// What stands in the circle, the square or the flag; the ASCII digit of another script's digit.
pub(crate) fn inner(c: char) -> Option<Vec<char>> {
    let code = c as u32;
    let letter = |first: u32| char::from_u32('a' as u32 + code - first).map(|c| vec![c]);
    let number = |first: u32, is: u32| Some((is + code - first).to_string().chars().collect());
    match code {
        0x24EB..=0x24F4 => number(0x24EB, 11),                                         // ⓫
        0x24F5..=0x24FE => number(0x24F5, 1),                                          // ⓵
        0x24FF => number(0x24FF, 0),                                                   // ⓿
        0x2776..=0x277F => number(0x2776, 1),                                          // ❶
        0x2780..=0x2789 => number(0x2780, 1),                                          // ➀
        0x278A..=0x2793 => number(0x278A, 1),                                          // ➊
        0x3248..=0x324F => Some(((code - 0x3247) * 10).to_string().chars().collect()), // ㉈
        0x1F10B | 0x1F10C => number(code, 0),
        0x1F150..=0x1F169 => letter(0x1F150), // 🅐
        0x1F170..=0x1F189 => letter(0x1F170), // 🅰
        0x1F1E6..=0x1F1FF => letter(0x1F1E6), // 🇦
        _ if !c.is_ascii() => digit(c).map(|c| vec![c]),
        _ => None,
    }
}

/// Decimal digits come in runs of ten from zero; only the mathematical ones, which decompose anyway, have runs of fifty.
fn digit(c: char) -> Option<char> {
    let decimal = |code: u32| char::from_u32(code).is_some_and(|c| get_general_category(c) == GeneralCategory::DecimalNumber);
    if !decimal(c as u32) {
        return None;
    }
    let above = (1..).find(|back| !decimal(c as u32 - back))? - 1;
    char::from_digit(above % 10, 10)
}

/// The ideograph that a radical (⺡, ⼀) is a form of.
pub(crate) fn ideograph(c: char) -> Option<char> {
    static TABLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        include_str!("../EquivalentUnifiedIdeograph.txt")
            .lines()
            .filter_map(|line| line.split('#').next()?.split_once(';'))
            .flat_map(|(range, target)| {
                let hex = |text: &str| u32::from_str_radix(text.trim(), 16).expect("Unicode writes hexadecimal");
                let (first, last) = range.split_once("..").unwrap_or((range, range));
                let target = char::from_u32(hex(target));
                (hex(first)..=hex(last)).filter_map(move |code| Some((char::from_u32(code)?, target?)))
            })
            .filter(|(c, _)| matches!(c, '\u{2E80}'..='\u{2FDF}'))
            .collect()
    });
    TABLE.get(&c).copied()
}
