//! The words of a word processor's document (Office Open XML): paragraphs, tables, headers, footers, notes, comments, descriptions of
//! pictures. A line for each paragraph.

use std::{
    io::{Cursor, Read, Write},
    ops::Range,
};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use xianshen::Span;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    Trouble,
    scrub::{self, Fate},
    taken::Taken,
};

/// The most bytes of a part: a small file can unpack to any size.
const LIMIT: u64 = 256 << 20;

/// A document, unpacked.
pub(crate) struct Docx {
    bytes: Vec<u8>,
    parts: Vec<Part>,
    /// Where each paragraph starts in the whole text, and what it is called.
    paragraphs: Vec<(usize, String)>,
}

/// A file of the archive that holds words.
struct Part {
    name: String,
    xml: String,
    taken: Taken,
    /// Where its words start in the whole text.
    start: usize,
}

impl Docx {
    pub(crate) fn read(bytes: &[u8]) -> Result<Docx, Trouble> {
        let broken = |error: &dyn std::fmt::Display| format!("文档损坏，打不开（{error}）；请在 Word 或 WPS 里另存一份再试");
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        let mut names: Vec<String> = archive
            .file_names()
            .flatten()
            .map(|name| name.into_owned())
            .filter(|name| kind(name).is_some())
            .collect();
        if !names.iter().any(|name| kind(name) == Some("")) {
            return Err("不是 Word 文档：压缩包里没有 word/document.xml".into());
        }
        names.sort_by_key(|name| (kind(name) != Some(""), name.clone()));
        let mut docx = Docx {
            bytes: bytes.to_vec(),
            parts: Vec::new(),
            paragraphs: Vec::new(),
        };
        let mut start = 0;
        for name in names {
            let mut xml = String::new();
            let file = archive.by_name(&name).map_err(|error| broken(&error))?;
            let read = file.take(LIMIT).read_to_string(&mut xml).map_err(|error| broken(&error))?;
            if read as u64 == LIMIT {
                return Err("文档太大：解开后超过 256 MB".into());
            }
            let mut words = Words::new(&xml, kind(&name).unwrap_or_default());
            words.read().map_err(|error| broken(&error))?;
            let (taken, paragraphs) = (words.taken, words.paragraphs);
            docx.paragraphs
                .extend(paragraphs.into_iter().map(|(at, label)| (start + at, label)));
            let length = taken.text.len();
            docx.parts.push(Part { name, xml, taken, start });
            start += length;
        }
        Ok(docx)
    }

    /// All words, a line for each paragraph.
    pub(crate) fn text(&self) -> String {
        self.parts.iter().map(|part| &*part.taken.text).collect()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.paragraphs.is_empty() {
            warnings.push("文档里没有文字；图片里的字不审".to_owned());
        }
        if self.parts.iter().any(|part| scrub::has_deleted(&part.xml)) {
            warnings.push(
                "文档带有修订痕迹：已删除的文字还在文件里，没有审（脱敏稿里会清掉）；请先在 Word 里接受全部修订".to_owned(),
            );
        }
        warnings
    }

    /// What the paragraph of this byte of the text is called.
    pub(crate) fn paragraph(&self, at: usize) -> &str {
        let behind = self.paragraphs.partition_point(|(start, _)| *start <= at);
        behind.checked_sub(1).map_or("", |i| &self.paragraphs[i].1)
    }

    /// The document with these spans of the text masked, and without what it says beside its text; everything else as it was.
    pub(crate) fn masked(&self, masked: &[(Span, String)]) -> Result<Vec<u8>, Trouble> {
        let mut archive = ZipArchive::new(Cursor::new(&self.bytes))?;
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for i in 0..archive.len() {
            let file = archive.by_index_raw(i)?;
            let name = file.name()?.into_owned();
            let Some(part) = self.parts.iter().find(|part| part.name == name) else {
                match scrub::fate(&name) {
                    Fate::Kept => out.raw_copy_file(file)?,
                    Fate::Dropped => {}
                    Fate::Rewritten(rewrite) => {
                        drop(file);
                        let mut xml = String::new();
                        archive.by_index(i)?.take(LIMIT).read_to_string(&mut xml)?;
                        out.start_file(&*name, SimpleFileOptions::default())?;
                        out.write_all(rewrite(&xml)?.as_bytes())?;
                    }
                }
                continue;
            };
            let end = part.start + part.taken.text.len();
            let own = masked.iter().filter(|(span, _)| part.start <= span.start && span.end <= end);
            let own: Vec<_> = own
                .map(|(span, mask)| (Span::new(span.start - part.start, span.end - part.start), mask.clone()))
                .collect();
            out.start_file(&*part.name, SimpleFileOptions::default())?;
            let xml = part.taken.mask(&part.xml, &own);
            out.write_all(scrub::without_deleted(&xml)?.as_bytes())?;
        }
        Ok(out.finish()?.into_inner())
    }
}

/// What the paragraphs of a part are called, if it holds words; those of the body have no name of their own.
fn kind(name: &str) -> Option<&'static str> {
    let stem = name.strip_prefix("word/")?.strip_suffix(".xml")?;
    match stem.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "document" => Some(""),
        "header" => Some("页眉"),
        "footer" => Some("页脚"),
        "footnotes" => Some("脚注"),
        "endnotes" => Some("尾注"),
        "comments" => Some("批注"),
        _ => None,
    }
}

/// Reads the words of a part.
struct Words<'x> {
    xml: &'x str,
    kind: &'static str,
    taken: Taken,
    paragraphs: Vec<(usize, String)>,
    /// Paragraphs of the body or notes of the part so far.
    count: usize,
    tables: usize,
    /// Row and cell of the tables that are open.
    open: Vec<(usize, usize, usize)>,
    /// Inside a run's text.
    in_text: bool,
    /// Inside what only stands for another part of the document.
    skipped: usize,
    /// Descriptions of pictures, and where they stand: they follow when the paragraph ends, so as not to part its words.
    descriptions: Vec<(String, Range<usize>)>,
}

impl<'x> Words<'x> {
    fn new(xml: &'x str, kind: &'static str) -> Words<'x> {
        let taken = Taken::default();
        Words {
            xml,
            kind,
            taken,
            paragraphs: Vec::new(),
            count: 0,
            tables: 0,
            open: Vec::new(),
            in_text: false,
            skipped: 0,
            descriptions: Vec::new(),
        }
    }

    fn read(&mut self) -> Result<(), quick_xml::Error> {
        let mut reader = Reader::from_str(self.xml);
        loop {
            let from = reader.buffer_position() as usize;
            let event = reader.read_event()?;
            let range = from..reader.buffer_position() as usize;
            match event {
                Event::Start(tag) => self.start(&tag, range),
                Event::Empty(tag) => {
                    self.start(&tag, range);
                    self.end(tag.local_name().as_ref());
                }
                Event::End(tag) => self.end(tag.local_name().as_ref()),
                Event::Text(_) if self.in_text => self.said(|taken, xml| taken.verbatim(xml, range)),
                Event::GeneralRef(entity) if self.in_text => {
                    let text = match &*entity {
                        "amp" => "&".to_owned(),
                        "lt" => "<".to_owned(),
                        "gt" => ">".to_owned(),
                        "quot" => "\"".to_owned(),
                        "apos" => "'".to_owned(),
                        _ => entity.resolve_char_ref()?.map(String::from).unwrap_or_default(),
                    };
                    self.said(|taken, _| taken.instead(&text, range));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        self.end_paragraph();
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>, range: Range<usize>) {
        match tag.local_name().as_ref() {
            // The same words again, for older programs.
            "Fallback" => self.skipped += 1,
            "t" => self.in_text = true,
            "p" => self.end_paragraph(),
            "tbl" => {
                self.tables += 1;
                self.open.push((self.tables, 0, 0));
            }
            "tr" => self
                .open
                .iter_mut()
                .last()
                .into_iter()
                .for_each(|(_, row, cell)| (*row, *cell) = (*row + 1, 0)),
            "tc" => self.open.iter_mut().last().into_iter().for_each(|(_, _, cell)| *cell += 1),
            "tab" | "br" | "cr" if !self.taken.at_line_start() => self.taken.text.push(' '),
            "docPr" => self.descriptions.extend(
                ["descr", "title"]
                    .iter()
                    .filter_map(|name| said(tag, name, self.xml, range.start)),
            ),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Fallback" => self.skipped -= 1,
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tbl" => drop(self.open.pop()),
            _ => {}
        }
    }

    /// Takes in words, and gives their paragraph a name if they are its first.
    fn said(&mut self, take: impl FnOnce(&mut Taken, &str)) {
        if self.skipped > 0 {
            return;
        }
        let start = self.taken.text.len();
        let first = self.taken.at_line_start();
        take(&mut self.taken, self.xml);
        if first && self.taken.text.len() > start {
            self.name(start);
        }
    }

    fn name(&mut self, start: usize) {
        let label = match self.open.last() {
            Some((table, row, cell)) => format!("{}表 {table} 第 {row} 行第 {cell} 格", self.kind),
            None => {
                self.count += 1;
                match self.kind {
                    "" => format!("第 {} 段", self.count),
                    kind => format!("{kind} 第 {} 段", self.count),
                }
            }
        };
        self.paragraphs.push((start, label));
    }

    fn end_paragraph(&mut self) {
        self.taken.end_line();
        for (description, range) in std::mem::take(&mut self.descriptions) {
            self.paragraphs
                .push((self.taken.text.len(), format!("{}图片说明", self.kind)));
            self.taken.instead(&description.replace('\n', " "), range);
            self.taken.end_line();
        }
    }
}

/// What an attribute says, and where. The tag begins at `start`.
fn said(tag: &BytesStart<'_>, name: &str, xml: &str, start: usize) -> Option<(String, Range<usize>)> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
    let raw: &str = &attribute.value;
    let at = start + xml[start..].find(&format!(" {name}="))? + name.len() + 2;
    let at = at + xml[at..].find(raw)?;
    (!value.trim().is_empty()).then(|| (value, at..at + raw.len()))
}
