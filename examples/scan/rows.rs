//! JSON Lines: each line an object with a `text`.

use std::{
    fs,
    io::{self, BufRead, BufReader},
    path::PathBuf,
};

use serde_json::{Map, Value};

use super::{
    Trouble,
    input::{self, is_stdin},
};

/// A row.
pub(crate) struct Row {
    pub(crate) text: String,
    pub(crate) object: Map<String, Value>,
}

/// The rows of all files.
pub(crate) fn rows(paths: &[PathBuf]) -> impl Iterator<Item = Result<Row, Trouble>> {
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
                        let trouble = format!("读不了 `{name}`：{}", input::why(&error));
                        return Box::new(std::iter::once(Err(trouble.into())));
                    }
                }
            };
            let rows = reader.split(b'\n').enumerate().filter_map(move |(number, line)| {
                let line = match line {
                    Ok(line) => line,
                    Err(error) => return Some(Err(format!("读不了 `{name}`：{}", input::why(&error)).into())),
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
        serde_json::from_str(&String::from_utf8_lossy(line)).map_err(|error| format!("不是 JSON 对象（{error}）"))?;
    let text = object
        .get("text")
        .and_then(Value::as_str)
        .ok_or("这一行没有文字 `text`")?
        .to_owned();
    Ok(Row { text, object })
}
