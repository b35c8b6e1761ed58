//! From bytes to text: which encoding it is, and what is no text at all.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The bytes that are looked at to tell what they are.
const LOOKED_AT: usize = 1 << 16;

/// Files that hold something other than text, by how they begin.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF 文件；请从原稿导出文字（.docx 或 .txt）再审"),
    (
        b"\xD0\xCF\x11\xE0",
        "加了密码的文档，或者旧版 Office 文件（.doc、.xls、.ppt）；请去掉密码，另存为 .docx 再审",
    ),
    (b"PK\x03\x04", "压缩包或者表格、幻灯片文件；能审的是 .docx 和纯文本"),
    (b"\x89PNG", "图片；图片里的字不审"),
    (b"\xFF\xD8\xFF", "图片；图片里的字不审"),
    (b"GIF8", "图片；图片里的字不审"),
    (b"{\\rtf", "RTF 文件；请另存为 .docx 再审"),
];

/// The text of the bytes, with what the reader should know of it; or what the bytes are instead.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, Vec<String>), String> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err((*what).to_owned());
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(&bytes[length..]);
        if encoding == UTF_8 || !bad {
            return Ok(said(&text, encoding, bad));
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if text.contains('\0') {
            binary()
        } else {
            Ok((text.to_owned(), Vec::new()))
        };
    }
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    if let Some(encoding) = utf_16(head) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        return Ok(said(&text, encoding, bad));
    }
    if head.contains(&0) {
        return binary();
    }
    if mostly_utf_8(head) {
        return Ok(said(&String::from_utf8_lossy(bytes), UTF_8, true));
    }
    let encoding = guess(head);
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    Ok(said(&text, encoding, bad))
}

fn said(text: &str, encoding: &'static Encoding, bad: bool) -> (String, Vec<String>) {
    let warning = bad.then(|| {
        let line = text
            .split('\u{FFFD}')
            .next()
            .map_or(1, |before| before.matches('\n').count() + 1);
        format!("按 {} 读，第 {line} 行起有读不出的字，按 \u{FFFD} 审", encoding.name())
    });
    (text.to_owned(), warning.into_iter().collect())
}

fn binary() -> Result<(String, Vec<String>), String> {
    Err("不是文本文件".to_owned())
}

/// Which of both it is: Chinese and ASCII characters and their punctuation in nearly all places.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let usual = |unit: u16| matches!(unit, 0x0A | 0x0D | 0x20..=0x7E | 0x2010..=0x2026 | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFF5E);
    let units = bytes.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
    let share = |read: fn([u8; 2]) -> u16| units.clone().filter(|&pair| usual(read(pair))).count() * 10;
    let most = bytes.len() / 2 * 9;
    match bytes.len() {
        0..4 => None,
        _ if share(u16::from_le_bytes) >= most => Some(UTF_16LE),
        _ if share(u16::from_be_bytes) >= most => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether it is UTF-8 with a few bytes that are not: three good characters beyond ASCII for each bad one, where of other encodings hardly any is good.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let bad = text.matches('\u{FFFD}').count();
    text.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count() >= bad * 3
}

/// Any other encoding: Chinese ones first, since that is what is written here. Short texts are too little for the detector.
fn guess(head: &[u8]) -> &'static Encoding {
    let is_chinese = |encoding: &&'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(head);
        let others = || text.chars().filter(|c| !c.is_ascii());
        others().filter(|&c| is_usual(c)).count() * 10 >= others().count() * 9
    };
    [GB18030, BIG5].into_iter().find(is_chinese).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(head, true);
        detector.guess(Some(b"cn"), Utf8Detection::Deny)
    })
}

/// What Chinese is written with, beside ASCII.
fn is_usual(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF5E}' | '—' | '…' | '“' | '”' | '‘' | '’' | '·' | '★')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "本科室祖传秘方，包治百病。\n三天见效，永不复发。\n";

    fn read(bytes: &[u8]) -> String {
        decode(bytes).unwrap().0
    }

    #[test]
    fn encodings_are_recognised() {
        assert_eq!(read(TEXT.as_bytes()), TEXT);
        assert_eq!(read(format!("\u{FEFF}{TEXT}").as_bytes()), TEXT);
        assert_eq!(read(&GB18030.encode(TEXT).0), TEXT);
        assert_eq!(read(&GB18030.encode("秘方").0), "秘方");
        for (bom, read_as) in [
            (true, u16::to_le_bytes as fn(u16) -> [u8; 2]),
            (false, u16::to_le_bytes),
            (true, u16::to_be_bytes),
            (false, u16::to_be_bytes),
        ] {
            let units = bom.then_some(0xFEFF).into_iter().chain(TEXT.encode_utf16());
            assert_eq!(read(&units.flat_map(read_as).collect::<Vec<u8>>()), TEXT);
        }
        let traditional = "本科室祖傳秘方，包治百病。患者術後恢復良好，醫師請勿轉發這則訊息給親友，謝謝各位的配合與體諒。";
        assert_eq!(read(&BIG5.encode(traditional).0), traditional);
    }

    #[test]
    fn a_bad_byte_is_said() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.insert(TEXT.find('\n').unwrap() + 1, 0xFF);
        let (text, warnings) = decode(&bytes).unwrap();
        assert!(text.contains("包治百病") && warnings[0].contains("第 2 行"), "{warnings:?}");
    }

    #[test]
    fn what_is_no_text_is_told() {
        for (bytes, what) in [
            (&b"%PDF-1.7"[..], "PDF"),
            (b"\x89PNG\r\n", "图片"),
            (b"\xD0\xCF\x11\xE0\xA1", "密码"),
            (b"\x7FELF\x02\x01\0\0\0\0\xFF", "不是文本"),
        ] {
            assert!(decode(bytes).unwrap_err().contains(what));
        }
    }
}
