//! Text that a page may hold.

use std::fmt::{self, Write};

/// Text as it stands in an element or in a quoted attribute. Characters that a page may not have, and those that turn the direction of
/// writing and so could show another text than was screened, are shown as �.
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' => f.write_char(c)?,
                '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => f.write_char('\u{FFFD}')?,
                c if c.is_control() => f.write_char('\u{FFFD}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_its_place() {
        let text = "a<b>&\"'</script>\u{0}\u{202E}\r\n";
        assert_eq!(
            Escaped(text).to_string(),
            "a&lt;b&gt;&amp;&quot;&#39;&lt;/script&gt;\u{FFFD}\u{FFFD}\u{FFFD}\n"
        );
    }
}
