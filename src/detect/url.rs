//! Addresses on the web: RFC 3986 with a scheme, `www.`, or a bare host name under a well-known top-level domain. Off by default.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Anchors, Detector, Hits, Passage, cue};

/// Top-level domains under which a bare `host.tld` is taken for an address: IANA's most used ones, none of which is a file suffix.
static TOPS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     com net org cn gov edu info biz top xyz vip club site online shop store tech app dev wang ltd link live work icu fun \
     mobi cc tv me io co hk tw mo jp kr sg us uk de fr it es nl se ch ru au ca in il eu asia name pro int watch",
    )
});

static FORM: LazyLock<Regex> = LazyLock::new(|| {
    let host = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]{2,59}|[a-z]{2,18})";
    let rest = r"(?::[0-9]{1,5})?(?:[/?#][a-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?";
    Regex::new(&format!(
        r"(?:(?P<scheme>https?|ftp)://(?:(?P<host>{host})|(?:[0-9]{{1,3}}\.){{3}}[0-9]{{1,3}}|\[[0-9a-f:.]+\]|localhost)|(?P<bare>{host})){rest}"
    ))
    .expect("a constant")
});

pub(super) struct Url;

impl Detector for Url {
    fn name(&self) -> &str {
        "url"
    }

    fn anchors(&self) -> Anchors {
        let tops = TOPS.iter().map(|top| format!(".{top}"));
        Anchors {
            literals: ["://", "www."].into_iter().map(str::to_owned).chain(tops).collect(),
            digits: None,
        }
    }

    fn rank(&self) -> u8 {
        5
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        for found in FORM.captures_iter(text) {
            let Some(whole) = found.get(0) else { continue };
            let range = trim(passage, whole.range());
            if let Some(bare) = found.name("bare") {
                let runs_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '/');
                let top = bare.as_str().rsplit('.').next().unwrap_or_default();
                let host = bare.as_str().strip_prefix("www.").unwrap_or(bare.as_str());
                let mail = text[bare.end()..].starts_with('@');
                if mail || passage.before(range.start).is_some_and(runs_on) || !TOPS.contains(&top) || !host.contains('.') {
                    continue;
                }
            }
            let host_end = found.name("bare").or_else(|| found.name("host")).map(|host| host.end());
            let cut = |end: usize| passage.after(end).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
            if host_end.is_some_and(cut) {
                continue;
            }
            hits.found(range, Vec::new());
        }
    }
}

/// Without what ends the sentence rather than the address: full-width signs, which fold to ASCII, and closing punctuation.
fn trim(passage: &Passage<'_>, range: Range<usize>) -> Range<usize> {
    let text = passage.folded();
    let bytes = &text.as_bytes()[range.clone()];
    let full_width = (0..bytes.len()).find(|&at| {
        let at = range.start + at;
        bytes[at - range.start].is_ascii_punctuation() && passage.original(at..at + 1).starts_with(|c: char| !c.is_ascii())
    });
    let end = full_width.map_or(range.end, |at| range.start + at);
    let kept = text[range.start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']', '*']);
    range.start..range.start + kept.len()
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn addresses_are_found_whole() {
        for (text, expected) in [
            ("预约网址https://www.example.com/yuyue", "https://www.example.com/yuyue"),
            ("详见http://example.org。", "http://example.org"),
            ("网址是http://example.com，请收藏", "http://example.com"),
            ("网址http://example.com，a", "http://example.com"),
            ("example.com.cn/a-b_c/", "example.com.cn/a-b_c/"),
            ("www.example.com", "www.example.com"),
            ("http://192.0.2.1:8080/x", "http://192.0.2.1:8080/x"),
            ("（http://example.com/a)", "http://example.com/a"),
        ] {
            assert_eq!(found(&Url, text), [expected], "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "www.example",
            "http://example",
            "report.docx",
            "lisi@example.com",
            "i.e",
            "3.5mg.每日",
            "std::io",
            "官网",
        ] {
            assert!(found(&Url, text).is_empty(), "{text}");
        }
    }
}
