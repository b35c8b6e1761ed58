//! Screens files before they are published: `cargo run --release --example scan -- FILE…`

mod baseline;
mod check;
mod chinese;
mod decode;
mod document;
mod docx;
mod html;
mod input;
mod options;
mod output;
mod parallel;
mod progress;
mod rows;
mod scrub;
mod stream;
mod taken;

use std::{
    fs::{self, File},
    io::{self, BufWriter, IsTerminal, Write},
    path::Path,
    process::ExitCode,
};

use baseline::Baseline;
use clap::{CommandFactory, FromArgMatches};
use input::{Job, Outcome};
use options::{Format, Options};
use output::{Look, Reports, Screened};
use progress::Progress;
use xianshen::{Screener, Verdict};

/// What went wrong, and for whom: everything here ends with status 2.
type Trouble = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let in_chinese = chinese::is_wanted(|name| std::env::var(name).ok());
    let options = match options(in_chinese) {
        Ok(options) => options,
        Err(error) => {
            // `--help` and `--version` come as errors, too, but are none.
            let bad = error.use_stderr();
            if bad && in_chinese {
                eprintln!("{}", chinese::complaint(&error));
            } else {
                let _ = error.print();
            }
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

/// What the command line says.
fn options(in_chinese: bool) -> Result<Options, clap::Error> {
    let command = match in_chinese {
        true => chinese::translated(Options::command()),
        false => Options::command(),
    };
    Options::from_arg_matches(&command.try_get_matches()?)
}

/// A reader such as `head` that has seen enough is no trouble.
fn is_closed_pipe(trouble: &(dyn std::error::Error + 'static)) -> bool {
    let error = trouble.downcast_ref::<io::Error>().map(io::Error::kind);
    let json = trouble
        .downcast_ref::<serde_json::Error>()
        .and_then(serde_json::Error::io_error_kind);
    error.or(json) == Some(io::ErrorKind::BrokenPipe)
}

fn run(options: &Options) -> Result<Verdict, Trouble> {
    if let Some(path) = &options.check_rules {
        return check::run(path);
    }
    let screener = options.screener()?;
    spare_originals(options)?;
    if options.redact && !options.jsonl && options.output.is_some() {
        return copies(options, &screener);
    }
    let out: Box<dyn Write> = match &options.output {
        Some(path) => Box::new(File::create(path).map_err(|error| cannot_write(path, &error))?),
        None if options.redact || options.format != Format::Text => Box::new(io::stdout().lock()),
        None => Box::new(anstream::AutoStream::new(io::stdout().lock(), options.color.choice())),
    };
    let mut out = BufWriter::new(out);
    if options.jsonl {
        rows(options, &screener, out)
    } else if options.redact {
        each(options, &screener, |screened| {
            let masked = screened.document.masked(&screener, &options.mask())?;
            if masked.starts_with(b"PK\x03\x04") && io::stdout().is_terminal() {
                return Err(format!("`{}` 的脱敏稿不是纯文本：用 -o 写到文件", screened.document.name).into());
            }
            Ok(out.write_all(&masked)?)
        })
    } else {
        let mut reports = Reports::new(out, options.format, look(options));
        let verdict = each(options, &screener, |screened| reports.add(screened));
        reports.finish()?;
        verdict
    }
}

/// No output is written over what is screened.
fn spare_originals(options: &Options) -> Result<(), Trouble> {
    let outputs = [&options.output, &options.write_baseline];
    for output in outputs.into_iter().flatten() {
        let Ok(output) = output.canonicalize() else { continue };
        let mut jobs = input::jobs(&options.files).into_iter().flatten();
        if output.is_file() && jobs.any(|job| job.path.canonicalize().is_ok_and(|path| path == output)) {
            return Err(format!("`{}` 是要审的原稿，不往上写", output.display()).into());
        }
    }
    Ok(())
}

fn cannot_write(path: &Path, error: &io::Error) -> String {
    format!("写不了 `{}`：{}", path.display(), input::why(error))
}

/// What the output can show.
fn look(options: &Options) -> Look {
    let to_terminal = options.output.is_none() && io::stdout().is_terminal();
    let width = options.width.or_else(|| {
        let size = terminal_size::terminal_size().filter(|_| to_terminal);
        size.map(|(width, _)| usize::from(width.0))
    });
    // The stream takes them out where they are not wanted.
    let colour = options.output.is_none() && options.format == Format::Text;
    Look { colour, width }
}

/// Each file is one text; files are screened side by side and come out in order. One that cannot be read does not keep the others from
/// being screened.
fn each(
    options: &Options,
    screener: &Screener,
    mut done: impl FnMut(Screened) -> Result<(), Trouble>,
) -> Result<Verdict, Trouble> {
    let known = options
        .baseline
        .as_deref()
        .map(Baseline::read)
        .transpose()?
        .unwrap_or_default();
    let mut accepted = Baseline::default();
    let mut worst = Verdict::Pass;
    let mut troubles = Vec::new();
    let jobs = input::jobs(&options.files);
    let mut screened_any = false;
    let progress = Progress::new(jobs.len());
    for batch in jobs.chunks(parallel::BATCH) {
        let results = parallel::map(batch, |job| {
            let result = match job {
                Ok(job) => screen(options, screener, job, &known),
                Err(trouble) => Err(trouble.to_string().into()),
            };
            progress.step();
            result
        });
        for result in results {
            match result {
                Ok(Ok(screened)) => {
                    for warning in &screened.document.warnings {
                        progress.say(&format!("{}：{warning}", screened.document.name));
                    }
                    worst = worst.max(screened.screening.verdict());
                    accepted.accept(&screened.document.name, &screened.screening);
                    screened_any = true;
                    done(screened)?;
                }
                Ok(Err(passed)) => progress.say(&passed),
                Err(trouble) => troubles.push(trouble.to_string()),
            }
        }
    }
    progress.finish();
    if let Some(path) = &options.write_baseline {
        accepted.write(path)?;
    }
    if !screened_any && troubles.is_empty() {
        // That nothing was found in nothing lets nothing pass.
        troubles.push("没有审到任何文件".to_owned());
    }
    if troubles.is_empty() {
        Ok(worst)
    } else {
        Err(troubles.join("\n").into())
    }
}

/// Reads and screens a file; or says why it was passed over.
fn screen(options: &Options, screener: &Screener, job: &Job, known: &Baseline) -> Result<Result<Screened, String>, Trouble> {
    let large = match options.needs_no_text() {
        true => stream::stream(job, |reader| screener.screen_reader(reader))?,
        false => None,
    };
    let (screening, document) = match large {
        Some(screened) => screened,
        None => match input::read(job)? {
            Outcome::Read(document) => (options.screen(screener, &document.text), document),
            Outcome::Passed(why) => return Ok(Err(why)),
        },
    };
    let (screening, known) = known.without(&document.name, screening);
    Ok(Ok(Screened {
        document,
        screening,
        known,
    }))
}

/// Masked copies: one into the file of this name, several into a folder.
fn copies(options: &Options, screener: &Screener) -> Result<Verdict, Trouble> {
    let Some(target) = &options.output else {
        return Ok(Verdict::Pass);
    };
    let several = options.files.len() > 1 || options.files.iter().any(|path| path.is_dir()) || target.is_dir();
    let mut used = std::collections::BTreeSet::new();
    each(options, screener, |screened| {
        let masked = screened.document.masked(screener, &options.mask())?;
        let path = match several {
            true => {
                let name = Path::new(&screened.document.name)
                    .file_name()
                    .unwrap_or("standard input".as_ref());
                fs::create_dir_all(target).map_err(|error| cannot_write(target, &error))?;
                target.join(name)
            }
            false => target.clone(),
        };
        // Neither the original nor another copy is written over.
        if path.exists() || !used.insert(path.clone()) {
            return Err(format!("不覆盖已有的文件 `{}`", path.display()).into());
        }
        Ok(fs::write(&path, masked).map_err(|error| cannot_write(&path, &error))?)
    })
}

/// Each line of each file is a JSON object with a `text`.
fn rows(options: &Options, screener: &Screener, mut out: impl Write) -> Result<Verdict, Trouble> {
    let mut worst = Verdict::Pass;
    let mut rows = rows::rows(&options.files);
    loop {
        let mut trouble = None;
        let mut batch = Vec::new();
        while batch.len() < parallel::BATCH && trouble.is_none() {
            match rows.next() {
                Some(Ok(row)) => batch.push(row),
                Some(Err(error)) => trouble = Some(error),
                None => break,
            }
        }
        let is_last = batch.len() < parallel::BATCH;
        let screenings = parallel::map(&batch, |row| options.screen(screener, &row.text));
        for (mut row, screening) in batch.into_iter().zip(screenings) {
            worst = worst.max(screening.verdict());
            if options.redact {
                let redacted = screener.redact(&row.text, &options.mask());
                row.object.insert("text".to_owned(), redacted.into());
                serde_json::to_writer(&mut out, &row.object)?;
            } else {
                serde_json::to_writer(&mut out, &screening)?;
            }
            out.write_all(b"\n")?;
        }
        if let Some(trouble) = trouble {
            out.flush()?;
            return Err(trouble);
        }
        if is_last {
            out.flush()?;
            return Ok(worst);
        }
    }
}
