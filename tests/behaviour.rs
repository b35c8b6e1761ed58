//! What the library does, as tables grouped by meaning. Each row: word or pack, text, what is found.

use xianshen::{Evidence, Mask, Reason, Screener, ScreenerBuilder, Severity, Verdict};

fn words(list: &str) -> Screener {
    Screener::builder().word_list("words.txt", list).build().unwrap()
}

fn pack(rules: &str) -> ScreenerBuilder {
    let mut builder = Screener::builder();
    builder.pack(
        "test.toml",
        format!("schema = 1\nid = \"test\"\ncategory = \"test\"\ntitle = \"测试\"\n{rules}"),
    );
    builder
}

/// A rule with the fields that no test is about.
fn rule(id: &str, rest: &str) -> String {
    format!(
        "\n[[rule]]\nid = \"{id}\"\ntopic = \"t\"\nseverity = \"review\"\ntitle = \"题\"\nmessage = \"因\"\nadvice = \"改\"\n{rest}\n"
    )
}

fn texts(screener: &Screener, text: &str) -> Vec<String> {
    screener
        .screen(text)
        .findings()
        .iter()
        .map(|finding| finding.text().to_owned())
        .collect()
}

/// (term, text, found)
fn check(table: &[(&str, &str, &[&str])]) {
    for (term, text, expected) in table {
        assert_eq!(texts(&words(term), text), *expected, "{term} in {text}");
    }
}

#[test]
fn chinese_word_edges() {
    check(&[
        ("大麻", "有人种植大麻", &["大麻"]),
        ("大麻", "我有一个大麻烦", &[]),
        ("口交", "路口交通已恢复", &[]),
        ("鸡巴", "宝鸡巴士", &[]),
        ("去死", "迷宫里的去死胡同", &[]),
        ("他妈", "他妈妈来了", &[]),
        ("靠", "可靠度", &[]),
        ("靠", "靠，又来了", &["靠"]),
        // A compound of the term is the term; another word that begins like it is not.
        ("赌博", "犯赌博罪", &["赌博"]),
        ("赌博", "禁止聚众赌博", &["赌博"]),
        ("他妈", "他妈的", &["他妈"]),
        ("大麻", "捕大麻哈鱼", &[]),
        ("国人", "我是中国人", &[]),
        ("操", "在操场操作", &[]),
        // Four characters side by side are no chance.
        ("根治糖尿病", "根治糖尿病人", &["根治糖尿病"]),
        // What the dictionary lacks is not lost.
        ("裸聊", "找人裸聊天天有", &["裸聊"]),
        ("加薇", "快加薇聊", &["加薇"]),
    ]);
}

#[test]
fn latin_word_edges() {
    check(&[
        ("SM", "Smoking room", &[]),
        ("ass", "the grass is small", &[]),
        ("sb", "sbc", &[]),
        ("2b", "22b", &[]),
        ("star", "stars", &[]),
        ("s b", "strikes back", &[]),
        ("decided", "会上decided了三件事", &["decided"]),
        ("decision", "彼のdecisionです", &["decision"]),
        ("248", "B7724801领药", &[]),
        ("online casino", "an Online  Casino!", &["Online  Casino"]),
        // A skipped space makes no word of two.
        ("ass", "as soon as s comes", &[]),
        ("ass", "big a s s", &["a s s"]),
    ]);
}

#[test]
fn foldings() {
    check(&[
        ("赌博", "賭博", &["賭博"]),
        ("賭博", "赌博", &["赌博"]),
        ("vip", "ＶＩＰ ⓥⓘⓟ 𝓿𝓲𝓹", &["ＶＩＰ", "ⓥⓘⓟ", "𝓿𝓲𝓹"]),
        ("6月", "㋅起", &["㋅"]),
        ("café", "CAFE\u{301}", &["CAFE"]),
        ("嘻嘻哈哈", "大家嘻嘻哈哈", &["嘻嘻哈哈"]),
        ("下三滥", "下三滥招式", &["下三滥"]),
        ("零售", "零售价", &["零售"]),
        ("著名", "著名专家", &["著名"]),
        ("什么", "为什么", &[]),
    ]);
}

#[test]
fn noise_inside_terms() {
    check(&[
        ("五星红旗", "五 星红旗迎风", &["五 星红旗"]),
        ("狗东西", "狗.东西", &["狗.东西"]),
        ("傻逼", "傻@#￥%逼", &["傻@#￥%逼"]),
        ("赌博", "赌\u{200B}\u{2060}博", &["赌\u{200B}\u{2060}博"]),
        ("赌博", "赌，博", &[]),
        ("赌博", "赌。\n博", &[]),
        ("上不封顶", "上。不。封。顶", &["上。不。封。顶"]),
        ("机密★", "机密★10年", &["机密★"]),
        ("机密★", "机密10年", &[]),
        // Noise makes no word edges: the cleaned text is cut into words.
        ("口交", "路口 交通", &[]),
        ("鸡巴", "宝*鸡*巴*士", &[]),
    ]);
}

#[test]
fn evidence_says_how() {
    let screener = words("赌博\nvip");
    for (text, expected) in [
        ("赌博", vec![Evidence::Exact]),
        ("賭博", vec![Evidence::Folded]),
        ("赌 博", vec![Evidence::Noise]),
        ("賭*博", vec![Evidence::Folded, Evidence::Noise]),
        ("ＶＩＰ", vec![Evidence::Folded]),
    ] {
        assert_eq!(screener.screen(text).findings()[0].evidence(), expected, "{text}");
    }
}

#[test]
fn allowed_words() {
    let screener = pack(&rule("cure", "terms = [\"根治\"]\nallow = [\"根治术\", \"根治性\"]"))
        .build()
        .unwrap();
    assert!(screener.is_clean("行胃癌根治术后第三天"));
    assert!(screener.is_clean("行胃癌根 治 术后"));
    assert_eq!(texts(&screener, "根治术后根治"), ["根治"]);
    let user = Screener::builder().word_list("w", "黄片").allow(["三黄片"]).build().unwrap();
    assert!(user.is_clean("口服三黄片"));
    assert!(!user.is_clean("看黄片"));
}

#[test]
fn context_cues() {
    let cues = r#"
[cue.ban]
before = ["严禁", "不"]
within = 4
scope = "clause"
[cue.myth]
anywhere = ["谣言"]
[cue.late]
after = ["是违法的"]
"#;
    let rules = rule(
        "a",
        "terms = [\"赌博\"]\nunless = [\"@ban\", \"@myth\", \"@late\", \"警示片\"]",
    ) + &rule("b", "terms = [\"吸毒\"]\nnever_exempt = true");
    let defaults = "[defaults]\nunless = [\"@myth\"]\n";
    let screener = pack(&format!("{defaults}{cues}{rules}")).build().unwrap();
    for (text, found) in [
        ("严禁赌博", false),
        ("严禁在院内赌博", false),
        ("严禁在医院的任何地方赌博", true), // too far
        ("严禁，赌博", true),               // another clause
        ("赌博严禁", true),                 // on the wrong side
        ("不赌博", false),
        ("不幸赌博", true), // 不 is no word here
        ("有人说赌博治病，是谣言", false),
        ("有谣言。赌博", true), // another sentence
        ("赌博是违法的", false),
        ("观看赌博警示片", false),
        ("有谣言说吸毒无害", true), // never exempt
    ] {
        assert_eq!(!screener.is_clean(text), found, "{text}");
    }
}

#[test]
fn patterns() {
    let screener = pack(&rule(
        "p",
        "patterns = ['(保证|承诺).{0,6}(治愈|康复)']\nallow = [\"治愈率\"]",
    ))
    .build()
    .unwrap();
    assert_eq!(texts(&screener, "我们保证三天治愈。"), ["保证三天治愈"]);
    assert_eq!(texts(&screener, "保 证\u{200B}三天治*愈"), ["保 证\u{200B}三天治*愈"]);
    assert_eq!(texts(&screener, "保證康復"), ["保證康復"]);
    assert!(screener.is_clean("保证。治愈"));
    assert!(screener.is_clean("保证五年治愈率"));
}

#[test]
fn shapes() {
    let class = "[class]\neffect = [\"见效\", \"消失\", \"吃肉\"]\n";
    let screener = pack(&format!(
        "{class}{}{}{}",
        rule("speed", "shapes = [\"#duration ..4 @effect\"]"),
        rule("clause", "shapes = [\"本院|我院 ~6 @effect|痊愈\"]"),
        rule("direct", "shapes = [\"特价 种牙\"]")
    ))
    .build()
    .unwrap();
    for (text, expected) in [
        ("三天就见效", vec!["三天就见效"]),
        ("3天，就见效", vec!["3天，就见效"]),
        ("三天之后大概才会见效", vec![]),
        ("三天。见效", vec![]),
        ("我院一次见效", vec!["一次见效", "我院一次见效"]),
        ("我院，见效", vec![]),
        ("我院让您痊愈", vec!["我院让您痊愈"]),
        ("特价种牙", vec!["特价种牙"]),
        ("特价的种牙", vec![]),
    ] {
        let mut found = texts(&screener, text);
        found.sort_by_key(|text| text.len());
        assert_eq!(found, expected, "{text}");
    }
    let negated = format!(
        "[cue.not]\nbefore = [\"不能\"]\n{class}{}",
        rule("n", "shapes = [\"#duration ..4 @effect\"]\nunless = [\"@not\"]")
    );
    let negated = pack(&negated).build().unwrap();
    assert!(negated.is_clean("三天不能见效") && negated.is_clean("不能三天见效") && !negated.is_clean("三天就见效，不能停"));
    let evidence = screener.screen("三天就见效").findings()[0].evidence().to_vec();
    assert_eq!(evidence, [Evidence::Shape(vec!["三天".into(), "见效".into()])]);
}

#[test]
fn document_conditions() {
    let class = "[class]\ntreatment = [\"糖尿病\", \"高血压\"]\n";
    let condition = "document = { all = [\"@treatment\", \"#contact\"], any = [\"预约\", \"到院\"], none = [\"招募受试者\"] }";
    let screener = pack(&format!("{class}{}", rule("ad", condition))).build().unwrap();
    let whole = "糖尿病要控制饮食。\n欢迎预约，电话0571-87654321。";
    let screening = screener.screen(whole);
    assert_eq!(screening.findings().len(), 1);
    assert_eq!(screening.findings()[0].text(), "0571-87654321");
    assert_eq!(screening.findings()[0].evidence(), [Evidence::Document]);
    assert!(!screener.is_clean(whole));
    for text in [
        "糖尿病要控制饮食。欢迎预约。",
        "欢迎预约，电话0571-87654321。",
        "糖尿病，电话0571-87654321。",
        "糖尿病招募受试者，欢迎预约，电话0571-87654321。",
    ] {
        assert!(screener.is_clean(text), "{text}");
    }
}

#[test]
fn dropped_candidates_say_why() {
    let rules = rule("a", "terms = [\"大麻\"]\nallow = [\"大麻籽\"]\nunless = [\"@ban\"]");
    let screener = pack(&format!("[cue.ban]\nbefore = [\"严禁\"]\n{rules}")).build().unwrap();
    for (text, reason) in [
        ("一个大麻烦", Reason::CutsWord("麻烦".into())),
        ("食用大麻籽油", Reason::Allowed("大麻籽".into())),
        (
            "严禁种植大麻",
            Reason::Context {
                cue: "ban".into(),
                word: "严禁".into(),
            },
        ),
    ] {
        let screening = screener.explain(text);
        assert!(screening.findings().is_empty(), "{text}");
        assert_eq!(screening.dropped()[0].reason(), &reason, "{text}");
    }
    assert!(screener.screen("一个大麻烦").dropped().is_empty());
}

#[test]
fn overlapping_findings_of_one_rule_become_the_longest() {
    let screener = pack(&rule("a", "terms = [\"包治\", \"包治百病\", \"治百病\"]"))
        .build()
        .unwrap();
    assert_eq!(texts(&screener, "包治百病，包治"), ["包治百病", "包治"]);
    // A word list is a list of words: each is told.
    assert_eq!(texts(&words("传销\n传销组织"), "传销组织").len(), 2);
}

#[test]
fn switches() {
    let rules = rule("a", "terms = [\"内部价\"]")
        + &rule("b", "terms = [\"促销价\"]\nenabled = false").replace("topic = \"t\"", "topic = \"off\"")
        + &rule("c", "terms = [\"跳楼价\"]").replace("\"review\"", "\"block\"");
    let text = "内部价、促销价、跳楼价";
    let found = |configure: &dyn Fn(&mut ScreenerBuilder)| {
        let mut builder = pack(&rules);
        configure(&mut builder);
        texts(&builder.build().unwrap(), text)
    };
    assert_eq!(found(&|_| {}), ["内部价", "跳楼价"]);
    assert_eq!(
        found(&|b| {
            b.enable("off");
        }),
        ["内部价", "促销价", "跳楼价"]
    );
    assert_eq!(
        found(&|b| {
            b.disable("test/a");
        }),
        ["跳楼价"]
    );
    assert_eq!(
        found(&|b| {
            b.min_severity(Severity::Block);
        }),
        ["跳楼价"]
    );
    assert_eq!(
        found(&|b| {
            b.only("test/a");
        }),
        ["内部价"]
    );
    let unknown = pack(&rules).disable("gone").build().unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "`gone` is no rule, topic or category of the loaded packs"
    );
}

#[test]
fn verdicts() {
    let screener = pack(
        &(rule("n", "terms = [\"提示词\"]").replace("\"review\"", "\"notice\"")
            + &rule("r", "terms = [\"复核词\"]")
            + &rule("b", "terms = [\"必改词\"]").replace("\"review\"", "\"block\"")),
    )
    .build()
    .unwrap();
    for (text, verdict) in [
        ("", Verdict::Pass),
        ("提示词", Verdict::Pass),
        ("提示词，复核词", Verdict::Review),
        ("必改词，复核词", Verdict::Block),
    ] {
        assert_eq!(screener.screen(text).verdict(), verdict, "{text}");
    }
}

#[test]
fn a_come_on_makes_a_doubtful_finding_block() {
    let screener = pack(&rule("lure", "terms = [\"轻松赚钱\"]\nraise = [\"加我|私聊\", \"#contact\"]"))
        .build()
        .unwrap();
    for (text, verdict) in [
        ("轻松赚钱的日子过去了", Verdict::Review),
        ("轻松赚钱。有事请加我", Verdict::Review),
        ("轻松赚钱，加我", Verdict::Block),
        ("轻松赚钱，电话13800138000", Verdict::Block),
        ("加我，电话13800138000", Verdict::Pass),
    ] {
        assert_eq!(screener.screen(text).verdict(), verdict, "{text}");
    }
    let screening = screener.screen("轻松赚钱，私聊");
    assert_eq!(
        screening.findings()[0].evidence().last(),
        Some(&Evidence::Cue("私聊".to_owned()))
    );
}

#[test]
fn findings_outlive_screener_and_text() {
    let finding = {
        let text = String::from("内部价");
        words("内部价").screen(&text).findings()[0].clone()
    };
    assert_eq!(finding.text(), "内部价");
    assert_eq!(finding.rule().category().id(), "custom");
}

#[test]
fn masked_text_is_screened_again() {
    // The first masking would bring 赌 and 博 together over the stars.
    let screener = words("赌博\n大麻");
    let redacted = screener.redact("赌大麻博", &Mask::default());
    assert!(screener.is_clean(&redacted), "{redacted}");
    assert!(!screener.is_clean(&screener.screen("赌大麻博").redact("赌大麻博", &Mask::default())));
}

#[test]
fn a_mask_that_is_found_itself_is_put_in_once() {
    let screener = words("赌博");
    assert_eq!(screener.redact("赌博", &Mask::Each("赌博".to_owned())), "赌博赌博");
    assert_eq!(screener.redact("赌 博吧", &Mask::Whole("赌博".to_owned())), "赌博吧");
}

#[test]
fn extreme_texts() {
    let screener = Screener::new();
    assert_eq!(screener.screen("").findings(), []);
    for text in ["\u{0}", "\u{FFFD}", "\u{10FFFF}", "\n\n\n", "\u{202E}\u{200B}", "，。，。"] {
        assert!(screener.is_clean(text), "{text:?}");
    }
    for c in ["赌", "1", " ", "*", "a", "🐍", "\u{301}", "。", "㋅"] {
        let text = c.repeat(200_000);
        let _ = screener.screen(&text);
    }
}

#[test]
fn values_can_be_shared() {
    fn is<T: Send + Sync + Clone + 'static>() {}
    is::<Screener>();
    is::<xianshen::Screening>();
    is::<xianshen::Finding>();
    is::<Mask>();
    fn can_fail<T: std::error::Error + Send + Sync + 'static>() {}
    can_fail::<xianshen::Error>();
    assert!(size_of::<Screener>() == size_of::<usize>());
}
