//! Word vectors: an automaton from word to row, rows of centroid numbers.

use crate::pack::{Pack, PackError};

/// Length of a vector.
pub(crate) const DIMS: usize = 300;
const PARTS: usize = 100;
const CENTROIDS: usize = 256;
const PART: usize = DIMS / PARTS;

/// Row of a word.
pub(crate) type Row = u32;

/// Product-quantised vectors.
#[derive(Debug)]
pub(crate) struct Vectors {
    words: fst::Map<&'static [u8]>,
    rows: &'static [u8],
    codes: Vec<f32>,
}

impl Vectors {
    pub(crate) fn open(pack: &Pack) -> Result<Self, PackError> {
        let words =
            fst::Map::new(pack.bytes("words")?).map_err(|_| PackError::Section("words".to_owned()))?;
        let rows = pack.bytes("vectors.rows")?;
        if rows.len() != (words.len() + 1) * PARTS {
            return Err(PackError::Section("vectors.rows".to_owned()));
        }
        Ok(Self { words, rows, codes: pack.f32s("vectors.codes", &[PARTS, CENTROIDS, PART])? })
    }

    /// Row of a lower-case word; unknown words share the last one.
    pub(crate) fn row(&self, word: &str) -> Row {
        self.words.get(word).unwrap_or(self.words.len() as u64) as Row
    }

    /// Whether the row belongs to one word alone.
    pub(crate) fn is_known(&self, row: Row) -> bool {
        (row as usize) < self.words.len()
    }

    /// Appends the vector of a row.
    pub(crate) fn append(&self, row: Row, out: &mut Vec<f32>) {
        let at = row as usize * PARTS;
        for (part, &centroid) in self.rows[at..at + PARTS].iter().enumerate() {
            let code = (part * CENTROIDS + usize::from(centroid)) * PART;
            out.extend_from_slice(&self.codes[code..code + PART]);
        }
    }
}
