//! The hashes that number words and pick rows of embedding tables.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Strings that spaCy numbers by hand.
const SYMBOLS: &str = include_str!("../../../../lexicon/nlp/spacy/symbols.tsv");

/// `MurmurHash64A` with seed 1.
pub(crate) fn murmur64(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut h = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let (chunks, tail) = bytes.as_chunks::<8>();
    for chunk in chunks {
        let mut k = u64::from_le_bytes(*chunk).wrapping_mul(M);
        k = (k ^ (k >> 47)).wrapping_mul(M);
        h = (h ^ k).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        h = (h ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    h = (h ^ (h >> 47)).wrapping_mul(M);
    h ^ (h >> 47)
}

/// Number of a string: a symbol's own, else its hash; 0 for the empty string.
pub fn string_id(text: &str) -> u64 {
    static TABLE: OnceLock<HashMap<&str, u64>> = OnceLock::new();
    if text.is_empty() {
        return 0;
    }
    let table = TABLE.get_or_init(|| {
        SYMBOLS
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once('\t'))
            .filter_map(|(name, id)| Some((name, id.parse().ok()?)))
            .collect()
    });
    table.get(text).copied().unwrap_or_else(|| murmur64(text.as_bytes()))
}

/// The four numbers that pick the rows of an embedding table: `MurmurHash3` of one 64-bit key, as thinc has it.
pub(crate) fn row_keys(key: u64, seed: u32) -> [u32; 4] {
    const A: u64 = 0xff51_afd7_ed55_8ccd;
    const B: u64 = 0xc4ce_b9fe_1a85_ec53;
    let mix = |mut h: u64| {
        h = (h ^ (h >> 33)).wrapping_mul(A);
        h = (h ^ (h >> 33)).wrapping_mul(B);
        h ^ (h >> 33)
    };
    let seed = u64::from(seed);
    let mut h1 = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= seed ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = mix(h1);
    h2 = mix(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_get_the_numbers_that_spacy_gives() {
        assert_eq!(string_id(""), 0);
        assert_eq!(string_id("coffee"), 3_197_928_453_018_144_401);
        assert_eq!(string_id("adj"), 12_401_032_943_472_870_168);
        assert_eq!(string_id("punct"), 445);
    }
}
