//! Trees: a biaffine score for every pair of words, the best governor of each, a tree out of them.

use crate::kernel::{self, Matrix};
use crate::pack::{Pack, PackError};
use crate::ru::encoder::OUTPUT;
use crate::tags::Rel;
use crate::tree;

const HIDDEN: usize = 32;
const RELS: usize = 45;

/// One linear layer with ReLU.
#[derive(Debug)]
struct Linear {
    weight: Matrix,
    bias: Vec<f32>,
}

impl Linear {
    fn read(pack: &Pack, name: &str) -> Result<Self, PackError> {
        let name = format!("syntax.{name}");
        let weight = pack.f32s(&format!("{name}.weight"), &[OUTPUT, HIDDEN])?;
        Ok(Self {
            weight: Matrix::new(OUTPUT, HIDDEN, &weight),
            bias: pack.f32s(&format!("{name}.bias"), &[HIDDEN])?,
        })
    }

    fn apply(&self, rows: &[f32], out: &mut Vec<f32>) {
        kernel::matmul(rows.len() / OUTPUT, rows, OUTPUT, &self.weight, Some(&self.bias), out);
        kernel::relu(out);
    }
}

/// Head of the syntax network.
#[derive(Debug)]
pub(crate) struct Syntax {
    governor: Linear,
    dependant: Linear,
    root: Vec<f32>,
    kernel: Matrix,
    rel_governor: Linear,
    rel_dependant: Linear,
    rel_root: Vec<f32>,
    rel_kernel: Matrix,
    rels: Vec<Rel>,
    rel_names: Vec<&'static str>,
}

/// Working memory and result of [`Syntax::parse`].
#[derive(Debug, Default)]
pub(crate) struct Parse {
    /// Governor of each word, 0 for the root, words from 1.
    pub(crate) heads: Vec<usize>,
    /// Governors as scored, before they were made a tree.
    pub(crate) raw_heads: Vec<usize>,
    /// Index of each word's relation.
    pub(crate) rels: Vec<usize>,
    scores: Vec<f32>,
    rows: Vec<f32>,
    governors: Vec<f32>,
    dependants: Vec<f32>,
    product: Vec<f32>,
    gathered: Vec<f32>,
}

impl Syntax {
    pub(crate) fn read(pack: &Pack) -> Result<Self, PackError> {
        let rel_names: Vec<&'static str> = pack.text("syntax.rels")?.lines().collect();
        if rel_names.len() != RELS {
            return Err(PackError::Section("syntax.rels".to_owned()));
        }
        let kernel = pack.f32s("syntax.head.kernel", &[HIDDEN, HIDDEN])?;
        let rel_kernel = pack.f32s("syntax.rel.kernel", &[HIDDEN, RELS * HIDDEN])?;
        Ok(Self {
            governor: Linear::read(pack, "head.governor")?,
            dependant: Linear::read(pack, "head.dependant")?,
            root: pack.f32s("syntax.head.root", &[OUTPUT])?,
            kernel: Matrix::new(HIDDEN, HIDDEN, &kernel),
            rel_governor: Linear::read(pack, "rel.governor")?,
            rel_dependant: Linear::read(pack, "rel.dependant")?,
            rel_root: pack.f32s("syntax.rel.root", &[OUTPUT])?,
            rel_kernel: Matrix::new(HIDDEN, RELS * HIDDEN, &rel_kernel),
            rels: rel_names.iter().map(|name| Rel::read(name)).collect(),
            rel_names,
        })
    }

    /// Relation of an index.
    pub(crate) fn rel(&self, index: usize) -> Rel {
        self.rels[index]
    }

    /// The network's own name of a relation.
    pub(crate) fn rel_name(&self, index: usize) -> &'static str {
        self.rel_names[index]
    }

    /// Parses the encoded words of one sentence.
    pub(crate) fn parse(&self, words: &[f32], parse: &mut Parse) {
        let n = words.len() / OUTPUT;
        let Parse { heads, raw_heads, rels, scores, rows, governors, dependants, product, gathered } = parse;
        let with_root = |root: &[f32], rows: &mut Vec<f32>| {
            rows.clear();
            rows.extend_from_slice(root);
            rows.extend_from_slice(words);
        };
        with_root(&self.root, rows);
        self.governor.apply(rows, governors);
        self.dependant.apply(words, dependants);
        kernel::matmul(n, dependants, HIDDEN, &self.kernel, None, product);
        scores.clear();
        for dependant in product.chunks_exact(HIDDEN) {
            scores.extend(governors.chunks_exact(HIDDEN).map(|governor| kernel::dot(dependant, governor)));
        }
        raw_heads.clear();
        raw_heads.extend(scores.chunks_exact(n + 1).map(kernel::argmax));
        heads.clone_from(raw_heads);
        tree::repair(heads, scores);

        with_root(&self.rel_root, rows);
        self.rel_governor.apply(rows, governors);
        self.rel_dependant.apply(words, dependants);
        gathered.clear();
        for &head in &*heads {
            gathered.extend_from_slice(&governors[head * HIDDEN..][..HIDDEN]);
        }
        kernel::matmul(n, gathered, HIDDEN, &self.rel_kernel, None, product);
        rels.clear();
        for ((pairs, dependant), &head) in
            product.chunks_exact(RELS * HIDDEN).zip(dependants.chunks_exact(HIDDEN)).zip(&*heads)
        {
            let mut scores = [f32::NEG_INFINITY; RELS];
            for ((score, pair), rel) in scores.iter_mut().zip(pairs.chunks_exact(HIDDEN)).zip(&self.rels) {
                // Only the root of the tree is called so.
                if head == 0 || *rel != Rel::Root {
                    *score = kernel::dot(pair, dependant);
                }
            }
            rels.push(kernel::argmax(&scores));
        }
    }
}
