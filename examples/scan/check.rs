//! `--check-rules`: what a rule author runs.

use std::path::Path;

use xianshen::{Screener, Verdict};

use super::{Trouble, options::add_packs};

/// The fewest examples of either sort that a rule should have.
const EXAMPLES: usize = 2;

/// Checks a pack or a folder of packs by themselves, then runs the examples of their rules.
pub(crate) fn run(path: &Path) -> Result<Verdict, Trouble> {
    let mut builder = Screener::builder();
    add_packs(&mut builder, path)?;
    let screener = builder.build()?;
    let mut complaints: Vec<String> = screener.check_examples().iter().map(ToString::to_string).collect();
    // Rules that are off by default are tried in a set in which they are on.
    let off: Vec<String> = screener
        .rules()
        .filter(|rule| !rule.enabled())
        .map(|rule| rule.id().to_owned())
        .collect();
    for id in &off {
        let on = builder.clone().enable(id).build()?;
        let own = on.check_examples().into_iter().filter(|failure| failure.rule() == id);
        complaints.extend(own.map(|failure| failure.to_string()));
    }
    for rule in screener.rules() {
        for (what, examples) in [("hits", rule.hits()), ("passes", rule.passes())] {
            if examples.len() < EXAMPLES {
                complaints.push(format!(
                    "{}: has {} {what}, should have {EXAMPLES}",
                    rule.id(),
                    examples.len()
                ));
            }
        }
    }
    if complaints.is_empty() {
        println!("{} rules, all examples as they should be", screener.rules().len());
        Ok(Verdict::Pass)
    } else {
        Err(format!("{}\n{} complaints", complaints.join("\n"), complaints.len()).into())
    }
}
