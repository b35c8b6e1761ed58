//! Unified social credit codes: GB 32100-2015, 18 characters, the last one a check character.
//!
//! They are public; a citizen's number of the same length goes before them. Off by default.

use super::{Anchors, Detector, Hits, Passage, check_digit, cue, digits};
use crate::finding::Evidence;

const LABELS: &[&str] = &["信用代码", "机构代码", "登记证号", "税号", "纳税人识别号", "登记号"];

pub(super) struct CreditCode;

impl Detector for CreditCode {
    fn name(&self) -> &str {
        "credit_code"
    }

    fn anchors(&self) -> Anchors {
        // Characters 3 to 8 are the code of a region.
        Anchors::digits(6)
    }

    fn rank(&self) -> u8 {
        55
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
                at += 1;
            }
            if at - start == 18 && has_form(&bytes[start..at]) && digits::stands_alone(passage, &(start..at)) {
                if check_digit::credit_code(&bytes[start..at]) {
                    let label = cue::label(text, start, LABELS).map(|label| Evidence::Cue(label.to_owned()));
                    hits.found(
                        start..at,
                        [Evidence::CheckDigit("GB 32100")].into_iter().chain(label).collect(),
                    );
                } else {
                    hits.rejected(start..at, "check digit");
                }
            }
            at += usize::from(at == start);
        }
    }
}

/// Two characters of the registering body, six digits of the region, nine of the body's code, one check character.
fn has_form(code: &[u8]) -> bool {
    code.iter().all(|&c| check_digit::credit_value(c).is_some()) && code[2..8].iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, rejected};
    use super::*;

    #[test]
    fn codes() {
        for (text, expected) in [
            ("统一社会信用代码91350100M000100Y43", vec!["91350100M000100Y43"]),
            ("（91350100m000100y43）", vec!["91350100m000100y43"]),
            ("91350100M000100Y44", vec![]),
            ("A91350100M000100Y43", vec![]),
            ("91350100M0001\t00Y43", vec![]),
            ("91350100O000100Y43", vec![]),
        ] {
            assert_eq!(found(&CreditCode, text), expected, "{text}");
        }
        assert_eq!(rejected(&CreditCode, "91350100M000100Y44")[0].1, "check digit");
    }
}
