//! The little language of shapes and document items: `#duration ..8 @effect`.

use crate::verify::{Gap, Kind};

/// A slot as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum SlotDraft<'t> {
    /// [`alternatives`] parted by `|`: literals, and classes as `@name`.
    Words(&'t str),
    /// `#name`
    Kind(Kind),
}

/// A slot of a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ShapeToken<'t> {
    Written(SlotDraft<'t>),
    /// One of words that is known by number.
    Known(u32),
}

/// A shape as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShapeDraft<'t> {
    pub(super) slots: Vec<ShapeToken<'t>>,
    pub(super) gaps: Vec<Gap>,
}

/// The greatest distance that a gap may have, in characters.
const WIDEST_GAP: u32 = 64;

/// Reads one slot. The error says what is wrong with it.
pub(super) fn slot(text: &str) -> Result<SlotDraft<'_>, String> {
    if let Some(name) = text.strip_prefix('#') {
        return Kind::from_name(name).map(SlotDraft::Kind).ok_or_else(|| {
            let names: Vec<String> = Kind::ALL.iter().map(Kind::to_string).collect();
            format!("`#{name}` is no kind; the kinds are {}", names.join(" "))
        });
    }
    let (mut empty, mut first, mut kind) = (true, true, false);
    for c in text.chars().chain(['|']) {
        if c == '|' {
            if empty {
                return Err(format!("`{text}` has an empty alternative"));
            }
            (empty, first) = (true, true);
        } else {
            kind |= first && c == '#';
            first = false;
            empty &= c.is_whitespace();
        }
    }
    if kind {
        return Err(format!(
            "`{text}`: a kind cannot be one of several alternatives; write two shapes"
        ));
    }
    Ok(SlotDraft::Words(text))
}

/// The alternatives of a slot.
pub(super) fn alternatives(text: &str) -> impl Iterator<Item = &str> {
    // The list makes the search go character by character, which is quicker for words as short as these.
    text.split(['|'])
}

/// Reads a shape. The error says what is wrong with it. `known` tells of each slot of words in turn its number, if it is known.
pub(super) fn shape(text: &str, mut known: impl FnMut() -> Option<u32>) -> Result<ShapeDraft<'_>, String> {
    let mut draft = ShapeDraft {
        slots: Vec::new(),
        gaps: Vec::new(),
    };
    let mut open: Option<Gap> = None;
    for token in text.split_whitespace() {
        let gap = token
            .strip_prefix("..")
            .map(|n| (n, false))
            .or_else(|| token.strip_prefix('~').map(|n| (n, true)));
        if let Some((number, in_clause)) = gap {
            let most = number
                .parse()
                .ok()
                .filter(|&most: &u32| (1..=WIDEST_GAP).contains(&most))
                .ok_or_else(|| format!("`{token}` is no gap; write ..N or ~N with N from 1 to {WIDEST_GAP}"))?;
            if draft.slots.is_empty() || open.is_some() {
                return Err(format!("the gap `{token}` does not stand between two slots"));
            }
            open = Some(Gap { most, in_clause });
        } else {
            if !draft.slots.is_empty() {
                draft.gaps.push(open.take().unwrap_or_default());
            }
            draft.slots.push(match token.starts_with('#') {
                false => match known() {
                    Some(number) => ShapeToken::Known(number),
                    None => ShapeToken::Written(slot(token)?),
                },
                true => ShapeToken::Written(slot(token)?),
            });
        }
    }
    if open.is_some() {
        return Err("the shape ends with a gap".to_owned());
    }
    if draft.slots.len() < 2 {
        return Err("a shape has two slots at least; one word is a term".to_owned());
    }
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_read() {
        let draft = shape("#duration ..8 @effect|好了 见效|起效", || None).unwrap();
        assert_eq!(
            draft.slots,
            [
                SlotDraft::Kind(Kind::Duration),
                SlotDraft::Words("@effect|好了"),
                SlotDraft::Words("见效|起效")
            ]
            .map(ShapeToken::Written)
        );
        assert!(alternatives("@effect|好了").eq(["@effect", "好了"]));
        assert_eq!(
            draft.gaps[0],
            Gap {
                most: 8,
                in_clause: false
            }
        );
        assert_eq!(draft.gaps[1], Gap::default());
    }

    #[test]
    fn mistakes_are_told() {
        for bad in [
            "",
            "@a",
            "..3 @a @b",
            "@a ..3",
            "@a ..3 ..4 @b",
            "@a ..0 @b",
            "@a ..x @b",
            "#colour @b",
            "甲| @b",
            "甲|#age @b",
        ] {
            assert!(shape(bad, || None).is_err(), "{bad}");
        }
    }
}
