//! All stages of a pipeline over one text.

use legation_text::Span;

use super::lemma::Lemmatizer;
use super::lexeme::Norms;
use super::meta::{EmbedMeta, Meta};
use super::moves;
use super::ner::Ner;
use super::parser::{Parser, ParserScratch};
use super::ruler::{Ruled, Ruler};
use super::step::{Step, StepScratch, StepWeights};
use super::tok2vec::{Column, Input, Maxout, Table, Tok2Vec, Tok2VecScratch};
use super::tokenizer::{ChunkMemo, Token, Tokenizer};
use crate::kernel::{Matrix, argmax, matmul};
use crate::pack::{Pack, PackError};
use crate::tags::{Feats, Upos};

/// A loaded pipeline; shared by all workers.
#[derive(Debug)]
pub struct Pipeline {
    tokenizer: Tokenizer,
    norms: Norms,
    tok2vec: Tok2Vec,
    tagger: Matrix,
    tagger_bias: Vec<f32>,
    parser: Parser,
    ner_tok2vec: Tok2Vec,
    ner: Ner,
    ruler: Ruler,
    lemmas: Lemmatizer,
    tags: Vec<String>,
}

/// Buffers and memory of one worker.
#[derive(Debug, Default)]
pub struct Scratch {
    chunks: ChunkMemo,
    tok2vec: Tok2VecScratch,
    ner_tok2vec: Tok2VecScratch,
    parser: ParserScratch,
    ner: StepScratch,
    inputs: Vec<Input>,
    vectors: Vec<f32>,
    scores: Vec<f32>,
    rule_tokens: Vec<(u8, u16, u32)>,
    ruled: Vec<Ruled>,
    lower: String,
}

/// Labels of a text, spaCy's own; indexes run over the tokens given.
#[derive(Debug, Default, Clone)]
pub struct Analysed {
    /// Tag, an index in [`Pipeline::tags`].
    pub tags: Vec<u8>,
    /// Whether a tree begins: a sentence, or a clause that the caller set apart.
    pub trees: Vec<bool>,
    /// Governor; itself for a root.
    pub heads: Vec<u32>,
    /// Relation, an index in [`Pipeline::deps`].
    pub deps: Vec<u16>,
    /// Part of speech; `None` where no rule gives one.
    pub pos: Vec<Option<Upos>>,
    /// Features.
    pub feats: Vec<Feats>,
    /// Lemmas.
    pub lemmas: Vec<String>,
    /// Names: first token, one past the last, an index in [`Pipeline::kinds`].
    pub names: Vec<(u32, u32, u16)>,
}

/// Reads a section whatever its shape.
fn tensor(pack: &Pack, name: &str) -> Result<Vec<f32>, PackError> {
    pack.f32s(name, pack.shape(name)?)
}

fn broken(what: &str) -> PackError {
    PackError::Section(what.to_owned())
}

fn load_maxout(pack: &Pack, name: &str) -> Result<Maxout, PackError> {
    let part = |p: &str| tensor(pack, &format!("{name}/{p}"));
    let (w, b, gain, shift) = (part("W")?, part("b")?, part("G")?, part("shift")?);
    let whole = !gain.is_empty()
        && gain.len() == shift.len()
        && b.len().is_multiple_of(gain.len())
        && w.len().is_multiple_of(b.len().max(1));
    if whole { Ok(Maxout::new(&w, &b, gain, shift)) } else { Err(broken(name)) }
}

fn load_tok2vec(pack: &Pack, name: &str, meta: &EmbedMeta) -> Result<Tok2Vec, PackError> {
    let mix = load_maxout(pack, &format!("{name}/mix"))?;
    let width = mix.gain.len();
    let mut tables = Vec::new();
    for (i, (column, &seed)) in meta.columns.iter().zip(&meta.seeds).enumerate() {
        let section = format!("{name}/embed{i}");
        let rows = tensor(pack, &section)?;
        let column = Column::parse(column).ok_or_else(|| broken(column))?;
        if rows.is_empty() || !rows.len().is_multiple_of(width) {
            return Err(broken(&section));
        }
        tables.push(Table { column, seed, rows });
    }
    let layers = (0..meta.depth)
        .map(|i| load_maxout(pack, &format!("{name}/layer{i}")))
        .collect::<Result<Vec<_>, _>>()?;
    let fits = mix.weights.rows() == width * tables.len()
        && layers.iter().all(|l| l.weights.rows() == 3 * width && l.gain.len() == width);
    if !fits || layers.is_empty() {
        return Err(broken(name));
    }
    let first = tensor(pack, &format!("{name}/layer0/W"))?;
    Ok(Tok2Vec::new(tables, mix, layers, &first))
}

fn load_step(pack: &Pack, name: &str, width: usize) -> Result<Step, PackError> {
    let part = |p: &str| tensor(pack, &format!("{name}/{p}"));
    let (reduce, reduce_bias) = (part("reduce/W")?, part("reduce/b")?);
    let (lower, lower_bias, pad) = (part("lower/W")?, part("lower/b")?, part("lower/pad")?);
    let (upper, upper_bias) = (part("upper/W")?, part("upper/b")?);
    let inputs = reduce_bias.len();
    let hidden = upper.len() / upper_bias.len().max(1);
    let fits = hidden > 0
        && reduce.len() == inputs * width
        && lower_bias.len().is_multiple_of(hidden)
        && pad.len().is_multiple_of(lower_bias.len().max(1))
        && lower.len() == pad.len() * inputs
        && upper.len() == hidden * upper_bias.len();
    if !fits {
        return Err(broken(name));
    }
    let weights = StepWeights {
        reduce: &reduce,
        reduce_bias: &reduce_bias,
        lower: &lower,
        lower_bias: &lower_bias,
        pad: &pad,
        upper: &upper,
        upper_bias: &upper_bias,
    };
    Ok(Step::new(&weights, hidden))
}

impl Pipeline {
    /// Loads a pipeline that `cargo xtask pack` wrote.
    ///
    /// # Errors
    /// When a section is missing or does not fit the others.
    pub fn load(pack: &Pack) -> Result<Self, PackError> {
        let meta: Meta = serde_json::from_str(pack.text("meta")?).map_err(|_| broken("meta"))?;
        let tok2vec = load_tok2vec(pack, "tok2vec", &meta.tok2vec)?;
        let ner_tok2vec = load_tok2vec(pack, "ner", &meta.ner_tok2vec)?;
        let (width, classes) = (tok2vec.width(), meta.tags.len());
        let tagger = pack.f32s("tagger/W", &[classes, width])?;
        let (moves, labels) = moves::read(&meta.parser, true).ok_or_else(|| broken("parser"))?;
        let parser = Parser::new(load_step(pack, "parser", width)?, moves, labels);
        let (moves, labels) = moves::read(&meta.ner, false).ok_or_else(|| broken("ner"))?;
        let ner = Ner { step: load_step(pack, "ner", ner_tok2vec.width())?, moves, labels };
        if parser.step.classes() != parser.moves.len() || parser.step.slots() != 8 {
            return Err(broken("parser"));
        }
        if ner.step.classes() != ner.moves.len() || ner.step.slots() != 3 {
            return Err(broken("ner"));
        }
        let ruler = Ruler::new(&meta.ruler, &meta.tags, &parser.labels).ok_or_else(|| broken("rules"))?;
        let lemmas = Lemmatizer::new(&meta.lemma, |pos| pack.text(&format!("lemma/{pos}")).ok())
            .ok_or_else(|| broken("lemma"))?;
        Ok(Self {
            tokenizer: Tokenizer::new(&meta.tokenizer),
            norms: Norms::new(&meta.norms),
            tagger: Matrix::from_fn(width, classes, |r, c| tagger[c * width + r]),
            tagger_bias: pack.f32s("tagger/b", &[classes])?,
            tok2vec,
            parser,
            ner_tok2vec,
            ner,
            ruler,
            lemmas,
            tags: meta.tags,
        })
    }

    /// Names of the tags.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// Names of the relations.
    pub fn deps(&self) -> &[String] {
        &self.parser.labels
    }

    /// Names of the kinds of names.
    pub fn kinds(&self) -> &[String] {
        &self.ner.labels
    }

    /// Appends the tokens of `text[span]` to `out`, which must hold tokens of this span only.
    pub fn tokens(&self, text: &str, span: Span, scratch: &mut Scratch, out: &mut Vec<Token>) {
        self.tokenizer.tokens(text, span, &mut scratch.chunks, out);
    }

    /// Labels `tokens`; `starts` says which of them begin a sentence. `clauses` gets the tags and a copy of `starts`, to which it may add
    /// where else a tree of its own begins.
    ///
    /// # Panics
    /// When `starts` is not as long as `tokens`.
    pub fn analyse(
        &self,
        text: &str,
        tokens: &[Token],
        starts: &[bool],
        clauses: impl FnOnce(&[u8], &mut [bool]),
        s: &mut Scratch,
        out: &mut Analysed,
    ) {
        assert_eq!(tokens.len(), starts.len());
        let n = tokens.len();
        s.inputs.clear();
        s.inputs.extend(
            tokens
                .iter()
                .map(|t| Input { lexeme: self.norms.lexeme(t.span.slice(text), t.norm), spaced: t.spaced }),
        );

        self.tok2vec.forward(&s.inputs, &mut s.tok2vec, &mut s.vectors);
        matmul(n, &s.vectors, self.tok2vec.width(), &self.tagger, Some(&self.tagger_bias), &mut s.scores);
        out.tags.clear();
        out.tags.extend(s.scores.chunks_exact(self.tags.len().max(1)).map(|row| argmax(row) as u8));
        out.trees.clear();
        out.trees.extend_from_slice(starts);
        clauses(&out.tags, &mut out.trees);
        self.parser.parse(&s.vectors, &out.trees, &mut s.parser, &mut out.heads, &mut out.deps);

        self.ner_tok2vec.forward(&s.inputs, &mut s.ner_tok2vec, &mut s.vectors);
        self.ner.names(&s.vectors, starts, &mut s.ner, &mut out.names);

        s.rule_tokens.clear();
        for (i, t) in tokens.iter().enumerate() {
            s.lower.clear();
            s.lower.push_str(&t.span.slice(text).to_lowercase());
            s.rule_tokens.push((out.tags[i], out.deps[i], self.ruler.form(&s.lower)));
        }
        self.ruler.apply(&s.rule_tokens, &mut s.ruled);
        out.pos.clear();
        out.feats.clear();
        out.lemmas.clear();
        for (ruled, t) in s.ruled.iter().zip(tokens) {
            out.pos.push(ruled.pos);
            out.feats.push(ruled.feats);
            out.lemmas.push(match ruled.lemma {
                Some(l) => self.ruler.lemmas[l as usize].clone(),
                None => self.lemmas.lemma(t.span.slice(text), ruled.pos, ruled.feats),
            });
        }
    }
}
