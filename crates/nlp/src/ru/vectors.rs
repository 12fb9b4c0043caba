//! Word vectors: an automaton from word to number; fine vectors for frequent words, coarse ones for rare words.

use crate::kernel::{self, Matrix};
use crate::pack::{Pack, PackError};

/// Length of a vector.
pub(crate) const DIMS: usize = 300;
const CENTROIDS: usize = 256;
/// Parts of a fine vector.
const PARTS: usize = 100;
const PART: usize = DIMS / PARTS;

/// Number of a word.
pub(crate) type Row = u32;

/// Product-quantised vectors.
#[derive(Debug)]
pub(crate) struct Vectors {
    words: fst::Map<&'static [u8]>,
    /// A bit for each word: whether its vector is fine; and how many are before each group of 64.
    fine: Vec<(u64, u32)>,
    rows: &'static [u8],
    codes: Vec<f32>,
    coarse: Coarse,
}

/// Vectors in the space of the networks' first layers, to be turned back.
#[derive(Debug)]
struct Coarse {
    rows: &'static [u8],
    parts: usize,
    codes: Vec<f32>,
    back: Matrix,
    mean: Vec<f32>,
}

impl Vectors {
    pub(crate) fn open(pack: &Pack) -> Result<Self, PackError> {
        let bad = |what: &str| PackError::Section(what.to_owned());
        let words = fst::Map::new(pack.bytes("words")?).map_err(|_| bad("words"))?;
        let mut before = 0;
        let fine: Vec<(u64, u32)> = pack
            .u64s("words.exact")?
            .into_iter()
            .map(|bits| {
                before += bits.count_ones();
                (bits, before - bits.count_ones())
            })
            .collect();
        let rows = pack.bytes("vectors.rows")?;
        let coarse_rows = pack.bytes("vectors.coarse.rows")?;
        let parts = pack.shape("vectors.coarse.rows")?.get(1).copied().unwrap_or(0);
        let rare = words.len().saturating_sub(before as usize);
        if fine.len() != words.len().div_ceil(64) || rows.len() != (before as usize + 1) * PARTS {
            return Err(bad("vectors.rows"));
        }
        if parts == 0 || !DIMS.is_multiple_of(parts) || coarse_rows.len() < rare * parts {
            return Err(bad("vectors.coarse.rows"));
        }
        let coarse = Coarse {
            rows: coarse_rows,
            parts,
            codes: pack.f32s("vectors.coarse.codes", &[parts * CENTROIDS, DIMS / parts])?,
            back: Matrix::new(DIMS, DIMS, &pack.f32s("vectors.coarse.back", &[DIMS, DIMS])?),
            mean: pack.f32s("vectors.coarse.mean", &[DIMS])?,
        };
        Ok(Self { words, fine, rows, codes: pack.f32s("vectors.codes", &[PARTS, CENTROIDS, PART])?, coarse })
    }

    /// Number of a lower-case word; unknown words share the last one.
    pub(crate) fn row(&self, word: &str) -> Row {
        self.words.get(word).unwrap_or(self.words.len() as u64) as Row
    }

    /// Whether the vector is the one that the networks were trained with.
    pub(crate) fn is_fine(&self, row: Row) -> bool {
        row as usize >= self.words.len() || self.rank(row).0
    }

    /// Appends the vector of a word; `turned` is working memory.
    pub(crate) fn append(&self, row: Row, turned: &mut Vec<f32>, out: &mut Vec<f32>) {
        if row as usize >= self.words.len() {
            return append(&self.rows[self.rows.len() - PARTS..], &self.codes, out);
        }
        match self.rank(row) {
            (true, at) => append(&self.rows[at * PARTS..][..PARTS], &self.codes, out),
            (false, at) => {
                let Coarse { rows, parts, codes, back, mean } = &self.coarse;
                let mut own = Vec::with_capacity(DIMS);
                append(&rows[at * parts..][..*parts], codes, &mut own);
                kernel::matmul(1, &own, DIMS, back, Some(mean), turned);
                out.extend_from_slice(turned);
            }
        }
    }

    /// Whether a word is fine, and how many of its kind come before it.
    fn rank(&self, row: Row) -> (bool, usize) {
        let (bits, before) = self.fine[row as usize / 64];
        let bit = 1u64 << (row % 64);
        let fine = (before + (bits & (bit - 1)).count_ones()) as usize;
        if bits & bit == 0 { (false, row as usize - fine) } else { (true, fine) }
    }
}

/// Appends the centroids of a row side by side.
fn append(row: &[u8], codes: &[f32], out: &mut Vec<f32>) {
    let width = DIMS / row.len();
    for (part, &centroid) in row.iter().enumerate() {
        let code = (part * CENTROIDS + usize::from(centroid)) * width;
        out.extend_from_slice(&codes[code..code + width]);
    }
}
