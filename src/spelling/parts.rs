//! What characters are made of: which two halves, and which others share one.

use std::{collections::HashMap, sync::LazyLock};

use super::readings::{self, Use};

static DATA: &str = include_str!("components.tsv");
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(DATA));

/// Where a component stands in a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Right,
    Left,
    /// Above, below, inside, around.
    Elsewhere,
}

const PLACES: [Place; 3] = [Place::Right, Place::Left, Place::Elsewhere];

/// A character that has a component, with what the other half is.
#[derive(Clone, Copy, Debug)]
struct Member {
    char: char,
    other: Option<char>,
    place: Place,
}

#[derive(Default)]
struct Table {
    /// The characters that have a component, the common ones first in each place.
    members: HashMap<char, Vec<Member>>,
    /// The components of a character that are no mere radicals.
    mains: HashMap<char, Vec<char>>,
    /// Characters of two radicals side by side.
    pairs: HashMap<char, [char; 2]>,
    /// Components and characters that pass for one another.
    near: HashMap<char, Vec<char>>,
}

impl Table {
    fn parse(data: &'static str) -> Table {
        let mut table = Table::default();
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            match cells.next() {
                Some("=") => {
                    let chars: Vec<char> = cells.flat_map(str::chars).collect();
                    let pairs = chars.chunks_exact(3).map(|trio| (trio[0], [trio[1], trio[2]]));
                    table.pairs.extend(pairs);
                }
                Some("~") => {
                    for group in cells.flat_map(|cell| cell.split(' ')) {
                        for c in group.chars() {
                            let others = group.chars().filter(|&other| other != c);
                            table.near.entry(c).or_default().extend(others);
                        }
                    }
                }
                Some(main) => {
                    let main = main.chars().next().expect("the generator writes a component");
                    for (place, cell) in PLACES.into_iter().zip(cells) {
                        table.take(main, place, cell);
                    }
                }
                None => {}
            }
        }
        table
    }

    fn take(&mut self, main: char, place: Place, cell: &str) {
        let mut chars = cell.chars();
        while let (Some(other), Some(char)) = (chars.next(), chars.next()) {
            let other = (other != '·').then_some(other);
            self.members.entry(main).or_default().push(Member { char, other, place });
            self.mains.entry(char).or_default().push(main);
        }
    }

    fn members(&self, component: char) -> &[Member] {
        self.members.get(&component).map_or(&[], Vec::as_slice)
    }

    fn near(&self, c: char) -> &[char] {
        self.near.get(&c).map_or(&[], Vec::as_slice)
    }

    /// The components of a character that are no mere radicals, with the character as their member.
    fn mains(&self, c: char) -> impl Iterator<Item = (char, Member)> {
        let mains = self.mains.get(&c).map_or(&[][..], Vec::as_slice);
        mains.iter().flat_map(move |&main| {
            let own = self.members(main).iter().filter(move |member| member.char == c);
            own.map(move |&member| (main, member))
        })
    }
}

/// The two halves of a character as they stand side by side, if both can be typed.
pub(super) fn split(c: char) -> Option<String> {
    let typed = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
    let halves = TABLE.pairs.get(&c).copied().or_else(|| {
        TABLE.mains(c).find_map(|(main, member)| match (member.other, member.place) {
            (Some(other), Place::Right) => Some([other, main]),
            (Some(other), Place::Left) => Some([main, other]),
            _ => None,
        })
    })?;
    halves.iter().all(typed).then(|| halves.iter().collect())
}

/// The characters that look like this one, the most alike first.
pub(super) fn alike(c: char) -> Vec<char> {
    let table = &*TABLE;
    let mut found: Vec<char> = table.near(c).to_vec();
    // One half for another that passes for it: 沫, 沬.
    for (main, member) in table.mains(c) {
        let same = |other: &&Member| other.place == member.place;
        found.extend(table.near(main).iter().flat_map(|&near| {
            let twins = table.members(near).iter().filter(same);
            twins.filter(|twin| twin.other == member.other).map(|twin| twin.char)
        }));
        if let Some(other) = member.other {
            let twins = table.members(main).iter().filter(same);
            found.extend(
                twins
                    .filter(|twin| twin.other.is_some_and(|o| table.near(other).contains(&o)))
                    .map(|twin| twin.char),
            );
        }
    }
    // A radical more (官, 倌), a radical less (裸, 果).
    let more = |place: Place| table.members(c).iter().filter(move |member| member.place == place);
    let grass = more(Place::Elsewhere).filter(|member| member.other == Some('艹'));
    found.extend(grass.map(|member| member.char));
    found.extend(more(Place::Right).map(|member| member.char));
    found.extend(more(Place::Elsewhere).map(|member| member.char));
    let less = table.mains(c).map(|(main, _)| main);
    found.extend(less.filter(|&main| readings::usage(main) == Use::Common));
    // Another radical in the same place (赌, 睹), the same component elsewhere (彩, 婇).
    for same in [true, false] {
        for (main, member) in table.mains(c) {
            let others = table
                .members(main)
                .iter()
                .filter(|other| (other.place == member.place) == same);
            found.extend(others.map(|other| other.char));
        }
    }
    let mut seen = std::collections::HashSet::from([c]);
    found.retain(|&other| ('\u{4E00}'..='\u{9FFF}').contains(&other) && seen.insert(other));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_fall_into_two_halves() {
        for (c, halves) in [
            ('赌', "贝者"),
            ('法', "氵去"),
            ('娱', "女吴"),
            ('强', "弓虽"),
            ('枪', "木仓"),
            ('逼', "辶畐"),
            ('则', "贝刂"),
        ] {
            assert_eq!(split(c).as_deref(), Some(halves), "{c}");
        }
        for c in ['草', '国', '一', '水', 'a'] {
            assert_eq!(split(c), None, "{c}");
        }
    }

    #[test]
    fn look_alikes_share_what_is_not_a_radical() {
        for (c, other) in [
            ('赌', '睹'),
            ('官', '倌'),
            ('微', '薇'),
            ('加', '伽'),
            ('沫', '沬'),
            ('彩', '婇'),
            ('群', '輑'),
            ('未', '末'),
            ('搏', '博'),
        ] {
            assert!(alike(c).contains(&other), "{c}: {:?}", alike(c));
        }
        // A shared radical alone makes nobody look alike.
        assert!(!alike('法').contains(&'河'));
        assert!(!alike('赌').contains(&'财'));
    }
}
