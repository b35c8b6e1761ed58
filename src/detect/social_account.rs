//! Personal accounts on WeChat, QQ and the like: a word that names the service, then an account.
//!
//! Forms, by the services' own help pages: a WeChat id begins with a letter and has 6 to 20 letters, digits, `_` and `-` (or is a mobile
//! number); a QQ number has 5 to 11 digits and does not begin with 0. Official accounts, groups and programs are no person's.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Anchors, Detector, Hits, Passage, cue};
use crate::finding::Evidence;

/// Words of accounts that belong to an institution or a group.
static PUBLIC: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     公众号 公众平台 官方 订阅号 服务号 小程序 视频号 企业微信 我院 本院 医院微信 关注 群号 qq群 微信群 交流群 患者群",
    )
});

static FORM: LazyLock<Regex> = LazyLock::new(|| {
    let wechat = "微信号|微信id|微信账号|加微信|加微|加v|[+]v|微信|薇信|v信|vx|wechat|weixin|wx|抖音号|快手号|小红书号|微博号";
    let qq = "qq号码|qq号|qq账号|扣扣号|扣扣|qq";
    let join = r#"码?(?:是|为)?(?P<join>[ :=(\[“"'【-]{0,3})"#;
    Regex::new(&format!(
        r"(?P<wechat>{wechat}){join}(?P<id>[a-z][a-z0-9_-]{{5,19}}|[a-z0-9_-]{{0,5}}1[3-9][0-9]{{9}})|(?P<qq>{qq}){}(?P<number>[1-9][0-9]{{4,10}})",
        join.replace("<join>", "<joined>")
    ))
    .expect("a constant")
});

pub(super) struct SocialAccount;

impl Detector for SocialAccount {
    fn name(&self) -> &str {
        "social-account"
    }

    fn anchors(&self) -> Anchors {
        Anchors::literals([
            "微信",
            "薇信",
            "加微",
            "加v",
            "+v",
            "v信",
            "vx",
            "wx",
            "wechat",
            "weixin",
            "qq",
            "扣扣",
            "抖音号",
            "快手号",
            "小红书号",
            "微博号",
        ])
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        for found in FORM.captures_iter(text) {
            account(passage, text, &found, hits);
        }
    }
}

fn account(passage: &Passage<'_>, text: &str, found: &Captures<'_>, hits: &mut Hits) {
    let Some(cue) = found.name("wechat").or_else(|| found.name("qq")) else {
        return;
    };
    let Some(value) = found.name("id").or_else(|| found.name("number")) else {
        return;
    };
    let range = value.range();
    let runs_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '@');
    let latin = |c: char| c.is_ascii_alphanumeric();
    let touches = cue.as_str().starts_with(|c: char| c.is_ascii()) && passage.before(cue.start()).is_some_and(latin);
    if touches || passage.after(range.end).is_some_and(runs_on) {
        return;
    }
    // `.com` makes it an address on the web.
    if text[range.end..].starts_with('.') && text[range.end + 1..].starts_with(latin) {
        return;
    }
    // Letters alone are an English word unless they are said to be an account.
    let labelled =
        cue.as_str().ends_with(['号', 'd']) || found.name("join").is_some_and(|join| join.as_str().contains([':', '=']));
    if !labelled
        && !value
            .as_str()
            .contains(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-'))
    {
        return;
    }
    if let Some(word) = cue::near(text, value.start(), 14, &PUBLIC) {
        hits.rejected(range, format!("personal account: {word}"));
        return;
    }
    hits.found(range, vec![Evidence::Cue(cue.as_str().to_owned())]);
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn accounts_are_found_whole() {
        for (text, expected) in [
            ("患者微信号：wxid_abc12345", "wxid_abc12345"),
            ("家属QQ：123456789，可联系核实", "123456789"),
            ("加微信zhang_2020咨询", "zhang_2020"),
            ("VX: abc-12345", "abc-12345"),
            ("微信号为zhangsan", "zhangsan"),
            ("加V：zhang88", "zhang88"),
            ("扣扣号10001", "10001"),
            ("微信13800138000", "13800138000"),
        ] {
            assert_eq!(found(&SocialAccount, text), [expected], "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "关注我院微信公众号abc12345",
            "用微信扫码缴费",
            "发到微信群",
            "患者交流QQ群：123456789",
            "123456@qq.com",
            "qq.com",
            "微信wechat支付",
            "QQ 2024",
            "微信号：abc12345**",
            "微信\tabc12345",
        ] {
            assert!(found(&SocialAccount, text).is_empty(), "{text}");
        }
    }
}
