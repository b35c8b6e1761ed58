//! A document: the text that is screened, and where that text came from.

use xianshen::{Finding, Mask, Screener, Screening};

use super::{Trouble, docx::Docx, html, taken::Taken};

/// How often a masked document is screened again at most.
const ROUNDS: usize = 8;

/// A document with its name.
pub(crate) struct Document {
    pub(crate) name: String,
    /// What is screened.
    pub(crate) text: String,
    origin: Origin,
    /// What the reader should know of the input.
    pub(crate) warnings: Vec<String>,
}

/// What the text was taken out of.
enum Origin {
    /// The text is the document.
    Text,
    /// A web page: its source.
    Html { source: String, taken: Taken },
    /// A word processor's document.
    Docx(Docx),
}

impl Document {
    pub(crate) fn plain(name: String, text: String, warnings: Vec<String>) -> Document {
        let origin = Origin::Text;
        Document {
            name,
            text,
            origin,
            warnings,
        }
    }

    pub(crate) fn html(name: String, source: String, warnings: Vec<String>) -> Document {
        let mut taken = html::take(&source);
        let text = std::mem::take(&mut taken.text);
        let origin = Origin::Html { source, taken };
        Document {
            name,
            text,
            origin,
            warnings,
        }
    }

    pub(crate) fn docx(name: String, bytes: &[u8]) -> Result<Document, Trouble> {
        let docx = Docx::read(bytes)?;
        let (text, warnings) = (docx.text(), docx.warnings());
        let origin = Origin::Docx(docx);
        Ok(Document {
            name,
            text,
            origin,
            warnings,
        })
    }

    /// The text in which [`in_source`](Document::in_source) places findings.
    pub(crate) fn source(&self) -> &str {
        match &self.origin {
            Origin::Html { source, .. } => source,
            Origin::Text | Origin::Docx(_) => &self.text,
        }
    }

    /// The screening as tools want it: of a web page the places are in its source.
    pub(crate) fn in_source(&self, screening: &Screening) -> Screening {
        match &self.origin {
            Origin::Html { source, taken } => screening.clone().placed_in(source, |span| taken.place(span)),
            Origin::Text | Origin::Docx(_) => screening.clone(),
        }
    }

    /// What a person is told of the place of each finding, where line and column of the text would not help.
    pub(crate) fn places(&self, screening: &Screening) -> Option<Vec<String>> {
        match &self.origin {
            Origin::Text => None,
            Origin::Docx(_) => {
                let paragraphs = self.paragraphs(screening)?;
                Some(
                    paragraphs
                        .iter()
                        .map(|paragraph| format!("{} {paragraph}", self.name))
                        .collect(),
                )
            }
            Origin::Html { source, taken } => {
                let spans = screening.findings().iter().map(|finding| taken.place(finding.span()).start);
                Some(spans.map(|at| place(&self.name, source, at)).collect())
            }
        }
    }

    /// In which paragraph each finding lies, for documents that have no lines.
    pub(crate) fn paragraphs(&self, screening: &Screening) -> Option<Vec<String>> {
        let Origin::Docx(docx) = &self.origin else { return None };
        let paragraph = |finding: &Finding| docx.paragraph(finding.span().start).to_owned();
        Some(screening.findings().iter().map(paragraph).collect())
    }

    /// The document with everything masked that is found. Masking can bring together what tags or signs kept apart: it is screened again until
    /// nothing is found, and what a further round finds is masked by stars.
    pub(crate) fn masked(&self, screener: &Screener, mask: &Mask) -> Result<Vec<u8>, Trouble> {
        let found = |text: &str, round: usize| {
            let stars = Mask::default();
            screener.screen(text).masked(text, if round == 0 { mask } else { &stars })
        };
        match &self.origin {
            Origin::Text => Ok(screener.redact(&self.text, mask).into_bytes()),
            Origin::Html { source, .. } => {
                let mut page = source.clone();
                for round in 0..ROUNDS {
                    let taken = html::take_with_links(&page);
                    let masked = found(&taken.text, round);
                    if masked.is_empty() {
                        break;
                    }
                    page = taken.mask(&page, &masked);
                }
                Ok(page.into_bytes())
            }
            Origin::Docx(docx) => {
                let mut bytes = docx.bytes().to_vec();
                for round in 0..ROUNDS {
                    let docx = Docx::read(&bytes)?;
                    let masked = found(&docx.text(), round);
                    // The first time in any case: what stands beside the text goes as well.
                    if masked.is_empty() && round > 0 {
                        break;
                    }
                    bytes = docx.masked(&masked)?;
                }
                Ok(bytes)
            }
        }
    }
}

/// `page.html:12:9`.
fn place(name: &str, source: &str, at: usize) -> String {
    let before = &source[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |tail| tail.chars().count()) + 1;
    format!("{name}:{line}:{column}")
}
