//! spaCy's tokenizer: white space, affixes peeled off, exceptions, infixes.

use std::collections::HashMap;

use legation_text::Span;

use super::affix::{Class, Pattern};
use super::hash::string_id;
use super::meta::TokenizerMeta;
use super::url::is_url;

/// A token; white space is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text.
    pub span: Span,
    /// Number of the norm that an exception gives.
    pub norm: Option<u64>,
    /// Whether white space follows.
    pub spaced: bool,
}

/// A piece of a chunk: its length in characters and its norm.
type Piece = (usize, Option<u64>);

/// Chunks that a worker has seen, with their pieces.
#[derive(Debug, Default)]
pub(crate) struct ChunkMemo {
    seen: HashMap<String, Box<[Piece]>>,
}

/// Chunks kept before the memory is emptied.
const MEMO: usize = 1 << 15;

/// A compiled tokenizer.
#[derive(Debug, Default)]
pub(crate) struct Tokenizer {
    prefix: Pattern,
    suffix: Pattern,
    infix: Pattern,
    tld: Class,
    specials: HashMap<String, Vec<Piece>>,
    /// Exceptions that the affixes would tear apart, as the pieces they would leave, by the first piece.
    torn: HashMap<String, Vec<Vec<String>>>,
}

impl Tokenizer {
    pub(crate) fn new(meta: &TokenizerMeta) -> Self {
        let specials = meta
            .exceptions
            .iter()
            .map(|(form, tokens)| {
                let pieces = tokens
                    .iter()
                    .map(|(t, norm)| (t.chars().count(), norm.as_deref().map(string_id)))
                    .collect();
                (form.clone(), pieces)
            })
            .collect();
        let mut out = Self {
            prefix: Pattern::parse(&meta.prefix),
            suffix: Pattern::parse(&meta.suffix),
            infix: Pattern::parse(&meta.infix),
            tld: Class::parse(&meta.tld),
            specials,
            torn: HashMap::new(),
        };
        for (form, _) in &meta.exceptions {
            let chars: Vec<char> = form.chars().collect();
            let torn = out.prefix.at(&chars, 0).is_some()
                || out.suffix.search(&chars).is_some()
                || out.infix.search(&chars).is_some();
            if torn && !chars.iter().any(|&c| is_space(c)) {
                let pieces = cut(&chars, &out.affixes(&chars, false));
                out.torn.entry(pieces[0].clone()).or_default().push(pieces);
            }
        }
        out
    }

    /// Tokens of `text[span]`, in order; everything but white space is covered.
    pub(crate) fn tokens(&self, text: &str, span: Span, memo: &mut ChunkMemo, out: &mut Vec<Token>) {
        let mut at = span.start as usize;
        let whole = span.slice(text);
        for chunk in whole.split(is_space) {
            let start = at;
            at += chunk.len();
            if !chunk.is_empty() {
                self.chunk(chunk, start, memo, out);
            }
            // Past the white space that ended the chunk.
            at += text.get(at..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        }
        for i in 1..out.len() {
            if out[i].span.start > out[i - 1].span.end {
                out[i - 1].spaced = true;
            }
        }
    }

    fn chunk(&self, chunk: &str, start: usize, memo: &mut ChunkMemo, out: &mut Vec<Token>) {
        if !memo.seen.contains_key(chunk) {
            if memo.seen.len() >= MEMO {
                memo.seen.clear();
            }
            let chars: Vec<char> = chunk.chars().collect();
            let pieces = self.mend(&chars, self.affixes(&chars, true));
            memo.seen.insert(chunk.to_owned(), pieces.into());
        }
        let Some(pieces) = memo.seen.get(chunk) else { return };
        let mut at = start;
        let mut rest = chunk;
        for &(count, norm) in pieces {
            let len = rest.char_indices().nth(count).map_or(rest.len(), |(i, _)| i);
            out.push(Token { span: Span::of(at, at + len), norm, spaced: false });
            rest = &rest[len..];
            at += len;
        }
    }

    fn special(&self, chars: &[char]) -> Option<&Vec<Piece>> {
        // The longest exception of any language is far shorter.
        if chars.is_empty() || chars.len() > 40 {
            return None;
        }
        self.specials.get(&chars.iter().collect::<String>())
    }

    /// Peels prefixes and suffixes off, then splits what is left.
    fn affixes(&self, chars: &[char], with_specials: bool) -> Vec<Piece> {
        let special = |part: &[char]| if with_specials { self.special(part) } else { None };
        let (mut low, mut high) = (0, chars.len());
        let mut front: Vec<Piece> = Vec::new();
        let mut back: Vec<Piece> = Vec::new();
        let mut last = 0;
        while low < high && high - low != last {
            let part = &chars[low..high];
            if special(part).is_some() {
                break;
            }
            last = part.len();
            let pre = self.prefix.at(part, 0).unwrap_or(0);
            if pre > 0 && special(&part[pre..]).is_some() {
                front.push((pre, None));
                low += pre;
                break;
            }
            let suf = self.suffix.search(&part[pre..]).map_or(0, |(start, end)| end - start);
            if suf > 0 && special(&part[..part.len() - suf]).is_some() {
                back.push((suf, None));
                high -= suf;
                break;
            }
            if pre > 0 {
                front.push((pre, None));
                low += pre;
            }
            if suf > 0 {
                back.push((suf, None));
                high -= suf;
            }
        }
        let middle = &chars[low..high];
        if let Some(pieces) = special(middle) {
            front.extend(pieces);
        } else if !middle.is_empty() {
            if is_url(middle, &self.tld) {
                front.push((middle.len(), None));
            } else {
                self.infixes(middle, &mut front);
            }
        }
        front.extend(back.into_iter().rev());
        front
    }

    fn infixes(&self, chars: &[char], out: &mut Vec<Piece>) {
        let (mut start, mut at) = (0, 0);
        while at < chars.len() {
            match self.infix.at(chars, at) {
                Some(end) if end > at => {
                    // An infix at the very beginning splits nothing off.
                    if at > 0 {
                        if at > start {
                            out.push((at - start, None));
                        }
                        out.push((end - at, None));
                        start = end;
                    }
                    at = end;
                }
                _ => at += 1,
            }
        }
        if start < chars.len() {
            out.push((chars.len() - start, None));
        }
    }

    /// Puts exceptions together again that the affixes have torn apart, the longest first.
    fn mend(&self, chars: &[char], pieces: Vec<Piece>) -> Vec<Piece> {
        if pieces.len() < 2 {
            return pieces;
        }
        let forms = cut(chars, &pieces);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for start in 0..forms.len() {
            for parts in self.torn.get(&forms[start]).into_iter().flatten() {
                if forms[start..].starts_with(parts) {
                    found.push((start, start + parts.len()));
                }
            }
        }
        if found.is_empty() {
            return pieces;
        }
        found.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
        let mut taken = vec![false; forms.len()];
        let mut kept: Vec<(usize, usize)> = Vec::new();
        for (start, end) in found {
            if !taken[start] && !taken[end - 1] {
                kept.push((start, end));
            }
            taken[start..end].fill(true);
        }
        kept.sort_unstable();
        let mut out = Vec::with_capacity(pieces.len());
        let mut at = 0;
        for (start, end) in kept {
            out.extend(&pieces[at..start]);
            match self.specials.get(&forms[start..end].concat()) {
                Some(special) => out.extend(special),
                None => out.extend(&pieces[start..end]),
            }
            at = end;
        }
        out.extend(&pieces[at..]);
        out
    }
}

/// The strings of `pieces`.
fn cut(chars: &[char], pieces: &[Piece]) -> Vec<String> {
    let mut at = 0;
    pieces
        .iter()
        .map(|&(n, _)| {
            at += n;
            chars[at - n..at].iter().collect()
        })
        .collect()
}

/// White space as Python has it.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokenizer() -> Tokenizer {
        let pair = |a: &str, b: &str| (format!("{a}{b}"), vec![(a.to_owned(), None), (b.to_owned(), None)]);
        let one = |a: &str| (a.to_owned(), vec![(a.to_owned(), None)]);
        Tokenizer::new(&TokenizerMeta {
            prefix: r#"^\(|^"|^“|^\$|^\.\.+"#.to_owned(),
            suffix: r#"\)$|"$|”$|,$|'s$|\.\.+$|(?<=[0-9a-z)(?:"”)])\.$|(?<=[A-Z][A-Z])\.$"#.to_owned(),
            infix: r"\.\.+|(?<=[a-z0-9])(?:-|--)(?=[a-zA-Z])|(?<=[a-z])\.(?=[A-Z])".to_owned(),
            tld: "a-z".to_owned(),
            exceptions: vec![one("U.S."), one("Mr."), one("Jan."), pair("do", "n't")],
        })
    }

    fn words(text: &str) -> Vec<String> {
        let (mut memo, mut out) = (ChunkMemo::default(), Vec::new());
        tokenizer().tokens(text, Span::of(0, text.len()), &mut memo, &mut out);
        out.iter().map(|t| t.span.slice(text).to_owned()).collect()
    }

    #[test]
    fn affixes_and_exceptions() {
        assert_eq!(words("(Mr. Lee's “plan”)."), ["(", "Mr.", "Lee", "'s", "“", "plan", "”", ")", "."]);
        assert_eq!(words("the U.S., too."), ["the", "U.S.", ",", "too", "."]);
        assert_eq!(words("We don't."), ["We", "do", "n't", "."]);
        assert_eq!(words("well-known...so"), ["well", "-", "known", "...", "so"]);
        assert_eq!(words("see www.example.org/x-y now"), ["see", "www.example.org/x-y", "now"]);
    }

    #[test]
    fn torn_exceptions_are_mended() {
        assert_eq!(words("mid-Jan."), ["mid", "-", "Jan."]);
    }

    #[test]
    fn space_of_any_kind_separates() {
        assert_eq!(words(" a\u{a0}b\n\n c\t"), ["a", "b", "c"]);
        let text = "a b\u{2003}é";
        let mut out = Vec::new();
        tokenizer().tokens(text, Span::of(0, text.len()), &mut ChunkMemo::default(), &mut out);
        assert_eq!(out.iter().map(|t| t.spaced).collect::<Vec<_>>(), [true, true, false]);
    }
}
