//! Tags of HTML that only set type: `<b>`, `</span>`, `<br/>`.

/// The most letters and digits of a tag's name.
const NAME: usize = 10;

/// The bytes of the bare tag that a text starts with. One with attributes is none: an address may stand in it.
pub(crate) fn tag(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let behind = rest[name..].trim_start_matches(' ');
    let end = behind.strip_prefix('/').unwrap_or(behind).strip_prefix('>')?;
    let length = text.len() - end.len();
    (name <= NAME && length <= 2 * NAME).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_tags_are_told_from_the_rest() {
        for (text, length) in [("<b>粗", 3), ("</span>后", 7), ("<br />", 6), ("<h2>", 4)] {
            assert_eq!(tag(text), Some(length), "{text}");
        }
        for text in ["<a href=x>", "<粗>", "<>", "< b>", "<b", "3<5>2", "<abcdefghijkl>"] {
            assert_eq!(tag(text), None, "{text}");
        }
    }
}
