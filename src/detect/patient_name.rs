//! Names of patients: a full name beside what makes it a patient's.
//!
//! 民法典 (2020) 1226 and 个人信息保护法 (2021) 28 protect a patient's name together with the fact of treatment. Names of staff, masked names
//! (张某, 王女士, 老陈（化名）) and words that begin with a surname (高度, 马上) pass. Where the disease is one with which even news may not name
//! anybody (新华社《新闻信息报道中的禁用词和慎用词》, 2016), the finding is always one that blocks.

use super::{
    Anchors, Detector, Hits, Passage, cue,
    name_context::{self as context, Left, Right},
    surname::{self, Given, Weight},
};
use crate::{finding::Evidence, severity::Severity, text::knows};

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
            alias: text.contains("化名"),
        };
        let mut end = 0;
        for (at, _) in text.char_indices() {
            if at < end {
                continue;
            }
            if let Some(found) = sentence.name_at(at) {
                end = found.end;
                sentence.report(at, found, hits);
            }
        }
    }
}

/// What is known of the sentence as a whole.
struct Sentence<'p> {
    passage: &'p Passage<'p>,
    medical: bool,
    alias: bool,
}

/// A name and why it is one.
struct Name {
    end: usize,
    cue: String,
    /// Whether a word for a patient, a label or a bed leads to it; otherwise only the sentence makes it a patient's.
    direct: bool,
}

impl Sentence<'_> {
    fn name_at(&self, at: usize) -> Option<Name> {
        let text = self.passage.folded();
        let (len, weight) = surname::surname(&text[at..])?;
        let left = context::left(self.passage, at)?;
        if matches!(left, Left::Weak(_) | Left::Edge) && !self.medical {
            return None;
        }
        if let Some(name) = foreign(self.passage, at, &left) {
            return Some(name);
        }
        let given: Vec<usize> = text[at + len..]
            .char_indices()
            .map(|(i, c)| at + len + i + c.len_utf8())
            .take(2)
            .collect();
        let long = given.get(1).and_then(|&end| self.judge(at, len, end, weight, &left));
        let short = given.first().and_then(|&end| self.judge(at, len, end, weight, &left));
        // Of two readings the shorter one wins if the third character begins the word that goes on: 王丽和家属.
        match (long, short) {
            (Some((_, Right::Word(_) | Right::Known)), Some((short, Right::Word(word)))) if word.chars().count() > 1 => {
                Some(short)
            }
            (Some((long, _)), _) => Some(long),
            (None, short) => short.map(|(short, _)| short),
        }
    }

    /// Whether `at..end` is a patient's name.
    fn judge(&self, at: usize, surname: usize, end: usize, weight: Weight, left: &Left) -> Option<(Name, Right)> {
        let text = self.passage.folded();
        let given = surname::given(&text[at + surname..end]);
        if given == Given::Never {
            return None;
        }
        let right = context::right(self.passage, end);
        let strong = matches!(right, Right::Person(_));
        let ends = matches!(right, Right::Person(_) | Right::End);
        let is_word = is_word(text, at, end) && given < Given::Sure;
        let begins_word = begins_word(text, at, end);
        let fits = match (left, weight) {
            (_, Weight::Doubtful) => strong && !begins_word,
            (Left::Label(_), _) => ends && !is_word || strong,
            (Left::Patient(_) | Left::Bed(_), Weight::Plain) => match right {
                Right::Person(_) => true,
                Right::End => !is_word && !begins_word,
                Right::Word(_) => !is_word && !begins_word && given >= Given::Maybe,
                Right::Known => !is_word && !begins_word && given >= Given::Likely,
                Right::Staff | Right::Open => false,
            },
            (Left::Patient(_) | Left::Bed(_), _) => match right {
                Right::Person(_) => !begins_word,
                Right::End | Right::Word(_) => !is_word && !begins_word && given >= Given::Likely,
                Right::Known | Right::Staff | Right::Open => false,
            },
            (Left::Weak(_), _) => {
                let goes_on = matches!(right, Right::Person(_) | Right::End | Right::Word(_));
                goes_on && !is_word && !begins_word && given >= Given::Likely && (strong || weight == Weight::Plain)
            }
            (Left::Edge, _) => {
                let told = strong || weight == Weight::Plain && given >= Given::Likely && context::predicate(text, end).is_some();
                told && !is_word && !begins_word && !context::has_staff(text)
            }
        };
        if !fits || matches!(right, Right::Staff) {
            return None;
        }
        let cue = match (left, &right) {
            (Left::Patient(cue) | Left::Bed(cue) | Left::Label(cue) | Left::Weak(cue), _) => cue.clone(),
            (Left::Edge, Right::Person(cue)) => cue.clone(),
            (Left::Edge, _) => context::predicate(text, end).unwrap_or_default().to_owned(),
        };
        let direct = !matches!(left, Left::Weak(_) | Left::Edge);
        Some((Name { end, cue, direct }, right))
    }

    fn report(&self, at: usize, name: Name, hits: &mut Hits) {
        let text = self.passage.folded();
        let range = at..name.end;
        if self.alias && context::is_alias(text, &range) {
            hits.rejected(range, "real name: 化名");
            return;
        }
        let mut evidence = vec![Evidence::Cue(name.cue)];
        if let Some(disease) = cue::any(text, context::UNNAMEABLE) {
            evidence.push(Evidence::Cue(disease.to_owned()));
            hits.found_as(range, Severity::Block, evidence);
        } else if name.direct {
            hits.found(range, evidence);
        } else {
            hits.found_as(range, Severity::Review, evidence);
        }
    }
}

/// A name with a middle dot, such as those of many minorities: 阿依古丽·买买提.
fn foreign(_passage: &Passage<'_>, _at: usize, _left: &Left) -> Option<Name> {
    None
}

/// Whether the dictionary has the whole.
fn is_word(text: &str, at: usize, end: usize) -> bool {
    knows(&text[at..end])
}

/// Whether a word of the dictionary begins here that is no name: it runs on behind the end, or its characters are nobody's.
fn begins_word(text: &str, at: usize, end: usize) -> bool {
    text[at..]
        .char_indices()
        .skip(1)
        .take(4)
        .map(|(i, _)| at + i)
        .any(|to| to != end && is_other_word(&text[at..to], to > end))
}

fn is_other_word(word: &str, longer: bool) -> bool {
    if word.chars().count() < 2 || !knows(word) {
        return false;
    }
    let Some((len, _)) = surname::surname(word) else { return true };
    longer || len < word.len() && surname::given(&word[len..]) < Given::Sure
}
