//! Whether a name in a sentence is a patient's.

use std::cell::OnceCell;

use super::{
    Hits, Passage,
    name_before::{self as before, Left},
    name_behind::{self as behind, Right},
    name_words::{IS_CARE, IS_CAREER, IS_ILLNESS, IS_MEDICAL, IS_UNNAMEABLE},
    reading::{self, Reading},
    surname::{self, Given, Weight},
};
use crate::{finding::Evidence, severity::Severity};

/// What is known of the sentence as a whole, when it is asked for.
pub(super) struct Sentence<'p> {
    passage: &'p Passage<'p>,
    medical: OnceCell<bool>,
    ill: OnceCell<bool>,
    career: OnceCell<bool>,
    care: OnceCell<bool>,
    unnameable: OnceCell<Option<&'static str>>,
}

/// Whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A word for a patient, a label or a bed leads to it.
    Patient,
    /// Only the sentence makes it a patient's.
    Likely,
    /// A member of staff.
    Staff,
}

/// A name and why it is one.
pub(super) struct Name {
    pub(super) end: usize,
    pub(super) cue: String,
    pub(super) role: Role,
}

impl<'p> Sentence<'p> {
    pub(super) fn new(passage: &'p Passage<'p>) -> Sentence<'p> {
        Sentence {
            passage,
            medical: OnceCell::new(),
            ill: OnceCell::new(),
            career: OnceCell::new(),
            care: OnceCell::new(),
            unnameable: OnceCell::new(),
        }
    }

    fn is_medical(&self) -> bool {
        *self.medical.get_or_init(|| IS_MEDICAL.is_in(self.passage.folded()))
    }

    fn is_ill(&self) -> bool {
        *self.ill.get_or_init(|| IS_ILLNESS.is_in(self.passage.folded()))
    }

    fn is_career(&self) -> bool {
        *self.career.get_or_init(|| IS_CAREER.is_in(self.passage.folded()))
    }

    /// The name that starts at this byte. `last` is the name before it.
    pub(super) fn name_at(&self, at: usize, last: Option<&Name>) -> Option<Name> {
        let text = self.passage.folded();
        let (len, weight) = surname::surname(&text[at..])?;
        let mut chars = text[at..].chars();
        let promises = |cue| chars.next().is_some_and(|c| surname::is_promising(c, chars, cue));
        if !reading::is_possible(text, at + len) {
            return None;
        }
        // 患者王小禾、李小麦和赵晚晴: what led to the first one leads to all.
        let heir = last.filter(|last| {
            last.role != Role::Likely
                && matches!(
                    &text[last.end..at],
                    "、" | "和" | "与" | "及" | "," | "、患者" | "以及" | "、家属" | "和家属"
                )
        });
        let left = match heir {
            Some(last) if last.role == Role::Staff => Left::Staff,
            Some(last) => Left::Patient(&last.cue),
            None => before::left(self.passage, at)?,
        };
        let direct = !matches!(left, Left::Weak(_) | Left::Treated(_) | Left::Edge);
        if !promises(direct) {
            return None;
        }
        let reading = reading::best(self.passage, at, len, weight)?;
        if left == Left::Staff || reading.right == Right::Staff {
            return (reading.given >= Given::Likely).then(|| Name {
                end: reading.end,
                cue: String::new(),
                role: Role::Staff,
            });
        }
        self.judge(at, &reading, left)
    }

    /// Whether the reading is a patient's name.
    fn judge(&self, at: usize, reading: &Reading<'_>, left: Left<'_>) -> Option<Name> {
        let text = self.passage.folded();
        let Reading {
            end, given, right, full, ..
        } = *reading;
        if matches!(right, Right::Masked) || reading.is_placeholder(text, at) {
            return None;
        }
        let plain = reading.weight() == Weight::Plain;
        let word = reading.is_word();
        let name = |cue: &str, role| {
            Some(Name {
                end,
                cue: cue.to_owned(),
                role,
            })
        };
        match (left, right) {
            (Left::Patient(cue) | Left::Bed(cue), _) => reading.fits_behind_cue().then(|| name(cue, Role::Patient))?,
            (Left::Label, Right::Person(..) | Right::Record(_)) => (plain || !word).then(|| name("姓名", Role::Patient))?,
            (Left::Label, Right::End | Right::Word(_)) if reading.fits_behind_cue() => {
                name("姓名", if self.is_medical() { Role::Patient } else { Role::Likely })
            }
            (Left::Label, _) | (Left::Staff, _) => None,
            (_, Right::Person(said, both)) => {
                let told = both && given >= Given::Likely || self.is_ill() && (reading.is_clear(true) || reading.is_short_name());
                (told && !word && !self.is_career()).then(|| name(said, Role::Likely))?
            }
            (_, Right::Record(said)) => {
                let clear = reading.is_clear(false) || reading.is_short_name();
                (!word && clear && !self.is_career()).then(|| name(said, Role::Likely))?
            }
            _ if word || self.is_career() => None,
            _ if behind::signature(text, end) => (given == Given::Sure).then(|| name("敬上", Role::Likely))?,
            _ if !self.is_ill() => None,
            (Left::Weak(cue) | Left::Treated(cue), Right::End) if self.is_medical() && given == Given::Sure => {
                let long = full || cue.chars().nth(1).is_some();
                (long && reading.is_clear(false)).then(|| name(cue, Role::Likely))?
            }
            (Left::Treated(cue), Right::Word(_) | Right::Joint | Right::Known)
                if self.is_medical() && given == Given::Sure && reading.is_clear(false) && !behind::staff_act(text, end) =>
            {
                name(cue, Role::Likely)
            }
            _ => {
                let address = behind::address(text, end);
                let act = behind::act(text, end).or_else(|| Some((address?, true)));
                let beside = address.is_some() || act.is_some_and(|(_, beside)| beside);
                // A doing some words further on needs a name beyond doubt.
                let clear = reading.is_clear(beside) && (beside || given == Given::Sure) || beside && reading.is_short_name();
                match act {
                    Some((act, _)) => (clear && right != Right::Open).then(|| name(act, Role::Likely))?,
                    None => self.in_care(reading).then(|| name("住院", Role::Likely))?,
                }
            }
        }
    }

    /// Whether the sentence tells of a stay in hospital, and nothing makes the name a member of staff's.
    fn in_care(&self, reading: &Reading<'_>) -> bool {
        let text = self.passage.folded();
        reading.is_bare_name()
            && *self.care.get_or_init(|| IS_CARE.is_in(text))
            && !behind::speaks(text, reading.end)
            && !behind::staff_act(text, reading.end)
    }

    pub(super) fn report(&self, at: usize, name: &Name, hits: &mut Hits) {
        let text = self.passage.folded();
        let range = at..name.end;
        if name.role == Role::Staff {
            return;
        }
        if name.role == Role::Likely && behind::is_titled(self.passage, self.passage.original(range.clone())) {
            hits.rejected(range, "patient: a title");
            return;
        }
        if before::is_alias(text, &range) {
            hits.rejected(range, "real name: 化名");
            return;
        }
        let mut evidence = vec![Evidence::Cue(name.cue.clone())];
        let unnameable = self
            .unnameable
            .get_or_init(|| IS_UNNAMEABLE.first(text).map(|(disease, _)| disease));
        if let Some(disease) = *unnameable {
            evidence.push(Evidence::Cue(disease.to_owned()));
            hits.found_as(range, Severity::Block, evidence);
        } else if name.role == Role::Patient {
            hits.found(range, evidence);
        } else {
            hits.found_as(range, Severity::Review, evidence);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::testing, *};

    /// The name that starts like this: whole, what says that it is one, and whose it is.
    fn told(text: &str, name: &str) -> Option<(String, String, Role)> {
        testing::at(text, name, |passage, range| {
            let found = Sentence::new(passage).name_at(range.start, None)?;
            Some((passage.folded()[range.start..found.end].to_owned(), found.cue, found.role))
        })
    }

    #[test]
    fn what_stands_beside_a_name_says_whose_it_is() {
        for (text, cue, role) in [
            ("患者王建国出院", "患者", Role::Patient),
            ("3床王建国", "3床", Role::Patient),
            ("姓名：王建国，男", "姓名", Role::Patient),
            ("姓名：王建国，诊断：肺炎", "姓名", Role::Patient),
            // Forms have names of all sorts.
            ("姓名：王建国，请妥善保管", "姓名", Role::Likely),
            ("主任王建国", "", Role::Staff),
            ("王建国医生", "", Role::Staff),
            ("王建国，男，67岁", "男,67岁", Role::Likely),
            ("王建国，67岁，肺炎", "67岁", Role::Likely),
            ("王建国（住院号2026001234）", "住院号", Role::Likely),
            ("王建国及全家敬上", "敬上", Role::Likely),
            ("我院救治王建国，手术顺利", "救治", Role::Likely),
            ("我院为王建国实施手术", "为", Role::Likely),
            ("王建国因胸痛被送到我院急诊", "胸痛", Role::Likely),
            ("王建国一直住院", "住院", Role::Likely),
        ] {
            assert_eq!(told(text, "王"), Some(("王建国".to_owned(), cue.to_owned(), role)), "{text}");
        }
    }

    #[test]
    fn names_of_others() {
        for text in [
            // Nothing tells of an illness, or the person of a career.
            "王建国，67岁",
            "学校为王建国颁奖",
            "王建国，男，67岁，拟聘岗位：护理",
            "王建国，住院医师规范化培训，就职考核",
            // No name anybody can be told by.
            "患者王某",
            "患者王五",
            "患者王建国*",
            "姓名：王囫囵吞枣",
            "王医生",
            // Staff do what is said.
            "我院王建国带领团队为患者手术",
            "手术由王建国主刀，患者康复",
            "我院为王囫建实施手术",
        ] {
            let told = told(text, "王").filter(|(.., role)| *role != Role::Staff);
            assert_eq!(told, None, "{text}");
        }
    }

    #[test]
    fn what_led_to_the_first_name_leads_to_all() {
        for (text, found) in [
            ("患者王建国、李秀英和张伟", vec!["王建国", "李秀英", "张伟"]),
            ("患者王建国，李秀英及张伟", vec!["王建国", "李秀英", "张伟"]),
            ("患者王建国以及李秀英", vec!["王建国", "李秀英"]),
            ("患者王建国的李秀英", vec!["王建国"]),
            ("主任王建国、李秀英", vec![]),
        ] {
            assert_eq!(
                testing::found(&super::super::patient_name::PatientName, text),
                found,
                "{text}"
            );
        }
    }

    #[test]
    fn some_names_may_stand_there_after_all() {
        let rejected = |text| testing::rejected(&super::super::patient_name::PatientName, text);
        for (text, why) in [
            ("王建国主任查房后，王建国因胸痛被送到急诊", "patient: a title"),
            ("患者王建国（化名）出院", "real name: 化名"),
        ] {
            assert_eq!(rejected(text), [("王建国".to_owned(), why.to_owned())], "{text}");
        }
        // A word for a patient outweighs a title elsewhere.
        assert!(rejected("王建国主任查房，患者王建国出院").is_empty());
    }
}
