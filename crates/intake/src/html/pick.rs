//! Which lines of a page are the article: the subtree that holds its prose, less what names and shape say is none of it.

use std::collections::{HashMap, HashSet};

use super::class::{Names, Told, told};
use super::line::{Line, lines};
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::features::{Begin, End};
use crate::lexicon::Reach;
use crate::unit::Unit;

/// A line with what was decided about it.
#[derive(Debug, Clone)]
pub(crate) struct Picked {
    pub(crate) unit: Unit,
    /// The element that it is a line of.
    pub(crate) tag: Tag,
}

/// An element goes on holding the article as long as one child of it has this share of its prose.
const MOST: f32 = 0.72;
/// The same, where the child's name says that it is the text.
const MOST_NAMED: f32 = 0.45;
/// An element that holds this share of all prose of the page is not left out for its name.
const TOO_MUCH: f32 = 0.5;
/// Prose that is too little to be an article for its share alone.
const LITTLE: f32 = 250.0;

/// All lines of the page; those that are not the article have a reason.
pub(crate) fn pick(tree: &Tree<'_>) -> Vec<Picked> {
    let page = Page::of(tree);
    let root = page.root();
    let mut reasons = page.reasons(root);
    page.shape(root, &mut reasons);
    if page.kept(&reasons) < FEW
        && let Some(under) = page.under_title()
    {
        let (from, to) = under;
        let mut kept = page.plain(from, to);
        kept.retain(|i| !matches!(reasons[*i], Some("links" | "related" | "repeat")));
        if kept.iter().map(|i| page.lines[*i].unit.features.chars).sum::<usize>() > page.kept(&reasons) {
            // What was kept before is none of the article unless it is kept again.
            for reason in &mut reasons {
                reason.get_or_insert("side");
            }
            for i in kept {
                reasons[i] = None;
            }
        }
    }
    page.lines
        .into_iter()
        .zip(reasons)
        .map(|(line, reason)| {
            let mut unit = line.unit;
            unit.dropped = reason;
            Picked { unit, tag: tree.nodes[line.block as usize].tag.unwrap_or(Tag::Other) }
        })
        .collect()
}

/// Characters of prose after which a heading of comments is believed.
const READ: usize = 200;
/// What a sentence of a comment weighs beside one of the text.
const COMMENT: f32 = 0.1;

/// Characters of text under which a page is read again by its headline alone.
const FEW: usize = 220;

/// Lines that a box which tells of another article can have.
const CARD: usize = 16;

/// A line counted.
struct Counted {
    unit: Unit,
    block: NodeId,
    linked: f32,
    broken: bool,
    /// How much it speaks for the element that it is in.
    prose: f32,
}

/// What is known of an element: whether its name, or one around it, leaves it out.
#[derive(Debug, Clone, Copy)]
enum Named {
    Unknown,
    Known(Option<&'static str>),
}

struct Page<'t, 's> {
    tree: &'t Tree<'s>,
    lines: Vec<Counted>,
    /// What each element with lines in it is held to be.
    told: Vec<Told>,
    /// Prose of the lines before each.
    sums: Vec<f32>,
    /// Sentences and words of the lines before each.
    counts: Vec<(u32, usize)>,
}

impl<'t, 's> Page<'t, 's> {
    fn of(tree: &'t Tree<'s>) -> Self {
        let lines: Vec<Counted> = lines(tree).into_iter().map(counted).collect();
        let told = told_around(tree, &lines);
        let mut page = Self { tree, lines, told, sums: Vec::new(), counts: Vec::new() };
        page.company();
        page.comments();
        page.weigh(&[]);
        let doubtful: Vec<bool> = page.named(0).iter().map(Option::is_some).collect();
        page.weigh(&doubtful);
        page
    }

    /// A sentence among others of its kind says more than one alone in a box.
    fn company(&mut self) {
        let mut count: HashMap<NodeId, u32> = HashMap::new();
        let holders: Vec<NodeId> = (0..self.lines.len()).map(|i| self.holder(i)).collect();
        for (i, holder) in holders.iter().enumerate().filter(|(i, _)| self.lines[*i].prose > 0.0) {
            *count.entry(*holder).or_default() += 1 + u32::from(self.lines[i].unit.features.words > 80);
        }
        for (line, holder) in self.lines.iter_mut().zip(&holders) {
            line.prose *= match count.get(holder) {
                Some(0 | 1) | None => 0.4,
                Some(2) => 0.7,
                Some(_) => 1.0,
            };
        }
    }

    /// What stands below a heading of comments speaks little for the element that it is in, once text was read.
    fn comments(&mut self) {
        let (mut read, mut below) = (0, false);
        for line in &mut self.lines {
            let label = line.unit.label.filter(|l| l.reason == "comments" && l.reach == Reach::Section);
            below |= label.is_some() && read >= READ && line.unit.features.words <= 5;
            if below {
                line.prose *= COMMENT;
            } else if line.prose > 0.0 {
                read += line.unit.features.mass();
            }
        }
    }

    /// Sums up the prose of the lines that are not left out.
    fn weigh(&mut self, out: &[bool]) {
        let mut count = (0, 0);
        self.counts = vec![count];
        for line in &self.lines {
            count = (count.0 + u32::from(line.prose > 0.0), count.1 + line.unit.features.words);
            self.counts.push(count);
        }
        let mut sum = 0.0;
        self.sums = vec![0.0];
        for (i, line) in self.lines.iter().enumerate() {
            if !out.get(i).copied().unwrap_or(false) {
                sum += line.prose;
            }
            self.sums.push(sum);
        }
    }

    /// Characters of the lines that are kept.
    fn kept(&self, reasons: &[Option<&'static str>]) -> usize {
        self.lines.iter().zip(reasons).filter(|(_, r)| r.is_none()).map(|(l, _)| l.unit.features.chars).sum()
    }

    /// Lines after the headline in the smallest element around it that holds text enough.
    fn under_title(&self) -> Option<(usize, usize)> {
        let title =
            self.lines.iter().position(|l| self.tag(l.block) == Tag::H1 && l.unit.features.words > 1)?;
        self.tree.up(self.lines[title].block).skip(1).take(12).find_map(|at| {
            let (_, to) = self.range(at);
            let chars: usize =
                self.plain(title + 1, to).iter().map(|i| self.lines[*i].unit.features.chars).sum();
            (chars > FEW).then_some((title + 1, to))
        })
    }

    /// Lines that nothing speaks against, up to the first label that opens a section.
    fn plain(&self, from: usize, to: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for i in from..to {
            let line = &self.lines[i];
            if line.unit.label.is_some_and(|l| l.reach == Reach::Section) && !found.is_empty() {
                break;
            }
            let plain = line.linked < 0.5
                && line.unit.label.is_none()
                && line.unit.stamp.is_none()
                && line.unit.features.letters > 0;
            if plain && self.named_now(line.block, 0).is_none() {
                found.push(i);
            }
        }
        found
    }

    /// Prose below an element.
    fn prose(&self, id: NodeId) -> f32 {
        let (from, to) = self.range(id);
        self.sums[to] - self.sums[from]
    }

    /// The element that holds the article's prose and as little else as can be.
    fn root(&self) -> NodeId {
        let mut at: NodeId = 0;
        loop {
            let all = self.prose(at);
            let end = self.tree.nodes[at as usize].end;
            let mut best: Option<(f32, NodeId)> = None;
            let mut child = at + 1;
            while child < end {
                let node = self.tree.nodes[child as usize];
                if node.tag.is_some_and(|t| !t.unread()) {
                    let prose = self.prose(child);
                    if best.is_none_or(|(most, _)| prose > most) {
                        best = Some((prose, child));
                    }
                }
                child = node.end;
            }
            let Some((prose, child)) = best else { return at };
            let named = matches!(self.told[child as usize], Told::Body | Told::Page);
            let enough = if named { MOST_NAMED } else { MOST };
            // A paragraph is no container.
            let leaf = self.tree.nodes[child as usize]
                .tag
                .is_some_and(|t| matches!(t, Tag::P | Tag::Li | Tag::Blockquote) || !t.block());
            if prose <= 0.0 || prose < all * enough || (leaf && prose < all * 0.97) {
                return self.widened(at);
            }
            at = child;
        }
    }

    /// The nearest element around `root` that adds prose and hardly anything else: lead and end often stand in boxes of their own.
    fn widened(&self, root: NodeId) -> NodeId {
        let mut best = root;
        for at in self.tree.up(root).skip(1).take(6) {
            if matches!(self.tag(at), Tag::Body | Tag::Html) || matches!(self.told[at as usize], Told::Not(_))
            {
                break;
            }
            let ((from, to), (inner, outer)) = (self.range(at), self.range(best));
            let added =
                (from..inner).chain(outer..to).filter(|i| self.named_now(self.lines[*i].block, at).is_none());
            let (mut prose, mut other) = (0.0, 0.0);
            for i in added {
                let line = &self.lines[i];
                if line.prose > 0.0 {
                    prose += line.unit.features.chars as f32;
                } else {
                    other += line.unit.features.chars as f32;
                }
            }
            if prose > 60.0 && prose > other * 2.0 {
                best = at;
            }
        }
        best
    }

    /// Why the names of the elements between `id` and `root` leave a line out.
    fn named_now(&self, id: NodeId, root: NodeId) -> Option<&'static str> {
        self.tree.up(id).take_while(|at| *at > root).find_map(|at| match self.told[at as usize] {
            Told::Not(why) => Some(why),
            _ => None,
        })
    }

    /// For each line: why the names of the elements around it, up to `root`, leave it out.
    fn named(&self, root: NodeId) -> Vec<Option<&'static str>> {
        let all = self.prose(root).max(1.0);
        let mut cache: Vec<Named> = vec![Named::Unknown; self.tree.nodes.len()];
        self.lines.iter().map(|line| self.named_at(line.block, root, all, &mut cache)).collect()
    }

    fn named_at(&self, id: NodeId, root: NodeId, all: f32, cache: &mut [Named]) -> Option<&'static str> {
        let mut path = Vec::new();
        let mut at = id;
        let mut reason = loop {
            if at <= root || at == 0 {
                break None;
            }
            if let Named::Known(known) = cache[at as usize] {
                break known;
            }
            path.push(at);
            at = self.tree.nodes[at as usize].parent;
        };
        for at in path.into_iter().rev() {
            if reason.is_none() {
                reason = match self.told[at as usize] {
                    Told::Not(why @ ("comments" | "cookie" | "footer"))
                        if self.prose(at) < (all * TOO_MUCH).max(LITTLE) =>
                    {
                        Some(why)
                    }
                    Told::Not(why) if self.prose(at) < all * TOO_MUCH => Some(why),
                    Told::Doubt(why) if self.prose(at) < all * 0.05 => Some(why),
                    _ => None,
                };
            } else if self.told[at as usize] == Told::Quote
                && !matches!(reason, Some("hidden" | "comments" | "related"))
            {
                reason = None;
            }
            cache[at as usize] = Named::Known(reason);
        }
        reason
    }

    /// What lies outside the root or is named as something else.
    fn reasons(&self, root: NodeId) -> Vec<Option<&'static str>> {
        let end = self.tree.nodes[root as usize].end;
        let named = self.named(root);
        let outside = self.named(0);
        self.lines
            .iter()
            .enumerate()
            .map(
                |(i, line)| {
                    if line.block < root || line.block >= end {
                        outside[i].or(Some("side"))
                    } else {
                        named[i]
                    }
                },
            )
            .collect()
    }

    /// Leaves out what the shape of the lines says is none of the text: links, labels, cards, what stands before and after it.
    fn shape(&self, root: NodeId, reasons: &mut [Option<&'static str>]) {
        self.links(reasons);
        self.cards(root, reasons);
        self.labels(reasons);
        self.ends(root, reasons);
    }

    fn links(&self, reasons: &mut [Option<&'static str>]) {
        let mut seen: HashMap<&str, NodeId> = HashMap::new();
        for (i, line) in self.lines.iter().enumerate() {
            if reasons[i].is_some() {
                continue;
            }
            let f = &line.unit.features;
            let sentence = f.inner > 0 || (f.end == End::Full && f.words >= 8);
            if line.linked > 0.6 && !(sentence && line.linked < 0.9) {
                reasons[i] = Some("links");
            } else if f.words >= 20
                && seen.insert(line.unit.text.as_str(), self.holder(i)).is_some_and(|h| h != self.holder(i))
            {
                reasons[i] = Some("repeat");
            } else if f.letters == 0 && f.digits == 0 {
                reasons[i] = Some("noise");
            }
        }
    }

    /// A linked headline with a sentence or two beside it in one box tells of another article.
    fn cards(&self, root: NodeId, reasons: &mut [Option<&'static str>]) {
        for i in 0..self.lines.len() {
            let line = &self.lines[i];
            if reasons[i] != Some("links") || line.unit.features.words < 4 {
                continue;
            }
            for at in self.tree.up(line.block).skip(1).take(4).take_while(|at| *at > root) {
                let (from, to) = self.range(at);
                let (before, after) = (self.counts[from], self.counts[to]);
                let (prose, words) = (after.0 - before.0, after.1 - before.1);
                if prose > 2 || to - from > CARD {
                    break;
                }
                if prose > 0 && words < 120 {
                    for reason in &mut reasons[from..to] {
                        reason.get_or_insert("related");
                    }
                }
            }
        }
    }

    /// Lines that bear a label of furniture; a label that opens a section ends the text once most of it was read.
    fn labels(&self, reasons: &mut [Option<&'static str>]) {
        let kept: f32 =
            (0..reasons.len()).filter(|i| reasons[*i].is_none()).map(|i| self.lines[i].prose).sum();
        let mut read = 0.0;
        let mut cut: Option<&'static str> = None;
        for (line, reason) in self.lines.iter().zip(reasons.iter_mut()).filter(|(_, r)| r.is_none()) {
            if cut.is_some() {
                *reason = cut;
                continue;
            }
            read += line.prose;
            let Some(label) = line.unit.label else { continue };
            *reason = Some(label.reason);
            if label.reach == Reach::Section && read > kept * 0.6 && line.unit.features.words <= 5 {
                cut = Some(label.reason);
            }
        }
    }

    /// What stands before the first sentence and after the last, unless it is of one piece with them.
    fn ends(&self, root: NodeId, reasons: &mut [Option<&'static str>]) {
        let kept: Vec<usize> = (0..reasons.len()).filter(|i| reasons[*i].is_none()).collect();
        let prose = |i: &usize| self.lines[*i].prose > 0.0;
        let title = kept.iter().copied().rfind(|i| self.tag(self.lines[*i].block) == Tag::H1);
        let title = title.filter(|t| {
            let before: f32 = kept.iter().filter(|i| *i < t).map(|i| self.lines[*i].prose).sum();
            before < 0.3 * kept.iter().map(|i| self.lines[*i].prose).sum::<f32>()
        });
        for &i in kept.iter().filter(|i| title.is_some_and(|t| **i <= t)) {
            reasons[i] = Some("head");
        }
        let kept: Vec<usize> = kept.into_iter().filter(|i| reasons[*i].is_none()).collect();
        let (Some(first), Some(last)) = (kept.iter().copied().find(prose), kept.iter().copied().rfind(prose))
        else {
            return;
        };
        let holders: HashSet<NodeId> = kept.iter().copied().filter(prose).map(|i| self.holder(i)).collect();
        let piece = |i: usize| {
            let line = &self.lines[i];
            let tag = self.tag(line.block);
            let text = matches!(tag, Tag::P | Tag::Li | Tag::Dd | Tag::Dt | Tag::Td | Tag::Blockquote)
                || line.broken;
            // One line of names below the text, not a list of them.
            let after = kept.iter().filter(|k| **k > last && self.lines[**k].unit.stamp.is_none());
            let name = after.eq([&i]) && named(&line.unit);
            text && !name
                && line.linked < 0.3
                && line.unit.stamp.is_none()
                && holders.contains(&self.holder(i))
        };
        for &i in kept.iter().filter(|i| **i < first).rev() {
            if !piece(i) {
                reasons[i] = Some("head");
            }
        }
        let mut over = false;
        let mut headings: Vec<usize> = Vec::new();
        for &i in kept.iter().filter(|i| **i > last) {
            if !over && self.heading(self.lines[i].block, root) && headings.len() < 2 {
                headings.push(i);
                reasons[i] = Some("tail");
                continue;
            }
            over |= !piece(i);
            if over {
                reasons[i] = Some("tail");
            } else {
                // The headings before it were of the text.
                headings.drain(..).for_each(|h| reasons[h] = None);
            }
        }
        // A heading with nothing under it.
        for i in (0..=last).rev() {
            if reasons[i].is_none() {
                if !self.heading(self.lines[i].block, root) {
                    break;
                }
                reasons[i] = Some("tail");
            }
        }
    }

    fn tag(&self, id: NodeId) -> Tag {
        self.tree.nodes[id as usize].tag.unwrap_or(Tag::Other)
    }

    /// The element that a line's element stands in; for items of a list the one that the list stands in.
    fn holder(&self, i: usize) -> NodeId {
        let line = &self.lines[i];
        let tag = self.tag(line.block);
        if !matches!(tag, Tag::P | Tag::Li | Tag::Blockquote | Tag::Dd | Tag::Dt) && tag.heading().is_none() {
            return line.block;
        }
        let mut at = self.tree.nodes[line.block as usize].parent;
        while matches!(self.tag(at), Tag::Ul | Tag::Ol | Tag::Li | Tag::Blockquote | Tag::Dl) {
            at = self.tree.nodes[at as usize].parent;
        }
        at
    }

    /// Lines below an element.
    fn range(&self, id: NodeId) -> (usize, usize) {
        let end = self.tree.nodes[id as usize].end;
        let from = self.lines.partition_point(|l| l.block < id);
        (from, self.lines.partition_point(|l| l.block < end).max(from))
    }

    fn heading(&self, id: NodeId, root: NodeId) -> bool {
        self.tree
            .up(id)
            .take_while(|at| *at >= root)
            .any(|at| self.tree.nodes[at as usize].tag.is_some_and(|t| t.heading().is_some()))
    }
}

/// What each element that a line stands in is held to be; most elements of a page hold none.
fn told_around(tree: &Tree<'_>, lines: &[Counted]) -> Vec<Told> {
    let mut names = Names::default();
    let mut found = vec![Told::Nothing; tree.nodes.len()];
    let mut seen = vec![false; tree.nodes.len()];
    for line in lines {
        for at in tree.up(line.block) {
            if std::mem::replace(&mut seen[at as usize], true) {
                break;
            }
            found[at as usize] = told(tree, at, &mut names);
        }
    }
    found
}

/// Whether the line looks like names and what they are called: the author below the text.
fn named(unit: &Unit) -> bool {
    let f = &unit.features;
    (2..=5).contains(&f.words) && f.caps > 0 && f.caps + 2 >= f.words && f.end == End::Word && f.digits == 0
}

fn counted(line: Line) -> Counted {
    let linked = line.linked as f32 / line.text.len().max(1) as f32;
    let unit = Unit::made(line.text, line.parts, u32::from(!line.broken));
    let f = &unit.features;
    let ends = matches!(f.end, End::Full | End::Colon | End::Open);
    let spoken = matches!(f.begin, Begin::Dash | Begin::Quote);
    let sentence = f.words >= 5 && (ends || f.inner > 0 || f.words >= 25) || (spoken && ends && f.words >= 3);
    let prose = if sentence && linked < 0.5 && unit.label.is_none() {
        (f.chars as f32).min(1200.0).powf(0.9) * (1.0 - linked)
    } else {
        0.0
    };
    Counted { block: line.block, broken: line.broken, linked, prose, unit }
}
