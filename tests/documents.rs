//! Documents as they come to the desk, through the `scan` example: encodings, web pages, word processors' files; and what it writes.

mod desk;

use std::{
    fs,
    io::{Cursor, Read, Write},
};

use desk::{Folder, run, stderr, stdout};
use serde_json::Value;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const BAD: &str = "本科室祖传秘方，包治百病。\n";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A document of these parts.
fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{body}</w:document>"
        );
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn encodings() {
    let folder = Folder::new("encodings");
    let utf_16: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(BAD.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for (name, bytes) in [
        ("gbk.txt", encoding_rs::GBK.encode(BAD).0.into_owned()),
        ("utf-16.txt", utf_16),
        ("bom.txt", format!("\u{FEFF}{BAD}").into_bytes()),
    ] {
        let output = run(&["--format", "json"], &[&folder.file(name, bytes)]);
        let report = json(&stdout(&output));
        let finding = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|f| f["text"] == "包治百病")
            .unwrap();
        assert_eq!((&finding["line"], &finding["column"]), (&1.into(), &9.into()), "{name}");
        assert_eq!(stderr(&output), "", "{name}");
    }
}

#[test]
fn web_pages() {
    let folder = Folder::new("pages");
    let source = "<!DOCTYPE html>\n<style>p { color: red }</style>\n<p>本科室包<span style=\"font-size:16px;color:rgb(62,62,62)\">治</span>百&#30149;。</p>\n<img src=x.png alt=\"三天治愈，永不复发\">\n<a href=\"tel:13800138000\">咨询</a>\n<script>var a = '包治百病'</script>\n";
    let file = folder.file("page.html", source);
    let report = json(&stdout(&run(&["--format", "json"], &[&file])));
    let findings = report["findings"].as_array().unwrap();
    for finding in findings {
        let place = finding["start"].as_u64().unwrap() as usize..finding["end"].as_u64().unwrap() as usize;
        assert_eq!(&source[place], finding["text"].as_str().unwrap());
    }
    let lines: Vec<_> = findings.iter().map(|finding| finding["line"].as_u64().unwrap()).collect();
    assert!(lines.contains(&3) && lines.contains(&4) && !lines.contains(&5), "{lines:?}");
    let text = stdout(&run(&[], &[&file]));
    assert!(text.contains("page.html:3:") && text.contains("本科室包治百病。"), "{text}");

    let masked = stdout(&run(&["--redact"], &[&file]));
    assert!(
        masked.contains("<span style=") && masked.contains("var a = '包治百病'"),
        "{masked}"
    );
    assert!(!masked.contains("&#30149;") && !masked.contains("永不复发"), "{masked}");
    assert!(masked.contains("href=\"") && !masked.contains("13800138000"), "{masked}");
}

#[test]
fn word_processors_files() {
    let folder = Folder::new("docx");
    let table = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph("姓名"),
        paragraph("咨询13800138000")
    );
    let split = "<w:p><w:r><w:t>本科室祖传秘方，包</w:t></w:r><w:r><w:t>治百</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:t>病 &amp; 好。</w:t></w:r></w:p>";
    let picture = "<w:p><w:r><wp:docPr id=\"1\" descr=\"患者 &amp; 手机13700137000\"/></w:r></w:p>";
    let body = format!("<w:body>{}{split}{table}{picture}</w:body>", paragraph("喜讯"));
    let bytes = docx(&[
        ("word/document.xml", &body),
        ("word/header1.xml", &paragraph("机密★10年 关于药品储备的说明")),
        ("word/comments.xml", &paragraph("联系13900139000")),
        ("word/media.bin", "x"),
    ]);
    let file = folder.file("post.docx", bytes);
    let text = stdout(&run(&[], &[&file]));
    for place in [
        "第 2 段  [",
        "表 1 第 1 行第 2 格  [",
        "页眉 第 1 段  [",
        "批注 第 1 段  [",
        "图片说明  [",
    ] {
        assert!(text.contains(place), "{place}\n{text}");
    }
    let sarif = json(&stdout(&run(&["--format", "sarif"], &[&file])));
    let location = &sarif["runs"][0]["results"][0]["locations"][0];
    assert!(
        location["logicalLocations"][0]["fullyQualifiedName"]
            .as_str()
            .unwrap()
            .contains('段')
    );

    let copy = folder.0.join("masked.docx");
    let output = run(&["--redact", "--mask", "partial", "-o", copy.to_str().unwrap()], &[&file]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let mut archive = ZipArchive::new(Cursor::new(fs::read(&copy).unwrap())).unwrap();
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    assert!(
        xml.contains("138****8000") && xml.contains("姓名") && !xml.contains("治百"),
        "{xml}"
    );
    assert!(archive.by_name("word/media.bin").is_ok());
    let again = run(&["--redact", "-o", copy.to_str().unwrap()], &[&file]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("不覆盖"));
}

#[test]
fn a_masked_copy_keeps_nothing_beside_its_text() {
    let folder = Folder::new("beside");
    let deleted = "<w:p><w:del><w:r><w:delText>患者林小麦</w:delText></w:r></w:del><w:r><w:t>周三义诊</w:t></w:r></w:p>";
    let relations = "<Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/>\
                     <Relationship Id=\"b\" Type=\"x/thumbnail\" Target=\"docProps/thumbnail.jpeg\"/>";
    let bytes = docx(&[
        ("word/document.xml", deleted),
        (
            "docProps/core.xml",
            "<dc:title>林小麦的信</dc:title><cp:revision>3</cp:revision>",
        ),
        ("docProps/app.xml", "<Manager>林小麦</Manager><Pages>1</Pages>"),
        (
            "docProps/custom.xml",
            "<property name=\"a\"><vt:lpwstr>林小麦</vt:lpwstr></property>",
        ),
        ("docProps/thumbnail.jpeg", "林小麦"),
        ("_rels/.rels", relations),
    ]);
    // There is nothing in its text to mask.
    let file = folder.file("post.docx", bytes);
    let copy = folder.0.join("copy.docx");
    let output = run(&["--redact", "-o", copy.to_str().unwrap()], &[&file]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("修订痕迹"), "{}", stderr(&output));
    let mut archive = ZipArchive::new(Cursor::new(fs::read(&copy).unwrap())).unwrap();
    let mut all = String::new();
    for i in 0..archive.len() {
        archive.by_index(i).unwrap().read_to_string(&mut all).unwrap();
    }
    assert!(!all.contains("林小麦") && !all.contains("thumbnail"), "{all}");
    for kept in ["周三义诊", "<cp:revision>3<", "<Pages>1<", "word/document.xml"] {
        assert!(all.contains(kept), "{kept}: {all}");
    }
    // The copy is a document that can be read.
    assert_eq!(run(&[], &[&copy]).status.code(), Some(0));
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new("unreadable");
    for (name, bytes, says) in [
        ("locked.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "密码"),
        ("broken.docx", b"PK\x03\x04 and then nothing".to_vec(), "损坏"),
        ("empty.docx", Vec::new(), "空的"),
        ("table.docx", docx(&[("xl/workbook.xml", "")]), "不是 Word 文档"),
        ("cut.docx", docx(&[("word/document.xml", "<w:p></w:q>")]), "损坏"),
        ("paper.pdf", b"%PDF-1.7 ...".to_vec(), "PDF"),
        ("picture.md", b"\x89PNG\r\n\x1A\n".to_vec(), "图片"),
        ("program", vec![0x7F, b'E', b'L', b'F', 0, 0, 0, 0xFF, 0xFE], "不是文本"),
    ] {
        let output = run(&[], &[&folder.file(name, bytes)]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(
            stderr(&output).contains(says) && stderr(&output).contains(name),
            "{}",
            stderr(&output)
        );
    }
    // In a folder they are passed over, and that is said.
    folder.file("good.md", "好\n");
    let output = run(&["--format", "jsonl"], &[&folder.0]);
    assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(0), 1));
    assert!(stderr(&output).contains("paper.pdf：跳过"));
    let output = run(&[], &[&folder.0.join("missing.docx")]);
    assert!(stderr(&output).contains("没有这个文件"), "{}", stderr(&output));
}

#[test]
fn many_files_come_out_in_order() {
    let folder = Folder::new("order");
    for i in 0..150 {
        let text = if i % 3 == 0 { BAD } else { "好\n" };
        folder.file(&format!("{i:03}.md"), text);
    }
    let output = run(&["--format", "jsonl"], &[&folder.0]);
    let verdicts: Vec<bool> = stdout(&output).lines().map(|line| json(line)["verdict"] == "block").collect();
    assert_eq!(verdicts, (0..150).map(|i| i % 3 == 0).collect::<Vec<_>>());
    let text = stdout(&run(&[], &[&folder.0]));
    assert!(text.ends_with("共 150 份：可以发布 100，须复核 0，须修改 50\n"));
}

#[test]
fn known_findings_are_accepted() {
    let folder = Folder::new("baseline");
    let file = folder.file("post.md", BAD);
    let known = folder.0.join("known.json");
    let output = run(&["--write-baseline", known.to_str().unwrap()], &[&file]);
    assert_eq!(output.status.code(), Some(1));
    // What was found may be personal: it is not written out.
    assert!(!fs::read_to_string(&known).unwrap().contains("百病"));
    let output = run(&["--baseline", known.to_str().unwrap()], &[&file]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("在基线之内"), "{}", stdout(&output));
    // The same words once more are new.
    folder.file("post.md", format!("喜讯\n{BAD}{BAD}"));
    let output = run(&["--format", "json", "--baseline", known.to_str().unwrap()], &[&file]);
    let report = json(&stdout(&output));
    assert!(
        report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|finding| finding["line"] == 3)
    );
    assert_eq!(output.status.code(), Some(1));
    fs::write(&known, "{}").unwrap();
    assert_eq!(run(&["--baseline", known.to_str().unwrap()], &[&file]).status.code(), Some(2));
}

#[test]
fn one_page_for_all_files() {
    let folder = Folder::new("page");
    let (bad, good) = (folder.file("bad.md", BAD), folder.file("good.md", "好\n"));
    let report = folder.0.join("report.html");
    let output = run(&["--format", "html", "-o", report.to_str().unwrap()], &[&bad, &good]);
    assert_eq!(output.status.code(), Some(1));
    let page = fs::read_to_string(report).unwrap();
    assert!(page.contains("2 份文稿") && page.contains("bad.md") && page.contains("good.md") && page.ends_with("</html>\n"));
}

#[test]
fn colours_and_width() {
    let folder = Folder::new("look");
    let file = folder.file("post.md", BAD);
    assert!(!stdout(&run(&[], &[&file])).contains('\u{1B}'));
    assert!(stdout(&run(&["--color", "always"], &[&file])).contains('\u{1B}'));
    let narrow = stdout(&run(&["--width", "40"], &[&file]));
    assert!(narrow.lines().count() > stdout(&run(&[], &[&file])).lines().count());
}

#[test]
fn long_texts_are_read_as_streams() {
    let folder = Folder::new("long");
    let filler = "周三上午在门诊大厅义诊。\n".repeat(5000);
    let plain = folder.file("plain.md", format!("{filler}{BAD}"));
    let report = json(&stdout(&run(&["--format", "json"], &[&plain])));
    let finding = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["text"] == "包治百病")
        .unwrap();
    assert_eq!((&finding["line"], &finding["column"]), (&5001.into(), &9.into()));
    // What turns out to be in another encoding, far behind a plain beginning, is read again.
    let ascii = "a line\n".repeat(20_000);
    let gbk = encoding_rs::GBK.encode(&format!("{ascii}{BAD}")).0.into_owned();
    let output = run(&["--format", "json"], &[&folder.file("gbk.txt", gbk)]);
    assert!(stdout(&output).contains("包治百病"), "{}", stderr(&output));
}
