//! Writing reports.

use std::io::Write;

use serde::Serialize;
use xianshen::{HtmlReport, Reviewed, SarifReport, Screening, TextReport, Verdict};

use super::{Trouble, document::Document, options::Format};

/// A document with what a screening of its text says.
pub(crate) struct Screened {
    pub(crate) document: Document,
    /// Of the text that was taken from the document.
    pub(crate) screening: Screening,
    /// What the editor put up with before.
    pub(crate) known: usize,
}

/// How a terminal wants the text report.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(crate) colour: bool,
    pub(crate) width: Option<usize>,
}

/// Writes reports one after the other, or all at the end where the format is one file for all.
pub(crate) struct Reports<W> {
    out: W,
    format: Format,
    look: Look,
    kept: Vec<Screened>,
    /// What became of each document; of one without words there is no verdict.
    verdicts: Vec<Option<Verdict>>,
}

impl<W: Write> Reports<W> {
    pub(crate) fn new(out: W, format: Format, look: Look) -> Reports<W> {
        Reports {
            out,
            format,
            look,
            kept: Vec::new(),
            verdicts: Vec::new(),
        }
    }

    /// Takes the report on the next document.
    pub(crate) fn add(&mut self, screened: Screened) -> Result<(), Trouble> {
        let has_words = !screened.document.text.trim().is_empty();
        self.verdicts.push(has_words.then(|| screened.screening.verdict()));
        match self.format {
            Format::Text => self.text(&screened)?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut self.out, &screened.in_source())?;
                self.out.write_all(b"\n")?;
            }
            Format::Jsonl => self.line(&screened.in_source())?,
            Format::Html | Format::Sarif => self.kept.push(screened),
        }
        Ok(())
    }

    /// A JSON value on a line.
    pub(crate) fn line(&mut self, value: &impl Serialize) -> Result<(), Trouble> {
        serde_json::to_writer(&mut self.out, value)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    /// Writes what is still to be written.
    pub(crate) fn finish(mut self) -> Result<(), Trouble> {
        match self.format {
            Format::Html => self.html()?,
            Format::Sarif => self.sarif()?,
            Format::Text if self.verdicts.len() > 1 => self.total()?,
            _ => {}
        }
        self.out.flush()?;
        Ok(())
    }

    fn text(&mut self, screened: &Screened) -> Result<(), Trouble> {
        let Screened {
            document,
            screening,
            known,
        } = screened;
        let places = document.places(screening);
        let mut report = TextReport::new(&document.name, &document.text, screening).colour(self.look.colour);
        if let Some(columns) = self.look.width {
            report = report.width(columns);
        }
        if let Some(places) = &places {
            report = report.places(places);
        }
        write!(self.out, "{report}")?;
        if *known > 0 {
            writeln!(self.out, "{}：另有 {known} 条在基线之内，没有列出", document.name)?;
        }
        Ok(())
    }

    fn total(&mut self) -> Result<(), Trouble> {
        let of = |verdict| self.verdicts.iter().filter(|v| **v == verdict).count();
        let [pass, review, block] = [Verdict::Pass, Verdict::Review, Verdict::Block].map(|verdict| of(Some(verdict)));
        let total = self.verdicts.len();
        write!(self.out, "\n共 {total} 份：可以发布 {pass}，须复核 {review}，须修改 {block}")?;
        match of(None) {
            0 => writeln!(self.out)?,
            blank => writeln!(self.out, "，没有文字 {blank}")?,
        }
        Ok(())
    }

    fn html(&mut self) -> Result<(), Trouble> {
        let places: Vec<_> = self
            .kept
            .iter()
            .map(|one| {
                one.document
                    .paragraphs(&one.screening)
                    .or_else(|| one.document.places(&one.screening))
            })
            .collect();
        let reviewed = self.kept.iter().zip(&places).map(|(one, places)| {
            let reviewed = Reviewed::new(&one.document.name, &one.document.text, &one.screening);
            places.as_deref().map_or(reviewed, |places| reviewed.places(places))
        });
        let report = reviewed.fold(HtmlReport::new(), HtmlReport::with);
        write!(self.out, "{report}")?;
        Ok(())
    }

    fn sarif(&mut self) -> Result<(), Trouble> {
        let placed: Vec<_> = self.kept.iter().map(Screened::in_source).collect();
        let places: Vec<_> = self.kept.iter().map(|one| one.document.paragraphs(&one.screening)).collect();
        let reviewed = self.kept.iter().zip(&placed).zip(&places).map(|((one, screening), places)| {
            let reviewed = Reviewed::new(&one.document.name, one.document.source(), screening);
            places.as_deref().map_or(reviewed, |places| reviewed.places(places))
        });
        let report = reviewed.fold(SarifReport::new(), SarifReport::with);
        serde_json::to_writer_pretty(&mut self.out, &report)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }
}

impl Screened {
    /// The screening with the places of the document itself.
    fn in_source(&self) -> Screening {
        self.document.in_source(&self.screening)
    }
}
