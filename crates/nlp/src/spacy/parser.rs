//! Arc-eager parsing as spaCy does it, sentence starts given; then pseudo-projective arcs are undone.

use super::moves::{Kind, Move, best};
use super::step::{Step, StepScratch};

/// A parser: scorer, moves and labels.
#[derive(Debug)]
pub(crate) struct Parser {
    pub(crate) step: Step,
    pub(crate) moves: Vec<Move>,
    pub(crate) labels: Vec<String>,
    /// For a decorated label `X||Y`: the labels `X` and `Y`.
    decorated: Vec<Option<(u16, u16)>>,
    root: u16,
}

/// No token.
const NONE: u32 = u32::MAX;

/// State of one parse; the vectors are reused.
#[derive(Debug, Default)]
pub(crate) struct ParserScratch {
    pub(crate) step: StepScratch,
    stack: Vec<u32>,
    rebuffer: Vec<u32>,
    next: u32,
    unshiftable: Vec<bool>,
    head: Vec<u32>,
    label: Vec<u16>,
    /// Latest left and right child.
    left: Vec<u32>,
    right: Vec<u32>,
    /// The right child that its head had before this one.
    right_before: Vec<u32>,
    edges: Vec<(u32, u32)>,
}

/// Index of `name` in `labels`, added when it is not there.
fn number(labels: &mut Vec<String>, name: &str) -> u16 {
    let at = labels.iter().position(|l| l == name).unwrap_or_else(|| {
        labels.push(name.to_owned());
        labels.len() - 1
    });
    at as u16
}

impl Parser {
    /// Adds the plain labels that decorated ones need.
    pub(crate) fn new(step: Step, moves: Vec<Move>, mut labels: Vec<String>) -> Self {
        let root = number(&mut labels, "ROOT");
        let mut decorated = Vec::new();
        let mut i = 0;
        while i < labels.len() {
            let pair = labels[i].split_once("||").map(|(x, y)| (x.to_owned(), y.to_owned()));
            decorated.push(pair.map(|(x, y)| (number(&mut labels, &x), number(&mut labels, &y))));
            i += 1;
        }
        Self { step, moves, labels, decorated, root }
    }

    /// Parses `starts.len()` tokens whose vectors are given; the head of a root is itself.
    pub(crate) fn parse(
        &self,
        vectors: &[f32],
        starts: &[bool],
        s: &mut ParserScratch,
        heads: &mut Vec<u32>,
        labels: &mut Vec<u16>,
    ) {
        let n = starts.len();
        self.step.prepare(n, vectors, &mut s.step);
        s.reset(n);
        // Every token is shifted at most twice and popped once; the bound only guards against a broken model.
        let mut budget = 8 * n + 8;
        while !(s.stack.is_empty() && s.buffer_len(n) == 0) && budget > 0 {
            budget -= 1;
            let (b0, b1) = (s.buffer(0, n), s.buffer(1, n));
            let (s0, s1, s2) = (s.stacked(0), s.stacked(1), s.stacked(2));
            let left = |t: Option<usize>| t.map(|t| s.left[t]).filter(|&c| c != NONE).map(|c| c as usize);
            let right = |t: Option<usize>| t.map(|t| s.right[t]).filter(|&c| c != NONE).map(|c| c as usize);
            let slots = [b0, b1, s0, s1, s2, left(b0), left(s0), right(s0)];
            self.step.score(&slots, &mut s.step);
            let valid = s.valid(n, starts);
            let Some(m) = best(&s.step.scores, &self.moves, |m| valid[m.kind as usize]) else { break };
            s.apply(m, n);
        }
        heads.clear();
        labels.clear();
        for t in 0..n {
            let root = s.head[t] == NONE;
            heads.push(if root { t as u32 } else { s.head[t] });
            labels.push(if root { self.root } else { s.label[t] });
        }
        self.undo_projection(s, heads, labels);
    }

    /// Moves arcs with a decorated label `X||Y` to the nearest descendant of the head whose label is `Y`.
    fn undo_projection(&self, s: &mut ParserScratch, heads: &mut [u32], labels: &mut [u16]) {
        if !labels.iter().any(|&l| self.decorated[l as usize].is_some()) {
            return;
        }
        edges(heads, &mut s.edges);
        let mut queue: Vec<u32> = Vec::new();
        for t in 0..heads.len() {
            let Some((plain, wanted)) = self.decorated[labels[t] as usize] else { continue };
            queue.clear();
            queue.push(heads[t]);
            let (mut found, mut at) = (None, 0);
            while found.is_none() && at < queue.len() && queue.len() <= heads.len() {
                let top = queue[at];
                at += 1;
                let (low, high) = s.edges[top as usize];
                for child in low..=high {
                    let c = child as usize;
                    if child == top || heads[c] != top || c == t {
                        continue;
                    }
                    if labels[c] == wanted {
                        found = Some(child);
                        break;
                    }
                    queue.push(child);
                }
            }
            if let Some(head) = found {
                heads[t] = head;
            }
            labels[t] = plain;
        }
    }
}

/// First and last token under each token.
fn edges(heads: &[u32], out: &mut Vec<(u32, u32)>) {
    out.clear();
    out.extend((0..heads.len() as u32).map(|t| (t, t)));
    // Arcs are projective here, so climbing from every token is short.
    for t in 0..heads.len() {
        let (mut at, mut steps) = (t, 0);
        while heads[at] as usize != at && steps < heads.len() {
            at = heads[at] as usize;
            steps += 1;
            let edge = &mut out[at];
            *edge = (edge.0.min(t as u32), edge.1.max(t as u32));
        }
    }
}

impl ParserScratch {
    fn reset(&mut self, n: usize) {
        self.stack.clear();
        self.rebuffer.clear();
        self.next = 0;
        for list in [&mut self.head, &mut self.left, &mut self.right, &mut self.right_before] {
            list.clear();
            list.resize(n, NONE);
        }
        self.unshiftable.clear();
        self.unshiftable.resize(n, false);
        self.label.clear();
        self.label.resize(n, 0);
    }

    fn stacked(&self, i: usize) -> Option<usize> {
        self.stack.len().checked_sub(i + 1).map(|at| self.stack[at] as usize)
    }

    fn buffer(&self, i: usize, n: usize) -> Option<usize> {
        match self.rebuffer.len().checked_sub(i + 1) {
            Some(at) => Some(self.rebuffer[at] as usize),
            None => Some(self.next as usize + i - self.rebuffer.len()).filter(|&t| t < n),
        }
    }

    fn buffer_len(&self, n: usize) -> usize {
        n - self.next as usize + self.rebuffer.len()
    }

    /// Which kinds of moves are allowed, by [`Kind`].
    fn valid(&self, n: usize, starts: &[bool]) -> [bool; 5] {
        let depth = self.stack.len();
        let left = self.buffer_len(n);
        let b0 = self.buffer(0, n);
        let start = b0.is_some_and(|t| starts[t]);
        let arc = depth > 0 && left > 0 && !start;
        let shift = depth == 0 || (left >= 2 && !start && !b0.is_some_and(|t| self.unshiftable[t]));
        let reduce = depth > 0 && (left == 0 || depth != 1 || start);
        // Sentence ends are given, so there is nothing to break.
        [shift, reduce, arc, arc, false]
    }

    fn push(&mut self) {
        let t = self.rebuffer.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(t);
    }

    fn apply(&mut self, m: Move, n: usize) {
        let (s0, b0) = (self.stacked(0), self.buffer(0, n));
        match (m.kind, s0, b0) {
            (Kind::Shift, _, Some(_)) => self.push(),
            (Kind::Reduce, Some(top), _) => {
                if self.head[top] != NONE || self.stack.len() == 1 {
                    self.stack.pop();
                } else {
                    self.unshiftable[top] = true;
                    self.rebuffer.push(top as u32);
                    self.stack.pop();
                }
            }
            (Kind::Left, Some(child), Some(head)) => {
                let old = self.head[child];
                if old != NONE {
                    // A token on top of the stack is the latest right child of its head.
                    self.right[old as usize] = self.right_before[child];
                }
                self.head[child] = head as u32;
                self.label[child] = m.label;
                self.left[head] = child as u32;
                self.unshiftable[head] = false;
                self.stack.pop();
            }
            (Kind::Right, Some(head), Some(child)) => {
                self.head[child] = head as u32;
                self.label[child] = m.label;
                self.right_before[child] = self.right[head];
                self.right[head] = child as u32;
                self.push();
            }
            _ => {}
        }
    }
}
