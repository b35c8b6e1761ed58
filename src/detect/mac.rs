//! Hardware addresses (IEEE 802 EUI-48): six pairs with colons or hyphens, or three fours with full stops. Off by default.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Anchors, Detector, Hits, Passage};

static FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|(?:[0-9a-f]{2}-){5}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}")
        .expect("a constant")
});

pub(super) struct Mac;

impl Detector for Mac {
    fn name(&self) -> &str {
        "mac"
    }

    fn anchors(&self) -> Anchors {
        Anchors {
            literals: ["mac", "address", "地址", "网卡"].map(str::to_owned).to_vec(),
            digits: Some(2),
        }
    }

    fn rank(&self) -> u8 {
        9
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        let mut at = 0;
        while let Some(found) = FORM.find_at(text, at) {
            let range = found.range();
            if !is_whole(passage, &range) {
                // The match is ASCII, so the next byte starts a character.
                at = range.start + 1;
                continue;
            }
            at = range.end;
            let digits: Vec<u8> = found.as_str().bytes().filter(u8::is_ascii_alphanumeric).collect();
            if digits.iter().all(|&digit| digit == b'0') || digits.iter().all(|&digit| digit == b'f') {
                hits.rejected(range, "address of one device");
            } else {
                hits.found(range, Vec::new());
            }
        }
    }
}

/// Whether the address is neither part of a longer run nor put together across a space.
fn is_whole(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let text = passage.folded();
    let sign = text.as_bytes()[range.start + 2..]
        .iter()
        .find(|byte| !byte.is_ascii_alphanumeric())
        .copied();
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let alphanumeric = |c: char| c.is_ascii_alphanumeric();
    let is_sign = |c: char| sign.is_some_and(|sign| c == char::from(sign));
    let starts = passage.parted(range.start)
        || !before.ends_with(alphanumeric) && {
            // A pair before the sign would be a seventh one; a word would be a label.
            let word = before.strip_suffix(is_sign).unwrap_or_default();
            let len = word.len() - word.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
            !matches!(len, 2 | 4) || !word[word.len() - len..].bytes().all(|byte| byte.is_ascii_hexdigit())
        };
    let ends = passage.parted(range.end)
        || !after.starts_with(alphanumeric) && !after.strip_prefix(is_sign).is_some_and(|rest| rest.starts_with(alphanumeric));
    starts && ends && !(range.start + 1..range.end).any(|at| passage.parted(at))
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn addresses_are_found_whole() {
        for (text, expected) in [
            ("网卡地址00:00:5E:00:53:01", "00:00:5E:00:53:01"),
            ("设备MAC为00-00-5E-00-53-AF", "00-00-5E-00-53-AF"),
            ("MAC:00:00:5E:00:53:01", "00:00:5E:00:53:01"),
            ("mac 0000.5e00.53af", "0000.5e00.53af"),
            // A word before a sign is a label.
            ("设备tp:00:00:5E:00:53:01", "00:00:5E:00:53:01"),
        ] {
            assert_eq!(found(&Mac, text), [expected], "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "MAC: 00:00:5E:00:53",
            "00:00:5E:00:53:01:02",
            "设备ab:00:00:5E:00:53:01",
            "FF:FF:FF:FF:FF:FF",
            "00-00-00-00-00-00",
            "00:00:5E-00-53-01",
            "手术时间08:30至09:45",
            "00:00:5E:00:53\t:01",
        ] {
            assert!(found(&Mac, text).is_empty(), "{text}");
        }
    }
}
