//! The words under which a text is found: lemmas in the order of the text, each with the bytes that it stands for.
//!
//! A lemma may give several words ("министр-президент" gives two). Words are lower-case letters and digits alone, ё as
//! е, marks over letters left out: what the index cannot part further.

use std::io;

use legation_text::Span;

use crate::wire;

/// Words of the index and where they stand in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lemmas {
    words: String,
    spans: Vec<Span>,
}

impl Lemmas {
    /// Adds the lemma of the token at `span`.
    pub fn push(&mut self, lemma: &str, span: Span) {
        for word in words(lemma) {
            if !self.words.is_empty() {
                self.words.push(' ');
            }
            self.words.push_str(&word);
            self.spans.push(span);
        }
    }

    /// The words, parted by single spaces.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Words with the bytes of the text that they stand for.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Span)> {
        self.words.split(' ').zip(self.spans.iter().copied())
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Packed: length of the words, the words, then for each the bytes since the last one began and its length.
    pub(crate) fn pack(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.words.len() + self.spans.len() * 2 + 8);
        number(self.words.len() as u32, &mut bytes);
        bytes.extend_from_slice(self.words.as_bytes());
        let mut at = 0;
        for span in &self.spans {
            number(span.start.saturating_sub(at), &mut bytes);
            number(span.end - span.start, &mut bytes);
            at = span.start;
        }
        wire::squeeze(&bytes)
    }

    /// What was packed.
    pub(crate) fn unpack(packed: &[u8]) -> io::Result<Self> {
        let broken = || io::Error::other("broken list of lemmas");
        let bytes = wire::stretch(packed)?;
        let mut rest = bytes.as_slice();
        let length = read(&mut rest).ok_or_else(broken)? as usize;
        let words = rest.get(..length).and_then(|w| std::str::from_utf8(w).ok()).ok_or_else(broken)?;
        rest = &rest[length..];
        let mut lemmas = Self { words: words.to_owned(), ..Self::default() };
        let mut at = 0u32;
        for _ in words.split(' ').filter(|w| !w.is_empty()) {
            let (gap, length) = read(&mut rest).zip(read(&mut rest)).ok_or_else(broken)?;
            at = at.checked_add(gap).ok_or_else(broken)?;
            lemmas.spans.push(Span::new(at, at.checked_add(length).ok_or_else(broken)?));
        }
        Ok(lemmas)
    }
}

/// The words that a lemma, or a form, is looked for by.
pub fn words(lemma: &str) -> impl Iterator<Item = String> + '_ {
    let parts = lemma.split(|c: char| !c.is_alphanumeric() && !is_mark(c));
    parts.map(fold).filter(|w| !w.is_empty())
}

fn fold(part: &str) -> String {
    let lower = part.chars().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase);
    lower.map(|c| if c == 'ё' { 'е' } else { c }).filter(|c| c.is_alphanumeric()).collect()
}

/// Accents set over a letter.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Seven bits a byte, the lowest first.
fn number(mut n: u32, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

fn read(bytes: &mut &[u8]) -> Option<u32> {
    let mut n = 0u32;
    for shift in (0..32).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(n);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_loses_nothing() {
        let mut lemmas = Lemmas::default();
        for (i, lemma) in ["министр-президент", "сказать", ",", "2024", "самолёт"].iter().enumerate()
        {
            lemmas.push(lemma, Span::of(i * 300, i * 300 + 9));
        }
        assert_eq!(lemmas.words(), "министр президент сказать 2024 самолет");
        assert_eq!(lemmas.len(), 5);
        assert_eq!(Lemmas::unpack(&lemmas.pack().expect("packs")).expect("unpacks"), lemmas);
        assert_eq!(Lemmas::unpack(&Lemmas::default().pack().expect("packs")).expect("unpacks").len(), 0);
    }

    #[test]
    fn broken_packing_is_an_error() {
        let mut lemmas = Lemmas::default();
        lemmas.push("мир", Span::new(0, 6));
        let packed = lemmas.pack().expect("packs");
        assert!(Lemmas::unpack(&packed[..packed.len() / 2]).is_err());
        assert!(Lemmas::unpack(&wire::squeeze(&[200, 1, b'a']).expect("packs")).is_err());
    }

    #[test]
    fn accents_and_signs_are_left_out() {
        assert_eq!(words("Мину\u{301}ты").collect::<Vec<_>>(), ["минуты"]);
        assert_eq!(words("U.S.").collect::<Vec<_>>(), ["u", "s"]);
        assert_eq!(words("–").count(), 0);
    }
}
