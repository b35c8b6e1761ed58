//! Marks of medical records: a label and a value.
//!
//! The front page of an inpatient record (住院病案首页, 卫医政发〔2011〕84号) names the record number, the health card number and the bed; no
//! standard gives their form, so only the label tells. A bed number alone leads to a patient only for those who know the ward: it is for
//! a person to decide.

use std::sync::LazyLock;

use regex::Regex;

use super::{Anchors, Detector, Hits, Passage, cue};
use crate::{finding::Evidence, severity::Severity};

/// Labels whose value identifies a patient within the hospital, longest first where one begins another.
static LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     住院号 住院编号 住院病历号 住院流水号 门诊号 门急诊号 急诊号 门诊病历号 病案号 病案编号 病历号 病历编号 病例号 病人号 \
     病人编号 患者编号 患者号 患者id号 病人id号 id号 患者id 病人id 登记号 就诊卡号 就诊号 诊疗卡号 诊疗号 影像号 放射号 放射编号 x线号 x光号 ct号 \
     ct编号 mri号 mr号 dr号 片号 检查号 检查编号 检验号 检验编号 标本号 标本编号 样本号 条码号 条形码号 化验单号 病理号 \
     病理编号 超声号 b超号 心电图号 心电号 内镜号 胃镜号 肠镜号 医保卡号 医保号 医保编号 医疗保险号 医疗卡号 社保卡号 \
     社保号 社会保障号 社会保障卡号 健康卡号 居民健康卡号 电子健康卡号 处方号 处方编号 手术号 手术编号 腕带号 出生证编号 \
     出生证号 出生医学证明编号 出生医学证明号 死亡证明编号 死亡医学证明编号 医保个人编号 医保编码 医保电脑号 参保编号 参保号 医保卡编号 就诊卡编号 就诊号码 胶片号 胶片编号 影像编号 ct片号 x光片号 \
     x线片号 磁共振号 核磁号 超声编号 内镜编号 检验条码 标本条码 条形码编号 腕带条码 病历本号 健康档案号 健康档案编号 档案号 预约号 申请单号 报告单号 报告编号 床号 床位号",
    )
});

/// Labels that other things than a patient's have too: they need a patient in the sentence.
static SHARED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     档案号 登记号 id号 样本号 条码号 条形码号 条码 条形码 片号 预约号 申请单号 报告单号 报告编号 检验编号 检查编号 手术编号",
    )
});

/// Cards and marks whose name is no 号: only a colon makes them a label.
static CARDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     医保卡 社保卡 社会保障卡 就诊卡 诊疗卡 健康卡 出生医学证明 出生证 条形码 条码 腕带 住院id 门诊id 病案首页编号",
    )
});

static PATIENT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    cue::words(
        "\
     患者 病人 家属 患儿 产妇 姓名 住院 床 入院 出院 ct mri 核磁 彩超 超声 b超 心电 胃镜 肠镜 标本 化验 病理 取报告",
    )
});

/// What a count is followed by.
const UNITS: &[char] = &['个', '人', '例', '张', '份', '名', '元', '年', '月'];

static FORM: LazyLock<Regex> = LazyLock::new(|| {
    let mut labels: Vec<&str> = LABELS.to_vec();
    labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
    Regex::new(&format!(
        r#"(?:(?P<label>{})码?(?:\([a-z]{{1,4}}\))?(?:是|为)?[ :=#(\[“"'【-]{{0,4}}|(?P<card>{}):)(?:no[.:]{{0,2}})?(?P<value>[a-z0-9][a-z0-9*/-]{{0,29}})"#,
        labels.join("|"),
        CARDS.join("|")
    ))
    .expect("a constant")
});

pub(super) struct MedicalRecord;

impl Detector for MedicalRecord {
    fn name(&self) -> &str {
        "medical-record"
    }

    fn anchors(&self) -> Anchors {
        Anchors::literals(LABELS.iter().chain(CARDS.iter()).copied())
    }

    fn rank(&self) -> u8 {
        10
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        for found in FORM.captures_iter(text) {
            let (Some(label), Some(value)) = (found.name("label").or_else(|| found.name("card")), found.name("value")) else {
                continue;
            };
            let written = value.as_str().trim_end_matches(['-', '/']);
            let range = value.start()..value.start() + written.len();
            let bed = label.as_str().starts_with('床');
            let digits = written.bytes().filter(u8::is_ascii_digit).count();
            if digits < if bed { 1 } else { 4 } || bed && written.len() > 6 {
                continue;
            }
            if is_masked(written, &text[range.end..]) {
                hits.rejected(range, "unmasked value");
                continue;
            }
            if text[range.end..].starts_with(UNITS) {
                continue;
            }
            if SHARED.contains(&label.as_str()) && !PATIENT.iter().any(|word| text.contains(word)) {
                hits.rejected(range, "patient in the sentence");
                continue;
            }
            let evidence = vec![Evidence::Cue(label.as_str().to_owned())];
            match bed {
                true => hits.found_as(range, Severity::Review, evidence),
                false => hits.found(range, evidence),
            }
        }
    }
}

/// Whether part of the value is hidden: 2026****, 2026xxxx, 2026××××.
fn is_masked(value: &str, rest: &str) -> bool {
    value.contains('*') || value.contains("xx") || rest.starts_with(['*', '×', '＊', '█', '■', '●', '某', '_'])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, severities};
    use super::*;

    #[test]
    fn values_are_found_whole() {
        for (text, expected) in [
            ("患者住院号2026001234，今日出院", "2026001234"),
            ("病案号：00123456，诊断为肺炎", "00123456"),
            ("CT检查号CT20260011，请家属领取", "CT20260011"),
            ("住院号码为：ZY-2026/0012", "ZY-2026/0012"),
            ("门诊号（No.20260012）", "20260012"),
            ("出生医学证明编号：R330000017", "R330000017"),
            ("住院号（ID）：2026001234", "2026001234"),
            ("患者ID号：P0012345", "P0012345"),
            ("医保卡号 A12345678", "A12345678"),
            ("医保卡：A12345678", "A12345678"),
            ("医保个人编号3301234567", "3301234567"),
            ("胶片号：DR20260017", "DR20260017"),
            ("标本条码：202600123456", "202600123456"),
            ("患者条码：202600123456", "202600123456"),
            ("出生医学证明：T330012345", "T330012345"),
        ] {
            assert_eq!(found(&MedicalRecord, text), [expected], "{text}");
        }
        assert_eq!(severities(&MedicalRecord, "床号：12"), [Some(Severity::Review)]);
    }

    #[test]
    fn near_misses() {
        for text in [
            "请凭住院号到自助机打印清单",
            "病案号是病案首页的项目之一",
            "住院号：2026****34",
            "住院号：2026XXXX",
            "门诊号3000个",
            "登记号20260012345",
            "国药准字H19990001，生产批号20250307",
            "住院号\t2026001234",
            "床号见腕带",
            "医保卡2026年起全省通用",
            "条码：6901234567892",
            "凭医保卡、社保卡就诊",
        ] {
            assert!(found(&MedicalRecord, text).is_empty(), "{text}");
        }
    }
}
