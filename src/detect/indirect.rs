//! One case told so closely that those around the patient know who it is, though no name stands there: age, sex, place of work or home, illness
//! and date together.
//!
//! 个人信息保护法 (2021) 4 calls personal information whatever relates to a person who *can be* identified. Each of the five alone is harmless, and so are
//! counts and averages; one of them left out, or a place put more broadly (某校, 本市), and the detector is silent.

use std::sync::LazyLock;

use regex::Regex;

use super::{Anchors, Detector, Hits, Passage};
use crate::{finding::Evidence, text::View};

/// What follows a place that somebody belongs to.
const BELONGING: &[&str] = &[
    "职工", "员工", "教师", "老师", "教员", "学生", "工人", "工作", "任教", "上班", "任职", "就职", "供职", "村民", "居民",
    "读书", "就读", "上学", "务农", "干部", "保安", "司机", "会计",
];

/// What leads to such a place.
const LEADING: &[&str] = &[
    "家住",
    "现住",
    "居住在",
    "就职于",
    "供职于",
    "任教于",
    "就读于",
    "工作单位",
    "工作于",
    "任职于",
];

static BELONGS: LazyLock<Regex> = LazyLock::new(|| {
    let site = "公司|集团|工厂|厂|学校|中学|小学|大学|学院|幼儿园|职高|技校|银行|支行|派出所|供电所|村|镇|乡|小区|社区|街道|[一二三四五六七八九十]中";
    Regex::new(&format!(
        r"(?P<site>\p{{Han}}{{2,14}}?(?:{site}))的?(?:[高初][一二三](?:年级)?|[一二三四五六]年级|大[一二三四])?(?:{})|(?P<home>{}):?为?(?P<place>\p{{Han}}{{2,16}}(?:{site}|路))",
        BELONGING.join("|"),
        LEADING.join("|"),
    ))
    .expect("a constant")
});

static AGE: LazyLock<Regex> = LazyLock::new(|| Regex::new("[0-9一二三四五六七八九十]{1,3}(?:周?岁|个月大)").expect("a constant"));
static SEX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[,(、]?[男女](?:性|生|童|[,、)0-9士]|患者|子|孩|童|工|教师)|先生|某女|某男|母亲|父亲|妻|丈夫")
        .expect("a constant")
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:[0-9]{1,2}|十?[一二三四五六七八九十])月(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})日|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}").expect("a constant")
});
static ILLNESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[\\p{Han}](?:癌|瘤|炎|梗死|梗塞|骨折|出血|衰竭|硬化|肺结核|白血病|糖尿病|心脏病|肾病|综合征|抑郁症|精神分裂|感染|中毒|烧伤|流产|早产|切除术|置换术|移植|造影|根治术)|艾滋|hiv|梅毒|确诊|肿瘤")
        .expect("a constant")
});

/// Many cases are no single one.
static MANY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:[0-9]{2,}|[2-9]|[二两三四五六七八九十百多数几])(?:例|名患者|位患者|名病人|位病人|名职工|名学生)|平均|中位|占比|发病率").expect("a constant")
});

/// Places so broad that they lead to nobody.
const BROAD: &[&str] = &[
    "某", "本市", "我市", "我院", "本院", "本县", "我县", "外地", "当地", "附近", "农村", "全市", "各", "一所", "一家", "该",
];

/// How far around the sentence the rest of the case is looked for, in bytes.
const AROUND: usize = 450;

pub(super) struct Indirect;

impl Detector for Indirect {
    fn name(&self) -> &str {
        "indirect-identity"
    }

    fn anchors(&self) -> Anchors {
        Anchors::literals(BELONGING.iter().chain(LEADING).copied())
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        let all = BELONGS.captures_iter(text);
        let mut sites = all.filter_map(|found| found.name("site").or_else(|| found.name("place")));
        let is_broad = |site: &regex::Match<'_>| BROAD.iter().any(|word| site.as_str().contains(word));
        let Some(site) = sites.next().filter(|site| !is_broad(site)) else {
            return;
        };
        let paragraph = passage.paragraph(AROUND);
        let view = View::plain(passage.text, paragraph);
        let case = view.folded();
        if !case.contains('岁') && !case.contains("个月大") || MANY.is_match(case) {
            return;
        }
        let signs = [&AGE, &SEX, &ILLNESS, &DATE].map(|sign| sign.find(case).map(|sign| sign.as_str().to_owned()));
        let [Some(age), Some(sex), Some(illness), Some(date)] = signs else {
            hits.rejected(site.range(), "age, sex, illness and date");
            return;
        };
        let evidence =
            [age, sex, illness, date].map(|sign| Evidence::Cue(sign.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()));
        // Whoever masks the first place must not leave the second.
        for site in std::iter::once(site).chain(sites.filter(|site| !is_broad(site))) {
            hits.found(shortened(text, site.range()), evidence.to_vec());
        }
    }
}

/// The site without what stands before its name: 系青禾县柳林小学.
fn shortened(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let site = &text[range.clone()];
    let lead = ["患者系", "患者为", "患者是", "现为", "系", "是", "为", "在", "于"]
        .iter()
        .find(|lead| site.starts_with(**lead));
    let start = range.start + lead.map_or(0, |lead| lead.len());
    start..range.end
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn a_single_case_told_in_full() {
        for (text, expected) in [
            (
                "患者，女，46岁，青禾县柳林镇中心小学教师，2024年3月5日因乳腺癌入院",
                "青禾县柳林镇中心小学",
            ),
            (
                "一名17岁男生，系青禾县第一中学高二学生，3月5日因急性胰腺炎收入我科",
                "青禾县第一中学",
            ),
            ("女患者，51岁，家住柳林镇石桥村，3月12日确诊肺癌", "柳林镇石桥村"),
            ("患者，男，38岁，在云栖纺织公司上班，2月3日因烧伤送医", "云栖纺织公司"),
        ] {
            assert_eq!(found(&Indirect, text), [expected], "{text}");
        }
    }

    #[test]
    fn every_place_of_a_case_is_told() {
        let text = "患者，女，46岁，青禾县柳林镇中心小学教师，家住柳林镇石桥村，2024年3月5日因乳腺癌入院";
        assert_eq!(found(&Indirect, text), ["青禾县柳林镇中心小学", "柳林镇石桥村"]);
    }

    #[test]
    fn a_part_of_it_leads_to_nobody() {
        for text in [
            "患者，女，46岁，某小学教师，2024年3月5日因乳腺癌入院",
            "患者，女，46岁，教师，2024年3月5日因乳腺癌入院",
            "患者，女，青禾县柳林镇中心小学教师，2024年3月5日因乳腺癌入院",
            "患者，女，46岁，青禾县柳林镇中心小学教师，因乳腺癌入院",
            "患者，女，46岁，青禾县柳林镇中心小学教师，2024年3月5日来院体检",
            "3月5日，我院为青禾县柳林镇中心小学教师体检，平均46岁，女性，查出结节炎症",
            "3月5日，30名职工来院体检，男，46岁以上，肺炎",
        ] {
            assert!(found(&Indirect, text).is_empty(), "{text}");
        }
    }
}
