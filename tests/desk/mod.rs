//! Running the `scan` example from a test.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Cargo builds examples for `cargo test` and puts them beside the folder of this test.
pub(crate) fn scan() -> Command {
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    let path = path.join("examples").join(format!("scan{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "the example is not built: run `cargo test` without `--test`, or `cargo build --example scan`"
    );
    Command::new(path)
}

/// A folder of its own for a test, gone afterwards.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("xianshen-cli-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn run(args: &[&str], files: &[&Path]) -> Output {
    scan().args(args).args(files).output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
