//! Hashed embeddings and the convolutions over them.

use std::collections::HashMap;

use super::hash::row_keys;
use super::lexeme::Lexeme;
use crate::kernel::{Matrix, add, matmul};

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
        matmul(m, a, stride, &self.weights, Some(&self.bias), wide);
        self.finish(m, wide, out);
    }

    /// Maximum over the pieces and normalisation of `m` rows.
    fn finish(&self, m: usize, wide: &[f32], out: &mut Vec<f32>) {
        let width = self.gain.len();
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
    /// The first convolution's weights for the word before, the word itself and the word after, side by side.
    first: Matrix,
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
    /// Mixed embeddings of the words in `memo`, and their parts of the first convolution.
    mixed: Vec<f32>,
    parts: Vec<f32>,
    rows: Vec<f32>,
    wide: Vec<f32>,
    out: Vec<f32>,
    fresh: Vec<Input>,
    picks: Vec<u32>,
}

impl Tok2Vec {
    /// `first` holds the weights of the first convolution as thinc has them.
    pub(crate) fn new(tables: Vec<Table>, mix: Maxout, layers: Vec<Maxout>, first: &[f32]) -> Self {
        let width = mix.gain.len();
        let (unit, pieces) = layers.first().map_or((0, 1), |l| (l.bias.len(), l.bias.len() / width.max(1)));
        let first = Matrix::from_fn(width, 3 * unit, |r, c| {
            let (slot, c) = (c / unit, c % unit);
            first[((c % width) * pieces + c / width) * 3 * width + slot * width + r]
        });
        Self { tables, mix, layers, first }
    }

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
            s.parts.clear();
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
        matmul(s.fresh.len(), &s.out, width, &self.first, None, &mut s.wide);
        s.parts.extend_from_slice(&s.wide);

        // Rows of zeros on each side, as many as the convolutions reach: what they become counts at the edges.
        let (n, pad) = (inputs.len(), self.layers.len());
        s.rows.clear();
        s.rows.resize((n + 2 * pad + 2) * width, 0.0);
        for (row, &pick) in s.rows[(pad + 1) * width..].chunks_exact_mut(width.max(1)).zip(&s.picks) {
            row.copy_from_slice(&s.mixed[pick as usize * width..][..width]);
        }
        for (i, layer) in self.layers.iter().enumerate() {
            // Rows that the layers above still see beyond the text.
            let reach = pad - i - 1;
            let count = n + 2 * reach;
            if i == 0 {
                first_layer(layer, n, reach, s);
            } else {
                layer.forward(count, &s.rows[(pad - reach) * width..], width, &mut s.wide, &mut s.out);
            }
            for (x, y) in s.rows[(pad + 1 - reach) * width..].iter_mut().zip(&s.out) {
                *x += y;
            }
        }
        out.clear();
        out.extend_from_slice(&s.rows[(pad + 1) * width..][..n * width]);
    }
}

/// The first convolution from the parts that the memory holds; a row of zeros has none.
fn first_layer(layer: &Maxout, n: usize, reach: usize, s: &mut Tok2VecScratch) {
    let unit = layer.bias.len();
    s.wide.clear();
    for row in 0..n + 2 * reach {
        let at = s.wide.len();
        s.wide.extend_from_slice(&layer.bias);
        for slot in 0..3 {
            // Word `row - reach + slot - 1` of the text.
            let Some(&pick) = (row + slot).checked_sub(reach + 1).and_then(|word| s.picks.get(word)) else {
                continue;
            };
            add(&mut s.wide[at..], &s.parts[pick as usize * 3 * unit + slot * unit..][..unit]);
        }
    }
    layer.finish(n + 2 * reach, &s.wide, &mut s.out);
}
