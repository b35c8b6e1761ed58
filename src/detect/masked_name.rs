//! Masked names that lead to a person all the same: sex, age, ward and a disease that must be kept secret, or a donor with a school.
//!
//! 精神卫生法 (2018) 4 and 艾滋病防治条例 (2019) 39 forbid information from which the person can be inferred, not the name alone;
//! 人体器官捐献和移植条例 (2023) keeps donors and recipients apart.

use std::sync::LazyLock;

use regex::Regex;

use super::{Hits, Passage, cue, name_words::IS_UNNAMEABLE};
use crate::{finding::Evidence, severity::Severity};

/// Words of a stay in hospital: without them it is a report on a crime, and the mask is what the press rules ask for.
static STAY: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     入院 出院 住院 病区 病房 床 我科 我院 就诊 门诊 收治 复查 随访",
    )
});

static WITH_AGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?P<name>\p{Han}(?:某{1,2}|[*×]{1,2}))[(,](?:男|女)[,、][0-9]{1,3}岁").expect("a constant"));

static DONOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<cue>供者|供体|受者|受体|捐献者|捐献人)(?P<name>\p{Han}(?:某{1,2}|[*×]{1,2}))[(,][^(),]{0,24}?(?:中学|小学|大学|学院|幼儿园|公司|工厂|村|小区|[0-9一二三]中)",
    )
    .expect("a constant")
});

/// Reports masked names that what stands beside them unmasks.
pub(super) fn detect(passage: &Passage<'_>, hits: &mut Hits) {
    let text = passage.folded();
    if !text.contains(['某', '*', '×']) {
        return;
    }
    if let Some((disease, _)) = IS_UNNAMEABLE.first(text)
        && cue::any(text, &STAY).is_some()
    {
        for found in WITH_AGE.captures_iter(text) {
            if let Some(name) = found.name("name") {
                hits.found_as(name.range(), Severity::Review, vec![Evidence::Cue(disease.to_owned())]);
            }
        }
    }
    for found in DONOR.captures_iter(text) {
        if let Some(name) = found.name("name") {
            hits.found_as(name.range(), Severity::Review, vec![Evidence::Cue(found["cue"].to_owned())]);
        }
    }
}
