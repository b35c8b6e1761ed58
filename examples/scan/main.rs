//! Screens files before they are published: `cargo run --release --example scan -- FILE…`

mod check;
mod input;
mod options;
mod output;

use std::{
    io::{self, BufWriter, IsTerminal, Write},
    path::Path,
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
    for path in input::files(&options.files) {
        let verdict = path.and_then(|path| {
            if options.needs_no_text() {
                stream(options, screener, &path, out)
            } else {
                document(options, screener, &path, colour, out)
            }
        });
        match verdict {
            Ok(verdict) => worst = worst.max(verdict),
            Err(trouble) if is_closed_pipe(&*trouble) => return Err(trouble),
            Err(trouble) => troubles.push(trouble.to_string()),
        }
    }
    if troubles.is_empty() {
        Ok(worst)
    } else {
        out.flush()?;
        Err(troubles.join("\n").into())
    }
}

/// A file that is read whole: the report quotes it.
fn document(options: &Options, screener: &Screener, path: &Path, colour: bool, out: &mut impl Write) -> Result<Verdict, Trouble> {
    let document = input::read(path)?;
    if let Some(warning) = &document.warning {
        eprintln!("{warning}");
    }
    let screening = options.screen(screener, &document.text);
    if options.redact {
        out.write_all(screener.redact(&document.text, &options.mask()).as_bytes())?;
    } else {
        output::write(options.format, &document, &screening, colour, out)?;
    }
    Ok(screening.verdict())
}

/// A file of any size, which is never all in memory.
fn stream(options: &Options, screener: &Screener, path: &Path, out: &mut impl Write) -> Result<Verdict, Trouble> {
    let (screening, warning) = input::stream(path, |reader| screener.screen_reader(reader))?;
    if let Some(warning) = warning {
        eprintln!("{warning}");
    }
    output::json(options.format, &screening, out)?;
    Ok(screening.verdict())
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
