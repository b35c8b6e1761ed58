//! From bytes to text, piece by piece.

/// Decodes UTF-8 that comes in pieces, whatever the pieces cut, to the text that [`String::from_utf8_lossy`] makes of all of it.
#[derive(Debug, Default)]
pub(crate) struct Lossy {
    /// The start of a character whose rest is not there yet: three bytes at most.
    pending: Vec<u8>,
}

impl Lossy {
    /// Appends the text of the next bytes.
    pub(crate) fn push(&mut self, bytes: &[u8], out: &mut String) {
        let joined;
        let mut rest = if self.pending.is_empty() {
            bytes
        } else {
            joined = [std::mem::take(&mut self.pending).as_slice(), bytes].concat();
            &joined
        };
        while let Err(error) = std::str::from_utf8(rest) {
            let (valid, behind) = rest.split_at(error.valid_up_to());
            out.push_str(&String::from_utf8_lossy(valid));
            let Some(bad) = error.error_len() else {
                self.pending.extend_from_slice(behind);
                return;
            };
            out.push(char::REPLACEMENT_CHARACTER);
            rest = &behind[bad..];
        }
        out.push_str(&String::from_utf8_lossy(rest));
    }

    /// Appends what is left when no more bytes come.
    pub(crate) fn finish(&mut self, out: &mut String) {
        if !std::mem::take(&mut self.pending).is_empty() {
            out.push(char::REPLACEMENT_CHARACTER);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every cut of bytes that are cut and broken in every way: surrogates, overlong forms, bytes that begin nothing.
    #[test]
    fn pieces_are_the_whole() {
        let bytes = b"a\xC3\xA9\xE8\xB5\x8C\xF0\x9F\x90\x8D\xED\xA0\x80\xFF\xC0\xAF\xE8\xB5x\xF0\x9F\x90\xF5\x80\xE8";
        let whole = String::from_utf8_lossy(bytes);
        for first in 0..=bytes.len() {
            for second in first..=bytes.len() {
                let (mut lossy, mut out) = (Lossy::default(), String::new());
                for piece in [&bytes[..first], &bytes[first..second], &bytes[second..]] {
                    lossy.push(piece, &mut out);
                    assert!(lossy.pending.len() <= 3);
                }
                lossy.finish(&mut out);
                assert_eq!(out, whole, "{first} {second}");
            }
        }
    }
}
