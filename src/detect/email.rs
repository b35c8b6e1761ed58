//! E-mail addresses, as people write them: RFC 5321's usual subset, and the spellings that hide one from robots, `foo [at] yahoo [dot] com`.
//!
//! A mailbox that an institution gives out for a purpose (投稿邮箱, 简历发送至) is no person's.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Anchors, Detector, Hits, Passage, cue};
use crate::finding::Evidence;

const LABELS: &[&str] = &["邮箱", "邮件", "email", "e-mail", "mail", "信箱"];

/// Purposes of an institution's mailbox.
static PUBLIC: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     投稿 简历 招聘 应聘 报名 举报 监督 投诉 公务 单位邮箱 医院邮箱 院办 意见建议 建议邮箱 信访 采购 招标 来稿 征稿 编辑部 \
     科研处 人事 会务 稿件",
    )
});

/// Top-level domains without which ` at ` is just an English word.
static COMMON: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     com cn net org edu gov tv me io hk tw info",
    )
});

/// Words that stand before ` at ` in a sentence.
static ENGLISH: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     us me look find out available visit is are more online shop buy sign",
    )
});

static FORM: LazyLock<Regex> = LazyLock::new(|| {
    let at = r"(?: ?(?:@|\[at\]|\(at\)|\{at\}|#at#) ?| at )";
    let dot = r"(?:\.| ?[\[({]dot[\])}] ?| dot )";
    Regex::new(&format!(
        r"(?P<local>[a-z0-9_][a-z0-9._%+-]{{0,63}})(?P<at>{at})(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?{dot}){{1,5}}(?P<top>xn--[a-z0-9-]{{2,59}}|[a-z]{{2,18}})"
    ))
    .expect("a constant")
});

pub(super) struct Email;

impl Detector for Email {
    fn name(&self) -> &str {
        "email"
    }

    fn anchors(&self) -> Anchors {
        Anchors::literals(["@", "at"])
    }

    fn rank(&self) -> u8 {
        10
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        for found in FORM.captures_iter(text) {
            let Some(whole) = found.get(0) else { continue };
            let range: Range<usize> = whole.range();
            let spelled = &found["at"] == " at ";
            let runs_on = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            if passage.after(range.end).is_some_and(runs_on) || passage.before(range.start).is_some_and(runs_on) {
                continue;
            }
            if spelled && (!COMMON.contains(&&found["top"]) || ENGLISH.contains(&&found["local"])) {
                continue;
            }
            match cue::near(text, range.start, 12, &PUBLIC) {
                Some(purpose) => hits.rejected(range, format!("private mailbox: {purpose}")),
                None => {
                    let label = cue::near(text, range.start, 10, LABELS);
                    hits.found(
                        range,
                        label.map(|label| Evidence::Cue(label.to_owned())).into_iter().collect(),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn addresses_are_found_whole() {
        for (text, expected) in [
            ("患者邮箱zhangsan123@example.com", "zhangsan123@example.com"),
            ("家属请把资料发到 lisi@example.org。", "lisi@example.org"),
            ("ｌｉｓｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ｌｉｓｉ＠ｅｘａｍｐｌｅ．ｃｏｍ"),
            ("user@xn--80ak6aa92e.com", "user@xn--80ak6aa92e.com"),
            ("a_%b@mail.example.com.cn，", "a_%b@mail.example.com.cn"),
            ("lisi [at] example [dot] com", "lisi [at] example [dot] com"),
            ("lisi at example dot com", "lisi at example dot com"),
            ("lisi@example.com.....", "lisi@example.com"),
        ] {
            assert_eq!(found(&Email, text), [expected], "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "lisi@example.",
            "药量按0.5mg@每次记录",
            "关注我院公众号@某某市中心医院",
            "简历发送至hr@example.com",
            "find us at example.com",
            "meet at noon",
            "lisi@example.c0m",
            "你我.他你",
        ] {
            assert!(found(&Email, text).is_empty(), "{text}");
        }
    }
}
