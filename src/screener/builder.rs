//! Putting a screener together.

use std::{fs, io, path::Path, sync::Arc};

use super::{Screener, pass::Inner};
use crate::{
    detect::{self, Detector},
    error::Error,
    pack::{self, Source, Switches},
    severity::Severity,
    spelling::Kind,
};

impl Screener {
    /// A screener with the built-in packs. Building takes some tens of milliseconds: do it once and clone.
    ///
    /// # Panics
    /// Never: the built-in packs are checked by the crate's tests.
    pub fn new() -> Screener {
        let mut builder = Screener::builder();
        builder.builtin();
        builder
            .build()
            .unwrap_or_else(|error| panic!("the built-in packs have mistakes\n{error}"))
    }

    /// Puts together a screener of packs, word lists and detectors of your choice; begin with
    /// [`builtin`](ScreenerBuilder::builtin) to keep the built-in packs.
    pub fn builder() -> ScreenerBuilder {
        ScreenerBuilder::default()
    }
}

impl Default for Screener {
    fn default() -> Screener {
        Screener::new()
    }
}

/// Collects packs, word lists, detectors and switches; [`build`](ScreenerBuilder::build) checks them all at once.
///
/// ```
/// # fn main() -> Result<(), xianshen::Error> {
/// let screener = xianshen::Screener::builder()
///     .builtin()
///     .word_list("house.txt", "小广告\n内部价\n")
///     .disable("superlative")
///     .build()?;
/// assert!(!screener.is_clean("扫码领取内部价"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct ScreenerBuilder {
    builtin: bool,
    packs: Vec<Arc<Source>>,
    words: Vec<Arc<Source>>,
    word_variants: Option<Vec<Kind>>,
    detectors: Vec<Arc<dyn Detector>>,
    switches: Switches,
}

impl ScreenerBuilder {
    /// Takes in the built-in packs.
    pub fn builtin(&mut self) -> &mut Self {
        self.builtin = true;
        self
    }

    /// Takes in a rule pack. `name` is what messages call it, mostly a path.
    pub fn pack(&mut self, name: impl Into<String>, toml: impl Into<String>) -> &mut Self {
        self.packs.push(Arc::new(Source::new(name, toml)));
        self
    }

    /// Takes in a rule pack from a file of UTF-8.
    ///
    /// # Errors
    /// When the file cannot be read. Mistakes in it come out of [`build`](ScreenerBuilder::build), with those of all others.
    pub fn pack_file(&mut self, path: impl AsRef<Path>) -> Result<&mut Self, Error> {
        let (name, text) = read(path.as_ref())?;
        Ok(self.pack(name, text))
    }

    /// Takes in a word list: one word a line, a tag behind a tab if you like, lines that begin with `# ` are comments.
    /// Its findings are of category `custom` and severity `review`.
    pub fn word_list(&mut self, name: impl Into<String>, text: impl Into<String>) -> &mut Self {
        self.words.push(Arc::new(Source::new(name, text)));
        self
    }

    /// Takes in a word list from a file of UTF-8.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn word_list_file(&mut self, path: impl AsRef<Path>) -> Result<&mut Self, Error> {
        let (name, text) = read(path.as_ref())?;
        Ok(self.word_list(name, text))
    }

    /// In which other spellings the words of word lists are looked for: `pinyin`, `homophone`, `shape`, `split`, `alias`, `mask`.
    /// An empty list means: only as they are written, folding and noise aside.
    ///
    /// Left alone, lists of up to 256 words in all are looked for in every spelling, larger ones in none. Aliases come with the packs:
    /// without the built-in ones there are none but yours.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a name that is none of the six.
    ///
    /// ```
    /// # fn main() -> Result<(), xianshen::Error> {
    /// let mut builder = xianshen::Screener::builder();
    /// builder.word_list("house.txt", "内部价");
    /// assert!(!builder.build()?.is_clean("扫码领neibu价"));
    /// assert!(builder.word_list_variants([])?.build()?.is_clean("扫码领neibu价"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn word_list_variants<'a>(&mut self, kinds: impl IntoIterator<Item = &'a str>) -> Result<&mut Self, Error> {
        let kinds = kinds
            .into_iter()
            .map(|name| Kind::named(name).ok_or_else(|| Error::Unknown { name: name.to_owned() }));
        self.word_variants = Some(kinds.collect::<Result<_, _>>()?);
        Ok(self)
    }

    /// Takes in a detector of your own; a rule with `detector = "its-name"` puts it to use.
    /// One of the name of a built-in detector takes that one's place.
    pub fn detector(&mut self, detector: impl Detector + 'static) -> &mut Self {
        self.detectors.push(Arc::new(detector));
        self
    }

    /// Switches off a rule, a topic or a category, by id.
    pub fn disable(&mut self, name: impl Into<String>) -> &mut Self {
        self.switches.disable.push(name.into());
        self
    }

    /// Switches on what is off by default: a rule, a topic or a category, by id.
    pub fn enable(&mut self, name: impl Into<String>) -> &mut Self {
        self.switches.enable.push(name.into());
        self
    }

    /// Leaves out all but this category, topic or rule; called again, it adds another.
    pub fn only(&mut self, name: impl Into<String>) -> &mut Self {
        self.switches.only.push(name.into());
        self
    }

    /// Leaves out the rules below this severity.
    pub fn min_severity(&mut self, least: Severity) -> &mut Self {
        self.switches.min_severity = Some(least);
        self
    }

    /// Allows words: a hit of any rule that lies inside one of them is dropped.
    pub fn allow<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) -> &mut Self {
        self.switches.allow.extend(words.into_iter().map(str::to_owned));
        self
    }

    /// Checks everything and builds the screener.
    ///
    /// # Errors
    /// [`Error::Packs`] with all mistakes of all rule files; [`Error::Unknown`] for a switch that names nothing.
    pub fn build(&self) -> Result<Screener, Error> {
        let mut files = Vec::new();
        let mut diagnostics = Vec::new();
        let mut take = |(file, mut mistakes)| {
            files.push(file);
            diagnostics.append(&mut mistakes);
        };
        if self.builtin {
            for read in pack::builtin_files() {
                take(read);
            }
        }
        self.packs.iter().map(pack::parse).for_each(take);
        let (lists, mut mistakes) = pack::parse_word_lists(&self.words, self.word_variants.as_deref());
        files.extend(lists);
        diagnostics.append(&mut mistakes);
        let mut detectors = self.detectors.clone();
        for detector in detect::builtin() {
            if !detectors.iter().any(|own| own.name() == detector.name()) {
                detectors.push(detector);
            }
        }
        let program = pack::link(&files, diagnostics, &detectors, &self.switches)?;
        if let Some(name) = self.switches.unknown(&program.rules) {
            return Err(Error::Unknown { name: name.to_owned() });
        }
        Ok(Screener(Arc::new(Inner::new(program))))
    }
}

fn read(path: &Path) -> Result<(String, String), Error> {
    let wrong = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let text = String::from_utf8(fs::read(path).map_err(wrong)?).map_err(|error| wrong(no_utf8(error.as_bytes())))?;
    Ok((path.display().to_string(), text))
}

/// What to say of a file that is no UTF-8.
fn no_utf8(bytes: &[u8]) -> io::Error {
    let valid = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let line = bytes[..valid].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let guess = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "it looks like UTF-16",
        _ => "it may be GB18030",
    };
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("line {line} is not UTF-8 ({guess}): save the file as UTF-8"),
    )
}
