//! Letters and words, quickly: the tables of the standard library are slow for Cyrillic, the usual hash for short words.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Whether `c` is a letter.
pub(crate) fn letter(c: char) -> bool {
    match c {
        'a'..='z'
        | 'A'..='Z'
        | '\u{400}'..='\u{481}'
        | '\u{48a}'..='\u{52f}'
        | '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}' => true,
        // Dashes and quotation marks are frequent, and slow to look up.
        '\u{2000}'..='\u{206f}' => false,
        _ if c.is_ascii() => false,
        _ => c.is_alphabetic(),
    }
}

/// The first byte at or after `from` that is not ASCII, or the end.
pub(crate) fn wide(text: &str, from: usize) -> usize {
    const STEP: usize = 64;
    let bytes = text.as_bytes();
    let mut at = from;
    while bytes.get(at..at + STEP).is_some_and(<[u8]>::is_ascii) {
        at += STEP;
    }
    bytes[at..].iter().position(|b| !b.is_ascii()).map_or(bytes.len(), |i| at + i)
}

/// Whether `c` is a sign of a script that sets no spaces between words.
pub(crate) fn syllable(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether `c` is a letter of an alphabet that sets neither spaces between words nor marks behind sentences (Thai, Lao, Burmese, Khmer).
pub(crate) fn unspaced(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e4e}' | '\u{e81}'..='\u{ecd}' | '\u{1000}'..='\u{103f}' | '\u{1780}'..='\u{17d3}')
}

/// Whether `c` ends a sentence.
pub(crate) fn stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '։')
}

/// Whether `c` is a capital.
pub(crate) fn capital(c: char) -> bool {
    match c {
        'A'..='Z' | '\u{400}'..='\u{42f}' => true,
        '\u{430}'..='\u{45f}' => false,
        _ if c.is_ascii() => false,
        _ => c.is_uppercase(),
    }
}

/// Adds `c` in lower case to `out`.
pub(crate) fn push_lower(out: &mut String, c: char) {
    match c {
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        '\u{430}'..='\u{45f}' => out.push(c),
        '\u{410}'..='\u{42f}' => out.push(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
        '\u{400}'..='\u{40f}' => out.push(char::from_u32(c as u32 + 0x50).unwrap_or(c)),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Hands on runs of ASCII at once and other characters one by one.
pub(crate) fn runs(text: &str, mut each: impl FnMut(Piece<'_>)) {
    let mut at = 0;
    while at < text.len() {
        let next = wide(text, at);
        if next > at {
            each(Piece::Run(&text[at..next]));
        }
        let Some(c) = text[next..].chars().next() else { return };
        each(Piece::Wide(c));
        at = next + c.len_utf8();
    }
}

/// A piece of a text.
pub(crate) enum Piece<'t> {
    /// A run of ASCII.
    Run(&'t str),
    /// Any other character.
    Wide(char),
}

/// Adds ASCII in lower case to `out`.
fn push_run(out: &mut String, run: &str) {
    let from = out.len();
    out.push_str(run);
    if let Some(new) = out.get_mut(from..) {
        new.make_ascii_lowercase();
    }
}

/// `text` in lower case.
pub(crate) fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    runs(text, |piece| match piece {
        Piece::Run(run) => push_run(&mut out, run),
        Piece::Wide(c) => push_lower(&mut out, c),
    });
    out
}

/// `text` in lower case with `е` for `ё` and `i` for the dotted capital.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let letter = |c| match c {
        'ё' | 'Ё' => 'е',
        'İ' => 'i',
        _ => c,
    };
    runs(text, |piece| match piece {
        Piece::Run(run) => push_run(&mut out, run),
        Piece::Wide(c) => push_lower(&mut out, letter(c)),
    });
    out
}

/// A hash for words of fixed lists. Nobody can fill these lists from outside, so it need not withstand attacks.
#[derive(Default, Clone, Copy)]
pub(crate) struct WordHash(u64);

impl Hasher for WordHash {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        // The high bits are the good ones, the table looks at the low ones.
        self.0.rotate_left(26)
    }
}

/// A table by words of a fixed list.
pub(crate) type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHash>>;
/// A fixed list of words.
pub(crate) type WordSet = HashSet<&'static str, BuildHasherDefault<WordHash>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wide_byte_is_found_behind_whatever_stands_before() {
        for length in 0..200 {
            let text = format!("{}ж", "a".repeat(length));
            for from in 0..=length {
                assert_eq!(wide(&text, from), length);
            }
            assert_eq!(wide(&text, text.len()), text.len());
            assert_eq!(wide(&text[..length], 0), length);
        }
    }

    #[test]
    fn as_the_standard_library_has_it() {
        for c in ('\0'..='\u{2fff}').filter(|c| *c != 'Σ') {
            assert_eq!(letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(capital(c), c.is_uppercase(), "{c:?}");
            assert_eq!(lower(&c.to_string()), c.to_lowercase().to_string(), "{c:?}");
        }
        assert_eq!(plain("Ёлка, ЕЩЁ, İlgili"), "елка, еще, ilgili");
    }
}
