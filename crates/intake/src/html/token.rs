//! Bytes of markup to tags and text, each with its place. Never fails: what is no tag is text.

use legation_text::Span;
use memchr::{memchr, memchr2, memmem};

use super::tag::Tag;

/// A piece of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token {
    /// Characters, entities still encoded.
    Text(Span),
    /// A start tag; `attributes` is what stands between its name and its end.
    Open { tag: Tag, attributes: Span, closed: bool },
    /// An end tag.
    Close { tag: Tag },
}

/// Cuts `source` into tokens. Comments, declarations and processing instructions are passed over.
pub(crate) struct Tokens<'s> {
    source: &'s str,
    at: usize,
    /// The element whose content is characters only.
    inside: Option<&'s str>,
    /// Bytes that were looked through for ends of tags that have none.
    wasted: usize,
}

/// The most bytes that one tag may have; a longer one is text.
const LONGEST_TAG: usize = 1 << 20;
/// The same, once much was looked through in vain: a page made to waste time.
const SHORTEST_TAG: usize = 512;
const WASTE: usize = 32 << 20;

impl<'s> Tokens<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        Self { source, at: 0, inside: None, wasted: 0 }
    }

    /// Text up to the end tag of the element that holds only characters.
    fn characters(&mut self, name: &'s str) -> Option<Token> {
        self.inside = None;
        let rest = &self.source.as_bytes()[self.at..];
        let mut from = 0;
        let end = loop {
            match memmem::find(&rest[from..], b"</").map(|i| from + i) {
                Some(i)
                    if rest[i + 2..].len() >= name.len()
                        && rest[i + 2..i + 2 + name.len()].eq_ignore_ascii_case(name.as_bytes()) =>
                {
                    break i;
                }
                Some(i) => from = i + 2,
                None => break rest.len(),
            }
        };
        let span = Span::of(self.at, self.at + end);
        self.at += end;
        (!span.is_empty()).then_some(Token::Text(span))
    }

    /// What follows a `<` at `at`: a token, or `None` where it is passed over (and `self.at` moved) or is no tag.
    fn markup(&mut self) -> Option<Token> {
        let bytes = self.source.as_bytes();
        let from = self.at;
        let first = *bytes.get(from + 1)?;
        if first == b'!' || first == b'?' {
            let end = if bytes[from..].starts_with(b"<!--") {
                memmem::find(&bytes[from + 4..], b"-->").map_or(bytes.len(), |i| from + 4 + i + 3)
            } else {
                memchr(b'>', &bytes[from..]).map_or(bytes.len(), |i| from + i + 1)
            };
            self.at = end;
            return None;
        }
        let closing = first == b'/';
        let name_at = from + 1 + usize::from(closing);
        if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let name_end = name_at
            + bytes[name_at..]
                .iter()
                .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'<'))
                .unwrap_or(bytes.len() - name_at);
        let name = self.source.get(name_at..name_end)?;
        let most = if self.wasted > WASTE { SHORTEST_TAG } else { LONGEST_TAG };
        let Some(end) = tag_end(bytes, name_end, most) else {
            self.wasted += most.min(bytes.len() - name_end);
            return None;
        };
        self.at = end;
        let tag = Tag::of(name);
        if closing {
            return Some(Token::Close { tag });
        }
        let inner = &bytes[name_end..end];
        let closed = inner.ends_with(b"/>");
        let attributes = Span::of(name_end, end - usize::from(inner.ends_with(b">")) - usize::from(closed));
        if tag.raw_text() && !closed {
            self.inside = Some(name);
        }
        Some(Token::Open { tag, attributes, closed })
    }
}

/// One past the `>` that ends a tag, quoted values passed over; `None` where there is none near enough.
fn tag_end(bytes: &[u8], from: usize, most: usize) -> Option<usize> {
    let limit = bytes.len().min(from + most);
    let mut at = from;
    // A quote opens a value only after an equals sign.
    while at < limit {
        match bytes[at] {
            b'>' => return Some(at + 1),
            b'=' => {
                at += 1;
                while at < limit && bytes[at].is_ascii_whitespace() {
                    at += 1;
                }
                if let Some(quote @ (b'"' | b'\'')) = bytes.get(at).copied() {
                    match memchr(quote, &bytes[at + 1..limit]) {
                        Some(i) => at += i + 2,
                        // The quote is never closed: the tag ends at the next bracket.
                        None => return memchr(b'>', &bytes[at..limit]).map(|i| at + i + 1),
                    }
                }
            }
            _ => at += 1,
        }
    }
    None
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            if let Some(name) = self.inside
                && let Some(token) = self.characters(name)
            {
                return Some(token);
            }
            let bytes = self.source.as_bytes();
            if self.at >= bytes.len() {
                return None;
            }
            let from = self.at;
            if bytes[from] == b'<' {
                if let Some(token) = self.markup() {
                    return Some(token);
                }
                if self.at > from {
                    continue;
                }
            }
            // Text up to the next bracket; one that opens no tag is part of it.
            let step = usize::from(bytes[from] == b'<');
            let end = memchr(b'<', &bytes[from + step..]).map_or(bytes.len(), |i| from + step + i);
            self.at = end;
            return Some(Token::Text(Span::of(from, end)));
        }
    }
}

/// Name and value of each attribute of a start tag.
pub(crate) fn attributes(source: &str, span: Span) -> impl Iterator<Item = (&str, &str)> {
    let text = span.slice(source);
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes[at..].iter().position(|b| !(b.is_ascii_whitespace() || *b == b'/'))?;
        // A name has one character at least, whatever it is.
        let first = if bytes[at].is_ascii() { 1 } else { text[at..].chars().next()?.len_utf8() };
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'/');
        let name_end = until(bytes, at + first, ends);
        let name = &text[at..name_end];
        let equals = blank(text, name_end);
        if bytes.get(equals) != Some(&b'=') {
            at = name_end;
            return Some((name, ""));
        }
        let value = blank(text, equals + 1);
        if let Some(quote @ (b'"' | b'\'')) = bytes.get(value).copied() {
            let end = memchr(quote, &bytes[value + 1..]).map_or(bytes.len(), |i| value + 1 + i);
            at = (end + 1).min(bytes.len());
            return Some((name, &text[value + 1..end]));
        }
        at = until(bytes, value, u8::is_ascii_whitespace);
        Some((name, &text[value..at]))
    })
}

/// The first place at or after `from` that `stop` holds for, or the end.
fn until(bytes: &[u8], from: usize, stop: impl Fn(&u8) -> bool) -> usize {
    bytes[from..].iter().position(stop).map_or(bytes.len(), |i| from + i)
}

/// The first place at or after `from` without white space.
fn blank(text: &str, from: usize) -> usize {
    match text.as_bytes().get(from) {
        Some(b'!'..=b'~') | None => from,
        _ => text.len() - text[from..].trim_start().len(),
    }
}

/// Whether a text holds markup at all: a start tag that pages have.
pub(crate) fn is_page(text: &str) -> bool {
    let bytes = text.as_bytes();
    let head = &bytes[..bytes.len().min(4096)];
    let mut from = 0;
    let mut tags = 0;
    while let Some(at) = memchr2(b'<', b'<', &head[from..]).map(|i| from + i) {
        let rest = &head[at + 1..];
        let name: Vec<u8> = rest.iter().take(8).map(u8::to_ascii_lowercase).collect();
        if name.starts_with(b"!doctype")
            || name.starts_with(b"html")
            || name.starts_with(b"head")
            || name.starts_with(b"body")
        {
            return true;
        }
        if [
            b"div".as_slice(),
            b"p>",
            b"p ",
            b"meta",
            b"script",
            b"title",
            b"link ",
            b"article",
            b"span",
            b"h1",
            b"br",
        ]
        .iter()
        .any(|n| name.starts_with(n))
        {
            tags += 1;
        }
        from = at + 1;
    }
    tags >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(page: &str) -> Vec<String> {
        Tokens::new(page)
            .map(|t| match t {
                Token::Text(s) => s.slice(page).to_owned(),
                Token::Open { tag, attributes: a, .. } => format!("<{tag:?}{}", a.slice(page)),
                Token::Close { tag } => format!("/{tag:?}"),
            })
            .collect()
    }

    #[test]
    fn tags_text_and_what_is_neither() {
        assert_eq!(
            told("<!doctype html><P class='a>b'>x < y & 2<3<!-- <p> --><br/>z</P"),
            ["<P class='a>b'", "x ", "< y & 2", "<3", "<Br", "z", "</P"]
        );
        assert_eq!(
            told("<script>if (a</b) '</p>'</SCRIPT >t"),
            ["<Script", "if (a</b) '</p>'", "/Script", "t"]
        );
        assert_eq!(told("<a href=\"x>y"), ["<A href=\"x", "y"]);
        assert_eq!(told("<"), ["<"]);
    }

    #[test]
    fn attributes_in_every_style() {
        let tag = " id=one class = 'two three' data-x=\"4\" hidden /";
        let got: Vec<_> = attributes(tag, Span::of(0, tag.len())).collect();
        assert_eq!(got, [("id", "one"), ("class", "two three"), ("data-x", "4"), ("hidden", "")]);
    }
}
