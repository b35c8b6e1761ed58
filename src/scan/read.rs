//! The innermost loop of a scan: characters become codes.

use super::alphabet::{Alphabet, BASIC};

/// The bytes that are looked at for eight characters of three bytes: two times sixteen, of which the first twelve count.
pub(super) const WINDOW: usize = 28;

/// What a block has room for, and how much of it is taken.
pub(super) struct Room<'b> {
    /// The codes of plain characters.
    pub(super) codes: &'b mut [u32],
    /// Where each of them stands in the text, as a [`place`].
    pub(super) at: &'b mut [u32],
    pub(super) len: usize,
    /// Where characters stand that may end a sentence.
    pub(super) ends: &'b mut [u32],
    pub(super) ends_len: usize,
    /// The byte from which places are counted.
    pub(super) origin: usize,
}

/// Room for the next eight characters, whatever they are: `codes`, `at` and `ends`.
pub(super) type Eight<'b> = [&'b mut [u32; 8]; 3];

/// How many characters were read at once, and what they were.
pub(super) struct Taken {
    pub(super) chars: usize,
    pub(super) plain: usize,
    pub(super) ends: usize,
}

impl Taken {
    pub(super) const NONE: Taken = Taken {
        chars: 0,
        plain: 0,
        ends: 0,
    };
}

/// A character's first byte, counted from the origin, and its length in one number: a block reaches over two strides at most.
#[inline]
pub(super) fn place(byte: usize, length: usize) -> u32 {
    (byte as u32) << 2 | (length as u32 - 1)
}

/// Reads plain and skipped characters from one byte to another, while there is room. Gives the byte where it stopped, and the character there if that
/// is neither. Whether a character is plain or skipped is no branch here: punctuation comes as it likes, and a wrong guess would cost
/// more than the rest.
///
/// `eight` may take up to eight characters of three bytes at once, the first of which has its place. What it takes must be what would have been
/// read without it.
// Always inlined: into a function with vector instructions, which `eight` has too.
#[inline(always)]
pub(super) fn read(
    cells: &[u16; BASIC],
    text: &str,
    (from, to): (usize, usize),
    room: &mut Room<'_>,
    eight: impl Fn(&[u8; WINDOW], u32, Eight<'_>) -> Taken,
) -> (usize, Option<char>) {
    let bytes = &text.as_bytes()[..to];
    let mut byte = from;
    let (mut len, mut ends_len) = (room.len, room.ends_len);
    let (codes, ends, origin) = (&mut *room.codes, &mut *room.ends, room.origin);
    let at = &mut room.at[..codes.len()];
    let mut hard = None;
    while len < codes.len() && ends_len < ends.len() && byte < bytes.len() {
        let first = bytes[byte];
        if first & 0xF0 == 0xE0
            && let Some(window) = bytes[byte..].first_chunk()
            && let Some(codes) = codes[len..].first_chunk_mut()
            && let Some(at) = at[len..].first_chunk_mut()
            && let Some(ends) = ends[ends_len..].first_chunk_mut()
        {
            let taken = eight(window, place(byte - origin, 3), [codes, at, ends]);
            if taken.chars > 0 {
                byte += 3 * taken.chars;
                len += taken.plain;
                ends_len += taken.ends;
                continue;
            }
        }
        let (basic, length) = if first & 0xF0 == 0xE0
            && let Some(&[_, second, third]) = bytes[byte..].first_chunk::<3>()
        {
            let basic = u16::from(first) << 12 | u16::from(second & 0x3F) << 6 | u16::from(third & 0x3F);
            (basic, 3)
        } else if first < 0x80 {
            (u16::from(first), 1)
        } else if first & 0xE0 == 0xC0
            && let Some(&[_, second]) = bytes[byte..].first_chunk::<2>()
        {
            (u16::from(first & 0x1F) << 6 | u16::from(second & 0x3F), 2)
        } else {
            hard = text[byte..].chars().next();
            break;
        };
        let cell = cells[usize::from(basic)];
        if Alphabet::is_hard(cell) {
            hard = char::from_u32(u32::from(basic));
            break;
        }
        let place = place(byte - origin, length);
        codes[len] = u32::from(cell);
        at[len] = place;
        ends[ends_len] = place;
        len += usize::from(Alphabet::is_code(cell));
        ends_len += usize::from(Alphabet::may_end_sentence(cell));
        byte += length;
    }
    (room.len, room.ends_len) = (len, ends_len);
    (byte, hard)
}
