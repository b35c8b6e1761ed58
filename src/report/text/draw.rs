//! What a terminal is drawn with: colours, the gutter, rows of marks.

use std::{
    fmt::{self, Write},
    ops::Range,
};

use anstyle::{AnsiColor, Effects, Style};

use crate::severity::Severity;

/// The colour of a severity.
pub(super) fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Block => AnsiColor::BrightRed,
        Severity::Review => AnsiColor::BrightYellow,
        Severity::Notice => AnsiColor::BrightCyan,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}

/// What a reader may pass over.
pub(super) fn dim() -> Style {
    Style::new().effects(Effects::DIMMED)
}

/// A style, or none where colours are off.
#[derive(Clone, Copy)]
pub(super) struct Paint(pub(super) Style);

impl Paint {
    pub(super) fn on(self, text: &str) -> impl fmt::Display {
        format!("{}{text}{}", self.0.render(), self.0.render_reset())
    }
}

/// What stands left of the text: the line number, or blanks of the same width.
pub(super) struct Gutter<'g> {
    pub(super) number: &'g str,
    pub(super) paint: Paint,
}

impl Gutter<'_> {
    pub(super) fn width(&self) -> usize {
        self.number.len() + 4
    }

    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, numbered: bool, text: &str) -> fmt::Result {
        let number = if numbered { self.number } else { "" };
        let bar = format!(" {number:>width$} | ", width = self.number.len());
        let bar = if text.is_empty() { bar.trim_end() } else { &bar };
        writeln!(f, "{}{text}", self.paint.on(bar))
    }
}

/// A mark in its row, in columns.
pub(super) struct Mark {
    from: usize,
    carets: String,
    number: String,
    paint: Paint,
}

impl Mark {
    /// A mark under `whole`, with carets where `lead` is.
    pub(super) fn new(whole: Range<usize>, lead: Range<usize>, number: usize, paint: Paint) -> Mark {
        // A lead of no width, as of a character that is not shown, has its caret all the same, if it is in this row at all.
        let carets = whole.clone().map(|at| if lead.contains(&at) { '^' } else { '~' });
        Mark {
            from: whole.start,
            carets: carets.collect(),
            number: number.to_string(),
            paint,
        }
    }

    fn end(&self) -> usize {
        self.from + self.carets.len().max(self.number.len())
    }
}

/// Marks in one row, from left to right.
pub(super) struct Layer(Vec<Mark>);

impl Layer {
    pub(super) fn new(mark: Mark) -> Layer {
        Layer(vec![mark])
    }

    pub(super) fn push(&mut self, mark: Mark) {
        self.0.push(mark);
    }

    /// Two marks side by side would look like one.
    pub(super) fn has_room(&self, mark: &Mark) -> bool {
        self.0.last().is_none_or(|last| last.end() < mark.from)
    }

    pub(super) fn carets(&self) -> String {
        self.draw(|mark| &mark.carets)
    }

    pub(super) fn numbers(&self) -> String {
        self.draw(|mark| &mark.number)
    }

    fn draw(&self, what: impl Fn(&Mark) -> &str) -> String {
        let mut out = String::new();
        let mut column = 0;
        for mark in &self.0 {
            let drawn = what(mark);
            let _ = write!(out, "{:1$}{2}", "", mark.from - column, mark.paint.on(drawn));
            column = mark.from + drawn.len();
        }
        out
    }
}
