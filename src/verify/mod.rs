//! From a candidate to a finding, or to the reason why not. Every check looks at the candidate's window and at nothing else.

mod allowed;
mod boundary;
mod context;
mod document;
mod groups;
mod kind;
mod lexicon;
mod opening;
mod pattern;
mod sets;
mod shape;
mod window;

use std::{borrow::Cow, sync::Arc};

pub(crate) use context::{Cue, CueId, Scope};
pub(crate) use document::{Document, Documents, Item, Watch};
pub(crate) use groups::{Bits, Groups};
pub(crate) use kind::Kind;
pub(crate) use lexicon::{Lexicon, SetId};
pub(crate) use opening::{Opening, Openings, Part, parts_of_kinds};
pub(crate) use pattern::Pattern;
pub(crate) use sets::Sets;
pub(crate) use shape::{Gap, Shape, Slot};
pub(crate) use window::{Job, Window};

use crate::{
    finding::{Evidence, Reason},
    scan::Candidate,
    severity::Severity,
    span::Span,
    spelling::Recipe,
    text::{FoldedRange, fold_spaced, fold_term},
};

/// What a literal of the plan may lead to. The numbers are places in [`Checks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Claim {
    /// The literal is a term.
    Term(u32),
    /// The literal anchors a condition on the whole text.
    Document(u32),
    /// The literal, or a run of digits, calls a detector.
    Detector(u32),
    /// A condition on the whole text asks whether the literal was seen.
    Seen,
}

/// A term of a rule.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) rule: u32,
    /// As the rule has it.
    pub(crate) text: Arc<str>,
    pub(crate) form: Form,
    /// The severity of a hit, if it is not the rule's.
    pub(crate) severity: Option<Severity>,
}

/// How a term is written.
#[derive(Clone, Debug)]
pub(crate) enum Form {
    /// As the rule has it; with what that is, folded and with one space between Latin words, if it is another text.
    Own(Option<Box<str>>),
    /// As this, which to the eye is the same: other digits, no brackets.
    Same(Box<str>),
    /// As another spelling.
    Spelt(Recipe),
}

impl Term {
    /// The text that is looked for, folded, one space between Latin words.
    pub(crate) fn spaced(&self) -> Cow<'_, str> {
        match &self.form {
            Form::Own(spaced) => spaced.as_deref().unwrap_or(&self.text).into(),
            Form::Same(spaced) => (&**spaced).into(),
            Form::Spelt(recipe) => recipe.spell(&fold_spaced(&self.text)).into(),
        }
    }

    /// Whether it is written as the rule has it.
    pub(crate) fn is_own(&self) -> bool {
        matches!(self.form, Form::Own(_))
    }

    /// Whether only tone marks make it the term: `dǔ bó`.
    fn is_toned(&self) -> bool {
        matches!(&self.form, Form::Spelt(recipe) if recipe.is_toned())
    }
}

/// What keeps a rule from crying wolf.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guards {
    pub(crate) allow: Option<SetId>,
    /// Words of the rule's own, anywhere in the sentence.
    pub(crate) unless: Option<SetId>,
    pub(crate) cues: Vec<CueId>,
    /// What makes a finding one that blocks when it stands in the same sentence: words, and things of a kind.
    pub(crate) raise: Option<SetId>,
    pub(crate) raise_kinds: Vec<Kind>,
    /// Whether short Chinese terms and Latin terms must be whole words.
    pub(crate) word_edges: bool,
}

/// Everything that verification needs, flat: claims, rules and checks refer to one another by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Checks {
    pub(crate) lexicon: Lexicon,
    pub(crate) cues: Vec<Cue>,
    /// By rule.
    pub(crate) guards: Vec<Guards>,
    /// A set of allowed words for all rules: the user's.
    pub(crate) allow: Option<SetId>,
    pub(crate) terms: Vec<Term>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) shapes: Vec<Shape>,
    pub(crate) documents: Vec<Document>,
}

/// A verified hit.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) span: Span,
    pub(crate) evidence: Vec<Evidence>,
}

/// A hit, or where it would have been and the reason against it.
pub(crate) type Verified = Result<Hit, (Span, Reason)>;

impl Checks {
    /// Gives back the memory that was for more.
    pub(crate) fn shrink_to_fit(&mut self) {
        self.terms.shrink_to_fit();
        self.patterns.shrink_to_fit();
        self.shapes.shrink_to_fit();
        self.guards.shrink_to_fit();
    }

    /// Verifies an occurrence of a term.
    pub(crate) fn term(&self, window: &mut Window<'_>, term: &Term, candidate: Candidate) -> Verified {
        let (span, skipped) = (candidate.span, candidate.skipped);
        if term.is_toned() && !has_tone(&window.text()[span.range()]) {
            return Err((span, Reason::FailedCheck("tone marks".to_owned())));
        }
        let guards = &self.guards[term.rule as usize];
        let hit = window.plain().folded_range(span);
        let verdict = self
            .allowed(window, guards, hit, std::slice::from_ref(&hit))
            .or_else(|| {
                guards
                    .word_edges
                    .then(|| boundary::cut(window, span, &term.spaced(), skipped, !term.is_own()))
                    .flatten()
            })
            .or_else(|| self.context(window, guards, std::slice::from_ref(&hit)));
        match verdict {
            Some(reason) => Err((span, reason)),
            None => Ok(Hit {
                span,
                evidence: evidence(&window.text()[span.range()], term, candidate),
            }),
        }
    }

    /// Verifies a pattern in the whole window.
    pub(crate) fn pattern(&self, window: &mut Window<'_>, pattern: &Pattern) -> Vec<Verified> {
        let guards = &self.guards[pattern.rule as usize];
        pattern
            .find(window)
            .into_iter()
            .map(|(span, skipped)| {
                let hit = window.plain().folded_range(span);
                match self
                    .overlaps_allowed(window, guards, hit)
                    .or_else(|| self.context(window, guards, std::slice::from_ref(&hit)))
                {
                    Some(reason) => Err((span, reason)),
                    None => {
                        let mut evidence = vec![Evidence::Pattern];
                        if skipped {
                            evidence.push(Evidence::Noise);
                        }
                        Ok(Hit { span, evidence })
                    }
                }
            })
            .collect()
    }

    /// Verifies a shape in the whole window.
    pub(crate) fn shape(&self, window: &mut Window<'_>, shape: &Shape) -> Vec<Verified> {
        let guards = &self.guards[shape.rule as usize];
        shape
            .find(window, &self.lexicon, guards.word_edges)
            .into_iter()
            .map(|slots| {
                let hit = FoldedRange::new(slots[0].start, slots[slots.len() - 1].end);
                let span = window.plain().to_original(hit);
                match self
                    .allowed(window, guards, hit, &slots)
                    .or_else(|| self.context(window, guards, &slots))
                {
                    Some(reason) => Err((span, reason)),
                    None => Ok(Hit {
                        span,
                        evidence: vec![Evidence::Shape(
                            slots.iter().map(|&slot| window.plain().slice(slot).to_owned()).collect(),
                        )],
                    }),
                }
            })
            .collect()
    }

    /// Verifies the place where a condition on the whole text would be reported: the anchor that the candidate at `span` is, or
    /// is part of. `None` if it is no anchor after all.
    pub(crate) fn place(&self, window: &mut Window<'_>, document: &Document, span: Span) -> Option<Verified> {
        let guards = &self.guards[document.rule as usize];
        let candidate = window.plain().folded_range(span);
        let hit = match document.anchor {
            Item::Literals(_) => candidate,
            Item::Kind(kind) => *window.kinds(kind).iter().find(|range| range.overlaps(candidate))?,
        };
        let span = window.plain().to_original(hit);
        Some(
            match self
                .allowed(window, guards, hit, std::slice::from_ref(&hit))
                .or_else(|| self.context(window, guards, std::slice::from_ref(&hit)))
            {
                Some(reason) => Err((span, reason)),
                None => Ok(Hit {
                    span,
                    evidence: vec![Evidence::Document],
                }),
            },
        )
    }

    /// Verifies what a detector found: its form is the detector's business, allowed words and context are the rule's.
    pub(crate) fn detected(&self, window: &mut Window<'_>, rule: u32, hit: FoldedRange) -> Option<Reason> {
        let guards = &self.guards[rule as usize];
        self.allowed(window, guards, hit, std::slice::from_ref(&hit))
            .or_else(|| self.context(window, guards, std::slice::from_ref(&hit)))
    }

    /// What stands in the sentence that makes a finding of the rule one that blocks, if anything does.
    pub(crate) fn raised(&self, window: &mut Window<'_>, rule: u32) -> Option<String> {
        let guards = &self.guards[rule as usize];
        if let Some(set) = guards.raise
            && let Some(found) = window.occurrences(&self.lexicon, set).first()
        {
            return Some(self.lexicon.text(found).to_owned());
        }
        guards.raise_kinds.iter().find_map(|&kind| {
            window
                .kinds(kind)
                .first()
                .map(|&range| window.plain().slice(range).to_owned())
        })
    }

    fn allowed(&self, window: &mut Window<'_>, guards: &Guards, hit: FoldedRange, slots: &[FoldedRange]) -> Option<Reason> {
        [guards.allow, self.allow]
            .into_iter()
            .flatten()
            .find_map(|set| allowed::inside(window, &self.lexicon, set, hit, slots))
    }

    fn overlaps_allowed(&self, window: &mut Window<'_>, guards: &Guards, hit: FoldedRange) -> Option<Reason> {
        [guards.allow, self.allow]
            .into_iter()
            .flatten()
            .find_map(|set| allowed::overlaps(window, &self.lexicon, set, hit))
    }

    fn context(&self, window: &mut Window<'_>, guards: &Guards, slots: &[FoldedRange]) -> Option<Reason> {
        if let Some(set) = guards.unless
            && let Some(reason) = context::own_words(window, &self.lexicon, set)
        {
            return Some(reason);
        }
        guards
            .cues
            .iter()
            .find_map(|cue| context::cue(window, &self.lexicon, &self.cues[cue.0 as usize], slots))
    }
}

/// Whether a vowel has a tone mark, composed or combining.
fn has_tone(text: &str) -> bool {
    let marks = |c: char| "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ".contains(c) || matches!(c, '\u{304}' | '\u{301}' | '\u{30C}' | '\u{300}');
    text.chars().flat_map(char::to_lowercase).any(marks)
}

/// How the text spells the term.
fn evidence(found: &str, term: &Term, candidate: Candidate) -> Vec<Evidence> {
    let mut evidence = match &term.form {
        Form::Own(_) if candidate.repeated => Vec::new(),
        Form::Own(_) => return folding(found, &term.text, candidate.skipped),
        Form::Same(_) => vec![Evidence::Folded],
        Form::Spelt(recipe) => {
            let folded = fold_spaced(&term.text);
            recipe
                .steps(&folded)
                .map(|step| Evidence::Spelling(step.to_string()))
                .collect()
        }
    };
    evidence.extend(candidate.repeated.then_some(Evidence::Repeat));
    // Between the syllables of `dǔ bó` the space is part of the spelling.
    evidence.extend((candidate.skipped && !term.is_toned()).then_some(Evidence::Noise));
    evidence
}

/// What of the term's own spelling was folded or skipped.
fn folding(found: &str, term: &str, skipped: bool) -> Vec<Evidence> {
    if found == term {
        return vec![Evidence::Exact];
    }
    let mut evidence = Vec::new();
    let without_noise: String = if skipped {
        // What is left when the characters that the term lacks are taken out; case and the like decide the rest.
        let folded = fold_term(term);
        found
            .chars()
            .filter(|c| term.contains(*c) || folded.contains(&fold_term(&c.to_string())) && !fold_term(&c.to_string()).is_empty())
            .collect()
    } else {
        found.to_owned()
    };
    let bare: String = term.chars().filter(|c| !c.is_whitespace()).collect();
    let without_spaces: String = without_noise.chars().filter(|c| !c.is_whitespace()).collect();
    if without_spaces != bare {
        evidence.push(Evidence::Folded);
    }
    if skipped {
        evidence.push(Evidence::Noise);
    }
    if evidence.is_empty() {
        evidence.push(Evidence::Folded);
    }
    evidence
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::{
        scan::{Plan, Scanner},
        spelling::{self, Aliases, expand},
        text::Extent,
    };
    use std::ops::ControlFlow;

    fn term(text: &str) -> Term {
        Term {
            rule: 0,
            text: text.into(),
            form: Form::Own(None),
            severity: None,
        }
    }

    /// Checks of one rule.
    fn checks(guards: impl FnOnce(&mut dyn FnMut(&str) -> SetId) -> Guards) -> Checks {
        let mut checks = Checks::default();
        let lexicon = &mut checks.lexicon;
        let guards = guards(&mut |word| {
            let number = lexicon.number(word).unwrap();
            lexicon.set(vec![number])
        });
        checks.lexicon.close();
        checks.guards.push(guards);
        checks
    }

    /// What comes of each occurrence of `literal`, a spelling of the term, as the scan finds it.
    fn verified(checks: &Checks, term: &Term, literal: &str, text: &str) -> Vec<Result<Vec<Evidence>, Reason>> {
        let mut plan = Plan::default();
        plan.literal(literal);
        let mut verified = Vec::new();
        let _ = Scanner::new(&plan).scan(text, &mut |candidate| {
            let mut window = Window::new(text, Extent::around(text, candidate.sentence, candidate.span));
            let verdict = checks.term(&mut window, term, candidate);
            verified.push(verdict.map(|hit| hit.evidence).map_err(|(_, reason)| reason));
            ControlFlow::Continue(())
        });
        verified
    }

    #[test]
    fn a_term_of_latin_words_keeps_its_spaces() {
        let checks = checks(|_| Guards {
            word_edges: true,
            ..Guards::default()
        });
        let casino = Term {
            form: Form::Own(Some("online casino".into())),
            ..term("Online Casino")
        };
        let found = |text| verified(&checks, &casino, "Online Casino", text);
        assert_eq!(found("an Online Casino"), [Ok(vec![Evidence::Exact])]);
        assert_eq!(found("onli ne casino"), [Err(Reason::CutsWord("onli".to_owned()))]);
    }

    #[test]
    fn tone_marks_make_a_spelling_and_spaces_in_it_are_no_noise() {
        let pinyin = || ["du for 赌", "bo for 博"].map(|step| Evidence::Spelling(format!("pinyin: {step}")));
        let spelled = |toned| {
            let (kinds, aliases) = ([spelling::Kind::Pinyin], Aliases::default());
            let recipes = expand("赌博", &kinds, &aliases, 2);
            let mut recipes = recipes.map(|spelling| spelling.recipe);
            let recipe = recipes.find(|recipe| recipe.is_toned() == toned).unwrap();
            Term {
                form: Form::Spelt(recipe),
                severity: Some(Severity::Review),
                ..term("赌博")
            }
        };
        let checks = checks(|_| Guards::default());
        let found = |toned, text| verified(&checks, &spelled(toned), "dubo", text);
        let with = |evidence: &[Evidence]| [Ok([&pinyin()[..], evidence].concat())];
        assert_eq!(found(true, "去dǔ bó"), with(&[]));
        assert_eq!(found(true, "去du bo"), [Err(Reason::FailedCheck("tone marks".to_owned()))]);
        assert_eq!(found(false, "去du bo"), with(&[Evidence::Noise]));
        assert_eq!(found(false, "去dubo"), with(&[]));
    }

    #[test]
    fn a_finding_is_raised_by_what_stands_beside_it() {
        let raised = |checks: &Checks, text: &str| {
            let mut window = Window::new(text, Extent::around(text, 0, Span::new(0, 0)));
            checks.raised(&mut window, 0)
        };
        let by_word = checks(|set| Guards {
            raise: Some(set("加微信")),
            raise_kinds: vec![Kind::Money],
            ..Guards::default()
        });
        assert_eq!(raised(&by_word, "代开证明，加微信，98元").as_deref(), Some("加微信"));
        assert_eq!(raised(&by_word, "代开证明，98元").as_deref(), Some("98元"));
        assert_eq!(raised(&by_word, "代开证明"), None);
        assert_eq!(raised(&checks(|_| Guards::default()), "代开证明，加微信"), None);
    }

    #[test]
    fn guards_are_asked_in_turn() {
        let checks = checks(|set| Guards {
            allow: Some(set("禁赌博物馆")),
            unless: Some(set("历史")),
            word_edges: true,
            ..Guards::default()
        });
        let found = |text| verified(&checks, &term("赌博"), "赌博", text);
        assert_eq!(found("有人赌博"), [Ok(vec![Evidence::Exact])]);
        assert_eq!(found("参观禁赌博物馆"), [Err(Reason::Allowed("禁赌博物馆".to_owned()))]);
        let context = Reason::Context {
            cue: "unless".to_owned(),
            word: "历史".to_owned(),
        };
        assert_eq!(found("赌博的历史"), [Err(context)]);
    }

    #[test]
    fn evidence_tells_the_folding() {
        assert_eq!(folding("赌博", "赌博", false), [Evidence::Exact]);
        assert_eq!(folding("賭博", "赌博", false), [Evidence::Folded]);
        assert_eq!(folding("赌 博", "赌博", true), [Evidence::Noise]);
        assert_eq!(folding("賭*博", "赌博", true), [Evidence::Folded, Evidence::Noise]);
        assert_eq!(folding("FUCK", "fuck", false), [Evidence::Folded]);
        // Invisible characters of the term's own are no noise.
        assert_eq!(folding("❤\u{FE0F}*博", "❤\u{FE0F}博", true), [Evidence::Noise]);
    }
}
