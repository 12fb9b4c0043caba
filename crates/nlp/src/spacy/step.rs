//! The scorer of transitions: features of a state summed from rows computed once a token, maxout, linear.

use crate::kernel::{Matrix, add, matmul};

/// Weights of a scorer.
#[derive(Debug)]
pub(crate) struct Step {
    /// Vectors of tokens to the width of the scorer.
    pub(crate) reduce: Matrix,
    pub(crate) reduce_bias: Vec<f32>,
    /// All slots side by side.
    lower: Matrix,
    lower_bias: Vec<f32>,
    pad: Vec<f32>,
    upper: Matrix,
    upper_bias: Vec<f32>,
    hidden: usize,
}

/// Weights as thinc has them.
pub(crate) struct StepWeights<'a> {
    pub(crate) reduce: &'a [f32],
    pub(crate) reduce_bias: &'a [f32],
    /// `[slots][hidden][pieces][inputs]`.
    pub(crate) lower: &'a [f32],
    /// `[hidden][pieces]`.
    pub(crate) lower_bias: &'a [f32],
    /// `[slots][hidden][pieces]`.
    pub(crate) pad: &'a [f32],
    pub(crate) upper: &'a [f32],
    pub(crate) upper_bias: &'a [f32],
}

/// Rows computed for a text, and buffers.
#[derive(Debug, Default)]
pub(crate) struct StepScratch {
    reduced: Vec<f32>,
    cached: Vec<f32>,
    sum: Vec<f32>,
    hidden: Vec<f32>,
    pub(crate) scores: Vec<f32>,
}

impl Step {
    pub(crate) fn new(w: &StepWeights<'_>, hidden: usize) -> Self {
        let pieces = w.lower_bias.len() / hidden.max(1);
        let unit = hidden * pieces;
        let slots = w.pad.len() / unit.max(1);
        let inputs = w.lower.len() / (slots * unit).max(1);
        let classes = w.upper_bias.len();
        let width = w.reduce.len() / inputs.max(1);
        // Pieces apart from each other, so that their maximum is taken over whole runs.
        let at = |c: usize| (c % hidden) * pieces + c / hidden;
        Self {
            reduce: Matrix::from_fn(width, inputs, |r, c| w.reduce[c * width + r]),
            reduce_bias: w.reduce_bias.to_vec(),
            lower: Matrix::from_fn(inputs, slots * unit, |r, c| {
                w.lower[(c / unit * unit + at(c % unit)) * inputs + r]
            }),
            lower_bias: (0..unit).map(|c| w.lower_bias[at(c)]).collect(),
            pad: (0..slots * unit).map(|c| w.pad[c / unit * unit + at(c % unit)]).collect(),
            upper: Matrix::from_fn(hidden, classes, |r, c| w.upper[c * hidden + r]),
            upper_bias: w.upper_bias.to_vec(),
            hidden,
        }
    }

    /// Number of classes.
    pub(crate) fn classes(&self) -> usize {
        self.upper_bias.len()
    }

    /// Number of slots of a state.
    pub(crate) fn slots(&self) -> usize {
        self.lower.cols() / self.lower_bias.len().max(1)
    }

    /// Computes the rows of `n` tokens from their vectors.
    pub(crate) fn prepare(&self, n: usize, vectors: &[f32], s: &mut StepScratch) {
        let width = self.reduce.rows();
        matmul(n, vectors, width, &self.reduce, Some(&self.reduce_bias), &mut s.reduced);
        matmul(n, &s.reduced, self.reduce.cols(), &self.lower, None, &mut s.cached);
    }

    /// Scores of the state whose slots hold `tokens`; `None` is an empty slot.
    pub(crate) fn score(&self, tokens: &[Option<usize>], s: &mut StepScratch) {
        let unit = self.lower_bias.len();
        s.sum.clear();
        s.sum.resize(unit, 0.0);
        for (slot, token) in tokens.iter().enumerate() {
            let row = match token {
                Some(t) => &s.cached[t * self.lower.cols() + slot * unit..][..unit],
                None => &self.pad[slot * unit..][..unit],
            };
            add(&mut s.sum, row);
        }
        add(&mut s.sum, &self.lower_bias);
        s.hidden.clear();
        s.hidden.extend_from_slice(&s.sum[..self.hidden]);
        for piece in s.sum[self.hidden..].chunks_exact(self.hidden) {
            for (x, y) in s.hidden.iter_mut().zip(piece) {
                *x = if *y > *x { *y } else { *x };
            }
        }
        matmul(1, &s.hidden, self.hidden, &self.upper, Some(&self.upper_bias), &mut s.scores);
    }
}
