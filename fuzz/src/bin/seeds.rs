//! Writes the seeds of all targets: `seeds FOLDER` makes `FOLDER/screen`, `FOLDER/builtin` and `FOLDER/pack` from the
//! built-in rules and their examples. They are made and not kept, so they follow the rules by themselves.

use std::{env, error::Error, fs, io, path::Path};

use toml::{Table, Value};
use xianshen::Screener;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("usage: seeds FOLDER")?;
    let folder = Path::new(&folder);
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules");
    let screener = Screener::new();
    let texts = || screener.rules().flat_map(|rule| rule.hits().iter().chain(rule.passes()));
    write(&folder.join("builtin"), texts().cloned())?;
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
