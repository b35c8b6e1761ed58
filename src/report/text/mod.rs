//! The report for a person at a terminal: the paragraph with its marks, and of each finding why, on what basis, what to do.

mod draw;
mod tell;

use std::{
    fmt::{self, Write},
    ops::Range,
};

use anstyle::{AnsiColor, Style};
use draw::{Gutter, Layer, Mark, Paint, dim, style};

use super::{
    marks::{self, Block, Passage, Stretch},
    screening::Screening,
    wording,
    wrap::{printable, rows, width},
};

/// The columns of a report that nobody gave a width.
const WIDTH: usize = 100;
/// Narrower than this nothing can be read.
const NARROWEST: usize = 32;

/// Writes a [`Screening`] for a person to read. Displaying it needs the text that was screened.
///
/// A paragraph is shown once, with a mark under each place and its number; marks stand right under wide characters, for a terminal that
/// shows them two columns wide. Findings that overlap are one place: told by the gravest, which is marked `^`, with the others beneath it as
/// further reasons, their words marked `~`.
///
/// ```
/// let text = "本科室祖传秘方，包治百病。";
/// let screening = xianshen::Screener::new().screen(text);
/// let report = xianshen::TextReport::new("post.md", text, &screening).width(60).to_string();
/// assert!(report.contains("必改") && report.contains("包治百病") && report.contains("不得发布"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TextReport<'a> {
    name: &'a str,
    text: &'a str,
    screening: &'a Screening,
    places: Option<&'a [String]>,
    colour: bool,
    width: usize,
}

impl<'a> TextReport<'a> {
    /// A report on the text of this name (a path, mostly).
    pub fn new(name: &'a str, text: &'a str, screening: &'a Screening) -> TextReport<'a> {
        TextReport {
            name,
            text,
            screening,
            places: None,
            colour: false,
            width: WIDTH,
        }
    }

    /// Whether to write colours for a terminal; off at first.
    pub fn colour(mut self, yes: bool) -> TextReport<'a> {
        self.colour = yes;
        self
    }

    /// The columns of the terminal; 100 at first.
    pub fn width(mut self, columns: usize) -> TextReport<'a> {
        self.width = columns.max(NARROWEST);
        self
    }

    /// Where each finding stands, in the order of the findings, if name, line and column of the text are not what helps the reader: the
    /// text may be taken out of a document of another form.
    pub fn places(mut self, places: &'a [String]) -> TextReport<'a> {
        self.places = Some(places);
        self
    }

    fn block(&self, f: &mut fmt::Formatter<'_>, block: &Block, passages: &[Passage], stretches: &[Stretch]) -> fmt::Result {
        let first = &passages[block.passages[0]];
        let line = first.findings.iter().map(|&i| self.screening.findings()[i].line()).min();
        let number = match (line, self.places) {
            (Some(line), None) => line.to_string(),
            _ => String::new(),
        };
        let gutter = Gutter {
            number: &number,
            paint: self.paint(dim()),
        };
        let mut start = block.range.start;
        for line in self.text[block.range.clone()].split('\n') {
            let columns = self.width.saturating_sub(gutter.width());
            let line_rows = rows(line.strip_suffix('\r').unwrap_or(line), columns);
            let marks = |row: &Range<usize>| -> Vec<usize> {
                let touches = |&i: &usize| {
                    let range = &passages[i].range;
                    range.start < start + row.end && start + row.start < range.end
                };
                block.passages.iter().copied().filter(touches).collect()
            };
            let marked: Vec<bool> = line_rows.iter().map(|row| !marks(row).is_empty()).collect();
            let mut gap = false;
            for (i, row) in line_rows.iter().enumerate() {
                // Of a long paragraph: the rows with marks, and one before and behind them.
                if !marked[i.saturating_sub(1)..(i + 2).min(marked.len())].contains(&true) {
                    gap = true;
                    continue;
                }
                if std::mem::take(&mut gap) {
                    gutter.write(f, false, "…")?;
                }
                let range = start + row.start..start + row.end;
                gutter.write(f, i == 0, &self.row(&range, stretches))?;
                self.marks(f, &gutter, &range, &marks(row), passages)?;
            }
            if gap {
                gutter.write(f, false, "…")?;
            }
            start += line.len() + 1;
        }
        writeln!(f)?;
        block
            .passages
            .iter()
            .try_for_each(|&i| tell::tell(self, f, i + 1, &passages[i]))
    }

    /// A row of the text, each stretch in the colour of the gravest finding it lies in.
    fn row(&self, row: &Range<usize>, stretches: &[Stretch]) -> String {
        let findings = self.screening.findings();
        let mut shown = String::new();
        let first_stretch = stretches.partition_point(|stretch| stretch.range.end <= row.start);
        for stretch in stretches[first_stretch..]
            .iter()
            .take_while(|stretch| stretch.range.start < row.end)
        {
            let (from, to) = (stretch.range.start.max(row.start), stretch.range.end.min(row.end));
            if from < to {
                let worst = stretch.findings.iter().map(|&i| findings[i].severity()).max();
                let style = worst.map_or(Style::new(), |severity| style(severity).underline());
                let _ = write!(shown, "{}", self.paint(style).on(&printable(&self.text[from..to])));
            }
        }
        shown
    }

    /// The marks under a row of the text, in one row more than they need not to touch.
    fn marks(
        &self,
        f: &mut fmt::Formatter<'_>,
        gutter: &Gutter<'_>,
        row: &Range<usize>,
        marked: &[usize],
        passages: &[Passage],
    ) -> fmt::Result {
        let findings = self.screening.findings();
        let column = |at: usize| width(&printable(&self.text[row.start..at.clamp(row.start, row.end)]));
        let mut layers: Vec<Layer> = Vec::new();
        for &i in marked {
            let passage = &passages[i];
            let lead = &findings[passage.lead()];
            let (from, to) = (column(passage.range.start), column(passage.range.end));
            let mark = Mark::new(
                from..to.max(from + 1),
                column(lead.span().start)..column(lead.span().end),
                i + 1,
                self.paint(style(lead.severity())),
            );
            match layers.iter_mut().find(|layer| layer.has_room(&mark)) {
                Some(layer) => layer.push(mark),
                None => layers.push(Layer::new(mark)),
            }
        }
        for layer in layers {
            gutter.write(f, false, &layer.carets())?;
            gutter.write(f, false, &layer.numbers())?;
        }
        Ok(())
    }

    /// A label and what it says, with the further rows under the first.
    fn said(&self, f: &mut fmt::Formatter<'_>, left: usize, label: &str, text: &str) -> fmt::Result {
        let text = printable(text);
        let indent = left + 2 + width(label);
        for (i, row) in rows(&text, self.width - indent).into_iter().enumerate() {
            if i == 0 {
                writeln!(f, "{:left$}{}  {}", "", self.paint(dim()).on(label), &text[row])?;
            } else {
                writeln!(f, "{:indent$}{}", "", text[row].trim_start())?;
            }
        }
        Ok(())
    }

    fn dropped(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for dropped in self.screening.dropped() {
            let text = format!(
                "“{}”（{}）：{}",
                dropped.text(),
                dropped.rule().id(),
                wording::reason(dropped.reason())
            );
            self.said(f, 2, "未计", &text)?;
        }
        if !self.screening.dropped().is_empty() {
            writeln!(f)?;
        }
        Ok(())
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>, places: usize) -> fmt::Result {
        let counts = wording::counts(self.screening.findings());
        let widest = counts.iter().map(|(category, _)| width(category.title())).max().unwrap_or(0);
        for (category, of) in &counts {
            let fill = widest - width(category.title());
            write!(f, "  {}{:fill$}", printable(category.title()), "")?;
            for (severity, count) in wording::COLUMNS.into_iter().zip(of) {
                if *count > 0 {
                    write!(
                        f,
                        "  {}",
                        self.paint(style(severity)).on(&format!("{} {count}", severity.title()))
                    )?;
                }
            }
            writeln!(f)?;
        }
        let style = match self.screening.worst() {
            Some(worst) => style(worst),
            None if wording::is_blank(self.text) => Style::new(),
            None => Style::new().fg_color(Some(AnsiColor::Green.into())),
        };
        let style = style.bold();
        let conclusion = wording::conclusion(self.text, self.screening, places);
        writeln!(f, "{}：{}", printable(self.name), self.paint(style).on(&conclusion))
    }

    fn paint(&self, style: Style) -> Paint {
        Paint(if self.colour { style } else { Style::new() })
    }
}

impl fmt::Display for TextReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stretches = marks::stretches(self.text, self.screening.findings());
        let passages = marks::passages(self.screening.findings());
        for block in marks::blocks(self.text, &passages) {
            self.block(f, &block, &passages, &stretches)?;
        }
        self.dropped(f)?;
        self.summary(f, passages.len())
    }
}
