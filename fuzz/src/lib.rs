//! Laws that hold for every text and every screener.

pub mod folding;
pub mod numbers;
pub mod sentence;
mod standards;

use xianshen::{Diagnostic, Mask, Screener, Screening, Span, TextReport};

/// A mask of a character that no built-in rule and hardly any word list looks for.
pub const COVER: &str = "█";

/// What ends a sentence.
pub const ENDS: &str = "。！？；｡︒︔︕︖!?;\n\r\u{B}\u{C}\u{85}\u{2028}\u{2029}";

/// The built-in packs, with what is off by default, too.
///
/// # Panics
/// When the built-in packs have mistakes.
pub fn everything() -> Screener {
    let plain = Screener::new();
    let mut builder = Screener::builder();
    builder.builtin();
    for rule in plain.rules().filter(|rule| !rule.enabled()) {
        builder.enable(rule.id());
    }
    builder.build().expect("the built-in packs have no mistakes")
}

/// A pack with nothing but a detector.
pub fn pack_of_detector(name: &str) -> String {
    let rule = "severity = \"block\"\ntitle = \"题\"\nmessage = \"因\"\nadvice = \"改\"";
    format!(
        "schema = 1\nid = \"fuzz\"\ncategory = \"fuzz\"\ntitle = \"题\"\n[[rule]]\nid = \"one\"\ntopic = \"one\"\n{rule}\ndetector = \"{name}\"\n"
    )
}

/// Checks all laws of screening for one text.
///
/// # Panics
/// When a law is broken.
pub fn check_text(screener: &Screener, text: &str) {
    let screening = screener.screen(text);
    check_screening(text, &screening);
    assert_eq!(
        screener.is_clean(text),
        screening.findings().is_empty(),
        "`is_clean` and `screen` disagree on {text:?}: {:?}",
        screening.findings()
    );
    let explained = screener.explain(text);
    assert_eq!(
        explained.findings(),
        screening.findings(),
        "`explain` finds something else in {text:?}"
    );
    check_screening(text, &explained);
    for dropped in explained.dropped() {
        assert_eq!(
            text.get(dropped.span().range()),
            Some(dropped.text()),
            "a dropped candidate is not where it says"
        );
    }
}

/// Checks that what was redacted screens clean. The words of the screener must not hold the mask itself.
///
/// # Panics
/// When something is found in the redacted text.
pub fn check_redaction(screener: &Screener, text: &str) {
    let masks = [
        Mask::Each(COVER.to_owned()),
        Mask::Whole(COVER.to_owned()),
        Mask::KeepEnds {
            first: 3,
            last: 4,
            with: COVER.to_owned(),
        },
    ];
    for mask in masks {
        let redacted = screener.redact(text, &mask);
        let left = screener.screen(&redacted);
        assert!(
            left.findings().is_empty(),
            "{mask:?} of {text:?} is {redacted:?}, which still has {:?}",
            left.findings()
        );
    }
}

/// Whether the words hold the mask of [`check_redaction`], so that no redaction can ever be clean.
pub fn holds_mask(words: &str) -> bool {
    words.contains(COVER)
}

/// Checks that a diagnostic points into its source and can be drawn.
///
/// # Panics
/// When it does not.
pub fn check_diagnostic(diagnostic: &Diagnostic) {
    let span = diagnostic.span();
    let source = diagnostic.source().text();
    assert!(
        source.get(span.clone()).is_some(),
        "{}: the place {span:?} is none of the source",
        diagnostic.code()
    );
    let (line, column) = diagnostic.position();
    assert!(line >= 1 && column >= 1, "lines and columns are counted from 1");
    assert!(
        !diagnostic.message().is_empty() && !diagnostic.help().is_empty(),
        "{}: no words",
        diagnostic.code()
    );
    assert!(
        diagnostic.to_string().contains(diagnostic.code()),
        "the drawing lacks the code"
    );
}

fn check_screening(text: &str, screening: &Screening) {
    let mut last = Span::default();
    for finding in screening.findings() {
        let span = finding.span();
        assert!(!span.is_empty(), "an empty finding of {}", finding.rule().id());
        assert_eq!(
            text.get(span.range()),
            Some(finding.text()),
            "a finding of {} is not where it says",
            finding.rule().id()
        );
        assert!(last.start <= span.start, "findings do not stand in order");
        last = span;
        let before = &text[..span.start];
        let chars = before.chars().count();
        assert_eq!(
            finding.chars(),
            Span::new(chars, chars + finding.text().chars().count()),
            "characters of {text:?}"
        );
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        assert_eq!(finding.line(), before.matches('\n').count() + 1, "line of {text:?}");
        assert_eq!(
            finding.column(),
            before[line_start..].chars().count() + 1,
            "column of {text:?}"
        );
        assert!(
            !finding.evidence().is_empty(),
            "a finding of {} cannot say how it was reached",
            finding.rule().id()
        );
    }
    let json = serde_json::to_value(screening).expect("a screening serialises");
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(screening.findings().len()));
    // Drawing slices the text too.
    let _ = TextReport::new("fuzz", text, screening).to_string();
}
