//! XML as feeds have it: records cut out of a stream, their children, text. Nothing is asked to be well-formed.

use std::borrow::Cow;
use std::io;

use legation_intake::unescape;
use memchr::{memchr, memmem};

use crate::input::{Input, Reached};

/// A record of a stream.
pub(crate) struct Element {
    /// What stands between its tags; empty where it was too long.
    pub(crate) inner: Vec<u8>,
    /// First byte of its start tag.
    pub(crate) byte: u64,
    /// Whether it was longer than allowed.
    pub(crate) long: bool,
}

/// Cuts the elements of some names out of a stream; what stands outside of them is kept as its head, up to a limit.
pub(crate) struct Elements<'n> {
    names: &'n [&'n str],
    /// What stood before the first record.
    pub(crate) head: Vec<u8>,
    seen: bool,
}

/// The most that is kept of what stands outside of records.
const HEAD: usize = 64 * 1024;
/// The longest tag.
const TAG: usize = 64 * 1024;

/// A piece of a stream.
enum Piece {
    Open,
    Close,
    Other,
}

impl<'n> Elements<'n> {
    pub(crate) fn new(names: &'n [&'n str]) -> Self {
        Self { names, head: Vec::new(), seen: false }
    }

    /// The next record; `Ok(None)` at the end. A record without an end is an [`io::ErrorKind::UnexpectedEof`].
    pub(crate) fn next(&mut self, input: &mut Input<'_>, limit: usize) -> io::Result<Option<Element>> {
        let mut name: Option<String> = None;
        let mut element = Element { inner: Vec::new(), byte: 0, long: false };
        let mut nested = 0;
        let mut piece = Vec::new();
        loop {
            // Text up to the next tag.
            piece.clear();
            let room = if name.is_some() { limit } else { HEAD };
            let reached = input.until(b'<', |part| keep(&mut piece, part, room + 1))?;
            let tag_at = input.offset() - 1;
            if reached == Reached::End {
                if name.is_some() {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                return Ok(None);
            }
            piece.pop();
            self.store(&mut element, &piece, name.is_some(), limit);
            piece.clear();
            piece.push(b'<');
            let what = self.tag(input, &mut piece, room, name.as_deref())?;
            match (what, name.is_some()) {
                (Piece::Open, false) => {
                    self.seen = true;
                    element = Element { inner: Vec::new(), byte: tag_at, long: false };
                    name = Some(tag_name(&piece));
                    if piece.ends_with(b"/>") {
                        return Ok(Some(element));
                    }
                    continue;
                }
                (Piece::Open, true) if !piece.ends_with(b"/>") => nested += 1,
                (Piece::Close, true) if nested == 0 => return Ok(Some(element)),
                (Piece::Close, true) => nested -= 1,
                _ => {}
            }
            self.store(&mut element, &piece, name.is_some(), limit);
        }
    }

    fn store(&mut self, element: &mut Element, part: &[u8], inside: bool, limit: usize) {
        if inside {
            if element.inner.len() + part.len() > limit {
                element.long = true;
                element.inner = Vec::new();
            } else if !element.long {
                element.inner.extend_from_slice(part);
            }
        } else if !self.seen {
            keep(&mut self.head, part, HEAD);
        }
    }

    /// Takes the rest of a tag, comment or marked section whose `<` was taken.
    fn tag(
        &self,
        input: &mut Input<'_>,
        piece: &mut Vec<u8>,
        room: usize,
        inside: Option<&str>,
    ) -> io::Result<Piece> {
        let ahead = input.peek(8)?;
        let close: &[u8] = if ahead.starts_with(b"!--") {
            b"-->"
        } else if ahead.starts_with(b"![CDATA[") {
            b"]]>"
        } else {
            b">"
        };
        let room = if close.len() > 1 { room } else { TAG };
        // The last bytes, which may be more than what is kept.
        let mut tail = [0u8; 3];
        loop {
            let reached = input.until(b'>', |part| {
                keep(piece, part, room);
                for b in &part[part.len().saturating_sub(3)..] {
                    tail = [tail[1], tail[2], *b];
                }
            })?;
            if reached == Reached::End || tail.ends_with(close) {
                break;
            }
        }
        if close.len() > 1 {
            return Ok(Piece::Other);
        }
        let name = tag_name(piece);
        let wanted = inside.map_or_else(|| self.names.contains(&local(&name)), |n| n == name);
        Ok(match piece.get(1) {
            _ if !wanted => Piece::Other,
            Some(b'/') => Piece::Close,
            _ => Piece::Open,
        })
    }
}

fn keep(kept: &mut Vec<u8>, part: &[u8], room: usize) {
    // One byte more than allowed tells that there was more.
    let part = &part[..part.len().min((room + 1).saturating_sub(kept.len()))];
    kept.extend_from_slice(part);
}

/// The name in a tag, with its prefix.
fn tag_name(tag: &[u8]) -> String {
    let rest = tag.strip_prefix(b"</").or_else(|| tag.strip_prefix(b"<")).unwrap_or(tag);
    let end =
        rest.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')).unwrap_or(rest.len());
    String::from_utf8_lossy(&rest[..end]).into_owned()
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// One child of an element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Child<'x> {
    /// Name with its prefix.
    pub(crate) name: &'x str,
    attributes: &'x str,
    /// What stands between its tags, as written.
    pub(crate) inner: &'x str,
}

impl<'x> Child<'x> {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'x, str>> {
        let mut rest = self.attributes;
        while let Some(at) = rest.find('=') {
            let key = rest[..at].trim();
            let value = rest[at + 1..].trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let end = value[1..].find(quote)? + 1;
            if key == name {
                return Some(unescape(&value[1..end]));
            }
            rest = &value[end + 1..];
        }
        None
    }

    /// The text inside: marked sections as they stand, references resolved, tags left out.
    pub(crate) fn text(&self) -> String {
        text(self.inner)
    }
}

/// The text of a piece of XML, white space at its ends taken off.
pub(crate) fn text(xml: &str) -> String {
    let mut out = String::new();
    let mut rest = xml;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        out.push_str(&unescape(&rest[..at]));
        rest = &rest[at..];
        if !rest[1..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '!' | '?')) {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        let (part, next) = skip(rest);
        if let Some(data) = part.strip_prefix("<![CDATA[") {
            out.push_str(data.strip_suffix("]]>").unwrap_or(data));
        }
        rest = next;
    }
    out.push_str(&unescape(rest));
    let trimmed = out.trim();
    if trimmed.len() == out.len() { out } else { trimmed.to_owned() }
}

/// The tag, comment or marked section that `xml` begins with, and what follows it.
fn skip(xml: &str) -> (&str, &str) {
    let close = if xml.starts_with("<!--") {
        "-->"
    } else if xml.starts_with("<![CDATA[") {
        "]]>"
    } else {
        ">"
    };
    let end = memmem::find(xml.as_bytes(), close.as_bytes()).map_or(xml.len(), |i| i + close.len());
    xml.split_at(end)
}

/// The children of an element, in order; an element without its end tag goes to the end.
pub(crate) fn children(inner: &str) -> Vec<Child<'_>> {
    let mut found = Vec::new();
    let mut rest = inner;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (tag, next) = skip(&rest[at..]);
        rest = next;
        let body = tag.trim_start_matches('<').trim_end_matches('>');
        if body.starts_with(['!', '?', '/']) {
            continue;
        }
        let body_open = body.strip_suffix('/').unwrap_or(body);
        let end = body_open.find(|c: char| c.is_ascii_whitespace()).unwrap_or(body_open.len());
        let (name, attributes) = body_open.split_at(end);
        let mut child = Child { name, attributes, inner: "" };
        if body_open.len() == body.len() {
            let (inner, after) = matching(rest, name);
            child.inner = inner;
            rest = after;
        }
        found.push(child);
    }
    found
}

/// What stands before the end tag of `name`, and what follows it.
fn matching<'x>(xml: &'x str, name: &str) -> (&'x str, &'x str) {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(next) = memchr(b'<', &xml.as_bytes()[at..]) {
        let open = at + next;
        let (tag, _) = skip(&xml[open..]);
        let end = open + tag.len();
        if tag_name(tag.as_bytes()) == name && !tag.starts_with("<!") {
            if tag.starts_with("</") {
                if depth == 0 {
                    return (&xml[..open], &xml[end..]);
                }
                depth -= 1;
            } else if !tag.ends_with("/>") {
                depth += 1;
            }
        }
        at = end;
    }
    (xml, "")
}

/// The character set that an XML declaration names.
pub(crate) fn declared(head: &[u8]) -> Option<String> {
    let head = &head[..head.len().min(200)];
    let at = memmem::find(head, b"encoding=")? + 9;
    let quote = *head.get(at)?;
    let rest = &head[at + 1..];
    let end = rest.iter().position(|b| *b == quote)?;
    String::from_utf8(rest[..end].to_vec()).ok().filter(|_| matches!(quote, b'"' | b'\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(xml: &str, limit: usize) -> Vec<(String, bool)> {
        let mut bytes = xml.as_bytes();
        let mut input = Input::new("x", &mut bytes);
        let mut elements = Elements::new(&["item"]);
        let mut found = Vec::new();
        while let Ok(Some(e)) = elements.next(&mut input, limit) {
            assert!(xml.as_bytes()[usize::try_from(e.byte).expect("small")..].starts_with(b"<"));
            found.push((String::from_utf8(e.inner).expect("UTF-8"), e.long));
        }
        found
    }

    #[test]
    fn records_are_cut_at_their_own_tags() {
        let xml = "<rss><item a='>'>one<![CDATA[</item>]]></item><item/>\
                   <!-- <item>no</item> --><item>two<x:item>in</x:item></item><items>no</items><item>open";
        let found: Vec<String> = cut(xml, 100).into_iter().map(|(t, _)| t).collect();
        assert_eq!(found[1..], ["", "two<x:item>in</x:item>"]);
        assert!(found[0].ends_with("one<![CDATA[</item>]]>"));
    }

    #[test]
    fn a_long_record_is_told_and_the_next_is_whole() {
        let xml = format!("<item>{}</item><item>ok</item>", "x".repeat(500));
        assert_eq!(cut(&xml, 100), [(String::new(), true), ("ok".to_owned(), false)]);
    }

    #[test]
    fn children_have_names_attributes_and_text() {
        let inner = "<title>A &amp; B</title><link href=\"https://x/?a=1&amp;b=2\" rel='self'/><d><![CDATA[<p>x</p>]]> y</d><open>z";
        let all = children(inner);
        let names: Vec<&str> = all.iter().map(|c| c.name).collect();
        assert_eq!(names, ["title", "link", "d", "open"]);
        assert_eq!(all[0].text(), "A & B");
        assert_eq!(all[1].attribute("href").as_deref(), Some("https://x/?a=1&b=2"));
        assert_eq!(all[1].attribute("rel").as_deref(), Some("self"));
        assert_eq!(all[2].text(), "<p>x</p> y");
        assert_eq!(all[3].text(), "z");
        assert_eq!(
            declared(b"<?xml version='1.0' encoding='windows-1251'?>").as_deref(),
            Some("windows-1251")
        );
    }
}
