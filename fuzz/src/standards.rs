//! What the standards say of the digits themselves, counted out.

pub(crate) fn is_place(two: &str) -> bool {
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
        .split(' ')
        .any(|known| known == two)
}

/// Whether eight digits are a day between 1800 and 2099: counted out, month by month.
pub(crate) fn is_day(date: &str) -> bool {
    let (year, month, day) = (&date[..4], &date[4..6], &date[6..]);
    let year: u32 = year.parse().expect("four digits");
    let february = if year.is_multiple_of(400) || year.is_multiple_of(4) && !year.is_multiple_of(100) {
        "29"
    } else {
        "28"
    };
    let last = match month {
        "01" | "03" | "05" | "07" | "08" | "10" | "12" => "31",
        "04" | "06" | "09" | "11" => "30",
        "02" => february,
        _ => return false,
    };
    (1800..=2099).contains(&year) && ("01"..=last).contains(&day)
}

/// GB 11643-1999: the weighted sum of all 18 characters is 1 modulo 11.
pub(crate) fn mod_11_2(number: &str) -> bool {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
    let values = number
        .chars()
        .map(|c| if c == 'x' { 10 } else { c.to_digit(10).unwrap_or(0) });
    values.zip(weights).map(|(value, weight)| value * weight).sum::<u32>() % 11 == 1
}

/// ISO/IEC 7812-1, annex B: every second digit from the right is doubled, and the digits of all that add up to tens.
pub(crate) fn luhn(number: &str) -> bool {
    let doubled = ['0', '2', '4', '6', '8', '1', '3', '5', '7', '9'];
    let digits = number.chars().rev().enumerate().map(|(at, c)| {
        let digit = c.to_digit(10).unwrap_or(0);
        if at % 2 == 0 {
            digit
        } else {
            doubled[digit as usize].to_digit(10).unwrap_or(0)
        }
    });
    digits.sum::<u32>() % 10 == 0
}

pub(crate) fn is_mobile(digits: &str) -> bool {
    let second: &[char] = match &digits[..2] {
        "13" | "15" | "18" | "19" => &['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
        "14" => &['5', '6', '7', '8', '9'],
        "16" => &['2', '5', '6', '7'],
        "17" => &['0', '1', '2', '3', '4', '5', '6', '7', '8'],
        _ => return false,
    };
    let given = digits[2..].starts_with(second) && !digits.starts_with("154") && !digits.starts_with("194");
    given || digits.starts_with("1619")
}

#[derive(PartialEq)]
pub(crate) enum Issuer {
    UnionPay,
    Other,
    /// So short a prefix that many other numbers have it.
    Rare,
}

pub(crate) fn issuer(digits: &str) -> Option<Issuer> {
    let prefix = |len: usize| digits[..len].parse::<u32>().unwrap_or(0);
    let known = match digits.len() {
        len @ 16..=19 => {
            let union = prefix(2) == 62 || prefix(4) == 9558;
            let discover = prefix(4) == 6011 || (644..=649).contains(&prefix(3)) || prefix(2) == 65;
            let maestro = [5018, 5019, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763].contains(&prefix(4));
            let mastercard = (51..=55).contains(&prefix(2)) || (2221..=2720).contains(&prefix(4));
            let sixteen = prefix(1) == 4 || mastercard || (3528..=3589).contains(&prefix(4));
            match () {
                () if union => Issuer::UnionPay,
                () if discover || maestro || len == 16 && sixteen => Issuer::Other,
                () if len == 19 && prefix(1) == 4 => Issuer::Rare,
                () => return None,
            }
        }
        15 if [34, 37].contains(&prefix(2)) => Issuer::Other,
        15 if prefix(1) == 1 => Issuer::Rare,
        14 if (300..=305).contains(&prefix(3)) || [36, 38, 39].contains(&prefix(2)) => Issuer::Other,
        _ => return None,
    };
    Some(known)
}
