//! Number plates of vehicles: GA 36-2018.
//!
//! A province, a letter, then five characters (no I, no O; mostly digits), or six on the green plates of new-energy vehicles: a letter
//! and five digits, or five digits and a letter. 学, 挂, 港, 澳 may end a plate. Plates of the police and of embassies are no person's.

use std::{ops::Range, sync::LazyLock};

use super::{Anchors, Detector, Hits, Passage, cue, digits};
use crate::finding::Evidence;

const PROVINCES: &[char] = &[
    '京', '津', '沪', '渝', '冀', '豫', '云', '辽', '黑', '湘', '皖', '鲁', '新', '苏', '浙', '赣', '鄂', '桂', '甘', '晋', '蒙',
    '陕', '吉', '闽', '贵', '粤', '青', '藏', '川', '宁', '琼',
];

static LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     车牌 牌照 号牌 车号 车辆 轿车 货车 车主 面包车 电动车",
    )
});

/// Vehicles that are no person's.
const PUBLIC: &[&str] = &["救护车", "急救车", "公务车", "体检车", "采血车", "班车", "公交"];

pub(super) struct Plate;

impl Detector for Plate {
    fn name(&self) -> &str {
        "plate"
    }

    fn anchors(&self) -> Anchors {
        let starts = PROVINCES
            .iter()
            .flat_map(|province| LETTERS.chars().map(move |letter| format!("{province}{letter}")));
        Anchors {
            literals: starts.collect(),
            digits: None,
        }
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        for (start, province) in text.char_indices() {
            if !PROVINCES.contains(&province) {
                continue;
            }
            let Some(range) = plate(text, start, start + province.len_utf8()) else {
                continue;
            };
            if !digits::free_after(passage, range.end) || text[range.end..].starts_with(['-', '*', '/', '.']) {
                continue;
            }
            if text[range.end..].starts_with(['警', '使', '领']) {
                hits.rejected(range, "private vehicle");
            } else if let Some(vehicle) = cue::near(text, start, 8, PUBLIC) {
                hits.rejected(range, format!("private vehicle: {vehicle}"));
            } else {
                let label = cue::near(text, start, 10, &LABELS);
                hits.found(
                    range,
                    label.map(|label| Evidence::Cue(label.to_owned())).into_iter().collect(),
                );
            }
        }
    }
}

/// The letters of plates: I and O are too like digits.
const LETTERS: &str = "abcdefghjklmnpqrstuvwxyz";

/// The plate that starts with the province before `at`.
fn plate(text: &str, start: usize, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    let office = rest.chars().next().filter(|&c| LETTERS.contains(c))?;
    let at = at + office.len_utf8();
    let gap = text[at..]
        .chars()
        .next()
        .filter(|c| matches!(c, '·' | '•' | '・' | '-' | ' ' | '.'));
    let at = at + gap.map_or(0, char::len_utf8);
    let number: &str = text[at..].split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let bytes = number.as_bytes();
    if bytes.iter().any(|byte| matches!(byte, b'i' | b'o')) {
        return None;
    }
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let suffix = text[at + number.len()..]
        .chars()
        .next()
        .filter(|c| matches!(c, '学' | '挂' | '港' | '澳'));
    let matches = match (bytes.len(), suffix) {
        (4, Some(_)) => digits >= 3,
        (5, _) => digits >= 3,
        // New energy: one letter, at either end.
        (6, _) => digits == 5 && (bytes[0].is_ascii_lowercase() || bytes[5].is_ascii_lowercase()),
        _ => false,
    };
    let suffix = suffix.filter(|_| bytes.len() == 4);
    matches.then(|| start..at + number.len() + suffix.map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn plates_are_found_whole() {
        for (text, expected) in [
            ("请车牌京A12345的患者家属挪车", "京A12345"),
            ("肇事车辆沪B·67890已驶离", "沪B·67890"),
            ("牌照 京A·12345 的轿车", "京A·12345"),
            ("浙A-1B234", "浙A-1B234"),
            ("粤AD12345", "粤AD12345"),
            ("陕A12345D", "陕A12345D"),
            ("粤Z1234港入境", "粤Z1234港"),
            ("粵Ａ１２３４５", "粵Ａ１２３４５"),
        ] {
            assert_eq!(found(&Plate, text), [expected], "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "京A123",
            "车牌京A***45的车主",
            "京A类停车位满了",
            "粤B2-20090059",
            "京ICP备12345678号",
            "新H7N9病例",
            "京A1234567",
            "京AO1234",
            "京A12I45",
            "救护车京A12345",
            "京A1234警",
            "京A\t12345",
            "京A12345-01",
            "京A12345*",
            "京A12345%",
        ] {
            assert!(found(&Plate, text).is_empty(), "{text}");
        }
    }
}
