//! The built-in packs keep their promises.

use std::collections::BTreeMap;

use xianshen::{Screener, Severity};

const CATEGORIES: [&str; 13] = [
    "constitution",
    "cult-superstition",
    "ethnic-hatred",
    "illegal-assembly",
    "insult-defamation",
    "internal-information",
    "medical-advertising",
    "national-honour",
    "national-security",
    "obscenity-violence",
    "other-illegal",
    "privacy",
    "rumour",
];

#[test]
fn every_example_comes_out_as_it_should() {
    let failures = Screener::new().check_examples();
    let shown: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn examples_of_rules_that_are_off_hold_once_they_are_on() {
    let off: Vec<String> = Screener::new()
        .rules()
        .filter(|rule| !rule.enabled())
        .map(|rule| rule.id().to_owned())
        .collect();
    assert!(!off.is_empty());
    for id in off {
        let screener = Screener::builder().builtin().enable(&id).build().unwrap();
        let failures: Vec<String> = screener
            .check_examples()
            .into_iter()
            .filter(|failure| failure.rule() == id)
            .map(|failure| failure.to_string())
            .collect();
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}

#[test]
fn every_rule_has_examples_of_both_sorts() {
    for rule in Screener::new().rules() {
        assert!(rule.hits().len() >= 2, "{} has {} hits", rule.id(), rule.hits().len());
        assert!(rule.passes().len() >= 2, "{} has {} passes", rule.id(), rule.passes().len());
    }
}

#[test]
fn every_rule_tells_why_and_on_what_basis() {
    for rule in Screener::new().rules() {
        assert!(!rule.basis().is_empty(), "{} has no legal basis", rule.id());
        for citation in rule.basis() {
            assert!(citation.cite.contains('《'), "{}: {}", rule.id(), citation.cite);
            assert!(!citation.says.is_empty(), "{}: {} says nothing", rule.id(), citation.cite);
        }
        assert_ne!(rule.message(), rule.advice(), "{}", rule.id());
    }
}

#[test]
fn all_thirteen_categories_are_there() {
    let screener = Screener::new();
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in screener.rules() {
        *rules.entry(rule.category().id()).or_default() += 1;
        assert!(
            rule.id().starts_with(&format!("{}/", rule.category().id())),
            "{} is of category {}",
            rule.id(),
            rule.category().id()
        );
    }
    assert_eq!(rules.keys().copied().collect::<Vec<_>>(), CATEGORIES);
}

#[test]
fn some_topics_are_off_by_default() {
    let off: Vec<String> = Screener::new()
        .rules()
        .filter(|rule| !rule.enabled())
        .map(|rule| rule.topic().to_owned())
        .collect();
    assert_eq!(off, ["credit_code", "url", "ip", "mac"]);
}

#[test]
fn titles_of_a_category_agree() {
    let screener = Screener::new();
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for rule in screener.rules() {
        let known = titles.entry(rule.category().id()).or_insert(rule.category().title());
        assert_eq!(*known, rule.category().title());
    }
}

#[test]
fn severities_are_used_as_they_are_meant() {
    // A pack in which everything blocks, or nothing does, was not thought through.
    let screener = Screener::new();
    let count = |severity| screener.rules().filter(|rule| rule.severity() == severity).count();
    assert!(count(Severity::Block) > 0 && count(Severity::Review) > 0);
}
