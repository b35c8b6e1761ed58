//! The built-in rules of a category as a Markdown table, law by law: what is checked, and what is not.
//!
//! `cargo run --example rule_table -- medical-advertising > docs/medical-advertising.md`
//!
//! A compliance officer reads the outcome, so it is in Chinese. What the rules cannot know stands in a file beside this one.

use std::{cmp::Reverse, collections::BTreeSet, env, fmt::Write as _, process::ExitCode};

use xianshen::{Citation, Rule, Screener};

/// What no rule checks, by category: written by hand.
const NOT_CHECKED: [(&str, &str); 1] = [("medical-advertising", include_str!("medical-advertising.md"))];

/// Examples of each sort that a row shows; the packs hold more.
const SHOWN: usize = 3;

fn main() -> ExitCode {
    let Some(category) = env::args().nth(1) else {
        eprintln!("usage: rule_table CATEGORY");
        return ExitCode::from(2);
    };
    let screener = Screener::new();
    let rules: Vec<&Rule> = screener.rules().filter(|rule| rule.category().id() == category).collect();
    if rules.is_empty() {
        eprintln!("no built-in rule has the category `{category}`");
        return ExitCode::from(2);
    }
    print!("{}", page(&category, &rules));
    ExitCode::SUCCESS
}

fn page(category: &str, rules: &[&Rule]) -> String {
    let mut page = String::new();
    let title = rules[0].category().title();
    let _ = writeln!(page, "# {title}：查什么、依据什么、不查什么\n");
    let _ = writeln!(
        page,
        "<!-- Made by `cargo run --example rule_table -- {category}` from the rule packs. Do not edit: change the packs. -->\n"
    );
    let _ = writeln!(
        page,
        "共 {} 条规则，按主要依据的条文排列；一条规则只在主要依据下列出全文，别的依据下只列名称。“必改”的发布前要改掉，\
         “复核”的由人判断。例句都是规则自带的测试：前一栏必须提示，后一栏必须放行。\n",
        rules.len()
    );
    for law in laws(rules) {
        let _ = writeln!(page, "## {law}\n");
        for article in articles(rules, &law) {
            write_article(&mut page, rules, &law, article);
        }
    }
    if let Some((_, text)) = NOT_CHECKED.iter().find(|(of, _)| *of == category) {
        page.push_str(text);
    }
    page
}

/// An article's rules: those that rest on it first of all in full, the others by name.
fn write_article(page: &mut String, rules: &[&Rule], law: &str, article: &Citation) {
    let place = article.cite.strip_prefix(law).unwrap_or(&article.cite);
    let _ = writeln!(
        page,
        "### {}\n\n{}。\n",
        if place.is_empty() { "全文" } else { place },
        article.says
    );
    let resting = rules
        .iter()
        .copied()
        .filter(|rule| rule.basis().iter().any(|basis| basis.cite == article.cite));
    let (main, also): (Vec<&Rule>, Vec<&Rule>) =
        resting.partition(|rule| rule.basis().first().is_some_and(|basis| basis.cite == article.cite));
    if !main.is_empty() {
        page.push_str("| 规则 | 等级 | 问题和改法 | 会提示的例子 | 放行的例子 |\n| --- | --- | --- | --- | --- |\n");
        for rule in &main {
            let _ = writeln!(
                page,
                "| {}<br>`{}` | {} | {}。<br>改法：{}。 | {} | {} |",
                cell(rule.title()),
                name(rule),
                rule.severity().title(),
                cell(rule.message()),
                cell(rule.advice()),
                examples(rule.hits()),
                examples(rule.passes()),
            );
        }
        page.push('\n');
    }
    if !also.is_empty() {
        let names: Vec<String> = also
            .iter()
            .map(|rule| format!("{} `{}`", cell(rule.title()), name(rule)))
            .collect();
        let _ = writeln!(
            page,
            "{}{}。\n",
            if main.is_empty() { "有关规则：" } else { "另有关：" },
            names.join("、")
        );
    }
}

/// The laws that the rules rest on, each once: first those that most rules rest on first of all.
fn laws(rules: &[&Rule]) -> Vec<String> {
    let cites = rules.iter().flat_map(|rule| rule.basis());
    let laws: BTreeSet<&str> = cites.map(|citation| law_of(&citation.cite)).collect();
    let weight = |law: &str| {
        let first = rules.iter().filter_map(|rule| rule.basis().first());
        first.filter(|basis| law_of(&basis.cite) == law).count()
    };
    let mut laws: Vec<&str> = laws.into_iter().collect();
    laws.sort_by_key(|law| Reverse(weight(law)));
    laws.into_iter().map(str::to_owned).collect()
}

/// The articles of a law that the rules rest on, each once, in the law's order.
fn articles<'r>(rules: &[&'r Rule], law: &str) -> Vec<&'r Citation> {
    let mut seen = BTreeSet::new();
    let cites = rules.iter().flat_map(|rule| rule.basis());
    let mut articles: Vec<&Citation> = cites
        .filter(|citation| law_of(&citation.cite) == law && seen.insert(citation.cite.clone()))
        .collect();
    articles.sort_by_key(|citation| numbers(&citation.cite[law.len()..]));
    articles
}

/// The Chinese numbers of an article's name, which put it in its place: 16, 1, 2 of 第十六条第一款第（二）项.
fn numbers(place: &str) -> Vec<usize> {
    let mut numbers = Vec::new();
    let mut open = false;
    for character in place.chars() {
        let digit = "零一二三四五六七八九".chars().position(|digit| digit == character);
        let number = match (digit, character) {
            (Some(digit), _) => digit,
            (None, '十') => 10,
            _ => {
                open = false;
                continue;
            }
        };
        match numbers.last_mut() {
            // 十 multiplies the digit before it; no article here has a number above 99.
            Some(last) if open && number == 10 => *last *= 10,
            Some(last) if open => *last += number,
            _ => numbers.push(number),
        }
        open = true;
    }
    numbers
}

/// `《…》（2021）` of `《…》（2021）第十六条`.
fn law_of(cite: &str) -> &str {
    let title = cite.find('》').map_or(0, |at| at + '》'.len_utf8());
    let year = cite[title..].strip_prefix('（').and_then(|rest| rest.find('）'));
    match year {
        Some(at) => &cite[..title + '（'.len_utf8() + at + '）'.len_utf8()],
        None => &cite[..title],
    }
}

/// The rule's id without the pack's.
fn name(rule: &Rule) -> &str {
    rule.id().rsplit('/').next().unwrap_or_default()
}

fn examples(texts: &[String]) -> String {
    let shown: Vec<String> = texts.iter().take(SHOWN).map(|text| cell(text)).collect();
    shown.join("<br>")
}

/// A text as it may stand in a table's cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
