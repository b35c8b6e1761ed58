//! A detector of one's own: code recognises the form, a rule judges it.
//!
//! `cargo run --release --example detector`

use xianshen::{Anchors, Detector, Evidence, Hits, Passage, Screener};

/// The staff numbers of a hospital: `工号` and five digits, the last the sum of the others modulo ten.
struct StaffNumber;

const LABEL: &str = "工号";
const DIGITS: usize = 5;

impl Detector for StaffNumber {
    fn name(&self) -> &str {
        "staff-number"
    }

    fn anchors(&self) -> Anchors {
        Anchors::literals([LABEL])
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let folded = passage.folded();
        for (at, _) in folded.match_indices(LABEL) {
            let start = at + LABEL.len();
            let digits: Vec<u32> = folded[start..].chars().map_while(|c| c.to_digit(10)).collect();
            if digits.len() != DIGITS {
                continue;
            }
            let range = start..start + DIGITS;
            if digits[..DIGITS - 1].iter().sum::<u32>() % 10 == digits[DIGITS - 1] {
                hits.found(range, vec![Evidence::CheckDigit("digit sum")]);
            } else {
                hits.rejected(range, "digit sum");
            }
        }
    }
}

const PACK: &str = r#"
schema = 1
id = "house"
category = "house"
title = "院内规则"

[[rule]]
id = "staff-number"
topic = "staff-number"
severity = "review"
title = "职工工号"
message = "职工工号不对外公布"
advice = "删去工号"
detector = "staff-number"
"#;

fn main() -> Result<(), xianshen::Error> {
    let screener = Screener::builder().detector(StaffNumber).pack("house.toml", PACK).build()?;
    // Full-width digits are folded before the detector sees them; positions are those of the original.
    let text = "请联系工号１２３４０，或者工号12345。";
    let screening = screener.explain(text);
    for finding in screening.findings() {
        println!(
            "{} at byte {}: {}",
            finding.text(),
            finding.span().start,
            finding.rule().message()
        );
    }
    for dropped in screening.dropped() {
        println!("{}: {}", dropped.text(), dropped.reason());
    }
    assert_eq!(screening.findings()[0].text(), "１２３４０");
    assert_eq!(screening.dropped()[0].text(), "12345");
    Ok(())
}
