//! The report formats, pinned: other tools read them. `BLESS=1 cargo test --test report` writes them anew: read the diff.

use std::{fs, path::PathBuf};

use xianshen::{Screener, TextReport};

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
