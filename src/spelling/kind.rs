//! The ways in which a character may be spelt differently.

/// A way to spell a character differently. A rule lists those it wants: `variants = ["pinyin", "homophone"]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// Its reading in Latin letters, without tones: `du博`, `dubo`. Tone marks fold away.
    Pinyin,
    /// A character of the same reading: 采票.
    Homophone,
    /// A character with a radical more, less or another (睹博, 倌网), or drawn almost alike (未, 末); in Latin words, a digit or a
    /// sign that passes for the letter: `p0rn`.
    Shape,
    /// Its two halves side by side: 贝者博.
    Split,
    /// What the alias table has for a word or a character: 🐍, VX.
    Alias,
    /// A vowel of a Latin word as a star: `p*rn`.
    Mask,
}

impl Kind {
    /// All kinds, in the order of their names in the documentation.
    pub(crate) const ALL: [Kind; 6] = [
        Kind::Pinyin,
        Kind::Homophone,
        Kind::Shape,
        Kind::Split,
        Kind::Alias,
        Kind::Mask,
    ];

    /// What rules call the kind.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Pinyin => "pinyin",
            Kind::Homophone => "homophone",
            Kind::Shape => "shape",
            Kind::Split => "split",
            Kind::Alias => "alias",
            Kind::Mask => "mask",
        }
    }

    /// The kind of this name.
    pub(crate) fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.name()), Some(kind));
        }
        assert_eq!(Kind::named("rhyme"), None);
    }
}
