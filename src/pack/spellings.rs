//! Lowers the other spellings of a rule's terms.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::lower::Lowering;
use crate::{
    severity::Severity,
    spelling::{Aliases, Kind, LIMIT, OF_RULES, Spelling, expand},
    text::{Folded, digit_of, fold, fold_spaced, fold_term, is_han, numeral_of},
    verify::{Form, Term},
};

/// The spellings that a rule asks for.
pub(super) struct Asked<'a> {
    pub(super) kinds: &'a [Kind],
    /// The severity of hits that they lead to; without one, see [`Lowering::spellings`].
    pub(super) severity: Option<Severity>,
    pub(super) aliases: &'a Aliases,
}

impl Lowering<'_> {
    /// Takes in the other spellings of a rule's terms: those that it asks for, digits for numerals and the other way round, and for
    /// word lists the words without their brackets. What is a term of the rule stays one.
    ///
    /// Hits of a variant have the severity that the rule states for them, or its own; but homophones and look-alikes of terms of two
    /// characters are at most `review`, since so little of the term is left.
    pub(super) fn spellings<'t>(&mut self, rule: u32, terms: impl Iterator<Item = &'t str> + Clone, asked: &Asked<'_>) {
        let Some((own, is_list)) = self.live_rule(rule).map(|rule| (rule.severity, rule.is_list)) else {
            return;
        };
        // Large lists ask for nothing and need no such set.
        let all = terms.clone().filter(|_| !is_list || !asked.kinds.is_empty());
        let mut seen: FxHashSet<_> = all.map(|term| (self.term_literal(term), false)).collect();
        for term in terms {
            if asked.kinds.is_empty() && term.chars().all(is_like_no_other) {
                continue;
            }
            let text: Arc<str> = term.into();
            let other = |form: Form, severity: Option<Severity>| Term {
                rule,
                text: text.clone(),
                form,
                severity,
            };
            let bare = is_list.then(|| without_brackets(term)).flatten();
            for same in other_digits(term).into_iter().chain(bare) {
                // Each word of a list stands for itself, though another one be written like this.
                let literal = self.term_literal(&same);
                if seen.insert((literal, false)) || is_list {
                    self.spelt_term(literal, other(Form::Same(same.into()), None));
                }
            }
            if asked.kinds.is_empty() {
                continue;
            }
            let limit = if is_list { LIMIT } else { OF_RULES };
            let short = fold_term(term).chars().count() <= 2;
            for Spelling { literal, recipe } in expand(term, asked.kinds, asked.aliases, limit) {
                let bold = short && recipe.kinds().any(is_bold);
                let severity = asked.severity.unwrap_or(if bold { Severity::Review } else { own }).min(own);
                // What is made of folded parts is folded.
                let literal = self.folded_literal(&literal);
                if seen.insert((literal, recipe.is_toned())) {
                    self.spelt_term(literal, other(Form::Spelt(recipe), Some(severity)));
                }
            }
        }
    }
}

fn is_bold(kind: Kind) -> bool {
    matches!(kind, Kind::Homophone | Kind::Shape)
}

/// Whether the character is a Chinese one that no digit stands for, and no bracket: nearly all of a word list.
fn is_like_no_other(c: char) -> bool {
    matches!(fold(c), Folded::One(c) if is_han(c) && digit_of(c).is_none())
}

/// A Chinese term with numerals for its digits, or digits for its numerals: 下3滥, 下三滥. One that has either, not both, and once.
fn other_digits(term: &str) -> Option<String> {
    let folded = fold_spaced(term.trim());
    let other = |c: char| if c.is_ascii_digit() { numeral_of(c) } else { digit_of(c) };
    let count = folded.chars().filter(|&c| other(c).is_some()).count();
    let rest = folded.chars().filter(|&c| is_han(c) && digit_of(c).is_none()).count();
    (count == 1 && rest >= 2).then(|| folded.chars().map(|c| other(c).unwrap_or(c)).collect())
}

/// A word without its brackets: hello for hello(. One of which two characters are left.
fn without_brackets(word: &str) -> Option<String> {
    let is_bracket = |c: char| "()[]{}<>【】「」『』《》〈〉“”\"".contains(c);
    let folded = fold_spaced(word.trim());
    let bare: String = folded.chars().filter(|&c| !is_bracket(c)).collect();
    (bare != folded && bare.chars().nth(1).is_some()).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_numerals_stand_for_one_another_in_words() {
        assert_eq!(other_digits("下三滥").as_deref(), Some("下3滥"));
        assert_eq!(other_digits("下3滥").as_deref(), Some("下三滥"));
        for term in ["三天", "902", "三三九乘元功", "123弹药"] {
            assert_eq!(other_digits(term), None, "{term}");
        }
    }

    #[test]
    fn what_has_one_spelling_only_is_passed_over() {
        assert!("赌博網站".chars().all(is_like_no_other));
        for c in "三貳3３⑶(（a★".chars() {
            assert!(!is_like_no_other(c), "{c}");
        }
    }

    #[test]
    fn brackets_of_a_word_may_be_missing() {
        assert_eq!(without_brackets("(禁看)").as_deref(), Some("禁看"));
        assert_eq!(without_brackets("he(llo").as_deref(), Some("hello"));
        assert_eq!(without_brackets("机密★"), None);
        assert_eq!(without_brackets("a)"), None);
    }
}
