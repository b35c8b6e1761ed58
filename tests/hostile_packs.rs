//! Packs and word lists as no author means them: huge, malformed, in other encodings, made to cost time or memory. Building answers with a
//! diagnostic or a screener that works, and in time.

use std::{fmt::Write, fs, path::PathBuf, time::Duration, time::Instant};

use xianshen::{Error, PackErrors, Screener, ScreenerBuilder};

const HEAD: &str = "schema = 1\nid = \"house\"\ncategory = \"house\"\ntitle = \"院内规则\"\n";

/// A pack with one rule that has these lines.
fn pack(lines: &str) -> String {
    format!("{HEAD}{}", rule("sample", lines))
}

fn rule(id: &str, lines: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\ntopic = \"sample\"\nseverity = \"review\"\ntitle = \"示例\"\nmessage = \"说明\"\nadvice = \"修改\"\n{lines}\n"
    )
}

fn mistakes(builder: &ScreenerBuilder) -> PackErrors {
    match builder.build() {
        Err(Error::Packs(errors)) => errors,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it loads, but should not"),
    }
}

fn mistakes_of(pack: &str) -> PackErrors {
    mistakes(Screener::builder().pack("house.toml", pack))
}

fn codes(errors: &PackErrors) -> Vec<&str> {
    errors.iter().map(|mistake| mistake.code()).collect()
}

/// Words of three characters, each another.
fn words(count: usize) -> impl Iterator<Item = String> {
    let character = |at: usize| char::from_u32(0x4E00 + (at % 20_000) as u32).unwrap_or('字');
    (0..count).map(move |at| {
        [character(at), character(at / 20_000 * 7 + 3), character(at * 31 + 11)]
            .iter()
            .collect()
    })
}

/// Work that is done in a second or a few; what grows with the square of its input takes hours.
fn in_time<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    let took = start.elapsed();
    println!("{name}: {took:?}");
    assert!(took < Duration::from_secs(120), "{name} took {took:?}");
    done
}

#[test]
fn a_million_words() {
    let list: Vec<String> = words(1_000_000).collect();
    let text = list.join("\n");
    let screener = in_time("a list of a million words", || {
        Screener::builder().word_list("words.txt", text).build().unwrap()
    });
    for word in list.iter().step_by(99_991) {
        assert!(!screener.is_clean(&format!("。{word}。")), "{word}");
    }
    assert!(screener.is_clean("门诊时间为周一至周五。"));
}

#[test]
fn a_rule_of_many_terms_and_a_pack_of_many_rules() {
    let terms = words(100_000).map(|word| format!("\"{word}\",\n")).collect::<String>();
    let text = pack(&format!("terms = [{terms}]"));
    let screener = in_time("a rule of 100,000 terms", || {
        Screener::builder().pack("house.toml", text).build().unwrap()
    });
    assert!(!screener.is_clean(&words(1).collect::<String>()));

    let mut text = HEAD.to_owned();
    for (at, word) in words(20_000).enumerate() {
        text.push_str(&rule(&format!("rule-{at}"), &format!("terms = [\"{word}\"]")));
    }
    let screener = in_time("20,000 rules", || {
        Screener::builder().pack("house.toml", text).build().unwrap()
    });
    assert_eq!(screener.rules().len(), 20_000);

    let class = words(50_000).map(|word| format!("\"{word}\",\n")).collect::<String>();
    let rules: String = (0..200)
        .map(|at| rule(&format!("rule-{at}"), "shapes = [\"#duration ..4 @many\"]"))
        .collect();
    let text = format!("{HEAD}[class]\nmany = [{class}]\n{rules}");
    let screener = in_time("200 shapes of a class of 50,000 words", || {
        Screener::builder().pack("house.toml", text).build().unwrap()
    });
    assert!(!screener.is_clean(&format!("三天{}", words(1).collect::<String>())));
}

/// Every mistake is there to be read, but drawing all of them read the whole file once for each: an hour for such a list.
#[test]
fn a_hundred_thousand_mistakes() {
    let list = "\u{200B}\n".repeat(100_000);
    let errors = in_time("100,000 mistakes", || {
        mistakes(Screener::builder().word_list("words.txt", list))
    });
    assert_eq!(errors.iter().len(), 100_000);
    let drawn = in_time("drawing them", || errors.to_string());
    assert!(
        drawn.ends_with("the first 100 of 100000 mistakes in the rule files"),
        "{}",
        &drawn[drawn.len() - 100..]
    );
}

/// A pattern that loads works: one that is too large when compiled is refused when the pack is loaded, and never finds nothing in silence.
#[test]
fn patterns_that_load_work() {
    let too_large = [
        r"内部价(\w{0,490})",
        r"内部价(\w{1,400}的){1,8}",
        r"内部价([^\w]{900}){30}",
        r"内部价((((.{50}){50}){50}){50})",
        r"内部价(\p{Han}{0,1000}){1000}",
        r"内部价.{0,4000000000}",
        r"(内部价|促销价){100000}",
        r"内部价(?:){4000000000}",
    ];
    let fine = [
        (r"内部价(\w{0,30})", "内部价优惠"),
        (r"内部价(a+)+b", "内部价aaaab"),
        (r"内部价(a|a)*(a|aa)*$", "内部价aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        (r"内部价(.*,)*.*最低", "内部价,,,,,,,,,,,,,,,,,,,最低"),
        (r"内部价(\p{Han}{0,20}){0,20}", "内部价优惠"),
    ];
    for pattern in too_large {
        let started = Instant::now();
        match Screener::builder()
            .pack("house.toml", pack(&format!("patterns = ['{pattern}']")))
            .build()
        {
            Err(Error::Packs(errors)) => assert_eq!(codes(&errors), ["X009"], "{pattern}: {errors}"),
            Err(other) => panic!("{other}"),
            // Whatever loads must find what it says.
            Ok(screener) => {
                let text = format!("内部价{}", "的".repeat(2_000));
                assert!(!screener.is_clean(&text), "{pattern} loads and finds nothing");
            }
        }
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "{pattern} took {:?}",
            started.elapsed()
        );
    }
    for (pattern, text) in fine {
        let screener = Screener::builder()
            .pack("house.toml", pack(&format!("patterns = ['{pattern}']")))
            .build()
            .unwrap();
        assert!(!screener.is_clean(text), "{pattern} finds nothing in {text}");
        // What would take for ever in an engine that tries one way after the other.
        let long = format!("{}c", text.repeat(3_000));
        in_time(pattern, || screener.screen(&long).findings().len());
    }
}

#[test]
fn nesting_has_an_end() {
    for depth in [200, 100_000] {
        let pattern = format!("{}内部价{}", "(".repeat(depth), ")".repeat(depth));
        let result = Screener::builder()
            .pack("house.toml", pack(&format!("patterns = ['{pattern}']")))
            .build();
        match result {
            Err(Error::Packs(errors)) => assert_eq!(codes(&errors), ["X009"]),
            other => assert!(depth < 1_000 && other.is_ok(), "{depth} brackets load"),
        }
        let arrays = format!("{HEAD}deep = {}1{}\n", "[".repeat(depth), "]".repeat(depth));
        assert!(!codes(&mistakes_of(&arrays)).is_empty());
        let tables = format!("{HEAD}deep = {}1{}\n", "{a=".repeat(depth), "}".repeat(depth));
        assert!(!codes(&mistakes_of(&tables)).is_empty());
        let keys = format!("{HEAD}{}a = 1\n", "a.".repeat(depth));
        assert!(!codes(&mistakes_of(&keys)).is_empty());
    }
}

/// Ids are unique over all packs that are loaded together, the built-in ones too; a message names the file of the second.
#[test]
fn ids_twice_across_packs() {
    let one = pack("terms = [\"内部价\"]");
    let two = pack("terms = [\"促销价\"]");
    let errors = mistakes(Screener::builder().pack("one.toml", one).pack("two.toml", two));
    assert_eq!(codes(&errors), ["X011"]);
    let mistake = errors.iter().next().unwrap();
    assert_eq!((mistake.source().name(), mistake.position().0), ("two.toml", 6));

    let builtin = format!(
        "schema = 1\nid = \"privacy\"\ncategory = \"privacy\"\ntitle = \"题\"\n{}",
        rule("id-number", "terms = [\"内部价\"]")
    );
    let errors = mistakes(Screener::builder().builtin().pack("mine.toml", builtin));
    assert_eq!(codes(&errors), ["X011"]);
    assert_eq!(errors.iter().next().unwrap().source().name(), "mine.toml");

    let class = format!("{HEAD}[class]\neffect = [\"见效\"]\n");
    let errors = mistakes(Screener::builder().pack("one.toml", class.clone()).pack("two.toml", class));
    assert_eq!(codes(&errors), ["X021"]);
}

fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn files_that_are_no_utf8_say_so() {
    let utf16 = |text: &str| {
        [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect::<Vec<u8>>()
    };
    for (name, bytes, expected) in [
        (
            "gbk.toml",
            b"schema = 1\nid = \"x\"\ntitle = \"\xD4\xBA\xC4\xDA\"\n".to_vec(),
            "line 3 is not UTF-8 (it may be GB18030)",
        ),
        ("utf16.toml", utf16(HEAD), "line 1 is not UTF-8 (it looks like UTF-16)"),
        (
            "cut.toml",
            [HEAD.as_bytes(), &"院".as_bytes()[..2]].concat(),
            "line 5 is not UTF-8",
        ),
    ] {
        let path = written(name, &bytes);
        for error in [
            Screener::builder().pack_file(&path).map(|_| ()).unwrap_err(),
            Screener::builder().word_list_file(&path).map(|_| ()).unwrap_err(),
        ] {
            let said = error.to_string();
            assert!(
                said.contains(expected) && said.contains(name) && said.contains("save the file as UTF-8"),
                "{said}"
            );
        }
    }
}

/// With a byte order mark, with CR LF, with both: the same rules, and mistakes at the same lines and columns.
#[test]
fn marks_and_line_ends_change_nothing() {
    let good = pack("terms = [\"内部价\"]");
    let bad = pack("terms = [\"内部价\"]\nterm = [\"促销价\"]");
    for mark in ["", "\u{FEFF}"] {
        for end in ["\n", "\r\n"] {
            let respelled = |text: &str| format!("{mark}{}", text.replace('\n', end));
            let path = written("marked.toml", respelled(&good).as_bytes());
            let screener = Screener::builder().pack_file(&path).unwrap().build().unwrap();
            assert!(!screener.is_clean("现场有内部价"), "{mark:?} {end:?}");
            let errors = mistakes_of(&respelled(&bad));
            let places: Vec<_> = errors.iter().map(|mistake| (mistake.code(), mistake.position())).collect();
            assert_eq!(places, [("X002", (13, 1))], "{mark:?} {end:?}");
            let list = written("marked.txt", format!("{mark}内部价{end}促销价\t价格{end}").as_bytes());
            let screener = Screener::builder().word_list_file(&list).unwrap().build().unwrap();
            assert_eq!(screener.screen("内部价和促销价").findings().len(), 2, "{mark:?} {end:?}");
        }
    }
    // TOML knows no line that CR alone ends.
    assert!(
        codes(&mistakes_of(&good.replace('\n', "\r")))
            .iter()
            .all(|&code| code == "X001")
    );
}

/// An empty word in the class of a shape: the longest of its words had no character, and one less than none was asked for. Found by fuzzing.
#[test]
fn empty_words_are_told() {
    for slot in ["@effect", "见效|@effect"] {
        let shape = format!("shapes = [\"#duration ..4 {slot} ..4 我院\"]\n[class]\neffect = [\"\"]");
        assert_eq!(codes(&mistakes_of(&pack(&shape))), ["X012"], "{slot}");
    }
}

#[test]
fn no_control_character_gets_through() {
    for c in ['\0', '\u{1}', '\u{7F}', '\u{FFFE}', '\u{10FFFF}'] {
        let mut text = HEAD.to_owned();
        write!(text, "# {c}\n{}", rule("sample", &format!("terms = [\"内{c}部价\"]"))).unwrap();
        match Screener::builder().pack("house.toml", text).build() {
            Err(Error::Packs(errors)) => errors.iter().for_each(|mistake| {
                assert!(mistake.source().text().get(mistake.span()).is_some());
                let _ = mistake.to_string();
            }),
            Err(other) => panic!("{other}"),
            Ok(screener) => assert!(!screener.is_clean(&format!("内{c}部价"))),
        }
    }
}
