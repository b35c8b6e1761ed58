//! Which files are to be screened, and reading one.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use ignore::WalkBuilder;

use super::{Trouble, decode, document::Document};

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

/// Reads a document whole.
pub(crate) fn read(job: &Job) -> Result<Outcome, Trouble> {
    let name = name(&job.path);
    let bytes = bytes(&job.path).map_err(|error| format!("读不了 `{name}`：{}", why(&error)))?;
    match document(&job.path, name.clone(), &bytes) {
        Ok(mut document) => {
            if document.text.trim().is_empty() && document.warnings.is_empty() {
                document.warnings.push("文件是空的，没有可审的文字".to_owned());
            }
            Ok(Outcome::Read(document))
        }
        Err(trouble) if job.named => Err(format!("审不了 `{name}`：{trouble}").into()),
        Err(trouble) => Ok(Outcome::Passed(format!("{name}：跳过，{trouble}"))),
    }
}

fn name(path: &Path) -> String {
    if is_stdin(path) {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if is_stdin(path) {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        Ok(bytes)
    } else {
        fs::read(path)
    }
}

/// By what the file is called; by what it holds for a document of words.
fn document(path: &Path, name: String, bytes: &[u8]) -> Result<Document, Trouble> {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let extension = extension.as_deref().unwrap_or_default();
    let is_zip = bytes.starts_with(b"PK\x03\x04");
    if matches!(extension, "docx" | "docm" | "dotx") && !bytes.starts_with(b"\xD0\xCF\x11\xE0") || is_zip && is_stdin(path) {
        return match bytes.is_empty() {
            true => Err("文件是空的".into()),
            false => Document::docx(name, bytes),
        };
    }
    let (text, warnings) = decode::decode(bytes)?;
    Ok(match is_page(path, text.as_bytes()) {
        true => Document::html(name, text, warnings),
        false => Document::plain(name, text, warnings),
    })
}

/// Whether a text is HTML, by its name or its start.
pub(crate) fn is_page(path: &Path, text: &[u8]) -> bool {
    let named = |name: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(name));
    let text = text.trim_ascii_start();
    let starts = |with: &str| {
        text.get(..with.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()))
    };
    ["html", "htm", "xhtml"].into_iter().any(named) || ["<!doctype html", "<html"].into_iter().any(starts)
}

/// Why a file cannot be read, for somebody who knows files but no systems.
pub(crate) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或者文件夹".to_owned(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => "它是文件，不是文件夹".to_owned(),
        io::ErrorKind::IsADirectory => "它是文件夹，不是文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限，或者别的程序正锁着它".to_owned(),
        _ => error.to_string(),
    }
}
