//! Texts for laws that hold for every text.

use std::sync::LazyLock;

use proptest::prelude::*;
use xianshen::Screener;

/// Every example of every built-in rule: text that has candidates of all kinds.
static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    Screener::new()
        .rules()
        .flat_map(|rule| rule.hits().iter().chain(rule.passes()).cloned())
        .collect()
});

/// Texts of pieces that matter: examples, parts of them, noise, and any characters at all.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let example = || (0..EXAMPLES.len()).prop_map(|at| EXAMPLES[at].clone());
    let part =
        (example(), 0..40usize, 1..20usize).prop_map(|(text, skip, take)| text.chars().skip(skip).take(take).collect::<String>());
    let glue = proptest::sample::select(
        &[
            "", "。", "，", "\n", "\r\n", " ", "\t", "\u{200B}", "*", "🐍", "Ａ", "㋅", "９", "-", "e\u{301}",
        ][..],
    );
    let piece = prop_oneof![4 => example(), 3 => part, 3 => glue.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}
