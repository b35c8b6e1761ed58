//! A folder of rule packs, and looking whether it changed.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use xianshen::Screener;

/// What a folder of rules was like: changed if any file came, went, or was written.
pub type Stamp = Vec<(PathBuf, u64, Option<SystemTime>)>;

/// The packs of a folder: files that end in `.toml`, by name.
pub fn stamp(folder: &Path) -> io::Result<Stamp> {
    let mut stamp = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let meta = fs::metadata(&path)?;
            stamp.push((path, meta.len(), meta.modified().ok()));
        }
    }
    stamp.sort();
    Ok(stamp)
}

/// A screener of the built-in packs and of those of the folder.
///
/// # Errors
/// When a pack cannot be read or has mistakes; the error draws them all.
pub fn load(folder: Option<&Path>) -> Result<Screener, Box<dyn std::error::Error + Send + Sync>> {
    let mut builder = Screener::builder();
    builder.builtin();
    if let Some(folder) = folder {
        for (path, ..) in stamp(folder)? {
            builder.pack_file(path)?;
        }
    }
    Ok(builder.build()?)
}
