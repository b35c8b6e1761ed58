//! Files of any size, which are never all in memory: plain text whose report quotes nothing.

use std::io::{self, Read};

use xianshen::{Screener, Screening};

/// Screens a text as it is read. `None` if bytes turn up that are no UTF-8: then the encoding is to be looked at again.
pub(crate) fn screen(screener: &Screener, reader: impl Read) -> io::Result<Option<Screening>> {
    let mut watched = Watched {
        reader,
        torn: Vec::new(),
        bad: false,
    };
    let screening = screener.screen_reader(&mut watched)?;
    Ok((!watched.bad && watched.torn.is_empty()).then_some(screening))
}

/// Notes whether a stream is UTF-8, and ends it where it is not.
struct Watched<R> {
    reader: R,
    /// The start of a character whose rest is still to come.
    torn: Vec<u8>,
    bad: bool,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(out)?;
        let bytes = [std::mem::take(&mut self.torn).as_slice(), &out[..count]].concat();
        match std::str::from_utf8(&bytes) {
            Ok(_) => {}
            Err(error) if error.error_len().is_none() => self.torn = bytes[error.valid_up_to()..].to_vec(),
            Err(_) => self.bad = true,
        }
        Ok(if self.bad { 0 } else { count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a byte at a time, and so tears every character.
    struct OneByOne<'t>(&'t [u8]);

    impl Read for OneByOne<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let least = out.len().min(1);
            self.0.read(&mut out[..least])
        }
    }

    #[test]
    fn characters_may_be_torn_but_not_broken() {
        let screener = Screener::builder().word_list("words.txt", "包治百病").build().unwrap();
        let text = "好".repeat(5000) + "包治百病";
        assert_eq!(
            screen(&screener, OneByOne(text.as_bytes())).unwrap().unwrap(),
            screener.screen(&text)
        );
        let mut bytes = text.into_bytes();
        bytes.push(0xE5);
        assert!(screen(&screener, &bytes[..]).unwrap().is_none(), "torn at the end");
        bytes.insert(300, 0xFF);
        assert!(screen(&screener, &bytes[..]).unwrap().is_none());
    }
}
