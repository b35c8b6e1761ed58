//! Writing reports.

use std::io::{self, Write};

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
        Format::Json | Format::Jsonl => json(format, screening, out)?,
    }
    Ok(())
}

/// Writes the report that needs no text: on one line for JSON Lines.
pub(crate) fn json(format: Format, screening: &Screening, out: &mut impl Write) -> Result<(), Trouble> {
    match format {
        Format::Jsonl => serde_json::to_writer(&mut *out, screening),
        _ => serde_json::to_writer_pretty(&mut *out, screening),
    }
    .map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}
