//! Digits of a folded sentence: runs without a gap, and the same number written in groups (138-0013-8000).

use std::ops::Range;

use super::Passage;
use crate::text::digit_of;

/// What parts two groups of digits of one number. A tab, a comma or a word parts two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Space,
    /// Hyphens and dashes of any length.
    Hyphen,
    /// Full stops and middle dots.
    Dot,
    Slash,
    /// A closing bracket, as behind an area code.
    Bracket,
}

impl Joint {
    /// The joint that the text between two groups is.
    fn of(gap: &str) -> Option<Joint> {
        let sign = gap.trim_matches(' ');
        let joint = match sign.chars().next() {
            None => Joint::Space,
            Some('-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '_' | '~') => Joint::Hyphen,
            Some('.' | '·' | '•' | '・' | '‧') => Joint::Dot,
            Some('/') => Joint::Slash,
            Some(')') => Joint::Bracket,
            Some(_) => return None,
        };
        // A bracket or hyphen may be followed by a hyphen; every other sign stands alone.
        let most = if matches!(joint, Joint::Bracket | Joint::Hyphen) {
            2
        } else {
            1
        };
        (sign.chars().count() <= most && sign.chars().skip(1).all(|c| c == '-')).then_some(joint)
    }
}

/// Digits without anything between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) end: usize,
    /// How the next group is joined to this one.
    pub(super) joint: Option<Joint>,
}

impl Group {
    pub(super) fn len(self) -> usize {
        self.end - self.start
    }
}

/// All groups of digits of a text, in order.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let bytes = text.as_bytes();
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        if let Some(last) = groups.last_mut()
            && start - last.end <= 6
        {
            last.joint = Joint::of(&text[last.end..start]);
        }
        groups.push(Group {
            start,
            end: at,
            joint: None,
        });
    }
    groups
}

/// One or more groups that may be one number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'g> {
    pub(super) groups: &'g [Group],
    /// Its digits.
    pub(super) digits: &'g str,
    /// What parts its groups; `None` for a single one.
    pub(super) joint: Option<Joint>,
    /// How the group before it is joined to it.
    pub(super) before: Option<Joint>,
    /// How the group after it is joined to it.
    pub(super) after: Option<Joint>,
}

impl Run<'_> {
    pub(super) fn range(&self) -> Range<usize> {
        self.groups[0].start..self.groups[self.groups.len() - 1].end
    }

    /// Whether its groups have these lengths.
    pub(super) fn has_shape(&self, shape: &[usize]) -> bool {
        self.groups.len() == shape.len() && self.groups.iter().zip(shape).all(|(group, &len)| group.len() == len)
    }

    /// Whether each digit stands by itself.
    pub(super) fn is_spelled(&self) -> bool {
        self.groups.len() > 1 && self.groups.iter().all(|group| group.len() == 1)
    }

    /// Whether a hyphen or dot joins further digits to it, so that it is a part of something else: a date, a version, a code.
    pub(super) fn goes_on(&self) -> bool {
        [self.before, self.after]
            .iter()
            .any(|joint| matches!(joint, Some(Joint::Hyphen | Joint::Dot)))
    }
}

/// Shows `claim` every run of at most `most` digits whose groups are parted in one and the same way, until it claims one by
/// answering `true`; then goes on behind it.
pub(super) fn each_run(text: &str, most: usize, mut claim: impl FnMut(&Run<'_>) -> bool) {
    let groups = groups(text);
    let mut digits = String::with_capacity(most);
    let mut first = 0;
    while first < groups.len() {
        let before = first.checked_sub(1).and_then(|last| groups[last].joint);
        digits.clear();
        let mut joint = None;
        let mut next = first + 1;
        for last in first..groups.len() {
            let group = groups[last];
            if digits.len() + group.len() > most {
                break;
            }
            digits.push_str(&text[group.start..group.end]);
            let run = Run {
                groups: &groups[first..=last],
                digits: &digits,
                joint,
                before,
                after: group.joint,
            };
            if claim(&run) {
                next = last + 1;
                break;
            }
            if group.joint.is_none() || joint.is_some_and(|joint| Some(joint) != group.joint) {
                break;
            }
            joint = group.joint;
        }
        first = next;
    }
}

/// Shows `see` every run of at least so many Chinese numerals, which one hyphen or two may part, with its digits.
pub(super) fn each_spelled(text: &str, at_least: usize, mut see: impl FnMut(Range<usize>, &str)) {
    let mut digits = String::new();
    let (mut start, mut end) = (0, 0);
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let digit = numeral(c);
        // As many hyphens as may stand between two groups of digits: a longer row is a blank or a rule, not a joint.
        let goes_on = (digit.is_some() || c == '-') && at <= end + 2;
        if !digits.is_empty() && !goes_on {
            if digits.len() >= at_least {
                see(start..end, &digits);
            }
            digits.clear();
        }
        if let Some(digit) = digit {
            if digits.is_empty() {
                start = at;
            }
            digits.push(digit);
            end = at + c.len_utf8();
        }
    }
}

/// The digit that a numeral is where numbers are read out: 两 is said for 二, and ○ written for 〇.
fn numeral(c: char) -> Option<char> {
    match c {
        '○' => Some('0'),
        '两' => Some('2'),
        _ => digit_of(c),
    }
}

/// Whether nothing makes the range a part of a longer number or code: no letter or digit beside it, no decimal point, no
/// percent sign.
pub(super) fn stands_alone(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    free_before(passage, range.start) && free_after(passage, range.end)
}

/// The half of [`stands_alone`] that looks back.
pub(super) fn free_before(passage: &Passage<'_>, at: usize) -> bool {
    let text = passage.folded();
    match passage.before(at) {
        Some('.') => !text[..at.saturating_sub(1)].ends_with(|c: char| c.is_ascii_digit()),
        Some(c) => !is_part(c),
        None => true,
    }
}

/// The half of [`stands_alone`] that looks on.
pub(super) fn free_after(passage: &Passage<'_>, at: usize) -> bool {
    let text = passage.folded();
    match passage.after(at) {
        Some('.') => !text[at + 1..].starts_with(|c: char| c.is_ascii_digit()),
        Some('%' | '‰') => false,
        Some(c) => !is_part(c),
        None => true,
    }
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_joints() {
        let joints = |text: &str| groups(text).iter().map(|group| group.joint).collect::<Vec<_>>();
        for (text, expected) in [
            ("1 2", Some(Joint::Space)),
            ("1-2", Some(Joint::Hyphen)),
            ("1 – 2", Some(Joint::Hyphen)),
            ("1.2", Some(Joint::Dot)),
            ("1/2", Some(Joint::Slash)),
            ("1)-2", Some(Joint::Bracket)),
            ("1)2", Some(Joint::Bracket)),
            ("1--2", Some(Joint::Hyphen)),
            ("1,2", None),
            ("1\t2", None),
            ("1和2", None),
            ("1*2", None),
        ] {
            assert_eq!(joints(text), [expected, None], "{text}");
        }
    }

    #[test]
    fn runs_are_shown_until_claimed() {
        let mut seen = Vec::new();
        each_run("12 34-56", 6, |run| {
            seen.push((run.digits.to_owned(), run.after));
            run.digits == "34"
        });
        let expected = [
            ("12", Some(Joint::Space)),
            ("1234", Some(Joint::Hyphen)),
            ("34", Some(Joint::Hyphen)),
            ("56", None),
        ];
        assert_eq!(seen, expected.map(|(digits, joint)| (digits.to_owned(), joint)));
    }

    /// Hyphens without end once joined numerals that the groups of digits beside them would not have joined.
    #[test]
    fn numerals_are_joined_by_two_hyphens_at_most() {
        for (text, expected) in [
            ("一二三", &[(0..9, "123")][..]),
            ("一-二--两", &[(0..12, "122")]),
            ("一---二三", &[(0..3, "1"), (6..12, "23")]),
            ("一-二-人", &[(0..7, "12")]),
            ("--一--", &[(2..5, "1")]),
            ("一人二", &[(0..3, "1"), (6..9, "2")]),
        ] {
            let mut seen = Vec::new();
            each_spelled(text, 1, |range, digits| seen.push((range, digits.to_owned())));
            let expected: Vec<_> = expected
                .iter()
                .map(|(range, digits)| (range.clone(), (*digits).to_owned()))
                .collect();
            assert_eq!(seen, expected, "{text}");
        }
    }

    #[test]
    fn shapes() {
        let mut shapes = 0;
        each_run("138-0013-8000", 11, |run| {
            shapes += usize::from(run.has_shape(&[3, 4, 4]));
            false
        });
        each_run("1 3 8", 3, |run| {
            shapes += usize::from(run.is_spelled() && run.digits == "138");
            false
        });
        assert_eq!(shapes, 2);
    }
}
