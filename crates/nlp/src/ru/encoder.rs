//! The three convolutions that both networks begin with, and the memory of the first one.

use std::collections::HashMap;

use crate::kernel::{self, Matrix};
use crate::pack::{Pack, PackError};
use crate::ru::shape::Shape;
use crate::ru::vectors::{DIMS, Row, Vectors};

/// Length of a shape's embedding.
const SHAPE_DIMS: usize = 30;
const SHAPES: usize = 66;
const INPUT: usize = DIMS + SHAPE_DIMS;
/// Filters of the first layer.
const FIRST: usize = 256;
/// A word's part in the first layer of one network: as left neighbour, as itself, as right neighbour.
const TAPS: usize = 3 * FIRST;
/// Length of an encoded token.
pub(crate) const OUTPUT: usize = 64;
/// Tokens that an encoded token sees on either side.
pub(crate) const REACH: usize = 3;

/// A word as the networks see it.
pub(crate) type WordId = (Row, Shape);

#[derive(Debug)]
struct Layer {
    weight: Matrix,
    bias: Vec<f32>,
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl Layer {
    fn read(pack: &Pack, name: &str, input: usize, filters: usize) -> Result<Self, PackError> {
        let read = |what: &str| pack.f32s(&format!("{name}.{what}"), &[filters]);
        Ok(Self {
            weight: Matrix::new(
                3 * input,
                filters,
                &pack.f32s(&format!("{name}.weight"), &[3 * input, filters])?,
            ),
            bias: read("bias")?,
            scale: read("scale")?,
            shift: read("shift")?,
        })
    }
}

/// The convolutions of one network.
#[derive(Debug)]
pub(crate) struct Encoder {
    shapes: Vec<f32>,
    /// First layer, the three taps side by side: what a word adds to its right neighbour, itself, its left one.
    first: Matrix,
    first_bias: Vec<f32>,
    first_scale: Vec<f32>,
    first_shift: Vec<f32>,
    deep: [Layer; 2],
}

impl Encoder {
    pub(crate) fn read(pack: &Pack, net: &str) -> Result<Self, PackError> {
        let first = Layer::read(pack, &format!("{net}.conv0"), INPUT, FIRST)?;
        let taps = pack.f32s(&format!("{net}.conv0.weight"), &[3 * INPUT, FIRST])?;
        Ok(Self {
            shapes: pack.f32s(&format!("{net}.shapes"), &[SHAPES, SHAPE_DIMS])?,
            first: Matrix::from_fn(INPUT, TAPS, |i, c| taps[(c / FIRST * INPUT + i) * FIRST + c % FIRST]),
            first_bias: first.bias,
            first_scale: first.scale,
            first_shift: first.shift,
            deep: [
                Layer::read(pack, &format!("{net}.conv1"), FIRST, 128)?,
                Layer::read(pack, &format!("{net}.conv2"), 128, OUTPUT)?,
            ],
        })
    }
}

/// What a thread keeps between texts: first-layer parts of the words met lately.
///
/// A part is computed row by row in a fixed order, so that it is the same whether remembered or not.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    slots: HashMap<WordId, u32>,
    /// [`TAPS`] numbers a slot, one list a network.
    parts: [Vec<f32>; 2],
    fresh: Vec<WordId>,
    input: Vec<f32>,
    product: Vec<f32>,
}

/// Words remembered: 6 KB each.
const REMEMBERED: usize = 6000;

impl Memo {
    /// Slots of some words; computes those that are not remembered.
    pub(crate) fn slots(
        &mut self,
        ids: &[WordId],
        vectors: &Vectors,
        nets: [&Encoder; 2],
        out: &mut Vec<u32>,
    ) {
        if self.slots.len() > REMEMBERED {
            self.slots.clear();
            self.parts.iter_mut().for_each(Vec::clear);
        }
        out.clear();
        self.fresh.clear();
        for &id in ids {
            let next = self.slots.len() as u32;
            let slot = *self.slots.entry(id).or_insert(next);
            if slot == next {
                self.fresh.push(id);
            }
            out.push(slot);
        }
        for (net, parts) in nets.into_iter().zip(&mut self.parts) {
            self.input.clear();
            for &(row, shape) in &self.fresh {
                vectors.append(row, &mut self.product, &mut self.input);
                self.input.extend_from_slice(&net.shapes[usize::from(shape) * SHAPE_DIMS..][..SHAPE_DIMS]);
            }
            kernel::matmul(self.fresh.len(), &self.input, INPUT, &net.first, None, &mut self.product);
            parts.extend_from_slice(&self.product);
        }
    }
}

/// Working memory of [`encode`].
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    rows: Vec<f32>,
    product: Vec<f32>,
}

/// Encodes a sequence of words: [`OUTPUT`] numbers each. `net` is the index of the encoder in the memo.
pub(crate) fn encode<'s>(
    encoder: &Encoder,
    memo: &Memo,
    net: usize,
    slots: &[u32],
    scratch: &'s mut Scratch,
) -> &'s [f32] {
    let n = slots.len();
    let Scratch { rows, product } = scratch;
    let part = |slot: u32, tap: usize| &memo.parts[net][slot as usize * TAPS + tap * FIRST..][..FIRST];
    product.clear();
    for i in 0..n {
        let at = product.len();
        product.extend_from_slice(&encoder.first_bias);
        let out = &mut product[at..];
        if i > 0 {
            kernel::add(out, part(slots[i - 1], 0));
        }
        kernel::add(out, part(slots[i], 1));
        if let Some(&next) = slots.get(i + 1) {
            kernel::add(out, part(next, 2));
        }
    }
    kernel::relu_scale_shift(product, &encoder.first_scale, &encoder.first_shift);
    let mut width = FIRST;
    for layer in &encoder.deep {
        // A row of zeros on either side stands for the words that are not there.
        rows.clear();
        rows.resize(width, 0.0);
        rows.extend_from_slice(product);
        rows.resize((n + 2) * width, 0.0);
        kernel::matmul(n, rows, width, &layer.weight, Some(&layer.bias), product);
        kernel::relu_scale_shift(product, &layer.scale, &layer.shift);
        width = layer.weight.cols();
    }
    product
}
