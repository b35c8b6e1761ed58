//! Reading what is to be screened.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use serde_json::{Map, Value};

use super::Trouble;

/// A text with its name.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) text: String,
    /// What the reader should know of the input.
    pub(crate) warning: Option<String>,
}

/// A row of JSON Lines.
pub(crate) struct Row {
    pub(crate) text: String,
    pub(crate) object: Map<String, Value>,
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// All files, folders walked, one after the other.
pub(crate) fn documents(paths: &[PathBuf]) -> impl Iterator<Item = Result<Document, Trouble>> {
    paths.iter().flat_map(|path| {
        if !is_stdin(path) && path.is_dir() {
            match walk(path) {
                Ok(files) => files.iter().map(|file| read(file)).collect(),
                Err(trouble) => vec![Err(trouble)],
            }
        } else {
            vec![read(path)]
        }
    })
}

/// The files of a folder and of its folders, in the order of their names. Hidden ones are left out.
pub(crate) fn walk(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let cannot = |error| format!("cannot read the folder `{}`: {error}", folder.display());
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        entries.push(entry.map_err(cannot)?.path());
    }
    entries.sort();
    let mut files = Vec::new();
    for path in entries {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            files.append(&mut walk(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Reads a file whole. Bytes that are no UTF-8 are replaced, and that is said.
pub(crate) fn read(path: &Path) -> Result<Document, Trouble> {
    let cannot = |error: io::Error| format!("cannot read `{}`: {error}", path.display());
    let bytes = if is_stdin(path) {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(cannot)?;
        bytes
    } else {
        fs::read(path).map_err(cannot)?
    };
    let name = if is_stdin(path) {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    let (text, warning) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let warning = format!("{name}: not UTF-8 from byte {at} on; what cannot be read is screened as \u{FFFD}");
            (text, Some(warning))
        }
    };
    Ok(Document { name, text, warning })
}

/// The rows of all files.
pub(crate) fn lines(paths: &[PathBuf]) -> impl Iterator<Item = Result<Row, Trouble>> {
    paths
        .iter()
        .flat_map(|path| -> Box<dyn Iterator<Item = Result<Row, Trouble>>> {
            let name = path.display().to_string();
            let reader: Box<dyn BufRead> = if is_stdin(path) {
                Box::new(BufReader::new(io::stdin()))
            } else {
                match fs::File::open(path) {
                    Ok(file) => Box::new(BufReader::new(file)),
                    Err(error) => {
                        let trouble = format!("cannot read `{name}`: {error}");
                        return Box::new(std::iter::once(Err(trouble.into())));
                    }
                }
            };
            let rows = reader.split(b'\n').enumerate().filter_map(move |(number, line)| {
                let line = match line {
                    Ok(line) => line,
                    Err(error) => return Some(Err(format!("cannot read `{name}`: {error}").into())),
                };
                if line.trim_ascii().is_empty() {
                    return None;
                }
                Some(row(&line).map_err(|trouble| format!("{name}:{}: {trouble}", number + 1).into()))
            });
            Box::new(rows)
        })
}

fn row(line: &[u8]) -> Result<Row, Trouble> {
    let object: Map<String, Value> =
        serde_json::from_str(&String::from_utf8_lossy(line)).map_err(|error| format!("not a JSON object: {error}"))?;
    let text = object
        .get("text")
        .and_then(Value::as_str)
        .ok_or("the object has no string `text`")?
        .to_owned();
    Ok(Row { text, object })
}
