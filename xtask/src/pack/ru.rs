//! The Russian pack: slovnet's networks for names and syntax over navec's word vectors, from natasha 1.6.0.

use std::path::Path;

use legation_nlp::pack::PackWriter;

use super::quantise::{CENTROIDS, Rows, quantise};
use super::{Error, f32s, gunzip, read_pinned, u32s, untar};

/// Files inside site-packages and their BLAKE3.
const VECTORS: (&str, &str) = (
    "natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar",
    "d4a9df9a9aaac1ca7433460749177b15032e48bc11727c06896ee4c53685f771",
);
const NAMES: (&str, &str) = (
    "natasha/data/model/slovnet_ner_news_v1.tar",
    "9234e8e5968a433027dfe2800107fd8d5074b0d5259abef8887409254e07f8f0",
);
const SYNTAX: (&str, &str) = (
    "natasha/data/model/slovnet_syntax_news_v1.tar",
    "b38daf97b751c9b857d44b033df00f3e4790ecf36efa324d7aaacf72d7d1db33",
);

/// Words that keep their own quantised vector, the most frequent ones; the others get a coarser one.
const EXACT: usize = 89_000;
/// Bytes of a coarse vector.
const COARSE: usize = 20;

/// Makes the pack; `whole` keeps every vector and weight as it is, for comparison with natasha.
pub(crate) fn make(from: &Path, whole: bool) -> Result<Vec<u8>, Error> {
    let mut out = PackWriter::new();
    out.keep_f32(whole);
    let names = read_pinned(&from.join(NAMES.0), NAMES.1)?;
    let syntax = read_pinned(&from.join(SYNTAX.0), SYNTAX.1)?;
    let metric = metric([&names, &syntax])?;
    let exact = if whole { usize::MAX } else { EXACT };
    vectors(&read_pinned(&from.join(VECTORS.0), VECTORS.1)?, exact, &metric, &mut out)?;
    encoder(&names, "ner", &mut out)?;
    for (section, array, shape) in
        [("ner.proj.weight", 19, &[64, 8][..]), ("ner.proj.bias", 20, &[8]), ("ner.transitions", 21, &[8, 8])]
    {
        copy(&names, array, section, shape, &mut out)?;
    }
    vocabulary(&names, "tag", "ner.tags", &mut out)?;
    encoder(&syntax, "syntax", &mut out)?;
    for (section, array, shape) in [
        ("syntax.head.governor.weight", 21, &[64, 32][..]),
        ("syntax.head.governor.bias", 22, &[32]),
        ("syntax.head.dependant.weight", 19, &[64, 32]),
        ("syntax.head.dependant.bias", 20, &[32]),
        ("syntax.head.root", 23, &[64]),
        ("syntax.head.kernel", 24, &[32, 32]),
        ("syntax.rel.governor.weight", 25, &[64, 32]),
        ("syntax.rel.governor.bias", 26, &[32]),
        ("syntax.rel.dependant.weight", 27, &[64, 32]),
        ("syntax.rel.dependant.bias", 28, &[32]),
        ("syntax.rel.root", 29, &[64]),
        ("syntax.rel.kernel", 30, &[32, 1440]),
    ] {
        copy(&syntax, array, section, shape, &mut out)?;
    }
    vocabulary(&syntax, "rel", "syntax.rels", &mut out)?;
    vocabulary(&syntax, "shape", "shapes", &mut out)?;
    Ok(out.finish())
}

/// All words as an automaton from word to number, which of them have exact vectors, and both kinds of vectors.
fn vectors(tar: &[u8], exact: usize, metric: &[f64], out: &mut PackWriter) -> Result<(), Error> {
    let vocab = gunzip(untar(tar, "vocab.bin")?)?;
    let count = u32s(&vocab[..4])[0] as usize;
    let counts = u32s(&vocab[4..4 + 4 * count]);
    let words: Vec<&str> = str::from_utf8(&vocab[4 + 4 * count..])?.split('\n').collect();
    let pq = untar(tar, "pq.bin")?;
    let [rows, dims, parts, centroids] = u32s(&pq[..16])[..] else { return Err("pq.bin is cut".into()) };
    if (rows as usize, dims, parts, centroids, words.len()) != (count, 300, 100, 256, count) {
        return Err("the word vectors have another shape".into());
    }
    let (indexes, codes) = pq[16..].split_at(count * 100);
    let codes = f32s(codes);
    let unknown = words.iter().position(|w| *w == "<unk>").ok_or("no vector for unknown words")?;
    let mut order: Vec<usize> = (0..count).filter(|&i| !words[i].starts_with('<')).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(counts[i]), i));
    let mut is_exact = vec![false; count];
    order.iter().take(exact).for_each(|&i| is_exact[i] = true);
    order.sort_by_key(|&i| words[i]);
    let automaton = fst::Map::from_iter(order.iter().enumerate().map(|(row, &i)| (words[i], row as u64)))?;
    let automaton = automaton.as_fst().as_bytes();
    out.bytes("words", &[automaton.len()], automaton);
    let mut bits = vec![0u64; order.len().div_ceil(64)];
    for (at, _) in order.iter().enumerate().filter(|(_, i)| is_exact[**i]) {
        bits[at / 64] |= 1 << (at % 64);
    }
    out.u64s("words.exact", &[bits.len()], &bits);
    let (mut fine, rare): (Vec<usize>, Vec<usize>) = order.iter().partition(|&&i| is_exact[i]);
    // Unknown words share the last row.
    fine.push(unknown);
    let rows: Vec<u8> = fine.iter().flat_map(|&i| &indexes[i * 100..][..100]).copied().collect();
    out.bytes("vectors.rows", &[fine.len(), 100], &rows);
    out.f32s("vectors.codes", &[100, 256, 3], &codes);

    let mut data = Vec::with_capacity(rare.len() * 300);
    for &i in &rare {
        for (part, &centroid) in indexes[i * 100..][..100].iter().enumerate() {
            data.extend_from_slice(&codes[(part * 256 + usize::from(centroid)) * 3..][..3]);
        }
    }
    if rare.is_empty() {
        // One row that nobody asks for, so that the pack has every section.
        data.resize(300, 0.0);
    }
    let coarse = quantise(&Rows { width: 300, data }, metric, COARSE);
    out.bytes("vectors.coarse.rows", &[coarse.rows.len() / COARSE, COARSE], &coarse.rows);
    out.weights("vectors.coarse.codes", &[COARSE * CENTROIDS, 300 / COARSE], &coarse.codes);
    out.weights("vectors.coarse.back", &[300, 300], &coarse.back);
    out.f32s("vectors.coarse.mean", &[300], &coarse.mean);
    Ok(())
}

/// How much an error in each direction of a word vector moves the first layers: sum of `W W'`.
fn metric(nets: [&[u8]; 2]) -> Result<Vec<f64>, Error> {
    let mut out = vec![0.0; 300 * 300];
    for tar in nets {
        let (weight, scale, std) = (array(tar, 1)?, array(tar, 3)?, array(tar, 6)?);
        for f in 0..256 {
            let by = f64::from(scale[f] / std[f]);
            for tap in 0..3 {
                let row: Vec<f64> =
                    (0..300).map(|i| f64::from(weight[(f * 330 + i) * 3 + tap]) * by).collect();
                for (i, x) in row.iter().enumerate() {
                    for (sum, y) in out[i * 300..][..300].iter_mut().zip(&row) {
                        *sum += x * y;
                    }
                }
            }
        }
    }
    Ok(out)
}

/// Shape embeddings and three convolutions, the batch normalisation folded into scale and shift.
fn encoder(tar: &[u8], net: &str, out: &mut PackWriter) -> Result<(), Error> {
    copy(tar, 0, &format!("{net}.shapes"), &[66, 30], out)?;
    for (layer, (input, filters)) in [(330, 256), (256, 128), (128, 64)].into_iter().enumerate() {
        let array = |i: usize| array(tar, 1 + 6 * layer + i);
        let (weight, scale, shift, mean, std) = (array(0)?, array(2)?, array(3)?, array(4)?, array(5)?);
        // From [filter][input][tap] to rows by tap and input, so that three tokens side by side are one row.
        let mut rows = vec![0.0; 3 * input * filters];
        for f in 0..filters {
            for i in 0..input {
                for tap in 0..3 {
                    rows[(tap * input + i) * filters + f] = weight[(f * input + i) * 3 + tap];
                }
            }
        }
        let scale: Vec<f32> = scale.iter().zip(&std).map(|(w, s)| w / s).collect();
        let shift: Vec<f32> =
            shift.iter().zip(&mean).zip(&scale).map(|((b, m), s)| (-m).mul_add(*s, *b)).collect();
        out.weights(&format!("{net}.conv{layer}.weight"), &[3 * input, filters], &rows);
        out.f32s(&format!("{net}.conv{layer}.bias"), &[filters], &array(1)?);
        out.f32s(&format!("{net}.conv{layer}.scale"), &[filters], &scale);
        out.f32s(&format!("{net}.conv{layer}.shift"), &[filters], &shift);
    }
    Ok(())
}

/// A list of labels, one a line.
fn vocabulary(tar: &[u8], name: &str, section: &str, out: &mut PackWriter) -> Result<(), Error> {
    out.text(section, &String::from_utf8(gunzip(untar(tar, &format!("vocabs/{name}.gz"))?)?)?);
    Ok(())
}

fn array(tar: &[u8], number: usize) -> Result<Vec<f32>, Error> {
    Ok(f32s(untar(tar, &format!("arrays/{number}.bin"))?))
}

fn copy(
    tar: &[u8],
    number: usize,
    section: &str,
    shape: &[usize],
    out: &mut PackWriter,
) -> Result<(), Error> {
    let data = array(tar, number)?;
    if shape.iter().product::<usize>() != data.len() {
        return Err(format!("array {number} of {section} has another shape").into());
    }
    if shape.len() == 2 && data.len() > 1000 {
        out.weights(section, shape, &data);
    } else {
        out.f32s(section, shape, &data);
    }
    Ok(())
}
