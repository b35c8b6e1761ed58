//! Names of patients: a full name beside what makes it a patient's.
//!
//! 民法典 (2020) 1226 and 个人信息保护法 (2021) 28 protect a patient's name together with the fact of treatment. Names of staff, masked names
//! (张某, 王女士, 老陈（化名）) and words that begin with a surname (高度, 马上) pass. Where the disease is one with which even news may not name
//! anybody (新华社《新闻信息报道中的禁用词和慎用词》, 2016), the finding is always one that blocks.

use super::{
    Anchors, Detector, Hits, Passage, cue, masked_name,
    name_context::{self as context, Left, Right},
    name_words::UNNAMEABLE,
    surname::{self, Given, Weight},
};
use crate::{
    finding::Evidence,
    severity::Severity,
    text::{is_han, knows},
};

pub(super) struct PatientName;

impl Detector for PatientName {
    fn name(&self) -> &str {
        "patient-name"
    }

    fn anchors(&self) -> Anchors {
        Anchors::literals(context::anchors())
    }

    fn detect(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.folded();
        let sentence = Sentence {
            passage,
            medical: context::is_medical(text),
            career: context::is_career(text),
            dots: text.contains('·'),
        };
        let mut last: Option<Name> = None;
        for (at, _) in text.char_indices() {
            if last.as_ref().is_some_and(|last| at < last.end) {
                continue;
            }
            if let Some(name) = sentence.name_at(at, last.as_ref()) {
                sentence.report(at, &name, hits);
                last = Some(name);
            }
        }
        masked_name::detect(passage, hits);
    }
}

/// What is known of the sentence as a whole.
struct Sentence<'p> {
    passage: &'p Passage<'p>,
    medical: bool,
    career: bool,
    dots: bool,
}

/// A name and why it is one.
struct Name {
    end: usize,
    cue: String,
    /// Whether a word for a patient, a label or a bed leads to it; otherwise only the sentence makes it a patient's.
    direct: bool,
}

impl Sentence<'_> {
    /// The name that starts at this byte. `last` is the name before it.
    fn name_at(&self, at: usize, last: Option<&Name>) -> Option<Name> {
        let text = self.passage.folded();
        let surname = surname::surname(&text[at..]);
        let dotted = self.dots.then(|| dotted(self.passage, at)).flatten();
        if surname.is_none() && dotted.is_none() {
            return None;
        }
        let ends: Vec<usize> = surname.map_or(Vec::new(), |(len, _)| given_ends(text, at + len));
        if ends.is_empty() && dotted.is_none() {
            return None;
        }
        let left = match last {
            // 患者王小禾、李小麦和赵晚晴: what led to the first one leads to all.
            Some(last) if last.direct && matches!(&text[last.end..at], "、" | "和" | "与" | "及") => {
                Left::Patient(last.cue.clone())
            }
            _ => context::left(self.passage, at)?,
        };
        if let (Some(end), Left::Patient(cue) | Left::Label(cue) | Left::Bed(cue)) = (dotted, &left) {
            let staff = matches!(context::right(self.passage, end), Right::Other);
            return (!staff).then(|| Name {
                end,
                cue: cue.clone(),
                direct: true,
            });
        }
        let (len, weight) = surname?;
        let read = |end: Option<&usize>| end.and_then(|&end| self.judge(at, len, end, weight, &left));
        let (short, long) = (read(ends.first()), read(ends.get(1)));
        match (long, short) {
            // The shorter reading wins if a word begins with the third character: 王丽和家属, 王丽病情好转.
            (Some((_, Right::Word(_) | Right::Known)), Some((short, Right::Word(word)))) if is_going_on(word) => Some(short),
            (Some((long, _)), _) => Some(long),
            (None, short) => short.map(|(short, _)| short),
        }
    }

    /// Whether `at..end` is a patient's name, and what follows it.
    fn judge(&self, at: usize, surname: usize, end: usize, weight: Weight, left: &Left) -> Option<(Name, Right)> {
        let text = self.passage.folded();
        let given = surname::given(&text[at + surname..end]);
        if given == Given::Never {
            return None;
        }
        let right = context::right(self.passage, end);
        // 洪晃和家属: the last character joins two persons.
        if matches!(right, Right::Word(_) | Right::Known) && text[..end].ends_with(['和', '与', '及', '同']) {
            return None;
        }
        let predicate = match left {
            Left::Edge => context::predicate(text, end).or_else(|| context::address(text, end)),
            _ => None,
        };
        let told = matches!(right, Right::Person(..));
        let plain = weight == Weight::Plain;
        let full = end - at > surname + 3;
        // Three characters of which two are common in given names are a name though the surname begins words.
        let sound = plain && given >= Given::Likely || full && given == Given::Sure;
        // A word of the dictionary is no name, unless parents choose its characters: 王建国, but not 容易.
        let name_like = (plain || full) && given == Given::Sure || self.is_well_known(at, surname, end, weight);
        let word = begins_word(text, at, end) || !name_like && knows(&text[at..end]);
        let pair = || knows(&text[at + surname..end]);
        let fits = match (left, &right) {
            (_, Right::Other | Right::Open) => false,
            (Left::Weak(_) | Left::Edge, Right::Person(_, both)) => {
                (self.medical || *both) && !self.career && !word && given >= Given::Likely
            }
            (_, Right::Person(..)) => plain || !word,
            _ if word => false,
            (Left::Label(_), Right::End) => weight > Weight::Doubtful,
            (Left::Label(_), _) => false,
            (Left::Patient(_) | Left::Bed(_), Right::End | Right::Word(_)) => match weight {
                Weight::Plain => true,
                // 患者高卢麟, is a name, 患者高 with anything else behind is not.
                Weight::Wordlike => given >= Given::Likely || full && right == Right::End && !pair(),
                // 患者于海涛 is a name, 患者于海南 is not.
                Weight::Doubtful => full && given == Given::Sure && !pair(),
            },
            (Left::Patient(_) | Left::Bed(_), Right::Known) => plain && given >= Given::Likely,
            _ if weight == Weight::Doubtful || !self.medical => false,
            (Left::Weak(_), Right::Word(_)) => sound,
            (Left::Weak(_), _) => !self.career && plain && given == Given::Sure && full,
            (Left::Edge, _) => predicate.is_some() && sound && !self.career,
        };
        if !fits {
            return None;
        }
        let cue = match (left, &right) {
            (Left::Patient(cue) | Left::Bed(cue) | Left::Label(cue) | Left::Weak(cue), _) => cue.clone(),
            (Left::Edge, Right::Person(said, _)) => said.clone(),
            (Left::Edge, _) => predicate.unwrap_or_default().to_owned(),
        };
        let direct = match left {
            Left::Patient(_) | Left::Bed(_) => true,
            Left::Label(_) => self.medical || told,
            Left::Weak(_) | Left::Edge => false,
        };
        Some((Name { end, cue, direct }, right))
    }

    /// Whether the dictionary has the word because a person of this name is known: none of its parts is a word.
    fn is_well_known(&self, at: usize, surname: usize, end: usize, weight: Weight) -> bool {
        let text = self.passage.folded();
        let given = &text[at + surname..end];
        let Some(first) = given.chars().next() else { return false };
        let full = given.len() > first.len_utf8();
        weight == Weight::Plain && full && !knows(given) && !knows(&text[at..at + surname + first.len_utf8()])
    }

    fn report(&self, at: usize, name: &Name, hits: &mut Hits) {
        let text = self.passage.folded();
        let range = at..name.end;
        if context::is_alias(text, &range) {
            hits.rejected(range, "real name: 化名");
            return;
        }
        let mut evidence = vec![Evidence::Cue(name.cue.clone())];
        if let Some(disease) = cue::any(text, &UNNAMEABLE) {
            evidence.push(Evidence::Cue(disease.to_owned()));
            hits.found_as(range, Severity::Block, evidence);
        } else if name.direct {
            hits.found(range, evidence);
        } else {
            hits.found_as(range, Severity::Review, evidence);
        }
    }
}

/// Where a given name that starts here may end: behind one character, behind two. Nowhere if no one is called by the first.
fn given_ends(text: &str, start: usize) -> Vec<usize> {
    text[start..]
        .char_indices()
        .map(|(i, c)| start + i + c.len_utf8())
        .take(2)
        .take_while(|&end| surname::given(&text[start..end]) > Given::Never || surname::is_whole(&text[start..]))
        .collect()
}

/// Whether what follows the shorter reading of a name is likelier a word than the last character of the name.
fn is_going_on(word: &str) -> bool {
    matches!(word, "和" | "与" | "及" | "同" | "经" | "可" | "能") || word.chars().count() > 1
}

/// The end of a name of parts with middle dots, as many minorities bear: 阿依古丽·买买提.
fn dotted(passage: &Passage<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let text = passage.folded();
    let mut start = at;
    loop {
        let part = cue::head(text, start, LONGEST);
        let stops = |&(i, c): &(usize, char)| !is_han(c) || i > 0 && passage.parted(start + i);
        let len = part.char_indices().find(stops).map_or(part.len(), |(i, _)| i);
        let end = start + len;
        if part[..len].chars().count() < 2 {
            return None;
        }
        if text[end..].starts_with('·') {
            start = end + '·'.len_utf8();
        } else {
            // The last part ends where a word goes on.
            let cut = part[..len]
                .char_indices()
                .skip(2)
                .map(|(i, _)| start + i)
                .find(|&i| context::goes_on(&text[i..]));
            return (start > at).then(|| cut.unwrap_or(end));
        }
    }
}

/// Whether a word of the dictionary begins here that is not the name: it runs on behind the name, or nobody bears its characters.
fn begins_word(text: &str, at: usize, end: usize) -> bool {
    let ends = text[at..].char_indices().map(|(i, c)| at + i + c.len_utf8());
    ends.skip(1).take(3).any(|to| {
        let word = &text[at..to];
        to != end
            && knows(word)
            && (to > end || surname::surname(word).is_none_or(|(len, _)| surname::given(&word[len..]) < Given::Sure))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{evidence, found, severities};
    use super::*;

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
            ("新生儿韩豆豆，母亲：韩某", vec!["韩豆豆"]),
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
