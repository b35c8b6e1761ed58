//! What each kind of personal data may keep: enough for its owner to know it again, too little for anybody else.

use crate::text::{fold_term, is_han};

/// What becomes of the characters of a value.
enum Keep {
    /// So many letters and digits at either end; signs between them stay.
    Ends(usize, usize),
    /// The first letters or digits of every group that signs part.
    Group(usize),
    /// Everything up to this byte, signs and all.
    UpTo(usize),
    /// The first character and `@`.
    Mailbox,
}

/// Writes as many characters as `found` has.
pub(super) fn write(kind: &str, found: &str, out: &mut String) {
    let keep = keep(kind, found);
    let count = found.chars().filter(|c| is_significant(*c)).count();
    let (mut seen, mut group, mut in_group) = (0, 0, 0);
    for (at, c) in found.char_indices() {
        let counts = is_significant(c);
        let stays = match keep {
            // A value too short to hide anything is hidden whole.
            Keep::Ends(first, last) if count <= first + last => !counts,
            Keep::Ends(first, last) => !counts || seen < first || seen >= count - last,
            Keep::Group(groups) => !counts || group < groups,
            Keep::UpTo(end) => at < end,
            Keep::Mailbox => c == '@' || at == 0,
        };
        out.push(if stays { c } else { '*' });
        if counts {
            seen += 1;
            in_group += 1;
        } else if in_group > 0 {
            group += 1;
            in_group = 0;
        }
    }
}

fn keep(kind: &str, found: &str) -> Keep {
    match kind {
        "id_number" => Keep::Ends(3, 4),
        "mobile" => Keep::Ends(3, 4),
        "landline" => Keep::Ends(4, 2),
        "bank_card" => Keep::Ends(4, last_group(found)),
        "credit_code" => Keep::Ends(4, 4),
        "passport" | "medical-record" => Keep::Ends(2, 2),
        "plate" => Keep::Ends(3, 1),
        "social-account" => Keep::Ends(1, 1),
        "birth-date" => Keep::Ends(4, 0),
        "patient-name" => name(found),
        "address" => Keep::UpTo(district(found)),
        "email" => Keep::Mailbox,
        "ip" => Keep::Group(1),
        "mac" => Keep::Group(3),
        "url" => Keep::UpTo(found.find("//").map_or(0, |at| at + 2)),
        _ => Keep::UpTo(0),
    }
}

/// Whether a reader takes the character for part of the value, in whatever style it is written.
fn is_significant(c: char) -> bool {
    c.is_alphanumeric() || fold_term(c.encode_utf8(&mut [0; 4])).contains(char::is_alphanumeric)
}

/// The digits behind the last space or hyphen of a card number; four if nothing parts it.
fn last_group(found: &str) -> usize {
    let digits = |text: &str| text.chars().filter(|c| is_significant(*c)).count();
    match found.rsplit_once([' ', '-', '\u{3000}']) {
        Some((_, last)) if (1..=4).contains(&digits(last)) => digits(last),
        _ => 4,
    }
}

/// The surname: one character, or the two of a compound one; of every part of a longer name the first.
fn name(found: &str) -> Keep {
    let han = found.chars().filter(|c| is_han(*c)).count();
    match found.contains('·') || found.is_ascii() {
        true => Keep::Ends(1, 0),
        false if han >= 4 => Keep::Ends(2, 0),
        false => Keep::Ends(1, 0),
    }
}

/// The end of the county or district that an address begins with.
fn district(found: &str) -> usize {
    let cut = |c: char| matches!(c, '县' | '区');
    let wide = |c: char| matches!(c, '市' | '省' | '州');
    let near = found.char_indices().take(14).filter(|&(at, _)| at > 0);
    let end = |of: &dyn Fn(char) -> bool| near.clone().find(|&(_, c)| of(c)).map(|(at, c)| at + c.len_utf8());
    let end = end(&cut).or_else(|| end(&wide)).unwrap_or(0);
    // 光明小区 and 园区 are no districts.
    if found[..end].ends_with("小区") || found[..end].ends_with("社区") || end >= found.len() {
        0
    } else {
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_keeps_its_length() {
        for (kind, found, expected) in [
            ("id_number", "11010519491231002X", "110***********002X"),
            ("id_number", "110105 19491231 002X", "110*** ******** 002X"),
            (
                "id_number",
                "４４０５２４１８８００１０１００１４",
                "４４０***********００１４",
            ),
            ("mobile", "13800138000", "138****8000"),
            ("mobile", "138-0013-8000", "138-****-8000"),
            ("mobile", "一三八零零一三八零零零", "一三八****八零零零"),
            ("landline", "0571-88001234", "0571-******34"),
            ("bank_card", "6222021234567890128", "6222***********0128"),
            ("bank_card", "6222 0212 3456 7890 128", "6222 **** **** **** 128"),
            ("passport", "E00000001", "E0*****01"),
            ("plate", "京A12345", "京A1***5"),
            ("medical-record", "2026001234", "20******34"),
            ("medical-record", "12", "**"),
            ("patient-name", "王小禾", "王**"),
            ("patient-name", "王 芳", "王 *"),
            ("patient-name", "欧阳小禾", "欧阳**"),
            ("patient-name", "阿依古丽·买买提", "阿***·***"),
            ("patient-name", "John Smith", "J*** *****"),
            ("address", "云栖市明湖区梧桐路18号", "云栖市明湖区******"),
            ("address", "光明小区3号楼", "*******"),
            ("address", "大坪村5组", "*****"),
            ("birth-date", "1949年12月31日", "1949*******"),
            ("email", "lisi@example.com", "l***@***********"),
            ("social-account", "wxid_abc12345", "w***_*******5"),
            ("ip", "192.0.2.10", "192.*.*.**"),
            ("url", "https://a.example", "https://*********"),
            ("cure-guarantee", "包治百病", "****"),
        ] {
            let mut out = String::new();
            write(kind, found, &mut out);
            assert_eq!(out, expected, "{kind}");
            assert_eq!(out.chars().count(), found.chars().count());
        }
    }
}
