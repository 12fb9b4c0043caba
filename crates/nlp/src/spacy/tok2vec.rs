//! Hashed embeddings and the convolutions over them.

use std::collections::HashMap;

use super::hash::row_keys;
use super::lexeme::Lexeme;
use crate::kernel::{Matrix, matmul};

/// Rows of zeros on each side of a text: as many as the convolutions reach.
const PAD: usize = 4;

/// Words whose mixed embedding a worker keeps before it starts anew.
const MEMO: usize = 1 << 14;

/// A maxout layer with its layer normalisation.
#[derive(Debug)]
pub(crate) struct Maxout {
    pub(crate) weights: Matrix,
    pub(crate) bias: Vec<f32>,
    pub(crate) gain: Vec<f32>,
    pub(crate) shift: Vec<f32>,
}

impl Maxout {
    /// From thinc's layout: `w` is `[width][pieces][inputs]`, `b` is `[width][pieces]`.
    pub(crate) fn new(w: &[f32], b: &[f32], gain: Vec<f32>, shift: Vec<f32>) -> Self {
        let width = gain.len().max(1);
        let pieces = b.len() / width;
        let inputs = w.len() / b.len().max(1);
        let at = |c: usize| (c % width) * pieces + c / width;
        Self {
            weights: Matrix::from_fn(inputs, width * pieces, |r, c| w[at(c) * inputs + r]),
            bias: (0..b.len()).map(|c| b[at(c)]).collect(),
            gain,
            shift,
        }
    }

    /// `out` gets a row of `width` for each of `m` rows of `a`.
    fn forward(&self, m: usize, a: &[f32], stride: usize, wide: &mut Vec<f32>, out: &mut Vec<f32>) {
        let width = self.gain.len();
        matmul(m, a, stride, &self.weights, Some(&self.bias), wide);
        out.clear();
        out.resize(m * width, 0.0);
        for (from, to) in wide.chunks_exact(self.bias.len().max(1)).zip(out.chunks_exact_mut(width.max(1))) {
            let (first, rest) = from.split_at(width);
            to.copy_from_slice(first);
            for piece in rest.chunks_exact(width) {
                for (x, y) in to.iter_mut().zip(piece) {
                    *x = if *y > *x { *y } else { *x };
                }
            }
            normalise(to, &self.gain, &self.shift);
        }
    }
}

/// Layer normalisation of one row.
fn normalise(row: &mut [f32], gain: &[f32], shift: &[f32]) {
    let n = row.len() as f32;
    let mean = sum(row, |x| x) / n;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / n + 1e-8;
    let scale = 1.0 / variance.sqrt();
    for ((x, g), b) in row.iter_mut().zip(gain).zip(shift) {
        *x = (*x - mean) * scale * g + b;
    }
}

/// Sum in eight lanes, always in the same order.
fn sum(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; 8];
    let (chunks, tail) = row.as_chunks::<8>();
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane += f(*x);
        }
    }
    tail.iter().fold(lanes.iter().sum(), |s, x| s + f(*x))
}

/// A feature that an embedding table is addressed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

impl Column {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "NORM" => Column::Norm,
            "PREFIX" => Column::Prefix,
            "SUFFIX" => Column::Suffix,
            "SHAPE" => Column::Shape,
            "SPACY" => Column::Spacy,
            "IS_SPACE" => Column::IsSpace,
            _ => return None,
        })
    }
}

/// One embedding table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) column: Column,
    pub(crate) seed: u32,
    pub(crate) rows: Vec<f32>,
}

/// Embedding and convolutions.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    pub(crate) tables: Vec<Table>,
    pub(crate) mix: Maxout,
    pub(crate) layers: Vec<Maxout>,
}

/// What the embedding sees of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Input {
    pub(crate) lexeme: Lexeme,
    pub(crate) spaced: bool,
}

/// Buffers and memory of one [`Tok2Vec`].
#[derive(Debug, Default)]
pub(crate) struct Tok2VecScratch {
    memo: HashMap<Input, u32>,
    /// Mixed embeddings of the words in `memo`.
    mixed: Vec<f32>,
    rows: Vec<f32>,
    wide: Vec<f32>,
    out: Vec<f32>,
    fresh: Vec<Input>,
    picks: Vec<u32>,
}

impl Tok2Vec {
    pub(crate) fn width(&self) -> usize {
        self.mix.gain.len()
    }

    fn embed(&self, input: Input, out: &mut Vec<f32>) {
        let width = self.width();
        for table in &self.tables {
            let key = match table.column {
                Column::Norm => input.lexeme.norm,
                Column::Prefix => input.lexeme.prefix,
                Column::Suffix => input.lexeme.suffix,
                Column::Shape => input.lexeme.shape,
                Column::Spacy => u64::from(input.spaced),
                Column::IsSpace => 0,
            };
            let count = (table.rows.len() / width.max(1)) as u32;
            let first = out.len();
            out.resize(first + width, 0.0);
            for row in row_keys(key, table.seed) {
                let from = (row % count.max(1)) as usize * width;
                for (x, y) in out[first..].iter_mut().zip(&table.rows[from..from + width]) {
                    *x += y;
                }
            }
        }
    }

    /// A vector for each input, in `out`, row after row.
    pub(crate) fn forward(&self, inputs: &[Input], scratch: &mut Tok2VecScratch, out: &mut Vec<f32>) {
        let width = self.width();
        let s = scratch;
        if s.memo.len() > MEMO {
            s.memo.clear();
            s.mixed.clear();
        }
        s.picks.clear();
        s.fresh.clear();
        let whole_spaced = self.tables.iter().any(|t| t.column == Column::Spacy);
        for &input in inputs {
            let input = Input { spaced: input.spaced && whole_spaced, ..input };
            let next = s.memo.len() as u32;
            let pick = *s.memo.entry(input).or_insert(next);
            if pick == next {
                s.fresh.push(input);
            }
            s.picks.push(pick);
        }
        s.rows.clear();
        for &input in &s.fresh {
            self.embed(input, &mut s.rows);
        }
        self.mix.forward(s.fresh.len(), &s.rows, width * self.tables.len(), &mut s.wide, &mut s.out);
        s.mixed.extend_from_slice(&s.out);

        // One more row of zeros on each side for the windows of the outermost pads.
        let count = inputs.len() + 2 * PAD;
        s.rows.clear();
        s.rows.resize((count + 2) * width, 0.0);
        for (row, &pick) in s.rows[(PAD + 1) * width..].chunks_exact_mut(width.max(1)).zip(&s.picks) {
            row.copy_from_slice(&s.mixed[pick as usize * width..][..width]);
        }
        for layer in &self.layers {
            layer.forward(count, &s.rows, width, &mut s.wide, &mut s.out);
            for (x, y) in s.rows[width..].iter_mut().zip(&s.out) {
                *x += y;
            }
        }
        out.clear();
        out.extend_from_slice(&s.rows[(PAD + 1) * width..][..inputs.len() * width]);
    }
}
