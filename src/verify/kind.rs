//! Kinds of things that shapes and document conditions have slots for: `#number`, `#duration` …

use std::{fmt, sync::LazyLock};

use regex::Regex;

use crate::text::FoldedRange;

/// A kind that the library recognises in folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Number,
    Percent,
    Duration,
    Money,
    Age,
    Contact,
    Person,
    Date,
}

const NUMERAL: &str = r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百千万半数几]{1,6})";

/// Words that announce a contact; the literals that the automaton anchors `#contact` on, beside runs of digits.
const CONTACT_WORDS: &[&str] = &[
    "微信号",
    "加微信",
    "微信咨询",
    "扫码",
    "二维码",
    "预约电话",
    "咨询电话",
    "咨询热线",
    "健康热线",
    "联系电话",
    "热线电话",
    "点击预约",
    "在线预约",
    "预约链接",
    "在线咨询",
    "私信",
];

impl Kind {
    pub(crate) const ALL: [Kind; 8] = [
        Kind::Number,
        Kind::Percent,
        Kind::Duration,
        Kind::Money,
        Kind::Age,
        Kind::Contact,
        Kind::Person,
        Kind::Date,
    ];

    /// The name behind the `#`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Percent => "percent",
            Kind::Duration => "duration",
            Kind::Money => "money",
            Kind::Age => "age",
            Kind::Contact => "contact",
            Kind::Person => "person",
            Kind::Date => "date",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The literals on which the kind can be anchored; empty for kinds that need a partner in the shape.
    pub(crate) fn anchors(self) -> &'static [&'static str] {
        match self {
            Kind::Contact => CONTACT_WORDS,
            _ => &[],
        }
    }

    /// The shortest run of digits on which the kind can be anchored too.
    pub(crate) fn digits(self) -> Option<usize> {
        match self {
            Kind::Contact => Some(7),
            _ => None,
        }
    }

    /// The characters with which a thing of the kind may begin; `None` if they are too many to tell.
    pub(crate) fn starts(self) -> Option<&'static str> {
        match self {
            Kind::Number => Some("0123456789一二两三四五六七八九十百千万半数几"),
            Kind::Percent => Some("0123456789一二两三四五六七八九十百千万半数几"),
            Kind::Duration => Some("0123456789一二两三四五六七八九十百千万半数几第当即立瞬次隔转"),
            Kind::Money => Some("0123456789一二两三四五六七八九十百千万半数几¥$r"),
            Kind::Age => Some("0123456789一二两三四五六七八九十百千万半数几年"),
            Kind::Date => Some("0123456789一二两三四五六七八九十百千万半数几今昨明近日"),
            Kind::Contact | Kind::Person => None,
        }
    }

    /// The characters of which one follows behind such a start, but for what goes on in between. Those of a kind for which a start is enough
    /// have none.
    pub(super) fn marks(self) -> &'static str {
        match self {
            Kind::Number | Kind::Contact | Kind::Person => "",
            Kind::Percent => "%‰成分",
            Kind::Duration => "秒分小钟天日周星礼月疗年次盒瓶贴针副场晚刻即间夜",
            Kind::Money => "元块美港m",
            Kind::Age => "岁周月近过逾",
            Kind::Date => "月天日前年-/.",
        }
    }

    /// All things of the kind in a folded text, from left to right, without overlaps.
    pub(crate) fn find(self, folded: &str) -> Vec<FoldedRange> {
        self.regex()
            .find_iter(folded)
            .map(|found| FoldedRange::new(found.start(), found.end()))
            .collect()
    }

    fn regex(self) -> &'static Regex {
        static REGEXES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
            Kind::ALL
                .into_iter()
                .map(|kind| Regex::new(&kind.source()).expect("the kinds' expressions are tested"))
                .collect()
        });
        &REGEXES[self as usize]
    }

    fn source(self) -> String {
        match self {
            Kind::Number => NUMERAL.to_owned(),
            Kind::Percent => format!(r"{NUMERAL}(?:%|‰|个百分点)|百分之{NUMERAL}|[一二三四五六七八九][成]|百分百"),
            Kind::Duration => format!(
                r"(?:第)?{NUMERAL}(?:[-~至到—]{{1,2}}{NUMERAL})?(?:个)?(?:多)?(?:秒|分钟|小时|钟头|天|日|周|星期|礼拜|月|疗程|年)(?:内|后|左右|以内)?|{NUMERAL}(?:次|盒|瓶|贴|针|副)|当天|当日|当场|当晚|即刻|立刻|立即|瞬间|次日|第二天|隔天|一夜|转天"
            ),
            Kind::Money => format!(r"(?:[¥$]|rmb){NUMERAL}|{NUMERAL}(?:万|千|百)?(?:元|块钱|块|万元|美元|港币)"),
            Kind::Age => format!(r"{NUMERAL}(?:周)?岁(?:半)?|年(?:近|过|逾){NUMERAL}(?:旬)?|{NUMERAL}(?:月龄|个月大)"),
            Kind::Contact => format!(
                r"(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{{4}}[- ]?[0-9]{{4}}|0[0-9]{{2,3}}[-) ]{{0,2}}[2-9][0-9]{{6,7}}|[48]00[- ]?[0-9]{{3}}[- ]?[0-9]{{4}}|{}|(?:微信|qq|vx|v信)(?:号)?[:]?[a-z0-9_-]{{5,20}}|https?://[a-z0-9./?=&_%-]+",
                CONTACT_WORDS.join("|")
            ),
            Kind::Person => {
                r"(?:[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文](?:某某?|女士|先生|阿姨|叔叔|大爷|大妈|奶奶|爷爷|小姐|师傅|同学|大姐|大哥)|[小老][王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董程曹袁邓许沈曾彭吕苏卢蒋蔡丁魏薛叶潘杜戴夏钟汪田任姜范方姚谭廖邹熊陆孔崔邱秦史顾侯邵孟段雷钱汤尹黎易乔贺赖龚])"
                    .to_owned()
            }
            Kind::Date => format!(r"(?:[0-9]{{2,4}}年)?{NUMERAL}月(?:{NUMERAL}[日号])?|[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}|今天|昨天|明天|今日|昨日|近日|日前"),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_way_to_get_in_touch_is_anchored_on_digits() {
        for kind in Kind::ALL {
            assert_eq!(kind.digits(), (kind == Kind::Contact).then_some(7), "{}", kind.name());
            assert_eq!(kind.anchors().contains(&"扫码"), kind == Kind::Contact, "{}", kind.name());
            assert!(kind.anchors().iter().all(|word| !word.is_empty()), "{}", kind.name());
        }
    }

    #[test]
    fn kinds_are_recognised() {
        for (kind, text, expected) in [
            (Kind::Number, "做了3.5次和十二次", vec!["3.5", "十二"]),
            (Kind::Percent, "有效率98.5%，百分之九十", vec!["98.5%", "百分之九十"]),
            (
                Kind::Duration,
                "3天见效，两个疗程，当天，一周内",
                vec!["3天", "两个疗程", "当天", "一周内"],
            ),
            (Kind::Money, "只要99元，¥980", vec!["99元", "¥980"]),
            (Kind::Age, "45岁，年近七旬", vec!["45岁", "年近七旬"]),
            (Kind::Contact, "电话0571-87654321，扫码", vec!["0571-87654321", "扫码"]),
            (Kind::Person, "王女士和张某", vec!["王女士", "张某"]),
            (Kind::Date, "2024年5月1日", vec!["2024年5月1日"]),
        ] {
            let found: Vec<&str> = kind.find(text).into_iter().map(|r| &text[r.start..r.end]).collect();
            assert_eq!(found, expected, "{kind}");
        }
    }

    /// What begins otherwise would be kept out by the gates.
    #[test]
    fn things_begin_as_they_say() {
        // A character in front that no kind begins with, so that each of the others gets its turn to be the first.
        let all: String = ('\u{4E00}'..='\u{9FFF}')
            .map(|c| format!("*{c}三天*{c}年三岁*{c}月*{c}天*{c}成*{c}3%*{c}元*{c}日*{c}晚*{c}刻*{c}间*{c}夜*{c}分百\n"))
            .collect();
        for kind in Kind::ALL {
            let Some(starts) = kind.starts() else { continue };
            for found in kind.find(&all) {
                let text = &all[found.start..found.end];
                assert!(starts.contains(text.chars().next().unwrap()), "{kind}: {text}");
            }
        }
    }

    #[test]
    fn names_lead_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::from_name("colour"), None);
    }
}
