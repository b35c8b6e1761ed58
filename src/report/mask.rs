//! How one finding is masked.

use unicode_segmentation::UnicodeSegmentation;

use super::{partial, pseudonym::Pseudonyms};

/// How a finding is masked. Whole grapheme clusters are masked: what a reader sees as one character.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mask {
    /// Each character by this string: `****`.
    Each(String),
    /// The whole finding by this string, whatever its length: `[已删除]`.
    Whole(String),
    /// Keeps so many characters at either end, as in 138****1234; a finding without at least as many between them is masked
    /// whole.
    KeepEnds {
        /// Characters kept at the start.
        first: usize,
        /// Characters kept at the end.
        last: usize,
        /// What each of the others becomes.
        with: String,
    },
    /// Keeps what each kind of personal data may keep, and as many characters as there were: 138****1234, 110***********002X, 张**.
    /// What is not personal data is masked whole.
    Partial,
    /// Names the kind: 【姓名】, 【手机号】. Within one text the same value has the same token; further values of a kind are numbered:
    /// 【姓名2】.
    Token,
    /// Names the kind, with a pseudonym of the value: 【姓名·kqgtbmdr…】, the same for the same value in all texts that are redacted with the
    /// same key, and of no use to who lacks the key.
    #[cfg(feature = "hash")]
    Hash(super::HashKey),
}

impl Default for Mask {
    fn default() -> Mask {
        Mask::Each("*".to_owned())
    }
}

impl Mask {
    /// Masks a value that is known to be of a kind (the topic of a rule: `mobile`, `id_number`, `patient-name`…), as a finding of it would
    /// be masked.
    ///
    /// ```
    /// use xianshen::Mask;
    ///
    /// assert_eq!(Mask::Partial.value("mobile", "138-0013-8000"), "138-****-8000");
    /// assert_eq!(Mask::Partial.value("patient-name", "欧阳小禾"), "欧阳**");
    /// assert_eq!(Mask::Token.value("address", "大坪村5组"), "【住址】");
    /// ```
    pub fn value(&self, topic: &str, value: &str) -> String {
        let mut out = String::new();
        self.write(Some(topic), value, &mut Pseudonyms::default(), &mut out);
        out
    }

    /// The same mask without what it keeps.
    pub(crate) fn whole(&self) -> Mask {
        match self {
            Mask::KeepEnds { with, .. } => Mask::Each(with.clone()),
            Mask::Partial => Mask::default(),
            other => other.clone(),
        }
    }

    /// The caller's own string that is put in place of what was found.
    pub(crate) fn with(&self) -> Option<&str> {
        match self {
            Mask::Each(with) | Mask::Whole(with) | Mask::KeepEnds { with, .. } => Some(with),
            _ => None,
        }
    }

    /// Writes what stands for `found`. `kind` is its topic, or `None` where kinds overlap.
    pub(super) fn write(&self, kind: Option<&str>, found: &str, pseudonyms: &mut Pseudonyms, out: &mut String) {
        match self {
            Mask::Each(with) => found.graphemes(true).for_each(|_| out.push_str(with)),
            Mask::Whole(with) => out.push_str(with),
            Mask::KeepEnds { first, last, with } => keep_ends(found, *first, *last, with, out),
            Mask::Partial => partial::write(kind.unwrap_or_default(), found, out),
            Mask::Token => pseudonyms.token(kind.unwrap_or_default(), found, out),
            #[cfg(feature = "hash")]
            Mask::Hash(key) => Pseudonyms::hash(key, kind.unwrap_or_default(), found, out),
        }
    }
}

fn keep_ends(found: &str, first: usize, last: usize, with: &str, out: &mut String) {
    let count = found.graphemes(true).count();
    let kept = if count > first + last {
        (first, count - last)
    } else {
        (0, count)
    };
    for (at, cluster) in found.graphemes(true).enumerate() {
        out.push_str(if at < kept.0 || at >= kept.1 { cluster } else { with });
    }
}
