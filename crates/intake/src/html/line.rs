//! A tree to lines: what a reader sees between two line breaks, each piece with its place in the source.

use legation_text::Span;

use super::entity::entity;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::unit::Part;

/// One line of the page.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// White space collapsed, references resolved.
    pub(crate) text: String,
    pub(crate) parts: Vec<Part>,
    /// The innermost element that begins and ends lines.
    pub(crate) block: NodeId,
    /// Bytes that stand in links.
    pub(crate) linked: usize,
    /// Whether a `<br>` and no element ends the line before.
    pub(crate) broken: bool,
}

/// Bytes of most lines, which are the entries of menus.
const USUAL: usize = 48;

/// Lines with something on them, in document order.
pub(crate) fn lines(tree: &Tree<'_>) -> Vec<Line> {
    let mut made = Maker {
        source: tree.source,
        found: Vec::new(),
        line: Line::at(0, false),
        space: None,
        pre: 0,
        links: 0,
    };
    // Elements that are open: where they end, and what they are.
    let mut open: Vec<(NodeId, Tag)> = Vec::new();
    let mut blocks: Vec<NodeId> = vec![0];
    let mut id: NodeId = 1;
    while (id as usize) < tree.nodes.len() {
        // Whether a piece of the line ended right here: pages set such pieces apart by their style alone.
        let mut ended = false;
        while let Some((_, tag)) = open.pop_if(|(end, _)| *end <= id) {
            if tag.block() {
                blocks.pop();
                made.flush(blocks.last().copied().unwrap_or(0), false);
            }
            ended |= piece(tag);
            made.links -= usize::from(tag == Tag::A);
            made.pre -= usize::from(tag == Tag::Pre);
        }
        let node = tree.nodes[id as usize];
        match node.tag {
            None => made.text(node.span),
            Some(tag) if tag.unread() => {
                id = node.end;
                continue;
            }
            Some(Tag::Br) => made.flush(blocks.last().copied().unwrap_or(0), true),
            Some(tag) => {
                if tag.block() {
                    blocks.push(id);
                    made.flush(id, false);
                } else if ended && piece(tag) {
                    made.space.get_or_insert(Span::new(node.span.start, node.span.start));
                }
                made.links += usize::from(tag == Tag::A);
                made.pre += usize::from(tag == Tag::Pre);
                open.push((node.end, tag));
            }
        }
        id += 1;
    }
    made.flush(0, false);
    made.found
}

/// Whether the element is a piece of a line that is often set apart from the next.
fn piece(tag: Tag) -> bool {
    matches!(tag, Tag::Span | Tag::Time | Tag::A)
}

/// Bytes of the words that `text` begins with, one plain space between two of them, and those spaces; the first character has `first` bytes.
fn words(text: &str, first: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    // Signs outside of ASCII that may be white space begin so.
    let doubtful = |b: u8| matches!(b, 0xc2 | 0xe1 | 0xe2 | 0xe3);
    let (mut at, mut spaces) = (first, 0);
    loop {
        match bytes.get(at).copied() {
            Some(b' ') if bytes.get(at + 1).is_some_and(|b| *b > b' ' && *b != b'&' && !doubtful(*b)) => {
                spaces += 1;
                at += 2;
            }
            Some(b' ' | b'&' | b'\t'..=b'\r') | None => return (at, spaces),
            Some(b) if doubtful(b) => match text[at..].chars().next() {
                Some(c) if !c.is_whitespace() => at += c.len_utf8(),
                _ => return (at, spaces),
            },
            Some(_) => at += 1,
        }
    }
}

struct Maker<'s> {
    source: &'s str,
    found: Vec<Line>,
    line: Line,
    /// White space that was read since the last word: its source.
    space: Option<Span>,
    pre: usize,
    links: usize,
}

impl Line {
    fn at(block: NodeId, broken: bool) -> Self {
        Self { text: String::new(), parts: Vec::new(), block, linked: 0, broken }
    }
}

impl Maker<'_> {
    fn flush(&mut self, next: NodeId, broken: bool) {
        self.space = None;
        if self.line.text.is_empty() {
            self.line.block = next;
            self.line.broken &= broken;
            return;
        }
        self.found.push(std::mem::replace(&mut self.line, Line::at(next, broken)));
    }

    fn text(&mut self, span: Span) {
        let text = span.slice(self.source);
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let first = rest.chars().next().unwrap_or(' ');
            if first.is_whitespace() {
                let gap = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
                if self.pre > 0 && rest[..gap].contains('\n') {
                    let block = self.line.block;
                    self.flush(block, true);
                } else {
                    self.space
                        .get_or_insert(Span::of(span.start as usize + at, span.start as usize + at + gap));
                }
                at += gap;
                continue;
            }
            if first == '&'
                && let Some((c, len)) = entity(rest)
            {
                let source = Span::of(span.start as usize + at, span.start as usize + at + len);
                if c.is_whitespace() {
                    self.space.get_or_insert(source);
                } else if !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') && !c.is_control() {
                    self.word(c.encode_utf8(&mut [0; 4]), source);
                }
                at += len;
                continue;
            }
            let (run, spaces) = words(rest, first.len_utf8());
            self.words(
                &rest[..run],
                spaces,
                Span::of(span.start as usize + at, span.start as usize + at + run),
            );
            at += run;
        }
    }

    /// Appends one character that a reference stands for.
    fn word(&mut self, text: &str, source: Span) {
        self.words(text, 0, source);
    }

    /// Appends words with so many spaces between them, which stand at `source`, after the white space before them.
    fn words(&mut self, text: &str, spaces: usize, source: Span) {
        let line = &mut self.line;
        if line.text.is_empty() {
            line.text.reserve(text.len().max(USUAL));
        }
        let before = line.text.len();
        let mut from = source;
        if let Some(space) = self.space.take()
            && !line.text.is_empty()
        {
            line.text.push(' ');
            // One plain space between two words of one text goes on the same piece.
            let plain = space.len() == 1 && space.end == source.start && space.slice(self.source) == " ";
            if plain && line.parts.last().is_some_and(|p| p.plain() && p.source.end == space.start) {
                from = Span::new(space.start, source.end);
            }
        }
        let same = text.len() == source.len();
        let at = if from.start < source.start { before } else { line.text.len() };
        line.text.push_str(text);
        let len = (line.text.len() - at) as u32;
        match line.parts.last_mut() {
            Some(last)
                if same
                    && last.plain()
                    && last.source.end == from.start
                    && (last.at + last.len) as usize == at =>
            {
                last.source.end = from.end;
                last.len += len;
            }
            _ => line.parts.push(Part { source: from, at: at as u32, len }),
        }
        if self.links > 0 {
            line.linked += text.len() - spaces;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(page: &str) -> Vec<String> {
        lines(&Tree::parse(page)).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn lines_as_a_reader_sees_them() {
        assert_eq!(
            told(
                "<div> A <b>bold</b>\n word,<br>next &amp; last<p>Par <a href=x>link</a>.</p>tail<script>x</script></div>"
            ),
            ["A bold word,", "next & last", "Par link.", "tail"]
        );
        assert_eq!(told("<pre>a b\nc</pre>"), ["a b", "c"]);
        assert_eq!(told("<p>так<wbr>то&nbsp;вот&shy;</p>"), ["такто вот"]);
        assert_eq!(
            told("<div><span>By Ann</span><time>4 July</time></div><p><span>W</span>ord<b>s</b><i>!</i>"),
            ["By Ann 4 July", "Words!"]
        );
    }

    #[test]
    fn every_piece_knows_its_source() {
        let page = "<p>Министр&nbsp;сказал: <b>&laquo;да&raquo;</b>,\n  а потом ушел.</p>";
        let line = lines(&Tree::parse(page)).remove(0);
        assert_eq!(line.text, "Министр сказал: «да», а потом ушел.");
        for part in line.parts.iter().filter(|p| p.plain()) {
            let words = &line.text[part.at as usize..(part.at + part.len) as usize];
            assert_eq!(words, part.source.slice(page));
        }
        assert_eq!(
            line.parts.iter().map(|p| p.source.slice(page)).collect::<Vec<_>>().len(),
            line.parts.len()
        );
    }

    #[test]
    fn links_are_weighed() {
        let line = lines(&Tree::parse("<p>one <a>two three</a> four</p>")).remove(0);
        assert_eq!(line.linked, 8);
    }
}
