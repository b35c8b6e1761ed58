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
pub(crate) fn files(paths: &[PathBuf]) -> impl Iterator<Item = Result<PathBuf, Trouble>> {
    paths.iter().flat_map(|path| {
        if !is_stdin(path) && path.is_dir() {
            match walk(path) {
                Ok(files) => files.into_iter().map(Ok).collect(),
                Err(trouble) => vec![Err(trouble)],
            }
        } else {
            vec![Ok(path.clone())]
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
    let mut bytes = Vec::new();
    open(path)?
        .read_to_end(&mut bytes)
        .map_err(|error| cannot_read(path, &error))?;
    let name = name(path);
    let (text, warning) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let warning = no_text(&name, error.utf8_error().valid_up_to());
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(warning))
        }
    };
    Ok(Document { name, text, warning })
}

/// Lets `screen` have a file as a stream, of any size; beside its answer, what the reader should know of the input.
pub(crate) fn stream<T>(
    path: &Path,
    screen: impl FnOnce(&mut dyn Read) -> io::Result<T>,
) -> Result<(T, Option<String>), Trouble> {
    let mut watched = Watched {
        reader: open(path)?,
        read: 0,
        torn: Vec::new(),
        bad: None,
    };
    let answer = screen(&mut watched).map_err(|error| cannot_read(path, &error))?;
    let bad = watched.bad.or((!watched.torn.is_empty()).then_some(watched.read));
    Ok((answer, bad.map(|at| no_text(&name(path), at))))
}

fn open(path: &Path) -> Result<Box<dyn Read>, Trouble> {
    if is_stdin(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = fs::File::open(path).map_err(|error| cannot_read(path, &error))?;
    Ok(Box::new(file))
}

fn name(path: &Path) -> String {
    if is_stdin(path) {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

fn cannot_read(path: &Path, error: &io::Error) -> String {
    format!("cannot read `{}`: {error}", path.display())
}

fn no_text(name: &str, at: usize) -> String {
    format!("{name}: not UTF-8 from byte {at} on; what cannot be read is screened as \u{FFFD}")
}

/// Notes where a stream is no UTF-8 for the first time.
struct Watched {
    reader: Box<dyn Read>,
    /// Bytes that are UTF-8 for sure.
    read: usize,
    /// The start of a character whose rest is still to come.
    torn: Vec<u8>,
    bad: Option<usize>,
}

impl Read for Watched {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(out)?;
        if self.bad.is_none() {
            let bytes = [std::mem::take(&mut self.torn).as_slice(), &out[..count]].concat();
            match std::str::from_utf8(&bytes) {
                Ok(_) => self.read += bytes.len(),
                Err(error) => {
                    self.read += error.valid_up_to();
                    match error.error_len() {
                        Some(_) => self.bad = Some(self.read),
                        None => self.torn = bytes[error.valid_up_to()..].to_vec(),
                    }
                }
            }
        }
        Ok(count)
    }
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
