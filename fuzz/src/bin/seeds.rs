//! Writes the seeds of all targets: `seeds FOLDER` makes a folder for each from the built-in rules and their examples, and the dictionary `FOLDER/words`. They are made and not kept, so they follow the rules
//! by themselves.

use std::{collections::BTreeSet, env, error::Error, fs, io, path::Path};

use toml::{Table, Value};
use xianshen::Screener;

/// What evades and can be seen: look-alikes of letters and digits, traditional characters, characters that stand for several,
/// emoji, decoration, marks that end clauses and sentences, numbers with the form that detectors look for.
const VISIBLE: &str =
    "賭 網 ㋅ ㎏ ① ⑴ ２ Ｖ 𝓯 ⓑ а İ ß ﬁ 🇨🇳 👨‍👩‍👧 * ★ 【 · ， 。 ！ ； \u{FFFD} 13800138000 11010519491231002X 6222020000000000000";
/// What evades and cannot: spaces, ends of lines, and characters of no width.
const INVISIBLE: &str = "\u{200B}\u{FEFF}\u{202E}\u{FE0F}\u{E0100}\u{301}\u{20E3}\u{200D}\u{3000}\u{A0}\u{85}\n\r\t\0";

/// Numbers in the ways in which they are written, a line each.
const NUMBERS: &str = "\
身份证号：110105-19491231-002X
家属证件号码是 440524 18800101 0014，患者手机：138 0013 8000
永久居留证号USA110078112301
身份证号码一一零一零五一九四九一二三一零零二x
编号110105491231002，身份证110105 491231 002
手机(+86)138-0013-8000/139.0013.9000
0086-13800138000，tel13800138000元，138零零13八000
1 3 8 0 0 1 3 8 0 0 0、壹叁捌-零零壹叁-捌零零零人次
卡号4111 1111 1111 1111 123，6222-0212-3456-7890-128
3782 822463 10005，30569309025904，订单5555555555554444
①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②Ｘ。２０１４-06-13800138000%
";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("usage: seeds FOLDER")?;
    let folder = Path::new(&folder);
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules");
    let screener = Screener::new();
    let texts = || screener.rules().flat_map(|rule| rule.hits().iter().chain(rule.passes()));
    for target in ["builtin", "redaction", "folding"] {
        write(&folder.join(target), texts().cloned())?;
    }
    // Behind the three bytes that say where the text lies in the stream and how it comes. A stream is long, so a part of them must do.
    let place = |at: usize| char::from((at % 127) as u8);
    let streams = texts()
        .enumerate()
        .step_by(7)
        .map(|(at, text)| format!("{}~ {text}", place(at)));
    write(&folder.join("streaming"), streams)?;
    let numbers = |text: &&String| text.chars().filter(char::is_ascii_digit).count() >= 7 || text.contains("一三");
    write(
        &folder.join("detectors"),
        texts().filter(numbers).cloned().chain(NUMBERS.lines().map(str::to_owned)),
    )?;
    let found = texts().flat_map(|text| screener.screen(text).findings().to_vec());
    let terms: BTreeSet<String> = found.filter_map(|finding| finding.term().map(str::to_owned)).collect();
    let evasions = VISIBLE
        .split(' ')
        .map(str::to_owned)
        .chain(INVISIBLE.chars().map(String::from));
    fs::write(folder.join("words"), dictionary(terms.into_iter().chain(evasions)))?;
    // As the word list: what is found in the text, each as a word.
    let with_words = texts().map(|text| {
        let words: Vec<String> = screener
            .screen(text)
            .findings()
            .iter()
            .flat_map(|finding| {
                finding
                    .text()
                    .lines()
                    .map(str::to_owned)
                    .chain(finding.term().map(str::to_owned))
            })
            .collect();
        format!("{}\n\n{text}", words.join("\n"))
    });
    write(&folder.join("screen"), with_words)?;
    let mut files = Vec::new();
    read(&rules, &mut files)?;
    write(&folder.join("pack"), packs(&files).into_iter())?;
    Ok(())
}

fn write(folder: &Path, seeds: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut count = 0;
    for seed in seeds {
        fs::write(folder.join(format!("seed-{count:05}")), seed)?;
        count += 1;
    }
    println!("{}: {count} seeds", folder.display());
    Ok(())
}

/// libFuzzer's format takes printable ASCII and escapes.
fn dictionary(words: impl Iterator<Item = String>) -> String {
    let escaped = |word: &str| word.bytes().map(|byte| format!("\\x{byte:02X}")).collect::<String>();
    words.map(|word| format!("\"{}\"\n", escaped(&word))).collect()
}

fn read(folder: &Path, files: &mut Vec<Table>) -> Result<(), Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read(&path, files)?;
        } else {
            files.push(fs::read_to_string(&path)?.parse()?);
        }
    }
    Ok(())
}

/// Every rule of every file as a pack of its own, with the classes and cue lists that it names: small seeds are what a fuzzer
/// works best with.
fn packs(files: &[Table]) -> Vec<String> {
    let mut packs = Vec::new();
    for file in files {
        let rules = file.get("rule").and_then(Value::as_array).into_iter().flatten();
        for rule in rules.filter_map(Value::as_table) {
            let mut rule = rule.clone();
            // The target does without the laws.
            rule.remove("basis");
            let mut pack = file.clone();
            pack.remove("class");
            pack.remove("cue");
            pack.insert("rule".to_owned(), Value::Array(vec![Value::Table(rule)]));
            let text = pack.to_string();
            for kind in ["class", "cue"] {
                // The files of one pack share what they define.
                let of_pack = files.iter().filter(|other| other.get("id") == file.get("id"));
                let defined = of_pack.filter_map(|other| other.get(kind)?.as_table()).flatten();
                let named: Table = defined
                    .filter(|(name, _)| text.contains(&format!("@{name}")))
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect();
                if !named.is_empty() {
                    pack.insert(kind.to_owned(), Value::Table(named));
                }
            }
            packs.push(pack.to_string());
        }
    }
    packs
}
