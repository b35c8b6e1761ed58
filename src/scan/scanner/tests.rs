//! What a scan finds.

use super::*;

fn found(literals: &[&str], text: &str) -> Vec<(String, String)> {
    let mut plan = Plan::default();
    literals.iter().for_each(|literal| {
        plan.literal(literal);
    });
    let scanner = Scanner::new(&plan);
    let mut out = Vec::new();
    let flow = scanner.scan(text, &mut |candidate| {
        if let What::Literal(id) = candidate.what {
            out.push((
                plan.literals()[id.number()].to_owned(),
                text[candidate.span.range()].to_owned(),
            ));
        }
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    out
}

fn texts(literals: &[&str], text: &str) -> Vec<String> {
    found(literals, text).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn overlapping_literals_are_all_found() {
    assert_eq!(
        texts(&["包治", "包治百病", "百病", "治百"], "包治百病"),
        ["包治", "包治百病", "治百", "百病"]
    );
}

#[test]
fn spellings_are_folded_on_the_way() {
    assert_eq!(texts(&["赌博网"], "網上賭博網"), ["賭博網"]);
    assert_eq!(texts(&["6月"], "㋅起"), ["㋅"]);
    assert_eq!(texts(&["月起"], "㋅起"), ["㋅起"]);
    assert_eq!(texts(&["fuck"], "𝓯Ｕⓒk"), ["𝓯Ｕⓒk"]);
}

#[test]
fn noise_is_skipped_but_clauses_part() {
    assert_eq!(texts(&["赌博"], "赌 * 博，赌\u{200B}博"), ["赌 * 博", "赌\u{200B}博"]);
    assert!(texts(&["赌博"], "赌，博。赌\n博").is_empty());
    assert_eq!(texts(&["上不封顶"], "上。不。封。顶"), ["上。不。封。顶"]);
    assert!(texts(&["上不封顶"], "上不。封顶").is_empty());
    assert!(texts(&["赌博"], &format!("赌{}博", "*".repeat(25))).is_empty());
}

#[test]
fn a_sign_of_a_literal_hides_no_other_literal() {
    assert_eq!(texts(&["机密★", "机密文件"], "机密★文件"), ["机密★", "机密★文件"]);
    assert_eq!(texts(&["★绝密", "绝密"], "★绝密"), ["★绝密", "绝密"]);
}

#[test]
fn single_characters() {
    assert_eq!(texts(&["靠", "★"], "可靠★"), ["靠", "★"]);
    assert_eq!(texts(&["賭"], "赌賭"), ["赌", "賭"]);
}

#[test]
fn runs_of_digits_come_once() {
    let mut plan = Plan::default();
    plan.digits(7);
    let scanner = Scanner::new(&plan);
    let text = "电话 １３8-0013 8000，2024年";
    let mut runs = Vec::new();
    let _ = scanner.scan(text, &mut |candidate| {
        runs.push(&text[candidate.span.range()]);
        ControlFlow::Continue(())
    });
    assert_eq!(runs, ["１３8-0013 8000"]);
}

/// A number that begins with numerals was once counted from its first digit on, and no detector was asked about 六二二二0212…
#[test]
fn numerals_before_digits_count() {
    let mut plan = Plan::default();
    plan.digits(12);
    let scanner = Scanner::new(&plan);
    for (text, expected) in [
        ("一三零零3078112300八", Some(15)),
        ("一三 零*零3078112300", Some(14)),
        ("六六六六12345678", Some(12)),
        ("六六六六，12345678", None),
        ("六六六号12345678", None),
        ("六****六六六12345678", None),
    ] {
        let mut count = None;
        let _ = scanner.scan(text, &mut |candidate| {
            count = match candidate.what {
                What::Digits(count) => Some(count),
                What::Literal(_) => None,
            };
            ControlFlow::Continue(())
        });
        assert_eq!(count, expected, "{text}");
    }
}

/// A sign at the end of the text was once given the number of the last character instead of its own, and gates took it to be far away.
#[test]
fn plain_characters_are_counted() {
    let mut plan = Plan::default();
    for literal in ["🐂🐂", "网站", "6月"] {
        plan.literal(literal);
    }
    let mut numbers = Vec::new();
    let _ = Scanner::new(&plan).scan("金🌷🐂🐂茄，㋅的网 站", &mut |candidate| {
        numbers.push(candidate.number);
        ControlFlow::Continue(())
    });
    assert_eq!(numbers, [1, 2, 5]);
}

#[test]
fn sentences_are_told() {
    let mut plan = Plan::default();
    plan.literal("赌博");
    let text = "一。二，赌博";
    let mut sentences = Vec::new();
    let _ = Scanner::new(&plan).scan(text, &mut |candidate| {
        sentences.push(candidate.sentence);
        ControlFlow::Continue(())
    });
    assert_eq!(sentences, [6]);
}
