//! The arena tree of a page: nodes in document order, each with the range of its subtree and its place in the source.

use legation_text::Span;

use super::tag::Tag;
use super::token::{Token, Tokens, attributes};

/// Index of a node.
pub(crate) type NodeId = u32;

/// An element or a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// `None`: text.
    pub(crate) tag: Option<Tag>,
    pub(crate) parent: NodeId,
    /// One past the last node below it.
    pub(crate) end: NodeId,
    /// The text, or the start tag's attributes.
    pub(crate) span: Span,
}

/// A page as a tree. Node 0 is the root and stands for no element.
#[derive(Debug)]
pub(crate) struct Tree<'s> {
    pub(crate) source: &'s str,
    pub(crate) nodes: Vec<Node>,
}

/// Elements open at the same time; what is deeper hangs on the last of them.
const DEPTH: usize = 256;

impl<'s> Tree<'s> {
    /// Builds the tree; end tags that are missing are supplied as browsers do for the elements that pages leave open.
    pub(crate) fn parse(source: &'s str) -> Self {
        let root = Node { tag: Some(Tag::Other), parent: 0, end: 0, span: Span::of(0, 0) };
        let mut build = Build { nodes: vec![root], open: vec![(0, Tag::Other)] };
        for token in Tokens::new(source) {
            match token {
                Token::Text(span) => {
                    build.push(None, span);
                }
                Token::Open { tag, attributes, closed, .. } => build.open(tag, attributes, closed),
                Token::Close { tag } => build.close(tag),
            }
        }
        build.close_from(0);
        Self { source, nodes: build.nodes }
    }

    /// Value of an attribute, entities still encoded.
    pub(crate) fn attribute(&self, id: NodeId, name: &str) -> Option<&'s str> {
        let node = self.nodes[id as usize];
        node.tag?;
        attributes(self.source, node.span).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v)
    }

    /// All attributes.
    pub(crate) fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&'s str, &'s str)> {
        let node = self.nodes[id as usize];
        let span = if node.tag.is_some() { node.span } else { Span::of(0, 0) };
        attributes(self.source, span)
    }

    /// The elements of a kind, in document order.
    pub(crate) fn all(&self, tag: Tag) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes.len() as NodeId).filter(move |id| self.nodes[*id as usize].tag == Some(tag))
    }

    /// The raw text directly below a node whose content is characters (script, title).
    pub(crate) fn characters(&self, id: NodeId) -> &'s str {
        let range = id as usize + 1..self.nodes[id as usize].end as usize;
        self.nodes[range].iter().find(|n| n.tag.is_none()).map_or("", |n| n.span.slice(self.source))
    }

    /// The node and what it hangs on, nearest first, without the root.
    pub(crate) fn up(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let id = next.filter(|id| *id != 0)?;
            next = Some(self.nodes[id as usize].parent);
            Some(id)
        })
    }
}

struct Build {
    nodes: Vec<Node>,
    open: Vec<(NodeId, Tag)>,
}

impl Build {
    fn push(&mut self, tag: Option<Tag>, span: Span) -> NodeId {
        let id = self.nodes.len() as NodeId;
        let parent = self.open.last().map_or(0, |o| o.0);
        self.nodes.push(Node { tag, parent, end: id + 1, span });
        id
    }

    fn open(&mut self, tag: Tag, attributes: Span, closed: bool) {
        if tag.ends_paragraph()
            && let Some(at) = self.near(&[Tag::P], Tag::block)
        {
            self.close_from(at);
        }
        let (siblings, bounds) = tag.ends();
        if !siblings.is_empty()
            && let Some(at) = self.near(siblings, |t| bounds.contains(&t))
        {
            self.close_from(at);
        }
        if tag.heading().is_some() && self.open.last().is_some_and(|o| o.1.heading().is_some()) {
            self.close_from(self.open.len() - 1);
        }
        let id = self.push(Some(tag), attributes);
        // `<div/>` opens a div all the same; only unknown elements may close themselves.
        if tag.void() || (closed && tag == Tag::Other) {
            return;
        }
        if self.open.len() < DEPTH {
            self.open.push((id, tag));
        }
    }

    /// Place on the stack of the nearest element of `wanted`, nothing beyond what `stop` says being looked at.
    fn near(&self, wanted: &[Tag], stop: impl Fn(Tag) -> bool) -> Option<usize> {
        for (at, (_, tag)) in self.open.iter().enumerate().skip(1).rev() {
            if wanted.contains(tag) {
                return Some(at);
            }
            let cell = matches!(wanted, [Tag::Tr | Tag::Td | Tag::Tbody, ..]);
            if stop(*tag) || (tag.wall() && !cell) {
                return None;
            }
        }
        None
    }

    fn close(&mut self, tag: Tag) {
        if tag == Tag::Br {
            self.push(Some(Tag::Br), Span::of(0, 0));
            return;
        }
        for (at, (_, open)) in self.open.iter().enumerate().skip(1).rev() {
            let same = *open == tag || (tag.heading().is_some() && open.heading().is_some());
            if same {
                self.close_from(at);
                return;
            }
            // An inline end tag does not end blocks; nothing reaches out of a cell.
            if (!tag.block() && open.block())
                || (open.wall() && !matches!(tag, Tag::Table | Tag::Body | Tag::Html | Tag::Tr | Tag::Tbody))
            {
                return;
            }
        }
    }

    fn close_from(&mut self, at: usize) {
        let end = self.nodes.len() as NodeId;
        for (id, _) in self.open.drain(at..) {
            self.nodes[id as usize].end = end;
        }
        if at == 0 {
            self.nodes[0].end = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in short: tags with their children in brackets.
    fn shape(page: &str) -> String {
        fn show(tree: &Tree<'_>, id: NodeId) -> String {
            let node = tree.nodes[id as usize];
            let Some(tag) = node.tag else { return format!("{:?}", node.span.slice(tree.source)) };
            let mut children = Vec::new();
            let mut at = id + 1;
            while at < node.end {
                children.push(show(tree, at));
                at = tree.nodes[at as usize].end;
            }
            format!("{tag:?}[{}]", children.join(" "))
        }
        let tree = Tree::parse(page);
        show(&tree, 0)
    }

    #[test]
    fn what_pages_leave_open_is_closed() {
        assert_eq!(shape("<p>a<p>b<div>c</div>d"), "Other[P[\"a\"] P[\"b\"] Div[\"c\"] \"d\"]");
        assert_eq!(
            shape("<ul><li>a<li>b<ul><li>c</ul></ul>"),
            "Other[Ul[Li[\"a\"] Li[\"b\" Ul[Li[\"c\"]]]]]"
        );
        assert_eq!(
            shape("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "Other[Table[Tr[Td[\"a\"] Td[\"b\"]] Tr[Td[\"c\"]]] \"d\"]"
        );
    }

    #[test]
    fn wrong_end_tags_do_little_harm() {
        assert_eq!(shape("<div><b>a<p>b</b>c</p>d</div>"), "Other[Div[B[\"a\" P[\"b\" \"c\"] \"d\"]]]");
        assert_eq!(shape("<div>a</span></p>b</div>"), "Other[Div[\"a\" \"b\"]]");
        assert_eq!(shape("<table><td><div>a</td></table></div>b"), "Other[Table[Td[Div[\"a\"]]] \"b\"]");
    }

    #[test]
    fn a_million_nested_elements_are_flattened() {
        let page = "<div>".repeat(1_000_000);
        let tree = Tree::parse(&page);
        assert!(tree.nodes.iter().all(|n| (n.parent as usize) < DEPTH));
        assert_eq!(tree.nodes.len(), 1_000_001);
    }
}
