//! Detectors: code that recognises a form, such as an ID number. One file each; [`builtin`] lists them.
//!
//! A detector finds; the rule that names it judges: severity, message and legal basis are the rule's.

mod address;
mod bank_card;
mod birth_date;
mod check_digit;
mod credit_code;
mod cue;
mod digits;
mod email;
mod foreign_name;
mod id_number;
mod indirect;
mod ip;
mod landline;
mod mac;
mod masked_name;
mod medical_record;
mod mobile;
mod name_before;
mod name_behind;
mod name_sentence;
mod name_table;
mod name_words;
mod passport;
mod patient_name;
mod plate;
mod reading;
mod social_account;
mod surname;
#[cfg(test)]
mod testing;
mod url;

use std::{ops::Range, sync::Arc};

use crate::{
    finding::Evidence,
    severity::Severity,
    span::Span,
    text::{FoldedRange, View},
};

/// How far before its sentence a detector may look, in bytes, and how far behind it: to a reader that is all the context there is.
pub(crate) const LOOK_BEHIND: usize = 2 << 10;
pub(crate) const LOOK_AHEAD: usize = 128 << 10;

/// What calls a detector: the scan looks for these on its one pass, and the detector sees only sentences that have one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// Literals, in any spelling (they are folded).
    pub literals: Vec<String>,
    /// A run of at least so many digits. Signs and spaces may part them, up to three in a row.
    pub digits: Option<usize>,
}

impl Anchors {
    /// Literals only.
    pub fn literals<'a>(literals: impl IntoIterator<Item = &'a str>) -> Anchors {
        Anchors {
            literals: literals.into_iter().map(str::to_owned).collect(),
            digits: None,
        }
    }

    /// Runs of at least so many digits only; at least 2.
    pub fn digits(at_least: usize) -> Anchors {
        Anchors {
            literals: Vec::new(),
            digits: Some(at_least),
        }
    }
}

/// The sentence that a detector looks at.
///
/// Positions are **bytes of the folded text**; the screener leads them back to the original.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'p> {
    view: &'p View,
    text: &'p str,
}

impl<'p> Passage<'p> {
    pub(crate) fn new(view: &'p View, text: &'p str) -> Passage<'p> {
        Passage { view, text }
    }

    /// The sentence, folded: half-width, lower case, simplified; invisible characters gone; spaces, as one, only between letters
    /// or digits that are not Chinese. A tab stays a tab.
    pub fn folded(&self) -> &'p str {
        self.view.folded()
    }

    /// The original characters that a range of the folded sentence comes from.
    pub fn original(&self, range: Range<usize>) -> &'p str {
        &self.text[self.view.to_original(FoldedRange::new(range.start, range.end)).range()]
    }

    /// The character before a byte of the folded sentence; at its start the one before the sentence, so that a number that the
    /// window cuts is not taken for a whole one.
    fn before(&self, at: usize) -> Option<char> {
        if at > 0 {
            return self.view.before(at);
        }
        let start = self.view.to_original(FoldedRange::new(0, 0)).start;
        self.text[..start].chars().next_back()
    }

    /// The character at a byte of the folded sentence; at its end the one behind the sentence.
    fn after(&self, at: usize) -> Option<char> {
        let len = self.view.folded().len();
        if at < len {
            return self.view.after(at);
        }
        let end = self.view.to_original(FoldedRange::new(len, len)).end;
        self.text[end..].chars().next()
    }

    /// The sentence in the original, if it is a line of its own.
    fn line(&self) -> Option<Span> {
        let len = self.view.folded().len();
        let start = self.view.to_original(FoldedRange::new(0, 0)).start;
        let end = self.view.to_original(FoldedRange::new(len, len)).end;
        let from = self.floor(start.saturating_sub(LOOK_BEHIND));
        let to = self.floor((end + LOOK_BEHIND).min(self.text.len()));
        let first = self.text[from..start].trim_end_matches([' ', '\u{3000}']);
        let last = self.text[end..to].trim_start_matches(['\r', ' ', '\u{3000}']);
        let whole = (first.is_empty() && from == 0 || first.ends_with('\n')) && last.starts_with('\n');
        whole.then(|| Span::new(start, end))
    }

    /// The original text around the sentence, so many bytes on either side: at most [`LOOK_BEHIND`].
    fn around(&self, bytes: usize) -> &'p str {
        let len = self.view.folded().len();
        let start = self.view.to_original(FoldedRange::new(0, 0)).start;
        let end = self.view.to_original(FoldedRange::new(len, len)).end;
        &self.text[self.floor(start.saturating_sub(bytes))..self.floor((end + bytes).min(self.text.len()))]
    }

    /// The paragraph that the sentence stands in, at most so many bytes on either side of it.
    fn paragraph(&self, bytes: usize) -> Span {
        let len = self.view.folded().len();
        let start = self.view.to_original(FoldedRange::new(0, 0)).start;
        let end = self.view.to_original(FoldedRange::new(len, len)).end;
        let from = self.floor(start.saturating_sub(bytes));
        let to = self.floor((end + bytes).min(self.text.len()));
        let from = self.text[from..start].rfind('\n').map_or(from, |at| from + at + 1);
        let to = self.text[end..to].find('\n').map_or(to, |at| end + at);
        Span::new(from, to)
    }

    /// The last character boundary up to this byte of the original.
    fn floor(&self, at: usize) -> usize {
        (0..=at).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }

    /// The original text of a span.
    fn text_of(&self, span: Span) -> &'p str {
        &self.text[span.range()]
    }

    /// The whole lines below a line, as far as [`LOOK_AHEAD`] lets see.
    fn below(&self, line: Span) -> Span {
        let to = self.floor((line.end + LOOK_AHEAD).min(self.text.len()));
        let rest = &self.text[line.end..to];
        let start = rest.find('\n').map_or(to, |at| line.end + at + 1);
        let end = match rest.rfind('\n') {
            Some(at) if to < self.text.len() => line.end + at + 1,
            _ => to,
        };
        Span::new(start, end)
    }

    /// Whether something that folding dropped, a space or an invisible character, lies before this byte of the folded sentence.
    fn parted(&self, at: usize) -> bool {
        let len = self.view.folded().len();
        if at == 0 || at >= len {
            return true;
        }
        let (left, right) = (FoldedRange::new(at - 1, at), FoldedRange::new(at, at + 1));
        self.view.to_original(left).end < self.view.to_original(right).start
    }
}

/// Something that a detector found, before the rule judges it.
#[derive(Clone, Debug)]
pub(crate) struct Detection {
    pub(crate) range: FoldedRange,
    pub(crate) severity: Option<Severity>,
    pub(crate) evidence: Vec<Evidence>,
}

/// Where a detector writes what it found.
#[derive(Debug, Default)]
pub struct Hits {
    pub(crate) found: Vec<Detection>,
    pub(crate) rejected: Vec<(FoldedRange, String)>,
    /// What was found in lines below the sentence, in bytes of the original: the rows of a table, of which the sentence is the header.
    pub(crate) below: Vec<(Span, Vec<Evidence>)>,
}

impl Hits {
    /// Reports a range of the folded sentence, with the severity of the rule.
    pub fn found(&mut self, range: Range<usize>, evidence: Vec<Evidence>) {
        self.push(range, None, evidence);
    }

    /// Reports a range that is graver or less grave than the rule says.
    pub fn found_as(&mut self, range: Range<usize>, severity: Severity, evidence: Vec<Evidence>) {
        self.push(range, Some(severity), evidence);
    }

    /// Reports a place below the sentence.
    fn found_below(&mut self, span: Span, evidence: Vec<Evidence>) {
        self.below.push((span, evidence));
    }

    fn push(&mut self, range: Range<usize>, severity: Option<Severity>, evidence: Vec<Evidence>) {
        self.found.push(Detection {
            range: FoldedRange::new(range.start, range.end),
            severity,
            evidence,
        });
    }

    /// Says, for `explain`, that a range has the form but fails a check.
    pub fn rejected(&mut self, range: Range<usize>, check: impl Into<String>) {
        self.rejected.push((FoldedRange::new(range.start, range.end), check.into()));
    }
}

/// Recognises a form in a sentence. Implement it for forms of your own, hand it to the builder, and name it in a rule.
///
/// A detector is called once for each sentence that has one of its anchors. It must not panic, and its time should be linear
/// in the length of the sentence.
pub trait Detector: Send + Sync {
    /// What a rule writes in `detector = "…"`.
    fn name(&self) -> &str;

    /// What the scan looks for on the detector's behalf.
    fn anchors(&self) -> Anchors;

    /// Of two detectors that claim the same characters, the one of higher rank wins. Default 0.
    fn rank(&self) -> u8 {
        0
    }

    /// A cheap look at the sentence as it stands in the text, not folded: `false` says that there is nothing to detect, and spares the
    /// folding. Default `true`.
    fn may_have(&self, sentence: &str) -> bool {
        let _ = sentence;
        true
    }

    /// Reports everything of the form in the sentence.
    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits);
}

/// The built-in detectors.
pub(crate) fn builtin() -> Vec<Arc<dyn Detector>> {
    vec![
        Arc::new(id_number::IdNumber),
        Arc::new(credit_code::CreditCode),
        Arc::new(bank_card::BankCard),
        Arc::new(passport::Passport),
        Arc::new(mobile::Mobile),
        Arc::new(landline::Landline),
        Arc::new(medical_record::MedicalRecord),
        Arc::new(patient_name::PatientName),
        Arc::new(address::Address),
        Arc::new(birth_date::BirthDate),
        Arc::new(indirect::Indirect),
        Arc::new(social_account::SocialAccount),
        Arc::new(plate::Plate),
        Arc::new(email::Email),
        Arc::new(url::Url),
        Arc::new(ip::Ip),
        Arc::new(mac::Mac),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn all(text: &str, span: Span) -> Vec<(String, String)> {
        let view = View::plain(text, span);
        let passage = Passage::new(&view, text);
        let mut found = Vec::new();
        for detector in builtin() {
            let mut hits = Hits::default();
            detector.detect(&passage, &mut hits);
            for hit in hits.found {
                let span = view.to_original(hit.range);
                assert!(hit.range.start < hit.range.end, "{}: empty", detector.name());
                found.push((detector.name().to_owned(), text[span.range()].to_owned()));
            }
        }
        found
    }

    #[test]
    fn every_detector_has_a_name_and_an_anchor() {
        let mut names: Vec<String> = builtin().iter().map(|detector| detector.name().to_owned()).collect();
        assert!(builtin().iter().all(|detector| detector.anchors() != Anchors::default()));
        names.sort();
        // What rules write: a name that is changed is a rule that finds nothing.
        let expected = "address bank_card birth-date credit_code email id_number indirect-identity ip landline mac medical-record mobile \
                        passport patient-name plate social-account url";
        assert_eq!(names.join(" "), expected);
    }

    /// The more a form proves, the more right has it to its characters.
    #[test]
    fn what_checks_more_goes_first() {
        let mut ranked: Vec<(u8, String)> = builtin()
            .iter()
            .map(|detector| (detector.rank(), detector.name().to_owned()))
            .filter(|&(rank, _)| rank > 10)
            .collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        let names: Vec<&str> = ranked.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(
            names,
            ["id_number", "credit_code", "bank_card", "passport", "mobile", "landline"]
        );
        let rank = |name: &str| builtin().iter().find(|detector| detector.name() == name).unwrap().rank();
        assert!(rank("email") > rank("url") && rank("mac") > rank("ip") && rank("ip") > rank("url"));
        assert!(rank("medical-record") > rank("address"));
    }

    /// Looks at a part of a text as the screener would at a sentence.
    fn with<T>(text: &str, part: &str, look: impl Fn(&Passage<'_>, Span) -> T) -> T {
        let start = text.find(part).unwrap();
        let span = Span::new(start, start + part.len());
        let view = View::plain(text, span);
        look(&Passage::new(&view, text), span)
    }

    #[test]
    fn a_line_is_told_from_a_part_of_one() {
        for (text, whole) in [
            ("一\n姓名,诊断\n二", true),
            ("姓名,诊断\r\n二", true),
            ("一\n \u{3000}姓名,诊断  \n二", true),
            ("一。姓名,诊断\n二", false),
            ("一\n姓名,诊断。二\n", false),
            // The line behind a table's header is what makes it one.
            ("一\n姓名,诊断", false),
        ] {
            let line = with(text, "姓名,诊断", |passage, span| passage.line().map(|line| line == span));
            assert_eq!(line, whole.then_some(true), "{text:?}");
        }
        let far = format!("一\n{}姓名,诊断\n二", " ".repeat(LOOK_BEHIND));
        assert_eq!(with(&far, "姓名,诊断", |passage, _| passage.line()), None, "too far to see");
    }

    #[test]
    fn what_stands_around_a_sentence_is_seen_so_far() {
        let text = "甲\n一二。三四。五六\n乙";
        with(text, "三四", |passage, _| {
            assert_eq!(passage.around(0), "三四");
            assert_eq!(passage.around(6), "二。三四。五");
            assert_eq!(passage.around(7), "一二。三四。五", "the last whole character");
            assert_eq!(passage.around(99), text);
            let paragraph = |bytes| passage.text_of(passage.paragraph(bytes));
            assert_eq!((paragraph(3), paragraph(99)), ("。三四。", "一二。三四。五六"));
        });
    }

    #[test]
    fn whole_lines_are_seen_below() {
        let below = |text: &str| {
            with(text, "姓名,诊断", |passage, span| {
                passage.text_of(passage.below(span)).to_owned()
            })
        };
        assert_eq!(below("一\n姓名,诊断  \n甲,一\n乙,二"), "甲,一\n乙,二");
        assert_eq!(below("姓名,诊断"), "");
        let long = format!("姓名,诊断\n{}", "甲,一\n".repeat(LOOK_AHEAD / 8 + 9));
        let seen = below(&long);
        assert!(seen.ends_with("一\n") && (LOOK_AHEAD - 99..LOOK_AHEAD).contains(&seen.len()));
    }

    #[test]
    fn a_number_that_the_window_cuts_is_no_number() {
        let text = "4405241880010100141380013800000";
        for (start, end) in [(0, 18), (18, 29), (1, text.len()), (0, 11)] {
            assert_eq!(all(text, Span::new(start, end)), [], "{start}..{end}");
        }
    }

    #[test]
    fn no_text_makes_a_detector_panic() {
        let pieces = "患者|王|小禾|，|男|67|岁|\t| |\u{200B}|138|0013|8000|-|x|😀|①|（|）|@|a|.com|家住|号楼|单元|：|::|ff|\
             床|京|·|身份证|110105|19491231|002X|+86|0571|转|㋅|é|\u{0301}|微信号|qq|生于|2020年3月5日|%|/|[|\
             *|某|http://";
        let pieces: Vec<&str> = pieces.split('|').collect();
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..state % 24 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                text.push_str(pieces[(state % pieces.len() as u64) as usize]);
            }
            state = state.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
            all(&text, Span::new(0, text.len()));
        }
    }
}
