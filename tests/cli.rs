//! The `scan` example, from outside: flags, formats, exit status, trouble.

mod desk;

use std::{fs, io::Write, path::Path, process::Stdio};

use desk::{Folder, run, scan, stderr, stdout};

const BAD: &str = "本科室祖传秘方，包治百病。\n";
const GOOD: &str = "行胃癌根治术后第三天，患者恢复进食。\n";

#[test]
fn the_samples_show_the_main_job() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sample");
    let output = run(&[], &[&sample.join("post.md")]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("不得发布"));
    let output = run(&[], &[&sample.join("lawful.md")]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(stdout(&output).contains("可以发布"));
}

#[test]
fn a_sample_has_a_dozen_kinds_of_violations() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sample/post.md");
    let output = run(&["--format", "json"], &[&sample]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let topics: std::collections::BTreeSet<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["topic"].as_str().unwrap())
        .collect();
    assert!(topics.len() >= 12, "{topics:?}");
}

#[test]
fn status_and_formats() {
    let folder = Folder::new("formats");
    let (bad, good) = (folder.file("bad.md", BAD), folder.file("good.md", GOOD));
    assert_eq!(run(&[], &[&good]).status.code(), Some(0));
    assert_eq!(run(&[], &[&bad]).status.code(), Some(1));
    assert_eq!(run(&[], &[&good, &bad]).status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_str(&stdout(&run(&["--format", "json"], &[&bad]))).unwrap();
    assert_eq!(json["verdict"], "block");
    let lines = stdout(&run(&["--format", "jsonl"], &[&bad, &good]));
    assert_eq!(lines.lines().count(), 2);
    assert_eq!(lines.lines().nth(1).unwrap(), r#"{"verdict":"pass","findings":[]}"#);
    let text = stdout(&run(&[], &[&bad]));
    assert!(
        text.contains("bad.md:1:") && text.contains("依据") && text.contains("建议") && !text.contains('\u{1B}'),
        "{text}"
    );
}

#[test]
fn a_folder_is_walked_and_standard_input_is_read() {
    let folder = Folder::new("walk");
    fs::create_dir(folder.0.join("inner")).unwrap();
    folder.file("a.md", GOOD);
    folder.file("inner/b.md", BAD);
    folder.file(".hidden", BAD);
    let output = run(&["--format", "jsonl"], &[&folder.0]);
    assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(1), 2));

    let mut child = scan().arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(BAD.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("standard input:1:"));
}

#[test]
fn json_lines_in_and_out() {
    let folder = Folder::new("jsonl");
    let rows = format!(
        "{{\"text\": {:?}, \"id\": 7}}\n\n{{\"text\": {:?}}}\n",
        BAD.trim(),
        GOOD.trim()
    );
    let file = folder.file("rows.jsonl", rows);
    let output = run(&["--jsonl"], &[&file]);
    let verdicts: Vec<String> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["verdict"].to_string())
        .collect();
    assert_eq!(verdicts, ["\"block\"", "\"pass\""]);
    let redacted = stdout(&run(&["--jsonl", "--redact"], &[&file]));
    let first: serde_json::Value = serde_json::from_str(redacted.lines().next().unwrap()).unwrap();
    assert_eq!(first["id"], 7);
    assert!(!first["text"].as_str().unwrap().contains("包治百病"));

    for (content, place) in [("{\"text\": \"好\"}\nnonsense\n", ":2:"), ("{\"body\": \"好\"}\n", ":1:")] {
        let file = folder.file("broken.jsonl", content);
        let output = run(&["--jsonl"], &[&file]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(place), "{}", stderr(&output));
    }
}

#[test]
fn packs_and_words() {
    let folder = Folder::new("packs");
    let text = folder.file("text.md", "院内价格：内部价体检。赌博\n");
    let words = folder.file("words.txt", "# house words\n内部价\tprice\n");
    let output = run(&["--no-builtin", "--format", "json", "--words"], &[&words, &text]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len(), 1);
    assert_eq!(report["findings"][0]["category"], "custom");
    assert_eq!(report["findings"][0]["topic"], "price");
    assert_eq!(report["verdict"], "review");
    let allow = folder.file("allow.txt", "内部价体检\n");
    let output = run(
        &["--no-builtin", "--words", words.to_str().unwrap(), "--allow"],
        &[&allow, &text],
    );
    assert_eq!(output.status.code(), Some(0));
    // Below the severity asked for.
    let output = run(&["--no-builtin", "--min-severity", "block", "--words"], &[&words, &text]);
    assert_eq!(output.status.code(), Some(0));
    let output = run(&["--only", "privacy"], &[&folder.file("bad.md", BAD)]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn explain_and_redact() {
    let folder = Folder::new("explain");
    let text = folder.file("text.md", "我有一个大麻烦。\n");
    let words = folder.file("words.txt", "大麻\n");
    let output = run(&["--no-builtin", "--explain", "--words"], &[&words, &text]);
    assert!(stdout(&output).contains("它切断了词语“麻烦”"), "{}", stdout(&output));
    let bad = folder.file("bad.md", BAD);
    let redacted = stdout(&run(&["--redact"], &[&bad]));
    assert_eq!(redacted.chars().count(), BAD.chars().count());
    assert!(!redacted.contains("包治百病"));
}

#[test]
fn trouble_is_told() {
    let folder = Folder::new("trouble");
    let bad = folder.file("bad.md", BAD);
    let missing = folder.0.join("missing.md");
    let output = run(&[], &[&missing, &bad]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("missing.md"));
    // What can be read is screened all the same.
    assert!(stdout(&output).contains("bad.md:1:"));

    let broken = folder.file("broken.toml", "schema = 1\nid = 7\n[[rule]]\nid = \"a\"\n");
    let output = run(&["--rules"], &[&broken, &bad]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("error[X003]") && stderr(&output).contains("broken.toml:2:6"),
        "{}",
        stderr(&output)
    );

    for args in [
        &["--format", "pdf"][..],
        &["--only", "nothing-like-it"],
        &["--min-severity", "high"],
        &["--flag"],
    ] {
        let output = run(args, &[&bad]);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(!stderr(&output).is_empty());
    }
    let output = run(&["--only", "医疗"], &[&bad]);
    assert!(
        stderr(&output).contains("medical-advertising  医疗广告"),
        "{}",
        stderr(&output)
    );
    for flag in ["--rules", "--words", "--allow", "--baseline"] {
        let output = run(&[flag], &[&missing, &bad]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("没有这个文件"), "{flag}: {}", stderr(&output));
    }
    assert_eq!(scan().output().unwrap().status.code(), Some(2), "no file at all");
    assert_eq!(scan().arg("--help").output().unwrap().status.code(), Some(0));
}

#[test]
fn originals_are_spared() {
    let folder = Folder::new("spared");
    let bad = folder.file("bad.md", BAD);
    for args in [
        &["-o"][..],
        &["--write-baseline"],
        &["--format", "html", "-o"],
        &["--redact", "-o"],
    ] {
        for files in [&[&*bad, &*bad][..], &[&*bad, &*folder.0]] {
            let output = run(args, files);
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            assert!(stderr(&output).contains("原稿"), "{}", stderr(&output));
            assert_eq!(fs::read_to_string(&bad).unwrap(), BAD);
        }
    }
}

#[test]
fn nothing_screened_is_no_pass() {
    let folder = Folder::new("nothing");
    let output = run(&[], &[&folder.0]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("没有审到任何文件"), "{}", stderr(&output));
    folder.file("picture.png", b"\x89PNG\r\n\x1A\n");
    assert_eq!(run(&[], &[&folder.0]).status.code(), Some(2));
}

#[test]
fn lists_come_in_the_encoding_of_the_desk() {
    let folder = Folder::new("lists");
    let text = folder.file("text.md", "院内价格：内部价体检。\n");
    let gbk = |words: &str| encoding_rs::GBK.encode(words).0.into_owned();
    let words = folder.file("words.txt", gbk("内部价\r\n"));
    let allow = folder.file("allow.txt", gbk("内部价体检\r\n"));
    let marked = folder.file("marked.txt", "\u{FEFF}内部价\r\n");
    for list in [&words, &marked] {
        let output = run(&["--no-builtin", "--words"], &[list, &text]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        let output = run(
            &["--no-builtin", "--words", list.to_str().unwrap(), "--allow"],
            &[&allow, &text],
        );
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    }
}

#[test]
fn the_command_line_speaks_the_language_of_its_user() {
    let told = |language: &str, args: &[&str]| {
        let mut scan = scan();
        scan.env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", language)
            .args(args);
        scan.output().unwrap()
    };
    let (english, chinese) = (told("en_US.UTF-8", &["--help"]), told("zh_CN.UTF-8", &["--help"]));
    assert_eq!((english.status.code(), chinese.status.code()), (Some(0), Some(0)));
    let (english, chinese) = (stdout(&english), stdout(&chinese));
    assert!(english.contains("Usage: scan") && chinese.contains("用法：scan"), "{chinese}");
    let flags = |help: &str| -> std::collections::BTreeSet<String> {
        let words = help.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        words.filter(|word| word.starts_with("--")).map(str::to_owned).collect()
    };
    assert_eq!(flags(&english), flags(&chinese));
    for word in ["Usage", "Options", "Arguments", "default", "possible", "Print"] {
        assert!(!chinese.contains(word), "{chinese}");
    }
    for (args, says) in [
        (&[][..], "没有写要审的文件"),
        (&["--fromat", "html", "a"], "没有 `--fromat` 这个选项；是不是 `--format`"),
        (
            &["--format", "pdf", "a"],
            "`--format <格式>` 不能是 `pdf`；可以是 text, json, jsonl, sarif, html",
        ),
        (&["--format"], "`--format <格式>` 后面少了要写的内容"),
        (&["--min-severity", "high", "a"], "`--min-severity <轻重>` 不能是 `high`"),
        (&["--width", "wide", "a"], "`--width <列数>` 不能是 `wide`"),
        (&["--mask", "token", "a"], "还要写上 --redact"),
        (&["--jsonl", "--baseline", "b", "a"], "不能和"),
        (&["--redact", "--redact", "a"], "`--redact` 只能写一次"),
    ] {
        let output = told("zh_CN.UTF-8", args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            stderr(&output).contains(says) && !stderr(&output).contains("error"),
            "{args:?}: {}",
            stderr(&output)
        );
    }
    assert!(stderr(&told("en_US.UTF-8", &["--fromat", "a"])).contains("unexpected argument"));
}

#[test]
fn bytes_that_are_no_text_are_said() {
    let folder = Folder::new("bytes");
    let mut bytes = format!("好\n{BAD}").into_bytes();
    bytes.splice(4..4, [0xFF, 0xFE, b'x']);
    let file = folder.file("bytes.md", bytes);
    let output = run(&[], &[&file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("第 2 行起有读不出的字"), "{}", stderr(&output));
    assert!(stdout(&output).contains("包治百病"));
    let empty = folder.file("empty.md", "");
    let output = run(&[], &[&empty]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("文件是空的"), "{}", stderr(&output));
    assert!(stdout(&output).contains("没有可审的文字") && !stdout(&output).contains("可以发布"));
    let good = folder.file("good.md", GOOD);
    let all = stdout(&run(&[], &[&empty, &good]));
    assert!(all.contains("共 2 份：可以发布 1，须复核 0，须修改 0，没有文字 1"), "{all}");
    let json = stdout(&run(&["--format", "jsonl"], &[&empty]));
    assert_eq!(json.trim_end(), r#"{"verdict":"pass","findings":[]}"#);
}

#[test]
fn rule_files_are_checked() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let output = run(&["--check-rules"], &[&rules]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let folder = Folder::new("check");
    let pack = r#"
schema = 1
id = "house"
category = "house"
title = "院内"
[[rule]]
id = "price"
topic = "price"
severity = "review"
title = "题"
message = "因"
advice = "改"
terms = ["内部价"]
hits = ["内部价体检", "没有"]
passes = ["内部价"]
"#;
    let file = folder.file("house.toml", pack);
    let output = run(&["--check-rules"], &[&file]);
    assert_eq!(output.status.code(), Some(2));
    for complaint in [
        "should find something in “没有”",
        "“内部价” should pass",
        "has 1 passes",
        "house.toml:15:11",
    ] {
        assert!(stderr(&output).contains(complaint), "{}", stderr(&output));
    }
}
