//! BILUO names as spaCy finds them, never across a sentence end.

use super::moves::{Kind, Move, best};
use super::step::{Step, StepScratch};

/// A finder of names: scorer, moves and labels.
#[derive(Debug)]
pub(crate) struct Ner {
    pub(crate) step: Step,
    pub(crate) moves: Vec<Move>,
    pub(crate) labels: Vec<String>,
}

impl Ner {
    /// Names of `starts.len()` tokens: first token, one past the last, label.
    pub(crate) fn names(
        &self,
        vectors: &[f32],
        starts: &[bool],
        s: &mut StepScratch,
        out: &mut Vec<(u32, u32, u16)>,
    ) {
        let n = starts.len();
        self.step.prepare(n, vectors, s);
        out.clear();
        let mut open: Option<(u32, u16)> = None;
        for t in 0..n {
            let first = open.map(|(f, _)| f as usize);
            // The word before, where a name is open, is its last so far.
            self.step.score(&[Some(t), first, first.and(t.checked_sub(1))], s);
            let last = t + 1 == n;
            let ends = starts.get(t + 1).copied().unwrap_or(false);
            let unlabelled = |m: Move| self.labels[m.label as usize].is_empty();
            let m = best(&s.scores, &self.moves, |m| match m.kind {
                Kind::Begin => open.is_none() && !last && !ends && !unlabelled(m),
                Kind::In => open.is_some_and(|(_, l)| l == m.label) && !last && !ends,
                Kind::Last => open.is_some_and(|(_, l)| l == m.label),
                Kind::Unit => open.is_none() && !unlabelled(m),
                Kind::Out => open.is_none(),
                _ => false,
            });
            let t = t as u32;
            match m {
                Some(Move { kind: Kind::Begin, label }) => open = Some((t, label)),
                Some(Move { kind: Kind::Unit, label }) => out.push((t, t + 1, label)),
                Some(Move { kind: Kind::Last, .. }) => {
                    if let Some((first, label)) = open.take() {
                        out.push((first, t + 1, label));
                    }
                }
                Some(_) => {}
                None => open = None,
            }
        }
    }
}
