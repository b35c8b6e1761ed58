//! Writes the seeds of all targets: `seeds FOLDER` makes `FOLDER/screen`, `FOLDER/builtin` and `FOLDER/pack` from the
//! built-in rules and their examples. They are made and not kept, so they follow the rules by themselves.

use std::{env, error::Error, fs, path::Path};

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
    let mut packs = Vec::new();
    collect(&rules, &mut packs)?;
    write(&folder.join("pack"), packs.into_iter())?;
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

/// Every rule of every file as a pack of its own: small seeds are what a fuzzer works best with.
fn collect(folder: &Path, packs: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, packs)?;
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let mut parts = text.split("\n[[rule]]");
        let head = parts.next().unwrap_or_default();
        for rule in parts {
            // The target does without the laws.
            let lines: Vec<&str> = rule.lines().filter(|line| !line.starts_with("basis")).collect();
            packs.push(format!("{head}\n[[rule]]{}\n", lines.join("\n")));
        }
    }
    packs.sort();
    Ok(())
}
