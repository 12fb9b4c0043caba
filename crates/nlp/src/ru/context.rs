//! The context model of `rumorph`'s dictionary, run by our kernels: it chooses a word's analysis by its neighbours.
//!
//! `rumorph` can do this itself, several times slower: compiled for any processor it cannot use wide registers.
//! The weights are the section at the end of its dictionary file: a magic, a version, a count, then entries of name,
//! kind and data. A test compares the choices with `rumorph`'s own.

use std::collections::HashMap;

use rumorph::{Analysis, Dictionary, Source};

use crate::kernel::{self, Matrix};

const MAGIC: &[u8; 8] = b"RUMCTX\0\0";
const FORMAT: u32 = 1;
/// Kinds of token shapes.
const SHAPES: usize = 64;

/// One entry of the file.
enum Entry<'a> {
    Strings(Vec<&'a str>),
    Matrix(Vec<f32>),
    Integers(Vec<u32>),
    Doubles(Vec<f64>),
}

/// One direction of the recurrent layer.
#[derive(Debug)]
struct Cell {
    input: Matrix,
    hidden: Matrix,
    bias: Vec<f32>,
}

/// The model.
#[derive(Debug)]
pub(crate) struct Context {
    /// Length of a hidden state, both directions.
    width: usize,
    /// Length of a tag's embedding.
    tag_width: usize,
    most: usize,
    ranks: usize,
    suffix_most: usize,
    edges: Vec<f64>,
    words: HashMap<&'static str, u32>,
    suffixes: HashMap<&'static str, u32>,
    word: Vec<f32>,
    suffix: Vec<f32>,
    /// Each shape's part in the input layer, bias included.
    shape: Vec<f32>,
    /// Sums of embeddings of each tag of the dictionary.
    tag_in: Vec<f32>,
    tag_out: Vec<f32>,
    tag_bias: Vec<f32>,
    source: Vec<f32>,
    rank: Vec<f32>,
    bucket: Vec<f32>,
    rank_bias: Vec<f32>,
    bucket_bias: Vec<f32>,
    /// Input layer without the rows of the shape.
    input: Matrix,
    cells: [Cell; 2],
    norm_weight: Vec<f32>,
    norm_bias: Vec<f32>,
    query: Matrix,
    query_bias: Vec<f32>,
}

/// What the model makes of a word alone.
#[derive(Debug, Default, Clone)]
pub(crate) struct Features {
    /// The word's part in the input layer.
    input: Vec<f32>,
    /// For each analysis its vector, to be multiplied by the query, and its bias.
    choices: Vec<f32>,
    /// Kind of letters and hyphen.
    shape: usize,
}

/// Working memory.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    rows: Vec<f32>,
    gates: [Vec<f32>; 2],
    step: Vec<f32>,
    cell: Vec<f32>,
    state: Vec<f32>,
    queries: Vec<f32>,
}

impl Context {
    /// Reads the model out of the dictionary's file; `None` when it has another form than expected.
    pub(crate) fn read(file: &'static [u8], dictionary: &Dictionary) -> Option<Self> {
        let start = memchr::memmem::rfind(file, MAGIC)?;
        let mut entries = Reader { bytes: &file[start + MAGIC.len()..] }.entries()?;
        let Entry::Integers(config) = entries.remove("config")? else { return None };
        let [width, 1, word_width, suffix_width, tag_width, shape_width, most, ranks, suffix_most] =
            *<&[u32; 9]>::try_from(config.as_slice()).ok()?
        else {
            return None;
        };
        let [width, word_width, suffix_width, tag_width, shape_width, most, ranks, suffix_most] =
            [width, word_width, suffix_width, tag_width, shape_width, most, ranks, suffix_most]
                .map(|n| n as usize);
        let Entry::Doubles(edges) = entries.remove("edges")? else { return None };
        let mut index = |name: &str, first: u32| match entries.remove(name)? {
            Entry::Strings(list) => Some(list.into_iter().zip(first..).collect::<HashMap<_, _>>()),
            _ => None,
        };
        // Rows 0 and 1 of words and suffixes stand for nothing and the unknown, row 0 of tags for nothing.
        let (words, suffixes, tags) = (index("words", 2)?, index("suffixes", 2)?, index("tags", 1)?);
        let mut matrix = |name: &str, rows: usize, columns: usize| match entries.remove(name)? {
            Entry::Matrix(data) if data.len() == rows * columns => Some(data),
            _ => None,
        };
        let turned = |data: &[f32], rows: usize, columns: usize, from: usize| {
            Matrix::from_fn(columns - from, rows, |i, o| data[o * columns + from + i])
        };
        let inputs = shape_width + 2 * tag_width + word_width + suffix_most * suffix_width;
        let input = matrix("input.weight", width, inputs)?;
        let input_bias = matrix("input.bias", 1, width)?;
        let shape = matrix("shape", SHAPES, shape_width)?;
        let by_shape = Matrix::from_fn(shape_width, width, |i, o| input[o * inputs + i]);
        let mut shapes = Vec::new();
        kernel::matmul(SHAPES, &shape, shape_width, &by_shape, Some(&input_bias), &mut shapes);
        let half = width / 2;
        let mut cell = |direction: &str| {
            let prefix = format!("lstm.0.{direction}");
            Some(Cell {
                input: turned(&matrix(&format!("{prefix}.ih"), 4 * half, width)?, 4 * half, width, 0),
                hidden: turned(&matrix(&format!("{prefix}.hh"), 4 * half, half)?, 4 * half, half, 0),
                bias: matrix(&format!("{prefix}.bias"), 1, 4 * half)?,
            })
        };
        let cells = [cell("forward")?, cell("backward")?];
        let query = turned(&matrix("query.weight", tag_width, width)?, tag_width, width, 0);
        let (rows_in, rows_out) =
            (matrix("tag_in", tags.len() + 1, tag_width)?, matrix("tag_out", tags.len() + 1, tag_width)?);
        let row_bias = matrix("tag_bias", tags.len() + 1, 1)?;
        let (mut tag_in, mut tag_out, mut tag_bias) = (Vec::new(), Vec::new(), Vec::new());
        for tag in dictionary.ud_tags() {
            let at = tag_in.len();
            tag_in.resize(at + tag_width, 0.0);
            tag_out.resize(at + tag_width, 0.0);
            let mut feats: Vec<(&str, &str)> = tag.feats().collect();
            feats.sort_unstable();
            let feats: Vec<String> = feats.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let whole = std::iter::once(format!("C={}", tag.pos())).chain(feats.iter().cloned());
            let names = std::iter::once(format!("P={}", tag.pos()))
                .chain(feats.iter().map(|f| format!("F={f}")))
                .chain(std::iter::once(whole.collect::<Vec<_>>().join("|")));
            let mut bias = 0.0;
            for row in names.filter_map(|name| tags.get(name.as_str())) {
                let row = *row as usize;
                kernel::add(&mut tag_in[at..], &rows_in[row * tag_width..][..tag_width]);
                kernel::add(&mut tag_out[at..], &rows_out[row * tag_width..][..tag_width]);
                bias += row_bias[row];
            }
            tag_bias.push(bias);
        }
        Some(Self {
            width,
            tag_width,
            most,
            ranks,
            suffix_most,
            word: matrix("word", words.len() + 2, word_width)?,
            suffix: matrix("suffix", suffixes.len() + 2, suffix_width)?,
            shape: shapes,
            tag_in,
            tag_out,
            tag_bias,
            source: matrix("source", 3, tag_width)?,
            rank: matrix("rank", ranks, tag_width)?,
            bucket: matrix("bucket", edges.len() + 1, tag_width)?,
            rank_bias: matrix("rank_bias", ranks, 1)?,
            bucket_bias: matrix("bucket_bias", edges.len() + 1, 1)?,
            input: turned(&input, width, inputs, shape_width),
            cells,
            norm_weight: matrix("norm.weight", 1, width)?,
            norm_bias: matrix("norm.bias", 1, width)?,
            query,
            query_bias: matrix("query.bias", 1, tag_width)?,
            edges,
            words,
            suffixes,
        })
    }

    /// What the model makes of a word and its analyses, which come in the dictionary's order.
    pub(crate) fn features(&self, word: &str, analyses: &[Analysis]) -> Features {
        let seen = &analyses[..analyses.len().min(self.most)];
        let width = self.tag_width;
        let row = |table: &[f32], at: usize, width: usize| table[at * width..][..width].to_vec();
        let (mut mean, mut weighted) = (vec![0.0; width], vec![0.0; width]);
        let total: f64 = seen.iter().map(|a| a.prob).sum();
        for analysis in seen {
            let weight = (analysis.prob / total.max(1e-9)) as f32;
            let tag = &self.tag_in[usize::from(analysis.ud) * width..][..width];
            for ((m, w), x) in mean.iter_mut().zip(&mut weighted).zip(tag) {
                *m += x;
                *w += x * weight;
            }
        }
        for m in &mut mean {
            *m /= seen.len().max(1) as f32;
        }
        let lower = word.to_lowercase().replace('ё', "е");
        let mut input = mean;
        input.append(&mut weighted);
        let word_width = self.word.len() / (self.words.len() + 2);
        let number = self.words.get(lower.as_str()).copied().unwrap_or(1) as usize;
        input.extend(row(&self.word, number, word_width));
        let suffix_width = self.suffix.len() / (self.suffixes.len() + 2);
        let marked = format!("^{lower}");
        let starts: Vec<usize> = marked.char_indices().map(|(at, _)| at).collect();
        for n in 1..=self.suffix_most {
            let key = format!("{n}{}", &marked[starts[starts.len().saturating_sub(n)]..]);
            let number = self.suffixes.get(key.as_str()).copied().unwrap_or(1) as usize;
            input.extend(row(&self.suffix, number, suffix_width));
        }
        let mut product = Vec::new();
        kernel::matmul(1, &input, input.len(), &self.input, None, &mut product);

        let mut order: Vec<usize> = (0..seen.len()).collect();
        order.sort_by(|&a, &b| seen[b].prob.total_cmp(&seen[a].prob));
        let mut choices = vec![0.0; seen.len() * (width + 1)];
        for (place, &at) in order.iter().enumerate() {
            let analysis = &seen[at];
            let rank = place.min(self.ranks - 1);
            let bucket = self.edges.iter().filter(|&&edge| edge < analysis.prob).count();
            let source = match analysis.source {
                Source::Dictionary => 0,
                Source::Rule => 1,
                _ => 2,
            };
            let choice = &mut choices[at * (width + 1)..][..=width];
            let ud = usize::from(analysis.ud);
            for (table, row) in
                [(&self.tag_out, ud), (&self.source, source), (&self.rank, rank), (&self.bucket, bucket)]
            {
                kernel::add(&mut choice[..width], &table[row * width..][..width]);
            }
            choice[width] = self.tag_bias[ud] + self.rank_bias[rank] + self.bucket_bias[bucket];
        }
        Features { input: product, choices, shape: shape(word) }
    }

    /// The best analysis of each word of a sentence.
    pub(crate) fn choose(&self, words: &[&Features], scratch: &mut Scratch, out: &mut Vec<usize>) {
        let (n, half) = (words.len(), self.width / 2);
        let Scratch { rows, gates, step, cell, state, queries } = scratch;
        rows.clear();
        for (i, word) in words.iter().enumerate() {
            let at = rows.len();
            rows.extend_from_slice(&word.input);
            let shape = word.shape + 2 * usize::from(i == 0);
            kernel::add(&mut rows[at..], &self.shape[shape * self.width..][..self.width]);
        }
        kernel::relu(rows);
        for (direction, gates) in self.cells.iter().zip(gates.iter_mut()) {
            kernel::matmul(n, rows, self.width, &direction.input, Some(&direction.bias), gates);
        }
        // From here on the rows are the states of both directions.
        for (side, (direction, gates)) in self.cells.iter().zip(gates.iter()).enumerate() {
            state.clear();
            state.resize(half, 0.0);
            cell.clear();
            cell.resize(half, 0.0);
            for t in 0..n {
                let t = if side == 0 { t } else { n - 1 - t };
                let given = &gates[t * 4 * half..][..4 * half];
                kernel::matmul(1, state, half, &direction.hidden, Some(given), step);
                kernel::lstm(step, cell, state);
                rows[t * self.width + side * half..][..half].copy_from_slice(state);
            }
        }
        for row in rows.chunks_exact_mut(self.width) {
            let mean = row.iter().sum::<f32>() / self.width as f32;
            let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / self.width as f32;
            let scale = 1.0 / (variance + 1e-5).sqrt();
            for ((x, w), b) in row.iter_mut().zip(&self.norm_weight).zip(&self.norm_bias) {
                *x = (*x - mean) * scale * w + b;
            }
        }
        kernel::matmul(n, rows, self.width, &self.query, Some(&self.query_bias), queries);
        out.clear();
        for (word, query) in words.iter().zip(queries.chunks_exact(self.tag_width)) {
            let (mut best, mut most) = (0, f32::NEG_INFINITY);
            for (i, choice) in word.choices.chunks_exact(self.tag_width + 1).enumerate() {
                let score = kernel::dot(query, &choice[..self.tag_width]) + choice[self.tag_width];
                if score > most {
                    (best, most) = (i, score);
                }
            }
            out.push(best);
        }
    }
}

/// Marks, digits, letters small, capital, mixed or Latin, and a hyphen; the first word of a sentence adds 2.
fn shape(word: &str) -> usize {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let kind = if digits > 0 {
        if digits == word.chars().count() { 1 } else { 2 }
    } else if let Some((first, rest)) = letters.split_first() {
        let kind = if letters.iter().all(|c| !c.is_uppercase()) {
            3
        } else if letters.iter().all(|c| !c.is_lowercase()) && !rest.is_empty() {
            4
        } else if first.is_uppercase() && rest.iter().all(|c| !c.is_uppercase()) {
            5
        } else {
            6
        };
        let latin = letters.iter().any(|c| c.to_lowercase().next().is_some_and(|c| c.is_ascii_lowercase()));
        kind + 4 * usize::from(latin)
    } else {
        0
    };
    kind * 4 + usize::from(word.contains('-'))
}

/// Reads the entries; `None` where the bytes end too soon.
struct Reader {
    bytes: &'static [u8],
}

impl Reader {
    fn entries(mut self) -> Option<HashMap<&'static str, Entry<'static>>> {
        if self.number()? != FORMAT {
            return None;
        }
        let mut entries = HashMap::new();
        for _ in 0..self.number()? {
            let length = u16::from_le_bytes(*self.take(2)?.first_chunk()?);
            let name = str::from_utf8(self.take(usize::from(length))?).ok()?;
            let entry = match self.take(1)?[0] {
                0 => Entry::Strings((0..self.number()?).map(|_| self.string()).collect::<Option<_>>()?),
                kind @ (1 | 2) => self.matrix(kind == 2)?,
                3 => Entry::Integers((0..self.number()?).map(|_| self.number()).collect::<Option<_>>()?),
                4 => {
                    let count = self.number()? as usize;
                    let data = self.take(count.checked_mul(8)?)?;
                    Entry::Doubles(data.as_chunks().0.iter().map(|c| f64::from_le_bytes(*c)).collect())
                }
                _ => return None,
            };
            entries.insert(name, entry);
        }
        Some(entries)
    }

    /// Full numbers, or bytes with a scale for each row before them.
    fn matrix(&mut self, bytes: bool) -> Option<Entry<'static>> {
        let (rows, columns) = (self.number()? as usize, self.number()? as usize);
        let mut floats = |count: usize| -> Option<Vec<f32>> {
            let data = self.take(count.checked_mul(4)?)?;
            Some(data.as_chunks().0.iter().map(|c| f32::from_le_bytes(*c)).collect())
        };
        if !bytes {
            return Some(Entry::Matrix(floats(rows.checked_mul(columns)?)?));
        }
        let scales = floats(rows)?;
        let data = self.take(rows.checked_mul(columns)?)?;
        let rows = data.chunks_exact(columns.max(1)).zip(scales);
        let matrix = rows.flat_map(|(row, s)| row.iter().map(move |&q| f32::from(q.cast_signed()) * s));
        Some(Entry::Matrix(matrix.collect()))
    }

    fn string(&mut self) -> Option<&'static str> {
        let length = self.number()? as usize;
        str::from_utf8(self.take(length)?).ok()
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?))
    }

    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (head, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(head)
    }
}
