//! What a masked copy of a word processor's document does not keep beside its words: text that was deleted with changes tracked, who wrote it and
//! what it is called, the picture of its first page.

use std::ops::Range;

use quick_xml::{Reader, events::Event};

/// Elements that hold what was deleted.
const DELETED: &[&str] = &["delText", "delInstrText"];
/// Elements of the properties that say what a program and not a person wrote: dates, counts, versions.
const KEPT: &[&str] = &[
    "created",
    "modified",
    "lastPrinted",
    "revision",
    "Template",
    "TotalTime",
    "Pages",
    "Words",
    "Characters",
    "CharactersWithSpaces",
    "Lines",
    "Paragraphs",
    "Application",
    "AppVersion",
    "DocSecurity",
    "ScaleCrop",
    "LinksUpToDate",
    "SharedDoc",
    "HyperlinksChanged",
    "i1",
    "i2",
    "i4",
    "i8",
    "int",
    "uint",
    "bool",
    "filetime",
    "date",
];

/// What becomes of a part of the document that is not screened.
pub(crate) enum Fate {
    /// It stays as it is.
    Kept,
    /// It is rewritten by this.
    Rewritten(fn(&str) -> Result<String, quick_xml::Error>),
    /// It is left out.
    Dropped,
}

/// By the name of the part.
pub(crate) fn fate(name: &str) -> Fate {
    match name {
        "docProps/core.xml" | "docProps/app.xml" | "docProps/custom.xml" => Fate::Rewritten(without_properties),
        "_rels/.rels" => Fate::Rewritten(without_thumbnail),
        name if name.starts_with("docProps/thumbnail.") => Fate::Dropped,
        _ => Fate::Kept,
    }
}

/// A part without what was deleted.
pub(crate) fn without_deleted(xml: &str) -> Result<String, quick_xml::Error> {
    without_words(xml, |element| DELETED.contains(&element))
}

/// Whether a part holds text that was deleted with changes tracked.
pub(crate) fn has_deleted(xml: &str) -> bool {
    DELETED.iter().any(|element| xml.contains(&format!("<w:{element}")))
}

fn without_properties(xml: &str) -> Result<String, quick_xml::Error> {
    without_words(xml, |element| !KEPT.contains(&element))
}

/// The relations of the whole document, without that to the picture of its first page.
fn without_thumbnail(xml: &str) -> Result<String, quick_xml::Error> {
    let mut gone = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        let from = reader.buffer_position() as usize;
        match reader.read_event()? {
            Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let range = from..reader.buffer_position() as usize;
                if xml[range.clone()].contains("/thumbnail\"") || xml[range.clone()].contains("/thumbnail'") {
                    gone.push(range);
                }
            }
            Event::Eof => return Ok(without(xml, &gone)),
            _ => {}
        }
    }
}

/// A part whose elements of these names say nothing. The elements stay.
fn without_words(xml: &str, is_emptied: impl Fn(&str) -> bool) -> Result<String, quick_xml::Error> {
    let mut gone = Vec::new();
    // Whether each element that is open is emptied.
    let mut open = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event()?;
        match event {
            Event::Start(tag) => open.push(is_emptied(tag.local_name().as_ref())),
            Event::End(_) => drop(open.pop()),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if open.last() == Some(&true) => {
                gone.push(from..reader.buffer_position() as usize);
            }
            Event::Eof => return Ok(without(xml, &gone)),
            _ => {}
        }
    }
}

fn without(text: &str, gone: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for range in gone {
        out.push_str(&text[copied..range.start]);
        copied = range.end;
    }
    out.push_str(&text[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_deleted_goes() {
        let xml = "<w:p><w:del><w:r><w:delText xml:space=\"preserve\">患者 &amp; 林小麦</w:delText></w:r></w:del><w:r><w:t>好</w:t></w:r></w:p>";
        assert!(has_deleted(xml));
        assert_eq!(
            without_deleted(xml).unwrap(),
            "<w:p><w:del><w:r><w:delText xml:space=\"preserve\"></w:delText></w:r></w:del><w:r><w:t>好</w:t></w:r></w:p>"
        );
    }

    #[test]
    fn properties_say_nothing_of_persons() {
        let xml = "<cp:coreProperties><dc:title>林小麦的感谢信</dc:title><dcterms:created>2026-01-05T08:00:00Z</dcterms:created>\
                   <cp:lastModifiedBy>林小麦</cp:lastModifiedBy></cp:coreProperties>";
        assert_eq!(
            without_properties(xml).unwrap(),
            "<cp:coreProperties><dc:title></dc:title><dcterms:created>2026-01-05T08:00:00Z</dcterms:created>\
             <cp:lastModifiedBy></cp:lastModifiedBy></cp:coreProperties>"
        );
    }

    #[test]
    fn the_first_page_is_not_shown() {
        let kept = "<Relationship Id=\"rId1\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/>";
        let gone = "<Relationship Id=\"rId2\" Type=\"http://x/metadata/thumbnail\" Target=\"docProps/thumbnail.jpeg\"/>";
        assert_eq!(
            without_thumbnail(&format!("<Relationships>{kept}{gone}</Relationships>")).unwrap(),
            format!("<Relationships>{kept}</Relationships>")
        );
    }
}
