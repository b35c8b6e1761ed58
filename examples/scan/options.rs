//! The command line.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use clap::{Parser, ValueEnum};
use xianshen::{Error, Mask, Screener, ScreenerBuilder, Screening, Severity};

use super::{Trouble, decode, input};

/// How the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a person: the line, the place, why, on what basis, what to do.
    Text,
    /// One JSON report for a file.
    Json,
    /// The same, each on one line.
    Jsonl,
    /// SARIF 2.1.0, one log for all files.
    Sarif,
    /// A web page for all files: marked text, list, filters, a form to sign.
    Html,
}

/// Whether to write colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    pub(crate) fn choice(self) -> anstream::ColorChoice {
        match self {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        }
    }
}

/// How what was found is masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Style {
    /// Each character by `*`.
    Stars,
    /// What each kind may keep: 138****1234, 张**.
    Partial,
    /// The name of the kind: 【姓名】.
    Token,
}

/// Screens Chinese text before it is published. Exit status: 0 pass, 1 review or block, 2 trouble.
#[derive(Debug, Parser)]
#[command(name = "scan", version)]
pub(crate) struct Options {
    /// Files to screen; `-` is standard input, a folder is walked.
    #[arg(value_name = "FILE", required_unless_present = "check_rules")]
    pub(crate) files: Vec<PathBuf>,

    /// How to write the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Each input line is a JSON object with a `text`; one JSON report a line comes out, in order.
    #[arg(long)]
    pub(crate) jsonl: bool,

    /// Load a rule pack too; a folder is walked. May be repeated.
    #[arg(long, value_name = "FILE")]
    rules: Vec<PathBuf>,

    /// Use the packs of a folder in place of the built-in ones.
    #[arg(long, value_name = "FOLDER", conflicts_with = "no_builtin")]
    rules_dir: Option<PathBuf>,

    /// Load a word list too: one word a line; severity `review`, category `custom`. May be repeated.
    #[arg(long, value_name = "FILE")]
    words: Vec<PathBuf>,

    /// Allow the words of a list: a hit inside one of them is dropped. May be repeated.
    #[arg(long, value_name = "FILE")]
    allow: Vec<PathBuf>,

    /// Do without the built-in packs.
    #[arg(long)]
    no_builtin: bool,

    /// Only this category (or topic, or rule). May be repeated.
    #[arg(long, value_name = "CATEGORY")]
    only: Vec<String>,

    /// Switch on a topic that is off by default. May be repeated.
    #[arg(long, value_name = "TOPIC")]
    enable: Vec<String>,

    /// Switch off a rule, a topic or a category. May be repeated.
    #[arg(long, value_name = "NAME")]
    disable: Vec<String>,

    /// Leave out the rules below this severity: notice, review or block.
    #[arg(long, value_name = "LEVEL")]
    min_severity: Option<Severity>,

    /// Show the dropped candidates, and why, too.
    #[arg(long)]
    explain: bool,

    /// Write the text with everything found masked, instead of a report.
    #[arg(long)]
    pub(crate) redact: bool,

    /// Write the report to this file; with --redact the masked copy, in the form of the original (a folder for several files).
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,

    /// Leave out the findings that this file accepts; see --write-baseline.
    #[arg(long, value_name = "FILE", conflicts_with = "jsonl")]
    pub(crate) baseline: Option<PathBuf>,

    /// Write what was found to this file, to be accepted from now on.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["jsonl", "baseline"])]
    pub(crate) write_baseline: Option<PathBuf>,

    /// Colours in the text report.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub(crate) color: Colour,

    /// Columns of the text report; otherwise those of the terminal.
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) width: Option<usize>,

    /// With --redact: how what was found is masked.
    #[arg(long, value_enum, requires = "redact", conflicts_with = "keep_ends", default_value_t = Style::Stars)]
    mask: Style,

    /// With --redact: keep the first three and the last four characters of long findings (138****1234).
    #[arg(long, requires = "redact")]
    keep_ends: bool,

    /// Check rule files as a compiler would, and run the examples of their rules; screens nothing.
    #[arg(long, value_name = "FILE|FOLDER")]
    pub(crate) check_rules: Option<PathBuf>,
}

impl Options {
    /// The screener that the flags ask for.
    pub(crate) fn screener(&self) -> Result<Screener, Trouble> {
        let mut builder = self.packs()?;
        self.only.iter().for_each(|name| {
            builder.only(name);
        });
        self.enable.iter().for_each(|name| {
            builder.enable(name);
        });
        self.disable.iter().for_each(|name| {
            builder.disable(name);
        });
        if let Some(least) = self.min_severity {
            builder.min_severity(least);
        }
        builder.build().map_err(|error| match error {
            Error::Unknown { name } => self.unknown(&name),
            other => other.into(),
        })
    }

    /// The rules and lists that are loaded, before any is switched on or off.
    fn packs(&self) -> Result<ScreenerBuilder, Trouble> {
        let mut builder = Screener::builder();
        match &self.rules_dir {
            Some(folder) => add_packs(&mut builder, folder)?,
            None if !self.no_builtin => {
                builder.builtin();
            }
            None => {}
        }
        for path in &self.rules {
            add_packs(&mut builder, path)?;
        }
        for path in &self.words {
            builder.word_list(path.display().to_string(), list(path)?);
        }
        for path in &self.allow {
            let text = list(path)?;
            builder.allow(text.lines().map(str::trim).filter(|word| !word.is_empty()));
        }
        Ok(builder)
    }

    /// A name that no rule, topic or category has; the reader is told which categories there are.
    fn unknown(&self, name: &str) -> Trouble {
        let screener = match self.packs().map(|builder| builder.build()) {
            Ok(Ok(screener)) => screener,
            Ok(Err(error)) => return error.into(),
            Err(trouble) => return trouble,
        };
        let categories: BTreeMap<&str, &str> = screener
            .rules()
            .map(|rule| (rule.category().id(), rule.category().title()))
            .collect();
        let mut said = format!("没有叫 `{name}` 的类别、主题或者规则；类别有：");
        for (id, title) in categories {
            said += &format!("\n  {id}  {title}");
        }
        said.into()
    }

    pub(crate) fn screen(&self, screener: &Screener, text: &str) -> Screening {
        if self.explain {
            screener.explain(text)
        } else {
            screener.screen(text)
        }
    }

    /// Whether the report can be written without the text, so that files of any size can be read as streams.
    pub(crate) fn needs_no_text(&self) -> bool {
        matches!(self.format, Format::Json | Format::Jsonl) && !self.redact && !self.explain
    }

    pub(crate) fn mask(&self) -> Mask {
        match self.mask {
            _ if self.keep_ends => Mask::KeepEnds {
                first: 3,
                last: 4,
                with: "*".to_owned(),
            },
            Style::Stars => Mask::default(),
            Style::Partial => Mask::Partial,
            Style::Token => Mask::Token,
        }
    }
}

/// A list of words, in the encoding that the editor's program gave it.
fn list(path: &Path) -> Result<String, Trouble> {
    let bytes = fs::read(path).map_err(|error| cannot_read(path, &error))?;
    let (text, _) = decode::decode(&bytes).map_err(|what| format!("读不了 `{}`：{what}", path.display()))?;
    Ok(text)
}

/// Adds a pack, or all packs of a folder.
pub(crate) fn add_packs(builder: &mut ScreenerBuilder, path: &Path) -> Result<(), Trouble> {
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        files = input::walk(path)?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    }
    for file in files {
        match builder.pack_file(&file) {
            Err(Error::Read { path, source }) => return Err(cannot_read(&path, &source).into()),
            added => added?,
        };
    }
    Ok(())
}

fn cannot_read(path: &Path, error: &io::Error) -> String {
    format!("读不了 `{}`：{}", path.display(), input::why(error))
}
