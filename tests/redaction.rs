//! Ways of masking, and what a single call allows.

use xianshen::{Mask, Reason, ScreenOptions, Screener};

const TEXT: &str = "患者林小麦，手机138-0013-8000，林小麦已出院。";

#[test]
fn styles() {
    let screener = Screener::new();
    for (mask, expected) in [
        (Mask::Partial, "患者林**，手机138-****-8000，林**已出院。"),
        (Mask::Token, "患者【姓名】，手机【手机号】，【姓名】已出院。"),
        (Mask::default(), "患者***，手机*************，***已出院。"),
    ] {
        assert_eq!(screener.redact(TEXT, &mask), expected);
    }
    let two = "患者林小麦、周晚晴同日出院，林小麦送来锦旗。";
    assert_eq!(
        screener.redact(two, &Mask::Token),
        "患者【姓名】、【姓名2】同日出院，【姓名】送来锦旗。"
    );
    // What is no personal data is masked whole.
    assert_eq!(screener.redact("包治百病。", &Mask::Partial), "****。");
}

#[test]
fn what_a_call_allows() {
    let screener = Screener::new();
    let agreed = ScreenOptions::new().allow(["林小麦"]);
    assert_eq!(
        screener.redact_with(TEXT, &Mask::Partial, &agreed),
        "患者林小麦，手机138-****-8000，林小麦已出院。"
    );
    let own = ScreenOptions::new().allow(["１３８００１３８０００"]).explain(true);
    let screening = screener.screen_with(TEXT, &own);
    assert!(
        screening
            .findings()
            .iter()
            .all(|finding| finding.rule().topic() == "patient-name")
    );
    assert!(
        screening
            .dropped()
            .iter()
            .any(|dropped| matches!(dropped.reason(), Reason::Allowed(_)))
    );
    // Another text of the same screener knows nothing of it.
    assert_eq!(screener.screen(TEXT).findings().len(), 3);
    // A longer value is another one.
    let short = ScreenOptions::new().allow(["林小"]);
    assert_eq!(screener.screen_with(TEXT, &short).findings().len(), 3);
    assert_eq!(
        screener.screen_with(TEXT, &ScreenOptions::new().allow([""])).findings().len(),
        3
    );
}

#[cfg(feature = "hash")]
#[test]
fn pseudonyms_hold_across_texts() {
    let screener = Screener::new();
    let key = xianshen::HashKey::new(*b"sixteen bytes...").unwrap();
    let mask = Mask::Hash(key);
    let one = screener.redact(TEXT, &mask);
    let other = screener.redact("患者林小麦复查，电话13800138000。", &mask);
    let name = &one[one.find("【姓名·").unwrap()..=one.find('】').unwrap() + 2];
    assert!(other.contains(name), "{one}\n{other}");
    assert!(screener.is_clean(&one) && screener.is_clean(&other));
    assert_eq!(one.matches(name).count(), 2);
}
