//! Texts too large to be read whole.

use std::{
    fs::File,
    io::{self, Cursor, Read},
};

use super::{Trouble, document::Document, input};

/// A text of more bytes is read as a stream, where the report does without the text.
const LARGE: u64 = 16 << 20;

/// Lets `screen` have a large text as a stream. `None` for what is to be read whole: small files, documents of words, pages, and encodings
/// that must be translated. Standard input can be read only once, and is.
pub(crate) fn stream<T>(
    job: &input::Job,
    screen: impl FnOnce(&mut dyn Read) -> io::Result<T>,
) -> Result<Option<(T, Document)>, Trouble> {
    let is_large = std::fs::metadata(&job.path).is_ok_and(|meta| meta.is_file() && meta.len() > LARGE);
    if !is_large || input::is_stdin(&job.path) {
        return Ok(None);
    }
    let name = job.path.display().to_string();
    let cannot = |error: io::Error| format!("读不了 `{name}`：{}", input::why(&error));
    let mut file = File::open(&job.path).map_err(cannot)?;
    let mut head = Vec::new();
    file.by_ref().take(LARGE).read_to_end(&mut head).map_err(cannot)?;
    if !is_text(&head) || input::is_page(&job.path, &head) {
        return Ok(None);
    }
    let mut watched = Watched {
        reader: Cursor::new(head).chain(file),
        read: 0,
        torn: Vec::new(),
        bad: None,
    };
    let answer = screen(&mut watched).map_err(cannot)?;
    let bad = watched.bad.or((!watched.torn.is_empty()).then_some(watched.read));
    let warning = bad.map(|at| format!("从第 {at} 字节起不是 UTF-8，读不出的按 \u{FFFD} 审"));
    Ok(Some((
        answer,
        Document::plain(name, String::new(), warning.into_iter().collect()),
    )))
}

/// Whether bytes are UTF-8, as far as they go, without a mark at the start and nothing that no text has.
fn is_text(bytes: &[u8]) -> bool {
    let is_utf8 = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    is_utf8 && !bytes.contains(&0) && !bytes.starts_with("\u{FEFF}".as_bytes())
}

/// Notes where a stream is no UTF-8 for the first time.
struct Watched<R> {
    reader: R,
    /// Bytes that are UTF-8 for sure.
    read: usize,
    /// The start of a character whose rest is still to come.
    torn: Vec<u8>,
    bad: Option<usize>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(out)?;
        if self.bad.is_none() {
            let bytes = [std::mem::take(&mut self.torn).as_slice(), &out[..count]].concat();
            match std::str::from_utf8(&bytes) {
                Ok(_) => self.read += bytes.len(),
                Err(error) => {
                    self.read += error.valid_up_to();
                    match error.error_len() {
                        Some(_) => self.bad = Some(self.read),
                        None => self.torn = bytes[error.valid_up_to()..].to_vec(),
                    }
                }
            }
        }
        Ok(count)
    }
}
