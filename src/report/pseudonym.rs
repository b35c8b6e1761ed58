//! What stands for a value: the name of its kind, and what tells it from other values.

use std::{collections::HashMap, fmt::Write};

use crate::text::fold_term;

/// The values of one text that were named so far: kind and value, with its number among those of its kind.
#[derive(Debug, Default)]
pub(super) struct Pseudonyms {
    numbers: HashMap<(&'static str, String), usize>,
    counts: HashMap<&'static str, usize>,
}

impl Pseudonyms {
    /// Writes the token of a value: 【姓名】, for a second one of the kind 【姓名2】.
    pub(super) fn token(&mut self, kind: &str, found: &str, out: &mut String) {
        let title = title(kind);
        let count = self.counts.entry(title).or_default();
        let number = *self.numbers.entry((title, bare(found))).or_insert_with(|| {
            *count += 1;
            *count
        });
        // Writing to a string cannot fail.
        let _ = match number {
            _ if title == ELSE => write!(out, "【{title}】"),
            1 => write!(out, "【{title}】"),
            number => write!(out, "【{title}{number}】"),
        };
    }

    /// Writes the pseudonym of a value: 【姓名·…】.
    #[cfg(feature = "hash")]
    pub(super) fn hash(key: &super::HashKey, kind: &str, found: &str, out: &mut String) {
        let title = title(kind);
        let _ = write!(out, "【{title}·{}】", key.pseudonym(kind, &bare(found)));
    }
}

/// What is not personal data has no name.
const ELSE: &str = "略";

/// What a kind is called.
fn title(kind: &str) -> &'static str {
    match kind {
        "patient-name" => "姓名",
        "id_number" => "身份号码",
        "mobile" => "手机号",
        "landline" => "固定电话",
        "bank_card" => "银行卡",
        "passport" => "护照号",
        "plate" => "车牌",
        "email" => "邮箱",
        "medical-record" => "病历标识",
        "address" => "住址",
        "social-account" => "社交账号",
        "birth-date" => "出生日期",
        "credit_code" => "信用代码",
        "indirect-identity" => "单位或者住处",
        "url" => "网址",
        "ip" => "网络地址",
        "mac" => "设备地址",
        _ => ELSE,
    }
}

/// The value without the ways in which it may be written: letters and digits, folded.
pub(crate) fn bare(value: &str) -> String {
    fold_term(value).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_value_has_the_same_token() {
        let mut pseudonyms = Pseudonyms::default();
        let mut out = String::new();
        for value in ["13800138000", "138-0013-8000", "13900139000", "１３８００１３８０００"] {
            pseudonyms.token("mobile", value, &mut out);
        }
        assert_eq!(out, "【手机号】【手机号】【手机号2】【手机号】");
    }
}
