//! The classes of all characters in runs, as the crate's build found them: to ask for each by itself takes milliseconds.

use std::ops::RangeInclusive;

use super::class::Class;

/// The last characters of the runs.
static RUNS: &[(char, Class)] = include!(concat!(env!("OUT_DIR"), "/classes.rs"));

/// Runs of characters of one class, from the first character to the last one.
pub(crate) fn classes() -> impl Iterator<Item = (RangeInclusive<char>, Class)> {
    let mut first = '\0';
    RUNS.iter().map(move |&(last, class)| {
        let run = first..=last;
        first = (last..=char::MAX).nth(1).unwrap_or(last);
        (run, class)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::class;

    #[test]
    fn runs_have_all_characters() {
        let mut all = '\0'..=char::MAX;
        for (run, of) in classes() {
            for c in run {
                assert_eq!((Some(c), class(c)), (all.next(), of));
            }
        }
        assert_eq!(all.next(), None);
    }
}
