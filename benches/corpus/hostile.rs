//! Bytes that were never meant to be read: what a hostile author, or a broken file, might send. Each kind has any size.

/// A kind of hostile text: its name, and what makes so many bytes of it.
pub(crate) type Kind = (&'static str, fn(usize) -> Vec<u8>);

/// All kinds.
pub(crate) const KINDS: &[Kind] = &[
    ("one character, of a term", |bytes| repeat("赌", bytes)),
    ("one character, in every name", |bytes| repeat("王", bytes)),
    ("one character, a digit", |bytes| repeat("1", bytes)),
    ("one character, a space", |bytes| repeat(" ", bytes)),
    ("one character, a sign", |bytes| repeat("*", bytes)),
    ("one character, a sentence end", |bytes| repeat("。", bytes)),
    ("a word on every character", |bytes| repeat("聚众赌博包治百病", bytes)),
    ("a word that cuts a word", |bytes| repeat("大麻烦", bytes)),
    ("names without end", |bytes| repeat("患者王建国", bytes)),
    ("names in one story", |bytes| repeat("王建国因腹痛入院，", bytes)),
    ("tables without rows", |bytes| repeat("床号\t姓名\t诊断\n---\n", bytes)),
    ("rows without end", |bytes| {
        headed("床号\t姓名\t诊断\n", "3床\t王建国\t肺炎\n", bytes)
    }),
    ("a row without end", |bytes| {
        headed("床号\t姓名\t诊断\n", "3床\t王建国\t肺炎\t", bytes)
    }),
    ("a line without punctuation", |bytes| {
        repeat(
            "门诊时间为周一至周五上午八点至下午五点请患者带好身份证件和检查报告节假日另行通知",
            bytes,
        )
    }),
    ("violations without punctuation", |bytes| {
        repeat("我院三天治好糖尿病患者一百名电话咨询请加微信保证见效", bytes)
    }),
    ("brackets without end", |bytes| repeat("（【《「", bytes)),
    ("a term in nested noise", |bytes| repeat("赌（【*「<b>★」*】）博", bytes)),
    ("tags", |bytes| repeat("<b><i></i></b>", bytes)),
    ("tags that never close", |bytes| repeat("<b", bytes)),
    ("every plane of Unicode", planes),
    ("invalid UTF-8", |bytes| cycle(b"\xFF\xC0\xAF\xE8\xB5\xF5\x80\x80\x80", bytes)),
    ("lone surrogates", |bytes| {
        cycle(b"\xED\xA0\x80\xED\xBF\xBF\xE8\xB5\x8C", bytes)
    }),
    ("bidi controls", |bytes| {
        repeat("\u{202E}赌\u{2066}博\u{2069}\u{202C}\u{200F}", bytes)
    }),
    ("zero-width characters", |bytes| {
        repeat("赌\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}", bytes)
    }),
    ("runs of digits", |bytes| repeat("13800138000 ", bytes)),
    ("digits with three signs between", |bytes| repeat("1---3", bytes)),
    ("digits and numerals", |bytes| repeat("1三8零0", bytes)),
    ("the widest expansions", |bytes| repeat("ﷺ㍿㌖㋿", bytes)),
    ("combining marks", |bytes| headed("赌", "\u{301}\u{335}\u{489}", bytes)),
    ("jamo", |bytes| repeat("\u{1100}\u{1161}\u{11A8}", bytes)),
    ("addresses of mail", |bytes| repeat("a@a.a", bytes)),
    ("addresses of the web", |bytes| repeat("http://a.cn/?id=", bytes)),
    ("dots", |bytes| repeat("1.1.1.1:", bytes)),
    ("letters without a space", |bytes| repeat("abcdefghijklmnopqrstuvwxyz", bytes)),
    ("a place and a case", |bytes| {
        repeat("女46岁系青禾县柳林小学教师3月5日确诊肺癌", bytes)
    }),
];

/// A text over and over, whole as often as it fits.
fn repeat(text: &str, bytes: usize) -> Vec<u8> {
    text.repeat((bytes / text.len()).max(1)).into_bytes()
}

/// A text over and over behind another one.
fn headed(head: &str, text: &str, bytes: usize) -> Vec<u8> {
    [head.as_bytes(), &repeat(text, bytes.saturating_sub(head.len()))].concat()
}

fn cycle(pattern: &[u8], bytes: usize) -> Vec<u8> {
    pattern.iter().copied().cycle().take(bytes).collect()
}

/// All characters in their order, spread over the planes if there is not room for all.
fn planes(bytes: usize) -> Vec<u8> {
    let step = (4_400_000 / bytes.max(1)).max(1);
    let mut text = String::with_capacity(bytes + 4);
    while text.len() < bytes {
        text.extend(('\0'..=char::MAX).step_by(step).take((bytes - text.len()).div_ceil(2)));
    }
    text.into_bytes()
}
