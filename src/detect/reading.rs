//! Where a name ends: the surname and one character, or two.

use super::{
    Passage,
    name_behind::{self as behind, Right},
    surname::{self, Given, Weight},
};
use crate::text::{knows, names_person};

/// A surname and a given name, with what follows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'p> {
    start: usize,
    /// Where the given name starts.
    name: usize,
    pub(super) end: usize,
    pub(super) given: Given,
    pub(super) right: Right<'p>,
    /// Whether the given name has two characters.
    pub(super) full: bool,
    /// Whether a space parts surname and given name, as in forms.
    spaced: bool,
    weight: Weight,
    text: &'p str,
}

/// Whether a given name may start here at all.
pub(super) fn is_possible(text: &str, at: usize) -> bool {
    let len = |count: usize| text[at..].char_indices().nth(count).map_or(text.len() - at, |(i, _)| i);
    surname::characters(&text[at..at + len(1)]) > Given::Never || surname::is_whole(&text[at..at + len(2)])
}

/// The likelier of the two readings of a name.
pub(super) fn best<'p>(passage: &Passage<'p>, start: usize, surname: usize, weight: Weight) -> Option<Reading<'p>> {
    let text = passage.folded();
    let name = start + surname;
    let mut ends = text[name..].char_indices().map(|(i, c)| name + i + c.len_utf8());
    let (one, two) = (ends.next()?, ends.next());
    let read = |end: usize| {
        let given = surname::given(&text[name..end]);
        (given > Given::Never).then(|| Reading {
            start,
            name,
            end,
            given,
            right: behind::right(passage, end),
            full: end > one,
            spaced: passage.parted(name),
            weight,
            text,
        })
    };
    // 王芳 内科: a space behind the first character ends the name, unless spaces part all of them.
    let apart = passage.parted(one) && one < text.len() && !(passage.parted(name) && surname == '王'.len_utf8());
    let long = two.filter(|_| !apart).and_then(read);
    let short = read(one);
    match (short, long) {
        (Some(short), Some(long)) => Some(if short.is_likelier_than(&long) { short } else { long }),
        (one, other) => one.or(other),
    }
}

impl<'p> Reading<'p> {
    /// Whether this shorter reading is likelier than the longer one.
    fn is_likelier_than(&self, long: &Reading<'p>) -> bool {
        let (here, there) = (self.right.rank(), long.right.rank());
        let last = self.text[self.end..long.end].chars().next().unwrap_or_default();
        if surname::is_whole(&self.text[self.name..long.end]) && there > 0 {
            return false;
        }
        // 王丽和家属, 张明能下床
        if behind::is_joint(last) && here == 2 && !(there == 4 && long.given == Given::Sure) {
            return true;
        }
        // 肖丽|女,55岁
        if here == 4 {
            return true;
        }
        match long.given {
            // 林旭|家属, 史宽|全身; but 张建设|在, 王建国|家属.
            Given::Sure => here == 3 && there <= 2 || here > 0 && there == 0,
            _ => here > there || here == there && here == 3,
        }
    }

    fn whole(&self) -> &'p str {
        &self.text[self.start..self.end]
    }

    /// Whether the characters are a word of the language rather than a name.
    pub(super) fn is_word(&self) -> bool {
        if self.spaced || self.full && surname::is_whole(&self.text[self.name..self.end]) {
            return false;
        }
        let borne =
            names_person(self.whole()) && (self.given == Given::Sure || self.full && !knows(&self.text[self.name..self.end]));
        let known = knows(self.whole());
        // 杜仲 and 安静 are persons' names to the dictionary as well: two characters that are a word prove nothing.
        let doubted = known && !self.full && self.weight < Weight::Plain;
        self.begins_word() || doubted || known && !borne && !(self.full && self.given == Given::Sure && self.is_rare())
    }

    /// Whether neither the given name nor the start of the name is a word, so that the dictionary has it because somebody bears it.
    fn is_rare(&self) -> bool {
        let first = self.text[self.name..].chars().next().map_or(0, char::len_utf8);
        !knows(&self.text[self.name..self.end]) && !knows(&self.text[self.start..self.name + first])
    }

    /// Whether a word begins with the surname that runs on behind the name, or that holds characters nobody is called by.
    fn begins_word(&self) -> bool {
        let ends = self.text[self.start..]
            .char_indices()
            .map(|(i, c)| self.start + i + c.len_utf8());
        ends.skip(1).take(3).any(|to| {
            let word = &self.text[self.start..to];
            to != self.end
                && knows(word)
                && !names_person(word)
                && (to > self.end
                    || to > self.name
                        && (self.weight == Weight::Doubtful || surname::characters(&self.text[self.name..to]) < Given::Sure))
        })
    }

    /// Whether a word begins with the last character of the name and runs on behind it: 患者王胡言乱语.
    fn is_crossed(&self) -> bool {
        let last = self.text[..self.end]
            .char_indices()
            .next_back()
            .map_or(self.end, |(at, _)| at);
        let mut ends = self.text[self.end..].char_indices().map(|(i, c)| self.end + i + c.len_utf8());
        ends.next().is_some_and(|to| knows(&self.text[last..to]))
    }

    /// Whether the given name by itself is a word.
    fn is_pair(&self) -> bool {
        let given = &self.text[self.name..self.end];
        self.full && knows(given) && !surname::is_whole(given) && !names_person(given)
    }

    /// How much the surname says; one that a space parts from the given name begins no word.
    pub(super) fn weight(&self) -> Weight {
        if self.spaced { Weight::Plain } else { self.weight }
    }

    /// Whether it is a name beyond doubt, where nothing leads to it: none of its parts is a word, or the surname begins few, or what a patient
    /// does stands right beside it.
    pub(super) fn is_clear(&self, beside: bool) -> bool {
        let (sure, likely) = (self.given == Given::Sure, self.given >= Given::Likely);
        // 杜仲, 陆军: the dictionary has many such words as names, too.
        if !self.full && !self.spaced && knows(self.whole()) {
            return beside && sure && self.weight == Weight::Plain && names_person(self.whole());
        }
        match self.weight() {
            Weight::Plain => sure || self.full && likely && !self.is_pair(),
            Weight::Wordlike => self.full && likely && (beside && sure || !self.is_pair()) && (sure || !self.is_crossed()),
            Weight::Doubtful => beside && self.full && sure && !self.is_pair() && !self.is_crossed(),
        }
    }

    /// Whether it is a surname that begins words and one character that is common in names: enough where the doing stands right behind.
    pub(super) fn is_short_name(&self) -> bool {
        !self.full && self.weight() == Weight::Wordlike && self.given == Given::Sure && !self.is_crossed() && !knows(self.whole())
    }

    /// Whether it is a name though nothing beside it is a patient's, in a sentence that tells of a stay in hospital.
    pub(super) fn is_bare_name(&self) -> bool {
        let ends = match self.right {
            Right::Word(_) => true,
            Right::Joint | Right::Known => self.full,
            _ => false,
        };
        ends && self.given == Given::Sure && self.is_clear(false)
    }

    /// Whether it is a name behind a word for a patient.
    pub(super) fn fits_behind_cue(&self) -> bool {
        let (given, full, weight) = (self.given, self.full, self.weight());
        let sure = given == Given::Sure;
        match self.right {
            Right::Staff | Right::Masked => false,
            Right::Person(..) | Right::Record(_) => weight == Weight::Plain || !self.is_word(),
            _ if self.is_word() => false,
            Right::End => match weight {
                Weight::Plain => true,
                // 患者高卢麟, is a name, 患者高 with anything else behind is not.
                Weight::Wordlike => given >= Given::Likely || full && !self.is_pair(),
                // 患者于海涛 is a name, 患者于海南 is not.
                Weight::Doubtful => sure && !self.is_pair(),
            },
            Right::Word(_) | Right::Joint => match weight {
                Weight::Plain => given >= Given::Likely || !self.is_crossed(),
                Weight::Wordlike => full && given >= Given::Likely && (sure || !self.is_pair()) || sure && !self.is_crossed(),
                Weight::Doubtful => full && sure && !self.is_pair() && !self.is_crossed(),
            },
            Right::Known => match weight {
                Weight::Plain => given >= Given::Likely,
                Weight::Wordlike => sure && !self.is_crossed() && !self.is_pair(),
                Weight::Doubtful => full && sure && !self.is_crossed() && !self.is_pair(),
            },
            Right::Open => weight == Weight::Plain && full && sure && !self.is_crossed(),
        }
    }

    /// Whether it is a name that stands for anybody: 张三, 李四.
    pub(super) fn is_placeholder(&self, text: &str, at: usize) -> bool {
        matches!(&text[at..self.end], "张三" | "李四" | "王五" | "赵六" | "钱七" | "孙八")
    }
}

#[cfg(test)]
mod tests {
    use super::{super::testing, *};

    /// Looks at the likelier reading of a name that starts like this.
    fn with<T>(text: &str, name: &str, look: impl Fn(&Reading<'_>) -> T) -> T {
        testing::at(text, name, |passage, range| {
            let (len, weight) = surname::surname(&passage.folded()[range.start..]).unwrap();
            look(&best(passage, range.start, len, weight).unwrap())
        })
    }

    #[test]
    fn a_name_ends_where_something_goes_on() {
        for (text, expected) in [
            ("王建国，", "王建国"),
            ("王丽，", "王丽"),
            ("王丽女，55岁", "王丽"),
            ("王丽和家属", "王丽"),
            ("王丽和，", "王丽和"),
            ("王明能下床", "王明"),
            // What follows a short name is a word of its own, though its first character might be part of a name.
            ("王丽烫伤，", "王丽"),
            ("王丽陪护，", "王丽"),
            ("王丽贫血，", "王丽"),
            ("王建国家属", "王建国"),
            ("王芳 内科", "王芳"),
            ("王 建 国 内科", "王建国"),
        ] {
            let (whole, full) = with(text, "王", |reading| (reading.whole().to_owned(), reading.full));
            assert_eq!((whole.as_str(), full), (expected, expected.chars().count() == 3), "{text}");
        }
    }

    #[test]
    fn words_of_the_dictionary_are_no_names() {
        for (word, expected) in [
            ("伊斯兰", true),
            ("金华市", true),
            ("杜仲", false),
            // Somebody is called so, and none of its parts is a word.
            ("任家萱", false),
            ("万佳乐", false),
            ("王建国", false),
        ] {
            let is_word = with(&format!("患者{word}，"), word, |reading| reading.is_word());
            assert_eq!(is_word, expected, "{word}");
        }
    }

    #[test]
    fn a_surname_that_begins_words_is_enough_with_a_common_given_name() {
        for (text, name, expected) in [
            ("马莉因腹痛", "马莉", true),
            ("马囡因腹痛", "马囡", false),
            ("王莉因腹痛", "王莉", false),
            ("马建国因腹痛", "马建国", false),
        ] {
            assert_eq!(with(text, name, |reading| reading.is_short_name()), expected, "{text}");
        }
    }

    #[test]
    fn behind_a_word_for_a_patient_words_are_no_names() {
        for (name, expected) in [
            ("于海涛", true),
            ("于海南", false),
            ("于春天", false),
            ("于明白", false),
            ("白云山", true),
            ("王囫囵", true),
            ("马囫囵", false),
        ] {
            let fits = with(&format!("患者{name}，"), name, |reading| reading.fits_behind_cue());
            assert_eq!(fits, expected, "{name}");
        }
        // In front of a word that is none of a patient's, the name itself must be one beyond doubt.
        for (name, expected) in [("王莉", true), ("马莉", true), ("马囫", false), ("王囫", false)] {
            let fits = with(&format!("患者{name}积极配合"), name, |reading| {
                reading.fits_behind_cue()
            });
            assert_eq!(fits, expected, "{name}");
        }
    }

    /// Where nothing leads to it, and where what a patient does stands right beside it.
    #[test]
    fn names_are_clear_by_themselves_or_beside_a_doing() {
        for (name, alone, beside) in [
            ("王建国", true, true),
            ("王囫", false, false),
            ("王囫囵", false, false),
            ("王囫建", true, true),
            ("马囫建", true, true),
            ("高兴奋", false, true),
            ("万余名", false, false),
            ("马莉", false, false),
        ] {
            let clear = with(&format!("{name}因病"), name, |reading| {
                (reading.is_clear(false), reading.is_clear(true))
            });
            assert_eq!(clear, (alone, beside), "{name}");
        }
    }
}
