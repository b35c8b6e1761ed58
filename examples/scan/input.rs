//! Which files are to be screened, and reading one.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use ignore::WalkBuilder;

use super::{Trouble, decode, document::Document};

/// The bytes that tell what a file is.
const HEAD: u64 = 1 << 16;

/// A file to read.
#[derive(Clone)]
pub(crate) struct Job {
    pub(crate) path: PathBuf,
    /// Named on the command line; what a folder holds beside texts is passed over.
    pub(crate) named: bool,
}

pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// All files, folders walked, in the order of the command line and of the names.
pub(crate) fn jobs(paths: &[PathBuf]) -> Vec<Result<Job, Trouble>> {
    let mut jobs = Vec::new();
    for path in paths {
        if is_stdin(path) || !path.is_dir() {
            jobs.push(Ok(Job {
                path: path.clone(),
                named: true,
            }));
        } else {
            match walk(path) {
                Ok(files) => jobs.extend(files.into_iter().map(|path| Ok(Job { path, named: false }))),
                Err(trouble) => jobs.push(Err(trouble)),
            }
        }
    }
    jobs
}

/// The files of a folder and of its folders, by name. Left out: hidden ones, what `.gitignore` and `.ignore` say, and the `~$…` that Word lays
/// beside an open document.
pub(crate) fn walk(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = Vec::new();
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .sort_by_file_path(Ord::cmp)
        .build();
    for entry in walk {
        let entry = entry.map_err(|error| format!("读不了文件夹 `{}`：{error}", folder.display()))?;
        let is_lock = entry.file_name().to_string_lossy().starts_with("~$");
        if entry.file_type().is_some_and(|kind| kind.is_file()) && !is_lock {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// What became of a job.
pub(crate) enum Outcome {
    Read(Document),
    /// No text, and nobody asked for it by name.
    Passed(String),
}

/// A file that is open, with its first bytes.
pub(crate) struct Opened<'j> {
    job: &'j Job,
    pub(crate) name: String,
    head: Vec<u8>,
    rest: Box<dyn Read>,
}

impl<'j> Opened<'j> {
    pub(crate) fn new(job: &'j Job) -> Result<Opened<'j>, Trouble> {
        let path = &job.path;
        let name = if is_stdin(path) {
            "standard input".to_owned()
        } else {
            path.display().to_string()
        };
        let cannot = |error: io::Error| format!("读不了 `{name}`：{}", why(&error));
        let mut rest: Box<dyn Read> = if is_stdin(path) {
            Box::new(io::stdin())
        } else {
            Box::new(fs::File::open(path).map_err(cannot)?)
        };
        let mut head = Vec::new();
        rest.by_ref().take(HEAD).read_to_end(&mut head).map_err(cannot)?;
        Ok(Opened { job, name, head, rest })
    }

    /// Whether it is long and begins like plain text in UTF-8, so that it may be read as a stream.
    pub(crate) fn is_long_text(&self) -> bool {
        let is_utf_8 = match std::str::from_utf8(&self.head) {
            Ok(_) => true,
            Err(error) => error.error_len().is_none(),
        };
        let begins = String::from_utf8_lossy(&self.head[..self.head.len().min(64)]);
        self.head.len() as u64 == HEAD && is_utf_8 && !self.head.contains(&0) && !is_page(&self.job.path, &begins)
    }

    /// All of it, from the first byte on.
    pub(crate) fn reader(self) -> impl Read {
        io::Cursor::new(self.head).chain(self.rest)
    }

    /// Reads a document whole.
    pub(crate) fn read(mut self) -> Result<Outcome, Trouble> {
        let name = self.name.clone();
        let mut bytes = std::mem::take(&mut self.head);
        self.rest
            .read_to_end(&mut bytes)
            .map_err(|error| format!("读不了 `{name}`：{}", why(&error)))?;
        match document(&self.job.path, self.name, &bytes) {
            Ok(mut document) => {
                if document.text.trim().is_empty() && document.warnings.is_empty() {
                    document.warnings.push("文件是空的，没有可审的文字".to_owned());
                }
                Ok(Outcome::Read(document))
            }
            Err(trouble) if self.job.named => Err(format!("审不了 `{name}`：{trouble}").into()),
            Err(trouble) => Ok(Outcome::Passed(format!("{name}：跳过，{trouble}"))),
        }
    }
}

/// By what the file is called; by what it holds for a document of words.
fn document(path: &Path, name: String, bytes: &[u8]) -> Result<Document, Trouble> {
    let is_zip = bytes.starts_with(b"PK\x03\x04");
    let is_locked = bytes.starts_with(b"\xD0\xCF\x11\xE0");
    if has_extension(path, &["docx", "docm", "dotx"]) && !is_locked || is_zip && is_stdin(path) {
        return match bytes.is_empty() {
            true => Err("文件是空的".into()),
            false => Document::docx(name, bytes),
        };
    }
    let (text, warnings) = decode::decode(bytes)?;
    Ok(match is_page(path, &text) {
        true => Document::html(name, text, warnings),
        false => Document::plain(name, text, warnings),
    })
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|extension| known.contains(&&*extension))
}

fn is_page(path: &Path, text: &str) -> bool {
    let begins: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    has_extension(path, &["html", "htm", "xhtml"]) || begins.starts_with("<!doctype html") || begins.starts_with("<html")
}

/// Why a file cannot be read, for somebody who knows files but no systems.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限，或者别的程序正锁着它".to_owned(),
        _ => error.to_string(),
    }
}
