//! Laws that hold for every text: positions, agreement, redaction, folding, noise.

mod terms;
mod texts;

use proptest::prelude::*;
use std::sync::LazyLock;
use texts::text;
use xianshen::{Mask, Screener, Screening, Span};

static SCREENER: LazyLock<Screener> = LazyLock::new(Screener::new);

fn check_positions(text: &str, screening: &Screening) {
    let mut before = 0;
    for finding in screening.findings() {
        let span = finding.span();
        assert!(span.start < span.end, "an empty finding");
        assert_eq!(text.get(span.range()), Some(finding.text()));
        assert!(span.start >= before, "findings are not in order");
        before = span.start;
        assert_eq!(finding.chars().start, text[..span.start].chars().count());
        assert_eq!(finding.chars().len(), finding.text().chars().count());
        let lines: Vec<&str> = text[..span.start].split('\n').collect();
        assert_eq!(finding.line(), lines.len());
        assert_eq!(finding.column(), lines[lines.len() - 1].chars().count() + 1);
        assert!(!finding.evidence().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn positions_are_exact(text in text()) {
        check_positions(&text, &SCREENER.screen(&text));
    }

    #[test]
    fn is_clean_means_no_finding(text in text()) {
        prop_assert_eq!(SCREENER.is_clean(&text), SCREENER.screen(&text).findings().is_empty());
    }

    #[test]
    fn explaining_changes_no_finding(text in text()) {
        let explained = SCREENER.explain(&text);
        let screened = SCREENER.screen(&text);
        prop_assert_eq!(explained.findings(), screened.findings());
        for dropped in explained.dropped() {
            prop_assert_eq!(text.get(dropped.span().range()), Some(dropped.text()));
        }
    }

    #[test]
    fn redacted_text_is_clean(text in text(), keep in any::<bool>()) {
        let mask = if keep { Mask::KeepEnds { first: 3, last: 4, with: "*".to_owned() } } else { Mask::default() };
        let redacted = SCREENER.redact(&text, &mask);
        prop_assert!(SCREENER.is_clean(&redacted), "{redacted}");
    }

    #[test]
    fn redaction_touches_only_findings(text in text()) {
        let screening = SCREENER.screen(&text);
        let redacted = screening.redact(&text, &Mask::Whole("█".to_owned()));
        let spans: Vec<Span> = screening.findings().iter().map(xianshen::Finding::span).collect();
        prop_assert_eq!(spans.is_empty(), redacted == text);
        // What lies before the first finding stays, up to the character that a combining mark belongs to.
        if let Some(first) = spans.first() {
            let kept = redacted.split('█').next().unwrap();
            prop_assert!(text.starts_with(kept) && kept.len() <= first.start);
        }
    }

    #[test]
    fn the_report_is_json(text in text()) {
        let json = serde_json::to_value(SCREENER.screen(&text)).unwrap();
        prop_assert!(json["findings"].is_array());
    }
}

/// The spellings of a character that the library promises to see through.
fn respell(c: char, way: usize) -> String {
    match (way, c) {
        (0, 'a'..='z') => c.to_ascii_uppercase().to_string(),
        (0, '!'..='~') => char::from_u32(c as u32 + 0xFEE0).unwrap().to_string(),
        (1, 'a'..='z') => char::from_u32(c as u32 - 'a' as u32 + 'ⓐ' as u32).unwrap().to_string(),
        (1, '1'..='9') => char::from_u32(c as u32 - '1' as u32 + '①' as u32).unwrap().to_string(),
        (2, _) => format!("{c}\u{200B}"),
        (3, _) => format!("{c}\u{FE0F}"),
        _ => c.to_string(),
    }
}

/// Every term of the built-in packs is found in every spelling, with the exact original span.
#[test]
fn folding_never_loses_a_term() {
    let terms = terms::builtin_terms();
    assert!(terms.len() > 100, "{} terms", terms.len());
    let screener = terms::list(&terms);
    for term in &terms {
        for way in 0..4 {
            let spelled: String = term.chars().map(|c| respell(c, way)).collect();
            let found = screener.screen(&spelled);
            let end = spelled.trim_end_matches(['\u{200B}', '\u{FE0F}']).len();
            assert!(
                found
                    .findings()
                    .iter()
                    .any(|finding| finding.span() == Span::new(0, end) && finding.term() == Some(term.as_str())),
                "{term} spelled {spelled} gives {:?}",
                found.findings()
            );
        }
    }
}

/// Noise between the characters of a Chinese term never hides it and never moves its ends.
#[test]
fn noise_never_hides_a_term() {
    let terms: Vec<String> = terms::builtin_terms()
        .into_iter()
        .filter(|term| term.chars().count() > 1 && term.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)))
        .collect();
    let screener = terms::list(&terms);
    for term in &terms {
        for noise in [" ", "\u{3000}", "*", "·", "🐍", "\u{200D}", "-~-"] {
            let spelled: String = term.chars().map(String::from).collect::<Vec<_>>().join(noise);
            let text = format!("（{spelled}）");
            let span = Span::new("（".len(), "（".len() + spelled.len());
            let found = screener.screen(&text);
            assert!(
                found.findings().iter().any(|finding| finding.span() == span),
                "{text} gives {:?}",
                found.findings()
            );
        }
    }
}
