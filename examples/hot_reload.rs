//! A user's pack is changed while the service runs: build anew beside the old screener, then swap.
//!
//! Requests that have begun keep the screener they have; a pack with mistakes changes nothing and is told.
//! `cargo run --release --example hot_reload`

use std::{fs, path::Path, sync::Arc};

use arc_swap::ArcSwap;
use xianshen::{Error, Screener};

fn load(pack: &Path) -> Result<Screener, Error> {
    let mut builder = Screener::builder();
    builder.builtin().pack_file(pack)?;
    builder.build()
}

/// What a file watcher or a signal handler would call.
fn reload(current: &ArcSwap<Screener>, pack: &Path) {
    match load(pack) {
        Ok(screener) => current.store(Arc::new(screener)),
        Err(error) => eprintln!("the old rules stay:\n{error}"),
    }
}

fn pack(terms: &str) -> String {
    format!(
        r#"schema = 1
id = "house"
category = "house"
title = "院内规则"

[[rule]]
id = "price"
topic = "price"
severity = "review"
title = "内部价格"
message = "内部价格不得对外发布"
advice = "删去价格"
terms = {terms}
"#
    )
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::temp_dir().join(format!("xianshen-hot-reload-{}.toml", std::process::id()));
    fs::write(&path, pack(r#"["内部价"]"#))?;
    let current = ArcSwap::from_pointee(load(&path)?);
    let text = "职工家属可享福利价。";
    assert!(current.load().is_clean(text));

    fs::write(&path, pack(r#"["内部价", "福利价"]"#))?;
    reload(&current, &path);
    assert!(!current.load().is_clean(text));
    println!("after the change: {}", current.load().screen(text).verdict());

    fs::write(&path, pack(r#"["价"]"#))?;
    reload(&current, &path);
    assert!(!current.load().is_clean(text), "a bad pack must not take the rules away");
    fs::remove_file(&path)?;
    Ok(())
}
