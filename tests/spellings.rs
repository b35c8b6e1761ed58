//! No spelling gets through, and none is invented.

mod terms;

use xianshen::{Screener, Screening, Severity, Span};

/// A fixed sequence of numbers that look like chance.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// A way to spell a character: several characters are one with something behind it.
type Folding = fn(char) -> String;

const TRADITIONAL: [(char, char); 24] = [
    ('赌', '賭'),
    ('药', '藥'),
    ('钱', '錢'),
    ('网', '網'),
    ('证', '證'),
    ('发', '發'),
    ('办', '辦'),
    ('级', '級'),
    ('疗', '療'),
    ('医', '醫'),
    ('学', '學'),
    ('国', '國'),
    ('卖', '賣'),
    ('买', '買'),
    ('机', '機'),
    ('贷', '貸'),
    ('诈', '詐'),
    ('骗', '騙'),
    ('团', '團'),
    ('联', '聯'),
    ('枪', '槍'),
    ('弹', '彈'),
    ('爱', '愛'),
    ('专', '專'),
];

fn shifted(c: char, first: char, to: char) -> String {
    char::from_u32(c as u32 - first as u32 + to as u32).unwrap().to_string()
}

const FOLDINGS: [Folding; 9] = [
    |c| c.to_uppercase().collect(),
    |c| match c {
        '!'..='~' => shifted(c, '!', '！'),
        _ => c.to_string(),
    },
    |c| match c {
        'a'..='z' => shifted(c, 'a', '𝐚'),
        '1'..='9' => shifted(c, '1', '⒈'),
        _ => c.to_string(),
    },
    |c| match c {
        'a'..='z' => shifted(c, 'a', 'ⓐ'),
        '1'..='9' => shifted(c, '1', '①'),
        _ => c.to_string(),
    },
    // Letters that look alike.
    |c| {
        match c {
            'a' => 'а',
            'e' => 'е',
            'o' => 'ο',
            'c' => 'с',
            _ => c,
        }
        .to_string()
    },
    // Diacritics, composed and combining.
    |c| match c {
        'e' => "é".to_owned(),
        'u' => "ü".to_owned(),
        'a'..='z' => format!("{c}\u{301}"),
        '0'..='9' => format!("{c}\u{FE0F}\u{20E3}"),
        _ => c.to_string(),
    },
    |c| {
        TRADITIONAL
            .iter()
            .find(|(plain, _)| *plain == c)
            .map_or(c, |&(_, other)| other)
            .to_string()
    },
    |c| format!("{c}\u{200B}"),
    |c| format!("{c}\u{FE0F}"),
];

const IGNORABLE: [char; 4] = ['\u{200B}', '\u{FE0F}', '\u{301}', '\u{20E3}'];

fn is_chinese(term: &str) -> bool {
    term.chars().count() > 1 && term.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

#[track_caller]
fn finds(screener: &Screener, term: &str, text: &str, span: Span) {
    let screening = screener.screen(text);
    let here = |finding: &xianshen::Finding| finding.span() == span && finding.term() == Some(term);
    assert!(
        screening.findings().iter().any(here),
        "{term} in {text}: {:?}",
        screening.findings()
    );
}

/// Each folding by itself, and two and three of them one upon the other.
#[test]
fn every_folding_is_undone() {
    let terms: Vec<String> = terms::builtin_terms();
    let screener = terms::list(&terms);
    let mut dice = Dice(4);
    for (at, term) in terms.iter().enumerate() {
        let mut ways: Vec<Vec<Folding>> = Vec::new();
        if at % 4 == 0 {
            ways.extend(FOLDINGS.map(|folding| vec![folding]));
        }
        for count in [2, 3] {
            ways.push((0..count).map(|_| FOLDINGS[dice.below(FOLDINGS.len())]).collect());
        }
        for way in ways {
            // Each character in one way or another, so that the foldings lie beside and upon each other.
            let mut spelled = term.clone();
            for folding in way {
                spelled = spelled
                    .chars()
                    .map(|c| if dice.below(3) == 0 { c.to_string() } else { folding(c) })
                    .collect();
            }
            let end = spelled.trim_end_matches(IGNORABLE).len();
            finds(&screener, term, &format!("（{spelled}）"), Span::new(3, 3 + end));
        }
    }
}

/// Noise anywhere inside a Chinese term hides nothing and widens nothing.
#[test]
fn noise_hides_nothing() {
    const NOISE: [&str; 12] = [
        " ", "\u{3000}", "*", "·", "🐍", "\u{200D}", "-~-", "<b>", "</span>", "<br/>", "\u{A0}", "【",
    ];
    let terms: Vec<String> = terms::builtin_terms().into_iter().filter(|term| is_chinese(term)).collect();
    let screener = terms::list(&terms);
    let mut dice = Dice(5);
    for term in &terms {
        let mut spelled = String::new();
        for (at, c) in term.chars().enumerate() {
            if at > 0 && dice.below(2) == 0 {
                spelled += NOISE[dice.below(NOISE.len())];
            }
            spelled.push(c);
        }
        let before = NOISE[dice.below(NOISE.len())];
        let span = Span::new(before.len(), before.len() + spelled.len());
        finds(&screener, term, &format!("{before}{spelled}*"), span);
    }
}

/// Characters that stand more often than the term has them, also in other styles and with noise beside them.
#[test]
fn repeats_hide_nothing() {
    let terms: Vec<String> = terms::builtin_terms().into_iter().filter(|term| is_chinese(term)).collect();
    let screener = terms::list(&terms);
    let mut dice = Dice(6);
    for term in &terms {
        let many = dice.below(term.chars().count());
        let spelled: String = (term.chars().enumerate())
            .map(|(at, c)| String::from(c).repeat(if at == many { 3 + dice.below(3) } else { 1 }))
            .collect();
        finds(&screener, term, &format!("“{spelled}”"), Span::new(3, 3 + spelled.len()));
    }
}

fn words(list: &str) -> Screener {
    Screener::builder().word_list("words", list).build().unwrap()
}

fn evidence(screening: &Screening) -> Vec<String> {
    screening
        .findings()
        .iter()
        .flat_map(|finding| finding.evidence())
        .map(ToString::to_string)
        .collect()
}

#[test]
fn doubled_characters_of_the_language_are_no_repeats() {
    let screener = words("妈的\n嘻嘻哈哈\ncok\n烂货");
    for text in ["妈妈的手艺", "please cook it", "破烂烂的货架"] {
        assert!(screener.is_clean(text), "{text}");
    }
    for (text, found) in [
        ("一路嘻嘻哈哈", "嘻嘻哈哈"),
        ("一路嘻嘻嘻嘻哈哈哈", "嘻嘻嘻嘻哈哈哈"),
        ("烂烂货货", "烂烂货货"),
        ("烂烂烂货", "烂烂烂货"),
        ("coooook", "coooook"),
    ] {
        let screening = screener.screen(text);
        assert_eq!(
            screening.findings().iter().map(|f| f.text()).collect::<Vec<_>>(),
            [found],
            "{text}"
        );
    }
    assert_eq!(evidence(&screener.screen("烂烂烂 货")), ["repeat", "noise"]);
}

#[test]
fn toneless_pinyin_stays_out_of_other_words() {
    let screener = words("赌博\n色情");
    for text in [
        "独家独播",
        "独播剧场",
        "adubo",
        "dubois",
        "Du Bo 先生",
        "du bo",
        "毒播",
        "seqingly",
        "再du博士",
    ] {
        assert!(screener.is_clean(text), "{text}: {:?}", screener.screen(text).findings());
    }
    for (text, found, steps) in [
        ("这是dubo", "dubo", &["pinyin: du for 赌", "pinyin: bo for 博"][..]),
        ("爱du博的人", "du博", &["pinyin: du for 赌"]),
        ("dǔ bó", "dǔ bó", &["pinyin: du for 赌", "pinyin: bo for 博"]),
        ("贝者博", "贝者博", &["split: 贝者 for 赌"]),
        ("睹*博", "睹*博", &["homophone: 睹 for 赌", "noise"]),
    ] {
        let screening = screener.screen(text);
        assert_eq!(
            screening.findings().iter().map(|f| f.text()).collect::<Vec<_>>(),
            [found],
            "{text}"
        );
        assert_eq!(evidence(&screening), steps, "{text}");
    }
}

#[test]
fn large_lists_ask_for_nothing_by_themselves() {
    let mut list: String = (0..300).map(|n| format!("词条{n}号\n")).collect();
    list += "赌博";
    assert!(words(&list).is_clean("dubo"));
    let mut builder = Screener::builder();
    builder.word_list("words", list).word_list_variants(["pinyin"]).unwrap();
    let screener = builder.build().unwrap();
    assert!(!screener.is_clean("dubo") && screener.is_clean("睹博"));
    assert!(builder.word_list_variants(["rhyme"]).is_err());
}

const PACK: &str = r#"
schema = 1
id = "house"
category = "house"
title = "院内"
[alias]
"内部" = ["nb"]
[[rule]]
id = "offer"
topic = "offer"
severity = "block"
title = "内部价"
message = "说了内部价"
advice = "删去"
terms = ["内部价", "返利"]
variants = ["pinyin", "homophone", "shape", "split", "alias"]
"#;

#[test]
fn a_rule_lowers_what_bold_spellings_lead_to() {
    let severity = |pack: &str, text: &str| {
        let screener = Screener::builder().pack("house.toml", pack).build().unwrap();
        screener.screen(text).findings().first().map(|finding| finding.severity())
    };
    for (text, expected) in [
        ("内部价", Some(Severity::Block)),
        ("nb价", Some(Severity::Block)),
        ("内bu价", Some(Severity::Block)),
        ("fanli", Some(Severity::Block)),
        // Two characters, of which a homophone leaves one.
        ("返莉", Some(Severity::Review)),
    ] {
        assert_eq!(severity(PACK, text), expected, "{text}");
    }
    let lower = format!("{PACK}variant_severity = \"notice\"\n");
    assert_eq!(severity(&lower, "内bu价"), Some(Severity::Notice));
    assert_eq!(severity(&lower, "内部价"), Some(Severity::Block));
}

/// Matters on which other libraries contradict each other.
#[test]
fn contested_spellings_are_decided() {
    for (list, text) in [
        // A numeral is a digit in a number only.
        ("0担", "零担运输"),
        ("3日", "三日内送达"),
        // A letter beside a digit goes on.
        ("sm", "型号3sm5"),
        ("q", "第4q7区"),
        // A digit beside a letter goes on, and inside a number.
        ("456", "a456b"),
        ("38", "共计1385元"),
        // Words of Latin letters are whole.
        ("bcd", "zzabcdezz"),
        ("rio", "xxxr-ioxxx"),
        // One character is a word by itself or none.
        ("西", "三个西瓜"),
        ("吃", "请你吃饭"),
        // Letters and digits are no noise.
        ("杂碎", "这群杂x碎"),
        ("傻瓜", "傻1瓜"),
        // One character has no other spelling, and a spelling does not lead back to the word.
        ("人", "八入"),
        ("睹钱", "赌钱"),
    ] {
        assert!(words(list).is_clean(text), "{list} in {text}");
    }
}

#[test]
fn numbers_may_mix_digits_and_numerals() {
    let screener = words("4008123123");
    let text = "电话4⓪零捌①二3壹㈡③。";
    assert_eq!(screener.screen(text).findings()[0].text(), "4⓪零捌①二3壹㈡③");
    let screener = Screener::new();
    let text = "联系电话：1③捌0零壹三8〇0零";
    let found = screener.screen(text);
    assert!(
        found.findings().iter().any(|finding| finding.text() == "1③捌0零壹三8〇0零"),
        "{found:?}"
    );
    for text in ["零售三天", "下三滥的手段", "二〇二四年三月十五日"] {
        let found = screener.screen(text);
        assert!(
            found
                .findings()
                .iter()
                .all(|finding| finding.rule().category().id() != "privacy"),
            "{text}"
        );
    }
}

#[test]
fn marks_in_a_row_are_noise_within_limits() {
    let screener = words("麻烦精");
    for text in ["麻。。。烦。。。精", "麻<b>烦</b>精", "麻，烦，精"] {
        assert_eq!(screener.screen(text).findings().len(), 1, "{text}");
    }
    let screener = words("滚蛋");
    assert!(!screener.is_clean("滚。。。蛋"));
    for text in ["滚。蛋", "滚，，蛋", "滚。。。。。。。蛋", "滚\n\n\n蛋", "滚<a href=x>蛋"] {
        assert!(screener.is_clean(text), "{text}");
    }
}

#[test]
fn words_inside_longer_words_of_the_list_are_found() {
    assert!(words("国人").is_clean("咱们中国人"));
    let screening = words("国人\n中国人").screen("咱们中国人");
    assert_eq!(screening.findings().len(), 2);
}
