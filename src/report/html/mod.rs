//! The report as one web page: the marked text, a list that leads to each finding, filters, a chart, and a form to sign.
//!
//! Everything that comes from outside — names, texts, what packs say — is escaped here; the page loads nothing, and its policy forbids it to.

mod escape;
mod list;
mod text;

use std::fmt;

use escape::Escaped;

use super::{marks, reviewed::Reviewed, wording};
use crate::{
    category::Category,
    finding::Finding,
    severity::{Severity, Verdict},
};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Writes screenings as one self-contained HTML page, to be read in a browser, printed and signed.
///
/// ```
/// use xianshen::{HtmlReport, Reviewed, Screener};
///
/// let text = "本科室祖传秘方，<b>包治百病</b>。";
/// let screening = Screener::new().screen(text);
/// let page = HtmlReport::new().with(Reviewed::new("post.md", text, &screening)).to_string();
/// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("&lt;b&gt;"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct HtmlReport<'a> {
    texts: Vec<Reviewed<'a>>,
}

impl<'a> HtmlReport<'a> {
    /// A report on nothing yet.
    pub fn new() -> HtmlReport<'a> {
        HtmlReport::default()
    }

    /// Adds a text.
    pub fn with(mut self, text: Reviewed<'a>) -> HtmlReport<'a> {
        self.texts.push(text);
        self
    }

    fn findings(&self) -> impl Iterator<Item = &'a Finding> {
        self.texts.iter().flat_map(|text| text.screening.findings())
    }

    /// How many places in the texts are marked.
    fn places(&self) -> usize {
        let places = |text: &Reviewed<'_>| marks::passages(text.screening.findings()).len();
        self.texts.iter().map(places).sum()
    }

    /// Whether there was nothing to screen.
    fn is_blank(&self) -> bool {
        self.texts.iter().all(|text| text.says_nothing())
    }

    fn verdict(&self) -> Verdict {
        let verdicts = self.texts.iter().map(|text| text.screening.verdict());
        verdicts.max().unwrap_or(Verdict::Pass)
    }

    /// What the page is called.
    fn title(&self) -> String {
        match &self.texts[..] {
            [] => "审稿报告".to_owned(),
            [one] => one.name.to_owned(),
            [first, ..] => format!("{} 等 {} 份", first.name, self.texts.len()),
        }
    }

    fn slot(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match name {
            "style" => f.write_str(STYLE),
            "script" => f.write_str(SCRIPT),
            "title" => write!(f, "{}", Escaped(&self.title())),
            "version" => f.write_str(env!("CARGO_PKG_VERSION")),
            "verdict" if self.is_blank() => f.write_str("nothing"),
            "verdict" => f.write_str(self.verdict().name()),
            "conclusion" if self.is_blank() => f.write_str(wording::NOTHING),
            "conclusion" => f.write_str(wording::verdict(self.verdict())),
            "numbers" => self.numbers(f),
            "severities" => self.severities(f),
            "chart" => self.chart(f),
            "texts" => self.texts(f),
            "list" => self.list(f),
            _ => unreachable!("page.html has no other slots; a test fills them all"),
        }
    }

    fn numbers(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let characters: usize = self
            .texts
            .iter()
            .map(|text| text.text.chars().filter(|c| !c.is_whitespace()).count())
            .sum();
        if self.texts.len() > 1 {
            write!(f, "{} 份文稿，", self.texts.len())?;
        }
        write!(
            f,
            "{characters} 字，{}",
            wording::numbers(self.places(), self.findings().count())
        )
    }

    /// Switches for the severities that there are.
    fn severities(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for severity in wording::COLUMNS {
            let count = self.findings().filter(|finding| finding.severity() == severity).count();
            if count > 0 {
                write!(
                    f,
                    r#"<label class="chip {0}"><input type="checkbox" data-severity="{0}" checked> {1} <b>{count}</b></label>"#,
                    severity.name(),
                    severity.title(),
                )?;
            }
        }
        Ok(())
    }

    /// A bar for each category; its name switches the category on and off.
    fn chart(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = wording::counts(self.findings());
        let most = counts.iter().map(|(_, of)| of.iter().sum::<usize>()).max().unwrap_or(1);
        for (category, of) in counts {
            let parts: Vec<(Severity, usize)> = wording::COLUMNS.into_iter().zip(of).filter(|(_, count)| *count > 0).collect();
            let said: Vec<String> = parts
                .iter()
                .map(|(severity, count)| format!("{} {count}", severity.title()))
                .collect();
            write!(
                f,
                concat!(
                    r#"<li style="--hue:{hue}"><label><input type="checkbox" data-category="{id}" checked>"#,
                    r#"<span class="swatch"></span><span class="name">{title}</span></label>"#,
                    r#"<span class="bar" role="img" aria-label="{said}" title="{said}">"#,
                ),
                hue = hue(category),
                id = Escaped(category.id()),
                title = Escaped(category.title()),
                said = said.join("，"),
            )?;
            for (severity, count) in &parts {
                let share = *count as f64 * 100.0 / most as f64;
                write!(f, r#"<i class="{}" style="width:{share:.1}%"></i>"#, severity.name())?;
            }
            writeln!(f, r#"</span><b class="count">{}</b></li>"#, of.iter().sum::<usize>())?;
        }
        Ok(())
    }

    fn texts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut numbers = Numbers::default();
        for (i, text) in self.texts.iter().enumerate() {
            let passages = marks::passages(text.screening.findings());
            write!(
                f,
                r#"<article aria-labelledby="d{i}"><h2 id="d{i}"><span>{}</span> <em class="{}">{}</em></h2>"#,
                Escaped(if self.texts.len() > 1 { text.name } else { "文稿" }),
                if text.says_nothing() {
                    "nothing"
                } else {
                    text.screening.verdict().name()
                },
                wording::conclusion(text.text, text.screening, passages.len()),
            )?;
            text::write(text, &passages, numbers, f)?;
            writeln!(f, "</article>")?;
            numbers.finding += text.screening.findings().len();
            numbers.passage += passages.len();
        }
        Ok(())
    }

    fn list(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut numbers = Numbers::default();
        for (i, text) in self.texts.iter().enumerate() {
            if self.texts.len() > 1 {
                let name = Escaped(text.name);
                writeln!(f, r##"<li class="document"><a href="#d{i}">{name}</a></li>"##)?;
            }
            for passage in marks::passages(text.screening.findings()) {
                list::write(text, &passage, numbers, f)?;
                numbers.passage += 1;
            }
            numbers.finding += text.screening.findings().len();
        }
        Ok(())
    }
}

/// The numbers that the first finding and the next passage of a text have in the report. Passages show theirs; by those of the findings text
/// and list lead to each other.
#[derive(Clone, Copy)]
struct Numbers {
    finding: usize,
    passage: usize,
}

impl Default for Numbers {
    fn default() -> Numbers {
        Numbers { finding: 1, passage: 1 }
    }
}

/// The page with its slots filled. A slot is written `{{name}}`; what fills one is not looked at again.
impl fmt::Display for HtmlReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = PAGE;
        while let Some((before, from)) = rest.split_once("{{") {
            let (name, behind) = from.split_once("}}").expect("a slot of page.html is closed");
            f.write_str(before)?;
            self.slot(name, f)?;
            rest = behind;
        }
        f.write_str(rest)
    }
}

/// The colour of a category, as an angle on the colour circle. The thirteen have colours that stand apart; any other has one by its id.
fn hue(category: &Category) -> u32 {
    match category.id() {
        "medical-advertising" => 12,
        "privacy" => 215,
        "internal-information" => 265,
        "constitution" => 345,
        "national-security" => 355,
        "national-honour" => 325,
        "ethnic-hatred" => 295,
        "cult-superstition" => 280,
        "rumour" => 42,
        "obscenity-violence" => 330,
        "insult-defamation" => 85,
        "illegal-assembly" => 150,
        "other-illegal" => 180,
        own => own.bytes().fold(7, |hue, byte| (hue * 31 + u32::from(byte)) % 360),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::screening::Screening;

    #[test]
    fn every_slot_is_filled() {
        let screening = Screening::new(Vec::new(), None);
        let page = HtmlReport::new()
            .with(Reviewed::new("a{{b}}", "好{{c}}", &screening))
            .to_string();
        // What looks like a slot in a text is text.
        assert!(page.contains("a{{b}}") && page.contains("好{{c}}") && !page.contains("{{title}}"));
        assert!(page.ends_with("</html>\n"));
    }
}
