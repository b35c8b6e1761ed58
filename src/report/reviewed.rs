//! What the reports on many texts are made of.

use super::{screening::Screening, wording};
use crate::finding::Finding;

/// A text with its name and what a screening says of it: what an [`HtmlReport`](super::HtmlReport) and a
/// [`SarifReport`](super::SarifReport) are made of.
#[derive(Clone, Copy, Debug)]
pub struct Reviewed<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    pub(super) screening: &'a Screening,
    places: Option<&'a [String]>,
}

impl<'a> Reviewed<'a> {
    /// The text of this name (a path, mostly) and its screening.
    pub fn new(name: &'a str, text: &'a str, screening: &'a Screening) -> Reviewed<'a> {
        Reviewed {
            name,
            text,
            screening,
            places: None,
        }
    }

    /// Where each finding stands, in the order of the findings, if line and column of the text are not what helps the reader: the text may
    /// be taken out of a document of another form, where 第 3 段 or 页眉 says more.
    pub fn places(mut self, places: &'a [String]) -> Reviewed<'a> {
        self.places = Some(places);
        self
    }

    /// Whether lines and columns of the text are what places are told by.
    pub(super) fn has_lines(&self) -> bool {
        self.places.is_none()
    }

    /// The place of a finding that has one of its own.
    pub(super) fn own_place(&self, i: usize) -> Option<&'a str> {
        self.places.and_then(|places| places.get(i)).map(String::as_str)
    }

    /// Whether the text had nothing to screen.
    pub(super) fn says_nothing(&self) -> bool {
        wording::is_blank(self.text) && self.screening.findings().is_empty()
    }

    pub(super) fn place(&self, i: usize, finding: &Finding) -> String {
        match self.own_place(i) {
            Some(place) => place.to_owned(),
            None => format!("第 {} 行第 {} 字", finding.line(), finding.column()),
        }
    }
}
