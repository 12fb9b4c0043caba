//! Coarse vectors for rare words: product quantisation in the space that the networks' first layers see.
//!
//! The error of a vector matters only as far as it changes `W x` of the first convolutions. With `M = sum W W'`
//! and `M = A A'`, plain distance between `A' x` is that error; there the vectors are turned to their principal
//! axes, the axes are dealt out to groups of like spread, and each group gets its own centroids.

use legation_nlp::kernel::{self, Matrix};

/// Centroids a group: one byte.
pub(crate) const CENTROIDS: usize = 256;
/// Rounds of k-means; the error hardly falls after that.
const ROUNDS: usize = 12;
/// Vectors that the centroids are fitted to.
const SAMPLE: usize = 40_000;

/// Rows of one length, one after the other.
pub(crate) struct Rows {
    pub(crate) width: usize,
    pub(crate) data: Vec<f32>,
}

impl Rows {
    fn len(&self) -> usize {
        self.data.len() / self.width
    }
}

/// Quantised rows and what it takes to read them.
pub(crate) struct Quantised {
    /// Centroid numbers, `groups` a row.
    pub(crate) rows: Vec<u8>,
    /// Centroids: group, number, dimension.
    pub(crate) codes: Vec<f32>,
    /// From the centroids side by side back to a vector: `width` x `width`, row after row.
    pub(crate) back: Vec<f32>,
    /// To be added at the end.
    pub(crate) mean: Vec<f32>,
}

/// Quantises `vectors` to `groups` bytes each; `metric` is `M` above.
pub(crate) fn quantise(vectors: &Rows, metric: &[f64], groups: usize) -> Quantised {
    let n = vectors.width;
    let mean = mean(vectors);
    // A = V sqrt(E) and its inverse, from M = V E V'.
    let (values, axes) = eigen(metric.to_vec(), n);
    let root = |k: usize| values[k].max(1e-9).sqrt();
    let forward = square(n, |i, k| axes[i * n + k] * root(k));
    // Principal axes of A' x.
    let spread = covariance(vectors, &mean);
    let (spread, turn) = eigen(product(&transpose(&forward, n), &product(&spread, &forward, n), n), n);
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| spread[b].total_cmp(&spread[a]));
    let dealt = deal(&order, &spread, groups);
    let turn = square(n, |i, k| turn[i * n + dealt[k]]);
    let forward = product(&forward, &turn, n);
    let inverse = square(n, |k, i| axes[i * n + k] / root(k));
    let back = product(&transpose(&turn, n), &inverse, n);

    let centred: Vec<f32> = vectors
        .data
        .chunks_exact(n)
        .flat_map(|row| row.iter().zip(&mean).map(|(x, m)| x - *m as f32))
        .collect();
    let forward = Matrix::from_fn(n, n, |i, k| forward[i * n + k] as f32);
    let mut turned = Vec::new();
    kernel::matmul(vectors.len(), &centred, n, &forward, None, &mut turned);
    let width = n / groups;
    let mut rows = vec![0; vectors.len() * groups];
    let mut codes = Vec::new();
    for group in 0..groups {
        let part: Vec<f32> = turned
            .chunks_exact(n)
            .flat_map(|row| &row[group * width..(group + 1) * width])
            .copied()
            .collect();
        let step = (vectors.len() / SAMPLE).max(1);
        let sample: Vec<f32> = part.chunks_exact(width).step_by(step).flatten().copied().collect();
        let centroids = k_means(&sample, width);
        for (row, nearest) in rows.chunks_exact_mut(groups).zip(nearest(&part, width, &centroids)) {
            row[group] = nearest as u8;
        }
        codes.extend(centroids);
    }
    Quantised {
        rows,
        codes,
        back: back.iter().map(|x| *x as f32).collect(),
        mean: mean.iter().map(|x| *x as f32).collect(),
    }
}

/// Deals axes out to groups of one size so that the products of their spreads are alike; group after group.
fn deal(order: &[usize], spread: &[f64], groups: usize) -> Vec<usize> {
    let size = order.len() / groups;
    let least = order.iter().fold(f64::MAX, |m, &k| m.min(spread[k].max(1e-12)));
    let mut dealt: Vec<(f64, Vec<usize>)> = vec![(0.0, Vec::new()); groups];
    for &axis in order {
        let open = dealt.iter_mut().filter(|(_, axes)| axes.len() < size);
        if let Some((sum, axes)) = open.min_by(|a, b| a.0.total_cmp(&b.0)) {
            *sum += (spread[axis].max(1e-12) / least).ln() + 1e-9;
            axes.push(axis);
        }
    }
    dealt.into_iter().flat_map(|(_, axes)| axes).collect()
}

/// Lloyd's algorithm from starting points strewn over the sample.
fn k_means(points: &[f32], width: usize) -> Vec<f32> {
    let count = points.len() / width;
    let mut centroids: Vec<f32> =
        (0..CENTROIDS).flat_map(|i| &points[i * 2_654_435_761 % count * width..][..width]).copied().collect();
    for _ in 0..ROUNDS {
        let mut sums = vec![0.0f64; CENTROIDS * width];
        let mut counts = [0u32; CENTROIDS];
        for (point, at) in points.chunks_exact(width).zip(nearest(points, width, &centroids)) {
            counts[at] += 1;
            for (sum, x) in sums[at * width..][..width].iter_mut().zip(point) {
                *sum += f64::from(*x);
            }
        }
        for (i, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            for d in 0..width {
                centroids[i * width + d] = (sums[i * width + d] / f64::from(*count)) as f32;
            }
        }
    }
    centroids
}

/// Number of the nearest centroid of every point.
fn nearest(points: &[f32], width: usize, centroids: &[f32]) -> Vec<usize> {
    // Nearest is where `x c - c c / 2` is greatest.
    let table = Matrix::from_fn(width, CENTROIDS, |d, c| centroids[c * width + d]);
    let bias: Vec<f32> = centroids.chunks_exact(width).map(|c| -0.5 * kernel::dot(c, c)).collect();
    let mut scores = Vec::new();
    let mut out = Vec::with_capacity(points.len() / width);
    for some in points.chunks(4096 * width) {
        kernel::matmul(some.len() / width, some, width, &table, Some(&bias), &mut scores);
        out.extend(scores.chunks_exact(CENTROIDS).map(kernel::argmax));
    }
    out
}

fn mean(rows: &Rows) -> Vec<f64> {
    let mut mean = vec![0.0; rows.width];
    for row in rows.data.chunks_exact(rows.width) {
        for (m, x) in mean.iter_mut().zip(row) {
            *m += f64::from(*x);
        }
    }
    mean.iter().map(|m| m / rows.len() as f64).collect()
}

fn covariance(rows: &Rows, mean: &[f64]) -> Vec<f64> {
    let n = rows.width;
    let mut out = vec![0.0; n * n];
    let step = (rows.len() / SAMPLE).max(1);
    let mut count = 0.0;
    for row in rows.data.chunks_exact(n).step_by(step) {
        let row: Vec<f64> = row.iter().zip(mean).map(|(x, m)| f64::from(*x) - m).collect();
        count += 1.0;
        for (i, x) in row.iter().enumerate() {
            for (sum, y) in out[i * n..][..n].iter_mut().zip(&row) {
                *sum += x * y;
            }
        }
    }
    out.iter().map(|x| x / count).collect()
}

fn square(n: usize, at: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    (0..n * n).map(|i| at(i / n, i % n)).collect()
}

fn transpose(a: &[f64], n: usize) -> Vec<f64> {
    square(n, |i, j| a[j * n + i])
}

fn product(a: &[f64], b: &[f64], n: usize) -> Vec<f64> {
    let mut out = vec![0.0; n * n];
    for (row, left) in out.chunks_exact_mut(n).zip(a.chunks_exact(n)) {
        for (x, right) in left.iter().zip(b.chunks_exact(n)) {
            for (sum, y) in row.iter_mut().zip(right) {
                *sum += x * y;
            }
        }
    }
    out
}

/// Eigenvalues and eigenvectors (columns) of a symmetric matrix, by Jacobi's rotations.
// The letters are those of the formula.
#[allow(clippy::many_single_char_names)]
fn eigen(mut a: Vec<f64>, n: usize) -> (Vec<f64>, Vec<f64>) {
    // Rows of `v` are the vectors while it is being turned: rows lie side by side in memory.
    let mut v = square(n, |i, j| f64::from(u8::from(i == j)));
    let total: f64 = a.iter().map(|x| x * x).sum();
    for _ in 0..30 {
        let off: f64 = (0..n * n).filter(|i| i / n != i % n).map(|i| a[i] * a[i]).sum();
        if off <= total * 1e-20 {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                let apq = a[p * n + q];
                if apq.abs() < 1e-300 {
                    continue;
                }
                let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * apq);
                let t = theta.signum() / (theta.abs() + theta.mul_add(theta, 1.0).sqrt());
                let c = 1.0 / t.mul_add(t, 1.0).sqrt();
                let s = t * c;
                for k in 0..n {
                    let (x, y) = (a[k * n + p], a[k * n + q]);
                    a[k * n + p] = c * x - s * y;
                    a[k * n + q] = s * x + c * y;
                }
                for m in [&mut a, &mut v] {
                    for k in 0..n {
                        let (x, y) = (m[p * n + k], m[q * n + k]);
                        m[p * n + k] = c * x - s * y;
                        m[q * n + k] = s * x + c * y;
                    }
                }
            }
        }
    }
    ((0..n).map(|i| a[i * n + i]).collect(), transpose(&v, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigenvectors_give_the_matrix_back() {
        let a = [4.0, 1.0, 0.5, 1.0, 3.0, 0.25, 0.5, 0.25, 2.0];
        let (values, v) = eigen(a.to_vec(), 3);
        for (at, wanted) in a.iter().enumerate() {
            let (i, j) = (at / 3, at % 3);
            let sum: f64 = (0..3).map(|k| v[i * 3 + k] * values[k] * v[j * 3 + k]).sum();
            assert!((sum - wanted).abs() < 1e-9, "{i} {j}");
        }
    }

    #[test]
    fn few_different_vectors_survive_unchanged() {
        let width = 4;
        let data: Vec<f32> =
            (0..1024u32).flat_map(|i| [i % 4, i / 4 % 4, 3 - i % 4, i / 16 % 2].map(|x| x as f32)).collect();
        let metric: Vec<f64> = square(width, |i, j| if i == j { 1.0 + i as f64 } else { 0.1 });
        let q = quantise(&Rows { width, data: data.clone() }, &metric, 2);
        let codes = |row: &[u8]| -> Vec<f32> {
            (0..2).flat_map(|g| q.codes[(g * CENTROIDS + usize::from(row[g])) * 2..][..2].to_vec()).collect()
        };
        for (row, wanted) in q.rows.chunks_exact(2).zip(data.chunks_exact(width)) {
            let y = codes(row);
            for (d, wanted) in wanted.iter().enumerate() {
                let x = q.mean[d] + (0..width).map(|k| y[k] * q.back[k * width + d]).sum::<f32>();
                assert!((x - wanted).abs() < 0.2, "{x} {wanted}");
            }
        }
    }
}
