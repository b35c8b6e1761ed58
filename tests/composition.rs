//! Laws of composition: more rules, more text, another order, another way in.

mod texts;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use proptest::prelude::*;
use texts::text;
use xianshen::{Evidence, Finding, Mask, ScreenOptions, Screener};

static SCREENER: LazyLock<Screener> = LazyLock::new(Screener::new);

/// `PROPTEST_CASES` asks for more.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(usual))
}

fn is_detection(finding: &Finding) -> bool {
    finding.evidence().iter().any(|step| matches!(step, Evidence::Detector(_)))
}

/// The findings that `more` lacks, though `fewer` rules have them. A detection may give way to another one that claims its characters with
/// more right: that is what ranks are for.
fn lost<'f>(fewer: &'f [Finding], more: &[Finding]) -> Vec<&'f Finding> {
    let outranked = |finding: &Finding| {
        let rivals = more
            .iter()
            .filter(|other| is_detection(other) && other.rule() != finding.rule());
        is_detection(finding) && rivals.map(Finding::span).any(|span| span.overlaps(finding.span()))
    };
    fewer
        .iter()
        .filter(|finding| !more.contains(finding) && !outranked(finding))
        .collect()
}

/// Each category by itself.
static ALONE: LazyLock<Vec<Screener>> = LazyLock::new(|| {
    let categories: BTreeSet<String> = SCREENER.rules().map(|rule| rule.category().id().to_owned()).collect();
    let alone = |id: &String| Screener::builder().builtin().only(id).build().unwrap();
    categories.iter().map(alone).collect()
});

/// The built-in packs with all that is off by default, and with rules of somebody else.
static MORE: LazyLock<Vec<Screener>> = LazyLock::new(|| {
    let mut all = Screener::builder();
    all.builtin();
    for rule in SCREENER.rules() {
        all.enable(rule.id());
    }
    let mut own = Screener::builder();
    own.builtin()
        .word_list("words", "患者\n治疗\n我院\n医生\n一个\n的是\n电话\n保证")
        .pack("own.toml", OWN);
    vec![all.build().unwrap(), own.build().unwrap()]
});

const OWN: &str = r##"
schema = 1
id = "own"
category = "own"
title = "自备"
[[rule]]
id = "everything"
topic = "everything"
severity = "notice"
title = "题"
message = "因"
advice = "改"
terms = ["患者", "保证治愈", "医院"]
patterns = ['医院.{0,10}治疗']
shapes = ["#duration ..8 治愈|见效|恢复|出院"]
"##;

proptest! {
    #![proptest_config(cases(60))]

    /// More rules never take away a finding of another rule. Allowed words, which a builder is given for all rules, do: that is what they
    /// are for.
    #[test]
    fn more_rules_lose_nothing(text in text()) {
        let all = SCREENER.screen(&text);
        for alone in ALONE.iter() {
            let fewer = alone.screen(&text);
            prop_assert_eq!(lost(fewer.findings(), all.findings()), Vec::<&Finding>::new());
        }
        for more in MORE.iter() {
            let more = more.screen(&text);
            prop_assert_eq!(lost(all.findings(), more.findings()), Vec::<&Finding>::new());
        }
    }
}

/// More than any literal bridges, and the end of a sentence, of a line and of a paragraph.
static APART: LazyLock<String> = LazyLock::new(|| "\n".repeat(30));

/// What is known of a finding wherever it stands. Left out are conditions on the whole text, and names of patients: a title that stands
/// near a name, be it in the next paragraph, says that its bearer is of the staff, and a header names the column of all rows below it.
fn movable(findings: &[Finding], by: usize) -> Vec<String> {
    let stays =
        |finding: &&Finding| finding.rule().topic() != "patient-name" && !finding.evidence().contains(&Evidence::Document);
    let told = |finding: &Finding| {
        let (span, term) = (finding.span(), finding.term());
        let (id, severity, evidence) = (finding.rule().id(), finding.severity(), finding.evidence());
        format!(
            "{}..{} {id} {severity:?} {} {term:?} {evidence:?}",
            span.start + by,
            span.end + by,
            finding.text()
        )
    };
    findings.iter().filter(stays).map(told).collect()
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn two_texts_apart_have_the_findings_of_both(one in text(), other in text()) {
        let both = format!("{one}{}{other}", *APART);
        let mut expected = movable(SCREENER.screen(&one).findings(), 0);
        expected.extend(movable(SCREENER.screen(&other).findings(), one.len() + APART.len()));
        prop_assert_eq!(movable(SCREENER.screen(&both).findings(), 0), expected);
    }

    #[test]
    fn a_stream_finds_what_the_whole_has(text in text(), split in any::<prop::sample::Index>()) {
        use std::io::Read;
        let whole = SCREENER.screen(&text);
        let (one, other) = text.as_bytes().split_at(split.index(text.len() + 1));
        prop_assert_eq!(&SCREENER.screen_reader(one.chain(other)).unwrap(), &whole);
        let mut each = Vec::new();
        SCREENER
            .screen_reader_with(text.as_bytes(), &ScreenOptions::new(), |finding| each.push(finding))
            .unwrap();
        each.sort_by_key(|finding| finding.span());
        let mut findings = whole.findings().to_vec();
        findings.sort_by_key(|finding| finding.span());
        prop_assert_eq!(each, findings);
    }

    #[test]
    fn redacting_again_changes_nothing(text in text()) {
        let keep = Mask::KeepEnds { first: 3, last: 4, with: "*".to_owned() };
        for mask in [Mask::default(), keep, Mask::Partial, Mask::Token] {
            let once = SCREENER.redact(&text, &mask);
            prop_assert_eq!(SCREENER.redact(&once, &mask), once, "{:?}", mask);
        }
    }

    /// What a tool reads in a report is what the screening says.
    #[test]
    fn reports_read_back_the_same(text in text()) {
        let screening = SCREENER.explain(&text);
        let report = serde_json::to_string(&screening).unwrap();
        let read: serde_json::Value = serde_json::from_str(&report).unwrap();
        prop_assert_eq!(&read, &serde_json::to_value(&screening).unwrap());
        prop_assert_eq!(&read["verdict"], &serde_json::to_value(screening.verdict()).unwrap());
        let rows = read["findings"].as_array().unwrap();
        prop_assert_eq!(rows.len(), screening.findings().len());
        for (row, finding) in rows.iter().zip(screening.findings()) {
            let number = |key: &str| row[key].as_u64().unwrap() as usize;
            prop_assert_eq!(&text[number("start")..number("end")], row["text"].as_str().unwrap());
            prop_assert_eq!((number("char_start"), number("char_end")), (finding.chars().start, finding.chars().end));
            prop_assert_eq!((number("line"), number("column")), (finding.line(), finding.column()));
            prop_assert_eq!(row["rule"].as_str(), Some(finding.rule().id()));
            prop_assert_eq!(row["term"].as_str(), finding.term());
        }
        prop_assert_eq!(read["dropped"].as_array().unwrap().len(), screening.dropped().len());
    }
}

fn packs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            packs(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            found.push(path);
        }
    }
}

/// The order in which packs are given does not matter, but for the order of findings at one and the same place.
#[test]
fn packs_may_come_in_any_order() {
    let mut files = Vec::new();
    packs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"), &mut files);
    files.sort();
    let build = |files: &[PathBuf]| {
        let mut builder = Screener::builder();
        for file in files {
            builder.pack_file(file).unwrap();
        }
        builder.build().unwrap()
    };
    let told = |screener: &Screener, text: &str| {
        let mut told = BTreeSet::new();
        for finding in screener.screen(text).findings() {
            told.insert(format!(
                "{:?} {} {:?}",
                finding.span(),
                finding.rule().id(),
                finding.evidence()
            ));
        }
        told
    };
    let sorted = build(&files);
    let reversed: Vec<PathBuf> = files.iter().rev().cloned().collect();
    let mut shuffled = files.clone();
    shuffled.sort_by_key(|file| {
        file.file_name()
            .map(|name| name.to_string_lossy().chars().rev().collect::<String>())
    });
    for other in [reversed, shuffled] {
        let other = build(&other);
        for rule in SCREENER.rules() {
            for text in rule.hits().iter().chain(rule.passes()) {
                assert_eq!(told(&sorted, text), told(&other, text), "{text}");
                assert_eq!(told(&sorted, text), told(&SCREENER, text), "{text}");
            }
        }
    }
}
