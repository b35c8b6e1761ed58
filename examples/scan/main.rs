//! Screens files before they are published: `cargo run --release --example scan -- FILE…`

mod check;
mod input;
mod options;
mod output;

use std::{
    io::{self, BufWriter, IsTerminal, Write},
    process::ExitCode,
};

use clap::Parser;
use options::Options;
use xianshen::{Screener, Verdict};

/// What went wrong, and for whom: everything here ends with status 2.
type Trouble = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let options = match Options::try_parse() {
        Ok(options) => options,
        Err(error) => {
            // `--help` and `--version` come as errors, too, but are none.
            let bad = error.use_stderr();
            let _ = error.print();
            return if bad { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    match run(&options) {
        Ok(Verdict::Pass) => ExitCode::SUCCESS,
        Ok(Verdict::Review | Verdict::Block) => ExitCode::from(1),
        Err(trouble) if is_closed_pipe(&*trouble) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::from(2)
        }
    }
}

/// A reader such as `head` that has seen enough is no trouble.
fn is_closed_pipe(trouble: &(dyn std::error::Error + 'static)) -> bool {
    trouble
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn run(options: &Options) -> Result<Verdict, Trouble> {
    if let Some(path) = &options.check_rules {
        return check::run(path);
    }
    let screener = options.screener()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let verdict = if options.jsonl {
        lines(options, &screener, &mut out)?
    } else {
        documents(options, &screener, &mut out)?
    };
    out.flush()?;
    Ok(verdict)
}

/// Each file is one text. A file that cannot be read does not keep the others from being screened.
fn documents(options: &Options, screener: &Screener, out: &mut impl Write) -> Result<Verdict, Trouble> {
    let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut worst = Verdict::Pass;
    let mut troubles = Vec::new();
    for document in input::documents(&options.files) {
        let document = match document {
            Ok(document) => document,
            Err(trouble) => {
                troubles.push(trouble.to_string());
                continue;
            }
        };
        if let Some(warning) = &document.warning {
            eprintln!("{warning}");
        }
        let screening = options.screen(screener, &document.text);
        worst = worst.max(screening.verdict());
        if options.redact {
            out.write_all(screener.redact(&document.text, &options.mask()).as_bytes())?;
        } else {
            output::write(options.format, &document, &screening, colour, out)?;
        }
    }
    if troubles.is_empty() {
        Ok(worst)
    } else {
        out.flush()?;
        Err(troubles.join("\n").into())
    }
}

/// Each line of each file is a JSON object with a `text`.
fn lines(options: &Options, screener: &Screener, out: &mut impl Write) -> Result<Verdict, Trouble> {
    let mut worst = Verdict::Pass;
    for line in input::lines(&options.files) {
        let mut row = line?;
        let screening = options.screen(screener, &row.text);
        worst = worst.max(screening.verdict());
        if options.redact {
            let redacted = screener.redact(&row.text, &options.mask());
            row.object.insert("text".to_owned(), redacted.into());
            serde_json::to_writer(&mut *out, &row.object)?;
        } else {
            serde_json::to_writer(&mut *out, &screening)?;
        }
        out.write_all(b"\n")?;
    }
    Ok(worst)
}
