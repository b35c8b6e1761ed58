//! The two inner loops of a scan with the vector instructions of AVX2. The only unsafe code of the crate.
//!
//! Unsafe are the calls from code that may not use those instructions, which takes a [`Vector`], and what goes by pointers: loads and
//! stores of whole arrays, and the gathers.

use std::{arch::x86_64::*, hint::black_box, ops::Range};

use super::{
    alphabet::{BASIC, ENDS, HARD, SPECIAL},
    read::{Eight, Room, Taken, WINDOW, read},
};

/// The proof that the processor has the instructions: there is no other way to one than [`Vector::detect`].
#[derive(Clone, Copy)]
pub(super) struct Vector(());

impl Vector {
    /// Asks the processor, which is done once for the process.
    #[inline]
    pub(super) fn detect() -> Option<Vector> {
        let has_all = is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("popcnt");
        has_all.then_some(Vector(()))
    }

    /// [`read`], up to eight characters at once.
    #[inline]
    pub(super) fn read(
        self,
        cells: &[u16; BASIC],
        text: &str,
        range: (usize, usize),
        room: &mut Room<'_>,
    ) -> (usize, Option<char>) {
        // SAFETY: the processor has the instructions that the function asks for, as `self` proves.
        unsafe { read_by_eights(cells, text, range, room) }
    }

    /// Eight places at once: like the loop of the sieve, of whose bitmap of pairs and hash it is told. Gives how many codes were dealt
    /// with, and how many places were written down; the rest is the caller's.
    #[inline]
    pub(super) fn sift(
        self,
        (words, mask, spread): (&[u64], u32, u32),
        codes: &[u32],
        single: &Range<u32>,
        places: &mut [u16],
    ) -> (usize, usize) {
        // SAFETY: as above.
        unsafe { sift_by_eights((words, mask, spread), codes, single, places) }
    }
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
fn read_by_eights(cells: &[u16; BASIC], text: &str, range: (usize, usize), room: &mut Room<'_>) -> (usize, Option<char>) {
    read(cells, text, range, room, |window, place, room| {
        take(cells, window, place, room)
    })
}

/// Takes characters of three bytes, up to the first that is longer, shorter, or neither plain nor just skipped.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
#[inline]
fn take(table: &[u16; BASIC], window: &[u8; WINDOW], place: u32, [codes, at, ends]: Eight<'_>) -> Taken {
    // A character a lane: its bytes from the last to the first, and a zero.
    let turn = _mm256_setr_epi8(
        2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1, 2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1,
    );
    let bytes = _mm256_shuffle_epi8(load_window(window), turn);
    let long = set_of(_mm256_cmpeq_epi32(_mm256_and_si256(bytes, all(0xF0_C0_C0)), all(0xE0_80_80)));
    // Four bits, six and six. First the last six and 64 times those before them, then these and 4,096 times the four.
    let bits = _mm256_and_si256(bytes, all(0x0F_3F_3F));
    let chars = _mm256_madd_epi16(_mm256_maddubs_epi16(bits, all(0x01_40_01)), all(0x1000_0001));
    let cells = gather_cells(table, chars);

    // Where it ends is guessed as a branch, not worked out: each step would wait for the one before it. And the bytes alone say it soon; that
    // a cell stops it is rare.
    let mut taken = if long == 0xFF {
        8
    } else {
        black_box((!long).trailing_zeros())
    };
    let from = |limit: u16| set_of(_mm256_cmpgt_epi32(cells, all(u32::from(limit) - 1)));
    let hard = from(HARD);
    if hard != 0 {
        taken = taken.min(black_box(hard.trailing_zeros()));
    }
    let plain = !from(SPECIAL) & ((1 << taken) - 1);
    let end = from(ENDS) & ((1 << taken) - 1);
    let places = _mm256_add_epi32(all(place), _mm256_setr_epi32(0, 12, 24, 36, 48, 60, 72, 84));
    store(codes, to_front(cells, plain));
    store(at, to_front(places, plain));
    store(ends, to_front(places, end));
    Taken {
        chars: taken as usize,
        plain: plain.count_ones() as usize,
        ends: end.count_ones() as usize,
    }
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
fn sift_by_eights(
    (words, mask, spread): (&[u64], u32, u32),
    codes: &[u32],
    single: &Range<u32>,
    places: &mut [u16],
) -> (usize, usize) {
    assert!(mask as usize / 64 < words.len());
    let (mut done, mut count) = (0, 0);
    while let Some(both) = codes[done..].first_chunk::<9>()
        && let Some(room) = places[count..].first_chunk_mut::<8>()
    {
        let [first @ .., _] = both;
        let [_, second @ ..] = both;
        let (first, second) = (load(first), load(second));
        let hash = _mm256_add_epi32(_mm256_mullo_epi32(first, all(spread)), second);
        let hash = _mm256_and_si256(hash, all(mask));
        // SAFETY: a hash is not above the mask, so that its bit lies in one of the words, as was made sure of above. x86 puts the
        // lower half of a word first, so the 32 bits in which it lies are the ones of its number, and it is below 2^27.
        let bits = unsafe { _mm256_i32gather_epi32::<4>(words.as_ptr().cast(), _mm256_srli_epi32::<5>(hash)) };
        // The bit becomes the sign.
        let mut hits = set_of(_mm256_sllv_epi32(bits, _mm256_andnot_si256(hash, all(31))));
        if !single.is_empty() {
            let behind = _mm256_sub_epi32(first, all(single.start));
            let last = all(single.end - single.start - 1);
            hits |= set_of(_mm256_cmpeq_epi32(_mm256_min_epu32(behind, last), behind));
        }
        let numbers = _mm_cvtepu8_epi16(lanes(hits));
        store_places(room, _mm_add_epi16(numbers, _mm_set1_epi16(done as i16)));
        count += hits.count_ones() as usize;
        done += 8;
    }
    (done, count)
}

/// For each set of lanes their numbers, a byte each, from the lowest on.
static LANES: [u64; 256] = {
    let mut all = [0; 256];
    let mut set = 0;
    while set < 256 {
        let (mut lane, mut shift) = (0, 0);
        while lane < 8 {
            if set >> lane & 1 != 0 {
                all[set] |= lane << shift;
                shift += 8;
            }
            lane += 1;
        }
        set += 1;
    }
    all
};

#[target_feature(enable = "avx2")]
#[inline]
fn lanes(set: u32) -> __m128i {
    _mm_cvtsi64_si128(LANES[set as usize & 0xFF].cast_signed())
}

/// Moves the lanes of a set to the front.
#[target_feature(enable = "avx2")]
#[inline]
fn to_front(of: __m256i, set: u32) -> __m256i {
    _mm256_permutevar8x32_epi32(of, _mm256_cvtepu8_epi32(lanes(set)))
}

/// The set of lanes with a sign.
#[target_feature(enable = "avx2")]
#[inline]
fn set_of(signs: __m256i) -> u32 {
    _mm256_movemask_ps(_mm256_castsi256_ps(signs)).cast_unsigned()
}

#[target_feature(enable = "avx2")]
#[inline]
fn all(lane: u32) -> __m256i {
    _mm256_set1_epi32(lane.cast_signed())
}

/// The cells of characters of the basic plane: a gather reads four bytes, the ones of the cell before it and its own.
#[target_feature(enable = "avx2")]
#[inline]
fn gather_cells(table: &[u16; BASIC], chars: __m256i) -> __m256i {
    // U+0000 has none before it, and one byte: it does not come here but in lanes that are not asked for.
    let chars = _mm256_and_si256(_mm256_max_epu32(chars, all(1)), all(0xFFFF));
    // SAFETY: each number is between 0 and BASIC - 2, so that its cell and the next one lie in the table.
    let both = unsafe { _mm256_i32gather_epi32::<2>(table.as_ptr().cast(), _mm256_sub_epi32(chars, all(1))) };
    _mm256_srli_epi32::<16>(both)
}

/// Twelve bytes and four more, and twelve and four behind those twelve.
#[target_feature(enable = "avx2")]
#[inline]
fn load_window(window: &[u8; WINDOW]) -> __m256i {
    let half = |bytes: &[u8]| {
        let bytes: &[u8; 16] = bytes.try_into().expect("both halves are of sixteen bytes");
        // SAFETY: sixteen bytes are what is loaded, which may lie at any address.
        unsafe { _mm_loadu_si128(std::ptr::from_ref(bytes).cast()) }
    };
    _mm256_inserti128_si256::<1>(_mm256_castsi128_si256(half(&window[..16])), half(&window[WINDOW - 16..]))
}

#[target_feature(enable = "avx2")]
#[inline]
fn load(from: &[u32; 8]) -> __m256i {
    // SAFETY: eight numbers are what is loaded, which may lie at any address.
    unsafe { _mm256_loadu_si256(std::ptr::from_ref(from).cast()) }
}

#[target_feature(enable = "avx2")]
#[inline]
fn store(to: &mut [u32; 8], lanes: __m256i) {
    // SAFETY: eight numbers are what is stored, at any address.
    unsafe { _mm256_storeu_si256(std::ptr::from_mut(to).cast(), lanes) }
}

#[target_feature(enable = "avx2")]
#[inline]
fn store_places(to: &mut [u16; 8], lanes: __m128i) {
    // SAFETY: eight numbers are what is stored, at any address.
    unsafe { _mm_storeu_si128(std::ptr::from_mut(to).cast(), lanes) }
}

#[cfg(test)]
mod tests;
