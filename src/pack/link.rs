//! Joins rule files: resolves laws, classes, cue lists and detectors, and checks what one file alone cannot show.

use std::{rc::Rc, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    complaints::Complaints,
    diagnostic::{Diagnostic, PackErrors},
    lower::{LoweredSlot, Lowering, SlotWords},
    names::Names,
    prepared::SlotNumbers,
    program::Program,
    reader::{At, Text},
    schema::{CueList, DocumentDraft, File, RuleDraft},
    shapes::ShapeSlot,
    spellings::Asked,
    switches::Switches,
    syntax::{self, ShapeDraft, ShapeToken, SlotDraft},
    words::Words,
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
    files: &[File<'_>],
    earlier: Vec<Diagnostic>,
    detectors: &[Arc<dyn Detector>],
    switches: &Switches,
) -> Result<Program, PackErrors> {
    let mut complaints = Complaints::new(earlier);
    let mut words = Words::default();
    let names = Names::collect(files, &mut words, &mut complaints);
    let known_slots = are_slots_known(files);
    let terms = files.iter().flat_map(|file| &file.rules).map(|rule| rule.terms.len());
    let mut linker = Linker {
        complaints,
        names: &names,
        detectors,
        lowering: Lowering::new(words, known_slots, terms.sum()),
        cue_ids: FxHashMap::default(),
        slots: FxHashMap::default(),
        ahead: SlotNumbers::default(),
    };
    linker.lowering.user_allow(switches.allow.iter().map(String::as_str));
    let mut ids: FxHashSet<String> = FxHashSet::default();
    for file in files {
        let pack = file.id.as_ref().map_or("", |id| &*id.value);
        linker.ahead = if known_slots { file.slots } else { SlotNumbers::default() };
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
            linker.rule(file, draft, id, switches);
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

/// Whether the slots of the built-in rules are what they were when the crate was built: their classes are, if no other file has some for
/// the same pack.
fn are_slots_known(files: &[File<'_>]) -> bool {
    let id = |file: &File<'_>| file.id.as_ref().map(|id| id.value.to_string());
    let builtin = || files.iter().filter(|file| file.source.is_embedded());
    let mut own = files
        .iter()
        .filter(|file| !file.source.is_embedded() && !file.classes.is_empty());
    builtin().next().is_some() && !own.any(|own| own.id.is_some() && builtin().any(|file| id(file) == id(own)))
}

struct Linker<'n, 'f> {
    complaints: Complaints,
    names: &'n Names<'f>,
    detectors: &'n [Arc<dyn Detector>],
    lowering: Lowering<'f>,
    cue_ids: FxHashMap<(&'f str, &'f str), CueId>,
    /// Slots by pack and alternatives: rules repeat them.
    slots: FxHashMap<(&'f str, &'f str), Rc<SlotWords<'n>>>,
    /// What is known of the slots of shapes that are to come.
    ahead: SlotNumbers,
}

impl<'n, 'f> Linker<'n, 'f> {
    fn rule(&mut self, file: &'f File<'f>, draft: &'f RuleDraft<'f>, id: String, switches: &Switches) {
        let pack = file.id.as_ref().map_or("", |id| &*id.value);
        let category = file.category.as_ref().map_or("", |category| &*category.value);
        let mut basis = Vec::new();
        for key in &draft.basis {
            match self.names.citation(&key.value) {
                Some(citation) => basis.push(citation.clone()),
                None => self.unknown_law(file, key),
            }
        }
        let texts = |list: &[Text<'_>]| list.iter().map(|text| text.value.to_string()).collect();
        let rule = Arc::new(Rule {
            id,
            category: Category::new(category, self.names.title(category).unwrap_or(category)),
            topic: draft.topic.to_string(),
            severity: draft.severity,
            title: draft.title.to_string(),
            message: draft.message.to_string(),
            advice: draft.advice.to_string(),
            basis,
            enabled: draft.enabled,
            is_list: draft.is_list,
            hits: texts(&draft.hits),
            passes: texts(&draft.passes),
        });
        // Everything is checked; what is switched off is left out of the program.
        let number = self.lowering.rule(rule.clone(), switches.admit(&rule));
        self.guards(file, draft, pack, number);
        self.raise(file, draft, pack, number);
        self.terms(file, draft, number);
        self.patterns(file, draft, number);
        for text in &draft.shapes {
            match syntax::shape(&text.value, || self.ahead.next()) {
                Ok(shape) => self.shape(file, text, shape, pack, number),
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
            self.document(file, document, pack, number);
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

    fn unknown_law(&mut self, file: &File<'_>, key: &Text<'_>) {
        let law = key.value.split('/').next().unwrap_or_default();
        let articles = self.names.articles_of(law);
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

    fn guards(&mut self, file: &'f File<'f>, draft: &'f RuleDraft<'f>, pack: &str, number: u32) {
        let (mut unless, mut allow): (Vec<_>, Vec<_>) = (draft.unless.iter().collect(), draft.allow.iter().collect());
        if !draft.never_exempt {
            unless.extend(&file.default_unless);
            allow.extend(&file.default_allow);
        }
        self.complaints.words(file, &draft.allow, self.lowering.words(), false);
        let mut words = Vec::new();
        let mut cues = Vec::new();
        for entry in unless {
            let Some(name) = entry.value.strip_prefix('@') else {
                words.push(&*entry.value);
                continue;
            };
            match self.names.cue(pack, name) {
                Some((owner, cue)) => cues.push(self.cue(owner, cue)),
                None => self.complaints.unknown(file, entry, "cue list", &self.names.cues_of(pack)),
            }
        }
        let allow: Vec<&str> = allow.iter().map(|word| &*word.value).collect();
        self.lowering.guards(number, &allow, &words, cues, draft.word_edges);
    }

    fn raise(&mut self, file: &'f File<'f>, draft: &'f RuleDraft<'f>, pack: &'f str, number: u32) {
        let slots = self.items(file, &draft.raise, pack);
        self.lowering.raise(number, &slots);
    }

    /// The items of a list that are free of mistakes, each written like a slot.
    fn items(&mut self, file: &'f File<'f>, list: &'f [Text<'f>], pack: &'f str) -> Vec<LoweredSlot<'n>> {
        let mut items = Vec::new();
        for text in list {
            match syntax::slot(&text.value) {
                Ok(slot) => items.extend(self.slot(file, text, slot, pack)),
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

    fn cue(&mut self, owner: &'f str, list: &'f CueList<'f>) -> CueId {
        let key = (owner, &*list.name.value);
        if let Some(&id) = self.cue_ids.get(&key) {
            return id;
        }
        let mut set =
            |words: &'f [Text<'f>]| (!words.is_empty()).then(|| self.lowering.set(words.iter().map(|word| &*word.value)));
        let cue = Cue {
            name: list.name.value.to_string(),
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

    fn terms(&mut self, file: &'f File<'f>, draft: &'f RuleDraft<'f>, number: u32) {
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
        let terms = draft.terms.iter().map(|term| &*term.value);
        let asked = Asked {
            kinds: &draft.variants,
            severity: draft.variant_severity,
            aliases: self.names.aliases(),
        };
        self.lowering.spellings(number, terms, &asked);
    }

    fn patterns(&mut self, file: &'f File<'f>, draft: &'f RuleDraft<'f>, number: u32) {
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
    fn slot(&mut self, file: &'f File<'f>, text: &'f Text<'f>, slot: SlotDraft<'f>, pack: &'f str) -> Option<LoweredSlot<'n>> {
        let alternatives = match slot {
            SlotDraft::Kind(kind) => return Some(LoweredSlot::Kind(kind)),
            SlotDraft::Words(alternatives) => alternatives,
        };
        let key = (pack, alternatives);
        if let Some(known) = self.slots.get(&key) {
            return Some(LoweredSlot::Words(known.clone()));
        }
        let (mut words, mut classes) = (Vec::new(), Vec::new());
        for alternative in syntax::alternatives(alternatives) {
            let Some(name) = alternative.strip_prefix('@') else {
                words.push(self.lowering.words().id(alternative));
                continue;
            };
            let Some(class) = self.names.class(pack, name) else {
                let name = At::new(alternative.into(), text.span.clone());
                self.complaints
                    .unknown(file, &name, "word class", &self.names.classes_of(pack));
                return None;
            };
            classes.push(class.list(self.lowering.words()));
        }
        let words = Rc::new(self.lowering.slot_words(words, classes));
        self.slots.insert(key, words.clone());
        Some(LoweredSlot::Words(words))
    }

    fn shape(&mut self, file: &'f File<'f>, text: &'f Text<'f>, shape: ShapeDraft<'f>, pack: &'f str, number: u32) {
        let slots: Option<Vec<_>> = shape
            .slots
            .into_iter()
            .map(|slot| match slot {
                ShapeToken::Known(known) => Some(ShapeSlot::Known(known)),
                ShapeToken::Written(slot) => self.slot(file, text, slot, pack).map(ShapeSlot::Lowered),
            })
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

    fn document(&mut self, file: &'f File<'f>, document: &'f DocumentDraft<'f>, pack: &'f str, number: u32) {
        let lists = [&document.all, &document.any, &document.none].map(|list| self.items(file, list, pack));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Source, builtin, parse};

    /// Such a class may stand for another in shapes of the built-in rules.
    #[test]
    fn slots_are_unknown_where_a_built_in_pack_gets_another_class() {
        let source = |id: &str, class: &str| {
            let text = format!("schema = 1\nid = \"{id}\"\n{class}");
            Arc::new(Source::new("own.toml", text))
        };
        let class = "[class]\nwords = [\"不可能\"]\n";
        let builtin: Vec<File<'_>> = builtin::files().map(|(file, _)| file).collect();
        let id = builtin.iter().find_map(|file| file.id.as_ref()).unwrap().value.to_string();
        assert!(are_slots_known(&builtin) && !are_slots_known(&[]));
        for (own, known) in [
            (source(&id, class), false),
            (source(&id, ""), true),
            (source("own", class), true),
        ] {
            let mut files = builtin.clone();
            files.push(parse(&own).0);
            assert_eq!(are_slots_known(&files), known);
        }
    }

    #[test]
    fn known_slots_are_what_the_files_say() {
        let files: Vec<File<'_>> = builtin::files().map(|(file, _)| file).collect();
        let (mut words, mut complaints) = (Words::default(), Complaints::new(Vec::new()));
        let names = Names::collect(&files, &mut words, &mut complaints);
        let mut linker = Linker {
            complaints,
            names: &names,
            detectors: &[],
            lowering: Lowering::new(words, true, 0),
            cue_ids: FxHashMap::default(),
            slots: FxHashMap::default(),
            ahead: SlotNumbers::default(),
        };
        let (mut known, mut all) = (0, 0);
        for file in &files {
            let pack = file.id.as_ref().map_or("", |id| &*id.value);
            let mut ahead = file.slots;
            for text in file.rules.iter().flat_map(|draft| &draft.shapes) {
                for token in syntax::shape(&text.value, || None).unwrap().slots {
                    let ShapeToken::Written(slot @ SlotDraft::Words(_)) = token else {
                        continue;
                    };
                    all += 1;
                    let (number, slot) = (ahead.next(), linker.slot(file, text, slot, pack));
                    if let (Some(number), Some(LoweredSlot::Words(slot))) = (number, slot) {
                        linker.lowering.assert_known(number, &slot);
                        known += 1;
                    }
                }
            }
        }
        assert!(known > 5000 && known * 100 > all * 99, "{known} of {all}");
    }
}
