//! Latin words that are written around a filter: `p0rn`, `@$$`, `p*rn`.

/// The digits and signs that pass for a letter, folded. × and 千 fold to no letter, since text has them for themselves.
pub(super) fn alike(letter: char) -> &'static str {
    match letter {
        'a' => "@4",
        'c' => "匚(",
        'e' => "3",
        'f' => "千",
        'g' => "9",
        'i' => "1!",
        'l' => "1",
        'o' => "0",
        's' => "$5",
        't' => "7",
        'u' => "v",
        'x' => "×",
        'z' => "2",
        _ => "",
    }
}

/// Whether a star may stand for the letter at a place of a word: a vowel inside it.
pub(super) fn masks(word: &[char], at: usize) -> bool {
    at > 0 && at + 1 < word.len() && matches!(word[at], 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_signs() {
        assert!(alike('o').contains('0') && alike('s').contains('$'));
        assert!(alike('m').is_empty() && alike('赌').is_empty());
    }

    #[test]
    fn stars_stand_for_inner_vowels() {
        let word: Vec<char> = "aorta".chars().collect();
        let places: Vec<usize> = (0..word.len()).filter(|&at| masks(&word, at)).collect();
        assert_eq!(places, [1]);
    }
}
