//! `--check-rules`: what a rule author runs.

use std::{fs, ops::Range, path::Path};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use xianshen::{ExampleFailure, Rule, Screener, Verdict};

use super::{Trouble, input, options::add_packs};

/// The fewest examples of either sort that a rule should have.
const EXAMPLES: usize = 2;

/// Checks a pack or a folder of packs by themselves, then runs the examples of their rules. Everything that is wrong is told as a compiler
/// would: what, where, the line with a caret, what to do.
pub(crate) fn run(path: &Path) -> Result<Verdict, Trouble> {
    let mut builder = Screener::builder();
    add_packs(&mut builder, path)?;
    let screener = builder.build()?;
    let files = Files::read(path)?;
    let mut complaints: Vec<String> = Vec::new();
    let mut failures = screener.check_examples();
    // Rules that are off by default are tried in a set in which they are on.
    for rule in screener.rules().filter(|rule| !rule.enabled()) {
        let on = builder.clone().enable(rule.id()).build()?;
        failures.extend(on.check_examples().into_iter().filter(|failure| failure.rule() == rule.id()));
    }
    complaints.extend(failures.iter().map(|failure| files.example(failure)));
    let few = screener
        .rules()
        .flat_map(|rule| [(rule, "hits", rule.hits()), (rule, "passes", rule.passes())]);
    let few = few.filter(|(.., examples)| examples.len() < EXAMPLES);
    complaints.extend(few.map(|(rule, what, examples)| files.few(rule, what, examples.len())));
    let rules = screener.rules().len();
    let examples: usize = screener.rules().map(|rule| rule.hits().len() + rule.passes().len()).sum();
    if complaints.is_empty() {
        println!("{}, all {examples} examples as they should be", count(rules, "rule"));
        Ok(Verdict::Pass)
    } else {
        Err(format!(
            "{}\n\n{} in {}",
            complaints.join("\n\n"),
            count(complaints.len(), "complaint"),
            count(rules, "rule"),
        )
        .into())
    }
}

/// `1 rule`, `2 rules`.
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The rule files, to point into.
struct Files(Vec<(String, String)>);

impl Files {
    fn read(path: &Path) -> Result<Files, Trouble> {
        let paths = if path.is_dir() {
            input::walk(path)?
        } else {
            vec![path.to_owned()]
        };
        let packs = paths
            .into_iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == "toml") || path.is_file());
        let read = packs.map(|path| Ok((path.display().to_string(), fs::read_to_string(path)?)));
        Ok(Files(read.collect::<Result<_, std::io::Error>>()?))
    }

    fn example(&self, failure: &ExampleFailure) -> String {
        let example = match failure.found() {
            None => ("hits", failure.example()),
            Some(_) => ("passes", failure.example()),
        };
        let (label, help) = match failure.found() {
            None => (
                "no finding of this rule".to_owned(),
                "does a term, pattern or shape cover it? does a cue of `unless`, an `allow` word or a word edge drop it? `--explain` tells".to_owned(),
            ),
            Some((by, text)) => (
                format!("{by} finds “{text}”"),
                "narrow the rule that finds it: a longer term, `allow`, a cue in `unless`, a shape that asks for more".to_owned(),
            ),
        };
        self.draw("E001", failure.rule(), &failure.to_string(), Some(example), &label, &help)
    }

    fn few(&self, rule: &Rule, what: &str, count: usize) -> String {
        let title = format!("{}: has {count} {what}, should have {EXAMPLES}", rule.id());
        let help = match what {
            "hits" => "add sentences in which the rule must find something, freshly written",
            _ => "add lawful sentences that come close: that is where false alarms come from",
        };
        self.draw("E002", rule.id(), &title, None, "this rule", help)
    }

    fn draw(&self, code: &str, rule: &str, title: &str, example: Option<(&str, &str)>, label: &str, help: &str) -> String {
        let title = Level::ERROR.primary_title(title).id(code);
        let help = Level::HELP.message(help);
        let report = match self.place(rule, example) {
            Some((name, text, range)) => {
                let annotation = AnnotationKind::Primary.span(range).label(label);
                [title
                    .element(Snippet::source(text).path(name).annotation(annotation))
                    .element(help)]
            }
            None => [title.element(help)],
        };
        Renderer::plain().render(&report)
    }

    /// Where a rule stands, or an example of its `hits` or `passes`.
    fn place(&self, rule: &str, example: Option<(&str, &str)>) -> Option<(&str, &str, Range<usize>)> {
        let (pack, id) = rule.split_once('/')?;
        let (pack, id) = (format!("id = \"{pack}\""), format!("id = \"{id}\""));
        let file = self.0.iter().find(|(_, text)| {
            let has = |wanted: &str| {
                text.lines()
                    .any(|line| line.trim() == wanted || line.trim().starts_with(&format!("{wanted} ")))
            };
            has(&pack) && has(&id)
        });
        let (name, text) = file?;
        let at = text
            .match_indices(&id)
            .map(|(at, _)| at)
            .find(|at| text[..*at].contains("[[rule]]"))?;
        let end = text[at..].find("[[rule]]").map_or(text.len(), |end| at + end);
        let quoted = example.and_then(|(key, example)| {
            let list = at + text[at..end].find(&format!("\n{key}"))?;
            let found = text[list..end].find(&format!("\"{example}\""))?;
            Some((list + found, example.len() + 2))
        });
        let (start, length) = quoted.unwrap_or((at, id.len()));
        Some((name, text, start..start + length))
    }
}
