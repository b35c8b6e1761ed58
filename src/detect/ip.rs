//! Internet addresses: IPv4 (RFC 791) and IPv6 in the notations of RFC 4291, with a zone (RFC 4007). Off by default.

use std::{
    net::{Ipv4Addr, Ipv6Addr},
    ops::Range,
};

use super::{Anchors, Detector, Hits, Passage, cue};

const VERSIONS: &[&str] = &["版本", "固件", "version", "ver", "章节"];

pub(super) struct Ip;

impl Detector for Ip {
    fn name(&self) -> &str {
        "ip"
    }

    fn anchors(&self) -> Anchors {
        Anchors {
            literals: vec!["::".to_owned()],
            digits: Some(3),
        }
    }

    fn rank(&self) -> u8 {
        8
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let bytes = passage.folded().as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            while at < bytes.len() && is_part(bytes[at]) && (at == start || !passage.parted(at)) {
                at += 1;
            }
            if at - start >= 3 {
                judge(passage, start..at, hits);
            }
            at += usize::from(at == start);
        }
    }
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.')
}

/// Judges a run of hexadecimal digits, colons and full stops.
fn judge(passage: &Passage<'_>, run: Range<usize>, hits: &mut Hits) {
    let text = passage.folded();
    let mut range = run;
    let touches = |at: usize, c: Option<char>| !passage.parted(at) && c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    // A colon or full stop of the sentence, not of the address.
    let inner = &text[range.clone()];
    if inner.starts_with(':') && !inner.starts_with("::") {
        range.start += 1;
    } else if touches(range.start, passage.before(range.start)) {
        return;
    }
    let inner = &text[range.clone()];
    let kept = inner.trim_end_matches('.');
    let kept = if kept.ends_with("::") {
        kept
    } else {
        kept.trim_end_matches(':')
    };
    range.end = range.start + kept.len();
    if kept.parse::<Ipv4Addr>().is_ok() {
        range.end += prefix(&text[range.end..]);
        if touches(range.end, passage.after(range.end)) {
            return;
        }
        match cue::near(text, range.start, 8, VERSIONS) {
            Some(word) => hits.rejected(range, format!("address: {word}")),
            None => hits.found(range, Vec::new()),
        }
    } else if kept != "::" && kept.parse::<Ipv6Addr>().is_ok() {
        range.end += zone(&text[range.end..]);
        range.end += prefix(&text[range.end..]);
        if !touches(range.end, passage.after(range.end)) {
            hits.found(range, Vec::new());
        }
    }
}

/// The length of a zone: `%eth0`.
fn zone(rest: &str) -> usize {
    let Some(name) = rest.strip_prefix('%') else { return 0 };
    match name.bytes().take_while(u8::is_ascii_alphanumeric).count() {
        0 => 0,
        len => len + 1,
    }
}

/// The length of the prefix of a network: `/24`.
fn prefix(rest: &str) -> usize {
    let Some(bits) = rest.strip_prefix('/') else { return 0 };
    match bits.bytes().take_while(u8::is_ascii_digit).count() {
        len @ 1..=3 => len + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn addresses_are_found_whole() {
        for (text, expected) in [
            ("服务器地址192.0.2.10", "192.0.2.10"),
            ("IP：198.51.100.7。", "198.51.100.7"),
            ("ip: ::1", "::1"),
            ("网段192.0.2.0/24", "192.0.2.0/24"),
            ("网关 fe80::1%eth0", "fe80::1%eth0"),
            ("IPv6: 2001:db8::1", "2001:db8::1"),
            ("[::ffff:192.0.2.1]:80", "::ffff:192.0.2.1"),
            ("2001:DB8:0:0:0:0:192.0.2.1.", "2001:DB8:0:0:0:0:192.0.2.1"),
        ] {
            assert_eq!(found(&Ip, text), [expected], "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "软件已升级到3.2.1版",
            "固件版本1.2.3.4",
            "256.1.1.1",
            "192.0.2",
            "text192.0.2.1",
            "192.0.2.1text",
            "2001::db8::1",
            "std::cout",
            ":::",
            "::",
            "12:34:56",
            "aa:bb:cc:dd:ee:ff",
            "192.0\t.2.1",
        ] {
            assert!(found(&Ip, text).is_empty(), "{text}");
        }
    }
}
