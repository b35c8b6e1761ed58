//! Where things of a kind may begin, seen character by character: a glance for gates, before the sentence is folded and
//! [`Kind::find`] looks for them.

use rustc_hash::FxHashMap;

use super::kind::Kind;

/// The characters of numerals.
const NUMERALS: &str = "0123456789一二两三四五六七八九十百千万半数几";

/// What may stand between the numerals of a thing and its mark, or in a number that is written with digits and other numerals.
const INSIDE: &str = ".-~至到—第个多零〇壹幺贰叁肆伍陆柒捌玖";

/// Some kinds, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct KindSet(u8);

impl KindSet {
    fn both(self, other: KindSet) -> KindSet {
        KindSet(self.0 & other.0)
    }

    fn either(self, other: KindSet) -> KindSet {
        KindSet(self.0 | other.0)
    }

    fn without(self, other: KindSet) -> KindSet {
        KindSet(self.0 & !other.0)
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL
            .into_iter()
            .filter(move |&kind| self.both(kind.into()) == kind.into())
    }
}

impl From<Kind> for KindSet {
    fn from(kind: Kind) -> KindSet {
        KindSet(1 << kind as u8)
    }
}

/// What a character is to kinds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Part {
    /// The kinds of which things begin with it.
    starts: KindSet,
    /// Those of them for which that is enough.
    whole: KindSet,
    /// The kinds of which it is a mark.
    marks: KindSet,
    /// Whether a mark may still follow.
    goes_on: bool,
}

/// Which kinds a text may have things of, character by character: too many rather than too few.
#[derive(Debug, Default)]
pub(crate) struct Opening(KindSet);

impl Opening {
    /// Goes on to a character, and says of which kinds a thing may have been begun before it or with it.
    #[inline]
    pub(crate) fn next(&mut self, part: Part) -> KindSet {
        let found = self.0.both(part.marks).either(part.whole);
        let open = if part.goes_on { self.0 } else { KindSet::default() };
        self.0 = open.either(part.starts);
        found
    }

    /// Goes on to a character that is no part of a thing.
    #[inline]
    pub(crate) fn stop(&mut self) {
        self.0 = KindSet::default();
    }
}

/// The same, with the places where the things may begin.
#[derive(Debug, Default)]
pub(crate) struct Openings<P>(Vec<(KindSet, P)>);

impl<P: Copy> Openings<P> {
    /// The most places that are waiting for a mark. Of one more, it is taken for granted.
    const MOST: usize = 16;

    /// Goes on to a character.
    pub(crate) fn next(&mut self, part: Part, place: P, mut found: impl FnMut(Kind, P)) {
        for (kinds, place) in &mut self.0 {
            let now = kinds.both(part.marks);
            now.iter().for_each(|kind| found(kind, *place));
            *kinds = kinds.without(now);
        }
        if !part.goes_on {
            self.stop();
        }
        part.whole.iter().for_each(|kind| found(kind, place));
        if self.0.len() == Openings::<P>::MOST {
            let (kinds, place) = self.0.remove(0);
            kinds.iter().for_each(|kind| found(kind, place));
        }
        let open = part.starts.without(part.whole);
        if open != KindSet::default() {
            self.0.push((open, place));
        }
    }

    /// Goes on to a character that is no part of a thing.
    pub(crate) fn stop(&mut self) {
        self.0.clear();
    }
}

/// The characters, folded, that are part of things of some kind, as far as it takes to see where those may begin.
pub(crate) fn parts_of_kinds() -> impl Iterator<Item = (char, Part)> {
    let mut parts: FxHashMap<char, Part> = FxHashMap::default();
    for kind in Kind::ALL {
        for c in kind.starts().unwrap_or_default().chars() {
            let part = parts.entry(c).or_default();
            part.starts = part.starts.either(kind.into());
            // A number is one from its first character on, and so is a price that begins with its sign.
            if kind == Kind::Number || matches!(c, '¥' | '$') {
                part.whole = part.whole.either(kind.into());
            }
        }
        for c in kind.marks().chars() {
            let part = parts.entry(c).or_default();
            part.marks = part.marks.either(kind.into());
        }
    }
    for c in NUMERALS.chars().chain(INSIDE.chars()) {
        parts.entry(c).or_default().goes_on = true;
    }
    parts.into_iter()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What the gates are told of a text never keeps a thing out.
        #[test]
        fn things_may_begin_where_they_do(picks in prop::collection::vec(0..ALPHABET.len(), 0..40)) {
            let text: String = picks.into_iter().map(|pick| ALPHABET[pick]).collect();
            let (kinds, places) = may_be_in(&text);
            for kind in Kind::ALL.into_iter().filter(|kind| kind.starts().is_some()) {
                for found in kind.find(&text) {
                    let thing = &text[found.start..found.end];
                    prop_assert!(kinds.iter().any(|other| other == kind), "{kind}: {thing}");
                    prop_assert!(places.contains(&(found.start, kind)), "{kind}: {thing}");
                }
            }
        }
    }

    /// What the gates are told of a text: the kinds it may have things of, and where those may begin.
    fn may_be_in(text: &str) -> (KindSet, Vec<(usize, Kind)>) {
        let parts: FxHashMap<char, Part> = parts_of_kinds().collect();
        let (mut opening, mut openings) = (Opening::default(), Openings::default());
        let (mut kinds, mut places) = (KindSet::default(), Vec::new());
        for (at, c) in text.char_indices() {
            match parts.get(&c) {
                Some(&part) => {
                    kinds = kinds.either(opening.next(part));
                    openings.next(part, at, |kind, at| places.push((at, kind)));
                }
                None => {
                    opening.stop();
                    openings.stop();
                }
            }
        }
        places.sort_unstable();
        (kinds, places)
    }

    /// Parts of things of all kinds.
    const ALPHABET: &[&str] = &[
        "0",
        "1",
        "5",
        "28",
        "2026",
        "30000000000000000000",
        "一",
        "两",
        "三",
        "十",
        "百",
        "千",
        "万",
        "半",
        "数",
        "几",
        ".",
        "-",
        "~",
        "至",
        "到",
        "—",
        "第",
        "个",
        "多",
        "%",
        "‰",
        "成",
        "百分点",
        "百分之",
        "百分百",
        "秒",
        "分钟",
        "小时",
        "钟头",
        "天",
        "日",
        "周",
        "星期",
        "礼拜",
        "月",
        "疗程",
        "年",
        "内",
        "后",
        "左右",
        "次",
        "盒",
        "瓶",
        "贴",
        "针",
        "副",
        "当天",
        "当日",
        "当场",
        "当晚",
        "即刻",
        "立刻",
        "立即",
        "瞬间",
        "次日",
        "第二天",
        "隔天",
        "一夜",
        "转天",
        "¥",
        "$",
        "rmb",
        "元",
        "块钱",
        "块",
        "美元",
        "港币",
        "岁",
        "近",
        "过",
        "逾",
        "旬",
        "月龄",
        "个月大",
        "今",
        "昨",
        "明",
        "近日",
        "日前",
        "/",
        "零",
        "x",
        "的",
        "，",
    ];

    #[test]
    fn what_follows_tells_the_kind() {
        for (text, kinds) in [
            ("3小时见效", vec![Kind::Number, Kind::Duration]),
            ("些3的小时", vec![Kind::Number]),
            ("三个多月", vec![Kind::Number, Kind::Duration, Kind::Age, Kind::Date]),
            ("98%", vec![Kind::Number, Kind::Percent]),
            ("¥", vec![Kind::Money]),
            ("45岁", vec![Kind::Number, Kind::Age]),
            ("当然天", vec![]),
            ("当天", vec![Kind::Duration]),
            ("愈", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(may_be_in(text).0.iter().collect::<Vec<_>>(), kinds, "{text}");
        }
        let (_, places) = may_be_in("约3.5小时");
        let of = |kind| {
            places
                .iter()
                .filter(|place| place.1 == kind)
                .map(|place| place.0)
                .collect::<Vec<_>>()
        };
        assert_eq!((of(Kind::Duration), of(Kind::Number)), (vec![3, 5], vec![3, 5]));
        // The end of a long number is not waited for.
        let (_, places) = may_be_in(&"1".repeat(20));
        assert_eq!(places.iter().filter(|place| place.1 == Kind::Duration).count(), 4);
    }
}
