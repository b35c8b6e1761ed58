//! Pseudonyms by a keyed hash.
//!
//! A plain hash hides nothing here: all eleven digits of all telephones are hashed in a minute. With a key that is kept secret, HMAC
//! (RFC 2104, with SHA-256) is a function that nobody else can evaluate, so the values cannot be tried out. What is so replaced is
//! still personal information for who holds the key (个人信息保护法 (2021) 73: 去标识化, not 匿名化).

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The caller's key for [`Mask::Hash`](super::Mask::Hash): at least 16 bytes by chance, kept secret.
#[derive(Clone, PartialEq, Eq)]
pub struct HashKey(Vec<u8>);

impl HashKey {
    /// The fewest bytes of a key.
    pub const LEAST: usize = 16;

    /// A key of these bytes; `None` if they are fewer than [`LEAST`](HashKey::LEAST).
    pub fn new(bytes: impl Into<Vec<u8>>) -> Option<HashKey> {
        let bytes = bytes.into();
        (bytes.len() >= HashKey::LEAST).then_some(HashKey(bytes))
    }

    /// Sixteen letters, 64 bits of the hash. Without digits and vowels, so that neither a number nor a word can come out.
    pub(super) fn pseudonym(&self, kind: &str, value: &str) -> String {
        const LETTERS: &[u8; 16] = b"bcdfghjkmnpqrtvw";
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        let bytes = mac.finalize().into_bytes();
        bytes[..8]
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .map(|half| char::from(LETTERS[usize::from(half)]))
            .collect()
    }
}

impl fmt::Debug for HashKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HashKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pseudonyms_hang_on_key_kind_and_value() {
        let key = HashKey::new(*b"0123456789abcdef").unwrap();
        let other = HashKey::new(*b"0123456789abcdeg").unwrap();
        let one = key.pseudonym("mobile", "13800138000");
        assert_eq!(one, key.pseudonym("mobile", "13800138000"));
        assert_eq!(one.len(), 16);
        for different in [
            other.pseudonym("mobile", "13800138000"),
            key.pseudonym("landline", "13800138000"),
            key.pseudonym("mobile", "13800138001"),
        ] {
            assert_ne!(one, different);
        }
        assert!(HashKey::new(*b"short").is_none());
        assert_eq!(format!("{key:?}"), "HashKey(…)");
    }
}
