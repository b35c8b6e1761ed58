//! Joins rule files: resolves laws, classes, cue lists and detectors, and checks what one file alone cannot show.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{
    diagnostic::{Diagnostic, PackErrors},
    lower::{Lowering, Program},
    reader::{At, Reader},
    schema::{CueList, DocumentDraft, File, RuleDraft},
    syntax::{self, ShapeDraft, SlotDraft},
};
use crate::{
    category::Category,
    detect::Detector,
    rule::{Citation, Rule},
    severity::Severity,
    text::fold_term,
    verify::{Cue, CueId, Scope},
};

/// What the user switched on and off. Names are of rules, topics or categories.
#[derive(Clone, Debug, Default)]
pub(crate) struct Switches {
    pub(crate) enable: Vec<String>,
    pub(crate) disable: Vec<String>,
    pub(crate) only: Vec<String>,
    pub(crate) min_severity: Option<Severity>,
    pub(crate) allow: Vec<String>,
}

impl Switches {
    fn admit(&self, rule: &Rule) -> bool {
        let named = |names: &[String]| {
            names
                .iter()
                .any(|name| *name == rule.id || *name == rule.topic || name == rule.category.id())
        };
        (rule.enabled || named(&self.enable))
            && !named(&self.disable)
            && (self.only.is_empty() || named(&self.only))
            && self.min_severity.is_none_or(|least| rule.severity >= least)
    }

    /// A name that belongs to no rule, topic or category.
    pub(crate) fn unknown(&self, rules: &[Arc<Rule>]) -> Option<&str> {
        [&self.enable, &self.disable, &self.only]
            .into_iter()
            .flatten()
            .find(|name| {
                !rules
                    .iter()
                    .any(|rule| **name == rule.id || **name == rule.topic || *name == rule.category.id())
            })
            .map(String::as_str)
    }
}

/// What the names in rule files stand for.
struct Names<'f> {
    /// By pack id (empty for all packs) and name.
    classes: HashMap<(&'f str, &'f str), Vec<&'f str>>,
    cues: HashMap<(&'f str, &'f str), &'f CueList>,
    laws: HashMap<String, Citation>,
    titles: HashMap<&'f str, &'f str>,
}

/// Links files into a program. `earlier` are the mistakes found in the files by themselves.
pub(crate) fn link(
    files: &[File],
    earlier: Vec<Diagnostic>,
    detectors: &[Arc<dyn Detector>],
    switches: &Switches,
) -> Result<Program, PackErrors> {
    // What a file with a syntax error defines may not have been read: names are no matter of complaint then.
    let names_known = earlier.iter().all(|mistake| mistake.code() != "X001");
    let mut linker = Linker {
        diagnostics: earlier,
        detectors,
        lowering: Lowering::default(),
        cue_ids: HashMap::new(),
    };
    let names = linker.names(files);
    linker.lowering.user_allow(switches.allow.iter().map(String::as_str));
    let mut ids: HashSet<String> = HashSet::new();
    for file in files {
        let pack = file.id.as_ref().map_or("", |id| &id.value);
        for draft in &file.rules {
            let id = format!("{pack}/{}", draft.id.value);
            if !ids.insert(id.clone()) {
                linker.error(
                    file,
                    "X011",
                    &draft.id.span,
                    format!("the rule `{id}` exists already"),
                    "second of this id",
                    "give it another id: ids are unique in a pack and never used again",
                );
            }
            linker.rule(file, draft, id, &names, switches);
        }
    }
    if !names_known {
        linker
            .diagnostics
            .retain(|mistake| !matches!(mistake.code(), "X006" | "X007"));
    }
    if linker.diagnostics.is_empty() {
        Ok(linker.lowering.finish())
    } else {
        Err(PackErrors::new(linker.diagnostics))
    }
}

struct Linker<'d> {
    diagnostics: Vec<Diagnostic>,
    detectors: &'d [Arc<dyn Detector>],
    lowering: Lowering,
    cue_ids: HashMap<(String, String), CueId>,
}

impl Linker<'_> {
    fn error(
        &mut self,
        file: &File,
        code: &'static str,
        span: &Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let mut reader = Reader::new(file.source.clone());
        reader.error(code, span.clone(), message, label, help);
        self.diagnostics.append(&mut reader.diagnostics);
    }

    /// Collects what files define for one another.
    fn names<'f>(&mut self, files: &'f [File]) -> Names<'f> {
        let mut names = Names {
            classes: HashMap::new(),
            cues: HashMap::new(),
            laws: HashMap::new(),
            titles: HashMap::new(),
        };
        let mut law_ids = HashSet::new();
        for file in files {
            let pack = file.id.as_ref().map_or("", |id| id.value.as_str());
            for class in &file.classes {
                let words = class.words.iter().map(|word| word.value.as_str()).collect();
                self.words(file, &class.words, true);
                if names.classes.insert((pack, &class.name.value), words).is_some() {
                    self.twice(file, "class", &class.name);
                }
            }
            for cue in &file.cues {
                for list in [&cue.before, &cue.after, &cue.anywhere] {
                    self.words(file, list, true);
                }
                if names.cues.insert((pack, &cue.name.value), cue).is_some() {
                    self.twice(file, "cue list", &cue.name);
                }
            }
            for law in &file.laws {
                if !law_ids.insert(&law.id.value) {
                    self.twice(file, "law", &law.id);
                }
                for (key, cite, says) in &law.articles {
                    let citation = Citation {
                        cite: format!("{}{cite}", law.title),
                        says: says.clone(),
                    };
                    names.laws.insert(format!("{}/{}", law.id.value, key.value), citation);
                }
            }
            if let (Some(category), Some(title)) = (&file.category, &file.title) {
                names.titles.entry(&category.value).or_insert(&title.value);
            }
        }
        names
    }

    fn twice(&mut self, file: &File, what: &str, name: &At<String>) {
        self.error(
            file,
            "X021",
            &name.span,
            format!("the {what} `{}` exists already", name.value),
            "second of this name",
            "rename one of them, or join them",
        );
    }

    fn rule(&mut self, file: &File, draft: &RuleDraft, id: String, names: &Names<'_>, switches: &Switches) {
        let pack = file.id.as_ref().map_or("", |id| id.value.as_str());
        let category = file.category.as_ref().map_or("", |category| category.value.as_str());
        let mut basis = Vec::new();
        for key in &draft.basis {
            match names.laws.get(&key.value) {
                Some(citation) => basis.push(citation.clone()),
                None => self.unknown_law(file, key, names),
            }
        }
        let texts = |list: &[At<String>]| list.iter().map(|text| text.value.clone()).collect();
        let rule = Arc::new(Rule {
            id,
            category: Category::new(category, names.titles.get(category).copied().unwrap_or(category)),
            topic: draft.topic.clone(),
            severity: draft.severity,
            title: draft.title.clone(),
            message: draft.message.clone(),
            advice: draft.advice.clone(),
            basis,
            enabled: draft.enabled,
            is_list: draft.is_list,
            hits: texts(&draft.hits),
            passes: texts(&draft.passes),
        });
        // Everything is checked; what is switched off is left out of the program.
        let number = self.lowering.rule(rule.clone(), switches.admit(&rule));
        self.guards(file, draft, pack, names, number);
        self.terms(file, draft, number);
        self.patterns(file, draft, number);
        for text in &draft.shapes {
            match syntax::shape(&text.value) {
                Ok(shape) => self.shape(file, text, &shape, pack, names, number),
                Err(message) => self.error(
                    file,
                    "X014",
                    &text.span,
                    message,
                    "in this shape",
                    "a shape is slots with gaps between them, such as \"#duration ..8 @effect\"",
                ),
            }
        }
        if let Some(document) = &draft.document {
            self.document(file, document, pack, names, number);
        }
        if let Some(name) = &draft.detector {
            match self.detectors.iter().find(|detector| detector.name() == name.value) {
                Some(detector) => self.lowering.detector(number, detector.clone()),
                None => {
                    let known: Vec<&str> = self.detectors.iter().map(|detector| detector.name()).collect();
                    let help = format!("the detectors are: {}", known.join(", "));
                    self.error(
                        file,
                        "X015",
                        &name.span,
                        format!("there is no detector `{}`", name.value),
                        "not known",
                        help,
                    );
                }
            }
        }
    }

    fn unknown_law(&mut self, file: &File, key: &At<String>, names: &Names<'_>) {
        let law = key.value.split('/').next().unwrap_or_default();
        let mut known: Vec<&str> = names
            .laws
            .keys()
            .filter_map(|id| id.split_once('/'))
            .filter(|(id, _)| *id == law)
            .map(|(_, article)| article)
            .collect();
        known.sort_unstable();
        let help = if known.is_empty() {
            "name a law of rules/laws.toml, or add a [[law]] with this id".to_owned()
        } else {
            format!("the articles of {law} are: {}", known.join(", "))
        };
        self.error(
            file,
            "X006",
            &key.span,
            format!("`{}` is no article of a known law", key.value),
            "not known",
            help,
        );
    }

    fn guards(&mut self, file: &File, draft: &RuleDraft, pack: &str, names: &Names<'_>, number: u32) {
        let (mut unless, mut allow): (Vec<_>, Vec<_>) = (draft.unless.iter().collect(), draft.allow.iter().collect());
        if !draft.never_exempt {
            unless.extend(&file.default_unless);
            allow.extend(&file.default_allow);
        }
        self.words(file, &draft.allow, false);
        let mut words = Vec::new();
        let mut cues = Vec::new();
        for entry in unless {
            let Some(name) = entry.value.strip_prefix('@') else {
                words.push(entry.value.as_str());
                continue;
            };
            match names
                .cues
                .get(&(pack, name))
                .map(|cue| (pack, cue))
                .or_else(|| names.cues.get(&("", name)).map(|cue| ("", cue)))
            {
                Some((owner, cue)) => cues.push(self.cue(owner, cue)),
                None => {
                    let help = format!("the cue lists are: {}", known(names.cues.keys(), pack));
                    self.error(
                        file,
                        "X007",
                        &entry.span,
                        format!("there is no cue list `@{name}`"),
                        "not known",
                        help,
                    );
                }
            }
        }
        let allow: Vec<&str> = allow.iter().map(|word| word.value.as_str()).collect();
        self.lowering.guards(number, &allow, &words, cues, draft.word_edges);
    }

    fn cue(&mut self, owner: &str, list: &CueList) -> CueId {
        let key = (owner.to_owned(), list.name.value.clone());
        if let Some(&id) = self.cue_ids.get(&key) {
            return id;
        }
        let mut set =
            |words: &[At<String>]| (!words.is_empty()).then(|| self.lowering.set(words.iter().map(|word| word.value.as_str())));
        let cue = Cue {
            name: list.name.value.clone(),
            before: set(&list.before),
            after: set(&list.after),
            anywhere: set(&list.anywhere),
            within: list.within,
            scope: if list.clause { Scope::Clause } else { Scope::Sentence },
        };
        let id = self.lowering.cue(cue);
        self.cue_ids.insert(key, id);
        id
    }

    /// Words of lists that may be short but must not be nothing.
    fn words(&mut self, file: &File, words: &[At<String>], distinct: bool) {
        let mut seen = HashSet::new();
        for word in words {
            let folded = fold_term(&word.value);
            if folded.is_empty() {
                self.nothing(file, word);
            } else if distinct && !seen.insert(folded) {
                self.needless(file, word, "the same word in this list");
            }
        }
    }

    fn nothing(&mut self, file: &File, word: &At<String>) {
        self.error(
            file,
            "X012",
            &word.span,
            format!("`{}` folds to nothing", word.value),
            "empty, or invisible characters only",
            "write a word, or delete it",
        );
    }

    fn needless(&mut self, file: &File, word: &At<String>, other: &str) {
        self.error(
            file,
            "X013",
            &word.span,
            format!("`{}` is needless beside {other}", word.value),
            "finds nothing of its own",
            "delete it",
        );
    }

    fn terms(&mut self, file: &File, draft: &RuleDraft, number: u32) {
        let folded: Vec<String> = draft.terms.iter().map(|term| fold_term(&term.value)).collect();
        let mut first: HashSet<&str> = HashSet::new();
        for (term, text) in draft.terms.iter().zip(&folded) {
            let length = text.chars().count();
            if length == 0 {
                self.nothing(file, term);
            } else if length == 1 && !draft.short {
                self.error(
                    file,
                    "X008",
                    &term.span,
                    format!("the term `{}` has one character", term.value),
                    "this is in many harmless words",
                    "write a longer term, or short = true in this rule if it is meant",
                );
            } else if !first.insert(text) {
                self.needless(file, term, "the same term of this rule");
            } else {
                self.lowering.term(number, &term.value);
            }
        }
    }

    fn patterns(&mut self, file: &File, draft: &RuleDraft, number: u32) {
        for pattern in &draft.patterns {
            match self.lowering.pattern(number, &pattern.value) {
                Ok(()) => {}
                Err((code, message, help)) => self.error(file, code, &pattern.span, message, "this pattern", help),
            }
        }
    }

    /// The words of a slot, its classes among them resolved; none for a kind. `None` after a mistake.
    fn slot<'a>(
        &mut self,
        file: &File,
        span: &Range<usize>,
        slot: &'a SlotDraft,
        pack: &str,
        names: &'a Names<'_>,
    ) -> Option<Vec<&'a str>> {
        let SlotDraft::Words(alternatives) = slot else {
            return Some(Vec::new());
        };
        let mut words = Vec::new();
        for alternative in alternatives {
            let Some(name) = alternative.strip_prefix('@') else {
                words.push(alternative.as_str());
                continue;
            };
            let Some(class) = names.classes.get(&(pack, name)).or_else(|| names.classes.get(&("", name))) else {
                let help = format!("the word classes are: {}", known(names.classes.keys(), pack));
                self.error(
                    file,
                    "X007",
                    span,
                    format!("there is no word class `@{name}`"),
                    "not known",
                    help,
                );
                return None;
            };
            words.extend(class);
        }
        Some(words)
    }

    fn shape(&mut self, file: &File, text: &At<String>, shape: &ShapeDraft, pack: &str, names: &Names<'_>, number: u32) {
        let mut slots = Vec::new();
        for slot in &shape.slots {
            let Some(words) = self.slot(file, &text.span, slot, pack, names) else {
                return;
            };
            slots.push((slot, words));
        }
        if let Err(message) = self.lowering.shape(number, &slots, shape.gaps.clone()) {
            self.error(
                file,
                "X010",
                &text.span,
                message,
                "nothing to anchor on",
                "put a class or a literal of two or more characters into one slot",
            );
        }
    }

    fn document(&mut self, file: &File, document: &DocumentDraft, pack: &str, names: &Names<'_>, number: u32) {
        let mut lists = Vec::new();
        for list in [&document.all, &document.any, &document.none] {
            let mut items = Vec::new();
            for text in list {
                match syntax::slot(&text.value) {
                    Ok(slot) => {
                        let words = self
                            .slot(file, &text.span, &slot, pack, names)
                            .map(|words| words.into_iter().map(str::to_owned).collect::<Vec<String>>());
                        items.extend(words.map(|words| (slot, words)));
                    }
                    Err(message) => self.error(
                        file,
                        "X014",
                        &text.span,
                        message,
                        "in this item",
                        "an item is a word, alternatives a|b, a class @name or a kind #name",
                    ),
                }
            }
            lists.push(items);
        }
        let complete = [&document.all, &document.any, &document.none]
            .iter()
            .zip(&lists)
            .all(|(written, read)| written.len() == read.len());
        if complete && !self.lowering.document(number, &lists[0], &lists[1], &lists[2]) {
            self.error(
                file,
                "X022",
                &document.span,
                "the condition has nothing to anchor on",
                "in this condition",
                "put a class, a word of two or more characters or #contact into `all`",
            );
        }
    }
}

/// The names that a pack can use, for messages.
fn known<'k>(keys: impl Iterator<Item = &'k (&'k str, &'k str)>, pack: &str) -> String {
    let mut known: Vec<&str> = keys
        .filter(|(owner, _)| owner.is_empty() || *owner == pack)
        .map(|&(_, name)| name)
        .collect();
    known.sort_unstable();
    known.join(", ")
}
