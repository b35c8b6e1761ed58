//! A text parted where findings start and end, findings that overlap put together, and the paragraphs that have some.

use std::{cmp::Reverse, ops::Range};

use crate::finding::Finding;

/// A stretch of the text, and the findings that all of it belongs to, by their place among the findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) range: Range<usize>,
    pub(super) findings: Vec<usize>,
}

/// The whole text in stretches. Findings that do not lie in it are passed over.
pub(super) fn stretches(text: &str, findings: &[Finding]) -> Vec<Stretch> {
    let spans: Vec<Option<Range<usize>>> = findings.iter().map(|finding| inside(text, finding)).collect();
    let mut cuts: Vec<usize> = spans.iter().flatten().flat_map(|span| [span.start, span.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    // The spans that have begun and not ended: few at a time, whatever their number in all.
    let mut begins: Vec<usize> = (0..spans.len()).filter(|&i| spans[i].is_some()).collect();
    begins.sort_by_key(|&i| spans[i].as_ref().map(|span| span.start));
    let mut begins = begins.into_iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut stretches = Vec::new();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let ends = |&i: &usize| spans[i].as_ref().is_some_and(|span| span.end > start);
        open.retain(ends);
        while let Some(i) = begins.next_if(|&i| spans[i].as_ref().is_some_and(|span| span.start <= start)) {
            open.push(i);
        }
        let mut findings = open.clone();
        findings.sort_unstable();
        stretches.push(Stretch {
            range: start..end,
            findings,
        });
    }
    stretches
}

/// Where a finding lies in the text, if it does.
pub(super) fn inside(text: &str, finding: &Finding) -> Option<Range<usize>> {
    let range = finding.span().range();
    (!range.is_empty() && text.get(range.clone()).is_some()).then_some(range)
}

/// Words that one finding stands on, or several that overlap: what a reader sees as one place, and changes at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// From where the first finding starts to where the last one ends.
    pub(super) range: Range<usize>,
    /// The gravest first, those of one severity as they come in the text.
    pub(super) findings: Vec<usize>,
}

impl Passage {
    /// The finding that the passage is told by.
    pub(super) fn lead(&self) -> usize {
        self.findings[0]
    }

    /// The other ones: further reasons to change the same words.
    pub(super) fn further(&self) -> &[usize] {
        &self.findings[1..]
    }
}

/// The passages, in order. Each finding is in one of them.
pub(super) fn passages(findings: &[Finding]) -> Vec<Passage> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&i| findings[i].span().start);
    let mut passages: Vec<Passage> = Vec::new();
    for i in order {
        let span = findings[i].span();
        match passages.last_mut() {
            Some(last) if span.start < last.range.end => {
                last.range.end = last.range.end.max(span.end);
                last.findings.push(i);
            }
            _ => passages.push(Passage {
                range: span.range(),
                findings: vec![i],
            }),
        }
    }
    for passage in &mut passages {
        passage.findings.sort_by_key(|&i| (Reverse(findings[i].severity()), i));
    }
    passages
}

/// Lines that have passages, joined where one runs from the one into the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) range: Range<usize>,
    /// By their place among the passages.
    pub(super) passages: Vec<usize>,
}

/// The blocks of a text, in order. Passages that do not lie in it are passed over.
pub(super) fn blocks(text: &str, passages: &[Passage]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (i, passage) in passages.iter().enumerate() {
        let range = &passage.range;
        if range.is_empty() || text.get(range.clone()).is_none() {
            continue;
        }
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
        match blocks.last_mut() {
            Some(last) if start <= last.range.end => {
                last.range.end = last.range.end.max(end);
                last.passages.push(i);
            }
            _ => blocks.push(Block {
                range: start..end,
                passages: vec![i],
            }),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Passages of the words of a list, in the letters of the findings' own words.
    fn told(words: &str, text: &str) -> Vec<(String, Vec<String>)> {
        let screener = crate::Screener::builder().word_list("words.txt", words).build().unwrap();
        let screening = screener.screen(text);
        let findings = screening.findings();
        let words = |passage: &Passage| passage.findings.iter().map(|&i| findings[i].text().to_owned()).collect();
        let passages = passages(findings);
        passages
            .iter()
            .map(|passage| (text[passage.range.clone()].to_owned(), words(passage)))
            .collect()
    }

    #[test]
    fn what_overlaps_is_one_passage() {
        let one = |range: &str, words: &[&str]| (range.to_owned(), words.iter().map(|word| (*word).to_owned()).collect());
        // Each word has a topic and so a rule of its own; words of four characters have no edges to be tested.
        let words = "甲乙丙丁\ta\n丙丁戊己\tb\n己庚辛壬\tc\n子丑寅卯\td\n寅卯辰巳\te\n午未申酉\tf\n戌亥地支\tg\n";
        assert_eq!(
            told(words, "零甲乙丙丁戊己庚辛壬，子丑寅卯辰巳；午未申酉戌亥地支"),
            [
                one("甲乙丙丁戊己庚辛壬", &["甲乙丙丁", "丙丁戊己", "己庚辛壬"]),
                one("子丑寅卯辰巳", &["子丑寅卯", "寅卯辰巳"]),
                // Side by side is not one over the other.
                one("午未申酉", &["午未申酉"]),
                one("戌亥地支", &["戌亥地支"]),
            ]
        );
        assert_eq!(told(words, "零"), []);
    }
}
