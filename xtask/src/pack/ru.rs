//! The Russian pack: slovnet's networks for names and syntax over navec's word vectors, from natasha 1.6.0.

use std::path::Path;

use legation_nlp::pack::PackWriter;

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

/// Words kept, the most frequent ones.
const WORDS: usize = 100_000;

/// Makes the pack.
pub(crate) fn make(from: &Path) -> Result<Vec<u8>, Error> {
    let mut out = PackWriter::new();
    vectors(&read_pinned(&from.join(VECTORS.0), VECTORS.1)?, &mut out)?;
    let names = read_pinned(&from.join(NAMES.0), NAMES.1)?;
    encoder(&names, "ner", &mut out)?;
    for (section, array, shape) in
        [("ner.proj.weight", 19, &[64, 8][..]), ("ner.proj.bias", 20, &[8]), ("ner.transitions", 21, &[8, 8])]
    {
        copy(&names, array, section, shape, &mut out)?;
    }
    vocabulary(&names, "tag", "ner.tags", &mut out)?;
    let syntax = read_pinned(&from.join(SYNTAX.0), SYNTAX.1)?;
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

/// The most frequent words as an automaton from word to row, and the rows of their quantised vectors.
fn vectors(tar: &[u8], out: &mut PackWriter) -> Result<(), Error> {
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
    let unknown = words.iter().position(|w| *w == "<unk>").ok_or("no vector for unknown words")?;
    let mut order: Vec<usize> = (0..count).filter(|&i| !words[i].starts_with('<')).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(counts[i]), i));
    order.truncate(WORDS);
    order.sort_by_key(|&i| words[i]);
    let automaton = fst::Map::from_iter(order.iter().enumerate().map(|(row, &i)| (words[i], row as u64)))?;
    // Unknown words share the last row.
    order.push(unknown);
    let rows: Vec<u8> = order.iter().flat_map(|&i| &indexes[i * 100..][..100]).copied().collect();
    let automaton = automaton.as_fst().as_bytes();
    out.bytes("words", &[automaton.len()], automaton);
    out.bytes("vectors.rows", &[order.len(), 100], &rows);
    out.f32s("vectors.codes", &[100, 256, 3], &f32s(codes));
    Ok(())
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
        out.f32s(&format!("{net}.conv{layer}.weight"), &[3 * input, filters], &rows);
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
    out.f32s(section, shape, &data);
    Ok(())
}
