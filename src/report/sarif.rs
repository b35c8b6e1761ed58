//! SARIF 2.1.0 (OASIS), which editors and code-review tools read.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::reviewed::Reviewed;
use crate::{finding::Finding, rule::Rule, severity::Severity};

/// Screenings as a SARIF 2.1.0 log: serialise it with `serde_json`. Its rules carry their help; columns count Unicode characters.
///
/// ```
/// use xianshen::{Reviewed, SarifReport, Screener};
///
/// let text = "本科室祖传秘方，包治百病。";
/// let screening = Screener::new().screen(text);
/// let report = SarifReport::new().with(Reviewed::new("post.md", text, &screening));
/// assert!(serde_json::to_string(&report).unwrap().contains(r#""startColumn":9"#));
/// ```
#[derive(Clone, Debug, Default)]
pub struct SarifReport<'a> {
    texts: Vec<Reviewed<'a>>,
}

impl<'a> SarifReport<'a> {
    /// A log of nothing yet.
    pub fn new() -> SarifReport<'a> {
        SarifReport::default()
    }

    /// Adds a text. If its findings have places of their own, these are given beside the file, instead of line and column.
    pub fn with(mut self, text: Reviewed<'a>) -> SarifReport<'a> {
        self.texts.push(text);
        self
    }

    fn run(&self) -> Run<'a> {
        let mut rules: Vec<&Rule> = Vec::new();
        let mut index: BTreeMap<&str, usize> = BTreeMap::new();
        let mut results = Vec::new();
        for text in &self.texts {
            let mut seen = BTreeMap::new();
            for (i, finding) in text.screening.findings().iter().enumerate() {
                let rule = finding.rule();
                let at = *index.entry(rule.id()).or_insert_with(|| {
                    rules.push(rule);
                    rules.len() - 1
                });
                results.push(result(text, i, finding, at, &mut seen));
            }
        }
        Run {
            tool: Tool {
                driver: Driver {
                    name: "xianshen",
                    version: env!("CARGO_PKG_VERSION"),
                    language: "zh-CN",
                    rules: rules.into_iter().map(descriptor).collect(),
                },
            },
            language: "zh-CN",
            column_kind: "unicodeCodePoints",
            artifacts: self.texts.iter().map(|text| Artifact { location: at(text.name) }).collect(),
            results,
        }
    }
}

impl Serialize for SarifReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [self.run()],
        }
        .serialize(serializer)
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "error",
        Severity::Review => "warning",
        Severity::Notice => "note",
    }
}

/// What is cited, a line each.
fn basis(rule: &Rule) -> Vec<String> {
    rule.basis()
        .iter()
        .map(|citation| format!("{}：{}", citation.cite, citation.says))
        .collect()
}

fn descriptor(rule: &Rule) -> Descriptor<'_> {
    let basis = basis(rule);
    let plain = basis.iter().map(|line| format!("依据：{line}\n"));
    let marked: String = basis
        .iter()
        .map(|line| {
            format!(
                "
- {line}"
            )
        })
        .collect();
    let marked = if marked.is_empty() {
        marked
    } else {
        format!(
            "

**依据**
{marked}"
        )
    };
    Descriptor {
        id: rule.id(),
        name: rule.title(),
        short_description: Text {
            text: format!("{}：{}", rule.category().title(), rule.title()),
        },
        full_description: Text {
            text: rule.message().to_owned(),
        },
        help: Help {
            text: format!("{}\n{}建议：{}", rule.message(), plain.collect::<String>(), rule.advice()),
            markdown: format!("{}{marked}\n\n**建议**：{}", rule.message(), rule.advice()),
        },
        default_configuration: Configuration {
            level: level(rule.severity()),
        },
        properties: RuleProperties {
            category: rule.category().id(),
            topic: rule.topic(),
            tags: BTreeSet::from([rule.category().id(), rule.topic()]),
        },
    }
}

/// `seen` counts what of a text was found alike before.
fn result<'a>(
    text: &Reviewed<'a>,
    i: usize,
    finding: &'a Finding,
    rule_index: usize,
    seen: &mut BTreeMap<(String, &'a str), usize>,
) -> Outcome<'a> {
    let rule = finding.rule();
    let found = finding.text();
    let place = text.own_place(i);
    let count = seen.entry((rule.id().to_owned(), found)).or_default();
    *count += 1;
    let (end_line, end_column) = match found.rsplit_once('\n') {
        Some((before, last)) => (finding.line() + 1 + before.matches('\n').count(), last.chars().count() + 1),
        None => (finding.line(), finding.column() + found.chars().count()),
    };
    let region = Region {
        start_line: finding.line(),
        start_column: finding.column(),
        end_line,
        end_column,
        char_offset: finding.chars().start,
        char_length: finding.chars().len(),
        byte_offset: finding.span().start,
        byte_length: finding.span().len(),
        snippet: Text { text: found.to_owned() },
    };
    Outcome {
        rule_id: rule.id(),
        rule_index,
        level: level(finding.severity()),
        message: Text {
            text: format!("“{found}”：{}。建议：{}", rule.message(), rule.advice()),
        },
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: at(text.name),
                region: place.is_none().then_some(region),
            },
            logical_locations: place.map(|name| {
                [LogicalLocation {
                    fully_qualified_name: name,
                }]
            }),
        }],
        partial_fingerprints: Fingerprints {
            finding: format!("{}|{found}|{count}", rule.id()),
        },
        properties: Properties {
            evidence: finding.evidence().iter().map(ToString::to_string).collect(),
            basis: basis(rule),
        },
    }
}

fn at(name: &str) -> ArtifactLocation {
    ArtifactLocation { uri: uri(name) }
}

/// A path as a relative reference (RFC 3986): what is not plain is escaped, and so is a colon, which would end a scheme.
fn uri(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let mut uri = String::new();
    for byte in name.replace('\\', "/").bytes() {
        match plain(byte) {
            true => uri.push(char::from(byte)),
            false => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    language: &'static str,
    column_kind: &'static str,
    artifacts: Vec<Artifact>,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    language: &'static str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Text,
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
    properties: RuleProperties<'a>,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties<'a> {
    category: &'a str,
    topic: &'a str,
    /// No tag stands twice.
    tags: BTreeSet<&'a str>,
}

#[derive(Serialize)]
struct Artifact {
    location: ArtifactLocation,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

/// A `result`, which in Rust is the name of another thing.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location<'a>; 1],
    partial_fingerprints: Fingerprints,
    properties: Properties,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation<'a>; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    char_offset: usize,
    char_length: usize,
    byte_offset: usize,
    byte_length: usize,
    snippet: Text,
}

/// Stays the same while lines move: rule, text, and which of its like it is.
#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "finding/v1")]
    finding: String,
}

#[derive(Serialize)]
struct Properties {
    evidence: Vec<String>,
    basis: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("a b/稿.md"), "a%20b/%E7%A8%BF.md");
        assert_eq!(uri(r"C:\x.md"), "C%3A/x.md");
    }
}
