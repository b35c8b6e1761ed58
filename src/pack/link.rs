//! Joins rule files: resolves laws, classes, cue lists and detectors, and checks what one file alone cannot show.

use std::{rc::Rc, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    complaints::Complaints,
    diagnostic::{Diagnostic, PackErrors},
    lower::{LoweredSlot, Lowering, SlotWords},
    names::Names,
    program::Program,
    reader::At,
    schema::{CueList, DocumentDraft, File, RuleDraft},
    spellings::Asked,
    switches::Switches,
    syntax::{self, ShapeDraft, SlotDraft},
};
use crate::{
    category::Category,
    detect::Detector,
    rule::Rule,
    text::{Glossary, fold_term_to},
    verify::{Cue, CueId, Scope},
};

/// Links files into a program. `earlier` are the mistakes found in the files by themselves.
pub(crate) fn link(
    files: &[File],
    earlier: Vec<Diagnostic>,
    detectors: &[Arc<dyn Detector>],
    switches: &Switches,
) -> Result<Program, PackErrors> {
    let mut complaints = Complaints::new(earlier);
    let names = Names::collect(files, &mut complaints);
    let mut linker = Linker {
        complaints,
        detectors,
        lowering: Lowering::default(),
        cue_ids: FxHashMap::default(),
        slots: FxHashMap::default(),
    };
    linker.lowering.user_allow(switches.allow.iter().map(String::as_str));
    let mut ids: FxHashSet<String> = FxHashSet::default();
    for file in files {
        let pack = file.id.as_ref().map_or("", |id| &id.value);
        for draft in &file.rules {
            let id = format!("{pack}/{}", draft.id.value);
            if !ids.insert(id.clone()) {
                linker.complaints.error(
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
    let Linker {
        complaints,
        lowering,
        slots,
        ..
    } = linker;
    complaints.finish()?;
    drop(slots);
    Ok(lowering.finish())
}

struct Linker<'f> {
    complaints: Complaints,
    detectors: &'f [Arc<dyn Detector>],
    lowering: Lowering<'f>,
    cue_ids: FxHashMap<(&'f str, &'f str), CueId>,
    /// Slots by pack and alternatives: rules repeat them.
    slots: FxHashMap<(&'f str, Vec<&'f str>), Rc<SlotWords<'f>>>,
}

impl<'f> Linker<'f> {
    fn rule(&mut self, file: &'f File, draft: &'f RuleDraft, id: String, names: &Names<'f>, switches: &Switches) {
        let pack = file.id.as_ref().map_or("", |id| id.value.as_str());
        let category = file.category.as_ref().map_or("", |category| category.value.as_str());
        let mut basis = Vec::new();
        for key in &draft.basis {
            match names.citation(&key.value) {
                Some(citation) => basis.push(citation.clone()),
                None => self.unknown_law(file, key, names),
            }
        }
        let texts = |list: &[At<String>]| list.iter().map(|text| text.value.clone()).collect();
        let rule = Arc::new(Rule {
            id,
            category: Category::new(category, names.title(category).unwrap_or(category)),
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
        self.raise(file, draft, pack, names, number);
        self.terms(file, draft, names, number);
        self.patterns(file, draft, number);
        for text in &draft.shapes {
            match syntax::shape(&text.value) {
                Ok(shape) => self.shape(file, text, shape, pack, names, number),
                Err(message) => self.complaints.error(
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
                    self.complaints.error(
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
        let articles = names.articles_of(law);
        let help = if articles.is_empty() {
            "name a law of rules/laws.toml, or add a [[law]] with this id".to_owned()
        } else {
            format!("the articles of {law} are: {articles}")
        };
        self.complaints.error(
            file,
            "X006",
            &key.span,
            format!("`{}` is no article of a known law", key.value),
            "not known",
            help,
        );
    }

    fn guards(&mut self, file: &'f File, draft: &'f RuleDraft, pack: &str, names: &Names<'f>, number: u32) {
        let (mut unless, mut allow): (Vec<_>, Vec<_>) = (draft.unless.iter().collect(), draft.allow.iter().collect());
        if !draft.never_exempt {
            unless.extend(&file.default_unless);
            allow.extend(&file.default_allow);
        }
        self.complaints.words(file, &draft.allow, false);
        let mut words = Vec::new();
        let mut cues = Vec::new();
        for entry in unless {
            let Some(name) = entry.value.strip_prefix('@') else {
                words.push(entry.value.as_str());
                continue;
            };
            match names.cue(pack, name) {
                Some((owner, cue)) => cues.push(self.cue(owner, cue)),
                None => self.complaints.unknown(file, entry, "cue list", &names.cues_of(pack)),
            }
        }
        let allow: Vec<&str> = allow.iter().map(|word| word.value.as_str()).collect();
        self.lowering.guards(number, &allow, &words, cues, draft.word_edges);
    }

    fn raise(&mut self, file: &'f File, draft: &'f RuleDraft, pack: &'f str, names: &Names<'f>, number: u32) {
        let slots = self.items(file, &draft.raise, pack, names);
        self.lowering.raise(number, &slots);
    }

    /// The items of a list that are free of mistakes, each written like a slot.
    fn items(&mut self, file: &'f File, list: &'f [At<String>], pack: &'f str, names: &Names<'f>) -> Vec<LoweredSlot<'f>> {
        let mut items = Vec::new();
        for text in list {
            match syntax::slot(&text.value) {
                Ok(slot) => items.extend(self.slot(file, text, slot, pack, names)),
                Err(message) => self.complaints.error(
                    file,
                    "X014",
                    &text.span,
                    message,
                    "in this item",
                    "an item is a word, alternatives a|b, a class @name or a kind #name",
                ),
            }
        }
        items
    }

    fn cue(&mut self, owner: &'f str, list: &'f CueList) -> CueId {
        let key = (owner, list.name.value.as_str());
        if let Some(&id) = self.cue_ids.get(&key) {
            return id;
        }
        let mut set = |words: &'f [At<String>]| {
            (!words.is_empty()).then(|| self.lowering.set(words.iter().map(|word| word.value.as_str())))
        };
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

    fn terms(&mut self, file: &'f File, draft: &'f RuleDraft, names: &Names<'f>, number: u32) {
        let mut folded = Glossary::with_capacity(draft.terms.len());
        for term in &draft.terms {
            let first = folded.len();
            let Some(at) = folded.number_of(|out| fold_term_to(out, &term.value)) else {
                self.complaints.nothing(file, term);
                continue;
            };
            let text = &folded[at as usize];
            if !draft.short && text.chars().nth(1).is_none() {
                self.complaints.error(
                    file,
                    "X008",
                    &term.span,
                    format!("the term `{}` has one character", term.value),
                    "this is in many harmless words",
                    "write a longer term, or short = true in this rule if it is meant",
                );
            } else if (at as usize) < first && !draft.is_list {
                self.complaints.needless(file, term, "the same term of this rule");
            } else {
                self.lowering.term(number, &term.value, text);
            }
        }
        let terms = draft.terms.iter().map(|term| term.value.as_str());
        let asked = Asked {
            kinds: &draft.variants,
            severity: draft.variant_severity,
            aliases: names.aliases(),
        };
        self.lowering.spellings(number, terms, &asked);
    }

    fn patterns(&mut self, file: &'f File, draft: &'f RuleDraft, number: u32) {
        for pattern in &draft.patterns {
            match self.lowering.pattern(number, &pattern.value) {
                Ok(()) => {}
                Err((code, message, help)) => self
                    .complaints
                    .error(file, code, &pattern.span, message, "this pattern", help),
            }
        }
    }

    /// A slot, the classes among its words resolved. `None` after a mistake.
    fn slot(
        &mut self,
        file: &'f File,
        text: &'f At<String>,
        slot: SlotDraft<'f>,
        pack: &'f str,
        names: &Names<'f>,
    ) -> Option<LoweredSlot<'f>> {
        let alternatives = match slot {
            SlotDraft::Kind(kind) => return Some(LoweredSlot::Kind(kind)),
            SlotDraft::Words(alternatives) => alternatives,
        };
        let key = (pack, alternatives);
        if let Some(known) = self.slots.get(&key) {
            return Some(LoweredSlot::Words(known.clone()));
        }
        let (mut words, mut classes) = (Vec::new(), Vec::new());
        for &alternative in &key.1 {
            let Some(name) = alternative.strip_prefix('@') else {
                words.push(alternative);
                continue;
            };
            let Some(class) = names.class(pack, name) else {
                let name = At::new(alternative.to_owned(), text.span.clone());
                self.complaints.unknown(file, &name, "word class", &names.classes_of(pack));
                return None;
            };
            classes.push(((pack, name), class));
        }
        let words = Rc::new(self.lowering.slot_words(words, &classes));
        self.slots.insert(key, words.clone());
        Some(LoweredSlot::Words(words))
    }

    fn shape(
        &mut self,
        file: &'f File,
        text: &'f At<String>,
        shape: ShapeDraft<'f>,
        pack: &'f str,
        names: &Names<'f>,
        number: u32,
    ) {
        let slots: Option<Vec<_>> = shape
            .slots
            .into_iter()
            .map(|slot| self.slot(file, text, slot, pack, names))
            .collect();
        let Some(slots) = slots else { return };
        if let Err(message) = self.lowering.shape(number, &slots, shape.gaps) {
            self.complaints.error(
                file,
                "X010",
                &text.span,
                message,
                "nothing to anchor on",
                "put a class or a literal of two or more characters into one slot",
            );
        }
    }

    fn document(&mut self, file: &'f File, document: &'f DocumentDraft, pack: &'f str, names: &Names<'f>, number: u32) {
        let lists = [&document.all, &document.any, &document.none].map(|list| self.items(file, list, pack, names));
        let complete = [&document.all, &document.any, &document.none]
            .iter()
            .zip(&lists)
            .all(|(written, read)| written.len() == read.len());
        if complete && !self.lowering.document(number, &lists[0], &lists[1], &lists[2]) {
            self.complaints.error(
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
