//! Names of patients: a full name beside what makes it a patient's.
//!
//! 民法典 (2020) 1226 and 个人信息保护法 (2021) 28 protect a patient's name together with the fact of treatment. Names of staff, masked names
//! (张某, 王女士, 老陈（化名）) and words that begin with a surname (高度, 马上) pass. Where the disease is one with which even news may not name
//! anybody (新华社《新闻信息报道中的禁用词和慎用词》, 2016), the finding is always one that blocks.

use super::{
    Anchors, Detector, Hits, Passage, foreign_name, masked_name, name_before as before,
    name_sentence::{Name, Role, Sentence},
    name_table, surname,
};

/// What calls the detector: words of patients, of sex and age, of treatment.
const ANCHORS: &str = "\
患者 病人 病患 病友 病员 产妇 孕妇 孕产妇 伤者 伤员 患儿 死者 逝者 供者 受者 供体 捐献 感染者 新生儿 早产儿 病例 家属 \
就诊 求助 体检 受检者 被救 获救 监护人 姓名 感谢人 写信人 致谢 赠送 敬上 泣谢 床 岁 旬的 男 女 手术 救治 抢救 治疗 入院 \
出院 住院 来院 送医 医院 我院 贵院 确诊 诊断 患有 身患 罹患 患上 查出 突发 术后 病情 病房 重症 昏迷 晕倒 摔倒 康复 痊愈 \
转危为安 脱离危险 苏醒 下床 去世 逝世 离世 医护 医生 护士 锦旗 感谢信 化疗 透析 移植 随访 复查 取药 取报告 缴费 走失 分娩 \
产下 诞下 骨折 癌 受害 被害 治好 治愈 腹痛 胸痛 头痛 监护 生命危险 肝功能 血糖 血压 平车 预约 签名 处方 接种 名单 戒毒 \
误吞 误食 术前 切除 植入 置换 剖宫产 固定术 成功实施 成功施行 顺利实施 病号 阿姨 大爷 奶奶 ct b超 彩超 呼吸困难 转入 icu 妈妈 性侵 艾滋 hiv 试管 精神 危重 结核";

pub(super) struct PatientName;

impl Detector for PatientName {
    fn name(&self) -> &str {
        "patient-name"
    }

    fn anchors(&self) -> Anchors {
        Anchors::literals(ANCHORS.split_whitespace())
    }

    fn may_have(&self, sentence: &str) -> bool {
        surname::may_be_in(sentence, before::may_end_in_cue, |text| match text.as_bytes() {
            // A capital and two more letters: a name in Latin letters.
            [b'A'..=b'Z', second, third, ..] => second.is_ascii_alphabetic() && third.is_ascii_alphabetic(),
            _ => text.starts_with(['·', '•', '・', '某', '*', '×', '＊']) || text.starts_with("姓名"),
        })
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        let sentence = Sentence::new(passage);
        let mut last: Option<Name> = None;
        let mut end = 0;
        let mut signs = Signs::default();
        let mut last_character = None;
        for (at, c) in text.char_indices() {
            signs.see(c);
            let preceding = last_character.replace(c);
            // Most characters start no name: a look at a table, and one at the character before.
            if at < end || !surname::starts(c) || !before::may_lead(passage, at, preceding) {
                continue;
            }
            if let Some(name) = sentence.name_at(at, last.as_ref()) {
                sentence.report(at, &name, hits);
                end = name.end;
                last = Some(name);
            }
        }
        if signs.dot || signs.latin {
            foreign_name::detect(passage, signs.dot, |at, end, cue, direct| {
                let name = Name {
                    end,
                    cue: cue.to_owned(),
                    role: if direct { Role::Patient } else { Role::Likely },
                };
                sentence.report(at, &name, hits);
            });
        }
        if signs.mask {
            masked_name::detect(passage, hits);
        }
        name_table::detect(passage, hits);
    }
}

/// What the sentence has that other forms of names need.
#[derive(Default)]
struct Signs {
    dot: bool,
    latin: bool,
    mask: bool,
}

impl Signs {
    fn see(&mut self, c: char) {
        match c {
            '·' => self.dot = true,
            'a'..='z' => self.latin = true,
            '某' | '*' | '×' => self.mask = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{evidence, found, severities};
    use super::*;
    use crate::{finding::Evidence, severity::Severity};

    #[test]
    fn names_are_found_alone() {
        for (text, expected) in [
            ("患者林小麦，女，36岁，因腹痛入院", vec!["林小麦"]),
            ("心内科7床患者周晚晴今日行支架植入术", vec!["周晚晴"]),
            ("患者李伟因腹痛来院", vec!["李伟"]),
            ("患者王丽和家属送来锦旗", vec!["王丽"]),
            ("患者欧阳小禾术后恢复良好", vec!["欧阳小禾"]),
            ("患者 赵小禾 已出院", vec!["赵小禾"]),
            ("患者王建国、李秀英和张伟同日出院", vec!["王建国", "李秀英", "张伟"]),
            ("12床赵小禾，明日手术", vec!["赵小禾"]),
            ("姓名：王建国 性别：男 诊断：肺炎", vec!["王建国"]),
            ("钱大川，男，67岁，急性心梗", vec!["钱大川"]),
            ("王建国 男 56岁 胃癌根治术", vec!["王建国"]),
            ("王建国\t男\t56\t胃癌", vec!["王建国"]),
            ("新生儿陶小穗，妈妈：陶某", vec!["陶小穗"]),
            ("患者阿依古丽·买买提入院", vec!["阿依古丽·买买提"]),
            ("患者阿依古丽·买买提 性别：女", vec!["阿依古丽·买买提"]),
            ("65岁的王建国在我院接受手术", vec!["王建国"]),
            ("王建国因胸痛被送到我院急诊", vec!["王建国"]),
            ("患者高晓明，因发热就诊", vec!["高晓明"]),
            ("患者于海涛，男，40岁", vec!["于海涛"]),
            ("患者家属陈丽华送来锦旗", vec!["陈丽华"]),
            ("患者张偉，男", vec!["张偉"]),
            ("患者李长之已出院", vec!["李长之"]),
            ("患者张明能下床", vec!["张明"]),
            ("患者向亚楠今日出院", vec!["向亚楠"]),
            ("经过治疗，王建国终于出院了", vec!["王建国"]),
            ("我院为王建国实施手术", vec!["王建国"]),
            ("王建国女士在我院住院", vec!["王建国"]),
        ] {
            assert_eq!(found(&PatientName, text), expected, "{text}");
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "患者张某因腹痛入院",
            "患者张某某，男，45岁，因腹痛入院",
            "李某某术后恢复良好",
            "王女士给护士送来感谢信",
            "患者王女士，56岁",
            "患者老陈（化名）",
            "患者李小明（化名），男，45岁",
            "患者张*，男，45岁",
            "患者李××，男，45岁",
            "张医生为患者耐心讲解用药",
            "患者主治医师王建国查房",
            // Our own hospital is a place of treatment, and of honours.
            "医院为张海涛举行欢送会",
            "我院为王建国颁奖",
            "王建国，男，主任医师，教授，从事肿瘤治疗",
            "坐诊安排：周明远 主任医师 周四下午",
            "患者于今日出院",
            "患者于北京就诊",
            "患者高血压病史十年",
            "患者方能出院",
            "患者黄疸消退",
            "患者白细胞升高",
            "患者石膏固定后",
            "患者马上就医",
            "患者常规检查",
            "患者施行手术",
            "患者应及时就诊",
            "患者何时出院",
            "患者全麻下手术",
            "患者安静休息",
            "患者时有头晕",
            "患者和家属",
            "患者经治疗后好转",
            "患者康复出院",
            "患者张口困难",
            "患者许多人",
            "新生儿黄疸",
            "孕妇高血压需要住院",
            "患者马上实行救治",
            "3床和4床",
            "患者江苏人",
            "姓名和住院号",
            "患者姓名、年龄",
            "患者周围血管病变",
            "患者严重便秘",
            "患者任何不适",
            "患者毛发脱落",
            "护士长王建国",
            "护士长王建国、李秀英和张伟为患者手术",
            "患者于海南旅游后发热",
            "患者谷丙转氨酶升高",
            "患者胡萝卜过敏",
            "患者叶酸缺乏",
            "患者苏醒，",
            "患者牛奶过敏",
            "患者高烧不退，",
            "患者温度正常，",
            "患者容易再次出现",
            "患者李某能下床",
            "患者向家人道谢",
            "联系人：王建国",
            "王建国，男，45岁，拟聘岗位：护理",
            "主刀医生王建国介绍，患者恢复良好",
            "面对王建国体育中心",
        ] {
            assert!(
                found(&PatientName, text).is_empty(),
                "{text}: {:?}",
                found(&PatientName, text)
            );
        }
    }

    #[test]
    fn diseases_that_forbid_a_name() {
        assert_eq!(severities(&PatientName, "患者林小麦，艾滋病"), [Some(Severity::Block)]);
        assert_eq!(severities(&PatientName, "患者林小麦，肺炎"), [None]);
        assert_eq!(severities(&PatientName, "王建国因胸痛入院"), [Some(Severity::Review)]);
        assert_eq!(evidence(&PatientName, "患者林小麦，肺炎"), [Evidence::Cue("患者".to_owned())]);
    }

    #[test]
    fn masked_but_told_apart() {
        assert_eq!(
            found(&PatientName, "精神卫生中心昨日收治：沈某（男，22岁，双相情感障碍）"),
            ["沈某"]
        );
        assert_eq!(found(&PatientName, "捐献者杨某（石桥中学学生）捐出一肾"), ["杨某"]);
        assert!(found(&PatientName, "患者沈某（男，19岁，肺炎）出院").is_empty());
        assert!(found(&PatientName, "嫌疑人沈某（男，19岁）吸毒").is_empty());
    }
}
