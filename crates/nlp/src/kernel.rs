//! f32 matrix kernels of the networks; the one module that may hold `unsafe`.
//!
//! Every output element is one chain of fused multiply-adds that starts at the bias and runs over the inner
//! dimension in order. AVX-512, AVX2 and portable code keep that chain, so a result depends neither on the
//! processor nor on how many rows are computed together: what is memoised equals what is computed again.
#![allow(unsafe_code)]

/// Columns of a panel: two AVX-512 registers, four AVX2 ones.
const PANEL: usize = 32;

/// A right-hand matrix, stored in column panels so that the inner loop reads it in order.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    rows: usize,
    cols: usize,
    panels: Vec<f32>,
}

impl Matrix {
    /// Packs `data`, row after row, of `rows` x `cols`.
    ///
    /// # Panics
    /// When `data` is not `rows * cols` long.
    pub fn new(rows: usize, cols: usize, data: &[f32]) -> Self {
        assert_eq!(data.len(), rows * cols, "matrix of {rows} x {cols}");
        Self::from_fn(rows, cols, |r, c| data[r * cols + c])
    }

    /// Packs the matrix whose element in row `r` and column `c` is `at(r, c)`.
    pub fn from_fn(rows: usize, cols: usize, at: impl Fn(usize, usize) -> f32) -> Self {
        let mut panels = vec![0.0; cols.div_ceil(PANEL) * rows * PANEL];
        for (p, panel) in panels.chunks_exact_mut((rows * PANEL).max(1)).enumerate() {
            let width = PANEL.min(cols - p * PANEL);
            for (r, row) in panel.chunks_exact_mut(PANEL).enumerate() {
                for (c, out) in row[..width].iter_mut().enumerate() {
                    *out = at(r, p * PANEL + c);
                }
            }
        }
        Self { rows, cols, panels }
    }

    /// Inner dimension.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Outer dimension.
    pub fn cols(&self) -> usize {
        self.cols
    }
}

/// `out = a * w + bias`, `out` of `m` x `w.cols()`.
///
/// Row `i` of `a` is `a[i * stride..][..w.rows()]`; a stride below `w.rows()` makes rows overlap, as a
/// convolution over a window wants.
///
/// # Panics
/// When `a` or `bias` is too short.
pub fn matmul(m: usize, a: &[f32], stride: usize, w: &Matrix, bias: Option<&[f32]>, out: &mut Vec<f32>) {
    out.clear();
    out.resize(m * w.cols, 0.0);
    if m == 0 || w.cols == 0 {
        return;
    }
    assert!((m - 1) * stride + w.rows <= a.len(), "left matrix too short");
    assert!(bias.is_none_or(|b| b.len() == w.cols), "bias of another length");
    let level = Level::detect();
    for p in 0..w.cols.div_ceil(PANEL) {
        let first = p * PANEL;
        let width = PANEL.min(w.cols - first);
        let mut start = [0.0; PANEL];
        if let Some(bias) = bias {
            start[..width].copy_from_slice(&bias[first..first + width]);
        }
        let panel = &w.panels[p * w.rows * PANEL..][..w.rows * PANEL];
        let mut i = 0;
        while i < m {
            let left = &a[i * stride..];
            let out = &mut out[i * w.cols + first..];
            i += match m - i {
                8.. if level == Level::Avx512 => {
                    block::<8>(level, left, stride, panel, &start, out, w.cols, width)
                }
                4.. if level == Level::Avx512 => {
                    block::<4>(level, left, stride, panel, &start, out, w.cols, width)
                }
                2.. => block::<2>(level, left, stride, panel, &start, out, w.cols, width),
                _ => block::<1>(level, left, stride, panel, &start, out, w.cols, width),
            };
        }
    }
}

/// Sum of products in a fixed order: sixteen lanes, then a tree over them.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    match Level::detect() {
        // SAFETY: the processor has the features that the function is compiled for.
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 | Level::Avx2 => unsafe { dot_avx2(a, b) },
        Level::Portable => dot_lanes(a, b),
    }
}

/// One step of a long short-term memory: `gates` holds input, forget, candidate and output gates before their
/// functions; `cell` and `state` go from the step before to this one.
///
/// # Panics
/// When the lengths do not fit.
pub fn lstm(gates: &mut [f32], cell: &mut [f32], state: &mut [f32]) {
    assert!(cell.len() == state.len() && gates.len() == 4 * cell.len(), "gates of another length");
    match Level::detect() {
        // SAFETY: the processor has the features that the function is compiled for.
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => unsafe { lstm_avx512(gates, cell, state) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { lstm_avx2(gates, cell, state) },
        Level::Portable => lstm_plain(gates, cell, state),
    }
}

/// `max(x, 0) * scale + shift` by column: ReLU and a batch normalisation after it.
pub fn relu_scale_shift(rows: &mut [f32], scale: &[f32], shift: &[f32]) {
    for row in rows.chunks_exact_mut(scale.len().max(1)) {
        for ((x, s), b) in row.iter_mut().zip(scale).zip(shift) {
            *x = x.max(0.0) * s + b;
        }
    }
}

/// `max(x, 0)`.
pub fn relu(values: &mut [f32]) {
    for x in values {
        *x = x.max(0.0);
    }
}

/// `out += row`.
pub fn add(out: &mut [f32], row: &[f32]) {
    for (x, y) in out.iter_mut().zip(row) {
        *x += y;
    }
}

/// Index of the greatest value, the first among equals; 0 when there is none.
pub fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (i, v) in values.iter().enumerate() {
        if *v > values[best] {
            best = i;
        }
    }
    best
}

/// Instruction sets with a kernel of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

impl Level {
    #[cfg(not(target_arch = "x86_64"))]
    #[allow(non_upper_case_globals)]
    const Avx512: Level = Level::Portable;

    /// What this processor has; the standard library remembers the answer.
    fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            if avx2 && is_x86_feature_detected!("avx512f") {
                return Level::Avx512;
            }
            if avx2 {
                return Level::Avx2;
            }
        }
        Level::Portable
    }
}

/// Computes `R` rows of one panel and copies its `width` columns to `out`; returns `R`.
#[inline]
fn block<const R: usize>(
    level: Level,
    a: &[f32],
    stride: usize,
    panel: &[f32],
    start: &[f32; PANEL],
    out: &mut [f32],
    out_stride: usize,
    width: usize,
) -> usize {
    let mut tile = [*start; R];
    assert!((R - 1) * stride + panel.len() / PANEL <= a.len());
    match level {
        // SAFETY: the processor has the features; the assertion above covers every read of `a`.
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => unsafe { tile_avx512(a, stride, panel, &mut tile) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { tile_avx2(a, stride, panel, &mut tile) },
        Level::Portable => tile_portable(a, stride, panel, &mut tile),
    }
    for (r, row) in tile.iter().enumerate() {
        out[r * out_stride..][..width].copy_from_slice(&row[..width]);
    }
    R
}

/// `tile += a * panel`, the definition that the vector kernels follow.
fn tile_portable<const R: usize>(a: &[f32], stride: usize, panel: &[f32], tile: &mut [[f32; PANEL]; R]) {
    for (k, b) in panel.chunks_exact(PANEL).enumerate() {
        for (r, row) in tile.iter_mut().enumerate() {
            let x = a[r * stride + k];
            for (sum, y) in row.iter_mut().zip(b) {
                *sum = x.mul_add(*y, *sum);
            }
        }
    }
}

/// [`tile_portable`] with two 16-lane registers a row.
///
/// # Safety
/// Needs AVX-512F, and `a` to hold `(R - 1) * stride + panel.len() / PANEL` elements.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
unsafe fn tile_avx512<const R: usize>(a: &[f32], stride: usize, panel: &[f32], tile: &mut [[f32; PANEL]; R]) {
    use std::arch::x86_64::{
        _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_set1_ps, _mm512_setzero_ps, _mm512_storeu_ps,
    };
    let mut sums = [[_mm512_setzero_ps(); 2]; R];
    for (sum, row) in sums.iter_mut().zip(&*tile) {
        // SAFETY: a row holds two registers.
        *sum = unsafe { [_mm512_loadu_ps(row.as_ptr()), _mm512_loadu_ps(row.as_ptr().add(16))] };
    }
    for (k, b) in panel.chunks_exact(PANEL).enumerate() {
        // SAFETY: a chunk holds two registers.
        let [b0, b1] = unsafe { [_mm512_loadu_ps(b.as_ptr()), _mm512_loadu_ps(b.as_ptr().add(16))] };
        for (r, sum) in sums.iter_mut().enumerate() {
            // SAFETY: `r < R` and `k < panel.len() / PANEL`; the caller vouches for the length of `a`.
            let x = _mm512_set1_ps(unsafe { *a.get_unchecked(r * stride + k) });
            *sum = [_mm512_fmadd_ps(x, b0, sum[0]), _mm512_fmadd_ps(x, b1, sum[1])];
        }
    }
    for (sum, row) in sums.iter().zip(tile) {
        // SAFETY: a row holds two registers.
        unsafe {
            _mm512_storeu_ps(row.as_mut_ptr(), sum[0]);
            _mm512_storeu_ps(row.as_mut_ptr().add(16), sum[1]);
        }
    }
}

/// [`tile_portable`] with four 8-lane registers a row.
///
/// # Safety
/// Needs AVX2 and FMA, and `a` to hold `(R - 1) * stride + panel.len() / PANEL` elements.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
unsafe fn tile_avx2<const R: usize>(a: &[f32], stride: usize, panel: &[f32], tile: &mut [[f32; PANEL]; R]) {
    use std::arch::x86_64::{
        _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_setzero_ps, _mm256_storeu_ps,
    };
    let mut sums = [[_mm256_setzero_ps(); 4]; R];
    for (sum, row) in sums.iter_mut().zip(&*tile) {
        for (lane, s) in sum.iter_mut().enumerate() {
            // SAFETY: a row holds four registers.
            *s = unsafe { _mm256_loadu_ps(row.as_ptr().add(8 * lane)) };
        }
    }
    for (k, b) in panel.chunks_exact(PANEL).enumerate() {
        let mut right = [_mm256_setzero_ps(); 4];
        for (lane, y) in right.iter_mut().enumerate() {
            // SAFETY: a chunk holds four registers.
            *y = unsafe { _mm256_loadu_ps(b.as_ptr().add(8 * lane)) };
        }
        for (r, sum) in sums.iter_mut().enumerate() {
            // SAFETY: `r < R` and `k < panel.len() / PANEL`; the caller vouches for the length of `a`.
            let x = _mm256_set1_ps(unsafe { *a.get_unchecked(r * stride + k) });
            for (s, y) in sum.iter_mut().zip(right) {
                *s = _mm256_fmadd_ps(x, y, *s);
            }
        }
    }
    for (sum, row) in sums.iter().zip(tile) {
        for (lane, s) in sum.iter().enumerate() {
            // SAFETY: a row holds four registers.
            unsafe { _mm256_storeu_ps(row.as_mut_ptr().add(8 * lane), *s) };
        }
    }
}

/// [`lstm_plain`] compiled for AVX-512.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn lstm_avx512(gates: &mut [f32], cell: &mut [f32], state: &mut [f32]) {
    lstm_plain(gates, cell, state);
}

/// [`lstm_plain`] compiled for AVX2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn lstm_avx2(gates: &mut [f32], cell: &mut [f32], state: &mut [f32]) {
    lstm_plain(gates, cell, state);
}

/// The definition of [`lstm`].
#[inline(always)]
#[allow(clippy::inline_always)] // It must be compiled anew for the caller's features.
fn lstm_plain(gates: &mut [f32], cell: &mut [f32], state: &mut [f32]) {
    let (inputs, rest) = gates.split_at_mut(cell.len());
    let (forgets, rest) = rest.split_at_mut(cell.len());
    let (candidates, outputs) = rest.split_at_mut(cell.len());
    for i in 0..cell.len() {
        let kept = sigmoid(forgets[i]) * cell[i] + sigmoid(inputs[i]) * tanh(candidates[i]);
        cell[i] = kept;
        state[i] = sigmoid(outputs[i]) * tanh(kept);
    }
}

#[inline(always)]
#[allow(clippy::inline_always)]
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

#[inline(always)]
#[allow(clippy::inline_always)]
fn tanh(x: f32) -> f32 {
    2.0 / (1.0 + exp(-2.0 * x)) - 1.0
}

/// `e^x` by a polynomial, without branches: relative error below 1e-6.
#[inline(always)]
#[allow(clippy::inline_always)]
fn exp(x: f32) -> f32 {
    /// Adding and taking it away rounds to a whole number.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let n = (x * std::f32::consts::LOG2_E + ROUND) - ROUND;
    // ln 2 in two parts, so that the rest is exact.
    let r = x - n * 0.693_145_75 - n * 1.428_606_8e-6;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r / 720.0)))));
    p * f32::from_bits((n as i32 + 127).cast_unsigned() << 23)
}

/// [`dot_lanes`] compiled for AVX2 and FMA.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn dot_avx2(a: &[f32], b: &[f32]) -> f32 {
    dot_lanes(a, b)
}

/// The definition of [`dot`].
#[inline(always)]
#[allow(clippy::inline_always)] // It must be compiled anew for the caller's features.
fn dot_lanes(a: &[f32], b: &[f32]) -> f32 {
    let (heads_a, tail_a) = a.as_chunks::<16>();
    let (heads_b, tail_b) = b.as_chunks::<16>();
    let mut lanes = [0.0f32; 16];
    for (x, y) in heads_a.iter().zip(heads_b) {
        for l in 0..16 {
            lanes[l] = x[l].mul_add(y[l], lanes[l]);
        }
    }
    for ((x, y), lane) in tail_a.iter().zip(tail_b).zip(&mut lanes) {
        *lane = x.mul_add(*y, *lane);
    }
    let mut width = 8;
    while width > 0 {
        for l in 0..width {
            lanes[l] += lanes[l + width];
        }
        width /= 2;
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small numbers with many bits, the same every time.
    fn numbers(n: usize, seed: u32) -> Vec<f32> {
        let mut x = seed;
        (0..n)
            .map(|_| {
                x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (x >> 8) as f32 / (1 << 24) as f32 - 0.5
            })
            .collect()
    }

    #[allow(clippy::many_single_char_names)]
    fn plain(m: usize, a: &[f32], stride: usize, w: &[f32], n: usize, bias: &[f32]) -> Vec<f32> {
        let k = w.len() / n;
        let mut out = Vec::new();
        for i in 0..m {
            for j in 0..n {
                out.push((0..k).fold(bias[j], |s, x| a[i * stride + x].mul_add(w[x * n + j], s)));
            }
        }
        out
    }

    #[test]
    fn every_kernel_keeps_the_order_of_the_sum() {
        for (m, k, n, stride) in [(1, 5, 3, 5), (13, 33, 70, 11), (20, 64, 64, 64), (7, 1, 32, 9)] {
            let (a, w, bias) = (numbers((m - 1) * stride + k, 1), numbers(k * n, 2), numbers(n, 3));
            let mut out = Vec::new();
            matmul(m, &a, stride, &Matrix::new(k, n, &w), Some(&bias), &mut out);
            assert_eq!(out, plain(m, &a, stride, &w, n, &bias), "{m} {k} {n}");
        }
    }

    #[test]
    fn a_row_does_not_depend_on_its_neighbours() {
        let (a, w) = (numbers(19 * 48, 4), Matrix::new(48, 40, &numbers(48 * 40, 5)));
        let (mut all, mut one) = (Vec::new(), Vec::new());
        matmul(19, &a, 48, &w, None, &mut all);
        for i in 0..19 {
            matmul(1, &a[i * 48..], 48, &w, None, &mut one);
            assert_eq!(one, all[i * 40..][..40]);
        }
    }

    #[test]
    fn the_dot_product_is_the_same_compiled_for_any_processor() {
        for n in [0, 1, 15, 16, 17, 64, 99] {
            let (a, b) = (numbers(n, 6), numbers(n, 7));
            assert_eq!(dot(&a, &b).to_bits(), dot_lanes(&a, &b).to_bits());
            let exact: f64 = a.iter().zip(&b).map(|(x, y)| f64::from(*x) * f64::from(*y)).sum();
            assert!((f64::from(dot(&a, &b)) - exact).abs() < 1e-5);
        }
    }

    #[test]
    fn a_memory_cell_follows_its_definition() {
        let (mut gates, mut cell, mut state) = (numbers(4 * 35, 8), numbers(35, 9), vec![0.0; 35]);
        let (before, old) = (gates.clone(), cell.clone());
        lstm(&mut gates, &mut cell, &mut state);
        let s = |x: f32| 1.0 / (1.0 + (-x).exp());
        for i in 0..35 {
            let kept = s(before[35 + i]) * old[i] + s(before[i]) * before[70 + i].tanh();
            assert!((cell[i] - kept).abs() < 1e-6);
            assert!((state[i] - s(before[105 + i]) * kept.tanh()).abs() < 1e-6);
        }
        assert!((exp(-500.0) - 0.0).abs() < 1e-30 && exp(500.0).is_finite());
    }

    #[test]
    fn nothing_is_computed_from_nothing() {
        let mut out = vec![1.0];
        matmul(0, &[], 4, &Matrix::new(4, 2, &[0.0; 8]), None, &mut out);
        assert!(out.is_empty());
        assert_eq!(argmax(&[]), 0);
    }
}
