//! The first sieve: which two characters may follow one another at the start of a literal.

/// A bitmap of hashed pairs of codes. A pair that was put in is always reported; another one rarely.
#[derive(Clone, Debug)]
pub(super) struct Pairs {
    bits: Vec<u64>,
    shift: u32,
}

impl Pairs {
    /// Room for `count` pairs at 1 bit in 16 or fewer.
    pub(super) fn with_room_for(count: usize) -> Pairs {
        let bits = (count * 16).next_power_of_two().clamp(1 << 12, 1 << 26);
        Pairs {
            bits: vec![0; bits / 64],
            shift: 32 - bits.trailing_zeros(),
        }
    }

    fn hash(&self, first: u32, second: u32) -> usize {
        (((first.wrapping_mul(0x9E37_79B1)) ^ second.wrapping_mul(0x85EB_CA77)) >> self.shift) as usize
    }

    pub(super) fn insert(&mut self, first: u32, second: u32) {
        let at = self.hash(first, second);
        self.bits[at / 64] |= 1 << (at % 64);
    }

    /// Whether the pair may have been put in.
    #[inline]
    pub(super) fn may_hold(&self, first: u32, second: u32) -> bool {
        let at = self.hash(first, second);
        self.bits[at / 64] >> (at % 64) & 1 != 0
    }

    /// Bytes of heap in use.
    pub(super) fn memory(&self) -> usize {
        self.bits.len() * 8
    }
}
