//! Gates only save work: whatever stands around the words of a shape or a pattern, what verification would find is looked at.

use xianshen::Screener;

/// A screener for one shape or pattern, written as a line of TOML. Its characters are in no dictionary, so word edges are everywhere.
fn screener(how: &str) -> Screener {
    let mut builder = Screener::builder();
    builder.pack(
        "test.toml",
        format!(
            "schema = 1\nid = \"test\"\ncategory = \"test\"\ntitle = \"测试\"\n\n[[rule]]\nid = \"r\"\ntopic = \"t\"\nseverity = \"review\"\n\
             title = \"题\"\nmessage = \"因\"\nadvice = \"改\"\n{how}\n"
        ),
    );
    builder.build().unwrap()
}

/// Shapes and patterns, and what they find: a slot of long words, one that mixes them with a single character, a kind.
const RULES: &[(&str, &str)] = &[
    (r#"shapes = ["㐀㐁 ..3 㐂㐃"]"#, "㐀㐁㐄㐂㐃"),
    (r#"shapes = ["㐀㐁|㐅㐆 ..3 㐂㐃|㐃"]"#, "㐀㐁㐄㐃"),
    (r#"shapes = ["㐃|㐂㐃 ..3 㐀㐁"]"#, "㐃㐄㐄㐄㐀㐁"),
    (r#"shapes = ["㐀㐁 ~3 #number ~3 㐂㐃"]"#, "㐀㐁㐄30㐂㐃"),
    (r##"shapes = ["#percent ..3 㐀㐁"]"##, "98%㐄㐀㐁"),
    (r##"shapes = ["#percent ..3 㐀㐁"]"##, "百分之九十㐄㐀㐁"),
    (r##"shapes = ["#duration ..3 㐀㐁"]"##, "３ 到 5 个多月㐄㐀㐁"),
    (r##"shapes = ["㐀㐁 ..2 #duration"]"##, "㐀㐁㐄㐄第二天"),
    (r##"shapes = ["#date ..3 㐀㐁"]"##, "㋅㐄㐀㐁"),
    (r##"shapes = ["#money ..3 㐀㐁"]"##, "￥9８0㐄㐀㐁"),
    (r##"shapes = ["#age ..3 㐀㐁"]"##, "年近七旬㐄㐀㐁"),
    (r#"patterns = ["㐀㐁.{0,3}(㐂㐃|㐅㐆).{0,3}㐆㐀"]"#, "㐀㐁㐄㐅㐆㐆㐀"),
    (r#"patterns = ["㐀㐁.{0,3}(㐆|㐅㐂)[0-9]%"]"#, "㐀㐁㐄㐆８％"),
    (r#"patterns = ["㐀㐁.?[2-9][0-9]{9}4"]"#, "㐀㐁㐄八8零零138零零零四"),
    (r#"patterns = ["㐀㐁<㐆>"]"#, "㐀㐁＜㐆＞"),
    (r#"patterns = ["㐀㐁[ｘＸx].?[ｙy]"]"#, "㐀㐁Ｘ㐄ｙ"),
];

#[test]
fn what_stands_around_it_hides_nothing() {
    // A character that stands for two, one that stands for eighteen, tags, decoration, digits, words of the rules themselves.
    let around = [
        "",
        "㐄",
        "㋅",
        "㋅㋅㐄㋅",
        "ﷺ",
        "<b>㐄</b>",
        "</span>",
        "★ ☆",
        "㐄，㐄：",
        "2024",
        "㐀㐁",
        "㐂㐃㐄",
        "x\u{301}",
    ];
    for (how, hit) in RULES {
        let screener = screener(how);
        for before in around {
            for behind in around {
                for text in [format!("{before}{hit}{behind}"), format!("㐄。{before}㐄{hit}㐄{behind}。㐄")] {
                    assert!(!screener.is_clean(&text), "{how}: {text}");
                }
            }
        }
    }
}

/// A long sentence is judged in frames of 512 bytes: no border between two of them may part what belongs together.
#[test]
fn frames_hide_nothing() {
    for (how, hit) in RULES {
        let screener = screener(how);
        for before in 0..400 {
            let text = format!("{}{hit}{}", "㐄".repeat(before), "㐄".repeat(500));
            assert_eq!(
                screener.screen(&text).findings().len(),
                1,
                "{how}: {before} characters before"
            );
        }
    }
}

#[test]
fn what_is_too_far_apart_is_not_found() {
    let screener = screener(r#"shapes = ["㐀㐁 ..3 㐂㐃|㐃"]"#);
    for (text, found) in [
        ("㐀㐁㐄㐄㐄㐃", true),
        ("㐀㐁㐄㐄㐄㐄㐃", false),
        ("㐀㐁。㐃", false),
        ("㐃㐀㐁", false),
    ] {
        assert_eq!(!screener.is_clean(text), found, "{text}");
    }
}
