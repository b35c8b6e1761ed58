//! Writes the JSON schema of rule packs, for completion in an editor: `cargo run --example pack_schema > docs/pack.schema.json`
//!
//! Names of keys, detectors and spellings are asked of the library, so that the schema cannot say something else.

use serde_json::{Map, Value, json};
use xianshen::{Error, Screener};

fn main() {
    println!(
        "{}",
        serde_json::to_string_pretty(&schema()).expect("a JSON value can be written")
    );
}

fn schema() -> Value {
    let ways = ["terms", "patterns", "shapes", "document", "detector"].map(|key| json!({"required": [key]}));
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "xianshen rule pack",
        "description": "Rules of xianshen (schema = 1). docs/writing-rules.md explains every key.",
        "type": "object",
        "required": ["schema"],
        "additionalProperties": false,
        "properties": object(&names("zzz = 1", "the keys are: "), file_key),
        "definitions": {
            "words": {"type": "array", "items": {"type": "string", "minLength": 1}},
            "id": {"type": "string", "pattern": "^[a-z0-9_]+(-[a-z0-9_]+)*$"},
            "severity": {"enum": ["block", "review", "notice"], "description": "block: must change; review: a person decides; notice: good to know"},
            "rule": {
                "type": "object",
                "required": ["id", "topic", "severity", "title", "message", "advice"],
                "additionalProperties": false,
                "anyOf": ways,
                "properties": object(&rule_keys(), rule_key),
            },
        },
    })
}

fn object(keys: &[String], of: fn(&str) -> Value) -> Value {
    Value::Object(keys.iter().map(|key| (key.clone(), of(key))).collect::<Map<_, _>>())
}

fn words(description: &str) -> Value {
    json!({"allOf": [{"$ref": "#/definitions/words"}], "description": description})
}

fn text(description: &str) -> Value {
    json!({"type": "string", "minLength": 1, "description": description})
}

fn flag(description: &str, default: bool) -> Value {
    json!({"type": "boolean", "default": default, "description": description})
}

fn file_key(key: &str) -> Value {
    let lists = json!({"type": "object", "additionalProperties": {"$ref": "#/definitions/words"}});
    match key {
        "schema" => json!({"const": 1}),
        "id" | "category" => json!({"$ref": "#/definitions/id"}),
        "title" => text("the category's title, for the reader"),
        "defaults" => json!({"type": "object", "additionalProperties": false, "description": "what a rule does not say itself",
            "properties": {"unless": {"$ref": "#/definitions/words"}, "allow": {"$ref": "#/definitions/words"}}}),
        "class" | "alias" => lists,
        "cue" => {
            json!({"type": "object", "additionalProperties": {"type": "object", "additionalProperties": false, "properties": {
            "before": words("stands before the hit"), "after": words("stands after the hit"), "anywhere": words("on either side"),
            "within": {"type": "integer", "minimum": 0, "description": "at most so many characters away"},
            "scope": {"enum": ["sentence", "clause"], "default": "sentence"}}}})
        }
        "law" => {
            json!({"type": "array", "items": {"type": "object", "required": ["id", "title"], "additionalProperties": false, "properties": {
            "id": {"$ref": "#/definitions/id"}, "title": text("the law, with the year of its version"),
            "article": {"type": "object", "additionalProperties": {"type": "object", "required": ["cite", "says"], "additionalProperties": false,
                "properties": {"cite": text("the article"), "says": text("what it says, in short and in your own words")}}}}}})
        }
        "rule" => json!({"type": "array", "items": {"$ref": "#/definitions/rule"}}),
        _ => panic!("say here what `{key}` of a rule file is"),
    }
}

fn rule_key(key: &str) -> Value {
    match key {
        "id" => json!({"$ref": "#/definitions/id"}),
        "topic" => json!({"allOf": [{"$ref": "#/definitions/id"}], "description": "the finer kind within the category"}),
        "severity" => json!({"$ref": "#/definitions/severity"}),
        "variant_severity" => {
            json!({"allOf": [{"$ref": "#/definitions/severity"}], "description": "severity of other spellings, if lower"})
        }
        "title" => text("a few words that name the matter"),
        "message" => text("why it is a finding"),
        "advice" => text("what to do"),
        "basis" => words("articles of laws: ad-law-2021/16.1.1"),
        "terms" => words("words that are found as they stand"),
        "variants" => {
            json!({"type": "array", "items": {"enum": names(&rule("variants = [\"zzz\"]"), "the kinds are: ")}, "description": "other spellings of the terms"})
        }
        "patterns" => words("regular expressions on the folded sentence"),
        "shapes" => words("slots in order: #duration ..8 @effect"),
        "document" => {
            json!({"type": "object", "additionalProperties": false, "description": "a condition on the whole text", "properties": {
            "all": {"$ref": "#/definitions/words"}, "any": {"$ref": "#/definitions/words"}, "none": {"$ref": "#/definitions/words"}}})
        }
        // A program may bring detectors of its own.
        "detector" => json!({"type": "string", "examples": names(&rule("detector = \"zzz\""), "the detectors are: ")}),
        "allow" => words("longer words in which a hit is innocent"),
        "unless" => words("cue lists (@negation) or words that make the sentence harmless"),
        "raise" => words("words, classes or kinds that make a finding block"),
        "short" => flag("allows terms of one character", false),
        "word_edges" => flag("whether hits must not part words", true),
        "never_exempt" => flag("whether [defaults] are left aside", false),
        "enabled" => flag("whether the rule is on unless asked for", true),
        "hits" => words("sentences in which the rule must find something; at least two"),
        "passes" => words("lawful sentences that come close; no rule may find anything in them; at least two"),
        _ => panic!("say here what `{key}` of a rule is"),
    }
}

fn rule_keys() -> Vec<String> {
    names(&rule("zzz = 1"), "the keys are: ")
}

/// A rule with one line more.
fn rule(line: &str) -> String {
    let needed =
        "id = \"a\"\ntopic = \"a\"\nseverity = \"block\"\ntitle = \"a\"\nmessage = \"a\"\nadvice = \"a\"\nterms = [\"内部价\"]";
    format!("id = \"a\"\ncategory = \"a\"\ntitle = \"a\"\n[[rule]]\n{needed}\n{line}\n")
}

/// The names that the library knows, from what it says to one that it does not know.
fn names(mistake: &str, begin: &str) -> Vec<String> {
    let built = Screener::builder()
        .pack("mistake.toml", format!("schema = 1\n{mistake}"))
        .build();
    let Err(Error::Packs(errors)) = built else {
        panic!("`zzz` is known")
    };
    let helps: Vec<&str> = errors.iter().map(|error| error.help()).collect();
    let names = helps.iter().find_map(|help| help.strip_prefix(begin));
    let names = names.unwrap_or_else(|| panic!("no help begins with `{begin}`: {helps:?}"));
    names.split(", ").map(str::to_owned).collect()
}
