//! A text parted where findings start and end, and into the paragraphs that have some.

use std::ops::Range;

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

/// Lines that have findings, joined where one finding runs from the one into the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) range: Range<usize>,
    pub(super) findings: Vec<usize>,
}

/// The blocks of a text, in order. `findings` are by where they start.
pub(super) fn blocks(text: &str, findings: &[Finding]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (i, finding) in findings.iter().enumerate() {
        let Some(span) = inside(text, finding) else { continue };
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
        match blocks.last_mut() {
            Some(last) if start <= last.range.end => {
                last.range.end = last.range.end.max(end);
                last.findings.push(i);
            }
            _ => blocks.push(Block {
                range: start..end,
                findings: vec![i],
            }),
        }
    }
    blocks
}
