//! Sentences of an alphabet whose folding anybody can tell, folded by definition: what the slow reference for detectors reads.

use std::ops::Range;

/// A sentence, folded, and for each character the bytes of the text that it comes from.
pub(crate) struct Sentence {
    pub(crate) chars: Vec<char>,
    pub(crate) origins: Vec<Range<usize>>,
}

const HAN: &str = "身份证件明公民号居住留永手机电话联系方式微信致拨打码银行卡储蓄借记信用账帐工资收款订单运快递流水批条形货合同发票注册\
                   备案许可序列编国药准字患者的是为和元万亿人例次吨名年月株篇个只头块粒枚股户零〇一壹幺二贰三叁四肆五伍六陆七柒八捌九玖两";
const SIGNS: &str = " -–./()+:#=,、\t。\n%\u{200B}\u{3000}：，（）·";

/// The longest text that is one window, however few sentences it has.
const LONGEST: usize = 1000;

/// The part of a text that the reference can read: known characters, at most three signs side by side, as many bytes as make one
/// window.
pub fn spell(text: &str) -> String {
    let mut out = String::new();
    let mut signs = 0;
    for c in text.chars() {
        let plain = c.is_ascii_alphanumeric() || folded(c) != c && !SIGNS.contains(c) || HAN.contains(c);
        signs = if plain { 0 } else { signs + 1 };
        if out.len() + c.len_utf8() > LONGEST {
            break;
        }
        if plain || SIGNS.contains(c) && signs <= 3 {
            out.push(c);
        }
    }
    out
}

/// The folded form of a character of the alphabet: width, circles, case.
fn folded(c: char) -> char {
    match c {
        '０'..='９' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' | '：' | '，' | '（' | '）' => {
            char::from_u32(c as u32 - 0xFEE0).map_or(c, |c| c.to_ascii_lowercase())
        }
        '①'..='⑨' => char::from_u32(c as u32 - '①' as u32 + '1' as u32).unwrap_or(c),
        '⓪' => '0',
        _ => c.to_ascii_lowercase(),
    }
}

/// The digit that a numeral stands for.
pub(crate) fn digit_of(c: char) -> Option<char> {
    let digits = [
        "零〇",
        "一壹幺",
        "二贰",
        "三叁",
        "四肆",
        "五伍",
        "六陆",
        "七柒",
        "八捌",
        "九玖",
    ];
    let digit = digits.iter().position(|numerals| numerals.contains(c))?;
    char::from_digit(digit as u32, 10)
}

pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut from = 0;
    for (at, end) in text
        .match_indices(['。', '\n'])
        .map(|(at, end)| (at, end.len()))
        .chain([(text.len(), 0)])
    {
        sentences.push(sentence(text, from..at));
        from = at + end;
    }
    sentences
}

fn sentence(text: &str, range: Range<usize>) -> Sentence {
    let mut sentence = Sentence {
        chars: Vec::new(),
        origins: Vec::new(),
    };
    let mut space: Option<Range<usize>> = None;
    for (at, c) in text[range.clone()].char_indices() {
        let here = range.start + at..range.start + at + c.len_utf8();
        match c {
            '\u{200B}' => {}
            ' ' | '\u{3000}' => space = space.or(Some(here)),
            _ => {
                // A space, as one, only between letters or digits that are not Chinese.
                let beside = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
                if let Some(space) = space
                    .take()
                    .filter(|_| beside(sentence.chars.last()) && beside(Some(&folded(c))))
                {
                    sentence.chars.push(' ');
                    sentence.origins.push(space);
                }
                sentence.chars.push(folded(c));
                sentence.origins.push(here);
            }
        }
    }
    // Digits and numerals side by side, seven or more with three digits at least, are one number.
    let mut at = 0;
    while at < sentence.chars.len() {
        let run = sentence.chars[at..]
            .iter()
            .take_while(|c| c.is_ascii_digit() || digit_of(**c).is_some())
            .count();
        let digits = sentence.chars[at..at + run].iter().filter(|c| c.is_ascii_digit()).count();
        if run >= 7 && digits >= 3 {
            for c in &mut sentence.chars[at..at + run] {
                *c = digit_of(*c).unwrap_or(*c);
            }
        }
        at += run.max(1);
    }
    sentence
}

impl Sentence {
    pub(crate) fn text(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }

    pub(crate) fn at(&self, place: usize) -> Option<char> {
        self.chars.get(place).copied()
    }

    pub(crate) fn free_before(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).and_then(|at| self.at(at));
        match before(1) {
            Some('.') => !before(2).is_some_and(|c| c.is_ascii_digit()),
            Some(c) => !c.is_ascii_alphanumeric(),
            None => true,
        }
    }

    pub(crate) fn free_after(&self, at: usize) -> bool {
        match self.at(at) {
            Some('.') => !self.at(at + 1).is_some_and(|c| c.is_ascii_digit()),
            Some(c) => c != '%' && !c.is_ascii_alphanumeric(),
            None => true,
        }
    }

    pub(crate) fn stands_alone(&self, range: &Range<usize>) -> bool {
        self.free_before(range.start) && self.free_after(range.end)
    }

    /// The last characters before a place, of the same cell of a table.
    pub(crate) fn tail(&self, at: usize, count: usize) -> String {
        let text = self.text(at.saturating_sub(count)..at);
        text.rsplit('\t').next().unwrap_or_default().to_owned()
    }

    pub(crate) fn near(&self, at: usize, count: usize, words: &str) -> bool {
        let tail = self.tail(at, count);
        words.split(' ').any(|word| tail.contains(word))
    }

    /// Whether a label of an identity number stands before the place, with nothing but joining marks, six at most, between them.
    pub(crate) fn is_identity(&self, at: usize) -> bool {
        let mut tail = self.tail(at, 24);
        for _ in 0..=6 {
            let labels = "身份证 身份证件 身份证明 证件 公民身份 身份号 居住证 居留证 永居证 idcard identity 身份证id";
            if labels.split(' ').chain(["id card"]).any(|label| tail.ends_with(label)) {
                return true;
            }
            let joined = tail.strip_suffix([':', '=', '(', '#', ' ', '是', '为', '号', '码', '-']);
            let Some(rest) = joined.or_else(|| tail.trim_end_matches('.').strip_suffix("no")) else {
                return false;
            };
            tail = rest.to_owned();
        }
        false
    }

    /// Whether nothing but signs shares the cell with the range.
    pub(crate) fn fills_cell(&self, range: &Range<usize>) -> bool {
        let after = self.text(range.end..self.chars.len());
        let cell = self.tail(range.start, self.chars.len()) + after.split('\t').next().unwrap_or_default();
        !cell.contains(char::is_alphanumeric)
    }
}
