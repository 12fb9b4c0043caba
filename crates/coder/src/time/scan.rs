//! Words, numbers and marks of a stretch of text, with what each can mean in a time expression.

use legation_model::Lang;
use legation_text::Span;

use super::words::{Sense, Words};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Digits: value and how many there are.
    Number(i32, u8),
    /// A word.
    Word,
    /// Any other character but white space.
    Mark(char),
}

/// A piece of text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bit {
    pub(crate) span: Span,
    pub(crate) piece: Piece,
    pub(crate) senses: &'static [Sense],
    /// First letter is a capital.
    pub(crate) capital: bool,
    /// Nothing stands between it and the piece before it.
    pub(crate) glued: bool,
}

impl Bit {
    pub(crate) fn find<T>(&self, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.senses.iter().copied().find_map(pick)
    }

    pub(crate) fn is(&self, sense: Sense) -> bool {
        self.senses.contains(&sense)
    }

    pub(crate) fn mark(&self, marks: &str) -> bool {
        matches!(self.piece, Piece::Mark(c) if marks.contains(c))
    }
}

/// Cuts `span` of `text` into pieces.
pub(crate) fn scan(text: &str, span: Span, lang: Lang) -> Vec<Bit> {
    let words = Words::of(lang);
    let source = span.slice(text);
    let bytes = source.as_bytes();
    let mut bits: Vec<Bit> = Vec::with_capacity(source.len() / 6);
    let mut low = String::with_capacity(64);
    let (mut at, mut glued) = (0, false);
    while at < bytes.len() {
        let start = at;
        let Some(first) = char_at(source, at) else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            glued = false;
            continue;
        }
        let mut senses: &'static [Sense] = &[];
        let piece = if first.is_ascii_digit() {
            let mut value: i32 = 0;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                value = value.saturating_mul(10).saturating_add(i32::from(bytes[at] - b'0'));
                at += 1;
            }
            Piece::Number(value, u8::try_from(at - start).unwrap_or(u8::MAX))
        } else if first.is_alphabetic() {
            at = word_end(source, at);
            if at - start <= words.longest() + 2 {
                lower(&source[start..at], &mut low);
                senses = words.get(&low);
            }
            Piece::Word
        } else {
            at += first.len_utf8();
            Piece::Mark(first)
        };
        bits.push(Bit {
            span: Span::of(span.start as usize + start, span.start as usize + at),
            piece,
            senses,
            capital: first.is_uppercase(),
            glued: glued && !bits.is_empty(),
        });
        glued = true;
    }
    bits
}

fn char_at(source: &str, at: usize) -> Option<char> {
    let byte = *source.as_bytes().get(at)?;
    if byte.is_ascii() { Some(byte as char) } else { source.get(at..)?.chars().next() }
}

/// End of the word that starts at `at`; a hyphen ends it, so that "mid-June" is two words.
fn word_end(source: &str, mut at: usize) -> usize {
    let roman = at;
    while let Some(c) = char_at(source, at) {
        // "Q3" is one word, "5th" and "24го" are a number and a word.
        let quarter =
            c.is_ascii_digit() && at == roman + 1 && matches!(source.as_bytes()[roman] | 32, b'q' | b'h');
        if !(c.is_alphabetic() || quarter || c == '\u{301}') {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Lower case with ё as е.
fn lower(word: &str, out: &mut String) {
    out.clear();
    for c in word.chars() {
        match c {
            'ё' | 'Ё' => out.push('е'),
            'а'..='я' => out.push(c),
            'А'..='Я' => out.push(char::from_u32(c as u32 + 32).unwrap_or(c)),
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ => out.extend(c.to_lowercase()),
        }
    }
}
