//! Writing reports.

use std::io::Write;

use xianshen::{Screening, TextReport};

use super::{Trouble, input::Document, options::Format};

/// Writes the report on one document.
pub(crate) fn write(
    format: Format,
    document: &Document,
    screening: &Screening,
    colour: bool,
    out: &mut impl Write,
) -> Result<(), Trouble> {
    match format {
        Format::Text => write!(
            out,
            "{}",
            TextReport::new(&document.name, &document.text, screening).colour(colour)
        )?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, screening)?;
            out.write_all(b"\n")?;
        }
        Format::Jsonl => {
            serde_json::to_writer(&mut *out, screening)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}
