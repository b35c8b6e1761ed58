//! Check digits, as pure functions of ASCII digits and letters.
//!
//! * MOD 11-2 (ISO 7064): the 18th character of a citizen's number, GB 11643-1999, appendix A.
//! * MOD 10, "Luhn" (ISO/IEC 7812-1, annex B): the last digit of a bank card number.
//! * MOD 31-3 (GB 32100-2015): the last character of a unified social credit code.

/// Whether the last of 18 characters is the MOD 11-2 check character of the 17 digits before it. `x` stands for 10.
pub(super) fn mod_11_2(number: &[u8]) -> bool {
    const CHECKS: &[u8; 11] = b"10x98765432";
    let [digits @ .., check] = number else { return false };
    if digits.len() != 17 || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    // The weight of a place is 2 to the power of its distance from the check character, modulo 11: Horner's scheme.
    let sum = digits.iter().fold(0, |sum, digit| (sum + usize::from(digit - b'0')) * 2 % 11);
    CHECKS[sum] == check.to_ascii_lowercase()
}

/// Whether the digits, the last one included, satisfy Luhn's formula.
pub(super) fn luhn(number: &[u8]) -> bool {
    if number.is_empty() || !number.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: usize = number
        .iter()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, weight)| {
            let product = usize::from(digit - b'0') * weight;
            product / 10 + product % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether the last of 18 characters is the check character of a unified social credit code. Letters in either case.
pub(super) fn credit_code(code: &[u8]) -> bool {
    const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let [body @ .., check] = code else { return false };
    if body.len() != WEIGHTS.len() {
        return false;
    }
    let Some(sum) = body
        .iter()
        .zip(WEIGHTS)
        .try_fold(0, |sum, (&c, weight)| Some(sum + credit_value(c)? * weight))
    else {
        return false;
    };
    credit_value(*check) == Some((31 - sum % 31) % 31)
}

/// The value of a character of a credit code: digits, and letters without I, O, S, V, Z, which are easily misread.
pub(super) fn credit_value(c: u8) -> Option<usize> {
    const ALPHABET: &[u8; 31] = b"0123456789abcdefghjklmnpqrtuwxy";
    ALPHABET.iter().position(|&known| known == c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_of_gb_11643() {
        for good in ["11010519491231002x", "11010519491231002X", "440524188001010014"] {
            assert!(mod_11_2(good.as_bytes()), "{good}");
        }
        for bad in [
            "110105194912310020",
            "440524188001010015",
            "11010519491231002",
            "1101051949123100x2",
            "",
        ] {
            assert!(!mod_11_2(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn samples_of_luhn() {
        for good in ["79927398713", "4111111111111111", "378282246310005"] {
            assert!(luhn(good.as_bytes()), "{good}");
        }
        for bad in ["79927398710", "4111111111111112", "", "41111111 11111111"] {
            assert!(!luhn(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn samples_of_gb_32100() {
        for good in ["91350100M000100Y43", "91350100m000100y43"] {
            assert!(credit_code(good.as_bytes()), "{good}");
        }
        for bad in ["91350100M000100Y44", "91350100M000100Y4", "91350100O000100Y43", "公司"] {
            assert!(!credit_code(bad.as_bytes()), "{bad}");
        }
        assert_eq!(credit_value(b'Y'), Some(30));
        assert_eq!(credit_value(b'z'), None);
    }
}
