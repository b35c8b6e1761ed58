//! What the detectors of numbers find, by definition: a second reading of `docs/privacy.md` and of the standards it names, slow and
//! plain, that shares no code with the crate.
//!
//! It reads the texts that [`spell`](crate::sentence::spell) makes.

use std::ops::Range;

use xianshen::Severity;

use crate::{
    sentence::{Sentence, digit_of, sentences},
    standards::{Issuer, is_day, is_mobile, is_place, issuer, luhn, mod_11_2},
};

/// What is found: where, and whether it is only for a person to decide.
pub type Finds = Vec<(Range<usize>, Severity)>;

/// One or more groups of digits that one and the same sign parts.
struct Number {
    groups: Vec<Range<usize>>,
    digits: String,
    joint: Option<char>,
    before: Option<char>,
    after: Option<char>,
}

impl Number {
    fn range(&self) -> Range<usize> {
        self.groups[0].start..self.groups[self.groups.len() - 1].end
    }

    fn lengths(&self) -> Vec<usize> {
        self.groups.iter().map(Range::len).collect()
    }

    fn is_spelled(&self) -> bool {
        self.groups.len() > 1 && self.lengths().iter().all(|&len| len == 1)
    }

    fn goes_on(&self) -> bool {
        [self.before, self.after].iter().any(|joint| matches!(joint, Some('-' | '.')))
    }
}

impl Sentence {
    /// The sign that joins the digits that end at one place to those that start at the other.
    fn joint(&self, end: usize, start: usize) -> Option<char> {
        match self.text(end..start).as_str() {
            " " => Some(' '),
            "-" | "–" | "--" | "–-" => Some('-'),
            "." | "·" => Some('.'),
            "/" => Some('/'),
            ")" | ")-" => Some(')'),
            _ => None,
        }
    }

    fn groups(&self) -> Vec<Range<usize>> {
        let mut groups = Vec::new();
        let mut at = 0;
        while at < self.chars.len() {
            let len = self.chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
            if len > 0 {
                groups.push(at..at + len);
            }
            at += len.max(1);
        }
        groups
    }

    /// All numbers of at most so many digits that start with the first of these groups, from the shortest on.
    fn numbers(&self, groups: &[Range<usize>], first: usize, most: usize) -> Vec<Number> {
        let joint = |left: usize| Some(self.joint(groups[left].end, groups.get(left + 1)?.start)).flatten();
        let mut numbers = Vec::new();
        for last in first..groups.len() {
            let digits: String = groups[first..=last].iter().map(|group| self.text(group.clone())).collect();
            let joints: Vec<_> = (first..last).map(joint).collect();
            if digits.len() > most || joints.iter().any(|joint| joint.is_none() || *joint != joints[0]) {
                break;
            }
            numbers.push(Number {
                groups: groups[first..=last].to_vec(),
                digits,
                joint: joints.first().copied().flatten(),
                before: first.checked_sub(1).and_then(joint),
                after: joint(last),
            });
        }
        numbers
    }

    /// From left to right, the shortest number that is one, and then what lies behind it.
    fn each(&self, most: usize, judge: impl Fn(&Number) -> Option<(Range<usize>, Severity)>) -> Finds {
        let groups = self.groups();
        let mut finds = Vec::new();
        let mut first = 0;
        while first < groups.len() {
            let numbers = self.numbers(&groups, first, most);
            let found = numbers.iter().find_map(|number| Some((number.groups.len(), judge(number)?)));
            first += found.as_ref().map_or(1, |(groups, _)| *groups);
            finds.extend(found.map(|(_, found)| found));
        }
        finds
    }

    /// Rows of numerals, which one hyphen or two may part, with their digits.
    fn rows(&self) -> Vec<(Range<usize>, String)> {
        let numeral = |c: char| if c == '两' { Some('2') } else { digit_of(c) };
        let mut rows: Vec<(Range<usize>, String)> = Vec::new();
        for (at, &c) in self.chars.iter().enumerate() {
            let Some(digit) = numeral(c) else { continue };
            match rows.last_mut() {
                Some((range, digits)) if matches!(self.text(range.end..at).as_str(), "" | "-" | "--") => {
                    range.end = at + 1;
                    digits.push(digit);
                }
                _ => rows.push((at..at + 1, digit.to_string())),
            }
        }
        rows
    }

    fn identity(&self) -> Finds {
        // Where an x ends that is the last character of a number.
        let check = |at: usize| match (self.at(at), self.at(at + 1)) {
            (Some('x'), _) => Some(at + 1),
            (Some(' ' | '-'), Some('x')) => Some(at + 2),
            _ => None,
        };
        let full = |number: &str, range: Range<usize>| {
            let known = is_place(if number.starts_with('9') {
                &number[1..3]
            } else {
                &number[..2]
            });
            if !known || !is_day(&number[6..14]) {
                return None;
            }
            match mod_11_2(number) {
                true => Some((range, Severity::Block)),
                false => self.is_identity(range.start).then_some((range, Severity::Review)),
            }
        };
        let mut finds = self.each(18, |number| {
            let range = number.range();
            match number.digits.len() {
                18 => full(&number.digits, range.clone()).filter(|_| self.stands_alone(&range)),
                17 => {
                    let range = range.start..check(range.end)?;
                    full(&format!("{}x", number.digits), range.clone()).filter(|_| self.stands_alone(&range))
                }
                // The older form: no century, no check character.
                15 => {
                    let alone = number.groups.len() == 1 && number.after.is_none() || number.lengths() == [6, 6, 3];
                    let date = format!("19{}", &number.digits[6..12]);
                    if !alone || !self.stands_alone(&range) || !is_place(&number.digits[..2]) || !is_day(&date) {
                        return None;
                    }
                    if self.is_identity(range.start) {
                        return Some((range, Severity::Block));
                    }
                    let others = "订单 单号 批号 流水 编号 条码 卡号 账号 序列 imei 国药准字 注册证 备案";
                    let other = number.goes_on() || self.near(range.start, 8, others);
                    (!other).then_some((range, Severity::Review))
                }
                _ => None,
            }
        });
        for (range, digits) in self.rows() {
            let (range, number) = match (digits.len(), check(range.end)) {
                (17, Some(end)) => (range.start..end, format!("{digits}x")),
                (18, _) => (range, digits),
                _ => continue,
            };
            finds.extend(full(&number, range.clone()).filter(|_| self.is_identity(range.start)));
        }
        // Three letters of a country, and 12 digits: the older card of a foreigner who lives here.
        for group in self
            .groups()
            .into_iter()
            .filter(|group| group.len() == 12 && group.start >= 3)
        {
            let range = group.start - 3..group.end;
            let digits = self.text(group.clone());
            let letters = self.chars[range.start..group.start].iter().all(char::is_ascii_lowercase);
            let dated = is_place(&digits[..2]) && is_day(&format!("19{}", &digits[4..10]));
            if letters && dated && self.stands_alone(&range) && self.near(range.start, 24, "居留 永居") {
                finds.push((range, Severity::Block));
            }
        }
        finds
    }

    fn mobile(&self) -> Finds {
        let units = "元万亿人例次件吨份名年月株篇条个只头块粒枚股户";
        let counted = |at: usize| self.at(at).is_some_and(|c| units.contains(c));
        let mut finds = self.each(15, |number| {
            let lengths = number.lengths();
            let one = lengths.len() == 1;
            let own = match lengths.as_slice() {
                [3, 4, 4] | [3, 8] | [7, 4] | [4, 4, 3] | [3, 3, 5] => true,
                _ => one || number.is_spelled(),
            };
            let coded =
                matches!(lengths.as_slice(), [2, 11] | [2, 3, 4, 4] | [2, 3, 8]) && matches!(number.joint, Some(' ' | '-'));
            let skip = match number.digits.len() {
                11 if own => 0,
                12 if one && number.digits.starts_with('0') => 1,
                13 if (one || coded) && number.digits.starts_with("86") => 2,
                15 if one && number.digits.starts_with("0086") => 4,
                _ => return None,
            };
            if number.joint == Some('/') || !is_mobile(&number.digits[skip..]) {
                return None;
            }
            let mut range = number.range();
            let country = if skip == 0 { self.country(range.start) } else { None };
            let plus = skip > 0 && range.start > 0 && self.chars[range.start - 1] == '+';
            range.start = country.unwrap_or(range.start - usize::from(plus));
            // More digits behind a hyphen or dot: a code, a version.
            let parted = |joint: Option<char>| matches!(joint, Some('-' | '.'));
            if parted(number.after) || country.is_none() && !plus && parted(number.before) {
                return None;
            }
            let letters = self.chars[..range.start]
                .iter()
                .rev()
                .take_while(|c| c.is_ascii_lowercase())
                .count();
            let word = self.text(range.start - letters..range.start);
            let called = "tel mobile phone mob cell m t v vx wx qq q"
                .split(' ')
                .any(|known| known == word);
            let free = (called || self.free_before(range.start)) && self.free_after(range.end) && !counted(range.end);
            free.then_some((range, Severity::Block))
        });
        for (range, digits) in self.rows() {
            if digits.len() == 11 && is_mobile(&digits) && !counted(range.end) {
                finds.push((range, Severity::Block));
            }
        }
        finds
    }

    /// Where the country's code starts that stands before a number: +86, 0086, (86), (+86).
    fn country(&self, at: usize) -> Option<usize> {
        let joints = self.chars[..at].iter().rev().take_while(|c| " -)".contains(**c)).count();
        let before = self.text(0..at - joints);
        let codes = ["+(86", "(+86", "(0086", "+86", "0086", "(86"];
        let code = codes.iter().find(|code| before.ends_with(**code)).filter(|_| joints <= 2)?;
        Some(at - joints - code.len())
    }

    fn card(&self) -> Finds {
        self.each(19, |number| {
            let range = number.range();
            let next = self.chars[range.end..]
                .iter()
                .skip(1)
                .take_while(|c| c.is_ascii_digit())
                .count();
            let shaped = match number.lengths().as_slice() {
                [_] | [6, 13] | [6, 10] | [4, 6, 5] | [4, 6, 4] | [4, 4, 4, 2] | [4, 4, 4, 4, 1..=3] => true,
                // A last group of one to three digits belongs to it.
                [4, 4, 4, 4] => number.after != number.joint || !(1..=3).contains(&next),
                _ => number.is_spelled(),
            };
            if number.digits.len() < 14
                || !shaped
                || !matches!(number.joint, None | Some(' ' | '-'))
                || !self.stands_alone(&range)
            {
                return None;
            }
            let labels = "银行卡 卡号 储蓄卡 借记卡 信用卡 账号 帐号 工资卡 收款卡 card";
            let labelled = self.near(range.start, 10, labels);
            let issuer = issuer(&number.digits)?;
            if !luhn(&number.digits) {
                return (labelled && issuer == Issuer::UnionPay).then_some((range, Severity::Review));
            }
            let others = "订单 运单 快递 流水 批号 条码 条形码 货号 合同 发票 注册证 备案 许可证 单号 序列号 imei 编号";
            let rare = issuer == Issuer::Rare && !self.fills_cell(&range);
            let doubted = rare || number.goes_on() || self.near(range.start, 8, others);
            (labelled || !doubted).then_some((range, Severity::Block))
        })
    }
}

/// What is found in a text of [`spell`](crate::sentence::spell), by topic: `id_number`, `mobile` or `bank_card`. Of two that overlap the longer one, of equally long
/// ones the first.
///
/// # Panics
/// For any other topic.
pub fn finds(topic: &str, text: &str) -> Finds {
    let mut all = Finds::new();
    for sentence in sentences(text) {
        let found = match topic {
            "id_number" => sentence.identity(),
            "mobile" => sentence.mobile(),
            "bank_card" => sentence.card(),
            other => panic!("there is no reference for {other}"),
        };
        let origin = |range: Range<usize>| sentence.origins[range.start].start..sentence.origins[range.end - 1].end;
        all.extend(found.into_iter().map(|(range, severity)| (origin(range), severity)));
    }
    all.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut kept = Finds::new();
    for next in all {
        match kept.last_mut() {
            Some(last) if next.0.start < last.0.end => {
                if next.0.len() > last.0.len() {
                    *last = next;
                }
            }
            _ => kept.push(next),
        }
    }
    kept
}
