//! `--baseline`: findings that an editor has looked at and accepted.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::{Value, json};
use xianshen::Screening;

use super::{Trouble, input};

/// How often each finding of each file is accepted. What was found is kept as a fingerprint, not as text: it may be a patient's name.
#[derive(Default)]
pub(crate) struct Baseline(BTreeMap<(String, String, String), usize>);

impl Baseline {
    pub(crate) fn read(path: &Path) -> Result<Baseline, Trouble> {
        let cannot = |why: &dyn std::fmt::Display| format!("读不了基线 `{}`：{why}", path.display());
        let text = fs::read_to_string(path).map_err(|error| cannot(&input::why(&error)))?;
        let value: Value = serde_json::from_str(&text).map_err(|error| cannot(&error))?;
        let entries = value["known"]
            .as_array()
            .ok_or_else(|| cannot(&"里面没有 `known` 清单；基线由 --write-baseline 写成"))?;
        let mut known = Baseline::default();
        for entry in entries {
            let text = |key: &str| entry[key].as_str().map(str::to_owned);
            let (Some(file), Some(rule), Some(print)) = (text("file"), text("rule"), text("fingerprint")) else {
                return Err(cannot(&"有一条缺 `file`、`rule` 或者 `fingerprint`").into());
            };
            let count = entry["count"].as_u64().unwrap_or(1) as usize;
            *known.0.entry((file, rule, print)).or_default() += count;
        }
        Ok(known)
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), Trouble> {
        let known: Vec<Value> = self
            .0
            .iter()
            .map(|((file, rule, print), count)| json!({"file": file, "rule": rule, "fingerprint": print, "count": count}))
            .collect();
        let text = serde_json::to_string_pretty(&json!({"version": 1, "known": known}))?;
        fs::write(path, text + "\n").map_err(|error| format!("写不了基线 `{}`：{}", path.display(), input::why(&error)).into())
    }

    /// Accepts all findings of a file.
    pub(crate) fn accept(&mut self, file: &str, screening: &Screening) {
        for finding in screening.findings() {
            *self.0.entry(key(file, finding)).or_default() += 1;
        }
    }

    /// The screening without what is accepted, and how much that was. What stands in the file more often than was accepted is new.
    pub(crate) fn without(&self, file: &str, screening: Screening) -> (Screening, usize) {
        let mut left = self.0.clone();
        let before = screening.findings().len();
        let screening = screening.retain(|finding| match left.get_mut(&key(file, finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        let known = before - screening.findings().len();
        (screening, known)
    }
}

fn key(file: &str, finding: &xianshen::Finding) -> (String, String, String) {
    (
        file.replace('\\', "/"),
        finding.rule().id().to_owned(),
        fingerprint(finding.text()),
    )
}

/// FNV-1a: the same for all time and on all machines, which the hash of the standard library is not.
fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3)
    });
    format!("{hash:016x}")
}
