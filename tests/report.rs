//! The report formats, pinned: other tools read them. `BLESS=1 cargo test --test report` writes them anew: read the diff.

use std::{fs, path::PathBuf};

use xianshen::{HtmlReport, Reviewed, SarifReport, Screener, Span, TextReport};

const PACK: &str = r##"
schema = 1
id = "house"
category = "house"
title = "院内规则"

[[law]]
id = "house-law-2020"
title = "《医院信息发布管理规定》（2020）"
[law.article]
"3" = { cite = "第三条", says = "内部价格不得外传" }

[class]
effect = ["见效"]

[[rule]]
id = "price"
topic = "price"
severity = "block"
title = "内部价格"
message = "内部价格不得对外发布"
advice = "删去价格"
basis = ["house-law-2020/3"]
terms = ["内部价"]
allow = ["内部价目表"]

[[rule]]
id = "speed"
topic = "speed"
severity = "review"
title = "见效快"
message = "不得承诺见效时间"
advice = "删去时间"
shapes = ["#duration ..4 @effect"]
"##;

const TEXT: &str = "# 喜讯\n本月Ⅰ起，內 部價体检，三天见效。\n参看内部价目表。\n";

fn golden(name: &str, said: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/report").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, said).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), said, "{name}");
}

fn screener() -> Screener {
    Screener::builder().pack("house.toml", PACK).build().unwrap()
}

#[test]
fn json() {
    let screening = screener().screen(TEXT);
    golden("report.json", &(serde_json::to_string_pretty(&screening).unwrap() + "\n"));
}

#[test]
fn json_with_dropped_candidates() {
    let screening = screener().explain(TEXT);
    golden("explained.json", &(serde_json::to_string_pretty(&screening).unwrap() + "\n"));
}

#[test]
fn json_of_a_clean_text() {
    let screening = screener().screen("喜讯");
    assert_eq!(
        serde_json::to_string(&screening).unwrap(),
        r#"{"verdict":"pass","findings":[]}"#
    );
}

#[test]
fn text() {
    let screening = screener().screen(TEXT);
    golden("report.txt", &TextReport::new("post.md", TEXT, &screening).to_string());
}

#[test]
fn colours_only_when_asked() {
    let screening = screener().screen(TEXT);
    let report = TextReport::new("post.md", TEXT, &screening);
    assert!(!report.to_string().contains('\u{1B}'));
    assert!(report.colour(true).to_string().contains('\u{1B}'));
}

#[test]
fn narrow_terminals() {
    let text = format!("{}{}", "今天天气很好。".repeat(9), TEXT);
    let screening = screener().explain(&text);
    let report = TextReport::new("post.md", &text, &screening).width(40).to_string();
    golden("narrow.txt", &report);
    // A closing sign may stand in one column pair more.
    let columns = |line: &str| -> usize { line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
    let is_text = |line: &&str| !line.contains("house") && !line.contains('：');
    assert!(report.lines().filter(is_text).all(|line| columns(line) <= 42), "{report}");
}

#[test]
fn findings_that_overlap_are_one_place() {
    let screener = Screener::builder()
        .pack("house.toml", PACK)
        .word_list("words.txt", "一二三\n二三四\n三四五六\n体检\t体检\n价体\n体检，三\n甲乙\n")
        .build()
        .unwrap();
    let text = "零一二三四五六\n内部价体检，三天见效\n甲\u{1B}[31m乙，甲乙\n";
    let screening = screener.screen(text);
    let report = TextReport::new("a.txt", text, &screening).to_string();
    golden("overlap.txt", &report);
    assert!(!report.contains('\u{1B}'));
    // Each finding is told, with its rule and its place, and so it is in the page.
    let page = HtmlReport::new().with(Reviewed::new("a.txt", text, &screening)).to_string();
    for (i, finding) in screening.findings().iter().enumerate() {
        let told = format!("a.txt:{}:{}  [{}]", finding.line(), finding.column(), finding.rule().id());
        assert!(report.contains(&told), "{told}");
        assert_eq!(page.matches(&format!("id=\"f{}\"", i + 1)).count(), 1);
    }
}

#[test]
fn places_of_ones_own() {
    let screening = screener().screen(TEXT);
    let places = ["第 1 段".to_owned(), "页眉".to_owned()];
    let report = TextReport::new("post.docx", TEXT, &screening).places(&places).to_string();
    assert!(
        report.contains("第 1 段  [house/price]") && report.contains("页眉  [house/speed]"),
        "{report}"
    );
    let page = HtmlReport::new()
        .with(Reviewed::new("post.docx", TEXT, &screening).places(&places))
        .to_string();
    assert!(page.contains("<summary>页眉</summary>"));
}

#[test]
fn sarif() {
    let screening = screener().screen(TEXT);
    let log = SarifReport::new().with(Reviewed::new("稿件 1.md", TEXT, &screening));
    golden("report.sarif", &(serde_json::to_string_pretty(&log).unwrap() + "\n"));
}

#[test]
fn html_escapes_everything() {
    let evil = "<script>alert(1)</script>\"'&";
    let pack = PACK
        .replace("院内规则", &evil.replace('"', "\\\""))
        .replace("内部价格不得对外发布", &evil.replace('"', "\\\""))
        .replace("删去价格", &evil.replace('"', "\\\""))
        .replace("内部价格不得外传", &evil.replace('"', "\\\""));
    let screener = Screener::builder().pack("house.toml", pack).build().unwrap();
    let text = format!("{evil}内部价{evil}\n内<b onclick=x>部</b>价\u{202E}");
    let screening = screener.screen(&text);
    assert!(!screening.findings().is_empty());
    let page = HtmlReport::new().with(Reviewed::new(evil, &text, &screening)).to_string();
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    assert!(!page.contains("<b onclick") && !page.contains('\u{202E}'));
    // Nothing is asked of the network.
    for word in ["http:", "https:", "@import", "url("] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn nothing_to_screen_is_no_pass() {
    let screener = screener();
    for text in ["", " \n\t\u{3000}\n"] {
        let screening = screener.screen(text);
        let report = TextReport::new("empty.md", text, &screening).to_string();
        assert_eq!(report, "empty.md：没有可审的文字，不作结论\n");
        let page = HtmlReport::new()
            .with(Reviewed::new("empty.md", text, &screening))
            .to_string();
        assert!(page.contains("没有可审的文字") && !page.contains("可以发布"));
    }
    assert!(HtmlReport::new().to_string().contains("没有可审的文字"));
    let text = "喜讯";
    let screening = screener.screen(text);
    assert_eq!(
        TextReport::new("good.md", text, &screening).to_string(),
        "good.md：0 处，可以发布\n"
    );
    let page = HtmlReport::new().with(Reviewed::new("good.md", text, &screening)).to_string();
    assert!(page.contains("可以发布"));
}

#[test]
fn findings_placed_in_a_source() {
    let (text, source) = ("本月內部價体检", "<p>好\n本月<b>內部</b>價体检</p>");
    let screening = screener().screen(text).placed_in(source, |span| {
        assert_eq!((span.start, span.end), (6, 15));
        Span::new(
            source.find('內').unwrap(),
            source.find('體').unwrap_or(source.find("体").unwrap()),
        )
    });
    let finding = &screening.findings()[0];
    assert_eq!(finding.text(), "內部</b>價");
    assert_eq!((finding.line(), finding.column(), finding.chars().start), (2, 6, 10));
    assert!(screening.retain(|_| false).findings().is_empty());
}

proptest::proptest! {
    /// Whatever the text and the width: reports are written, the text report within its columns, the page with the whole text.
    #[test]
    fn any_text_can_be_reported(
        parts in proptest::collection::vec(proptest::sample::select(&[
            "一", "二三", "甲乙", "三四", "a", "abcdefghijklmnop", "，", "。", " ", "\n", "\r\n", "\t", "<", "&", "e\u{301}", "👨\u{200D}👩", "\u{202E}", "\u{0}", "\u{1B}",
        ][..]), 0..60),
        width in 0usize..120,
    ) {
        let text = parts.concat();
        let screening = OVERLAPPING.screen(&text);
        let report = TextReport::new("a", &text, &screening).width(width).to_string();
        assert!(!report.contains('\u{1B}'));
        assert_eq!(report.matches("[custom/words]").count(), screening.findings().len(), "{report}");
        if !text.trim().is_empty() {
            let numbers = report.lines().last().unwrap().replace(" 条", " 处");
            assert!(numbers.contains(&format!("{} 处", screening.findings().len())), "{numbers}");
        }
        let page = HtmlReport::new().with(Reviewed::new("a", &text, &screening)).to_string();
        for number in 1..=screening.findings().len() {
            assert_eq!(page.matches(&format!("id=\"t{number}\"")).count(), 1);
        }
        let same = screening.clone().placed_in(&text, |span| span);
        assert_eq!(same, screening);
        serde_json::to_string(&SarifReport::new().with(Reviewed::new("a", &text, &screening))).unwrap();
    }
}

/// Words that overlap, some of them over line ends.
static OVERLAPPING: std::sync::LazyLock<Screener> = std::sync::LazyLock::new(|| {
    let words = "一二三\n二三四\n三四\n甲乙\n三甲\n";
    Screener::builder().word_list("words.txt", words).build().unwrap()
});
