//! Bank card numbers: issuer, length, and the check digit of ISO/IEC 7812-1 (Luhn).
//!
//! The issuer ranges are those that the schemes publish: UnionPay 62 (16 to 19 digits), Visa 4, Mastercard 51–55 and 2221–2720,
//! American Express 34 and 37, Diners 30, 36, 38, 39, JCB 3528–3589, Discover 6011, 644–649, 65, Maestro, UATP 1; and 9558, an older
//! range of a Chinese bank, still in use.

use std::{ops::Range, sync::LazyLock};

use super::{
    Anchors, Detector, Hits, Passage, check_digit, cue,
    digits::{self, Joint, Run},
};
use crate::{finding::Evidence, severity::Severity};

const LABELS: &[&str] = &[
    "银行卡",
    "卡号",
    "储蓄卡",
    "借记卡",
    "信用卡",
    "账号",
    "帐号",
    "工资卡",
    "收款卡",
    "card number",
    "card",
];

/// Labels of other long numbers.
static OTHERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     订单 运单 快递 流水 批号 条码 条形码 货号 合同 发票 注册证 备案 许可证 单号 序列号 imei 编号",
    )
});

pub(super) struct BankCard;

impl Detector for BankCard {
    fn name(&self) -> &str {
        "bank_card"
    }

    fn anchors(&self) -> Anchors {
        Anchors::digits(14)
    }

    fn rank(&self) -> u8 {
        50
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        digits::each_run(text, 19, |run| {
            is_card_shaped(text, run) && digits::stands_alone(passage, &run.range()) && judge(text, run, hits)
        });
    }
}

/// Whether the digits are grouped as cards are: not at all, in fours, 6-13, 6-10, or 4-6-5 and 4-6-4.
fn is_card_shaped(text: &str, run: &Run<'_>) -> bool {
    if run.digits.len() < 14 || run.joint.is_some_and(|joint| !matches!(joint, Joint::Space | Joint::Hyphen)) {
        return false;
    }
    if run.groups.len() > 5 {
        return run.is_spelled();
    }
    let mut lengths = [0; 5];
    run.groups
        .iter()
        .zip(&mut lengths)
        .for_each(|(group, len)| *len = group.len());
    match lengths[..run.groups.len()] {
        [_] | [6, 13] | [6, 10] | [4, 6, 5] | [4, 6, 4] => true,
        [4, 4, 4, 4] => run.after != run.joint || !(1..=3).contains(&next_group(text, run.range().end)),
        [4, 4, 4, 4, 1..=3] | [4, 4, 4, 2] => true,
        _ => run.is_spelled(),
    }
}

/// The length of the group that a single sign parts from `at`.
fn next_group(text: &str, at: usize) -> usize {
    text.as_bytes()[at..]
        .iter()
        .skip(1)
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

fn judge(text: &str, run: &Run<'_>, hits: &mut Hits) -> bool {
    let range: Range<usize> = run.range();
    let Some(issuer) = issuer(run.digits) else { return false };
    let label = cue::near(text, range.start, 10, LABELS);
    let labelled = label.map(|label| Evidence::Cue(label.to_owned()));
    if !check_digit::luhn(run.digits.as_bytes()) {
        return match labelled {
            // A card number with a slip in it, or a made-up one: a person decides.
            Some(label) if issuer == Issuer::UnionPay => {
                hits.found_as(range, Severity::Review, vec![label]);
                true
            }
            _ => {
                hits.rejected(range, "check digit");
                false
            }
        };
    }
    let rare = issuer == Issuer::Rare && label.is_none() && !cue::fills_cell(text, range.clone());
    let other = cue::near(text, range.start, 8, &OTHERS).filter(|_| label.is_none());
    if rare || run.goes_on() && label.is_none() {
        hits.rejected(range, "label of a card");
        return false;
    }
    if let Some(other) = other {
        hits.rejected(range, format!("another number: {other}"));
        return false;
    }
    hits.found(range, [Evidence::CheckDigit("Luhn")].into_iter().chain(labelled).collect());
    true
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Issuer {
    UnionPay,
    Other,
    /// Prefixes so short that many other numbers have them.
    Rare,
}

fn issuer(digits: &str) -> Option<Issuer> {
    let prefix = |len: usize| digits.get(..len).and_then(|digits| digits.parse::<u32>().ok());
    let (two, three, four) = (prefix(2)?, prefix(3)?, prefix(4)?);
    let issuer = match (four, digits.len()) {
        (6200..=6299, 16..=19) | (9558, 16..=19) => Issuer::UnionPay,
        (4000..=4999, 16) | (5100..=5599, 16) | (2221..=2720, 16) => Issuer::Other,
        (6011 | 6440..=6599, 16..=19) | (3528..=3589, 16) => Issuer::Other,
        (5018..=5020 | 5038 | 5893 | 6304 | 6759 | 6761..=6763, 16..=19) => Issuer::Other,
        (_, 15) if two == 34 || two == 37 => Issuer::Other,
        (_, 14) if (300..=305).contains(&three) || matches!(two, 36 | 38 | 39) => Issuer::Other,
        (4000..=4999, 19) => Issuer::Rare,
        (1000..=1999, 15) => Issuer::Rare,
        _ => return None,
    };
    Some(issuer)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{evidence, found, rejected, severities};
    use super::*;

    #[test]
    fn numbers_are_found_whole() {
        for (text, expected) in [
            ("4111111111111111", "4111111111111111"),
            ("家属卡号 4111 1111 1111 1111", "4111 1111 1111 1111"),
            ("4111-1111-1111-1111", "4111-1111-1111-1111"),
            ("3782 822463 10005", "3782 822463 10005"),
            ("30569309025904", "30569309025904"),
            ("卡号：6222 0212 3456 7890 128", "6222 0212 3456 7890 128"),
        ] {
            assert_eq!(found(&BankCard, text), [expected], "{text}");
        }
        assert_eq!(found(&BankCard, "4111 1111 1111 1111 5555 5555 5555 4444").len(), 2);
    }

    #[test]
    fn near_misses() {
        for text in [
            "4111111111111112",
            "41111111111111111",
            "订单4111111111111111",
            "4111 1111\t1111 1111",
            "7111111111111115",
            "项目2014-06-03-0210-4111",
        ] {
            assert!(found(&BankCard, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_check_digit_is_told() {
        assert_eq!(evidence(&BankCard, "4111111111111111"), [Evidence::CheckDigit("Luhn")]);
        assert_eq!(rejected(&BankCard, "4111111111111112")[0].1, "check digit");
        assert_eq!(severities(&BankCard, "银行卡号6222021234567890127"), [Some(Severity::Review)]);
    }
}
