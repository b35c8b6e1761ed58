//! The report for a person at a terminal: the paragraph with its marks, and of each finding why, on what basis, what to do.

use std::{
    fmt::{self, Write},
    ops::Range,
};

use anstyle::{AnsiColor, Effects, Style};

use super::{
    marks::{self, Block, Stretch},
    screening::Screening,
    wording,
    wrap::{printable, rows, width},
};
use crate::{finding::Finding, severity::Severity};

/// The columns of a report that nobody gave a width.
const WIDTH: usize = 100;
/// Narrower than this nothing can be read.
const NARROWEST: usize = 32;

/// Writes a [`Screening`] for a person to read. Displaying it needs the text that was screened.
///
/// Findings are numbered; a paragraph is shown once, with a mark and the number under each finding. Marks stand right under wide
/// characters, for a terminal that shows them two columns wide.
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

    fn block(&self, f: &mut fmt::Formatter<'_>, block: &Block, stretches: &[Stretch]) -> fmt::Result {
        let findings = self.screening.findings();
        let gutter = findings[block.findings[0]].line().to_string();
        let gutter = Gutter {
            number: if self.places.is_none() { &gutter } else { "" },
            paint: self.paint(dim()),
        };
        let mut start = block.range.start;
        for line in self.text[block.range.clone()].split('\n') {
            let columns = self.width.saturating_sub(gutter.width());
            let line_rows = rows(line, columns);
            let marks = |row: &Range<usize>| -> Vec<usize> {
                let touches = |&i: &usize| {
                    let span = findings[i].span();
                    span.start < start + row.end && start + row.start < span.end
                };
                block.findings.iter().copied().filter(touches).collect()
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
                self.row(f, &gutter, i == 0, &range, &marks(row), stretches)?;
            }
            if gap {
                gutter.write(f, false, "…")?;
            }
            start += line.len() + 1;
        }
        writeln!(f)?;
        block.findings.iter().try_for_each(|&i| self.finding(f, i))
    }

    /// A row of the text, and under it the marks in as many rows as they need not to touch.
    fn row(
        &self,
        f: &mut fmt::Formatter<'_>,
        gutter: &Gutter<'_>,
        first: bool,
        row: &Range<usize>,
        marks: &[usize],
        stretches: &[Stretch],
    ) -> fmt::Result {
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
        gutter.write(f, first, shown.trim_end_matches('\r'))?;
        let column = |at: usize| width(&printable(&self.text[row.start..at]));
        let mut layers: Vec<Layer> = Vec::new();
        for &i in marks {
            let span = findings[i].span();
            let (from, to) = (column(span.start.max(row.start)), column(span.end.min(row.end)));
            let mark = Mark {
                from,
                length: (to - from).max(1),
                number: (i + 1).to_string(),
                severity: findings[i].severity(),
            };
            match layers.iter_mut().find(|layer| layer.has_room(&mark)) {
                Some(layer) => layer.0.push(mark),
                None => layers.push(Layer(vec![mark])),
            }
        }
        for layer in layers {
            gutter.write(f, false, &layer.draw(self, |mark| "^".repeat(mark.length)))?;
            gutter.write(f, false, &layer.draw(self, |mark| mark.number.clone()))?;
        }
        Ok(())
    }

    fn finding(&self, f: &mut fmt::Formatter<'_>, i: usize) -> fmt::Result {
        let finding = &self.screening.findings()[i];
        let rule = finding.rule();
        let paint = self.paint(style(finding.severity()));
        let head = format!("{} {}", i + 1, finding.severity().title());
        let title = format!("{}：{}", rule.category().title(), rule.title());
        let place = self.place(i, finding);
        let title = self.paint(Style::new().bold()).on(&printable(&title)).to_string();
        let place = self
            .paint(dim())
            .on(&printable(&format!("{place}  [{}]", rule.id())))
            .to_string();
        writeln!(f, "{} {title}", paint.on(&head))?;
        writeln!(f, "  {place}")?;
        self.said(f, "原因", rule.message())?;
        for citation in rule.basis() {
            self.said(f, "依据", &format!("{}：{}", citation.cite, citation.says))?;
        }
        self.said(f, "建议", rule.advice())?;
        writeln!(f)
    }

    fn place(&self, i: usize, finding: &Finding) -> String {
        match self.places.and_then(|places| places.get(i)) {
            Some(place) => place.clone(),
            None => format!("{}:{}:{}", self.name, finding.line(), finding.column()),
        }
    }

    /// A label and what it says, with the further rows under the first.
    fn said(&self, f: &mut fmt::Formatter<'_>, label: &str, text: &str) -> fmt::Result {
        let text = printable(text);
        let indent = 4 + width(label);
        for (i, row) in rows(&text, self.width - indent).into_iter().enumerate() {
            if i == 0 {
                writeln!(f, "  {}  {}", self.paint(dim()).on(label), &text[row])?;
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
            self.said(f, "未计", &text)?;
        }
        if !self.screening.dropped().is_empty() {
            writeln!(f)?;
        }
        Ok(())
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
        let worst = self.screening.worst();
        let style = worst
            .map_or(Style::new().fg_color(Some(AnsiColor::Green.into())), style)
            .bold();
        let conclusion = wording::conclusion(self.screening);
        writeln!(f, "{}：{}", printable(self.name), self.paint(style).on(&conclusion))
    }

    fn paint(&self, style: Style) -> Paint {
        Paint(if self.colour { style } else { Style::new() })
    }
}

impl fmt::Display for TextReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stretches = marks::stretches(self.text, self.screening.findings());
        for block in marks::blocks(self.text, self.screening.findings()) {
            self.block(f, &block, &stretches)?;
        }
        self.dropped(f)?;
        self.summary(f)
    }
}

fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Block => AnsiColor::BrightRed,
        Severity::Review => AnsiColor::BrightYellow,
        Severity::Notice => AnsiColor::BrightCyan,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}

fn dim() -> Style {
    Style::new().effects(Effects::DIMMED)
}

/// A style, or none where colours are off.
#[derive(Clone, Copy)]
struct Paint(Style);

impl Paint {
    fn on(self, text: &str) -> impl fmt::Display {
        format!("{}{text}{}", self.0.render(), self.0.render_reset())
    }
}

/// What stands left of the text: the line number, or blanks of the same width.
struct Gutter<'g> {
    number: &'g str,
    paint: Paint,
}

impl Gutter<'_> {
    fn width(&self) -> usize {
        self.number.len() + 4
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, numbered: bool, text: &str) -> fmt::Result {
        let number = if numbered { self.number } else { "" };
        let bar = format!(" {number:>width$} | ", width = self.number.len());
        let bar = if text.is_empty() { bar.trim_end() } else { &bar };
        writeln!(f, "{}{text}", self.paint.on(bar))
    }
}

/// A mark in its row, in columns.
struct Mark {
    from: usize,
    length: usize,
    number: String,
    severity: Severity,
}

impl Mark {
    fn end(&self) -> usize {
        self.from + self.length.max(self.number.len())
    }
}

/// Marks in one row, from left to right.
struct Layer(Vec<Mark>);

impl Layer {
    /// Two marks side by side would look like one.
    fn has_room(&self, mark: &Mark) -> bool {
        self.0
            .last()
            .is_none_or(|last| last.end() < mark.from || (last.from + last.length == mark.from && last.end() == mark.from))
    }

    fn draw(&self, report: &TextReport<'_>, what: impl Fn(&Mark) -> String) -> String {
        let mut out = String::new();
        let mut column = 0;
        for mark in &self.0 {
            let drawn = what(mark);
            let _ = write!(out, "{:1$}", "", mark.from - column);
            column = mark.from + drawn.len();
            let _ = write!(out, "{}", report.paint(style(mark.severity)).on(&drawn));
        }
        out
    }
}
